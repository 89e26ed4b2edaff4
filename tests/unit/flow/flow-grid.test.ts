// Line grids: where lines stand on one, over boxes, columns, flex items, regions and pages.
import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut, lineWith, placesOf } from '../../helpers/lay-out.ts';

const GRID = 'html { line-grid: create; line-snap: baseline }';

function words(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

/** Baselines of all lines, page by page. */
function baselines(laid: LaidOut): readonly (readonly number[])[] {
  return laid.pages.map((page) => itemsOf(page, 'text').map(({ y }) => y));
}

function offGrid(y: number, first: number, step: number): number {
  const steps = (y - first) / step;
  return Math.abs(steps - Math.round(steps)) * step;
}

describe('a line grid', () => {
  it('takes the lines below something of another height to its next step', async () => {
    const html = '<p>one</p><p class=s>cap</p><p>two</p>';
    const small = '.s { font-size: 6pt; line-height: 7pt }';
    expect(placesOf((await layOut(html, small)).pages[0])).toEqual(['one@0,8', 'cap@0,15.3', 'two@0,25']);
    const laid = await layOut(html, GRID + small);
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'cap@0,15.3', 'two@0,28']);
  });

  it('leaves the room of a margin that is no multiple of its step below the margin', async () => {
    const laid = await layOut('<p>one</p><p style="margin-top: 3pt">two</p><p>three</p>', GRID);
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'two@0,28', 'three@0,38']);
  });

  it('forgives a quarter of a point, so that measures in millimetres do not cost a line', async () => {
    const laid = await layOut('<p>one</p><p style="margin-top: 10.2pt">two</p><p>three</p>', GRID);
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'two@0,28', 'three@0,38']);
  });

  it('is none without line-grid, and nobody’s without line-snap', async () => {
    const html = '<p style="padding-top: 3pt">one</p>';
    for (const css of ['html { line-snap: baseline }', 'html { line-grid: create }'])
      expect(placesOf((await layOut(html, css)).pages[0])).toEqual(['one@0,11']);
    const off = await layOut(`<div style="line-snap: none">${html}</div>`, GRID);
    expect(placesOf(off.pages[0])).toEqual(['one@0,11']);
  });

  it('takes a line of two steps to a baseline of its own, and loses no room by it', async () => {
    const laid = await layOut('<h1>head</h1><p>one</p>', `${GRID} h1 { font-size: 16pt; line-height: 20pt }`);
    expect(placesOf(laid.pages[0])).toEqual(['head@0,18', 'one@0,28']);
  });

  it('gives lines of any leading whole steps with line-snap: contain, and sets them in the middle', async () => {
    const css = `${GRID} .c { line-height: 16pt; line-snap: contain }`;
    const laid = await layOut('<p>one</p><p class=c>two<br>three</p><p>four</p>', css);
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'two@0,23', 'three@0,43', 'four@0,58']);
  });

  it('holds lines that a picture makes higher', async () => {
    const laid = await layOut('<p>one <img src=a.png> two<br>three</p>', GRID, {
      pictures: { 'a.png': [8, 20] },
    });
    expect(placesOf(laid.pages[0]).map((place) => place.split(',')[1])).toEqual(
      expect.arrayContaining(['18', '28']),
    );
    for (const y of baselines(laid).flat()) expect(offGrid(y, 8, 10)).toBeLessThan(0.01);
  });

  it('begins anew with the content of every page', async () => {
    const laid = await layOut(`<p style="padding-top: 4pt">${words(12)}</p>`, GRID);
    expect(baselines(laid)[0]?.[0]).toBe(18);
    expect(baselines(laid)[1]?.slice(0, 2)).toEqual([8, 18]);
  });

  it('may be that of the page, from its own font and line-height', async () => {
    const css =
      '@page { line-grid: create; font: 10pt/12pt Squares } p { line-height: 12pt; line-snap: baseline }';
    const laid = await layOut('<div style="height: 5pt"></div><p>one</p><p>two</p>', css);
    expect(placesOf(laid.pages[0])).toEqual(['one@0,21', 'two@0,33']);
  });

  it('of the root element or the body begins at the top of the page, whatever margin the first box has', async () => {
    for (const root of ['html', 'body']) {
      const css = `${root} { line-grid: create; line-snap: baseline } p { margin: 0 }`;
      const laid = await layOut(
        '<html><body><h2 style="margin-top: 3pt">h</h2><p>one</p></body></html>',
        css,
      );
      expect(placesOf(laid.pages[0])).toEqual(['h@0,18', 'one@0,28']);
    }
  });

  it('is that of the nearest box that creates one', async () => {
    const css = `${GRID} .g { line-grid: create; padding-top: 3pt; line-height: 6pt; font-size: 6pt }`;
    const laid = await layOut('<p>one</p><div class=g><p style="font-size: 5pt; line-height: 6pt; margin-top: 1pt">small</p></div><p>two</p>', css); // prettier-ignore
    // The inner grid begins below the padding, at 13: its second line has its baseline at 13 + 6 + 4.8.
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'small@0,23.8', 'two@0,38']);
  });

  it('makes columns share their baselines whatever stands in them', async () => {
    const laid = await layOut(
      `<div class=c><p>${words(4)}</p><figure></figure><p>${words(5, 'b')}</p><h2>h</h2><p>${words(9, 'c')}</p></div>`,
      `${GRID} @page { size: 200pt 300pt } .c { columns: 3; column-gap: 10pt; padding-top: 3pt } figure { height: 13pt } h2 { margin: 6pt 0 2pt; line-height: 13pt }`,
    );
    const lines = itemsOf(laid.pages[0], 'text');
    expect(new Set(lines.map(({ x }) => x)).size).toBe(3);
    const text = lines.filter((item) => item.y !== lineWith(laid, 'h').y);
    for (const { y } of text) expect(offGrid(y, 8, 10)).toBeLessThan(0.01);
  });

  it('reaches through flex boxes, in rows and in columns', async () => {
    const css = `${GRID} .f { display: flex; padding-top: 2pt } .k { flex-direction: column } .f > div { width: 40pt } .s { line-height: 7pt }`;
    const row = await layOut('<div class=f><div><p>a</p></div><div><p class=s>s</p><p>b</p></div></div><p>end</p>', css); // prettier-ignore
    expect(placesOf(row.pages[0])).toEqual(['a@0,18', 's@40,8.5', 'b@40,18', 'end@0,28']);
    const column = await layOut('<div class="f k"><div><p class=s>s</p></div><div><p>b</p><p>c</p></div></div><p>end</p>', css); // prettier-ignore
    expect(placesOf(column.pages[0])).toEqual(['s@0,8.5', 'b@0,18', 'c@0,28', 'end@0,38']);
  });

  it('reaches through regions and into the next one', async () => {
    const css = `${GRID} .in { flow-into: f } .r { flow-from: f; padding-top: 3pt } .one { height: 24pt }`;
    const laid = await layOut(
      `<div class=in>${words(4)}</div><div class="r one"></div><div class=r></div>`,
      css,
    );
    for (const y of baselines(laid).flat()) expect(offGrid(y, 8, 10)).toBeLessThan(0.01);
    expect(baselines(laid).flat()).toHaveLength(4);
  });

  it('reaches into table cells whose content stands at the top, and leaves others', async () => {
    const css = `${GRID} td { padding-top: 3pt } .m { vertical-align: middle; height: 17pt }`;
    const top = await layOut('<table><tr><td>a<td>b</table><p>end</p>', `${css} td { vertical-align: top }`);
    expect(baselines(top).flat()).toEqual([18, 18, 28]);
    const middle = await layOut('<table><tr><td class=m>a</table>', css);
    expect(baselines(middle).flat()[0]).not.toBe(18);
  });

  it('gives Persian and Latin paragraphs of different fonts one set of baselines, from the top of the page on', async () => {
    const css = `
      @page { size: 300pt 300pt; margin: 20pt }
      html { font: 9.5pt/14.17pt Vazirmatn; line-grid: create; line-snap: baseline }
      p { margin: 0 } .c { columns: 2; column-fill: auto; height: 120pt }
      .en { font: 9.75pt/14.17pt "Source Serif 4"; break-before: column }`;
    const fa = 'متن آزمایشی دربارهٔ خط کرسی و ستون‌های روزنامه. '.repeat(4);
    const en = 'A test about baselines and the columns of a paper. '.repeat(4);
    const html = `<div class=c><p lang=fa dir=rtl>${fa}</p><p class=en lang=en>${en}</p></div>`;
    const columns = (laid: LaidOut): readonly (readonly number[])[] => {
      const all = itemsOf(laid.pages[0], 'text');
      const sides = new Map<string, number[]>();
      for (const { x, y } of all) {
        const side = x < 140 ? 'left' : 'right';
        sides.set(side, [...(sides.get(side) ?? []), y]);
      }
      return [...sides.values()].map((side) => [...new Set(side)]);
    };
    const [first = [], second = []] = columns(await layOut(html, css, { fonts: 'bundled', plain: false }));
    expect(first.length).toBeGreaterThan(3);
    for (const [i, y] of second.entries()) if (i < first.length) expect(y).toBeCloseTo(first[i] ?? 0, 6);
    const [a = [], b = []] = columns(await layOut(html, css.replace('line-snap: baseline', ''), { fonts: 'bundled', plain: false })); // prettier-ignore
    expect(Math.abs((a[0] ?? 0) - (b[0] ?? 0))).toBeGreaterThan(0.5);
  });
});
