import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inks } from '../../src/base/printer-profile.ts';
import { inkSum, limitPixels, withinInkLimit } from '../../src/pdf/color/ink-limit.ts';
import { pdfNumber } from '../../src/pdf/pdf-syntax.ts';

const ink = fc.double({ min: 0, max: 1, noNaN: true });
const inks: fc.Arbitrary<Inks> = fc.tuple(ink, ink, ink, ink);
const limit = fc.double({ min: 1, max: 4, noNaN: true });

describe('the ink limit', () => {
  it('holds for every colour as it is written, keeps its black, and raises no ink', () => {
    fc.assert(
      fc.property(inks, limit, (given, most) => {
        const limited = withinInkLimit(given, most);
        const written = limited.reduce((sum, each) => sum + Number(pdfNumber(each)), 0);
        expect(written).toBeLessThanOrEqual(most + 1e-9);
        expect(Math.abs(limited[3] - given[3])).toBeLessThanOrEqual(0.001);
        limited.forEach((each, i) => expect(each).toBeLessThanOrEqual((given[i] ?? 0) + 1e-6));
      }),
    );
  });

  it('uses up what it allows and leaves alone what is below it', () => {
    fc.assert(
      fc.property(inks, limit, (given, most) => {
        const limited = withinInkLimit(given, most);
        if (inkSum(given) <= most - 0.002) expect(limited).toBe(given);
        else expect(inkSum(limited)).toBeGreaterThan(Math.min(most, inkSum(given)) - 0.005);
      }),
    );
  });

  it('holds for every pixel of a picture and keeps its black', () => {
    const pixels = fc
      .uint8Array({ minLength: 4, maxLength: 400 })
      .map((bytes) => bytes.subarray(0, bytes.length & ~3));
    fc.assert(
      fc.property(pixels, limit, (given, most) => {
        const limited = given.slice();
        limitPixels(limited, given.length / 4, most);
        for (let i = 0; i < given.length; i += 4) {
          const sum = limited.subarray(i, i + 4).reduce((total, each) => total + each, 0);
          expect(sum).toBeLessThanOrEqual(most * 255);
          expect(limited[i + 3]).toBe(given[i + 3]);
        }
      }),
    );
  });
});
