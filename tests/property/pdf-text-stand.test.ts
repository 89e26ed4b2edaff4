// Words shortened in trials of what pdf.js reads must not change the verdict, and what is said without a trial must be
// what the trial says: pieces of random lines, one way and the other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinePieces } from '../../src/pdf/text/line-pieces.ts';
import { PdfJsOrder, isPlainRightToLeft, standOf } from '../../src/pdf/text/pdfjs-order.ts';
import { countRightToLeftUnits, encodedWord } from '../../src/pdf/text/word-encoder.ts';
import type { EncodedWord } from '../../src/pdf/text/word-encoder.ts';

const WORDS = [
  '0799-175-208', '۹:۱۵', '۲۵٪', '$12', '3/4', '12.5', '۱٬۲۳۴', 'ب۲', 'کتاب', 'می\u200Cرود', 'نام\u200Cنویسی', 'و', 'از', 'است؛', '(دفتر', 'Rafah', 'Open', 'to', 'T-72', 'said,', '۱۴۰۳', '2024', '«', '»', '·', '٪۱۲', 'هفته\u200Cنامهٔ',
]; // prettier-ignore

function word(text: string, level: number, shortened: boolean): EncodedWord {
  const seen = level % 2 === 1 ? Array.from(text).toReversed().join('') : text;
  return encodedWord({
    seen,
    logical: text,
    advance: 1,
    rightToLeftUnits: countRightToLeftUnits(seen),
    plainRightToLeft: Array.from(seen).every((c) => isPlainRightToLeft(c.charCodeAt(0))),
    stand: shortened ? standOf(seen, text) : null,
  });
}

function verdict(line: readonly (readonly [string, number, number])[], shortened: boolean): boolean {
  const pieces = new LinePieces(new PdfJsOrder());
  for (const [text, level, order] of line) {
    pieces.push(word(text, level, shortened), text === ' ', pieces.count);
    pieces.level[pieces.count - 1] = level;
    pieces.order[pieces.count - 1] = order;
  }
  return pieces.readsBack(0, pieces.count);
}

/** The same by nothing but the rules of pdf.js, character by character. */
function tried(line: readonly (readonly [string, number, number])[]): boolean {
  const predictor = new PdfJsOrder();
  const seen = line.map(([text, level]) => word(text, level, false).seen).join('');
  const wanted = line.toSorted((a, b) => a[2] - b[2]).map(([text]) => text).join(''); // prettier-ignore
  const units = Uint16Array.from(seen, (c) => c.charCodeAt(0));
  return ([5, 6] as const).every((rules) => {
    const count = predictor.reorder(units, units.length, rules);
    return String.fromCharCode(...predictor.output.subarray(0, count)) === wanted;
  });
}

/** Words with spaces between them, in the visual order of a right-to-left or left-to-right line. */
const LINES = fc
  .record({ words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }), rtl: fc.boolean() })
  .map(({ words, rtl }) => {
    const logical = words.flatMap((text, i) => (i === 0 ? [text] : [' ', text]));
    const base = rtl ? 1 : 0;
    const levels = logical.map((text) =>
      /[A-Za-z0-9۰-۹]/.test(text) ? (rtl ? 2 : 0) : /[\u0600-\u06ff]/.test(text) ? 1 : base,
    );
    const order = logical.map((_, i) => i);
    const reverse = (from: number, to: number): void => {
      order.splice(from, to - from, ...order.slice(from, to).toReversed());
    };
    for (const level of [2, 1])
      for (let i = 0; i < order.length; i++) {
        if ((levels[order[i] ?? 0] ?? 0) < level) continue;
        let end = i;
        while (end < order.length && (levels[order[end] ?? 0] ?? 0) >= level) end++;
        reverse(i, end);
        i = end;
      }
    return order.map((at) => [logical[at] ?? '', levels[at] ?? 0, at] as const);
  });

describe('shortened words', () => {
  it('never let a line pass that the whole words do not', () => {
    fc.assert(
      fc.property(LINES, (line) => {
        if (verdict(line, true)) expect(verdict(line, false)).toBe(true);
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });

  // Equal words that change places read back by accident; shortened they are told apart.
  it('pass where the whole words do when no word stands twice', () => {
    let passed = 0;
    fc.assert(
      fc.property(LINES, (line) => {
        const words = line.map(([text]) => text).filter((text) => text !== ' ');
        fc.pre(new Set(words).size === words.length);
        const whole = verdict(line, false);
        if (whole) passed++;
        expect(verdict(line, true)).toBe(whole);
      }),
      { numRuns: 5000, seed: 7 },
    );
    expect(passed).toBeGreaterThan(500);
  });

  it('are judged without a trial as the trial judges them', () => {
    let passed = 0;
    fc.assert(
      fc.property(LINES, (line) => {
        const words = line.map(([text]) => text).filter((text) => text !== ' ');
        fc.pre(new Set(words).size === words.length);
        const whole = tried(line);
        if (whole) passed++;
        expect(verdict(line, true)).toBe(whole);
      }),
      { numRuns: 20_000, seed: 11 },
    );
    expect(passed).toBeGreaterThan(500);
  });
});
