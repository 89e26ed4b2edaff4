// Lengths are PostScript points (1/72 inch) everywhere; anything else carries its unit in its name.

export const POINTS_PER_INCH = 72;
export const POINTS_PER_MM: number = 72 / 25.4;
/** CSS px: 1/96 inch. */
export const POINTS_PER_PX = 0.75;

/** Millimetres to points. */
export function mm(value: number): number {
  return value * POINTS_PER_MM;
}
