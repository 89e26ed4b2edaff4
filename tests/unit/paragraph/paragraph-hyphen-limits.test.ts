// hyphenate-limit-lines, -last and -zone, and last lines that are too short.
import { describe, expect, it } from 'vitest';
import type { InlineStyle, Line, ParagraphStyle } from '../../../src/paragraph/paragraph-types.ts';
import { DEFAULT_HYPHENATION } from '../../../src/paragraph/paragraph-types.ts';
import { SquareFonts } from '../../helpers/square-fonts.ts';
import { Kit, inlineStyle, lineText } from './paragraph-kit.ts';

/** Every letter, space and hyphen is ten points wide. */
const fonts = new SquareFonts();
const kit = new Kit(fonts);
const limits = (change: Partial<typeof DEFAULT_HYPHENATION>): Partial<ParagraphStyle> => ({
  hyphenation: { ...DEFAULT_HYPHENATION, ...change },
});
const SHY = '\u00ad';
/** A word of six letters, then words of two syllables of six letters. */
const LADDER = `xxxxxx ${Array.from({ length: 12 }, () => `abcdef${SHY}ghijkl`).join(' ')}`;
const shown = (lines: readonly Line[]): string[] => lines.map((line) => lineText(line).replaceAll(SHY, '') + (line.hyphen >= 0 ? '-' : '')); // prettier-ignore
const longestRow = (lines: readonly Line[]): number => {
  let row = 0;
  let longest = 0;
  for (const { hyphen } of lines) longest = Math.max(longest, (row = hyphen >= 0 ? row + 1 : 0));
  return longest;
};
const style = (change: Partial<InlineStyle> = {}): InlineStyle => inlineStyle(fonts, { language: 'en', hyphens: 'auto', ...change }); // prettier-ignore

describe('hyphenate-limit-lines', () => {
  /** Lines of 14 letters hold the end of a word and the beginning of the next, with its hyphen. */
  const lines = (change: Partial<typeof DEFAULT_HYPHENATION>): readonly Line[] =>
    kit.lines(LADDER, 140, { ...limits(change), textAlign: 'justify' });

  it('is two where nothing is said, and a loose line is better than a third hyphen', () => {
    expect(longestRow(lines({ lines: Infinity }))).toBeGreaterThan(2);
    expect(longestRow(lines({}))).toBe(2);
    expect(longestRow(kit.lines(LADDER, 140, { textAlign: 'justify' }))).toBe(2);
  });

  it.each([0, 1, 2, 3])('allows %i hyphens below one another', (most) => {
    expect(longestRow(lines({ lines: most }))).toBeLessThanOrEqual(most);
    expect(lines({ lines: most }).some(({ overfull }) => overfull)).toBe(false);
  });

  it('gives way where a word does not fit in the line', () => {
    const cut = kit.lines(`ab${SHY}ab${SHY}ab${SHY}ab${SHY}ab`, 40, limits({ lines: 1 }));
    expect(shown(cut)).toEqual(['ab-', 'ab-', 'ab-', 'abab']);
    expect(cut.some(({ overfull }) => overfull)).toBe(false);
  });
});

describe('hyphenate-limit-last: always', () => {
  it('has no hyphen before the last line', () => {
    const text = `abcde fghi${SHY}jklm`;
    expect(shown(kit.lines(text, 110, { textAlign: 'justify' }))).toEqual(['abcde fghi-', 'jklm']);
    expect(shown(kit.lines(text, 110, { textAlign: 'justify', ...limits({ last: false }) }))).toEqual(['abcde', 'fghijklm']); // prettier-ignore
  });

  it('is avoided anyway, where another way is hardly looser', () => {
    const text = `aaa bbb ccc ddd eee fff ggg hhh iii jjj kkkk${SHY}llll`;
    const free = kit.lines(text, 170, { textAlign: 'justify' });
    expect(free.at(-2)?.hyphen).toBe(-1);
  });
});

describe('hyphenate-limit-zone', () => {
  const text = `abcde fg hi${SHY}jklmnop qrst`;

  it('hyphenates only where the line without the word would lack more', () => {
    const at = (zone: number): string | undefined => shown(kit.lines(text, 130, { textAlign: 'justify', ...limits({ zone }) }))[0]; // prettier-ignore
    expect(at(0)).toBe('abcde fg hi-');
    expect(at(49)).toBe('abcde fg hi-');
    expect(at(50)).not.toMatch(/-$/);
  });

  it('works in ragged text', () => {
    const at = (zone: number): string | undefined => shown(kit.lines(text, 130, limits({ zone })))[0];
    expect(at(0)).toBe('abcde fg hi-');
    expect(at(60)).toBe('abcde fg');
  });
});

describe('a last line', () => {
  it('is not a syllable or a very short word where the lines above can give it company', () => {
    // Eleven letters a line: greedily “ab” would stand alone.
    const lines = shown(kit.lines('aaaa bbb ccc dddd eeee fffff ab', 120, { textAlign: 'start' }));
    expect(lines.at(-1)?.length).toBeGreaterThan(2);
  });

  it('is one all the same where nothing else is left', () => {
    expect(shown(kit.lines('abcdefghij ab', 100))).toEqual(['abcdefghij', 'ab']);
  });

  it.each([
    ['start', 0], ['end', 70], ['center', 35], ['left', 0], ['right', 70],
  ] as const)('stands where text-align-last: %s says', (textAlignLast, x) => {
    const last = kit.lines('aaaaaaaa bbb', 100, { textAlign: 'justify', textAlignLast }).at(-1);
    expect([last?.x, last?.width]).toEqual([x, 30]);
  }); // prettier-ignore

  it('stands at the right for start in right-to-left text', () => {
    const last = kit.lines('اااااااا ببب', 100, { direction: 'rtl', textAlign: 'justify', textAlignLast: 'start' }).at(-1); // prettier-ignore
    expect(last?.x).toBe(70);
  });

  it('before a forced break is one too', () => {
    const [first] = kit.lines([kit.text('ab'), { kind: 'break', style: style() }, kit.text('cd ef')], 100, { textAlign: 'justify', textAlignLast: 'end' }); // prettier-ignore
    expect(first?.x).toBe(80);
  });

  it('fills the measure with text-align-last: justify', () => {
    for (const line of kit.lines('aaaa bb cccc dd', 100, { textAlign: 'justify', textAlignLast: 'justify' }))
      expect(line.width).toBeCloseTo(100, 9);
  });
});
