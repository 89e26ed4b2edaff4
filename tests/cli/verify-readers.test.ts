// nashr verify --readers and nashr verify FILE.pdf.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyCommand } from '../../src/commands/verify.ts';
import { compareReaders, formatReaders } from '../../src/preflight/readers/compare-readers.ts';
import type { ReaderResult } from '../../src/preflight/readers/compare-readers.ts';
import { loadReaders } from '../../src/preflight/readers/load-readers.ts';
import { scoreReader } from '../../src/preflight/readers/score-readers.ts';
import { articleOf, inFolder, makePublication, runBuild, spyConsole } from './cli-kit.ts';
import { plainPdf } from './make-pdf.ts';
import { MISSING } from '../press/programs.ts';

async function verify(named: readonly string[], options: Partial<Parameters<typeof verifyCommand>[1]> = {}) {
  const console = spyConsole();
  const status = await verifyCommand(
    named,
    { update: false, quiet: false, format: 'human', ...options },
    console,
  );
  return { status, stdout: console.stdout, stderr: console.stderr };
}

const BODY = 'این یک بند است، با نام Associated Press در میان.\n\n## An English heading here {lang=en}';

test('each installed reader is asked for the text of the issue, by language', async () => {
  await inFolder(makePublication({ 'issues/articles/a.md': articleOf(BODY) }), async () => {
    await verify([], { update: true });
    const { status, stdout } = await verify([], { readers: true, format: 'json' });
    expect(status).toBe(0);
    const { readers } = (JSON.parse(stdout) as { issues: readonly { readers: readonly ReaderResult[] }[] }).issues[0] ?? { readers: [] }; // prettier-ignore
    expect(readers.map(({ name }) => name)).toEqual(['pdf.js', 'PDFium', 'poppler']);
    expect(readers[0]).toMatchObject({
      version: /^\d+\.\d+/.exec(readers[0]?.version ?? '')?.input,
      score: {
        blocks: 3,
        exact: 3,
        words: 15,
        found: 15,
        lost: [],
        languages: { en: { blocks: 1, exact: 1 }, fa: { blocks: 2, exact: 2 } },
      },
    });
    for (const { name, score, reason } of readers) {
      if (name === 'poppler' && MISSING.poppler !== false) expect(reason).toContain('not installed');
      else expect(score?.blocks).toBe(3);
    }
    const human = await verify([], { readers: true });
    expect(human.stdout).toContain('issues/1.yaml: what readers of PDFs give back\n  reader');
    expect(human.stdout).toMatch(/pdf\.js \S+ +3 of 3 +100\.00 % +1 of 1 +2 of 2/);
  });
});

test('a reader that is not installed, or fails, is named with the reason and is no error', async () => {
  const pdf = await plainPdf([['one two']]);
  const source = [{ page: 1, text: 'one two', language: 'en' }];
  const results = await compareReaders(pdf, source, [
    { name: 'absent', version: null, source: 'a package', read: () => Promise.reject(new Error('unused')) },
    { name: 'broken', version: '1', source: '', read: () => Promise.reject(new Error('no pages')) },
    { name: 'sound', version: '2', source: '', read: () => Promise.resolve(['one\ntwo']) },
  ]);
  expect(formatReaders(results)).toBe(
    '  reader    blocks exact  words     en\n  absent    not installed (a package)\n  broken 1  cannot read the file: no pages\n  sound 2   1 of 1        100.00 %  1 of 1\n',
  );
});

test('a file that cannot be read is a reason, too, for every reader', async () => {
  const bytes = new TextEncoder().encode('no PDF');
  for (const { reason } of await compareReaders(bytes, [], loadReaders()))
    expect(reason).toMatch(/^(?:not installed|cannot read the file: .)/);
});

test('blocks count as a whole, words wherever they stand on their page, and only as often', () => {
  const source = [
    { page: 1, text: 'one two one', language: 'en-GB' },
    { page: 2, text: 'three', language: '' },
  ];
  expect(scoreReader(source, ['two one', 'x three y'])).toEqual({
    blocks: 2,
    exact: 1,
    words: 4,
    found: 3,
    languages: {
      '': { blocks: 1, exact: 1, words: 1, found: 1 },
      en: { blocks: 1, exact: 0, words: 3, found: 2 },
    },
    lost: [{ page: 1, text: 'one two one', language: 'en-GB' }],
  });
});

test('a PDF by anybody has a golden text beside it', async () => {
  await inFolder(makePublication(), async () => {
    writeFileSync('x.pdf', await plainPdf([['First line'], ['Second page']]));
    expect(await verify(['x.pdf'])).toMatchObject({ status: 3, stderr: expect.stringContaining('x.expected.txt  error  V002') as string }); // prettier-ignore
    expect(await verify(['x.pdf'], { update: true })).toEqual({ status: 0, stdout: 'x.expected.txt: written\n', stderr: '' }); // prettier-ignore
    expect(readFileSync('x.expected.txt', 'utf8')).toBe('First line\n\f\nSecond page\n');
    expect(await verify(['x.pdf'])).toEqual({ status: 0, stdout: 'x.pdf: the text is the golden text, 2 pages\n', stderr: '' }); // prettier-ignore
    writeFileSync('x.expected.txt', 'First line\n\f\nSecond sheet\n');
    const { status, stdout, stderr } = await verify(['x.pdf']);
    expect(status).toBe(3);
    expect(stdout).toBe('page 2: changed\n  - \u2066Second [sheet]\u2069\n  + \u2066Second [page]\u2069\n');
    expect(stderr).toContain('x.expected.txt  error  V001');
  });
});

test('the tags of a PDF tell the article of a difference, and its readers are asked', async () => {
  await inFolder(makePublication({ 'issues/articles/a.md': articleOf(BODY) }), async () => {
    await runBuild();
    writeFileSync('out/one.expected.txt', readFileSync('out/one.txt', 'utf8').replace('بند', 'سطر'));
    const { status, stdout } = await verify(['out/one.pdf'], { readers: true });
    expect(status).toBe(3);
    expect(stdout).toContain('page 1, in “\u2067آب\u2069”: changed');
    expect(stdout).toMatch(/pdf\.js \S+ +2 of 3/);
  });
});

test('pictures are those of issues, and manifests and PDFs may be named together', async () => {
  await inFolder(makePublication(), async () => {
    writeFileSync('x.PDF', await plainPdf([['x']]));
    await expect(verify(['x.PDF'], { pictures: true })).rejects.toThrow(
      '--pictures compares issues, not PDFs',
    );
    expect((await verify(['issues/1.yaml', 'x.PDF'], { update: true })).status).toBe(0);
    expect(existsSync('x.expected.txt')).toBe(true);
    expect(existsSync('issues/one.expected.txt')).toBe(true);
  });
});
