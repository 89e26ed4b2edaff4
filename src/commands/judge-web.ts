// A web edition and what its issue knows of it – what it may claim, and its text – → what preflight says of it. Preflight reads the
// bytes alone.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { WebClaims } from '../pdf/web/web-standard.ts';
import { openPdfForInspection } from '../preflight/inspect/open-pdf-for-inspection.ts';
import type { InspectedPdf } from '../preflight/inspect/inspected-pdf.ts';
import { judge } from '../preflight/preflight.ts';
import type { Verdict } from '../preflight/report/format-report.ts';
import { formatTarget } from '../preflight/report/format-report.ts';
import type { PreflightReport, PreflightTarget } from '../preflight/report-types.ts';
import type { FileToJudge } from './judge-press.ts';

/** What an issue knows of its web edition. */
export interface WebSource {
  readonly claims: WebClaims;
  /** Pages parted by form feeds. */
  readonly text: string;
}

/**
 * By what the edition claims to be. The rules know PDF/UA-1 and PDF/A-2a: an edition that claims something else is judged by PDF/UA-1,
 * as they are all written alike, and need not say that it is.
 */
function webTarget({ accessible, archive }: WebClaims): PreflightTarget {
  const isArchive = archive?.part === '2' && archive.level === 'A';
  const standard = !isArchive ? 'pdfua-1' : accessible ? 'pdfua-1+pdfa-2a' : 'pdfa-2a';
  return { standard, profile: null };
}

/** Judges an opened file as the web edition of an issue. */
export async function judgeAsWeb(
  pdf: InspectedPdf,
  file: string,
  { claims, text }: WebSource,
): Promise<PreflightReport> {
  const target = webTarget(claims);
  const claimsIt = target.standard !== 'pdfua-1' || claims.accessible;
  return judge(pdf, target, {
    file,
    expectedText: text.split('\f'),
    only: ({ name }) => claimsIt || name !== 'accessibility.xmp-claim',
  });
}

/** Judges a file that was just written. One that cannot be read is an error among the diagnostics, and has no verdict. */
export async function judgeWeb(
  { path, pdf }: FileToJudge,
  source: WebSource,
  diagnostics: Diagnostics,
): Promise<readonly Verdict[]> {
  const opened = await openPdfForInspection(pdf, { file: path, diagnostics });
  if (opened === null) return [];
  const { passed, findings, target } = await judgeAsWeb(opened, path, source);
  return [{ file: path, passed, target: formatTarget(target), findings }];
}
