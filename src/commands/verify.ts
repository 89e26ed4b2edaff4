// nashr verify: builds, reads the text back out of the PDF and holds it against the source text and the golden text. PDFs that are
// named are only read.
import { dirname, join } from 'node:path';
import { Diagnostics, formatPlace } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import type { BuiltIssue } from '../build-issue.ts';
import { extractText, formatExtracted } from '../preflight/pdfjs/extract-text.ts';
import type { ReaderResult } from '../preflight/readers/compare-readers.ts';
import { findManifests } from './find-manifests.ts';
import { findPublication } from './find-publication.ts';
import { guarded } from './issue-report.ts';
import type { Console, OutputFormat } from './report.ts';
import {
  EXIT_DIFFERENCES,
  EXIT_DONE,
  EXIT_INPUT_ERRORS,
  UsageError,
  diagnosticJson,
  printDiagnostics,
} from './report.ts';
import { sourceDate } from './source-date.ts';
import { isPdfName, verifyPdf } from './verify/verify-pdf.ts';
import type { DifferentPage } from './verify/verify-pictures.ts';
import { askReaders, counted, noteDifferences, readGolden } from './verify/verify-text.ts';
import type { FoundDifference, VerifyContext } from './verify/verify-text.ts';
import { verifyStructure } from './verify/verify-structure.ts';
import { writeFiles } from './write-files.ts';

export interface VerifyCommandOptions {
  /** Write the golden text instead of comparing with it. */
  readonly update: boolean;
  readonly quiet: boolean;
  readonly format: OutputFormat;
  /** Compare the pages as pictures, too. */
  readonly pictures?: boolean | undefined;
  /** Tell what pdf.js, PDFium and poppler give back. */
  readonly readers?: boolean | undefined;
}

/**
 * 0 when every text comes back as it should; 3 on differences; 1 when an issue cannot be built, or a PDF not read, whatever else
 * differs. `named` are manifests and PDFs.
 */
export async function verifyCommand(
  named: readonly string[],
  options: VerifyCommandOptions,
  console: Console,
): Promise<number> {
  const found = new Diagnostics();
  const date = sourceDate(process.env['SOURCE_DATE_EPOCH']);
  const pdfs = named.filter(isPdfName);
  if (pdfs.length > 0 && options.pictures === true) throw new UsageError('--pictures compares issues, not PDFs'); // prettier-ignore
  const manifests = pdfs.length > 0 && pdfs.length === named.length ? [] : findManifests(named.filter((name) => !isPdfName(name)), found); // prettier-ignore
  const human = options.format === 'human';
  if (human) printDiagnostics(console, found.list, options.quiet);
  const statuses = [found.hasErrors ? EXIT_INPUT_ERRORS : EXIT_DONE];
  const issues: Record<string, unknown>[] = [];
  for (const manifest of [...manifests, ...new Set(pdfs)]) {
    const diagnostics = new Diagnostics();
    const differences: FoundDifference[] = [];
    const pages: DifferentPage[] = [];
    const readers: ReaderResult[] = [];
    const result = await guarded(manifest, { diagnostics, console }, async () => {
      const context = { ...options, diagnostics, console, differences, pages, readers, withReaders: options.readers === true }; // prettier-ignore
      if (isPdfName(manifest)) return verifyPdf(manifest, context);
      const publicationFolder = findPublication(manifest);
      const built = await buildIssue(manifest, { publicationFolder, date });
      for (const diagnostic of built.diagnostics) diagnostics.add(diagnostic);
      const text = await verifyOne(manifest, built, context);
      const looks = options.pictures === true ? await verifyLooks(manifest, built, context) : EXIT_DONE;
      return text === EXIT_INPUT_ERRORS || looks === EXIT_INPUT_ERRORS
        ? EXIT_INPUT_ERRORS
        : Math.max(text, looks);
    });
    const status = result ?? EXIT_INPUT_ERRORS;
    if (human) printDiagnostics(console, diagnostics.list, options.quiet);
    issues.push({
      manifest,
      status,
      differences,
      ...(options.pictures === true && { pages }),
      ...(options.readers === true && { readers }),
      diagnostics: diagnostics.list.map(diagnosticJson),
    });
    statuses.push(status);
  }
  if (!human) {
    const report = { issues, diagnostics: found.list.map(diagnosticJson) };
    console.out(`${JSON.stringify(report, null, 2)}\n`);
  }
  return statuses.includes(EXIT_INPUT_ERRORS) ? EXIT_INPUT_ERRORS : Math.max(...statuses);
}

