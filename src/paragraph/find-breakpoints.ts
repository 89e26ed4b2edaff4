// Stage 5, breakpoints: units and the kind of break before each → legal breakpoints with prefix sums, so that the
// width of any line is one subtraction (Knuth & Plass 1981, p. 1135: W, Y and Z; here glue is counted, not summed).
import type { FontLibrary, ShapedWord } from '../font/font-types.ts';
import { GLYPH_FACE } from '../font/font-types.ts';
import { unitAdvance, wordAdvance } from '../frame/unit-advance.ts';
import { UNIT_BREAK, UNIT_OBJECT, UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { FORCED_BREAK } from './paragraph-types.ts';
import type { Breakpoints } from './paragraph-types.ts';

/** Kinds of break before a unit. */
export const NO_BREAK = 0;
export const SOFT_BREAK = 1;
export const HARD_BREAK = 2;
/** After a soft hyphen: a hyphen is shown if the line ends here. */
export const HYPHEN_BREAK = 3;
/** After a hyphen or dash that stands in the text anyway. */
export const DASH_BREAK = 4;
/** Inside an address, beside its punctuation. */
export const ADDRESS_BREAK = 6;
/** Inside a piece that is wider than the measure. */
export const EMERGENCY_BREAK = 5;

/** TeX's \hyphenpenalty and \exhyphenpenalty. */
export const HYPHEN_PENALTY = 50;
const DASH_PENALTY = 25;
/** An address in two parts is harder to read, and to type, than a hyphenated word. */
export const ADDRESS_PENALTY = 200;

/**
 * `kinds[u]`: the kind of break before unit `u`; entries up to `start` and `count` are ignored (a paragraph ends with a
 * forced break). Sums count from unit `start`.
 */
export function findBreakpoints(units: Units, kinds: Uint8Array, fonts: FontLibrary, start = 0): Breakpoints {
  const { count: unitCount, flags, word, style, styles } = units;
  let count = unitCount === 0 ? 0 : 1;
  for (let u = start + 1; u < unitCount; u++) if (kinds[u] !== NO_BREAK) count++;
  const breaks = allocate(count);
  let width = 0;
  let spaces = 0;
  let inkWidth = 0; // sums up to the end of the last unit that is no trailing space
  let inkSpaces = 0;
  let next = 0;
  // Every other unit is a space, nearly always the same.
  let spaceWord = -1;
  let spaceStyle = -1;
  let spaceWidth = 0;
  let spaceVanishes = true;
  if (count === 0) return breaks;
  for (let u = start; u <= unitCount; u++) {
    const kind = u === unitCount ? HARD_BREAK : u === start ? NO_BREAK : (kinds[u] ?? NO_BREAK);
    if (kind !== NO_BREAK) {
      breaks.unit[next] = u;
      breaks.endWidth[next] = inkWidth;
      breaks.endSpaces[next] = inkSpaces;
      breaks.startWidth[next] = width;
      breaks.startSpaces[next] = spaces;
      breaks.penalty[next] = penaltyOf(kind);
      breaks.hyphen[next] = -1;
      if (kind === HYPHEN_BREAK) setHyphen(breaks, next, units, fonts);
      next++;
      if (kind === HARD_BREAK) {
        inkWidth = width;
        inkSpaces = spaces;
      }
    }
    if (u === unitCount) break;
    const flag = flags[u] ?? 0;
    const id = word[u] ?? -1;
    if (flag === UNIT_SPACE) {
      if (id !== spaceWord || style[u] !== spaceStyle) {
        spaceWord = id;
        spaceStyle = style[u] ?? 0;
        spaceWidth = unitAdvance(units, u, fonts);
        spaceVanishes = vanishesAtLineEnd(units, u);
      }
      width += spaceWidth;
      spaces++;
      if (spaceVanishes) continue;
    } else if (flag === 0 && id >= 0) width += wordAdvance(fonts.word(id), styles[style[u] ?? 0]!);
    else {
      width += unitAdvance(units, u, fonts);
      if ((flag & UNIT_SPACE) !== 0) spaces++;
      // U+00A0 keeps its place at a line's end (CSS Text 3, 4.1.3 names only spaces and tabs).
      if (vanishesAtLineEnd(units, u)) continue;
    }
    inkWidth = width;
    inkSpaces = spaces;
  }
  return breaks;
}

/** Whether a unit vanishes at the end of a line: spaces (not U+00A0), forced breaks, empty units. */
export function vanishesAtLineEnd(units: Units, unit: number): boolean {
  const flag = units.flags[unit] ?? 0;
  const offset = units.offset[unit] ?? 0;
  if ((flag & UNIT_SPACE) !== 0) return units.text.charCodeAt(offset) !== 0xa0;
  if ((flag & UNIT_OBJECT) !== 0) return false; // the edges of inline elements have no text either
  return (flag & UNIT_BREAK) !== 0 || units.offset[unit + 1] === offset;
}

function penaltyOf(kind: number): number {
  switch (kind) {
    case HARD_BREAK:
      return FORCED_BREAK;
    case HYPHEN_BREAK:
      return HYPHEN_PENALTY;
    case DASH_BREAK:
      return DASH_PENALTY;
    case ADDRESS_BREAK:
      return ADDRESS_PENALTY;
    default:
      return 0;
  }
}

function setHyphen(breaks: Mutable<Breakpoints>, index: number, units: Units, fonts: FontLibrary): void {
  const unit = (breaks.unit[index] ?? 0) - 1;
  const style = units.styles[units.style[unit] ?? 0];
  if (style === undefined) return;
  const hyphen = hyphenAfter(units, unit, fonts);
  breaks.hyphen[index] = hyphen.id;
  breaks.hyphenWidth[index] = wordAdvance(hyphen, style);
}

/** The hyphen shown after a word: U+2010 where the face of its letters has it, else U+002D. */
export function hyphenAfter(units: Units, unit: number, fonts: FontLibrary): ShapedWord {
  const style = units.styles[units.style[unit] ?? 0]!;
  const direction = ((units.level[unit] ?? 0) & 1) === 1 ? 'rtl' : 'ltr';
  const hyphen = fonts.shapeWord('\u2010', style.stack, direction, style.language);
  const id = units.word[unit] ?? -1;
  if (id >= 0 && fonts.word(id).glyphs[GLYPH_FACE] === hyphen.glyphs[GLYPH_FACE]) return hyphen;
  return fonts.shapeWord('-', style.stack, direction, style.language);
}

/** The kind of break before each unit, as findBreakpoints took it. */
export function kindsOfBreaks(breaks: Breakpoints, unitCount: number): Uint8Array {
  const kinds = new Uint8Array(unitCount + 1);
  for (let b = 0; b < breaks.count; b++) {
    let kind = SOFT_BREAK;
    if (breaks.penalty[b] === FORCED_BREAK) kind = HARD_BREAK;
    else if ((breaks.hyphen[b] ?? -1) >= 0) kind = HYPHEN_BREAK;
    else if (breaks.penalty[b] === DASH_PENALTY) kind = DASH_BREAK;
    else if (breaks.penalty[b] === ADDRESS_PENALTY) kind = ADDRESS_BREAK;
    kinds[breaks.unit[b] ?? 0] = kind;
  }
  return kinds;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One buffer for all eight columns: one allocation a paragraph. */
export function allocate(count: number): Breakpoints {
  const buffer = new ArrayBuffer(count * 48);
  return {
    count,
    endWidth: new Float64Array(buffer, 0, count),
    startWidth: new Float64Array(buffer, count * 8, count),
    penalty: new Float64Array(buffer, count * 16, count),
    hyphenWidth: new Float64Array(buffer, count * 24, count),
    unit: new Int32Array(buffer, count * 32, count),
    endSpaces: new Int32Array(buffer, count * 36, count),
    startSpaces: new Int32Array(buffer, count * 40, count),
    hyphen: new Int32Array(buffer, count * 44, count),
  };
}
