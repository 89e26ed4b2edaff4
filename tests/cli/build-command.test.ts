// nashr build in this process: exit status, options, output folder, several manifests.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildCommand } from '../../src/commands/build.ts';
import { checkCommand } from '../../src/commands/check.ts';
import { UsageError } from '../../src/commands/report.ts';
import { openPdf } from '../../src/preflight/pdfjs/read-pdf.ts';
import {
  SOUND,
  articleOf,
  buildWith,
  inFolder,
  listFolder,
  makeFolder,
  makePublication,
  manifestOf,
  runBuild,
  spyConsole,
  styleWith,
} from './cli-kit.ts';

const MANIFEST = SOUND['issues/1.yaml'] ?? '';
const WARNING = { 'templates/plain/style.css': styleWith('p { colr: red }') };
const ERROR = { 'issues/1.yaml': manifestOf('articles/none.md') };
const HUMAN = {
  editions: ['web'],
  out: 'out',
  jobs: 1,
  format: 'human',
  quiet: false,
  strict: false,
} as const;

/** `count` manifests; those in `broken` name an article that does not exist. */
function manifests(count: number, broken: readonly number[] = []): Record<string, string> {
  const files: Record<string, string> = {};
  for (let number = 1; number <= count; number++) {
    const text = broken.includes(number) ? manifestOf('articles/none.md') : MANIFEST;
    files[`issues/${number}.yaml`] = text.replace('issue: one', `issue: i${number}`);
  }
  return files;
}

afterEach(() => vi.unstubAllEnvs());

describe('the exit status', () => {
  test('is 0 for a sound issue and for one with warnings', async () => {
    expect((await buildWith({})).status).toBe(0);
    expect((await buildWith(WARNING)).status).toBe(0);
  });

  test('is 1 for warnings under --strict, and the files are there to look at', async () => {
    const { status, outputs } = await buildWith(WARNING, { strict: true });
    expect(status).toBe(1);
    expect(outputs).toEqual(['one.json', 'one.pdf', 'one.txt']);
    expect((await buildWith({}, { strict: true })).status).toBe(0);
  });

  test('is 1 for errors', async () => {
    expect((await buildWith(ERROR)).status).toBe(1);
  });

  test('is 1 when there is no manifest at all', async () => {
    const { status, findings } = await inFolder(makeFolder(), () => runBuild());
    expect(findings).toMatchObject([
      { code: 'M011', file: 'issues', hint: 'name one, or work in a folder with issues/*.yaml' },
    ]);
    expect(status).toBe(1);
  });

  test('is 1 when a named manifest is missing or a folder', async () => {
    const { status, findings } = await inFolder(makePublication(), () =>
      runBuild({}, ['issues/2.yaml', 'issues/articles']),
    );
    expect(findings.map(({ code, file }) => [code, file])).toEqual([
      ['M001', 'issues/2.yaml'],
      ['M001', 'issues/articles'],
    ]);
    expect(status).toBe(1);
  });

  test('of check is 1 for warnings only under --strict', async () => {
    const check = (strict: boolean): Promise<number> =>
      inFolder(makePublication(WARNING), () =>
        checkCommand([], { format: 'human', quiet: true, strict }, spyConsole()),
      );
    expect(await check(false)).toBe(0);
    expect(await check(true)).toBe(1);
  });
});

describe('for people', () => {
  const human = (files: Record<string, string>, changes: object = {}, isTerminal = false) =>
    inFolder(makePublication(files), async () => {
      const console = spyConsole(isTerminal);
      const status = await buildCommand([], { ...HUMAN, ...changes }, console);
      const size = existsSync('out/one.pdf') ? statSync('out/one.pdf').size : 0;
      return { status, size, stdout: console.stdout, stderr: console.stderr };
    });

  test('the result is on standard output and findings are on standard error, the hint on its own line', async () => {
    const { stdout, stderr, size } = await human(WARNING);
    // As maxBytes counts: 1000 bytes.
    expect(stdout).toBe(`out/one.pdf, out/one.txt, out/one.json: 1 page, ${Math.ceil(size / 1000)} kB\n`);
    expect(stderr).toBe(
      'templates/plain/style.css:5:5  warning  C002  The property "colr" is not known or not supported\n    hint: did you mean "color"?\n',
    );
  });

  test('an issue with errors is said not to be built', async () => {
    const { stdout, stderr } = await human(ERROR);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^issues\/1\.yaml:8:9 {2}error {2}M007 {2}.*\n(?: {4}hint: .*\n)?issues\/1\.yaml: not built\n$/,
    );
  });

  test('--quiet prints errors and nothing else', async () => {
    expect(await human(WARNING, { quiet: true })).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect((await human(ERROR, { quiet: true })).stderr).toMatch(/^issues\/1\.yaml:8:9 {2}error {2}M007 /);
  });

  test('progress is shown on a terminal only', async () => {
    const long = { 'issues/articles/a.md': articleOf('یک بند از متن.\n\n'.repeat(400)) };
    expect((await human(long)).stderr).toBe('');
    const { stderr, stdout } = await human(long, {}, true);
    expect(stderr).toContain('\rissues/1.yaml: page 10');
    expect(stderr.endsWith('\r\u001B[K')).toBe(true);
    expect(stdout).not.toContain('\r');
    expect((await human(long, { quiet: true }, true)).stderr).toBe('');
  });
});

