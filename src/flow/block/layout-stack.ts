// Block-level boxes one under the other (block formatting context), until the room ends. Collapsing margins, forced
// and avoided breaks; what does not fit is named by a token (CSS Fragmentation 3 § 4).
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import { isOutOfFlow, lastInFlow } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import { lowered } from './baseline-grid.ts';
import { breakBefore } from './break-before.ts';
import { avoidsBreakInside, contradictsBreak, forcedBreakBetween } from './breaks.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment, Laid, LayoutResult } from '../fragment.ts';
import { makeFragment, tokenOf } from '../fragment.ts';
import { bottomMargin, collapse, keepsMarginsInside, marginValue, topMargin } from './margins.ts';
import type { BoxBeside } from '../floats/beside-floats.ts';
import { boxBeside } from '../floats/beside-floats.ts';
import { clearedBy, isSideFloat } from '../floats/side-floats.ts';
import type { Stack, StackRoom } from './stack-progress.ts';
import { StackProgress } from './stack-progress.ts';
import { usedMargin, usedWidth } from '../used-values.ts';

/** How the stack ends at a child: null pushes all of it on, undefined lets it go on with the next child. */
type Ending = Stack | null | undefined;

/** Lays out children from the token on; null when not even the first fits and something stands above. */
export function layoutStack(
  engine: Engine,
  children: readonly Box[],
  room: StackRoom,
  from: BreakToken | null,
): Stack | null {
  const stack = new StackProgress(engine, { children, room, token: tokenOf(from, 'stack') });
  for (let i = stack.start; i < children.length; i++) {
    const child = children[i];
    invariant(child !== undefined, 'child within range');
    stack.states.push(stack.context.state);
    const aside = putAside(stack, child);
    if (aside !== null) {
      stack.fragments.push(aside);
      continue;
    }
    const broken = breakAbove(stack, child, i);
    if (broken !== undefined) return broken;
    const ended = addChild(stack, child, i);
    if (ended !== undefined) return ended;
  }
  return stack.finish();
}

/** A float, or what marks the place of a box that stands elsewhere; null for boxes of the flow. */
function putAside(stack: StackProgress, child: Box): Fragment | null {
  const floating = isSideFloat(child);
  if (!floating && !isOutOfFlow(child)) return null;
  const float = floating ? stack.putFloat(child) : null;
  if (float !== null) return float;
  const placeholder = makeFragment(child, { width: 0, height: 0, placeholder: true });
  if (floating) return placeholder;
  placeholder.x = stack.room.rightToLeft ? stack.room.width : 0;
  placeholder.y = stack.y + Math.max(0, marginValue(stack.pending));
  return placeholder;
}

/** The break that is asked for between what stands and a child. */
function breakAbove(stack: StackProgress, child: Box, index: number): Ending {
  const { engine } = stack;
  const before = stack.previous ?? boxAbove(stack);
  if (before === undefined) return undefined;
  const forced = forcedBreakBetween(before, child, engine.recto);
  if (forced === null || !breaksHere(engine, forced)) return undefined;
  if (contradictsBreak(before, child, engine.recto)) reportContradiction(engine, child, 'between two boxes');
  // Floats that wait come first: the break is made after them.
  return stack.hasDeferred ? stack.stopForFloats(index, null) : stack.stop(index, null, forced);
}

/** A break that is forced where floats had to go on alone is still to come. */
function boxAbove({ token, children, start }: StackProgress): Box | undefined {
  if (token?.deferred === undefined || token.child !== null || token.forced) return undefined;
  return lastInFlow(children.slice(0, start));
}

/** Lays out a child of the flow below what stands. */
function addChild(stack: StackProgress, child: Box, index: number): Ending {
  const resumed = stack.resumedAt(index);
  if (clearOf(child) !== 'none' && stack.hasDeferred) return stack.stopForFloats(index, resumed);
  const place = placeBelow(stack, child);
  const laid = layoutAt(stack, child, place, resumed);
  const split = laid !== null && laid.token !== null && laid.forced === null;
  // Only floats stand above: what follows them goes on in the next column.
  const goesOn = laid === null || (split && resumed === null && avoidsBreakInside(child) && !place.atTop);
  if (goesOn && index === stack.start && stack.hasWaiting) {
    stack.context.state = stack.states[0] ?? stack.context.state;
    return stack.stop(index, resumed, null);
  }
  if (goesOn) return breakBefore(stack, index);
  stand(stack, child, place, laid);
  if (laid.forced !== null && avoidsBreakInside(child)) reportContradiction(stack.engine, child, 'inside a box'); // prettier-ignore
  if (laid.token !== null) return stack.stop(index, laid.token, laid.forced);
  passMargins(stack, child, place, laid.fragment);
  return undefined;
}

