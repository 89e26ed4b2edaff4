// Lengths are PostScript points (1/72 inch) everywhere; anything else carries its unit in its name.

export const POINTS_PER_INCH = 72;
export const POINTS_PER_MM: number = 72 / 25.4;
/** CSS px: 1/96 inch. */
export const POINTS_PER_PX = 0.75;

/** Millimetres to points. */
export function mm(value: number): number {
  return value * POINTS_PER_MM;
}

/** The one rounding for lengths that are written out: 1/1000 pt, no negative zero. */
export function roundLength(points: number): number {
  return Math.round(points * 1000) / 1000 + 0;
}
