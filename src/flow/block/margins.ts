// Vertical margins that meet collapse (CSS 2.2 § 8.3.1): the largest positive plus the most negative one remains.
import { hasColumns } from '../column/column-geometry.ts';
import type { Box } from '../../document/boxes.ts';
import { firstInFlow, isOutOfFlow, lastInFlow } from '../../document/boxes.ts';
import { resolveLength, usedMargin } from '../used-values.ts';

/** Margins that have met so far. */
export interface Collapsed {
  readonly positive: number;
  readonly negative: number;
}

export const NO_MARGIN: Collapsed = { positive: 0, negative: 0 };

/** Two margins that meet. */
export function collapse(a: Collapsed, b: Collapsed): Collapsed {
  if (a === NO_MARGIN) return b;
  if (b === NO_MARGIN) return a;
  return { positive: Math.max(a.positive, b.positive), negative: Math.min(a.negative, b.negative) };
}

/** Points. */
export function marginValue(margin: Collapsed): number {
  return margin.positive + margin.negative;
}

function single(points: number): Collapsed {
  if (points === 0) return NO_MARGIN;
  return points > 0 ? { positive: points, negative: 0 } : { positive: 0, negative: points };
}

/** Boxes whose children's margins stay inside (a new block formatting context). */
export function keepsMarginsInside(box: Box): boolean {
  if (box.kind !== 'block' || isOutOfFlow(box)) return true;
  const { style } = box;
  return (
    style.display === 'flow-root' || style.display === 'inline-block' || style.display === 'table-cell' ||
    hasColumns(style) || style.flowFrom !== null || style.overflow !== 'visible'
  ); // prettier-ignore
}

/** Top margin of a box joined with those of its first descendants. */
export function topMargin(box: Box, containerWidth: number): Collapsed {
  if (box.kind === 'paragraph') return NO_MARGIN;
  const { margin, border, padding } = box.style;
  const own = single(usedMargin(margin.top, containerWidth));
  if (box.kind !== 'block' || keepsMarginsInside(box)) return own;
  if (border.top.width + resolveLength(padding.top, containerWidth) !== 0) return own;
  const first = firstInFlow(box.children);
  return first === undefined ? own : collapse(own, topMargin(first, containerWidth));
}

/** Bottom margin of a box joined with those of its last descendants. */
export function bottomMargin(box: Box, containerWidth: number): Collapsed {
  if (box.kind === 'paragraph') return NO_MARGIN;
  const { margin, border, padding, height } = box.style;
  const own = single(usedMargin(margin.bottom, containerWidth));
  if (box.kind !== 'block' || keepsMarginsInside(box) || height !== 'auto') return own;
  if (border.bottom.width + resolveLength(padding.bottom, containerWidth) !== 0) return own;
  const last = lastInFlow(box.children);
  return last === undefined ? own : collapse(own, bottomMargin(last, containerWidth));
}
