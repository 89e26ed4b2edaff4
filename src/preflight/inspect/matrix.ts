// Transformations of the plane (ISO 32000-1, 8.3.4) and boxes under them.
import type { Box } from './inspected-pdf.ts';

/** x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `m`, then `n`. */
export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}

/** The box around a transformed rectangle. */
export function boundsOf(m: Matrix, [left, bottom, right, top]: Box): Box {
  const x = m[4] + Math.min(m[0] * left, m[0] * right) + Math.min(m[2] * bottom, m[2] * top);
  const y = m[5] + Math.min(m[1] * left, m[1] * right) + Math.min(m[3] * bottom, m[3] * top);
  const x2 = m[4] + Math.max(m[0] * left, m[0] * right) + Math.max(m[2] * bottom, m[2] * top);
  const y2 = m[5] + Math.max(m[1] * left, m[1] * right) + Math.max(m[3] * bottom, m[3] * top);
  return [x, y, x2, y2];
}

/** What two boxes share; null when nothing, not even an edge. */
export function intersect(a: Box, b: Box): Box | null {
  const left = Math.max(a[0], b[0]);
  const bottom = Math.max(a[1], b[1]);
  const right = Math.min(a[2], b[2]);
  const top = Math.min(a[3], b[3]);
  return left <= right && bottom <= top ? [left, bottom, right, top] : null;
}

/** The box around two boxes. */
export function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** A box of no extent anywhere: nothing is inside. */
export const NOWHERE: Box = [Infinity, Infinity, -Infinity, -Infinity];

/** How long a unit along x becomes. */
export function scaleX(m: Matrix): number {
  return Math.hypot(m[0], m[1]);
}

/** How long a unit along y becomes. */
export function scaleY(m: Matrix): number {
  return Math.hypot(m[2], m[3]);
}

/** How large a square of one unit becomes. */
export function area(m: Matrix): number {
  return Math.abs(m[0] * m[3] - m[1] * m[2]);
}
