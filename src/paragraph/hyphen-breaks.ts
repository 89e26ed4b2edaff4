// Breakpoints with those inside hyphenated words (and addresses) among them, and, when lines have been chosen, a copy of the paragraph
// in which the words that lines end in are cut. Only these are shaped again: elsewhere the advances of a word's glyphs
// tell how wide its parts are, where HarfBuzz says that nothing changes when it is cut.
import type { FontLibrary, ShapedWord } from '../font/font-types.ts';
import {
  EM_FIXED,
  GLYPH_CLUSTER,
  GLYPH_FACE,
  GLYPH_FLAGS,
  GLYPH_STRIDE,
  GLYPH_X_ADVANCE,
} from '../font/font-types.ts';
import { unitAdvance, wordAdvance } from '../frame/unit-advance.ts';
import { UNIT_SPACE } from '../frame/units.ts';
import type { TextStyle, Units } from '../frame/units.ts';
import {
  ADDRESS_BREAK,
  ADDRESS_PENALTY,
  HYPHEN_BREAK,
  HYPHEN_PENALTY,
  allocate,
  findBreakpoints,
  hyphenAfter,
  kindsOfBreaks,
} from './find-breakpoints.ts';
import type { HyphenPlace } from './find-hyphens.ts';
import type { Breakpoints, PreparedParagraph } from './paragraph-types.ts';

const UNSAFE_TO_BREAK = 1;
const BIDI_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g;

/** `place[b]` is the index of break `b` among the hyphen places, or -1: then the paragraph has it already. */
export interface HyphenatedBreaks {
  readonly breaks: Breakpoints;
  readonly place: Int32Array;
}

/** The paragraph's breakpoints and those at `places`, in order. */
export function addHyphens(paragraph: PreparedParagraph, places: readonly HyphenPlace[]): HyphenatedBreaks {
  const { units, breaks: old, fonts, start } = paragraph;
  const count = old.count + places.length;
  const breaks = allocate(count);
  const place = new Int32Array(count).fill(-1);
  let next = 0;
  let o = 0;
  let width = 0; // sums up to the start of unit `u`
  let spaces = 0;
  let u = start;
  // The hyphen is the same as long as style and face are.
  let lastStyle: TextStyle | undefined;
  let lastFace: number | undefined;
  let hyphen = -1;
  let hyphenWidth = 0;
  for (let p = 0; p <= places.length; p++) {
    const { unit, offset, hyphen: isHyphen } = places[p] ?? { unit: units.count, offset: 0, hyphen: false };
    for (; o < old.count && ((old.unit[o] ?? 0) <= unit || p === places.length); o++, next++) {
      breaks.unit[next] = old.unit[o] ?? 0;
      breaks.endWidth[next] = old.endWidth[o] ?? 0;
      breaks.endSpaces[next] = old.endSpaces[o] ?? 0;
      breaks.startWidth[next] = old.startWidth[o] ?? 0;
      breaks.startSpaces[next] = old.startSpaces[o] ?? 0;
      breaks.penalty[next] = old.penalty[o] ?? 0;
      breaks.hyphenWidth[next] = old.hyphenWidth[o] ?? 0;
      breaks.hyphen[next] = old.hyphen[o] ?? -1;
    }
    if (p === places.length) break;
    for (; u < unit; u++) {
      width += unitAdvance(units, u, fonts);
      if (((units.flags[u] ?? 0) & UNIT_SPACE) !== 0) spaces++;
    }
    const style = units.styles[units.style[unit] ?? 0]!;
    const word = fonts.word(units.word[unit] ?? 0);
    if (style !== lastStyle || word.glyphs[GLYPH_FACE] !== lastFace) {
      lastStyle = style;
      lastFace = word.glyphs[GLYPH_FACE];
      hyphen = hyphenAfter(units, unit, fonts).id;
      hyphenWidth = wordAdvance(fonts.word(hyphen), style);
    }
    const [before, after] = partWidths(word, offset - (units.offset[unit] ?? 0), style, fonts);
    place[next] = p;
    breaks.unit[next] = unit;
    breaks.endWidth[next] = width + before;
    breaks.startWidth[next] = width + wordAdvance(word, style) - after;
    breaks.endSpaces[next] = breaks.startSpaces[next] = spaces;
    breaks.penalty[next] = isHyphen ? HYPHEN_PENALTY : ADDRESS_PENALTY;
    breaks.hyphen[next] = isHyphen ? hyphen : -1;
    breaks.hyphenWidth[next] = isHyphen ? hyphenWidth : 0;
    next++;
  }
  return { breaks, place };
}

