import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  comparePictures,
  decodePicture,
  drawDifference,
} from '../../../src/preflight/report/compare-pictures.ts';
import type { Pixels } from '../../../src/preflight/report/compare-pictures.ts';

/** White, with some pixels grey. */
function picture(width: number, height: number, grey: Readonly<Record<string, number>> = {}): Pixels {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [place, value] of Object.entries(grey)) {
    const [x = 0, y = 0] = place.split(',').map(Number);
    pixels.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  return { width, height, pixels };
}

describe('comparePictures', () => {
  test('finds nothing in equal pictures, and takes no offence at what rounding may do', () => {
    expect(comparePictures(picture(4, 3, { '1,1': 100 }), picture(4, 3, { '1,1': 124 }))).toBeNull();
  });

  test('counts the pixels that differ, and says where they lie', () => {
    expect(comparePictures(picture(4, 3), picture(4, 3, { '1,1': 230, '2,2': 0 }))).toEqual({
      count: 2,
      share: 2 / 12,
      box: [1, 1, 3, 3],
    });
  });

  test('takes pictures of different sizes as different altogether', () => {
    expect(comparePictures(picture(4, 3), picture(4, 4))).toEqual({ count: 16, share: 1, box: [0, 0, 4, 4] });
  });
});

test('drawDifference shows both, and the differences in red on the pale page', async () => {
  const shown = await decodePicture(
    await drawDifference(picture(4, 3, { '0,0': 0 }), picture(4, 3, { '0,0': 0, '2,1': 0 })),
  );
  expect({ width: shown.width, height: shown.height }).toEqual({ width: 12, height: 3 });
  const at = (x: number, y: number): number[] =>
    Array.from(shown.pixels.subarray((y * 12 + x) * 4, (y * 12 + x) * 4 + 3));
  expect(at(2, 1)).toEqual([255, 255, 255]);
  expect(at(6, 1)).toEqual([0, 0, 0]);
  const [red = 0, green = 0, blue = 0] = at(10, 1);
  expect(red).toBeGreaterThan(200);
  expect(Math.max(green, blue)).toBeLessThan(80);
  // What is the same is pale.
  expect(Math.min(...at(8, 0))).toBeGreaterThan(180);
});

test('decodePicture gives colour and opacity of every pixel, and refuses what is no picture', async () => {
  const png = await sharp({ create: { width: 2, height: 1, channels: 3, background: '#102030' } })
    .png()
    .toBuffer();
  const { width, height, pixels } = await decodePicture(png);
  expect({ width, height, pixels: [...pixels] }).toEqual({
    width: 2,
    height: 1,
    pixels: [16, 32, 48, 255, 16, 32, 48, 255],
  });
  await expect(decodePicture(new Uint8Array([1, 2, 3]))).rejects.toThrow();
});
