// Path-painting operators (ISO 32000-1, 8.5.3) → fills and strokes, and the clip that a path leaves behind (8.5.4).
import { intersect, scaleX, scaleY } from '../matrix.ts';
import type { OperatorContext, PagePainting } from './page-painting.ts';
import { paintPattern } from './paint-pattern.ts';
import type { PathPainting } from './path-operators.ts';

/** Paints the current path and begins a new one. */
export function paintPath(
  page: PagePainting,
  { closes, fills, strokes }: PathPainting,
  context: OperatorContext,
): void {
  const { path, state } = page;
  if (closes) path.close(state.ctm);
  if (!path.isEmpty) {
    if (fills) fillPath(page, context);
    if (strokes) strokePath(page, context);
    if (page.pendingClip && state.clip !== null) state.clip = intersect(state.clip, path.bounds);
  }
  page.pendingClip = false;
  path.clear();
}

function fillPath(page: PagePainting, context: OperatorContext): void {
  const { path, state, events } = page;
  for (const { bounds, thickness } of path.parts(state.ctm)) {
    const visible = page.clipped(bounds);
    if (visible === null) continue;
    events.add({ kind: 'fill', bounds: visible, paint: state.fill.facts, state: state.facts('fill'), thickness }); // prettier-ignore
    paintPattern(page, state.fill, visible, context);
  }
}

function strokePath(page: PagePainting, context: OperatorContext): void {
  const { path, state, events } = page;
  const thickness = path.lineThickness(state.lineWidth, state.ctm);
  const [left, bottom, right, top] = path.bounds;
  const half = (state.lineWidth * Math.max(scaleX(state.ctm), scaleY(state.ctm))) / 2;
  const visible = page.clipped([left - half, bottom - half, right + half, top + half]);
  if (visible === null) return;
  events.add({ kind: 'stroke', bounds: visible, paint: state.stroke.facts, state: state.facts('stroke'), thickness }); // prettier-ignore
  paintPattern(page, state.stroke, visible, context);
}
