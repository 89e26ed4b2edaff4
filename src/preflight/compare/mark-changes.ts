// Two versions of a block → both with the words in brackets that differ, and a few words around them. A bracketed piece that
// is written in the other direction than its line is isolated, so that it does not carry the words beside it along.
import { firstStrongDirection } from '../../unicode/bidi.ts';
import { isolate, showInvisible } from '../../unicode/show-text.ts';

/** UTF-16 units of unchanged text that are shown beside a change. */
const CONTEXT = 40;
/** Words of one version times words of the other, beyond which everything between the first and last change is one. */
const MAX_SQUARE = 4_000_000;

/** Both versions as they are shown, each isolated in its own direction. */
export function markChanges(expected: string, actual: string): readonly [expected: string, actual: string] {
  const segments = segmentsOf(wordsOf(expected), wordsOf(actual));
  return [shown(segments, 0), shown(segments, 1)];
}

/** Unchanged text is the same twice. */
type Segment = readonly [expected: string, actual: string];

/** Words with the white space before them. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function segmentsOf(a: readonly string[], b: readonly string[]): readonly Segment[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const inA = a.slice(start, a.length - end);
  const inB = b.slice(start, b.length - end);
  const before = a.slice(0, start).join('');
  const after = a.slice(a.length - end).join('');
  return [[before, before], ...aligned(inA, inB), [after, after]];
}

/** Longest common subsequence of the words. */
function aligned(a: readonly string[], b: readonly string[]): readonly Segment[] {
  if (a.length * b.length > MAX_SQUARE) return [[a.join(''), b.join('')]];
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] = a[i] === b[j] ? (length[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0); // prettier-ignore
  const segments: Segment[] = [];
  let same = '';
  let left = '';
  let right = '';
  const close = (): void => {
    if (same !== '') segments.push([same, same]);
    if (left !== '' || right !== '') segments.push([left, right]);
    same = '';
    left = '';
    right = '';
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      if (left !== '' || right !== '') close();
      same += a[i] ?? '';
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0))
    ) {
      left += a[i++] ?? '';
    } else right += b[j++] ?? '';
  }
  close();
  return segments;
}

function shown(segments: readonly Segment[], side: 0 | 1): string {
  const base = firstStrongDirection(segments.map((segment) => segment[side]).join('')) ?? 'ltr';
  let line = '';
  segments.forEach((segment, index) => {
    const text = segment[side];
    if (segment[0] === segment[1]) {
      line += showInvisible(around(text, index > 0, index < segments.length - 1));
      return;
    }
    const lead = /^\s*/.exec(text)?.[0] ?? '';
    const word = showInvisible(text.slice(lead.length));
    const direction = firstStrongDirection(word);
    line += `${lead}[${direction === null || direction === base ? word : isolate(word)}]`;
  });
  return isolate(line);
}

/** Unchanged text with what is far from a change left out. */
function around(text: string, isAfter: boolean, isBefore: boolean): string {
  const kept = (isAfter ? CONTEXT : 0) + (isBefore ? CONTEXT : 0);
  if (text.length <= kept) return text;
  const head = isAfter ? text.slice(0, CONTEXT).replace(/(\s)\S*$/, '$1') : '';
  const tail = isBefore ? text.slice(-CONTEXT).replace(/^\S*(?=\s)/, '') : '';
  return `${head}…${tail}`;
}
