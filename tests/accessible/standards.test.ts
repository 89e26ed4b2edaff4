// What veraPDF and the project's own check of structure say of web editions: the sample issues, an issue with everything that
// tags are needed for, and the same with faults in it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import { inFolder, makeFolder } from '../cli/cli-kit.ts';
import { ACCESSIBILITY_FAULTS, withFault } from '../helpers/accessibility-faults.ts';
import { writeAccessibleIssue } from '../helpers/accessible-issue.ts';
import { writeOddAccessibleIssue } from '../helpers/odd-accessible-issue.ts';
import { MISSING, run } from '../press/programs.ts';
import { SAMPLES } from '../press/sample-builds.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT = 180_000;
let folder = '';
const files = new Map<string, string>();
/** Text files by name. */
const texts = new Map<string, string>();
const table: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nashr-accessible-'));
  for (const name of SAMPLES) keep(name, await buildIssue(join(ROOT, 'issues', `${name}.yaml`)));
  for (const standard of ['pdfua-1+pdfa-2a', 'pdfua-1+pdfa-2u', 'pdfua-1+pdfa-3a', 'none']) {
    await inFolder(makeFolder(), async () => {
      writeAccessibleIssue(standard);
      keep(standard, await buildIssue('issues/one.yaml'));
    });
  }
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue('pdfua-1+pdfa-2a', { inserts: true });
    keep('with inserts', await buildIssue('issues/one.yaml'));
  });
  await inFolder(makeFolder(), async () => {
    writeOddAccessibleIssue();
    keep('with odd markup', await buildIssue('issues/odd.yaml'));
  });
  await inFolder(makeFolder(), async () => {
    writeAccessibleIssue('pdfua-1');
    keep('pdfua-1', await buildIssue('issues/one.yaml'));
  });
}, TIMEOUT);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (table.length > 0) process.stdout.write(`\n${table.join('\n')}\n`);
});

function keep(name: string, { pdf, text }: { readonly pdf: Uint8Array; readonly text: string }): void {
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, pdf);
  files.set(name, file);
  texts.set(name, text);
}

function fileOf(name: string): string {
  return files.get(name) ?? '';
}

test.each([...SAMPLES, 'pdfua-1+pdfa-2a', 'with inserts', 'with odd markup'])(
  'all text of %s is in the structure, once and in reading order, and no element lacks anything',
  async (name) => {
    const diagnostics = new Diagnostics();
    const bytes = new Uint8Array(readFileSync(fileOf(name)));
    expect(await checkStructure(bytes, { file: name, diagnostics, expected: texts.get(name) })).toEqual([]);
    expect(diagnostics.list).toEqual([]);
  },
);

describe('veraPDF', () => {
  beforeEach(({ skip }) => skip(MISSING.verapdf !== false, `${MISSING.verapdf}`));

  /** PASS or FAIL for each file. */
  async function verdicts(flavour: string, names: readonly string[]): Promise<readonly string[]> {
    const classpath = process.env['VERAPDF_CLASSPATH'] ?? '';
    const args = ['-cp', classpath, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', flavour, '--format', 'text']; // prettier-ignore
    // Its exit status says that a file failed; that is for the caller to judge.
    const printed = await run('java', ...args, ...names.map(fileOf)).catch((error: { readonly stdout?: string }) => error.stdout ?? ''); // prettier-ignore
    return printed.trim().split('\n').map((line) => line.split(' ')[0] ?? ''); // prettier-ignore
  }

  test.each([
    ['ua1', [...SAMPLES, 'pdfua-1+pdfa-2a', 'pdfua-1+pdfa-2u', 'pdfua-1+pdfa-3a', 'pdfua-1', 'with inserts', 'with odd markup']],
    ['2a', [...SAMPLES, 'pdfua-1+pdfa-2a', 'with inserts', 'with odd markup']],
    ['2u', ['pdfua-1+pdfa-2u']],
    ['3a', ['pdfua-1+pdfa-3a']],
  ])('flavour %s passes every file that claims it', async (flavour, names) => {
    expect(await verdicts(flavour, names)).toEqual(names.map(() => 'PASS'));
  }, TIMEOUT); // prettier-ignore

  test.each(['ua1', '2a'])('flavour %s fails a file that claims nothing', async (flavour) => {
    expect(await verdicts(flavour, ['none'])).toEqual(['FAIL']);
  });

  test(
    'and the own check together tell every seeded fault; the own one tells those that veraPDF passes',
    async () => {
      const sound = new Uint8Array(readFileSync(fileOf('pdfua-1+pdfa-2a')));
      for (const [index, fault] of ACCESSIBILITY_FAULTS.entries())
        keep(`fault-${index}`, { pdf: await withFault(sound, fault), text: '' });
      const results = await verdicts('ua1', ACCESSIBILITY_FAULTS.map((_, index) => `fault-${index}`)); // prettier-ignore
      const expected = texts.get('pdfua-1+pdfa-2a');
      for (const [index, { name }] of ACCESSIBILITY_FAULTS.entries()) {
        const bytes = new Uint8Array(readFileSync(fileOf(`fault-${index}`)));
        const own = await checkStructure(bytes, { file: name, diagnostics: new Diagnostics(), expected });
        const rules = [...new Set(own?.map(({ rule }) => rule))];
        table.push(`${name}: veraPDF ${results[index] === 'FAIL' ? 'tells' : 'passes'}; own check ${rules.join(', ')}`); // prettier-ignore
        expect([name, results[index] === 'FAIL' || rules.length > 0]).toEqual([name, true]);
      }
      expect(results.filter((result) => result === 'FAIL').length).toBeGreaterThan(5);
    },
    TIMEOUT,
  );
});
