// Absolutely positioned boxes (CSS 2.2 § 10.3.7, 10.6.4; CSS Positioned Layout 3): size and place in the padding box of
// the nearest positioned ancestor as it stands on the page, else in the page area. They never break.
import { walkBoxes } from '../../document/walk-boxes.ts';
import type { Direction } from '../../base/direction.ts';
import { invariant } from '../../base/invariant.ts';
import type { Box, Document } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { Fragment, Room } from '../fragment.ts';
import { contentSize } from '../intrinsic-size.ts';
import type { ContainingBlock, PagePlace } from '../page/page-sheet.ts';
import type { Edges } from '../used-values.ts';
import { clampSize, definiteSize, edgesOf, isAutoMargin, marginsOf, resolveOrAuto } from '../used-values.ts';

/** Where a box would have begun in the flow: the start corner of its static position, in page coordinates. */
export interface StaticPlace {
  readonly x: number;
  readonly y: number;
  /** Which way the flow runs there. */
  readonly direction: Direction;
}

/** What is known of the boxes with `position: fixed` while the pages are painted. */
export interface FixedBoxes {
  readonly all: readonly Box[];
  /** Static positions of those that have been painted as content; elsewhere they are artifacts. */
  readonly places: Map<Box, StaticPlace>;
}

/** The distances of one axis, from the side where it begins (left, top) to the opposite one. */
interface Axis {
  /** Size of the containing block. */
  readonly room: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly marginStart: number | 'auto';
  readonly marginEnd: number | 'auto';
}

/** The box laid out; its place is in page coordinates. */
export function layoutPositioned(
  engine: Engine,
  box: Box,
  around: ContainingBlock,
  flow: StaticPlace,
): Fragment {
  const { inset } = box.style;
  const margins = marginsOf(box, around.width);
  const margin = (side: keyof Edges): number | 'auto' => (isAutoMargin(box, side) ? 'auto' : margins[side]);
  const horizontal: Axis = { room: around.width, start: resolveOrAuto(inset.left, around.width), end: resolveOrAuto(inset.right, around.width), marginStart: margin('left'), marginEnd: margin('right') }; // prettier-ignore
  const vertical: Axis = { room: around.height, start: resolveOrAuto(inset.top, around.height), end: resolveOrAuto(inset.bottom, around.height), marginStart: margin('top'), marginEnd: margin('bottom') }; // prettier-ignore
  const fragment = layoutSized(engine, box, around, {
    fixedWidth: positionedWidth(engine, box, horizontal, { x: flow.x - around.x, direction: flow.direction }),
    fixedHeight: stretchedHeight(box, vertical),
  });
  const fromLeft = placeOnAxis(horizontal, fragment.width, around.direction === 'rtl');
  const staticLeft = flow.direction === 'rtl' ? flow.x - margins.right - fragment.width : flow.x + margins.left; // prettier-ignore
  fragment.x = fromLeft === null ? staticLeft : around.x + fromLeft;
  const fromTop = placeOnAxis(vertical, fragment.height, false);
  fragment.y = fromTop === null ? flow.y + margins.top : around.y + fromTop;
  return fragment;
}

/** Undefined for pictures, whose own layout knows their size. */
function positionedWidth(
  engine: Engine,
  box: Box,
  axis: Axis,
  flow: { readonly x: number; readonly direction: Direction },
): number | undefined {
  if (box.kind === 'replaced' || box.kind === 'paragraph') return undefined;
  const { room, start, end } = axis;
  const { style } = box;
  const edges = edgesOf(box, room);
  const extra = edges.left + edges.right;
  const margins = (axis.marginStart === 'auto' ? 0 : axis.marginStart) + (axis.marginEnd === 'auto' ? 0 : axis.marginEnd); // prettier-ignore
  const least = definiteSize(style.minWidth, room, style, extra);
  const most = definiteSize(style.maxWidth, room, style, extra);
  const given = definiteSize(style.width, room, style, extra);
  if (given !== null) return clampSize(given, least, most);
  if (style.width === 'auto' && box.kind !== 'table' && start !== null && end !== null)
    return clampSize(Math.max(extra, room - start - end - margins), least, most);
  const { min, max } = contentSize(engine, box, room);
  if (style.width === 'min-content') return clampSize(min, least, most);
  if (style.width === 'max-content') return clampSize(max, least, most);
  const beside = start === null && end === null ? (flow.direction === 'rtl' ? flow.x : room - flow.x) : room - (start ?? 0) - (end ?? 0); // prettier-ignore
  return clampSize(Math.max(min, Math.min(max, beside - margins)), least, most);
}

