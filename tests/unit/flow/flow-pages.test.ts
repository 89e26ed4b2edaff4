import { describe, expect, it } from 'vitest';
import { itemsOf, layOut, lineWith, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

/** Paragraph of `n` lines, each one word: a0, a1 … */
function lines(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

describe('paragraphs over pages', () => {
  it('go on where they stopped', async () => {
    const laid = await layOut(`<p>${lines(13)}</p>`);
    expect(pageTexts(laid).map((page) => [page[0], page.at(-1)])).toEqual([['a0', 'a9'], ['a10', 'a12']]); // prettier-ignore
  });

  it('leave no widow', async () => {
    const laid = await layOut(`<p>${lines(11)}</p>`, 'p { widows: 3 }');
    expect(pageTexts(laid).map((page) => page.length)).toEqual([8, 3]);
  });

  it('leave no orphan', async () => {
    const laid = await layOut(`<p>${lines(9, 'b')}</p><p>${lines(4)}</p>`, 'p { orphans: 2 }');
    expect(pageTexts(laid).map((page) => page.length)).toEqual([9, 4]);
  });

  it('are kept whole when orphans and widows cannot both be had', async () => {
    const laid = await layOut(`<p>${lines(8, 'b')}</p><p>${lines(3)}</p>`, 'p { orphans: 2; widows: 2 }');
    expect(pageTexts(laid).map((page) => page.length)).toEqual([8, 3]);
  });

  it('give way to a page smaller than orphans and widows together', async () => {
    const laid = await layOut(`<p>${lines(9)}</p>`, '@page { size: 100pt 30pt } p { orphans: 5; widows: 5 }');
    expect(pageTexts(laid).flat()).toHaveLength(9);
  });

  it('have their top border on the first page only, and the bottom one on the last', async () => {
    const laid = await layOut(`<p>${lines(13)}</p>`, 'p { border: 1pt solid; padding: 2pt }');
    const horizontal = laid.pages.map(
      (page) => itemsOf(page, 'rule').filter(({ y1, y2 }) => y1 === y2).length,
    );
    expect(horizontal).toEqual([1, 1]);
    expect(placesOf(laid.pages[0])[0]).toBe('a0@3,11');
    expect(placesOf(laid.pages[1])[0]).toBe('a9@3,8');
  });
});

describe('keeps', () => {
  it('take a heading to the page of the text it heads', async () => {
    const laid = await layOut(`<p>${lines(9, 'b')}</p><h2>head</h2><p>${lines(3)}</p>`);
    expect(pageTexts(laid)[1]?.[0]).toBe('head');
  });

  it('keep heading, standfirst and two lines together', async () => {
    const laid = await layOut(`<p>${lines(7, 'b')}</p><h2>head</h2><p class=d>deck</p><p>${lines(4)}</p>`, 'p { orphans: 2 } .d { break-after: avoid }'); // prettier-ignore
    expect(pageTexts(laid).map((page) => page[0])).toEqual(['b0', 'head']);
  });

  it('hold for a heading inside a header element', async () => {
    const laid = await layOut(`<p>${lines(9, 'b')}</p><header><h2>head</h2></header><p>${lines(3)}</p>`);
    expect(pageTexts(laid)[1]?.[0]).toBe('head');
  });

  it('hold for a heading at the end of a section before the text outside it', async () => {
    const laid = await layOut(`<div><p>${lines(8, 'b')}</p><h2>head</h2></div><div><p>${lines(4)}</p></div>`, 'p { orphans: 2; widows: 2 }'); // prettier-ignore
    expect(pageTexts(laid).map((page) => page[0])).toEqual(['b0', 'head']);
  });

  it('push a box on that is not to be broken', async () => {
    const laid = await layOut(`<p>${lines(5, 'b')}</p><div>${lines(6)}</div>`, 'div { break-inside: avoid }');
    expect(pageTexts(laid).map((page) => page.length)).toEqual([5, 6]);
  });

  it('break a box that is not to be broken when it is higher than a page', async () => {
    const laid = await layOut(`<div>${lines(12)}</div>`, 'div { break-inside: avoid }');
    expect(pageTexts(laid).map((page) => page.length)).toEqual([10, 2]);
  });

  it('are given up when everything on the page is kept together', async () => {
    const laid = await layOut('<h2>head</h2>'.repeat(12));
    expect(pageTexts(laid).flat()).toHaveLength(12);
    expect(laid.pages.length).toBeLessThanOrEqual(3);
  });
});

describe('forced breaks', () => {
  it('begin a new page before and after', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p><p class=c>c</p><p>d</p>', '.b { break-before: page } .c { break-after: page }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('propagate from a first child', async () => {
    const laid = await layOut('<p>a</p><div><div><p class=b>b</p></div></div>', '.b { break-before: page }');
    expect(pageTexts(laid)).toEqual([['a'], ['b']]);
  });

  it('make no empty page at the beginning', async () => {
    const laid = await layOut('<p class=b>a</p>', '.b { break-before: page }');
    expect(pageTexts(laid)).toEqual([['a']]);
  });

  it('happen inside nested boxes', async () => {
    const laid = await layOut('<div><p>a</p><div><p>b</p><p class=b>c</p></div><p>d</p></div>', '.b { break-before: page }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it.each([
    ['ltr', 'right', [['a'], [], ['b']]],
    ['ltr', 'left', [['a'], ['b']]],
    ['rtl', 'right', [['a'], ['b']]],
    ['rtl', 'left', [['a'], [], ['b']]],
    ['ltr', 'recto', [['a'], [], ['b']]],
    ['ltr', 'verso', [['a'], ['b']]],
    ['rtl', 'recto', [['a'], [], ['b']]],
    ['rtl', 'verso', [['a'], ['b']]],
  ])('in a %s issue, break-before: %s leaves a page blank where it must', async (dir, side, pages) => {
    const laid = await layOut(`<html dir=${dir}><p>a</p><p class=b>b</p>`, `.b { break-before: ${side} }`);
    expect(pageTexts(laid)).toEqual(pages);
  });

  it('give blank pages the style of :blank', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p>', '@page { margin-top: 10pt; @top-left { content: "head" } } @page :blank { @top-left { content: none } @bottom-left { content: "blank" } margin-bottom: 10pt } .b { break-before: recto }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['a', 'head'], ['blank'], ['b', 'head']]);
  });
});

describe('pages', () => {
  it('begin at the left in a right-to-left issue, and change sides', async () => {
    const html = '<p>a</p><p class=b>b</p><p class=b>c</p>';
    const css = '.b { break-before: page }';
    expect((await layOut(`<html dir=rtl>${html}`, css)).pages.map(({ side }) => side)).toEqual(['left', 'right', 'left']); // prettier-ignore
    expect((await layOut(html, css)).pages.map(({ side }) => side)).toEqual(['right', 'left', 'right']);
  });

  it('have the margins of their side', async () => {
    const laid = await layOut('<p>a</p><p class=b>b</p>', '@page :left { margin-left: 10pt } @page :right { margin-left: 20pt } .b { break-before: page }'); // prettier-ignore
    expect(laid.pages.map((page) => placesOf(page)[0])).toEqual(['a@20,8', 'b@10,8']);
  });

  it('leave room for the padding and border of @page', async () => {
    const laid = await layOut('<p dir=rtl>a</p>', '@page { margin: 10pt; padding: 5pt; border: 1pt solid }');
    expect(placesOf(laid.pages[0])[0]).toBe('a@74,24');
  });

  it('change with the page name, and back', async () => {
    const laid = await layOut('<p>a</p><div class=w><p>b</p><p>c</p></div><p>d</p>', '@page wide { size: 200pt 100pt } .w { page: wide }'); // prettier-ignore
    expect(laid.pages.map(({ width }) => width)).toEqual([100, 200, 100]);
    expect(pageTexts(laid)).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('take their name from the first thing on them', async () => {
    const laid = await layOut('<div><div class=w><p>a</p></div></div>', '@page wide { size: 200pt 100pt } .w { page: wide }'); // prettier-ignore
    expect(laid.pages.map(({ width }) => width)).toEqual([200]);
  });

  it('keep their name on the second page of a named box', async () => {
    const laid = await layOut(`<div class=w><p>${lines(12)}</p></div>`, '@page wide { size: 200pt 100pt } .w { page: wide }'); // prettier-ignore
    expect(laid.pages.map(({ width }) => width)).toEqual([200, 200]);
  });

  it('are set anew for a different width when a paragraph goes on', async () => {
    const laid = await layOut(`<p>${'aaaa '.repeat(30)}</p>`, '@page :first { margin-right: 55pt }');
    expect(linesOf(laid.pages[0])[0]).toBe('aaaa');
    expect(linesOf(laid.pages[1])[0]).toBe('aaaa aaaa');
    expect(pageTexts(laid).flat().join(' ').split(' ')).toHaveLength(30);
  });

  it('honour the margins and padding of the body', async () => {
    const laid = await layOut('<body><p>a</p>', 'body { margin: 3pt 5pt; padding: 2pt }');
    expect(placesOf(laid.pages[0])).toEqual(['a@7,13']);
  });

  it('are as many as needed with a body as high as the page', async () => {
    const laid = await layOut(`<p>${lines(25)}</p>`, 'html, body { height: 100% }');
    expect(pageTexts(laid).flat()).toHaveLength(25);
    expect(laid.pages).toHaveLength(3);
  });

  it('one is made even for an empty document', async () => {
    expect((await layOut('')).pages).toHaveLength(1);
  });
});

describe('boxes of definite height', () => {
  it('move to the next page as a whole', async () => {
    const laid = await layOut(`<p>${lines(6, 'b')}</p><div>${lines(2)}</div>`, 'div { height: 50pt; background: #ff0000 }'); // prettier-ignore
    expect(pageTexts(laid).map((page) => page.length)).toEqual([6, 2]);
  });

  it('let text that is too much for them go on over the page', async () => {
    const laid = await layOut(`<div>${lines(15)}</div>`, 'div { height: 50pt }');
    expect(pageTexts(laid).map((page) => page.length)).toEqual([10, 5]);
  });

  it('that are higher than the page end with it', async () => {
    const laid = await layOut('<div>a</div><p>b</p>', 'div { height: 500pt; background: #ff0000 }');
    expect(pageTexts(laid)).toEqual([['a'], ['b']]);
    expect(itemsOf(laid.pages[0], 'fill').map(({ height }) => height)).toEqual([100]);
    expect(laid.codes).toEqual(['L002']);
  });

  it('stand in a column like anything else', async () => {
    const laid = await layOut('<div class=c><p>a</p><div class=h>b</div><p>c</p></div>', '.c { columns: 2; column-gap: 0; column-fill: auto; height: 40pt } .h { height: 25pt }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@0,18', 'c@50,8']);
  });
});

describe('anchors', () => {
  it('of a block belong to the page and place where it begins', async () => {
    const laid = await layOut(`<p>${lines(10)}</p><p id=x>b</p>`);
    expect(laid.finished.map(({ anchors }) => anchors)).toEqual([[], ['x']]);
    expect(itemsOf(laid.pages[1], 'anchor')).toEqual([{ kind: 'anchor', name: 'x', x: 0, y: 0 }]);
  });

  it('inside a paragraph belong to the page their line is on', async () => {
    const laid = await layOut(`<p>${lines(10)}<br><span id=x>b</span></p>`);
    expect(laid.finished.map(({ anchors }) => anchors)).toEqual([[], ['x']]);
  });

  it('inside a paragraph stand at the top of their line', async () => {
    const laid = await layOut(`<p>a<br><span id=x>b</span></p>`);
    expect(itemsOf(laid.pages[0], 'anchor').map(({ y }) => y)).toEqual([10]);
  });

  it('without any text are kept', async () => {
    const laid = await layOut(`<p>a<br>b<span id=x></span></p><p id=y></p><div><span id=z></span></div>`);
    expect([...(laid.finished[0]?.anchors ?? [])].sort()).toEqual(['x', 'y', 'z']);
  });

  it('are where the page numbers of references come from, before and after the target', async () => {
    const css = 'a::after { content: target-counter(attr(href), page, persian) } .b { break-before: page }';
    const laid = await layOut('<p><a href="#x">see </a></p><p class=b id=x>x</p><p class=b><a href="#x">see </a></p>', css); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['see ۲'], ['x'], ['see ۲']]);
  });

  it('settle when the numbers themselves move the text', async () => {
    const css = 'a::after { content: " page " target-counter(attr(href), page) }';
    const entry = (i: number): string => `<p><a href="#p${i}">e</a></p>`;
    const target = (i: number): string => `<p id=p${i}>t</p>`;
    const all = Array.from({ length: 30 }, (_, i) => i);
    const laid = await layOut(all.map(entry).join('') + all.map(target).join(''), css);
    const shown = pageTexts(laid).flat().filter((text) => text.startsWith('e page ')).map((text) => Number(text.slice(7))); // prettier-ignore
    const actual = all.map((i) => laid.finished.findIndex(({ anchors }) => anchors.includes(`p${i}`)) + 1);
    expect(shown).toEqual(actual);
  });

  it('that do not exist are reported once, and shown as a question mark', async () => {
    const laid = await layOut('<p><a href="#nowhere">see </a></p>', 'a::after { content: target-counter(attr(href), page) }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['see ?']]);
    expect(laid.codes).toEqual(['L004']);
  });
});

describe('bookmarks', () => {
  it('come from headings, in order, with their level and place', async () => {
    const laid = await layOut('<h1>one</h1><h2>two</h2><p>x</p><h2>three <b>3</b></h2>');
    const common = { direction: 'ltr', isOpen: true, x: 0 };
    expect(laid.pages[0]?.bookmarks).toEqual([
      { ...common, level: 1, label: 'one', order: 0, tag: 1, y: 0 },
      { ...common, level: 2, label: 'two', order: 1, tag: 2, y: 10 },
      { ...common, level: 2, label: 'three 3', order: 2, tag: 4, y: 30 },
    ]);
  });

  it('take the label that is asked for', async () => {
    const laid = await layOut('<h1 title=t>one</h1>', 'h1 { bookmark-label: attr(title) "!" }');
    expect(laid.pages[0]?.bookmarks.map(({ label }) => label)).toEqual(['t!']);
  });

  it('belong to the page of their heading', async () => {
    const laid = await layOut(`<p>${lines(9)}</p><h1>one</h1><p>b</p>`);
    expect(laid.pages.map(({ bookmarks }) => bookmarks.length)).toEqual([0, 1]);
    expect(lineWith(laid, 'one').page).toBe(1);
  });
});
