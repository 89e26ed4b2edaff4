// The text of one paragraph cut into units (words, spaces, objects) with everything shaped; lines are ranges of it.
// Parallel arrays: no object per word.
import type { FontStack, ShapedWord } from '../font/font-types.ts';
import type { Color } from '../style/color.ts';
import type { Direction } from '../base/direction.ts';

// A unit with no word and no flags is empty: only its level matters, which parts two isolates in visual order.

/** A justifiable space (its word is the shaped U+0020 or U+00A0). */
export const UNIT_SPACE = 1;
/** An inline object (picture, inline block); `object` is its index. */
export const UNIT_OBJECT = 2;
/** A forced line break; no word. */
export const UNIT_BREAK = 4;
/** A leader filling what is left of the line; `word` is one copy of its pattern. */
export const UNIT_LEADER = 8;
/** Not part of the document's text: shown, but left out of the text file (markers of furniture, hyphens). */
export const UNIT_GENERATED = 16;

/** The inline formatting of a unit; shared between all units that have it. */
export interface TextStyle {
  readonly stack: FontStack;
  readonly size: number;
  readonly color: Color;
  /** Points the baseline is raised by. */
  readonly rise: number;
  /**
   * An initial letter: its height above the baseline of the first line, points. What reaches below takes no room in
   * that line.
   */
  readonly initialAscent?: number;
  /** Text with a line-height above that of its paragraph: how far its line box reaches above and below its baseline, points. */
  readonly lineReach?: { readonly above: number; readonly below: number };
  /** Takes its room, but is neither painted nor read. */
  readonly hidden?: boolean;
  readonly letterSpacing: number;
  readonly wordSpacing: number;
  readonly underline: Color | null;
  readonly lineThrough: Color | null;
  readonly overline: Color | null;
  readonly background: Color | null;
  /** `-nashr-overprint` of the text and the lines along it; absent: `auto`. */
  readonly overprint?: 'auto' | 'always' | 'never';
  /** Inline elements around the text with backgrounds and borders, the outermost first; only flow/ knows what they are. */
  readonly boxes?: readonly unknown[];
  readonly language: string;
  /** Link target (`#id` or an absolute URL), or null. */
  readonly href: string | null;
  /** Structure element of the inline content (a link, a span in another language), or -1: that of the block. */
  readonly tag: number;
}

export interface InlineObject {
  readonly width: number;
  /** Above and below the baseline. */
  readonly ascent: number;
  readonly descent: number;
  /** What flow/ made of the object; opaque to paragraph/. */
  readonly box: unknown;
}

export interface Units {
  readonly count: number;
  readonly direction: Direction;
  /** The source text, logical order, as the author wrote it after white-space collapsing; no bidi controls added. */
  readonly text: string;
  /** First UTF-16 offset of each unit in `text`; `count + 1` entries. */
  readonly offset: Int32Array;
  /** Shaped word of each unit, or -1; see FontLibrary.word. Bidi controls of the source are in `text`, not in the word. */
  readonly word: Int32Array;
  readonly level: Uint8Array;
  readonly style: Uint16Array;
  readonly flags: Uint8Array;
  /** Index into `objects`, or -1. */
  readonly object: Int32Array;
  readonly styles: readonly TextStyle[];
  readonly objects: readonly InlineObject[];
}

/** Words that replace a unit's own on one line: kashida, the last letters before a hyphen. */
export interface UnitReplacement {
  readonly unit: number;
  readonly word: ShapedWord;
  /** Characters of `word` that are not in the source (tatweels, the hyphen), as UTF-16 offsets into word.text. */
  readonly inserted: readonly number[];
}
