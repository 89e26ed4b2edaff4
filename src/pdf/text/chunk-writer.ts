// Chunks of a line → marked content, text objects and the spaces between them. Runs against the paragraph's direction are
// written in place, word by word, or by stretches of one kind; SequenceWriter says which.
import { ALM, LRM, RLM } from '../../unicode/characters.ts';
import { tailBounds } from './bridges.ts';
import type { LinePieces } from './line-pieces.ts';
import { LineSpaces, seenWidth } from './line-spaces.ts';
import type { Chunk } from './line-planner.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import { movement } from './object-writer.ts';
import type { ObjectLine, ObjectWriter } from './object-writer.ts';
import { oppositeRuns, wordsOf } from './opposite-runs.ts';
import type { OppositeRun } from './opposite-runs.ts';
import { hasEndMark, takeMarks, takeMarksBesideText } from './run-marks.ts';
import { partedRuns, stretchesOf } from './run-stretches.ts';
import { planStretches } from './stretch-plan.ts';
import type { StretchPlan } from './stretch-plan.ts';
import { leadCode, tailCode, writeStretches } from './stretch-writer.ts';
import type { TextState } from './text-state.ts';
import type { EncodedWord } from './word-encoder.ts';

/** Width of the space before a line that begins with a mark, em. */
const LEADING_SPACE = 0.2;

/** Between the beginnings of the words of a run, em: PDFium drops a space that repeats one within 0.07 em. */
const STEP = 0.1;

/** From a run to the marks on its sides, em: poppler takes marks that overlap a word for another line. */
const ASIDE = 0.02;

/** A line to be written. */
export interface SequenceLine extends ObjectLine {
  /** Those of the font. */
  readonly fillers: readonly [even: string, odd: string];
  /** Only then does it matter whether pdf.js sees the line as one item. */
  readonly hasRightToLeft: boolean;
  /** Whether the level of the paragraph is odd. */
  readonly parity: 0 | 1;
}

/**
 * Where the text objects of runs against the paragraph's direction begin. 'in place': where they stand; 'word by word' and
 * 'by stretches' of one kind: where PDFium reads them in order.
 */
export type RunWay = 'in place' | 'word by word' | 'by stretches';

/** What a line is read from and written to. */
export interface ChunkOptions {
  readonly pieces: LinePieces;
  readonly state: TextState;
  /** What the objects of the line go to. */
  readonly objects: ObjectWriter;
}

/** Writes one line after the other, each as often as ways are tried. */
export class ChunkWriter {
  readonly #pieces: LinePieces;
  readonly #state: TextState;
  readonly #objects: ObjectWriter;
  readonly #spaces = new LineSpaces();
  #line: SequenceLine;
  #way: RunWay = 'in place';
  /** The piece whose object has to begin with a mark that joins it to a run's last object; -1: none. */
  #leadAt = -1;
  /** The piece before which an object has to end with a mark that joins it to a run's first object, if that comes first; -1: none. */
  #tailAt = -1;
  #tail = '';
  #tagOf: ((chunk: Chunk) => number) | null = null;

  constructor(line: SequenceLine, { pieces, state, objects }: ChunkOptions) {
    this.#line = line;
    this.#pieces = pieces;
    this.#state = state;
    this.#objects = objects;
  }

  /** Begins a line, whose pieces have been collected. */
  begin(line: SequenceLine): void {
    this.#line = line;
    this.#spaces.begin(line.font, line.size);
    this.#tagOf = null;
  }

  /** The line's objects are to be parted where the tag of a chunk is another than that of the chunk before. */
  partBy(tagOf: (chunk: Chunk) => number): void {
    this.#tagOf = tagOf;
  }

  /** Writes chunks in logical order, or the line as one item. `goesOn`: a space is read before it. */
  write(chunks: readonly Chunk[] | null, goesOn: boolean, way: RunWay): void {
    this.#way = way;
    this.#leadAt = -1;
    this.#tailAt = -1;
    this.#setWordSpacing();
    if (goesOn) this.#writeSpace(chunks?.[0]?.from ?? 0);
    if (chunks === null) {
      this.#begin(0);
      this.#sequence(0, this.#pieces.count);
      this.#objects.flush();
    } else this.#writeChunks(chunks);
  }

