// Longhand values → the frozen ComputedStyle that the other stages read: sides grouped, features merged, widths of absent lines 0.
import type { Color } from './color.ts';
import type { Border, BorderStyle, ComputedStyle, LengthPercentage, Sides } from './computed-style.ts';
import { inPoints } from './compute-style.ts';
import { ZERO_LENGTH } from './css-length.ts';
import type { Longhands } from './property.ts';

/** The one shape that all stages after this one read. */
export function assembleStyle(v: Longhands, language: string): ComputedStyle {
  const isFlex = v.display === 'flex' || v.display === 'inline-flex';
  const style: ComputedStyle = {
    display: v.display,
    position: typeof v.position === 'string' ? v.position : 'static',
    running: typeof v.position === 'string' ? null : v.position.running,
    float: v.float,
    floatReference: v.floatReference,
    clear: v.clear,
    inset: sides(v.top, v.right, v.bottom, v.left),
    margin: sides(v.marginTop, v.marginRight, v.marginBottom, v.marginLeft),
    padding: sides(v.paddingTop, v.paddingRight, v.paddingBottom, v.paddingLeft),
    border: sides(
      border(v.borderTopWidth, v.borderTopStyle, v.borderTopColor),
      border(v.borderRightWidth, v.borderRightStyle, v.borderRightColor),
      border(v.borderBottomWidth, v.borderBottomStyle, v.borderBottomColor),
      border(v.borderLeftWidth, v.borderLeftStyle, v.borderLeftColor),
    ),
    borderRadius: v.borderRadius,
    boxSizing: v.boxSizing,
    width: v.width,
    height: v.height,
    minWidth: v.minWidth,
    minHeight: v.minHeight,
    maxWidth: v.maxWidth,
    maxHeight: v.maxHeight,
    overflow: v.overflow,
    visibility: v.visibility,
    opacity: v.opacity,
    zIndex: v.zIndex,
    backgroundColor: v.backgroundColor,
    backgroundImage: v.backgroundImage,
    objectFit: v.objectFit,
    objectPosition: v.objectPosition,
    ruleLength: v.ruleLength,
    borderCollapse: v.borderCollapse,
    borderSpacing: v.borderSpacing,
    captionSide: v.captionSide,
    tableLayout: v.tableLayout,
    flexDirection: v.flexDirection,
    flexWrap: v.flexWrap,
    justifyContent: v.justifyContent,
    alignItems: v.alignItems,
    alignSelf: v.alignSelf,
    alignContent: v.alignContent,
    flexGrow: v.flexGrow,
    flexShrink: v.flexShrink,
    flexBasis: v.flexBasis,
    order: v.order,
    rowGap: v.rowGap === 'normal' ? ZERO_LENGTH : v.rowGap,
    verse: v.verse,
    columnCount: v.columnCount,
    columnWidth: v.columnWidth,
    columnGap: columnGap(v.columnGap, isFlex, v.fontSize),
    columnRule: border(v.columnRuleWidth, v.columnRuleStyle, v.columnRuleColor),
    columnFill: v.columnFill,
    columnSpan: v.columnSpan,
    breakBefore: v.breakBefore,
    breakAfter: v.breakAfter,
    breakInside: v.breakInside,
    orphans: v.orphans,
    widows: v.widows,
    page: v.page,
    blockStepSize: v.blockStepSize,
    lineGrid: v.lineGrid,
    lineSnap: v.lineSnap,
    verticalJustify: v.verticalJustify,
    flowInto: v.flowInto,
    flowFrom: v.flowFrom,
    displayIf: v.displayIf,
    color: v.color,
    overprint: v.overprint,
    direction: v.direction,
    unicodeBidi: v.unicodeBidi,
    language,
    fontFamily: v.fontFamily,
    fontSize: v.fontSize,
    fontWeight: v.fontWeight,
    fontStyle: v.fontStyle,
    fontStretch: v.fontStretch,
    fontKerning: v.fontKerning,
    fontFeatures: fontFeatures(v),
    fontVariations: v.fontVariations,
    lineHeight: inPoints(v.lineHeight, v.fontSize),
    textAlign: typeof v.textAlign === 'string' ? v.textAlign : v.textAlign.align,
    alignCharacters: typeof v.textAlign === 'string' ? '' : v.textAlign.characters,
    textAlignLast: v.textAlignLast,
    textJustify: v.textJustify,
    textIndent: v.textIndent,
    textTransform: v.textTransform,
    textWrap: v.textWrap,
    textDecorationLine: v.textDecorationLine,
    textDecorationColor: v.textDecorationColor,
    letterSpacing: v.letterSpacing,
    wordSpacing: v.wordSpacing,
    whiteSpace: v.whiteSpace,
    overflowWrap: v.overflowWrap,
    hyphens: v.hyphens,
    hyphenateLimitChars: v.hyphenateLimitChars,
    hyphenateLimitLines: v.hyphenateLimitLines,
    hyphenateLimitLast: v.hyphenateLimitLast,
    hyphenateLimitZone: v.hyphenateLimitZone,
    hangingPunctuation: v.hangingPunctuation,
    verticalAlign: v.verticalAlign,
    initialLetter: v.initialLetter,
    listStyleType: v.listStyleType,
    listStylePosition: v.listStylePosition,
    content: v.content,
    counterReset: v.counterReset,
    counterIncrement: v.counterIncrement,
    counterSet: v.counterSet,
    stringSet: v.stringSet,
    quotes: v.quotes,
    bookmarkLevel: v.bookmarkLevel,
    bookmarkLabel: v.bookmarkLabel,
    bookmarkState: v.bookmarkState,
  };
  return Object.freeze(style);
}

function sides<T>(top: T, right: T, bottom: T, left: T): Sides<T> {
  return Object.freeze({ top, right, bottom, left });
}

/** CSS Backgrounds 3, §3.3: a line without style has no width. */
function border(width: number, style: BorderStyle, color: Color): Border {
  return Object.freeze({ width: style === 'none' ? 0 : width, style, color });
}

/** Box Alignment 3, §8: `normal` is 1em between columns and nothing between flex items. */
function columnGap(gap: LengthPercentage | 'normal', isFlex: boolean, fontSize: number): LengthPercentage {
  if (gap !== 'normal') return gap;
  return isFlex ? ZERO_LENGTH : Object.freeze({ points: fontSize, percent: 0 });
}

/** CSS Fonts 4, §7.2: font-feature-settings come last. Tags in order, so that equal requests look equal. */
function fontFeatures(v: Longhands): Readonly<Record<string, number>> {
  const merged = {
    ...v.fontVariantLigatures,
    ...v.fontVariantPosition,
    ...v.fontVariantCaps,
    ...v.fontVariantNumeric,
    ...v.fontFeatureSettings,
  };
  return Object.freeze(Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1))));
}
