// What a glyph of a merged font is made of: glyphs of any faces, each at its own place and size, under one advance.
import type { Bounds } from './bridges.ts';

/** A piece of a glyph; offsets and scale in em of the line's font size. */
export interface GlyphPart {
  readonly face: number;
  readonly glyph: number;
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
}

/** A glyph of a merged font. */
export interface MergedGlyph {
  readonly parts: readonly GlyphPart[];
  /** em */
  readonly advance: number;
  /** The advance in thousandths, as the PDF has it. */
  readonly width: number;
  readonly bounds?: Bounds;
}

/** One part at its own place and size, so that its outline can be the glyph itself. */
export function isPlain(glyph: MergedGlyph): boolean {
  const [part] = glyph.parts;
  return glyph.parts.length === 1 && part !== undefined && part.dx === 0 && part.dy === 0 && part.scale === 1;
}