/** A box between a given top and bottom is as high as they leave it, where its height is its own business. */
function stretchedHeight(box: Box, { room, start, end, marginStart, marginEnd }: Axis): number | undefined {
  if (box.kind === 'replaced' || box.kind === 'table' || box.style.height !== 'auto') return undefined;
  if (start === null || end === null) return undefined;
  const margins = (marginStart === 'auto' ? 0 : marginStart) + (marginEnd === 'auto' ? 0 : marginEnd);
  return Math.max(0, room - start - end - margins);
}

/** Distance of the border box from where the axis begins; null for the static position. */
function placeOnAxis(axis: Axis, size: number, endCounts: boolean): number | null {
  const { room, start, end } = axis;
  const before = axis.marginStart === 'auto' ? 0 : axis.marginStart;
  const after = axis.marginEnd === 'auto' ? 0 : axis.marginEnd;
  if (start !== null && end !== null) {
    const rest = room - start - end - size - before - after;
    const centred = axis.marginStart === 'auto' && axis.marginEnd === 'auto';
    if (centred && rest >= 0) return start + rest / 2;
    if (!centred && axis.marginStart === 'auto') return start + rest;
    const pushed = endCounts && axis.marginEnd !== 'auto';
    return pushed || (centred && endCounts) ? room - end - after - size : start + before;
  }
  if (start !== null) return start + before;
  return end === null ? null : room - end - after - size;
}

function layoutSized(
  engine: Engine,
  box: Box,
  around: ContainingBlock,
  size: { readonly fixedWidth: number | undefined; readonly fixedHeight: number | undefined },
): Fragment {
  const { width, height } = around;
  const room: Room = { width, height, available: Number.POSITIVE_INFINITY, atTop: true, ...size };
  engine.current.positioned++;
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, box, room, null));
  engine.current.positioned--;
  invariant(laid !== null, 'unbounded room fits everything');
  // It does not go on elsewhere: what its height has no room for (columns) shows outside rather than nowhere.
  if (laid.token !== null && size.fixedHeight !== undefined)
    return layoutSized(engine, box, around, { ...size, fixedHeight: undefined });
  return laid.fragment;
}

/** Warns of a positioned box whose text is not wholly on the page; coloured areas and pictures may run over its edge. */
export function reportLeaving(engine: Engine, fragment: Fragment, page: PagePlace): void {
  if (!textLeaves(fragment, 0, 0, page)) return;
  engine.diagnostics.warning(
    'L002',
    'The text of a positioned box leaves its page',
    fragment.box.place,
    'Give it other offsets, a width or a smaller font',
  );
}

/** The same of a side note, which stands in the margin and takes no more room than that has. */
export function reportLeavingNote({ diagnostics }: Engine, fragment: Fragment, page: PagePlace): void {
  if (!textLeaves(fragment, 0, 0, page)) return;
  const hint = 'the outer margin of the page has no room for it: make that wider, or the note narrower (width, margin) or its text smaller'; // prettier-ignore
  diagnostics.warning('L002', 'The text of a side note leaves its page', fragment.box.place, hint);
}

/** Points; text may touch the edge. */
const TOLERANCE = 0.5;

function textLeaves(fragment: Fragment, x: number, y: number, page: PagePlace): boolean {
  const left = x + fragment.x + (fragment.shift?.x ?? 0);
  const top = y + fragment.y + (fragment.shift?.y ?? 0);
  for (const { line, x: lineX, top: lineTop, height } of fragment.lines) {
    const start = left + lineX + line.x;
    if (start < -TOLERANCE || start + line.width > page.width + TOLERANCE) return true;
    if (top + lineTop < -TOLERANCE || top + lineTop + height > page.height + TOLERANCE) return true;
  }
  return fragment.children.some((child) => textLeaves(child, left, top, page));
}

/** The boxes that stand on every page. */
export function fixedBoxes(document: Pick<Document, 'root' | 'flows'>): readonly Box[] {
  const found: Box[] = [];
  const add = (box: Box): void => {
    if (box.kind !== 'paragraph' && box.style.position === 'fixed') found.push(box);
  };
  walkBoxes(document.root, add);
  for (const boxes of document.flows.values()) for (const box of boxes) walkBoxes(box, add);
  return found;
}
