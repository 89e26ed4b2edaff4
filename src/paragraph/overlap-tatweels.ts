// A kashida of any width from whole tatweels. A tatweel is a bar in most fonts; bars that overlap are one longer bar,
// so that n of them fill every width between one and n tatweels, as a scaled glyph would, without a glyph more in the
// file and with the same text. The letters beside a kashida join whole tatweels.
import type { FontFace, ShapedWord } from '../font/font-types.ts';
import { EM_FIXED, GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE } from '../font/font-types.ts';

/** Tatweels of a kashida, and em from each to the next; the last one has its own advance. */
export interface TatweelRow {
  readonly count: number;
  readonly spacing: number;
}

/** A font's tatweel: its advance, em, and whether it may overlap another. */
export interface Tatweel {
  readonly advance: number;
  readonly isBar: boolean;
}

/** PDFium takes equal glyphs that stand nearer to each other for one that is printed twice. em. */
const LEAST_SPACING = 0.1;
/** Steps of spacing, em; what is left goes to the word spaces. */
const STEP = 0.005;
/** For every larger kern pdf/ makes a glyph of its own, so that the steps are wider there. em. */
const LARGEST_KERN = 0.09;
const WIDE_STEP = 0.05;
const EPSILON = 1e-6;

/** `wanted` em, or a little more (`atLeast`) or less, from at most so many tatweels; perhaps of none. */
export function tatweelRow(wanted: number, tatweel: Tatweel, most: number, atLeast: boolean): TatweelRow {
  const { advance, isBar } = tatweel;
  const needed = Math.ceil(wanted / advance - EPSILON);
  const whole = atLeast ? needed : Math.floor(wanted / advance + EPSILON);
  if (needed < 2 || needed > most || !isBar) return { count: Math.min(most, Math.max(0, whole)), spacing: advance }; // prettier-ignore
  const spacing = inSteps((wanted - advance) / (needed - 1), advance, atLeast);
  return spacing < LEAST_SPACING - EPSILON ? { count: whole, spacing: advance } : { count: needed, spacing };
}

/** The spacing that can be had: in steps, no nearer than readers bear, no farther than the bars reach. */
export function inSteps(exact: number, advance: number, atLeast: boolean): number {
  const step = advance - exact > LARGEST_KERN ? WIDE_STEP : STEP;
  const steps = exact / step;
  const rounded = (atLeast ? Math.ceil(steps - EPSILON) : Math.floor(steps + EPSILON)) * step;
  return Math.min(advance, atLeast ? Math.max(LEAST_SPACING, rounded) : rounded);
}

/** em that a row is wide. */
export function rowWidth({ count, spacing }: TatweelRow, { advance }: Tatweel): number {
  return count === 0 ? 0 : (count - 1) * spacing + advance;
}

/** A word with tatweels at [at, at + count), these so far from each other. */
export function spaceTatweels(word: ShapedWord, at: number, { count, spacing }: TatweelRow): ShapedWord {
  const glyphs = word.glyphs.slice();
  const places: number[] = [];
  for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE) {
    const cluster = glyphs[g + GLYPH_CLUSTER] ?? 0;
    if (cluster >= at && cluster < at + count) places.push(g + GLYPH_X_ADVANCE);
  }
  if (places.length !== count) return word; // a ligature of tatweels: as wide as the font makes it
  let removed = 0;
  // From left to right: the last is the one whose advance counts.
  for (const place of places.slice(0, -1)) {
    const shorter = Math.min(glyphs[place] ?? 0, Math.round(spacing * EM_FIXED));
    removed += (glyphs[place] ?? 0) - shorter;
    glyphs[place] = shorter;
  }
  return removed === 0 ? word : { ...word, glyphs, advance: word.advance - removed / EM_FIXED };
}

/** Whether a glyph is a bar along its whole advance, so that it may overlap itself unseen. */
export function isBar(face: FontFace, glyph: number): boolean {
  const width = face.advance(glyph);
  let low = Infinity;
  let high = -Infinity;
  const points: { x: number; y: number }[] = [];
  for (const command of face.outline(glyph)) {
    if (command.kind === 'close') continue;
    points.push(command);
    low = Math.min(low, command.y);
    high = Math.max(high, command.y);
  }
  return [low, high].every((edge) => {
    const along = points.filter(({ y }) => y === edge).map(({ x }) => x);
    return along.length > 1 && (Math.max(...along) - Math.min(...along)) / face.unitsPerEm >= 0.95 * width;
  });
}
