// nashr verify FILE.pdf: any PDF, by whoever made it, against the golden text FILE.expected.txt beside it.
import { extractText, formatExtracted } from '../../preflight/pdfjs/extract-text.ts';
import type { ExtractedText, PageRange } from '../../preflight/pdfjs/extracted-text.ts';
import { readPdfFile } from '../../preflight/pdfjs/read-pdf.ts';
import { DEFAULT_LIMITS } from '../../preflight/pdfjs/reader-thread.ts';
import type { ReadingLimits } from '../../preflight/pdfjs/reader-thread.ts';
import { EXIT_DIFFERENCES, EXIT_DONE, EXIT_INPUT_ERRORS } from '../report.ts';
import { askReaders, counted, noteDifferences, readGolden, updateCommand } from './verify-text.ts';
import type { VerifyContext } from './verify-text.ts';
import { writeFiles } from '../write-files.ts';

/** Whether a command line names a PDF, not a manifest. */
export function isPdfName(file: string): boolean {
  return /\.pdf$/i.test(file);
}

/**
 * 0 when the text is the golden text, 3 when it differs or pages are missing, 1 when the file cannot be read. A golden text is not
 * written from a file that was read only in part.
 */
export async function verifyPdf(
  file: string,
  context: VerifyContext & { readonly withReaders: boolean },
  limits: ReadingLimits = DEFAULT_LIMITS,
): Promise<number> {
  const { diagnostics, console, update } = context;
  const speaks = context.format === 'human' && !context.quiet;
  const pdf = readPdfFile(file, diagnostics);
  const extracted =
    pdf === null ? null : await extractText(pdf, { file, diagnostics, limits, tellsRest: true });
  if (pdf === null || extracted === null) return EXIT_INPUT_ERRORS;
  const actual = formatExtracted(extracted, 'pages');
  const golden = file.replace(/\.pdf$/i, '.expected.txt');
  const readBack = { actual, extracted, pdf, limits };
  const isPart = extracted.missing.length > 0 || extracted.damaged === true;
  if (update) {
    if (isPart) {
      diagnostics.error('P004', `No golden text is written: ${whatIsMissing(extracted)}`, { file }); // prettier-ignore
      return EXIT_DIFFERENCES;
    }
    if (actual.trim() === '') {
      diagnostics.error('V002', 'No golden text is written: it would be empty', { file });
      return EXIT_DIFFERENCES;
    }
    if (!writeFiles([{ path: golden, content: actual }], diagnostics)) return EXIT_INPUT_ERRORS;
    if (speaks) console.out(`${golden}: written\n`);
  }
  const expected = update ? actual : readGolden(golden, actual, { diagnostics, named: file });
  if (expected === null) return EXIT_DIFFERENCES;
  if (context.withReaders) await askReaders(file, expected, readBack, context);
  const changed = await noteDifferences(expected, 'golden', readBack, context);
  if (changed > 0) {
    const message = `The text differs from the golden text in ${counted(changed, 'place')}`;
    diagnostics.error('V001', message, { file: golden }, `if the change is meant, run ${updateCommand(file)}`); // prettier-ignore
  }
  if (isPart)
    diagnostics.error('P004', `It cannot be said whether the text is the same: ${whatIsMissing(extracted)}`, { file }); // prettier-ignore
  if (changed > 0 || isPart) return EXIT_DIFFERENCES;
  if (speaks && !update) console.out(`${file}: the text is the golden text, ${counted(extracted.pages.length, 'page')}\n`); // prettier-ignore
  return EXIT_DONE;
}

function whatIsMissing({ missing, damaged }: ExtractedText): string {
  if (missing.length === 0 && damaged === true) return 'the file is damaged, and pages may be lost';
  return `${inWords(missing)} of the PDF could not be read completely`;
}

function inWords(ranges: readonly PageRange[]): string {
  const [only] = ranges;
  const isOne = ranges.length === 1 && only?.from === only?.to;
  return `page${isOne ? '' : 's'} ${ranges.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ')}`;
}
