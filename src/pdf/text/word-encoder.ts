// A shaped word → the piece of a TJ array that shows it in a merged font, and what readers will see of it.
import {
  EM_FIXED, GLYPH_FACE, GLYPH_ID, GLYPH_STRIDE, GLYPH_X_ADVANCE, GLYPH_X_OFFSET, GLYPH_Y_OFFSET,
} from '../../font/font-types.ts'; // prettier-ignore
import type { ShapedWord } from '../../font/font-types.ts';
import { LRM, RLM, SOFT_HYPHEN, ZWJ, ZWNJ } from '../../unicode/characters.ts';
import { isMark } from '../../unicode/scripts.ts';
import type { MergedFont } from './merged-font.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import type { GlyphPart } from './merged-glyph.ts';
import type { Stand } from './pdfjs-order.ts';
import { PDFJS_TYPE, countsAsRightToLeft, isPlainRightToLeft, standOf } from './pdfjs-order.ts';
import { DEPENDS, judgeCompany } from './right-to-left-company.ts';
import type { WordCluster } from './word-clusters.ts';
import { clustersOf, isMarkEntry } from './word-clusters.ts';

/** How a word stands in its line; all in em of the line's font size. */
export interface WordSetting {
  /** The word's size against the line's. */
  readonly scale: number;
  readonly rise: number;
  readonly letterSpacing: number;
  /** The text goes on in the next line without a space. Right to left only: other lines end in a carrier that says so. */
  readonly goesOn: boolean;
}

export const PLAIN_SETTING: WordSetting = { scale: 1, rise: 0, letterSpacing: 0, goesOn: false };

/** One cluster as written: a string between the parentheses of a literal, numbers standing outside: `AB)-12(CD`. */
export interface EncodedCluster {
  /** Steering marks left of the cluster, and right of it. */
  readonly marksLeft: string;
  readonly marksRight: string;
  /** Carriers and adjustments before the glyph, the glyph's code, adjustments and carriers after it. */
  readonly before: string;
  readonly code: string;
  readonly after: string;
  /** Codes of carriers at the very beginning of `before`. */
  readonly leadingCarriers: number;
  /** The first of them stands for a combining mark. */
  readonly leadingMark: boolean;
  /** Merged glyph and the text of its code, for giving it another text. */
  readonly glyph: number;
  readonly text: string;
  /** What pdf.js sees, visual order, and what it should be, logical order. White space is one space. */
  readonly seen: string;
  readonly logical: string;
  /** em */
  readonly advance: number;
  readonly start: number;
}

export interface EncodedWord {
  readonly operators: string;
  readonly leadingCarriers: number;
  readonly leadingMark: boolean;
  readonly seen: string;
  readonly logical: string;
  readonly advance: number;
  /** UTF-16 units of `seen` that count as right to left. */
  readonly rightToLeftUnits: number;
  /** Reversing it is all that pdf.js can do to it in right-to-left company. */
  readonly plainRightToLeft: boolean;
  /** How the word may be shortened in trials of what pdf.js reads. */
  readonly stand: Stand;
  /** How it is read in right-to-left items, unless that is plain; see judgeCompany. */
  readonly company: number;
  /** Shows nothing but white space, or white space among other characters. */
  readonly isBlank: boolean;
  readonly hasSpace: boolean;
  /** A single cluster of a word that has been taken apart. */
  readonly cluster: EncodedCluster | null;
  /** The word space of the font: its code is as wide as the font says, and widened by word spacing. */
  readonly isWordSpace: boolean;
}

/** Makes all words in one shape, which keeps the loops over them fast; what is left out is that of a word without text. */
export function encodedWord(
  fields: Partial<Omit<EncodedWord, 'company' | 'isBlank' | 'hasSpace'>>,
): EncodedWord {
  return {
    operators: fields.operators ?? '',
    leadingCarriers: fields.leadingCarriers ?? 0,
    leadingMark: fields.leadingMark ?? false,
    seen: fields.seen ?? '',
    logical: fields.logical ?? '',
    advance: fields.advance ?? 0,
    rightToLeftUnits: fields.rightToLeftUnits ?? 0,
    plainRightToLeft: fields.plainRightToLeft ?? false,
    stand: fields.stand ?? null,
    company:
      fields.plainRightToLeft === true ? DEPENDS : judgeCompany(fields.seen ?? '', fields.logical ?? ''),
    isBlank: isBlank(fields.seen ?? ''),
    hasSpace: fields.seen?.includes(' ') ?? false,
    cluster: fields.cluster ?? null,
    isWordSpace: fields.isWordSpace ?? false,
  };
}

