import { describe, expect, it } from 'vitest';
import { blackRamp } from '../../../src/pdf/color/black-ramp.ts';
import { inkSum, withinInkLimit } from '../../../src/pdf/color/ink-limit.ts';
import { openColorConverter } from '../../../src/pdf/color/open-color-converter.ts';
import { pdfNumber } from '../../../src/pdf/pdf-syntax.ts';
import { littleCms } from './little-cms.ts';
import { CONDITIONS, iccOf, printerProfile, randomNumbers } from './press-profiles.ts';

function randomPixels(count: number, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length: count * 3 }, () => Math.floor(random() * 256));
}

describe('the colour converter', () => {
  it.each(CONDITIONS)('keeps 10,000 random colours within the limit of %s', async (condition, inkLimit) => {
    const random = randomNumbers(4);
    for (const limit of [inkLimit, 1.9]) {
      const converter = await openColorConverter(iccOf(condition), printerProfile({ inkLimit: limit }));
      let most = 0;
      for (let i = 0; i < 10_000; i++) {
        const inks = converter.inks(random(), random(), random());
        most = Math.max(
          most,
          inks.reduce((sum, ink) => sum + Number(pdfNumber(ink)), 0),
        );
      }
      expect(most).toBeLessThanOrEqual(limit + 1e-9);
      expect(most).toBeGreaterThan(limit - 0.5);
    }
  });

  it.each(CONDITIONS)('gives the pixels that Little CMS gives, with %s', async (condition, inkLimit) => {
    const rgb = randomPixels(40_000, 5);
    for (const intent of ['perceptual', 'relative'] as const) {
      const converter = await openColorConverter(iccOf(condition), printerProfile({ inkLimit: 4, intent }));
      const expected = await littleCms(condition, rgb, intent === 'relative' ? 1 : 0);
      expect(Buffer.compare(converter.pixels(rgb), expected)).toBe(0);
    }
    const limited = (
      await openColorConverter(iccOf(condition), printerProfile({ inkLimit: inkLimit - 0.5 }))
    ).pixels(rgb);
    let most = 0;
    for (let i = 0; i < limited.length; i += 4)
      most = Math.max(
        most,
        limited.subarray(i, i + 4).reduce((sum, ink) => sum + ink, 0),
      );
    expect(most / 255).toBeLessThanOrEqual(inkLimit - 0.5 - 0.05);
    expect(most / 255).toBeGreaterThan(inkLimit - 0.5 - 0.1);
  });

  it('converts one colour as it converts a pixel', async () => {
    const converter = await openColorConverter(iccOf('fogra39l-coated'), printerProfile());
    const pixel = converter.pixels(Uint8Array.of(179, 38, 30));
    expect(converter.inks(179 / 255, 38 / 255, 30 / 255).map((ink) => Math.round(ink * 255))).toEqual([
      ...pixel,
    ]);
  });

  it.each(CONDITIONS)('makes neutral colours black only, by their lightness, with %s', async (condition) => {
    const converter = await openColorConverter(iccOf(condition), printerProfile());
    for (let grey = 0; grey < 256; grey++) {
      const [cyan, magenta, yellow, black] = converter.inks(grey / 255, grey / 255, grey / 255);
      expect([cyan, magenta, yellow]).toEqual([0, 0, 0]);
      expect(Math.round(black * 255)).toBe(converter.blackOfGrey[grey]);
      expect(converter.blackOfGrey[grey]).toBeLessThanOrEqual(converter.blackOfGrey[grey - 1] ?? 255);
    }
    expect(converter.blackOfGrey[0]).toBe(255);
    expect(converter.blackOfGrey[255]).toBe(0);
    expect(converter.inks(0.5, 0.5, 0.5 + 1 / 255).slice(0, 3)).toEqual([0, 0, 0]);
    expect(converter.inks(0.5, 0.5, 0.5 + 12 / 255).slice(0, 3)).not.toEqual([0, 0, 0]);
  });

  it('says what is wrong with a profile', async () => {
    const open = (icc: Uint8Array): Promise<unknown> => openColorConverter(icc, printerProfile());
    await expect(open(Uint8Array.of(1, 2, 3))).rejects.toThrow('the ICC profile is damaged');
    await expect(open(iccOf('fogra39l-coated').subarray(0, 2000))).rejects.toThrow('the ICC profile');
    const rgb = Uint8Array.from(iccOf('fogra39l-coated'));
    rgb.set(Buffer.from('RGB '), 16);
    await expect(open(rgb)).rejects.toThrow('not one for CMYK');
  });
});

describe('the ramp of black', () => {
  it('reflects as much light as the grey, between the paper and the darkest black', () => {
    // A press whose black is perfect and whose tints reflect light in proportion: L* of Y = 1 - k.
    const lightness = Array.from({ length: 256 }, (_, i) => {
      const luminance = 1 - i / 255;
      return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
    });
    const ramp = blackRamp(lightness);
    // IEC 61966-2-1: 188 reflects half the light of white.
    expect((ramp[188] ?? 0) / 255).toBeCloseTo(0.497, 2);
    expect(ramp[0]).toBe(255);
    expect(ramp[255]).toBe(0);
  });
});

describe('the ink limit', () => {
  it('takes from the colours, never from black, and keeps their proportions', () => {
    const [cyan, magenta, yellow, black] = withinInkLimit([1, 0.5, 0.5, 0.9], 2.4);
    expect([cyan, magenta, yellow, black]).toEqual([0.75, 0.375, 0.375, 0.9]);
    expect(withinInkLimit([0.2, 0.2, 0.2, 1], 2.4)).toEqual([0.2, 0.2, 0.2, 1]);
  });

  it('holds for the numbers that the file gets', () => {
    const inks = withinInkLimit([0.6005, 0.6005, 0.6005, 0.6005], 2.402);
    expect(inkSum(inks.map((ink) => Number(pdfNumber(ink))) as unknown as typeof inks)).toBeLessThanOrEqual(
      2.402,
    );
  });
});
