// nashr verify: builds, reads the text back out of the PDF and holds it against the source text and the golden text.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Diagnostics } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import type { BuiltIssue } from '../build-issue.ts';
import type { TextDifference } from '../preflight/compare-text.ts';
import { compareTexts, formatDifferences } from '../preflight/compare-text.ts';
import { extractText, formatExtracted } from '../preflight/extract-text.ts';
import type { ExtractedText } from '../preflight/extract-text.ts';
import { findManifests } from './find-manifests.ts';
import { findPublication } from './find-publication.ts';
import { guarded } from './issue-report.ts';
import type { Console, OutputFormat } from './report.ts';
import {
  EXIT_DIFFERENCES,
  EXIT_DONE,
  EXIT_INPUT_ERRORS,
  diagnosticJson,
  printDiagnostics,
} from './report.ts';
import { sourceDate } from './source-date.ts';
import type { DifferentPage } from './verify-pictures.ts';
import { writeFiles } from './write-files.ts';

export interface VerifyCommandOptions {
  /** Write the golden text instead of comparing with it. */
  readonly update: boolean;
  readonly quiet: boolean;
  readonly format: OutputFormat;
  /** Compare the pages as pictures, too. */
  readonly pictures?: boolean | undefined;
}

/** A difference and the text it was found against. */
interface FoundDifference extends TextDifference {
  readonly against: 'source' | 'golden';
}

/** 0 when every text comes back as it should; 3 on differences; 1 when an issue cannot be built, whatever else differs. */
export async function verifyCommand(
  named: readonly string[],
  options: VerifyCommandOptions,
  console: Console,
): Promise<number> {
  const found = new Diagnostics();
  const date = sourceDate(process.env['SOURCE_DATE_EPOCH']);
  const manifests = findManifests(named, found);
  const human = options.format === 'human';
  if (human) printDiagnostics(console, found.list, options.quiet);
  const statuses = [found.hasErrors ? EXIT_INPUT_ERRORS : EXIT_DONE];
  const issues: Record<string, unknown>[] = [];
  for (const manifest of manifests) {
    const diagnostics = new Diagnostics();
    const differences: FoundDifference[] = [];
    const pages: DifferentPage[] = [];
    const result = await guarded(manifest, { diagnostics, console }, async () => {
      const publicationFolder = findPublication(manifest);
      const built = await buildIssue(manifest, { publicationFolder, date });
      for (const diagnostic of built.diagnostics) diagnostics.add(diagnostic);
      const context = { ...options, diagnostics, console, differences, pages };
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

interface VerifyContext extends VerifyCommandOptions {
  readonly diagnostics: Diagnostics;
  readonly console: Console;
  /** Collects what differs. */
  readonly differences: FoundDifference[];
  /** Collects the pages that look different. */
  readonly pages: DifferentPage[];
}

/** The pages as pictures. Where the text did not come back nothing is written. */
async function verifyLooks(manifest: string, built: BuiltIssue, context: VerifyContext): Promise<number> {
  const { diagnostics, console, update, pages } = context;
  if (update && diagnostics.hasErrors) return EXIT_DIFFERENCES;
  const { verifyPictures } = await import('./verify-pictures.ts');
  const golden = join(dirname(manifest), `${built.id}.pages`);
  const out = join('out', `${built.id}.pages`);
  const result = await verifyPictures(built, { golden, out, update, diagnostics });
  pages.push(...result.pages);
  if (result.status === EXIT_DONE && context.format === 'human' && !context.quiet)
    console.out(`${golden}: ${update ? 'written' : 'the pages look the same'}\n`);
  return result.status;
}

async function verifyOne(manifest: string, built: BuiltIssue, context: VerifyContext): Promise<number> {
  const { diagnostics, console, update } = context;
  const speaks = context.format === 'human' && !context.quiet;
  const extracted = await extractText(built.pdf, { file: `${built.id}.pdf`, diagnostics });
  if (extracted === null) return EXIT_INPUT_ERRORS;
  const actual = formatExtracted(extracted, 'pages');
  const compared = { actual, extracted, built };
  const lost = await noteDifferences(built.text, 'source', compared, context);
  if (lost > 0) {
    const message = `${counted(lost, 'block')} of the source text ${lost === 1 ? 'does' : 'do'} not come back from the PDF`;
    diagnostics.error('V003', message, { file: manifest }, 'this is a fault of the program: please report it'); // prettier-ignore
  }
  const golden = join(dirname(manifest), `${built.id}.expected.txt`);
  if (update) {
    if (lost > 0) return EXIT_DIFFERENCES;
    if (!writeFiles([{ path: golden, content: actual }], diagnostics)) return EXIT_INPUT_ERRORS;
    if (speaks) console.out(`${golden}: written\n`);
    return EXIT_DONE;
  }
  const expected = readGolden(golden, diagnostics);
  if (expected === null) return EXIT_DIFFERENCES;
  const changed = await noteDifferences(expected, 'golden', compared, context);
  if (changed > 0) {
    const message = `The text differs from the golden text in ${counted(changed, 'place')}`;
    diagnostics.error('V001', message, { file: golden }, 'if the change is meant, run nashr verify --update'); // prettier-ignore
  }
  if (lost + changed > 0) return EXIT_DIFFERENCES;
  if (speaks) console.out(`${manifest}: the text comes back, ${counted(built.pages, 'page')}\n`);
  return EXIT_DONE;
}

/** Null, with V002, when it cannot be read. */
function readGolden(file: string, diagnostics: Diagnostics): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = isMissing ? 'There is no golden text yet' : 'The golden text cannot be read';
    const hint = isMissing ? 'read the text of the PDF, then run nashr verify --update' : undefined;
    diagnostics.error('V002', message, { file }, hint);
    return null;
  }
}

interface ReadBack {
  readonly actual: string;
  readonly extracted: ExtractedText;
  readonly built: BuiltIssue;
}

/** Collects the differences, with their articles, prints them for people, and returns their number. */
async function noteDifferences(
  expected: string,
  against: FoundDifference['against'],
  { actual, extracted, built }: ReadBack,
  { console, format, differences }: VerifyContext,
): Promise<number> {
  const different = compareTexts(expected, actual);
  if (different.length === 0) return 0;
  const { locateDifferences } = await import('../preflight/locate-differences.ts');
  const found = await locateDifferences(different, { expected, extracted, pdf: built.pdf });
  for (const difference of found) differences.push({ ...difference, against });
  if (format === 'human') console.out(`${formatDifferences(found)}\n`);
  return found.length;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
