// nashr text --structure: the tags as an assistive tool reads them, for people and as JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import { textCommand } from '../../src/commands/text.ts';
import { placedBlocks } from '../../src/preflight/compare/article-index.ts';
import { extractText } from '../../src/preflight/pdfjs/extract-text.ts';
import { readStructure } from '../../src/preflight/structure/read-structure.ts';
import type { DocumentStructure } from '../../src/preflight/structure/structure-types.ts';
import { taggedPdf } from '../unit/preflight/tagged-pdf.ts';
import { spyConsole } from './cli-kit.ts';
import { plainPdf } from './make-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'nashr-structure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(bytes: Uint8Array, format: 'human' | 'json') {
  const file = join(folder, 'x.pdf');
  writeFileSync(file, bytes);
  const console = spyConsole();
  const status = await textCommand(file, { layout: 'pages', format, structure: true }, console);
  return { status, stdout: console.stdout, stderr: console.stderr };
}

describe('nashr text --structure', () => {
  test('prints the tree for people', async () => {
    const { status, stdout, stderr } = await run(taggedPdf(), 'human');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('  Document (en)\n    Art\n      H1 [Headline]  \u2066Two ledgers\u2069\n');
  });

  test('and as one JSON document', async () => {
    const { status, stdout } = await run(taggedPdf(), 'json');
    expect(status).toBe(0);
    const { diagnostics, elements, language } = JSON.parse(stdout) as DocumentStructure & {
      diagnostics: unknown[];
    };
    expect({ diagnostics, language }).toEqual({ diagnostics: [], language: 'en' });
    expect(elements[0]).toMatchObject({ kind: 'element', role: 'Document', page: 1 });
  });

  test('warns of a file without tags, and shows the text that nothing reads', async () => {
    const { status, stdout, stderr } = await run(await plainPdf([['one']]), 'human');
    expect(status).toBe(0);
    expect(stderr).toContain('P004  The file has no tags');
    expect(stdout).toBe('not in the tags, page 1: \u2066one\u2069\n');
  });
});

test('the tags of a sample issue have every block of its text, once, on its page', async () => {
  const { pdf } = await buildIssue('issues/2024-20.yaml');
  const diagnostics = new Diagnostics();
  const text = await extractText(pdf, { file: 'x.pdf', diagnostics });
  const structure = await readStructure(pdf, { file: 'x.pdf', diagnostics });
  expect(diagnostics.list).toEqual([]);
  expect(structure?.untagged).toEqual([]);
  const read = (text?.pages ?? []).flatMap(({ number, blocks }) => blocks.map((block) => `${number} ${block.role} ${block.text}`)); // prettier-ignore
  const tagged = (structure === null ? [] : placedBlocks(structure)).flatMap(({ role, parts }) => [...parts].map(([page, words]) => `${page} ${role} ${words}`)); // prettier-ignore
  expect(read.length).toBeGreaterThan(50);
  expect(tagged.toSorted()).toEqual(read.toSorted());
});
