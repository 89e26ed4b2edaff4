import { describe, expect, test } from 'vitest';
import type { InsertSize } from '../../../src/issue/issue-types.ts';
import { insertHtml } from '../../../src/template/insert-html.ts';
import { boxOf, itemsOf, layOut, linesOf } from '../../helpers/lay-out.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';

const PICTURES = { 'page.svg': [200, 200], 'wide.svg': [400, 100] } as const;
/** A design that knows nothing of inserts, and styles every picture. */
const CSS = `
  @page { margin: 20pt 10pt; @top-center { content: "head" } @bottom-left { content: counter(page) } }
  @page :left { margin-left: 15pt } @page :right { margin-left: 15pt }
  figure { padding: 3pt } img { height: 20pt; object-fit: cover }
`;

function insert(
  source: keyof typeof PICTURES,
  size: InsertSize,
  more: { link?: string; caption?: string } = {},
): string {
  const place = { file: 'm.yaml', line: 3 };
  return insertHtml({ source, size, alt: 'Sale', place, ...more }, 'nashr-insert-1', {
    language: 'en',
    direction: 'ltr',
  });
}

const set = (html: string, css = CSS): Promise<LaidOut> => layOut(`<html lang="en">${html}</html>`, css, { pictures: PICTURES }); // prettier-ignore
const shown = (laid: LaidOut, page: number): string | undefined => itemsOf(laid.pages[page], 'svg').map((item) => `${boxOf(item)} shows ${boxOf(item.picture)}`)[0]; // prettier-ignore

describe('a full-page insert', () => {
  test('has a page of its own, edge to edge, without margin boxes, whatever the design says', async () => {
    const laid = await set(`<p>aa</p>${insert('page.svg', 'full')}<p>bb</p>`);
    expect(laid.codes).toEqual([]);
    expect(laid.pages.map(linesOf)).toEqual([['aa', 'head', '1'], [], ['bb', 'head', '3']]);
    expect(shown(laid, 1)).toBe('0,0 100×100 shows 0,0 100×100');
  });

  test('of another shape is shown whole, in the middle', async () => {
    const laid = await set(insert('wide.svg', 'full'));
    expect(shown(laid, 0)).toBe('0,0 100×100 shows 0,37.5 100×25');
  });

  test('leaves no page of its kind to what waits behind the last text', async () => {
    const laid = await set(`<p>aa</p>${insert('page.svg', 'full')}<p class="foot">cc</p>`, `${CSS} .foot { float: bottom; float-reference: page }`); // prettier-ignore
    expect(laid.pages.map(linesOf)).toEqual([['aa', 'head', '1'], [], ['cc', 'head', '3']]);
  });

  test('is a figure with its alternative text', async () => {
    const laid = await set(insert('page.svg', 'full'));
    const [item] = itemsOf(laid.pages[0], 'svg');
    expect(laid.document.structure[item?.tag ?? -1]).toMatchObject({ role: 'Figure', alt: 'Sale' });
  });
});

describe('half a page', () => {
  const HALF = `${CSS} img { height: auto } figure { padding: 0 }`;

  test('is as wide as the page area and half as high, at its foot', async () => {
    const laid = await set(`<p>aa</p>${insert('wide.svg', 'half')}<p>bb</p>`, HALF);
    expect(shown(laid, 0)).toBe('15,50 75×30 shows 15,55.6 75×18.8');
    expect(linesOf(laid.pages[0])).toEqual(['aa', 'bb', 'head', '1']);
  });

  test('is as high as the design says', async () => {
    const laid = await set(insert('wide.svg', 'half'), `${HALF} .insert-half img { height: 15pt }`);
    expect(shown(laid, 0)).toBe('15,65 75×15 shows 22.5,65 60×15');
  });

  test('can be clicked', async () => {
    const laid = await set(insert('wide.svg', 'half', { link: 'https://example.com' }), HALF);
    const [link] = itemsOf(laid.pages[0], 'link');
    expect(link).toMatchObject({ href: 'https://example.com', x: 15, y: 50, width: 75, height: 30 });
    expect(laid.document.structure[link?.tag ?? -1]?.role).toBe('Link');
  });
});

test('an insert in a column is as wide as the column and keeps its shape', async () => {
  const laid = await set(`<div style="columns: 2; column-gap: 5pt"><p>a</p>${insert('wide.svg', 'column')}</div>`, `${CSS} img { height: auto } figure { padding: 0 }`); // prettier-ignore
  const [item] = itemsOf(laid.pages[0], 'svg');
  expect([item?.width, item?.height]).toEqual([35, 8.75]);
});
