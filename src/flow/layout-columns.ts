// Multi-column layout (CSS Multi-column 1): columns in reading direction, balanced where the content ends, spanners
// between them.
import { invariant } from '../base/invariant.ts';
import type { Box } from '../document/boxes.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import { avoidsBreakBetween, avoidsBreakInside } from './breaks.ts';
import type { Engine } from './engine.ts';
import type { BreakToken, ForcedBreak, Fragment, PlacedRule } from './fragment.ts';
import { tokenOf } from './fragment.ts';
import { inlinePosition, layoutStack } from './layout-stack.ts';
import { marginValue, bottomMargin, topMargin } from './margins.ts';
import { resolveLength } from './used-values.ts';

export interface ColumnsRoom {
  readonly width: number;
  readonly height: number;
  readonly available: number;
  readonly atTop: boolean;
}

/** Columns in columns in columns are not balanced: every level multiplies the work. */
const MAX_BALANCED_DEPTH = 3;

interface ColumnGeometry {
  readonly count: number;
  readonly width: number;
  readonly gap: number;
  readonly rightToLeft: boolean;
}

interface ColumnSet {
  readonly fragments: readonly Fragment[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
  /** Heights of the columns that have content. */
  readonly filled: readonly number[];
}

export interface Columns {
  readonly fragments: readonly Fragment[];
  readonly rules: readonly PlacedRule[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

/** Lays out the children of a multi-column container; null when nothing of them fits. */
export function layoutColumns(
  engine: Engine,
  style: ComputedStyle,
  children: readonly Box[],
  room: ColumnsRoom,
  from: BreakToken | null,
): Columns | null {
  // prettier-ignore
  const token = tokenOf(from, 'columns');
  const geometry = columnGeometry(style, room.width);
  const segments = splitAtSpanners(children);
  const fragments: Fragment[] = [];
  const rules: PlacedRule[] = [];
  let y = 0;
  const first = token?.segment ?? 0;
  for (let s = first; s < segments.length; s++) {
    const segment = segments[s];
    invariant(segment !== undefined, 'segment within range');
    const inner = s === first ? (token?.inner ?? null) : null;
    const atTop = room.atTop && fragments.length === 0;
    if (segment.spanner !== null) {
      const laid = layoutSpanner(engine, segment.spanner, { ...room, available: room.available - y, atTop, rightToLeft: geometry.rightToLeft }, inner); // prettier-ignore
      if (laid === null) return stopped(s, inner, null);
      laid.fragment.y += y;
      fragments.push(laid.fragment);
      y += laid.height;
      if (laid.token !== null) return stopped(s, laid.token, laid.forced);
      continue;
    }
    const last = s === segments.length - 1;
    const balance = (style.columnFill !== 'auto' || !last) && engine.current.columnDepth < MAX_BALANCED_DEPTH;
    engine.current.columnDepth++;
    const set = fillSet(engine, segment.children, { ...room, available: room.available - y, atTop }, geometry, { balance, step: style.lineHeight, token: inner }); // prettier-ignore
    engine.current.columnDepth--;
    if (set === null) {
      const above = inner === null && !room.atTop ? keptSpanners(segments, s, first) : 0;
      if (above === 0) return stopped(s, inner, null);
      fragments.length -= above;
      const last = fragments.at(-1);
      y = last === undefined ? 0 : last.y + last.height;
      return stopped(s - above, null, null);
    }
    for (const fragment of set.fragments) {
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

  function stopped(segment: number, inner: BreakToken | null, forced: ForcedBreak | null): Columns | null {
    if (fragments.length === 0) return null;
    return { fragments, rules, height: y, token: { kind: 'columns', segment, inner }, forced };
  }
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
  const laid = engine.layoutBox(engine, box, { ...room, available: room.available - gap }, token);
  if (laid === null) return null;
  if (laid.token !== null && token === null && !room.atTop && avoidsBreakInside(box)) return null;
  laid.fragment.x = inlinePosition(box, room, laid.fragment.width);
  laid.fragment.y = gap;
  const below = laid.token === null ? marginValue(bottomMargin(box, room.width)) : 0;
  return { fragment: laid.fragment, height: gap + laid.fragment.height + below, token: laid.token, forced: laid.forced }; // prettier-ignore
}

/** Used number and width of columns (CSS Multi-column 1 § 3.4). */
function columnGeometry(style: ComputedStyle, available: number): ColumnGeometry {
  const gap = resolveLength(style.columnGap, available);
  let count: number;
  if (style.columnWidth === 'auto') count = style.columnCount === 'auto' ? 1 : style.columnCount;
  else {
    const fit = Math.max(1, Math.floor((available + gap) / (style.columnWidth + gap)));
    count = style.columnCount === 'auto' ? fit : Math.min(style.columnCount, fit);
  }
  count = Math.max(1, count);
  const width = Math.max(0, (available - (count - 1) * gap) / count);
  return { count, width, gap, rightToLeft: style.direction === 'rtl' };
}

interface FillOptions {
  readonly balance: boolean;
  /** Heights are tried in steps of one line. */
  readonly step: number;
  readonly token: BreakToken | null;
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
    const full = fillColumns(engine, children, room, geometry, { height: room.available, token: options.token });
    if (full === null || full.token !== null || !options.balance) return full;
  } else if (!options.balance) {
    return fillColumns(engine, children, room, geometry, { height: room.available, token: options.token });
  }
  const single = fillColumns(engine, children, room, { ...geometry, count: 1 }, { height: Number.POSITIVE_INFINITY, token: options.token }); // prettier-ignore
  invariant(single !== null, 'unbounded columns take everything');
  // A break forced inside the content cannot be balanced away.
  if (single.token !== null) return fillColumns(engine, children, room, geometry, { height: room.available, token: options.token }); // prettier-ignore
  const { step } = options;
  let height = Math.max(step, Math.ceil(single.height / geometry.count / step - 1e-6) * step);
  for (;;) {
    if (height >= room.available || height >= single.height) break;
    engine.current.trials++;
    const set = fillColumns(engine, children, room, geometry, { height, token: options.token, yields: true });
    engine.current.trials--;
    if (set !== null && set.token === null && set.height <= height + 0.01) return set;
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
    const set = fillColumns(engine, children, room, geometry, { height: tried, token: options.token });
    if (set === null) return single;
    if (set.token === null || set.forced !== null || tried >= room.available) return set;
    if (tried >= most) return Number.isFinite(room.available) ? set : single;
  }
}

/** Columns are tried at up to this many times the height of the content in one column. */
const OVERFLOW_FACTOR = 4;

/** A token as if the children stood in one column, for going on in a box that has none, or other columns. */
export function columnsToStack(children: readonly Box[], token: BreakToken): BreakToken {
  if (token.kind !== 'columns') return token;
  const segments = splitAtSpanners(children);
  let index = 0;
  for (let s = 0; s < token.segment; s++) index += segments[s]?.spanner === null ? (segments[s]?.children.length ?? 0) : 1; // prettier-ignore
  const { inner } = token;
  if (segments[token.segment]?.spanner !== null) return { kind: 'stack', index, child: inner, forced: false };
  const stack = tokenOf(inner, 'stack');
  return { kind: 'stack', index: index + (stack?.index ?? 0), child: stack?.child ?? null, forced: stack?.forced ?? false }; // prettier-ignore
}

/** The other way round. */
export function stackToColumns(children: readonly Box[], token: BreakToken): BreakToken {
  if (token.kind !== 'stack') return token;
  let { index } = token;
  const segments = splitAtSpanners(children);
  for (const [segment, { spanner, children: inside }] of segments.entries()) {
    const count = spanner === null ? inside.length : 1;
    if (index < count)
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
  fill: { readonly height: number; readonly token: BreakToken | null; readonly yields?: boolean },
): ColumnSet | null {
  const fragments: Fragment[] = [];
  const filled: number[] = [];
  let token: BreakToken | null = fill.token;
  let tallest = 0;
  for (let column = 0; column < geometry.count; column++) {
    const stack = layoutStack(
      engine,
      children,
      {
        width: geometry.width,
        height: room.height,
        available: fill.height,
        // A trial of a lower height breaks no rule for the sake of getting on: a higher one is tried next.
        atTop: fill.yields !== true && (room.atTop || column > 0),
        collapseTop: false,
        collapseBottom: true,
        rightToLeft: geometry.rightToLeft,
      },
      token,
    );
    if (stack === null) {
      if (column === 0) return null;
      break;
    }
    const place = geometry.rightToLeft ? geometry.count - 1 - column : column;
    const x = place * (geometry.width + geometry.gap);
    for (const fragment of stack.fragments) {
      fragment.x += x;
      fragments.push(fragment);
    }
    filled.push(stack.height);
    tallest = Math.max(tallest, stack.height);
    token = stack.token;
    if (token === null) return { fragments, height: tallest, token: null, forced: null, filled };
    if (stack.forced !== null && stack.forced !== 'column') {
      return { fragments, height: tallest, token, forced: stack.forced, filled };
    }
  }
  return { fragments, height: tallest, token, forced: null, filled };
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
