// Pieces of a line → operators of text position, colour and text, in the order that readers turn back into the source.
// ChunkWriter writes the line in one way or another; here PDFium's rules read what it wrote, and the way is chosen by that.
import type { TextStyle } from '../../frame/units.ts';
import { ZWJ } from '../../unicode/characters.ts';
import { normaliseExtracted } from '../../unicode/normalise.ts';
import { ChunkWriter, paragraphMark } from './chunk-writer.ts';
import type { SequenceLine } from './chunk-writer.ts';
import type { LinePieces } from './line-pieces.ts';
import type { Chunk } from './line-planner.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import { ObjectWriter } from './object-writer.ts';
import type { LinePart } from './object-writer.ts';
import { mixesDirections, oppositeRuns } from './opposite-runs.ts';
import { PdfiumOrder, missingMarks } from './pdfium-order.ts';
import { ReadingMatch } from './reading-match.ts';
import { logicalText } from './run-marks.ts';
import { hasLongWord, hidesMovement, needsParting, partedRuns } from './run-stretches.ts';
import type { TextState } from './text-state.ts';

/** Variants of the marks that balance a line; see WORD_MARK_VARIANTS. */
const BALANCE_VARIANT = 48;
/** PDFium drops a code that occurs among the seven before it at the same place. */
const BALANCE_VARIANTS = 4;

export interface SequenceOptions {
  readonly pieces: LinePieces;
  readonly state: TextState;
  /** Operators for the fill colour of a style. */
  readonly fillColor: (style: TextStyle) => string;
  /** The file says that it is read from right to left, so that PDFium takes every line for such a one. */
  readonly isDeclaredRightToLeft: boolean;
}

/** Writes the text operators of one line after the other. */
export class SequenceWriter {
  readonly #pieces: LinePieces;
  readonly #isDeclaredRightToLeft: boolean;
  readonly #objects: ObjectWriter;
  readonly #chunks: ChunkWriter;
  /** What PDFium makes of the line. */
  readonly #pdfium = new PdfiumOrder();
  readonly #match = new ReadingMatch();
  #line: SequenceLine;

  constructor(line: SequenceLine, { pieces, state, fillColor, isDeclaredRightToLeft }: SequenceOptions) {
    this.#line = line;
    this.#pieces = pieces;
    this.#isDeclaredRightToLeft = isDeclaredRightToLeft;
    this.#objects = new ObjectWriter(state, fillColor);
    this.#chunks = new ChunkWriter(line, { pieces, state, objects: this.#objects });
    this.begin(line);
  }

  /** Begins a line, whose pieces have been collected. */
  begin(line: SequenceLine): void {
    this.#line = line;
    this.#objects.begin(line);
    this.#chunks.begin(line);
  }

  /** The operators of a line: of chunks in logical order, or as one item. `goesOn`: a space is read before it. */
  write(chunks: readonly Chunk[] | null, goesOn: boolean): string {
    this.#writeBest(chunks, goesOn);
    return this.#objects.operators;
  }

  /** As `write`, parted where the tag of a chunk is another than that of the chunk before. */
  writeParts(
    chunks: readonly Chunk[],
    goesOn: boolean,
    tagOf: (chunk: Chunk) => number,
  ): readonly LinePart[] {
    this.#chunks.partBy(tagOf);
    this.#writeBest(chunks, goesOn);
    return this.#objects.parts;
  }

  #writeBest(chunks: readonly Chunk[] | null, goesOn: boolean): void {
    const { hasRightToLeft, parity } = this.#line;
    const canDiffer =
      this.#isDeclaredRightToLeft || (hasRightToLeft && mixesDirections(this.#pieces, parity));
    if (!canDiffer) this.#chunks.write(chunks, goesOn, 'in place');
    else if (this.#canPart(chunks)) this.#writeParted(chunks, goesOn);
    else this.#writeUnparted(chunks, goesOn);
  }

  #writeUnparted(chunks: readonly Chunk[] | null, goesOn: boolean): void {
    if (this.#hasOppositeRuns(chunks)) this.#writeWordByWord(chunks, goesOn);
    else this.#writeBalanced(chunks, goesOn);
  }

