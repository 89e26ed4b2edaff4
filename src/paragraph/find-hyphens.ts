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

/** A line may end inside `unit`, before `offset` of the text, with a hyphen or (in an address) without. In order of the text. */
export interface HyphenPlace {
  readonly unit: number;
  readonly offset: number;
  readonly hyphen: boolean;
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
  const { text } = units;
  for (let unit = start; unit < end; unit++) {
    const limit = limits[units.style[unit] ?? 0];
    const from = units.offset[unit] ?? 0;
    const to = units.offset[unit + 1] ?? 0;
    if (limit === null || limit === undefined || to - from < limit[0] || !canBeCut(units, unit, fonts))
      continue;
    const offsets = offsetsIn(units, unit, limit, fonts);
    if (offsets.length === 0 || !standsAlone(text, from, to)) continue;
    for (const offset of offsets) places.push({ unit, offset: from + offset, hyphen: true });
  }
  return places;
}

/** Whether what is beside a unit, up to the next spaces, leaves it a plain word; a style that changes inside a word does not. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = from === 0 || SPACE.test(text.charAt(from - 1));
  const after = to === text.length || SPACE.test(text.charAt(to));
  if (before && after) return true;
  const letterBefore = LETTER.test(text.charAt(from - 1)) && LETTER.test(text.charAt(from));
  const letterAfter = LETTER.test(text.charAt(to - 1)) && LETTER.test(text.charAt(to));
  if (letterBefore || letterAfter) return false;
  const [start, end] = wordAround(text, from, to);
  return !NO_PLAIN_WORD.test(text.slice(start, end));
}

const NO_OFFSETS: readonly number[] = [];

/** Where the word of a unit may be cut, from its start; found once for each shaped word, which is of one language. */
function offsetsIn(units: Units, unit: number, limit: HyphenLimits, fonts: FontLibrary): readonly number[] {
  const known = remembered(fonts, `hyphens ${limit.join(' ')}`, () => new Map<number, readonly number[]>());
  const id = units.word[unit] ?? -1;
  let offsets = known.get(id);
  if (offsets === undefined) {
    const language = hyphenLanguage(units.styles[units.style[unit] ?? 0]?.language ?? '');
    const text = units.text.slice(units.offset[unit], units.offset[unit + 1]);
    const isWord = language !== null && !NO_PLAIN_WORD.test(text);
    offsets = isWord ? hyphenOffsets(text, language, limit, fonts) : NO_OFFSETS;
    known.set(id, offsets);
  }
  return offsets;
}

/** The letters between apostrophes and punctuation are words of their own. */
function hyphenOffsets(
  text: string,
  language: HyphenLanguage,
  [least, before, after]: HyphenLimits,
  fonts: FontLibrary,
): readonly number[] {
  const hyphenator = remembered(fonts, 'hyphenator', () => new Hyphenator());
  const offsets: number[] = [];
  for (const match of text.matchAll(LATIN_WORD)) {
    const word = match[0];
    if (word.length < least || CAPITAL_INSIDE.test(word)) continue;
    for (const point of hyphenator.points(word, language))
      if (point >= before && word.length - point >= after) offsets.push(match.index + point);
  }
  return offsets;
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
