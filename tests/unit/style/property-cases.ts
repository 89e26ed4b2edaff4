// One behaviour of every property: name, value, and what must come out for a paragraph after PREFACE, from left to right.
import { expect } from 'vitest';

/** Stands before each case: lines have a style so that they have a width, and nothing computes to what it is initially. */
export const PREFACE = 'font-size: 10pt; line-height: 15pt; border-style: solid; column-rule-style: solid;';

/** What is expected of the ComputedStyle; further fields may be anything. */
export type PropertyCase = readonly [name: string, value: string, expected: object];

const points = (value: number): object => ({ points: value, percent: 0 });
const RED = { kind: 'rgb', red: 1, green: 0, blue: 0 };
const SIDES = ['top', 'right', 'bottom', 'left'] as const;
/** Logical sides of text that runs from left to right. */
const LOGICAL = { 'block-start': 'top', 'block-end': 'bottom', 'inline-start': 'left', 'inline-end': 'right' } as const; // prettier-ignore
const AXES = { block: ['top', 'bottom'], inline: ['left', 'right'] } as const;
const EACH_SIDE = [...SIDES.map((side) => [side, side]), ...Object.entries(LOGICAL)] as readonly (readonly [string, string])[]; // prettier-ignore

function sideCases(): readonly PropertyCase[] {
  return EACH_SIDE.flatMap(([written, side]): readonly PropertyCase[] => [
    [`margin-${written}`, '3pt', { margin: { [side]: points(3) } }],
    [`padding-${written}`, '10%', { padding: { [side]: { points: 0, percent: 10 } } }],
    [written === side ? side : `inset-${written}`, '-1em', { inset: { [side]: points(-10) } }],
    [
      `border-${written}`,
      '3pt dotted red',
      { border: { [side]: { width: 3, style: 'dotted', color: RED } } },
    ],
    [`border-${written}-width`, 'thick', { border: { [side]: { width: 3.75, style: 'solid' } } }],
    [`border-${written}-style`, 'double', { border: { [side]: { style: 'double' } } }],
    [`border-${written}-color`, 'red', { border: { [side]: { color: RED } } }],
  ]);
}

function axisCases(): readonly PropertyCase[] {
  return Object.entries(AXES).flatMap(([axis, [start, end]]): readonly PropertyCase[] => [
    [`margin-${axis}`, '1pt 2pt', { margin: { [start]: points(1), [end]: points(2) } }],
    [`padding-${axis}`, '1pt', { padding: { [start]: points(1), [end]: points(1) } }],
    [`inset-${axis}`, '1pt auto', { inset: { [start]: points(1), [end]: 'auto' } }],
    [`border-${axis}`, 'dashed', { border: { [start]: { style: 'dashed' }, [end]: { style: 'dashed' } } }],
    [`border-${axis}-width`, '1pt 2pt', { border: { [start]: { width: 1 }, [end]: { width: 2 } } }],
    [
      `border-${axis}-style`,
      'dotted none',
      { border: { [start]: { style: 'dotted' }, [end]: { width: 0 } } },
    ],
    [`border-${axis}-color`, 'red', { border: { [start]: { color: RED }, [end]: { color: RED } } }],
  ]);
}

