// A shaped word → where it is best stretched by a kashida (a tatweel, U+0640), and how far one tatweel stretches it.
// Priorities after Microsoft's (TYPOGRAPHY of Arabic script: “Kashida justification”); for verse those of the design of
// hemistichs. What the font can bear is HarfBuzz's flag on the letter after the place.
import type { FontLibrary, ShapedWord } from '../font/font-types.ts';
import { GLYPH_CLUSTER, GLYPH_FACE, GLYPH_FLAGS, GLYPH_ID, GLYPH_STRIDE } from '../font/font-types.ts';
import { TATWEEL } from '../unicode/characters.ts';
import { joiningTypeOf } from '../unicode/scripts.ts';
import { joinsAcross } from './joining-context.ts';
import { isBar } from './overlap-tatweels.ts';
import type { Tatweel } from './overlap-tatweels.ts';
import { remembered } from './remembered.ts';

const SAFE_TO_INSERT_TATWEEL = 2;
/** A tatweel narrower than this, em, is none: Noto Nastaliq has one without advance. */
const LEAST_TATWEEL = 0.05;

const SEEN_AND_SAD = 'سشصضښڛڜۺڝڞۻ';
const HEH_AND_DAL = 'ةهۀەۂۃہھدذډڈڌڍڎڏڐۮ';
const ALEF = 'اآأإٱ';
const LAM = 'لڵڶڷڸ';
const ALEF_TAH_LAM_KAF = `${ALEF}طظ${LAM}کكڪگګڭڬ`;
const BEH = 'بپتثنیييىېټٹڼئۍٻ';
const REH_AND_YEH = 'رزژړږڑیيىېۍئ';
const WAW_AIN_QAF_FEH = 'وؤۆۇۈعغقفڤ';

/** Verse: before the last letter of a word if it is one of these, else before those. */
const LAST_OF_VERSE = `${ALEF}هنمتبپکكگګیيىشسلۍېڼټ`;
const SECOND_OF_VERSE = 'دذډروړزژږ';

const LETTERS = /\p{L}/u;

/** Kinds of places, the best first; 0 is no place. */
export type KashidaRank = number;
const WORST_RANK = 7;

/** The place in a word: its rank and UTF-16 offset, packed; 0 when there is none. */
export type KashidaPlace = number;
const RANK_BITS = 4;

export function rankOf(place: KashidaPlace): KashidaRank {
  return place & ((1 << RANK_BITS) - 1);
}

export function offsetOf(place: KashidaPlace): number {
  return place >> RANK_BITS;
}

interface FaceTatweel extends Tatweel {
  readonly face: number;
}

/** The words of one library: places by word, tatweels by stack. */
export class KashidaPlaces {
  readonly #fonts: FontLibrary;
  readonly #text: KashidaPlace[] = [];
  readonly #verse: KashidaPlace[] = [];
  /** Face and advance of each stack's tatweel. */
  readonly #tatweels: (FaceTatweel | undefined)[] = [];

  constructor(fonts: FontLibrary) {
    this.#fonts = fonts;
  }

  static of(fonts: FontLibrary): KashidaPlaces {
    return remembered(fonts, 'kashida places', () => new KashidaPlaces(fonts));
  }

  /** The best place of a word in running text or in verse. */
  place(word: ShapedWord, verse: boolean): KashidaPlace {
    const known = verse ? this.#verse : this.#text;
    let place = known[word.id];
    if (place === undefined) {
      while (known.length < word.id) known.push(undefined as never);
      place = known[word.id] = this.#find(word, verse);
    }
    return place;
  }

  /** em that one tatweel adds to words of this stack; 0 where it adds nothing. */
  advance(word: ShapedWord): number {
    return this.tatweel(word).advance;
  }

