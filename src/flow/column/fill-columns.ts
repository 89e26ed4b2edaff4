// Content → one row of columns of a given height, each with the notes and floats of its own.
import type { Box } from '../../document/boxes.ts';
import { lowered } from '../block/baseline-grid.ts';
import type { Stack } from '../block/layout-stack.ts';
import { layoutStack } from '../block/layout-stack.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import type { Area, Carry } from '../page/compose-area.ts';
import { composeArea } from '../page/compose-area.ts';
import type { ColumnLimit } from './balance-columns.ts';
import type { ColumnGeometry } from './column-geometry.ts';
import type { ColumnSet, ColumnsRoom, FilledColumn } from './column-set.ts';

/** How high the columns are made, and what stands in them. */
export interface ColumnFilling {
  /** Points, of all columns or of each. */
  readonly height: number | ColumnLimit;
  readonly token: BreakToken | null;
  readonly carry: Carry | null;
  /** A trial of a lower height breaks no rule for the sake of getting on: a higher one is tried next. */
  readonly yields?: boolean;
}

/** Fills one column after the other; null when nothing fits into the first. */
export function fillColumns(
  engine: Engine,
  children: readonly Box[],
  room: ColumnsRoom,
  geometry: ColumnGeometry,
  fill: ColumnFilling,
): ColumnSet | null {
  const fragments: Fragment[] = [];
  const filled: number[] = [];
  const columns: FilledColumn[] = [];
  const feet: PlacedFoot[] = [];
  let token: BreakToken | null = fill.token;
  let { carry } = fill;
  let tallest = 0;
  let used = 0;
  for (let column = 0; column < geometry.count; column++) {
    const { width, rightToLeft } = geometry;
    const available = typeof fill.height === 'number' ? fill.height : fill.height(column, used);
    const atTop = fill.yields !== true && (room.atTop || column > 0);
    const from: BreakToken | null = token;
    const area = composeArea(engine, { level: 'column', width, available, atTop, rightToLeft }, carry, (trial, free) =>
      layoutStack(trial, children, { width, height: room.height, grid: room.grid, available: free.available, atTop: free.atTop, origin: lowered(room.origin, free.down), collapseTop: false, collapseBottom: true, rightToLeft }, from)); // prettier-ignore
    if (area === null) {
      if (column === 0) return null;
      break;
    }
    carry = area.carry;
    const stack = columnOf(area, from, children.length);
    const place = geometry.rightToLeft ? geometry.count - 1 - column : column;
    const x = place * (geometry.width + geometry.gap);
    for (const fragment of stack.fragments) {
      fragment.x += x;
      fragments.push(fragment);
    }
    for (const fragment of area.foot) fragment.x += x;
    if (area.foot.length > 0) feet.push({ fragments: area.foot, height: area.footHeight });
    filled.push(stack.height);
    columns.push({ fragments: stack.fragments, full: stack.token !== null && stack.forced === null });
    used += stack.height;
    tallest = Math.max(tallest, stack.height);
    token = stack.token;
    if (token === null) break;
    if (stack.forced !== null && stack.forced !== 'column') {
      return finished(stack.forced);
    }
  }
  return finished(null);

  function finished(forced: ForcedBreak | null): ColumnSet {
    const goesOn =
      token !== null && feet.length > 0 && typeof fill.height === 'number' && Number.isFinite(fill.height);
    const height = goesOn ? Math.max(tallest, Number(fill.height)) : tallest;
    for (const foot of feet) for (const fragment of foot.fragments) fragment.y += height - foot.height;
    const below = feet.flatMap((foot) => foot.fragments);
    return {
      fragments: [...fragments, ...below],
      height,
      token,
      forced,
      filled,
      columns,
      feet: below,
      carry,
    };
  }
}

/** Floats and notes at the foot of a column. */
interface PlacedFoot {
  readonly fragments: readonly Fragment[];
  readonly height: number;
}

/** A column with the floats above its content; it ends when nothing waits any more. */
function columnOf(area: Area<Stack>, from: BreakToken | null, count: number): Stack {
  const { content, head, headHeight, height, carry } = area;
  for (const fragment of content?.fragments ?? []) fragment.y += headHeight;
  const none: BreakToken = from ?? { kind: 'stack', index: 0, child: null, forced: false };
  const end: BreakToken = { kind: 'stack', index: count, child: null, forced: false };
  const token = content === null ? none : (content.token ?? (carry === null ? null : end));
  return {
    fragments: [...head, ...(content?.fragments ?? [])],
    height,
    token,
    forced: content?.forced ?? null,
  };
}
