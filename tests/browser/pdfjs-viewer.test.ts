// pdf.js' viewer components (as in Firefox) with a sample issue, in Chromium: find, outline, links, selection, the order of the
// text layer, and what a screen reader is told.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import type { AxItem } from './ax-tree.ts';
import { readAxTree } from './ax-tree.ts';
import { AGAIN, BEGINNING, MISSING, PATIENCE, launchChromium, openContext } from './chromium.ts';
import { Clipboard } from './chromium-viewer.ts';
import { blocksByPage, buildSample } from './issues-to-read.ts';
import { PlacesInPdf } from './places-in-pdf.ts';
import { FileServer } from './serve-files.ts';

const PDFJS = join(import.meta.dirname, '../../node_modules/pdfjs-dist');

let issue: BuiltIssue;
let server: FileServer | undefined;
let browser: Browser | undefined;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  if (MISSING.chromium !== false) return;
  issue = await buildSample();
  const viewer = readFileSync(join(import.meta.dirname, 'pdfjs-viewer.html'), 'utf8');
  server = await FileServer.start({
    content: { '/sample.pdf': issue.pdf, '/viewer.html': viewer },
    folders: { '/pdfjs/': PDFJS },
  });
  browser = await launchChromium();
  context = await openContext(browser);
  page = await context.newPage();
  await page.goto(server.url('/viewer.html?file=/sample.pdf'));
  await page.waitForFunction('globalThis.reader', undefined, { timeout: 20_000 });
}, BEGINNING);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach(({ skip }) => skip(MISSING.chromium !== false, `${MISSING.chromium}`));

/** Turns to a page and waits for its layers. */
async function show(number: number): Promise<void> {
  await page.bringToFront();
  await page.evaluate(`reader.viewer.currentPageNumber = ${number}`);
  const layers = `(() => { const page = document.querySelector('.page[data-page-number="${number}"]'); return ['.textLayer .endOfContent', '.structTree'].every((name) => page.querySelector(name) !== null); })()`;
  await page.waitForFunction(layers, undefined, { timeout: PATIENCE });
}

async function expectPage(number: number): Promise<void> {
  await expect.poll(() => page.evaluate('reader.viewer.currentPageNumber'), { timeout: PATIENCE }).toBe(number); // prettier-ignore
}

function articleAt(slug: string): number {
  return issue.articles.find((article) => article.slug === slug)?.firstPage ?? 0;
}

function withoutSpaces(text: string): string {
  return normaliseExtracted(text).replaceAll(/\s/g, '');
}

/** The blocks of a page that a text does not have after those before them; white space does not count. */
function outOfOrder(blocks: readonly string[], text: string): readonly string[] {
  const whole = withoutSpaces(text);
  let from = 0;
  return blocks.filter((block) => {
    const at = whole.indexOf(withoutSpaces(block), from);
    if (at >= 0) from = at + withoutSpaces(block).length;
    return at < 0;
  });
}

describe('find in pdf.js’ viewer', AGAIN, () => {
  /** Pages of the source that have this; as pdf.js compares, without the marks of letters. */
  function pagesWith(text: string): readonly number[] {
    return issue.text.split('\f').flatMap((source, index) => (normaliseExtracted(source).includes(text) ? [index + 1] : [])); // prettier-ignore
  }

  test.each(['کاریز', 'قره‌قل', 'حسابدار حساب کرد', 'Jonas Brandt', 'Hannah Keller', 'ګودر', 'Maulbeere'])(
    'has %s on the pages that have it, and on no other',
    async (text) => {
      expect(pagesWith(text).length).toBeGreaterThan(0);
      expect(await page.evaluate(`reader.find(${JSON.stringify(text)})`)).toEqual(pagesWith(text));
    },
  );

  test.each([
    ['is not there', 'زرافه'],
    ['is typed without its ZWNJ', 'قره‌قل'.replace('\u200c', '')],
    ['is typed with Arabic kaf and yeh', '\u0643راچ\u064a'],
  ])('has nothing for a word that %s', async (_, text) => {
    expect(await page.evaluate(`reader.find(${JSON.stringify(text)})`)).toEqual([]);
  });
});

describe('ways through the issue in pdf.js’ viewer', AGAIN, () => {
  test('every item of the outline leads to a page, and those of articles to theirs', async () => {
    const items: { readonly title: string; readonly page: number }[] = await page.evaluate(`(async () => {
      const all = (list) => list.flatMap((item) => [item, ...all(item.items)]);
      const found = [];
      for (const { title, dest } of all(await reader.document.getOutline())) {
        const place = typeof dest === 'string' ? await reader.document.getDestination(dest) : dest;
        found.push({ title, page: place === null ? 0 : (await reader.document.getPageIndex(place[0])) + 1 });
      }
      return found;
    })()`);
    expect(items.filter(({ page: number }) => number < 1)).toEqual([]);
    const marks = new Set(items.map((item) => `${normaliseExtracted(item.title)} ${item.page}`));
    const blocks = new Set(blocksByPage(issue.text).flat());
    const shown = issue.articles.filter(({ title }) => blocks.has(title));
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter(({ title, firstPage }) => !marks.has(`${title} ${firstPage}`))).toEqual([]);
  });

  test('a click on a line of the contents goes to the article', async () => {
    for (const slug of ['karez', 'das-wasser']) {
      await show(1);
      await page.locator(`.page[data-page-number="1"] .annotationLayer a[href$="#${slug}"]`).first().click();
      await expectPage(articleAt(slug));
    }
  });

  test('a click on a link out of the document opens a new tab with its address', async () => {
    await context.route('https://www.afgazad.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '' })); // prettier-ignore
    await show(1);
    const opened = context.waitForEvent('page', { timeout: PATIENCE });
    await page.locator('.page[data-page-number="1"] .annotationLayer a[href^="https:"]').first().click();
    const tab = await opened;
    expect(tab.url()).toBe('https://www.afgazad.com/');
    await tab.close();
  });
});

