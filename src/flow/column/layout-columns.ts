// A multi-column box → rows of columns in reading direction, balanced where the content ends, and the spanners between
// them, one under the other (CSS Multi-column 1).
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import { lowered } from '../block/baseline-grid.ts';
import { avoidsBreakBetween } from '../block/breaks.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment, PlacedRule } from '../fragment.ts';
import { tokenOf } from '../fragment.ts';
import type { Carry } from '../page/compose-area.ts';
import { composeArea } from '../page/compose-area.ts';
import type { ColumnGeometry } from './column-geometry.ts';
import { columnGeometry } from './column-geometry.ts';
import type { ColumnsToken, Segment } from './column-segments.ts';
import { keptSpanners, splitAtSpanners } from './column-segments.ts';
import type { ColumnSet, ColumnsRoom } from './column-set.ts';
import { columnRules, isTooLittle, justified, latticeOf } from './column-set.ts';
import { fillColumns } from './fill-columns.ts';
import { fillSet } from './fill-set.ts';
import { layoutSpanner } from './layout-spanner.ts';

/** Columns in columns in columns are not balanced: every level multiplies the work. */
const MAX_BALANCED_DEPTH = 3;

/** Points; less than any line is high. */
const LESS_ROOM = 0.1;

/** A multi-column box, and what stands in its columns: its children, or the flow that it is a region of. */
export interface ColumnsBox {
  readonly style: ComputedStyle;
  readonly children: readonly Box[];
}

