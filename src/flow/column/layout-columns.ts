// Multi-column layout (CSS Multi-column 1): columns in reading direction, balanced where the content ends, spanners
// between them.
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { ColumnLimit, Lattice } from './balance-columns.ts';
import { evenColumns, lowestHeight } from './balance-columns.ts';
import { lowered } from '../block/baseline-grid.ts';
import { avoidsBreakBetween, avoidsBreakInside } from '../block/breaks.ts';
import type { Area, Carry } from '../page/compose-area.ts';
import { composeArea } from '../page/compose-area.ts';
import type { ColumnGeometry } from './column-geometry.ts';
import { columnGeometry } from './column-geometry.ts';
import type { ColumnSet, ColumnsRoom, FilledColumn } from './column-set.ts';
import { isTooLittle, justified, latticeOf } from './column-set.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment, PlacedRule } from '../fragment.ts';
import { tokenOf } from '../fragment.ts';
import type { Stack } from '../block/layout-stack.ts';
import { inlinePosition, layoutStack } from '../block/layout-stack.ts';
import { marginValue, bottomMargin, topMargin } from '../block/margins.ts';

/** Columns in columns in columns are not balanced: every level multiplies the work. */
const MAX_BALANCED_DEPTH = 3;

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
  style: ComputedStyle,
  children: readonly Box[],
  room: ColumnsRoom,
  from: BreakToken | null,
): Columns | null {
  // prettier-ignore
  const token = tokenOf(from, 'columns');
  if (!engine.document.hasFloats || children.length === 0)
    return layoutSegments(engine, style, children, room, token);
  const rightToLeft = style.direction === 'rtl';
  const area = composeArea(engine, { level: 'region', width: room.width, available: room.available, atTop: room.atTop, rightToLeft }, token?.spanning ?? null, (trial, { available, down, atTop }) => layoutSegments(trial, style, children, { ...room, available, atTop, origin: lowered(room.origin, down) }, token)); // prettier-ignore
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

type ColumnsToken = Extract<BreakToken, { kind: 'columns' }>;

/** Column sets and spanners, one under the other. */
function layoutSegments(
  engine: Engine,
  style: ComputedStyle,
  children: readonly Box[],
  room: ColumnsRoom,
  token: ColumnsToken | null,
): Columns | null {
  // prettier-ignore
  const geometry = columnGeometry(style, room.width);
  const segments = splitAtSpanners(children);
  const fragments: Fragment[] = [];
  const rules: PlacedRule[] = [];
  let y = 0;
  const first = token?.segment ?? 0;
  let waiting: Carry | null = token?.carry ?? null;
  /** The row of columns directly above. */
  let rowAbove: RowAbove | null = null;
  for (let s = first; s < segments.length; s++) {
    const segment = segments[s];
    invariant(segment !== undefined, 'segment within range');
    const inner = s === first ? (token?.inner ?? null) : null;
    const atTop = room.atTop && fragments.length === 0;
    if (segment.spanner !== null) {
      const laid = layoutSpanner(engine, segment.spanner, { ...room, available: room.available - y, origin: lowered(room.origin, y), atTop, rightToLeft: geometry.rightToLeft }, inner); // prettier-ignore
      if (laid === null) {
        const shorter = inner === null && rowAbove !== null ? shortened(rowAbove, segment.spanner) : null;
        return shorter ?? stopped(s, inner, null);
      }
      rowAbove = null;
      laid.fragment.y += y;
      fragments.push(laid.fragment);
      y += laid.height;
      if (laid.token !== null) return stopped(s, laid.token, laid.forced);
      continue;
    }
    const last = s === segments.length - 1;
    const balance = (style.columnFill !== 'auto' || !last) && engine.current.columnDepth < MAX_BALANCED_DEPTH;
    engine.current.columnDepth++;
    const below = { ...room, available: room.available - y, origin: lowered(room.origin, y), atTop };
    const set = fillSet(engine, segment.children, below, geometry, { balance, lattice: latticeOf(style, below), token: inner, carry: waiting }); // prettier-ignore
    engine.current.columnDepth--;
    if (set === null || (fragments.length === 0 && isTooLittle(style, set, below, token))) {
      const above = inner === null && !room.atTop ? keptSpanners(segments, s, first) : 0;
      if (above === 0) return stopped(s, inner, null);
      fragments.length -= above;
      const last = fragments.at(-1);
      y = last === undefined ? 0 : last.y + last.height;
      return stopped(s - above, null, null);
    }
    rowAbove = { segment: s, fragments: fragments.length, rules: rules.length, y, room: below, token: inner, carry: waiting, set }; // prettier-ignore
    waiting = set.carry;
    for (const fragment of justified(style, set, below, balance)) {
      fragment.y += y;
      fragments.push(fragment);
    }
    if (style.columnRule.style !== 'none' && style.columnRule.width > 0) {
      rules.push(...columnRules(style, geometry, room.width, y, set));
    }
    y += set.height;
    if (set.token !== null) return stopped(s, set.token, set.forced);
  }
  return { fragments, rules, height: y, token: null, forced: null };

  /** The row above once more, its last column a little shorter: something of it goes with the spanner that is to stay with it. */
  function shortened(row: RowAbove, spanner: Box): Columns | null {
    const inside = segments[row.segment]?.children ?? [];
    const last = inside.at(-1);
    if (last === undefined || row.set.filled.length < geometry.count || !avoidsBreakBetween(last, spanner)) return null; // prettier-ignore
    const { count } = geometry;
    const shorter = (row.set.filled[count - 1] ?? 0) - LESS_ROOM;
    engine.current.columnDepth++;
    const set = fillColumns(engine, inside, row.room, geometry, { token: row.token, carry: row.carry, height: (column) => (column === count - 1 ? shorter : row.set.height) }); // prettier-ignore
    engine.current.columnDepth--;
    if (set === null || set.token === null || set.forced !== null) return null;
    fragments.length = row.fragments;
    rules.length = row.rules;
    for (const fragment of set.fragments) {
      fragment.y += row.y;
      fragments.push(fragment);
    }
    if (style.columnRule.style !== 'none' && style.columnRule.width > 0) rules.push(...columnRules(style, geometry, room.width, row.y, set)); // prettier-ignore
    y = row.y + set.height;
    return stopped(row.segment, set.token, null);
  }

  function stopped(segment: number, inner: BreakToken | null, forced: ForcedBreak | null): Columns | null {
    if (fragments.length === 0) return null;
    return {
      fragments,
      rules,
      height: y,
      token: { kind: 'columns', segment, inner, carry: waiting },
      forced,
    };
  }
}

/** Points; less than any line is high. */
const LESS_ROOM = 0.1;

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

interface Segment {
  readonly children: readonly Box[];
  readonly spanner: Box | null;
}

function splitAtSpanners(children: readonly Box[]): readonly Segment[] {
  const segments: Segment[] = [];
  let run: Box[] = [];
  for (const child of children) {
    if (child.kind !== 'paragraph' && child.style.columnSpan === 'all') {
      if (run.length > 0) segments.push({ children: run, spanner: null });
      segments.push({ children: [], spanner: child });
      run = [];
    } else run.push(child);
  }
  if (run.length > 0) segments.push({ children: run, spanner: null });
  return segments;
}

/** Spanners directly above a segment that are to stay with what follows them. */
function keptSpanners(segments: readonly Segment[], segment: number, first: number): number {
  let next = segments[segment]?.children[0];
  let count = 0;
  for (let s = segment - 1; s >= first; s--) {
    const spanner = segments[s]?.spanner ?? null;
    if (spanner === null || next === undefined || !avoidsBreakBetween(spanner, next)) break;
    count++;
    next = spanner;
  }
  return count;
}

interface LaidSpanner {
  readonly fragment: Fragment;
  /** With its margins. */
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

function layoutSpanner(
  engine: Engine,
  box: Box,
  room: ColumnsRoom & { readonly rightToLeft: boolean },
  token: BreakToken | null,
): LaidSpanner | null {
  // prettier-ignore
  const gap = token !== null ? 0 : marginValue(topMargin(box, room.width));
  const laid = engine.layoutBox(
    engine,
    box,
    { ...room, available: room.available - gap, origin: lowered(room.origin, gap) },
    token,
  );
  if (laid === null) return null;
  if (laid.token !== null && token === null && !room.atTop && avoidsBreakInside(box)) return null;
  laid.fragment.x = inlinePosition(box, room, laid.fragment.width);
  laid.fragment.y = gap;
  const below = laid.token === null ? marginValue(bottomMargin(box, room.width)) : 0;
  return { fragment: laid.fragment, height: gap + laid.fragment.height + below, token: laid.token, forced: laid.forced }; // prettier-ignore
}

interface FillOptions {
  readonly balance: boolean;
  /** Heights are tried in steps of one line. */
  readonly lattice: Lattice;
  readonly token: BreakToken | null;
  readonly carry: Carry | null;
}

/** One row of columns: full where content remains for the next page, else as low as the content allows. */
function fillSet(
  engine: Engine,
  children: readonly Box[],
  room: ColumnsRoom,
  geometry: ColumnGeometry,
  options: FillOptions,
): ColumnSet | null {
  // prettier-ignore
  if (Number.isFinite(room.available)) {
    const full = fillColumns(engine, children, room, geometry, { ...options, height: room.available });
    if (full === null || full.token !== null || !options.balance) return full;
  } else if (!options.balance) {
    return fillColumns(engine, children, room, geometry, { ...options, height: room.available });
  }
  const single = fillColumns(engine, children, room, { ...geometry, count: 1 }, { ...options, height: Number.POSITIVE_INFINITY }); // prettier-ignore
  invariant(single !== null, 'unbounded columns take everything');
  // A break forced inside the content cannot be balanced away.
  if (single.token !== null) return fillColumns(engine, children, room, geometry, { ...options, height: room.available }); // prettier-ignore
  const { lattice } = options;
  const { step } = lattice;
  const fill = (limit: ColumnLimit): ColumnSet | null => {
    engine.current.trials++;
    const set = fillColumns(engine, children, room, geometry, { ...options, height: limit, yields: true });
    engine.current.trials--;
    return set;
  };
  const remembers = engine.document.regions.size > 0;
  // Within a trial of columns around these it would multiply the trials.
  const even = (set: ColumnSet, top: number, again: () => ColumnSet | null): ColumnSet =>
    engine.current.trials > 0 ? set : evenColumns({ set, height: top, again }, { count: geometry.count, lattice, available: room.available, fill, remembers }); // prettier-ignore
  let height = lowestHeight(single.height, geometry.count, lattice);
  for (;;) {
    if (height >= room.available || height >= single.height) break;
    const lowest = height;
    const set = fill(() => lowest);
    if (set !== null && set.token === null && set.height <= height + 0.01) {
      return even(set, height, () => fill(() => lowest));
    }
    height += step;
  }
  // Boxes of fixed height whose content shows outside are lower in one column than in several: the columns grow until
  // everything is in them. Where there is no next page nothing may be left over.
  const most = Math.min(room.available, OVERFLOW_FACTOR * Math.max(height, single.height) + step);
  for (
    let tried = Math.min(Math.max(height, single.height), room.available);
    ;
    tried = Math.min(tried + step, most)
  ) {
    const top = tried;
    const fillTo = (): ColumnSet | null => fillColumns(engine, children, room, geometry, { ...options, height: top }); // prettier-ignore
    const set = fillTo();
    if (set === null) return single;
    if (set.token === null) return even(set, top, fillTo);
    if (set.forced !== null || tried >= room.available) return set;
    if (tried >= most) return Number.isFinite(room.available) ? set : single;
  }
}

/** Columns are tried at up to this many times the height of the content in one column. */
const OVERFLOW_FACTOR = 4;

/** Whether notes or floats of columns wait for what goes on from a token. */
export function waitsInColumns({ carry, spanning }: ColumnsToken): boolean {
  return (carry ?? null) !== null || (spanning ?? null) !== null;
}

/** A token as if the children stood in one column, for going on in a box that has none, or other columns. */
export function columnsToStack(children: readonly Box[], token: BreakToken): BreakToken {
  if (token.kind !== 'columns') return token;
  const segments = splitAtSpanners(children);
  let index = 0;
  for (let s = 0; s < token.segment; s++) index += segments[s]?.spanner === null ? (segments[s]?.children.length ?? 0) : 1; // prettier-ignore
  const { inner } = token;
  if (segments[token.segment]?.spanner !== null) return { kind: 'stack', index, child: inner, forced: false };
  const stack = tokenOf(inner, 'stack');
  return { kind: 'stack', index: index + (stack?.index ?? 0), child: stack?.child ?? null, forced: stack?.forced ?? false, ...(stack?.deferred && { deferred: stack.deferred }) }; // prettier-ignore
}

/** The other way round. */
export function stackToColumns(children: readonly Box[], token: BreakToken): BreakToken {
  if (token.kind !== 'stack') return token;
  let { index } = token;
  const segments = splitAtSpanners(children);
  for (const [segment, { spanner, children: inside }] of segments.entries()) {
    const count = spanner === null ? inside.length : 1;
    // Floats that wait come before the spanner that follows them, as they were written.
    if (index < count || (index === count && spanner === null && token.deferred !== undefined))
      return { kind: 'columns', segment, inner: spanner === null ? { ...token, index } : token.child };
    index -= count;
  }
  return { kind: 'columns', segment: segments.length, inner: null };
}

function fillColumns(
  engine: Engine,
  children: readonly Box[],
  room: ColumnsRoom,
  geometry: ColumnGeometry,
  fill: {
    readonly height: number | ColumnLimit;
    readonly token: BreakToken | null;
    readonly carry: Carry | null;
    readonly yields?: boolean;
  },
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
    // A trial of a lower height breaks no rule for the sake of getting on: a higher one is tried next.
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

/** Rules between columns that both have content, as high as the set. */
function columnRules(
  style: ComputedStyle,
  geometry: ColumnGeometry,
  width: number,
  y: number,
  set: ColumnSet,
): PlacedRule[] {
  // prettier-ignore
  const rules: PlacedRule[] = [];
  for (let column = 1; column < set.filled.length; column++) {
    if (set.filled[column] === 0) continue;
    const edge = column * (geometry.width + geometry.gap) - geometry.gap / 2;
    rules.push({
      x: geometry.rightToLeft ? width - edge : edge,
      y,
      height: set.height,
      border: style.columnRule,
    });
  }
  return rules;
}
