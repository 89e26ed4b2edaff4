// Predicts what pdf.js makes of the characters of one text item, which it takes to be in visual order: the rules of
// its bidi step restated (versions 5 and 6, “simplified UAX #9”), on typed arrays that are reused from call to call.
// The comparison with the real function is in tests/conformance/pdf-text-order.test.ts.

const R = 0;
const L = 1;
const AL = 2;
const AN = 3;
const EN = 4;
const ES = 5;
const ET = 6;
const CS = 7;
const NSM = 8;
const ON = 9;
const OTHER = 10;

/** Below this share of right-to-left characters (and above four characters) pdf.js takes the item for left to right. */
const RIGHT_TO_LEFT_SHARE = 0.3;
const SHORT = 4;

/** Characters of an item that were left out of a trial. */
export interface MoreUnits {
  readonly all: number;
  readonly rightToLeft: number;
}

const NO_MORE: MoreUnits = { all: 0, rightToLeft: 0 };
const ZWNJ_UNIT = 0x200c;
const SURROGATES = 0xd800;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

export type PdfJsRules = 5 | 6;

/** pdf.js' type of a UTF-16 unit; white space counts as ON, as it is never told apart from it. */
export const PDFJS_TYPE: Uint8Array = buildTypes();

/** Types by name. */
export const PDFJS_RIGHT_TO_LEFT: number = R;
export const PDFJS_ARABIC: number = AL;
export const PDFJS_ARABIC_NUMBER: number = AN;
export const PDFJS_EUROPEAN_NUMBER: number = EN;
export const PDFJS_EUROPEAN_SEPARATOR: number = ES;
export const PDFJS_EUROPEAN_TERMINATOR: number = ET;
export const PDFJS_COMMON_SEPARATOR: number = CS;
export const PDFJS_MARK: number = NSM;

/** The type is one of R, AL and AN: it counts towards the item's direction. */
export function countsAsRightToLeft(type: number): boolean {
  return type === R || type === AL || type === AN;
}

/** Whether an item is taken for right to left; `all` and `rightToLeft` count its characters. */
export function isRightToLeftShare(rightToLeft: number, all: number): boolean {
  return rightToLeft > 0 && (rightToLeft / all >= RIGHT_TO_LEFT_SHARE || all <= SHORT);
}

/**
 * Types that leave an item plainly reversed whatever their order, as long as no digit and no left-to-right letter is
 * in it: separators and the like count as neutral then.
 */
export function isPlainRightToLeft(unit: number): boolean {
  if (unit === LESS_THAN || unit === GREATER_THAN) return false;
  const type = PDFJS_TYPE[unit] ?? L;
  return type === R || type === AL || (type >= ES && type <= ON);
}

/**
 * How a word may be shortened when items are tried. `joined` words hold ZWNJ, which pdf.js takes for a neutral: they
 * move as one only in right-to-left items.
 */
export type Stand = 'right-to-left' | 'right-to-left-joined' | 'left-to-right' | null;

/** Shorter words are not worth shortening. */
const SHORTEST_STAND = 3;

/**
 * A word of nothing but letters of one direction moves as one, so that its first two letters can stand for it in every
 * trial, if its own letters come out in logical order. Two, because pdf.js looks one character too far after neutrals.
 */
export function standOf(seen: string, logical: string): Stand {
  const { length } = seen;
  if (length < SHORTEST_STAND || length !== logical.length) return null;
  const first = PDFJS_TYPE[seen.charCodeAt(0)];
  const rightToLeft = first === R || first === AL;
  let stand: Stand = rightToLeft ? 'right-to-left' : 'left-to-right';
  for (let i = 0; i < length; i++) {
    const unit = seen.charCodeAt(i);
    if (unit !== logical.charCodeAt(rightToLeft ? length - 1 - i : i)) return null;
    const type = PDFJS_TYPE[unit];
    if (rightToLeft ? type === R || type === AL : type === L && unit < SURROGATES) continue;
    if (unit !== ZWNJ_UNIT || !rightToLeft || i === 0 || i === length - 1) return null;
    stand = 'right-to-left-joined';
  }
  return stand;
}

/** A reusable simulation; `output` holds the result of the last call. */
export class PdfJsOrder {
  output: Uint16Array = new Uint16Array(512);
  #units: Uint16Array = new Uint16Array(512);
  #weak: Uint8Array = new Uint8Array(512);
  #types: Uint8Array = new Uint8Array(512);
  #others: Uint8Array = new Uint8Array(512);
  #base = L;

  /** Reorders `units[0, count)`; returns the number of units in `output`. */
  reorder(units: Uint16Array, count: number, rules: PdfJsRules): number {
    if (this.load(units, count)) return this.order(count, rules);
    this.output.set(units.subarray(0, count));
    return count;
  }

