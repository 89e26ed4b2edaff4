// Two texts, block by block → what changed, on which page: what an editor would say has been done to it.
import type { Became } from './align-similar.ts';
import { alignSimilar } from './align-similar.ts';
import { alignSame } from './align-same.ts';
import { describeChange } from './describe-change.ts';
import { findMoved } from './find-moved.ts';
import { mergeReflowed } from './find-reflowed.ts';
import type { NumberedBlock } from './text-blocks.ts';
import { blocksOf, joinBlocks } from './text-blocks.ts';

export interface TextDifference {
  /** From 1, in the text that has the block; of a text that both have, where it stands now. */
  readonly page: number;
  /**
   * `parted` and `joined`: one paragraph became several, or several one. `reflowed`: the page break in a paragraph has moved, came or went.
   * `moved`: the text is the same and stands elsewhere. In all of these but `moved` words may have changed as well.
   */
  readonly kind: 'missing' | 'added' | 'changed' | 'parted' | 'joined' | 'reflowed' | 'moved';
  /** Several blocks are parted by blank lines, by a form feed where another page begins; of moved ones it is the first. */
  readonly expected: string | null;
  readonly actual: string | null;
  /** The page that it stood on, where that is another one. */
  readonly fromPage?: number;
  /** So many neighbouring blocks have moved together: from this one to `last`, on page `lastPage`. */
  readonly blocks?: number;
  readonly last?: string;
  readonly lastPage?: number;
  /** What is behind a change of order: the block before it now; '' at the beginning. */
  readonly behind?: string;
  /** What kind of change it is, in words, where there is but one kind: `only spaces differ`. */
  readonly note?: string;
  /** Titles of the articles it is in, where tags tell: one, or two when it was lost between two. */
  readonly articles?: readonly string[];
}

/** Blocks that differ, in reading order; empty when the texts are the same, page by page and block by block. */
export function compareTexts(expected: string, actual: string): readonly TextDifference[] {
  const a = blocksOf(expected);
  const b = blocksOf(actual);
  const same = alignSame(a, b);
  const became = [...betweenSame(a, b, same)];
  const placed: PlacedDifference[] = [...movedPages(a, b, same)];
  const { left, missing, added } = leftOver(b, same, became);
  const moved = findMoved(a, b, missing, added);
  placed.push(...moved.map(({ at, difference }) => ({ at, difference })));
  for (const { takesA, takesB } of moved) {
    for (const index of takesA) missing.delete(index);
    for (const index of takesB) added.delete(index);
  }
  for (const change of [...became, ...replaced(left, missing, added)]) {
    placed.push({ at: change.fromB, difference: changeOf(a, b, change) });
    for (let i = change.fromA; i < change.toA; i++) missing.delete(i);
    for (let j = change.fromB; j < change.toB; j++) added.delete(j);
  }
  // What is gone stood before what comes next.
  const next = nextInB(a.length, b.length, same, became);
  for (const i of missing) {
    const { page, text } = a[i] ?? NOWHERE;
    placed.push({ at: (next[i] ?? 0) - 0.5, difference: { page, kind: 'missing', expected: text, actual: null } }); // prettier-ignore
  }
  for (const j of added) {
    const { page, text } = b[j] ?? NOWHERE;
    placed.push({ at: j, difference: { page, kind: 'added', expected: null, actual: text } });
  }
  return mergeReflowed(placed.toSorted((x, y) => x.at - y.at).map(({ difference }) => difference));
}

const NOWHERE: NumberedBlock = { page: 0, text: '' };

/** A difference and the block of the actual text that it is at. */
interface PlacedDifference {
  readonly at: number;
  readonly difference: TextDifference;
}

/** What became what between blocks that are the same. */
function* betweenSame(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  same: Int32Array,
): Generator<Became> {
  for (const gap of gapsOf(same, b.length)) yield* alignSimilar(a, b, gap);
}

