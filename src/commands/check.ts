// nashr check: everything that can be known without laying out.
import { Diagnostics, DiagnosticsError } from '../base/diagnostic.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { prepareIssue } from '../build-issue.ts';
import { buildDocument } from '../document/build-document.ts';
import { checkFontFaces } from '../font/load-fonts.ts';
import { findManifests } from './find-manifests.ts';
import type { Console, OutputFormat } from './report.ts';
import { diagnosticJson, printDiagnostics, statusOf } from './report.ts';

export interface CheckCommandOptions {
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly strict: boolean;
}

export async function checkCommand(
  named: readonly string[],
  options: CheckCommandOptions,
  console: Console,
): Promise<number> {
  // prettier-ignore
  const found = new Diagnostics();
  const all: Diagnostic[] = [];
  for (const manifest of findManifests(named, found)) {
    const diagnostics = new Diagnostics();
    await checkOne(manifest, diagnostics);
    all.push(...diagnostics.list);
    if (options.format === 'human') {
      printDiagnostics(console, diagnostics.list, options.quiet);
      if (!options.quiet) console.out(`${manifest}: ${summary(diagnostics.list)}\n`);
    }
  }
  all.push(...found.list);
  if (options.format === 'json')
    console.out(`${JSON.stringify({ diagnostics: all.map(diagnosticJson) }, null, 2)}\n`);
  else printDiagnostics(console, found.list, options.quiet);
  return statusOf(all, options.strict);
}

async function checkOne(manifest: string, diagnostics: Diagnostics): Promise<void> {
  try {
    const { root, resolver, pictures, publicationFolder, issue } = await prepareIssue(
      manifest,
      {},
      diagnostics,
    );
    checkFontFaces({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
    buildDocument({ root, resolver, pictures, diagnostics, file: `templates/${issue.template}/issue.hbs` });
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    for (const diagnostic of error.diagnostics) diagnostics.add(diagnostic);
  }
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((d) => d.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  return errors === 0 && warnings === 0
    ? 'nothing to complain about'
    : `${errors} errors, ${warnings} warnings`;
}
