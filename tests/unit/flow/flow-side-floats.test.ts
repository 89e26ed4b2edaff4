import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../../src/frame/dump.ts';
import { fillOf, itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const CSS = '.f { float: left; width: 20pt; height: 20pt; background: #ff0000 } .r { float: right; width: 30pt; height: 20pt; background: #0000ff }'; // prettier-ignore

async function places(html: string, css = ''): Promise<readonly string[]> {
  const laid = await layOut(html, `${CSS} ${css}`);
  expect(laid.codes).toEqual([]);
  return placesOf(laid.pages[0]);
}

describe('floats at the side', () => {
  it('have lines beside them, and full lines below', async () => {
    expect(await places('<div class=f></div><p>aaaa bbb ccc dddd')).toEqual(['aaaa bbb@20,8', 'ccc dddd@20,18']); // prettier-ignore
    expect(await places('<div class=f></div><p>aaaa bbb ccc dddd eeee ffff')).toEqual(['aaaa bbb@20,8', 'ccc dddd@20,18', 'eeee ffff@0,28']); // prettier-ignore
    expect(await places('<div class=r></div><p>aaaa bb ccc ddd eeee ffff')).toEqual(['aaaa bb@0,8', 'ccc ddd@0,18', 'eeee ffff@0,28']); // prettier-ignore
  });

  it('stand at both sides of right-to-left text', async () => {
    expect(await places('<div dir=rtl><div class=f></div><p>آآآآ ببب پپپ تتتت ثثثث جججج</div>')).toEqual(['آآآآ ببب@20,8', 'پپپ تتتت@20,18', 'ثثثث جججج@10,28']); // prettier-ignore
    expect(await places('<div dir=rtl><div class=r></div><p>آآآآ بب پپپ تتت ثثثث جججج</div>')).toEqual(['آآآآ بب@0,8', 'پپپ تتت@0,18', 'ثثثث جججج@10,28']); // prettier-ignore
  });

  it('begin at the start or the end side', async () => {
    const css = '.s { float: inline-start; width: 20pt; height: 10pt; background: #00ff00 } .e { float: inline-end; width: 20pt; height: 10pt; background: #00ffff }'; // prettier-ignore
    const html = '<div class=s></div><div class=e></div>';
    const left = await layOut(html, css);
    expect([fillOf(left, '#00ff00'), fillOf(left, '#00ffff')]).toEqual(['0,0 20×10', '80,0 20×10']);
    const right = await layOut(`<div dir=rtl>${html}</div>`, css);
    expect([fillOf(right, '#00ff00'), fillOf(right, '#00ffff')]).toEqual(['80,0 20×10', '0,0 20×10']);
  });

  it('stand at the binding inside, and outside at the other edge', async () => {
    const css = '.i { float: inside; width: 20pt; height: 10pt; background: #00ff00 } .o { float: outside; width: 20pt; height: 10pt; background: #00ffff } .b { break-before: page }'; // prettier-ignore
    const html = '<div class=i></div><div class=o></div>';
    const laid = await layOut(`<div>${html}</div><div class=b>${html}</div>`, css);
    expect([fillOf(laid, '#00ff00', 0), fillOf(laid, '#00ffff', 0)]).toEqual(['0,0 20×10', '80,0 20×10']);
    expect([fillOf(laid, '#00ff00', 1), fillOf(laid, '#00ffff', 1)]).toEqual(['80,0 20×10', '0,0 20×10']);
    const persian = await layOut(`<html dir=rtl><div>${html}</div></html>`, css);
    expect([fillOf(persian, '#00ff00', 0), fillOf(persian, '#00ffff', 0)]).toEqual([
      '80,0 20×10',
      '0,0 20×10',
    ]);
  });

  it('reach beside the paragraphs that follow', async () => {
    expect(await places('<div class=f></div><p>aaaa<p>bbbb<p>cccc')).toEqual(['aaaa@20,8', 'bbbb@20,18', 'cccc@0,28']); // prettier-ignore
    expect(await places('<div><div class=f></div></div><div><p>aaaa</div><p>bbbb<p>cccc')).toEqual(['aaaa@20,8', 'bbbb@20,18', 'cccc@0,28']); // prettier-ignore
  });

  it('reach into boxes with margins and padding', async () => {
    expect(await places('<div class=f></div><div style="padding-left: 5pt; margin-left: 5pt"><p>aaaa</div><div style="padding-left: 30pt"><p>bbbb</div>')).toEqual(['aaaa@20,8', 'bbbb@30,18']); // prettier-ignore
  });

  it('begin where they were written, with margins around', async () => {
    const laid = await layOut('<p>aaaa<div class=f></div><p>bbbb', `${CSS} .f { margin: 5pt 3pt }`);
    expect(fillOf(laid, '#ff0000')).toBe('3,15 20×20');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa@0,8', 'bbbb@26,18']);
  });

  it('stand beside each other, and below where there is no room', async () => {
    const laid = await layOut('<div class=f></div><div class="f g"></div><div class=r></div><div class="r s"></div><p>aa', `${CSS} .g { background: #00ff00 } .s { background: #ffff00; width: 40pt }`); // prettier-ignore
    expect([fillOf(laid, '#ff0000'), fillOf(laid, '#00ff00'), fillOf(laid, '#0000ff'), fillOf(laid, '#ffff00')]).toEqual(['0,0 20×20', '20,0 20×20', '70,0 30×20', '60,20 40×20']); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['aa@0,28']);
  });

  it('are as wide as their content where no width is given', async () => {
    const laid = await layOut('<div class=g>aa bb</div><p>cccc', '.g { float: left; background: #ff0000; padding: 1pt }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,0 52×12');
    expect(placesOf(laid.pages[0])).toEqual(['aa bb@1,9', 'cccc@52,8']);
  });

  it('may be pictures in a paragraph', async () => {
    const laid = await layOut('<p><img class=p src=p.png alt=x>aaaa bbb ccc dddd eeee ffff', '.p { float: left; width: 20pt }', { pictures: { 'p.png': [10, 10] } }); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'image').map(({ x, y, width }) => [x, y, width])).toEqual([[0, 0, 20]]);
    expect(placesOf(laid.pages[0])).toEqual(['aaaa bbb@20,8', 'ccc dddd@20,18', 'eeee ffff@0,28']);
  });

  it('stand at the line in which they were written', async () => {
    const laid = await layOut('<p>aaaa bbbb cccc <span class=f></span>dddd eeee ffff gggg hhhh', CSS);
    expect(fillOf(laid, '#ff0000')).toBe('0,10 20×20');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa bbbb@0,8', 'cccc@20,18', 'dddd@20,28', 'eeee ffff@0,38', 'gggg hhhh@0,48']); // prettier-ignore
  });

  it('leave less than four ems to no line', async () => {
    expect(await places('<div class=f style="width: 70pt"></div><p>aaa bb')).toEqual(['aaa bb@0,28']);
  });

  it('leave words that do not fit beside them to the lines below', async () => {
    expect(await places('<div class=f></div><p>aaaaaaaaa bb')).toEqual(['aaaaaaaaa@0,28', 'bb@0,38']);
  });

  it('may be wider than their column: the text stands below', async () => {
    const laid = await layOut('<div class=f style="width: 120pt"></div><p>aaaa', CSS);
    expect(fillOf(laid, '#ff0000')).toBe('0,0 120×20');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa@0,28']);
  });

  it('give justified lines beside them their own measure', async () => {
    const laid = await layOut('<div class=f></div><p>aa bb cc dd ee ff gg hh', `${CSS} p { text-align: justify }`); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'text').map(({ width }) => Math.round(width))).toEqual([80, 80, 50]);
  });

  it('stand beside an initial letter', async () => {
    const laid = await layOut('<div class=f></div><p class=i>Aaa bbb ccc ddd eee', `${CSS} .i::first-letter { initial-letter: 2 }`); // prettier-ignore
    const [, first, second, third] = itemsOf(laid.pages[0], 'text');
    expect(first?.x).toBeGreaterThan(30);
    expect(second?.x).toBeCloseTo(first?.x ?? 0);
    expect(third?.x).toBe(0);
  });

  it('are cleared', async () => {
    expect(await places('<div class=f></div><div class=r style="height: 30pt"></div><p>aa<p style="clear: left">bb<p style="clear: both">cc')).toEqual(['aa@20,8', 'bb@0,28', 'cc@0,38']); // prettier-ignore
    expect(await places('<div class=f></div><p>aa<div style="clear: both"></div><p>bb')).toEqual(['aa@20,8', 'bb@0,28']); // prettier-ignore
    expect(await places('<div class=f></div><div class="f g"></div><p>aa', '.g { clear: left }')).toEqual(['aa@20,8']); // prettier-ignore
  });

  it('are held in by boxes with a formatting context of their own', async () => {
    const laid = await layOut('<div class=b><div class=f></div>a</div><p>bb', `${CSS} .b { overflow: hidden; background: #00ff00 }`); // prettier-ignore
    expect(fillOf(laid, '#00ff00')).toBe('0,0 100×20');
    expect(placesOf(laid.pages[0])).toEqual(['a@20,8', 'bb@0,28']);
  });

  it.each([
    ['flex containers', '<div class=g style="display: flex; background: #00ff00">aaaa</div>', '20,0 80×10'],
    ['hidden overflow', '<div class=g style="overflow: hidden; background: #00ff00">aaaa</div>', '20,0 80×10'], // prettier-ignore
    ['tables', '<table style="background: #00ff00"><tr><td>aaaa</table>', '20,0 40×10'],
    ['given widths', '<div style="overflow: hidden; width: 50%; background: #00ff00">aaaa</div>', '20,0 50×10'], // prettier-ignore
    ['widths that do not fit', '<div style="overflow: hidden; width: 90%; background: #00ff00">a</div>', '0,20 90×10'], // prettier-ignore
  ])('shorten boxes with a formatting context, or push them down: %s', async (_, html, expected) => {
    expect(fillOf(await layOut(`<div class=f></div>${html}`, CSS), '#00ff00')).toBe(expected);
  });

  it('are painted over the backgrounds of the boxes beside them', async () => {
    const laid = await layOut('<div class=f></div><div style="background: #00ff00">aaaa</div>', CSS);
    expect(itemsOf(laid.pages[0], 'fill').map(({ width }) => width)).toEqual([100, 20]);
    expect(fillOf(laid, '#00ff00')).toBe('0,0 100×10');
  });

  it('are read where they were written', async () => {
    const laid = await layOut('<p>one<div class=t>side</div><p>two', '.t { float: right; background: #ffff00 }'); // prettier-ignore
    expect(linesOf(laid.pages[0])).toEqual(['one', 'side', 'two']);
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['one', 'side', 'two']);
  });

  it('go on to the next page with the text that follows while that fills the page', async () => {
    const laid = await layOut('<p>aa<div class=f style="height: 95pt">x</div><p>bb<p>cc', CSS);
    expect(pageTexts(laid)).toEqual([['aa', 'bb', 'cc'], ['x']]);
    expect(fillOf(laid, '#ff0000', 1)).toBe('0,0 20×95');
  });

  it('stand at the top of the next column beside what goes on there', async () => {
    const laid = await layOut('<div class=c><p>aa<div class=f style="height: 25pt"></div><p>b b b b b b</div>', `${CSS} .c { columns: 2; column-gap: 0; height: 30pt; column-fill: auto } .f { width: 10pt } p { width: 50pt }`); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('50,0 10×25');
    expect(placesOf(laid.pages[0])).toEqual(['aa@0,8', 'b b b@0,18', 'b b b@0,28']);
  });

  it('keep their place in balanced columns, beside text of both', async () => {
    const laid = await layOut('<div class=c><div class=f></div><p>a a a a a a a a a a a a</div>', `${CSS} .c { columns: 2; column-gap: 0 } .f { width: 10pt }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a a@10,8', 'a a@10,18', 'a a a@0,28', 'a a a@50,8', 'a a@50,18']); // prettier-ignore
  });

  it('break anew what goes on without them', async () => {
    const laid = await layOut('<div style="height: 80pt"></div><div class=f></div><p>aaaa bbb ccc dddd eeee ffff', CSS); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['aaaa bbb', 'ccc dddd'], ['eeee ffff']]);
    const long = await layOut('<div style="height: 90pt"></div><div class=f style="height: 10pt"></div><p>aaaa bbb ccc dddd eeee ffff', CSS); // prettier-ignore
    expect(pageTexts(long)).toEqual([['aaaa bbb'], ['ccc dddd', 'eeee ffff']]);
  });

  it('come before a forced break that follows them', async () => {
    const laid = await layOut('<p>aa<div class=f style="height: 95pt">x</div><p style="break-before: page">bb', CSS); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['aa'], ['x'], ['bb']]);
  });

  it('come before what clears them', async () => {
    const laid = await layOut('<p>aa<div class=f style="height: 95pt">x</div><p>bb<p style="clear: both">cc', CSS); // prettier-ignore
    expect(pageTexts(laid)).toEqual([['aa', 'bb'], ['x'], ['cc']]);
  });

  it('end with a warning where they are higher than a page, and lose nothing', async () => {
    const text = Array.from({ length: 14 }, (_, i) => `w${i}`).join('<br>');
    const laid = await layOut(`<div class=g>${text}</div><p>aa`, '.g { float: left }');
    expect(laid.codes).toEqual(['L002']);
    expect(laid.pages.flatMap(linesOf)).toHaveLength(15);
  });

  it('are scaled to the page where they are pictures', async () => {
    const laid = await layOut('<p>aa<img class=p src=p.png alt=x><p>bb', '.p { float: left; width: 50pt; height: 200pt }', { pictures: { 'p.png': [10, 10] } }); // prettier-ignore
    expect(laid.codes).toEqual(['L002']);
    expect(itemsOf(laid.pages[0], 'image').map(({ x, y, width, height }) => [x, y, width, height])).toEqual([[0, 0, 25, 100]]); // prettier-ignore
    expect(laid.pages.flatMap(linesOf)).toEqual(['aa', 'bb']);
  });

  it('may hold notes, where the page has no room for both', async () => {
    const laid = await layOut('<div class=g><p>aa<span class=n>bb</span></div><p>cc', '@page { size: 100pt 30pt } .g { float: left; width: 40pt; height: 25pt } .n { float: footnote }'); // prettier-ignore
    expect(laid.pages.flatMap(linesOf)).toEqual(['aa1', '1. bb', 'cc']);
  });

  it('leave the lines beside them on the line grid', async () => {
    const laid = await layOut('<div class=f style="height: 13pt"></div><p>aaaa bbb ccc dddd eeee ffff', `${CSS} html { line-grid: create } p { line-snap: baseline }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['aaaa bbb@20,8', 'ccc dddd@20,18', 'eeee ffff@0,28']);
  });

  it('may float in one another', async () => {
    const laid = await layOut('<div class=o><div class=f></div><p>aaaa</div><p>bb', `${CSS} .o { float: right; width: 60pt; background: #00ff00 }`); // prettier-ignore
    expect(fillOf(laid, '#00ff00')).toBe('40,0 60×20');
    expect(placesOf(laid.pages[0])).toEqual(['aaaa@60,8', 'bb@0,8']);
  });

  it('do not float as items of a flex container', async () => {
    const laid = await layOut('<div style="display: flex"><div class=f>a</div><p>b</div>', CSS);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@20,8']);
  });

  it('count for the width of what is as wide as its content', async () => {
    const laid = await layOut('<div style="position: absolute; background: #00ff00"><div class=f></div></div>', CSS); // prettier-ignore
    expect(fillOf(laid, '#00ff00')).toBe('0,0 20×20');
  });

  it('move the markers of lists beside them along with the text', async () => {
    const html = '<div class=f></div><ul style="padding-inline-start: 15pt"><li>aa<li>bb<li>cc</ul>';
    expect(await places(html)).toEqual(['•@5,8', 'aa@20,8', '•@5,18', 'bb@20,18', '•@0,28', 'cc@15,28']);
    expect(await places(`<div dir=rtl>${html}</div>`, '.f { float: right }')).toEqual(['•@85,8', 'aa@60,8', '•@85,18', 'bb@60,18', '•@90,28', 'cc@65,28']); // prettier-ignore
  });
});

