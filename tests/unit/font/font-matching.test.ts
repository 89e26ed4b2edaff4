import { expect, test } from 'vitest';
import type { FaceSlot } from '../../../src/font/face-slot.ts';
import {
  inRanges,
  intersectRanges,
  normaliseRanges,
  parseUnicodeRange,
} from '../../../src/font/face-slot.ts';
import { matchFaces, weightRank } from '../../../src/font/match.ts';
import { declaration, glyphsOf, request, shapeIn, testLibrary } from './font-test-library.ts';

function slot(weight: number, rest: Partial<FaceSlot> = {}): FaceSlot {
  return {
    family: 'X',
    data: { key: `${weight}`, label: '', place: undefined, read: () => new Uint8Array() },
    weight: [weight, weight],
    staticWeight: 'normal',
    style: 'normal',
    stretch: [100, 100],
    ranges: null,
    sizeAdjust: 1,
    ...rest,
  };
}

function chosen(slots: readonly FaceSlot[], wanted: Parameters<typeof matchFaces>[1]): FaceSlot | undefined {
  return matchFaces(slots, wanted, ({ weight }) => (weight === 'probe' ? [400, 400] : weight))[0];
}

/** CSS Fonts 4, 5.2, step 4.3. */
test.each([
  [[300, 500, 700], 400, 500],
  [[300, 700], 450, 300],
  [[600, 700], 400, 600],
  [[400, 600], 500, 400],
  [[100, 400], 300, 100],
  [[400, 700], 300, 400],
  [[400, 700], 600, 700],
  [[400, 500], 800, 500],
  [[400, 900], 700, 900],
])('of the weights %j a request for %i takes %i', (weights, wanted, result) => {
  const slots = weights.map((weight) => slot(weight));
  const found = chosen(slots, { weight: wanted, style: 'normal', stretch: 100 });
  expect(found?.weight).toEqual([result, result]);
});

test('a weight inside a range is met exactly', () => {
  expect(weightRank([200, 900], 635)).toBe(0);
  expect(weightRank([200, 600], 635)).toBeGreaterThan(0);
});

test('style comes before weight, and the nearest style is taken when there is none of it', () => {
  const slots = [slot(400), slot(700, { style: 'italic' })];
  expect(chosen(slots, { weight: 400, style: 'italic', stretch: 100 })?.style).toBe('italic');
  expect(chosen(slots, { weight: 400, style: 'oblique', stretch: 100 })?.style).toBe('italic');
  expect(chosen(slots, { weight: 700, style: 'normal', stretch: 100 })?.style).toBe('normal');
});

test('stretch comes before style', () => {
  const slots = [slot(400, { stretch: [75, 75] }), slot(400, { style: 'italic' })];
  expect(chosen(slots, { weight: 400, style: 'italic', stretch: 75 })?.stretch).toEqual([75, 75]);
});

test('code point ranges are read, merged, met and searched', () => {
  const arabic = normaliseRanges(parseUnicodeRange('U+0600-06FF, U+200C-200E,U+0590-05FF , nonsense'));
  expect([...arabic]).toEqual([0x590, 0x6ff, 0x200c, 0x200e]);
  expect([...(intersectRanges(arabic, normaliseRanges([[0x6f0, 0x200c]])) ?? [])]).toEqual([
    0x6f0, 0x6ff, 0x200c, 0x200c,
  ]);
  expect(inRanges(arabic, 0x200d)).toBe(true);
  expect(inRanges(arabic, 0x700)).toBe(false);
  expect(inRanges(null, 0x700)).toBe(true);
});

test('each weight of a package is its own face, read only when it is used', async () => {
  const { library } = await testLibrary();
  for (const weight of [400, 900]) {
    library.shapeWord('متن', library.stack(request(['Vazirmatn'], { weight })), 'rtl', 'fa');
  }
  library.stack(request(['Vazirmatn'], { weight: 500 }));
  expect(library.faces.map(({ weight, id }) => [weight, id])).toEqual([
    [400, 0],
    [900, 1],
  ]);
});

test('italic is a real face in Latin, and no slant in a script that has none', async () => {
  const { library } = await testLibrary();
  const italic = library.stack(request(['Source Serif 4'], { style: 'italic' }));
  const [latin] = glyphsOf(library.shapeWord('a', italic, 'ltr', 'en'));
  expect(library.face(latin?.face ?? -1).italicAngle).toBeLessThan(0);
  const persian = library.stack(request(['Vazirmatn'], { style: 'italic' }));
  const [arabic] = glyphsOf(library.shapeWord('ا', persian, 'rtl', 'fa'));
  expect(library.face(arabic?.face ?? -1).italicAngle).toBe(0);
});

test('a package declared with a weight range offers only those weights', async () => {
  const { library } = await testLibrary([
    declaration('Text', 'npm:@fontsource/vazirmatn', { weight: [300, 500] }),
  ]);
  library.shapeWord('متن', library.stack(request(['Text'], { weight: 900 })), 'rtl', 'fa');
  expect(library.faces.map(({ weight }) => weight)).toEqual([500]);
});

test('generic families are bundled ones and are not reported', async () => {
  const { library, diagnostics } = await testLibrary();
  const family = (name: string): string | undefined => {
    const [glyph] = glyphsOf(shapeIn(library, [name], 'a', { direction: 'ltr' }));
    return library.face(glyph?.face ?? -1).family;
  };
  expect(family('serif')).toBe('Source Serif 4');
  expect(family('sans-serif')).toBe('Source Sans 3');
  expect(family('system-ui')).toBe('Source Sans 3');
  expect(diagnostics.list).toEqual([]);
});

test('an unknown family is reported once, with the nearest known name, and text is set all the same', async () => {
  const { library, diagnostics } = await testLibrary();
  const word = shapeIn(library, ['Vazirmatin'], 'متن');
  shapeIn(library, ['Vazirmatin', 'serif'], 'متن');
  expect(diagnostics.list).toHaveLength(1);
  expect(diagnostics.list[0]).toMatchObject({ code: 'F001', severity: 'warning' });
  expect(diagnostics.list[0]?.hint).toContain('Vazirmatn');
  expect(library.missing(word)).toBeUndefined();
  expect(word.advance).toBeGreaterThan(0);
});
