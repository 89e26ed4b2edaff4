// Pieces of a line → `Tm`, `TJ` and colour operators, with the spacing tricks that keep pdf.js from cutting the line.
//
// A TJ number after a glyph that stands for a format character is not seen by pdf.js (it skips such glyphs with all
// their spacing). So the width of a space has a part that pdf.js sees, kept between the 0.102 em and 0.6 em that it
// takes for one space of running text, and a part behind an RLM or LRM that it does not see.
import { decimal } from '../decimal.ts';
import { ALM, LRM, RLM } from '../../unicode/characters.ts';
import type { LinePieces } from './line-pieces.ts';
import type { Chunk } from './line-planner.ts';
import type { MergedFont } from './merged-font.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import type { EncodedWord } from './word-encoder.ts';

/** Width of spaces as pdf.js is to see them, em. */
const NARROWEST_SEEN = 0.14;
const WIDEST_SEEN = 0.55;

/** Width of the space before a line that begins with a mark, em. */
const LEADING_SPACE = 0.2;

/** Variant of the marks that hide spacing; see WORD_MARK_VARIANTS. */
const FILLER_VARIANT = 32;

export interface SequenceOptions {
  readonly pieces: LinePieces;
  readonly font: MergedFont;
  /** Those of the font. */
  readonly fillers: readonly [even: string, odd: string];
  /** Points. */
  readonly size: number;
  /** Of the line's left end, PDF user space. */
  readonly x: number;
  readonly y: number;
  /** Only then does it matter whether pdf.js sees the line as one item. */
  readonly hasRightToLeft: boolean;
  /** RLM or LRM: in the direction of the paragraph. */
  readonly paragraphMark: string;
  /** Operators for the fill colour of a style. */
  readonly color: (style: number) => string;
}

/** Writes the text operators of one line. */
export class SequenceWriter {
  readonly #options: SequenceOptions;
  #out = '';
  #array = '';
  #color = '';

  constructor(options: SequenceOptions) {
    this.#options = options;
  }

  /** The whole line as one item. */
  writeAll(): void {
    this.#begin(0);
    this.#sequence(0, this.#options.pieces.count);
    this.#flush();
  }

  /** A space that is read before the line, and not seen. */
  writeSpace(): void {
    const { font, paragraphMark } = this.#options;
    this.#out += '/Span BMC\n';
    this.#moveTo(0);
    this.#array += font.code(EMPTY_GLYPH, `${paragraphMark} `);
    this.#flush();
    this.#out += 'EMC\n';
  }

  /**
   * Rule 8: chunks in logical order, each a marked-content sequence, which pdf.js never joins. A space between chunks
   * is shown as such when the next chunk begins to the right; when it begins to the left pdf.js would lose it, and
   * `<200F 0020>`, which it takes for a letter, is shown instead.
   */
  writeChunks(chunks: readonly Chunk[]): void {
    const { pieces, font } = this.#options;
    let space = -1;
    let end = Number.NaN;
    for (const [index, chunk] of chunks.entries()) {
      if (chunk.space) {
        space = chunk.from;
        continue;
      }
      const start = pieces.x[chunk.from] ?? 0;
      if (space >= 0 && !Number.isNaN(end)) {
        this.#moveTo(pieces.x[space] ?? 0);
        if (start >= end - 0.001) {
          this.#array += (pieces.marksLeft[space] ?? '') + (pieces.words[space]?.operators ?? '') + (pieces.marksRight[space] ?? ''); // prettier-ignore
        } else {
          this.#out += '/Span BMC\n';
          const glyph = this.#spaceGlyph(space);
          this.#array += font.code(glyph, `${this.#options.paragraphMark === RLM ? RLM : LRM} `);
          this.#flush();
          this.#out += 'EMC\n';
        }
        this.#flush();
      }
      this.#out += '/Span BMC\n';
      // The space that #begin needs may only be where there is one anyway.
      if (Number.isNaN(end) || chunks[index + 1]?.space !== false) this.#begin(chunk.from);
      else this.#moveTo(start);
      this.#sequence(chunk.from, chunk.to);
      this.#flush();
      this.#out += 'EMC\n';
      end = start;
      for (let i = chunk.from; i < chunk.to; i++) end += pieces.advance[i] ?? 0;
      space = -1;
    }
  }

  finish(): string {
    return this.#out;
  }

