// Block-level boxes one under the other (block formatting context), until the room ends. Collapsing margins, forced
// and avoided breaks; what does not fit is named by a token (CSS Fragmentation 3 § 4).
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import { isOutOfFlow, lastInFlow } from '../../document/boxes.ts';
import type { Placing } from './baseline-grid.ts';
import { lowered } from './baseline-grid.ts';
import { avoidsBreakBetween, avoidsBreakInside, contradictsBreak, forcedBreakBetween } from './breaks.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import { makeFragment, placeOf, tokenOf } from '../fragment.ts';
import { isShortBelowHeading } from './heading-keeps.ts';
import { NO_MARGIN, bottomMargin, collapse, keepsMarginsInside, marginValue, topMargin } from './margins.ts';
import type { BoxBeside } from '../floats/beside-floats.ts';
import { boxBeside } from '../floats/beside-floats.ts';
import type { FloatRoom, SideFloatState } from '../floats/side-floats.ts';
import { FloatContext, clearedBy, isSideFloat, putSideFloat } from '../floats/side-floats.ts';
import { isAutoMargin, marginsOf, usedWidth } from '../used-values.ts';

export interface StackRoom extends Placing {
  readonly width: number;
  /** Definite height of the container, or NaN. */
  readonly height: number;
  readonly available: number;
  readonly atTop: boolean;
  /** The first child's top margin (the last child's bottom margin) has been taken by the container. */
  readonly collapseTop: boolean;
  readonly collapseBottom: boolean;
  /** The writing direction decides where children narrower than the container stand. */
  readonly rightToLeft: boolean;
  /** Floats of the formatting context around; undefined: the stack makes one of its own. */
  readonly floats?: FloatRoom | undefined;
  /** The floats of its own formatting context do not wait for a next column: nobody would remember them. */
  readonly keepsFloats?: boolean;
}

