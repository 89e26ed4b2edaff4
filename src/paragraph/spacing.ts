// How far the spaces of a paragraph may give: the limits that line breaking and justification share.
import type { FontLibrary } from '../font/font-types.ts';
import { unitAdvance } from '../frame/unit-advance.ts';
import { UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';

/** Points for one space, at adjustment ratio 1 and −1 (Knuth & Plass 1981, p. 1124). */
export interface Spacing {
  readonly stretch: number;
  readonly shrink: number;
  /** Ragged text: what a line may fall short by at ratio 1. */
  readonly endStretch: number;
  /** The ratio at which a space is as wide as it should get. */
  readonly tolerance: number;
  /** What a last line has at least where it can be had: more than a syllable. Points. */
  readonly leastLast: number;
}

/** A space is at most this wide, em, before a line counts as loose. */
const WIDEST_SPACE_EM = 0.6;
/** The least part of the font's own space that is left, as in TeX's fonts: 0.17 to 0.2 em, which still parts words. */
const LEAST_SPACE = 2 / 3;
/** Ratio at the widest space; TeX's \tolerance of 800 as a ratio. */
const TOLERANCE = 2;
/** A last line is at least so long: an indent of the next paragraph does not reach beyond it. em. */
const LEAST_LAST_LINE_EM = 2.5;
/** Ragged text: short lines are bad by this measure, em. */
const RAGGED_EM = 3;

/** Limits for a paragraph, from its first space's width and the narrowest one. */
export function spacing(units: Units, fonts: FontLibrary): Spacing {
  let first = 0;
  let narrowest = Infinity;
  let size = units.styles[units.style[0] ?? 0]?.size ?? 10;
  let lastWord = -1;
  let lastStyle = -1;
  for (let u = 0; u < units.count; u++) {
    if (((units.flags[u] ?? 0) & UNIT_SPACE) === 0) continue;
    const word = units.word[u] ?? -1;
    const style = units.style[u] ?? 0;
    if (word === lastWord && style === lastStyle) continue;
    lastWord = word;
    lastStyle = style;
    const width = unitAdvance(units, u, fonts);
    if (narrowest === Infinity) {
      first = width;
      size = units.styles[style]?.size ?? size;
    }
    if (width < narrowest) narrowest = width;
  }
  if (narrowest === Infinity) narrowest = first = size / 4;
  return {
    stretch: Math.max(WIDEST_SPACE_EM * size - first, 0.1 * size) / TOLERANCE,
    shrink: Math.max(0, (1 - LEAST_SPACE) * narrowest),
    endStretch: RAGGED_EM * size,
    tolerance: TOLERANCE,
    leastLast: LEAST_LAST_LINE_EM * size,
  };
}
