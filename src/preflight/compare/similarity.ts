// Two blocks → how alike they are, from 0 to 1: the share of their words that both have, in whatever spelling.
import { foldSpelling } from './look-alikes.ts';

/** A text with what comparing it again and again needs. */
export interface Fingerprint {
  readonly text: string;
  /** How often each word stands in it. */
  readonly words: ReadonlyMap<string, number>;
  readonly count: number;
}

/** Case, ZWNJ and letters that look alike make no other word. */
export function fingerprint(text: string): Fingerprint {
  const words = new Map<string, number>();
  let count = 0;
  for (const word of foldSpelling(text).split(/[\s\p{P}]+/u)) {
    if (word === '') continue;
    words.set(word, (words.get(word) ?? 0) + 1);
    count++;
  }
  return { text, words, count };
}

/** The texts as one. */
export function joined(parts: readonly Fingerprint[]): Fingerprint {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const words = new Map<string, number>();
  let count = 0;
  for (const part of parts) {
    count += part.count;
    for (const [word, times] of part.words) words.set(word, (words.get(word) ?? 0) + times);
  }
  return { text: parts.map(({ text }) => text).join(' '), words, count };
}

/** Texts up to this length are compared by their letters, too. UTF-16 units. */
const SHORT = 60;

/** 1 for the same words in any order. */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  // Not even the same number of words could make them alike.
  const byWords = a.count + b.count === 0 ? 0 : (2 * sharedWords(a, b)) / (a.count + b.count);
  const longer = Math.max(a.text.length, b.text.length);
  if (byWords > 0.9 || longer === 0) return byWords;
  return Math.max(byWords, longer <= SHORT ? byPairs(a.text, b.text) : commonEnds(a.text, b.text) / longer);
}

function sharedWords(a: Fingerprint, b: Fingerprint): number {
  const [fewer, more] = a.words.size <= b.words.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, times] of fewer.words) shared += Math.min(times, more.words.get(word) ?? 0);
  return shared;
}

/** UTF-16 units that both have at their start and, after that, at their end. */
function commonEnds(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return start + end;
}

/** Share of pairs of letters, spaces left out (Dice 1945). */
function byPairs(a: string, b: string): number {
  const inA = pairsOf(a);
  const inB = pairsOf(b);
  if (inA.length + inB.length === 0) return 0;
  const left = new Map<string, number>();
  for (const pair of inA) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of inB) {
    const times = left.get(pair) ?? 0;
    if (times === 0) continue;
    left.set(pair, times - 1);
    shared++;
  }
  return (2 * shared) / (inA.length + inB.length);
}

function pairsOf(text: string): readonly string[] {
  const letters = foldSpelling(text).replaceAll(' ', '');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) => letters.slice(index, index + 2)); // prettier-ignore
}
