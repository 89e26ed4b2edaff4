// The last means of `text-justify: auto` for Latin text: letters a little apart, so that spaces need not gape. No more
// than a fiftieth of an em, which no reader sees (J. Felici, “The Complete Manual of Typography”, 2003, allows ±3 %);
// Persian letters join and are never parted (CSS Text 3, 8.2), so such paragraphs have kashida instead.
import { countSpacedClusters } from '../frame/unit-advance.ts';
import { UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import type { Breakpoints, PreparedParagraph } from './paragraph-types.ts';

/** em, at most and by steps: each step of each word is encoded once. */
const MOST_TRACKING = 0.02;
const STEP = 0.0025;

export function justifiesByTracking({ units, style }: PreparedParagraph): boolean {
  return units.direction === 'ltr' && style.textAlign === 'justify' && style.textJustify === 'auto';
}

/** Points that tracking can add to words up to each of `breaks`; words that a break cuts are left out. */
export function trackingSums({ units, fonts, start }: PreparedParagraph, breaks: Breakpoints): Float64Array {
  const sums = new Float64Array(breaks.count);
  const most = MOST_TRACKING * sizeOf(units);
  let sum = 0;
  let u = start;
  for (let b = 0; b < breaks.count; b++) {
    for (const end = breaks.unit[b] ?? 0; u < end; u++) {
      const id = units.word[u] ?? -1;
      if (id >= 0 && isTracked(units, u) && !isSpace(units, u))
        sum += most * countSpacedClusters(fonts.word(id));
    }
    sums[b] = sum;
  }
  return sums;
}

/** A line, and the points that its spaces should not have to take. */
interface LooseLine {
  readonly start: number;
  readonly end: number;
  readonly hyphen: number;
  readonly wanted: number;
}

/** Points after each letter of a line, and what they add to its width; null where it needs none. */
export function trackLetters(
  { units, fonts }: PreparedParagraph,
  { start, end, hyphen, wanted }: LooseLine,
): { readonly tracking: number; readonly gain: number } | null {
  if (wanted < 1e-6) return null;
  let clusters = hyphen >= 0 ? 1 : 0;
  let spaces = 0;
  for (let u = start; u < end; u++) {
    const id = units.word[u] ?? -1;
    if (isSpace(units, u)) spaces++;
    else if (id >= 0 && isTracked(units, u)) clusters += countSpacedClusters(fonts.word(id));
  }
  if (clusters === 0) return null;
  const size = sizeOf(units);
  const em = Math.min(MOST_TRACKING, Math.ceil(wanted / clusters / size / STEP - 1e-6) * STEP);
  const tracking = em * size;
  return { tracking, gain: tracking * (clusters + spaces) };
}

/**
 * The units of a line as they are set with tracking. The steps are few: their styles are made once for a paragraph, which
 * may have thousands of both lines and styles (each note call has one).
 */
export function withTracking({ tracked }: PreparedParagraph, units: Units, tracking: number): Units {
  let known = tracked.get(tracking);
  if (known?.of !== units.styles) {
    const styles = units.styles.map((style) => style.initialAscent === undefined ? { ...style, letterSpacing: style.letterSpacing + tracking } : style); // prettier-ignore
    tracked.set(tracking, (known = { of: units.styles, styles }));
  }
  return { ...units, styles: known.styles };
}

/** An initial letter is not. */
function isTracked(units: Units, unit: number): boolean {
  return units.styles[units.style[unit] ?? 0]?.initialAscent === undefined;
}

function isSpace(units: Units, unit: number): boolean {
  return ((units.flags[unit] ?? 0) & UNIT_SPACE) !== 0;
}

function sizeOf(units: Units): number {
  return units.styles[units.style[0] ?? 0]?.size ?? 0;
}
