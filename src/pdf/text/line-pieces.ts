// The pieces of one line from left to right (words, spaces, gaps), as parallel arrays that are reused from line to
// line, and what pdf.js would read if a stretch of them were one text item.
import type { EncodedWord } from './word-encoder.ts';
import type { PdfJsOrder, PdfJsRules } from './pdfjs-order.ts';

const SPACE_UNIT = 0x20;
const ALM_UNIT = 0x061c;
const LRM_UNIT = 0x200e;
const RLM_UNIT = 0x200f;

/** The versions of pdf.js whose rules a line has to satisfy. */
const RULES: readonly PdfJsRules[] = [5, 6];

export class LinePieces {
  count = 0;
  /** The word, or null for a gap without text (an inline object). */
  readonly words: (EncodedWord | null)[] = [];
  readonly isSpace: boolean[] = [];
  /** Pieces that no item reaches across: leaders. Cleared with the line. */
  readonly barriers: number[] = [];
  readonly level: number[] = [];
  /** Index into the paragraph's styles. */
  readonly style: number[] = [];
  /** Place in logical order: only comparisons count. */
  readonly order: number[] = [];
  /** em of the line's size: the width on the page, and that of the glyph alone. */
  readonly advance: number[] = [];
  readonly natural: number[] = [];
  /** Distance of the left edge from the line's left edge, em. */
  readonly x: number[] = [];
  /** Steering marks, ready to be shown. */
  readonly marksLeft: string[] = [];
  readonly marksRight: string[] = [];
  /** Unit of the paragraph, for going back to its clusters. */
  readonly unit: number[] = [];

  readonly #predictor: PdfJsOrder;
  #seen: Uint16Array = new Uint16Array(1024);
  #wanted: Uint16Array = new Uint16Array(1024);

  constructor(predictor: PdfJsOrder) {
    this.#predictor = predictor;
  }

  clear(): void {
    this.count = 0;
    this.barriers.length = 0;
  }

  push(word: EncodedWord | null, isSpace: boolean, unit: number): void {
    const i = this.count++;
    this.words[i] = word;
    this.isSpace[i] = isSpace;
    this.unit[i] = unit;
    this.level[i] = 0;
    this.style[i] = 0;
    this.order[i] = 0;
    this.advance[i] = word?.advance ?? 0;
    this.natural[i] = word?.advance ?? 0;
    this.x[i] = 0;
    this.marksLeft[i] = '';
    this.marksRight[i] = '';
  }

  /** Puts other pieces in the place of one; they share its level and style. `parts` are in visual order. */
  replace(index: number, parts: readonly { word: EncodedWord; order: number }[]): void {
    const x = this.x[index] ?? 0;
    const insert = <T>(array: T[], values: readonly T[]): void => void array.splice(index, 1, ...values);
    const same = (array: unknown[]): void => {
      const value = array[index];
      if (value !== undefined) insert(array, parts.map(() => value)); // prettier-ignore
    };
    let pen = x;
    const advances = parts.map((part) => part.word.advance);
    insert(this.x, advances.map((advance) => (pen += advance) - advance)); // prettier-ignore
    same(this.isSpace);
    same(this.level);
    same(this.style);
    same(this.unit);
    const left = this.marksLeft[index] ?? '';
    const right = this.marksRight[index] ?? '';
    insert(this.marksLeft, parts.map((_, i) => (i === 0 ? left : ''))); // prettier-ignore
    insert(this.marksRight, parts.map((_, i) => (i === parts.length - 1 ? right : ''))); // prettier-ignore
    insert(this.words, parts.map((part) => part.word)); // prettier-ignore
    insert(this.order, parts.map((part) => part.order)); // prettier-ignore
    insert(this.advance, advances);
    insert(this.natural, advances);
    this.count += parts.length - 1;
    this.barriers.forEach((barrier, i) => {
      if (barrier > index) this.barriers[i] = barrier + parts.length - 1;
    });
  }

  /** Piece indexes [from, to) in logical order. */
  logicalOrder(from: number, to: number): number[] {
    const indexes: number[] = [];
    for (let i = from; i < to; i++) indexes.push(i);
    return indexes.sort((a, b) => (this.order[a] ?? 0) - (this.order[b] ?? 0));
  }

  /** Whether pdf.js, given pieces [from, to) as one item, reads them in logical order. */
  readsBack(from: number, to: number): boolean {
    for (const barrier of this.barriers) if (barrier >= from && barrier < to && to - from > 1) return false;
    const seen = this.#collectSeen(from, to);
    let simple = true;
    for (let i = 0; i < seen; i++) if ((this.#seen[i] ?? 0) >= 0x590) simple = false;
    const wanted = this.#collectWanted(from, to);
    if (simple) return seen === wanted && this.#matches(this.#seen, seen, wanted);
    for (const rules of RULES) {
      const count = this.#predictor.reorder(this.#seen, seen, rules);
      if (!this.#matches(this.#predictor.output, count, wanted)) return false;
    }
    return true;
  }

  /** Reading order of the item without the marks that steer it. */
  #matches(output: Uint16Array, count: number, wanted: number): boolean {
    let at = 0;
    for (let i = 0; i < count; i++) {
      const unit = output[i] ?? 0;
      if (unit === ALM_UNIT || unit === LRM_UNIT || unit === RLM_UNIT) continue;
      if (at >= wanted || this.#wanted[at] !== unit) return false;
      at++;
    }
    return at === wanted;
  }

  #collectSeen(from: number, to: number): number {
    let count = 0;
    let space = false;
    for (let i = from; i < to; i++) {
      const word = this.words[i];
      if (word === null || word === undefined) continue;
      if (this.isSpace[i] === true) {
        space = count > 0;
        continue;
      }
      const { seen } = word;
      if (count + seen.length + 1 > this.#seen.length) this.#grow();
      for (let k = 0; k < seen.length; k++) {
        const unit = seen.charCodeAt(k);
        if (unit === SPACE_UNIT) {
          space = count > 0;
          continue;
        }
        if (space) this.#seen[count++] = SPACE_UNIT;
        space = false;
        this.#seen[count++] = unit;
      }
    }
    return count;
  }

  #collectWanted(from: number, to: number): number {
    let count = 0;
    let space = false;
    for (const i of this.logicalOrder(from, to)) {
      const word = this.words[i];
      if (word === null || word === undefined) continue;
      if (this.isSpace[i] === true) {
        space = count > 0;
        continue;
      }
      const { logical } = word;
      if (count + logical.length + 1 > this.#wanted.length) this.#grow();
      for (let k = 0; k < logical.length; k++) {
        const unit = logical.charCodeAt(k);
        if (unit === ALM_UNIT || unit === LRM_UNIT || unit === RLM_UNIT) continue;
        if (unit === SPACE_UNIT) {
          space = count > 0;
          continue;
        }
        if (space) this.#wanted[count++] = SPACE_UNIT;
        space = false;
        this.#wanted[count++] = unit;
      }
    }
    return count;
  }

  #grow(): void {
    const size = this.#seen.length * 2;
    const enlarged = (old: Uint16Array): Uint16Array => {
      const array = new Uint16Array(size);
      array.set(old);
      return array;
    };
    this.#seen = enlarged(this.#seen);
    this.#wanted = enlarged(this.#wanted);
  }
}
