import { expect, it } from 'vitest';
import { findLineBreaks, findStandardLineBreaks } from '../../src/unicode/line-break.ts';
import { type BreakCase, breakCases } from './unicode-read.ts';

/** Cases that the house rules decide otherwise, with the rule. */
const HOUSE_RULES: Readonly<Record<string, string>> = {
  '× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 ÷ 0028 × 0020 × 0308 × 0020 × 0029 × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷':
    'H4: “« ( ̈ ) »” is read as a quotation with spaces inside, wherever the mark is stuck to a word',
  '× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 ÷ 007B × 0020 × 0308 × 0020 × 007D × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷':
    'H4: the same with braces',
  '× 05D0 × 002D ÷ 05D0 ÷': 'H3: a single letter before a hyphen stays with what follows',
};

function offsetsOf(breaks: Uint8Array): number[] {
  return [...breaks.keys()].filter((i) => breaks[i] !== 0);
}

function failures(cases: readonly BreakCase[], find: (text: string) => Uint8Array): string[] {
  return cases.filter((c) => offsetsOf(find(c.text)).join() !== c.breaks.join()).map((c) => c.line);
}

const CASES = breakCases('LineBreakTest-16.0.txt.gz');

it('breaks as UAX #14 does in all 16,672 cases of LineBreakTest 16.0', () => {
  expect(CASES).toHaveLength(16_672);
  expect(failures(CASES, findStandardLineBreaks)).toEqual([]);
});

it('differs from LineBreakTest 16.0 by its house rules only where a reason is given', () => {
  expect(failures(CASES, findLineBreaks)).toEqual(Object.keys(HOUSE_RULES));
});
