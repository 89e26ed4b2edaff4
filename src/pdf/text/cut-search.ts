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
  readonly #from: Int32Array;
  /** Whether the line reads back from a group to its end: 1 yes, 2 no, 0 not tried. */
  readonly #toEnd: Uint8Array;
  /** Lowest and highest piece of each group, and the pieces before it. */
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #before: Int32Array;

  constructor(pieces: Reader, groups: readonly Group[]) {
    const count = groups.length;
    this.#pieces = pieces;
    this.#groups = groups;
    let end = count;
    while (groups[end - 1]?.space === true) end--;
    this.#end = end;
    this.#from = new Int32Array(count + 1).fill(-1);
    this.#toEnd = new Uint8Array(count);
    this.#low = new Int32Array(count);
    this.#high = new Int32Array(count);
    this.#before = new Int32Array(count + 1);
    groups.forEach((group, i) => {
      this.#low[i] = Math.min(...group.pieces);
      this.#high[i] = Math.max(...group.pieces);
      this.#before[i + 1] = (this.#before[i] ?? 0) + group.pieces.length;
    });
  }

  /** The beginnings of the stretches, by their ends; null without any cut. */
  run(): Int32Array | null {
    const end = this.#end;
    const from = this.#from;
    from[0] = 0;
    let reached = this.#afterSpaces(0);
    for (let stretches = 1; from[end] === -1 && reached.length > 0; stretches++) {
      reached.sort((a, b) => a - b);
      // The end first: only the way to the end counts, and most lines need two stretches, some three.
      const last = reached.find((i) => this.#readsToEnd(i));
      if (last !== undefined) from[end] = last;
      else if (stretches === 2) {
        const late = this.#lateBeginnings();
        if (late.length === 0) return null;
        if (this.#joins(reached, late)) break;
      }
      if (from[end] === -1) reached = this.#next(reached);
    }
    if (from[end] === -1) return null;
    this.#afterSpaces(end);
    return from;
  }

  /** Where stretches that follow those up to `reached` can begin. */
  #next(reached: readonly number[]): number[] {
    const next: number[] = [];
    for (const i of reached) {
      for (let end = i + 1; end < this.#end; end++) {
        if (this.#from[end] !== -1 || !this.#readsBack(i, end)) continue;
        this.#from[end] = i;
        const begins = this.#afterSpaces(end);
        next.push(...begins);
        // From one beginning the ends come in order: the first that leads to the end is the one wanted.
        if (reached.length === 1 && begins.some((begin) => this.#readsToEnd(begin))) return next;
      }
    }
    return next;
  }

  /** All groups not reached yet from which the rest reads back. */
  #lateBeginnings(): number[] {
    const late: number[] = [];
    for (let i = 1; i < this.#end; i++) if (this.#from[i] === -1 && this.#readsToEnd(i)) late.push(i);
    return late;
  }

  /** Whether one stretch leads from a group of `reached` to one of `late`; then the cut is complete. */
  #joins(reached: readonly number[], late: readonly number[]): boolean {
    for (const begin of late) {
      let end = begin;
      while (this.#groups[end - 1]?.space === true) end--;
      const from = reached.find((i) => i < end && this.#readsBack(i, end));
      if (from === undefined) continue;
      this.#from[end] = from;
      this.#afterSpaces(end);
      this.#from[this.#end] = begin;
      return true;
    }
    return false;
  }

  #readsToEnd(from: number): boolean {
    const known = this.#toEnd[from];
    if (known !== undefined && known !== 0) return known === 1;
    const reads = this.#readsBack(from, this.#end);
    this.#toEnd[from] = reads ? 1 : 2;
    return reads;
  }

  /** `end` itself if a stretch can begin there, and what follows when a space, which is no stretch, comes first. */
  #afterSpaces(end: number): number[] {
    const next: number[] = [];
    let i = end;
    for (; this.#groups[i]?.space === true; i++) this.#from[i + 1] = i;
    if (i < this.#groups.length) next.push(i);
    return next;
  }

  #readsBack(from: number, end: number): boolean {
    if (this.#groups[from]?.space === true || this.#groups[end - 1]?.space === true) return false;
    let low = Infinity;
    let high = -1;
    for (let i = from; i < end; i++) {
      low = Math.min(low, this.#low[i] ?? 0);
      high = Math.max(high, this.#high[i] ?? 0);
    }
    const size = (this.#before[end] ?? 0) - (this.#before[from] ?? 0);
    return high - low + 1 === size && this.#pieces.readsBack(low, high + 1);
  }
}
