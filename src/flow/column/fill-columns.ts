// Content → one row of columns of a given height, each with the notes and floats of its own.
import type { Box } from '../../document/boxes.ts';
import { lowered } from '../block/baseline-grid.ts';
import type { Stack } from '../block/stack-progress.ts';
import { layoutStack } from '../block/layout-stack.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import type { Area, Carry, ContentRoom } from '../page/compose-area.ts';
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
  const row = new ColumnRow(geometry, fill);
  for (let column = 0; column < geometry.count; column++) {
    const area = layoutColumn(engine, children, room, row.next(column, room));
    if (area === null && column === 0) return null;
    if (area === null) break;
    const stack = row.add(column, area, children.length);
    if (stack.token === null) break;
    if (stack.forced !== null && stack.forced !== 'column') return row.finish(stack.forced);
  }
  return row.finish(null);
}

/** What a column has room for, and what comes first in it. */
interface ColumnStart {
  readonly width: number;
  readonly rightToLeft: boolean;
  readonly available: number;
  readonly atTop: boolean;
  readonly token: BreakToken | null;
  readonly carry: Carry | null;
}

/** One column with its floats and notes; null when nothing fits into it. */
function layoutColumn(
  engine: Engine,
  children: readonly Box[],
  { height, grid, origin }: ColumnsRoom,
  { width, rightToLeft, available, atTop, token, carry }: ColumnStart,
): Area<Stack> | null {
  const lay = (trial: Engine, free: ContentRoom): Stack | null =>
    layoutStack(trial, children, { width, height, grid, available: free.available, atTop: free.atTop, origin: lowered(origin, free.down), collapseTop: false, collapseBottom: true, rightToLeft }, token); // prettier-ignore
  return composeArea(engine, { level: 'column', width, available, atTop, rightToLeft }, carry, lay);
}

/** A row of columns on its way. */
class ColumnRow {
  readonly #geometry: ColumnGeometry;
  readonly #fill: ColumnFilling;
  readonly #fragments: Fragment[] = [];
  readonly #filled: number[] = [];
  readonly #columns: FilledColumn[] = [];
  readonly #feet: PlacedFoot[] = [];
  #token: BreakToken | null;
  #carry: Carry | null;
  #tallest = 0;
  /** Points of content in the columns before. */
  #used = 0;

  constructor(geometry: ColumnGeometry, fill: ColumnFilling) {
    this.#geometry = geometry;
    this.#fill = fill;
    this.#token = fill.token;
    this.#carry = fill.carry;
  }

  /** What the next column begins with. */
  next(column: number, room: ColumnsRoom): ColumnStart {
    const { height, yields } = this.#fill;
    const { width, rightToLeft } = this.#geometry;
    const available = typeof height === 'number' ? height : height(column, this.#used);
    const atTop = yields !== true && (room.atTop || column > 0);
    return { width, rightToLeft, available, atTop, token: this.#token, carry: this.#carry };
  }

  /** Puts a column beside those before. */
  add(column: number, area: Area<Stack>, count: number): Stack {
    const { width, gap, rightToLeft, count: columns } = this.#geometry;
    const stack = columnOf(area, this.#token, count);
    const x = (rightToLeft ? columns - 1 - column : column) * (width + gap);
    for (const fragment of stack.fragments) {
      fragment.x += x;
      this.#fragments.push(fragment);
    }
    for (const fragment of area.foot) fragment.x += x;
    if (area.foot.length > 0) this.#feet.push({ fragments: area.foot, height: area.footHeight });
    this.#filled.push(stack.height);
    this.#columns.push({ fragments: stack.fragments, full: stack.token !== null && stack.forced === null });
    this.#used += stack.height;
    this.#tallest = Math.max(this.#tallest, stack.height);
    this.#token = stack.token;
    this.#carry = area.carry;
    return stack;
  }

  /** The row, feet at its bottom: that of the room where the content goes on. */
  finish(forced: ForcedBreak | null): ColumnSet {
    const { height: limit } = this.#fill;
    const goesOn = this.#token !== null && this.#feet.length > 0;
    const height = goesOn && typeof limit === 'number' && Number.isFinite(limit) ? Math.max(this.#tallest, limit) : this.#tallest; // prettier-ignore
    for (const foot of this.#feet) for (const fragment of foot.fragments) fragment.y += height - foot.height;
    const feet = this.#feet.flatMap(({ fragments }) => fragments);
    return {
      fragments: [...this.#fragments, ...feet],
      height,
      token: this.#token,
      forced,
      filled: this.#filled,
      columns: this.#columns,
      feet,
      carry: this.#carry,
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