const BOXES: readonly PropertyCase[] = [
  ['display', 'flow-root', { display: 'flow-root' }],
  ['position', 'relative', { position: 'relative', running: null }],
  ['position', 'running(Head)', { position: 'static', running: 'Head' }],
  ['float', 'left', { float: 'left' }],
  ['float-reference', 'page', { floatReference: 'page' }],
  ['clear', 'both', { clear: 'both' }],
  ['margin', '1pt 2pt', { margin: { top: points(1), left: points(2) } }],
  ['padding', '1pt 2pt 3pt 4pt', { padding: { bottom: points(3), left: points(4) } }],
  ['inset', '1mm auto auto', { inset: { top: { points: expect.closeTo(2.8346, 4) }, left: 'auto' } }],
  ['border', 'red 1pt', { border: { top: { width: 0, style: 'none', color: RED } } }],
  ['border-width', '1pt 2pt', { border: { bottom: { width: 1 }, left: { width: 2 } } }],
  ['border-style', 'hidden', { border: { top: { width: 0, style: 'none' } } }],
  ['border-color', 'blue red', { border: { right: { color: RED } } }],
  ['border-radius', '2pt', { borderRadius: 2 }],
  ['box-sizing', 'border-box', { boxSizing: 'border-box' }],
  ['-webkit-box-sizing', 'border-box', { boxSizing: 'border-box' }],
  ['-moz-box-sizing', 'border-box', { boxSizing: 'border-box' }],
  ['width', '2em', { width: points(20) }],
  ['height', 'fit-content', { height: 'fit-content' }],
  ['min-width', '3pt', { minWidth: points(3) }],
  ['min-height', 'max-content', { minHeight: 'max-content' }],
  ['max-width', '50%', { maxWidth: { points: 0, percent: 50 } }],
  ['max-height', 'auto', { maxHeight: 'auto' }],
  ['inline-size', '2pt', { width: points(2) }],
  ['block-size', '2pt', { height: points(2) }],
  ['min-inline-size', '2pt', { minWidth: points(2) }],
  ['min-block-size', '2pt', { minHeight: points(2) }],
  ['max-inline-size', '2pt', { maxWidth: points(2) }],
  ['max-block-size', '2pt', { maxHeight: points(2) }],
  ['overflow', 'clip', { overflow: 'hidden' }],
  ['visibility', 'collapse', { visibility: 'hidden' }],
  ['opacity', '50%', { opacity: 0.5 }],
  ['z-index', '-2', { zIndex: -2 }],
  ['background', 'url(a.png) red', { backgroundImage: 'a.png', backgroundColor: RED }],
  ['background-color', 'red', { backgroundColor: RED }],
  ['background-image', 'url("a.png")', { backgroundImage: 'a.png' }],
  ['object-fit', 'cover', { objectFit: 'cover' }],
  ['object-position', 'left 20%', { objectPosition: { x: points(0), y: { points: 0, percent: 20 } } }],
  ['border-collapse', 'collapse', { borderCollapse: 'collapse' }],
  ['border-spacing', '3pt', { borderSpacing: { x: 3, y: 3 } }],
  ['caption-side', 'bottom', { captionSide: 'bottom' }],
  ['table-layout', 'fixed', { tableLayout: 'fixed' }],
];

