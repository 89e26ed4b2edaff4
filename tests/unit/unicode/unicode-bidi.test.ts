import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../src/base/direction.ts';
import {
  applyLineLevels,
  firstStrongDirection,
  mirrorOf,
  reorderVisual,
  resolveLevels,
} from '../../../src/unicode/bidi.ts';
import { countCpuTime } from '../../cpu-time.ts';

const levelsOf = (text: string, base: Direction | 'auto'): string =>
  resolveLevels(text, base).levels.join('');

function visual(text: string, base: Direction): string {
  const { levels } = resolveLevels(text, base);
  return Array.from(reorderVisual(levels, 0, text.length), (i) => text[i]).join('');
}

describe('resolveLevels', () => {
  it('leaves Latin text in a left-to-right paragraph on level 0, digits and brackets included', () => {
    expect(levelsOf('Rafah (12 May) 50%', 'ltr')).toBe('0'.repeat(18));
  });

  it('puts Persian digits inside Persian text two levels up from nothing, one from the text', () => {
    expect(levelsOf('سال ۱۴۰۳ بود', 'rtl')).toBe('111122221111');
    expect(levelsOf('سال ۱۴۰۳ بود', 'ltr')).toBe('111122221111');
  });

  it('gives brackets around Latin in Persian text the direction of the sentence', () => {
    // ( T-72 ) : brackets 1, the name 2
    expect(levelsOf('تانک (T72) را', 'rtl')).toBe('1111112221111');
  });

  it('finds the base direction from the first strong character, and falls back to left to right', () => {
    expect(resolveLevels('«۱۲» سلام abc', 'auto').base).toBe(1);
    expect(resolveLevels('12 abc سلام', 'auto').base).toBe(0);
    expect(resolveLevels('… 12 …', 'auto').base).toBe(0);
    expect(resolveLevels('', 'auto')).toEqual({ levels: new Uint8Array(0), base: 0 });
    expect(resolveLevels('', 'rtl').base).toBe(1);
  });

  it('gives an emoji in Persian text the level of the text on both halves', () => {
    expect(levelsOf('سلام 😀 دوست', 'rtl')).toBe('1'.repeat(12));
    expect(levelsOf('سلام 😀 دوست', 'ltr')).toBe('1'.repeat(12));
    expect(levelsOf('😀 x', 'rtl')).toBe('1112');
  });

  it('takes half a surrogate pair for a letter and does not fail', () => {
    expect(levelsOf('\ud83d س', 'rtl')).toBe('211');
  });

  it('keeps ZWNJ and soft hyphen in the run of the letters before them', () => {
    expect(levelsOf('a می\u200c b', 'ltr')).toBe('0011100');
    expect(levelsOf('س Zei\u00ad تا', 'rtl')).toBe('11222211 1'.replace(' ', ''));
  });

  it('honours isolates: what is inside does not change what is outside', () => {
    expect(levelsOf('س \u2066a-b ج\u2069 د', 'rtl')).toBe('1112222311 1'.replace(' ', ''));
    expect(visual('از \u20662024-05-08\u2069 تا', 'rtl').replace(/[\u2066\u2069]/g, '')).toBe(
      'ات 2024-05-08 زا',
    );
  });

  it('honours overrides', () => {
    expect(levelsOf('a\u202ebc\u202cd', 'ltr')).toMatch(/^00?.?11.*0$/);
    expect(visual('a\u202ebc\u202cd', 'ltr').replace(/[\u202c\u202e]/g, '')).toBe('acbd');
  });

  it('puts tabs and trailing spaces on the base level', () => {
    expect(levelsOf('abc \tdef ', 'rtl')).toBe('222112221');
  });

  it('resolves each paragraph of a text by its own first strong character', () => {
    expect(levelsOf('abc\u2029سلام', 'auto')).toBe('00001111');
  });

  it('handles thirty thousand nested controls or brackets in well under a second', () => {
    for (const unit of ['\u2068', '\u202b', '\u2067\u2069', '(', '(א', '\u0651', '1,']) {
      const elapsed = countCpuTime();
      resolveLevels(unit.repeat(30_000), 'auto');
      expect(elapsed()).toBeLessThan(1000);
    }
  });
});

describe('applyLineLevels', () => {
  it('puts the spaces at the end of a line back on the base level and copies the rest', () => {
    const text = 'سلام abc def';
    const resolved = resolveLevels(text, 'rtl');
    expect(resolved.levels.join('')).toBe('111112222222');
    expect(applyLineLevels(text, resolved, 0, 9).join('')).toBe('111112221');
    expect(resolved.levels.join('')).toBe('111112222222');
  });

  it('keeps a ZWNJ at the end of a line with its word', () => {
    const text = 'a می\u200c b';
    expect(applyLineLevels(text, resolveLevels(text, 'ltr'), 0, 5).join('')).toBe('00111');
  });
});

describe('reorderVisual', () => {
  it('reverses each level run from the highest down', () => {
    expect([...reorderVisual([1, 1, 2, 2, 1], 0, 5)]).toEqual([4, 2, 3, 1, 0]);
    expect([...reorderVisual([0, 1, 2, 1, 0], 0, 5)]).toEqual([0, 3, 2, 1, 4]);
  });

  it('numbers the items of a part of the array as the whole array does', () => {
    expect([...reorderVisual([0, 0, 1, 1, 0], 2, 5)]).toEqual([3, 2, 4]);
    expect([...reorderVisual([1, 1], 2, 2)]).toEqual([]);
  });
});

describe('mirrorOf', () => {
  it('knows brackets and guillemets, and nothing for letters', () => {
    expect(mirrorOf(0x28)).toBe(0x29);
    expect(mirrorOf(0xab)).toBe(0xbb);
    expect(mirrorOf(0x61)).toBeUndefined();
  });
});

describe('firstStrongDirection', () => {
  it('skips digits, punctuation and isolated text', () => {
    expect(firstStrongDirection('12 – «سلام» abc')).toBe('rtl');
    expect(firstStrongDirection('\u2067سلام\u2069 abc')).toBe('ltr');
    expect(firstStrongDirection('\u{10400}')).toBe('ltr');
    expect(firstStrongDirection('\u{1ee00}')).toBe('rtl');
    expect(firstStrongDirection('2024-05-08')).toBeNull();
  });
});
