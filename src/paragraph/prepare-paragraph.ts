// Inline items → prepared paragraph: everything about a paragraph that does not depend on the measure.
// collect → direction → break opportunities → units (shaped) → breakpoints.
import type { FontLibrary } from '../font/font-types.ts';
import { UNIT_BREAK } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { isBidiControl } from '../unicode/characters.ts';
import { findLineBreaks } from '../unicode/line-break.ts';
import { joiningTypeOf } from '../unicode/scripts.ts';
import { TextScratch } from '../unicode/text-scratch.ts';
import { collectText } from './collect-text.ts';
import type { CollectedText } from './collect-text.ts';
import {
  DASH_BREAK,
  HARD_BREAK,
  HYPHEN_BREAK,
  NO_BREAK,
  SOFT_BREAK,
  findBreakpoints,
} from './find-breakpoints.ts';
import { findAddressPlaces, takeAddressBreaks } from './find-address-breaks.ts';
import { hyphenLimits } from './find-hyphens.ts';
import { addHyphens } from './hyphen-breaks.ts';
import { insertEdges } from './insert-edges.ts';
import type {
  Breakpoints,
  InlineItem,
  InlineStyle,
  ParagraphStyle,
  PreparedParagraph,
} from './paragraph-types.ts';
import { FORCED_BREAK } from './paragraph-types.ts';
import { markBegins } from './mark-begins.ts';
import { remembered } from './remembered.ts';
import { resolveDirection } from './resolve-direction.ts';
import { shapeUnits } from './shape-units.ts';

/** Analyses, shapes and cuts one paragraph; lines can then be made for any measure. */
export function prepareParagraph(
  items: readonly InlineItem[],
  style: ParagraphStyle,
  fonts: FontLibrary,
): PreparedParagraph {
  const collected = collectText(items);
  const scratch = remembered(fonts, 'text', () => new TextScratch());
  const direction = resolveDirection(collected, style, scratch);
  // Opportunities are found on the whole text: a change of style makes or hinders none.
  const opportunities = passOverControls(
    collected,
    findLineBreaks(collected.text, direction.isolates, scratch),
  );
  const addressBreaks = allowedInStyles(takeAddressBreaks(opportunities), collected, style);
  const begins = markBegins(collected, direction, opportunities, scratch.begins);
  const shaped = shapeUnits(collected, direction, begins, fonts);
  const shapedKinds = scratch.breakKinds.take(shaped.count + 1);
  markBreakKinds(shaped, collected, style, { opportunities, kinds: shapedKinds });
  const { units, kinds } = insertEdges({ units: shaped, kinds: shapedKinds }, collected.edges);
  const breaks = findBreakpoints(units, kinds, fonts);
  const limits = style.wrap === 'nowrap' ? null : hyphenLimits(collected.styles);
  return {
    units,
    start: 0,
    style,
    breaks,
    fonts,
    hyphenLimits: limits,
    addressBreaks,
    tracked: new Map(),
    ...contentWidths(breaks),
  };
}

/** A bidi control goes with what stands before it, so that a line which may end before it may end after it. */
function passOverControls({ text, hasControls }: CollectedText, opportunities: Uint8Array): Uint8Array {
  if (!hasControls) return opportunities;
  for (let i = 0; i < text.length; i++) {
    if (opportunities[i] !== 1 || !isBidiControl(text.charCodeAt(i))) continue;
    opportunities[i] = 0;
    if (opportunities[i + 1] === 0 && text.charCodeAt(i + 1) !== 0x20) opportunities[i + 1] = 1;
  }
  return opportunities;
}

/** The kind of break before each unit, after what the styles forbid, into `kinds`. */
function markBreakKinds(
  units: Units,
  collected: CollectedText,
  style: ParagraphStyle,
  { opportunities, kinds }: { readonly opportunities: Uint8Array; readonly kinds: Uint8Array },
): void {
  const { text } = collected;
  const { offset, flags } = units;
  const kept = keptTogether(collected);
  for (let u = 1; u < units.count; u++) {
    if (((flags[u - 1] ?? 0) & UNIT_BREAK) !== 0) {
      kinds[u] = HARD_BREAK;
      continue;
    }
    const at = offset[u] ?? 0;
    if (at === offset[u + 1]) continue; // an empty unit stays with what precedes
    if (opportunities[at] === 0 || style.wrap === 'nowrap' || kept?.has(at) === true) continue;
    const before = collected.styles[units.style[u - 1] ?? 0];
    const after = collected.styles[units.style[u] ?? 0];
    if (before === undefined || after === undefined || (keepsLine(before) && keepsLine(after))) continue;
    kinds[u] = kindOfBreak(text, at, before);
  }
}

function kindOfBreak(text: string, at: number, before: InlineStyle): number {
  const code = text.charCodeAt(at - 1);
  if (code === 0xad) {
    // A joined word is not cut: the scripts of Persian and Pashto know no hyphenation.
    const letter = joiningTypeOf(text.charCodeAt(at - 2));
    return before.hyphens === 'none' || letter === 'D' || letter === 'R' ? NO_BREAK : HYPHEN_BREAK;
  }
  return code === 0x2d || code === 0x2010 ? DASH_BREAK : SOFT_BREAK;
}

function keepsLine(style: InlineStyle): boolean {
  return style.whiteSpace === 'nowrap' || style.whiteSpace === 'pre';
}

/** White space, and marks of direction, that keep what follows a leader with it. */
const AFTER_LEADER = /[ \u00a0\u061c\u200e\u200f]/;

/** Offsets where no line ends: around leaders and the spaces after them, and before generated text that follows a word (a note call). */
function keptTogether(collected: CollectedText): ReadonlySet<number> | null {
  let kept: Set<number> | null = null;
  for (const { kind, start } of collected.runs) {
    if (kind === 'leader') {
      (kept ??= new Set()).add(start).add(start + 1);
      // A number alone at the beginning of a line would belong to nothing.
      for (let i = start + 1; AFTER_LEADER.test(collected.text[i] ?? ''); i++) kept.add(i + 1);
    } else if (kind === 'generated' && start > 0 && collected.text.charCodeAt(start - 1) !== 0x20)
      (kept ??= new Set()).add(start);
  }
  return kept;
}

/** Offsets in the order of the text, without those in nowrap. */
function allowedInStyles(
  offsets: readonly number[],
  { runs, styles }: CollectedText,
  { wrap }: ParagraphStyle,
): readonly number[] {
  if (offsets.length === 0 || !(wrap === 'nowrap' || styles.some(keepsLine))) return offsets;
  if (wrap === 'nowrap') return [];
  return offsets.filter((offset) => {
    const style = styles[runs.findLast(({ start }) => start <= offset)?.style ?? 0];
    return style !== undefined && !keepsLine(style);
  });
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