/** Widths of the parts of a left-to-right word cut before `at`, points. */
function partWidths(
  word: ShapedWord,
  at: number,
  style: TextStyle,
  fonts: FontLibrary,
): readonly [number, number] {
  const { glyphs } = word;
  let sum = 0;
  for (let g = 0; style.letterSpacing === 0 && g < glyphs.length; g += GLYPH_STRIDE) {
    const cluster = glyphs[g + GLYPH_CLUSTER] ?? 0;
    if (cluster > at || (cluster === at && ((glyphs[g + GLYPH_FLAGS] ?? 0) & UNSAFE_TO_BREAK) !== 0)) break;
    if (cluster === at) {
      const before = (sum / EM_FIXED) * style.size;
      return [before, word.advance * style.size - before];
    }
    sum += glyphs[g + GLYPH_X_ADVANCE] ?? 0;
  }
  const shape = (text: string): number =>
    wordAdvance(fonts.shapeWord(text, word.stack, word.direction, style.language), style);
  return [shape(word.text.slice(0, at)), shape(word.text.slice(at))];
}

/** A copy of the paragraph in which the words at `places` are cut; lines may end there. */
export function cutAtHyphens(
  paragraph: PreparedParagraph,
  places: readonly HyphenPlace[],
): PreparedParagraph {
  const { units, breaks, fonts, start } = paragraph;
  const count = units.count + places.length;
  const old = kindsOfBreaks(breaks, units.count);
  const kinds = new Uint8Array(count + 1);
  const cut = {
    offset: new Int32Array(count + 1),
    word: new Int32Array(count),
    level: new Uint8Array(count),
    style: new Uint16Array(count),
    flags: new Uint8Array(count),
    object: new Int32Array(count),
  };
  let next = 0;
  let p = 0;
  for (let u = 0; u < units.count; u++) {
    const first = next;
    kinds[next] = old[u] ?? 0;
    cut.offset[next++] = units.offset[u] ?? 0;
    for (; places[p]?.unit === u; p++) {
      kinds[next] = places[p]?.hyphen === false ? ADDRESS_BREAK : HYPHEN_BREAK;
      cut.offset[next++] = places[p]?.offset ?? 0;
    }
    cut.offset[next] = units.offset[u + 1] ?? 0;
    for (let part = first; part < next; part++) {
      const whole = units.word[u] ?? -1;
      cut.word[part] = next === first + 1 ? whole : shapePart(units, u, cut.offset, part, fonts);
      cut.level[part] = units.level[u] ?? 0;
      cut.style[part] = units.style[u] ?? 0;
      cut.flags[part] = units.flags[u] ?? 0;
      cut.object[part] = units.object[u] ?? -1;
    }
  }
  const copy: Units = { ...units, count, ...cut };
  return { ...paragraph, units: copy, breaks: findBreakpoints(copy, kinds, fonts, start) };
}

function shapePart(units: Units, unit: number, offset: Int32Array, part: number, fonts: FontLibrary): number {
  const { stack, direction } = fonts.word(units.word[unit] ?? 0);
  const text = units.text.slice(offset[part], offset[part + 1]).replace(BIDI_CONTROLS, '');
  const language = units.styles[units.style[unit] ?? 0]?.language ?? '';
  return fonts.shapeWord(text, stack, direction, language).id;
}

/** The breaks that `ends` names, as indexes into the breakpoints of the paragraph in which just these words are cut. */
export function cutChosen(
  paragraph: PreparedParagraph,
  { place }: HyphenatedBreaks,
  places: readonly HyphenPlace[],
  ends: Int32Array,
): { readonly paragraph: PreparedParagraph; readonly ends: Int32Array } {
  const chosen: HyphenPlace[] = [];
  const moved = new Int32Array(ends.length);
  let b = 0;
  let hyphens = 0; // places passed
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i] ?? 0;
    for (; b < end; b++) if ((place[b] ?? -1) >= 0) hyphens++;
    const p = place[end] ?? -1;
    moved[i] = end - hyphens + chosen.length;
    if (p >= 0) chosen.push(places[p]!);
  }
  return chosen.length === 0
    ? { paragraph, ends: moved }
    : { paragraph: cutAtHyphens(paragraph, chosen), ends: moved };
}