  /**
   * Takes an item in, up to the weak types, which the versions have in common. False: nothing in it is right to left,
   * it stays as it is. `units` must not change before the calls of `order`. `more` counts the characters that the units
   * stand for besides themselves, in all and right to left: the item's direction hangs on their share.
   */
  load(units: Uint16Array, count: number, more: MoreUnits = NO_MORE): boolean {
    if (count > this.output.length) this.#grow(count);
    this.#units = units;
    const types = this.#weak;
    let rightToLeft = 0;
    let met = 0;
    for (let i = 0; i < count; i++) {
      const type = PDFJS_TYPE[units[i] ?? 0] ?? L;
      types[i] = type;
      met |= 1 << type;
      if (type === R || type === AL || type === AN) rightToLeft++;
    }
    if (rightToLeft === 0) return false;
    const all = count + more.all;
    this.#base = isRightToLeftShare(rightToLeft + more.rightToLeft, all) ? R : L;
    resolveWeak(types, { count, base: this.#base, met });
    return true;
  }

  /** Direction that the loaded item is taken to have. */
  get isRightToLeft(): boolean {
    return this.#base === R;
  }

  /** The order of the loaded item by the rules of one version; returns the number of units in `output`. */
  order(count: number, rules: PdfJsRules): number {
    const types = this.#types;
    for (let i = 0; i < count; i++) types[i] = this.#weak[i] ?? L;
    resolveNeutral(types, count, this.#base, rules);
    return this.#base === L ? this.#reverseRuns(count) : this.#reverse(0, count, 0);
  }

  /** Whether `rules` give the loaded item the order that the last call of `order` gave it. */
  agrees(count: number, rules: PdfJsRules): boolean {
    const types = this.#types;
    const others = this.#others;
    for (let i = 0; i < count; i++) others[i] = this.#weak[i] ?? L;
    resolveNeutral(others, count, this.#base, rules);
    for (let i = 0; i < count; i++) if (types[i] !== others[i]) return false;
    return true;
  }

  /** L2 with the levels of the resolved types, left to right: what is right to left or a number stands at level 1 or 2. */
  #reverseRuns(count: number): number {
    const units = this.#units;
    const types = this.#types;
    const { output } = this;
    let length = 0;
    for (let i = 0; i < count; i++) {
      const unit = units[i] ?? 0;
      if (types[i] !== R && types[i] !== AN && types[i] !== EN) {
        if (unit !== LESS_THAN && unit !== GREATER_THAN) output[length++] = unit;
        continue;
      }
      let end = i + 1;
      while (end < count && (types[end] === R || types[end] === AN || types[end] === EN)) end++;
      length = this.#reverse(i, end, length);
      i = end - 1;
    }
    return length;
  }

  /** Writes units [from, to) in reverse, those of level 2 (numbers, left to right) in order; returns the new length. */
  #reverse(from: number, to: number, at: number): number {
    const units = this.#units;
    const types = this.#types;
    const { output } = this;
    let length = at;
    for (let end = to; end > from;) {
      let begin = end - 1;
      if (isForward(types[begin])) while (begin > from && isForward(types[begin - 1])) begin--;
      for (let i = begin; i < end; i++) {
        const unit = units[i] ?? 0;
        if (unit !== LESS_THAN && unit !== GREATER_THAN) output[length++] = unit;
      }
      end = begin;
    }
    return length;
  }

  #grow(count: number): void {
    const size = count * 2;
    this.output = new Uint16Array(size);
    this.#weak = new Uint8Array(size);
    this.#types = new Uint8Array(size);
    this.#others = new Uint8Array(size);
  }
}

/** Types at level 2 among others at level 1. */
function isForward(type: number | undefined): boolean {
  return type === L || type === AN || type === EN;
}

interface WeakContext {
  readonly count: number;
  readonly base: number;
  /** The types met, as bits: rules for others are passed over. */
  readonly met: number;
}

function resolveWeak(types: Uint8Array, { count, base, met }: WeakContext): void {
  const has = (type: number): boolean => (met & (1 << type)) !== 0;
  let last = base;
  if (has(NSM)) {
    for (let i = 0; i < count; i++) {
      if (types[i] === NSM) types[i] = last;
      else last = types[i] ?? L;
    }
  }
  if (has(EN) && has(AL)) {
    last = base;
    for (let i = 0; i < count; i++) {
      const type = types[i];
      if (type === EN) {
        if (last === AL) types[i] = AN;
      } else if (type === R || type === L || type === AL) last = type;
    }
  }
  if (has(AL)) for (let i = 0; i < count; i++) if (types[i] === AL) types[i] = R;
  if (has(ES) || has(CS)) {
    for (let i = 1; i < count - 1; i++) {
      const before = types[i - 1];
      const after = types[i + 1];
      if (types[i] === ES && before === EN && after === EN) types[i] = EN;
      if (types[i] === CS && (before === EN || before === AN) && after === before) types[i] = before;
    }
  }
  if (has(EN) && has(ET)) {
    for (let i = 0; i < count; i++) {
      if (types[i] !== EN) continue;
      for (let j = i - 1; j >= 0 && types[j] === ET; j--) types[j] = EN;
      for (let j = i + 1; j < count && types[j] === ET; j++) types[j] = EN;
    }
  }
  if (has(ES) || has(ET) || has(CS)) {
    for (let i = 0; i < count; i++) {
      const type = types[i];
      if (type === ES || type === ET || type === CS) types[i] = ON;
    }
  }
  if (!has(EN)) return;
  last = base;
  for (let i = 0; i < count; i++) {
    const type = types[i];
    if (type === EN) {
      if (last === L) types[i] = L;
    } else if (type === R || type === L) last = type;
  }
}

function resolveNeutral(types: Uint8Array, count: number, base: number, rules: PdfJsRules): void {
  for (let i = 0; i < count; i++) {
    if (types[i] !== ON) continue;
    let end = i + 1;
    while (end < count && types[end] === ON) end++;
    let before: number;
    let after: number;
    if (rules === 5) {
      // Version 5 looks one character too far to the right.
      before = i > 0 ? (types[i - 1] ?? base) : base;
      after = end + 1 < count ? (types[end + 1] ?? base) : base;
    } else {
      before = strongBefore(types, i, base);
      after = strongAfter(types, end, count, base);
    }
    const left = before === L;
    if (left === (after === L)) for (let k = i; k < end; k++) types[k] = left ? L : R;
    i = end - 1;
  }
  for (let i = 0; i < count; i++) if (types[i] === ON) types[i] = base;
}

function strongBefore(types: Uint8Array, from: number, base: number): number {
  for (let j = from - 1; j >= 0; j--) {
    const type = types[j];
    if (type === L) return L;
    if (type === R || type === EN || type === AN) return R;
  }
  return base;
}

function strongAfter(types: Uint8Array, from: number, count: number, base: number): number {
  for (let j = from; j < count; j++) {
    const type = types[j];
    if (type === L) return L;
    if (type === R || type === EN || type === AN) return R;
  }
  return base;
}

function buildTypes(): Uint8Array {
  const types = new Uint8Array(0x10000).fill(L);
  const set = (type: number, ...ranges: readonly (readonly [number, number])[]): void => {
    for (const [from, to] of ranges) types.fill(type, from, to + 1);
  };
  // Latin-1: everything but letters is neutral, with these exceptions.
  for (let unit = 0; unit <= 0xff; unit++) if (!/[\p{L}]/u.test(String.fromCharCode(unit))) types[unit] = ON;
  set(OTHER, [0, 8], [0x0e, 0x1b], [0x7f, 0x84], [0x86, 0x9f], [0x0a, 0x0a], [0x0d, 0x0d], [0x1c, 0x1f], [0x85, 0x85], [9, 9], [0x0b, 0x0b]); // prettier-ignore
  set(EN, [0x30, 0x39], [0xb2, 0xb3], [0xb9, 0xb9]);
  set(ES, [0x2b, 0x2b], [0x2d, 0x2d]);
  set(CS, [0x2c, 0x2c], [0x2e, 0x2f], [0x3a, 0x3a], [0xa0, 0xa0]);
  set(ET, [0x23, 0x25], [0xa2, 0xa5], [0xb0, 0xb1]);
  set(R, [0x590, 0x5f4]);
  set(AL, [0x600, 0x6ff], [0x700, 0x8ac], [0xfb50, 0xfdff], [0xfe70, 0xfeff]);
  set(AN, [0x600, 0x605], [0x660, 0x669], [0x66b, 0x66c], [0x6dd, 0x6dd]);
  set(ON, [0x606, 0x607], [0x60e, 0x60f], [0x6de, 0x6de], [0x6e9, 0x6e9]);
  set(ET, [0x609, 0x60a], [0x66a, 0x66a]);
  set(CS, [0x60c, 0x60c]);
  set(EN, [0x6f0, 0x6f9]);
  set(OTHER, [0xad, 0xad], [0x61d, 0x61d]);
  set(NSM, [0x610, 0x61a], [0x64b, 0x65f], [0x670, 0x670], [0x6d6, 0x6dc], [0x6df, 0x6e4], [0x6e7, 0x6e8], [0x6ea, 0x6ed]); // prettier-ignore
  return types;
}
