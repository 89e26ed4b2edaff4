// Computed → used values: margins, paddings, borders and sizes once the containing block is known (CSS 2.2 § 10).
import type { Box } from '../document/boxes.ts';
import type { BoxSize, ComputedStyle, LengthPercentage } from '../style/computed-style.ts';

/** Points; a percentage of an indefinite base (NaN) is 0. */
export function resolveLength(length: LengthPercentage, base: number): number {
  return (
    length.points + (length.percent === 0 ? 0 : (length.percent / 100) * (Number.isNaN(base) ? 0 : base))
  );
}

/** Points, or null for `auto`. */
export function resolveOrAuto(length: LengthPercentage | 'auto', base: number): number | null {
  return length === 'auto' ? null : resolveLength(length, base);
}

/** Border and padding of a box, per side. Paragraph boxes have none: their style is their container's. */
export interface Edges {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const NO_EDGES: Edges = { top: 0, right: 0, bottom: 0, left: 0 };

/** Border plus padding; percentages refer to the width of the containing block. */
export function edgesOf(box: Box, containerWidth: number): Edges {
  if (box.kind === 'paragraph') return NO_EDGES;
  const { border, padding } = box.style;
  return {
    top: border.top.width + resolveLength(padding.top, containerWidth),
    right: border.right.width + resolveLength(padding.right, containerWidth),
    bottom: border.bottom.width + resolveLength(padding.bottom, containerWidth),
    left: border.left.width + resolveLength(padding.left, containerWidth),
  };
}

/** Used margins; `auto` counts as 0 here, horizontal centring is done where the width is known. */
export function marginsOf(box: Box, containerWidth: number): Edges {
  if (box.kind === 'paragraph') return NO_EDGES;
  const { margin } = box.style;
  return {
    top: usedMargin(margin.top, containerWidth),
    right: usedMargin(margin.right, containerWidth),
    bottom: usedMargin(margin.bottom, containerWidth),
    left: usedMargin(margin.left, containerWidth),
  };
}

/** One margin of a box. */
export function usedMargin(margin: LengthPercentage | 'auto', containerWidth: number): number {
  return margin === 'auto' ? 0 : resolveLength(margin, containerWidth);
}

/** Whether a margin takes what room is left. */
export function isAutoMargin(box: Box, side: 'left' | 'right' | 'top' | 'bottom'): boolean {
  return box.kind !== 'paragraph' && box.style.margin[side] === 'auto';
}

/** Offset of a relatively placed box (CSS 2.2 § 9.4.3), or null: of two opposite sides the first one counts. */
export function relativeShift(
  box: Box,
  containerWidth: number,
  containerHeight: number,
): { readonly x: number; readonly y: number } | null {
  if (box.kind === 'paragraph' || box.style.position !== 'relative') return null;
  const { inset, direction } = box.style;
  const left = resolveOrAuto(inset.left, containerWidth);
  const right = resolveOrAuto(inset.right, containerWidth);
  const horizontal = direction === 'rtl' && right !== null ? -right : (left ?? (right === null ? 0 : -right));
  const top = resolveOrAuto(inset.top, containerHeight);
  const bottom = resolveOrAuto(inset.bottom, containerHeight);
  const vertical = top ?? (bottom === null ? 0 : -bottom);
  return horizontal === 0 && vertical === 0 ? null : { x: horizontal, y: vertical };
}

/** A size property as border-box points, or null when it is not a definite length. */
export function definiteSize(
  size: BoxSize | 'none',
  base: number,
  style: ComputedStyle,
  extra: number,
): number | null {
  if (typeof size === 'string') return null;
  if (size.percent !== 0 && Number.isNaN(base)) return null;
  const value = resolveLength(size, base);
  return style.boxSizing === 'border-box' ? Math.max(value, extra) : value + extra;
}

/** min/max applied to a border-box size. */
export function clampSize(value: number, minimum: number | null, maximum: number | null): number {
  const upper = maximum === null ? value : Math.min(value, maximum);
  return minimum === null ? upper : Math.max(upper, minimum);
}

/** Border-box width of a block-level box in normal flow. */
export function usedWidth(
  box: Box,
  containerWidth: number,
  intrinsic: () => { readonly min: number; readonly max: number },
): number {
  if (box.kind === 'paragraph') return Math.max(0, containerWidth);
  const { style } = box;
  const { left, right } = style.margin;
  const fill = Math.max(0, containerWidth - usedMargin(left, containerWidth) - usedMargin(right, containerWidth)); // prettier-ignore
  const edges = edgesOf(box, containerWidth);
  const extra = edges.left + edges.right;
  let width = definiteSize(style.width, containerWidth, style, extra);
  if (width === null) {
    switch (style.width) {
      case 'min-content':
        width = intrinsic().min;
        break;
      case 'max-content':
        width = intrinsic().max;
        break;
      case 'fit-content': {
        const { min, max } = intrinsic();
        width = Math.max(min, Math.min(max, fill));
        break;
      }
      default:
        width = fill;
    }
  }
  return clampSize(
    width,
    definiteSize(style.minWidth, containerWidth, style, extra),
    definiteSize(style.maxWidth, containerWidth, style, extra),
  );
}
