// A word → where it may be hyphenated: F. M. Liang, “Word Hy-phen-a-tion by Com-put-er” (Stanford 1983). Each pattern
// found in the word, its ends marked by dots, gives levels between its letters; odd ones allow a hyphen.
import { loadHyphenPatterns } from './load-hyphen-patterns.ts';
import type { HyphenLanguage, HyphenPatterns, PatternTrie } from './load-hyphen-patterns.ts';

const NO_POINTS: readonly number[] = [];
/** Longer words are no words: URLs, machine output. */
const LONGEST_WORD = 100;

/** Offsets in `word` (lower case, letters only) before which a hyphen may stand, in order. */
export function hyphenPoints(word: string, patterns: HyphenPatterns): readonly number[] {
  const [rows, trie, exceptions] = patterns;
  if (Object.hasOwn(exceptions, word)) return exceptions[word] ?? NO_POINTS;
  const dotted = `.${word}.`;
  // levels[i]: between word[i - 1] and word[i].
  const levels = new Uint8Array(dotted.length + 1);
  for (let from = 0; from < dotted.length; from++) {
    let children: PatternTrie | undefined = trie;
    for (let i = from; i < dotted.length && children !== undefined; i++) {
      const node: PatternTrie[string] | undefined = children[dotted.charAt(i)];
      if (node === undefined) break;
      let row = -1;
      if (typeof node === 'number') {
        row = node;
        children = undefined;
      } else if (isPair(node)) [children, row] = node;
      else children = node;
      if (row >= 0) raiseLevels(levels, rows[row] ?? NO_POINTS, from);
    }
  }
  const points: number[] = [];
  // Never beside a single letter at the ends.
  for (let i = 2; i < word.length - 1; i++) if (((levels[i] ?? 0) & 1) === 1) points.push(i);
  return points;
}

/** A row begins before the first letter of its pattern; the package leaves that place out where the first letter is the dot. */
function raiseLevels(levels: Uint8Array, row: readonly number[], from: number): void {
  const at = from === 0 ? 0 : from - 1;
  for (let k = 0; k < row.length; k++) {
    const level = row[k] ?? 0;
    if (level > (levels[at + k] ?? 0)) levels[at + k] = level;
  }
}

function isPair(node: PatternTrie | readonly [PatternTrie, number]): node is readonly [PatternTrie, number] {
  return Array.isArray(node);
}

/** Words of all languages with their points; patterns are read when a language first has a word. */
export class Hyphenator {
  readonly #languages = new Map<
    HyphenLanguage,
    { patterns: HyphenPatterns; words: Map<string, readonly number[]> }
  >();

  /** Offsets in `word` before which a hyphen may stand by the language's patterns, in order; limits are not looked at. */
  points(word: string, language: HyphenLanguage): readonly number[] {
    let entry = this.#languages.get(language);
    if (entry === undefined) {
      entry = { patterns: loadHyphenPatterns(language), words: new Map() };
      this.#languages.set(language, entry);
    }
    let points = entry.words.get(word);
    if (points === undefined) {
      const lower = word.toLowerCase();
      // Letters that become two in lower case would move the points.
      const fits = lower.length === word.length && word.length <= LONGEST_WORD;
      points = fits ? hyphenPoints(lower, entry.patterns) : NO_POINTS;
      entry.words.set(word, points);
    }
    return points;
  }
}
