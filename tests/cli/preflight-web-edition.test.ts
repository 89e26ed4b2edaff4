// A web edition judged by what its own issue says of it: nashr build --preflight, nashr preflight --profile MANIFEST, nashr verify.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { preflightCommand } from '../../src/commands/preflight.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { verifyStructure } from '../../src/commands/verify/verify-structure.ts';
import type { Finding } from '../../src/preflight/report-types.ts';
import { ACCESSIBILITY_FAULTS, withFault } from '../helpers/accessibility-faults.ts';
import { writeAccessibleIssue } from '../helpers/accessible-issue.ts';
import { inFolder, makeFolder, runBuild, spyConsole } from './cli-kit.ts';

interface Judged {
  readonly status: number;
  readonly standard: string;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly { readonly code: string }[];
}

async function preflight(file: string, profile?: string): Promise<Judged> {
  const console = spyConsole();
  const status = await preflightCommand(file, { profile, format: 'json', ticket: false }, console);
  return { status, ...(JSON.parse(console.stdout) as Omit<Judged, 'status'>) };
}

/** Runs in a folder with the issue that has everything that tags are needed for. */
async function withIssue(standard: string, work: () => Promise<void>): Promise<void> {
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue(standard);
    await work();
  });
}

/** Spoils out/one.pdf. */
async function spoil(name: string): Promise<void> {
  const fault = ACCESSIBILITY_FAULTS.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  writeFileSync('out/one.pdf', await withFault(new Uint8Array(readFileSync('out/one.pdf')), fault));
}

describe('nashr build --preflight', () => {
  test('judges the web edition by the standard that its issue asks for', async () => {
    await withIssue('pdfua-1+pdfa-2a', async () => {
      const { status, stdout } = await runBuild({ editions: ['web'], preflight: true, format: 'human' });
      expect(status).toBe(0);
      expect(stdout).toContain('out/one.pdf  passed  PDF/UA-1 and PDF/A-2a: nothing found\n');
    });
  });

  test.each([
    ['pdfua-1', 'PDF/UA-1'],
    ['pdfa-2a', 'PDF/A-2a'],
    ['pdfua-1+pdfa-3a', 'PDF/UA-1'],
    ['none', 'PDF/UA-1'],
  ])('judges an edition of %s as %s', async (standard, target) => {
    await withIssue(standard, async () => {
      const { stdout } = await runBuild({ editions: ['web'], preflight: true, format: 'human' });
      expect(stdout).toContain(`out/one.pdf  passed  ${target}: nothing found\n`);
    });
  });

  test('judges both editions', async () => {
    await withIssue('pdfua-1+pdfa-2a', async () => {
      const { stdout } = await runBuild({ editions: ['web', 'press'], preflight: true, format: 'human' });
      expect(stdout).toMatch(/out\/one\.pdf {2}passed[^]*out\/one\.press\.pdf {2}(?:passed|failed)/);
    });
  });
});

describe('nashr preflight', () => {
  test('judges a web edition by what it declares, or by its issue and the text that this has', async () => {
    await withIssue('pdfua-1+pdfa-2a', async () => {
      await runBuild({ editions: ['web'] });
      expect(await preflight('out/one.pdf')).toMatchObject({ status: 0, standard: 'pdfua-1+pdfa-2a', findings: [] }); // prettier-ignore
      expect(await preflight('out/one.pdf', 'issues/one.yaml')).toMatchObject({ status: 0, findings: [] });
      await spoil('a paragraph is an artifact');
      const rules = async (profile?: string): Promise<readonly string[]> =>
        (await preflight('out/one.pdf', profile)).findings.map(({ rule }) => rule);
      expect(await rules('issues/one.yaml')).toEqual(expect.arrayContaining(['structure.text-missing', 'text.differs'])); // prettier-ignore
      expect(await rules()).not.toContain('structure.text-missing');
    });
  });

  test('names rule, page and place of a fault, for people and for programs', async () => {
    await withIssue('pdfua-1+pdfa-2a', async () => {
      await runBuild({ editions: ['web'] });
      await spoil('a paragraph is not tagged');
      const { status, findings } = await preflight('out/one.pdf', 'pdfua-1');
      expect(status).toBe(3);
      const [found] = findings.filter(({ rule }) => rule === 'structure.text-outside');
      expect(found).toMatchObject({ severity: 'error', page: 1, count: 1 });
      const [left = 0, bottom = 0, right = 0, top = 0] = found?.place ?? [];
      expect(left).toBeGreaterThan(0);
      expect(right).toBeLessThan(300);
      expect(top - bottom).toBeGreaterThan(5);
      const console = spyConsole();
      const options = { profile: 'pdfua-1', format: 'human', ticket: false, report: 'report.pdf' } as const;
      await preflightCommand('out/one.pdf', options, console);
      expect(console.stdout).toContain(
        'out/one.pdf:1  error  structure.text-outside  Text that is not tagged: “',
      );
      expect(readFileSync('report.pdf').subarray(0, 5).toString()).toBe('%PDF-');
    });
  });

  test('says what is wrong with the manifest that it is to judge by', async () => {
    await withIssue('pdfua-1+pdfa-2a', async () => {
      await runBuild({ editions: ['web'] });
      const { 'issues/one.yaml': manifest } = { 'issues/one.yaml': readFileSync('issues/one.yaml', 'utf8') };
      writeFileSync('issues/one.yaml', manifest.replace('articles/en.md', 'articles/gone.md'));
      const { status, diagnostics } = await preflight('out/one.pdf', 'issues/one.yaml');
      expect(status).toBe(1);
      expect(diagnostics.length).toBeGreaterThan(0);
    });
  });
});

test('nashr verify has nothing to say of the tags of a sound issue', async () => {
  await withIssue('pdfua-1+pdfa-2a', async () => {
    const options = { update: true, quiet: false, format: 'json' } as const;
    const console = spyConsole();
    expect(await verifyCommand([], options, console)).toBe(0);
    expect(console.stdout).not.toContain('V006');
  });
});

test('a text that the tags do not hold is V006, with what is missing and how much more', async () => {
  await withIssue('pdfua-1+pdfa-2a', async () => {
    const built = await buildIssue('issues/one.yaml');
    const fault = ACCESSIBILITY_FAULTS.find(({ name }) => name === 'the whole text of a page is an artifact');
    if (fault === undefined) throw new Error('there is no such fault');
    const diagnostics = new Diagnostics();
    expect(await verifyStructure('issues/one.yaml', built, diagnostics)).toBe(0);
    expect(diagnostics.list).toEqual([]);
    const spoiled = { ...built, pdf: await withFault(built.pdf, fault) };
    expect(await verifyStructure('issues/one.yaml', spoiled, diagnostics)).toBeGreaterThan(2);
    expect(diagnostics.list).toMatchObject([{ code: 'V006', severity: 'error', place: { file: 'issues/one.yaml' } }]); // prettier-ignore
    expect(diagnostics.list[0]?.message).toMatch(/Text that is not in the structure as a block: “.+”, and \d+ more such findings$/); // prettier-ignore
  });
});
