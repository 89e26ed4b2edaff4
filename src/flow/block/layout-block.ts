// A block container: its edges, its columns or its stack of children, or the part of a named flow it shows.
import { invariant } from '../../base/invariant.ts';
import type { BlockBox, Box } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment, LayoutResult, Room } from '../fragment.ts';
import { makeFragment } from '../fragment.ts';
import type { Placing } from './baseline-grid.ts';
import { hasColumns, reportColumns } from '../column/column-geometry.ts';
import { contentPlacing } from './content-placing.ts';
import { contentSize } from '../intrinsic-size.ts';
import { columnsToStack, stackToColumns, waitsInColumns } from '../column/column-segments.ts';
import { layoutColumns } from '../column/layout-columns.ts';
import { layoutTightParagraph } from '../text/layout-paragraph.ts';
import { inlinePosition, layoutStack } from './layout-stack.ts';
import { keepsMarginsInside } from './margins.ts';
import type { FloatRoom } from '../floats/side-floats.ts';
import { bandAt } from '../floats/side-floats.ts';
import { clampSize, definiteSize, edgesOf, usedWidth } from '../used-values.ts';

interface Content {
  readonly fragments: readonly Fragment[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
  readonly rules?: Fragment['rules'];
}

/** As much of a block container as fits, from a token on; null when that is nothing. */
export function layoutBlock(
  engine: Engine,
  box: BlockBox,
  room: Room,
  token: BreakToken | null,
): LayoutResult {
  const { style } = box;
  const edges = edgesOf(box, room.width);
  const width = room.fixedWidth ?? usedWidth(box, room.width, () => contentSize(engine, box, room.width));
  const contentWidth = Math.max(0, width - edges.left - edges.right);
  const top = token === null ? edges.top : 0;
  const vertical = edges.top + edges.bottom;
  const maximum = definiteSize(style.maxHeight, room.height, style, vertical);
  const minimum = definiteSize(style.minHeight, room.height, style, vertical);
  // What a box of fixed height continues with on the next page has its natural height there.
  let definite = token === null ? (room.fixedHeight ?? definiteSize(style.height, room.height, style, vertical)) : null; // prettier-ignore
  if (definite !== null) definite = clampSize(definite, minimum, maximum);
  // A box of fixed height does not break; what does not fit in it shows outside, as far as the page goes.
  if (definite !== null && definite > room.available + 0.01 && !room.atTop) return null;

  const innerHeight = definite === null ? Number.NaN : Math.max(0, definite - vertical);
  const available = room.available - top - edges.bottom;
  const placing = contentPlacing(engine, style, room, top);
  const inside = floatsInside(box, room, { width, left: edges.left, top });
  const content = layoutContent(engine, box, token, {
    width: contentWidth,
    height: innerHeight,
    available,
    limit: definite === null ? (maximum === null ? Number.POSITIVE_INFINITY : Math.max(0, maximum - vertical)) : innerHeight, // prettier-ignore
    atTop: room.atTop,
    ...placing,
    floats: inside,
  });
  if (content === null) return null;

  const last = content.token === null;
  // An item without text is as high as its marker.
  const markerHeight = box.marker !== null && token === null && last && content.height === 0 ? box.marker.style.lineHeight : 0; // prettier-ignore
  if (markerHeight > available + 0.01 && !room.atTop) return null;
  const natural = top + Math.max(content.height, markerHeight) + (last ? edges.bottom : 0);
  let height = definite ?? clampSize(natural, last && token === null ? minimum : null, maximum);
  if (definite !== null && definite > room.available + 0.01 && engine.current.trials === 0) {
    engine.diagnostics.warning('L002', 'A box is higher than its page or column; it ends there', box.place);
    height = Math.max(natural, room.available);
  }
  if (definite === null && last) height = steppedHeight(height, style.blockStepSize, room.available);
  const children: Fragment[] = [];
  for (const fragment of content.fragments) {
    fragment.x += edges.left;
    fragment.y += top;
    children.push(fragment);
  }
  const marker = token === null ? layoutMarker(engine, box, contentWidth, edges.left, children) : null;
  if (marker !== null) {
    if (inside !== undefined) marker.x += markerShift(inside, marker, contentWidth, top);
    children.unshift(marker);
  }
  const rules = (content.rules ?? []).map((rule) => ({ ...rule, x: rule.x + edges.left, y: rule.y + top }));
  return {
    fragment: makeFragment(box, { width, height, first: token === null, last, children, rules }),
    token: content.token,
    forced: content.forced,
  };
}

/** The floats of the formatting context around, seen from the content of a box in it. */
function floatsInside(
  box: BlockBox,
  { floats, width }: Room,
  inside: { readonly width: number; readonly left: number; readonly top: number },
): FloatRoom | undefined {
  if (floats === undefined || keepsMarginsInside(box)) return undefined;
  const x =
    floats.x + inlinePosition(box, { width, rightToLeft: floats.rightToLeft }, inside.width) + inside.left;
  return { context: floats.context, x, y: floats.y + inside.top, rightToLeft: box.style.direction === 'rtl' };
}

/** How far a float pushes a marker, and the line that it belongs to, away from the start side. */
function markerShift(
  { context, x, y, rightToLeft }: FloatRoom,
  marker: Fragment,
  width: number,
  top: number,
): number {
  if (context.isEmpty) return 0;
  const baseline = y - top + marker.y + (marker.firstBaseline ?? marker.height);
  const band = bandAt(context, { left: x, right: x + width }, baseline - 1, baseline);
  return rightToLeft ? band.right - x - width : band.left - x;
}

interface ContentRoom extends Placing {
  readonly floats?: FloatRoom | undefined;
  readonly width: number;
  readonly height: number;
  /** Up to the end of the page or column. */
  readonly available: number;
  /** Height of the box, or Infinity where it is as high as its content: columns and regions end there. */
  readonly limit: number;
  readonly atTop: boolean;
}

function layoutContent(
  engine: Engine,
  box: BlockBox,
  token: BreakToken | null,
  room: ContentRoom,
): Content | null {
  const { style } = box;
  if (style.flowFrom !== null) return layoutRegion(engine, box, style.flowFrom, token, room);
  return layoutChildren(engine, box, box.children, token, room);
}

function layoutChildren(
  engine: Engine,
  box: BlockBox,
  children: readonly Box[],
  token: BreakToken | null,
  room: ContentRoom,
): Content | null {
  const { style } = box;
  if (hasColumns(style) || engine.floats.columns.has(box)) {
    reportColumns(engine, box, room.width);
    const inColumns = { ...room, available: Math.min(room.available, room.limit) };
    return layoutColumns(engine, { style, children }, inColumns, token);
  }
  const inside = keepsMarginsInside(box);
  const edges = edgesOf(box, room.width);
  return layoutStack(
    engine,
    children,
    {
      width: room.width,
      height: room.height,
      available: room.available,
      atTop: room.atTop,
      origin: room.origin,
      grid: room.grid,
      collapseTop: !inside && edges.top === 0,
      collapseBottom: !inside && edges.bottom === 0 && style.height === 'auto',
      rightToLeft: style.direction === 'rtl',
      floats: room.floats,
    },
    token,
  );
}

/**
 * A region shows its flow from where the region before it stopped (CSS Regions 1). A region of fixed height takes what
 * fits; the last one takes the rest, whatever its height, and may break over pages.
 */
function layoutRegion(
  engine: Engine,
  box: BlockBox,
  name: string,
  token: BreakToken | null,
  room: ContentRoom,
): Content | null {
  const flow = engine.document.flows.get(name) ?? [];
  const order = engine.regionOrder.get(box) ?? 0;
  let progress = engine.flows.get(name);
  if (progress === undefined)
    engine.flows.set(name, (progress = { tokens: [null], active: false, furthest: 0, painted: new Set() }));
  const stored = token ?? progress.tokens[order] ?? null;
  if (stored === 'done' || progress.active) return { fragments: [], height: 0, token: null, forced: null };
  if (engine.current.positioned > 0 && order < progress.furthest) {
    engine.diagnostics.warning('L005', `A positioned box shows nothing of flow “${name}”: a later region of the flow stands on its page`, box.place, 'Write the positioned region last, or leave it in the flow'); // prettier-ignore
    return { fragments: [], height: 0, token: null, forced: null };
  }
  progress.furthest = Math.max(progress.furthest, order);
  // Notes and floats that wait in columns are set in a column, even where the region has none.
  const columns = hasColumns(box.style) || (stored?.kind === 'columns' && waitsInColumns(stored));
  if (columns) engine.floats.columns.add(box);
  else engine.floats.columns.delete(box);
  const from = stored === null ? null : columns ? stackToColumns(flow, stored) : columnsToStack(flow, stored);
  const lastRegion = order === (engine.document.regions.get(name) ?? 1) - 1;
  progress.active = true;
  const content = layoutChildren(engine, box, flow, from, {
    ...room,
    available: lastRegion ? room.available : Math.min(room.available, room.limit),
    limit: lastRegion ? Number.POSITIVE_INFINITY : room.limit,
    atTop: room.atTop || !lastRegion,
  });
  progress.active = false;
  if (content === null) {
    progress.tokens[order + 1] = from;
    return lastRegion ? null : { fragments: [], height: 0, token: null, forced: null };
  }
  if (lastRegion) return content;
  progress.tokens[order + 1] = content.token ?? 'done';
  return { ...content, token: null, forced: null };
}

/** The list marker beside the first line, in the padding at the start side. */
function layoutMarker(
  engine: Engine,
  box: BlockBox,
  width: number,
  left: number,
  children: readonly Fragment[],
): Fragment | null {
  if (box.marker === null) return null;
  const laid = layoutTightParagraph(engine, box.marker, { width: 1e6, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true }); // prettier-ignore
  invariant(laid !== null, 'a marker always fits');
  const { fragment } = laid;
  const gap = box.marker.style.fontSize * 0.5;
  fragment.x = box.marker.style.direction === 'rtl' ? left + width + gap : left - gap - fragment.width;
  const baseline = children.find((child) => child.firstBaseline !== null);
  if (baseline !== undefined)
    fragment.y = baseline.y + (baseline.firstBaseline ?? 0) - (fragment.firstBaseline ?? 0);
  return fragment;
}

/** `block-step-size`: the height grows to the next multiple, if the page has the room (CSS Rhythmic Sizing 1). */
function steppedHeight(height: number, step: number | 'none', available: number): number {
  if (step === 'none' || step <= 0) return height;
  const stepped = Math.ceil(height / step - 1e-6) * step;
  return stepped <= available ? stepped : height;
}
