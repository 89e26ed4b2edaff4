// Two versions of a block → both with the words in brackets that differ, and a few words around them. A bracketed piece that
// is written in the other direction than its line is isolated, so that it does not carry the words beside it along.
import { firstStrongDirection } from '../../unicode/bidi.ts';
import { isolate, showInvisible } from '../../unicode/show-text.ts';
import { BLOCK_BREAK, PAGE_BREAK } from './text-blocks.ts';

/** UTF-16 units of unchanged text that are shown beside a change. */
const CONTEXT = 40;
/** Words of one version times words of the other, beyond which everything between the first and last change is one. */
const MAX_SQUARE = 4_000_000;
/** How the borders of blocks and pages are shown. */
const SHOWN_BREAKS: ReadonlyMap<string, string> = new Map([
  [BLOCK_BREAK, '\u00b6'],
  [PAGE_BREAK, '\u2913'],
]);

/** Both versions as they are shown, each isolated in its own direction; what parts blocks counts as a word. */
export function markChanges(expected: string, actual: string): readonly [expected: string, actual: string] {
  const segments = segmentsOf(wordsOf(expected), wordsOf(actual));
  return [shown(segments, 0), shown(segments, 1)];
}

/** The words that differ, stretch by stretch. */
export function changedWords(expected: string, actual: string): readonly Segment[] {
  return segmentsOf(wordsOf(expected), wordsOf(actual)).filter(isChange);
}

/** Whether a word is none, but stands for the border of a block or page. */
export function isBreak(word: string): boolean {
  return [...SHOWN_BREAKS.values()].includes(word);
}

/** Words; unchanged ones are the same twice. */
export type Segment = readonly [expected: readonly string[], actual: readonly string[]];

function isChange([expected, actual]: Segment): boolean {
  return expected !== actual;
}

/** Words without the spaces between them; `¶` and the like for the borders of blocks. */
function wordsOf(text: string): readonly string[] {
  return (text.match(/\n\n|\f|\S+/g) ?? []).map((word) => SHOWN_BREAKS.get(word) ?? word);
}

function segmentsOf(a: readonly string[], b: readonly string[]): readonly Segment[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const before = a.slice(0, start);
  const after = a.slice(a.length - end);
  const segments = aligned(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [[before, before] as const, ...segments, [after, after] as const].filter(([left, right]) => left.length + right.length > 0); // prettier-ignore
}

/** Longest common subsequence of the words. */
function aligned(a: readonly string[], b: readonly string[]): readonly Segment[] {
  if (a.length * b.length > MAX_SQUARE) return [[a, b]];
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] = a[i] === b[j] ? (length[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0); // prettier-ignore
  const segments: Segment[] = [];
  let same: string[] = [];
  let left: string[] = [];
  let right: string[] = [];
  const close = (): void => {
    if (same.length > 0) segments.push([same, same]);
    if (left.length + right.length > 0) segments.push([left, right]);
    same = [];
    left = [];
    right = [];
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [word, other] = [a[i], b[j]];
    if (word !== undefined && word === other) {
      if (left.length + right.length > 0) close();
      same.push(word);
      i++;
      j++;
    } else if (other === undefined || (word !== undefined && (length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0))) {
      if (word !== undefined) left.push(word);
      i++;
    } else {
      right.push(other);
      j++;
    }
  } // prettier-ignore
  close();
  return withoutIslands(segments);
}

/** A few words that happen to be the same between larger changes are no text that was kept: all of it is one change. */
function withoutIslands(segments: readonly Segment[]): readonly Segment[] {
  const kept: Segment[] = [];
  for (const [index, segment] of segments.entries()) {
    const last = kept.at(-1);
    const next = segments[index + 1];
    const isIsland = !isChange(segment) && last !== undefined && next !== undefined && isChange(last) && 2 * segment[0].length <= Math.min(sizeOf(last), sizeOf(next)); // prettier-ignore
    // What follows an island, and the island, go on with the change before it.
    const follows = last !== undefined && isChange(last) && isChange(segment);
    if (last !== undefined && (isIsland || follows))
      kept[kept.length - 1] = [[...last[0], ...segment[0]], [...last[1], ...segment[1]]]; // prettier-ignore
    else kept.push(segment);
  }
  return kept;
}

function sizeOf([expected, actual]: Segment): number {
  return Math.max(expected.length, actual.length);
}

function shown(segments: readonly Segment[], side: 0 | 1): string {
  const base = firstStrongDirection(segments.flatMap((segment) => segment[side]).join(' ')) ?? 'ltr';
  const pieces = segments.map((segment, index) => {
    const text = segment[side].join(' ');
    if (!isChange(segment)) return showInvisible(around(text, index > 0, index < segments.length - 1));
    const word = showInvisible(text);
    const direction = firstStrongDirection(word);
    return `[${direction === null || direction === base ? word : isolate(word)}]`;
  });
  return isolate(pieces.join(' '));
}

/** Unchanged text with what is far from a change left out. */
function around(text: string, isAfter: boolean, isBefore: boolean): string {
  const kept = (isAfter ? CONTEXT : 0) + (isBefore ? CONTEXT : 0);
  if (text.length <= kept) return text;
  const head = isAfter ? text.slice(0, CONTEXT).replace(/(\s)\S*$/, '$1') : '';
  const tail = isBefore ? text.slice(-CONTEXT).replace(/^\S*(?=\s)/, '') : '';
  return `${head}…${tail}`;
}
