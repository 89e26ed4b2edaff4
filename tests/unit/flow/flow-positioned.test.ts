import { describe, expect, it } from 'vitest';
import { fillOf, fillsOf, itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

/** Where the box with class `a` stands in a 60 × 40 pt box at 20, 30. */
async function placed(css: string, { inner = 'x', box = '' } = {}): Promise<string> {
  const laid = await layOut(
    `<div class=o><div class=a>${inner}</div></div>`,
    `.o { position: relative; margin: 30pt 20pt 0; width: 60pt; height: 40pt; ${box} } .a { position: absolute; background: #ff0000; ${css} }`,
  );
  return fillOf(laid, '#ff0000');
}

describe('absolutely positioned boxes', () => {
  it.each([
    ['top: 0; left: 0', '20,30 10×10'],
    ['top: 5pt; right: 0', '70,35 10×10'],
    ['bottom: 0; left: 10%', '26,60 10×10'],
    ['bottom: 25%; right: 2pt', '68,50 10×10'],
    ['top: -10pt; left: -5pt', '15,20 10×10'],
    ['inset: 5pt', '25,35 50×30'],
    ['inset: 0; width: 20pt; height: 10pt; margin: auto', '40,45 20×10'],
    ['left: 0; right: 0; width: 20pt; top: 0', '20,30 20×10'],
    ['left: 0; right: 0; width: 20pt; top: 0; margin-left: auto', '60,30 20×10'],
    ['left: 0; right: 0; width: 80pt; top: 0; margin: 0 auto', '20,30 80×10'],
    ['left: 0; top: 0; bottom: 0; margin: 5pt', '25,35 10×30'],
    ['width: 50%; height: 50%; right: 0; bottom: 0', '50,50 30×20'],
    ['left: 0; top: 0; padding: 2pt; border: 1pt solid', '20,30 16×16'],
    ['left: 0; right: 0; top: 0; min-width: 70pt', '20,30 70×10'],
    ['left: 0; right: 0; top: 0; max-width: 30pt', '20,30 30×10'],
    ['inset-block-start: 3pt; inset-inline-end: 4pt', '66,33 10×10'],
  ])('are placed by their offsets: %s', async (css, expected) => {
    expect(await placed(css)).toBe(expected);
  });

  it('give way to the left in a right-to-left containing block when there is too much said', async () => {
    expect(await placed('left: 0; right: 0; width: 20pt; top: 0', { box: 'direction: rtl' })).toBe('60,30 20×10'); // prettier-ignore
    expect(await placed('inset-inline-start: 4pt; top: 0', { box: 'direction: rtl' })).toBe('66,30 10×10');
  });

  it('are placed in the padding box of the positioned box around them', async () => {
    expect(await placed('top: 0; left: 0', { box: 'border: 3pt solid; padding: 7pt' })).toBe('23,33 10×10');
    expect(await placed('bottom: 0; right: 0', { box: 'border: 3pt solid; padding: 7pt' })).toBe('87,77 10×10'); // prettier-ignore
  });

  it('are as wide as their content, at most as wide as there is room', async () => {
    expect(await placed('top: 0; left: 0', { inner: 'aaa bbb' })).toBe('20,30 60×20');
    expect(await placed('top: 0; left: 0', { inner: 'aa bb' })).toBe('20,30 50×10');
    expect(await placed('top: 0; left: 30pt', { inner: 'aa bb' })).toBe('50,30 30×20');
    expect(await placed('top: 0; left: 0; width: min-content', { inner: 'aa bb' })).toBe('20,30 20×20');
    expect(await placed('top: 0; left: 0; width: max-content', { inner: 'aaaa bbbb' })).toBe('20,30 90×10');
  });

  it('grow upwards from their foot', async () => {
    expect(await placed('bottom: 0; left: 0', { inner: 'a<br>b<br>c' })).toBe('20,40 10×30');
  });

  it('stand where they were written without offsets', async () => {
    const html = '<p>one<div class=a>x</div><p>two';
    const css = '.a { position: absolute; background: #ff0000 }';
    const laid = await layOut(html, css);
    expect(fillOf(laid, '#ff0000')).toBe('0,10 10×10');
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'two@0,18', 'x@0,18']);
    const persian = await layOut(`<div dir=rtl>${html}</div>`, css);
    expect(fillOf(persian, '#ff0000')).toBe('90,10 10×10');
  });

  it('stand where they were written in a line', async () => {
    const laid = await layOut('<p>ab<span class=a>x</span>cd', '.a { position: absolute; top: auto; margin-top: 10pt }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['abcd@0,8', 'x@20,18']);
  });

  it('take no room', async () => {
    const laid = await layOut('<p>one<div class=a>x<br>y</div><p>two', '.a { position: absolute; right: 0; top: 50pt }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'x@90,58', 'y@90,68', 'two@0,18']);
  });

  it('do not part the margins around them', async () => {
    const laid = await layOut('<p class=m>one<div class=a>x</div><p class=m>two', '.a { position: absolute; left: 50pt } .m { margin: 10pt 0 }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['one@0,18', 'x@50,38', 'two@0,38']);
  });

  it('keep the margins of their children inside', async () => {
    const laid = await layOut('<div class=a><p>x</div>', '.a { position: absolute; top: 20pt; left: 0; background: #ff0000 } p { margin: 5pt 0 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,20 10×20');
  });

  it('are placed in the page area where no box around them is positioned', async () => {
    const laid = await layOut('<p>one<div class=a>x</div>', '@page { margin: 10pt } .a { position: absolute; bottom: 0; right: 0 }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['one@10,18', 'x@80,88']);
  });

  it('stand on the page where they were written', async () => {
    const laid = await layOut('<p>one<div class=b>two<div class=a>x</div></div>', '.b { break-before: page } .a { position: absolute; bottom: 0; left: 0 }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['one'], ['two', 'x']]);
    expect(placesOf(laid.pages[1])).toEqual(['two@0,8', 'x@0,98']);
  });

  it('go to the next page with what they were written before', async () => {
    const laid = await layOut('<div style="height: 95pt"></div><div class=b><span class=a>x</span><p>two</div>', '.a { position: absolute; right: 0 }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([[], ['x', 'two']]);
  });

  it.each([
    ['flex containers', '<div style="display: flex"><p>one</p><div class=a>x</div><p>two</div>', ['one@0,8', 'x@50,58', 'two@30,8']], // prettier-ignore
    ['cells', '<table><tr><td>one<div class=a>x</div></td></tr></table>', ['one@0,8', 'x@50,58']],
    ['columns', '<div style="columns: 2; column-gap: 0"><p>one<p>two<div class=a>x</div></div>', ['one@0,8', 'two@50,8', 'x@50,58']], // prettier-ignore
    ['list items', '<ul><li>one<div class=a>x</div></ul>', ['•@-15,8', 'one@0,8', 'x@50,58']],
    ['inline blocks', '<p>one<span style="display: inline-block">b<span class=a>x</span></span>', ['one\uFFFC@0,8', 'b@30,8', 'x@50,58']], // prettier-ignore
    ['one another', '<div class=c><div class=a>x</div></div>', ['x@60,68']],
  ])('work in %s', async (_, html, places) => {
    const laid = await layOut(`<body>${html}`, '.a { position: absolute; left: 50pt; top: 50pt } .c { position: absolute; left: 10pt; top: 10pt; width: 20pt; height: 20pt }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(places);
  });

  it('may be generated content', async () => {
    const laid = await layOut(
      '<p>one',
      'p::before { content: "x"; position: absolute; left: 50pt; top: 50pt }',
    );
    expect(placesOf(laid.pages[0])).toEqual(['one@0,8', 'x@50,58']);
  });

  it('may be pictures, which keep their shape', async () => {
    const laid = await layOut('<div class=o><img src=p.png alt=x></div>', '.o { position: relative; height: 40pt; width: 60pt } img { position: absolute; right: 0; bottom: 0; height: 50% }', { pictures: { 'p.png': [40, 40] } }); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'image').map(({ x, y, width, height }) => [x, y, width, height])).toEqual([[40, 20, 20, 20]]); // prettier-ignore
  });

  it('show the rest outside where their height has no room for their columns', async () => {
    const laid = await layOut('<div class=a><p>a<p>b<p>c<p>d</div>', '.a { position: absolute; top: 0; bottom: 90pt; left: 0; right: 0; columns: 2; column-gap: 0 }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@0,18', 'c@50,8', 'd@50,18']);
  });

  it('show a flow that goes on on a later page', async () => {
    const laid = await layOut('<div class=t><p>one<p>two<p>three</div><p>zero<div class=r></div><div class=s></div>', '.t { flow-into: f } .r { position: absolute; flow-from: f; top: 40pt; height: 20pt; width: 50pt } .s { flow-from: f; break-before: page }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['zero', 'one', 'two'], ['three']]);
    expect(laid.codes).toEqual([]);
  });

  it('show nothing of a flow whose later regions stand on the same page, and say so', async () => {
    const laid = await layOut('<div class=t><p>one<p>two<p>three</div><div class=r></div><div class=s></div>', '.t { flow-into: f } .r { position: absolute; flow-from: f; top: 40pt; height: 20pt; width: 50pt } .s { flow-from: f }'); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['one', 'two', 'three']]);
    expect(laid.codes).toEqual(['L005']);
  });

  it('are reported when their text leaves the page, with their place', async () => {
    const laid = await layOut('<div class=a>x</div>', '.a { position: absolute; top: -20pt; left: 0 }');
    expect(laid.codes).toEqual(['L002']);
    expect(laid.diagnostics.list[0]?.message).toBe('The text of a positioned box leaves its page');
    expect(linesOf(laid.pages[0])).toEqual(['x']);
  });

  it('are reported when they are wider than the page, and lose nothing', async () => {
    const laid = await layOut('<div class=a>aaaa bbbb cccc dddd eeee</div>', '.a { position: absolute; width: 300pt; left: 0; top: 0 }'); // prettier-ignore
    expect(laid.codes).toEqual(['L002']);
    expect(linesOf(laid.pages[0])).toEqual(['aaaa bbbb cccc dddd eeee']);
  });

  it('may run over the edge of the page as pictures and coloured areas do', async () => {
    const laid = await layOut('<div class=a>x</div>', '.a { position: absolute; inset: -9pt; padding: 20pt; background: #ff0000 }'); // prettier-ignore
    expect(laid.codes).toEqual([]);
    expect(fillOf(laid, '#ff0000')).toBe('-9,-9 118×118');
  });

  it('are part of the head of a table that is repeated, there as artifacts', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `<tr><td>r${i}`).join('');
    const laid = await layOut(`<table><thead><tr><th class=h>head<span class=a>x</span></thead>${rows}</table>`, '.h { position: relative } .a { position: absolute; left: 60pt; top: 0 }'); // prettier-ignore
    expect(laid.pages.map((page) => itemsOf(page, 'text').filter(({ tag }) => tag !== -1).length)).toEqual([11, 3]); // prettier-ignore
    expect(linesOf(laid.pages[1]).slice(0, 2)).toEqual(['head', 'x']);
    expect(laid.finished[1]?.blocks.map(({ text }) => text)).toEqual(['r9', 'r10', 'r11']);
  });
});