describe('for programs', () => {
  test('--format json prints one JSON document and nothing else, also on a terminal and with errors', async () => {
    const files = { ...manifests(2, [2]), ...WARNING };
    await inFolder(makePublication(files), async () => {
      const console = spyConsole(true);
      const status = await buildCommand([], { ...HUMAN, format: 'json' }, console);
      const report = JSON.parse(console.stdout) as unknown;
      expect(console.stderr).toBe('');
      expect(status).toBe(1);
      expect(report).toMatchObject({
        issues: [
          {
            manifest: 'issues/1.yaml',
            built: true,
            pages: 1,
            files: ['out/i1.pdf', 'out/i1.txt', 'out/i1.json'],
            diagnostics: [{ code: 'C002', line: 5, column: 5 }],
          },
          {
            manifest: 'issues/2.yaml',
            built: false,
            pages: 0,
            files: [],
            diagnostics: [{ code: 'M007' }, { code: 'C002' }],
          },
        ],
        diagnostics: [],
      });
    });
  });

  test('OUT/<issue>.json names pages, articles, fonts and warnings', async () => {
    await inFolder(makePublication(WARNING), async () => {
      await runBuild();
      const json = JSON.parse(readFileSync('out/one.json', 'utf8')) as Record<string, unknown>;
      expect(json).toMatchObject({
        issue: 'one',
        title: 'نشریه',
        language: 'fa',
        date: '2024-05-08',
        pages: 1,
        articles: [
          { slug: 'a', file: 'issues/articles/a.md', title: 'آب', language: 'fa', firstPage: 1, lastPage: 1 },
        ],
        warnings: [{ code: 'C002', file: 'templates/plain/style.css', line: 5 }],
      });
      expect(json['bytes']).toBe(readFileSync('out/one.pdf').length);
      expect((json['fonts'] as string[]).some((name) => name.startsWith('Vazirmatn'))).toBe(true);
    });
  });
});

describe('the output folder', () => {
  test('is made by --out, with the folders above it', async () => {
    await inFolder(makePublication(), async () => {
      const { status, outputs } = await runBuild({ out: 'deep/er/out' });
      expect(status).toBe(0);
      expect(outputs).toEqual(['one.json', 'one.pdf', 'one.txt']);
      expect(listFolder('out')).toEqual([]);
    });
  });

  test('holds no temporary file afterwards, and old files are replaced', async () => {
    await inFolder(makePublication({ 'out/one.txt': 'old' }), async () => {
      const { outputs } = await runBuild();
      expect(outputs).toEqual(['one.json', 'one.pdf', 'one.txt']);
      expect(readFileSync('out/one.txt', 'utf8')).toContain('این یک متن کوتاه است');
    });
  });

  test('that is a file is an error of each issue', async () => {
    await inFolder(makePublication({ out: 'a file' }), async () => {
      const { status, findings } = await runBuild();
      expect(findings).toMatchObject([{ code: 'X003', severity: 'error', file: 'out/one.pdf' }]);
      expect(findings[0]?.hint).toContain('--out');
      expect(status).toBe(1);
      expect(readFileSync('out', 'utf8')).toBe('a file');
    });
  });

  test('keeps its old files when one of the new ones cannot be written', async () => {
    await inFolder(makePublication({ 'out/one.pdf': 'old', 'out/one.json/x': '' }), async () => {
      const { status, findings, outputs } = await runBuild();
      expect(findings).toMatchObject([{ code: 'X003', file: 'out/one.json' }]);
      expect(status).toBe(1);
      expect(readFileSync('out/one.pdf', 'utf8')).toBe('old');
      expect(outputs).toEqual(['one.json', 'one.json/x', 'one.pdf']);
    });
  });
});

