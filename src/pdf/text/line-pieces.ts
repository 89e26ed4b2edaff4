// The pieces of one line from left to right (words, spaces, gaps), as parallel arrays that are reused from line to
// line, and what pdf.js would read if a stretch of them were one text item.
import { isHopeless, judgeStretch } from './judge-stretch.ts';
import type { EncodedWord } from './word-encoder.ts';
import type { PdfJsOrder, Stand } from './pdfjs-order.ts';

const SPACE_UNIT = 0x20;
const ALM_UNIT = 0x061c;
const LRM_UNIT = 0x200e;
const RLM_UNIT = 0x200f;

/** No unit below this is right to left for pdf.js. */
const FIRST_RIGHT_TO_LEFT = 0x590;

/** Pieces there is room for at first. */
const FIRST_CAPACITY = 256;

/** Longer lines are sorted by the general method, which never takes quadratic time. */
const LONGEST_INSERTION = 200;

export class LinePieces {
  count = 0;
  /** The word, or null for a gap without text (an inline object). */
  readonly words: (EncodedWord | null)[] = [];
  readonly isSpace: boolean[] = [];
  /** Pieces that no item reaches across: leaders. Cleared with the line. */
  readonly barriers: number[] = [];
  level: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** Structure element; looked at only where there are several in the line. */
  tag: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Whether no item may hold pieces of several structure elements. Cleared with the line. */
  partsTags = false;
  /** Index into the paragraph's styles. */
  style: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Place in logical order: only comparisons count. */
  order: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** em of the line's size: the width on the page, and that of the glyph alone. */
  advance: Float64Array = new Float64Array(FIRST_CAPACITY);
  natural: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Distance of the left edge from the line's left edge, em. */
  x: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Steering marks, ready to be shown. */
  readonly marksLeft: string[] = [];
  readonly marksRight: string[] = [];
  /** Unit of the paragraph, for going back to its clusters. */
  unit: Int32Array = new Int32Array(FIRST_CAPACITY);

  readonly #predictor: PdfJsOrder;
  #seen: Uint16Array = new Uint16Array(1024);
  #wanted: Uint16Array = new Uint16Array(1024);
  /** Of the stretch tried last: characters left out, and whether words with ZWNJ are among the shortened ones. */
  readonly #more = { all: 0, rightToLeft: 0 };
  #hasJoined = false;
  /** The highest unit of the last `#collectSeen`. */
  #highest = 0;
  /** Piece indexes in logical order; `#sorted` of them are valid, none after a change. */
  #logical: Int32Array = new Int32Array(256);
  #sorted = 0;

  constructor(predictor: PdfJsOrder) {
    this.#predictor = predictor;
  }

  clear(): void {
    this.count = 0;
    this.#sorted = 0;
    this.barriers.length = 0;
    this.partsTags = false;
  }

  push(word: EncodedWord | null, isSpace: boolean, unit: number): void {
    const i = this.count++;
    this.#reserve(this.count);
    this.words[i] = word;
    this.isSpace[i] = isSpace;
    this.unit[i] = unit;
    this.level[i] = 0;
    this.style[i] = 0;
    this.tag[i] = 0;
    this.order[i] = 0;
    this.advance[i] = word?.advance ?? 0;
    this.natural[i] = word?.advance ?? 0;
    this.x[i] = 0;
    this.marksLeft[i] = '';
    this.marksRight[i] = '';
  }

