// Column widths, `<col>`, collapsed borders, feet, and tables that do not fit.
import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { fillsOf, itemsOf, layOut, lineWith, pageTexts, placesOf, tenths } from '../../helpers/lay-out.ts';

const CSS = 'table { width: 100% } td, th { padding: 0; vertical-align: top; text-align: start }';

/** `x1,y1-x2,y2 thickness style` of the rules of a page. */
function rulesOf(laid: LaidOut, page = 0): readonly string[] {
  return itemsOf(laid.pages[page], 'rule').map(({ x1, y1, x2, y2, thickness, style }) => `${tenths(x1)},${tenths(y1)}-${tenths(x2)},${tenths(y2)} ${thickness} ${style}`); // prettier-ignore
}

describe('a box with display: table', () => {
  it('is as wide as the blocks in it, when it has no parts of a table', async () => {
    const laid = await layOut('<div style="display: table; background: #ff0000"><p>aa bb</p><p>cc</p></div>', `${CSS} p { margin: 0 }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['aa bb@0,8', 'cc@0,18']);
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 50×20']);
  });

  it('sets cells without a row beside each other', async () => {
    const laid = await layOut('<div style="display: table"><div>aa</div><div>bb</div></div>', 'div div { display: table-cell }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['aa@0,8', 'bb@20,8']);
  });

  it('keeps text and inline elements in one line', async () => {
    const laid = await layOut('<div style="display: table">aa <b>bb</b> cc</div>', CSS);
    expect(pageTexts(laid)).toEqual([['aa bb cc']]);
  });
});

describe('automatic column widths', () => {
  it('lie between the least and the widest the content asks for', async () => {
    const laid = await layOut(
      '<table><tr><td>aa aa aa aa<td>b b</table>',
      `${CSS} @page { size: 90pt 100pt }`,
    );
    // min 20 + 10, max 110 + 30: 90 is 60/110 of the way.
    expect(lineWith(laid, 'b').x).toBeCloseTo(20 + (90 * 60) / 110, 5);
  });

  it('give what is left over to columns without a width of their own', async () => {
    const laid = await layOut('<table><tr><td style="width: 20pt">a<td>bb<td>c</table>', CSS);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'bb@20,8', 'c@73.3,8']);
  });

  it('share a table whose columns all have widths in proportion to them', async () => {
    const laid = await layOut('<table><tr><td style="width: 20pt">a<td style="width: 30pt">b</table>', CSS);
    expect(lineWith(laid, 'b').x).toBe(40);
  });

  it('take percentages of the table before lengths', async () => {
    const laid = await layOut('<table><tr><td style="width: 50%">a<td style="width: 80pt">b</table>', CSS);
    expect(lineWith(laid, 'b').x).toBe(50);
  });

  it('make a table without a width as wide as its percentages need', async () => {
    const laid = await layOut('<table style="width: auto; background: #ff0000"><tr><td style="width: 25%">aa<td>b</table>', CSS); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 80×10']);
  });

  it('give what a spanning cell needs to its columns in proportion to their content', async () => {
    const laid = await layOut(
      '<table style="width: auto"><tr><td colspan=2>aaaaaaaa<tr><td>bbb<td>c</table>',
      CSS,
    );
    expect(lineWith(laid, 'c').x).toBe(60);
  });

  it('obey col and colgroup', async () => {
    const laid = await layOut('<table><colgroup><col style="width: 20pt"><col style="width: 50%"></colgroup><tr><td>a<td>b<td>c</table>', CSS); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@20,8', 'c@70,8']);
    const spans = await layOut(
      '<table><colgroup span=2 style="width: 30pt"></colgroup><tr><td>a<td>b<td>c</table>',
      CSS,
    );
    expect(placesOf(spans.pages[0])).toEqual(['a@0,8', 'b@30,8', 'c@60,8']);
  });

  it('paint the backgrounds of columns and row groups, from the right in a right-to-left table', async () => {
    const html = '<table dir=rtl><col style="background: #ff0000"><tbody style="background: #00ff00"><tr><td>a<td>b</table>'; // prettier-ignore
    const laid = await layOut(html, CSS);
    expect(fillsOf(laid.pages[0])).toEqual(['50,0 50×10', '0,0 100×10']);
  });
});

describe('fixed column widths', () => {
  const fixed = `${CSS} table { table-layout: fixed }`;

  it('come from the first row and are shared by the others', async () => {
    const laid = await layOut('<table><tr><td style="width: 20pt">a<td>b<td>c<tr><td>d<td>eeeeee<td>f</table>', fixed); // prettier-ignore
    expect(placesOf(laid.pages[0]).slice(0, 3)).toEqual(['a@0,8', 'b@20,8', 'c@60,8']);
  });

  it('come from col first', async () => {
    const laid = await layOut(
      '<table><col style="width: 70%"><tr><td style="width: 20pt">a<td>b</table>',
      fixed,
    );
    expect(lineWith(laid, 'b').x).toBe(70);
  });

  it('cut words that are longer than their column, and lose nothing', async () => {
    const laid = await layOut('<table><tr><td>abcdefghi<td>x</table>', fixed);
    expect(placesOf(laid.pages[0])).toEqual(['abcde@0,8', 'fghi@0,18', 'x@50,8']);
  });
});

describe('tables wider than their column', () => {
  it('are reported at their place and made narrower where they are widest', async () => {
    const laid = await layOut('<div data-source="a.md:5"><table><tr><td>abcdefghijk<td>123</table></div>', `${CSS} @page { size: 80pt 100pt }`); // prettier-ignore
    const [warning] = laid.diagnostics.list;
    expect([warning?.code, warning?.place?.file, warning?.place?.line]).toEqual(['L002', 'a.md', 5]);
    expect(placesOf(laid.pages[0])).toEqual(['abcde@0,8', 'fghij@0,18', 'k@0,28', '123@50,8']);
  });

  it('keep all their text even in cells that are not to wrap', async () => {
    const laid = await layOut('<table><tr><td>aaa bbb ccc<td>ddd eee</table>', `${CSS} td { white-space: nowrap } @page { size: 60pt 100pt }`); // prettier-ignore
    expect(pageTexts(laid).flat().join(' ')).toBe('aaa bbb ccc ddd eee');
    for (const { x, width } of itemsOf(laid.pages[0], 'text')) expect(x + width).toBeLessThanOrEqual(60.01);
    expect(laid.codes).toContain('L002');
  });
});

describe('collapsed borders', () => {
  const collapse = `${CSS} table { border-collapse: collapse; width: auto }`;

  it('are the widest that meet', async () => {
    const laid = await layOut('<table><tr><td style="border-bottom: 1pt solid">a<tr><td style="border-top: 3pt solid">b</table>', collapse); // prettier-ignore
    expect(rulesOf(laid)).toEqual(['0,11.5-10,11.5 3 solid']);
  });

  it('of one width are those of the stronger style, then of the cell before the row before the table', async () => {
    const html = '<table style="border: 2pt dotted"><tr style="border-bottom: 2pt solid"><td style="border-bottom: 2pt double">a</table>'; // prettier-ignore
    expect(
      rulesOf(await layOut(html, collapse)).filter((rule) => / (double|solid)$/.test(rule)),
    ).toHaveLength(1);
    const colours = await layOut('<table style="border-bottom: 2pt solid #0000ff"><tr style="border-bottom: 2pt solid #00ff00"><td style="border-bottom: 2pt solid #ff0000">a</table>', collapse); // prettier-ignore
    expect(itemsOf(colours.pages[0], 'rule').map(({ color }) => color)).toEqual([{ kind: 'rgb', red: 1, green: 0, blue: 0, alpha: 1 }]); // prettier-ignore
  });

  it('of row groups are painted between them', async () => {
    const laid = await layOut('<table><thead style="border-bottom: 1pt solid"><tr><td>a</thead><tbody style="border-top: 2pt solid; border-bottom: 1pt solid"><tr><td>b<tr><td>c</table>', collapse); // prettier-ignore
    expect(rulesOf(laid)).toEqual(['0,11-10,11 2 solid', '0,32.5-10,32.5 1 solid']);
  });

  it('of any of the cells beside a spanning one count', async () => {
    const laid = await layOut(
      '<table><tr><td colspan=2>a<tr><td>b<td style="border-top: 2pt solid">c</table>',
      collapse,
    );
    expect(rulesOf(laid)).toEqual(['0,11-20,11 2 solid']);
  });

  it('belong to the place above also where the row above has no cell', async () => {
    const laid = await layOut(
      '<table><tr><td>a<tr><td>b<td style="border-top: 2pt solid">c</table>',
      collapse,
    );
    expect(rulesOf(laid)).toEqual(['10,9-20,9 2 solid']);
  });
});

describe('feet of tables', () => {
  const rows = (n: number): string => Array.from({ length: n }, (_, i) => `<tr><td>r${i}`).join('');

  it('are shown at the end of every part, and are text in the last', async () => {
    const laid = await layOut(
      `<table><thead><tr><th>h</thead><tfoot><tr><td>f</tfoot><tbody>${rows(15)}</tbody></table>`,
      CSS,
    );
    expect(pageTexts(laid)).toEqual([
      ['h', 'r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'f'],
      ['h', 'r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'f'],
    ]);
    const source = laid.finished.flatMap(({ blocks }) => blocks.map(({ text }) => text));
    expect(source.filter((text) => text === 'f')).toHaveLength(1);
    expect(source.at(-1)).toBe('f');
    expect(itemsOf(laid.pages[0], 'text').at(-1)?.tag).toBe(-1);
  });

  it('higher than half a page are not repeated', async () => {
    const laid = await layOut(
      `<table><tfoot><tr><td>f<br>f<br>f<br>f<br>f<br>f</tfoot><tbody>${rows(12)}</table>`,
      CSS,
    );
    expect(
      pageTexts(laid)
        .flat()
        .filter((text) => text === 'f'),
    ).toHaveLength(6);
  });

  it('and heads of several rows are repeated as a whole, cells that span their rows with them', async () => {
    const head = '<thead><tr><th rowspan=2>h<th>k<tr><th>l</thead>';
    const laid = await layOut(`<table>${head}${Array.from({ length: 12 }, (_, i) => `<tr><td>r${i}<td>s`).join('')}</table>`, CSS); // prettier-ignore
    expect(pageTexts(laid)[1]?.slice(0, 5)).toEqual(['h', 'k', 'l', 'r8', 's']);
    expect(
      placesOf(laid.pages[1])
        .slice(0, 3)
        .map((place) => place.split(',')[1]),
    ).toEqual(['8', '8', '18']);
  });

  it('keep their captions below with them', async () => {
    const laid = await layOut(
      `<table><caption style="caption-side: bottom">c</caption>${rows(10)}</table>`,
      CSS,
    );
    expect(pageTexts(laid)).toEqual([
      ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'],
      ['r9', 'c'],
    ]);
  });

  it('end spanning cells at the end of head and body', async () => {
    const laid = await layOut('<table><thead><tr><th rowspan=9>h<th>k</thead><tbody><tr><td rowspan=0>a<td>b<tr><td>c</table>', CSS); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['h@0,8', 'k@50,8', 'a@0,18', 'b@50,18', 'c@50,28']);
  });
});
