// What Chromium tells a screen reader of a PDF in its own viewer: the tree that its page chrome://accessibility prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import type { AxItem } from './ax-tree.ts';
import { readPrintedTree } from './ax-tree.ts';
import { AGAIN, BEGINNING, MISSING, PATIENCE, launchChromium, openContext } from './chromium.ts';
import { ChromiumViewer } from './chromium-viewer.ts';
import { blocksByPage, buildSample } from './issues-to-read.ts';
import { FileServer } from './serve-files.ts';

let issue: BuiltIssue;
let server: FileServer | undefined;
let browser: Browser | undefined;
/** Pages as they are told. */
let pages: readonly (readonly AxItem[])[] = [];

beforeAll(async () => {
  if (MISSING.chromium !== false) return;
  issue = await buildSample();
  server = await FileServer.start({ content: { '/sample.pdf': issue.pdf } });
  browser = await launchChromium({ args: ['--force-renderer-accessibility'] });
  const context = await openContext(browser);
  await ChromiumViewer.open(context, server.url('/sample.pdf'));
  const internals = await context.newPage();
  const row = internals.locator('.row', { hasText: '/sample.pdf' });
  // It tells page after page while it is looked at, pictures last, and prints what it has when it is asked.
  for (let tries = 0; tries < 4 && (pages.length < 2 || !hasPicture(pages[0])); tries++) {
    await internals.goto('chrome://accessibility');
    await row.locator('button[id$=showOrRefreshTree]').click({ timeout: PATIENCE });
    const tree = row.locator('pre, [id$=":tree"]').first();
    await tree.filter({ hasText: 'rootWebArea' }).waitFor({ timeout: PATIENCE });
    pages = splitPages(readPrintedTree(await row.innerText()));
  }
}, BEGINNING);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach(({ skip }) => skip(MISSING.chromium !== false, `${MISSING.chromium}`));

function hasPicture(items: readonly AxItem[] = []): boolean {
  return items.some(({ role }) => role === 'image');
}

function splitPages(items: readonly AxItem[]): readonly (readonly AxItem[])[] {
  const starts = items.flatMap(({ role }, index) => (role === 'region' ? [index] : []));
  return starts.map((start, index) => items.slice(start, starts[index + 1]));
}

describe('what a screen reader is told by Chromium’s PDF viewer', AGAIN, () => {
  test('the text of the first page, nearly all blocks as they were written', () => {
    const told = normaliseExtracted(textOf(pages[0] ?? []));
    const blocks = (blocksByPage(issue.text)[0] ?? []).filter(({ length }) => length > 20);
    const lost = blocks.filter((block) => !told.includes(normaliseExtracted(block)));
    expect(blocks.length).toBeGreaterThan(8);
    expect(lost.length / blocks.length).toBeLessThan(0.2);
  });

  test('the alternative text of a picture', () => {
    const source = readFileSync(join(import.meta.dirname, '../../issues/articles/moving-library.md'), 'utf8');
    const pictures = (pages[0] ?? []).filter(({ role }) => role === 'image');
    expect(pictures.length).toBe(1);
    expect(source).toContain(pictures[0]?.name);
  });

  test('the caption of a picture as text, and no picture without a name', () => {
    const caption = (blocksByPage(issue.text)[0] ?? []).find((block) => block.startsWith('راه کوهستانی'));
    expect(caption).toBeDefined();
    const told = normaliseExtracted(textOf(pages[0] ?? [])).replaceAll(/\s/g, '');
    expect(told).toContain(
      normaliseExtracted(caption ?? '')
        .replaceAll(/\s/g, '')
        .slice(0, 30),
    );
    expect(pages.flat().filter(({ name }) => name.includes('Unlabeled'))).toEqual([]);
  });

  test('links with the words that are clicked, and where those out of the document lead', () => {
    const links = (pages[0] ?? []).filter(({ role }) => role === 'link');
    expect(links.map(({ url }) => url)).toContain('https://www.afgazad.com/');
    const words = normaliseExtracted(links.map(({ name }) => name).join(' '));
    expect(words).toContain('afgazad@gmail.com');
    expect(words).toContain('Seven Words for a Ditch');
  });

  test('a heading for the title that leads the page', () => {
    // It guesses headings by their size and knows no levels; so nothing is said of the smaller ones.
    const first = pages[0] ?? [];
    const lead = issue.articles.find(({ slug }) => slug === 'moving-library')?.title ?? '';
    const words = first.flatMap(({ role }, index) =>
      role === 'heading' ? [first[index + 1]?.name ?? ''] : [],
    );
    const lastLine = lead.split(' ').slice(-2).join(' ');
    expect(normaliseExtracted(words.join(' '))).toContain(lastLine);
  });
});

function textOf(items: readonly AxItem[]): string {
  return items.filter(({ role }) => role === 'staticText').map(({ name }) => name).join(''); // prettier-ignore
}