  /** Puts other pieces in the place of one; they share its level and style. `parts` are in visual order. */
  replace(index: number, parts: readonly { word: EncodedWord; order: number }[]): void {
    const more = parts.length - 1;
    const total = this.count + more;
    this.#reserve(total);
    for (const array of [this.words, this.isSpace, this.marksLeft, this.marksRight] as unknown[][]) {
      // An array with holes would be another kind of array to all loops over it.
      while (array.length < total) array.push(array[index]);
      for (let i = this.count - 1; i > index; i--) array[i + more] = array[i];
      for (let i = index + 1; i <= index + more; i++) array[i] = array[index];
    }
    for (const array of [
      this.level,
      this.style,
      this.tag,
      this.order,
      this.advance,
      this.natural,
      this.x,
      this.unit,
    ]) {
      array.copyWithin(index + 1 + more, index + 1, this.count);
      array.fill(array[index] ?? 0, index + 1, index + 1 + more);
    }
    this.count = total;
    this.#sorted = 0;
    let pen = this.x[index] ?? 0;
    const left = this.marksLeft[index] ?? '';
    const right = this.marksRight[index] ?? '';
    parts.forEach(({ word, order }, part) => {
      const i = index + part;
      this.words[i] = word;
      this.order[i] = order;
      this.advance[i] = word.advance;
      this.natural[i] = word.advance;
      // Sums and differences as they have always been rounded: the last digit shows in the file.
      pen += word.advance;
      this.x[i] = pen - word.advance;
      this.marksLeft[i] = part === 0 ? left : '';
      this.marksRight[i] = part === more ? right : '';
    });
    this.barriers.forEach((barrier, i) => {
      if (barrier > index) this.barriers[i] = barrier + more;
    });
  }

