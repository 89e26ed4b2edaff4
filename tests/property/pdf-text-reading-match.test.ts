// What is said of readings without normalising them must be what normalising says, and the typed way of reading a line as
// PDFium does what the plain way does: random lines.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LinePieces } from '../../src/pdf/text/line-pieces.ts';
import { PdfJsOrder } from '../../src/pdf/text/pdfjs-order.ts';
import { PdfiumOrder, readByPdfium } from '../../src/pdf/text/pdfium-order.ts';
import { ReadingMatch } from '../../src/pdf/text/reading-match.ts';
import { encodedWord } from '../../src/pdf/text/word-encoder.ts';
import { mirrorOf } from '../../src/unicode/bidi.ts';
import { AL, AN, BN, CS, EN, ES, ET, L, NSM, R, bidiClasses } from '../../src/unicode/bidi-classes.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';

const CHARACTERS = ['a', 'b', 'é', 'e\u0301', ' ', ' ', '  ', '\u200f', '\u200e', '\u061c', '\u200c', '\u200d', '\u00ad', '\u00a0', '\u2003', '\n', 'ب', 'ک', '\u0654', '۱', '2', '(', ')', '«', '-', '٪', '.', '\ufeff', '\u0007', '\u2026']; // prettier-ignore
const TEXT = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 9 }).map((all) => all.join(''));
/** Characters that readers leave out or add, put into a text. */
const NOISE = fc.array(fc.tuple(fc.nat(20), fc.constantFrom('\u200f', '\u200e', ' ', '\u200d', '')), { maxLength: 4 }); // prettier-ignore

function readingOf(text: string): { count: number; output: Uint16Array } {
  return {
    count: text.length,
    output: Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
  };
}

it('is sure of a reading only where the normalised texts are equal, and of most that are', () => {
  const match = new ReadingMatch();
  let equal = 0;
  let sure = 0;
  fc.assert(
    fc.property(fc.array(TEXT, { maxLength: 6 }), NOISE, (words, noise) => {
      const pieces = new LinePieces(new PdfJsOrder());
      words.forEach((logical, i) => {
        pieces.push(encodedWord({ seen: logical, logical }), logical === ' ', i);
        pieces.order[i] = i;
      });
      let read = words.join('');
      for (const [at, character] of noise) read = read.slice(0, at) + character + read.slice(at);
      const isEqual = normaliseExtracted(read) === normaliseExtracted(words.join(''));
      const isSure = match.isText(readingOf(read), pieces);
      if (isSure) expect(isEqual).toBe(true);
      if (isEqual) equal++;
      if (isSure) sure++;
    }),
    { numRuns: 20_000, seed: 3 },
  );
  expect(sure).toBeGreaterThan(equal / 10);
  expect(sure).toBeGreaterThan(500);
});

/** CPDF_TextPage::CloseTempLine as it is written, on strings. */
function readPlainly(seen: string, isDeclared: boolean): string {
  const kind = (unit: string): string => {
    const type = bidiClasses.bmp[unit.charCodeAt(0)] ?? L;
    if (type === L) return 'left';
    if (type === R || type === AL) return 'right';
    return [AN, EN, NSM, CS, ES, ET, BN].includes(type) ? 'weak' : 'neutral';
  };
  const stretches: string[] = [];
  for (const unit of seen.split('')) {
    const last = stretches.at(-1);
    if (last !== undefined && kind(last) === kind(unit)) stretches[stretches.length - 1] = last + unit;
    else stretches.push(unit);
  }
  const count = (name: string): number => stretches.filter((stretch) => kind(stretch) === name).length;
  const rightToLeft = isDeclared || (count('right') > 0 && count('right') >= count('left'));
  let turned = rightToLeft;
  let text = '';
  for (const stretch of rightToLeft ? stretches.toReversed() : stretches) {
    if (kind(stretch) === 'left' || kind(stretch) === 'right') turned = kind(stretch) === 'right';
    const mirrored = stretch.split('').toReversed().map((unit) => String.fromCharCode(mirrorOf(unit.charCodeAt(0)) ?? unit.charCodeAt(0))); // prettier-ignore
    text += turned && kind(stretch) !== 'weak' ? mirrored.join('') : stretch;
  }
  return text;
}

it('reads lines on typed arrays as PDFium does on strings', () => {
  const order = new PdfiumOrder();
  fc.assert(
    fc.property(fc.array(TEXT, { maxLength: 8 }), fc.boolean(), (texts, isDeclared) => {
      order.clear();
      for (const text of texts) order.push(text);
      order.read(isDeclared);
      expect(order.text).toBe(readPlainly(texts.join(''), isDeclared));
      expect(readByPdfium(texts.join(''), isDeclared).text).toBe(order.text);
    }),
    { numRuns: 5000, seed: 9 },
  );
});

it('leaves of an object without width the spaces alone, and other objects as they are', () => {
  const order = new PdfiumOrder();
  const shown = (objects: readonly string[]): string => {
    order.clear();
    for (const object of objects) {
      const from = order.count;
      order.push(object);
      order.dropBlank(from);
    }
    order.read(false);
    return order.text;
  };
  expect(shown(['ab', '\u200e \u200f', 'c\u200e'])).toBe('ab c\u200e');
  expect(shown(['\u061c', ' ', ''])).toBe(' ');
});