/** The stretches between blocks that are the same, as far as there is something in both. */
function* gapsOf(same: Int32Array, length: number): Generator<Became> {
  let fromA = 0;
  let fromB = 0;
  for (let i = 0; i <= same.length; i++) {
    const j = i === same.length ? length : (same[i] ?? -1);
    if (j < 0) continue;
    if (i > fromA && j > fromB) yield { fromA, toA: i, fromB, toB: j };
    fromA = i + 1;
    fromB = j + 1;
  }
}

/** Blocks that are the same on another page; neighbours that all moved as far are one difference. */
function* movedPages(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  same: Int32Array,
): Generator<PlacedDifference> {
  const isMoved = (i: number): boolean => (same[i] ?? -1) >= 0 && a[i]?.page !== b[same[i] ?? 0]?.page;
  const delta = (i: number): number => (b[same[i] ?? 0]?.page ?? 0) - (a[i]?.page ?? 0);
  for (let i = 0; i < same.length; i++) {
    if (!isMoved(i)) continue;
    let end = i + 1;
    while (end < same.length && isMoved(end) && delta(end) === delta(i)) end++;
    const at = same[i] ?? 0;
    const first = b[at] ?? NOWHERE;
    const last = b[same[end - 1] ?? 0] ?? NOWHERE;
    const run = end - i > 1 && { blocks: end - i, last: last.text, lastPage: last.page };
    yield {
      at,
      difference: { page: first.page, kind: 'moved', expected: first.text, actual: first.text, fromPage: a[i]?.page ?? 0, ...run }, // prettier-ignore
    };
    i = end - 1;
  }
}

/** What has no counterpart yet, and the stretches in which that is. */
function leftOver(
  b: readonly NumberedBlock[],
  same: Int32Array,
  became: readonly Became[],
): { readonly left: readonly Became[]; readonly missing: Set<number>; readonly added: Set<number> } {
  const missing = new Set<number>();
  const added = new Set(b.keys());
  const whole = same.slice();
  for (const [i, j] of same.entries())
    if (j < 0) missing.add(i);
    else added.delete(j);
  for (const { fromA, toA, fromB, toB } of became) {
    for (let i = fromA; i < toA; i++) {
      missing.delete(i);
      whole[i] = Math.min(fromB + i - fromA, toB - 1);
    }
    for (let j = fromB; j < toB; j++) added.delete(j);
  }
  return { left: [...gapsOf(whole, b.length)], missing, added };
}

/** One block that stands in the place of another one, however little they have in common. */
function replaced(
  left: readonly Became[],
  missing: ReadonlySet<number>,
  added: ReadonlySet<number>,
): readonly Became[] {
  return left.filter(({ fromA, toA, fromB, toB }) => toA - fromA === 1 && toB - fromB === 1 && missing.has(fromA) && added.has(fromB)); // prettier-ignore
}

function changeOf(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  { fromA, toA, fromB, toB }: Became,
): TextDifference {
  const before = a.slice(fromA, toA);
  const after = b.slice(fromB, toB);
  const expected = joinBlocks(before);
  const actual = joinBlocks(after);
  const isReflowed = expected.includes('\f') || actual.includes('\f');
  const kind = before.length === after.length && before.length === 1 ? 'changed' : isReflowed ? 'reflowed' : before.length < after.length ? 'parted' : 'joined'; // prettier-ignore
  const page = after[0]?.page ?? 0;
  const fromPage = before[0]?.page ?? 0;
  const note = describeChange(expected, actual);
  return { page, kind, expected, actual, ...(fromPage !== page && { fromPage }), ...(note !== null && { note }) }; // prettier-ignore
}

/** For each block of the expected text the next one of the actual text that has a counterpart before it. */
function nextInB(count: number, length: number, same: Int32Array, became: readonly Became[]): Int32Array {
  const next = new Int32Array(count + 1).fill(-1);
  next[count] = length;
  for (const { fromA, fromB } of became) next[fromA] = fromB;
  for (let i = count - 1; i >= 0; i--) {
    if ((same[i] ?? -1) >= 0) next[i] = same[i] ?? 0;
    else if ((next[i] ?? -1) < 0) next[i] = next[i + 1] ?? length;
  }
  return next;
}
