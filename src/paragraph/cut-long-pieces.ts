// Emergency cuts: a piece without break opportunity that is wider than the measure is cut between letters, so that a
// 100,000-letter word ends on a page and not beside it (CSS Text 3, 5.2: overflow-wrap). Each part is shaped again
// with its neighbours as context, so that joined letters keep the forms of the whole word.
import type { FontLibrary, ShapedWord } from '../font/font-types.ts';
import { GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE, EM_FIXED } from '../font/font-types.ts';
import { hasJoiningLetters, unitAdvance, wordAdvance } from '../frame/unit-advance.ts';
import { UNIT_BREAK, UNIT_LEADER, UNIT_OBJECT, UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { graphemeStarts } from '../unicode/graphemes.ts';
import { EMERGENCY_BREAK, NO_BREAK, findBreakpoints, kindsOfBreaks } from './find-breakpoints.ts';
import { hyphenateLongPieces } from './hyphenate-long-pieces.ts';
import { contextAfter, contextBefore, joinsAcross } from './joining-context.ts';
import type { Breakpoints, PreparedParagraph, Room } from './paragraph-types.ts';

/**
 * With `overflow-wrap: normal` a word may run over, and is reported; but not by more than this many measures, for no
 * word of a language does and the page would end before it.
 */
const LONGEST_OVERFLOW = 2;
/** Lines looked at for the narrowest measure where each line has its own. */
const LINES_AHEAD = 200;

/** The paragraph itself, or a copy in which the pieces that are too long for a line are cut. */
export function cutLongPieces(whole: PreparedParagraph, room: Room): PreparedParagraph {
  const narrowest = narrowestMeasure(room, whole.breaks.count);
  const paragraph = hyphenateLongPieces(whole, narrowest);
  const { units, breaks, style, fonts } = paragraph;
  const longest = style.overflowWrap === 'normal' ? narrowest * LONGEST_OVERFLOW : narrowest;
  if (style.wrap === 'nowrap' || paragraph.minContent <= longest) return paragraph;
  const cutter = new UnitCutter(units, fonts);
  cutter.copy(0, paragraph.start);
  let first = paragraph.start;
  let from = 0;
  for (let b = 0; b < breaks.count; b++) {
    const next = breaks.unit[b] ?? 0;
    const width = (breaks.endWidth[b] ?? 0) + (breaks.hyphenWidth[b] ?? 0) - from;
    if (width > longest) cutter.fill(first, next, narrowest - (breaks.hyphenWidth[b] ?? 0));
    else cutter.copy(first, next);
    first = next;
    from = breaks.startWidth[b] ?? 0;
  }
  const [cut, kinds] = cutter.finish(breaks);
  return { ...paragraph, units: cut, breaks: findBreakpoints(cut, kinds, fonts, paragraph.start) };
}

function narrowestMeasure(room: Room, breaks: number): number {
  let narrowest = Infinity;
  const ahead = Math.min(room.sameFrom + 1, breaks, LINES_AHEAD);
  for (let i = 0; i <= ahead; i++) narrowest = Math.min(narrowest, room.measure(i));
  return Math.max(narrowest, 0);
}

/** Copies units, cutting some into parts. */
class UnitCutter {
  readonly #units: Units;
  readonly #fonts: FontLibrary;
  readonly #offset: number[] = [];
  readonly #word: number[] = [];
  /** The unit each new one comes from. */
  readonly #origin: number[] = [];
  /** Whether a line may end before each new unit although none may in the paragraph. */
  readonly #emergency: boolean[] = [];

  constructor(units: Units, fonts: FontLibrary) {
    this.#units = units;
    this.#fonts = fonts;
  }

  copy(start: number, end: number): void {
    for (let u = start; u < end; u++)
      this.#push(u, this.#units.offset[u] ?? 0, this.#units.word[u] ?? -1, false);
  }

  /** Cuts units [start, end), between which no line may end, into pieces of at most `measure` points. */
  fill(start: number, end: number, measure: number): void {
    const units = this.#units;
    let room = measure;
    for (let u = start; u < end; u++) {
      const width = unitAdvance(units, u, this.#fonts);
      const trailing = ((units.flags[u] ?? 0) & (UNIT_SPACE | UNIT_BREAK)) !== 0;
      if (width <= room || trailing) {
        this.copy(u, u + 1);
        room -= width;
      } else if (((units.flags[u] ?? 0) & (UNIT_OBJECT | UNIT_LEADER)) !== 0 || (units.word[u] ?? -1) < 0) {
        this.#push(u, units.offset[u] ?? 0, units.word[u] ?? -1, u > start);
        room = measure - width;
      } else room = this.#cutWord(u, u > start, room, measure);
    }
  }

  /** Cuts one word; returns what its last part leaves of the line. */
  #cutWord(unit: number, mayStartLine: boolean, firstRoom: number, measure: number): number {
    const units = this.#units;
    const style = units.styles[units.style[unit] ?? 0]!;
    const start = units.offset[unit] ?? 0;
    const end = units.offset[unit + 1] ?? 0;
    const text = units.text.slice(start, end);
    const reach = cumulativeAdvance(
      this.#fonts.word(units.word[unit] ?? 0),
      text.length,
      style.size,
      style.letterSpacing,
    );
    const places = cutPlaces(text);
    let room = firstRoom;
    let from = 0;
    let place = 0; // index into `places` of the grapheme at `from`
    while (from < text.length) {
      let to = place;
      const widest = (reach[from] ?? 0) + room;
      while (to < places.length && (reach[places[to + 1] ?? text.length] ?? 0) <= widest) to++;
      let word: ShapedWord | null = null;
      let width = 0;
      // The sum of advances can differ a little from the part shaped alone.
      for (; to > place; to--) {
        word = this.#shapePart(unit, start + from, start + (places[to] ?? text.length));
        width = wordAdvance(word, style);
        if (width <= room) break;
      }
      if (to === place || word === null) {
        if (from === 0 && mayStartLine && room < measure) {
          room = measure; // nothing fits beside what is on the line: begin the next one
          this.#startsLine = true;
          continue;
        }
        to = place + 1; // a letter wider than the measure stands alone
        word = this.#shapePart(unit, start + from, start + (places[to] ?? text.length));
        width = wordAdvance(word, style);
      }
      this.#push(unit, start + from, word.id, from > 0 || this.#startsLine);
      this.#startsLine = false;
      from = places[to] ?? text.length;
      place = to;
      if (from >= text.length) return room - width;
      room = measure;
    }
    return room;
  }

  #startsLine = false;

  #shapePart(unit: number, start: number, end: number): ShapedWord {
    const { text, styles, style, level } = this.#units;
    const { stack, language } = styles[style[unit] ?? 0]!;
    return this.#fonts.shape({
      text: text.slice(start, end).replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g, ''),
      stack,
      language,
      direction: ((level[unit] ?? 0) & 1) === 1 ? 'rtl' : 'ltr',
      before: joinsAcross(text, start) ? contextBefore(text, start) : '',
      after: joinsAcross(text, end) ? contextAfter(text, end) : '',
    });
  }

  #push(unit: number, offset: number, word: number, emergency: boolean): void {
    this.#origin.push(unit);
    this.#offset.push(offset);
    this.#word.push(word);
    this.#emergency.push(emergency);
  }

  /** The new units and the kind of break before each. */
  finish(breaks: Breakpoints): readonly [Units, Uint8Array] {
    const units = this.#units;
    const old = kindsOfBreaks(breaks, units.count);
    const count = this.#origin.length;
    const pick = <T extends Uint8Array | Uint16Array | Int32Array>(into: T, from: T): T => {
      for (let u = 0; u < count; u++) into[u] = from[this.#origin[u] ?? 0] ?? 0;
      return into;
    };
    const kinds = new Uint8Array(count + 1);
    for (let u = 1; u < count; u++) {
      const first = this.#origin[u] !== this.#origin[u - 1];
      if (this.#emergency[u] === true) kinds[u] = EMERGENCY_BREAK;
      else if (first) kinds[u] = old[this.#origin[u] ?? 0] ?? NO_BREAK;
    }
    const cut: Units = {
      ...units,
      count,
      offset: Int32Array.from([...this.#offset, units.text.length]),
      word: Int32Array.from(this.#word),
      level: pick(new Uint8Array(count), units.level),
      style: pick(new Uint16Array(count), units.style),
      flags: pick(new Uint8Array(count), units.flags),
      object: pick(new Int32Array(count), units.object),
    };
    return [cut, kinds];
  }
}

/** Up to three marks that end a word stay with its last letter. */
const CLOSING_MARKS = /[.,:;!?\u2026\u060c\u061b\u061f\u06d4%\p{Pe}\p{Pf}]{1,3}$/u;

/** Where a word may be cut; the first is 0. */
function cutPlaces(text: string): Int32Array {
  const marks = CLOSING_MARKS.exec(text)?.index ?? text.length;
  return graphemeStarts(text).filter((place) => place === 0 || place < marks || marks === 0);
}

/** For each UTF-16 offset of a word's text the points from its start to the cluster that begins there; `length + 1` entries. */
function cumulativeAdvance(
  word: ShapedWord,
  length: number,
  size: number,
  letterSpacing: number,
): Float64Array {
  const { glyphs } = word;
  const reach = new Float64Array(length + 1);
  const spaced = letterSpacing !== 0 && !hasJoiningLetters(word.text) ? letterSpacing : 0;
  let previous = -1;
  for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE) {
    const cluster = Math.min(glyphs[g + GLYPH_CLUSTER] ?? 0, length - 1);
    reach[cluster + 1] = (reach[cluster + 1] ?? 0) + ((glyphs[g + GLYPH_X_ADVANCE] ?? 0) / EM_FIXED) * size;
    if (cluster !== previous) reach[cluster + 1] = (reach[cluster + 1] ?? 0) + spaced;
    previous = cluster;
  }
  for (let i = 1; i <= length; i++) reach[i] = (reach[i] ?? 0) + (reach[i - 1] ?? 0);
  return reach;
}
