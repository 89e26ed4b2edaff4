// Break properties between boxes (CSS Fragmentation 3 § 3): values propagate from first and last children.
import type { Box } from '../../document/boxes.ts';
import { firstInFlow, lastInFlow } from '../../document/boxes.ts';
import type { BreakBetween } from '../../style/computed-style.ts';
import type { ForcedBreak } from '../fragment.ts';

function breakBefore(box: Box): BreakBetween {
  if (box.kind === 'paragraph') return 'auto';
  if (box.style.breakBefore !== 'auto' || box.kind !== 'block') return box.style.breakBefore;
  const first = firstInFlow(box.children);
  return first === undefined ? 'auto' : breakBefore(first);
}

function breakAfter(box: Box): BreakBetween {
  if (box.kind === 'paragraph') return 'auto';
  if (box.style.breakAfter !== 'auto' || box.kind !== 'block') return box.style.breakAfter;
  const last = lastInFlow(box.children);
  return last === undefined ? 'auto' : breakAfter(last);
}

function forcedKind(value: BreakBetween, firstSide: 'left' | 'right'): ForcedBreak | null {
  switch (value) {
    case 'page':
    case 'left':
    case 'right':
    case 'column':
      return value;
    case 'recto':
      return firstSide;
    case 'verso':
      return firstSide === 'left' ? 'right' : 'left';
    default:
      return null;
  }
}

/** The break that must happen between two siblings, if any. `recto` is the side of page 1. */
export function forcedBreakBetween(previous: Box, next: Box, recto: 'left' | 'right'): ForcedBreak | null {
  const before = forcedKind(breakBefore(next), recto);
  const after = forcedKind(breakAfter(previous), recto);
  if (before !== null && before !== 'column') return before;
  if (after !== null && after !== 'column') return after;
  if (endPage(previous) !== startPage(next)) return 'page';
  return before ?? after;
}

/** Whether one of two siblings asks for a break between them and the other, or the same, for none. */
export function contradictsBreak(previous: Box, next: Box, recto: 'left' | 'right'): boolean {
  const asked = forcedKind(breakBefore(next), recto) ?? forcedKind(breakAfter(previous), recto);
  return asked !== null && avoidsBreakBetween(previous, next);
}

/** Whether two siblings are to stay together. */
export function avoidsBreakBetween(previous: Box, next: Box): boolean {
  return isAvoid(breakAfter(previous)) || isAvoid(breakBefore(next));
}

function isAvoid(value: BreakBetween): boolean {
  return value === 'avoid' || value === 'avoid-page' || value === 'avoid-column';
}

/** Whether a box is to stay whole. */
export function avoidsBreakInside(box: Box): boolean {
  return box.kind !== 'paragraph' && box.style.breakInside !== 'auto';
}

/** Page name at the start of a box: that of its first descendant in the flow. */
export function startPage(box: Box): string {
  if (box.kind !== 'block') return box.page;
  const first = firstInFlow(box.children);
  return first === undefined || box.style.flowFrom !== null ? box.page : startPage(first);
}

function endPage(box: Box): string {
  if (box.kind !== 'block') return box.page;
  const last = lastInFlow(box.children);
  return last === undefined || box.style.flowFrom !== null ? box.page : endPage(last);
}