const FLEX_AND_COLUMNS: readonly PropertyCase[] = [
  ['flex', '2 0 3pt', { flexGrow: 2, flexShrink: 0, flexBasis: points(3) }],
  ['flex-flow', 'wrap column', { flexDirection: 'column', flexWrap: 'wrap' }],
  ['flex-direction', 'row-reverse', { flexDirection: 'row-reverse' }],
  ['flex-wrap', 'wrap-reverse', { flexWrap: 'wrap-reverse' }],
  ['flex-grow', '1.5', { flexGrow: 1.5 }],
  ['flex-shrink', '0', { flexShrink: 0 }],
  ['flex-basis', 'content', { flexBasis: 'content' }],
  ['justify-content', 'space-evenly', { justifyContent: 'space-evenly' }],
  ['align-items', 'baseline', { alignItems: 'baseline' }],
  ['align-self', 'normal', { alignSelf: 'stretch' }],
  ['align-content', 'space-around', { alignContent: 'space-around' }],
  ['place-content', 'center end', { alignContent: 'center', justifyContent: 'end' }],
  ['place-items', 'center', { alignItems: 'center' }],
  ['place-self', 'end', { alignSelf: 'end' }],
  ['order', '-3', { order: -3 }],
  ['gap', '1pt 2pt', { rowGap: points(1), columnGap: points(2) }],
  ['row-gap', '1pt', { rowGap: points(1) }],
  ['column-gap', '2%', { columnGap: { points: 0, percent: 2 } }],
  ['grid-gap', '1pt', { rowGap: points(1), columnGap: points(1) }],
  ['grid-row-gap', '1pt', { rowGap: points(1) }],
  ['grid-column-gap', '1pt', { columnGap: points(1) }],
  ['-webkit-column-gap', '1pt', { columnGap: points(1) }],
  ['columns', '3 5em', { columnCount: 3, columnWidth: 50 }],
  ['column-count', '4', { columnCount: 4 }],
  ['-webkit-column-count', '4', { columnCount: 4 }],
  ['column-width', '30pt', { columnWidth: 30 }],
  ['column-rule', 'red dotted thin', { columnRule: { width: 0.75, style: 'dotted', color: RED } }],
  ['column-rule-width', '3pt', { columnRule: { width: 3 } }],
  ['column-rule-style', 'none', { columnRule: { width: 0, style: 'none' } }],
  ['column-rule-color', 'red', { columnRule: { color: RED } }],
  ['column-fill', 'auto', { columnFill: 'auto' }],
  ['column-span', 'all', { columnSpan: 'all' }],
  ['-nashr-verse', 'couplet', { verse: 'couplet' }],
  ['break-before', 'always', { breakBefore: 'page' }],
  ['break-after', 'verso', { breakAfter: 'verso' }],
  ['break-inside', 'avoid-column', { breakInside: 'avoid-column' }],
  ['page-break-before', 'always', { breakBefore: 'page' }],
  ['page-break-after', 'left', { breakAfter: 'left' }],
  ['page-break-inside', 'avoid', { breakInside: 'avoid' }],
  ['orphans', '3', { orphans: 3 }],
  ['widows', '4', { widows: 4 }],
  ['page', 'Wide', { page: 'Wide' }],
  ['block-step-size', '5pt', { blockStepSize: 5 }],
  ['line-grid', 'create', { lineGrid: 'create' }],
  ['line-snap', 'contain', { lineSnap: 'contain' }],
  ['-nashr-rule-length', '40%', { ruleLength: { points: 0, percent: 40 } }],
  ['-nashr-vertical-justify', '5pt', { verticalJustify: 5 }],
  ['flow-into', 'lead', { flowInto: 'lead' }],
  ['flow-from', 'lead', { flowFrom: 'lead' }],
  ['-nashr-display-if', 'flow-continues(Lead b)', { displayIf: ['Lead', 'b'] }],
];

const TEXT: readonly PropertyCase[] = [
  ['color', 'red', { color: RED }],
  ['-nashr-overprint', 'none', { overprint: 'never' }],
  ['direction', 'rtl', { direction: 'rtl' }],
  ['unicode-bidi', 'plaintext', { unicodeBidi: 'plaintext' }],
  ['line-height', '2', { lineHeight: 20 }],
  ['text-align', '"٫" right', { textAlign: 'right', alignCharacters: '٫' }],
  ['text-align-last', 'center', { textAlignLast: 'center' }],
  ['text-justify', 'inter-word', { textJustify: 'inter-word' }],
  ['text-indent', '1lh', { textIndent: points(15) }],
  ['text-transform', 'uppercase', { textTransform: 'uppercase' }],
  ['text-wrap', 'balance', { textWrap: 'balance' }],
  ['text-wrap-style', 'pretty', { textWrap: 'pretty' }],
  ['text-wrap-mode', 'nowrap', { textWrap: 'nowrap' }],
  ['text-decoration', 'red overline', { textDecorationLine: 'overline', textDecorationColor: RED }],
  ['text-decoration-line', 'line-through', { textDecorationLine: 'line-through' }],
  ['text-decoration-color', 'red', { textDecorationColor: RED }],
  ['letter-spacing', '.1em', { letterSpacing: 1 }],
  ['word-spacing', '2pt', { wordSpacing: 2 }],
  ['white-space', 'pre-line', { whiteSpace: 'pre-line' }],
  ['overflow-wrap', 'anywhere', { overflowWrap: 'anywhere' }],
  ['word-wrap', 'break-word', { overflowWrap: 'break-word' }],
  ['hyphens', 'auto', { hyphens: 'auto' }],
  ['-webkit-hyphens', 'none', { hyphens: 'none' }],
  ['hyphenate-limit-chars', '8 3', { hyphenateLimitChars: [8, 3, 3] }],
  ['hyphenate-limit-lines', '3', { hyphenateLimitLines: 3 }],
  ['hyphenate-limit-last', 'column', { hyphenateLimitLast: 'column' }],
  ['hyphenate-limit-zone', '2em', { hyphenateLimitZone: points(20) }],
  [
    'hanging-punctuation',
    'force-end last',
    { hangingPunctuation: { first: false, last: true, end: 'force' } },
  ],
  ['vertical-align', '10%', { verticalAlign: 1.5 }],
  ['initial-letter', '3 2', { initialLetter: { size: 3, sink: 2 } }],
  ['-webkit-initial-letter', '2', { initialLetter: { size: 2, sink: 2 } }],
];

