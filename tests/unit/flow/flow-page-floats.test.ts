import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { boxOf, itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

const FLOATS =
  '.t { float: top } .b { float: bottom } .page { float-reference: page } .region { float-reference: region }';
const COLUMNS = '.c { columns: 2; column-gap: 20pt; column-fill: auto }';

function lines(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

function listOf(n: number, letter = 'a', from = 0): readonly string[] {
  return Array.from({ length: n - from }, (_, i) => `${letter}${from + i}`);
}

async function floats(html: string, css = ''): Promise<LaidOut> {
  return layOut(html, FLOATS + css, { pictures: { 'p.png': [40, 40], 'tall.png': [40, 400] } });
}

/** Top edges of the lines that begin with a letter. */
function topsOf(laid: LaidOut, letter: string, page = 0): readonly number[] {
  return itemsOf(laid.pages[page], 'text').flatMap((item, i) => (linesOf(laid.pages[page])[i]?.startsWith(letter) === true ? [item.y - 8] : [])); // prettier-ignore
}

describe('a float at the top or bottom', () => {
  it('stands there, and the text goes on in what is left', async () => {
    const laid = await floats(`<p>${lines(3)}</p><p class=t>${lines(2, 't')}</p><p class=b>${lines(2, 'u')}</p><p>${lines(9, 'c')}</p>`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      ['t0', 't1', ...listOf(3), 'c0', 'c1', 'c2', 'u0', 'u1'],
      listOf(9, 'c', 3),
    ]);
    expect(topsOf(laid, 't')).toEqual([0, 10]);
    expect(topsOf(laid, 'u')).toEqual([80, 90]);
  });

  it('in the middle of a text does not break its line', async () => {
    const laid = await floats('<p>one <span class=t>t</span>two</p>');
    expect(placesOf(laid.pages[0])).toEqual(['t@0,8', 'one two@0,18']);
  });

  it('keeps its margins towards the text, none at the edge of the page', async () => {
    const laid = await floats('<p>a</p><p class=t>t</p><p class=b>u</p>', '.t, .b { margin: 7pt 0 }');
    expect(placesOf(laid.pages[0])).toEqual(['t@0,8', 'a@0,25', 'u@0,98']);
    const room = await floats(
      `<p class=t>t</p><p class=b>u</p><p>${lines(9)}</p>`,
      '.t, .b { margin: 7pt 0 }',
    );
    expect(linesOf(room.pages[0])).toEqual(['t', ...listOf(6), 'u']);
  });

  it('that does not fit on the page of its place goes to the next one', async () => {
    const laid = await floats(`<p>${lines(3)}</p><p class=t>${lines(8, 't')}</p><p>${lines(9, 'c')}</p>`);
    expect(pageTexts(laid)).toEqual([
      [...listOf(3), ...listOf(7, 'c')],
      [...listOf(8, 't'), 'c7', 'c8'],
    ]);
  });

  it('that would push its own place to the next page goes there itself', async () => {
    const laid = await floats(`<p>${lines(9)}</p><p>x<span class=t>${lines(3, 't')}</span></p>`);
    expect(pageTexts(laid)).toEqual([[...listOf(9), 'x'], listOf(3, 't')]);
  });

  it('comes after those that were written before it', async () => {
    const laid = await floats(`<p>a</p><p class=t>${lines(9, 't')}</p><p class=t>u</p><p class=b>v</p><p>${lines(7, 'b')}</p>`); // prettier-ignore
    const texts = pageTexts(laid);
    expect(texts.flat().filter((line) => /^[tuv]/.test(line))).toEqual([...listOf(9, 't'), 'u', 'v']);
    expect(texts.slice(1)).toEqual([[...listOf(9, 't'), 'u'], ['v']]);
  });

  it('at the end of the document is not lost', async () => {
    const laid = await floats(`<p>${lines(9)}<span class=t>${lines(6, 't')}</span><span class=t>${lines(6, 'u')}</span></p>`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([listOf(9), listOf(6, 't'), listOf(6, 'u')]);
  });

  it('stands before a forced page break', async () => {
    const laid = await floats(`<p>${lines(8)}</p><p class=t>${lines(5, 't')}</p><h2 style="break-before: page">next</h2>`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([listOf(8), listOf(5, 't'), ['next']]);
    const recto = await floats(`<p>${lines(8)}</p><p class=t>${lines(5, 't')}</p><h2 style="break-before: recto">next</h2>`); // prettier-ignore
    expect(pageTexts(recto)).toEqual([listOf(8), listOf(5, 't'), ['next']]);
  });

  it('stands at the head of its column', async () => {
    const laid = await floats(
      `<div class=c><p>${lines(12)}</p><p class=t>t</p><p>${lines(3, 'b')}</p></div>`,
      COLUMNS,
    );
    expect(placesOf(laid.pages[0]).slice(0, 10)).toEqual(
      listOf(10).map((line, i) => `${line}@0,${i * 10 + 8}`),
    );
    expect(placesOf(laid.pages[0]).slice(10)).toEqual(['t@60,8', 'a10@60,18', 'a11@60,28', 'b0@60,38', 'b1@60,48', 'b2@60,58']); // prettier-ignore
  });

  it('stands at the foot of its column, level with the others', async () => {
    const laid = await floats(`<div class=c><p>${lines(4)}</p><p class=b>t</p><p>${lines(3, 'b')}</p></div><p>end</p>`, `${COLUMNS} .c { column-fill: balance }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual([
      'a0@0,8', 'a1@0,18', 'a2@0,28', 'a3@0,38', 'b0@60,8', 'b1@60,18', 'b2@60,28', 't@60,38', 'end@0,48',
    ]); // prettier-ignore
  });

  it('goes to the next column where it does not fit', async () => {
    const laid = await floats(`<div class=c><p>${lines(8)}</p><p class=t>${lines(4, 't')}</p><p>${lines(3, 'b')}</p></div>`, COLUMNS); // prettier-ignore
    expect(placesOf(laid.pages[0]).slice(8)).toEqual([
      'b0@0,88', 'b1@0,98', 't0@60,8', 't1@60,18', 't2@60,28', 't3@60,38', 'b2@60,48',
    ]); // prettier-ignore
  });

  it('spans the columns of its box, or the page', async () => {
    const region = await floats(`<p>x</p><div class=c>${lines(4)}<p class="t region">wide top</p><p class="b region">wide foot</p></div>`, `${COLUMNS} .c { column-fill: balance }`); // prettier-ignore
    expect(placesOf(region.pages[0])).toEqual(['x@0,8', 'wide top@0,18', 'a0@0,28', 'a1@0,38', 'a2@60,28', 'a3@60,38', 'wide foot@0,48']); // prettier-ignore
    const page = await floats(
      `<p>x</p><div class=c>${lines(4)}<p class="t page">wide top</p></div>`,
      COLUMNS,
    );
    expect(placesOf(page.pages[0]).slice(0, 2)).toEqual(['wide top@0,8', 'x@0,18']);
  });

  it('spans the columns on the next page where the box goes on', async () => {
    const laid = await floats(`<div class=c><p>${lines(18)}</p><p class="t region">${lines(9, 't')}</p><p>${lines(5, 'b')}</p></div>`, COLUMNS); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      [...listOf(18), 'b0', 'b1'],
      [...listOf(9, 't'), 'b2', 'b3'],
      ['b4'],
    ]); // prettier-ignore
    expect(topsOf(laid, 't', 1)[0]).toBe(0);
  });

  it('keeps its caption', async () => {
    const laid = await floats(`<p>${lines(4)}</p><figure class=t><img src=p.png alt=x><figcaption>cap</figcaption></figure>`, 'img { display: block }'); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'image').map(boxOf)).toEqual(['0,0 30×30']);
    expect(placesOf(laid.pages[0])[0]).toBe('cap@0,38');
  });

  it('with a picture taller than the page is scaled to it, with a warning', async () => {
    const laid = await floats(`<p>${lines(4)}</p><img class=t src=tall.png alt=x><p>b</p>`);
    expect(laid.codes).toEqual(['L002']);
    expect(laid.pages.map((page) => itemsOf(page, 'image').map(boxOf))).toEqual([[], ['0,0 10×100']]);
    expect(pageTexts(laid)).toEqual([[...listOf(4), 'b'], []]);
  });

  it('with a caption is scaled so that the caption stays with it', async () => {
    const laid = await floats(`<p>a</p><figure class=t><img src=tall.png alt=x><figcaption>cap</figcaption></figure><p>b</p>`, 'img { display: block; width: 40pt }'); // prettier-ignore
    expect(laid.codes).toEqual(['L002']);
    expect(itemsOf(laid.pages[1], 'image').map(boxOf)).toEqual(['0,0 9×90']);
    expect(placesOf(laid.pages[1])).toEqual(['cap@0,98']);
  });

  it('longer than a page goes on on the next one', async () => {
    const laid = await floats(`<p>a</p><p class=t>${lines(25, 't')}</p><p>b</p>`);
    expect(pageTexts(laid)).toEqual([['a', 'b'], listOf(10, 't'), listOf(20, 't', 10), listOf(25, 't', 20)]);
  });

  it('in a float stands on its own', async () => {
    const laid = await floats('<p>a</p><div class=t>t<p class=b>u</p></div>');
    expect(placesOf(laid.pages[0])).toEqual(['t@0,8', 'a@0,18', 'u@0,98']);
  });

  it('may have a footnote, which stands below it', async () => {
    const laid = await floats('<p>a</p><p class=b>t<span class=n>n</span></p>', '.n { float: footnote } @page { @footnote { margin: 0; padding: 0; border: none } } ::footnote-call { vertical-align: baseline }'); // prettier-ignore
    expect(linesOf(laid.pages[0])).toEqual(['a', 't1', '1. n']);
    expect(topsOf(laid, '1')).toEqual([90]);
  });

  it('in a cell or a flex item goes to the page', async () => {
    const laid = await floats('<table><tr><td>a<p class=t>t</p></td></tr></table><div style="display: flex"><div>b<p class=b>u</p></div></div>'); // prettier-ignore
    expect(linesOf(laid.pages[0])).toEqual(['t', 'a', 'b', 'u']);
  });
});
