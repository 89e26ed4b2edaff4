import { expect, test } from 'vitest';
import { EM_FIXED, GLYPH_FLAGS, GLYPH_STRIDE, type ShapedWord } from '../../../src/font/font-types.ts';
import { glyphsOf, readLines, request, shapeIn, testLibrary } from './font-test-library.ts';
import { countCpuTime } from '../../cpu-time.ts';

const { library, diagnostics } = await testLibrary();
const VAZIRMATN = ['Vazirmatn'];
const ZWNJ = '\u200c';

function ids(word: ShapedWord): number[] {
  return glyphsOf(word).map(({ id }) => id);
}

test('a sentence shaped word by word has the glyphs of the sentence shaped at once, in 500 of 500', () => {
  const different: string[] = [];
  const sentences = readLines('fa-500.txt.gz');
  for (const sentence of sentences) {
    const whole = glyphsOf(shapeIn(library, VAZIRMATN, sentence));
    const parts = sentence.split(/( )/).filter((part) => part !== '');
    const byWord = parts.reverse().flatMap((part) => glyphsOf(shapeIn(library, VAZIRMATN, part)));
    const strip = (glyphs: typeof whole): string =>
      glyphs.map((g) => `${g.face}:${g.id}:${g.advance}`).join(' ');
    if (strip(whole) !== strip(byWord)) different.push(sentence);
  }
  expect(sentences).toHaveLength(500);
  expect(different).toEqual([]);
});

test('glyphs of a right-to-left word come in visual order, with clusters falling from left to right', () => {
  const word = shapeIn(library, VAZIRMATN, 'دنیا');
  expect(glyphsOf(word).map(({ cluster }) => cluster)).toEqual([3, 2, 1, 0]);
});

test('the advance of a word is the sum of its glyphs', () => {
  const word = shapeIn(library, VAZIRMATN, 'افغانستان');
  const sum = glyphsOf(word).reduce((total, { advance }) => total + advance, 0);
  expect(word.advance).toBeCloseTo(sum / EM_FIXED, 10);
  expect(word.advance).toBeGreaterThan(2);
});

test('ZWNJ shows nothing, prevents joining and belongs to the letter before it', () => {
  const parted = shapeIn(library, VAZIRMATN, `می${ZWNJ}روم`);
  const joined = shapeIn(library, VAZIRMATN, 'میروم');
  expect(parted.glyphs.length).toBe(joined.glyphs.length);
  expect(ids(parted)).not.toEqual(ids(joined));
  expect(glyphsOf(parted).map(({ cluster }) => cluster)).toEqual([5, 4, 3, 1, 0]);
  expect(new Set(glyphsOf(parted).map(({ face }) => face)).size).toBe(1);
});

test('a word of format characters or controls alone has no glyphs and no width', () => {
  for (const text of ['', ZWNJ, '\u00ad', '\u2067', '\u200b\u2060', '\u0000', '\u0007\u0085', '\u2028']) {
    const word = shapeIn(library, VAZIRMATN, text);
    expect(word.glyphs.length, JSON.stringify(text)).toBe(0);
    expect(word.advance).toBe(0);
    expect(library.missing(word)).toBeUndefined();
  }
});

test('controls, isolates and lone surrogates inside a word break nothing', () => {
  const plain = ids(shapeIn(library, VAZIRMATN, 'سلام'));
  expect(ids(shapeIn(library, VAZIRMATN, '\u2067سلام\u2069'))).toEqual(plain);
  expect(ids(shapeIn(library, VAZIRMATN, 'سلام\u0000'))).toEqual(plain);
  const broken = shapeIn(library, VAZIRMATN, 'سلام\ud800');
  expect(library.missing(broken) ?? [0xfffd]).toEqual([0xfffd]);
});

test('a bold syllable inside a word has the glyphs that it has in the unsplit bold word', () => {
  const regular = library.stack(request(VAZIRMATN));
  const bold = library.stack(request(VAZIRMATN, { weight: 700 }));
  const whole = (stack: typeof bold): Map<number, number> =>
    new Map(glyphsOf(library.shapeWord('نویسنده', stack, 'rtl', 'fa')).map((g) => [g.cluster, g.id]));
  const part = (text: string, before: string, after: string, stack: typeof bold): number[] =>
    glyphsOf(library.shape({ text, before, after, stack, direction: 'rtl', language: 'fa' })).map(
      ({ id }) => id,
    );
  // نویسنده = نوی + سن + ده, the middle bold.
  expect(part('نوی', '', 'سنده', regular)).toEqual([2, 1, 0].map((at) => whole(regular).get(at)));
  expect(part('سن', 'نوی', 'ده', bold)).toEqual([4, 3].map((at) => whole(bold).get(at)));
  expect(part('ده', 'نویسن', '', regular)).toEqual([6, 5].map((at) => whole(regular).get(at)));
  expect(part('سن', '', '', bold)).not.toEqual(part('سن', 'نوی', 'ده', bold));
});

