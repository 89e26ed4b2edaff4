// A chunk – the text between two spaces – → all that can be known of it before it is known what stands around: its classes
// of UAX #9 and UAX #14, where units begin in it and where lines may end. Texts have the same chunks again and again, so
// paragraphs ask once for each (chunk-table.ts) and look at no character after that.
import { AL as ARABIC_LETTER, AN, B, BN, CS, EN, ES, L, LRI, NSM, ON, R, S, WS, bidiClasses, classify } from '../unicode/bidi-classes.ts'; // prettier-ignore
import { isBidiControl } from '../unicode/characters.ts';
import { findIsolates } from '../unicode/isolates.ts';
import type { Isolate } from '../unicode/isolates.ts';
import {
  AL,
  CLASS_BITS,
  CM,
  DIRECT,
  KEEP,
  lineBreakClasses,
  pairIndex,
} from '../unicode/line-break-classes.ts';
import { findLineBreaks } from '../unicode/line-break.ts';
import type { TextScratch } from '../unicode/text-scratch.ts';
import { isDash } from './analyse-text.ts';
import { takeAddressBreaks } from './find-address-breaks.ts';
import { DASH_BREAK, NO_BREAK, SOFT_BREAK } from './find-breakpoints.ts';
import { joinsAcross } from './joining-context.ts';
import { WORD, markKinds } from './mark-begins.ts';
import { MAY_BE_RTL, followsLatin, isPersianDigit } from './resolve-direction.ts';

// Traits of chunks, as bits; those of a paragraph are the traits of any of its chunks.

/** The chunk says by itself all that a paragraph has to know. */
export const ODD = 1;
/** It has letters from left to right (bidi class L). */
export const HAS_LEFT = 2;
/** It has letters from right to left (R and AL). */
export const HAS_RIGHT = 4;
/** It has numbers (EN, AN). */
export const HAS_NUMBER = 8;
/** It has Arabic numbers (AN), which have a direction in any text. */
export const HAS_ARABIC_NUMBER = 16;
/** Something that may be set from right to left in a paragraph from left to right. */
export const MAY_TURN = 32;
/** It has addresses, dates or telephone numbers, each a left-to-right isolate. */
export const HAS_ISOLATE = 64;
/** A telephone number may begin in it that goes on behind the next space. */
export const MAY_BEGIN_PHONE = 128;
/** It begins as the rest of a telephone number may. */
export const MAY_GO_ON_PHONE = 256;
/** Its first letter or number is a Persian digit. */
export const BEGINS_PERSIAN = 512;
/** It has letters or numbers. */
export const HAS_LETTER = 1024;
/** The last of them is a Latin letter. */
export const ENDS_LATIN = 2048;
/** A slash or an @: lines are looked for in all addresses of the paragraph (line-break-house-rules.ts, H1). */
export const ASKS_FOR_ADDRESSES = 4096;
/** An address that has neither. */
export const HAS_BARE_ADDRESS = 8192;

/** What is known of one chunk. */
export interface Chunk {
  readonly length: number;
  readonly traits: number;
  /**
   * Stretches of one bidi class and where they begin (class << CLASS_SHIFT | offset): what UAX #9 has to look at. An isolate is
   * one of class LRI.
   */
  readonly stretches: Int32Array;
  /** Line break classes of its first and last character. */
  readonly first: number;
  readonly last: number;
  /** It is one word. */
  readonly isWord: boolean;
  /** Where units begin in it. */
  readonly begins: Int32Array;
  /** What begins there, WORD or SPACE (U+00A0), and the kind of break before it. */
  readonly kinds: Uint8Array;
  readonly breaks: Uint8Array;
  /** Where a line may end inside an address. */
  readonly addressBreaks: readonly number[];
}

type UnitsOfChunk = Pick<Chunk, 'isWord' | 'begins' | 'kinds' | 'breaks' | 'addressBreaks'>;

/** Of a stretch: its class is above this many bits, its offset below. */
export const CLASS_SHIFT = 16;
export const OFFSET_BITS: number = (1 << CLASS_SHIFT) - 1;

/** A longer chunk is no word that comes again. */
const LONGEST = 250;
/** Bidi classes of separators, white space, controls and surrogates. */
const NOT_IN_CHUNKS: number = ~((1 << B) - 1) | (1 << S) | (1 << WS);
const ZWNJ_UNIT = 0x200c;
const NO_ISOLATES: readonly Isolate[] = [];
const NO_OFFSETS = new Int32Array(0);
const NO_BYTES = new Uint8Array(0);
const NO_BREAKS: readonly number[] = [];

