// nashr build --jobs N: every issue in a process of its own, N at a time. A child is this program with one manifest and
// `--format json`; its report is read from its standard output.
import type { EditionName } from '../prepare-issue.ts';
import type { IssueReport } from './issue-report.ts';
import { failedReport, parseReport } from './issue-report.ts';

/** What a child is told, and how many there are at a time. */
export interface ProcessOptions {
  readonly editions: readonly EditionName[];
  readonly out: string;
  readonly jobs: number;
  readonly preflight?: boolean | undefined;
  readonly cover?: boolean | undefined;
}

/** Reports in the order of the manifests. `program` is the file that node runs. */
export async function buildInProcesses(
  manifests: readonly string[],
  options: ProcessOptions,
  program: string,
): Promise<readonly IssueReport[]> {
  const reports: IssueReport[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < manifests.length; index = next++) {
      const manifest = manifests[index] ?? '';
      reports[index] = await buildInProcess(manifest, options, program);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, manifests.length) }, lane));
  return reports;
}

async function buildInProcess(
  manifest: string,
  { editions, out, preflight = false, cover = false }: ProcessOptions,
  program: string,
): Promise<IssueReport> {
  // `--` keeps a manifest that begins with a dash from being an option.
  const also = [...(preflight ? ['--preflight'] : []), ...(cover ? ['--cover'] : [])];
  const words = ['build', '--format', 'json', ...also, '--edition', editions.join(','), '--out', out, '--', manifest]; // prettier-ignore
  const { output, ending } = await run([...process.execArgv, program, ...words]);
  const report = parseReport(output);
  if (report !== undefined) return report;
  return failedReport(manifest, [
    {
      code: 'X004',
      severity: 'error',
      message: `The process that built the issue ended with ${ending}`,
      place: { file: manifest },
      hint: 'try again with --jobs 1',
    },
  ]);
}

interface ProcessEnd {
  readonly output: string;
  /** In words. */
  readonly ending: string;
}

async function run(words: readonly string[]): Promise<ProcessEnd> {
  // Loading it takes a millisecond or two that a single issue can do without.
  const { spawn } = await import('node:child_process');
  return new Promise((done) => {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', (error) => done({ output: '', ending: error.message }));
    child.on('close', (status, signal) =>
      done({
        output: Buffer.concat(parts).toString('utf8'),
        ending: signal === null ? `status ${status}` : `signal ${signal}`,
      }),
    );
  });
}