  /** Runs by stretches of one kind; as other lines are, where PDFium does not read the line then. */
  #writeParted(chunks: readonly Chunk[] | null, goesOn: boolean): void {
    const pieces = this.#pieces;
    const objects = this.#objects;
    const marksLeft = pieces.marksLeft.slice(0, pieces.count);
    const marksRight = pieces.marksRight.slice(0, pieces.count);
    this.#chunks.write(chunks, goesOn, 'by stretches');
    if (this.#chunks.isJoined) {
      if (this.#balance()) objects.tellPdfium(this.#pdfium);
      if (this.#readsAsWritten()) return;
    }
    objects.clear();
    pieces.marksLeft.splice(0, pieces.count, ...marksLeft);
    pieces.marksRight.splice(0, pieces.count, ...marksRight);
    this.#writeUnparted(chunks, goesOn);
  }

  /** Without runs against the paragraph's direction PDFium can be wrong, and put right, about that of the whole line only. */
  #writeBalanced(chunks: readonly Chunk[] | null, goesOn: boolean): void {
    this.#chunks.write(chunks, goesOn, 'in place');
    if (this.#countMissingMarks() === 0 || this.#readsAsWritten()) return;
    const plain = this.#objects.written;
    this.#balance();
    this.#objects.tellPdfium(this.#pdfium);
    if (!this.#readsAsWritten()) this.#objects.goBack(plain);
  }

  /** Runs word by word; as others are, where this gives back neither the line nor all runs that are lost otherwise. */
  #writeWordByWord(chunks: readonly Chunk[] | null, goesOn: boolean): void {
    const pieces = this.#pieces;
    const objects = this.#objects;
    const pdfium = this.#pdfium;
    const marksLeft = pieces.marksLeft.slice(0, pieces.count);
    const marksRight = pieces.marksRight.slice(0, pieces.count);
    this.#chunks.write(chunks, goesOn, 'word by word');
    if (this.#balance()) objects.tellPdfium(pdfium);
    if (this.#readsAsWritten()) return;
    const { written } = objects;
    const read = normaliseExtracted(pdfium.text);
    objects.clear();
    pieces.marksLeft.splice(0, pieces.count, ...marksLeft);
    pieces.marksRight.splice(0, pieces.count, ...marksRight);
    this.#chunks.write(chunks, goesOn, 'in place');
    const runs = oppositeRuns(pieces, 0, pieces.count, this.#line.parity).map(({ from, to }) => logicalText(pieces, from, to)); // prettier-ignore
    const all = (text: string): boolean => runs.every((run) => text.includes(run));
    objects.tellPdfium(pdfium);
    if (this.#readsAsWritten() || !all(read) || all(normaliseExtracted(pdfium.text))) return;
    objects.goBack(written);
  }

  /** Whether there are runs that can be parted, all of them, and must be. */
  #canPart(chunks: readonly Chunk[] | null): boolean {
    const pieces = this.#pieces;
    const { font, parity } = this.#line;
    if (!font.isForReading || this.#isDeclaredRightToLeft) return false;
    const sequences = chunks ?? [{ from: 0, to: pieces.count, space: false }];
    let isNeeded = false;
    for (const { from, to, space } of sequences) {
      if (space) continue;
      let shown = from;
      for (const run of partedRuns(pieces, from, to, parity)) {
        isNeeded ||= needsParting(pieces, run);
        if (!isNeeded) continue;
        if (hasLongWord(pieces, run) || this.#chunks.planRun(run) === null) return false;
        if (hidesMovement(pieces, font, shown, run.to)) return false;
        shown = run.to;
      }
    }
    return isNeeded;
  }

  #hasOppositeRuns(chunks: readonly Chunk[] | null): boolean {
    const pieces = this.#pieces;
    const { parity } = this.#line;
    const has = (from: number, to: number): boolean => oppositeRuns(pieces, from, to, parity).length > 0;
    return chunks === null ? has(0, pieces.count) : chunks.some(({ from, to, space }) => !space && has(from, to)); // prettier-ignore
  }

  /** Has PDFium read what it was told; whether that is the line's text. */
  #readsAsWritten(): boolean {
    const pieces = this.#pieces;
    const pdfium = this.#pdfium;
    pdfium.read(this.#isDeclaredRightToLeft);
    return this.#match.isText(pdfium, pieces) || normaliseExtracted(pdfium.text) === logicalText(pieces, 0, pieces.count); // prettier-ignore
  }

  /** Tells PDFium the line; how many marks it needs. None help where the file has said the direction. */
  #countMissingMarks(): number {
    this.#objects.tellPdfium(this.#pdfium);
    return this.#isDeclaredRightToLeft ? 0 : missingMarks(this.#pdfium.surplus, this.#line.parity === 1);
  }

  /** Adds marks until PDFium takes the line for one in the paragraph's direction; whether there were any to add. */
  #balance(): boolean {
    const { font, parity } = this.#line;
    let marks = '';
    for (let i = this.#countMissingMarks(); i > 0; i--) {
      const variant = BALANCE_VARIANT + (i % BALANCE_VARIANTS);
      marks += font.code(EMPTY_GLYPH, ZWJ, variant) + font.code(EMPTY_GLYPH, paragraphMark(parity), variant);
    }
    if (marks !== '') this.#objects.append(marks);
    return marks !== '';
  }
}