const ODD_CHUNK: Chunk = Object.freeze({
  length: 0,
  traits: ODD,
  stretches: NO_OFFSETS,
  first: 0,
  last: 0,
  isWord: false,
  begins: NO_OFFSETS,
  kinds: NO_BYTES,
  breaks: NO_BYTES,
  addressBreaks: NO_BREAKS,
});

// What most words are: one unit, one stretch.
const ONE_BEGIN = Int32Array.of(0);
const ONE_WORD = Uint8Array.of(WORD);
const ONE_KEPT = Uint8Array.of(NO_BREAK);
/** By class: a chunk that is one stretch of it. */
const SINGLE_STRETCHES = Array.from({ length: LRI + 1 }, (_, type) => Int32Array.of(type << CLASS_SHIFT));
const ONE_LEFT = SINGLE_STRETCHES[L]!;
const ONE_RIGHT = SINGLE_STRETCHES[ARABIC_LETTER]!;
const ONE_UNIT: UnitsOfChunk = {
  isWord: true,
  begins: ONE_BEGIN,
  kinds: ONE_WORD,
  breaks: ONE_KEPT,
  addressBreaks: NO_BREAKS,
};
const ONE_RUN = [{ kind: 'text', start: 0 }] as const;

/** Describes a text without spaces that stands between spaces, or at an end of a paragraph. */
export function describeChunk(text: string, scratch: TextScratch): Chunk {
  return describeWord(text) ?? describeMixture(text, scratch);
}

/** Letters of Latin or of Arabic with its marks and ZWNJ, and nothing else, as most chunks are; null for the others. */
function describeWord(text: string): Chunk | null {
  const first = text.charCodeAt(0);
  const latin = isLatinLetter(first);
  if (
    text.length > LONGEST ||
    !(latin || (isArabicLetter(first) && bidiClasses.bmp[first] === ARABIC_LETTER))
  )
    return null;
  for (let i = 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!(latin ? isLatinLetter(unit) : isArabicLetter(unit))) return null;
  }
  return {
    length: text.length,
    traits: latin ? HAS_LEFT | HAS_LETTER | ENDS_LATIN : HAS_RIGHT | MAY_TURN | HAS_LETTER,
    stretches: latin ? ONE_LEFT : ONE_RIGHT,
    first: AL,
    last: AL,
    isWord: true,
    begins: ONE_BEGIN,
    kinds: ONE_WORD,
    breaks: ONE_KEPT,
    addressBreaks: NO_BREAKS,
  };
}

/** Bidi class L, line break class AL. */
function isLatinLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7); // prettier-ignore
}

/** Bidi class AL and line break class AL, or NSM and CM, or ZWNJ. */
function isArabicLetter(unit: number): boolean {
  return (unit >= 0x620 && unit <= 0x65f) || unit === 0x670 || (unit >= 0x671 && unit <= 0x6d3) || unit === 0x6d5 || unit === 0x200c; // prettier-ignore
}

/**
 * Any chunk. Controls, white space of a width of its own, soft hyphens, what is outside the basic plane and the
 * rare things found below make a chunk odd: paragraphs with one are analysed as a whole.
 */
function describeMixture(text: string, scratch: TextScratch): Chunk {
  const first = lineBreakClass(text, 0);
  if (text.length > LONGEST || first === CM || looksOverSpaces(text)) return ODD_CHUNK;
  const classes = scratch.levels.take(text.length);
  const seen = classify(text, classes);
  const signs = signsOf(text, classes);
  if ((seen & NOT_IN_CHUNKS) !== 0 || (signs & SIGN_ODD) !== 0) return ODD_CHUNK;
  const isolates = (signs & ISOLATE_SIGNS) === 0 ? NO_ISOLATES : findIsolates(text);
  const stretches = bidiStretches(classes, seen, isolates);
  if (stretches === null || hasNumberAfterLatin(text, signs)) return ODD_CHUNK;
  const units = unitsOf(text, signs, isolates, scratch);
  if (units === null) return ODD_CHUNK;
  return {
    length: text.length,
    traits: traitsOf(text, signs, isolates, stretches),
    stretches,
    first,
    last: lineBreakClass(text, lastBase(text)),
    isWord: units.isWord,
    begins: units.begins,
    kinds: units.kinds,
    breaks: units.breaks,
    addressBreaks: units.addressBreaks,
  };
}

