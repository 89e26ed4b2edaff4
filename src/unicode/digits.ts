// Digits between scripts, and numbers in the counter styles of CSS Counter Styles 3 (sections 6 and 7).

/** Code points of the digit zero of each set. */
const EUROPEAN_ZERO = 0x30;
const ARABIC_ZERO = 0x660;
const PERSIAN_ZERO = 0x6f0;

/** European and Arabic-Indic digits as Persian ones (۰–۹); all else unchanged. */
export function toPersianDigits(text: string): string {
  return convertDigits(text, PERSIAN_ZERO);
}

/** European and Persian digits as Arabic-Indic ones (٠–٩); all else unchanged. */
export function toArabicDigits(text: string): string {
  return convertDigits(text, ARABIC_ZERO);
}

/** Persian and Arabic-Indic digits as European ones; all else unchanged. */
export function toEuropeanDigits(text: string): string {
  return convertDigits(text, EUROPEAN_ZERO);
}

function convertDigits(text: string, zero: number): string {
  return text.replace(/[0-9\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String.fromCharCode(zero + (digit.charCodeAt(0) & 15)),
  );
}

const LATIN_LOWER: readonly string[] = Array.from('abcdefghijklmnopqrstuvwxyz');
const LATIN_UPPER: readonly string[] = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** The 32 letters in Persian order (W3C Ready-made Counter Styles, persian-alphabetic). */
const PERSIAN_ALPHABET: readonly string[] = Array.from('ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی');
/** The 28 letters in abjad order (W3C Ready-made Counter Styles, arabic-abjad); he is written هـ to be told from five. */
const ABJAD: readonly string[] = [
  ...Array.from('ابجد'),
  '\u0647\u0640',
  ...Array.from('وزحطيكلمنسعفصقرشتثخذضظغ'),
];
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/**
 * A counter's value in a CSS counter style, without suffix. Values outside a style's range, and unknown styles, are
 * decimal; `none` is ''. `value` is an integer.
 */
export function counterText(value: number, style: string): string {
  const decimal = String(value);
  switch (style) {
    case 'none':
      return '';
    case 'disc':
      return '\u2022';
    case 'circle':
      return '\u25e6';
    case 'square':
      return '\u25aa';
    case 'decimal-leading-zero':
      return Math.abs(value) < 10 ? `${value < 0 ? '-' : ''}0${Math.abs(value)}` : decimal;
    case 'persian':
      return toPersianDigits(decimal);
    case 'arabic-indic':
      return toArabicDigits(decimal);
    case 'lower-alpha':
    case 'lower-latin':
      return alphabetic(value, LATIN_LOWER) ?? decimal;
    case 'upper-alpha':
    case 'upper-latin':
      return alphabetic(value, LATIN_UPPER) ?? decimal;
    case 'persian-alphabetic':
      return alphabetic(value, PERSIAN_ALPHABET) ?? decimal;
    case 'arabic-abjad':
      // A fixed style: 1 to 28 only.
      return ABJAD[value - 1] ?? decimal;
    case 'lower-roman':
      return roman(value) ?? decimal;
    case 'upper-roman':
      return roman(value)?.toUpperCase() ?? decimal;
    default:
      return decimal;
  }
}

/** Bijective numeration: …, z, aa, ab, … (CSS Counter Styles 3, 3.1.5); undefined below 1. */
function alphabetic(value: number, letters: readonly string[]): string | undefined {
  if (value < 1) return undefined;
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / letters.length))
    text = (letters[(rest - 1) % letters.length] ?? '') + text;
  return text;
}

/** Additive, 1 to 3999 as CSS gives its range; undefined outside. */
function roman(value: number): string | undefined {
  if (value < 1 || value > 3999) return undefined;
  let text = '';
  let rest = value;
  for (const [weight, letters] of ROMAN) {
    while (rest >= weight) {
      text += letters;
      rest -= weight;
    }
  }
  return text;
}