function isBlank(seen: string): boolean {
  return seen.charCodeAt(0) === 0x20 && seen.trim() === '';
}

/** Brackets and quotes, which PDFium mirrors in right-to-left surroundings. */
const MIRRORED = '()[]{}<>«»‹›“”‘’';
/** Punctuation that PDFium and poppler carry off to the wrong side of its word. */
const STRAYING = '.,:\u060c\u066a%#$+-/\u066b\u066c\u20ac…';

/** PDFium gives it back as three full stops unless what is to the right of it is left to right; poppler counts marks. */
const ELLIPSIS = '…';

/** A character that gets steering marks in right-to-left text. */
export function needsMarks(character: string): boolean {
  return MIRRORED.includes(character) || STRAYING.includes(character);
}

/** Differences between shaped and font advances below this (em) are not written but carried on. */
const NEGLIGIBLE = 0.0005;
/** A glyph moved sideways by more than this (em) is moved inside the font, or pdf.js would see a gap. */
export const LARGEST_SHIFT = 0.05;
/** Kerning beyond this (em) becomes part of the glyph's advance, for the same reason. */
export const LARGEST_KERN = 0.09;

/** Variants of steering marks inside words; those between words use the next ones. */
const WORD_MARK_VARIANTS = 8;

export function encodeWord(
  font: MergedFont,
  word: ShapedWord,
  setting: WordSetting,
  inserted: readonly number[] = [],
): EncodedWord {
  const space = word.text === ' ' ? encodeWordSpace(font, word, setting) : null;
  if (space !== null) return space;
  const clusters = encodeClusters(font, word, setting, inserted);
  let operators = '';
  let seen = '';
  let logical = '';
  let advance = 0;
  for (const cluster of clusters) {
    operators += operatorsOf(cluster);
    seen += cluster.seen;
    advance += cluster.advance;
  }
  if (word.direction === 'rtl')
    for (let i = clusters.length - 1; i >= 0; i--) logical += clusters[i]?.logical ?? ''; // prettier-ignore
  else for (const cluster of clusters) logical += cluster.logical;
  const rightToLeftUnits = countRightToLeftUnits(seen);
  let plainRightToLeft = true;
  for (let i = 0; i < seen.length; i++) {
    const unit = seen.charCodeAt(i);
    // A lone ZWNJ between letters stays where it is.
    if (!isPlainRightToLeft(unit) && unit !== 0x200c) plainRightToLeft = false;
  }
  const first = clusters[0];
  return encodedWord({
    operators, seen, logical, advance, rightToLeftUnits, plainRightToLeft, stand: standOf(seen, logical),
    leadingCarriers: first?.leadingCarriers ?? 0,
    leadingMark: first?.leadingMark ?? false,
  }); // prettier-ignore
}

/** A space as the word space of the font; null when it has to be a glyph of its own. */
function encodeWordSpace(font: MergedFont, word: ShapedWord, setting: WordSetting): EncodedWord | null {
  const { glyphs, direction } = word;
  if (glyphs.length !== GLYPH_STRIDE || (setting.goesOn && direction === 'rtl')) return null;
  const operators = font.wordSpace(glyphs[GLYPH_FACE] ?? 0, glyphs[GLYPH_ID] ?? 0);
  if (operators === '') return null;
  const advance = ((glyphs[GLYPH_X_ADVANCE] ?? 0) / EM_FIXED) * setting.scale + setting.letterSpacing;
  return encodedWord({ operators, seen: ' ', logical: ' ', advance, plainRightToLeft: true, isWordSpace: true }); // prettier-ignore
}

