// A flex container: sizes and places by yoga, content by this project’s own layout. Rows break over pages only where
// they are higher than one; columns between their items.
import { invariant } from '../../base/invariant.ts';
import type { Box, FlexBox } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import type { Placing } from '../block/baseline-grid.ts';
import { lowered } from '../block/baseline-grid.ts';
import { avoidsBreakInside } from '../block/breaks.ts';
import { contentPlacing, heightKey } from '../block/content-placing.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { FlexContainer, FlexItem, FlexLayout, Rectangle } from './flex-solver.ts';
import type { BreakToken, Fragment, LayoutResult, Room } from '../fragment.ts';
import { makeFragment, tokenOf } from '../fragment.ts';
import { contentSize, measuredOf } from '../intrinsic-size.ts';
import { layoutBrokenFlex } from './layout-broken-flex.ts';
import type { Edges } from '../used-values.ts';
import { clampSize, definiteSize, edgesOf, usedWidth } from '../used-values.ts';

/** A flex container, or one part of it; null when it stands better at the next page or column. */
export function layoutFlex(engine: Engine, box: FlexBox, room: Room, from: BreakToken | null): LayoutResult {
  const { style } = box;
  const token = tokenOf(from, 'flex');
  invariant(engine.flex !== null, 'a document with flex boxes has a flex solver');
  const edges = edgesOf(box, room.width);
  const width = room.fixedWidth ?? usedWidth(box, room.width, () => contentSize(engine, box, room.width));
  const inner = Math.max(0, width - edges.left - edges.right);
  const vertical = edges.top + edges.bottom;
  let height = room.fixedHeight ?? definiteSize(style.height, room.height, style, vertical);
  const minimum = definiteSize(style.minHeight, room.height, style, vertical);
  const maximum = definiteSize(style.maxHeight, room.height, style, vertical);
  if (height !== null) height = clampSize(height, minimum, maximum);
  const children = orderedChildren(box).filter((child) => !isOutOfFlow(child));
  if (token !== null) return layoutBrokenFlex(engine, box, { children, items: token.items, width, room, first: false }); // prettier-ignore
  const innerHeight = height === null ? null : Math.max(0, height - vertical);
  const placing = contentPlacing(engine, style, room, edges.top);
  const solve = (contentHeight: number | null): FlexLayout => solveOnGrid(engine, children, { style, width: inner, height: contentHeight, items: [] }, placing); // prettier-ignore
  let layout = solve(innerHeight);
  // A container that its minimum makes higher than its content has the rest to give away.
  if (height === null && minimum !== null && layout.height + vertical < minimum - 0.01)
    layout = solve(minimum - vertical);
  let total = height ?? clampSize(layout.height + vertical, minimum, maximum);
  if (total > room.available + 0.01) {
    const column = style.flexDirection === 'column';
    if (!room.atTop && (!column || avoidsBreakInside(box) || height !== null)) return null;
    if (engine.current.trials === 0 || !room.atTop) {
      const progress = layout.items.map(({ x, y, width: itemWidth, height: itemHeight }) => ({ token: null, x, y, width: itemWidth, height: itemHeight })); // prettier-ignore
      return withPlaceholders(box, layoutBrokenFlex(engine, box, { children, items: progress, width, room, first: true }), edges); // prettier-ignore
    }
  }

  const fragments: Fragment[] = [];
  children.forEach((child, i) => {
    const rectangle = layout.items[i];
    invariant(rectangle !== undefined, 'one rectangle an item');
    const fragment = layoutItem(engine, child, rectangle, inner, placing);
    fragment.x = rectangle.x + edges.left;
    fragment.y = rectangle.y + edges.top;
    fragments.push(fragment);
  });
  const grown = alignBaselines(box, children, fragments);
  if (height === null) total += grown;
  const fragment = makeFragment(box, { width, height: total, children: fragments });
  return withPlaceholders(box, { fragment, token: null, forced: null }, edges);
}

/** Boxes out of the flow are no items; they were written at the start corner of the container. */
function withPlaceholders(box: FlexBox, laid: LayoutResult, edges: Edges): LayoutResult {
  if (laid === null || !box.children.some(isOutOfFlow)) return laid;
  const { fragment } = laid;
  const items = new Map(fragment.children.map((item) => [item.box, item]));
  const children: Fragment[] = [];
  for (const child of orderedChildren(box)) {
    if (isOutOfFlow(child)) {
      const placeholder = makeFragment(child, { width: 0, height: 0, placeholder: true });
      placeholder.x = box.style.direction === 'rtl' ? fragment.width - edges.right : edges.left;
      placeholder.y = edges.top;
      children.push(placeholder);
    }
    const item = items.get(child);
    if (item !== undefined) children.push(item);
  }
  return { ...laid, fragment: { ...fragment, children } };
}

