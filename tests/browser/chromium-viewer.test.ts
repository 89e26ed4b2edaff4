// Chromium's own PDF viewer with a sample issue: title, bookmarks, links, names in the address, and what is copied.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext } from 'playwright-core';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { AGAIN, BEGINNING, MISSING, PATIENCE, launchChromium, openContext } from './chromium.ts';
import { ChromiumViewer, Clipboard } from './chromium-viewer.ts';
import type { ViewerBookmark } from './chromium-viewer.ts';
import { AROUND, MIXED, blocksByPage, buildMixed, buildSample } from './issues-to-read.ts';
import { PlacesInPdf } from './places-in-pdf.ts';
import { FileServer } from './serve-files.ts';

let issue: BuiltIssue;
let mixed: BuiltIssue;
let places: PlacesInPdf;
let server: FileServer | undefined;
let browser: Browser | undefined;
let context: BrowserContext;

beforeAll(async () => {
  if (MISSING.chromium !== false) return;
  [issue, mixed] = [await buildSample(), await buildMixed()];
  places = await PlacesInPdf.open(issue.pdf);
  server = await FileServer.start({ content: { '/sample.pdf': issue.pdf, '/mixed.pdf': mixed.pdf } });
  browser = await launchChromium();
  context = await openContext(browser);
}, BEGINNING);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach(({ skip }) => skip(MISSING.chromium !== false, `${MISSING.chromium}`));

function open(path: string): Promise<ChromiumViewer> {
  return ChromiumViewer.open(context, server?.url(path) ?? '');
}

async function expectPage(viewer: ChromiumViewer, number: number): Promise<void> {
  await expect.poll(() => viewer.pageNumber(), { timeout: PATIENCE }).toBe(number);
}

describe('Chromium’s PDF viewer', AGAIN, () => {
  test('shows the title of the issue, in the tab and above the page', async () => {
    const viewer = await open('/sample.pdf');
    expect(normaliseExtracted(await viewer.title())).toContain(normaliseExtracted(issue.title));
    expect(normaliseExtracted(await viewer.tabTitle())).toContain(normaliseExtracted(issue.title));
    await viewer.page.close();
  });

  test('has a bookmark for every article, which leads to the article’s first page', async () => {
    const viewer = await open('/sample.pdf');
    const all = (list: readonly ViewerBookmark[]): readonly ViewerBookmark[] => list.flatMap((mark) => [mark, ...all(mark.children)]); // prettier-ignore
    const marks = all(await viewer.bookmarks());
    const found = new Set(marks.map(({ title, page }) => `${normaliseExtracted(title)} ${page + 1}`));
    const lost = issue.articles.filter(({ title, firstPage }) => !found.has(`${title} ${firstPage}`));
    expect(lost.map(({ slug }) => slug)).toEqual([]);
    expect(issue.articles.length).toBeGreaterThan(15);
    expect(marks.filter(({ page }) => !(page >= 0 && page < issue.pages))).toEqual([]);
    await viewer.page.close();
  });

  test('goes to the article when its bookmark in the side panel is clicked', async () => {
    const viewer = await open('/sample.pdf');
    await viewer.openBookmarks();
    for (const slug of ['karez', 'das-wasser', 'ford-bridge']) {
      const article = issue.articles.find((each) => each.slug === slug);
      await viewer.followBookmark(article?.title ?? '');
      await expectPage(viewer, article?.firstPage ?? 0);
    }
    await viewer.page.close();
  });

  test('goes to the article when its line of the contents is clicked', async () => {
    const viewer = await open('/sample.pdf');
    const links = (await places.links(1)).filter(({ dest }) => issue.articles.some(({ slug }) => slug === dest)); // prettier-ignore
    const slugs = [...new Set(links.map(({ dest }) => dest))];
    expect(slugs.length).toBeGreaterThan(4);
    for (const slug of slugs.slice(0, 4)) {
      const link = links.find(({ dest }) => dest === slug);
      await viewer.goToPage(1);
      if (link !== undefined) await viewer.click(link, await places.size(1));
      await expectPage(viewer, issue.articles.find((each) => each.slug === slug)?.firstPage ?? 0);
    }
    await viewer.page.close();
  });

  test.each(['#nameddest=das-wasser', '#das-wasser', '#nameddest=karez'])(
    'opens at the article when the address ends in %s',
    async (fragment) => {
      const viewer = await open(`/sample.pdf${fragment}`);
      const slug = fragment.replace(/^#(?:nameddest=)?/, '');
      await expectPage(viewer, issue.articles.find((each) => each.slug === slug)?.firstPage ?? 0);
      await viewer.page.close();
    },
  );

  test('asks for the address of a link that leads out of the document', async () => {
    const requests: string[] = [];
    const mixedPlaces = await PlacesInPdf.open(mixed.pdf);
    await context.route('https://example.org/**', async (route) => {
      requests.push(route.request().url());
      await route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' });
    });
    const viewer = await open('/mixed.pdf');
    const [link] = await mixedPlaces.links(3);
    await viewer.goToPage(3);
    if (link !== undefined) await viewer.click(link, await mixedPlaces.size(3));
    await viewer.page.waitForURL('https://example.org/**', { timeout: PATIENCE });
    // The browser keeps what is behind “#” to itself.
    expect(requests).toEqual(['https://example.org/a?b=1']);
    expect(viewer.page.url()).toBe('https://example.org/a?b=1#c');
    await mixedPlaces.close();
    await viewer.page.close();
  });
});

describe('what is copied from Chromium’s PDF viewer', AGAIN, () => {
  test('is the paragraph, when it is selected with the mouse', async () => {
    const viewer = await open('/sample.pdf');
    const clipboard = await Clipboard.open(context, server?.url('/') ?? '');
    const paragraph = blocksByPage(issue.text)[0]?.find((block) => block.startsWith('وقتی نقشهٔ تعمیر')) ?? '';
    const { from, to } = await places.paragraph(1, paragraph);
    await viewer.page.bringToFront();
    await viewer.select(from, to, await places.size(1));
    expect(normaliseExtracted(await clipboard.copyFrom(viewer.page))).toBe(normaliseExtracted(paragraph));
    await viewer.page.close();
  });

  test('has a Latin name of two words in Persian text in its order', async () => {
    const viewer = await open('/mixed.pdf');
    const clipboard = await Clipboard.open(context, server?.url('/') ?? '');
    await viewer.selectAll();
    const copied = normaliseExtracted(await clipboard.copyFrom(viewer.page));
    expect(copied).toContain(normaliseExtracted([AROUND[0], MIXED, AROUND[1]].join(' ')));
    await viewer.page.close();
  });

  test('has nearly every long block of the issue as it was written, when all is selected', async () => {
    const viewer = await open('/sample.pdf');
    const clipboard = await Clipboard.open(context, server?.url('/') ?? '');
    await viewer.selectAll();
    const copied = normaliseExtracted(await clipboard.copyFrom(viewer.page));
    const blocks = blocksByPage(issue.text).flat().filter(({ length }) => length > 20); // prettier-ignore
    const lost = blocks.filter((block) => !copied.includes(normaliseExtracted(block)));
    process.stdout.write(`\nChromium copies ${blocks.length - lost.length} of ${blocks.length} blocks\n`);
    expect(lost.length / blocks.length).toBeLessThan(0.1);
    await viewer.page.close();
  });
});
