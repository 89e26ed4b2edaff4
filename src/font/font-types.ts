// What font/ hands to paragraph/ and pdf/: font stacks and shaped words. Implemented in font-library.ts.
import type { Direction } from '../base/direction.ts';

/** What a style asks for; equal requests give the identical FontStack. */
export interface FontRequest {
  readonly families: readonly string[];
  readonly weight: number;
  readonly style: 'normal' | 'italic' | 'oblique';
  /** Percent, 100 is normal. */
  readonly stretch: number;
  readonly kerning: boolean;
  readonly features: Readonly<Record<string, number>>;
  readonly variations: Readonly<Record<string, number>>;
}

/** One font file (and instance of a variable font) in use. Metrics are in em. */
export interface FontFace {
  /** Dense, from 0, in order of first use within one build. */
  readonly id: number;
  /** As in the font's name table: `Vazirmatn-Regular`. */
  readonly postScriptName: string;
  readonly family: string;
  /** Font units per em as it is set: the head table's figure divided by `size-adjust`, so not always a whole number. */
  readonly unitsPerEm: number;
  /** hhea or typographic ascent, positive, em. */
  readonly ascent: number;
  /** Positive downwards, em. */
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  readonly italicAngle: number;
  readonly weight: number;
  /** `glyf` outlines can be copied from `tables`; others are read with `outline`. */
  readonly outlines: 'glyf' | 'other';
  /** The decoded sfnt. Do not change. */
  readonly data: Uint8Array;
  /** Advance of a glyph in em, from hmtx (after variations). */
  advance(glyph: number): number;
  /** The outline of a glyph in font units as a flat list of path commands; works for every kind of font. */
  outline(glyph: number): readonly OutlineCommand[];
}

export type OutlineCommand =
  | { readonly kind: 'move'; readonly x: number; readonly y: number }
  | { readonly kind: 'line'; readonly x: number; readonly y: number }
  | {
      readonly kind: 'quadratic';
      readonly x1: number;
      readonly y1: number;
      readonly x: number;
      readonly y: number;
    }
  | {
      readonly kind: 'cubic';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'close' };

/** Faces tried in order for each cluster (family list, then the built-in fallback). */
export interface FontStack {
  /** Dense, from 0. */
  readonly id: number;
  /**
   * Faces with the same group are written into one PDF font, whatever their weight, so that a line mixing them is
   * one item for text extractors. It is the family list.
   */
  readonly group: string;
  readonly request: FontRequest;
  /** Metrics of the first face, em: they place the baseline of a line box. */
  readonly ascent: number;
  readonly descent: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
}

/** Numbers per glyph in ShapedWord.glyphs. */
export const GLYPH_STRIDE = 7;
/** Offsets within one glyph's record. Positions are em × 2^16 (fixed point), y upwards, in visual order (left to right). */
export const GLYPH_FACE = 0;
export const GLYPH_ID = 1;
/** UTF-16 offset into ShapedWord.text of the cluster's first unit. */
export const GLYPH_CLUSTER = 2;
export const GLYPH_X_ADVANCE = 3;
export const GLYPH_X_OFFSET = 4;
export const GLYPH_Y_OFFSET = 5;
/** Bit 0: unsafe to break before, bit 1: safe to insert a tatweel before (HarfBuzz glyph flags). */
export const GLYPH_FLAGS = 6;
export const EM_FIXED = 65536;

/** A piece of text (mostly a word or one space) shaped once and used wherever it stands again. Size-independent. */
export interface ShapedWord {
  /** Dense, from 0, per FontLibrary. */
  readonly id: number;
  readonly text: string;
  readonly direction: Direction;
  readonly stack: FontStack;
  /** em; without letter-spacing. */
  readonly advance: number;
  /** GLYPH_STRIDE numbers a glyph, left to right. */
  readonly glyphs: Int32Array;
}

/** Text to shape. `before` and `after` are joining context across a style change; '' at a word boundary. */
export interface ShapeInput {
  readonly text: string;
  readonly stack: FontStack;
  readonly direction: Direction;
  /** BCP 47 tag, '' when unknown. */
  readonly language: string;
  readonly before: string;
  readonly after: string;
}

export interface FontLibrary {
  /** Never fails: unknown families are reported (F001) and fall through to the built-in fallback. */
  stack(request: FontRequest): FontStack;
  /** Shapes, or returns the cached word: the identical object for equal input. */
  shape(input: ShapeInput): ShapedWord;
  /** Fast path of `shape` without context. */
  shapeWord(text: string, stack: FontStack, direction: Direction, language: string): ShapedWord;
  word(id: number): ShapedWord;
  face(id: number): FontFace;
  readonly faces: readonly FontFace[];
  /** Code points without a glyph in a shaped word; undefined when there are none (the usual case). */
  missing(word: ShapedWord): readonly number[] | undefined;
  /** What later stages remember about the words of this library, under keys of their own. */
  readonly memory?: Map<string, unknown>;
}
