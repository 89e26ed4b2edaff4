import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetLadder, fitBudget } from '../../../src/pdf/web/fit-budget.ts';
import type { ImageSettings } from '../../../src/pdf/web/web-images.ts';

const DEFAULTS = { ppi: 150, quality: 80 };

/** Photographs of a million bytes at the default settings, which obey the law `power`; and what was asked of them. */
function photographs(start: ImageSettings, power = 1) {
  const asked: ImageSettings[] = [];
  const bytesAt = ({ ppi, quality }: ImageSettings): number => 1_000_000 * ((quality / start.quality) * (ppi / start.ppi)) ** power; // prettier-ignore
  const encode = async (settings: ImageSettings, most: number): Promise<number | null> => {
    asked.push(settings);
    const bytes = bytesAt(settings);
    return bytes > most ? null : bytes;
  };
  return { asked, bytesAt, encode };
}

describe('the ladder', () => {
  test('lowers the quality first, then the resolution, then the quality again', () => {
    const steps = budgetLadder(DEFAULTS).map(({ ppi, quality }) => `${ppi}/${quality}`);
    expect(steps).toEqual(['150/75', '150/70', '150/65', '150/60', '150/55', '150/50', '130/50', '110/50', '90/50', '72/50', '72/40', '72/30']); // prettier-ignore
  });

  test('begins below what the manifest wants, and never raises anything', () => {
    expect(budgetLadder({ ppi: 60, quality: 45 })).toEqual([
      { ppi: 60, quality: 40 },
      { ppi: 60, quality: 30 },
    ]);
    expect(budgetLadder({ ppi: 40, quality: 25 })).toEqual([]);
    const settings = fc.record({ ppi: fc.integer({ min: 36, max: 600 }), quality: fc.integer({ min: 20, max: 100 }) }); // prettier-ignore
    fc.assert(
      fc.property(settings, (start) => {
        let before: ImageSettings = start;
        for (const step of budgetLadder(start)) {
          expect(step.ppi <= before.ppi && step.quality <= before.quality).toBe(true);
          expect(step).not.toEqual(before);
          before = step;
        }
      }),
    );
  });
});

describe('fitting', () => {
  test('takes the mildest step that fits, whatever pictures do with quality and resolution', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 999_999 }),
        fc.double({ min: 0.2, max: 4, noNaN: true }),
        async (room, power) => {
          // prettier-ignore
          const { bytesAt, encode } = photographs(DEFAULTS, power);
          const fitted = await fitBudget({ start: DEFAULTS, bytes: 1_000_000, room, encode });
          const ladder = budgetLadder(DEFAULTS);
          expect(fitted?.settings).toEqual(ladder.find((step) => bytesAt(step) <= room) ?? ladder.at(-1));
          expect(fitted?.encoded).toBe(bytesAt(fitted?.settings ?? DEFAULTS));
        },
      ),
    );
  });

  test('tries few steps where pictures behave as they mostly do', async () => {
    for (const room of [900_000, 700_000, 500_000, 300_000]) {
      const { asked, encode } = photographs(DEFAULTS);
      await fitBudget({ start: DEFAULTS, bytes: 1_000_000, room, encode });
      expect(asked.length).toBeLessThanOrEqual(4);
      expect(new Set(asked.map(({ ppi, quality }) => `${ppi}/${quality}`)).size).toBe(asked.length);
    }
  });

  test('has nothing to give where the ladder has no step', async () => {
    const { encode } = photographs(DEFAULTS);
    expect(await fitBudget({ start: { ppi: 36, quality: 20 }, bytes: 10, room: 5, encode })).toBeNull();
  });
});
