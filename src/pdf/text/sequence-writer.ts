// Pieces of a line → operators of text position, colour and text, in the order that readers turn back into the source.
import { ALM, LRM, RLM, ZWJ } from '../../unicode/characters.ts';
import { normaliseExtracted } from '../../unicode/normalise.ts';
import type { LinePieces } from './line-pieces.ts';
import { LineSpaces, seenWidth, spaceWithin } from './line-spaces.ts';
import type { Chunk } from './line-planner.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import { ObjectWriter, movement } from './object-writer.ts';
import type { LinePart, ObjectOptions } from './object-writer.ts';
import { mixesDirections, oppositeRuns, wordsOf } from './opposite-runs.ts';
import type { OppositeRun } from './opposite-runs.ts';
import { missingMarks, readByPdfium, surplusOf } from './pdfium-order.ts';
import type { TextMoment } from './text-state.ts';

/** Width of the space before a line that begins with a mark, em. */
const LEADING_SPACE = 0.2;

/** Between the beginnings of the words of a run, em: PDFium drops a space that repeats one within 0.07 em. */
const STEP = 0.1;

/** From a run to the marks on its sides, em: poppler takes marks that overlap a word for another line. */
const ASIDE = 0.02;

/** Variants of the marks that balance a line; see WORD_MARK_VARIANTS. */
const BALANCE_VARIANT = 48;
/** PDFium drops a code that occurs among the seven before it at the same place. */
const BALANCE_VARIANTS = 4;

export interface SequenceOptions extends ObjectOptions {
  readonly pieces: LinePieces;
  /** Those of the font. */
  readonly fillers: readonly [even: string, odd: string];
  /** Only then does it matter whether pdf.js sees the line as one item. */
  readonly hasRightToLeft: boolean;
  /** RLM or LRM: in the direction of the paragraph. */
  readonly paragraphMark: string;
  /** The file says that it is read from right to left, so that PDFium takes every line for such a one. */
  readonly isDeclaredRightToLeft: boolean;
}

interface Written {
  readonly operators: string;
  readonly parts: readonly LinePart[];
  /** What has been set then. */
  readonly moment: TextMoment;
}

/** Writes the text operators of one line. */
export class SequenceWriter {
  readonly #options: SequenceOptions;
  readonly #objects: ObjectWriter;
  readonly #spaces = new LineSpaces();
  /** Whether the words of runs against the paragraph's direction begin where PDFium reads them in order. */
  #wordByWord = false;
  #tagOf: ((chunk: Chunk) => number) | null = null;

  constructor(options: SequenceOptions) {
    this.#options = options;
    this.#objects = new ObjectWriter(options);
    this.#spaces.begin(options.font, options.size);
  }

  /** The operators of a line: of chunks in logical order, or as one item. `goesOn`: a space is read before it. */
  write(chunks: readonly Chunk[] | null, goesOn: boolean): string {
    return this.#writeBest(chunks, goesOn).operators;
  }

  /** As `write`, parted where the tag of a chunk is another than that of the chunk before. */
  writeParts(
    chunks: readonly Chunk[],
    goesOn: boolean,
    tagOf: (chunk: Chunk) => number,
  ): readonly LinePart[] {
    this.#tagOf = tagOf;
    return this.#writeBest(chunks, goesOn).parts;
  }