/** UTF-16 units that count as right to left. */
export function countRightToLeftUnits(seen: string): number {
  let count = 0;
  for (let i = 0; i < seen.length; i++) if (countsAsRightToLeft(PDFJS_TYPE[seen.charCodeAt(i)] ?? 0)) count++;
  return count;
}

export function operatorsOf(cluster: EncodedCluster): string {
  return cluster.marksLeft + cluster.before + cluster.code + cluster.after + cluster.marksRight;
}

/** The clusters of a word, visual order. */
export function encodeClusters(
  font: MergedFont,
  word: ShapedWord,
  setting: WordSetting,
  inserted: readonly number[],
): EncodedCluster[] {
  const rightToLeft = word.direction === 'rtl';
  const pen = new Pen();
  let marks = 0;
  const mark = (text: string): string => font.code(EMPTY_GLYPH, text, 1 + (marks++ % WORD_MARK_VARIANTS));
  const clusters = clustersOf(word, inserted);
  return clusters.map((cluster, index) => {
    const { main, before, after } = textsOf(cluster.entries, rightToLeft);
    const end = setting.goesOn && rightToLeft && index === 0 ? SOFT_HYPHEN : '';
    const carriers = (texts: readonly string[]): string =>
      texts.map((text, i) => font.code(EMPTY_GLYPH, text, repeats(texts, i))).join('');
    const carriersBefore = carriers(marked(before, end));
    const text = before.length === 0 ? end + main : main;
    const placed = placeGlyphs(font, word, cluster, setting);
    const mirrored = rightToLeft && MIRRORED.includes(main);
    const straying = rightToLeft && !mirrored && cluster.entries.length === 1 && STRAYING.includes(main);
    const move = pen.move(placed.shift);
    const width = font.advance(placed.glyph);
    const back = pen.move(placed.advance - placed.shift - width);
    return {
      marksLeft: mirrored ? mark(RLM) + mark(LRM) : straying ? mark(RLM) : '',
      // Without a mark between them PDFium takes punctuation and a combining mark for one run of its own.
      marksRight: mirrored
        ? mark(LRM) + mark(RLM)
        : straying && endsInMark(clusters[index + 1])
          ? mark(RLM)
          : straying && main === ELLIPSIS
            ? mark(LRM) + mark(RLM)
            : '',
      before: carriersBefore + move,
      code: font.code(placed.glyph, text),
      after: carriers(after) + back,
      leadingCarriers: before.length,
      leadingMark: before[0] !== undefined && isMarkEntry(before[0]),
      glyph: placed.glyph,
      text,
      seen: end + seenOf([...before, main, ...after]),
      logical: (rightToLeft ? logicalOf(seenOf(cluster.entries)) : seenOf(cluster.entries)) + end,
      advance: placed.advance,
      start: cluster.start,
    };
  });
}

/** The texts with a sign before the first of them. */
function marked(texts: readonly string[], sign: string): readonly string[] {
  return sign === '' ? texts : texts.map((text, i) => (i === 0 ? sign + text : text));
}

/**
 * Several characters in one glyph: right to left the glyph stands for the last letter, so that what comes after it in
 * the text (marks) is in carriers before it and what comes before it in carriers after it. Readers that know gaps only
 * by glyphs then find none between a space and a carrier, unless that is a mark.
 */
function textsOf(
  entries: readonly string[],
  rightToLeft: boolean,
): { main: string; before: readonly string[]; after: readonly string[] } {
  const [first = ZWJ, ...others] = entries;
  if (others.length === 0) return { main: first, before: [], after: [] };
  if (rightToLeft) {
    const visual = entries.toReversed();
    const main = Math.max(0, visual.findIndex((entry) => !isMarkEntry(entry))); // prettier-ignore
    return { main: visual[main] ?? ZWJ, before: visual.slice(0, main), after: visual.slice(main + 1) };
  }
  const whole = entries.join('').normalize('NFC');
  if (!hasMark(whole)) return { main: whole, before: [], after: [] };
  return { main: first, before: [], after: others };
}