describe('several manifests', () => {
  test('are built in the order of their names, and a broken one does not stop the others', async () => {
    const { status, outputs, stdout } = await buildWith(manifests(3, [2]));
    expect(status).toBe(1);
    expect(outputs).toEqual(['i1.json', 'i1.pdf', 'i1.txt', 'i3.json', 'i3.pdf', 'i3.txt']);
    const { issues } = JSON.parse(stdout) as { issues: { manifest: string; built: boolean }[] };
    expect(issues.map(({ manifest, built }) => [manifest, built])).toEqual([
      ['issues/1.yaml', true],
      ['issues/2.yaml', false],
      ['issues/3.yaml', true],
    ]);
  });

  test('named twice are built once', async () => {
    const { stdout } = await inFolder(makePublication(), () =>
      runBuild({}, ['issues/1.yaml', './issues/1.yaml']),
    );
    expect((JSON.parse(stdout) as { issues: unknown[] }).issues).toHaveLength(1);
  });

  test('with one id between them are not written over each other', async () => {
    const { status, findings, outputs } = await buildWith({ 'issues/2.yaml': MANIFEST });
    expect(findings).toMatchObject([{ code: 'M012', severity: 'error', file: 'issues/2.yaml' }]);
    expect(findings[0]?.message).toContain('issues/1.yaml');
    expect(status).toBe(1);
    expect(outputs).toHaveLength(3);
  });

  test('may be YAML or JSON, and other files in issues/ are no manifests', async () => {
    const json = {
      issue: 'j',
      date: '2024-05-08',
      language: 'en',
      title: 'J',
      template: 'plain',
      sections: [{ articles: ['articles/a.md'] }],
    };
    const { status, outputs } = await buildWith({
      'issues/2.json': JSON.stringify(json),
      'issues/one.expected.txt': 'x',
      'issues/notes.md': 'x',
    });
    expect(status).toBe(0);
    expect(outputs).toEqual(['j.json', 'j.pdf', 'j.txt', 'one.json', 'one.pdf', 'one.txt']);
  });

  test('may stand beside templates/, or deeper than issues/', async () => {
    const flat = MANIFEST.replace('articles/a.md', 'issues/articles/a.md');
    const deep = MANIFEST.replace('articles/a.md', '../articles/a.md').replace('issue: one', 'issue: deep');
    const folder = makePublication({ 'one.yaml': flat, 'issues/1403/19.yaml': deep });
    const { status, outputs } = await inFolder(folder, () =>
      runBuild({}, ['one.yaml', 'issues/1403/19.yaml']),
    );
    expect(status).toBe(0);
    expect(outputs).toEqual(['deep.json', 'deep.pdf', 'deep.txt', 'one.json', 'one.pdf', 'one.txt']);
  });
});

describe('SOURCE_DATE_EPOCH', () => {
  /** CreationDate and the XMP packet's CreateDate. */
  const dated = async (value: string | undefined): Promise<readonly string[]> => {
    vi.stubEnv('SOURCE_DATE_EPOCH', value);
    return inFolder(makePublication(), async () => {
      await runBuild();
      const document = await openPdf(
        new Uint8Array(readFileSync('out/one.pdf')),
        'one.pdf',
        new Diagnostics(),
      );
      const { info, metadata } = (await document?.getMetadata()) ?? {};
      return [
        (info as { readonly CreationDate: string }).CreationDate,
        String(metadata?.get('xmp:createdate')),
      ];
    });
  };

  test('is the date of the file; without it the date of the issue is', async () => {
    expect(await dated(undefined)).toEqual(['D:20240508000000Z', '2024-05-08T00:00:00Z']);
    expect(await dated('1700000000')).toEqual(['D:20231114221320Z', '2023-11-14T22:13:20Z']);
  });

  test.each(['soon', '-1', '1e9', '999999999999'])('that is “%s” is wrong usage', async (value) => {
    await expect(dated(value)).rejects.toThrow(UsageError);
  });
});

test('a manifest from another folder is built with paths as the user would type them', async () => {
  const elsewhere = makeFolder();
  const folder = makePublication({ 'issues/articles/a.md': 'no front matter' });
  mkdirSync(join(elsewhere, 'x'));
  writeFileSync(join(elsewhere, 'x/y'), '');
  const { findings, outputs } = await inFolder(elsewhere, () =>
    runBuild({}, [join(folder, 'issues/1.yaml')]),
  );
  expect(findings).toMatchObject([{ code: 'A008', file: join(folder, 'issues/articles/a.md') }]);
  expect(outputs).toEqual([]);
  expect(readdirSync(folder).toSorted()).toEqual(['issues', 'templates']);
});