describe('fixed boxes', () => {
  const html = '<p>one<div class=f>x</div><div class=b>two</div><div class=b>three</div>';
  const css = '@page { margin: 10pt } .b { break-before: page } .f { position: fixed; bottom: 0; right: 0 }';

  it('stand in the page area of every page', async () => {
    const laid = await layOut(html, css);
    expect(laid.pages.map(placesOf)).toEqual([['one@10,18', 'x@80,88'], ['two@10,18', 'x@80,88'], ['three@10,18', 'x@80,88']]); // prettier-ignore
  });

  it('are read once, where they were written', async () => {
    const laid = await layOut(`<p>zero<div class=b>${html}</div>`, css);
    expect(laid.finished.map(({ blocks }) => blocks.map(({ text }) => text))).toEqual([['zero'], ['one', 'x'], ['two'], ['three']]); // prettier-ignore
    expect(laid.pages.map((page) => itemsOf(page, 'text').map(({ tag }) => tag === -1))).toEqual([[false, true], [false, false], [false, true], [false, true]]); // prettier-ignore
  });

  it('are not placed in positioned boxes', async () => {
    const laid = await layOut('<div style="position: relative; margin: 30pt">one<div class=f>x</div></div>', css); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['one@40,48', 'x@80,88']);
  });
});

