// The children of a multi-column box → runs of columns and the spanners between them, and the tokens of columns into those
// of a plain stack and back (CSS Multi-column 1 § 6).
import type { Box } from '../../document/boxes.ts';
import { avoidsBreakBetween } from '../block/breaks.ts';
import type { BreakToken } from '../fragment.ts';
import { tokenOf } from '../fragment.ts';

/** Where a multi-column box goes on. */
export type ColumnsToken = Extract<BreakToken, { kind: 'columns' }>;

/** Children that stand in columns together, or one that spans them. */
export interface Segment {
  readonly children: readonly Box[];
  readonly spanner: Box | null;
}

/** In the order of the children; a spanner is a segment of its own. */
export function splitAtSpanners(children: readonly Box[]): readonly Segment[] {
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
export function keptSpanners(segments: readonly Segment[], segment: number, first: number): number {
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
