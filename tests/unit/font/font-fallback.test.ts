import { expect, test } from 'vitest';
import { BUNDLED_FAMILIES } from '../../../src/font/families.ts';
import type { ShapedWord } from '../../../src/font/font-types.ts';
import { declaration, glyphsOf, readLines, request, shapeIn, testLibrary } from './font-test-library.ts';

const { library } = await testLibrary();
const ZWNJ = '\u200c';
const PASHTO_LETTERS = 'ټډړږښګڼېۍځڅئیيۀ';
const ARABIC_FAMILIES = ['Vazirmatn', 'Noto Naskh Arabic', 'Noto Nastaliq Urdu'];

/** Names of the faces of a word's glyphs, each once, in visual order. */
function faceNames(word: ShapedWord, from = library): string[] {
  return [...new Set(glyphsOf(word).map(({ face }) => from.face(face).family))];
}

test.each(ARABIC_FAMILIES)('%s has every Pashto and Dari letter itself', (family) => {
  for (const letter of `${PASHTO_LETTERS}پچژگکهٔ۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬`) {
    const word = shapeIn(library, [family], letter, { language: 'ps' });
    expect(faceNames(word), letter).toEqual([family]);
    expect(library.missing(word)).toBeUndefined();
    expect(glyphsOf(word).every(({ id }) => id > 0)).toBe(true);
  }
});

test.each(ARABIC_FAMILIES)('%s sets Pashto book text without a missing letter', (family) => {
  const words = readLines('ps-pnt-100.txt.gz').flatMap((line) => line.split(/\s+/));
  expect(words.length).toBeGreaterThan(500);
  for (const text of words) {
    expect(library.missing(shapeIn(library, [family], text, { language: 'ps' })), text).toBeUndefined();
  }
});

test('quotation marks and dots that the Arabic file of a family lacks come from its other files', () => {
  const word = shapeIn(library, ['Vazirmatn'], '«سلام…»');
  expect(faceNames(word)).toEqual(['Vazirmatn']);
  expect(new Set(glyphsOf(word).map(({ face }) => face)).size).toBe(2);
  expect(library.missing(word)).toBeUndefined();
});

test('Latin letters take the next family of the stack when the first has none', () => {
  expect(faceNames(shapeIn(library, ['Source Serif 4', 'Vazirmatn'], 'Rafah', { direction: 'ltr' }))).toEqual(
    ['Source Serif 4'],
  );
  expect(faceNames(shapeIn(library, ['Source Serif 4', 'Vazirmatn'], 'رفح'))).toEqual(['Vazirmatn']);
});

test('a letter that no font has keeps .notdef of the first face and is told', () => {
  const word = shapeIn(library, ['Vazirmatn'], 'با\u{1F600}ꙮ');
  expect(library.missing(word)).toEqual([0x1f600, 0xa66e]);
  const missing = glyphsOf(word).filter(({ id }) => id === 0);
  expect(missing.map(({ cluster }) => cluster)).toEqual([4, 2]);
  const first = library.stack(request(['Vazirmatn']));
  expect(library.face(missing[0]?.face ?? -1).ascent).toBe(first.ascent);
});

test('a joined word stays in one face if one face of the stack has all its letters', async () => {
  // The first family is cut down to letters of plain Arabic; پښتو needs two more.
  const narrow = declaration('Narrow', 'npm:@fontsource/noto-naskh-arabic', {
    unicodeRange: [[0x0621, 0x064a]],
  });
  const { library: own } = await testLibrary([narrow]);
  const name = (text: string): string[] =>
    faceNames(own.shapeWord(text, own.stack(request(['Narrow', 'Vazirmatn'])), 'rtl', 'ps'), own);
  expect(name('سلام')).toEqual(['Narrow']);
  expect(name('پښتو')).toEqual(['Vazirmatn']);
  expect(name(`پښتو${ZWNJ}ها`)).toEqual(['Vazirmatn']);
});

test('a joined word that no family of the request covers goes to the built-in one whole', async () => {
  const first = declaration('First', 'npm:@fontsource/noto-naskh-arabic', {
    unicodeRange: [[0x0633, 0x0633]],
  });
  const second = declaration('Second', 'npm:@fontsource/noto-naskh-arabic', {
    unicodeRange: [[0x0644, 0x0644]],
  });
  const { library: own } = await testLibrary([first, second]);
  const word = own.shapeWord('سل\u0627', own.stack(request(['First', 'Second'])), 'rtl', 'fa');
  // Vazirmatn, the built-in fallback, has all three.
  expect(faceNames(word, own)).toEqual(['Vazirmatn']);
});

test('a base and its marks stay in one face', () => {
  for (const text of ['هٔ', 'مُدَرِّس', 'e\u0301', 'ṣ']) {
    const direction = text > '\u0590' && text < '\u0700' ? 'rtl' : 'ltr';
    const word = shapeIn(library, ['Source Serif 4', 'Vazirmatn'], text, { direction });
    expect(new Set(glyphsOf(word).map(({ face }) => face)).size, text).toBe(1);
    expect(library.missing(word), text).toBeUndefined();
  }
});

test('ZWNJ goes with its neighbours though the file at hand has no glyph for it', async () => {
  const { library: own } = await testLibrary([
    declaration('Letters', 'npm:@fontsource/vazirmatn', { unicodeRange: [[0x0621, 0x06d3]] }),
  ]);
  const stack = own.stack(request(['Letters']));
  const word = own.shapeWord(`کتاب${ZWNJ}ها`, stack, 'rtl', 'fa');
  expect(faceNames(word, own)).toEqual(['Letters']);
  expect(own.missing(word)).toBeUndefined();
});

test('of several declarations of one family the last that covers a character wins', async () => {
  const latin: [number, number][] = [[0x41, 0x7a]];
  const faces = [
    declaration('News', 'npm:@fontsource/vazirmatn'),
    declaration('News', 'npm:@fontsource/source-serif-4', { unicodeRange: latin }),
  ];
  const { library: own } = await testLibrary(faces);
  const stack = own.stack(request(['News']));
  const postScript = (text: string): string => {
    const [glyph] = glyphsOf(own.shapeWord(text, stack, 'ltr', 'en'));
    return own.face(glyph?.face ?? -1).postScriptName;
  };
  expect(postScript('A')).toMatch(/^SourceSerif4/);
  expect(postScript('1')).toMatch(/^Vazirmatn/);
  expect(postScript('،')).toMatch(/^Vazirmatn/);
});

test('size-adjust changes advances and metrics alike', async () => {
  const faces = [declaration('Small', 'npm:@fontsource/source-serif-4', { sizeAdjust: 0.5 })];
  const { library: own } = await testLibrary(faces);
  const small = own.stack(request(['Small']));
  const full = own.stack(request(['Source Serif 4']));
  const advance = (stack: typeof small): number => own.shapeWord('Press', stack, 'ltr', 'en').advance;
  expect(advance(small)).toBeCloseTo(advance(full) / 2, 4);
  expect(small.ascent).toBeCloseTo(full.ascent / 2, 10);
  expect(small.xHeight).toBeCloseTo(full.xHeight / 2, 10);
});

test('every bundled family sets its metrics from its own face', () => {
  for (const family of BUNDLED_FAMILIES) {
    const stack = library.stack(request([family]));
    expect(stack.ascent, family).toBeGreaterThan(0.6);
    expect(stack.descent, family).toBeGreaterThan(0.1);
    expect(stack.xHeight, family).toBeGreaterThan(0.2);
    expect(stack.underlineThickness, family).toBeGreaterThan(0);
  }
});
