// What the cascade hands to document/: one frozen object per distinct style, shared by all elements that have it.
// Lengths are points, percentages are kept until the containing box is known.
import type { Direction } from '../base/direction.ts';
import type { Color } from './color.ts';

/** used value = points + percent / 100 × base; `calc()` sums end here. */
export interface LengthPercentage {
  readonly points: number;
  readonly percent: number;
}
export type AutoLength = LengthPercentage | 'auto';
export type BoxSize = AutoLength | 'min-content' | 'max-content' | 'fit-content';

/** Physical sides; logical properties are mapped by the cascade with the element's own direction. */
export interface Sides<T> {
  readonly top: T;
  readonly right: T;
  readonly bottom: T;
  readonly left: T;
}

export type BorderStyle = 'none' | 'solid' | 'dashed' | 'dotted' | 'double';
export interface Border {
  readonly width: number;
  readonly style: BorderStyle;
  readonly color: Color;
}

export type Display =
  | 'none' | 'block' | 'inline' | 'inline-block' | 'list-item' | 'flex' | 'inline-flex'
  | 'table' | 'table-row-group' | 'table-header-group' | 'table-footer-group' | 'table-row' | 'table-cell'
  | 'table-caption' | 'table-column' | 'table-column-group' | 'contents' | 'flow-root'; // prettier-ignore

export type BreakBetween = 'auto' | 'avoid' | 'page' | 'left' | 'right' | 'recto' | 'verso' | 'column' | 'avoid-page' | 'avoid-column'; // prettier-ignore
export type BreakInside = 'auto' | 'avoid' | 'avoid-page' | 'avoid-column';

/** One part of `content`, `string-set` or `bookmark-label`. */
export type ContentPart =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'attr'; readonly name: string }
  | { readonly kind: 'counter'; readonly name: string; readonly style: string }
  | { readonly kind: 'counters'; readonly name: string; readonly separator: string; readonly style: string }
  | {
      readonly kind: 'named-string';
      readonly name: string;
      readonly which: 'first' | 'start' | 'last' | 'first-except';
    }
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly which: 'first' | 'start' | 'last' | 'first-except';
    }
  | { readonly kind: 'content'; readonly which: 'text' | 'before' | 'after' | 'first-letter' }
  | {
      readonly kind: 'target-counter';
      readonly url: string | { readonly attr: string };
      readonly name: string;
      readonly style: string;
    }
  | { readonly kind: 'target-text'; readonly url: string | { readonly attr: string } }
  | { readonly kind: 'leader'; readonly pattern: string }
  | {
      readonly kind: 'quote';
      readonly which: 'open-quote' | 'close-quote' | 'no-open-quote' | 'no-close-quote';
    }
  | { readonly kind: 'url'; readonly url: string };

export interface CounterChange {
  readonly name: string;
  readonly value: number;
}

/** Which marks may stand beyond the ends of a line (CSS Text 3, § 9.2). */
export interface HangingPunctuation {
  /** An opening bracket or quotation mark at the start of the first line. */
  readonly first: boolean;
  /** A closing one at the end of the last line. */
  readonly last: boolean;
  /** A stop or comma at the end of a line: always, or where it would not fit. */
  readonly end: 'none' | 'force' | 'allow';
}

export type TextAlign = 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';

