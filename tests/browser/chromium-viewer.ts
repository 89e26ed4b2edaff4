// Chromium's own PDF viewer, used as a reader uses it: toolbar, side panel, mouse and keys. It is an extension in a frame of
// the page; its document is drawn by PDFium in a frame of that. Places on a page are points from its lower left corner, as the
// PDF has them.
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { PATIENCE } from './chromium.ts';

const EXTENSION = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/';

/** Between two questions, in milliseconds. */
const PAUSE = 50;

export interface Place {
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

export interface ViewerBookmark {
  readonly title: string;
  /** From 0, as the viewer counts. */
  readonly page: number;
  readonly children: readonly ViewerBookmark[];
}

/** Where a page of the document is in the window, in pixels. */
export interface PageArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class ChromiumViewer {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #viewer: Frame;

  private constructor(context: BrowserContext, page: Page, viewer: Frame) {
    this.#context = context;
    this.page = page;
    this.#viewer = viewer;
  }

  /** Opens a PDF in a new tab; resolves when the viewer has loaded all of it. */
  static async open(context: BrowserContext, url: string): Promise<ChromiumViewer> {
    const page = await context.newPage();
    await page.goto(url);
    const find = (): Frame | undefined => page.frames().find((frame) => frame.url().startsWith(EXTENSION));
    if (find() === undefined) await page.waitForEvent('framenavigated', { predicate: () => find() !== undefined, timeout: PATIENCE }); // prettier-ignore
    const viewer = find();
    if (viewer === undefined) throw new Error(`${url} is not shown in the PDF viewer`);
    const opened = new ChromiumViewer(context, page, viewer);
    await opened.#until(`document.querySelector('pdf-viewer')?.loadState_ === 'success'`);
    return opened;
  }

  /** What the tab says. */
  async tabTitle(): Promise<string> {
    const session = await this.#context.newCDPSession(this.page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    return targetInfo.title;
  }

