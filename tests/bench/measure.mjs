// One cold run of a program → wall and CPU seconds and peak memory, as the operating system counts them for the finished child.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROBE = `
  const { spawnSync } = require('node:child_process');
  const start = process.hrtime.bigint();
  const run = spawnSync(process.argv[1], process.argv.slice(2), { stdio: ['ignore', 'ignore', 'pipe'] });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  process.stdout.write(JSON.stringify({ wall, status: run.status, error: String(run.stderr).slice(-300) }));`;

/** Throws when the program does not end with status 0. CPU and memory (MB) are NaN where there is no GNU time. */
export function measure(argv, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'nashr-measure-'));
  try {
    const file = join(folder, 'time.txt');
    const timed = existsSync('/usr/bin/time');
    const command = timed ? ['/usr/bin/time', '-v', '-o', file, ...argv] : argv;
    const result = spawnSync(process.execPath, ['-e', PROBE, ...command], { cwd, encoding: 'utf8' });
    const { wall, status, error } = JSON.parse(result.stdout);
    if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${error}`);
    const report = timed ? readFileSync(file, 'utf8') : '';
    const number = (pattern) => Number(pattern.exec(report)?.[1] ?? Number.NaN);
    return {
      wall,
      cpu: number(/User time.*: ([\d.]+)/) + number(/System time.*: ([\d.]+)/),
      memory: number(/Maximum resident.*: (\d+)/) / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const median = (values) => [...values].sort((a, b) => a - b)[(values.length - 1) >> 1];