  #spaceGlyph(space: number): number {
    const { pieces, font } = this.#options;
    return font.compositeGlyph([], Math.max(0, pieces.natural[space] ?? 0));
  }

  #moveTo(em: number): void {
    const { x, y, size } = this.#options;
    this.#out += `1 0 0 1 ${decimal(x + em * size)} ${decimal(y)} Tm\n`;
  }

  /**
   * Goes to the first piece that is written. pdf.js does not compare the place of a mark with what went before, so a
   * mark would go with the line above: a space that it takes for a letter is put before it, in the text at the line's end.
   */
  #begin(piece: number): void {
    const { pieces, font } = this.#options;
    const x = pieces.x[piece] ?? 0;
    if (pieces.words[piece]?.leadingMark !== true) {
      this.#moveTo(x);
      return;
    }
    this.#moveTo(x - LEADING_SPACE);
    this.#array += font.code(font.compositeGlyph([], LEADING_SPACE), `${ALM} `);
  }

  #flush(): void {
    if (this.#array === '') return;
    this.#out += showText(this.#array);
    this.#array = '';
  }

  /** Pieces [from, to), which stand side by side. */
  #sequence(from: number, to: number): void {
    const { pieces, hasRightToLeft } = this.#options;
    let style = -1;
    let skip = 0;
    for (let i = from; i < to; i++) {
      if (pieces.style[i] !== style) {
        style = pieces.style[i] ?? 0;
        this.#setColor(style);
      }
      const word = pieces.words[i];
      this.#array += pieces.marksLeft[i] ?? '';
      if (word === null || word === undefined)
        this.#array += this.#filler(i) + movement(pieces.advance[i] ?? 0);
      else if (pieces.isSpace[i] === true) {
        if (i === from || i === to - 1 || !hasRightToLeft) {
          this.#array += word.operators + movement((pieces.advance[i] ?? 0) - word.advance);
        } else skip = this.#space(i);
      } else {
        this.#array += skip === 0 ? word.operators : word.operators.slice(skip);
        skip = 0;
      }
      this.#array += pieces.marksRight[i] ?? '';
    }
  }

  /** A space inside a line that is to stay one item. Returns how much of the next word has been written. */
  #space(i: number): number {
    const { pieces } = this.#options;
    const word = pieces.words[i];
    const next = pieces.words[i + 1];
    if (word === null || word === undefined) return 0;
    const gap = pieces.advance[i] ?? 0;
    const carriers = next?.leadingCarriers ?? 0;
    if (next === null || next === undefined || carriers === 0) {
      this.#array += spaceWithin(word, gap, this.#filler(i));
      return 0;
    }
    const seen = seenWidth(gap);
    if (next.leadingMark) {
      // pdf.js adds the space before the mark; a gap before the mark's base would make another one.
      this.#array += word.operators + movement(-word.advance) + this.#filler(i) + movement(gap);
      return 0;
    }
    // Likewise, but a letter that is a carrier must see the gap to get its space at all.
    const lead = (pieces.marksLeft[i + 1] ?? '') + next.operators.slice(0, 2);
    pieces.marksLeft[i + 1] = '';
    this.#array += word.operators + movement(seen - word.advance) + lead + movement(-seen);
    this.#array += next.operators.slice(2, carriers * 2) + this.#filler(i) + movement(gap);
    return carriers * 2;
  }

  /** A mark that hides spacing, in the direction of the piece. */
  #filler(i: number): string {
    return this.#options.fillers[((this.#options.pieces.level[i] ?? 0) & 1) === 1 ? 1 : 0];
  }

  #setColor(style: number): void {
    const color = this.#options.color(style);
    if (color === this.#color) return;
    this.#flush();
    this.#color = color;
    if (color !== '') this.#out += `${color}\n`;
  }
}

/** The part of a gap that pdf.js is to see, em. */
function seenWidth(gap: number): number {
  return Math.min(Math.max(gap, NARROWEST_SEEN), WIDEST_SEEN);
}

/** A space between two words of a line with right-to-left text, `gap` em wide; `filler` hides what is not to be seen. */
export function spaceWithin(space: EncodedWord, gap: number, filler: string): string {
  const seen = seenWidth(gap);
  const hidden = gap - seen;
  const shown = space.operators + movement(seen - space.advance);
  return Math.abs(hidden) > 0.0005 ? shown + filler + movement(hidden) : shown;
}

/** The operator that shows the pieces of a TJ array; empty strings are left out. */
export function showText(array: string): string {
  const shown = `[(${array})]TJ\n`;
  return shown.includes('()') ? shown.replaceAll('()', '') : shown;
}

/** The marks that hide spacing, by the parity of the level. */
export function fillersOf(font: MergedFont): readonly [string, string] {
  return [font.code(EMPTY_GLYPH, LRM, FILLER_VARIANT), font.code(EMPTY_GLYPH, RLM, FILLER_VARIANT)];
}

/** A TJ number that moves the pen right by `em`, between the parentheses of two strings; nothing when negligible. */
export function movement(em: number): string {
  return Math.abs(em) < 0.0005 ? '' : `)${decimal(-em * 1000, 10)}(`;
}
