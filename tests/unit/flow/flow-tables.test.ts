import { describe, expect, it } from 'vitest';
import { fillsOf, itemsOf, layOut, lineWith, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const rows = (n: number): string => Array.from({ length: n }, (_, i) => `<tr><td>a${i}<td>b${i}`).join('');
const CSS = 'table { width: 100% } td, th { padding: 0; vertical-align: top; text-align: start }';

describe('tables', () => {
  it('give columns room by their content', async () => {
    const laid = await layOut('<table><tr><td>aaa<td>b<tr><td>c<td>d</table>', CSS);
    expect(placesOf(laid.pages[0])).toEqual(['aaa@0,8', 'b@75,8', 'c@0,18', 'd@75,18']);
  });

  it('are only as wide as their content without a width', async () => {
    const laid = await layOut(
      '<table><tr><td>aaa<td>b</table>',
      `${CSS} table { width: auto; background: #ff0000 }`,
    );
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 40×10']);
  });

  it('keep their cells’ definite widths', async () => {
    const laid = await layOut('<table><tr><td class=w>a<td>b</table>', `${CSS} .w { width: 30% }`);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@30,8']);
  });

  it('run from the right in a right-to-left table', async () => {
    const laid = await layOut('<table dir=rtl><tr><td>aaa<td>b</table>', CSS);
    expect(placesOf(laid.pages[0])).toEqual(['aaa@70,8', 'b@15,8']);
  });

  it('span columns', async () => {
    const laid = await layOut('<table><tr><td colspan=2 class=s>aaaaaa<tr><td>b<td>c</table>', `${CSS} .s { background: #ff0000 }`); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 100×10']);
    expect(lineWith(laid, 'c').x).toBe(50);
  });

  it('span rows, and make the last row high enough', async () => {
    const laid = await layOut('<table><tr><td rowspan=2 class=s>a<br>b<br>c<td>d<tr><td>e</table><p>f</p>', `${CSS} .s { background: #ff0000 }`); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 50×30']);
    expect(lineWith(laid, 'e').y).toBe(18);
    expect(lineWith(laid, 'f').y).toBe(38);
  });

  it('keep rows together that a cell spans', async () => {
    const laid = await layOut(`<p>${'x<br>'.repeat(8)}</p><table><tr><td rowspan=3>a<br>b<br>c<td>d<tr><td>e<tr><td>f</table>`, CSS); // prettier-ignore
    expect(pageTexts(laid)[1]).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('give all cells of a row one height, and align what is in them', async () => {
    const laid = await layOut('<table><tr><td>a<br>a<br>a<td class=m>b<td class=e>c</table>', `${CSS} .m { vertical-align: middle } .e { vertical-align: bottom }`); // prettier-ignore
    expect([lineWith(laid, 'b').y, lineWith(laid, 'c').y]).toEqual([18, 28]);
  });

  it('align cells by baseline', async () => {
    const laid = await layOut('<table><tr><td class=b>a<td>b</table>', `${CSS} td { vertical-align: baseline } .b { font-size: 20pt; line-height: 20pt }`); // prettier-ignore
    expect([lineWith(laid, 'a').y, lineWith(laid, 'b').y]).toEqual([16, 16]);
  });

  it('make rows as high as their height or that of a cell', async () => {
    const laid = await layOut('<table><tr class=h><td>a<tr><td class=h>b<tr><td>c</table>', `${CSS} .h { height: 25pt }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@0,33', 'c@0,58']);
  });

  it('paint backgrounds of rows behind their cells', async () => {
    const laid = await layOut('<table><tr class=r><td>a<td>b</table>', `${CSS} .r { background: #ff0000 }`);
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 100×10']);
  });

  it('paint them not between separate cells, and behind the whole of a cell that spans rows', async () => {
    const laid = await layOut('<table><tr class=r><td rowspan=2>a<td>b<tr><td>c</table>', `${CSS} table { border-spacing: 4pt } .r { background: #ff0000 }`); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['4,4 44×24', '52,4 44×10']);
  });

  it('paint columns below groups of rows, and these below rows', async () => {
    const laid = await layOut('<table><col class=c><tbody class=g><tr class=r><td>a<td>b</table>', `${CSS} .c { background: #00ff00 } .g { background: #0000ff } .r { background: #ff0000 }`); // prettier-ignore
    const colors = itemsOf(laid.pages[0], 'fill').map(({ color }) => (color.kind === 'rgb' ? [color.red, color.green, color.blue] : color.kind)); // prettier-ignore
    expect(colors).toEqual([[0, 1, 0], [0, 0, 1], [1, 0, 0]]); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 50×10', '0,0 100×10', '0,0 100×10']);
  });

  it('paint rows also where they have no cell', async () => {
    const laid = await layOut('<table><tr><td>a<td>b<tr class=r><td>c</table>', `${CSS} .r { background: #ff0000 }`); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,10 100×10']);
  });

  it('close collapsed borders around rows that lack cells', async () => {
    const laid = await layOut('<table><tr><td>a<td>b<tr><td>c</table>', `${CSS} table { border-collapse: collapse; border: 2pt solid }`); // prettier-ignore
    const rules = itemsOf(laid.pages[0], 'rule');
    const length = (upright: boolean): number => rules.filter(({ x1, x2 }) => (x1 === x2) === upright).reduce((sum, { x1, x2, y1, y2 }) => sum + x2 - x1 + y2 - y1, 0); // prettier-ignore
    expect([length(false), length(true)]).toEqual([200, 2 * 24]);
  });

  it('paint borders of rows where borders collapse', async () => {
    const laid = await layOut('<table><tr class=r><td>a<td>b</table>', `${CSS} table { border-collapse: collapse } .r { border-bottom: 1pt solid }`); // prettier-ignore
    const rules = itemsOf(laid.pages[0], 'rule');
    expect(rules.reduce((sum, { x1, x2 }) => sum + x2 - x1, 0)).toBe(100);
  });

  it('share one border between cells where borders collapse', async () => {
    const laid = await layOut('<table><tr><td>a<td>b</table>', `${CSS} table { border-collapse: collapse } td { border: 2pt solid }`); // prettier-ignore
    const vertical = itemsOf(laid.pages[0], 'rule').filter(({ x1, x2 }) => x1 === x2);
    expect(vertical).toHaveLength(3);
  });

  it('leave border-spacing between separate cells', async () => {
    const laid = await layOut('<table><tr><td class=c>a<td class=c>b</table>', `${CSS} table { border-spacing: 4pt 2pt } .c { background: #ff0000 }`); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['4,2 44×10', '52,2 44×10']);
  });

  it('put their caption above, or below', async () => {
    expect(pageTexts(await layOut('<table><caption>cap</caption><tr><td>a</table>', CSS))).toEqual([
      ['cap', 'a'],
    ]);
    expect(pageTexts(await layOut('<table><caption>cap</caption><tr><td>a</table>', `${CSS} caption { caption-side: bottom }`))).toEqual([['a', 'cap']]); // prettier-ignore
  });

  it('break between rows', async () => {
    const laid = await layOut(`<table>${rows(12)}</table>`, CSS);
    expect(pageTexts(laid).map((page) => page.length)).toEqual([20, 4]);
  });

  it('repeat their head after a break, as an artifact and no text again', async () => {
    const laid = await layOut(`<table><thead><tr><th>h<th>k</thead>${rows(12)}</table>`, CSS);
    expect(pageTexts(laid)[1]?.slice(0, 2)).toEqual(['h', 'k']);
    expect(
      itemsOf(laid.pages[1], 'text')
        .slice(0, 2)
        .map(({ tag }) => tag),
    ).toEqual([-1, -1]);
    const source = laid.finished.flatMap(({ blocks }) => blocks.map(({ text }) => text));
    expect(source.filter((text) => text === 'h')).toHaveLength(1);
    expect(placesOf(laid.pages[1])[2]).toBe('a9@0,18');
  });

  it('leave no head alone at the foot of a page', async () => {
    const laid = await layOut(
      `<p>${'x<br>'.repeat(9)}</p><table><thead><tr><th>h<th>k</thead>${rows(2)}</table>`,
      CSS,
    );
    expect(pageTexts(laid)[1]?.[0]).toBe('h');
  });

  it('break a row that is higher than a page, and lose nothing', async () => {
    const tall = Array.from({ length: 23 }, (_, i) => `l${i}`).join('<br>');
    const laid = await layOut(`<table><tr><td>a<td>b<tr><td>${tall}<td>side<tr><td>y<td>z</table>`, CSS);
    const texts = pageTexts(laid).flat();
    expect(texts.filter((text) => text.startsWith('l'))).toEqual(
      Array.from({ length: 23 }, (_, i) => `l${i}`),
    );
    expect(texts.filter((text) => text === 'side')).toHaveLength(1);
    for (const page of laid.pages)
      for (const { y } of itemsOf(page, 'text')) expect(y).toBeLessThanOrEqual(100);
  });

  it('honour forced breaks before rows', async () => {
    const laid = await layOut(
      '<table><tr><td>a<tr class=b><td>b</table>',
      `${CSS} .b { break-before: page }`,
    );
    expect(pageTexts(laid)).toEqual([['a'], ['b']]);
  });

  it('that are wider than their column are reported and set as narrow as possible', async () => {
    const laid = await layOut('<table><tr><td>aaaaaaaa<td>bbbbbbbb</table>', CSS);
    expect(laid.codes).toContain('L002');
  });

  it('hold tables', async () => {
    const laid = await layOut('<table><tr><td><table><tr><td>a<td>b</table><td>c</table>', CSS);
    expect(pageTexts(laid)).toEqual([['a', 'b', 'c']]);
  });
});
