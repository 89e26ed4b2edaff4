// What several tests of font/ need.
import type { Direction } from '../../../src/base/direction.ts';
import type { HarfBuzz } from '../../../src/font/harfbuzz.ts';
import type { FeatureList } from '../../../src/font/shape-run.ts';

/** `kern=0,TEST=100` or `test` → pairs. */
export function parseSettings(text: unknown): [string, number][] {
  if (typeof text !== 'string' || text === '') return [];
  return text.split(',').map((part) => {
    const [tag = '', value] = part.split('=');
    return [tag, value === undefined ? 1 : Number(value)];
  });
}

export function directionOfScript(script: string): Direction {
  return ['Arab', 'Hebr', 'Syrc', 'Nkoo', 'Thaa', 'Adlm'].includes(script) ? 'rtl' : 'ltr';
}

/** hb-shape's notation: `test`, `-test[1]`, `test[6]=2`; a range of one character is written into the list afterwards. */
export function createRangedFeatures(harfbuzz: HarfBuzz, text: unknown): FeatureList {
  if (typeof text !== 'string' || text === '') return { pointer: 0, count: 0 };
  const parsed = text.split(',').map((part) => {
    const match = /^(-?)(\w{4})(?:\[(\d+)\])?(?:=(\d+))?$/.exec(part);
    if (match === null) throw new Error(`feature ${part} is not understood`);
    const value = match[1] === '-' ? 0 : Number(match[4] ?? 1);
    return { tag: match[2] ?? '', value, at: match[3] === undefined ? undefined : Number(match[3]) };
  });
  const pointer = harfbuzz.createFeatures(parsed.map(({ tag, value }) => [tag, value]));
  for (const [index, { at }] of parsed.entries()) {
    if (at !== undefined) harfbuzz.u32.set([at, at + 1], (pointer >> 2) + index * 4 + 2);
  }
  return { pointer, count: parsed.length };
}
