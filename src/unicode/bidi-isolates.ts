// Levels of a text some stretches of which are left-to-right isolates, as LRI … PDI around each would make them
// (UAX #9, X5a, X6a, BD13), without putting controls into a copy of the text: what is around the isolates is one run
// sequence in which each of them is a neutral character, and each isolate is a sequence of its own.
import type { Direction } from '../base/direction.ts';
import { B, BN, L, LRI, PDI, R, S, classify } from './bidi-classes.ts';
import { implicitLevel } from './bidi-explicit.ts';
import { resolveRun } from './bidi-run.ts';
import { resetTrailing } from './bidi.ts';
import type { Isolate } from './isolates.ts';
import type { ScratchBytes } from './text-scratch.ts';

/** Separators and all explicit controls. */
const NOT_HERE = ~((1 << B) - 1) | (1 << S);

/** Levels of the text without controls, and those that the controls would have. */
export interface LevelsWithIsolates {
  /** One per UTF-16 unit. */
  readonly levels: Uint8Array;
  /** For each isolate the levels of its LRI and of its PDI. */
  readonly edges: Uint8Array;
}

/**
 * `isolates` in order, without overlaps, of two units or more, none ending in white space. Null when the text has
 * separators or controls of its own: those need the controls written into the text. `scratch`: where the levels are for a while.
 */
export function resolveAroundIsolates(
  text: string,
  base: Direction,
  isolates: readonly Isolate[],
  scratch: ScratchBytes,
): LevelsWithIsolates | null {
  const types = scratch.take(text.length);
  if ((classify(text, types) & NOT_HERE) !== 0) return null;
  // An isolate as the outer sequence sees it: its two controls, and between them what no rule sees.
  for (const { start, end } of isolates) {
    types.fill(BN, start, end);
    types[start] = LRI;
    types[end - 1] = PDI;
  }
  const baseLevel = base === 'rtl' ? 1 : 0;
  const outer = base === 'rtl' ? R : L;
  resolveRun({ types, count: types.length, embedding: outer, start: outer, end: outer, text, offsets: null });
  const edges = new Uint8Array(isolates.length * 2);
  let before = baseLevel;
  let at = 0;
  for (let i = 0; i <= isolates.length; i++) {
    const isolate = isolates[i];
    for (const end = isolate === undefined ? text.length : isolate.start; at < end; at++) {
      const type = types[at] ?? BN;
      if (type !== BN) before = implicitLevel(baseLevel, type);
      types[at] = before;
    }
    if (isolate === undefined) break;
    edges[2 * i] = implicitLevel(baseLevel, types[at] ?? BN);
    before = implicitLevel(baseLevel, types[isolate.end - 1] ?? BN);
    edges[2 * i + 1] = before;
    types.set(levelsInside(text.slice(isolate.start, isolate.end)), at);
    at = isolate.end;
  }
  resetTrailing(text, types, baseLevel);
  return { levels: types, edges };
}

/** In a left-to-right isolate in a paragraph of level 0 or 1. */
const INSIDE = 2;

function levelsInside(text: string): Uint8Array {
  const types = new Uint8Array(text.length);
  classify(text, types);
  resolveRun({ types, count: types.length, embedding: L, start: L, end: L, text, offsets: null });
  let before = INSIDE;
  for (let i = 0; i < types.length; i++) {
    const type = types[i] ?? BN;
    if (type !== BN) before = implicitLevel(INSIDE, type);
    types[i] = before;
  }
  return types;
}
