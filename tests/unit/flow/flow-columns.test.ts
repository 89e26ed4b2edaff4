import { describe, expect, it } from 'vitest';
import { fillOf, itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

function lines(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

const TWO = '.c { columns: 2; column-gap: 20pt }';

describe('columns', () => {
  it('run from left to right, and from right to left in a right-to-left box', async () => {
    const ltr = await layOut(`<div class=c>${lines(4)}</div>`, TWO);
    expect(placesOf(ltr.pages[0])).toEqual(['a0@0,8', 'a1@0,18', 'a2@60,8', 'a3@60,18']);
    const rtl = await layOut(`<div class=c dir=rtl>${lines(4)}</div>`, TWO);
    expect(placesOf(rtl.pages[0])).toEqual(['a0@80,8', 'a1@80,18', 'a2@20,8', 'a3@20,18']);
  });

  it('are as many as fit with a column width', async () => {
    const laid = await layOut(`<div class=c>${lines(3)}</div>`, '.c { column-width: 25pt; column-gap: 5pt }');
    expect(placesOf(laid.pages[0])).toEqual(['a0@0,8', 'a1@35,8', 'a2@70,8']);
  });

  it('are balanced', async () => {
    const laid = await layOut(`<div class=c>${lines(5)}</div><p>end</p>`, TWO);
    expect(placesOf(laid.pages[0]).map((place) => place.split('@')[1])).toEqual(['0,8', '0,18', '0,28', '60,8', '60,18', '0,38']); // prettier-ignore
  });

  it('are balanced at the end of the last page only', async () => {
    const laid = await layOut(`<div class=c>${lines(24)}</div>`, TWO);
    expect(pageTexts(laid).map((page) => page.length)).toEqual([20, 4]);
    expect(placesOf(laid.pages[1])).toEqual(['a20@0,8', 'a21@0,18', 'a22@60,8', 'a23@60,18']);
  });

  it('are filled one after the other with column-fill: auto', async () => {
    const laid = await layOut(
      `<div class=c>${lines(5)}</div>`,
      `${TWO} .c { column-fill: auto; height: 40pt }`,
    );
    expect(placesOf(laid.pages[0]).at(-1)).toBe('a4@60,8');
  });

  it('of a box of fixed height go on on the next page when they are full', async () => {
    const laid = await layOut(`<div class=c>${lines(10)}</div><p>end</p>`, `${TWO} .c { column-fill: auto; height: 40pt }`); // prettier-ignore
    expect(pageTexts(laid).flat().slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, i) => `a${i}`));
    expect(pageTexts(laid)[0]).toHaveLength(8);
  });

  it('obey orphans and widows', async () => {
    const laid = await layOut(`<div class=c><p>${lines(5)}</p></div>`, `${TWO} p { widows: 3; orphans: 2 }`);
    expect(placesOf(laid.pages[0]).filter((place) => place.includes('@60'))).toHaveLength(3);
  });

  it('leave no heading at their foot', async () => {
    const laid = await layOut(
      `<div class=c><p>${lines(3)}</p><h2>h</h2><p>${lines(4, 'b')}</p></div>`,
      `${TWO} p { orphans: 2 }`,
    );
    const places = placesOf(laid.pages[0]);
    expect(places.find((place) => place.startsWith('h'))).toBe('h@60,8');
  });

  it('break where break-before: column says', async () => {
    const laid = await layOut(
      `<div class=c><p>a</p><p class=b>b</p><p>c</p></div>`,
      `${TWO} .b { break-before: column }`,
    );
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@60,8', 'c@60,18']);
  });

  it('break to a new page where break-before: page says', async () => {
    const laid = await layOut(
      `<div class=c><p>a</p><p class=b>b</p></div>`,
      `${TWO} .b { break-before: page }`,
    );
    expect(pageTexts(laid)).toEqual([['a'], ['b']]);
  });

  it('have rules between those with content, as high as the set', async () => {
    const laid = await layOut(
      `<div class=c>${lines(3)}</div>`,
      `${TWO} .c { column-rule: 1pt solid #ff0000 }`,
    );
    expect(itemsOf(laid.pages[0], 'rule').map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])).toEqual([
      [50, 0, 50, 20],
    ]);
    const one = await layOut(`<div class=c><p>a</p></div>`, `${TWO} .c { column-rule: 1pt solid }`);
    expect(itemsOf(one.pages[0], 'rule')).toEqual([]);
  });

  it('are interrupted by what spans all of them', async () => {
    const laid = await layOut(`<div class=c>${lines(4)}<h2 class=s>span</h2>${lines(2, 'b')}</div>`, `${TWO} .s { column-span: all; margin: 5pt 0; background: #ff0000 }`); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,25 100×10');
    expect(placesOf(laid.pages[0]).slice(-2)).toEqual(['b0@0,48', 'b1@60,48']);
  });

  it('take a spanner as wide as it asks to the start side', async () => {
    const laid = await layOut(`<div class=c dir=rtl><div class=s>s</div>${lines(2)}</div>`, `${TWO} .s { column-span: all; width: 40pt; background: #ff0000 }`); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('60,0 40×10');
  });

  it('may begin after a spanner on the page before', async () => {
    const laid = await layOut(`<p>${lines(8)}</p><div class=c><div class=s>s</div>${lines(6, 'b')}</div>`, `${TWO} .s { column-span: all }`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      [...lines(8).split('<br>'), 's', 'b0', 'b1'],
      ['b2', 'b3', 'b4', 'b5'],
    ]);
  });

  it('keep a spanning heading with the text below it', async () => {
    const laid = await layOut(`<p>${lines(9)}</p><div class=c><h2 class=s>s</h2>${lines(4, 'b')}</div>`, `${TWO} .s { column-span: all }`); // prettier-ignore
    expect(linesOf(laid.pages[1])).toEqual(['s', 'b0', 'b1', 'b2', 'b3']);
  });

  it('go over pages with a spanner that breaks itself', async () => {
    const laid = await layOut(`<div class=c><div class=s>${lines(14)}</div>${lines(2, 'b')}</div>`, `${TWO} .s { column-span: all }`); // prettier-ignore
    expect(pageTexts(laid).flat()).toEqual([...lines(14).split('<br>'), 'b0', 'b1']);
  });

  it('nest', async () => {
    const laid = await layOut(`<div class=c><div class=i>${lines(4)}</div><p>b</p></div>`, `@page { size: 120pt 100pt } ${TWO} .i { columns: 2; column-gap: 0 }`); // prettier-ignore
    expect(pageTexts(laid).flat()).toEqual(['a0', 'a1', 'a2', 'a3', 'b']);
  });

  it('hold a picture higher than they are wide', async () => {
    const laid = await layOut('<div class=c><p>a</p><img src=p.png alt=x></div>', `${TWO} img { display: block; width: 100% }`, { pictures: { 'p.png': [40, 80] } }); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'image').map(({ x, y, width, height }) => [x, y, width, height])).toEqual([[60, 0, 40, 80]]); // prettier-ignore
  });
});