export interface ComputedStyle {
  // Boxes -------------------------------------------------------------------------------------------------
  readonly display: Display;
  readonly position: 'static' | 'relative' | 'absolute' | 'fixed';
  /** position: running(name): the element stands in margin boxes with content: element(name), and only there. */
  readonly running: string | null;
  readonly float: 'none' | 'left' | 'right' | 'inline-start' | 'inline-end' | 'inside' | 'outside' | 'footnote' | 'sidenote' | 'top' | 'bottom'; // prettier-ignore
  readonly clear: 'none' | 'left' | 'right' | 'both' | 'inline-start' | 'inline-end';
  readonly inset: Sides<AutoLength>;
  readonly margin: Sides<AutoLength>;
  readonly padding: Sides<LengthPercentage>;
  readonly border: Sides<Border>;
  readonly borderRadius: number;
  readonly boxSizing: 'content-box' | 'border-box';
  readonly width: BoxSize;
  readonly height: BoxSize;
  readonly minWidth: BoxSize;
  readonly minHeight: BoxSize;
  readonly maxWidth: BoxSize | 'none';
  readonly maxHeight: BoxSize | 'none';
  readonly overflow: 'visible' | 'hidden';
  readonly visibility: 'visible' | 'hidden';
  readonly opacity: number;
  readonly zIndex: number | 'auto';
  readonly backgroundColor: Color | null;
  readonly backgroundImage: string | null;
  readonly objectFit: 'fill' | 'contain' | 'cover' | 'none' | 'scale-down';
  /** -nashr-rule-length: of the rule above footnotes. */
  readonly ruleLength: AutoLength;
  readonly objectPosition: { readonly x: LengthPercentage; readonly y: LengthPercentage };
  readonly floatReference: 'inline' | 'column' | 'region' | 'page';

  // Tables ------------------------------------------------------------------------------------------------
  readonly borderCollapse: 'separate' | 'collapse';
  /** Points between cells, only while borders are separate. */
  readonly borderSpacing: { readonly x: number; readonly y: number };
  readonly captionSide: 'top' | 'bottom';
  readonly tableLayout: 'auto' | 'fixed';

  // Flex --------------------------------------------------------------------------------------------------
  readonly flexDirection: 'row' | 'row-reverse' | 'column' | 'column-reverse';
  readonly flexWrap: 'nowrap' | 'wrap' | 'wrap-reverse';
  readonly justifyContent: 'flex-start' | 'flex-end' | 'center' | 'space-between' | 'space-around' | 'space-evenly' | 'start' | 'end'; // prettier-ignore
  readonly alignItems: 'stretch' | 'flex-start' | 'flex-end' | 'center' | 'baseline' | 'start' | 'end';
  readonly alignSelf:
    'auto' | 'stretch' | 'flex-start' | 'flex-end' | 'center' | 'baseline' | 'start' | 'end';
  readonly alignContent: 'stretch' | 'flex-start' | 'flex-end' | 'center' | 'space-between' | 'space-around' | 'start' | 'end'; // prettier-ignore
  readonly flexGrow: number;
  readonly flexShrink: number;
  readonly flexBasis: BoxSize | 'content';
  readonly order: number;
  readonly rowGap: LengthPercentage;

  // Verse -------------------------------------------------------------------------------------------------
  /** -nashr-verse: `couplet` sets its children as hemistichs, equally wide in all couplets of a `poem`. */
  readonly verse: 'none' | 'poem' | 'couplet';

  // Columns -----------------------------------------------------------------------------------------------
  readonly columnCount: number | 'auto';
  readonly columnWidth: number | 'auto';
  /** `normal` is resolved to 1em. */
  readonly columnGap: LengthPercentage;
  readonly columnRule: Border;
  readonly columnFill: 'auto' | 'balance' | 'balance-all';
  readonly columnSpan: 'none' | 'all';

  // Fragmentation -----------------------------------------------------------------------------------------
  readonly breakBefore: BreakBetween;
  readonly breakAfter: BreakBetween;
  readonly breakInside: BreakInside;
  readonly orphans: number;
  readonly widows: number;
  /** Name of the page type; '' when none is asked for. Already that of the parent where the element names none. */
  readonly page: string;
  readonly blockStepSize: number | 'none';
  /** CSS Line Grid 1: the box has a grid of its own, from its line-height, first font and content top … */
  readonly lineGrid: 'match-parent' | 'create';
  /** … on which lines in it stand. */
  readonly lineSnap: 'none' | 'baseline' | 'contain';
  /** -nashr-vertical-justify: points that are added between two blocks at most, to fill a column or page. */
  readonly verticalJustify: number | 'none';
  /** CSS Regions: the element's content goes into the named flow … */
  readonly flowInto: string | null;
  /** … and is laid out in the boxes that take from it, one after the other. */
  readonly flowFrom: string | null;
  /** -nashr-display-if: the box is there only if one of these flows goes on after the regions before it; null: always. */
  readonly displayIf: readonly string[] | null;

