// Contents: entries with a leader and the number of a page, in both directions and in one list.
import { describe, expect, it } from 'vitest';
import { itemsOf, layOut, lineWith, tenths, wordsOf } from '../../helpers/lay-out.ts';

const CSS = `
  @page { size: 200pt 100pt }
  .entry a::after { content: leader(dotted) target-counter(attr(href), page) }
  .entry[dir=rtl] a::after { content: leader(dotted) target-counter(attr(href), page, persian) }
  h1 { break-before: page }
`;
const HTML = `<html dir=rtl><body>
  <p class=entry dir=rtl><a href="#fa">آب</a></p>
  <p class=entry dir=ltr><a href="#en">Wa</a></p>
  <p class=entry dir=rtl><a href="#en">Rafah</a></p>
  <h1 id=fa>x</h1><h1 id=en>y</h1></body></html>`;

describe('an entry of the contents', () => {
  it('ends with the page number at the far edge, in the digits asked for', async () => {
    const laid = await layOut(HTML, CSS);
    const [rtl, ltr, mixed] = itemsOf(laid.pages[0], 'text').map((item) => wordsOf(laid, item));
    expect(rtl?.[0]).toBe('۲@0-10');
    expect(rtl?.at(-1)).toMatch(/-200$/);
    expect(ltr?.[0]).toBe('Wa@0-20');
    expect(ltr?.at(-1)).toBe('3@190-200');
    expect(mixed?.[0]).toBe('۳@0-10');
    expect(mixed?.at(-1)).toBe('Rafah@150-200');
  });

  it('is filled by the leader from edge to edge', async () => {
    const laid = await layOut(HTML, CSS);
    for (const item of itemsOf(laid.pages[0], 'text')) expect([tenths(item.x), tenths(item.width)]).toEqual([0, 200]); // prettier-ignore
  });

  it('that takes two lines has its leader on the second', async () => {
    const laid = await layOut('<p class=entry dir=ltr><a href="#x">one two three four five</a></p><h1 id=x>x</h1>', `${CSS} .entry { width: 140pt }`); // prettier-ignore
    const [first, second] = itemsOf(laid.pages[0], 'text').map((item) => wordsOf(laid, item));
    expect(first?.map((word) => word.split('@')[0])).toEqual(['one', 'two', 'three']);
    expect(second?.at(-1)).toBe('2@130-140');
  });

  it('links title and number to the target', async () => {
    const laid = await layOut(HTML, CSS);
    const links = itemsOf(laid.pages[0], 'link');
    expect(links.map(({ href }) => href)).toEqual(['#fa', '#en', '#en']);
    expect(links.map(({ width }) => tenths(width))).toEqual([200, 200, 200]);
  });

  it('may have any leader, and none where it is left out', async () => {
    const laid = await layOut('<p class=entry dir=ltr><a href="#x">a</a></p><p class=b><a href="#x">b</a></p><h1 id=x>x</h1>', `${CSS} .entry a::after { content: leader("~ ") "." } .b a::after { content: target-counter(attr(href), page) }`); // prettier-ignore
    expect(tenths(lineWith(laid, 'a').width)).toBe(200);
    expect(tenths(lineWith(laid, 'b').width)).toBe(20);
  });
});
