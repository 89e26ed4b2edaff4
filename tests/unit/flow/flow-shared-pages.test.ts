// Articles one under the other on a page, each with a head over columns and a rule between them: where they may begin, and what
// goes to the next page together.
import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { itemsOf, layOut, pageTexts } from '../../helpers/lay-out.ts';

function lines(n: number, letter: string): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

const CSS = `
  @page { size: 300pt 200pt }
  html { line-grid: create; line-snap: baseline }
  article { border-top: 1pt solid #000; padding-top: 2pt; margin-top: 5pt }
  .head { break-inside: avoid; break-after: avoid }
  h2 { font-size: 14pt; line-height: 20pt; break-after: avoid }
  .text { columns: 3; column-gap: 10pt; orphans: 3 } .text p { orphans: 2; widows: 2 }
`;

function article(name: string, n: number): string {
  return `<article><div class=head><h2>${name.toUpperCase()}</h2></div><div class=text><p>${lines(n, name)}</p></div></article>`;
}

/** The page each article’s head stands on, from 0. */
function headPages(laid: LaidOut, names: readonly string[]): readonly number[] {
  return names.map((name) => pageTexts(laid).findIndex((page) => page.includes(name)));
}

describe('articles that share a page', () => {
  it('stand one under the other, each below its rule and balanced in itself', async () => {
    const laid = await layOut(article('a', 9) + article('b', 10) + article('c', 6), CSS);
    expect(laid.pages).toHaveLength(1);
    const rules = itemsOf(laid.pages[0], 'rule').map(({ y1 }) => y1);
    expect(rules).toHaveLength(3);
    const heads = itemsOf(laid.pages[0], 'text').filter(({ x, y }) => x === 0 && rules.some((rule) => y - rule > 0 && y - rule < 30)); // prettier-ignore
    expect(heads).toHaveLength(3);
    for (const name of ['a', 'b', 'c']) {
      const own = itemsOf(laid.pages[0], 'text').filter((item) => /^[a-c]/.test(item.units.text) && item.units.text.startsWith(`${name}0`)); // prettier-ignore
      const columns = [0, 1, 2].map((column) => own.filter(({ x }) => Math.floor(x / 100) === column).length);
      expect(Math.max(...columns) - Math.min(...columns)).toBeLessThanOrEqual(1);
    }
  });

  it('begin in the middle of a page and go on on the next', async () => {
    const laid = await layOut(article('a', 15) + article('b', 60), CSS);
    expect(headPages(laid, ['A', 'B'])).toEqual([0, 0]);
    const here = (pageTexts(laid)[0] ?? []).filter((text) => text.startsWith('b')).length;
    expect(here).toBeGreaterThan(9);
    expect(
      pageTexts(laid)
        .flat()
        .filter((text) => text.startsWith('b')),
    ).toHaveLength(60);
  });

  it.each([15, 20, 25, 27, 30, 33, 36, 39, 42, 45])(
    'have three lines in a column below their head or begin on the next page (%i lines above)',
    async (n) => {
      const laid = await layOut(article('a', n) + article('b', 40), CSS);
      const [, page = 0] = headPages(laid, ['A', 'B']);
      const texts = itemsOf(laid.pages[page], 'text');
      const head = texts.find((item) => item.units.text.startsWith('B'));
      const below = texts.filter(({ x, y }) => x === 0 && y > (head?.y ?? 0));
      expect(below.length).toBeGreaterThanOrEqual(3);
      // Neither a rule nor a head is left behind on the page before.
      const last = itemsOf(laid.pages[0], 'rule');
      expect(last).toHaveLength(page === 0 ? 2 : 1);
    },
  );

  it('end on a page without a word where the next must begin on another', async () => {
    const css = `${CSS} article + article { break-before: page }`;
    const laid = await layOut(article('a', 5) + article('b', 5), css);
    expect(headPages(laid, ['A', 'B'])).toEqual([0, 1]);
    expect(laid.codes).toEqual([]);
  });
});
