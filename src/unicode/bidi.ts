// Logical text of a paragraph → bidi levels, and levels of a line → visual order (UAX #9, Unicode 16, rules P, X, W,
// N, I, L). Text without explicit controls and paragraph separators, which is nearly all text, takes a short path:
// one typed array, no objects. Everything is linear in the text. Embeddings and overrides, which authors hardly ever
// write, go to bidi-js (bidi-library.ts); it is also the reference of the tests.
import type { Direction } from '../base/direction.ts';
import {
  AL, AN, B, BN, EN, FSI, L, LRE, LRI, PDI, R, S, SURROGATE, WS, bidiClasses, classify, mirrors,
} from './bidi-classes.ts'; // prettier-ignore
import { implicitLevel, resetSeparators, resolveParagraphs } from './bidi-explicit.ts';
import { isForLibrary, levelsByLibrary } from './bidi-library.ts';
import { resolveRun } from './bidi-run.ts';
import type { ScratchBytes } from './text-scratch.ts';

/** Resolved levels of a text. */
export interface BidiLevels {
  /** One per UTF-16 unit; both halves of a pair have the same. Even is left to right, odd right to left. */
  readonly levels: Uint8Array;
  /** Level of the (first) paragraph. */
  readonly base: 0 | 1;
}

/** B and all explicit controls: they need bidi-explicit.ts. */
const EXPLICIT = ~((1 << B) - 1);
const LEFT = 1 << L;
const RIGHT = (1 << R) | (1 << AL);
const NUMBERS = (1 << EN) | (1 << AN);

/**
 * Levels of a text, its end taken as the end of a line (L1). `auto`: the first strong character decides, for each
 * paragraph of the text (P2, P3; left to right without one). Characters that have no direction at all (ZWNJ, soft
 * hyphen, controls) have the level of the character before them, so that they never split a word's run. `scratch`: where
 * the result may be for a while.
 */
export function resolveLevels(text: string, base: Direction | 'auto', scratch?: ScratchBytes): BidiLevels {
  const types = scratch === undefined ? new Uint8Array(text.length) : scratch.take(text.length);
  const seen = classify(text, types);
  if ((seen & EXPLICIT) !== 0) {
    if (isForLibrary(text, seen)) return levelsByLibrary(text, types, base);
    const levels = new Uint8Array(text.length);
    const given = base === 'auto' ? undefined : base === 'rtl' ? 1 : 0;
    return { base: resolveParagraphs(text, types, given, levels), levels };
  }
  const level = base === 'rtl' || (base === 'auto' && firstStrongClass(types) === R) ? 1 : 0;
  // No type that could leave the base level.
  if (level === 0 ? (seen & (RIGHT | (1 << AN))) === 0 : (seen & (LEFT | NUMBERS)) === 0)
    return { levels: types.fill(level), base: level };
  const hasSeparators = (seen & (1 << S)) !== 0;
  const classes = hasSeparators ? types.slice() : undefined;
  const direction = level === 1 ? R : L;
  resolveRun({
    types,
    count: types.length,
    embedding: direction,
    start: direction,
    end: direction,
    text,
    offsets: null,
  });
  let before: number = level;
  for (let i = 0; i < types.length; i++) {
    const type = types[i] ?? BN;
    if (type !== BN) before = implicitLevel(level, type);
    types[i] = before;
  }
  if (classes !== undefined) resetSeparators(classes, [0, classes.length], level, types);
  else resetTrailing(text, types, level);
  return { levels: types, base: level };
}

function firstStrongClass(classes: Uint8Array): number {
  for (const type of classes) {
    if (type === L) return L;
    if (type === R || type === AL) return R;
  }
  return -1;
}

/**
 * The levels of text.start..end when that is a line: a copy in which white space and isolate controls at the end of
 * the line, and before tabs, are back on the base level (L1). Everything else as resolved for the paragraph.
 */
export function applyLineLevels(text: string, resolved: BidiLevels, start: number, end: number): Uint8Array {
  const line = resolved.levels.slice(start, end);
  const lineText = text.slice(start, end);
  const classes = new Uint8Array(line.length);
  const seen = classify(lineText, classes);
  if ((seen & ((1 << S) | (1 << B))) !== 0) {
    const first = line[0] ?? resolved.base;
    resetSeparators(classes, [0, line.length], resolved.base, line);
    if (classes[0] === BN) line[0] = first;
  } else resetTrailing(lineText, line, resolved.base);
  return line;
}

/** L1 at the end of `text` only, with what X9 removes following the character before it. */
export function resetTrailing(text: string, levels: Uint8Array, base: number): void {
  let firstSpace = -1;
  for (let i = levels.length - 1; i >= 0; i--) {
    const type = bidiClasses.bmp[text.charCodeAt(i)] ?? L;
    if (type === WS || (type >= LRI && type <= PDI)) firstSpace = i;
    else if (type !== BN && (type < LRE || type >= LRI)) break;
  }
  if (firstSpace >= 0) levels.fill(base, firstSpace);
}

/**
 * L2: logical indexes start..end (of units, words, anything with a level) in visual order, left to right. `order` may be
 * longer, and is given back.
 */
export function reorderVisual(
  levels: ArrayLike<number>,
  start: number,
  end: number,
  order: Int32Array = new Int32Array(Math.max(0, end - start)),
): Int32Array {
  const count = Math.max(0, end - start);
  let highest = 0;
  let lowestOdd = 255;
  for (let i = 0; i < count; i++) {
    const level = levels[start + i] ?? 0;
    order[i] = start + i;
    if (level > highest) highest = level;
    if ((level & 1) === 1 && level < lowestOdd) lowestOdd = level;
  }
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < count; i++) {
      if ((levels[start + i] ?? 0) < level) continue;
      let stop = i + 1;
      while (stop < count && (levels[start + stop] ?? 0) >= level) stop++;
      for (let a = i, b = stop - 1; a < b; a++, b--) {
        const unit = order[a] ?? 0;
        order[a] = order[b] ?? 0;
        order[b] = unit;
      }
      i = stop;
    }
  }
  return order;
}

/** L4: the character whose glyph shows this one mirrored; undefined when it has none. */
export function mirrorOf(codePoint: number): number | undefined {
  return mirrors.get(codePoint);
}

/** The direction of the first strong character outside isolates (P2), as for `dir=auto`; null without one. */
export function firstStrongDirection(text: string): Direction | null {
  let isolates = 0;
  for (let i = 0; i < text.length; i++) {
    let type = bidiClasses.bmp[text.charCodeAt(i)] ?? L;
    if (type === SURROGATE) {
      const codePoint = text.codePointAt(i) ?? 0;
      type = codePoint > 0xffff ? bidiClasses.get(codePoint) : L;
      if (codePoint > 0xffff) i++;
    }
    if (type >= LRI && type <= FSI) isolates++;
    else if (type === PDI) isolates = Math.max(0, isolates - 1);
    else if (isolates > 0) continue;
    else if (type === L) return 'ltr';
    else if (type === R || type === AL) return 'rtl';
  }
  return null;
}
