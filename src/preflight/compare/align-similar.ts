// What is left of two lists of blocks between two that are the same → which became which: one block that was changed, one that was
// parted, several that were joined, a paragraph whose page break has moved. The best of all ways in order (Needleman & Wunsch 1970).
import { fingerprint, joined, similarity } from './similarity.ts';
import type { Fingerprint } from './similarity.ts';
import type { NumberedBlock } from './text-blocks.ts';

/** Blocks [fromA, toA) became blocks [fromB, toB), indexes into the whole lists. */
export interface Became {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** From here on two blocks are one that was changed. */
const ALIKE = 0.5;
/** From here on blocks are those of one paragraph; more of it, because any text is a little like two together. */
const ALIKE_JOINED = 0.8;
/** Blocks that one is parted into. */
const MOST_PARTS = 4;
/** Share of its weight that a change of borders costs: without it two changed blocks would be taken for one. */
const BORDER_COST = 0.05;
const PAGE_BREAK_COST = 0.01;
/** Pairs that are looked at; of long lists only those near the diagonal. */
const MOST_PAIRS = 300_000;
/** Blocks of one side times blocks of the other, beyond which only those of one page are aligned. */
const MOST_PLACES = 4_000_000;

/** In order; what became nothing is left out. */
export function alignSimilar(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  { fromA, toA, fromB, toB }: Became,
): readonly Became[] {
  const height = toA - fromA;
  const width = toB - fromB;
  if (height === 0 || width === 0) return [];
  if (height * width > MOST_PLACES) return pageByPage(a, b, { fromA, toA, fromB, toB });
  const left = a.slice(fromA, toA).map(({ text }) => fingerprint(text));
  const right = b.slice(fromB, toB).map(({ text }) => fingerprint(text));
  const moves = movesOf({ a: a.slice(fromA, toA), b: b.slice(fromB, toB), left, right });
  const became: Became[] = [];
  let i = 0;
  let j = 0;
  while (i < height && j < width) {
    const move = moves[i * (width + 1) + j] ?? SKIP_A;
    const takesA = move >> 4;
    const takesB = move & 15;
    if (takesA > 0 && takesB > 0)
      became.push({ fromA: fromA + i, toA: fromA + i + takesA, fromB: fromB + j, toB: fromB + j + takesB });
    i += takesA;
    j += takesB;
  }
  return became;
}

/** Of what is too long to be aligned as a whole, what stands on one page. */
function pageByPage(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  { fromA, toA, fromB, toB }: Became,
): readonly Became[] {
  const became: Became[] = [];
  for (let [i, j] = [fromA, fromB]; i < toA && j < toB;) {
    const page = Math.min(a[i]?.page ?? 0, b[j]?.page ?? 0);
    const part = { fromA: i, toA: endOfPage(a, i, toA, page), fromB: j, toB: endOfPage(b, j, toB, page) };
    if ((part.toA - i) * (part.toB - j) <= MOST_PLACES) became.push(...alignSimilar(a, b, part));
    i = part.toA;
    j = part.toB;
  }
  return became;
}

function endOfPage(blocks: readonly NumberedBlock[], from: number, to: number, page: number): number {
  let end = from;
  while (end < to && blocks[end]?.page === page) end++;
  return end;
}

interface Sides {
  readonly a: readonly NumberedBlock[];
  readonly b: readonly NumberedBlock[];
  readonly left: readonly Fingerprint[];
  readonly right: readonly Fingerprint[];
}

/** A move takes so many blocks of `a` (high half) and of `b` (low half). */
const SKIP_A = 16;
const SKIP_B = 1;

/** The best move at each place, row by row. */
function movesOf(sides: Sides): Uint8Array {
  const height = sides.left.length;
  const width = sides.right.length;
  const moves = new Uint8Array((height + 1) * (width + 1));
  const band = Math.max(MOST_PARTS, Math.ceil(MOST_PAIRS / Math.max(height, width)));
  // Scores of this row and of those that moves lead to.
  const rows = Array.from({ length: MOST_PARTS + 1 }, () => new Float64Array(width + 1));
  const scoreAt = (i: number, j: number): number => rows[i % rows.length]?.[j] ?? 0;
  for (let i = height; i >= 0; i--) {
    const row = rows[i % rows.length];
    for (let j = width; j >= 0; j--) {
      let best = 0;
      let move = i < height ? SKIP_A : SKIP_B;
      const consider = (takesA: number, takesB: number, gain: number): void => {
        const score = gain + scoreAt(i + takesA, j + takesB);
        if (score > best) {
          best = score;
          move = takesA * 16 + takesB;
        }
      };
      if (j < width) consider(0, 1, 0);
      if (i < height) consider(1, 0, 0);
      if (i < height && j < width && Math.abs(j - (i * width) / height) <= band) weighMoves(sides, i, j, consider); // prettier-ignore
      if (row !== undefined) row[j] = best;
      moves[i * (width + 1) + j] = move;
    }
  }
  return moves;
}

/** What it is worth to take blocks from here on for each other: how alike they are times their words. */
function weighMoves(
  { a, b, left, right }: Sides,
  i: number,
  j: number,
  consider: (takesA: number, takesB: number, gain: number) => void,
): void {
  const gain = (takesA: number, takesB: number, least: number): number => {
    const partsA = left.slice(i, i + takesA);
    const partsB = right.slice(j, j + takesB);
    if (mostAlike(partsA, partsB) < least) return -1;
    const one = joined(partsA);
    const other = joined(partsB);
    const alike = similarity(one, other);
    if (alike < least) return -1;
    const cost = takesA * takesB === 1 ? 0 : takesA === takesB ? PAGE_BREAK_COST : BORDER_COST;
    return (alike - cost) * (one.count + other.count + 1);
  };
  const single = gain(1, 1, ALIKE);
  if (single >= 0) consider(1, 1, single);
  const mayJoin = haveCommonWord(left[i], right[j]);
  if (!mayJoin) return;
  for (let parts = 2; parts <= MOST_PARTS; parts++) {
    if (j + parts <= right.length) consider(1, parts, gain(1, parts, ALIKE_JOINED));
    if (i + parts <= left.length) consider(parts, 1, gain(parts, 1, ALIKE_JOINED));
  }
  const isBroken = a[i]?.page !== a[i + 1]?.page && b[j]?.page !== b[j + 1]?.page;
  if (i + 2 <= left.length && j + 2 <= right.length && isBroken) consider(2, 2, gain(2, 2, ALIKE_JOINED));
}

/** More alike they cannot be, so long as they are. */
function mostAlike(a: readonly Fingerprint[], b: readonly Fingerprint[]): number {
  const sum = (parts: readonly Fingerprint[], of: (part: Fingerprint) => number): number => parts.reduce((total, part) => total + of(part), 0); // prettier-ignore
  const share = (of: (part: Fingerprint) => number): number => {
    const [one, other] = [sum(a, of), sum(b, of)];
    return (2 * Math.min(one, other)) / Math.max(1, one + other);
  };
  return Math.max(share(({ count }) => count), share(({ text }) => text.length)); // prettier-ignore
}

function haveCommonWord(a: Fingerprint | undefined, b: Fingerprint | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [fewer, more] = a.words.size <= b.words.size ? [a, b] : [b, a];
  for (const word of fewer.words.keys()) if (more.words.has(word)) return true;
  return false;
}
