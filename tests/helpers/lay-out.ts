// HTML and CSS strings → pages, through the same stages as a build, and short ways to ask where things stand.
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Document } from '../../src/document/boxes.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { parseHtml } from '../../src/document/parse-html.ts';
import { loadFlexSolver } from '../../src/flow/flex/flex-solver.ts';
import type { FinishedPage } from '../../src/flow/flow-input.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import type { Binding } from '../../src/flow/page/page-sequence.ts';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { dumpPages, textOfLine } from '../../src/frame/dump.ts';
import type { FillItem, FrameItem, Page, TextItem } from '../../src/frame/frame.ts';
import { positionUnits } from '../../src/frame/position-units.ts';
import { StyleResolver } from '../../src/style/cascade.ts';
import { parseStyleSheet } from '../../src/style/parse-style-sheet.ts';
import { SquareFonts } from './square-fonts.ts';

export interface LayOutOptions {
  /** `squares`: every letter one em wide (see SquareFonts); `bundled`: the fonts of the program. */
  readonly fonts?: 'squares' | 'bundled' | FontLibrary;
  /** Natural sizes of pictures in CSS px by source; every other `src` cannot be read. */
  readonly pictures?: Readonly<Record<string, readonly [width: number, height: number]>>;
  /** Left out: 10 pt squares on lines of 10 pt, no margins anywhere. */
  readonly plain?: boolean;
  /** The bound edge of the first front; left out: by the direction. */
  readonly binding?: Binding;
}

/** Letters and lines of 10 pt and no margins: what most tests of layout start from. */
export const PLAIN_CSS = `
  @page { size: 100pt 100pt; margin: 0 }
  html { font: 10pt/10pt Squares }
  html, body, p, h1, h2, h3, ul, ol, li, div, figure, blockquote, table, td, th { margin: 0; padding: 0; font-size: 10pt; font-weight: 400; orphans: 1; widows: 1 }
  table { border-spacing: 0 }
`;

export interface LaidOut {
  readonly pages: readonly Page[];
  readonly finished: readonly FinishedPage[];
  readonly document: Document;
  readonly fonts: FontLibrary;
  readonly diagnostics: Diagnostics;
  /** Codes of the diagnostics in order. */
  readonly codes: readonly string[];
  readonly dump: () => string;
}

export async function layOut(html: string, css = '', options: LayOutOptions = {}): Promise<LaidOut> {
  const diagnostics = new Diagnostics();
  const sheet = parseStyleSheet(
    options.plain === false ? css : PLAIN_CSS + css,
    { file: 'style.css' },
    { edition: 'web', diagnostics, readImport: () => null },
  );
  const resolver = new StyleResolver([sheet], { edition: 'web' });
  const which = options.fonts ?? 'squares';
  const fonts =
    which === 'squares'
      ? new SquareFonts()
      : which === 'bundled'
        ? await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder: '.', diagnostics })
        : which;
  const pictures = options.pictures ?? {};
  const document = buildDocument({
    root: parseHtml(html),
    resolver,
    pictures: {
      info(source) {
        const size = pictures[source];
        if (size === undefined) return undefined;
        const kind = source.endsWith('.svg') ? 'svg' : 'bitmap';
        return { source, kind, width: size[0], height: size[1] };
      },
    },
    diagnostics,
    file: 'test.html',
  });
  const flex = document.hasFlex ? await loadFlexSolver() : null;
  const finished = [
    ...layoutPages({ document, resolver, fonts, flex, diagnostics, binding: options.binding }),
  ];
  const pages = finished.map(({ page }) => page);
  return {
    pages,
    finished,
    document,
    fonts,
    diagnostics,
    codes: diagnostics.list.map(({ code }) => code),
    dump: () => dumpPages(pages, fonts, document.structure),
  };
}

export function itemsOf<K extends FrameItem['kind']>(
  page: Page | undefined,
  kind: K,
): readonly Extract<FrameItem, { kind: K }>[] {
  return (page?.items ?? []).filter((item): item is Extract<FrameItem, { kind: K }> => item.kind === kind);
}

/** The lines of a page in painting order: their text and where they begin. */
export function linesOf(page: Page | undefined): readonly string[] {
  return itemsOf(page, 'text').map(textOfLine);
}

/** `text@x,y` of every line: left edge and baseline, rounded to a tenth of a point. */
export function placesOf(page: Page | undefined): readonly string[] {
  return itemsOf(page, 'text').map((item) => `${textOfLine(item)}@${tenths(item.x)},${tenths(item.y)}`);
}

/** The lines of each page, pages in order. */
export function pageTexts(laid: LaidOut): readonly (readonly string[])[] {
  return laid.pages.map(linesOf);
}

/** `x,y width×height` of every coloured area, rounded. */
export function fillsOf(page: Page | undefined): readonly string[] {
  return itemsOf(page, 'fill').map(boxOf);
}

/** The area painted in this colour (`#rrggbb`), as `x,y width×height`. */
export function fillOf(laid: LaidOut, color: string, page = 0): string {
  const found = itemsOf(laid.pages[page], 'fill').filter((item) => hex(item) === color);
  return found.map(boxOf).join(' + ');
}

export function boxOf(box: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}): string {
  return `${tenths(box.x)},${tenths(box.y)} ${tenths(box.width)}×${tenths(box.height)}`;
}

/** The first line that contains `text`; throws when there is none. */
export function lineWith(laid: LaidOut, text: string): TextItem & { readonly page: number } {
  for (const page of laid.pages)
    for (const item of itemsOf(page, 'text'))
      if (textOfLine(item).includes(text)) return { ...item, page: page.index };
  throw new Error(`no line with “${text}” in\n${laid.dump()}`);
}

/** Left and right edge of each word of a line, left to right: `word@left-right`. */
export function wordsOf(laid: LaidOut, item: TextItem): readonly string[] {
  const { order, x } = positionUnits(item, laid.fonts);
  const { units } = item;
  const words: string[] = [];
  for (let i = 0; i < order.length; i++) {
    const unit = order[i] ?? 0;
    const text = units.text.slice(units.offset[unit] ?? 0, units.offset[unit + 1] ?? 0).trim();
    if (text !== '')
      words.push(`${text}@${tenths(item.x + (x[i] ?? 0))}-${tenths(item.x + (x[i + 1] ?? 0))}`);
  }
  return words;
}

function hex({ color }: FillItem): string {
  if (color.kind !== 'rgb') return color.kind;
  return `#${[color.red, color.green, color.blue].map((part) => Math.round(part * 255).toString(16).padStart(2, '0')).join('')}`; // prettier-ignore
}

export function tenths(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}