function hasMark(text: string): boolean {
  for (const character of text) if (isMark(character.codePointAt(0) ?? 0)) return true;
  return false;
}

function endsInMark(cluster: WordCluster | undefined): boolean {
  const last = cluster?.entries.at(-1);
  return last !== undefined && isMarkEntry(last);
}

/** How often texts[index] occurred before, so that repeated letters get codes of their own. */
function repeats(texts: readonly string[], index: number): number {
  let count = 0;
  for (let i = 0; i < index; i++) if (texts[i] === texts[index]) count++;
  return count === 0 ? 0 : 100 + count;
}

/** Characters that pdf.js keeps: not an entry that is a single format character; white space as a space. */
function seenOf(entries: readonly string[]): string {
  let seen = '';
  for (const entry of entries) {
    if (entry === ZWJ) continue;
    seen += isReadAsSpace(entry.charCodeAt(0)) ? ' ' : entry;
  }
  return seen;
}

/** The white space of ECMAScript's `\\s`, by which pdf.js tells spaces. */
function isReadAsSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 9 && unit <= 13);
  if (unit < 0x1680) return unit === 0xa0;
  return (
    unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029 ||
    unit === 0x202f || unit === 0x205f || unit === 0x3000 || unit === 0xfeff
  ); // prettier-ignore
}

/** A ZWNJ stands before the letter it follows in the text. */
function logicalOf(visual: string): string {
  if (!visual.includes(ZWNJ)) return visual;
  let logical = '';
  let joiner = '';
  for (const character of visual) {
    logical += character === ZWNJ ? '' : character + joiner;
    joiner = character === ZWNJ ? ZWNJ : '';
  }
  return logical;
}

interface Placed {
  readonly glyph: number;
  /** Where the glyph goes from the pen, and how far the pen moves in all; em of the line. */
  readonly shift: number;
  readonly advance: number;
}

/** One glyph of the font for all glyphs of a cluster: plain where possible, else composite. */
function placeGlyphs(font: MergedFont, word: ShapedWord, cluster: WordCluster, setting: WordSetting): Placed {
  const { glyphs } = word;
  const { scale, rise, letterSpacing } = setting;
  const value = (glyph: number, field: number): number => glyphs[glyph * GLYPH_STRIDE + field] ?? 0;
  const em = (glyph: number, field: number): number => (value(glyph, field) / EM_FIXED) * scale;
  if (cluster.to - cluster.from === 1 && scale === 1 && rise === 0 && letterSpacing === 0) {
    const shift = em(cluster.from, GLYPH_X_OFFSET);
    const advance = em(cluster.from, GLYPH_X_ADVANCE);
    if (value(cluster.from, GLYPH_Y_OFFSET) === 0 && Math.abs(shift) <= LARGEST_SHIFT) {
      const glyph = font.simpleGlyph(value(cluster.from, GLYPH_FACE), value(cluster.from, GLYPH_ID));
      if (Math.abs(advance - font.advance(glyph)) <= LARGEST_KERN) return { glyph, shift, advance };
    }
  }
  const parts: GlyphPart[] = [];
  let advance = 0;
  for (let i = cluster.from; i < cluster.to; i++) {
    parts.push({
      face: value(i, GLYPH_FACE),
      glyph: value(i, GLYPH_ID),
      dx: advance + em(i, GLYPH_X_OFFSET),
      dy: em(i, GLYPH_Y_OFFSET) + rise,
      scale,
    });
    advance += em(i, GLYPH_X_ADVANCE);
  }
  advance += letterSpacing * cluster.shaped;
  const glyph = font.compositeGlyph(parts, Math.max(0, advance));
  return { glyph, shift: 0, advance };
}

/** Collects pen movements and writes them as TJ numbers, thousandths of an em, when they are worth it. */
export class Pen {
  #pending = 0;

  move(distance: number): string {
    this.#pending += distance;
    if (Math.abs(this.#pending) < NEGLIGIBLE) return '';
    const number = Math.round(this.#pending * -1000);
    if (number === 0) return '';
    this.#pending += number / 1000;
    return `)${number}(`;
  }
}