  /** Makes room for so many pieces. */
  #reserve(count: number): void {
    if (count <= this.level.length) return;
    const size = count * 2;
    const enlarged = <T extends Uint8Array | Int32Array | Float64Array>(array: T, old: T): T => {
      array.set(old);
      return array;
    };
    this.level = enlarged(new Uint8Array(size), this.level);
    this.style = enlarged(new Int32Array(size), this.style);
    this.tag = enlarged(new Int32Array(size), this.tag);
    this.order = enlarged(new Float64Array(size), this.order);
    this.advance = enlarged(new Float64Array(size), this.advance);
    this.natural = enlarged(new Float64Array(size), this.natural);
    this.x = enlarged(new Float64Array(size), this.x);
    this.unit = enlarged(new Int32Array(size), this.unit);
  }

  /** Piece indexes in logical order, `count` of them; to be read before the next change. */
  logicalOrder(): Int32Array {
    const { count, order } = this;
    if (this.#sorted === count) return this.#logical;
    if (this.#logical.length < count) this.#logical = new Int32Array(count * 2);
    const indexes = this.#logical;
    // A line of one direction is in order now; little is left to do for others.
    const reversed = (order[0] ?? 0) > (order[count - 1] ?? 0);
    for (let i = 0; i < count; i++) indexes[i] = reversed ? count - 1 - i : i;
    if (count > LONGEST_INSERTION)
      indexes.subarray(0, count).sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b); // prettier-ignore
    else sortByInsertion(indexes, order, count);
    this.#sorted = count;
    return this.#logical;
  }

  /** Whether pdf.js, given pieces [from, to) as one item, reads them in logical order. */
  readsBack(from: number, to: number): boolean {
    if (this.barriers.length > 0 && to - from > 1)
      for (const barrier of this.barriers) if (barrier >= from && barrier < to) return false;
    if (this.partsTags && this.#hasSeveralTags(from, to)) return false;
    const judged = judgeStretch(this, from, to);
    if (judged !== null) return judged;
    let seen = this.#collectSeen(from, to, true);
    if (this.#highest < FIRST_RIGHT_TO_LEFT) {
      const wanted = this.#collectWanted(from, to, true);
      return seen === wanted && this.#matches(this.#seen, seen, wanted);
    }
    const reorders = this.#predictor.load(this.#seen, seen, this.#more);
    const shortensJoined = !this.#hasJoined || this.#predictor.isRightToLeft;
    if (reorders && !shortensJoined) {
      seen = this.#collectSeen(from, to, false);
      this.#predictor.load(this.#seen, seen, this.#more);
    }
    const wanted = this.#collectWanted(from, to, shortensJoined);
    if (!reorders) return this.#matches(this.#seen, seen, wanted);
    // The versions of pdf.js whose rules a line has to satisfy; mostly they say the same.
    let count = this.#predictor.order(seen, 5);
    if (!this.#matches(this.#predictor.output, count, wanted)) return false;
    if (this.#predictor.agrees(seen, 6)) return true;
    count = this.#predictor.order(seen, 6);
    return this.#matches(this.#predictor.output, count, wanted);
  }

  /** A space may stand in either of the elements beside it. */
  #hasSeveralTags(from: number, to: number): boolean {
    let first = -1;
    for (let i = from; i < to; i++) {
      if (this.isSpace[i] === true || this.words[i] === null) continue;
      if (first === -1) first = i;
      else if (this.tag[i] !== this.tag[first]) return true;
    }
    return false;
  }

  /** Whether no item that holds pieces [from, to) reads back. */
  isHopeless(from: number, to: number): boolean {
    return isHopeless(this, from, to);
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

  #collectSeen(from: number, to: number, shortensJoined: boolean): number {
    let count = 0;
    let space = false;
    let highest = 0;
    const more = this.#more;
    more.all = 0;
    more.rightToLeft = 0;
    this.#hasJoined = false;
    for (let i = from; i < to; i++) {
      const word = this.words[i];
      if (word === null || word === undefined) continue;
      if (this.isSpace[i] === true) {
        space = count > 0;
        continue;
      }
      const { seen, stand } = word;
      if (stand !== null && (shortensJoined || stand !== 'right-to-left-joined')) {
        if (count + 3 > this.#seen.length) this.#grow();
        if (space) this.#seen[count++] = SPACE_UNIT;
        space = false;
        const unit = standIn(stand, i);
        this.#seen[count++] = unit;
        this.#seen[count++] = unit + 1;
        if (unit > highest) highest = unit;
        more.all += seen.length - 2;
        if (stand !== 'left-to-right') more.rightToLeft += word.rightToLeftUnits - 2;
        if (stand === 'right-to-left-joined') this.#hasJoined = true;
        continue;
      }
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
        if (unit > highest) highest = unit;
      }
    }
    this.#highest = highest;
    return count;
  }

  #collectWanted(from: number, to: number, shortensJoined: boolean): number {
    let count = 0;
    let space = false;
    const whole = from === 0 && to === this.count;
    const logical = this.logicalOrder();
    for (let k = 0; k < this.count; k++) {
      const i = logical[k] ?? 0;
      if (!whole && (i < from || i >= to)) continue;
      const word = this.words[i];
      if (word === null || word === undefined) continue;
      if (this.isSpace[i] === true) {
        space = count > 0;
        continue;
      }
      const { stand } = word;
      if (stand !== null && (shortensJoined || stand !== 'right-to-left-joined')) {
        if (count + 3 > this.#wanted.length) this.#grow();
        if (space) this.#wanted[count++] = SPACE_UNIT;
        space = false;
        const unit = standIn(stand, i);
        const reversed = stand === 'left-to-right' ? 0 : 1;
        this.#wanted[count++] = unit + reversed;
        this.#wanted[count++] = unit + 1 - reversed;
        continue;
      }
      const text = word.logical;
      if (count + text.length + 1 > this.#wanted.length) this.#grow();
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
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

/** Pairs of letters that stand for words in trials, in turn: Arabic ones (AL), and Latin ones. */
const ARABIC_LETTERS = 0x671;
const LATIN_LETTERS = 0x100;
const PAIRS_IN_TURN = 45;

function standIn(stand: Stand, piece: number): number {
  return (stand === 'left-to-right' ? LATIN_LETTERS : ARABIC_LETTERS) + 2 * (piece % PAIRS_IN_TURN);
}

/** By `order`, then by index. */
function sortByInsertion(indexes: Int32Array, order: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const index = indexes[i] ?? 0;
    const place = order[index] ?? 0;
    let at = i;
    for (; at > 0; at--) {
      const before = indexes[at - 1] ?? 0;
      const other = order[before] ?? 0;
      if (other < place || (other === place && before < index)) break;
      indexes[at] = before;
    }
    indexes[at] = index;
  }
}
