import { describe, expect, it } from 'vitest';
import { itemsOf, layOut, lineWith, linesOf, pageTexts, placesOf, tenths } from '../../helpers/lay-out.ts';
import type { LaidOut } from '../../helpers/lay-out.ts';

// Squares of 10 pt with capitals of 8 pt on lines of 10 pt: an initial of 2 lines is 18 pt high, so 22.5 pt wide.
const TWO_LINES = 'p::first-letter { initial-letter: 2 }';

/** Size and rise of the letter with which the first line begins. */
function initialOf(laid: LaidOut): readonly number[] {
  const { units, start } = itemsOf(laid.pages[0], 'text')[0] ?? lineWith(laid, '');
  const style = units.styles[units.style[start] ?? 0];
  return [tenths(style?.size ?? 0), tenths(style?.rise ?? 0)];
}

describe('an initial letter', () => {
  it('reaches with its capital height from the first line to the baseline of the last line beside it', async () => {
    expect(initialOf(await layOut('<p>abcd', TWO_LINES))).toEqual([22.5, -10]);
    const three = await layOut('<p>abcd', 'p::first-letter { initial-letter: 3 }');
    expect(initialOf(three)).toEqual([35, -20]);
  });

  it('shortens the lines beside it, and no others', async () => {
    const laid = await layOut('<p>abbbbbb cccccc dddddd eee', TWO_LINES);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'bbbbbb@22.5,8', 'cccccc@22.5,18', 'dddddd eee@0,28']);
  });

  it('leaves justified lines beside it as wide as what it leaves of the measure', async () => {
    const laid = await layOut('<p>abbb bb ccc cc ddd dd eeee', `p { text-align: justify } ${TWO_LINES}`);
    const lines = itemsOf(laid.pages[0], 'text').slice(1, 4);
    expect(lines.map(({ width }) => tenths(width))).toEqual([77.5, 77.5, 100]);
  });

  it('keeps its margin from the lines', async () => {
    const css = 'p::first-letter { initial-letter: 2; margin-right: 2.5pt; padding-right: 1pt }';
    const laid = await layOut('<p>abbbbbb ccccc', css);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'bbbbbb@26,8', 'ccccc@26,18']);
  });

  it('takes the punctuation before it along, with the margin behind', async () => {
    const css = 'p::first-letter { initial-letter: 2; margin-right: 2pt }';
    const laid = await layOut('<p>“abbb cccc', css);
    expect(placesOf(laid.pages[0])).toEqual(['“a@0,8', 'bbb@47,8', 'cccc@47,18']);
  });

  it('is indented with its line, and so are the lines beside it', async () => {
    const laid = await layOut('<p>abbbbb cccccc dddd', `p { text-indent: 5pt } ${TWO_LINES}`);
    expect(placesOf(laid.pages[0])).toEqual(['a@5,8', 'bbbbb@27.5,8', 'cccccc@27.5,18', 'dddd@0,28']);
  });

  it('stands at the right of right-to-left lines', async () => {
    const laid = await layOut('<p dir=rtl>אבבבבבב גגגגגג דדדד', TWO_LINES);
    expect(placesOf(laid.pages[0])).toEqual(['א@77.5,8', 'בבבבבב@17.5,8', 'גגגגגג@17.5,18', 'דדדד@60,28']);
  });

  it('makes a short paragraph as high as itself', async () => {
    const laid = await layOut('<p>abb<div>c</div>', 'p::first-letter { initial-letter: 3 }');
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'bb@35,8', 'c@0,38']);
  });

  it('does not make lines that stand beside it higher', async () => {
    const laid = await layOut('<p>abbbbbb cccccc dddddd', TWO_LINES);
    expect(itemsOf(laid.pages[0], 'text').map(({ y }) => tenths(y))).toEqual([8, 8, 18, 28]);
  });

  it('makes its line higher when it is raised, and shortens none', async () => {
    const laid = await layOut('<p>abbbbbb cccccc dd', 'p::first-letter { initial-letter: 3 raise }');
    expect(initialOf(laid)).toEqual([35, 0]);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,28', 'bbbbbb@35,28', 'cccccc dd@0,38']);
  });

  it('keeps the lines beside it on one page', async () => {
    const html = `<div>${'x<br>'.repeat(8)}</div><p>abbbbbb cccccc dddddd eeeee fff`;
    const laid = await layOut(html, 'p::first-letter { initial-letter: 3 }');
    expect(pageTexts(laid).map((lines) => lines.includes('a'))).toEqual([false, true]);
  });

  it('goes to the next page when a short paragraph leaves no room for it', async () => {
    const html = `<div>${'x<br>'.repeat(8)}</div><p>ab`;
    const laid = await layOut(html, 'p::first-letter { initial-letter: 3 }');
    expect(pageTexts(laid)[1]).toEqual(['a', 'b']);
  });

  it('leaves the lines of later pages whole', async () => {
    const text = Array.from({ length: 12 }, () => 'bbbbb cccc').join(' ');
    const laid = await layOut(`<p>a${text}`, TWO_LINES);
    expect(itemsOf(laid.pages[1], 'text').map(({ x }) => x)).toEqual(
      itemsOf(laid.pages[1], 'text').map(() => 0),
    );
    expect(laid.pages.length).toBe(2);
  });

  it('has the lines below it where the column leaves no measure beside it', async () => {
    const laid = await layOut('<p>abbb ccc', `p { width: 55pt } ${TWO_LINES}`);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', 'bbb@22.5,8', 'ccc@0,28']);
  });

  it('is one word with what follows, and part of the same structure element', async () => {
    const laid = await layOut('<p>abb cc', TWO_LINES);
    const [letter, rest] = itemsOf(laid.pages[0], 'text');
    expect(letter?.tag).toBe(rest?.tag);
    expect(letter?.continues).toBe('end');
    expect(laid.finished[0]?.blocks.map(({ text }) => text)).toEqual(['abb cc']);
  });

  it('that is a word of its own has its space with it', async () => {
    const laid = await layOut('<p>a bb cc', TWO_LINES);
    const [letter, rest] = itemsOf(laid.pages[0], 'text');
    expect([letter?.end, rest?.start]).toEqual([2, 2]);
    expect(tenths(rest?.x ?? 0)).toBe(32.5);
  });

  it('is set plainly in a script whose letters join, without a word', async () => {
    const laid = await layOut('<p lang=fa dir=rtl>کتاب خوب', TWO_LINES);
    expect(linesOf(laid.pages[0])).toEqual(['کتاب خوب']);
    expect(laid.codes).toEqual([]);
    expect(lineWith(laid, 'خوب').units.styles.length).toBe(1);
  });

  it.each([
    ['centred text', '<p>abb', 'p { text-align: center }'],
    ['text that ends at the other side', '<p>abb', 'p { text-align: right }'],
    ['a Latin word in right-to-left text', '<p dir=rtl>abb אבג', ''],
  ])('is set plainly in %s, and reported', async (_, html, css) => {
    const laid = await layOut(html, css + TWO_LINES);
    expect(laid.codes).toEqual(['L003']);
    expect(new Set(lineWith(laid, 'bb').units.styles.map(({ size }) => size))).toEqual(new Set([10]));
  });
});

describe('an initial letter beyond any use', () => {
  it.each(['500', '2 100000', '500 1', '1'])('(initial-letter: %s) loses no text', async (value) => {
    const text = Array.from({ length: 300 }, (_, i) => `b${i}`).join(' ');
    const laid = await layOut(`<p>a${text}`, `p::first-letter { initial-letter: ${value} }`);
    const read = laid.finished.flatMap(({ blocks }) => blocks.map((block) => block.text));
    // A letter wider than its line may be cut off from its word.
    expect(read.join(' ').replaceAll(' ', '')).toBe(`a${text}`.replaceAll(' ', ''));
  });
});
