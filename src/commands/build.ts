// nashr build: manifests → OUT/<issue>.pdf, .txt, .json and .png; for the press OUT/<issue>.press.pdf, and its cover if that is apart.
import { join } from 'node:path';
import { Diagnostics } from '../base/diagnostic.ts';
import { buildIssue } from '../build-issue.ts';
import type { BuiltIssue, BuiltPress } from '../build-issue.ts';
import type { CoverPicture } from '../preflight/report/draw-cover.ts';
import type { Verdict } from '../preflight/report/format-report.ts';
import { formatFinding, formatVerdict } from '../preflight/report/format-report.ts';
import type { EditionName } from '../prepare-issue.ts';
import { buildInProcesses } from './build-in-processes.ts';
import { findManifests } from './find-manifests.ts';
import { findPublication } from './find-publication.ts';
import type { WebCompany } from './issue-json.ts';
import { inMm, issueJson, pressName } from './issue-json.ts';
import type { IssueReport } from './issue-report.ts';
import { failedReport, guarded, reportsJson } from './issue-report.ts';
import type { Console, OutputFormat } from './report.ts';
import { EXIT_DIFFERENCES, EXIT_DONE, UsageError, printDiagnostics, statusOf } from './report.ts';
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
  /** Judge each edition as soon as it is written. */
  readonly preflight?: boolean | undefined;
  /** Write OUT/<issue>.png as well. */
  readonly cover?: boolean | undefined;
}

/**
 * Builds every issue; one that has errors leaves no file and does not stop the others. Throws UsageError before anything is
 * read where an option asks for an edition that is not built.
 */
export async function buildCommand(
  named: readonly string[],
  options: BuildCommandOptions,
  console: Console,
): Promise<number> {
  if (options.cover === true && !options.editions.includes('web'))
    throw new UsageError('--cover shows the web edition: add --edition web');
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
  const status = statusOf([...found.list, ...reports.flatMap(({ diagnostics }) => diagnostics)], strict);
  const isJudgedFit = reports.every(({ preflight = [] }) => preflight.every(({ passed }) => passed));
  return status === EXIT_DONE && !isJudgedFit ? EXIT_DIFFERENCES : status;
}

async function buildOne(
  manifest: string,
  options: BuildCommandOptions & { readonly date: Date | undefined },
  console: Console,
): Promise<IssueReport> {
  const diagnostics = new Diagnostics();
  const showsProgress = console.isTerminal && options.format === 'human' && !options.quiet;
  let last: BuiltIssue | null = null;
  const editions: { web: BuiltIssue | null; press: BuiltIssue | null } = { web: null, press: null };
  const pictureCache = (await import('./picture-cache.ts')).openPictureCache(options.out);
  // An edition that fails does not hide what is wrong with the next.
  for (const edition of options.editions) {
    const built = await guarded(manifest, { diagnostics, console }, () =>
      buildIssue(manifest, {
        publicationFolder: findPublication(manifest),
        edition,
        date: options.date,
        pictureCache,
        onPage: showsProgress ? (page) => showProgress(console, manifest, page) : undefined,
      }),
    );
    if (built === null) continue;
    for (const diagnostic of built.diagnostics) diagnostics.add(diagnostic);
    editions[edition] = built;
    last = built;
  }
  await pictureCache.prune();
  const { web, press } = editions;
  const cover =
    options.cover === true && web !== null ? await drawnCover(web, options.out, diagnostics) : null;
  const files = [
    ...(web === null ? [] : webFiles(options.out, web, { press, cover })),
    ...(press === null ? [] : pressFiles(options.out, press)),
  ];
  if (showsProgress) console.error('\r\u001B[K');
  if (last === null || diagnostics.hasErrors || !writeFiles(files, diagnostics))
    return failedReport(manifest, diagnostics.list);
  const preflight = options.preflight === true ? [...(web === null ? [] : await judgedWeb(web, options.out, diagnostics)), ...(press === null ? [] : await judged(press, options.out, diagnostics))] : undefined; // prettier-ignore
  return {
    manifest,
    built: true,
    pages: last.pages,
    bytes: last.pdf.length,
    files: files.map(({ path }) => path),
    ...(press?.press !== undefined && { press: pressInWords(press.press) }),
    ...(preflight !== undefined && { preflight }),
    diagnostics: diagnostics.list,
  };
}