describe('layout with boxes out of the flow ends', () => {
  const long = 'some words to be set here '.repeat(12);
  const body = `<h2>head</h2><p>${long}<span>inside ${long}</span></p><div class=c><p>${long}</p><h2>head</h2></div><table><tr><td>${long}<td>b</table><ul><li>a</ul><img src=p.png alt=x><div class=x><p>a</p></div>`; // prettier-ignore

  it.each([
    ['everything floats', '* { float: left }'],
    ['everything floats outside', 'body * { float: outside; margin: 3pt; width: 40% }'],
    ['everything is absolute', '* { position: absolute }'],
    ['everything is absolute and reaches out', 'body * { position: absolute; inset: -30pt }'],
    ['everything is fixed', '* { position: fixed }'],
    ['everything is in layers', '* { position: relative; z-index: -1 }'],
    ['everything clears', 'p { float: right } * { clear: both }'],
    ['floats fill columns', 'body { columns: 3 } p { float: left; break-inside: avoid }'],
    ['floats are higher than pages', 'p, span { float: left; height: 300pt; width: 30pt }'],
    ['floats stick out', 'p { float: left; margin: -20pt } span { float: right; margin: 400pt }'],
    ['floats have no size', 'p, span { float: left; width: 0; height: 0; font-size: 0 }'],
    ['boxes between floats keep together', '* { break-after: avoid; break-inside: avoid } p, span { float: left; width: 50% }'], // prettier-ignore
    ['pages are lower than a line', '@page { size: 100pt 4pt } p, span { float: left }'],
    ['pages are narrower than a letter', '@page { size: 2pt 100pt } p, span { float: left }'],
    [
      'everything is flexible',
      'body, div { display: flex } p, span { float: left } h2 { position: absolute }',
    ],
  ])('where %s', async (_, css) => {
    const laid = await layOut(`<body>${body}</body>`, css, { pictures: { 'p.png': [40, 40] } });
    expect(laid.pages.length).toBeGreaterThan(0);
    expect(laid.pages.length).toBeLessThan(3000);
    expect(laid.pages.flatMap(linesOf).join(' ')).toContain('head');
  });

  it.each(['float: left', 'position: absolute', 'position: fixed', 'position: relative; z-index: 1'])(
    'with a hundred boxes in each other: %s',
    async (css) => {
      const deep = `${'<div>'.repeat(100)}deep<p>text</p>${'</div>'.repeat(100)}<p>after</p>`;
      const laid = await layOut(`<body>${deep}</body>`, `div { ${css} }`);
      const shown = laid.pages.flatMap((each) => itemsOf(each, 'text').filter(({ tag }) => tag !== -1).map(textOfLine)).join(' '); // prettier-ignore
      expect(shown.match(/deep|text|after/g)?.sort()).toEqual(['after', 'deep', 'text']);
    },
  );
});
