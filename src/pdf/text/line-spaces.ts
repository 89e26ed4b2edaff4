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
const NARROWEST_SEEN = 0.11;
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
  // The space within written last: the spaces of a line are nearly always alike.
  #last: EncodedWord | null = null;
  #lastGap = 0;
  #lastFiller = '';
  #lastText = '';

  /** Begins a line of a font and size in points. */
  begin(font: MergedFont, size: number): void {
    this.#font = font;
    this.#size = size;
    this.#spacing = null;
    this.#last = null;
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

  /** A space `gap` em wide that readers see as wide as it is. `wanted`: see widthOf. */
  shown(space: EncodedWord, gap: number, wanted: number): string {
    return space.operators + movement(gap - this.widthOf(space, wanted));
  }

  /** A space `gap` em wide between two words of a line with right-to-left text; `filler` hides what is not to be seen. */
  within(space: EncodedWord, gap: number, filler: string): string {
    if (space === this.#last && gap === this.#lastGap && filler === this.#lastFiller) return this.#lastText;
    this.#last = space;
    this.#lastGap = gap;
    this.#lastFiller = filler;
    const seen = seenWidth(gap);
    const hidden = gap - seen;
    const text = space.operators + movement(seen - this.widthOf(space, seen));
    return (this.#lastText = Math.abs(hidden) > 0.0005 ? text + filler + movement(hidden) : text);
  }

  /** A space that is not seen at all. */
  hidden(space: EncodedWord, gap: number, filler: string): string {
    return space.operators + movement(-this.widthOf(space, seenWidth(gap))) + filler + movement(gap);
  }

  /** As `within`, with the carriers at the beginning of the `next` word (see carriersLength); `marks` stand before them. */
  beforeCarriers(space: EncodedWord, gap: number, filler: string, next: CarrierWord): string {
    const { word, marks } = next;
    const seen = seenWidth(gap);
    const width = this.widthOf(space, seen);
    // pdf.js adds the space before a mark; a gap before the mark's base would make another one.
    if (word.leadingMark) return this.hidden(space, gap, filler);
    // Likewise, but a letter that is a carrier must see the gap to get its space at all.
    const first = this.#font?.codeLength(word.operators, 0) ?? 0;
    const lead = marks + word.operators.slice(0, first);
    const others = word.operators.slice(first, this.carriersLength(word));
    return space.operators + movement(seen - width) + lead + movement(-seen) + others + filler + movement(gap); // prettier-ignore
  }

  /** How much of a word's operators is written with the space before it: its leading carriers, unless they are a mark. */
  carriersLength({ operators, leadingCarriers, leadingMark }: EncodedWord): number {
    if (leadingMark) return 0;
    let length = 0;
    for (let k = 0; k < leadingCarriers; k++) length += this.#font?.codeLength(operators, length) ?? 0;
    return length;
  }

  #set(wanted: number): void {
    const natural = this.#font?.wordSpaceWidth ?? 0;
    this.#spacing = Math.round((wanted - natural) * this.#size * PRECISION) / PRECISION;
    this.#width = natural + this.#spacing / this.#size;
  }
}

/** A word that begins with carriers, and the steering marks left of it. */
export interface CarrierWord {
  readonly word: EncodedWord;
  readonly marks: string;
}

/** The part of a gap that pdf.js is to see, em. */
export function seenWidth(gap: number): number {
  return Math.min(Math.max(gap, NARROWEST_SEEN), WIDEST_SEEN);
}

/**
 * The marks that hide spacing, by the parity of the level. Not RLM but ALM: poppler drops one of two equal characters
 * within 0.1 em, and brackets after a space begin with an RLM that must stay.
 */
export function fillersOf(font: MergedFont): readonly [string, string] {
  return [font.code(EMPTY_GLYPH, LRM, FILLER_VARIANT), font.code(EMPTY_GLYPH, ALM, FILLER_VARIANT)];
}
