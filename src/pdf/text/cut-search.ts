// Groups of pieces in logical order → the cut of a line into the fewest stretches that pdf.js reads correctly
// (TEXT-IN-PDF rule 8).

/** Pieces that stay together (a word, or a part of one that has been taken apart), logical order. */
export interface Group {
  readonly pieces: number[];
  readonly space: boolean;
}

/** Tells whether pieces [from, to) read back as one item. */
export interface Reader {
  readsBack(from: number, to: number): boolean;
}

/**
 * Breadth-first search for the fewest stretches of groups that read back. Of several cuts into as few it finds the one
 * whose last stretch begins first, and so on backwards.
 */
export class CutSearch {
  readonly #pieces: Reader;
  readonly #groups: readonly Group[];
  /** Where the last stretch has to end: before the spaces at the line's end. */
  readonly #end: number;
  /** Where the last stretch of a cut that ends before group i begins; -1: none found. */
  readonly #from: number[] = [-1];
  /** Whether the line reads back from a group to its end: 1 yes, 2 no, 0 not tried. */
  readonly #toEnd: number[] = [];
  /** Lowest and highest piece of each group, and the pieces before it. Plain arrays: short typed ones are slow to make. */
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #before: number[] = [0];

  constructor(pieces: Reader, groups: readonly Group[]) {
    const count = groups.length;
    this.#pieces = pieces;
    this.#groups = groups;
    let end = count;
    while (groups[end - 1]?.space === true) end--;
    this.#end = end;
    for (let i = 0; i < count; i++) {
      const own = groups[i]?.pieces ?? [];
      let low = Infinity;
      let high = -1;
      for (const piece of own) {
        if (piece < low) low = piece;
        if (piece > high) high = piece;
      }
      this.#from.push(-1);
      this.#toEnd.push(0);
      this.#low.push(low);
      this.#high.push(high);
      this.#before.push((this.#before[i] ?? 0) + own.length);
    }
  }

  /** The beginnings of the stretches, by their ends; null without any cut. */
  run(): readonly number[] | null {
    const end = this.#end;
    const from = this.#from;
    from[0] = 0;
    const start = this.#afterSpaces(0);
    if (from[end] === -1) {
      if (this.#readsToEnd(start)) from[end] = start;
      else if (!this.#inTwo(start)) {
        // Only the way to the end counts, and hardly a line needs more than three.
        const late = this.#lateBeginnings(start);
        if (late.length === 0) return null;
        if (!this.#inThree(start, late) && !this.#inMore(start)) return null;
      }
    }
    this.#afterSpaces(end);
    return from;
  }

  /** Looks for two stretches: most lines that are cut at all need no more. */
  #inTwo(start: number): boolean {
    for (let end = start + 1; end < this.#end; end++) {
      const begin = this.#skipSpaces(end);
      if (this.#readsToEnd(begin) && this.#readsBack(start, end)) return this.#join(start, end, begin);
    }
    return false;
  }

  /** Looks for three, the last of which begins at a group of `late`. */
  #inThree(start: number, late: readonly number[]): boolean {
    /** Whether the first stretch may end before a group: 1 yes, 2 no, 0 not tried. */
    const isFirst = new Uint8Array(this.#end);
    for (const last of late) {
      let stop = last;
      while (this.#groups[stop - 1]?.space === true) stop--;
      for (let end = start + 1; end < stop; end++) {
        if (isFirst[end] === 0) isFirst[end] = this.#readsBack(start, end) ? 1 : 2;
        const begin = this.#skipSpaces(end);
        if (isFirst[end] === 2 || begin >= stop || !this.#readsBack(begin, stop)) continue;
        this.#join(start, end, begin);
        return this.#join(begin, stop, last);
      }
    }
    return false;
  }

  /** The cut is: a stretch [from, end), and the last one from `begin` on. */
  #join(from: number, end: number, begin: number): true {
    this.#from[end] = from;
    this.#afterSpaces(end);
    this.#from[this.#end] = begin;
    return true;
  }

  /** Looks for four and more, one more each time. */
  #inMore(start: number): boolean {
    let reached = this.#next([start]);
    while (reached.length > 0) {
      reached = this.#next(reached.sort((a, b) => a - b)).sort((a, b) => a - b);
      const last = reached.find((i) => this.#readsToEnd(i));
      if (last === undefined) continue;
      this.#from[this.#end] = last;
      return true;
    }
    return false;
  }

  /** Where stretches that follow those up to `reached` can begin. */
  #next(reached: readonly number[]): number[] {
    const next: number[] = [];
    for (const i of reached) {
      for (let end = i + 1; end < this.#end; end++) {
        if (this.#from[end] !== -1 || !this.#readsBack(i, end)) continue;
        this.#from[end] = i;
        const begin = this.#afterSpaces(end);
        next.push(begin);
        // From one beginning the ends come in order: the first that leads to the end is the one wanted.
        if (reached.length === 1 && this.#readsToEnd(begin)) return next;
      }
    }
    return next;
  }

  /** All groups after `start` from which the rest reads back. */
  #lateBeginnings(start: number): number[] {
    const late: number[] = [];
    for (let i = start + 1; i < this.#end; i++) if (this.#readsToEnd(i)) late.push(i);
    return late;
  }

  #readsToEnd(from: number): boolean {
    const known = this.#toEnd[from];
    if (known !== undefined && known !== 0) return known === 1;
    const reads = this.#readsBack(from, this.#end);
    this.#toEnd[from] = reads ? 1 : 2;
    return reads;
  }

  /** Goes on from `end` over a space, which is no stretch; returns where the next stretch begins. */
  #afterSpaces(end: number): number {
    let i = end;
    for (; this.#groups[i]?.space === true; i++) this.#from[i + 1] = i;
    return i;
  }

  #skipSpaces(end: number): number {
    let i = end;
    while (this.#groups[i]?.space === true) i++;
    return i;
  }

  #readsBack(from: number, end: number): boolean {
    if (this.#groups[from]?.space === true || this.#groups[end - 1]?.space === true) return false;
    let low = Infinity;
    let high = -1;
    for (let i = from; i < end; i++) {
      const lowest = this.#low[i] ?? 0;
      const highest = this.#high[i] ?? 0;
      if (lowest < low) low = lowest;
      if (highest > high) high = highest;
    }
    const size = (this.#before[end] ?? 0) - (this.#before[from] ?? 0);
    return high - low + 1 === size && this.#pieces.readsBack(low, high + 1);
  }
}