// What signsOf finds in a chunk, as bits.
const SIGN_DIGIT = 1;
const SIGN_PLUS = 2;
/** . : @ */
const SIGN_POINT = 4;
/** / @ */
const SIGN_ADDRESS = 8;
/** U+00A0, and spaces of a width of their own. */
const SIGN_SPACE = 16;
const SIGN_PERSIAN = 32;
/** Half of a pair of surrogates, a control, or no direction at all: of that, only ZWNJ is a part of words. */
const SIGN_ODD = 64;
const ISOLATE_SIGNS: number = SIGN_DIGIT | SIGN_PLUS | SIGN_POINT;

function signsOf(text: string, classes: Uint8Array): number {
  let signs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x41) {
      if (unit >= 0x30 && unit <= 0x39) signs |= SIGN_DIGIT;
      else if (unit === 0x2e || unit === 0x3a) signs |= SIGN_POINT;
      else if (unit === 0x40) signs |= SIGN_POINT | SIGN_ADDRESS;
      else if (unit === 0x2f) signs |= SIGN_ADDRESS;
      else if (unit === 0x2b) signs |= SIGN_PLUS;
    } else if (unit === 0xa0 || (unit >= 0x2000 && unit <= 0x202f)) signs |= SIGN_SPACE;
    else if (isPersianDigit(unit)) signs |= SIGN_PERSIAN;
    else if (unit >= 0xd800 && unit <= 0xdfff) signs |= SIGN_ODD;
    if ((classes[i] === BN && unit !== ZWNJ_UNIT) || isBidiControl(unit)) signs |= SIGN_ODD;
  }
  return signs;
}

/** Whether UAX #14 could let a line end anywhere in a chunk, by what it says of two neighbours. */
function mayBreak(text: string): boolean {
  let before = lineBreakClass(text, 0);
  for (let i = 1; i < text.length; i++) {
    const after = lineBreakClass(text, i);
    if (after === CM) continue; // LB9
    if (DIRECT[pairIndex(before, after)] !== KEEP) return true;
    before = after;
  }
  return false;
}

function lineBreakClass(text: string, at: number): number {
  return (lineBreakClasses.bmp[text.charCodeAt(at)] ?? AL) & CLASS_BITS;
}

/** Offset of the last character that is no mark (LB9). */
function lastBase(text: string): number {
  let at = text.length - 1;
  while (at > 0 && lineBreakClass(text, at) === CM) at--;
  return at;
}

/** H4 of the house rules looks beyond the spaces around « at the end and » at the beginning. */
function looksOverSpaces(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first === 0xbb || first === 0x203a || last === 0xab || last === 0x2039;
}

/** A number in Persian digits behind a Latin word and a space without break: directions need a mark before it. */
function hasNumberAfterLatin(text: string, signs: number): boolean {
  if ((signs & SIGN_PERSIAN) === 0 || (signs & SIGN_SPACE) === 0) return false;
  for (let i = 1; i < text.length; i++)
    if (isPersianDigit(text.charCodeAt(i)) && followsLatin(text, i)) return true;
  return false;
}

/**
 * The stretches of a chunk, by the rules that hold whatever is around it: marks and what is invisible belong to what is
 * before them (W1, 5.2), classes that come twice count once, and separators of no number are neutral (W4–W6; around the
 * chunk are spaces). Null where that is not so, where an isolate is not all of one
 * level, and where two meet.
 */
function bidiStretches(classes: Uint8Array, seen: number, isolates: readonly Isolate[]): Int32Array | null {
  const numbers = (seen & ((1 << EN) | (1 << AN))) !== 0;
  const stretches: number[] = [];
  let before = BN; // class of the last stretch
  let isolate = 0;
  for (let i = 0; i < classes.length; i++) {
    let type = classes[i] ?? BN;
    if (i === isolates[isolate]?.start) {
      const { end } = isolates[isolate++]!;
      if (before === LRI || !isLeftToRight(classes, i, end) || hangsOn(classes[end] ?? ON)) return null;
      stretches.push((LRI << CLASS_SHIFT) | i);
      before = LRI;
      i = end - 1;
      continue;
    }
    if (hangsOn(type)) {
      if (before === BN || (type === NSM && !(before <= AN || before === ON))) return null;
      continue;
    }
    if (!numbers && type >= ES && type <= CS) type = ON;
    if (type === before && (type <= AN || type === ON)) continue;
    stretches.push((type << CLASS_SHIFT) | i);
    before = type;
  }
  const [only] = stretches;
  return stretches.length === 1 && only !== undefined && (only & OFFSET_BITS) === 0
    ? SINGLE_STRETCHES[only >> CLASS_SHIFT]!
    : Int32Array.from(stretches);
}