/** What of a multi-column box fits, relative to its content box. */
export interface Columns {
  readonly fragments: readonly Fragment[];
  readonly rules: readonly PlacedRule[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

/** Lays out the children of a multi-column container and what spans its columns; null when nothing of them fits. */
export function layoutColumns(
  engine: Engine,
  box: ColumnsBox,
  room: ColumnsRoom,
  from: BreakToken | null,
): Columns | null {
  const { style, children } = box;
  const token = tokenOf(from, 'columns');
  if (!engine.document.hasFloats || children.length === 0)
    return new SegmentStack(engine, box, room).layOut(token);
  const region = { level: 'region', width: room.width, available: room.available, atTop: room.atTop, rightToLeft: style.direction === 'rtl' } as const; // prettier-ignore
  const area = composeArea(engine, region, token?.spanning ?? null, (trial, { available, down, atTop }) =>
    new SegmentStack(trial, box, { ...room, available, atTop, origin: lowered(room.origin, down) }).layOut(token)); // prettier-ignore
  if (area === null) return null;
  const { content, head, headHeight, foot } = area;
  for (const fragment of content?.fragments ?? []) fragment.y += headHeight;
  const below = headHeight + (content?.height ?? 0);
  for (const fragment of foot) fragment.y += below;
  const rules = (content?.rules ?? []).map((rule) => ({ ...rule, y: rule.y + headHeight }));
  const start: ColumnsToken = token ?? { kind: 'columns', segment: 0, inner: null };
  const next = content === null ? start : tokenOf(content.token, 'columns');
  const end: ColumnsToken = { kind: 'columns', segment: splitAtSpanners(children).length, inner: null };
  return {
    fragments: [...head, ...(content?.fragments ?? []), ...foot],
    rules,
    height: area.height,
    token: next === null && area.carry === null ? null : { ...(next ?? end), spanning: area.carry },
    forced: content?.forced ?? null,
  };
}

/** A row of columns as it was laid out, and what there was before it. */
interface RowAbove {
  readonly segment: number;
  readonly fragments: number;
  readonly rules: number;
  readonly y: number;
  readonly room: ColumnsRoom;
  readonly token: BreakToken | null;
  readonly carry: Carry | null;
  readonly set: ColumnSet;
}

/** Rows of columns and spanners, one under the other, as far as they have been laid out. */
class SegmentStack {
  readonly #engine: Engine;
  readonly #style: ComputedStyle;
  readonly #room: ColumnsRoom;
  readonly #geometry: ColumnGeometry;
  readonly #segments: readonly Segment[];
  readonly #fragments: Fragment[] = [];
  readonly #rules: PlacedRule[] = [];
  /** Where the next segment begins. */
  #y = 0;
  /** Notes and floats that found no room yet. */
  #waiting: Carry | null = null;
  /** The row of columns directly above. */
  #rowAbove: RowAbove | null = null;

  constructor(engine: Engine, { style, children }: ColumnsBox, room: ColumnsRoom) {
    this.#engine = engine;
    this.#style = style;
    this.#room = room;
    this.#geometry = columnGeometry(style, room.width);
    this.#segments = splitAtSpanners(children);
  }

  layOut(token: ColumnsToken | null): Columns | null {
    const first = token?.segment ?? 0;
    this.#waiting = token?.carry ?? null;
    for (let s = first; s < this.#segments.length; s++) {
      const segment = this.#segments[s];
      invariant(segment !== undefined, 'segment within range');
      const inner = s === first ? (token?.inner ?? null) : null;
      const stopped = segment.spanner === null ? this.#addRow(s, inner, token) : this.#addSpanner(s, segment.spanner, inner); // prettier-ignore
      if (stopped !== 'goes on') return stopped;
    }
    return { fragments: this.#fragments, rules: this.#rules, height: this.#y, token: null, forced: null };
  }

  /** The room below what has been laid out. */
  #roomBelow(): ColumnsRoom {
    const { available, origin, atTop } = this.#room;
    const y = this.#y;
    return { ...this.#room, available: available - y, origin: lowered(origin, y), atTop: atTop && this.#fragments.length === 0 }; // prettier-ignore
  }

  #addSpanner(s: number, spanner: Box, inner: BreakToken | null): Columns | null | 'goes on' {
    const { rightToLeft } = this.#geometry;
    const laid = layoutSpanner(this.#engine, spanner, { ...this.#roomBelow(), rightToLeft }, inner);
    if (laid === null) {
      const row = inner === null ? this.#rowAbove : null;
      return (row === null ? null : this.#shortened(row, spanner)) ?? this.#stopped(s, inner, null);
    }
    this.#rowAbove = null;
    laid.fragment.y += this.#y;
    this.#fragments.push(laid.fragment);
    this.#y += laid.height;
    return laid.token === null ? 'goes on' : this.#stopped(s, laid.token, laid.forced);
  }

  #addRow(s: number, inner: BreakToken | null, token: ColumnsToken | null): Columns | null | 'goes on' {
    const engine = this.#engine;
    const style = this.#style;
    const children = this.#segments[s]?.children ?? [];
    const isLast = s === this.#segments.length - 1;
    const balance = (style.columnFill !== 'auto' || !isLast) && engine.current.columnDepth < MAX_BALANCED_DEPTH; // prettier-ignore
    const room = this.#roomBelow();
    const carry = this.#waiting;
    engine.current.columnDepth++;
    const set = fillSet(engine, children, room, this.#geometry, { balance, lattice: latticeOf(style, room), token: inner, carry }); // prettier-ignore
    engine.current.columnDepth--;
    if (set === null || (this.#fragments.length === 0 && isTooLittle(style, set, room, token))) {
      const above = inner === null && !this.#room.atTop ? keptSpanners(this.#segments, s, token?.segment ?? 0) : 0; // prettier-ignore
      return above === 0 ? this.#stopped(s, inner, null) : this.#stoppedBefore(s, above);
    }
    this.#rowAbove = { segment: s, fragments: this.#fragments.length, rules: this.#rules.length, y: this.#y, room, token: inner, carry, set }; // prettier-ignore
    this.#waiting = set.carry;
    this.#add(set, justified(style, set, room, balance));
    return set.token === null ? 'goes on' : this.#stopped(s, set.token, set.forced);
  }

  #add(set: ColumnSet, fragments: readonly Fragment[]): void {
    for (const fragment of fragments) {
      fragment.y += this.#y;
      this.#fragments.push(fragment);
    }
    if (this.#style.columnRule.style !== 'none' && this.#style.columnRule.width > 0)
      this.#rules.push(...columnRules(set, this.#style, this.#geometry, { y: this.#y, width: this.#room.width })); // prettier-ignore
    this.#y += set.height;
  }

  /** The row above once more, its last column a little shorter: something of it goes with the spanner that is to stay with it. */
  #shortened(row: RowAbove, spanner: Box): Columns | null {
    const engine = this.#engine;
    const inside = this.#segments[row.segment]?.children ?? [];
    const last = inside.at(-1);
    const { count } = this.#geometry;
    if (last === undefined || row.set.filled.length < count || !avoidsBreakBetween(last, spanner)) return null; // prettier-ignore
    const shorter = (row.set.filled[count - 1] ?? 0) - LESS_ROOM;
    engine.current.columnDepth++;
    const set = fillColumns(engine, inside, row.room, this.#geometry, { token: row.token, carry: row.carry, height: (column) => (column === count - 1 ? shorter : row.set.height) }); // prettier-ignore
    engine.current.columnDepth--;
    if (set === null || set.token === null || set.forced !== null) return null;
    this.#fragments.length = row.fragments;
    this.#rules.length = row.rules;
    this.#y = row.y;
    this.#add(set, set.fragments);
    return this.#stopped(row.segment, set.token, null);
  }

  /** The `count` spanners directly above segment `s` go with it. */
  #stoppedBefore(s: number, count: number): Columns | null {
    this.#fragments.length -= count;
    const last = this.#fragments.at(-1);
    this.#y = last === undefined ? 0 : last.y + last.height;
    return this.#stopped(s - count, null, null);
  }

  #stopped(segment: number, inner: BreakToken | null, forced: ForcedBreak | null): Columns | null {
    if (this.#fragments.length === 0) return null;
    return {
      fragments: this.#fragments,
      rules: this.#rules,
      height: this.#y,
      token: { kind: 'columns', segment, inner, carry: this.#waiting },
      forced,
    };
  }
}
