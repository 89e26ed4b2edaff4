// nashr verify: builds, reads the text back out of the PDF and holds it against the source text and the golden text.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Diagnostics } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import type { BuiltIssue } from '../build-issue.ts';
import type { TextDifference } from '../preflight/compare-text.ts';
import { compareTexts, formatDifferences } from '../preflight/compare-text.ts';
import { extractText, formatExtracted } from '../preflight/extract-text.ts';
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
import { writeFiles } from './write-files.ts';

export interface VerifyCommandOptions {
  /** Write the golden text instead of comparing with it. */
  readonly update: boolean;
  readonly quiet: boolean;
  readonly format: OutputFormat;
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
    const result = await guarded(manifest, { diagnostics, console }, async () => {
      const publicationFolder = findPublication(manifest);
      const built = await buildIssue(manifest, { publicationFolder, date });
      for (const diagnostic of built.diagnostics) diagnostics.add(diagnostic);
      return verifyOne(manifest, built, { ...options, diagnostics, console, differences });
    });
    const status = result ?? EXIT_INPUT_ERRORS;
    if (human) printDiagnostics(console, diagnostics.list, options.quiet);
    issues.push({ manifest, status, differences, diagnostics: diagnostics.list.map(diagnosticJson) });
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
}

async function verifyOne(manifest: string, built: BuiltIssue, context: VerifyContext): Promise<number> {
  const { diagnostics, console, update } = context;
  const speaks = context.format === 'human' && !context.quiet;
  const extracted = await extractText(built.pdf, { file: `${built.id}.pdf`, diagnostics });
  if (extracted === null) return EXIT_INPUT_ERRORS;
  const actual = formatExtracted(extracted, 'pages');
  const lost = noteDifferences([built.text, actual], 'source', context);
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
  const changed = noteDifferences([expected, actual], 'golden', context);
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

/** Collects the differences, prints them for people, and returns their number. */
function noteDifferences(
  [expected, actual]: readonly [string, string],
  against: FoundDifference['against'],
  { console, format, differences }: VerifyContext,
): number {
  const found = compareTexts(expected, actual);
  for (const difference of found) differences.push({ ...difference, against });
  if (found.length > 0 && format === 'human') console.out(`${formatDifferences(found)}\n`);
  return found.length;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
