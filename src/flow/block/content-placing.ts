// Where the content of a box stands on a line grid: the one around the box, or its own (CSS Line Grid 1 § 2).
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { LineGrid, Placing } from './baseline-grid.ts';
import { createGrid, lowered, toStep } from './baseline-grid.ts';
import type { Engine } from '../engine.ts';
import { lineExtents } from '../text/line-metrics.ts';

/** `top` is the distance from the room's top edge to the content. */
export function contentPlacing(engine: Engine, style: ComputedStyle, room: Placing, top: number): Placing {
  const { origin, grid } = room;
  // The grid of the root is that of its pages, whatever margin its first box has.
  const ofPage = grid !== undefined && style === engine.document.root.style;
  if (style.lineGrid !== 'create' || ofPage) return { origin: lowered(origin, top), grid };
  // Where a box stands that nobody has placed yet is nothing to its own grid.
  const place = (origin ?? 0) + top;
  return { origin: place, grid: createGrid(lineExtents(engine, style), place) };
}

/** Points of one unit of the phase, and of the widths that fit beside it. */
const PHASE_UNIT = 0.01;
const WIDEST = 1e6;

/** The grid of a page: its own, or that of the root. */
export function pageGrid(engine: Engine, page: ComputedStyle, top: number): LineGrid | undefined {
  const root = engine.document.root.style;
  const style = page.lineGrid === 'create' ? page : root;
  return style.lineGrid === 'create' ? createGrid(lineExtents(engine, style), top) : undefined;
}

/** A number for each width and each place between two lines of the grid, by which heights are remembered. */
export function heightKey(width: number, { grid, origin }: Placing): number {
  if (grid === undefined || origin === undefined) return width;
  return width + WIDEST * (1 + Math.round((toStep(grid, origin) + grid.height) / PHASE_UNIT));
}
