import { describe, expect, it } from 'vitest';
import { fillOf, fillsOf, itemsOf, layOut, pageTexts, placesOf, tenths } from '../../helpers/lay-out.ts';

/** Tops of the coloured areas on page 1. */
async function tops(html: string, css = ''): Promise<readonly number[]> {
  const laid = await layOut(html, `.b { height: 10pt; background: #ff0000 } ${css}`);
  return itemsOf(laid.pages[0], 'fill').map(({ y }) => tenths(y));
}

describe('blocks in the flow', () => {
  it('stand one under the other, as wide as their container', async () => {
    const laid = await layOut('<p class=a>x</p><p class=a>y</p>', '.a { background: #ff0000 }');
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 100×10', '0,10 100×10']);
    expect(placesOf(laid.pages[0])).toEqual(['x@0,8', 'y@0,18']);
  });

  it('put half of the leading above the text', async () => {
    const laid = await layOut('<p>x</p>', 'p { line-height: 20pt }');
    expect(placesOf(laid.pages[0])).toEqual(['x@0,13']);
  });

  it('count padding and border outside a content-box width', async () => {
    const laid = await layOut('<div></div>', 'div { width: 40pt; height: 10pt; padding: 5pt; border: 2pt solid; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,0 54×24');
  });

  it('count padding and border inside a border-box width', async () => {
    const laid = await layOut('<div>x</div>', 'div { box-sizing: border-box; width: 40pt; height: 30pt; padding: 5pt; border: 2pt solid; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,0 40×30');
    expect(placesOf(laid.pages[0])).toEqual(['x@7,15']);
  });

  it('take percentages of padding from the width of the container, vertical ones too', async () => {
    const laid = await layOut('<div>x</div>', 'div { padding: 10% }');
    expect(placesOf(laid.pages[0])).toEqual(['x@10,18']);
  });

  it('take a percentage width from the container’s content box', async () => {
    const laid = await layOut('<div class=o><div class=i>x</div></div>', '.o { padding: 10pt } .i { width: 50%; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('10,10 40×10');
  });

  it('take a percentage height from a container of definite height', async () => {
    const laid = await layOut('<div class=o><div class=i></div></div>', '.o { height: 60pt } .i { height: 50%; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,0 100×30');
  });

  it('let a percentage height of a container without definite height be auto', async () => {
    const laid = await layOut('<div class=o><div class=i>x</div></div>', '.i { height: 50%; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,0 100×10');
  });

  it('are not wider than max-width and not narrower than min-width', async () => {
    const laid = await layOut('<div class="b m">x</div><div class="b n">y</div>', '.b { background: #ff0000 } .m { max-width: 30pt } .n { width: 10pt; min-width: 20pt }'); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 30×10', '0,10 20×10']);
  });

  it('are at least min-height and at most max-height high', async () => {
    const laid = await layOut('<div class="b n">y</div><div class="b m"><p>a</p><p>b</p></div><p>c</p>', '.b { background: #ff0000 } .n { min-height: 25pt } .m { max-height: 12pt }'); // prettier-ignore
    expect(fillsOf(laid.pages[0]).slice(0, 2)).toEqual(['0,0 100×25', '0,25 100×12']);
    expect(placesOf(laid.pages[0]).at(-1)).toBe('c@0,45');
  });

  it('keep their min-height when percentages or padding are at work', async () => {
    const laid = await layOut('<div class=o><div class=i>x</div></div>', '.o { height: 80pt } .i { min-height: 50%; padding: 5pt; box-sizing: border-box; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('0,0 100×40');
  });

  it('are centred between auto margins', async () => {
    const laid = await layOut('<div></div>', 'div { width: 40pt; height: 10pt; margin: 0 auto; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('30,0 40×10');
  });

  it('are pushed to the end by one auto margin at the start', async () => {
    const laid = await layOut('<div></div>', 'div { width: 40pt; height: 10pt; margin-left: auto; margin-right: 5pt; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('55,0 40×10');
  });

  it('begin at the right in a right-to-left container', async () => {
    const laid = await layOut('<html dir=rtl lang=fa><div>x</div>', 'div { width: 40pt; margin-right: 5pt; background: #ff0000 }'); // prettier-ignore
    expect(fillOf(laid, '#ff0000')).toBe('55,0 40×10');
    expect(placesOf(laid.pages[0])).toEqual(['x@85,8']);
  });

  it('take logical margins and paddings from their own direction', async () => {
    const laid = await layOut('<div dir=rtl class=b>x</div><div class=b>y</div>', '.b { margin-inline-start: 20pt; padding-inline-end: 10pt; background: #ff0000 }'); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 80×10', '20,10 80×10']);
    expect(placesOf(laid.pages[0])).toEqual(['x@70,8', 'y@20,18']);
  });

  it('shrink to their content with width: fit-content, max-content and min-content', async () => {
    const laid = await layOut('<div class="b f">aa bb</div><div class="b x">aa bb</div><div class="b n">aa bb</div>', '.b { background: #ff0000 } .f { width: fit-content } .x { width: max-content } .n { width: min-content }'); // prettier-ignore
    expect(fillsOf(laid.pages[0])).toEqual(['0,0 50×10', '0,10 50×10', '0,20 20×20']);
  });

  it('paint each border on its own side', async () => {
    const laid = await layOut('<div></div>', 'div { width: 40pt; height: 10pt; border-top: 2pt solid #ff0000; border-left: 4pt solid #0000ff }'); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'rule').map(({ x1, y1, x2, y2, thickness }) => [x1, y1, x2, y2, thickness])).toEqual([[0, 1, 44, 1, 2], [2, 0, 2, 12, 4]]); // prettier-ignore
  });

  it('show nothing of themselves when hidden but keep their room', async () => {
    const laid = await layOut('<div class=h>x</div><p>y</p>', '.h { visibility: hidden; background: #ff0000; border: 1pt solid }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['y@0,20']);
    expect(fillsOf(laid.pages[0])).toEqual([]);
    expect(itemsOf(laid.pages[0], 'rule')).toEqual([]);
  });

  it('show a visible child of a hidden block', async () => {
    const laid = await layOut('<div class=h>x<p class=v>y</p></div>', '.h { visibility: hidden } .v { visibility: visible }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['y@0,18']);
  });

  it('shift a relatively placed block without moving what follows', async () => {
    const laid = await layOut('<p class=r>x</p><p>y</p>', '.r { position: relative; top: 3pt; left: 5pt }');
    expect(placesOf(laid.pages[0])).toEqual(['x@5,11', 'y@0,18']);
  });

  it('snap their height to a step', async () => {
    const laid = await layOut('<p class=s>x</p><p>y</p>', '.s { block-step-size: 14pt }');
    expect(placesOf(laid.pages[0])).toEqual(['x@0,8', 'y@0,22']);
  });

  it('wrap lines directly in a block and around its block children', async () => {
    const laid = await layOut('<div>a<p>b</p>c</div>');
    expect(pageTexts(laid)).toEqual([['a', 'b', 'c']]);
  });

  it('set no paragraph for white space between blocks', async () => {
    const laid = await layOut('<div>\n  <p>b</p>\n  <p>c</p>\n</div>');
    expect(placesOf(laid.pages[0])).toEqual(['b@0,8', 'c@0,18']);
  });

  it('leave out display: none', async () => {
    const laid = await layOut('<p>a</p><div class=n>b<p>c</p></div><p>d</p>', '.n { display: none }');
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'd@0,18']);
  });
});

describe('vertical margins', () => {
  it('between siblings: the larger one remains', async () => {
    expect(await tops('<div class="b x"></div><div class="b y"></div>', '.x { margin-bottom: 8pt } .y { margin-top: 5pt }')).toEqual([0, 18]); // prettier-ignore
  });

  it('with a negative one: it is taken away from the largest', async () => {
    expect(await tops('<div class="b x"></div><div class="b y"></div>', '.x { margin-bottom: 8pt } .y { margin-top: -5pt }')).toEqual([0, 13]); // prettier-ignore
  });

  it('of a parent and its first child collapse', async () => {
    expect(await tops('<div class=b></div><div class=o><div class="b x"></div></div>', '.o { margin-top: 5pt } .x { margin-top: 9pt }')).toEqual([0, 19]); // prettier-ignore
  });

  it('of a parent and its last child collapse', async () => {
    expect(await tops('<div class=o><div class="b x"></div></div><div class=b></div>', '.o { margin-bottom: 5pt } .x { margin-bottom: 9pt }')).toEqual([0, 19]); // prettier-ignore
  });

  it('stay inside a parent with padding or border', async () => {
    expect(await tops('<div class=o><div class="b x"></div></div><div class=b></div>', '.o { padding: 1pt 0; margin: 5pt 0 } .x { margin: 9pt 0 }')).toEqual([15, 40]); // prettier-ignore
  });

  it('stay inside a flow root', async () => {
    expect(await tops('<div class=b></div><div class=o><div class="b x"></div></div>', '.o { display: flow-root } .x { margin-top: 9pt }')).toEqual([0, 19]); // prettier-ignore
    expect(await tops('<div class=b></div><div class=o><div class="b x"></div></div>', '.o { display: flow-root; margin-top: 5pt } .x { margin-top: 9pt }')).toEqual([0, 24]); // prettier-ignore
  });

  it('meet through an empty box', async () => {
    expect(await tops('<div class=b></div><div class=e></div><div class="b"></div>', '.e { margin: 7pt 0 4pt }')).toEqual([0, 17]); // prettier-ignore
    expect(await tops('<div class="b x"></div><div class=e></div><div class="b y"></div>', '.x { margin-bottom: 9pt } .e { margin: 7pt 0 4pt } .y { margin-top: 3pt }')).toEqual([0, 19]); // prettier-ignore
  });

  it('of nested boxes without content all meet', async () => {
    expect(await tops('<div class=b></div><div class=e><div class=e><div class=e></div></div></div><div class="b"></div>', '.e { margin: 6pt 0 }')).toEqual([0, 16]); // prettier-ignore
  });

  it('do not meet through a box with padding', async () => {
    expect(await tops('<div class=b></div><div class=e></div><div class="b"></div>', '.e { margin: 7pt 0 4pt; padding-top: 1pt }')).toEqual([0, 22]); // prettier-ignore
  });

  it('of the last child show below a parent of fixed height only through the parent’s own', async () => {
    expect(await tops('<div class=o><div class="b x"></div></div><div class=b></div>', '.o { height: 20pt } .x { margin-bottom: 9pt }')).toEqual([0, 20]); // prettier-ignore
  });

  it('are kept at the top of the first page and after a forced break, and dropped after an unforced one', async () => {
    const css = 'p { margin-top: 10pt } .f { break-before: page }';
    expect((await layOut('<p>a</p>', css)).pages.map(placesOf)).toEqual([['a@0,18']]);
    expect((await layOut('<p>a</p><p class=f>b</p>', css)).pages.map(placesOf)).toEqual([['a@0,18'], ['b@0,18']]); // prettier-ignore
    const many = await layOut('<p>a</p>'.repeat(6), css);
    expect(many.pages.map((page) => placesOf(page)[0])).toEqual(['a@0,18', 'a@0,8']);
  });

  it('at the end of a page do not push the page’s last line on', async () => {
    const laid = await layOut('<p>a</p>', 'p { margin-bottom: 95pt }');
    expect(laid.pages).toHaveLength(1);
  });

  it('of a table and of pictures do not collapse with their content', async () => {
    expect(await tops('<div class=b></div><table><tr><td><div class="b x"></div></table>', '.x { margin-top: 9pt } td { padding: 0 } table { width: 100% }')).toEqual([0, 19]); // prettier-ignore
  });
});
