// `hanging-punctuation` (CSS Text 3, 9.2): which marks at the ends of lines stand beyond the measure, and by how much.
// A mark hangs as a whole, if it is of the paragraph's own level: any other mark does not stand at the end of its line.
import type { FontLibrary } from '../font/font-types.ts';
import { EM_FIXED, GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE } from '../font/font-types.ts';
import { hasJoiningLetters } from '../frame/unit-advance.ts';
import { UNIT_GENERATED, UNIT_OBJECT } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { vanishesAtLineEnd } from './find-breakpoints.ts';
import type { Breakpoints, PreparedParagraph } from './paragraph-types.ts';

/** Points by which lines may pass their measure. */
export interface HangingMarks {
  /** Of the first line, at its start. */
  readonly first: number;
  /** At the end of a line that ends at each breakpoint: whatever its length … */
  readonly forced: Float64Array;
  /** … and where it would not fit otherwise. */
  readonly allowed: Float64Array;
}

/** “Stops and commas” of the specification, and the Arabic ones. */
const STOP_OR_COMMA = /[,.\u060c\u06d4\u3001\u3002\uff0c\uff0e\uff61\uff64\ufe50-\ufe52]/;
const OPENING = /[\p{Ps}\p{Pi}\p{Pf}"']/u;
const CLOSING = /[\p{Pe}\p{Pi}\p{Pf}"']/u;

/** What hangs in the lines of a paragraph that end at `breaks`; null when nothing does. */
export function hangingMarks(
  { units, fonts, style, start }: PreparedParagraph,
  breaks: Breakpoints,
): HangingMarks | null {
  const { hangingPunctuation: hanging } = style;
  if (hanging === null || hanging === undefined) return null;
  const forced = new Float64Array(breaks.count);
  const allowed = new Float64Array(breaks.count);
  if (hanging.end !== 'none') {
    const ends = hanging.end === 'force' ? forced : allowed;
    for (let b = 0; b < breaks.count; b++)
      if ((breaks.hyphen[b] ?? -1) < 0) ends[b] = endMark(units, breaks.unit[b] ?? 0, STOP_OR_COMMA, fonts);
  }
  const last = breaks.count - 1;
  if (hanging.last && last >= 0) {
    const width = endMark(units, units.count, CLOSING, fonts);
    if (width > 0) forced[last] = width;
  }
  return { first: hanging.first && start === 0 ? startMark(units, fonts) : 0, forced, allowed };
}

/** Width of the mark that a line ends with if it ends before `end`; 0 when it ends with another. */
function endMark(units: Units, end: number, marks: RegExp, fonts: FontLibrary): number {
  let unit = end - 1;
  while (unit >= 0 && (vanishesAtLineEnd(units, unit) || isPlace(units, unit))) unit--;
  return markWidth(units, unit, marks, fonts, 'end');
}

function startMark(units: Units, fonts: FontLibrary): number {
  let unit = 0;
  while (unit < units.count && (vanishesAtLineEnd(units, unit) || isPlace(units, unit))) unit++;
  return markWidth(units, unit, OPENING, fonts, 'start');
}

/** An object without width: an anchor, or the place of a float. */
function isPlace(units: Units, unit: number): boolean {
  return (units.flags[unit] ?? 0) === UNIT_OBJECT && units.objects[units.object[unit] ?? -1]?.width === 0;
}

/** Points of the first or last character of a unit if it is one of `marks` and shown by glyphs of its own. */
function markWidth(
  units: Units,
  unit: number,
  marks: RegExp,
  fonts: FontLibrary,
  side: 'start' | 'end',
): number {
  const id = units.word[unit] ?? -1;
  const style = units.styles[units.style[unit] ?? 0];
  if (id < 0 || style === undefined || ((units.flags[unit] ?? 0) & UNIT_GENERATED) !== 0) return 0;
  if (style.initialAscent !== undefined || units.level[unit] !== (units.direction === 'rtl' ? 1 : 0))
    return 0;
  const { text, glyphs } = fonts.word(id);
  const at = side === 'start' ? 0 : text.length - 1;
  if (!marks.test(text.charAt(at))) return 0;
  let sum = 0;
  let found = false;
  for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE) {
    const cluster = glyphs[g + GLYPH_CLUSTER] ?? 0;
    if (cluster === at) {
      sum += glyphs[g + GLYPH_X_ADVANCE] ?? 0;
      found = true;
    }
  }
  if (!found) return 0;
  const spaced = style.letterSpacing !== 0 && !hasJoiningLetters(text) ? style.letterSpacing : 0;
  return (sum / EM_FIXED) * style.size + spaced;
}
