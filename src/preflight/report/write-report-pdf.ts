// Preflight report and the file that it judges → a PDF report for an editor or a printer, set by pdfmake. Same input, same bytes.
import { openPdf } from '../pdfjs/read-pdf.ts';
import { Diagnostics } from '../../base/diagnostic.ts';
import type { PreflightReport } from '../report-types.ts';
import { drawPages } from './draw-pages.ts';
import { loadCanvas } from './load-canvas.ts';
import { reportDefinition } from './report-definition.ts';
import { createSetText } from './set-text.ts';

/** More pages are not drawn: nobody looks at more of them. */
const MAX_PAGES = 60;

/** Writes the report; `bytes` is the judged file, whose pages with findings are shown. */
export async function writeReportPdf(report: PreflightReport, bytes: Uint8Array): Promise<Uint8Array> {
  const canvas = await loadCanvas();
  const wanted = pagesToDraw(report);
  const pages =
    canvas === null
      ? []
      : await drawPages(
          canvas,
          bytes,
          wanted.slice().sort((a, b) => a - b),
        );
  const undrawn = new Set(report.findings.flatMap(({ page }) => page ?? [])).size - pages.length;
  const date = await dateOf(bytes, report.file);
  const { default: pdfmake } = await import('pdfmake');
  const { default: fonts } = await import('pdfmake/fonts/Roboto.js');
  const files = new Set(Object.values(fonts.Roboto));
  pdfmake.setFonts(fonts);
  // Nothing that stands in a report may make pdfmake open a file or an address.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.has(path));
  const definition = reportDefinition({ report, pages, undrawn, date, setText: createSetText(canvas) });
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

/** Pages with errors first, then those with warnings and notes. */
function pagesToDraw({ findings }: PreflightReport): readonly number[] {
  const of = (severity: string): number[] => findings.flatMap((finding) => (finding.page !== null && finding.severity === severity ? [finding.page] : [])); // prettier-ignore
  return [...new Set([...of('error'), ...of('warning'), ...of('note')])].slice(0, MAX_PAGES);
}

/** When the judged file was written, as it says itself; the program has no clock. */
async function dateOf(bytes: Uint8Array, file: string): Promise<Date> {
  const document = await openPdf(bytes, file, new Diagnostics());
  if (document === null) return new Date(0);
  try {
    const { info } = await document.getMetadata();
    const { ModDate, CreationDate } = info as { readonly ModDate?: unknown; readonly CreationDate?: unknown };
    return pdfDate(ModDate) ?? pdfDate(CreationDate) ?? new Date(0);
  } catch {
    return new Date(0);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** `D:20240508120000+04'30'` (ISO 32000-1, 7.9.4), its zone left aside: a date, not a moment. */
function pdfDate(value: unknown): Date | null {
  const found =
    typeof value === 'string' ? /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?/.exec(value) : null;
  if (found === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part))); // prettier-ignore
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return Number.isNaN(date.getTime()) ? null : date;
}
