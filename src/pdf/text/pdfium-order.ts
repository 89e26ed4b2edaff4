// The characters of a line as PDFium meets them → what it reads: its own reordering (CPDF_TextPage::CloseTempLine), which
// cuts the line into stretches of one kind and turns them round. No algorithm of UAX #9: it knows neither levels nor
// neutrals between, so that `T-72` comes back as `-72T` from right-to-left text.
import { AL, AN, BN, CS, EN, ES, ET, L, NSM, R, bidiClasses } from '../../unicode/bidi-classes.ts';
import { mirrorOf } from '../../unicode/bidi.ts';

export const LEFT = 1;
export const RIGHT = 2;
/** Numbers and signs, which keep their order and change no direction. */
const WEAK = 3;
export const NEUTRAL = 4;

/** Kind by Bidi_Class. */
const KINDS: Uint8Array = new Uint8Array(256).fill(NEUTRAL);
KINDS[L] = LEFT;
KINDS.fill(RIGHT, R, AL + 1);
for (const weak of [AN, EN, NSM, CS, ES, ET, BN]) KINDS[weak] = WEAK;

/** LEFT, RIGHT, WEAK or NEUTRAL: the kind of a UTF-16 unit. */
export function pdfiumKind(unit: number): number {
  return KINDS[bidiClasses.bmp[unit] ?? 0] ?? NEUTRAL;
}

const FIRST_CAPACITY = 512;
const SPACE_UNIT = 0x20;
const ALM_UNIT = 0x061c;
const LRM_UNIT = 0x200e;
const RLM_UNIT = 0x200f;

export interface PdfiumReading {
  readonly text: string;
  readonly rightToLeft: boolean;
}

/**
 * Reads a line: the text of its objects from left to right, each in the order in which it is shown. `isDeclared`: the
 * file's viewer preferences say that it is read from right to left, which PDFium takes for every line.
 */
export function readByPdfium(seen: string, isDeclared = false): PdfiumReading {
  const order = new PdfiumOrder();
  order.push(seen);
  const rightToLeft = order.read(isDeclared);
  return { text: order.text, rightToLeft };
}

/** A line as PDFium meets it, on typed arrays that are reused from line to line; `output` is what it reads. */
export class PdfiumOrder {
  count = 0;
  /** UTF-16 units, `count` of them; valid after `read`. */
  output: Uint16Array = new Uint16Array(FIRST_CAPACITY);
  #units: Uint16Array = new Uint16Array(FIRST_CAPACITY);

  clear(): void {
    this.count = 0;
  }

  /** Adds what stands to the right of all that was added before. */
  push(text: string): void {
    const { length } = text;
    if (this.count + length > this.#units.length) this.#grow(this.count + length);
    for (let i = 0; i < length; i++) this.#units[this.count++] = text.charCodeAt(i);
  }

  /** PDFium drops an object of a single blank glyph, or without width: of units [from, count) spaces alone are left. */
  dropBlank(from: number): void {
    const units = this.#units;
    for (let i = from; i < this.count; i++) if (units[i] !== SPACE_UNIT && !isMark(units[i])) return;
    let to = from;
    for (let i = from; i < this.count; i++) if (units[i] === SPACE_UNIT) units[to++] = SPACE_UNIT;
    this.count = to;
  }

  /** Stretches of left-to-right letters less those of right-to-left ones; the sign decides the direction. */
  get surplus(): number {
    let last = 0;
    let surplus = 0;
    for (let i = 0; i < this.count; i++) {
      const kind = this.#kindAt(i);
      if (kind === last) continue;
      if (kind === LEFT) surplus++;
      else if (kind === RIGHT) surplus--;
      last = kind;
    }
    return surplus;
  }

  /** Reads the line into `output`; whether PDFium takes it for right to left. */
  read(isDeclared: boolean): boolean {
    const { count } = this;
    const rightToLeft = isDeclared || this.#isRightToLeft();
    let turned = rightToLeft;
    let length = 0;
    for (let done = 0; done < count;) {
      const at = rightToLeft ? count - 1 - done : done;
      const kind = this.#kindAt(at);
      const step = rightToLeft ? -1 : 1;
      let end = at;
      while (end >= 0 && end < count && this.#kindAt(end) === kind) end += step;
      if (kind === LEFT || kind === RIGHT) turned = kind === RIGHT;
      const from = Math.min(at, end - step);
      const to = Math.max(at, end - step) + 1;
      if (turned && kind !== WEAK) this.#turnRound(from, to, length);
      else for (let i = from; i < to; i++) this.output[length + i - from] = this.#units[i] ?? 0;
      length += to - from;
      done += to - from;
    }
    return rightToLeft;
  }

  /** What was read last. */
  get text(): string {
    let text = '';
    for (let i = 0; i < this.count; i++) text += String.fromCharCode(this.output[i] ?? 0);
    return text;
  }

  #isRightToLeft(): boolean {
    let last = 0;
    let left = 0;
    let right = 0;
    for (let i = 0; i < this.count; i++) {
      const kind = this.#kindAt(i);
      if (kind === last) continue;
      if (kind === LEFT) left++;
      if (kind === RIGHT) right++;
      last = kind;
    }
    return right > 0 && right >= left;
  }

  #kindAt(i: number): number {
    return KINDS[bidiClasses.bmp[this.#units[i] ?? 0] ?? 0] ?? NEUTRAL;
  }

  #turnRound(from: number, to: number, at: number): void {
    for (let i = to - 1, k = at; i >= from; i--, k++) {
      const unit = this.#units[i] ?? 0;
      this.output[k] = mirrorOf(unit) ?? unit;
    }
  }

  #grow(count: number): void {
    const units = new Uint16Array(count * 2);
    units.set(this.#units);
    this.#units = units;
    this.output = new Uint16Array(count * 2);
  }
}

/** How many marks of the paragraph's direction, each a stretch of its own, give the line that direction. */
export function missingMarks(surplus: number, rightToLeft: boolean): number {
  return Math.max(0, rightToLeft ? surplus : 1 - surplus);
}

function isMark(unit: number | undefined): boolean {
  return unit === ALM_UNIT || unit === LRM_UNIT || unit === RLM_UNIT;
}
