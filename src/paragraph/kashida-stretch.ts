// How far the words between breakpoints can be stretched by kashida, as prefix sums that line breaking subtracts.
import { UNIT_SPACE } from '../frame/units.ts';
import { joinsAcross } from './joining-context.ts';
import { KashidaPlaces } from './kashida-places.ts';
import type { Units } from '../frame/units.ts';
import type { Breakpoints, PreparedParagraph } from './paragraph-types.ts';

/** Tatweels in one word of running text at most. */
export const MOST_TATWEELS = 2;

/** Points up to each breakpoint; what a line can be stretched by is the difference of two. */
export type KashidaSums = Float64Array;

/**
 * Sums for the paragraph's units at `breaks`, which may lie inside words without kashida. Of neighbouring words only
 * one is counted. Null when no word can be stretched.
 */
export function kashidaSums(paragraph: PreparedParagraph, breaks: Breakpoints): KashidaSums | null {
  const { units, fonts, start } = paragraph;
  if (!hasKashida(units)) return null;
  const places = KashidaPlaces.of(fonts);
  const sums = new Float64Array(breaks.count);
  let sum = 0;
  let u = start;
  let word = 0; // words between spaces are counted
  let counted = -2;
  for (let b = 0; b < breaks.count; b++) {
    for (const end = breaks.unit[b] ?? 0; u < end; u++) {
      if (((units.flags[u] ?? 0) & UNIT_SPACE) !== 0) word++;
      if (word - counted < 2 || !canStretch(units, u)) continue;
      const shaped = fonts.word(units.word[u] ?? 0);
      if (places.place(shaped, false) === 0) continue;
      const size = units.styles[units.style[u] ?? 0]?.size ?? 0;
      sum += MOST_TATWEELS * places.advance(shaped) * size;
      counted = word;
    }
    sums[b] = sum;
  }
  return sum === 0 ? null : sums;
}

/** Whether any word has letters that a tatweel of its font can be set between. */
export function canBeStretched({ units, fonts, start }: PreparedParagraph): boolean {
  const places = KashidaPlaces.of(fonts);
  for (let u = start; u < units.count; u++)
    if (canStretch(units, u) && places.place(fonts.word(units.word[u] ?? 0), true) !== 0) return true;
  return false;
}

/** Paragraphs set right to left: a Persian name in an English paragraph is not stretched to fill its line. */
export function hasKashida(units: Units): boolean {
  return units.direction === 'rtl';
}

/** Whole words of a right-to-left paragraph itself: not in isolates, and not those that join across a change of style, which would have to be shaped with it. */
export function canStretch(units: Units, unit: number): boolean {
  if ((units.word[unit] ?? -1) < 0 || (units.flags[unit] ?? 0) !== 0) return false;
  if (units.level[unit] !== 1) return false;
  const { text, offset } = units;
  return !joinsAcross(text, offset[unit] ?? 0) && !joinsAcross(text, offset[unit + 1] ?? 0);
}