function orderedChildren(box: FlexBox): readonly Box[] {
  const order = (child: Box): number => (child.kind === 'paragraph' ? 0 : child.style.order);
  if (box.children.every((child) => order(child) === 0)) return box.children;
  return [...box.children].sort((a, b) => order(a) - order(b));
}

/** Snapped lines depend on where their item stands, which depends on the heights of the others. */
const GRID_PASSES = 3;

function solveOnGrid(
  engine: Engine,
  children: readonly Box[],
  container: FlexContainer,
  placing: Placing,
): FlexLayout {
  invariant(engine.flex !== null, 'a document with flex boxes has a flex solver');
  let tops: readonly number[] = children.map(() => 0);
  for (let pass = 1; ; pass++) {
    const items = children.map((child, i) => flexItem(engine, child, container.width, { origin: lowered(placing.origin, tops[i] ?? 0), grid: placing.grid })); // prettier-ignore
    const layout = engine.flex.solve({ ...container, items });
    const settled = layout.items.every(({ y }, i) => Math.abs(y - (tops[i] ?? 0)) < 0.01);
    if (placing.grid === undefined || settled || pass === GRID_PASSES) return layout;
    tops = layout.items.map(({ y }) => y);
  }
}

function flexItem(engine: Engine, box: Box, containerWidth: number, placing: Placing): FlexItem {
  return {
    box,
    minimum: () => contentSize(engine, box, containerWidth).min,
    measure(width) {
      // Rounded up: yoga counts in single precision, and text must not find its line a hair too short.
      const used = width ?? Math.ceil(contentSize(engine, box, containerWidth).max * 64 + 0.01) / 64;
      const { heights } = measuredOf(engine, box, containerWidth);
      const key = heightKey(used, placing);
      const known = heights.get(key);
      const height =
        known ?? layoutAt(engine, box, { width: containerWidth, fixedWidth: used, ...placing }).height;
      if (known === undefined) heights.set(key, height);
      return { width: used, height };
    },
  };
}

function layoutItem(
  engine: Engine,
  box: Box,
  rectangle: Rectangle,
  containerWidth: number,
  { origin, grid }: Placing,
): Fragment {
  const placing = { origin: lowered(origin, rectangle.y), grid };
  // A paragraph keeps its own height and is as wide as its item.
  if (box.kind === 'paragraph') return layoutAt(engine, box, { width: rectangle.width, ...placing });
  return layoutAt(engine, box, {
    width: containerWidth,
    fixedWidth: rectangle.width,
    fixedHeight: rectangle.height,
    ...placing,
  });
}

interface ItemSize extends Placing {
  readonly width: number;
  readonly fixedWidth?: number;
  readonly fixedHeight?: number;
}

function layoutAt(engine: Engine, box: Box, size: ItemSize): Fragment {
  const width = box.kind === 'paragraph' ? (size.fixedWidth ?? size.width) : size.width;
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, box, { ...size, width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true }, null)); // prettier-ignore
  invariant(laid !== null, 'unbounded room fits everything');
  // An item does not go on elsewhere: what does not fit its height (columns) shows outside rather than nowhere.
  const { fixedHeight, ...natural } = size;
  if (laid.token !== null && fixedHeight !== undefined) return layoutAt(engine, box, natural);
  return laid.fragment;
}

/** Moves baseline-aligned items of a row down to the lowest first baseline; returns how far the row grew. */
function alignBaselines(box: FlexBox, children: readonly Box[], fragments: readonly Fragment[]): number {
  if (box.style.flexDirection.startsWith('column')) return 0;
  const aligned = fragments.filter((_, i) => {
    const child = children[i];
    const self = child === undefined || child.kind === 'paragraph' ? 'auto' : child.style.alignSelf;
    return (self === 'auto' ? box.style.alignItems : self) === 'baseline';
  });
  const baseline = (fragment: Fragment): number => fragment.y + (fragment.firstBaseline ?? fragment.height);
  const lowest = aligned.reduce((low, fragment) => Math.max(low, baseline(fragment)), 0);
  const bottom = fragments.reduce((low, fragment) => Math.max(low, fragment.y + fragment.height), 0);
  for (const fragment of aligned) fragment.y += lowest - baseline(fragment);
  const moved = fragments.reduce((low, fragment) => Math.max(low, fragment.y + fragment.height), 0);
  return Math.max(0, moved - bottom);
}