  // Text --------------------------------------------------------------------------------------------------
  readonly color: Color;
  /** -nashr-overprint: black text and rules are printed over what lies below; `auto` leaves it to the printer profile. */
  readonly overprint: 'auto' | 'always' | 'never';
  readonly direction: Direction;
  readonly unicodeBidi: 'normal' | 'embed' | 'isolate' | 'bidi-override' | 'isolate-override' | 'plaintext';
  /** BCP 47 tag of the nearest `lang` attribute, '' when there is none. */
  readonly language: string;
  readonly fontFamily: readonly string[];
  readonly fontSize: number;
  readonly fontWeight: number;
  readonly fontStyle: 'normal' | 'italic' | 'oblique';
  readonly fontStretch: number;
  readonly fontKerning: boolean;
  /** OpenType features asked for, merged from font-feature-settings, font-variant-*: tag → value. */
  readonly fontFeatures: Readonly<Record<string, number>>;
  readonly fontVariations: Readonly<Record<string, number>>;
  /** Points; `normal` has been resolved to 1.2 × font-size. */
  readonly lineHeight: number;
  readonly textAlign: TextAlign;
  /** Cells of a table: characters on which the lines of a column align (CSS Text 4, § 6.1); '' for none. */
  readonly alignCharacters: string;
  readonly textAlignLast: 'auto' | 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';
  readonly textJustify: 'auto' | 'inter-word' | 'kashida' | 'none';
  readonly textIndent: LengthPercentage;
  readonly textTransform: 'none' | 'uppercase' | 'lowercase' | 'capitalize';
  readonly textWrap: 'wrap' | 'nowrap' | 'balance' | 'pretty';
  readonly textDecorationLine: 'none' | 'underline' | 'line-through' | 'overline';
  /** null: currentcolor. */
  readonly textDecorationColor: Color | null;
  readonly letterSpacing: number;
  readonly wordSpacing: number;
  readonly whiteSpace: 'normal' | 'nowrap' | 'pre' | 'pre-wrap' | 'pre-line';
  readonly overflowWrap: 'normal' | 'break-word' | 'anywhere';
  readonly hyphens: 'none' | 'manual' | 'auto';
  /** hyphenate-limit-chars: letters of the word, before, after the break. */
  readonly hyphenateLimitChars: readonly [number, number, number];
  /** Hyphenated lines in a row at most; Infinity is no-limit. */
  readonly hyphenateLimitLines: number;
  readonly hyphenateLimitLast: 'none' | 'always' | 'column' | 'page' | 'spread';
  /** What a line may lack before a word is hyphenated to fill it. */
  readonly hyphenateLimitZone: LengthPercentage;
  /** null: none. */
  readonly hangingPunctuation: HangingPunctuation | null;
  /** Points above the baseline (sub, super, lengths) or a box alignment. */
  readonly verticalAlign: number | 'baseline' | 'top' | 'middle' | 'bottom' | 'text-top' | 'text-bottom';
  readonly initialLetter: { readonly size: number; readonly sink: number } | null;

  // Lists, generated content, paged media -------------------------------------------------------------------
  /** A counter style's name, or the text itself in double quotes. */
  readonly listStyleType: string;
  readonly listStylePosition: 'inside' | 'outside';
  readonly content: readonly ContentPart[] | 'normal' | 'none';
  readonly counterReset: readonly CounterChange[];
  readonly counterIncrement: readonly CounterChange[];
  readonly counterSet: readonly CounterChange[];
  readonly stringSet: readonly { readonly name: string; readonly parts: readonly ContentPart[] }[];
  readonly quotes: readonly (readonly [string, string])[] | 'auto';
  readonly bookmarkLevel: number | 'none';
  readonly bookmarkLabel: readonly ContentPart[];
  readonly bookmarkState: 'open' | 'closed';
}
