// Blocks that are missing in one place and added in another → what has been moved there: an article whose place in the issue is
// another one, a paragraph that went to another article.
import type { TextDifference } from './compare-text.ts';
import { fingerprint, similarity } from './similarity.ts';
import { describeChange } from './describe-change.ts';
import type { NumberedBlock } from './text-blocks.ts';

/** A text that was found again. */
export interface Moved {
  /** Index of its first block in the actual text. */
  readonly at: number;
  readonly difference: TextDifference;
  readonly takesA: readonly number[];
  readonly takesB: readonly number[];
}

/** Shorter texts – numbers of lists, cells of tables – may come from anywhere. UTF-16 units. */
const LEAST_LENGTH = 4;
/** From here on a text is one that was moved and changed. */
const ALIKE = 0.75;
/** Words of such a text, at least. */
const LEAST_WORDS = 5;
/** Missing times added blocks that are compared word by word. */
const MOST_PAIRS = 100_000;

/** Neighbours that moved together are one. `missing` and `added` are indexes in ascending order. */
export function findMoved(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  missing: ReadonlySet<number>,
  added: ReadonlySet<number>,
): readonly Moved[] {
  if (missing.size === 0 || added.size === 0) return [];
  const from = sameTexts(a, b, missing, added);
  const moved = runsOf(a, b, from);
  const taken = new Set(moved.flatMap(({ takesA }) => takesA));
  const found = new Set(moved.flatMap(({ takesB }) => takesB));
  const lost = [...missing].filter((index) => !taken.has(index));
  const gained = [...added].filter((index) => !found.has(index));
  return [...moved, ...movedAndChanged(a, b, lost, gained)];
}

/** For added blocks the missing ones that have their text. */
function sameTexts(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  missing: ReadonlySet<number>,
  added: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const places = new Map<string, number[]>();
  for (const index of missing) {
    const text = a[index]?.text ?? '';
    const same = places.get(text);
    if (same === undefined) places.set(text, [index]);
    else same.push(index);
  }
  const from = new Map<number, number>();
  for (const index of added) {
    const same = places.get(b[index]?.text ?? '');
    const place = same?.shift();
    if (place !== undefined) from.set(index, place);
  }
  return from;
}

/** Texts that follow each other in both. */
function runsOf(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  from: ReadonlyMap<number, number>,
): readonly Moved[] {
  const moved: Moved[] = [];
  const done = new Set<number>();
  for (const [start, first] of from) {
    if (done.has(start)) continue;
    const takesA = [first];
    const takesB = [start];
    for (let at = start + 1; from.get(at) === first + (at - start); at++) {
      takesB.push(at);
      takesA.push(first + (at - start));
    }
    for (const index of takesB) done.add(index);
    const block = b[start];
    const last = b[start + takesB.length - 1];
    const old = a[first];
    if (block === undefined || last === undefined || old === undefined) continue;
    if (takesB.length === 1 && block.text.length < LEAST_LENGTH) continue;
    const run = takesB.length > 1 && { blocks: takesB.length, last: last.text, lastPage: last.page };
    const elsewhere = old.page !== block.page && { fromPage: old.page };
    moved.push({
      at: start,
      takesA,
      takesB,
      difference: { page: block.page, kind: 'moved', expected: block.text, actual: block.text, ...elsewhere, ...run, behind: b[start - 1]?.text ?? '' }, // prettier-ignore
    });
  }
  return moved;
}

/** Each lost block with the most similar one that was gained. */
function movedAndChanged(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  lost: readonly number[],
  gained: readonly number[],
): readonly Moved[] {
  if (lost.length * gained.length > MOST_PAIRS) return [];
  const prints = gained.map((index) => fingerprint(b[index]?.text ?? ''));
  const taken = new Set<number>();
  const moved: Moved[] = [];
  for (const index of lost) {
    const old = a[index];
    if (old === undefined) continue;
    const print = fingerprint(old.text);
    if (print.count < LEAST_WORDS) continue;
    let best = -1;
    let most = ALIKE;
    for (const [which, other] of prints.entries()) {
      if (taken.has(which) || other.count < LEAST_WORDS) continue;
      const alike = similarity(print, other);
      if (alike >= most) {
        most = alike;
        best = which;
      }
    }
    const at = gained[best];
    const block = at === undefined ? undefined : b[at];
    if (at === undefined || block === undefined) continue;
    taken.add(best);
    const note = describeChange(old.text, block.text);
    moved.push({
      at,
      takesA: [index],
      takesB: [at],
      difference: { page: block.page, kind: 'changed', expected: old.text, actual: block.text, ...(old.page !== block.page && { fromPage: old.page }), behind: b[at - 1]?.text ?? '', ...(note !== null && { note }) }, // prettier-ignore
    });
  }
  return moved;
}
