// Boxes at the side with text beside them (`float: left | right`, CSS 2.2 § 9.5): where they stand in their block
// formatting context, which is a column or a page at most, and what they leave to the lines and boxes beside them.
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { Fragment, Room } from '../fragment.ts';
import type { Edges } from '../used-values.ts';
import { clampSize, definiteSize, edgesOf, marginsOf } from '../used-values.ts';

type Side = 'left' | 'right';

/** The margin box of a float, in the coordinates of its formatting context. */
export interface PlacedFloat {
  readonly side: Side;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What has been decided in a formatting context; immutable, so that a layout given up can be taken back. */
export interface SideFloatState {
  readonly placed: readonly PlacedFloat[];
  /** Floats that had no room any more and stand at the top of the next column or page. */
  readonly deferred: readonly Box[];
}

const NO_FLOATS: SideFloatState = { placed: [], deferred: [] };

/** The floats of one block formatting context, as far as it stands in this column or on this page. */
export class FloatContext {
  state: SideFloatState = NO_FLOATS;
  /** Floats without room wait for the next column; else they stand where they were written, whatever the room. */
  readonly defers: boolean;

  constructor(defers = true) {
    this.defers = defers;
  }

  get isEmpty(): boolean {
    return this.state.placed.length === 0;
  }

  place(float: PlacedFloat): void {
    this.state = { ...this.state, placed: [...this.state.placed, float] };
  }

  defer(boxes: readonly Box[]): void {
    if (boxes.length > 0) this.state = { ...this.state, deferred: [...this.state.deferred, ...boxes] };
  }

  /** The boxes deferred after the first `kept` ones, which nobody else puts anywhere now. */
  takeDeferred(kept: number): readonly Box[] {
    const { deferred } = this.state;
    if (deferred.length <= kept) return NOTHING;
    this.state = { ...this.state, deferred: deferred.slice(0, kept) };
    return deferred.slice(kept);
  }

