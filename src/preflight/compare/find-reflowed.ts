// Two changes that are one: what a paragraph lost at the end of a page it has won at the beginning of a later one, or the other way
// round. Other blocks may stand between its parts, and a word may be parted by the break.
import type { TextDifference } from './compare-text.ts';
import { PAGE_BREAK } from './text-blocks.ts';

/** A changed block, and by how many letters it has become longer. */
interface Part {
  readonly difference: TextDifference;
  readonly expected: string;
  readonly actual: string;
}

/** The differences with each such pair as one, in the place of the first. */
export function mergeReflowed(differences: readonly TextDifference[]): readonly TextDifference[] {
  const parts = differences.filter(({ kind }) => kind === 'changed').map(partOf).filter(({ expected, actual }) => expected.length !== actual.length); // prettier-ignore
  if (parts.length < 2) return differences;
  const merged = new Map<TextDifference, TextDifference>();
  const gone = new Set<TextDifference>();
  /** The last ones that became so much longer. */
  const byGrowth = new Map<number, Part>();
  for (const part of parts) {
    const growth = part.actual.length - part.expected.length;
    const first = byGrowth.get(-growth);
    if (first === undefined || !isSameText(first, part)) byGrowth.set(growth, part);
    else {
      byGrowth.delete(-growth);
      merged.set(first.difference, reflowed(first.difference, part.difference));
      gone.add(part.difference);
    }
  }
  if (merged.size === 0) return differences;
  return differences.filter((each) => !gone.has(each)).map((each) => merged.get(each) ?? each);
}

/** Spaces aside: where a word is parted there is none. */
function partOf(difference: TextDifference): Part {
  const letters = (text: string | null): string => (text ?? '').replaceAll(' ', '');
  return { difference, expected: letters(difference.expected), actual: letters(difference.actual) };
}

function isSameText(first: Part, second: Part): boolean {
  if (first.difference.page >= second.difference.page) return false;
  return first.expected + second.expected === first.actual + second.actual;
}

function reflowed(first: TextDifference, second: TextDifference): TextDifference {
  const both = (of: 'expected' | 'actual'): string => `${first[of] ?? ''}${PAGE_BREAK}${second[of] ?? ''}`;
  return { page: first.page, kind: 'reflowed', expected: both('expected'), actual: both('actual'), note: 'no word differs' }; // prettier-ignore
}