export interface Stack {
  readonly fragments: readonly Fragment[];
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

/** Lays out children from the token on; null when not even the first fits and something stands above. */
export function layoutStack(
  engine: Engine,
  children: readonly Box[],
  room: StackRoom,
  from: BreakToken | null,
): Stack | null {
  const token = tokenOf(from, 'stack');
  const start = token === null ? 0 : token.index;
  const fragments: Fragment[] = [];
  let y = 0;
  let pending = NO_MARGIN;
  let previous: Box | undefined;
  const floats = room.floats ?? {
    context: new FloatContext(room.keepsFloats !== true),
    x: 0,
    y: 0,
    rightToLeft: room.rightToLeft,
  };
  const { context } = floats;
  /** What was decided about floats before each child. */
  const states: SideFloatState[] = [];
  const kept = context.state.deferred.length;
  const waiting: Fragment[] = [];
  const withFloats = (height: number): number => (room.floats === undefined && !context.isEmpty ? Math.max(height, context.lowest()) : height); // prettier-ignore
  const stop = (index: number, child: BreakToken | null, forced: ForcedBreak | null): Stack => {
    const deferred = context.takeDeferred(kept);
    return {
      fragments: waiting.length === 0 ? fragments : [...waiting, ...fragments],
      height: withFloats(y),
      token: {
        kind: 'stack',
        index,
        child,
        forced: forced !== null,
        ...(deferred.length > 0 && { deferred }),
      },
      forced,
    };
  };
  /** Where only floats were written, and none has room: what is laid out is nothing. */
  const stopForFloats = (index: number, child: BreakToken | null): Stack | null =>
    room.atTop || y > 0 || !context.isEmpty ? stop(index, child, null) : null;
  const putFloat = (box: Box): Fragment | null =>
    putSideFloat(engine, box, { floats, y: floats.y + y + Math.max(0, marginValue(pending)), width: room.width, height: room.height, end: floats.y + room.available, atTop: room.atTop && previous === undefined }); // prettier-ignore
  for (const box of token?.deferred ?? []) {
    const fragment = putFloat(box);
    if (fragment !== null) waiting.push(fragment);
  }
  // A break that is forced where floats had to go on alone is still to come.
  const above = token?.deferred === undefined || token.child !== null || token.forced ? undefined : lastInFlow(children.slice(0, start)); // prettier-ignore
  for (let i = start; i < children.length; i++) {
    const child = children[i];
    invariant(child !== undefined, 'child within range');
    states.push(context.state);
    if (isSideFloat(child)) {
      fragments.push(putFloat(child) ?? makeFragment(child, { width: 0, height: 0, placeholder: true }));
      continue;
    }
    if (isOutOfFlow(child)) {
      const placeholder = makeFragment(child, { width: 0, height: 0, placeholder: true });
      placeholder.x = room.rightToLeft ? room.width : 0;
      placeholder.y = y + Math.max(0, marginValue(pending));
      fragments.push(placeholder);
      continue;
    }
    const first = previous === undefined;
    const before = previous ?? above;
    if (before !== undefined) {
      const forced = forcedBreakBetween(before, child, engine.recto);
      // Floats that wait come first: the break is made after them.
      const breaks = forced !== null && breaksHere(engine, forced);
      if (breaks && contradictsBreak(before, child, engine.recto)) reportContradiction(engine, child, 'between two boxes'); // prettier-ignore
      if (breaks)
        return context.state.deferred.length > kept ? stopForFloats(i, null) : stop(i, null, forced);
    }
    let gap = first
      ? firstGap(child, room, token)
      : marginValue(collapse(pending, topMargin(child, room.width)));
    const resumed = i === start ? (token?.child ?? null) : null;
    const clear = child.kind === 'paragraph' ? 'none' : child.style.clear;
    if (clear !== 'none' && context.state.deferred.length > kept) return stopForFloats(i, resumed);
    const cleared = clear === 'none' ? 0 : clearedBy(context, clear, room.rightToLeft) - floats.y - y - gap;
    if (cleared > 0) gap += cleared;
    const atTop = room.atTop && first && context.isEmpty;
    const beside = context.isEmpty || child.kind === 'paragraph' || !keepsMarginsInside(child) ? null : boxBeside(engine, child, floats, room.width, y + gap); // prettier-ignore
    if (beside !== null) gap = beside.y - y;
    const laid = engine.layoutBox(
      engine,
      child,
      { width: room.width, height: room.height, available: room.available - y - gap, atTop, origin: lowered(room.origin, y + gap), grid: room.grid, floats: { ...floats, y: floats.y + y + gap }, ...widthBeside(engine, child, room.width, beside) }, // prettier-ignore
      resumed,
    );
    const split = laid !== null && laid.token !== null && laid.forced === null;
    // Only floats stand above: what follows them goes on in the next column.
    const goesOn = laid === null || (split && resumed === null && avoidsBreakInside(child) && !atTop);
    if (goesOn && i === start && waiting.length > 0) {
      context.state = states[0] ?? context.state;
      return stop(i, resumed, null);
    }
    if (goesOn) {
      return breakBefore(engine, children, room, {
        start,
        index: i,
        resumed: token?.child ?? null,
        fragments,
        floats,
        states,
        stop,
      });
    }
    const { fragment } = laid;
    fragment.x = beside === null ? inlinePosition(child, room, fragment.width) : positionBeside(child, room, beside, fragment.width); // prettier-ignore
    fragment.y = y + gap;
    fragments.push(fragment);
    y = fragment.y + fragment.height;
    if (laid.forced !== null && avoidsBreakInside(child)) reportContradiction(engine, child, 'inside a box');
    if (laid.token !== null) return stop(i, laid.token, laid.forced);
    previous = child;
    const met = pending;
    pending = bottomMargin(child, room.width);
    // An empty box lets the margins above and below it meet, if it does not stand below floats.
    if (fragment.height === 0 && child.kind === 'block' && cleared <= 0) {
      pending = collapse(met, collapse(pending, topMargin(child, room.width)));
      y -= gap;
      fragment.y = y;
    }
  }
  if (room.floats === undefined && context.state.deferred.length > 0)
    return stopForFloats(children.length, null);
  if (!room.collapseBottom) y += Math.max(0, marginValue(pending));
  return { fragments: waiting.length === 0 ? fragments : [...waiting, ...fragments], height: withFloats(y), token: null, forced: null }; // prettier-ignore
}

/** The room of a box between floats; a width that is given does not follow from it. */
function widthBeside(
  engine: Engine,
  child: Box,
  width: number,
  beside: BoxBeside | null,
): { readonly width?: number; readonly fixedWidth?: number } {
  if (beside === null) return {};
  const fills = child.kind === 'replaced' || child.kind === 'paragraph' || child.style.width === 'auto';
  if (fills) return child.kind === 'replaced' ? {} : { width: beside.width };
  return { fixedWidth: usedWidth(child, width, () => engine.contentSize(engine, child, width)) };
}

function positionBeside(child: Box, room: StackRoom, { x, width }: BoxBeside, own: number): number {
  return x + inlinePosition(child, { width, rightToLeft: room.rightToLeft }, own);
}

function reportContradiction({ diagnostics, current }: Engine, { place }: Box, where: string): void {
  if (current.trials > 0) return;
  diagnostics.warning(
    'L007',
    `A break is asked for and avoided ${where}; it is made`,
    place,
    'Take away break-before or break-after with a page or column, or the avoid beside it',
  );
}

/** Column breaks need columns around; breaks to new pages, boxes around that break. */
function breaksHere({ current }: Engine, forced: ForcedBreak): boolean {
  return forced === 'column' ? current.columnDepth > 0 : current.unbreakable === 0;
}

/** Margin above the first child of this fragment: none after an unforced break. */
function firstGap(child: Box, room: StackRoom, token: BreakToken | null): number {
  if (token !== null && token.kind === 'stack') {
    return token.child === null && token.forced ? marginValue(topMargin(child, room.width)) : 0;
  }
  return room.collapseTop ? 0 : marginValue(topMargin(child, room.width));
}

/** Points; less than any line is high. */
const LESS_ROOM = 0.1;

interface BreakPoint {
  readonly start: number;
  readonly index: number;
  readonly resumed: BreakToken | null;
  readonly fragments: Fragment[];
  readonly floats: FloatRoom;
  readonly states: readonly SideFloatState[];
  readonly stop: (index: number, child: BreakToken | null, forced: ForcedBreak | null) => Stack;
}

/** A break before child `index`, or earlier where boxes are to be kept together; null pushes the whole stack on. */
function breakBefore(
  engine: Engine,
  children: readonly Box[],
  room: StackRoom,
  point: BreakPoint,
): Stack | null {
  const { start, index, resumed, fragments } = point;
  let at = index;
  let next = children[at];
  while (at > start) {
    const previous = children[at - 1];
    if (previous !== undefined && isOutOfFlow(previous)) {
      at--; // stays with what it was written before
      continue;
    }
    if (previous === undefined || next === undefined) break;
    if (!avoidsBreakBetween(previous, next) && !isShort(children, at - 1, point)) break;
    next = previous;
    at--;
    const split = splitBeforeLast(engine, previous, room, { ...point, index: at });
    if (split !== null) return split;
  }
  if (at === start) {
    if (index === start || (!room.atTop && resumed === null)) return null;
    at = index; // nothing is gained by pushing: the keep is given up
  }
  fragments.length = at - start;
  takeBack(point, at);
  const last = lastInStack(fragments);
  const stopped = point.stop(at, null, null);
  return { ...stopped, height: bottomOf(last, point, room) };
}

function isShort(children: readonly Box[], index: number, { start, fragments }: BreakPoint): boolean {
  const heading = children[index - 1];
  const text = children[index];
  const fragment = fragments[index - start];
  if (index <= start || heading === undefined || text === undefined || fragment === undefined) return false;
  return isShortBelowHeading(heading, text, fragment);
}

/**
 * Where the last child of a box has to stay with what follows the box (a heading at the end of a section), the box is
 * laid out again with a little less room, so that it breaks before that child.
 */
function splitBeforeLast(engine: Engine, box: Box, room: StackRoom, point: BreakPoint): Stack | null {
  const { start, index, resumed, fragments } = point;
  const whole = fragments[index - start];
  const kept = box.kind === 'block' && box.style.breakAfter === 'auto' && !avoidsBreakInside(box);
  if (!kept || whole === undefined) return null;
  takeBack(point, index);
  const laid = engine.layoutBox(
    engine,
    box,
    { width: room.width, height: room.height, available: whole.height - LESS_ROOM, atTop: false, origin: lowered(room.origin, whole.y), grid: room.grid, floats: { ...point.floats, y: point.floats.y + whole.y } }, // prettier-ignore
    index === start ? resumed : null,
  );
  if (laid === null || laid.token === null) return null;
  // Nothing but a float that waited stood there.
  if (index === start && resumed !== null && placeOf(laid.token) === placeOf(resumed)) return null;
  fragments.length = index - start;
  laid.fragment.x = whole.x;
  laid.fragment.y = whole.y;
  fragments.push(laid.fragment);
  return { ...point.stop(index, laid.token, null), height: bottomOf(laid.fragment, point, room) };
}

/** Forgets the floats of a child and of those after it, which stand elsewhere. */
function takeBack({ floats, states, start }: BreakPoint, index: number): void {
  const state = states[index - start];
  if (state !== undefined) floats.context.state = state;
}

function lastInStack(fragments: readonly Fragment[]): Fragment | undefined {
  return fragments.findLast(({ placeholder, box }) => !placeholder && !isSideFloat(box));
}

/** Height of a stack that ends with a fragment, with the floats of its own formatting context. */
function bottomOf(last: Fragment | undefined, { floats }: BreakPoint, room: StackRoom): number {
  const bottom = last === undefined ? 0 : last.y + last.height;
  return room.floats === undefined && !floats.context.isEmpty ? Math.max(bottom, floats.context.lowest()) : bottom; // prettier-ignore
}

/** Left edge of a child: margins, auto margins, or the start side. */
export function inlinePosition(
  child: Box,
  room: { readonly width: number; readonly rightToLeft: boolean },
  width: number,
): number {
  const margins = marginsOf(child, room.width);
  const left = isAutoMargin(child, 'left');
  const right = isAutoMargin(child, 'right');
  const rest = room.width - width - margins.left - margins.right;
  if (left && right) return Math.max(0, rest / 2);
  if (left) return rest + margins.left;
  if (right) return margins.left;
  return room.rightToLeft ? room.width - width - margins.right : margins.left;
}