  /** Bottom of the lowest float, at some side. */
  lowest(side: Side | 'both' = 'both'): number {
    let lowest = Number.NEGATIVE_INFINITY;
    for (const float of this.state.placed)
      if (side === 'both' || float.side === side) lowest = Math.max(lowest, float.bottom);
    return lowest;
  }
}

const NOTHING: readonly never[] = [];

/** Where the content of a box stands in the formatting context. */
export interface FloatRoom {
  readonly context: FloatContext;
  readonly x: number;
  readonly y: number;
  /** Of the box around. */
  readonly rightToLeft: boolean;
}

/** Places left to a line or a box between the floats. */
export interface Band {
  readonly left: number;
  readonly right: number;
}

/** Points: what touches does not overlap. */
const TOUCH = 0.01;

/** What floats leave between `left` and `right` from `top` to `bottom`. */
export function bandAt(context: FloatContext, { left, right }: Band, top: number, bottom: number): Band {
  let from = left;
  let to = right;
  for (const float of context.state.placed) {
    if (float.bottom <= top + TOUCH || float.top >= bottom - TOUCH) continue;
    if (float.side === 'left') from = Math.max(from, float.right);
    else to = Math.min(to, float.left);
  }
  return { left: from, right: to };
}

/** The next lower bottom of a float, where more room may begin; null below all of them. */
export function nextBottom({ state }: FloatContext, y: number): number | null {
  let next = Number.POSITIVE_INFINITY;
  for (const { bottom } of state.placed) if (bottom > y + TOUCH) next = Math.min(next, bottom);
  return Number.isFinite(next) ? next : null;
}

/** Whether text stands beside a box. */
export function isSideFloat(box: Box): boolean {
  if (box.kind === 'paragraph') return false;
  switch (box.style.float) {
    case 'left':
    case 'right':
    case 'inline-start':
    case 'inline-end':
    case 'inside':
    case 'outside':
      return true;
    default:
      return false;
  }
}

/** `inside` is the side of the binding: the right one of left pages. */
function sideOf(float: ComputedStyle['float'], rightToLeft: boolean, page: Side): Side {
  switch (float) {
    case 'right':
      return 'right';
    case 'inline-start':
      return rightToLeft ? 'right' : 'left';
    case 'inline-end':
      return rightToLeft ? 'left' : 'right';
    case 'inside':
      return page === 'left' ? 'right' : 'left';
    case 'outside':
      return page;
    default:
      return 'left';
  }
}

/** The y below the floats that `clear` names, or minus infinity. */
export function clearedBy(
  context: FloatContext,
  clear: ComputedStyle['clear'],
  rightToLeft: boolean,
): number {
  switch (clear) {
    case 'none':
      return Number.NEGATIVE_INFINITY;
    case 'both':
    case 'left':
    case 'right':
      return context.lowest(clear);
    case 'inline-start':
      return context.lowest(rightToLeft ? 'right' : 'left');
    case 'inline-end':
      return context.lowest(rightToLeft ? 'left' : 'right');
  }
}

export interface FloatPlace {
  /** Content box of the box that holds the float, and the y above which it may not stand, context coordinates. */
  readonly floats: FloatRoom;
  readonly y: number;
  readonly width: number;
  /** For percentages. */
  readonly height: number;
  /** End of the page or column, context coordinates. */
  readonly end: number;
  /** Nothing stands above: to go on elsewhere would gain nothing. */
  readonly atTop: boolean;
}

/**
 * Lays out a float and finds its place; its fragment's place is relative to the box that holds it. Null: there is no
 * room for it in this column; it has been deferred.
 */
export function putSideFloat(engine: Engine, box: Box, place: FloatPlace): Fragment | null {
  const { floats, width } = place;
  const { context } = floats;
  const atTop = place.atTop && context.isEmpty && context.state.deferred.length === 0;
  // § 9.5.1, rule 5: no float stands above one that was written before it.
  if (context.state.deferred.length > 0) {
    context.defer([box]);
    return null;
  }
  const margins = marginsOf(box, width);
  const side = sideOf(box.style.float, floats.rightToLeft, engine.current.side);
  const column: Band = { left: floats.x, right: floats.x + width };
  const fragment = layoutFloat(engine, box, place, atTop ? place.end - place.y - margins.top - margins.bottom : Number.POSITIVE_INFINITY); // prettier-ignore
  const outer = { width: fragment.width + margins.left + margins.right, height: fragment.height + margins.top + margins.bottom }; // prettier-ignore
  const least = Math.max(place.y, clearedBy(context, box.style.clear, floats.rightToLeft), ...context.state.placed.map(({ top }) => top)); // prettier-ignore
  const { top, band } = findPlace(context, column, least, outer);
  if (top + outer.height > place.end + TOUCH && !atTop && context.defers) {
    context.defer([box]);
    return null;
  }
  const left = side === 'left' ? band.left : band.right - outer.width;
  context.place({ side, left, right: left + outer.width, top, bottom: top + outer.height });
  if (top + outer.height > place.end + TOUCH && engine.current.trials === 0 && !engine.tooHigh.has(box)) {
    engine.tooHigh.add(box);
    engine.diagnostics.warning('L002', 'A float is higher than its page or column', box.place);
  }
  moveTo(fragment, margins, left - floats.x, top - floats.y);
  return fragment;
}

function moveTo(fragment: Fragment, margins: Edges, x: number, y: number): void {
  fragment.x = x + margins.left;
  fragment.y = y + margins.top;
}

/** The first place from `y` on that is wide enough; below all others anything is placed, however wide. */
function findPlace(
  context: FloatContext,
  column: Band,
  y: number,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly top: number; readonly band: Band } {
  let top = y;
  for (;;) {
    const band = bandAt(context, column, top, top + Math.max(height, 2 * TOUCH));
    const next = nextBottom(context, top);
    if (band.right - band.left >= width - TOUCH || next === null) return { top, band };
    top = next;
  }
}

function layoutFloat(engine: Engine, box: Box, place: FloatPlace, available: number): Fragment {
  const picture = box.kind === 'replaced';
  const room: Room = {
    width: place.width,
    height: place.height,
    available: picture ? available : Number.POSITIVE_INFINITY,
    atTop: true,
    fixedWidth: picture ? undefined : floatWidth(engine, box, place.width),
  };
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, box, room, null));
  invariant(laid !== null, 'unbounded room fits everything');
  return laid.fragment;
}

/** Border-box width: as wide as the content asks for where none is given (§ 10.3.5). */
function floatWidth(engine: Engine, box: Box, container: number): number {
  invariant(box.kind !== 'paragraph', 'floats are elements');
  const { style } = box;
  const edges = edgesOf(box, container);
  const margins = marginsOf(box, container);
  const extra = edges.left + edges.right;
  let width = definiteSize(style.width, container, style, extra);
  if (width === null) {
    const { min, max } = engine.contentSize(engine, box, container);
    const fill = container - margins.left - margins.right;
    width = style.width === 'min-content' ? min : style.width === 'max-content' ? max : Math.max(min, Math.min(max, fill)); // prettier-ignore
  }
  return clampSize(width, definiteSize(style.minWidth, container, style, extra), definiteSize(style.maxWidth, container, style, extra)); // prettier-ignore
}

/** Whether floats stand among some fragments of one formatting context. */
export function holdsSideFloats(fragments: readonly Fragment[]): boolean {
  return fragments.some(({ box, children }) => isSideFloat(box) || holdsSideFloats(children));
}
