// nashr text: tagged, untagged and broken files.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textCommand } from '../../src/commands/text.ts';
import {
  articleOf,
  inFolder,
  makeFolder,
  makePublication,
  runBuild,
  spyConsole,
  writeInto,
} from './cli-kit.ts';
import type { Finding } from './cli-kit.ts';
import { makePdf, plainPdf } from './make-pdf.ts';

let folder = '';
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(file: string, layout: 'pages' | 'flow' = 'pages', format: 'human' | 'json' = 'human') {
  const console = spyConsole();
  const status = await textCommand(file, { layout, format }, console);
  return { status, stdout: console.stdout, stderr: console.stderr };
}

async function runOn(bytes: Uint8Array | string, layout?: 'pages' | 'flow', format?: 'human' | 'json') {
  writeInto(folder, { 'x.pdf': bytes });
  return run(join(folder, 'x.pdf'), layout, format);
}

describe('a tagged file', () => {
  test('gives the text file of the issue back, page by page', async () => {
    const paragraphs = 'این یک بند است که چند سطر را پر می‌کند و سپس به پایان می‌رسد.\n\n'.repeat(40);
    await inFolder(makePublication({ 'issues/articles/a.md': articleOf(paragraphs) }), async () => {
      await runBuild();
      const expected = readFileSync('out/one.txt', 'utf8');
      expect(expected.split('\f').length).toBeGreaterThan(1);
      const { status, stdout, stderr } = await run('out/one.pdf');
      expect(stdout).toBe(expected);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect((await run('out/one.pdf', 'flow')).stdout).toBe(expected.replaceAll('\n\f\n', '\n\n'));
    });
  });

  test('whose text is mostly outside of its tags is read like an untagged one', async () => {
    const bytes = await makePdf(
      (document) => {
        document.addStructure(document.struct('P', () => document.text('tagged', 72, 72)));
        document.text('a long line of text that stands outside of any tag', 72, 120);
      },
      { tagged: true, pdfVersion: '1.7' },
    );
    const { status, stdout } = await runOn(bytes);
    expect(status).toBe(0);
    expect(stdout).toContain('tagged');
    expect(stdout).toContain('a long line of text that stands outside of any tag');
  });

  test('without any tags is read like an untagged one', async () => {
    const { stdout } = await runOn(
      await makePdf((document) => document.text('nothing is tagged', 72, 72), { tagged: true }),
    );
    expect(stdout.trim()).toBe('nothing is tagged');
  });

  test('gives artifacts no place in the text', async () => {
    const bytes = await makePdf(
      (document) => {
        document.addStructure(document.struct('P', () => document.text('the paragraph', 72, 72)));
        document.markContent('Artifact', { type: 'Pagination' });
        document.text('a running head that is rather longer than the paragraph', 72, 20);
        document.endMarkedContent();
      },
      { tagged: true, pdfVersion: '1.7' },
    );
    expect((await runOn(bytes)).stdout).toBe('the paragraph\n');
  });
});

describe('an untagged file', () => {
  const PAGES = [['First line', 'second line'], ['On page two']];

  test('gives its pages parted by form feeds', async () => {
    const { status, stdout, stderr } = await runOn(await plainPdf(PAGES));
    expect(stdout).toBe('First line second line\n\f\nOn page two\n');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('gives one flow of text when asked', async () => {
    expect((await runOn(await plainPdf(PAGES), 'flow')).stdout).toBe(
      'First line second line\n\nOn page two\n',
    );
  });

  test('keeps an empty page as a page', async () => {
    expect((await runOn(await plainPdf([['one'], [], ['three']]))).stdout).toBe('one\n\f\n\n\f\nthree\n');
    expect((await runOn(await plainPdf([['one'], [], ['three']]), 'flow')).stdout).toBe('one\n\nthree\n');
  });

  test('as JSON gives pages with numbers, labels and blocks', async () => {
    const { stdout } = await runOn(await plainPdf(PAGES), 'pages', 'json');
    expect(JSON.parse(stdout)).toEqual({
      tagged: false,
      pages: [
        { number: 1, label: '1', blocks: [{ role: 'Page', text: 'First line second line' }] },
        { number: 2, label: '2', blocks: [{ role: 'Page', text: 'On page two' }] },
      ],
      missing: [],
      diagnostics: [],
    });
  });

  test('that is encrypted without a password to open it is read', async () => {
    expect((await runOn(await plainPdf([['open to all']], { ownerPassword: 'owner' }))).stdout).toBe(
      'open to all\n',
    );
  });
});

describe('a file that cannot be read', () => {
  async function refused(bytes: Uint8Array | string): Promise<Finding | undefined> {
    const { status, stdout } = await runOn(bytes, 'pages', 'json');
    expect(status).toBe(1);
    const { diagnostics, pages } = JSON.parse(stdout) as { diagnostics: Finding[]; pages?: unknown };
    expect(pages).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', file: join(folder, 'x.pdf') });
    return diagnostics[0];
  }

  test('because it asks for a password is P003', async () => {
    const finding = await refused(
      await plainPdf([['secret']], { userPassword: 'user', ownerPassword: 'owner' }),
    );
    expect(finding).toMatchObject({ code: 'P003', hint: 'save a copy without password' });
  });

  test.each([
    ['empty', ''],
    ['no PDF', 'this is no PDF, but a text of some length\n'.repeat(100)],
    ['a PDF header and nothing else', '%PDF-1.7\n%%EOF\n'],
  ])('because it is %s is P002', async (_, bytes) => {
    expect((await refused(bytes))?.code).toBe('P002');
  });

  test('is P002 when it is missing, or a folder', async () => {
    mkdirSync(join(folder, 'folder.pdf'), { recursive: true });
    for (const [name, reason] of [
      ['none.pdf', 'there is no such file'],
      ['folder.pdf', 'it is a folder'],
      ['x.pdf/y', 'there is no such file'],
    ] as const) {
      writeFileSync(join(folder, 'x.pdf'), '');
      const { status, stdout, stderr } = await run(join(folder, name));
      expect(stderr).toBe(`${join(folder, name)}  error  P002  The file cannot be read: ${reason}\n`);
      expect(stdout).toBe('');
      expect(status).toBe(1);
    }
  });

  test('cut off anywhere ends in text or a diagnostic, never in a crash', async () => {
    const whole = await plainPdf([['First line'], ['Second page']]);
    for (let share = 1; share < 10; share++) {
      const { status, stdout } = await runOn(whole.slice(0, (whole.length * share) / 10), 'pages', 'json');
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
      expect(status).toBe(diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0);
    }
  });

  test('with a byte changed anywhere ends in text or a diagnostic, never in a crash', async () => {
    const whole = await plainPdf([['First line'], ['Second page']]);
    for (let at = 7; at < whole.length; at += Math.ceil(whole.length / 25)) {
      const damaged = whole.slice();
      damaged[at] = ((damaged[at] ?? 0) + 85) % 256;
      const { status } = await runOn(damaged);
      expect([0, 1]).toContain(status);
    }
  });
});
