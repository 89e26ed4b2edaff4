// What both ways of writing a line begin with: the item, its font resource and size, and what is known of its units.
import type { TextItem } from '../../frame/frame.ts';
import { UNIT_SPACE } from '../../frame/units.ts';
import type { TextStyle } from '../../frame/units.ts';
import { RLM } from '../../unicode/characters.ts';
import { EMPTY_GLYPH } from './merged-font.ts';
import type { MergedFont } from './merged-font.ts';
import { unitThatGoesOn } from './line-facts.ts';
import type { EncodedWord } from './word-encoder.ts';

/** A font resource and the words that have been encoded for it. */
export interface Resource {
  readonly font: MergedFont;
  /** By ShapedWord.id, in PLAIN_SETTING. */
  readonly plain: (EncodedWord | undefined)[];
  readonly other: Map<string, EncodedWord>;
  /** Marks that hide spacing, of left-to-right and of right-to-left text; null before the first line. */
  fillers: readonly [string, string] | null;
  /** Marks beside runs against the paragraph's direction, as far as they have been used. */
  readonly runMarks: (string | undefined)[];
}

/** A line on its way, in one resource and size. */
export interface LineTask {
  readonly item: TextItem;
  readonly resource: Resource;
  /** Points. */
  readonly size: number;
  /** The baseline, PDF user space. */
  readonly y: number;
  /** The unit with which the next line goes on without a space, or -1. */
  readonly goesOn: number;
}

/** Begins a line on a page of a height in points. */
export function taskOf(item: TextItem, resource: Resource, size: number, pageHeight: number): LineTask {
  return { item, resource, size, y: pageHeight - item.y, goesOn: unitThatGoesOn(item) };
}

/** How the text layer serves both ways of writing a line. */
export interface LineServices {
  /** The word of a unit. */
  readonly word: (task: LineTask, unit: number) => EncodedWord;
  /** What stands after the last unit of the line, or null. */
  readonly end: (task: LineTask) => EncodedWord | null;
  /** Operators for the fill colour. */
  readonly color: (style: TextStyle) => string;
}

/** Share of right-to-left characters above which a line of such words is plainly reversed by pdf.js. */
export const RIGHT_TO_LEFT_SHARE = 0.35;

/** Variants of the marks between words begin here; see WORD_MARK_VARIANTS. */
export const RUN_MARK_VARIANT = 16;
const RUN_MARK_VARIANTS = 8;

/** RLM or LRM beside a run against the paragraph's direction; `count` have been used in the line. */
export function runMark({ font, runMarks }: Resource, text: string, count: number): string {
  const variant = count % RUN_MARK_VARIANTS;
  const index = variant * 2 + (text === RLM ? 1 : 0);
  return (runMarks[index] ??= font.code(EMPTY_GLYPH, text, RUN_MARK_VARIANT + variant));
}

/** Width of a unit on the page, em. */
export function gapOf({ item, size }: LineTask, unit: number, word: EncodedWord): number {
  const { units } = item;
  const style = units.styles[units.style[unit] ?? 0];
  if (((units.flags[unit] ?? 0) & UNIT_SPACE) === 0 || style === undefined) return word.advance;
  return word.advance + (style.wordSpacing + item.spaceExtra) / size;
}
