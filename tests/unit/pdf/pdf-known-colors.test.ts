import { describe, expect, it } from 'vitest';
import { KnownColors } from '../../../src/pdf/color/known-colors.ts';
import { randomNumbers } from './press-profiles.ts';

/** Stands for Little CMS: any function of one colour. */
function inksOf(rgb: Uint8Array, cmyk: Uint8Array): void {
  for (let i = 0; i < cmyk.length / 4; i++) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(i * 3, i * 3 + 3);
    cmyk.set([255 - red, 255 - green, 255 - blue, (red ^ green ^ blue) & 255], i * 4);
  }
}

function randomColors(count: number, step: number, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length: count * 3 }, () => Math.floor((random() * 256) / step) * step);
}

describe('colours that are known', () => {
  it('become what each of them becomes alone, also when more come than have room', () => {
    const stripe = 65_536;
    const known = new KnownColors(stripe, inksOf);
    for (let seed = 0; seed < 24; seed++) {
      const rgb = randomColors(stripe, seed % 2 === 0 ? 1 : 16, seed);
      const expected = new Uint8Array(stripe * 4);
      inksOf(rgb, expected);
      const cmyk = new Uint8Array(stripe * 4);
      known.convert(rgb, cmyk);
      expect(Buffer.compare(cmyk, expected)).toBe(0);
    }
  });

  it('are converted once', () => {
    let converted = 0;
    const known = new KnownColors(4096, (rgb, cmyk) => {
      converted += cmyk.length / 4;
      inksOf(rgb, cmyk);
    });
    const rgb = randomColors(4096, 64, 1);
    known.convert(rgb, new Uint8Array(4096 * 4));
    const first = converted;
    for (let i = 0; i < 5; i++) known.convert(rgb, new Uint8Array(4096 * 4));
    expect(first).toBeGreaterThan(0);
    expect(converted).toBe(first);
  });

  it('begin with black, which is the colour 0', () => {
    const known = new KnownColors(4, inksOf);
    const cmyk = new Uint8Array(8);
    known.convert(new Uint8Array(6), cmyk);
    expect([...cmyk]).toEqual([255, 255, 255, 0, 255, 255, 255, 0]);
  });
});