  #writeBest(chunks: readonly Chunk[] | null, goesOn: boolean): Written {
    const { pieces, hasRightToLeft, isDeclaredRightToLeft } = this.#options;
    const canDiffer = isDeclaredRightToLeft || (hasRightToLeft && mixesDirections(pieces, this.#parity));
    if (!canDiffer) return this.#writeLine(chunks, goesOn);
    return this.#hasOppositeRuns(chunks)
      ? this.#writeWordByWord(chunks, goesOn)
      : this.#writeBalanced(chunks, goesOn);
  }

  /** Without runs against the paragraph's direction PDFium can be wrong, and put right, about that of the whole line only. */
  #writeBalanced(chunks: readonly Chunk[] | null, goesOn: boolean): Written {
    const plain = this.#writeLine(chunks, goesOn);
    const seen = this.#objects.seenByPdfium();
    if (this.#missingMarks(seen) === 0) return plain;
    const wanted = this.#wanted();
    if (this.#readByPdfium() === wanted) return plain;
    this.#balance();
    return this.#readByPdfium() === wanted ? this.#written() : plain;
  }

  /** Runs word by word; as others are, where this gives back neither the line nor all runs that are lost otherwise. */
  #writeWordByWord(chunks: readonly Chunk[] | null, goesOn: boolean): Written {
    const { pieces, state } = this.#options;
    const marksLeft = [...pieces.marksLeft];
    const marksRight = [...pieces.marksRight];
    this.#wordByWord = true;
    this.#writeLine(chunks, goesOn);
    this.#balance();
    const written = this.#written();
    const wanted = this.#wanted();
    const read = this.#readByPdfium();
    if (read === wanted) return written;
    this.#objects.clear();
    pieces.marksLeft.splice(0, marksLeft.length, ...marksLeft);
    pieces.marksRight.splice(0, marksRight.length, ...marksRight);
    this.#wordByWord = false;
    const plain = this.#writeLine(chunks, goesOn);
    const runs = oppositeRuns(pieces, 0, pieces.count, this.#parity).map(({ from, to }) => logicalText(pieces, from, to)); // prettier-ignore
    const all = (text: string): boolean => runs.every((run) => text.includes(run));
    const plainRead = this.#readByPdfium();
    if (plainRead === wanted || !all(read) || all(plainRead)) return plain;
    state.goBack(written.moment);
    return written;
  }

  #hasOppositeRuns(chunks: readonly Chunk[] | null): boolean {
    const { pieces } = this.#options;
    const has = (from: number, to: number): boolean => oppositeRuns(pieces, from, to, this.#parity).length > 0; // prettier-ignore
    return chunks === null ? has(0, pieces.count) : chunks.some(({ from, to, space }) => !space && has(from, to)); // prettier-ignore
  }

  /** That of the paragraph's level. */
  get #parity(): 0 | 1 {
    return this.#options.paragraphMark === RLM ? 1 : 0;
  }

  #wanted(): string {
    const { pieces } = this.#options;
    return logicalText(pieces, 0, pieces.count);
  }

  #readByPdfium(): string {
    const { isDeclaredRightToLeft } = this.#options;
    return normaliseExtracted(readByPdfium(this.#objects.seenByPdfium(), isDeclaredRightToLeft).text);
  }

  #writeLine(chunks: readonly Chunk[] | null, goesOn: boolean): Written {
    this.#setWordSpacing();
    if (goesOn) this.#writeSpace(chunks?.[0]?.from ?? 0);
    if (chunks === null) {
      this.#begin(0);
      this.#sequence(0, this.#options.pieces.count);
      this.#objects.flush();
    } else this.#writeChunks(chunks);
    return this.#written();
  }

  #written(): Written {
    const { operators, parts } = this.#objects;
    return { operators, parts, moment: this.#options.state.moment };
  }

