// Stage 2, itemise by direction: collected text → embedding level of every UTF-16 unit (UAX #9).
// Elements' direction changes and isolates around addresses, dates and numbers are put into the analysed string as
// controls; the levels returned are those of the text without them.
import type { Direction } from '../base/direction.ts';
import { resolveAroundIsolates } from '../unicode/bidi-isolates.ts';
import { firstStrongDirection, resolveLevels } from '../unicode/bidi.ts';
import { LRI, PDI, RLM } from '../unicode/characters.ts';
import { findIsolates } from '../unicode/isolates.ts';
import type { Isolate } from '../unicode/isolates.ts';
import type { ScratchBytes, TextScratch } from '../unicode/text-scratch.ts';
import type { ControlledText, DirectionChange } from './collect-text.ts';
import type { ParagraphStyle } from './paragraph-types.ts';

export interface ResolvedDirection {
  readonly base: Direction;
  /** Level of each UTF-16 unit; null when the whole text is left-to-right at level 0. */
  readonly levels: Uint8Array | null;
  /**
   * Where two stretches of one level meet that an isolate's edge keeps apart: offset → the level between them.
   * Reordering needs it: without it both would be reversed as one (UAX #9, L2 counts isolate controls).
   */
  readonly separators: ReadonlyMap<number, number>;
  /** What findIsolates has found in the text; null where it was not asked. */
  readonly isolates: readonly Isolate[] | null;
}

const NO_SEPARATORS: ReadonlyMap<number, number> = new Map();
/** What X9 takes out before levels are found: it separates nothing. */
const REMOVED_BY_X9 = /[\u202a-\u202e]/;

/** Letters, controls and surrogates that can make a level other than 0 in a left-to-right paragraph. */
export const MAY_BE_RTL: RegExp =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;
const BIDI_CONTROL = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/;
const BIDI_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g;
const OVERRIDE = /[\u202d\u202e]/;
const LATIN_LETTER = /[A-Za-z\u00c0-\u024f]/;
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;
const PERSIAN_ZERO = 0x6f0;
const PERSIAN_NINE = 0x6f9;

export function resolveDirection(
  collected: ControlledText,
  style: ParagraphStyle,
  scratch: TextScratch,
): ResolvedDirection {
  const { text, changes } = collected;
  const mayBeRtl = MAY_BE_RTL.test(text);
  if (!mayBeRtl && changes.length === 0 && (style.direction === 'ltr' || style.plaintext)) {
    const base = style.plaintext && firstStrongDirection(text) === null ? style.direction : 'ltr';
    if (base === 'ltr') return { base, levels: null, separators: NO_SEPARATORS, isolates: null };
  }
  const isolates = changes.some(({ controls }) => OVERRIDE.test(controls)) ? null : findIsolates(text);
  const own = isolates === null ? [] : ownIsolates(collected, isolates, style.direction);
  const base = style.plaintext && firstStrongDirection(text) !== null ? 'auto' : style.direction;
  // Nearly all text has no directions but those that nashr finds itself.
  const plain = changes.length === 0 && !collected.hasControls && base !== 'auto';
  if (plain && isolates !== null && own.length === 2 * isolates.length) {
    const resolved = levelsAround(text, base, isolates, scratch.levels);
    if (resolved !== null) return resolved;
  }
  const insertions = mergeChanges(changes, own);
  const analysed = insertions.length === 0 ? text : insertControls(text, insertions);
  const resolved = resolveLevels(analysed, base);
  const levels =
    insertions.length === 0 ? resolved.levels : removeControls(resolved.levels, insertions, text.length);
  const separators = new Map<number, number>();
  let shift = 0;
  for (const { offset, controls } of insertions) {
    for (let i = 0; i < controls.length; i++)
      addSeparator(
        separators,
        levels,
        [offset, offset],
        controls.charAt(i),
        resolved.levels[offset + shift + i] ?? 0,
      );
    shift += controls.length;
  }
  if (collected.hasControls) separateAtControls(separators, levels, text);
  return { base: resolved.base === 1 ? 'rtl' : 'ltr', levels, separators, isolates };
}

/** The direction of a text with nothing but isolates; null where that needs controls in the text. */
function levelsAround(
  text: string,
  base: Direction,
  isolates: readonly Isolate[],
  scratch: ScratchBytes,
): ResolvedDirection | null {
  if (isolates.length === 0) return { base, levels: resolveLevels(text, base, scratch).levels, separators: NO_SEPARATORS, isolates }; // prettier-ignore
  const resolved = resolveAroundIsolates(text, base, isolates, scratch);
  if (resolved === null) return null;
  const { levels, edges } = resolved;
  const separators = new Map<number, number>();
  for (const [i, { start, end }] of isolates.entries()) {
    addSeparator(separators, levels, [start, start], LRI, edges[2 * i] ?? 0);
    addSeparator(separators, levels, [end, end], PDI, edges[2 * i + 1] ?? 0);
  }
  return { base, levels, separators, isolates };
}