describe('painting order', () => {
  const SQUARE = '.a, .b, .c { position: absolute; top: 0; left: 0; width: 20pt; height: 20pt } .a { background: #ff0000 } .b { background: #00ff00 } .c { background: #0000ff }'; // prettier-ignore
  const red = '#ff0000';

  async function colors(html: string, css: string): Promise<readonly string[]> {
    const laid = await layOut(html, `${SQUARE} ${css}`);
    return itemsOf(laid.pages[0], 'fill').map(({ color }) => JSON.stringify(color));
  }

  async function order(html: string, css: string): Promise<string> {
    const names = new Map<string, string>();
    for (const [name, color] of [
      ['r', red],
      ['g', '#00ff00'],
      ['b', '#0000ff'],
      ['w', '#ffffff'],
    ] as const) {
      // prettier-ignore
      const [key] = await colors('<div class=k>k</div>', `.k { background: ${color} }`);
      names.set(key ?? '', name);
    }
    return (await colors(html, css)).map((key) => names.get(key) ?? '?').join('');
  }

  it('follows the document', async () => {
    expect(await order('<div class=a></div><div class=b></div><div class=c></div>', '')).toBe('rgb');
  });

  it('follows z-index', async () => {
    expect(await order('<div class=a></div><div class=b></div><div class=c></div>', '.a { z-index: 2 } .b { z-index: 1 }')).toBe('bgr'); // prettier-ignore
    expect(await order('<div class=a></div><div class=b></div>', '.b { z-index: -1 }')).toBe('gr');
  });

  it('puts positioned boxes over what follows them in the flow', async () => {
    expect(await order('<div class=a></div><div class=w>text</div>', '.w { background: #ffffff }')).toBe(
      'wr',
    );
  });

  it('puts boxes with a negative z-index under what is in the flow, but over the box they belong to', async () => {
    expect(await order('<div class=w>text<div class=a></div></div>', '.w { background: #ffffff } .a { z-index: -1 }')).toBe('rw'); // prettier-ignore
    expect(await order('<div class=w>text<div class=a></div></div>', '.w { background: #ffffff; position: relative; z-index: 0 } .a { z-index: -1 }')).toBe('wr'); // prettier-ignore
  });

  it('puts boxes with position: relative over absolute ones before them', async () => {
    expect(await order('<div class=a></div><div class=w>text</div>', '.w { background: #ffffff; position: relative }')).toBe('rw'); // prettier-ignore
  });

  it('keeps the z-index of what is in a box to the box', async () => {
    expect(await order('<div class=a><div class=b></div></div><div class=c></div>', '.b { z-index: 9 } .a { z-index: 0 }')).toBe('rgb'); // prettier-ignore
  });

  it('leaves the order of reading alone where nothing overlaps', async () => {
    const laid = await layOut(
      '<p>one<div class=a>x</div><p>two',
      '.a { top: 50pt } .a { position: absolute }',
    );
    expect(linesOf(laid.pages[0])).toEqual(['one', 'x', 'two']);
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['one', 'x', 'two']);
  });

  it('reads text over a later picture where it was written', async () => {
    const laid = await layOut('<div class=o><p class=t>over</p><img src=p.png alt=x></div><p>two', '.o { position: relative; height: 60pt } .t { position: absolute; top: 10pt; left: 10pt } img { display: block; width: 60pt }', { pictures: { 'p.png': [60, 60] } }); // prettier-ignore
    expect(laid.pages[0]?.items.map(({ kind }) => kind)).toEqual(['image', 'text', 'text']);
    expect(linesOf(laid.pages[0])).toEqual(['over', 'two']);
    expect(fillsOf(laid.pages[0])).toEqual([]);
  });
});
