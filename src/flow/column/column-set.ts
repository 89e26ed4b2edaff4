// A row of columns that has been filled: the heights it may have, whether it is worth beginning, its rules and its
// foot.
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Lattice } from './balance-columns.ts';
import type { Placing } from '../block/baseline-grid.ts';
import { toStep } from '../block/baseline-grid.ts';
import type { Carry } from '../page/compose-area.ts';
import type { ColumnGeometry } from './column-geometry.ts';
import type { BreakToken, ForcedBreak, Fragment, PlacedRule } from '../fragment.ts';
import { justifiesVertically, justifyVertically } from '../block/vertical-justify.ts';

export interface ColumnsRoom extends Placing {
  readonly width: number;
  readonly height: number;
  readonly available: number;
  readonly atTop: boolean;
}

export interface ColumnSet {
  /** Notes and floats that found no room in the last column. */
  readonly carry: Carry | null;
  readonly fragments: readonly Fragment[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
  /** Heights of the columns that have content. */
  readonly filled: readonly number[];
  readonly columns: readonly FilledColumn[];
  /** Floats and notes at the feet of the columns. */
  readonly feet: readonly Fragment[];
}

export interface FilledColumn {
  readonly fragments: readonly Fragment[];
  /** Its content goes on in the next column, or on the next page, because there was no more room. */
  readonly full: boolean;
}

/** Points; where lines have no height. */
const LEAST_STEP = 1;

/** Lines of the box, or the line grid under it. */
export function latticeOf(style: ComputedStyle, { grid, origin }: Placing): Lattice {
  if (grid === undefined || origin === undefined || style.lineSnap === 'none')
    return { base: 0, step: Math.max(style.lineHeight, LEAST_STEP) };
  return { base: Math.max(0, toStep(grid, origin)), step: grid.height };
}

/** Columns that would only begin at the foot of a page, with fewer lines than `orphans` asks of the box. */
export function isTooLittle(
  style: ComputedStyle,
  set: ColumnSet,
  room: ColumnsRoom,
  from: BreakToken | null,
): boolean {
  if (from !== null || room.atTop || set.token === null || set.forced !== null) return false;
  return room.available + 0.01 < style.orphans * style.lineHeight;
}

/** The columns that go on elsewhere, made as high as the room, or where they are balanced as the tallest of them. */
export function justified(
  style: ComputedStyle,
  set: ColumnSet,
  room: ColumnsRoom,
  balance: boolean,
): readonly Fragment[] {
  const most = justifiesVertically(style);
  if (most === null) return set.fragments;
  const toEnd = (!balance || set.token !== null) && set.forced === null && Number.isFinite(room.available);
  const target = toEnd ? room.available : set.height;
  const snaps = room.grid !== undefined && room.origin !== undefined && style.lineSnap !== 'none';
  const step = snaps ? (room.grid?.height ?? null) : null;
  const columns = set.columns.flatMap(({ fragments, full }, i) => {
    if (!full) return fragments;
    return (
      justifyVertically(fragments, { points: target - (set.filled[i] ?? 0), most, step })?.fragments ??
      fragments
    );
  });
  return [...columns, ...set.feet];
}

/** Rules between columns that both have content, as high as the set; it stands at `y` in a box of `width` points. */
export function columnRules(
  set: ColumnSet,
  style: ComputedStyle,
  geometry: ColumnGeometry,
  { y, width }: { readonly y: number; readonly width: number },
): readonly PlacedRule[] {
  const rules: PlacedRule[] = [];
  for (let column = 1; column < set.filled.length; column++) {
    if (set.filled[column] === 0) continue;
    const edge = column * (geometry.width + geometry.gap) - geometry.gap / 2;
    const x = geometry.rightToLeft ? width - edge : edge;
    rules.push({ x, y, height: set.height, border: style.columnRule });
  }
  return rules;
}
