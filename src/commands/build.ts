// nashr build: manifests → OUT/<issue>.pdf, .txt and .json.
import { join } from 'node:path';
import { DiagnosticsError, Diagnostics } from '../base/diagnostic.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import type { BuiltIssue, EditionName } from '../build-issue.ts';
import { findManifests } from './find-manifests.ts';
import type { Console, OutputFormat } from './report.ts';
import { diagnosticJson, printDiagnostics, statusOf } from './report.ts';
import { sourceDate } from './source-date.ts';
import type { OutputFile } from './write-files.ts';
import { writeFiles } from './write-files.ts';

export interface BuildCommandOptions {
  readonly editions: readonly EditionName[];
  readonly out: string;
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly strict: boolean;
}

interface IssueReport {
  readonly manifest: string;
  readonly built: BuiltIssue | null;
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds every issue; one that has errors leaves no file and does not stop the others. */
export async function buildCommand(
  named: readonly string[],
  options: BuildCommandOptions,
  console: Console,
): Promise<number> {
  // prettier-ignore
  const found = new Diagnostics();
  const manifests = findManifests(named, found);
  const reports: IssueReport[] = [];
  for (const manifest of manifests) reports.push(await buildOne(manifest, options, console));
  const all = [...found.list, ...reports.flatMap((report) => report.diagnostics)];
  if (options.format === 'json') console.out(`${JSON.stringify(reportJson(found.list, reports), null, 2)}\n`);
  else {
    printDiagnostics(console, found.list, options.quiet);
    for (const report of reports) printReport(report, options, console);
  }
  return statusOf(all, options.strict);
}

async function buildOne(
  manifest: string,
  options: BuildCommandOptions,
  console: Console,
): Promise<IssueReport> {
  const diagnostics = new Diagnostics();
  const files: OutputFile[] = [];
  let built: BuiltIssue | null = null;
  const progress = console.isTerminal && options.format === 'human' && !options.quiet;
  try {
    for (const edition of options.editions) {
      built = await buildIssue(manifest, {
        edition,
        date: sourceDate(process.env['SOURCE_DATE_EPOCH']),
        onPage: progress ? (page) => showProgress(console, manifest, page) : undefined,
      });
      for (const diagnostic of built.diagnostics) diagnostics.add(diagnostic);
      files.push(...outputFiles(options.out, edition, built));
    }
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    for (const diagnostic of error.diagnostics) diagnostics.add(diagnostic);
    built = null;
  } finally {
    if (progress) console.error('\r\u001B[K');
  }
  if (built === null || !writeFiles(files, diagnostics)) {
    return { manifest, built: null, files: [], diagnostics: diagnostics.list };
  }
  return { manifest, built, files: files.map(({ path }) => path), diagnostics: diagnostics.list };
}

function showProgress(console: Console, manifest: string, page: number): void {
  if (page % 10 === 0) console.error(`\r${manifest}: page ${page}`);
}

function outputFiles(out: string, edition: EditionName, built: BuiltIssue): OutputFile[] {
  const base = join(out, built.id);
  const files: OutputFile[] = [
    { path: edition === 'press' ? `${base}.press.pdf` : `${base}.pdf`, content: built.pdf },
  ];
  if (edition === 'web') {
    files.push({ path: `${base}.txt`, content: built.text });
    files.push({ path: `${base}.json`, content: `${JSON.stringify(issueJson(built), null, 2)}\n` });
  }
  return files;
}

/** OUT/<issue>.json: what the web site that offers the download needs. */
function issueJson(built: BuiltIssue): Record<string, unknown> {
  const { id, title, language, date, pages, articles, fonts, pdf } = built;
  const warnings = built.diagnostics.filter((d) => d.severity !== 'note').map(diagnosticJson);
  return { issue: id, title, language, date, pages, bytes: pdf.length, articles, fonts, warnings };
}

function printReport(report: IssueReport, options: BuildCommandOptions, console: Console): void {
  printDiagnostics(console, report.diagnostics, options.quiet);
  if (options.quiet) return;
  if (report.built === null) console.error(`${report.manifest}: not built\n`);
  else
    console.out(
      `${report.files.join(', ')}: ${report.built.pages} pages, ${Math.round(report.built.pdf.length / 1024)} kB\n`,
    );
}

function reportJson(found: readonly Diagnostic[], reports: readonly IssueReport[]): Record<string, unknown> {
  return {
    issues: reports.map(({ manifest, built, files, diagnostics }) => ({
      manifest,
      built: built !== null,
      pages: built?.pages ?? 0,
      files,
      diagnostics: diagnostics.map(diagnosticJson),
    })),
    diagnostics: found.map(diagnosticJson),
  };
}
