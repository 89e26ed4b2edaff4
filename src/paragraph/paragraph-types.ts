// The hand-overs of paragraph/: inline content in, prepared paragraph (no width yet), lines out.
import type { Direction } from '../base/direction.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Units, InlineObject, TextStyle, UnitReplacement } from '../frame/units.ts';
import type { HangingPunctuation } from '../style/computed-style.ts';

/** Inline content in document order. Direction changes and isolates come as open/close pairs. */
export type InlineItem =
  | { readonly kind: 'text'; readonly text: string; readonly style: InlineStyle }
  | { readonly kind: 'object'; readonly object: InlineObject; readonly style: InlineStyle }
  | { readonly kind: 'break'; readonly style: InlineStyle }
  | { readonly kind: 'leader'; readonly pattern: string; readonly style: InlineStyle }
  /** Generated text that is no part of the source (a list marker, a note call). */
  | { readonly kind: 'generated'; readonly text: string; readonly style: InlineStyle }
  | {
      readonly kind: 'open';
      readonly mode: 'isolate' | 'embed' | 'override' | 'isolate-override' | 'plaintext';
      readonly direction: Direction;
    }
  | { readonly kind: 'close' }
  /** Room at an end of an inline element (margin, or border and padding): no text. Which side is seen decides the width. */
  | {
      readonly kind: 'edge';
      readonly side: 'start' | 'end';
      readonly left: number;
      readonly right: number;
      /** What the edge's InlineObject carries. */
      readonly box: unknown;
      readonly style: InlineStyle;
    };

/** Letters a hyphenated word has at least, and its parts before and after the hyphen. */
export type HyphenLimits = readonly [word: number, before: number, after: number];

/** What one inline element contributes. Built once per element by document/; compared by identity. */
export interface InlineStyle extends TextStyle {
  readonly whiteSpace: 'normal' | 'nowrap' | 'pre' | 'pre-wrap' | 'pre-line';
  readonly textTransform: 'none' | 'uppercase' | 'lowercase' | 'capitalize';
  readonly hyphens: 'none' | 'manual' | 'auto';
  readonly hyphenateLimitChars: HyphenLimits;
}

export interface ParagraphStyle {
  readonly direction: Direction;
  /** `unicode-bidi: plaintext`: the first strong character decides instead of `direction`. */
  readonly plaintext: boolean;
  readonly language: string;
  readonly textAlign: 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';
  readonly textAlignLast: 'auto' | 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';
  readonly textJustify: 'auto' | 'inter-word' | 'kashida' | 'none';
  readonly wrap: 'wrap' | 'nowrap' | 'balance' | 'pretty';
  readonly overflowWrap: 'normal' | 'break-word' | 'anywhere';
  /** Points, applied to the first line at its start edge. */
  readonly indent: number;
  /** Absent: none. */
  readonly hangingPunctuation?: HangingPunctuation | null;
  /** Absent: DEFAULT_HYPHENATION. */
  readonly hyphenation?: HyphenationLimits;
}

/** Where lines of a paragraph may not end in hyphens (CSS Text 4, 6.3.4 and 6.3.5), the author's soft ones included. */
export interface HyphenationLimits {
  /** Hyphens below each other at most; Infinity for any number. */
  readonly lines: number;
  /** Whether the line before the last may end in one. */
  readonly last: boolean;
  /** Points that a line may lack before a word is hyphenated to fill it. */
  readonly zone: number;
}

export const DEFAULT_HYPHENATION: HyphenationLimits = Object.freeze({ lines: 2, last: true, zone: 0 });

/** Analysed, shaped and cut into units; independent of the measure. */
export interface PreparedParagraph {
  readonly units: Units;
  /** The first unit to set: 0, unless this is the rest of a paragraph. */
  readonly start: number;
  readonly style: ParagraphStyle;
  readonly breaks: Breakpoints;
  /** By style index: hyphenateLimitChars where words are hyphenated automatically, else null; null when nowhere. */
  readonly hyphenLimits: readonly (HyphenLimits | null)[] | null;
  /** Offsets in the text where a line may end inside an address, which is one unit; in order. */
  readonly addressBreaks: readonly number[];
  /** Width with no break taken but forced ones, and of the longest piece between breakpoints (see leastMeasure). Points. */
  readonly maxContent: number;
  readonly minContent: number;
  /** Shapes again what a line cuts (long words, kashida). */
  readonly fonts: FontLibrary;
  /** By points of tracking: the styles of the units, and the same with so much letter-spacing; filled by its lines. */
  readonly tracked: Map<number, TrackedStyles>;
}

/** Styles of a paragraph, and what they are with tracking. */
export interface TrackedStyles {
  readonly of: readonly TextStyle[];
  readonly styles: readonly TextStyle[];
}

/** Legal breakpoints in order: a line may end before unit `unit[i]`. Prefix sums from `start` on; points. */
export interface Breakpoints {
  readonly count: number;
  readonly unit: Int32Array;
  /** Sums up to the end of the line if it ends here (trailing spaces left out) … */
  readonly endWidth: Float64Array;
  readonly endSpaces: Int32Array;
  /** … and up to the start of the next line (leading spaces left out). */
  readonly startWidth: Float64Array;
  readonly startSpaces: Int32Array;
  /** Knuth–Plass penalty; FORCED_BREAK forces. */
  readonly penalty: Float64Array;
  /** Width of the hyphen shown if the line ends here, else 0, and its shaped word, else -1. */
  readonly hyphenWidth: Float64Array;
  readonly hyphen: Int32Array;
}

export const FORCED_BREAK: number = Number.NEGATIVE_INFINITY;

/** One set line; positions are relative to the line's left edge (the measure's left edge) and its baseline. */
export interface Line {
  /** The units `start` and `end` count in: the paragraph's own, or a copy in which words are cut at hyphens or because no line holds them. */
  readonly units: Units;
  readonly start: number;
  readonly end: number;
  /** Distance of the line's left edge from the left edge of the measure; negative where punctuation hangs there. */
  readonly x: number;
  /** Width after justification, hanging punctuation included. */
  readonly width: number;
  readonly naturalWidth: number;
  readonly spaceExtra: number;
  /** Points between its Latin letters, besides their letter-spacing. */
  readonly tracking: number;
  readonly replacements: readonly UnitReplacement[];
  readonly hyphen: number;
  /** As TextItem.continues; what follows a forced break goes on after a space. */
  readonly continues: 'space' | 'direct' | 'end';
  /** Largest extents of inline objects and raised text beyond the text's own line box, above and below the baseline; 0 when there are none. */
  readonly objectAscent: number;
  readonly objectDescent: number;
  /** Wider than the measure by more than 0.1 pt, hanging punctuation left out. */
  readonly overfull: boolean;
}

/** What each line has to itself, after the indent. */
export interface Room {
  readonly measure: (index: number) => number;
  /** From this line on the measure does not change, or lines are not told apart by their number. */
  readonly sameFrom: number;
}
