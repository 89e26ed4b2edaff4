// A child that does not fit → the break before it, or earlier where boxes are to be kept together: headings with what
// follows them, `break-after: avoid`, short paragraphs below a heading (CSS Fragmentation 3 § 4.4).
import type { Box } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import type { Fragment } from '../fragment.ts';
import { placeOf } from '../fragment.ts';
import { isSideFloat } from '../floats/side-floats.ts';
import { lowered } from './baseline-grid.ts';
import { avoidsBreakBetween, avoidsBreakInside } from './breaks.ts';
import { isShortBelowHeading } from './heading-keeps.ts';
import type { Stack, StackProgress } from './stack-progress.ts';

/** Points; less than any line is high. */
const LESS_ROOM = 0.1;

/** A break before child `index`, or earlier where boxes are to be kept together; null pushes the whole stack on. */
export function breakBefore(stack: StackProgress, index: number): Stack | null {
  const { children, room, start, fragments } = stack;
  let at = index;
  let next = children[at];
  while (at > start) {
    const previous = children[at - 1];
    if (previous !== undefined && isOutOfFlow(previous)) {
      at--; // stays with what it was written before
      continue;
    }
    if (previous === undefined || next === undefined) break;
    if (!avoidsBreakBetween(previous, next) && !isShort(stack, at - 1)) break;
    next = previous;
    at--;
    const split = splitBeforeLast(stack, at, previous);
    if (split !== null) return split;
  }
  if (at === start) {
    if (index === start || (!room.atTop && stack.resumedAt(start) === null)) return null;
    at = index; // nothing is gained by pushing: the keep is given up
  }
  fragments.length = at - start;
  takeBack(stack, at);
  const last = lastInStack(fragments);
  const stopped = stack.stop(at, null, null);
  return { ...stopped, height: bottomOf(stack, last) };
}

function isShort({ children, start, fragments }: StackProgress, index: number): boolean {
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
function splitBeforeLast(stack: StackProgress, index: number, box: Box): Stack | null {
  const { engine, room, start, fragments, floats } = stack;
  const whole = fragments[index - start];
  const kept = box.kind === 'block' && box.style.breakAfter === 'auto' && !avoidsBreakInside(box);
  if (!kept || whole === undefined) return null;
  takeBack(stack, index);
  const resumed = stack.resumedAt(index);
  const laid = engine.layoutBox(
    engine,
    box,
    { width: room.width, height: room.height, available: whole.height - LESS_ROOM, atTop: false, origin: lowered(room.origin, whole.y), grid: room.grid, floats: { ...floats, y: floats.y + whole.y } }, // prettier-ignore
    resumed,
  );
  if (laid === null || laid.token === null) return null;
  // Nothing but a float that waited stood there.
  if (resumed !== null && placeOf(laid.token) === placeOf(resumed)) return null;
  fragments.length = index - start;
  laid.fragment.x = whole.x;
  laid.fragment.y = whole.y;
  fragments.push(laid.fragment);
  return { ...stack.stop(index, laid.token, null), height: bottomOf(stack, laid.fragment) };
}

/** Forgets the floats of a child and of those after it, which stand elsewhere. */
function takeBack({ context, states, start }: StackProgress, index: number): void {
  const state = states[index - start];
  if (state !== undefined) context.state = state;
}

function lastInStack(fragments: readonly Fragment[]): Fragment | undefined {
  return fragments.findLast(({ placeholder, box }) => !placeholder && !isSideFloat(box));
}

/** Height of a stack that ends with a fragment. */
function bottomOf(stack: StackProgress, last: Fragment | undefined): number {
  return stack.withFloats(last === undefined ? 0 : last.y + last.height);
}
