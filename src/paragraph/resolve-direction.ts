// Stage 2, itemise by direction: collected text → embedding level of every UTF-16 unit (UAX #9).
// Elements' direction changes and isolates around addresses, dates and numbers are put into the analysed string as
// controls; the levels returned are those of the text without them.
import type { Direction } from '../base/direction.ts';
import { firstStrongDirection, resolveLevels } from '../unicode/bidi.ts';
import { LRI, PDI, RLM } from '../unicode/characters.ts';
import { findIsolates } from '../unicode/isolates.ts';
import type { CollectedText, DirectionChange } from './collect-text.ts';
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
}

const NO_SEPARATORS: ReadonlyMap<number, number> = new Map();
/** What X9 takes out before levels are found: it separates nothing. */
const REMOVED_BY_X9 = /[\u202a-\u202e]/;

/** Letters, controls and surrogates that can make a level other than 0 in a left-to-right paragraph. */
const MAY_BE_RTL =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;
const BIDI_CONTROL = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/;
const BIDI_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g;
const OVERRIDE = /[\u202d\u202e]/;
/**
 * A number in Persian digits after a Latin word and a separator (“Reuters · ۲۵”): by rule W7 it would become part
 * of the Latin run and stand on its wrong side.
 */
const NUMBER_AFTER_LATIN = /[A-Za-z\u00c0-\u024f](?=[^\p{L}\p{N}\n]*\s)[^\p{L}\p{N}\n]+(?=[\u06f0-\u06f9])/gu;

export function resolveDirection(collected: CollectedText, style: ParagraphStyle): ResolvedDirection {
  const { text, changes } = collected;
  const mayBeRtl = MAY_BE_RTL.test(text);
  if (!mayBeRtl && changes.length === 0 && (style.direction === 'ltr' || style.plaintext)) {
    const base = style.plaintext && firstStrongDirection(text) === null ? style.direction : 'ltr';
    if (base === 'ltr') return { base, levels: null, separators: NO_SEPARATORS };
  }
  const insertions = mergeChanges(changes, ownIsolates(collected, style.direction));
  const analysed = insertions.length === 0 ? text : insertControls(text, insertions);
  const base = style.plaintext && firstStrongDirection(text) !== null ? 'auto' : style.direction;
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
  return { base: resolved.base === 1 ? 'rtl' : 'ltr', levels, separators };
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

/** Addresses, dates and numbers as left-to-right isolates; none where an author's own override or control is at work. */
function ownIsolates(collected: CollectedText, direction: Direction): DirectionChange[] {
  const { text, changes } = collected;
  const found: DirectionChange[] = [];
  for (const change of changes) if (OVERRIDE.test(change.controls)) return found;
  let next = 0; // index of the first change after the start of the isolate
  for (const { start, end } of findIsolates(text)) {
    while (next < changes.length && (changes[next]?.offset ?? 0) <= start) next++;
    if ((changes[next]?.offset ?? end) < end) continue; // an element begins or ends within
    if (collected.hasControls && BIDI_CONTROL.test(text.slice(start, end))) continue;
    found.push({ offset: start, controls: LRI, isolates: false });
    found.push({ offset: end, controls: PDI, isolates: false });
  }
  return direction === 'rtl' ? [...found, ...marksBeforeNumbers(text, found)] : found;
}

/** RLM before the numbers that NUMBER_AFTER_LATIN finds outside the isolates. */
function marksBeforeNumbers(text: string, isolates: readonly DirectionChange[]): DirectionChange[] {
  const marks: DirectionChange[] = [];
  let next = 0;
  for (const match of text.matchAll(NUMBER_AFTER_LATIN)) {
    const offset = match.index + match[0].length;
    while (next < isolates.length && (isolates[next]?.offset ?? 0) <= offset) next++;
    const inside = next % 2 === 1; // openings and closings alternate
    if (!inside) marks.push({ offset, controls: RLM, isolates: false });
  }
  return marks;
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