  /** Whether all marks that join objects to those of a run have found their place in the line written last. */
  get isJoined(): boolean {
    return this.#leadAt === -1 && this.#tailAt === -1;
  }

  /** The objects of a run that is written by stretches, or null if it cannot be. */
  planRun(run: OppositeRun): StretchPlan | null {
    const pieces = this.#pieces;
    const touchesLeft = run.from > 0 && pieces.isSpace[run.from - 1] !== true;
    const touchesRight = run.to < pieces.count && pieces.isSpace[run.to] !== true;
    const stretches = stretchesOf(pieces, run, this.#line.font, (i) => this.#wordSpace(i));
    return planStretches(stretches, { rightToLeft: this.#line.parity === 1, touchesLeft, touchesRight });
  }

  /** A space that is seen as it is. */
  #wordSpace(i: number): string {
    const pieces = this.#pieces;
    const word = pieces.words[i];
    const gap = pieces.advance[i] ?? 0;
    return word === null || word === undefined ? '' : word.operators + movement(gap - this.#spaces.widthOf(word, gap)); // prettier-ignore
  }

  /** The first word space of the line decides. */
  #setWordSpacing(): void {
    const pieces = this.#pieces;
    const { hasRightToLeft } = this.#line;
    for (let i = 0; i < pieces.count; i++) {
      const word = pieces.words[i];
      if (word?.isWordSpace !== true) continue;
      const gap = pieces.advance[i] ?? 0;
      this.#spaces.widthOf(word, hasRightToLeft ? seenWidth(gap) : gap);
      break;
    }
    this.#objects.operator(this.#spaces.operator(this.#state));
  }

  /** A space that is read before the line, and not seen; it has the colour of the first piece, as all text is to have one. */
  #writeSpace(first: number): void {
    this.#objects.operator('/Span BMC\n');
    this.#objects.moveTo(0);
    this.#objects.setColor(this.#pieces.style[first] ?? 0);
    this.#objects.show(this.#line.font.code(EMPTY_GLYPH, `${paragraphMark(this.#line.parity)} `));
    this.#objects.operator('EMC\n');
  }

  /**
   * Rule 8: chunks in logical order, each a marked-content sequence, which pdf.js never joins. A space between chunks
   * is shown as such when the next chunk begins to the right; when it begins to the left pdf.js would lose it, and
   * `<200F 0020>`, which it takes for a letter, is shown instead.
   */
  #writeChunks(chunks: readonly Chunk[]): void {
    const pieces = this.#pieces;
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
    const pieces = this.#pieces;
    const objects = this.#objects;
    const { font } = this.#line;
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
    objects.show(font.code(glyph, `${paragraphMark(this.#line.parity)} `));
    objects.operator('EMC\n');
  }

