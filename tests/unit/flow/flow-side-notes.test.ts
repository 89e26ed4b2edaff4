import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

/** Page area of 100 × 100 pt between margins of 60 pt. */
const SIDE =
  '@page { size: 220pt 100pt; margin: 0 60pt } .s { float: sidenote; width: 40pt; margin: 0 10pt }';

function lines(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

async function sides(html: string, css = ''): Promise<LaidOut> {
  return layOut(html, SIDE + css);
}

/** The lines of a page in its margins. */
function beside(laid: LaidOut, page = 0): readonly string[] {
  return placesOf(laid.pages[page]).filter((_, i) => {
    const x = itemsOf(laid.pages[page], 'text')[i]?.x ?? 0;
    return x < 60 || x >= 160;
  });
}

describe('a side note', () => {
  it('stands in the outer margin, at its own distance from the text', async () => {
    const laid = await sides(`<p>a<span class=s>n</span></p><p style="break-before: page">b<span class=s>m</span></p>`); // prettier-ignore
    expect(beside(laid, 0)).toEqual(['n@170,8']);
    expect(beside(laid, 1)).toEqual(['m@10,8']);
  });

  it('of a right-to-left document stands at the left of its first page', async () => {
    const laid = await sides('<html dir=rtl><body><p>a<span class=s>n</span></p></body></html>');
    expect(beside(laid)).toEqual(['n@40,8']);
  });

  it('has its first line on the line where it was written', async () => {
    const laid = await sides(`<p>${lines(3)} <span class=s>n</span>${lines(2, 'b')}</p>`, '.s { font-size: 5pt; line-height: 5pt; padding-top: 3pt }'); // prettier-ignore
    expect(beside(laid)).toEqual(['n@170,28']);
  });

  it('between paragraphs stands level with the next one', async () => {
    const laid = await sides('<p>a</p><div class=s>n</div><p>b</p>');
    expect(beside(laid)).toEqual(['n@170,18']);
  });

  it('moves down where another one stands, by the larger margin of the two', async () => {
    const laid = await sides('<p>a<span class=s>n<br>o</span><br>b<span class=s>m</span></p>', '.s { margin: 5pt 10pt 3pt }'); // prettier-ignore
    expect(beside(laid)).toEqual(['n@170,8', 'o@170,18', 'm@170,33']);
  });

  it('moves up where it would pass the foot of the page, and the others with it', async () => {
    const laid = await sides(`<p>${lines(8)}<span class=s>n</span><br>b<span class=s>${lines(3, 'm')}</span></p>`); // prettier-ignore
    expect(beside(laid)).toEqual(['n@170,68', 'm0@170,78', 'm1@170,88', 'm2@170,98']);
  });

  it('goes to the next page where the margin is full', async () => {
    const laid = await sides(`<p>a<span class=s>${lines(8, 'n')}</span><br>b<span class=s>${lines(4, 'm')}</span></p><p>${lines(10, 'c')}</p>`); // prettier-ignore
    expect(beside(laid, 0)).toHaveLength(8);
    expect(beside(laid, 1)).toEqual(['m0@10,8', 'm1@10,18', 'm2@10,28', 'm3@10,38']);
  });

  it('longer than a page goes on on the next one, and no text is lost', async () => {
    const laid = await sides(`<p>a<span class=s>${lines(23, 'n')}</span></p>`);
    expect(pageTexts(laid).flat()).toEqual(['a', ...lines(23, 'n').split('<br>')]);
    expect(laid.pages).toHaveLength(3);
  });

  it('is as wide as the margin leaves without a width', async () => {
    const laid = await sides('<p>a<span class=s>one two</span></p>', '.s { width: auto; background: #00ff00; margin: 0 4pt }'); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'fill').map(({ x, width }) => [x, width])).toEqual([[164, 52]]);
  });

  it('may be a note of Markdown, at its call', async () => {
    const laid = await sides(`<p>${lines(2)}<a role="doc-noteref" href="#fn-1">1</a></p><section role="doc-endnotes" class=footnotes><ol><li id="fn-1" role="doc-footnote"><p>n</p></li></ol></section>`, 'li { float: sidenote; width: 40pt; margin: 0 10pt } .footnotes { border-top: 1pt solid }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['a0@60,8', 'a11@60,18', '1. n@170,18']);
    expect(itemsOf(laid.pages[0], 'rule')).toEqual([]);
  });

  it('may be written in columns and in notes', async () => {
    const laid = await sides('<div style="columns: 2"><p>a<br>b<span class=s>n</span></p></div><p>c<span class=f>d<span class=s>m</span></span></p>', '.f { float: footnote }'); // prettier-ignore
    expect(beside(laid).map((place) => place.split('@')[0])).toEqual(['n', 'm']);
  });

  it('in a side note goes to the next page', async () => {
    const laid = await sides('<p>a<span class=s>n<span class=s>m</span></span></p>');
    expect(pageTexts(laid)).toEqual([['a', 'n'], ['m']]);
  });

  it('is a Note inside a text, and what it is between paragraphs', async () => {
    const { document } = await sides('<p>a<span class=s>n</span></p><blockquote class=s>q</blockquote>');
    expect(document.structure.map(({ role }) => role).join(' ')).toBe('Document P Note P BlockQuote P');
  });

  it('leaves the lines as they are', async () => {
    const laid = await sides(`<p>one <span class=s>n</span>two</p>`);
    expect(linesOf(laid.pages[0])).toEqual(['one two', 'n']);
  });

  describe('whose text leaves the page', () => {
    const noted = (text: string, css: string): Promise<LaidOut> => sides(`<article data-source="b.md"><p data-source="b.md:7:1">a<span class=s>${text}</span> b</p></article>`, css); // prettier-ignore

    it.each([
      ['wider than the margin', 'n n n n n n n n n n n n', '.s { width: 90pt }'],
      ['with a word that is', 'nnnnnnnnnnnn', '.s { white-space: nowrap }'],
      ['at the left', 'n n n n n n n n n n n n', 'html { direction: rtl } .s { width: 90pt }'],
      ['pushed out by its margins', 'n n n', '.s { margin: 0 50pt 0 50pt }'],
    ])('is reported once, at its place in the article: %s', async (_, text, css) => {
      const { diagnostics } = await noted(text, css);
      expect(diagnostics.list.filter(({ code }) => code === 'L002')).toMatchObject([
        { code: 'L002', severity: 'warning', message: 'The text of a side note leaves its page', place: { file: 'b.md', line: 7, column: 1 } },
      ]); // prettier-ignore
    });

    it('is not reported where it has room, nor for its background alone', async () => {
      expect((await noted('n n', '')).codes).toEqual([]);
      expect((await noted('n', '.s { width: 90pt; background: #00ff00 }')).codes).toEqual([]);
    });
  });
});
