// What the rules measure with: dates of two spellings, boxes that overlap, inks that are black.
import { describe, expect, it } from 'vitest';
import type { PaintFacts } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { readInfoDate, readXmpDate } from '../../../src/preflight/rules/file-dates.ts';
import { contains, inkTotal, isBlackOfFour, isPureBlack, isRichBlack, overlap, plateCount, versionNumber } from '../../../src/preflight/rules/rule-kit.ts'; // prettier-ignore

function paint(inks: Readonly<Record<string, number>>): PaintFacts {
  return { space: { kind: 'cmyk' }, components: [], inks: new Map(Object.entries(inks)) };
}

describe('dates', () => {
  it.each([
    ["D:20240508120000+04'30'", '2024-05-08T12:00:00+04:30'],
    ["D:20240508120000+04'30", '2024-05-08T07:30:00Z'],
    ['D:20240508120000Z', '2024-05-08T12:00:00.000Z'],
    ["D:20240508120000Z00'00'", '2024-05-08T12:00:00+00:00'],
    ["D:20240508120000-05'00'", '2024-05-08T17:00:00Z'],
    ['D:202405081200', '2024-05-08T12:00Z'],
    ['D:20240508', '2024-05-08'],
    ['20240508120000', '2024-05-08T12:00:00'],
    ['D:2024', '2024'],
  ])('are the same moment in Info and XMP: %s, %s', (info, xmp) => {
    expect(readInfoDate(info)).not.toBeNull();
    expect(readInfoDate(info)).toBe(readXmpDate(xmp));
  });

  it.each([
    '',
    'yesterday',
    'D:2024050',
    'D:20241308',
    'D:20240508250000',
    '2024-05-08',
    'D:20240508120000+0430x',
  ])('of the Info dictionary are refused when they are none: “%s”', (text) =>
    expect(readInfoDate(text)).toBeNull(),
  );

  it.each(['', '8 May 2024', '20240508', '2024-13-01', '2024-05-08 12:00', '2024-05-08T25:00Z'])(
    'of XMP are refused when they are none: “%s”',
    (text) => expect(readXmpDate(text)).toBeNull(),
  );
});

describe('boxes', () => {
  it('overlap when they share an area, not when they touch', () => {
    expect(overlap([0, 0, 10, 10], [9, 9, 20, 20])).toBe(true);
    expect(overlap([0, 0, 10, 10], [10, 0, 20, 10])).toBe(false);
    expect(overlap([0, 0, 10, 10], [12, 0, 20, 10])).toBe(false);
  });

  it('overlap with a line inside them, which has no area', () => {
    expect(overlap([5, 2, 5, 8], [0, 0, 10, 10])).toBe(true);
    expect(overlap([12, 2, 12, 8], [0, 0, 10, 10])).toBe(false);
  });

  it('contain each other within rounding', () => {
    expect(contains([0, 0, 10, 10], [-0.005, 0, 10, 10.005])).toBe(true);
    expect(contains([0, 0, 10, 10], [-0.5, 0, 10, 10])).toBe(false);
  });
});

describe('inks', () => {
  it('add up without registration colour', () => {
    expect(inkTotal(paint({ C: 10, K: 50, Gold: 100, All: 100, None: 100 }))).toBe(160);
    expect(plateCount(paint({ C: 0.2, K: 50, Gold: 100, All: 100 }))).toBe(2);
  });

  it('make three kinds of black, of which a colour is one at most', () => {
    const kinds = (inks: Readonly<Record<string, number>>): boolean[] =>
      [isPureBlack, isRichBlack, isBlackOfFour].map((is) => is(paint(inks)));
    expect(kinds({ K: 100 })).toEqual([true, false, false]);
    expect(kinds({ C: 40, M: 30, Y: 30, K: 100 })).toEqual([false, true, false]);
    expect(kinds({ C: 75, M: 68, Y: 67, K: 90 })).toEqual([false, false, true]);
    expect(kinds({ C: 91, M: 79, Y: 62, K: 97 })).toEqual([false, false, true]);
    expect(kinds({ C: 100, M: 80, K: 40 })).toEqual([false, false, false]);
    expect(kinds({ K: 60 })).toEqual([false, false, false]);
  });
});

describe('versions', () => {
  it('are compared part by part', () => {
    expect(versionNumber('1.10')).toBeGreaterThan(versionNumber('1.9') ?? 0);
    expect(versionNumber('2.0')).toBeGreaterThan(versionNumber('1.7') ?? 0);
    expect(versionNumber('x')).toBeNull();
  });
});