describe('text in pdf.js’ viewer', AGAIN, () => {
  test('is copied as the paragraph that the mouse has selected', async () => {
    const places = await PlacesInPdf.open(issue.pdf);
    const clipboard = await Clipboard.open(context, server?.url('/') ?? '');
    await show(1);
    const paragraph = blocksByPage(issue.text)[0]?.find((block) => block.startsWith('وقتی نقشهٔ تعمیر')) ?? '';
    const { from, to, begin, end } = await places.paragraph(1, paragraph);
    const [width, height] = await places.size(1);
    const box = await page.locator('.page[data-page-number="1"] .textLayer').boundingBox();
    const pixel = (x: number, y: number): [number, number] => [
      (box?.x ?? 0) + (x * (box?.width ?? 0)) / width,
      (box?.y ?? 0) + ((height - y) * (box?.height ?? 0)) / height,
    ];
    await page.mouse.move(...pixel(begin, from.y));
    await page.mouse.down();
    await page.mouse.move(...pixel(begin, to.y));
    await page.mouse.move(...pixel(end, to.y));
    await page.mouse.up();
    expect(normaliseExtracted(await page.evaluate('getSelection().toString()'))).toBe(paragraph);
    expect(normaliseExtracted(await clipboard.copyFrom(page))).toBe(paragraph);
    await places.close();
  });

  test('is in the text layer in the order of reading', async () => {
    for (const number of [1, 2, 6]) {
      await show(number);
      const layer = await page.locator(`.page[data-page-number="${number}"] .textLayer`).textContent();
      expect(outOfOrder(blocksByPage(issue.text)[number - 1] ?? [], layer ?? '')).toEqual([]);
    }
  });
});

describe('what a screen reader is told by pdf.js’ viewer', AGAIN, () => {
  /** What is told on one page; every page is a region. */
  async function tellPage(number: number): Promise<readonly AxItem[]> {
    await show(number);
    const session = await context.newCDPSession(page);
    const items = await readAxTree(session);
    await session.detach();
    const starts = items.flatMap(({ role }, index) => (role === 'region' ? [index] : []));
    return items.slice(starts[number - 1], starts[number] ?? items.length);
  }

  test.each([1, 6, 8, 12, 16])('all blocks of page %i, in the order of reading', async (number) => {
    const told = (await tellPage(number)).filter(({ role }) => role === 'StaticText').map(({ name }) => name);
    const blocks = blocksByPage(issue.text)[number - 1] ?? [];
    expect(blocks.length).toBeGreaterThan(3);
    expect(outOfOrder(blocks, told.join(' '))).toEqual([]);
  });

  test('the caption of a picture, directly after it', async () => {
    const told = (await tellPage(1)).filter(({ role }) => role === 'image' || role === 'StaticText');
    const after = told.slice(told.findIndex(({ role }) => role === 'image') + 1);
    const caption = blocksByPage(issue.text)[0]?.find((block) => block.startsWith('راه کوهستانی')) ?? 'none';
    expect(withoutSpaces(after.map(({ name }) => name).join(' ')).startsWith(withoutSpaces(caption))).toBe(true); // prettier-ignore
  });

  test('titles of articles are headings of the first level', async () => {
    for (const number of [1, 3, 6]) {
      const headings = (await tellPage(number)).filter(
        ({ role, level }) => role === 'heading' && level === 1,
      );
      const titles = issue.articles.filter(({ firstPage }) => firstPage === number).map(({ title }) => withoutSpaces(title)); // prettier-ignore
      expect(titles.length).toBeGreaterThan(0);
      expect(headings.map(({ name }) => withoutSpaces(name))).toEqual(titles);
    }
  });

  test('a picture has its alternative text', async () => {
    const source = readFileSync(join(import.meta.dirname, '../../issues/articles/moving-library.md'), 'utf8');
    const pictures = (await tellPage(1)).filter(({ role }) => role === 'image');
    expect(pictures.length).toBe(1);
    expect(source).toContain(pictures[0]?.name);
  });

  test('words of another language have that language', async () => {
    await show(1);
    const languages: readonly (string | null)[] = await page.evaluate(`(() => {
      const of = (text) => {
        const span = [...document.querySelectorAll('.page[data-page-number="1"] .textLayer span[id]')].find((each) => each.textContent.includes(text));
        return document.querySelector('.structTree [aria-owns~="' + span.id + '"]').closest('[lang]')?.lang ?? null;
      };
      return ['European Languages', 'Das Wasser', 'Two Ledgers', 'صنفی زیر'].map(of);
    })()`);
    expect(languages.slice(0, 3)).toEqual(['en', 'de', 'en']);
    // Or nothing: that the issue is Persian stands in the document's catalog.
    expect([null, 'fa']).toContain(languages[3]);
  });
});