const FONTS: readonly PropertyCase[] = [
  ['font', 'bold 9pt/11pt A', { fontWeight: 700, fontSize: 9, lineHeight: 11, fontFamily: ['A'] }],
  ['font-family', 'Noto Sans, "B"', { fontFamily: ['Noto Sans', 'B'] }],
  ['font-size', '50%', { fontSize: 6 }],
  ['font-weight', 'lighter', { fontWeight: 100 }],
  ['font-style', 'oblique 10deg', { fontStyle: 'oblique' }],
  ['font-stretch', 'condensed', { fontStretch: 75 }],
  ['font-width', '110%', { fontStretch: 110 }],
  ['font-kerning', 'none', { fontKerning: false }],
  ['font-feature-settings', '"ss01", "calt" off', { fontFeatures: { ss01: 1, calt: 0 } }],
  ['-webkit-font-feature-settings', '"ss02" 2', { fontFeatures: { ss02: 2 } }],
  ['font-variation-settings', '"wght" 450', { fontVariations: { wght: 450 } }],
  ['font-variant', 'small-caps tabular-nums', { fontFeatures: { smcp: 1, tnum: 1 } }],
  ['font-variant-numeric', 'slashed-zero', { fontFeatures: { zero: 1 } }],
  ['font-variant-ligatures', 'none', { fontFeatures: { liga: 0, calt: 0 } }],
  ['font-variant-caps', 'all-small-caps', { fontFeatures: { smcp: 1, c2sc: 1 } }],
  ['font-variant-position', 'super', { fontFeatures: { sups: 1 } }],
];

const GENERATED: readonly PropertyCase[] = [
  ['list-style', 'persian inside', { listStyleType: 'persian', listStylePosition: 'inside' }],
  ['list-style-type', '"* "', { listStyleType: '"* "' }],
  ['list-style-position', 'inside', { listStylePosition: 'inside' }],
  ['content', '"a" attr(b)', { content: [{ kind: 'string', text: 'a' }, { kind: 'attr', name: 'b' }] }],
  ['counter-reset', 'a 3', { counterReset: [{ name: 'a', value: 3 }] }],
  ['counter-increment', 'a', { counterIncrement: [{ name: 'a', value: 1 }] }],
  ['counter-set', 'a 7', { counterSet: [{ name: 'a', value: 7 }] }],
  ['string-set', 'a content()', { stringSet: [{ name: 'a', parts: [{ kind: 'content', which: 'text' }] }] }],
  ['quotes', '"<" ">"', { quotes: [['<', '>']] }],
  ['bookmark-level', '3', { bookmarkLevel: 3 }],
  ['bookmark-label', '"x"', { bookmarkLabel: [{ kind: 'string', text: 'x' }] }],
  ['bookmark-state', 'closed', { bookmarkState: 'closed' }],
]; // prettier-ignore

export const PROPERTY_CASES: readonly PropertyCase[] = [
  ...sideCases(), ...axisCases(), ...BOXES, ...FLEX_AND_COLUMNS, ...TEXT, ...FONTS, ...GENERATED,
]; // prettier-ignore
