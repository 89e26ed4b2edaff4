// The spaces of a line: one setting of word spacing (`Tw`, ISO 32000-1, 9.3.3) instead of a movement after each, and the
// spacing tricks that keep pdf.js from cutting lines with right-to-left text.
//
// A TJ number after a glyph that stands for a format character is not seen by pdf.js (it skips such glyphs with all
// their spacing). So the width of a space has a part that pdf.js sees, kept between the 0.102 em and 0.6 em that it
// takes for one space of running text, and a part behind an RLM, ALM or LRM that it does not see.
import { ALM, LRM } from '../../unicode/characters.ts';
import type { MergedFont } from './merged-font.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import { movement } from './object-writer.ts';
import type { TextState } from './text-state.ts';
import type { EncodedWord } from './word-encoder.ts';

/** Width of spaces as pdf.js is to see them, em. */
const NARROWEST_SEEN = 0.14;
const WIDEST_SEEN = 0.55;

/** Variants of the marks that hide spacing; see WORD_MARK_VARIANTS. */
const FILLER_VARIANT = 32;

/** Word spacing is written to so many parts of a point. */
const PRECISION = 1000;

/** The word spacing of one line: what the first word space of it asks for. */
export class LineSpaces {
  #font: MergedFont | null = null;
  /** Points. */
  #size = 1;
  /** Points; null before the first word space. */
  #spacing: number | null = null;
  /** em */
  #width = 0;

  /** Begins a line of a font and size in points. */
  begin(font: MergedFont, size: number): void {
    this.#font = font;
    this.#size = size;
    this.#spacing = null;
  }

  /** How far the codes of a word move the pen, em; `wanted` is what the movement after them is to make of a space. */
  widthOf(word: EncodedWord, wanted: number): number {
    if (!word.isWordSpace) return word.advance;
    if (this.#spacing === null) this.#set(wanted);
    return this.#width;
  }

  /** The operator that sets the word spacing; '' when there is no word space or nothing to change. */
  operator(state: TextState): string {
    return this.#spacing === null ? '' : state.setWordSpacing(this.#spacing);
  }

  #set(wanted: number): void {
    const natural = this.#font?.wordSpaceWidth ?? 0;
    this.#spacing = Math.round((wanted - natural) * this.#size * PRECISION) / PRECISION;
    this.#width = natural + this.#spacing / this.#size;
  }
}

/** The part of a gap that pdf.js is to see, em. */
export function seenWidth(gap: number): number {
  return Math.min(Math.max(gap, NARROWEST_SEEN), WIDEST_SEEN);
}

/**
 * A space between two words of a line with right-to-left text, `gap` em wide: its codes move the pen by `width`, `filler`
 * hides what is not to be seen.
 */
export function spaceWithin(space: EncodedWord, width: number, gap: number, filler: string): string {
  const seen = seenWidth(gap);
  const hidden = gap - seen;
  const shown = space.operators + movement(seen - width);
  return Math.abs(hidden) > 0.0005 ? shown + filler + movement(hidden) : shown;
}

/**
 * The marks that hide spacing, by the parity of the level. Not RLM but ALM: poppler drops one of two equal characters
 * within 0.1 em, and brackets after a space begin with an RLM that must stay.
 */
export function fillersOf(font: MergedFont): readonly [string, string] {
  return [font.code(EMPTY_GLYPH, LRM, FILLER_VARIANT), font.code(EMPTY_GLYPH, ALM, FILLER_VARIANT)];
}