function hangsOn(type: number): boolean {
  return type === NSM || type === BN;
}

/** Whether nothing in an isolate runs from right to left in it. */
function isLeftToRight(classes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const type = classes[i] ?? BN;
    if (type === R || type === ARABIC_LETTER || type === AN) return false;
  }
  return !hangsOn(classes[start] ?? BN);
}

/** Units as markBegins finds them in one level and style; null where letters join across their ends. */
function unitsOf(
  text: string,
  signs: number,
  isolates: readonly Isolate[],
  scratch: TextScratch,
): UnitsOfChunk | null {
  // In an address lines may end wherever its classes say that they may not.
  if ((signs & (SIGN_ADDRESS | SIGN_SPACE)) === 0 && !mayBreak(text)) return ONE_UNIT;
  const breaks = findLineBreaks(text, isolates, scratch);
  const addressBreaks = takeAddressBreaks(breaks);
  const marks = scratch.begins.take(text.length);
  markKinds({ text, runs: ONE_RUN, hasControls: false }, null, breaks, marks);
  const begins: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (marks[i] === 0) continue;
    if (i > 0 && joinsAcross(text, i)) return null;
    begins.push(i);
  }
  return {
    isWord: begins.length === 1 && marks[0] === WORD,
    begins: Int32Array.from(begins),
    kinds: Uint8Array.from(begins, (at) => marks[at] ?? WORD),
    breaks: Uint8Array.from(begins, (at) => (at === 0 ? NO_BREAK : kindOfBreak(breaks, text, at))),
    addressBreaks,
  };
}

function kindOfBreak(breaks: Uint8Array, text: string, at: number): number {
  if (breaks[at] === NO_BREAK) return NO_BREAK;
  return isDash(text.charCodeAt(at - 1)) ? DASH_BREAK : SOFT_BREAK;
}

function traitsOf(text: string, signs: number, isolates: readonly Isolate[], stretches: Int32Array): number {
  let traits = lettersIn(text);
  for (let s = 0; s < stretches.length; s++) {
    const type = stretches[s]! >> CLASS_SHIFT;
    if (type === L) traits |= HAS_LEFT;
    else if (type === R || type === ARABIC_LETTER) traits |= HAS_RIGHT;
    else if (type === EN) traits |= HAS_NUMBER;
    else if (type === AN) traits |= HAS_NUMBER | HAS_ARABIC_NUMBER;
  }
  if (MAY_BE_RTL.test(text)) traits |= MAY_TURN;
  if ((signs & (SIGN_DIGIT | SIGN_PLUS)) !== 0) traits |= MAY_BEGIN_PHONE;
  if (goesOnPhone(text.charCodeAt(0))) traits |= MAY_GO_ON_PHONE;
  const asks = (signs & SIGN_ADDRESS) !== 0;
  if (asks) traits |= ASKS_FOR_ADDRESSES;
  if (isolates.length === 0) return traits;
  if (!asks && isolates.some(({ kind }) => kind === 'url' || kind === 'email')) traits |= HAS_BARE_ADDRESS;
  return traits | HAS_ISOLATE;
}

/**
 * Traits of the letters and numbers in it. Of the letters only those of Latin and Arabic count: for others a paragraph
 * is analysed as a whole rather too often.
 */
function lettersIn(text: string): number {
  let traits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isLatinLetter(unit)) traits |= HAS_LETTER | ENDS_LATIN;
    else if (isPersianDigit(unit)) {
      if ((traits & HAS_LETTER) === 0) traits |= BEGINS_PERSIAN;
      traits = (traits | HAS_LETTER) & ~ENDS_LATIN;
    } else if (
      (unit >= 0x30 && unit <= 0x39) ||
      (isArabicLetter(unit) && bidiClasses.bmp[unit] === ARABIC_LETTER)
    )
      traits = (traits | HAS_LETTER) & ~ENDS_LATIN;
  }
  return traits;
}

/** Digits, and what parts those of a telephone number, as findIsolates has it. */
function goesOnPhone(unit: number): boolean {
  return (
    (unit >= 0x28 && unit <= 0x39) ||
    (unit >= 0x660 && unit <= 0x669) ||
    isPersianDigit(unit) ||
    unit === 0xa0 ||
    unit === 0x202f
  );
}