  /** The tatweel of words of this stack. */
  tatweel(word: ShapedWord): FaceTatweel {
    let tatweel = this.#tatweels[word.stack.id];
    if (tatweel === undefined) {
      const shaped = this.#fonts.shapeWord(TATWEEL, word.stack, 'rtl', '');
      const usable = shaped.advance >= LEAST_TATWEEL && this.#fonts.missing(shaped) === undefined;
      const face = shaped.glyphs[GLYPH_FACE] ?? -1;
      const bar = usable && isBar(this.#fonts.face(face), shaped.glyphs[GLYPH_ID] ?? 0);
      tatweel = { face, advance: usable ? shaped.advance : 0, isBar: bar };
      while (this.#tatweels.length < word.stack.id) this.#tatweels.push(undefined);
      this.#tatweels[word.stack.id] = tatweel;
    }
    return tatweel;
  }

  #find(word: ShapedWord, verse: boolean): KashidaPlace {
    if (word.direction !== 'rtl') return 0;
    const { text, glyphs } = word;
    const { face, advance } = this.tatweel(word);
    if (advance === 0) return 0;
    let best = 0;
    let bestAt = 0;
    for (let g = 0; g < glyphs.length; g += GLYPH_STRIDE) {
      if (((glyphs[g + GLYPH_FLAGS] ?? 0) & SAFE_TO_INSERT_TATWEEL) === 0) continue;
      if (glyphs[g + GLYPH_FACE] !== face) continue;
      const at = glyphs[g + GLYPH_CLUSTER] ?? 0;
      const rank = verse ? rankInVerse(text, at) : rankInText(text, at);
      // Of equals the place nearest to the word's end.
      if (rank !== 0 && (best === 0 || rank < best || (rank === best && at > bestAt))) {
        best = rank;
        bestAt = at;
      }
    }
    return best === 0 ? 0 : (bestAt << RANK_BITS) | best;
  }
}

/** Rank of a tatweel before `at` in running text, 0 if there should be none. */
export function rankInText(text: string, at: number): KashidaRank {
  const next = text.charAt(at);
  const before = letterBefore(text, at);
  if (next === TATWEEL) return 1;
  if (!bears(text, at, before, next) || letters(text) < 3) return 0;
  if (SEEN_AND_SAD.includes(before)) return 2;
  if (joinsNext(text, at)) return isMedialBeh(text, at) ? 5 : 0;
  if (HEH_AND_DAL.includes(next)) return 3;
  if (ALEF_TAH_LAM_KAF.includes(next)) return 4;
  return WAW_AIN_QAF_FEH.includes(next) ? 6 : 7;
}

/** The same in verse, where every hemistich has to have one. */
export function rankInVerse(text: string, at: number): KashidaRank {
  const next = text.charAt(at);
  const before = letterBefore(text, at);
  if (next === TATWEEL) return 1;
  if (!bears(text, at, before, next)) return 0;
  let rank = 0;
  if (SEEN_AND_SAD.includes(before)) rank = 2;
  else if (joinsNext(text, at)) return 0;
  else if (LAST_OF_VERSE.includes(next) && !LETTERS.test(text.slice(at + 1))) rank = 3;
  else if (SECOND_OF_VERSE.includes(next)) rank = 4;
  // Words of two letters only where there is nothing else.
  return rank !== 0 && letters(text) < 3 ? WORST_RANK : rank;
}

/** What no priority allows: not before a mark, in lam-alef, beside another tatweel, in the name of God. */
function bears(text: string, at: number, before: string, next: string): boolean {
  if (before === '' || before === TATWEEL || joiningTypeOf(next.codePointAt(0) ?? 0) === 'T') return false;
  if (LAM.includes(before) && ALEF.includes(next)) return false;
  return !text.includes(TATWEEL) && !/لل[\u064b-\u0652\u0670]*ه/.test(text) && joinsAcross(text, at);
}

function letterBefore(text: string, at: number): string {
  for (let i = at - 1; i >= 0; i--) if (joiningTypeOf(text.charCodeAt(i)) !== 'T') return text.charAt(i);
  return '';
}

function joinsNext(text: string, at: number): boolean {
  return joinsAcross(text, at + 1);
}

/** beh, teh, noon, yeh … between two letters, the second of them reh or yeh at the end. */
function isMedialBeh(text: string, at: number): boolean {
  if (!BEH.includes(text.charAt(at))) return false;
  let after = at + 1;
  while (after < text.length && joiningTypeOf(text.charCodeAt(after)) === 'T') after++;
  return after < text.length && REH_AND_YEH.includes(text.charAt(after)) && !joinsNext(text, after);
}

function letters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const type = joiningTypeOf(text.charCodeAt(i));
    if (type === 'D' || type === 'R') count++;
  }
  return count;
}