  /** What the toolbar says. */
  async title(): Promise<string> {
    return (await this.#viewer.locator('viewer-toolbar #title').innerText()).trim();
  }

  /** The page that the toolbar says is shown. */
  async pageNumber(): Promise<number> {
    return Number(await this.#viewer.locator('#pageSelector').inputValue());
  }

  async goToPage(number: number): Promise<void> {
    const selector = this.#viewer.locator('#pageSelector');
    await selector.fill(`${number}`);
    await selector.press('Enter');
    await this.#until(`(() => {
      const { viewport, shadowRoot } = document.querySelector('pdf-viewer');
      const { y, height } = viewport.getPageScreenRect(${number - 1});
      const middle = shadowRoot.querySelector('#content').clientHeight / 2;
      return y < middle && y + height > middle;
    })()`);
  }

  /** The bookmarks as the viewer has read them. */
  async bookmarks(): Promise<readonly ViewerBookmark[]> {
    const read = `(function read(list) { return list.map(({ title, page, children }) => ({ title, page, children: read(children) })); })(document.querySelector('pdf-viewer').bookmarks_)`; // prettier-ignore
    return this.#viewer.evaluate(read);
  }

  /** Opens the side panel's list of bookmarks, all of them unfolded. */
  async openBookmarks(): Promise<void> {
    await this.#viewer.locator('viewer-pdf-sidenav cr-icon-button').nth(1).click();
    await this.#viewer.locator('viewer-bookmark').first().waitFor({ timeout: PATIENCE });
    const folded = this.#viewer.locator('viewer-bookmark #expand[aria-expanded=false]:visible');
    for (let left = 100; left > 0 && (await folded.count()) > 0; left--) await folded.first().click();
  }

  /** Clicks a bookmark of the open list. */
  async followBookmark(title: string): Promise<void> {
    await this.#viewer.locator('viewer-bookmark #title', { hasText: title }).first().click();
  }

  /** Waits until two looks at the window, one after the other, are the same: all is drawn. */
  async settle(): Promise<void> {
    let before = '';
    for (let left = PATIENCE; left > 0; left -= PAUSE) {
      const now = (await this.page.screenshot()).toString('base64');
      if (now === before) return;
      before = now;
      await this.page.waitForTimeout(PAUSE);
    }
  }

  /** Where a page is now. */
  async pageArea(number: number): Promise<PageArea> {
    return this.#viewer.evaluate(`(() => {
      const viewer = document.querySelector('pdf-viewer');
      const area = viewer.shadowRoot.querySelector('#content').getBoundingClientRect();
      const { x, y, width, height } = viewer.viewport.getPageScreenRect(${number - 1});
      return { x: area.x + x, y: area.y + y, width, height };
    })()`);
  }

  /** Clicks a place of a page of this size (points), which must be in the window. */
  async click(place: Place, size: readonly [width: number, height: number]): Promise<void> {
    const { x, y } = await this.#pixel(place, size);
    await this.page.mouse.click(x, y);
  }

  /** Selects by drawing the mouse from one place to another of one page. */
  async select(from: Place, to: Place, size: readonly [width: number, height: number]): Promise<void> {
    const begin = await this.#pixel(from, size);
    const end = await this.#pixel(to, size);
    await this.page.mouse.move(begin.x, begin.y);
    await this.page.mouse.down();
    await this.page.mouse.move((begin.x + end.x) / 2, (begin.y + end.y) / 2);
    await this.page.mouse.move(end.x, end.y);
    await this.page.mouse.up();
  }

  /** Selects the whole document. */
  async selectAll(): Promise<void> {
    const { x, y } = await this.pageArea(1);
    await this.page.mouse.click(x + 4, Math.max(y, 60) + 4);
    await this.page.keyboard.press('Control+a');
  }

  async #pixel(
    { page, x, y }: Place,
    [width, height]: readonly [number, number],
  ): Promise<{ x: number; y: number }> {
    const area = await this.pageArea(page);
    return { x: area.x + (x * area.width) / width, y: area.y + ((height - y) * area.height) / height };
  }

  /** Asks again and again, from here: the viewer's security policy forbids to leave such a question in its page. */
  async #until(condition: string): Promise<void> {
    for (let left = PATIENCE; left > 0; left -= PAUSE) {
      if ((await this.#viewer.evaluate(condition)) === true) return;
      await this.page.waitForTimeout(PAUSE);
    }
    throw new Error(`in ${PATIENCE} ms this did not come true: ${condition}`);
  }
}

const NOTHING = 'nothing was copied';

/** For how long one Ctrl+C is waited for before it is pressed again, in milliseconds: a loaded machine takes seconds. */
const COPY_TIME = 5_000;

/** The clipboard of the browser, reached from an empty page of a server at localhost. */
export class Clipboard {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(context: BrowserContext, emptyPage: string): Promise<Clipboard> {
    const page = await context.newPage();
    await page.goto(emptyPage);
    return new Clipboard(page);
  }

  async write(text: string): Promise<void> {
    await this.#page.bringToFront();
    await this.#page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** Copies with Ctrl+C what is selected in a tab, and gives what the clipboard has then. */
  async copyFrom(page: Page): Promise<string> {
    await this.write(NOTHING);
    for (let left = PATIENCE; left > 0; left -= COPY_TIME) {
      await page.bringToFront();
      await page.keyboard.press('Control+c');
      const text = await this.#readUntilChanged();
      if (text !== NOTHING) return text;
    }
    throw new Error(`in ${PATIENCE} ms Ctrl+C put nothing on the clipboard`);
  }

  /**
   * Reads again and again for as long as one copy may take, asking from here: `waitForFunction` takes the promise of a text
   * for the text itself and would stop at the first look.
   */
  async #readUntilChanged(): Promise<string> {
    await this.#page.bringToFront();
    for (let left = COPY_TIME; left > 0; left -= PAUSE) {
      const text = (await this.#page.evaluate('navigator.clipboard.readText()')) as string;
      if (text !== NOTHING) return text;
      await this.#page.waitForTimeout(PAUSE);
    }
    return NOTHING;
  }
}
