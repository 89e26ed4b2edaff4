// Line grids: a box or a page rules its content into steps of one line, and lines of different fonts, in different
// columns, stand on the same ones (CSS Line Grid 1).
//
// A snapped line takes whole steps, from the top of one to the bottom of another, and its baseline stands where that of
// a line of the grid would stand. So nothing is lost at the top of a column by a font that stands a little lower in its
// line than the grid's; tests/unit/flow/flow-grid.test.ts shows it.
import type { ComputedStyle } from '../../style/computed-style.ts';

/** How far a line reaches from its baseline. */
export interface LineExtents {
  readonly above: number;
  readonly below: number;
}

/** Steps [top + n × height, top + (n + 1) × height), with a baseline `above` below the top of each. */
export interface LineGrid {
  /** In the coordinates of `Placing.origin`. */
  readonly top: number;
  readonly height: number;
  readonly above: number;
}

/** Where a room stands: what line grids need to know of it. */
export interface Placing {
  /** The room's top edge from the top of the page, or from that of the box that made the grid; undefined: unknown. */
  readonly origin?: number | undefined;
  readonly grid?: LineGrid | undefined;
}

/** The top edge of something `down` points further down. */
export function lowered(origin: number | undefined, down: number): number | undefined {
  return origin === undefined ? undefined : origin + down;
}

/** The grid of a box with these lines whose content begins at `top`; undefined when lines have no height. */
export function createGrid({ above, below }: LineExtents, top: number): LineGrid | undefined {
  return above + below > 0 ? { top, height: above + below, above } : undefined;
}

/** How the lines of one paragraph stand on a grid. */
export interface LineSnap {
  readonly grid: LineGrid;
  /** Top of the paragraph, in the grid's coordinates. */
  readonly origin: number;
  readonly kind: 'baseline' | 'contain';
  /** What takes the place of the paragraph's own extents. */
  readonly extents: LineExtents;
}

/** Null where lines stand one under the other as they are: no grid, `line-snap: none`, or a leading of their own. */
export function lineSnap(style: ComputedStyle, extents: LineExtents, room: Placing): LineSnap | null {
  const { grid, origin } = room;
  if (grid === undefined || origin === undefined || style.lineSnap === 'none') return null;
  if (style.lineSnap === 'contain') return { grid, origin, kind: 'contain', extents };
  const steps = Math.round(style.lineHeight / grid.height);
  if (steps < 1 || Math.abs(style.lineHeight - steps * grid.height) > SLACK) return null;
  // Of a line several steps high, the baseline that is nearest to its own.
  const step = Math.max(0, Math.min(steps - 1, Math.round((extents.above - grid.above) / grid.height)));
  const above = grid.above + step * grid.height;
  return { grid, origin, kind: 'baseline', extents: { above, below: steps * grid.height - above } };
}

/** Points. Lines go up by so little rather than down by a whole step: measures in millimetres are rounded. */
const SLACK = 0.25;

/** Points to leave above a line that would begin `y` below the top of its paragraph. */
export function roomAboveLine(snap: LineSnap, y: number, above: number, below: number): number {
  const { grid, origin } = snap;
  if (snap.kind === 'contain') return toStep(grid, origin + y) + roomAroundLine(snap, above, below);
  return toStep(grid, origin + y + above - grid.above);
}

/** Points to leave below it: `contain` sets a line in the middle of its steps. */
export function roomAroundLine({ grid, kind }: LineSnap, above: number, below: number): number {
  if (kind === 'baseline') return 0;
  const height = above + below;
  return (Math.max(1, Math.ceil((height - SLACK) / grid.height)) * grid.height - height) / 2;
}

/** Points from a place to the next step at or below it. */
export function toStep({ top, height }: LineGrid, place: number): number {
  return top + Math.ceil((place - top - SLACK) / height) * height - place;
}