function showProgress(console: Console, manifest: string, page: number): void {
  if (page % 10 === 0) console.error(`\r${manifest}: page ${page}`);
}

/** Pixels; the picture on a page that offers the download. */
const COVER_WIDTH = 800;

/** What drawing takes is loaded only for it. */
async function drawnCover(
  { id, pdf }: BuiltIssue,
  out: string,
  diagnostics: Diagnostics,
): Promise<CoverPicture | null> {
  const { drawCover } = await import('../preflight/report/draw-cover.ts');
  return drawCover(pdf, { width: COVER_WIDTH, file: join(out, `${id}.pdf`), diagnostics });
}

function webFiles(out: string, web: BuiltIssue, company: WebCompany): OutputFile[] {
  const base = join(out, web.id);
  const { cover } = company;
  return [
    { path: `${base}.pdf`, content: web.pdf },
    { path: `${base}.txt`, content: web.text },
    ...(cover === null ? [] : [{ path: `${base}.png`, content: cover.png }]),
    { path: `${base}.json`, content: `${JSON.stringify(issueJson(web, company), null, 2)}\n` },
  ];
}

function pressFiles(out: string, { id, press }: BuiltIssue): OutputFile[] {
  return (press?.files ?? []).map((file) => ({ path: join(out, pressName(id, file)), content: file.pdf }));
}

/** By what it claims to be. */
async function judgedWeb(
  web: BuiltIssue,
  out: string,
  diagnostics: Diagnostics,
): Promise<readonly Verdict[]> {
  const { judgeWeb } = await import('./judge-web.ts');
  return judgeWeb({ path: join(out, `${web.id}.pdf`), pdf: web.pdf }, web, diagnostics);
}

/** By the issue's own profile. */
async function judged(
  { id, press, text }: BuiltIssue,
  out: string,
  diagnostics: Diagnostics,
): Promise<readonly Verdict[]> {
  if (press === undefined) return [];
  const { judgePress } = await import('./judge-press.ts');
  const { issueProfile } = await import('./load-issue-profile.ts');
  const files = press.files.map((file) => ({ path: join(out, pressName(id, file)), pdf: file.pdf }));
  return judgePress(files, { profile: issueProfile(press.job.profile, id), text, diagnostics });
}

/** `PDF/X-4 for coated (FOGRA39), trim 210 × 297 mm, bleed 3 mm, sheet 231.17 × 318.17 mm, bound at the right, 16 pages`. */
function pressInWords({ files, sheet, job }: BuiltPress): string {
  const { profile, claims, binding } = job;
  const standard = [profile.standard === 'pdfx-4' ? 'PDF/X-4' : 'PDF/X-1a', ...claims].join('+');
  return [
    `${standard} for ${profile.name} (${profile.condition.identifier})`,
    `trim ${inMm(sheet.trimWidth)} × ${inMm(sheet.trimHeight)} mm`,
    `bleed ${inMm(sheet.bleed)} mm`,
    `sheet ${inMm(sheet.width)} × ${inMm(sheet.height)} mm`,
    `bound at the ${binding}`,
    ...(profile.pages.order === 'reversed' ? ['last page first'] : []),
    `${files.map(({ pages }) => pages).join(' + ')} pages`,
  ].join(', ');
}

function printReport(report: IssueReport, quiet: boolean, console: Console): void {
  const { manifest, built, files, pages, bytes, press, preflight = [], diagnostics } = report;
  printDiagnostics(console, diagnostics, quiet);
  if (!quiet) {
    if (built) {
      console.out(
        `${files.join(', ')}: ${pages} ${pages === 1 ? 'page' : 'pages'}, ${Math.ceil(bytes / 1000)} kB\n`,
      );
      if (press !== undefined) console.out(`  press: ${press}\n`);
    } else console.error(`${manifest}: not built\n`);
  }
  for (const verdict of preflight) printVerdict(verdict, quiet, console);
}

/** Its findings, errors alone when `quiet`; a file without errors is then passed over. */
function printVerdict(verdict: Verdict, quiet: boolean, console: Console): void {
  const { file, findings, passed } = verdict;
  for (const finding of findings)
    if (!quiet || finding.severity === 'error') console.out(formatFinding(file, finding));
  if (!quiet || !passed) console.out(formatVerdict(verdict));
}