test('context that cannot join gives the cached word without context', () => {
  const stack = library.stack(request(VAZIRMATN));
  const plain = library.shapeWord('سن', stack, 'rtl', 'fa');
  const input = { text: 'سن', stack, direction: 'rtl', language: 'fa' } as const;
  expect(library.shape({ ...input, before: 'کار ', after: '.' })).toBe(plain);
  expect(library.shape({ ...input, before: `می${ZWNJ}`, after: '' })).toBe(plain);
  expect(library.shape({ ...input, before: 'می', after: '' })).not.toBe(plain);
});

test('equal requests give the identical stack, equal input the identical word', () => {
  const first = library.stack(request(['Vazirmatn', 'serif'], { features: { liga: 0, kern: 1 } }));
  const second = library.stack(request(['Vazirmatn', 'serif'], { features: { kern: 1, liga: 0 } }));
  expect(second).toBe(first);
  expect(library.stack(request(['Vazirmatn', 'serif'], { features: { liga: 0 } }))).not.toBe(first);
  const word = library.shapeWord('متن', first, 'rtl', 'fa');
  expect(library.shapeWord('متن', second, 'rtl', 'fa')).toBe(word);
  expect(library.word(word.id)).toBe(word);
  expect(library.shapeWord('متن', first, 'ltr', 'fa')).not.toBe(word);
  expect(library.shapeWord('متن', first, 'rtl', 'ps')).not.toBe(word);
});

test('kerning off leaves every letter its own advance', () => {
  const kerned = library.shapeWord('AVATAR', library.stack(request(['Source Serif 4'])), 'ltr', 'en');
  const plain = library.shapeWord('AVATAR', library.stack(request(['Source Serif 4'], { kerning: false })), 'ltr', 'en'); // prettier-ignore
  expect(plain.advance).toBeGreaterThan(kerned.advance + 0.05);
  for (const { face, id, advance } of glyphsOf(plain)) {
    expect(advance / EM_FIXED).toBeCloseTo(library.face(face).advance(id), 4);
  }
});

test('a feature of the request changes the glyphs', () => {
  const tabular = (features: Record<string, number>): number =>
    library.shapeWord('1111', library.stack(request(['Source Serif 4'], { features })), 'ltr', 'en').advance;
  expect(tabular({ pnum: 1 })).toBeLessThan(tabular({ tnum: 1 }));
});
test('the language chooses the shapes of digits where a font knows of them', () => {
  const shapes = (language: string): number[] =>
    ids(shapeIn(library, ['Noto Nastaliq Urdu'], '۴۵۶۷', { language }));
  expect(shapes('fa')).not.toEqual(shapes('ur'));
});

test('brackets are mirrored by direction, once', () => {
  const rtl = ids(shapeIn(library, VAZIRMATN, '('));
  const ltr = ids(shapeIn(library, VAZIRMATN, ')', { direction: 'ltr' }));
  expect(rtl).toEqual(ltr);
});

test('places where a tatweel may stand are marked inside Arabic words only, and never inside lam-alef', () => {
  const marked = (text: string, direction: 'ltr' | 'rtl' = 'rtl'): number[] => {
    const word = shapeIn(library, VAZIRMATN, text, { direction });
    return glyphsOf(word)
      .filter((_, index) => ((word.glyphs[index * GLYPH_STRIDE + GLYPH_FLAGS] ?? 0) & 2) !== 0)
      .map(({ cluster }) => cluster);
  };
  expect(marked('کتیبه')).toEqual([4, 3, 2, 1]);
  expect(marked('Word', 'ltr')).toEqual([]);
  expect(marked('سلام')).not.toContain(2);
  expect(marked('داد')).toEqual([]);
});

test('lam-alef is one glyph or two that may not be parted', () => {
  const word = shapeIn(library, VAZIRMATN, 'لا');
  const unsafe = glyphsOf(word).some(
    (_, i) => ((word.glyphs[i * GLYPH_STRIDE + GLYPH_FLAGS] ?? 0) & 1) !== 0,
  );
  expect(word.glyphs.length === GLYPH_STRIDE || unsafe).toBe(true);
});

test('nothing that these tests do is reported', () => {
  expect(diagnostics.list).toEqual([]);
});

test('a cached word is found in less than a twentieth of the time that shaping it takes', async () => {
  const { library: fresh } = await testLibrary();
  const stack = fresh.stack(request(['Vazirmatn', 'Source Serif 4']));
  const words = [...new Set(readLines('fa-500.txt.gz').flatMap((line) => line.split(' ')))];
  const round = (): number => {
    const elapsed = countCpuTime();
    for (const word of words) fresh.shapeWord(word, stack, 'rtl', 'fa');
    return elapsed();
  };
  const shaping = round();
  const finding = Math.min(...Array.from({ length: 20 }, round));
  expect(words.length).toBeGreaterThan(5000);
  expect(finding).toBeLessThan(shaping / 20);
});