/** Where a child is to stand. */
interface ChildPlace {
  /** From the bottom of what stands, points. */
  readonly gap: number;
  /** So much of it is because floats are cleared, or no more than 0. */
  readonly cleared: number;
  readonly beside: BoxBeside | null;
  readonly atTop: boolean;
}

function placeBelow(stack: StackProgress, child: Box): ChildPlace {
  const { engine, room, floats, context, y } = stack;
  const first = stack.previous === undefined;
  const margin = first ? firstGap(child, room, stack.token) : marginValue(collapse(stack.pending, topMargin(child, room.width))); // prettier-ignore
  const clear = clearOf(child);
  const cleared = clear === 'none' ? 0 : clearedBy(context, clear, room.rightToLeft) - floats.y - y - margin;
  const gap = cleared > 0 ? margin + cleared : margin;
  const atTop = room.atTop && first && context.isEmpty;
  const beside = context.isEmpty || child.kind === 'paragraph' || !keepsMarginsInside(child) ? null : boxBeside(engine, child, floats, room.width, y + gap); // prettier-ignore
  return { gap: beside === null ? gap : beside.y - y, cleared, beside, atTop };
}

function clearOf(child: Box): ComputedStyle['clear'] {
  return child.kind === 'paragraph' ? 'none' : child.style.clear;
}

function layoutAt(
  { engine, room, floats, y }: StackProgress,
  child: Box,
  { gap, beside, atTop }: ChildPlace,
  resumed: BreakToken | null,
): LayoutResult {
  return engine.layoutBox(
    engine,
    child,
    { width: room.width, height: room.height, available: room.available - y - gap, atTop, origin: lowered(room.origin, y + gap), grid: room.grid, floats: { ...floats, y: floats.y + y + gap }, ...widthBeside(engine, child, room.width, beside) }, // prettier-ignore
    resumed,
  );
}

/** Gives the child its place and goes below it. */
function stand(stack: StackProgress, child: Box, { gap, beside }: ChildPlace, { fragment }: Laid): void {
  const { room } = stack;
  fragment.x = beside === null ? inlinePosition(child, room, fragment.width) : positionBeside(child, room, beside, fragment.width); // prettier-ignore
  fragment.y = stack.y + gap;
  stack.fragments.push(fragment);
  stack.y = fragment.y + fragment.height;
}

/** Margins below a child; an empty box lets those above and below it meet, if it does not stand below floats. */
function passMargins(
  stack: StackProgress,
  child: Box,
  { gap, cleared }: ChildPlace,
  fragment: Fragment,
): void {
  const { width } = stack.room;
  stack.previous = child;
  const met = stack.pending;
  stack.pending = bottomMargin(child, width);
  if (fragment.height !== 0 || child.kind !== 'block' || cleared > 0) return;
  stack.pending = collapse(met, collapse(stack.pending, topMargin(child, width)));
  stack.y -= gap;
  fragment.y = stack.y;
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

/** Left edge of a child: margins, auto margins, or the start side. */
export function inlinePosition(
  child: Box,
  room: { readonly width: number; readonly rightToLeft: boolean },
  width: number,
): number {
  if (child.kind === 'paragraph') return room.rightToLeft ? room.width - width : 0;
  const { margin } = child.style;
  const left = usedMargin(margin.left, room.width);
  const right = usedMargin(margin.right, room.width);
  const rest = room.width - width - left - right;
  if (margin.left === 'auto') return margin.right === 'auto' ? Math.max(0, rest / 2) : rest + left;
  return room.rightToLeft && margin.right !== 'auto' ? room.width - width - right : left;
}
