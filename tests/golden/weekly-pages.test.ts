// The pages of the sample magazine: their order, the contents’ page numbers in both digits, the picture over the fold, notes
// and quotes in the outer margin level with their place.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { prepareIssue } from '../../src/prepare-issue.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { loadFlexSolver } from '../../src/flow/flex/flex-solver.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import type { FinishedPage } from '../../src/flow/flow-input.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { textOfLine } from '../../src/frame/dump.ts';
import type { FrameItem, ImageItem, TextItem } from '../../src/frame/frame.ts';
import { counterText } from '../../src/unicode/digits.ts';

const MANIFEST = join(import.meta.dirname, '../../issues/barg-32.yaml');
const MM = 72 / 25.4;
const PAGE_WIDTH = 200 * MM;
/** Slugs in the order of the manifest. */
const ARTICLES = ['pocket-notebook', 'bookbinder', 'paths', 'poem-hafez', 'words-for-water', 'mulberry-paper'];

let pages: readonly FinishedPage[];
let findings: readonly Diagnostic[];

beforeAll(async () => {
  ({ pages, findings } = await layOutIssue(MANIFEST));
}, 60_000);

interface LaidOutIssue {
  readonly pages: readonly FinishedPage[];
  readonly findings: readonly Diagnostic[];
}

async function layOutIssue(manifest: string): Promise<LaidOutIssue> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareIssue(manifest, {}, diagnostics);
  const document = buildDocument({ ...prepared, diagnostics, file: prepared.templateFile });
  const { resolver, publicationFolder } = prepared;
  const fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = await loadFlexSolver();
  return { pages: [...layoutPages({ document, resolver, fonts, flex, diagnostics })], findings: diagnostics.list };
}

