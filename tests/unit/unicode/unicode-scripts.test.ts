import { describe, expect, it } from 'vitest';
import * as characters from '../../../src/unicode/characters.ts';
import { graphemeStarts } from '../../../src/unicode/graphemes.ts';
import {
  isCursive,
  isDefaultIgnorable,
  isMark,
  joiningTypeOf,
  scriptOf,
} from '../../../src/unicode/scripts.ts';

const code = (char: string): number => char.codePointAt(0) ?? 0;

describe('scriptOf', () => {
  it('agrees with the engine’s own Script property for every script the program sets', () => {
    const wrong: string[] = [];
    for (const script of ['Arab', 'Latn', 'Cyrl', 'Grek', 'Hebr', 'Zyyy', 'Zinh']) {
      const pattern = new RegExp(`\\p{Script=${script}}`, 'u');
      for (let c = 0; c < 0x1ffff; c++)
        if (scriptOf(c) === script && !pattern.test(String.fromCodePoint(c)))
          wrong.push(`${script} ${c.toString(16)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('names the scripts of letters, digits, marks and signs', () => {
    expect(Array.from('aäبگжωא中1۱،\u064b😀').map((c) => scriptOf(code(c)))).toEqual(
      'Latn Latn Arab Arab Cyrl Grek Hebr Hani Zyyy Arab Zyyy Zinh Zyyy'.split(' '),
    );
    expect(scriptOf(0x10ffff)).toBe('Zzzz');
  });

  it('tells cursive scripts', () => {
    expect([isCursive('Arab'), isCursive('Latn'), isCursive('Zyyy')]).toEqual([true, false, false]);
  });
});

describe('character properties', () => {
  it('give the joining types of Arabic letters', () => {
    expect(
      Array.from('بادـ\u200c\u200d\u064bءaٱۀ')
        .map((c) => joiningTypeOf(code(c)))
        .join(''),
    ).toBe('DRRCUCTUURR');
  });

  it('tell marks and default ignorables', () => {
    expect([0x64b, 0x301, 0x61].map(isMark)).toEqual([true, true, false]);
    expect([0x200c, 0xad, 0x2066, 0x61, 0xe0001].map(isDefaultIgnorable)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it('tell bidi controls and spaces', () => {
    const { LRM, RLM, ALM, LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI } = characters;
    for (const char of [LRM, RLM, ALM, LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI])
      expect(characters.isBidiControl(code(char))).toBe(true);
    for (const char of [characters.ZWNJ, characters.ZWJ, characters.WORD_JOINER, ' '])
      expect(characters.isBidiControl(code(char))).toBe(false);
    expect(Array.from(' \t\n\u00a0\u200c').map((c) => characters.isSpace(code(c)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('graphemeStarts', () => {
  it('keeps marks, ZWNJ and ZWJ with their letter, and CR LF, flags and emoji sequences whole', () => {
    expect([...graphemeStarts('تقریباً')]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...graphemeStarts('می\u200cگ')]).toEqual([0, 1, 3]);
    expect([...graphemeStarts('a\r\nb')]).toEqual([0, 1, 3]);
    expect([...graphemeStarts('👨\u200d👩x🇦🇫')]).toEqual([0, 5, 6]);
    expect([...graphemeStarts('')]).toEqual([]);
    expect([...graphemeStarts('\u0301a')]).toEqual([0, 1]);
  });
});
