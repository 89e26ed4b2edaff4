// Units → places inside words where automatic hyphenation (CSS Text 4, 6.3: `hyphens: auto`) may end a line. Not in
// words with digits, hyphens of their own, URLs, e-mails, abbreviations in capitals or camel case; not in any script
// but Latin, for the others of these languages have no patterns and joined letters are never cut.
import type { FontLibrary } from '../font/font-types.ts';
import type { Units } from '../frame/units.ts';
import { Hyphenator } from './hyphenate-word.ts';
import type { HyphenLanguage } from './load-hyphen-patterns.ts';
import { hyphenLanguage } from './load-hyphen-patterns.ts';
import type { HyphenLimits, InlineStyle, PreparedParagraph } from './paragraph-types.ts';
import { remembered } from './remembered.ts';

/** A line may end inside `unit`, before `offset` of the text. In order of the text. */
export interface HyphenPlace {
  readonly unit: number;
  readonly offset: number;
}

/** By style index, the limits of the styles whose words are hyphenated; null when there are none. */
export function hyphenLimits(styles: readonly InlineStyle[]): readonly (HyphenLimits | null)[] | null {
  if (!styles.some(isHyphenated)) return null;
  return styles.map((style) => (isHyphenated(style) ? style.hyphenateLimitChars : null));
}

function isHyphenated(style: InlineStyle): boolean {
  if (style.hyphens !== 'auto' || style.whiteSpace === 'nowrap' || style.whiteSpace === 'pre') return false;
  return hyphenLanguage(style.language) !== null;
}

/** What stands between spaces; leaders and objects (U+FFFC) part words too. */
const SPACE = /[\s\ufffc]/;
const LATIN_WORD = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e9e]+/g;
const LETTER = /[\p{L}\p{M}]/u;
/** Anything but letters, apostrophes, quotes, brackets, dashes and the marks that end a word. */
const NO_PLAIN_WORD =
  /[\d@/\\_#&+=<>|~^*%\u00ad\u061c\u200b-\u200f\u2010\u2011\u202a-\u202e\u2060-\u2069-]|\p{M}|[.:]\p{L}/u;
const CAPITAL_INSIDE = /\p{Ll}\p{Lu}|\p{Lu}{2}/u;

/** The places in units [start, end) of a paragraph; none where it asks for no hyphens. */
export function findHyphens(
  { units, hyphenLimits: limits, fonts }: PreparedParagraph,
  start: number,
  end: number,
): readonly HyphenPlace[] {
  const places: HyphenPlace[] = [];
  if (limits === null) return places;
  const hyphenator = remembered(fonts, 'hyphenator', () => new Hyphenator());
  const languages = units.styles.map((style) => hyphenLanguage(style.language));
  let checked = -1; // the word between spaces that ends here has been looked at
  let plain = false;
  for (let u = start; u < end; u++) {
    const style = units.style[u] ?? 0;
    const limit = limits[style];
    const language = languages[style];
    const from = units.offset[u] ?? 0;
    const to = units.offset[u + 1] ?? 0;
    if (limit === null || limit === undefined || language === null || language === undefined) continue;
    if (to - from < limit[0] || !canBeCut(units, u, fonts)) continue;
    if (to > checked) {
      const [wordStart, wordEnd] = wordAround(units.text, from, to);
      plain = !NO_PLAIN_WORD.test(units.text.slice(wordStart, wordEnd));
      checked = wordEnd;
    }
    if (plain) addPlaces(places, units, u, { hyphenator, language, limit });
  }
  return places;
}

/** Words that the text itself has, set left to right. */
function canBeCut(units: Units, unit: number, fonts: FontLibrary): boolean {
  const word = units.word[unit] ?? -1;
  if (word < 0 || (units.flags[unit] ?? 0) !== 0) return false;
  return ((units.level[unit] ?? 0) & 1) === 0 && fonts.word(word).direction === 'ltr';
}

function wordAround(text: string, from: number, to: number): readonly [number, number] {
  let start = from;
  while (start > 0 && !SPACE.test(text.charAt(start - 1))) start--;
  let end = to;
  while (end < text.length && !SPACE.test(text.charAt(end))) end++;
  return [start, end];
}

interface WordRules {
  readonly hyphenator: Hyphenator;
  readonly language: HyphenLanguage;
  readonly limit: HyphenLimits;
}

/** The letters between apostrophes and punctuation are words of their own. */
function addPlaces(places: HyphenPlace[], units: Units, unit: number, rules: WordRules): void {
  const [least, before, after] = rules.limit;
  const from = units.offset[unit] ?? 0;
  const to = units.offset[unit + 1] ?? 0;
  const { text } = units;
  for (const match of text.slice(from, to).matchAll(LATIN_WORD)) {
    const word = match[0];
    const start = from + match.index;
    const end = start + word.length;
    if (word.length < least || CAPITAL_INSIDE.test(word)) continue;
    // A change of style inside a word leaves it whole.
    if (start === from && LETTER.test(text.charAt(start - 1))) continue;
    if (end === to && LETTER.test(text.charAt(end))) continue;
    for (const point of rules.hyphenator.points(word, rules.language)) {
      if (point >= before && word.length - point >= after) places.push({ unit, offset: start + point });
    }
  }
}