interface IssueContext extends VerifyContext {
  /** Collects the pages that look different. */
  readonly pages: DifferentPage[];
  readonly withReaders: boolean;
}

/** The pages as pictures. Where the text did not come back nothing is written. */
async function verifyLooks(manifest: string, built: BuiltIssue, context: IssueContext): Promise<number> {
  const { diagnostics, console, update, pages } = context;
  if (update && diagnostics.hasErrors) return EXIT_DIFFERENCES;
  const { verifyPictures } = await import('./verify/verify-pictures.ts');
  const golden = join(dirname(manifest), `${built.id}.pages`);
  const out = join('out', `${built.id}.pages`);
  const result = await verifyPictures(built, { golden, out, update, diagnostics });
  pages.push(...result.pages);
  if (result.status === EXIT_DONE && context.format === 'human' && !context.quiet)
    console.out(`${golden}: ${update ? 'written' : 'the pages look the same'}\n`);
  return result.status;
}

/** Why text may be lost: what has no room on its page, which the editor can mend, or else the program. */
function lostHint({ diagnostics }: BuiltIssue): string {
  const outside = diagnostics.find(({ code }) => code === 'L002');
  if (outside === undefined) return 'this is a fault of the program: please report it';
  const where = outside.place === undefined ? '' : ` for ${formatPlace(outside.place)}`;
  return `text without room on its page does not come back: see L002${where}, and shorten it, set it smaller or give its box more room`; // prettier-ignore
}

async function verifyOne(manifest: string, built: BuiltIssue, context: IssueContext): Promise<number> {
  const { diagnostics, console, update } = context;
  const speaks = context.format === 'human' && !context.quiet;
  const extracted = await extractText(built.pdf, { file: `${built.id}.pdf`, diagnostics });
  if (extracted === null) return EXIT_INPUT_ERRORS;
  const actual = formatExtracted(extracted, 'pages');
  const compared = { actual, extracted, pdf: built.pdf };
  if (context.withReaders) await askReaders(manifest, built.text, compared, context);
  const lost = await noteDifferences(built.text, 'source', compared, context);
  if (lost > 0) {
    const message = `${counted(lost, 'block')} of the source text ${lost === 1 ? 'does' : 'do'} not come back from the PDF`;
    diagnostics.error('V003', message, { file: manifest }, lostHint(built));
  }
  const misplaced = await verifyStructure(manifest, built, diagnostics);
  const golden = join(dirname(manifest), `${built.id}.expected.txt`);
  if (update) {
    if (lost + misplaced > 0) return EXIT_DIFFERENCES;
    if (!writeFiles([{ path: golden, content: actual }], diagnostics)) return EXIT_INPUT_ERRORS;
    if (speaks) console.out(`${golden}: written\n`);
    return EXIT_DONE;
  }
  const expected = readGolden(golden, actual, { diagnostics });
  if (expected === null) return EXIT_DIFFERENCES;
  const changed = await noteDifferences(expected, 'golden', compared, context);
  if (changed > 0) {
    const message = `The text differs from the golden text in ${counted(changed, 'place')}`;
    diagnostics.error('V001', message, { file: golden }, 'if the change is meant, run nashr verify --update'); // prettier-ignore
  }
  if (lost + changed + misplaced > 0) return EXIT_DIFFERENCES;
  if (speaks) console.out(`${manifest}: the text comes back, ${counted(built.pages, 'page')}\n`);
  return EXIT_DONE;
}
