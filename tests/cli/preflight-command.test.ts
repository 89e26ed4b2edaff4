// nashr preflight: exit statuses, what it judges by, what it prints and writes.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { preflightCommand } from '../../src/commands/preflight.ts';
import type { PreflightCommandOptions } from '../../src/commands/preflight.ts';
import { cleanPdf } from '../unit/preflight/clean-pdf.ts';
import { makeFolder, spyConsole, writeInto } from './cli-kit.ts';
import { makePdf } from './make-pdf.ts';

let folder = '';
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function preflight(file: string, options: Partial<PreflightCommandOptions> = {}): Promise<Outcome> {
  const console = spyConsole();
  const status = await preflightCommand(join(folder, file), { format: 'human', ticket: false, ...options }, console); // prettier-ignore
  return { status, stdout: console.stdout, stderr: console.stderr };
}

async function json(file: string, options: Partial<PreflightCommandOptions> = {}) {
  const { status, stdout } = await preflight(file, { ...options, format: 'json' });
  return { status, report: JSON.parse(stdout) as Record<string, unknown> };
}

describe('nashr preflight', () => {
  beforeAll(async () => {
    const office = await makePdf((document) => document.addPage().text('Karez'));
    writeInto(folder, {
      'clean.pdf': cleanPdf('pdfx-4').bytes(),
      'old.pdf': cleanPdf('pdfx-1a').bytes(),
      'office.pdf': office,
      'broken.pdf': 'no PDF at all',
      'printer.yaml': 'extends: newspaper\nbleed: 5mm\n',
      'wrong.yaml': 'bleeed: 5mm\n',
    });
  });

  test('ends with 0 and a verdict when nothing is an error', async () => {
    const { status, stdout, stderr } = await preflight('clean.pdf');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/clean\.pdf {2}passed {2}PDF\/X-4: nothing found\n$/);
  });

  test('judges by what the file declares, and by coated where it declares nothing', async () => {
    const judged = async (file: string): Promise<unknown[]> => {
      const { report } = await json(file);
      return [report['standard'], report['profile']];
    };
    expect(await judged('clean.pdf')).toEqual(['pdfx-4', null]);
    expect(await judged('old.pdf')).toEqual(['pdfx-1a', null]);
    expect(await judged('office.pdf')).toEqual(['pdfx-4', 'coated']);
  });

  test('holds a file that declares PDF/X-1a to it where the profile takes PDF/X-4, and not the other way round', async () => {
    writeInto(folder, { 'strict.yaml': 'extends: coated\nstandard: pdfx-1a\n' });
    const judged = async (file: string, profile: string): Promise<unknown> => {
      const { report } = await json(file, { profile });
      return report['standard'];
    };
    expect(await judged('old.pdf', 'coated')).toBe('pdfx-1a');
    expect(await judged('clean.pdf', join(folder, 'strict.yaml'))).toBe('pdfx-1a');
    const { status } = await preflight('clean.pdf', { profile: join(folder, 'strict.yaml') });
    expect(status).toBe(3);
  });

  test('ends with 3 when something is an error, and names rule and page', async () => {
    const { status, stdout } = await preflight('office.pdf');
    expect(status).toBe(3);
    expect(stdout).toMatch(/office\.pdf:1 {2}error {2}boxes\.trim-missing/);
    expect(stdout).toMatch(/office\.pdf {2}failed/);
  });

  test('takes a standard, a named profile or a printer’s file', async () => {
    const asked = async (profile: string): Promise<unknown[]> => {
      const { report } = await json('clean.pdf', { profile });
      return [report['standard'], report['profile']];
    };
    expect(await asked('pdfua-1')).toEqual(['pdfua-1', null]);
    expect(await asked('uncoated')).toEqual(['pdfx-4', 'uncoated']);
    expect(await asked(join(folder, 'printer.yaml'))).toEqual(['pdfx-4', 'printer']);
  });

  test('ends with 2 when there is no such profile, with 1 when it is wrong', async () => {
    const missing = await preflight('clean.pdf', { profile: 'glossy' });
    expect([missing.status, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('E001');
    const wrong = await preflight('clean.pdf', { profile: join(folder, 'wrong.yaml') });
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('E003');
  });

  test('ends with 1 when the file cannot be read, also as JSON', async () => {
    const broken = await preflight('broken.pdf');
    expect([broken.status, broken.stdout]).toEqual([1, '']);
    expect(broken.stderr).toContain('P002');
    expect((await preflight('absent.pdf')).stderr).toContain('there is no such file');
    const { status, report } = await json('broken.pdf');
    expect(status).toBe(1);
    expect(report).toMatchObject({ diagnostics: [{ code: 'P002', severity: 'error' }] });
  });

  test('prints the same JSON each time', async () => {
    const first = await preflight('office.pdf', { format: 'json' });
    expect(await preflight('office.pdf', { format: 'json' })).toEqual(first);
    expect(Object.keys(JSON.parse(first.stdout) as object)).toEqual(['file', 'standard', 'profile', 'passed', 'counts', 'findings', 'ticket', 'diagnostics']); // prettier-ignore
  });

  test('prints the job ticket alone', async () => {
    const { status, stdout } = await preflight('clean.pdf', { ticket: true });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Title .*\nPages +2\n/);
    expect(stdout).not.toContain('passed');
    expect((await json('clean.pdf', { ticket: true })).report).toMatchObject({ pages: 2, bleed: expect.closeTo(3, 0) }); // prettier-ignore
  });

  test('writes the PDF report, or says why it cannot', async () => {
    const report = join(folder, 'report.pdf');
    expect((await preflight('office.pdf', { report })).status).toBe(3);
    expect(readFileSync(report).subarray(0, 5).toString()).toBe('%PDF-');
    const { status, stderr } = await preflight('office.pdf', { report: folder });
    expect(status).toBe(1);
    expect(stderr).toContain('X003');
    expect(existsSync(folder)).toBe(true);
  });
});
