import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EM_FIXED } from '../../src/font/font-types.ts';
import { isInvisible } from '../../src/font/itemise.ts';
import { glyphsOf, request, testLibrary } from '../unit/font/font-test-library.ts';

const { library } = await testLibrary();
const stack = library.stack(request(['Vazirmatn', 'Source Serif 4']));
const mixed = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...Array.from('ابپتجچحخدذرزژسشصطعفقکگلمنوهیئآټډړږښځڅېۍ\u064b\u0651\u0654\u200c\u200d\u0640۱۲٪«»()؟'),
    ),
    fc.constantFrom(...Array.from('abcXYZ019 .,-éüß\u00a0\u00ad\u0301')),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 24,
});

test('no character is lost: each visible one lies in the cluster of some glyph', () => {
  fc.assert(
    fc.property(mixed, fc.constantFrom('ltr' as const, 'rtl' as const), (text, direction) => {
      const word = library.shapeWord(text, stack, direction, 'fa');
      const glyphs = glyphsOf(word);
      const visible = Array.from(text).some((c) => !isInvisible(c.codePointAt(0) ?? 0));
      expect(glyphs.length > 0).toBe(visible);
      const starts = glyphs.map(({ cluster }) => cluster);
      const logical = direction === 'rtl' ? [...starts].reverse() : starts;
      expect(logical).toEqual([...logical].sort((a, b) => a - b));
      // What stands before the first cluster shows nothing.
      for (const character of text.slice(0, logical[0] ?? 0)) {
        expect(isInvisible(character.codePointAt(0) ?? 0)).toBe(true);
      }
      const sum = glyphs.reduce((total, { advance }) => total + advance, 0);
      expect(word.advance).toBe(sum / EM_FIXED);
    }),
    { numRuns: 500 },
  );
});

test('a glyph is .notdef only where a character is told as missing', () => {
  fc.assert(
    fc.property(mixed, (text) => {
      const word = library.shapeWord(text, stack, 'rtl', 'fa');
      const hasNotdef = glyphsOf(word).some(({ id }) => id === 0);
      expect(hasNotdef).toBe(library.missing(word) !== undefined);
    }),
    { numRuns: 500 },
  );
});