  /** The first word space of the line decides. */
  #setWordSpacing(): void {
    const { pieces, hasRightToLeft, state } = this.#options;
    for (let i = 0; i < pieces.count; i++) {
      const word = pieces.words[i];
      if (word?.isWordSpace !== true) continue;
      const gap = pieces.advance[i] ?? 0;
      this.#spaces.widthOf(word, hasRightToLeft ? seenWidth(gap) : gap);
      break;
    }
    this.#objects.operator(this.#spaces.operator(state));
  }

  /** A space that is read before the line, and not seen; it has the colour of the first piece, as all text is to have one. */
  #writeSpace(first: number): void {
    const { font, paragraphMark, pieces } = this.#options;
    this.#objects.operator('/Span BMC\n');
    this.#objects.moveTo(0);
    this.#objects.setColor(pieces.style[first] ?? 0);
    this.#objects.show(font.code(EMPTY_GLYPH, `${paragraphMark} `));
    this.#objects.operator('EMC\n');
  }

  /**
   * Rule 8: chunks in logical order, each a marked-content sequence, which pdf.js never joins. A space between chunks
   * is shown as such when the next chunk begins to the right; when it begins to the left pdf.js would lose it, and
   * `<200F 0020>`, which it takes for a letter, is shown instead.
   */
  #writeChunks(chunks: readonly Chunk[]): void {
    const { pieces } = this.#options;
    const objects = this.#objects;
    let space = -1;
    let end = Number.NaN;
    for (const [index, chunk] of chunks.entries()) {
      if (chunk.space) {
        space = chunk.from;
        continue;
      }
      const start = pieces.x[chunk.from] ?? 0;
      if (space >= 0 && !Number.isNaN(end)) this.#spaceBetween(space, start >= end - 0.001);
      if (this.#tagOf !== null) objects.beginPart(this.#tagOf(chunk));
      objects.operator('/Span BMC\n');
      // The space that #begin needs may only be where there is one anyway.
      if (Number.isNaN(end) || chunks[index + 1]?.space !== false) this.#begin(chunk.from);
      else objects.moveTo(start);
      this.#sequence(chunk.from, chunk.to);
      objects.operator('EMC\n');
      end = start;
      for (let i = chunk.from; i < chunk.to; i++) end += pieces.advance[i] ?? 0;
      space = -1;
    }
  }

  #spaceBetween(space: number, goesRight: boolean): void {
    const { pieces, font, paragraphMark } = this.#options;
    const objects = this.#objects;
    objects.moveTo(pieces.x[space] ?? 0);
    if (goesRight) {
      objects.show((pieces.marksLeft[space] ?? '') + (pieces.words[space]?.operators ?? '') + (pieces.marksRight[space] ?? '')); // prettier-ignore
      objects.flush();
      const word = pieces.words[space];
      if (word !== null && word !== undefined)
        objects.reach((pieces.x[space] ?? 0) + this.#spaces.widthOf(word, pieces.advance[space] ?? 0));
      return;
    }
    objects.operator('/Span BMC\n');
    const glyph = font.compositeGlyph([], Math.max(0, pieces.natural[space] ?? 0));
    objects.show(font.code(glyph, `${paragraphMark} `));
    objects.operator('EMC\n');
  }

  /**
   * Goes to the first piece that is written. pdf.js does not compare the place of a mark with what went before, so a
   * mark would go with the line above: a space that it takes for a letter is put before it, in the text at the line's end.
   */
  #begin(piece: number): void {
    const { pieces, font } = this.#options;
    const x = pieces.x[piece] ?? 0;
    if (pieces.words[piece]?.leadingMark !== true) {
      this.#objects.moveTo(x);
      return;
    }
    this.#objects.moveTo(x - LEADING_SPACE);
    this.#objects.setColor(pieces.style[piece] ?? 0);
    this.#objects.show(font.code(font.compositeGlyph([], LEADING_SPACE), `${ALM} `));
  }

  /** Pieces [from, to), which stand side by side. */
  #sequence(from: number, to: number): void {
    const { pieces } = this.#options;
    let at = from;
    if (this.#wordByWord) {
      for (const run of oppositeRuns(pieces, from, to, this.#parity)) {
        const { left, right } = this.#takeMarks(run, from, to);
        this.#stretch(at, run.from, from, to);
        this.#oppositeRun(run, left, right);
        at = run.to;
        if (at < to) this.#objects.moveTo(pieces.x[at] ?? 0);
      }
    }
    this.#stretch(at, to, from, to);
    if (at < to) this.#objects.reach((pieces.x[to - 1] ?? 0) + (pieces.advance[to - 1] ?? 0));
  }

  /** The marks on both sides of a run; what PDFium needs of them goes to the far side of the space there. */
  #takeMarks(run: OppositeRun, from: number, to: number): { left: string; right: string } {
    const { pieces, paragraphMark } = this.#options;
    const last = run.to - 1;
    const left = pieces.marksLeft[run.from] ?? '';
    const right = (pieces.marksRight[last] ?? '') + (run.to < to ? (pieces.marksLeft[run.to] ?? '') : '');
    pieces.marksLeft[run.from] = '';
    pieces.marksRight[last] = '';
    if (run.to < to) pieces.marksLeft[run.to] = '';
    if (paragraphMark === RLM && run.from > from) pieces.marksLeft[run.from - 1] += left;
    if (paragraphMark === LRM && run.to < to) pieces.marksRight[run.to] += right;
    return { left, right };
  }

  /**
   * PDFium reads the text objects of a line in the order of the places where they begin. Each word but the run's last
   * is an object that begins, with a space, to the right of the words that are to come before it; pdf.js takes the
   * movement after that space for what it is and sees the word in its place.
   */
  #oppositeRun(run: OppositeRun, left: string, right: string): void {
    const { pieces, font } = this.#options;
    const objects = this.#objects;
    const words = wordsOf(pieces, run);
    const end = (pieces.x[run.to - 1] ?? 0) + (pieces.advance[run.to - 1] ?? 0);
    // Even marks are to have the line's colour: preflight looks at all text.
    objects.setColor(pieces.style[run.from] ?? 0);
    objects.showAlone((pieces.x[run.from] ?? 0) - ASIDE, left);
    words.forEach((word, index) => {
      const next = words[index + 1];
      const x = pieces.x[word] ?? 0;
      const beginning = end - STEP * (index + 1);
      objects.setColor(pieces.style[word] ?? 0);
      objects.moveTo(next === undefined ? x : beginning);
      if (next !== undefined) objects.show(font.code(EMPTY_GLYPH, ' ') + movement(x - beginning));
      this.#stretch(word, next ?? run.to, word, next ?? run.to);
    });
    objects.showAlone(end + ASIDE, right);
  }

  /** None help where the file has said the direction. */
  #missingMarks(seen: string): number {
    return this.#options.isDeclaredRightToLeft ? 0 : missingMarks(surplusOf(seen), this.#parity === 1);
  }

  /** Adds marks until PDFium takes the line for one in the paragraph's direction. */
  #balance(): void {
    const { font, paragraphMark } = this.#options;
    let marks = '';
    for (let i = this.#missingMarks(this.#objects.seenByPdfium()); i > 0; i--) {
      const variant = BALANCE_VARIANT + (i % BALANCE_VARIANTS);
      marks += font.code(EMPTY_GLYPH, ZWJ, variant) + font.code(EMPTY_GLYPH, paragraphMark, variant);
    }
    if (marks !== '') this.#objects.append(marks);
  }

  /** Pieces [from, to) of a sequence [first, end). */
  #stretch(from: number, to: number, first: number, end: number): void {
    const { pieces, hasRightToLeft } = this.#options;
    const objects = this.#objects;
    let style = -1;
    let skip = 0;
    for (let i = from; i < to; i++) {
      if (pieces.style[i] !== style) {
        style = pieces.style[i] ?? 0;
        objects.setColor(style);
      }
      const word = pieces.words[i];
      objects.show(pieces.marksLeft[i] ?? '');
      if (word === null || word === undefined)
        objects.show(this.#filler(i) + movement(pieces.advance[i] ?? 0));
      else if (pieces.isSpace[i] === true) {
        if (i === first || i === end - 1 || !hasRightToLeft) {
          const gap = pieces.advance[i] ?? 0;
          objects.show(word.operators + movement(gap - this.#spaces.widthOf(word, gap)));
        } else skip = this.#space(i);
      } else {
        objects.show(skip === 0 ? word.operators : word.operators.slice(skip));
        skip = 0;
      }
      objects.show(pieces.marksRight[i] ?? '');
    }
  }

  /** A space inside a line that is to stay one item. Returns how much of the next word has been written. */
  #space(i: number): number {
    const { pieces } = this.#options;
    const objects = this.#objects;
    const word = pieces.words[i];
    const next = pieces.words[i + 1];
    if (word === null || word === undefined) return 0;
    const gap = pieces.advance[i] ?? 0;
    const carriers = next?.leadingCarriers ?? 0;
    if (next === null || next === undefined || carriers === 0) {
      objects.show(spaceWithin(word, this.#spaces.widthOf(word, gap), gap, this.#filler(i)));
      return 0;
    }
    const seen = seenWidth(gap);
    const width = this.#spaces.widthOf(word, seen);
    if (next.leadingMark) {
      // pdf.js adds the space before the mark; a gap before the mark's base would make another one.
      objects.show(word.operators + movement(-width) + this.#filler(i) + movement(gap));
      return 0;
    }
    // Likewise, but a letter that is a carrier must see the gap to get its space at all.
    const { font } = this.#options;
    const first = font.codeLength(next.operators, 0);
    let all = first;
    for (let k = 1; k < carriers; k++) all += font.codeLength(next.operators, all);
    const lead = (pieces.marksLeft[i + 1] ?? '') + next.operators.slice(0, first);
    pieces.marksLeft[i + 1] = '';
    objects.show(word.operators + movement(seen - width) + lead + movement(-seen));
    objects.show(next.operators.slice(first, all) + this.#filler(i) + movement(gap));
    return all;
  }

  /** A mark that hides spacing, in the direction of the piece. */
  #filler(i: number): string {
    return this.#options.fillers[((this.#options.pieces.level[i] ?? 0) & 1) === 1 ? 1 : 0];
  }
}

/** The text of pieces [from, to) as the author wrote it, normalised. */
function logicalText(pieces: LinePieces, from: number, to: number): string {
  let text = '';
  const logical = pieces.logicalOrder();
  for (let k = 0; k < pieces.count; k++) {
    const i = logical[k] ?? 0;
    if (i >= from && i < to) text += pieces.words[i]?.logical ?? '';
  }
  return normaliseExtracted(text);
}
