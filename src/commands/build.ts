// nashr build: manifests → OUT/<issue>.pdf, .txt and .json.
import { join } from 'node:path';
import { Diagnostics } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import type { BuiltIssue, EditionName } from '../build-issue.ts';
import { buildInProcesses } from './build-in-processes.ts';
import { findManifests } from './find-manifests.ts';
import { findPublication } from './find-publication.ts';
import type { IssueReport } from './issue-report.ts';
import { failedReport, guarded, reportsJson } from './issue-report.ts';
import type { Console, OutputFormat } from './report.ts';
import { diagnosticJson, printDiagnostics, statusOf } from './report.ts';
import { sourceDate } from './source-date.ts';
import type { OutputFile } from './write-files.ts';
import { writeFiles } from './write-files.ts';

export interface BuildCommandOptions {
  readonly editions: readonly EditionName[];
  readonly out: string;
  /** Issues built at the same time, from 1. */
  readonly jobs: number;
  /** The file node runs as `nashr`, for child processes; without it everything is built in this process. */
  readonly program?: string | undefined;
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly strict: boolean;
}

/** Builds every issue; one that has errors leaves no file and does not stop the others. */
export async function buildCommand(
  named: readonly string[],
  options: BuildCommandOptions,
  console: Console,
): Promise<number> {
  const found = new Diagnostics();
  const date = sourceDate(process.env['SOURCE_DATE_EPOCH']);
  const manifests = findManifests(named, found);
  const { program, format, quiet, strict } = options;
  const isHuman = format === 'human';
  if (isHuman) printDiagnostics(console, found.list, quiet);
  const reports: IssueReport[] = [];
  const finished = (report: IssueReport): void => {
    reports.push(report);
    if (isHuman) printReport(report, quiet, console);
  };
  if (program !== undefined && options.jobs > 1 && manifests.length > 1)
    (await buildInProcesses(manifests, options, program)).forEach(finished);
  else for (const manifest of manifests) finished(await buildOne(manifest, { ...options, date }, console));
  if (!isHuman) console.out(reportsJson(found.list, reports));
  return statusOf([...found.list, ...reports.flatMap(({ diagnostics }) => diagnostics)], strict);
}

async function buildOne(
  manifest: string,
  options: BuildCommandOptions & { readonly date: Date | undefined },
  console: Console,
): Promise<IssueReport> {
  const diagnostics = new Diagnostics();
  const files: OutputFile[] = [];
  const showsProgress = console.isTerminal && options.format === 'human' && !options.quiet;
  let last: BuiltIssue | null = null;
  // An edition that fails does not hide what is wrong with the next.
  for (const edition of options.editions) {
    const built = await guarded(manifest, { diagnostics, console }, () =>
      buildIssue(manifest, {
        publicationFolder: findPublication(manifest),
        edition,
        date: options.date,
        onPage: showsProgress ? (page) => showProgress(console, manifest, page) : undefined,
      }),
    );
    if (built === null) continue;
    for (const diagnostic of built.diagnostics) diagnostics.add(diagnostic);
    files.push(...outputFiles(options.out, edition, built));
    last = built;
  }
  if (showsProgress) console.error('\r\u001B[K');
  if (last === null || diagnostics.hasErrors || !writeFiles(files, diagnostics))
    return failedReport(manifest, diagnostics.list);
  return {
    manifest,
    built: true,
    pages: last.pages,
    bytes: last.pdf.length,
    files: files.map(({ path }) => path),
    diagnostics: diagnostics.list,
  };
}

function showProgress(console: Console, manifest: string, page: number): void {
  if (page % 10 === 0) console.error(`\r${manifest}: page ${page}`);
}

function outputFiles(out: string, edition: EditionName, built: BuiltIssue): OutputFile[] {
  const base = join(out, built.id);
  if (edition === 'press') return [{ path: `${base}.press.pdf`, content: built.pdf }];
  return [
    { path: `${base}.pdf`, content: built.pdf },
    { path: `${base}.txt`, content: built.text },
    { path: `${base}.json`, content: `${JSON.stringify(issueJson(built), null, 2)}\n` },
  ];
}

/** OUT/<issue>.json: what the web site that offers the download needs. */
function issueJson(built: BuiltIssue): Record<string, unknown> {
  const { id, title, language, date, pages, articles, fonts, pdf } = built;
  const warnings = built.diagnostics.filter((d) => d.severity !== 'note').map(diagnosticJson);
  return { issue: id, title, language, date, pages, bytes: pdf.length, articles, fonts, warnings };
}

function printReport(report: IssueReport, quiet: boolean, console: Console): void {
  const { manifest, built, files, pages, bytes, diagnostics } = report;
  printDiagnostics(console, diagnostics, quiet);
  if (quiet) return;
  if (built) console.out(`${files.join(', ')}: ${pages} pages, ${Math.round(bytes / 1024)} kB\n`);
  else console.error(`${manifest}: not built\n`);
}
