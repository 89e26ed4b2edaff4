// The feet of balanced columns in the sample issues: how many lines apart the columns of an article end, article by article.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { prepareIssue } from '../../src/prepare-issue.ts';
import type { Box } from '../../src/document/boxes.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { loadFlexSolver } from '../../src/flow/flex/flex-solver.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import type { FrameItem, TextItem } from '../../src/frame/frame.ts';
import type { ComputedStyle } from '../../src/style/computed-style.ts';

/** Columns of an article on one page, and how many lines lie between the foot of the lowest and that of the highest. */
interface Feet {
  readonly article: string;
  readonly page: number;
  readonly lines: number;
}

/** A multi-column box or the region of a flow, by the tags of the text in it. */
interface Row {
  readonly article: string;
  readonly style: ComputedStyle;
}

/** Part of a line below its baseline. */
const BELOW_BASELINE = 1 / 3;

async function feetOfColumns(manifest: string): Promise<readonly Feet[]> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareIssue(join(import.meta.dirname, '../../issues', manifest), {}, diagnostics);
  const document = buildDocument({ ...prepared, diagnostics, file: prepared.templateFile });
  const { resolver, publicationFolder } = prepared;
  const fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = await loadFlexSolver();
  const rowOf = new Map<number, Row>();
  const regions = new Map<string, Row>();
  const walk = (box: Box, row: Row | null, name: string): void => {
    const article = box.anchors[0] ?? name;
    if (box.kind === 'paragraph') {
      if (row !== null) rowOf.set(box.tag, row);
      return;
    }
    const { style } = box;
    if (style.columnSpan === 'all' || style.float === 'footnote') return;
    const isRow = box.kind === 'block' && style.columnCount !== 'auto' && style.columnCount > 1 && style.columnFill !== 'auto';
    const own = isRow ? { article, style } : row;
    if (isRow && style.flowFrom !== null) regions.set(style.flowFrom, { article: style.flowFrom, style });
    if (box.kind === 'block' || box.kind === 'flex') for (const child of box.children) walk(child, own, article);
  };
  walk(document.root, null, '');
  for (const [name, boxes] of document.flows) for (const box of boxes) walk(box, regions.get(name) ?? null, name);
  // The columns of the front are as high as its page leaves them, what flows on from there is balanced.
  return [...layoutPages({ document, resolver, fonts, flex, diagnostics })].slice(1).flatMap(({ page, number }) => {
    const rows = new Map<Row, TextItem[]>();
    for (const item of page.items) {
      const row = item.kind === 'text' ? rowOf.get(item.tag) : undefined;
      if (item.kind !== 'text' || row === undefined) continue;
      rows.set(row, [...(rows.get(row) ?? []), item]);
    }
    return [...rows].flatMap(([{ article, style }, lines]) => {
      const feet = columnFeet(lines, style, page.items);
      return feet === null ? [] : [{ article, page: number, lines: feet }];
    });
  });
}

/** Null where the text stands in one column. */
function columnFeet(lines: readonly TextItem[], style: ComputedStyle, items: readonly FrameItem[]): number | null {
  const count = Number(style.columnCount);
  const gap = style.columnGap.points;
  const left = Math.min(...lines.map(({ x }) => x));
  const right = Math.max(...lines.map(({ x, width }) => x + width));
  const pitch = (right - left + gap) / count;
  if (lines.every(({ width }) => width > pitch)) return null;
  const columnAt = (x: number): number => Math.floor((x - left + gap / 2) / pitch);
  const feet = Array.from({ length: count }, () => 0);
  const reach = (x: number, y: number): void => {
    const column = columnAt(x);
    feet[column] = Math.max(feet[column] ?? 0, y);
  };
  for (const { x, width, y } of lines) reach(x + width / 2, y + style.lineHeight * BELOW_BASELINE);
  // Boxes and quotes end lower than their text.
  const top = Math.min(...lines.map(({ y }) => y));
  const bottom = Math.max(...feet) + style.lineHeight;
  for (const item of items) {
    if (item.kind === 'fill' && item.width < pitch && item.y > top && item.y + item.height < bottom)
      reach(item.x + item.width / 2, item.y + item.height);
    if (item.kind === 'rule' && item.y1 === item.y2 && item.x2 - item.x1 > pitch * 0.8 && item.x2 - item.x1 < pitch && item.y1 > top && item.y1 < bottom) // prettier-ignore
      reach((item.x1 + item.x2) / 2, item.y1);
  }
  return (Math.max(...feet) - Math.min(...feet)) / style.lineHeight;
}

/** Where the text of an article leaves no better place to break: lines, and why. */
const FURTHER: ReadonlyMap<string, readonly [lines: number, why: string]> = new Map([
  ['bazaar', [2, 'its paragraphs have 8, 8, 6 and 4 lines: a column of 9 would end after the first line of the second']],
  ['ford-bridge', [2, 'the second column begins with the last two lines before a heading; the first would be as much longer with them']],
  ['mulberry-paper', [2, 'the first column ends with a paragraph; one line less would leave a single one to the second']],
]);

describe.each(['2024-19.yaml', '2024-20.yaml', 'barg-32.yaml'])('sample issue %s', (manifest) => {
  it('has columns that end within one line of each other, but where its text forbids it', async () => {
    const feet = await feetOfColumns(manifest);
    expect(feet.length).toBeGreaterThan(1);
    const uneven = feet.filter(({ article, lines }) => lines > (FURTHER.get(article)?.[0] ?? 1) + 0.05);
    expect(uneven).toEqual([]);
    // What has become even needs no exception.
    const needless = feet.filter(({ article, lines }) => FURTHER.has(article) && lines < 1.05);
    expect(needless).toEqual([]);
  });
});
