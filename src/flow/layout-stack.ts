// Block-level boxes one under the other (block formatting context), until the room ends. Collapsing margins, forced
// and avoided breaks; what does not fit is named by a token (CSS Fragmentation 3 § 4).
import { invariant } from '../base/invariant.ts';
import type { Box } from '../document/boxes.ts';
import { isOutOfFlow } from '../document/boxes.ts';
import { avoidsBreakBetween, avoidsBreakInside, forcedBreakBetween } from './breaks.ts';
import type { Engine } from './engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from './fragment.ts';
import { makeFragment, tokenOf } from './fragment.ts';
import { NO_MARGIN, bottomMargin, collapse, marginValue, topMargin } from './margins.ts';
import { isAutoMargin, marginsOf } from './used-values.ts';

export interface StackRoom {
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
  // prettier-ignore
  const token = tokenOf(from, 'stack');
  const start = token === null ? 0 : token.index;
  const fragments: Fragment[] = [];
  let y = 0;
  let pending = NO_MARGIN;
  let previous: Box | undefined;
  const stop = (index: number, child: BreakToken | null, forced: ForcedBreak | null): Stack => ({
    fragments,
    height: y,
    token: { kind: 'stack', index, child, forced: forced !== null },
    forced,
  });
  for (let i = start; i < children.length; i++) {
    const child = children[i];
    invariant(child !== undefined, 'child within range');
    if (isOutOfFlow(child)) {
      const placeholder = makeFragment(child, { width: 0, height: 0, placeholder: true });
      placeholder.x = room.rightToLeft ? room.width : 0;
      placeholder.y = y + Math.max(0, marginValue(pending));
      fragments.push(placeholder);
      continue;
    }
    const first = previous === undefined;
    if (previous !== undefined) {
      const forced = forcedBreakBetween(previous, child, engine.recto);
      if (forced !== null && breaksHere(engine, forced)) return stop(i, null, forced);
    }
    const gap = first
      ? firstGap(child, room, token)
      : marginValue(collapse(pending, topMargin(child, room.width)));
    const resumed = i === start ? (token?.child ?? null) : null;
    const atTop = room.atTop && first;
    const laid = engine.layoutBox(
      engine,
      child,
      { width: room.width, height: room.height, available: room.available - y - gap, atTop },
      resumed,
    );
    const split = laid !== null && laid.token !== null && laid.forced === null;
    if (laid === null || (split && resumed === null && avoidsBreakInside(child) && !atTop)) {
      return breakBefore(engine, children, room, {
        start,
        index: i,
        resumed: token?.child ?? null,
        fragments,
        stop,
      });
    }
    const { fragment } = laid;
    fragment.x = inlinePosition(child, room, fragment.width);
    fragment.y = y + gap;
    fragments.push(fragment);
    y = fragment.y + fragment.height;
    if (laid.token !== null) return stop(i, laid.token, laid.forced);
    previous = child;
    const above = pending;
    pending = bottomMargin(child, room.width);
    // An empty box lets the margins above and below it meet.
    if (fragment.height === 0 && child.kind === 'block') {
      pending = collapse(above, collapse(pending, topMargin(child, room.width)));
      y -= gap;
      fragment.y = y;
    }
  }
  if (!room.collapseBottom) y += Math.max(0, marginValue(pending));
  return { fragments, height: y, token: null, forced: null };
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
  while (at > start) {
    const previous = children[at - 1];
    const next = children[at];
    if (previous === undefined || next === undefined || !avoidsBreakBetween(previous, next)) break;
    at--;
    const split = splitBeforeLast(engine, previous, room, { ...point, index: at });
    if (split !== null) return split;
  }
  if (at === start) {
    if (index === start || (!room.atTop && resumed === null)) return null;
    at = index; // nothing is gained by pushing: the keep is given up
  }
  fragments.length = at - start;
  const last = fragments.at(-1);
  const stopped = point.stop(at, null, null);
  return { ...stopped, height: last === undefined ? 0 : last.y + last.height };
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
  const laid = engine.layoutBox(
    engine,
    box,
    { width: room.width, height: room.height, available: whole.height - LESS_ROOM, atTop: false },
    index === start ? resumed : null,
  );
  if (laid === null || laid.token === null) return null;
  fragments.length = index - start;
  laid.fragment.x = whole.x;
  laid.fragment.y = whole.y;
  fragments.push(laid.fragment);
  return { ...point.stop(index, laid.token, null), height: laid.fragment.y + laid.fragment.height };
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