/** A copy of the issue, changed. */
async function layOutChanged(change: (folder: string) => void): Promise<LaidOutIssue> {
  const folder = mkdtempSync(join(tmpdir(), 'nashr-weekly-'));
  try {
    for (const part of ['issues', 'templates'])
      cpSync(join(import.meta.dirname, '../..', part), join(folder, part), { recursive: true });
    change(folder);
    return await layOutIssue(join(folder, 'issues/barg-32.yaml'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function itemsOf(number: number): readonly FrameItem[] {
  const page = pages[number - 1];
  if (page === undefined) throw new Error(`no page ${number}`);
  return page.page.items;
}

const linesOf = (number: number): readonly TextItem[] => itemsOf(number).filter((item) => item.kind === 'text');

/** The page an article begins on, from 1. */
function pageOf(slug: string): number {
  const index = pages.findIndex(({ anchors }) => anchors.includes(slug));
  if (index === -1) throw new Error(`no article ${slug}`);
  return index + 1;
}

function lineWith(number: number, isIt: (text: string) => boolean): TextItem {
  const line = linesOf(number).find((item) => isIt(textOfLine(item)));
  if (line === undefined) throw new Error(`no such line on page ${number}`);
  return line;
}

describe('the sample magazine', () => {
  it('builds without a warning', () => {
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it('has cover, contents and every article on a page of its own in the order of the manifest', () => {
    expect(textOfLine(linesOf(1)[0]!)).toBe('برگ');
    expect(linesOf(2).map(textOfLine)).toContain('در این شماره');
    const starts = ARTICLES.map(pageOf);
    expect(starts[0]).toBe(3);
    expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  });

  it('has the folio at the outer edge of every page but the cover', () => {
    expect(linesOf(1).some(({ y }) => y > 241 * MM)).toBe(false);
    for (const { page, number } of pages.slice(1)) {
      const folio = lineWith(number, (text) => text === counterText(number, 'persian'));
      const foot = linesOf(number).filter(({ y }) => Math.abs(y - folio.y) < 0.1);
      expect(folio.y).toBeGreaterThan(241 * MM);
      expect(foot).toHaveLength(3);
      const outer = page.side === 'left' ? Math.min(...foot.map(({ x }) => x)) : Math.max(...foot.map(({ x }) => x)); // prettier-ignore
      expect(folio.x).toBe(outer);
    }
  });
});

describe('the contents', () => {
  interface Entry {
    readonly digits: string;
    readonly line: TextItem;
  }

  /** Lines with a leader, which is a tab in their text. */
  const entries = (digits: RegExp): readonly Entry[] =>
    linesOf(2).flatMap((line) => {
      const [, end] = textOfLine(line).split('\t');
      return end !== undefined && digits.test(end) ? [{ digits: end.trim(), line }] : [];
    });
  const persian = (): readonly Entry[] => entries(/[۰-۹]/u);
  const western = (): readonly Entry[] => entries(/[0-9]/u);

  it('number every article right, in Persian digits on the right and in European ones on the left', () => {
    const numbers = ARTICLES.map(pageOf);
    expect(persian().map(({ digits }) => digits)).toEqual(numbers.map((number) => counterText(number, 'persian')));
    expect(western().map(({ digits }) => digits)).toEqual(numbers.map(String));
  });

  it('fill their columns with leaders in both directions', () => {
    const dots = itemsOf(2).filter((item) => item.kind === 'rule').filter(({ style }) => style === 'dotted');
    expect(dots).toHaveLength(2 * ARTICLES.length);
    const edges = (items: readonly Entry[]): readonly string[] => items.map(({ line: { x, width } }) => `${Math.round(x / MM)} to ${Math.round((x + width) / MM)}`); // prettier-ignore
    expect(new Set(edges(persian()))).toEqual(new Set(['104 to 176']));
    expect(new Set(edges(western()))).toEqual(new Set(['20 to 92']));
  });

  it('have both languages on one baseline', () => {
    const baselines = (items: readonly Entry[]): readonly string[] => items.map(({ line }) => line.y.toFixed(2));
    expect(baselines(western())).toEqual(baselines(persian()));
  });
});

describe('the essay', () => {
  /** Lines of the outer margin, 36 mm wide and 8 mm from the text. */
  const besideText = (number: number): readonly TextItem[] =>
    linesOf(number).filter(({ x, width, y }) => {
      const isOuter = pages[number - 1]?.page.side === 'left' ? x + width < 60.1 * MM : x > 139.9 * MM;
      return isOuter && y < 232 * MM;
    });

  it('has its notes in the outer margin, on the lines of their calls', () => {
    const number = pageOf('pocket-notebook');
    const calls = itemsOf(number).filter((item) => item.kind === 'link').filter(({ href }) => href.startsWith('#fn-'));
    expect(calls.map(({ href }) => href)).toEqual(['#fn-pocket-notebook-1', '#fn-pocket-notebook-2']);
    for (const [i, call] of calls.entries()) {
      const line = linesOf(number).find(({ x, y }) => x >= 67.9 * MM && y > call.y && y <= call.y + call.height);
      const mark = counterText(i + 1, 'persian');
      const note = besideText(number).find((item) => textOfLine(item).startsWith(mark));
      expect(textOfLine(line!)).toContain(mark);
      expect(note?.y).toBeCloseTo(line?.y ?? Number.NaN, 2);
    }
  });

  it('has its side quotes at the outer side of left and of right pages', () => {
    const start = pageOf('pocket-notebook');
    const sides = [start, start + 1].map((number) => pages[number - 1]?.page.side);
    expect(sides).toEqual(['left', 'right']);
    const quotes = [start, start + 1].map((number) => besideText(number).map(textOfLine).join(' '));
    expect(quotes[0]).toContain('در یادداشت هیچ\u200Cکس نمی\u200Cایستد.');
    expect(quotes[1]).toBe('بیاضِ سپید را با خود می\u200Cبرند.');
  });

  it('ends below its picture, which takes text and margin', () => {
    const number = pageOf('pocket-notebook') + 1;
    const picture = itemsOf(number).find((item) => item.kind === 'image');
    expect(picture && [picture.x, picture.y, picture.width, picture.height].map((value) => Math.round(value / MM))).toEqual([20, 22, 156, 94]); // prettier-ignore
    const last = lineWith(number, (text) => text.endsWith('پیدا کرده بودم.'));
    expect(last.y).toBeGreaterThan((picture?.y ?? Number.NaN) + (picture?.height ?? Number.NaN));
  });
});

describe('body text', () => {
  it('stands on one grid of 6 mm on all pages, Persian, English and German', () => {
    const rest = (y: number): string => (((y - 22 * MM) % (6 * MM)) / MM).toFixed(2);
    const texts = [
      lineWith(pageOf('pocket-notebook'), (text) => text.startsWith('پدرم')),
      lineWith(pageOf('bookbinder'), (text) => text.startsWith('جا نشده است')),
      lineWith(pageOf('paths'), (text) => text.startsWith('راه از خاک')),
      lineWith(pageOf('paths'), (text) => text.startsWith('A path begins')),
      lineWith(pageOf('words-for-water'), (text) => text.startsWith('The first word')),
      lineWith(pageOf('mulberry-paper'), (text) => text.startsWith('Wer wissen will')),
    ];
    expect(new Set(texts.map(({ y }) => rest(y))).size).toBe(1);
  });
});

describe('the poem', () => {
  it('has its hemistichs by turns flush right and flush left in a box of 128 mm', () => {
    const number = pageOf('poem-hafez');
    const verse = linesOf(number).filter(({ y }) => y > 40 * MM && y < 210 * MM).slice(0, 14);
    const middle = 98 * MM;
    verse.forEach(({ x, width }, i) => {
      if (i % 2 === 0) expect(x + width).toBeCloseTo(middle + 64 * MM, 1);
      else expect(x).toBeCloseTo(middle - 64 * MM, 1);
    });
    expect(textOfLine(verse[13]!)).toMatch(/^که نقش جور/u);
  });
});

describe('the picture over two pages', () => {
  const halves = (): readonly { readonly page: FinishedPage; readonly image: ImageItem }[] =>
    pages.flatMap((page) =>
      page.page.items
        .filter((item) => item.kind === 'image')
        .filter(({ source }) => source.endsWith('mountain-wide.jpg'))
        .map((image) => ({ page, image })),
    );

  it('stands on facing pages, its right half first', () => {
    const [first, second, ...others] = halves();
    expect(others).toEqual([]);
    expect(first?.page.number).toBe(pageOf('paths'));
    expect(second?.page.number).toBe(pageOf('paths') + 1);
    expect([first?.page.page.side, second?.page.page.side]).toEqual(['right', 'left']);
  });

  it('is one picture with its bleed, cut at the fold', () => {
    const placed = halves().map(({ page, image: { x, y, width, height, picture } }) => {
      // The left page begins the spread, the right one stands a page’s width further.
      const left = page.page.side === 'left' ? 0 : PAGE_WIDTH;
      expect(x).toBeLessThanOrEqual(0.01);
      expect(x + width).toBeGreaterThanOrEqual(PAGE_WIDTH - 0.01);
      return [left + x, y, width, height, left + picture.x, picture.y, picture.width, picture.height];
    });
    const [right = [], left = []] = placed;
    expect(right).toHaveLength(8);
    right.forEach((value, i) => expect(value).toBeCloseTo(left[i] ?? Number.NaN, 2));
    expect(right.slice(0, 4).map((value) => Math.round(value / MM))).toEqual([-3, -3, 406, 171]);
  });

  it('stays on facing pages where its text is longer than its room, and nothing is lost', async () => {
    const longer = await layOutChanged((folder) => {
      const file = join(folder, 'issues/articles/paths.md');
      const text = readFileSync(file, 'utf8');
      const paragraph = /راه از خاک آغاز.*/u.exec(text)?.[0] ?? '';
      writeFileSync(file, text.replace(paragraph, `${paragraph}\n\n${paragraph} پایان.`));
    });
    const shown = longer.pages.filter(({ page }) => page.items.some((item) => item.kind === 'image' && item.source.endsWith('mountain-wide.jpg'))); // prettier-ignore
    expect(shown.map(({ page }) => page.side)).toEqual(['right', 'left']);
    const words = longer.pages.flatMap(({ blocks }) => blocks.flatMap(({ text }) => text.split(' ')));
    expect(words.filter((word) => word === 'برگزید.')).toHaveLength(2);
    expect(words).toContain('پایان.');
  });

  it('waits for the next pair of pages where it would begin on the second one of a pair', async () => {
    const shorter = await layOutChanged((folder) => {
      // Without the interview, which fills page 5.
      const manifest = join(folder, 'issues/barg-32.yaml');
      writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/ {2}- id: interview\n[^]*?\n\n/, ''));
    });
    const at = shorter.pages.findIndex(({ anchors }) => anchors.includes('paths'));
    expect(shorter.pages[at]?.page.side).toBe('right');
    expect(shorter.pages[at - 1]?.page.items).toEqual([]);
    expect(shorter.pages[at - 2]?.page.items).not.toEqual([]);
  });

  it('is followed by three pictures in a row on the second page', () => {
    const row = itemsOf(pageOf('paths') + 1).filter((item) => item.kind === 'image').slice(1);
    expect(row).toHaveLength(3);
    expect(new Set(row.map(({ y }) => y.toFixed(2))).size).toBe(1);
    for (const { width, height } of row) {
      expect(width).toBeCloseTo(48 * MM, 1);
      expect(height).toBeCloseTo(36 * MM, 1);
    }
  });
});
