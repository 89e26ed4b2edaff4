// Break opportunities inside URLs and e-mail addresses are kept apart from the others, like those of hyphens: an address
// is one word until no line can do without cutting it, and only the words that lines end in are then cut.
import type { FontLibrary } from '../font/font-types.ts';
import type { Units } from '../frame/units.ts';
import { ADDRESS_BREAK, NO_BREAK } from '../unicode/line-break.ts';
import { findHyphens } from './find-hyphens.ts';
import type { HyphenPlace } from './find-hyphens.ts';
import type { PreparedParagraph } from './paragraph-types.ts';

const NONE: readonly number[] = [];

/** Takes the opportunities inside addresses out of `opportunities`; their offsets, in order. */
export function takeAddressBreaks(opportunities: Uint8Array): readonly number[] {
  let at = opportunities.indexOf(ADDRESS_BREAK);
  if (at < 0) return NONE;
  const offsets: number[] = [];
  for (; at >= 0; at = opportunities.indexOf(ADDRESS_BREAK, at + 1)) {
    opportunities[at] = NO_BREAK;
    offsets.push(at);
  }
  return offsets;
}

/** Where lines may end inside the words of units [start, end): hyphens and addresses. */
export function findPlacesInWords(
  paragraph: PreparedParagraph,
  start: number,
  end: number,
): readonly HyphenPlace[] {
  const hyphens = paragraph.hyphenLimits === null ? [] : findHyphens(paragraph, start, end);
  return inOrder(hyphens, findAddressPlaces(paragraph, start, end));
}

/** Where lines may end inside addresses. */
export function findAddressPlaces(
  { addressBreaks, units, fonts }: PreparedParagraph,
  start: number,
  end: number,
): readonly HyphenPlace[] {
  const places: HyphenPlace[] = [];
  let unit = start;
  for (const offset of addressBreaks) {
    while (unit < end && (units.offset[unit + 1] ?? 0) <= offset) unit++;
    if (unit >= end) break;
    if ((units.offset[unit] ?? 0) < offset && canBeCut(units, unit, fonts)) places.push({ unit, offset, hyphen: false }); // prettier-ignore
  }
  return places;
}

export function inOrder(
  hyphens: readonly HyphenPlace[],
  others: readonly HyphenPlace[],
): readonly HyphenPlace[] {
  if (others.length === 0) return hyphens;
  return hyphens.length === 0 ? others : [...hyphens, ...others].sort((a, b) => a.offset - b.offset);
}

/** Words of text set from left to right, without invisible controls. */
function canBeCut(units: Units, unit: number, fonts: FontLibrary): boolean {
  const id = units.word[unit] ?? -1;
  if (id < 0 || (units.flags[unit] ?? 0) !== 0) return false;
  const style = units.styles[units.style[unit] ?? 0];
  const { text, direction } = fonts.word(id);
  if (style === undefined || direction !== 'ltr') return false;
  return text.length === (units.offset[unit + 1] ?? 0) - (units.offset[unit] ?? 0);
}
