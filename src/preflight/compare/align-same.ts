// Two lists of blocks → which of one is which of the other, where their texts are the same and in the same order: a patience diff
// (what stands once in both comes first), and between those the longest common subsequence.
import type { NumberedBlock } from './text-blocks.ts';

/** Blocks of one list times blocks of the other, between two that are the same, beyond which no more are looked for. */
const MAX_SQUARE = 16_000_000;

/** For each block of `a` the index of its own in `b`, ascending; -1 without. Time n log n where most blocks are the same. */
export function alignSame(a: readonly NumberedBlock[], b: readonly NumberedBlock[]): Int32Array {
  const found = new Int32Array(a.length).fill(-1);
  const ids = new Map<string, number>();
  const idsOf = (blocks: readonly NumberedBlock[]): Int32Array =>
    Int32Array.from(blocks, ({ text }) => {
      let id = ids.get(text);
      if (id === undefined) ids.set(text, (id = ids.size));
      return id;
    });
  new Alignment(idsOf(a), idsOf(b), found).align({ fromA: 0, toA: a.length, fromB: 0, toB: b.length });
  return found;
}

interface Stretch {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

class Alignment {
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #found: Int32Array;

  constructor(a: Int32Array, b: Int32Array, found: Int32Array) {
    this.#a = a;
    this.#b = b;
    this.#found = found;
  }

  align({ fromA: startA, toA: endA, fromB: startB, toB: endB }: Stretch): void {
    let [fromA, toA, fromB, toB] = [startA, endA, startB, endB];
    while (fromA < toA && fromB < toB && this.#a[fromA] === this.#b[fromB]) this.#found[fromA++] = fromB++;
    while (toA > fromA && toB > fromB && this.#a[toA - 1] === this.#b[toB - 1]) this.#found[--toA] = --toB;
    if (fromA === toA || fromB === toB) return;
    const anchors = this.#anchors({ fromA, toA, fromB, toB });
    if (anchors.length === 0) {
      this.#longest({ fromA, toA, fromB, toB });
      return;
    }
    for (const [inA, inB] of [...anchors, [toA, toB] as const]) {
      this.align({ fromA, toA: inA, fromB, toB: inB });
      if (inA < toA) this.#found[inA] = inB;
      fromA = inA + 1;
      fromB = inB + 1;
    }
  }

  /** What stands once in both: as much of it as comes in the same order. */
  #anchors({ fromA, toA, fromB, toB }: Stretch): readonly (readonly [inA: number, inB: number])[] {
    const once = new Map<number, number>();
    for (let i = fromA; i < toA; i++) once.set(this.#a[i] ?? 0, once.has(this.#a[i] ?? 0) ? -1 : i);
    const inB = new Map<number, number>();
    for (let j = fromB; j < toB; j++) inB.set(this.#b[j] ?? 0, inB.has(this.#b[j] ?? 0) ? -1 : j);
    const pairs: (readonly [number, number])[] = [];
    for (const [id, i] of once) {
      const j = inB.get(id) ?? -1;
      if (i >= 0 && j >= 0) pairs.push([i, j]);
    }
    return longestAscending(pairs.toSorted((x, y) => x[0] - y[0]));
  }

  #longest({ fromA, toA, fromB, toB }: Stretch): void {
    const height = toA - fromA;
    const width = toB - fromB + 1;
    if (height * (width - 1) > MAX_SQUARE || !this.#haveCommon({ fromA, toA, fromB, toB })) return;
    const length = new Uint32Array((height + 1) * width);
    for (let i = height - 1; i >= 0; i--)
      for (let j = width - 2; j >= 0; j--)
        length[i * width + j] = this.#a[fromA + i] === this.#b[fromB + j] ? (length[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0); // prettier-ignore
    let i = 0;
    let j = 0;
    while (i < height && j < width - 1) {
      if (this.#a[fromA + i] === this.#b[fromB + j]) this.#found[fromA + i++] = fromB + j++;
      else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0)) i++;
      else j++;
    }
  }

  #haveCommon({ fromA, toA, fromB, toB }: Stretch): boolean {
    const ids = new Set(this.#a.subarray(fromA, toA));
    return this.#b.subarray(fromB, toB).some((id) => ids.has(id));
  }
}

/** The longest part whose second numbers ascend, too (patience sorting). */
function longestAscending(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  /** Index into `pairs` of the best end of a part of each length, and what comes before each pair. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, [, second]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < second) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = index;
  }
  const part: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) part.push(pair);
  }
  return part.toReversed();
}
