// nashr verify: builds, reads the text back out of the PDF and holds it against the source text and the golden text.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Diagnostics, DiagnosticsError } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import { compareTexts, formatDifferences } from '../preflight/compare-text.ts';
import { extractText, formatExtracted } from '../preflight/extract-text.ts';
import { findManifests } from './find-manifests.ts';
import type { Console } from './report.ts';
import { EXIT_DIFFERENCES, EXIT_DONE, EXIT_INPUT_ERRORS, printDiagnostics } from './report.ts';
import { sourceDate } from './source-date.ts';
import { writeFiles } from './write-files.ts';

export interface VerifyCommandOptions {
  readonly update: boolean;
  readonly quiet: boolean;
}

/** 0 when every text comes back as it should, 3 on differences, 1 when an issue cannot be built. */
export async function verifyCommand(
  named: readonly string[],
  options: VerifyCommandOptions,
  console: Console,
): Promise<number> {
  // prettier-ignore
  const found = new Diagnostics();
  let status = EXIT_DONE;
  for (const manifest of findManifests(named, found)) {
    const diagnostics = new Diagnostics();
    status = Math.max(status, await verifyOne(manifest, options, diagnostics, console));
    printDiagnostics(console, diagnostics.list, options.quiet);
  }
  printDiagnostics(console, found.list, options.quiet);
  return found.hasErrors ? EXIT_INPUT_ERRORS : status;
}

async function verifyOne(
  manifest: string,
  options: VerifyCommandOptions,
  diagnostics: Diagnostics,
  console: Console,
): Promise<number> {
  // prettier-ignore
  let built;
  try {
    built = await buildIssue(manifest, { date: sourceDate(process.env['SOURCE_DATE_EPOCH']) });
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    for (const diagnostic of error.diagnostics) diagnostics.add(diagnostic);
    return EXIT_INPUT_ERRORS;
  }
  const extracted = await extractText(built.pdf, { file: `${built.id}.pdf`, diagnostics });
  if (extracted === null) return EXIT_INPUT_ERRORS;
  const actual = formatExtracted(extracted, 'pages');
  let status = compare(built.text, actual, console, {
    report: (count) => diagnostics.error('V003', `${count} blocks of the source text do not come back from the PDF`, { file: manifest }), // prettier-ignore
  });
  const golden = join(dirname(manifest), `${built.id}.expected.txt`);
  if (options.update) {
    if (status === EXIT_DONE && !writeFiles([{ path: golden, content: actual }], diagnostics))
      return EXIT_INPUT_ERRORS;
    if (status === EXIT_DONE) console.out(`${golden}: written\n`);
    return status;
  }
  if (!existsSync(golden)) {
    diagnostics.error('V002', 'There is no golden text yet', { file: golden }, 'Read the text, then run nashr verify --update'); // prettier-ignore
    return EXIT_DIFFERENCES;
  }
  const against = compare(readFileSync(golden, 'utf8'), actual, console, {
    report: (count) => diagnostics.error('V001', `The text differs from the golden text in ${count} places`, { file: golden }, 'If the change is meant, run nashr verify --update'), // prettier-ignore
  });
  status = Math.max(status, against);
  if (status === EXIT_DONE && !options.quiet)
    console.out(`${manifest}: the text comes back, ${built.pages} pages\n`);
  return status;
}

function compare(
  expected: string,
  actual: string,
  console: Console,
  { report }: { report: (count: number) => void },
): number {
  // prettier-ignore
  const differences = compareTexts(expected, actual);
  if (differences.length === 0) return EXIT_DONE;
  console.out(`${formatDifferences(differences)}\n`);
  report(differences.length);
  return EXIT_DIFFERENCES;
}
