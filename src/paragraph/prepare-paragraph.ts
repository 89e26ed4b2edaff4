// Inline items → prepared paragraph: everything about a paragraph that does not depend on the measure.
// collect → units (shaped) and the kinds of break between them, by chunks or by characters → breakpoints.
import type { FontLibrary } from '../font/font-types.ts';
import { analyseChunks } from './analyse-chunks.ts';
import { analyseText } from './analyse-text.ts';
import { collectText } from './collect-text.ts';
import { findAddressPlaces } from './find-address-breaks.ts';
import { findBreakpoints } from './find-breakpoints.ts';
import { hyphenLimits } from './find-hyphens.ts';
import { addHyphens } from './hyphen-breaks.ts';
import { insertEdges } from './insert-edges.ts';
import type { Breakpoints, InlineItem, ParagraphStyle, PreparedParagraph } from './paragraph-types.ts';
import { FORCED_BREAK } from './paragraph-types.ts';
import { flatText } from './remembered.ts';

/** Analyses, shapes and cuts one paragraph; lines can then be made for any measure. */
export function prepareParagraph(
  items: readonly InlineItem[],
  style: ParagraphStyle,
  fonts: FontLibrary,
): PreparedParagraph {
  const collected = collectText(items, flatText(fonts));
  const analysed = analyseChunks(collected, style, fonts) ?? analyseText(collected, style, fonts);
  const { units, kinds } = insertEdges(analysed, collected.edges);
  const breaks = findBreakpoints(units, kinds, fonts);
  const limits = style.wrap === 'nowrap' ? null : hyphenLimits(collected.styles);
  return {
    units,
    start: 0,
    style,
    breaks,
    fonts,
    hyphenLimits: limits,
    addressBreaks: analysed.addressBreaks,
    tracked: new Map(),
    ...contentWidths(breaks),
  };
}

/** The least width in which the paragraph can be set, words not hyphenated, but addresses cut wherever they may be. Points. */
export function leastMeasure(paragraph: PreparedParagraph): number {
  if (paragraph.addressBreaks.length === 0) return paragraph.minContent;
  const places = findAddressPlaces(paragraph, 0, paragraph.units.count);
  return contentWidths(addHyphens(paragraph, places).breaks).minContent;
}

function contentWidths(breaks: Breakpoints): { maxContent: number; minContent: number } {
  let maxContent = 0;
  let minContent = 0;
  let lineStart = 0;
  let pieceStart = 0;
  for (let b = 0; b < breaks.count; b++) {
    const end = (breaks.endWidth[b] ?? 0) + (breaks.hyphenWidth[b] ?? 0);
    minContent = Math.max(minContent, end - pieceStart);
    pieceStart = breaks.startWidth[b] ?? 0;
    if (breaks.penalty[b] !== FORCED_BREAK) continue;
    maxContent = Math.max(maxContent, end - lineStart);
    lineStart = pieceStart;
  }
  return { maxContent, minContent };
}
