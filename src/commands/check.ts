// nashr check: everything that can be known without laying out.
import { Diagnostics } from '../base/diagnostic.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { buildDocument } from '../document/build-document.ts';
import { checkFontFaces } from '../font/load-fonts.ts';
import { prepareIssue, preparePress } from '../prepare-issue.ts';
import { findManifests } from './find-manifests.ts';
import { findPublication } from './find-publication.ts';
import { guarded } from './issue-report.ts';
import type { Console, OutputFormat } from './report.ts';
import { diagnosticJson, printDiagnostics, statusOf } from './report.ts';

export interface CheckCommandOptions {
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly strict: boolean;
}

/** 0 when nothing is an error (with `strict`: nor a warning), else 1. */
export async function checkCommand(
  named: readonly string[],
  { format, quiet, strict }: CheckCommandOptions,
  console: Console,
): Promise<number> {
  const found = new Diagnostics();
  const manifests = findManifests(named, found);
  const isHuman = format === 'human';
  if (isHuman) printDiagnostics(console, found.list, quiet);
  const all: Diagnostic[] = [...found.list];
  for (const manifest of manifests) {
    const diagnostics = new Diagnostics();
    await guarded(manifest, { diagnostics, console }, () => checkOne(manifest, diagnostics));
    all.push(...diagnostics.list);
    if (!isHuman) continue;
    printDiagnostics(console, diagnostics.list, quiet);
    if (!quiet) console.out(`${manifest}: ${summary(diagnostics.list)}\n`);
  }
  if (!isHuman) console.out(`${JSON.stringify({ diagnostics: all.map(diagnosticJson) }, null, 2)}\n`);
  return statusOf(all, strict);
}

async function checkOne(manifest: string, diagnostics: Diagnostics): Promise<void> {
  const options = { publicationFolder: findPublication(manifest) };
  const prepared = await prepareIssue(manifest, options, diagnostics);
  const { issue, root, resolver, pictures, publicationFolder, templateFile } = prepared;
  if (issue.editions['press'] !== undefined) await preparePress(issue, diagnostics);
  await pictures.verify(diagnostics);
  checkFontFaces({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  buildDocument({ root, resolver, pictures, diagnostics, file: templateFile, textPlace: issue.textPlace });
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((d) => d.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  if (errors === 0 && warnings === 0) return 'nothing to complain about';
  return [counted(errors, 'error'), counted(warnings, 'warning')].filter((part) => part !== '').join(', ');
}

function counted(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
