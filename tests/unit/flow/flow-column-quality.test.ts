// How evenly columns end, what is filled at their foot, and what a style sheet may ask wrongly of columns and pages.
import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

function lines(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

/** Number of lines in each column of a page, columns by their left edge. */
function columnsOf(laid: LaidOut, page = 0): readonly number[] {
  const counts = new Map<number, number>();
  for (const { x } of itemsOf(laid.pages[page], 'text')) counts.set(x, (counts.get(x) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([, count]) => count);
}

function lastBaselines(laid: LaidOut, page = 0): readonly number[] {
  const last = new Map<number, number>();
  for (const { x, y } of itemsOf(laid.pages[page], 'text')) last.set(x, Math.max(last.get(x) ?? 0, y));
  return [...last.values()];
}

const WIDE = '@page { size: 300pt 200pt }';
const THREE = `${WIDE} .c { columns: 3; column-gap: 10pt }`;

describe('balanced columns', () => {
  it.each([4, 7, 10, 13, 16, 25])('end within one line of each other: %i lines', async (n) => {
    const counts = columnsOf(await layOut(`<div class=c>${lines(n)}</div>`, THREE));
    expect(counts).toHaveLength(3);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('end within one line where widows and orphans allow it only with one column longer', async () => {
    const css = `${THREE} p { orphans: 2; widows: 2 }`;
    const html = `<div class=c><p>${lines(5)}</p><p>${lines(5, 'b')}</p><p>${lines(6, 'c')}</p></div>`;
    const counts = columnsOf(await layOut(html, css));
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('are made a little higher where a box that cannot break makes the lowest ones uneven', async () => {
    const box = '<div class=box style="height: 60pt; break-inside: avoid"></div>';
    const html = `<div class=c>${lines(7)}${box}${lines(9, 'b')}</div>`;
    const heights = lastBaselines(await layOut(html, THREE));
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(20);
  });

  it('are as high as before where they end evenly, and no line is lost in any of them', async () => {
    const laid = await layOut(`<div class=c>${lines(9)}</div><p>end</p>`, THREE);
    expect(placesOf(laid.pages[0]).at(-1)).toBe('end@0,38');
    expect(linesOf(laid.pages[0])).toHaveLength(10);
  });

  it('begin at the foot of a page only with as many lines as orphans of their box asks', async () => {
    const css = `.h { break-after: avoid } .c { columns: 2; column-gap: 20pt; orphans: 4 } .c > * { orphans: 1 }`;
    const html = (n: number): string => `<div style="height: ${n}pt"></div><p class=h>head</p><div class=c><p>${lines(20)}</p></div>`; // prettier-ignore
    const enough = await layOut(html(50), css);
    expect(pageTexts(enough)[0]?.slice(0, 2)).toEqual(['head', 'a0']);
    const tooLittle = await layOut(html(60), css);
    expect(pageTexts(tooLittle)[0]).toEqual([]);
    expect(pageTexts(tooLittle)[1]?.slice(0, 2)).toEqual(['head', 'a0']);
  });
});

describe('-nashr-vertical-justify', () => {
  const HTML = `<div class=c><p>${lines(3)}</p><p>${lines(4, 'b')}</p><div class=box></div><p>${lines(4, 'c')}</p></div>`;
  const CSS = '.c { columns: 2; column-gap: 20pt; column-fill: auto; height: 80pt } .box { height: 20pt }';

  it('moves the blocks of a column apart that goes on because its next block does not fit', async () => {
    const plain = await layOut(HTML, CSS);
    expect(lastBaselines(plain)[0]).toBe(68);
    const laid = await layOut(HTML, `${CSS} .c { -nashr-vertical-justify: 12pt }`);
    expect(placesOf(laid.pages[0]).filter((place) => place.includes('@0,'))).toEqual(['a0@0,8', 'a1@0,18', 'a2@0,28', 'b0@0,48', 'b1@0,58', 'b2@0,68', 'b3@0,78']); // prettier-ignore
  });

  it('moves nothing where the limit does not fill the column', async () => {
    const laid = await layOut(HTML, `${CSS} .c { -nashr-vertical-justify: 9pt }`);
    expect(lastBaselines(laid)[0]).toBe(68);
  });

  it('leaves the end of the content and what a forced break ends alone', async () => {
    const html = `<div class=c><p>${lines(2)}</p><p>${lines(2, 'b')}</p><p style="break-before: column">c</p><p>d</p></div>`;
    const laid = await layOut(html, `${CSS} .c { -nashr-vertical-justify: 50pt }`);
    expect(placesOf(laid.pages[0]).slice(-3)).toEqual(['b1@0,38', 'c@60,8', 'd@60,18']);
  });

  it('adds whole steps on a line grid, around boxes before between paragraphs', async () => {
    const grid = 'html { line-grid: create; line-snap: baseline }';
    const html = `<div class=c><p>${lines(2)}</p><p>${lines(2, 'b')}</p><div class=low></div><p>${lines(2, 'c')}</p><div class=box></div><p>d</p></div>`;
    const css = `${CSS} ${grid} .low { height: 3pt } .box { break-inside: avoid } .c { -nashr-vertical-justify: 10pt; height: 85pt }`;
    const laid = await layOut(html, css);
    // 15 pt are lacking: one step, above the box or below it, and the rest stays.
    expect(placesOf(laid.pages[0]).slice(0, 6)).toEqual(['a0@0,8', 'a1@0,18', 'b0@0,28', 'b1@0,38', 'c0@0,68', 'c1@0,78']); // prettier-ignore
  });

  it('keeps headings with what follows them, and boxes as they are', async () => {
    const html = `<div class=c><p>${lines(2)}</p><h2>h</h2><p>${lines(2, 'b')}</p><section><p>x</p><p>y</p></section><div class=box></div></div>`;
    const css = `${CSS} h2 { break-after: avoid } section { break-inside: avoid } .box { break-inside: avoid } .c { -nashr-vertical-justify: 30pt; height: 80pt }`;
    const places = placesOf((await layOut(html, css)).pages[0]);
    const y = (text: string): number =>
      Number(places.find((place) => place.startsWith(`${text}@`))?.split(',')[1]);
    expect(y('b0') - y('h')).toBe(10);
    expect(y('y') - y('x')).toBe(10);
    expect(y('y')).toBe(78);
  });

  it('of the root fills pages, through the boxes that break over them', async () => {
    const css = 'html { -nashr-vertical-justify: 8pt } .last { break-inside: avoid }';
    const html = `<div><p>${lines(3)}</p><div><p>${lines(3, 'b')}</p><p>c</p></div></div><p>d</p><p class=last>${lines(4, 'e')}</p>`;
    const laid = await layOut(html, css);
    expect(lastBaselines(laid, 0)[0]).toBeCloseTo(98, 6);
    expect(placesOf(laid.pages[1])[0]).toBe('e0@0,8');
  });
});

describe('columns and pages asked for wrongly', () => {
  const text = 'a bb cc dd ee ff gg hh ii jj kk ll mm nn';
  const words = (laid: LaidOut): string => pageTexts(laid).flat().join(' ');

  it.each([
    [
      'more columns than there is room for',
      '.c { columns: 200; column-gap: 5pt }',
      /200 columns do not fit into 100 pt.*set in 4/,
    ],
    ['a gap wider than the box', '.c { columns: 3; column-gap: 400pt }', /3 columns do not fit.*set in 1/],
    [
      'a column wider than the page',
      '.c { column-width: 400pt }',
      /column of 400 pt is wider than its box; it is set 100 pt wide/,
    ],
  ])('%s: a warning, and every word on the page', async (_, css, message) => {
    const laid = await layOut(`<div class=c data-source="a.md:7">${text}</div>`, css);
    expect(laid.codes).toEqual(['L006']);
    expect(laid.diagnostics.list[0]?.message).toMatch(message);
    expect(laid.diagnostics.list[0]?.place).toMatchObject({ file: 'a.md', line: 7 });
    expect(words(laid)).toBe(text);
  });

  it.each([
    ['between two boxes', '.b { break-before: page } .a { break-after: avoid }', 'a'],
    ['inside a box', '.b { break-before: page } .o { break-inside: avoid }', 'a'],
  ])('breaks asked for and avoided %s are made, with a warning', async (where, css) => {
    const laid = await layOut(
      '<div class=o><p class=a>a</p><p class=b data-source="a.md:3">b</p></div>',
      css,
    );
    expect(pageTexts(laid)).toEqual([['a'], ['b']]);
    expect(laid.codes).toEqual(['L007']);
    expect(laid.diagnostics.list[0]?.message).toContain(where);
    expect(laid.diagnostics.list[0]?.place).toBeDefined();
  });

  it.each([
    ['margins higher than the page', '@page { margin: 80pt 0 }', /margins leave no room/],
    ['margins wider than the page', '@page { margin: 0 60pt }', /margins leave no room/],
    ['a page with hardly any height', '@page { size: 100pt 5pt }', /too small for a line/],
  ])('%s: a warning, and every word on a page', async (_, css, message) => {
    const laid = await layOut(`<p>${text}</p>`, css);
    expect(laid.codes).toEqual(['L008']);
    expect(laid.diagnostics.list[0]?.message).toMatch(message);
    expect(laid.diagnostics.list[0]?.place).toMatchObject({
      file: 'style.css',
      line: expect.any(Number) as number,
    });
    expect(words(laid)).toBe(text);
    expect(laid.pages.length).toBeLessThan(4);
  });
});

describe('a spanner that is to stay with the columns above', () => {
  it('takes lines of them to the next page where only it has no room', async () => {
    const css = `${WIDE} @page { size: 300pt 100pt } .c { columns: 3; column-gap: 10pt } p { orphans: 2; widows: 2 } .n { column-span: all; break-before: avoid; height: 20pt }`;
    const laid = await layOut(`<div class=c><p>${lines(27)}</p><p class=n>note</p></div>`, css);
    expect(pageTexts(laid)[1]).toEqual(['a25', 'a26', 'note']);
    const loose = await layOut(`<div class=c><p>${lines(27)}</p><p class=n>note</p></div>`, css.replace('break-before: avoid;', '')); // prettier-ignore
    expect(pageTexts(loose)[1]).toEqual(['note']);
  });
});
