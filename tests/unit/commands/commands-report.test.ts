import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { Diagnostics, DiagnosticsError } from '../../../src/base/diagnostic.ts';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { guarded, parseReport, reportsJson } from '../../../src/commands/issue-report.ts';
import { statusOf } from '../../../src/commands/report.ts';
import { UsageError } from '../../../src/commands/report.ts';
import { sourceDate } from '../../../src/commands/source-date.ts';
import { VERSION } from '../../../src/version.ts';
import type { Verdict } from '../../../src/preflight/report/format-report.ts';
import { spyConsole } from '../../cli/cli-kit.ts';

const VERDICT: Verdict = {
  file: 'out/a.press.pdf',
  passed: false,
  target: 'PDF/X-4, profile coated, issue a',
  findings: [
    {
      rule: 'boxes.nesting',
      severity: 'error',
      page: 2,
      place: [0, 0, 10.5, 20],
      message: 'm',
      measured: null,
      wanted: '3 mm',
      count: 1,
    },
  ],
};

describe('a report as JSON', () => {
  const diagnostics: readonly Diagnostic[] = [
    {
      code: 'M003',
      severity: 'warning',
      message: 'm',
      place: { file: 'f', line: 1, column: 2 },
      hint: 'h',
      excerpt: 'e',
    },
    { code: 'F003', severity: 'warning', message: 'n', place: { file: 'f' } },
    { code: 'M009', severity: 'note', message: 'o' },
  ];
  const report = {
    manifest: 'a.yaml',
    built: true,
    pages: 3,
    bytes: 4,
    files: ['x.pdf'],
    preflight: [VERDICT],
    diagnostics,
  };

  test('is read back as it was', () => {
    expect(parseReport(reportsJson([], [report]))).toEqual(report);
  });

  test('lays places flat and leaves out what is absent', () => {
    const { issues } = JSON.parse(reportsJson([], [report])) as { issues: { diagnostics: object[] }[] };
    expect(issues[0]?.diagnostics).toEqual([
      {
        code: 'M003',
        severity: 'warning',
        message: 'm',
        file: 'f',
        line: 1,
        column: 2,
        hint: 'h',
        excerpt: 'e',
      },
      { code: 'F003', severity: 'warning', message: 'n', file: 'f' },
      { code: 'M009', severity: 'note', message: 'o' },
    ]);
  });

  test.each(['', 'x', '{}', '{"issues":[]}', '[]', 'null'])('that is none (%s) is undefined', (json) => {
    expect(parseReport(json)).toBeUndefined();
  });
});

describe('guarded', () => {
  test('gives the result of a step that goes well', async () => {
    const diagnostics = new Diagnostics();
    expect(await guarded('a.yaml', { diagnostics, console: spyConsole() }, () => Promise.resolve(7))).toBe(7);
    expect(diagnostics.list).toEqual([]);
  });

  test('collects the mistakes of the user', async () => {
    const diagnostics = new Diagnostics();
    const console = spyConsole();
    const mistake: Diagnostic = { code: 'M001', severity: 'error', message: 'm' };
    const step = (): Promise<number> => Promise.reject(new DiagnosticsError([mistake]));
    expect(await guarded('a.yaml', { diagnostics, console }, step)).toBeNull();
    expect(diagnostics.list).toEqual([mistake]);
    expect(console.stderr).toBe('');
  });

  test('turns a fault of the program into X004 with its stack on the error output', async () => {
    const diagnostics = new Diagnostics();
    const console = spyConsole();
    const step = (): Promise<number> => Promise.reject(new RangeError('out of order'));
    expect(await guarded('a.yaml', { diagnostics, console }, step)).toBeNull();
    expect(diagnostics.list).toMatchObject([
      {
        code: 'X004',
        severity: 'error',
        message: 'The program failed: out of order',
        place: { file: 'a.yaml' },
      },
    ]);
    expect(console.stderr).toMatch(/^RangeError: out of order\n +at /);
  });
});

test('the status is 1 for errors, and for warnings only when they are taken strictly', () => {
  const of = (severity: Diagnostic['severity']): readonly Diagnostic[] => [
    { code: 'M001', severity, message: '' },
  ];
  const statuses = (['note', 'warning', 'error'] as const).map((severity) => [
    statusOf(of(severity), false),
    statusOf(of(severity), true),
  ]);
  expect(statuses).toEqual([
    [0, 0],
    [0, 1],
    [1, 1],
  ]);
});

describe('SOURCE_DATE_EPOCH', () => {
  test('is seconds since 1970, up to the year 9999', () => {
    expect(sourceDate(undefined)).toBeUndefined();
    expect(sourceDate('')).toBeUndefined();
    expect(sourceDate('0')?.toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(sourceDate('253402300799')?.toISOString()).toBe('9999-12-31T23:59:59.000Z');
  });

  test.each(['x', '-1', '1.5', '1e3', ' 1', '253402300800'])('that is “%s” is refused', (value) => {
    expect(() => sourceDate(value)).toThrow(UsageError);
  });
});

test('the version written into files is that of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(VERSION).toBe(manifest.version);
});
