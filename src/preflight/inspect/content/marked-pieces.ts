// Marked content of a page (ISO 32000-1, 14.6) → the text of each piece with its place, and the text that stands in none. Letters
// come in the order of the glyphs, which in lines from right to left is not that of reading.
import type { PDFDict } from '@cantoo/pdf-lib';
import type { LoadedFont } from '../font/page-fonts.ts';
import type { Box, MarkedPiece } from '../inspected-pdf.ts';
import { union } from '../matrix.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import type { ContentDict, Operand } from './content-tokens.ts';
import { nameOf } from './operands.ts';

const MAX_PIECES = 200_000;
/** UTF-16 units that are kept of one page. */
const MAX_TEXT = 16 * 1024 * 1024;

type Piece = { -readonly [Key in keyof MarkedPiece]: MarkedPiece[Key] } & {
  /** Where the text shown last stands. */
  line: Box | null;
};

/** An operator that begins marked content. */
export interface MarkOpening {
  readonly operands: readonly Operand[];
  readonly resources: PDFDict | null;
  /** Object number of the form whose numbering the mark has; null for the page’s. */
  readonly form: number | null;
}

/** The pieces of one page. */
export class MarkedPieces {
  readonly list: Piece[] = [];
  readonly #objects: PdfObjects;
  /** What is open, from the outermost; null begins no piece of its own. */
  readonly #open: (Piece | null)[] = [];
  /** Marks around that have a text of their own (ActualText), and what they replace. */
  #replaced = 0;
  readonly #effects: MarkEffect[] = [];
  /** What is shown now is no text of the page: in masks, cells of patterns, glyphs, annotations. */
  #suspended = 0;
  #loose: Piece | null = null;
  #room = MAX_TEXT;

  constructor(objects: PdfObjects) {
    this.#objects = objects;
  }

  /** From here on nothing is text of the page, until `resume`. */
  suspend(): void {
    this.#suspended++;
  }

  resume(): void {
    this.#suspended--;
  }

  /** Begins a mark; null: an annotation. */
  begin(opening: MarkOpening | null): void {
    if (opening === null) {
      this.#open.push(null);
      this.#effects.push('suspends');
      this.suspend();
      return;
    }
    const { operands, resources, form } = opening;
    const tag = nameOf(operands[0]) ?? '';
    const properties = operands[1];
    const simple = isDict(properties) ? /^<<\s*\/MCID\s+(\d{1,9})\s*>>$/.exec(latin1(properties.dict)) : null;
    const dict = properties === undefined || simple !== null ? null : this.#dict(properties, resources);
    const mark = simple === null ? this.#objects.number(this.#objects.get(dict, 'MCID')) : Number(simple[1]);
    const actual = dict === null ? null : this.#objects.text(this.#objects.raw(dict, 'ActualText'));
    const around = this.#current();
    let piece: Piece | null = null;
    if (tag === 'Artifact') piece = this.#piece('artifact', null, form);
    else if (mark !== null) piece = this.#piece('content', mark, form);
    if (piece !== null && around !== null) piece.within = around.kind === 'artifact' ? 'artifact' : 'content';
    this.#open.push(piece);
    if (actual !== null && this.#replaced === 0) this.#add(actual, null);
    this.#effects.push(actual === null ? null : 'replaces');
    if (actual !== null) this.#replaced++;
  }

  /** Ends the innermost mark. */
  end(): void {
    this.#open.pop();
    const effect = this.#effects.pop() ?? null;
    if (effect === 'replaces') this.#replaced--;
    else if (effect === 'suspends') this.resume();
  }

  /** Strings shown in a font; `bounds` in page coordinates, before clipping. */
  show(parts: readonly Operand[], font: LoadedFont | null, bounds: Box): void {
    if (this.#suspended > 0) return;
    let text = '';
    if (this.#replaced === 0) {
      const readings = font?.readings() ?? null;
      for (const part of parts) {
        if (!(part instanceof Uint8Array)) continue;
        text += readings === null ? UNKNOWN.repeat(part.length) : readings.text(part);
      }
    }
    this.#add(text, bounds);
  }

  #current(): Piece | null {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const piece = this.#open[at];
      if (piece !== null && piece !== undefined) return piece;
    }
    return null;
  }

  #add(text: string, bounds: Box | null): void {
    if (this.#suspended > 0) return;
    const piece = this.#current() ?? (this.#loose ??= this.#piece('loose', null, null));
    const isNewLine = bounds !== null && piece.line !== null && (bounds[3] <= piece.line[1] || bounds[1] >= piece.line[3]); // prettier-ignore
    if (text.length < this.#room) {
      piece.text += isNewLine ? `\n${text}` : text;
      this.#room -= text.length;
    }
    if (bounds === null) return;
    piece.line = bounds;
    piece.bounds = piece.bounds === null ? bounds : union(piece.bounds, bounds);
  }

  #piece(kind: MarkedPiece['kind'], mark: number | null, form: number | null): Piece {
    const piece: Piece = { kind, mark, form, text: '', bounds: null, within: null, line: null };
    if (this.list.length < MAX_PIECES && this.#suspended === 0) this.list.push(piece);
    return piece;
  }

  /** Properties that stand in the content, or in the resources by name (14.6.2). */
  #dict(value: Operand, resources: PDFDict | null): PDFDict | null {
    const objects = this.#objects;
    if (isDict(value)) {
      const text = latin1(value.dict);
      return objects.parseDict(Buffer.from(text.replace(/^<</, '').replace(/>>$/, ''), 'latin1'));
    }
    const name = nameOf(value);
    return name === null ? null : objects.dict(objects.get(objects.dict(objects.get(resources, 'Properties')), name)); // prettier-ignore
  }
}

/** What a mark does to the text in it: has one that stands for it, or takes it from the page. */
type MarkEffect = 'replaces' | 'suspends' | null;

/** Stands for a letter that nobody knows. */
const UNKNOWN = '\ufffd';

function isDict(value: Operand | undefined): value is ContentDict {
  return typeof value === 'object' && value !== null && 'dict' in value;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