/** The author's own controls: a stretch of them separates what stands before and after it. */
function separateAtControls(separators: Map<number, number>, levels: Uint8Array, text: string): void {
  for (const { index, 0: controls } of text.matchAll(BIDI_CONTROLS))
    for (let i = 0; i < controls.length; i++)
      addSeparator(
        separators,
        levels,
        [index, index + controls.length],
        controls.charAt(i),
        levels[index + i] ?? 0,
      );
}

/** Notes that a control of `level` stands between the text before `range` and the text after it, if that parts them. */
function addSeparator(
  separators: Map<number, number>,
  levels: Uint8Array,
  [start, end]: readonly [number, number],
  control: string,
  level: number,
): void {
  if (start === 0 || end === levels.length || REMOVED_BY_X9.test(control)) return;
  if (level >= (levels[start - 1] ?? 0) || level >= (levels[end] ?? 0)) return;
  separators.set(end, Math.min(level, separators.get(end) ?? level));
}

/** Addresses, dates and numbers as left-to-right isolates; none where an author's own control is at work. */
function ownIsolates(
  collected: ControlledText,
  isolates: readonly Isolate[],
  direction: Direction,
): DirectionChange[] {
  const { text, changes } = collected;
  const found: DirectionChange[] = [];
  let next = 0; // index of the first change after the start of the isolate
  for (const { start, end } of isolates) {
    while (next < changes.length && (changes[next]?.offset ?? 0) <= start) next++;
    if ((changes[next]?.offset ?? end) < end) continue; // an element begins or ends within
    if (collected.hasControls && BIDI_CONTROL.test(text.slice(start, end))) continue;
    found.push({ offset: start, controls: LRI, isolates: false });
    found.push({ offset: end, controls: PDI, isolates: false });
  }
  return direction === 'rtl' ? [...found, ...marksBeforeNumbers(text, found)] : found;
}

/**
 * RLM before numbers in Persian digits, outside the isolates, after a Latin word and a separator (“Reuters · ۲۵”): by
 * rule W7 such a number would become part of the Latin run and stand on its wrong side.
 */
function marksBeforeNumbers(text: string, isolates: readonly DirectionChange[]): DirectionChange[] {
  const marks: DirectionChange[] = [];
  let next = 0;
  for (let offset = 1; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (!isPersianDigit(unit) || !followsLatin(text, offset)) continue;
    while (next < isolates.length && (isolates[next]?.offset ?? 0) <= offset) next++;
    const inside = next % 2 === 1; // openings and closings alternate
    if (!inside) marks.push({ offset, controls: RLM, isolates: false });
  }
  return marks;
}

export function isPersianDigit(unit: number): boolean {
  return unit >= PERSIAN_ZERO && unit <= PERSIAN_NINE;
}

/** Whether what stands before `offset` is a Latin letter and then, at least a space among it, neither letters nor numbers. */
export function followsLatin(text: string, offset: number): boolean {
  let hasSpace = false;
  for (let i = offset - 1; i >= 0; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) hasSpace = true;
    else if (unit === 0x0a) return false;
    else {
      const character = unit >= 0xdc00 && unit <= 0xdfff && i > 0 ? text.slice(i - 1, i + 1) : text.charAt(i);
      if (LETTER_OR_NUMBER.test(character)) return hasSpace && LATIN_LETTER.test(character);
      if (character.trim() === '') hasSpace = true;
    }
  }
  return false;
}

/** Both lists in order of offset. Where they meet, an own isolate closes before the element's edge and opens after it. */
function mergeChanges(
  changes: readonly DirectionChange[],
  own: readonly DirectionChange[],
): DirectionChange[] {
  if (own.length === 0) return [...changes];
  const ranked = [
    ...own.filter((c) => c.controls === PDI),
    ...changes,
    ...own.filter((c) => c.controls !== PDI),
  ];
  return ranked.sort((a, b) => a.offset - b.offset); // stable
}

function insertControls(text: string, insertions: readonly DirectionChange[]): string {
  let analysed = '';
  let from = 0;
  for (const { offset, controls } of insertions) {
    analysed += text.slice(from, offset) + controls;
    from = offset;
  }
  return analysed + text.slice(from);
}

function removeControls(
  analysed: Uint8Array,
  insertions: readonly DirectionChange[],
  length: number,
): Uint8Array {
  const levels = new Uint8Array(length);
  let from = 0;
  let shift = 0;
  for (const { offset, controls } of insertions) {
    levels.set(analysed.subarray(from + shift, offset + shift), from);
    from = offset;
    shift += controls.length;
  }
  levels.set(analysed.subarray(from + shift, length + shift), from);
  return levels;
}
