import { describe, expect, it } from 'vitest';
import { openColorConverter } from '../../src/pdf/color/open-color-converter.ts';
import { iccOf, printerProfile, randomNumbers } from '../unit/pdf/press-profiles.ts';

describe('an ICC profile that is damaged', () => {
  it('ends in an error in words or in inks, never in a crash', async () => {
    const random = randomNumbers(11);
    const whole = iccOf('ifra26-newsprint');
    let refused = 0;
    for (let round = 0; round < 60; round++) {
      const damaged = Uint8Array.from(
        whole.subarray(0, round % 3 === 0 ? Math.floor(random() * 5000) : whole.length),
      );
      // Header, tag table and the heads of the tags.
      for (let i = 0; i < 12; i++)
        damaged[Math.floor(random() * Math.min(damaged.length, 600))] = Math.floor(random() * 256);
      try {
        const converter = await openColorConverter(damaged, printerProfile({ inkLimit: 2.4 }));
        const pixels = converter.pixels(Uint8Array.of(200, 30, 30, 9, 9, 9));
        expect(pixels).toHaveLength(8);
        expect(converter.blackOfGrey).toHaveLength(256);
        expect(converter.inks(0.4, 0.5, 0.6).every((ink) => ink >= 0 && ink <= 1)).toBe(true);
      } catch (error) {
        expect((error as Error).message).toMatch(/ICC profile/);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(20);
  });
});
