// nashr preflight: judges any PDF by a standard or a printer profile, for people, as JSON, and as a PDF report.
import { Diagnostics, DiagnosticsError } from '../base/diagnostic.ts';
import { loadPrinterProfile } from '../press/load-printer-profile.ts';
import type { InspectedFile, InspectedPdf } from '../preflight/inspect/inspected-pdf.ts';
import { openPdfForInspection } from '../preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../preflight/preflight.ts';
import { readPdfFile } from '../preflight/pdfjs/read-pdf.ts';
import { formatReport, plainLine, reportJson, ticketRows } from '../preflight/report/format-report.ts';
import type { PreflightReport, PreflightStandard, PreflightTarget } from '../preflight/report-types.ts';
import type { Console, OutputFormat } from './report.ts';
import { EXIT_DIFFERENCES, EXIT_DONE, EXIT_INPUT_ERRORS, EXIT_USAGE, diagnosticJson, printDiagnostics } from './report.ts'; // prettier-ignore
import { findPublication } from './find-publication.ts';
import { isManifestFile, loadIssueProfile } from './load-issue-profile.ts';
import { writeFiles } from './write-files.ts';

export interface PreflightCommandOptions {
  /** A printer profile, its file, the manifest of an issue, or a standard; left out: what the file declares, else `coated`. */
  readonly profile?: string | undefined;
  readonly format: OutputFormat;
  /** The PDF report to write. */
  readonly report?: string | undefined;
  /** Print the job ticket alone. */
  readonly ticket: boolean;
}

const STANDARDS: readonly PreflightStandard[] = [
  'pdfx-4',
  'pdfx-1a',
  'pdfa-2a',
  'pdfua-1',
  'pdfua-1+pdfa-2a',
];
const DEFAULT_PROFILE = 'coated';

/** 0 when nothing is an error; 3 when something is; 1 when the file or the profile cannot be read; 2 when there is no such profile. */
export async function preflightCommand(
  file: string,
  options: PreflightCommandOptions,
  console: Console,
): Promise<number> {
  const diagnostics = new Diagnostics();
  const found = await preflightFile(file, options, diagnostics);
  const report = found === null ? null : found.report;
  if (options.format === 'json') {
    const value = report === null ? {} : options.ticket ? report.ticket : reportJson(report);
    console.out(`${JSON.stringify({ ...value, diagnostics: diagnostics.list.map(diagnosticJson) }, null, 2)}\n`); // prettier-ignore
  } else {
    printDiagnostics(console, diagnostics.list, false);
    if (report !== null) console.out(options.ticket ? formatTicket(report) : formatReport(report));
  }
  // One that a manifest names wrongly has a line there.
  if (diagnostics.list.some(({ code, place }) => code === 'E001' && place?.line === undefined)) return EXIT_USAGE; // prettier-ignore
  if (report === null || diagnostics.hasErrors) return EXIT_INPUT_ERRORS;
  return report.passed ? EXIT_DONE : EXIT_DIFFERENCES;
}

/** Null after a complaint. */
async function preflightFile(
  file: string,
  { profile, report: reportFile }: PreflightCommandOptions,
  diagnostics: Diagnostics,
): Promise<{ readonly report: PreflightReport } | null> {
  // A wrong name is told before a large file is read.
  const manifest = profile !== undefined && isManifestFile(profile) ? profile : null;
  const asked = profile === undefined || manifest !== null ? undefined : await targetOf(profile, diagnostics);
  if (asked === null) return null;
  const found = new Diagnostics();
  const bytes = readPdfFile(file, found);
  const pdf = bytes === null ? null : await openPdfForInspection(bytes, { file, diagnostics: found });
  // Only the file says by which edition of the issue it is judged; without it what is wrong with the manifest is told first.
  if (pdf === null && manifest !== null && (await targetOf(manifest, diagnostics)) === null) return null;
  for (const each of found.list) diagnostics.add(each);
  if (bytes === null || pdf === null) return null;
  const declared = declaredTarget(pdf.file);
  let report: PreflightReport | null;
  if (manifest !== null && isForScreens(pdf.file, declared))
    report = await judgedByIssue(pdf, file, { manifest, diagnostics });
  else {
    const own = manifest === null ? declared : null;
    const wanted = asked ?? own ?? (await targetOf(manifest ?? DEFAULT_PROFILE, diagnostics));
    report = wanted === null ? null : await judge(pdf, stricter(wanted, declared), { file });
  }
  if (report === null) return null;
  if (reportFile !== undefined) {
    const { writeReportPdf } = await import('../preflight/report/write-report-pdf.ts');
    writeFiles([{ path: reportFile, content: await writeReportPdf(report, bytes) }], diagnostics);
  }
  return { report };
}

