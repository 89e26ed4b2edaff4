// Language tag → the TeX hyphenation patterns of that language, from the npm package `hyphen`, read when first used.
// They stay outside the bundle: most issues need one language of the four, and German alone has 750 KB.
import { createRequire } from 'node:module';

/**
 * A trie of letters. A node is what continues it, the index of its row in the levels, or both:
 * `[node, index]`.
 */
export type PatternNode = number | PatternTrie | readonly [PatternTrie, number];

export interface PatternTrie {
  readonly [letter: string]: PatternNode;
}

/** As the package has them: rows of levels, trie, and words with their hyphens (offsets). */
export type HyphenPatterns = readonly [
  levels: readonly (readonly number[])[],
  trie: PatternTrie,
  exceptions: Readonly<Record<string, readonly number[]>>,
];

export type HyphenLanguage = 'en-us' | 'en-gb' | 'de-1996' | 'de-1901' | 'fr';

/** The patterns a BCP 47 tag asks for; null when words of the language are not hyphenated. */
export function hyphenLanguage(tag: string): HyphenLanguage | null {
  const parts = tag.toLowerCase().split('-');
  switch (parts[0]) {
    case 'en': {
      // Spelling and hyphens of the other countries follow Britain’s.
      const region = parts.slice(1).find((part) => /^([a-z]{2}|\d{3})$/.test(part));
      return region === undefined || ['us', 'ca', 'ph', 'pr', '021'].includes(region) ? 'en-us' : 'en-gb';
    }
    case 'de':
      return parts.includes('1901') ? 'de-1901' : 'de-1996';
    case 'fr':
      return 'fr';
    default:
      return null;
  }
}

export function loadHyphenPatterns(language: HyphenLanguage): HyphenPatterns {
  const require = createRequire(import.meta.url);
  return require(patternFile(require, language)) as HyphenPatterns;
}

function patternFile(require: NodeJS.Require, language: HyphenLanguage): string {
  switch (language) {
    case 'en-us':
      return require.resolve('hyphen/patterns/en-us.js');
    case 'en-gb':
      return require.resolve('hyphen/patterns/en-gb.js');
    case 'de-1996':
      return require.resolve('hyphen/patterns/de-1996.js');
    case 'de-1901':
      return require.resolve('hyphen/patterns/de-1901.js');
    case 'fr':
      return require.resolve('hyphen/patterns/fr.js');
  }
}
