import { describe, expect, it } from 'vitest';
import {
  counterText,
  toArabicDigits,
  toEuropeanDigits,
  toPersianDigits,
} from '../../../src/unicode/digits.ts';

describe('digits', () => {
  it('convert between European, Arabic-Indic and Persian, all else unchanged', () => {
    expect(toPersianDigits('a 2024-٠٩ ۵')).toBe('a ۲۰۲۴-۰۹ ۵');
    expect(toArabicDigits('۱۴۰۳/2')).toBe('١٤٠٣/٢');
    expect(toEuropeanDigits('۱۴۰۳ ٥٦ 7')).toBe('1403 56 7');
  });
});

describe('counterText', () => {
  const row = (style: string, values: readonly number[]): string[] =>
    values.map((v) => counterText(v, style));

  it('counts in digits', () => {
    expect(row('decimal', [-3, 0, 12])).toEqual(['-3', '0', '12']);
    expect(row('decimal-leading-zero', [-3, 0, 9, 10])).toEqual(['-03', '00', '09', '10']);
    expect(row('persian', [0, 1403])).toEqual(['۰', '۱۴۰۳']);
    expect(row('arabic-indic', [12])).toEqual(['١٢']);
  });

  it('counts through an alphabet and begins again with two letters', () => {
    expect(row('lower-alpha', [1, 26, 27, 52, 53, 702, 703])).toEqual([
      'a',
      'z',
      'aa',
      'az',
      'ba',
      'zz',
      'aaa',
    ]);
    expect(row('upper-latin', [2, 28])).toEqual(['B', 'AB']);
    expect(row('persian-alphabetic', [1, 2, 3, 32, 33])).toEqual(['ا', 'ب', 'پ', 'ی', 'اا']);
  });

  it('has 32 Persian letters, all different', () => {
    const letters = Array.from({ length: 32 }, (_, i) => counterText(i + 1, 'persian-alphabetic'));
    expect(new Set(letters).size).toBe(32);
    expect(letters.every((letter) => letter.length === 1)).toBe(true);
  });

  it('counts in abjad order up to 28 and in digits beyond', () => {
    expect(row('arabic-abjad', [1, 2, 3, 4, 10, 28, 29])).toEqual(['ا', 'ب', 'ج', 'د', 'ي', 'غ', '29']);
    const letters = Array.from({ length: 28 }, (_, i) => counterText(i + 1, 'arabic-abjad'));
    expect(new Set(letters).size).toBe(28);
  });

  it('counts in Roman numerals from 1 to 3999', () => {
    expect(row('lower-roman', [1, 4, 9, 14, 1999, 3999])).toEqual([
      'i',
      'iv',
      'ix',
      'xiv',
      'mcmxcix',
      'mmmcmxcix',
    ]);
    expect(row('upper-roman', [2024, 0, 4000])).toEqual(['MMXXIV', '0', '4000']);
  });

  it('shows bullets, nothing for none, and decimals for what it does not know or cannot count', () => {
    expect(row('disc', [5])).toEqual(['•']);
    expect(row('circle', [5])).toEqual(['◦']);
    expect(row('square', [5])).toEqual(['▪']);
    expect(row('none', [5])).toEqual(['']);
    expect(row('hebrew', [5])).toEqual(['5']);
    expect(row('lower-alpha', [0, -1])).toEqual(['0', '-1']);
  });
});
