// Marks that join text objects for PDFium, which makes a space of every gap between the end of one object and the beginning of
// the next. What it takes for a gap depends on the widths of the characters there, and where a character has no advance it
// takes the bounds of its glyph for the width: so glyphs without advance and without ink, but with bounds, close gaps for it
// and do nothing to anybody else.

/** Left and right bounds of a glyph, em. */
export type Bounds = readonly [from: number, to: number];

/** Of the glyph with which an object begins that goes on from the one before; to its left, where it covers nothing else. */
export const LEAD_BOUNDS: Bounds = [-0.39, 0];

/** Gaps up to this are none before a lead, em. */
const CLOSE = 0.15;

/** Widths of the glyphs with which an object ends, by which each gap up to FARTHEST is that of one of them, nearly. */
const TAIL_WIDTHS: readonly number[] = [
  0.3, 0.39, 0.6, 0.8, 1.04, 1.35, 1.76, 2.3, 3, 3.9, 5.05, 6.6, 8.6, 11.2, 14.5,
];

/** Longer gaps cannot be closed, em. */
export const FARTHEST = 15.5;

/** The bounds of the glyph with which the object before a gap has to end; null when the next one's lead is enough. */
export function tailBounds(gap: number): Bounds | null {
  if (gap <= CLOSE) return null;
  let best = 0;
  for (const width of TAIL_WIDTHS) if (Math.abs(width - gap) < Math.abs(best - gap)) best = width;
  return [0, best];
}

/** How far a gap may be from the width of the tail before it: half of narrow widths, a sixth of wide ones. */
export function tolerance(width: number): number {
  const em = Math.max(width, LEAD_BOUNDS[1] - LEAD_BOUNDS[0]);
  return em / (em < 0.4 ? 2 : em < 0.7 ? 4 : em < 0.8 ? 5 : 6);
}
