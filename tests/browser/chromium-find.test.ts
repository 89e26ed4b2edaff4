// Chromium's own find (Ctrl+F) in its PDF viewer, with keys pressed in its window on an X display without a screen. What it
// finds cannot be asked for; but it turns to the page, and says so in the toolbar: every word here stands on one page only.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext } from 'playwright-core';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { AGAIN, BEGINNING, MISSING, PATIENCE, launchChromium, openContext } from './chromium.ts';
import { ChromiumViewer, Clipboard } from './chromium-viewer.ts';
import { MIXED, buildMixed, buildSample } from './issues-to-read.ts';
import { FileServer } from './serve-files.ts';
import { XDisplay } from './x-display.ts';

let issue: BuiltIssue;
let display: XDisplay | undefined;
let browser: Browser | undefined;
let server: FileServer | undefined;
let context: BrowserContext;
let viewer: ChromiumViewer;
let clipboard: Clipboard;

const REASON = MISSING.chromium || MISSING.display;

beforeAll(async () => {
  if (REASON !== false) return;
  issue = await buildSample();
  const mixed = await buildMixed();
  server = await FileServer.start({ content: { '/sample.pdf': issue.pdf, '/mixed.pdf': mixed.pdf } });
  display = await XDisplay.start();
  browser = await launchChromium({ display: display.name });
  context = await openContext(browser, display.name);
  clipboard = await Clipboard.open(context, server.url('/'));
  viewer = await ChromiumViewer.open(context, server.url('/sample.pdf'));
}, BEGINNING);

afterAll(async () => {
  await browser?.close();
  server?.close();
  display?.close();
});

beforeEach(({ skip }) => skip(REASON !== false, `${REASON}`));

/** Pages of the source that have this, from 1; white space of any kind is one space. */
function pagesWith(text: string): readonly number[] {
  return issue.text.split('\f').flatMap((page, index) => (normaliseExtracted(page).includes(text) ? [index + 1] : [])); // prettier-ignore
}

/** Types into the find bar from the clipboard, since an X keyboard has no Persian letters, and presses Enter. */
async function find(text: string, where: ChromiumViewer = viewer): Promise<void> {
  await clipboard.write(text);
  await where.page.bringToFront();
  await where.goToPage(1);
  await display?.focus('Chrom', 700, 600);
  await display?.press('ctrl+f', 'ctrl+a', 'ctrl+v', 'Return');
}

describe('Chromium’s find', AGAIN, () => {
  test.each([
    ['a Persian word', 'قره‌قل'],
    ['a Persian word typed without its ZWNJ', 'قره‌قل', 'قرهقل'],
    ['words of a justified line', 'حسابدار حساب کرد'],
    ['a Latin word in Persian text', 'Lindenhof'],
    ['a Pashto word', 'ګودر'],
    ['a German word', 'Maulbeere'],
  ])('turns to the page of %s', async (_, word, typed = word) => {
    const [page = 0, ...others] = pagesWith(word);
    expect([page > 1, others]).toEqual([true, []]);
    await find(typed);
    await expect.poll(() => viewer.pageNumber(), { timeout: PATIENCE }).toBe(page);
  });

  test('turns to the page of a Latin name of two words in Persian text', async () => {
    expect(MIXED).toContain(' Associated Press ');
    const mixed = await ChromiumViewer.open(context, server?.url('/mixed.pdf') ?? '');
    await find('Associated Press', mixed);
    await expect.poll(() => mixed.pageNumber(), { timeout: PATIENCE }).toBe(2);
    await mixed.page.close();
  });

  test('stays where it is when there is no such word', async () => {
    expect(pagesWith('زرافه')).toEqual([]);
    await find('زرافه');
    await viewer.page.waitForTimeout(1000);
    expect(await viewer.pageNumber()).toBe(1);
  });
});
