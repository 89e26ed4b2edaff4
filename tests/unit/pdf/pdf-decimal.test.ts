// Numbers in decimal notation, against the language's own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../src/pdf/decimal.ts';

describe('decimal notation', () => {
  it('has no exponent, no closing zeros and no negative zero', () => {
    expect([0, -0, -0.0001, 1e-9, 12, 0.5, -0.05, 120.1, -7.25].map((value) => decimal(value))).toEqual([
      '0', '0', '0', '0', '12', '0.5', '-0.05', '120.1', '-7.25',
    ]); // prettier-ignore
  });

  it('is never larger than archives allow', () => {
    expect([1e10, -1e22, 2_147_483_647].map((value) => decimal(value))).toEqual([
      '2147483647', '-2147483647', '2147483647',
    ]); // prettier-ignore
  });

  it('is the shortest that says the rounded number, at any precision', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.constantFrom(10, 100, 1000),
        (value, precision) => {
          expect(decimal(value, precision)).toBe(String(Math.round(value * precision) / precision + 0));
        },
      ),
      { numRuns: 5000, seed: 3 },
    );
  });
});