describe('named flows', () => {
  const REGIONS = '.f { flow-into: story } .r { flow-from: story; height: 30pt }';
  const words = Array.from({ length: 40 }, (_, i) => `w${String(i).padStart(2, '0')}`);

  it('fill their regions one after the other', async () => {
    const laid = await layOut(
      `<div class=f>${lines(5)}</div><div class=r></div><p>x</p><div class=r></div>`,
      REGIONS,
    );
    expect(placesOf(laid.pages[0])).toEqual(['a0@0,8', 'a1@0,18', 'a2@0,28', 'x@0,38', 'a3@0,48', 'a4@0,58']);
  });

  it('lose and double nothing in regions of different widths', async () => {
    const css = `${REGIONS} .n { width: 40pt } .m { width: 75pt }`;
    const html = `<div class=f><p>${words.slice(0, 25).join(' ')}</p><p>${words.slice(25).join(' ')}</p></div><div class="r n"></div><div class="r m"></div><div class=r></div>`; // prettier-ignore
    const laid = await layOut(html, css);
    expect(pageTexts(laid).flat().join(' ').split(' ')).toEqual(words);
  });

  it('go on over pages in the last region', async () => {
    const laid = await layOut(`<div class=f>${lines(20)}</div><div class=r></div><div class=l></div>`, `${REGIONS} .l { flow-from: story }`); // prettier-ignore
    expect(pageTexts(laid).flat()).toHaveLength(20);
    expect(laid.pages).toHaveLength(2);
  });

  it('go on over pages in a last region of fixed height, too', async () => {
    const laid = await layOut(`<div class=f>${lines(20)}</div><div class=r></div>`, REGIONS);
    expect(pageTexts(laid).flat()).toHaveLength(20);
  });

  it('are set in the columns of a region', async () => {
    const laid = await layOut(`<div class=f>${lines(8)}</div><div class="r c"></div><div class=l></div>`, `${REGIONS} .c { columns: 2; column-gap: 0; column-fill: auto } .l { flow-from: story }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a0@0,8', 'a1@0,18', 'a2@0,28', 'a3@50,8', 'a4@50,18', 'a5@50,28', 'a6@0,38', 'a7@0,48']); // prettier-ignore
  });

  it('leave regions empty that they do not reach', async () => {
    const laid = await layOut('<div class=f>a</div><div class=r></div><div class=r></div><p>x</p>', REGIONS);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'x@0,68']);
  });

  it('go on on another page in a region there', async () => {
    const laid = await layOut(`<div class=f>${lines(6)}</div><div class=r></div><div class=p><p>x</p><div class=l></div></div>`, `${REGIONS} .p { break-before: page } .l { flow-from: story }`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      ['a0', 'a1', 'a2'],
      ['x', 'a3', 'a4', 'a5'],
    ]);
  });

  it('may be laid out in flex items', async () => {
    const laid = await layOut(`<div class=f>${lines(6)}</div><div class=x><div class="r w"></div><div class="r w"></div></div>`, `${REGIONS} .x { display: flex } .w { width: 50pt }`); // prettier-ignore
    expect(pageTexts(laid).flat().sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('that nobody shows are reported', async () => {
    const laid = await layOut('<div class=f>a</div><p>x</p>', REGIONS);
    expect(pageTexts(laid)).toEqual([['x']]);
    expect(laid.codes).toEqual(['L005']);
  });
});
