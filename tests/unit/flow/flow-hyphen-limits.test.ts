// hyphenate-limit-last at the foot of columns and pages; hanging punctuation on the page.
import { describe, expect, it } from 'vitest';
import { itemsOf, layOut, pageTexts } from '../../helpers/lay-out.ts';

const page = (height: number): string =>
  `@page { size: 60pt ${height}pt } p { hyphens: manual; text-align: justify }`;
/** Lines of six letters: `aaaaaa`, `bbb cc-`, `dddd`. */
const TEXT = '<p lang="en">aaaaaa bb cc&shy;dddd eeeeee</p>';

describe('hyphenate-limit-last', () => {
  it('none lets a word go on on the next page', async () => {
    const laid = await layOut(TEXT, page(20));
    expect(pageTexts(laid)[0]).toEqual(['aaaaaa', 'bb cc\u00ad']);
  });

  it.each(['always', 'column', 'page', 'spread'])('%s moves the line to the next page', async (value) => {
    const laid = await layOut(TEXT, `${page(20)} p { hyphenate-limit-last: ${value} }`);
    expect(pageTexts(laid)[0]).toEqual(['aaaaaa']);
    expect(laid.pages.flatMap((each) => itemsOf(each, 'text')).length).toBeGreaterThan(2);
  });

  it('gives way where too few lines would be left', async () => {
    const laid = await layOut(TEXT, `${page(20)} p { hyphenate-limit-last: column; orphans: 2 }`);
    expect(pageTexts(laid)[0]).toHaveLength(2);
  });
});

describe('hanging-punctuation', () => {
  it('stands outside its column in either direction', async () => {
    const css = '@page { size: 60pt 60pt; margin: 0 10pt } p { hanging-punctuation: first force-end last }';
    const laid = await layOut('<p>«aa bbbb, cc</p><p dir="rtl">«اا بببب، جج</p>', css);
    // The column reaches from 10 to 50.
    expect(itemsOf(laid.pages[0], 'text').map(({ x, width }) => [x, x + width])).toEqual([
      [0, 30],
      [10, 60],
      [10, 30],
      [30, 60],
      [0, 50],
      [30, 50],
    ]);
    expect(laid.codes).toEqual([]);
  });
});