/** A file that says so, or is tagged and says nothing: as web editions are, and files for print are not. */
function isForScreens({ tagged }: InspectedFile, declared: PreflightTarget | null): boolean {
  return declared === null ? tagged : !declared.standard.startsWith('pdfx');
}

/** By what the issue says of its web edition; its text is laid out for it. Null after a complaint. */
async function judgedByIssue(
  pdf: InspectedPdf,
  file: string,
  { manifest, diagnostics }: { readonly manifest: string; readonly diagnostics: Diagnostics },
): Promise<PreflightReport | null> {
  const { buildIssue } = await import('../build-issue.ts');
  const { judgeAsWeb } = await import('./judge-web.ts');
  try {
    return await judgeAsWeb(pdf, file, await buildIssue(manifest, { publicationFolder: findPublication(manifest) })); // prettier-ignore
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    for (const each of error.diagnostics) if (each.severity === 'error') diagnostics.add(each);
    return null;
  }
}

function isStandard(name: string): name is PreflightStandard {
  return (STANDARDS as readonly string[]).includes(name);
}

async function targetOf(name: string, diagnostics: Diagnostics): Promise<PreflightTarget | null> {
  if (isStandard(name)) return { standard: name, profile: null };
  const profile = isManifestFile(name)
    ? await loadIssueProfile(name, diagnostics)
    : loadPrinterProfile(name, diagnostics);
  return profile === null ? null : { standard: profile.standard, profile };
}

/** The standard that a file says it keeps; one of print before the others. */
function declaredTarget({ info, xmp }: InspectedFile): PreflightTarget | null {
  const print = xmp?.properties.get('pdfxid:GTS_PDFXVersion') ?? info.get('GTS_PDFXVersion')?.value ?? '';
  if (print.startsWith('PDF/X-4')) return { standard: 'pdfx-4', profile: null };
  if (print.startsWith('PDF/X-1')) return { standard: 'pdfx-1a', profile: null };
  const isUa = xmp?.properties.get('pdfuaid:part') === '1';
  const isArchive = xmp?.properties.get('pdfaid:part') === '2' && (!isUa || xmp.properties.get('pdfaid:conformance') === 'A'); // prettier-ignore
  if (isUa) return { standard: isArchive ? 'pdfua-1+pdfa-2a' : 'pdfua-1', profile: null };
  if (isArchive) return { standard: 'pdfa-2a', profile: null };
  return null;
}

/** PDF/X-1a allows nothing that PDF/X-4 forbids: who takes X-4 takes such a file, held to what it declares. */
function stricter(wanted: PreflightTarget, declared: PreflightTarget | null): PreflightTarget {
  const isWithin =
    wanted.profile !== null && wanted.standard === 'pdfx-4' && declared?.standard === 'pdfx-1a';
  return isWithin ? { ...wanted, standard: 'pdfx-1a' } : wanted;
}

function formatTicket({ ticket }: PreflightReport): string {
  const rows = ticketRows(ticket);
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${plainLine(value)}\n`).join('');
}