  /**
   * Goes to the first piece that is written. pdf.js does not compare the place of a mark with what went before, so a
   * mark would go with the line above: a space that it takes for a letter is put before it, in the text at the line's end.
   */
  #begin(piece: number): void {
    const pieces = this.#pieces;
    const { font } = this.#line;
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
    const pieces = this.#pieces;
    let at = from;
    if (this.#leadAt === from) this.#lead(from);
    if (this.#way === 'by stretches') at = this.#partedRuns(from, to);
    if (this.#way === 'word by word') {
      for (const run of oppositeRuns(pieces, from, to, this.#line.parity)) {
        const { left, right } = takeMarks(pieces, run, { from, to, parity: this.#line.parity });
        this.#stretch(at, run.from, from, to);
        this.#oppositeRun(run, left, right);
        at = run.to;
        if (at < to) this.#objects.moveTo(pieces.x[at] ?? 0);
      }
    }
    this.#stretch(at, to, from, to);
    if (at < to) this.#objects.reach((pieces.x[to - 1] ?? 0) + (pieces.advance[to - 1] ?? 0));
    if (this.#tailAt !== to) return;
    this.#objects.show(this.#tail);
    this.#tailAt = -1;
  }

  /** Pieces [from, to) up to the end of the last run of several stretches. */
  #partedRuns(from: number, to: number): number {
    const pieces = this.#pieces;
    const { font, parity } = this.#line;
    let at = from;
    for (const run of partedRuns(pieces, from, to, parity)) {
      const plan = this.planRun(run);
      if (plan === null) continue;
      const before = plan.gaps[0] ?? 0;
      const needsMark = !hasEndMark(pieces, run, parity);
      const marks = takeMarksBesideText(pieces, run, { from, to, parity });
      this.#stretch(at, run.from, from, to);
      if (run.from > from) this.#objects.show(tailCode(font, before));
      else if (tailBounds(before) !== null) {
        this.#tailAt = from;
        this.#tail = tailCode(font, before);
      }
      writeStretches(plan, { objects: this.#objects, font, needsMark, ...marks });
      at = run.to;
      if (at < to) this.#objects.moveTo(pieces.x[at] ?? 0);
      if (tailBounds(plan.gaps.at(-1) ?? 0) === null) continue;
      if (at < to) this.#lead(at);
      else this.#leadAt = at;
    }
    return at;
  }

  /** The mark with which an object begins that goes on from the last one of a run. */
  #lead(piece: number): void {
    this.#objects.setColor(this.#pieces.style[piece] ?? 0);
    this.#objects.show(leadCode(this.#line.font));
    this.#leadAt = -1;
  }

  /**
   * PDFium reads the text objects of a line in the order of the places where they begin. Each word but the run's last
   * is an object that begins, with a space, to the right of the words that are to come before it; pdf.js takes the
   * movement after that space for what it is and sees the word in its place.
   */
  #oppositeRun(run: OppositeRun, left: string, right: string): void {
    const pieces = this.#pieces;
    const { font } = this.#line;
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

  /** Pieces [from, to) of a sequence [first, end). */
  #stretch(from: number, to: number, first: number, end: number): void {
    const pieces = this.#pieces;
    const { hasRightToLeft } = this.#line;
    const objects = this.#objects;
    let style = -1;
    let skip = 0;
    for (let i = from; i < to; i++) {
      if (pieces.style[i] !== style) {
        style = pieces.style[i] ?? 0;
        objects.setColor(style);
      }
      const word = pieces.words[i];
      const left = pieces.marksLeft[i] ?? '';
      if (left !== '') objects.show(left);
      if (word === null || word === undefined)
        objects.show(this.#filler(i) + movement(pieces.advance[i] ?? 0));
      else if (pieces.isSpace[i] === true) {
        if (i === first || i === end - 1 || !hasRightToLeft) {
          const gap = pieces.advance[i] ?? 0;
          objects.show(this.#spaces.shown(word, gap, gap));
        } else skip = this.#space(i, word);
      } else {
        objects.show(skip === 0 ? word.operators : word.operators.slice(skip));
        skip = 0;
      }
      const right = pieces.marksRight[i] ?? '';
      if (right !== '') objects.show(right);
    }
  }

  /** A space inside a line that is to stay one item. Returns how much of the next word has been written. */
  #space(i: number, word: EncodedWord): number {
    const pieces = this.#pieces;
    const next = pieces.words[i + 1];
    const gap = pieces.advance[i] ?? 0;
    // Of several spaces pdf.js sees the first: all of them would part the line.
    if (i > 0 && pieces.isSpace[i - 1] === true) {
      this.#objects.show(this.#spaces.hidden(word, gap, this.#filler(i)));
      return 0;
    }
    if (next === null || next === undefined || next.leadingCarriers === 0) {
      this.#objects.show(this.#spaces.within(word, gap, this.#filler(i)));
      return 0;
    }
    const marks = pieces.marksLeft[i + 1] ?? '';
    this.#objects.show(this.#spaces.beforeCarriers(word, gap, this.#filler(i), { word: next, marks }));
    if (!next.leadingMark) pieces.marksLeft[i + 1] = '';
    return this.#spaces.carriersLength(next);
  }

  /** A mark that hides spacing, in the direction of the piece. */
  #filler(i: number): string {
    return this.#line.fillers[((this.#pieces.level[i] ?? 0) & 1) === 1 ? 1 : 0];
  }
}

/** The mark in the direction of a paragraph, by the parity of its level. */
export function paragraphMark(parity: 0 | 1): string {
  return parity === 1 ? RLM : LRM;
}
