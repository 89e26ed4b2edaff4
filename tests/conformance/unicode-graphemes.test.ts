import { expect, it } from 'vitest';
import { graphemeStarts } from '../../src/unicode/graphemes.ts';
import { breakCases } from './unicode-read.ts';

/** Cases whose answer newer Unicode data has changed: they must fail where Intl.Segmenter has that data. */
const CHANGED_IN_17 = ['÷ 2701 × 200D × 2701 ÷']; // U+2701 is no longer Extended_Pictographic

it('finds the clusters of all of GraphemeBreakTest 16.0', () => {
  const cases = breakCases('GraphemeBreakTest-16.0.txt.gz');
  expect(cases).toHaveLength(1093);
  const wrong = cases.filter((c) => [...graphemeStarts(c.text), c.text.length].join() !== c.breaks.join());
  const exceptions = Number.parseFloat(process.versions.unicode ?? '0') >= 17 ? CHANGED_IN_17 : [];
  expect(wrong.map((c) => c.line)).toEqual(exceptions);
});

it('agrees with Intl.Segmenter on every Latin, Cyrillic, Hebrew and Arabic letter, mark and sign', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const wrong: string[] = [];
  for (const [first, last] of [
    [0, 0x77f],
    [0x2000, 0x2bff],
    [0xfb00, 0xfeff],
  ] as const)
    // prettier-ignore
    for (let c = first; c <= last; c++) {
      const char = String.fromCharCode(c);
      const text = `a${char}\u0301${char}\u0628`;
      const expected = Array.from(segmenter.segment(text), (s) => s.index);
      if (graphemeStarts(text).join() !== expected.join()) wrong.push(c.toString(16));
    }
  expect(wrong).toEqual([]);
});
