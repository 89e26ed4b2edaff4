// Whatever inks a picture brings, its decoded JPEG never puts more on paper than the limit.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitPixels } from '../../src/pdf/color/ink-limit.ts';
import { decodeInks } from '../../src/pdf/pictures/decode-bitmap.ts';
import { createInkTiff, encodeWithinLimit } from '../../src/pdf/pictures/ink-jpeg.ts';

test('photographs of any inks, at any limit, decode within it', async () => {
  let encoded = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 2, max: 3.5, noNaN: true }),
      fc.uint8Array({ minLength: 1, maxLength: 400 }),
      async (width, height, limit, noise) => {
        const tiff = createInkTiff({ width, height });
        for (let i = 0; i < tiff.inks.length; i++) {
          const value = noise[i % noise.length] ?? 0;
          // Mostly full or no ink.
          tiff.inks[i] = value % 3 === 0 ? value : value % 3 === 1 ? 255 : 0;
        }
        limitPixels(tiff.inks, width * height, limit);
        const header = { width, height, grey: false, transparent: false, inks: true, bits: 8 };
        const jpeg = await encodeWithinLimit(tiff, limit);
        // Without a JPEG the inks are written as they are.
        const { data } = jpeg === null ? { data: tiff.inks } : await decodeInks(jpeg, header, header);
        encoded += jpeg === null ? 0 : 1;
        let largest = 0;
        for (let i = 0; i < data.length; i += 4) {
          const [cyan = 0, magenta = 0, yellow = 0, black = 0] = data.subarray(i, i + 4);
          largest = Math.max(largest, cyan + magenta + yellow + black);
        }
        expect(largest).toBeLessThanOrEqual(Math.floor(limit * 255));
      },
    ),
    { numRuns: 60 },
  );
  expect(encoded).toBeGreaterThan(50);
});
