import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { Bookmark, LinkItem } from '../../../src/frame/frame.ts';
import { outlineLabel } from '../../../src/pdf/navigation/bookmark-label.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { judge, nodes, objectText, page, pdfOptions } from './pdf-stand-ins.ts';

const RLM = '\u200f';
const LRM = '\u200e';
const [RLE, LRE, PDF] = ['\u202b', '\u202a', '\u202c'];

interface Item {
  readonly title: string;
  readonly dest: readonly unknown[];
  readonly count?: number;
  readonly items: readonly Item[];
}

const LINK: LinkItem = { kind: 'link', x: 1, y: 1, width: 9, height: 9, href: 'https://example.org', tag: 2 };

/** One page for each list of bookmarks. */
async function write(...pages: readonly (readonly Bookmark[])[]): Promise<Uint8Array> {
  const structure = nodes('Document', ['Art', 0], ['H1', 1], ['H2', 1]);
  const writer = new PdfWriter(pdfOptions({ structure }));
  pages.forEach((bookmarks, index) => writer.addPage(page([LINK], { index, bookmarks })));
  return writer.finish();
}

async function outline(file: Uint8Array): Promise<readonly Item[]> {
  const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
  return (await document.getOutline()) as unknown as readonly Item[];
}

/** `a(b c(d))`. */
function shape(items: readonly Item[]): string {
  return items
    .map(({ title, items: below }) => title + (below.length > 0 ? `(${shape(below)})` : ''))
    .join(' ');
}

describe('bookmarks', () => {
  test('stand in the order of the document, not in that of the pages', async () => {
    // The first article goes on on the second page, the second one is on the first alone.
    const file = await write(
      [{ level: 1, label: 'one', y: 9, order: 0 }, { level: 1, label: 'two', y: 99, order: 3 }],
      [{ level: 2, label: 'one-b', y: 9, order: 2 }, { level: 2, label: 'one-a', y: 50, order: 1 }],
    ); // prettier-ignore
    expect(shape(await outline(file))).toBe('one(one-a one-b) two');
  });

  test('that are painted again count once, where they are first', async () => {
    const again: Bookmark = { level: 1, label: 'head', y: 9, order: 0 };
    const file = await write([again], [again, { level: 1, label: 'next', y: 99, order: 1 }]);
    expect(shape(await outline(file))).toBe('head next');
  });

  test('may skip levels, begin with a deep one and have none of the first', async () => {
    const levels = [3, 2, 5, 4, 1, 3].map((level, i) => ({ level, label: `${level}`, y: i, order: i }));
    expect(shape(await outline(await write(levels)))).toBe('3 2(5 4) 1(3)');
  });

  test('without an order follow the one before', async () => {
    const file = await write(
      [{ level: 1, label: 'a', y: 1, order: 5 }],
      [{ level: 2, label: 'b', y: 2 }, { level: 1, label: 'c', y: 3, order: 1 }],
    ); // prettier-ignore
    expect(shape(await outline(file))).toBe('c a(b)');
  });

  test('are open unless they say otherwise; the counts are of what is then seen', async () => {
    const file = await write([
      { level: 1, label: 'a', y: 1 },
      { level: 2, label: 'b', y: 2, isOpen: false },
      { level: 3, label: 'c', y: 3 },
      { level: 3, label: 'd', y: 4 },
      { level: 1, label: 'e', y: 5, isOpen: false },
      { level: 2, label: 'f', y: 6 },
      { level: 3, label: 'g', y: 7 },
    ]);
    const [a, e] = await outline(file);
    expect([a?.count, a?.items[0]?.count, e?.count, e?.items[0]?.count]).toEqual([1, -2, -2, 1]);
    expect(objectText(file)).toMatch(/\/Type\/Outlines\/First \d+ 0 R\/Last \d+ 0 R\/Count 3>>/);
  });

  test('lead to their place and keep the zoom; without an x the page stays where it is', async () => {
    const [a, b] = await outline(await write([{ level: 1, label: 'a', x: 40, y: 100 }, { level: 1, label: 'b', y: 600 }])); // prettier-ignore
    expect(a?.dest.slice(1)).toEqual([{ name: 'XYZ' }, 40, 500, null]);
    expect(b?.dest.slice(1)).toEqual([{ name: 'XYZ' }, null, 0, null]);
  });

  test('name the structure element of their words, where it is in the file', async () => {
    const file = await write([{ level: 1, label: 'kept', y: 1, tag: 2 }, { level: 1, label: 'empty', y: 2, tag: 3 }, { level: 1, label: 'artifact', y: 3, tag: -1 }]); // prettier-ignore
    const items = objectText(file)
      .split('\n')
      .filter((line) => line.startsWith('<</Title'));
    expect(items.map((item) => /\/SE \d+ 0 R/.test(item))).toEqual([true, false, false]);
    const element = /\/SE (\d+) 0 R/.exec(items.join(''))?.[1];
    const said = judge('qpdf', (path) => [`--show-object=${element}`, path], file);
    if (said !== null) expect(said).toContain('/S /H1');
  });

  test('of both directions are seen by MuPDF as they are written', async ({ skip }) => {
    const file = await write([{ level: 1, label: 'BBC: آب!', y: 1, direction: 'rtl' }]);
    const said = judge('mutool', (path) => ['show', path, 'outline'], file);
    if (said === null) return skip('mutool is not installed');
    expect(said.replaceAll(/[\u200f\u202b\u202c]/g, '')).toContain('"BBC: آب!"');
    return undefined;
  });
});

describe('the label of a bookmark', () => {
  test.each([
    ['آب', undefined, 'آب'],
    ['Water', 'rtl', 'Water'],
    ['باران آمد!', 'rtl', `باران آمد!${RLM}`],
    ['«آب»', 'ltr', `${RLM}«آب»${RLM}`],
    ['(Why?)', 'rtl', `${LRM}(Why?)${LRM}`],
    ['12 Jahre', 'ltr', `${LRM}12 Jahre`],
    ['BBC: آب!', 'rtl', `${RLM}${RLE}BBC: آب!${PDF}`],
    ['آب در Rafah', 'rtl', `${RLE}آب در Rafah${PDF}`],
    ['کابل is far', 'ltr', `${LRM}${LRE}کابل is far${PDF}`],
    ['Kabul کابل', undefined, `${LRE}Kabul کابل${PDF}`],
    ['۱۲', 'rtl', `${RLM}۱۲${RLM}`],
    ['12', undefined, '12'],
    ['رأیَ', 'rtl', 'رأیَ'],
  ] as const)('%j written %s is set as such', (label, direction, expected) => {
    expect(outlineLabel(label, direction)).toBe(expected);
  });

  test('of left to right is plain in a file of that direction, unless it is mixed', () => {
    expect(outlineLabel('(Why?)', 'ltr', 'ltr')).toBe('(Why?)');
    expect(outlineLabel('«آب»', 'rtl', 'ltr')).toBe(`${RLM}«آب»${RLM}`);
    expect(outlineLabel('Kabul کابل', 'ltr', 'ltr')).toBe(`${LRE}Kabul کابل${PDF}`);
  });

  test('is one line without hyphens that are not seen and without controls', () => {
    expect(outlineLabel('a\u00adb\n c\u001bfa\u001b\u00a0 d\u2028e')).toBe('ab c fa d e');
  });
});
