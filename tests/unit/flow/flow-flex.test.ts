import { describe, expect, it } from 'vitest';
import { fillsOf, itemsOf, layOut, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const FLEX = '.x { display: flex }';

async function fills(html: string, css: string): Promise<readonly string[]> {
  const laid = await layOut(html, `${FLEX} .a, .b, .c { background: #ff0000 } ${css}`);
  return fillsOf(laid.pages[0]);
}

const THREE = '<div class=x><div class=a>a</div><div class=b>bb</div><div class=c>c</div></div>';

describe('flex containers', () => {
  it('put items beside each other, as wide as their content', async () => {
    expect(await fills(THREE, '')).toEqual(['0,0 10×10', '10,0 20×10', '30,0 10×10']);
  });

  it('begin at the right in a right-to-left box', async () => {
    expect(await fills(`<div dir=rtl>${THREE}</div>`, '')).toEqual([
      '90,0 10×10',
      '70,0 20×10',
      '60,0 10×10',
    ]);
  });

  it.each([
    ['center', [30, 40, 60]],
    ['flex-end', [60, 70, 90]],
    ['space-between', [0, 40, 90]],
    ['space-evenly', [15, 40, 75]],
  ])('justify their items: %s', async (justify, xs) => {
    const found = await fills(THREE, `.x { justify-content: ${justify} }`);
    expect(found.map((box) => Number(box.split(',')[0]))).toEqual(xs);
  });

  it('have gaps', async () => {
    expect(await fills(THREE, '.x { gap: 5pt }')).toEqual(['0,0 10×10', '15,0 20×10', '40,0 10×10']);
  });

  it('let items grow into the room that is left', async () => {
    expect(await fills(THREE, '.b { flex: 1 }')).toEqual(['0,0 10×10', '10,0 80×10', '90,0 10×10']);
    expect(await fills(THREE, '.a { flex: 1 } .b { flex: 2 } .c { flex: 1 }')).toEqual(['0,0 25×10', '25,0 50×10', '75,0 25×10']); // prettier-ignore
  });

  it('let items shrink by their size, and wrap their text', async () => {
    expect(await fills('<div class=x><div class=a>aaaa aaaa aaaa</div><div class=b>bb bb</div></div>', '')).toEqual(['0,0 73.7×30', '73.7,0 26.3×30']); // prettier-ignore
  });

  it('do not let items with flex-shrink: 0 shrink', async () => {
    expect(await fills('<div class=x><div class=a>aaaa aaaa</div><div class=b>bb bb</div></div>', '.a { flex-shrink: 0 }')).toEqual(['0,0 90×20', '90,0 20×20']); // prettier-ignore
  });

  it('stretch items to the height of the line', async () => {
    expect(await fills('<div class=x><div class=a>a<br>a</div><div class=b>b</div></div>', '')).toEqual(['0,0 10×20', '10,0 10×20']); // prettier-ignore
    expect(await fills('<div class=x><div class=a>a<br>a</div><div class=b>b</div></div>', '.x { align-items: flex-end }')).toEqual(['0,0 10×20', '10,10 10×10']); // prettier-ignore
    expect(await fills('<div class=x><div class=a>a<br>a</div><div class=b>b</div></div>', '.b { align-self: center }')).toEqual(['0,0 10×20', '10,5 10×10']); // prettier-ignore
  });

  it('align first baselines', async () => {
    const laid = await layOut('<div class=x><div class=a>a</div><div class=b>b</div></div>', `${FLEX} .x { align-items: baseline } .a { font-size: 20pt; line-height: 20pt }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a@0,16', 'b@20,16']);
  });

  it('push items away with auto margins', async () => {
    expect(await fills(THREE, '.b { margin-left: auto }')).toEqual(['0,0 10×10', '70,0 20×10', '90,0 10×10']);
  });

  it('count the margins, borders and padding of items', async () => {
    expect(await fills('<div class=x><div class=a>a</div><div class=b>b</div></div>', '.a { margin: 0 2pt; padding: 0 3pt; border: 1pt solid }')).toEqual(['2,0 18×12', '22,0 10×12']); // prettier-ignore
  });

  it('stack items in a column', async () => {
    expect(await fills(THREE, '.x { flex-direction: column; gap: 2pt }')).toEqual(['0,0 100×10', '0,12 100×10', '0,24 100×10']); // prettier-ignore
  });

  it('spread a column over a definite height', async () => {
    expect(await fills(THREE, '.x { flex-direction: column; height: 60pt; justify-content: space-between }')).toEqual(['0,0 100×10', '0,25 100×10', '0,50 100×10']); // prettier-ignore
    expect(await fills(THREE, '.x { flex-direction: column; height: 60pt } .b { flex: 1 }')).toEqual(['0,0 100×10', '0,10 100×40', '0,50 100×10']); // prettier-ignore
  });

  it('order their items', async () => {
    expect(await fills(THREE, '.a { order: 2 }')).toEqual(['0,0 20×10', '20,0 10×10', '30,0 10×10']);
  });

  it('reverse', async () => {
    expect(await fills(THREE, '.x { flex-direction: row-reverse }')).toEqual([
      '90,0 10×10',
      '70,0 20×10',
      '60,0 10×10',
    ]);
  });

  it('wrap', async () => {
    expect(await fills('<div class=x><div class=a>aaaaaa</div><div class=b>bbbbbb</div></div>', '.x { flex-wrap: wrap }')).toEqual(['0,0 60×10', '0,10 60×10']); // prettier-ignore
  });

  it('nest', async () => {
    const laid = await layOut('<div class=x><div class=a>a</div><div class="x i"><div class=b>b</div><div class=c>c</div></div></div>', `${FLEX} .i { flex: 1; justify-content: space-between }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@10,8', 'c@90,8']);
  });

  it('take percentages of items from their own width', async () => {
    expect(await fills('<div class=x><div class=a>a</div><div class=b>b</div></div>', '.x { width: 80pt } .a { width: 25% } .b { width: 75% }')).toEqual(['0,0 20×10', '20,0 60×10']); // prettier-ignore
  });

  it('take percentage heights of what is in items from the items', async () => {
    expect(await fills('<div class=x><div class=o><div class=a></div></div></div>', '.x { height: 40pt } .o { width: 20pt } .a { height: 50% }')).toEqual(['0,0 20×20']); // prettier-ignore
  });

  it('take text without an element as an item', async () => {
    const laid = await layOut(
      '<div class=x>a<div>b</div></div>',
      `${FLEX} .x { justify-content: space-between }`,
    );
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'b@90,8']);
  });

  it('keep the shape of pictures', async () => {
    const laid = await layOut('<div class=x><img src=p.png alt=x><div class=b>b</div></div>', `${FLEX} .x { align-items: flex-start } img { width: 20pt }`, { pictures: { 'p.png': [40, 80] } }); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'image').map(({ width, height }) => [width, height])).toEqual([[20, 40]]);
  });

  it('move to the next page as a whole', async () => {
    const laid = await layOut(`<p>${'x<br>'.repeat(8)}</p><div class=x><div>a<br>b<br>c</div></div>`, FLEX);
    expect(pageTexts(laid)[1]).toEqual(['a', 'b', 'c']);
  });

  it('higher than a page lose no text', async () => {
    const tall = Array.from({ length: 24 }, (_, i) => `a${i}`).join('<br>');
    const laid = await layOut(`<div class=x><div>${tall}</div><div>b</div></div><p>end</p>`, FLEX);
    expect(
      pageTexts(laid)
        .flat()
        .filter((text) => text.startsWith('a')),
    ).toHaveLength(24);
    for (const page of laid.pages)
      for (const { y } of itemsOf(page, 'text')) expect(y).toBeLessThanOrEqual(100);
  });

  it('in a column direction break between their items', async () => {
    const items = Array.from({ length: 14 }, (_, i) => `<p>a${i}</p>`).join('');
    const laid = await layOut(`<div class=x>${items}</div>`, `${FLEX} .x { flex-direction: column }`);
    expect(pageTexts(laid).map((page) => page.length)).toEqual([10, 4]);
  });
});

describe('columns in a flex item', () => {
  it('lose nothing where boxes of fixed height break differently than they were measured', async () => {
    const paragraphs = '<p class="fixed">w0 w1 w2 w3 w4 w5</p><p>w6</p>';
    const { finished } = await layOut(
      `<div class="flex"><div class="cols">${paragraphs}</div></div>`,
      '@page { size: 40pt 110pt } .flex { display: flex } .cols { columns: 2; column-gap: 6pt } .fixed { height: 25pt }',
    );
    const text = finished.flatMap(({ blocks }) => blocks.map((block) => block.text)).join(' ');
    expect(text).toBe('w0 w1 w2 w3 w4 w5 w6');
  });
});
