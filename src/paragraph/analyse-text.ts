// The text of a paragraph → its units, shaped, and the kind of break before each, by looking at every character: the
// definition of what analyse-chunks.ts finds faster, and the way for all that it leaves alone.
// direction → break opportunities → where units begin → units.
import type { FontLibrary } from '../font/font-types.ts';
import { UNIT_BREAK } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { hasBidiControl, isBidiControl } from '../unicode/characters.ts';
import { findLineBreaks } from '../unicode/line-break.ts';
import { joiningTypeOf } from '../unicode/scripts.ts';
import { TextScratch } from '../unicode/text-scratch.ts';
import type { CollectedText, ControlledText } from './collect-text.ts';
import { takeAddressBreaks } from './find-address-breaks.ts';
import { DASH_BREAK, HARD_BREAK, HYPHEN_BREAK, NO_BREAK, SOFT_BREAK } from './find-breakpoints.ts';
import { markBegins } from './mark-begins.ts';
import type { InlineStyle, ParagraphStyle } from './paragraph-types.ts';
import { remembered } from './remembered.ts';
import { resolveDirection } from './resolve-direction.ts';
import { shapeUnits } from './shape-units.ts';

/** Valid until the next text is analysed. */
export interface AnalysedText {
  readonly units: Units;
  /** The kind of break before each unit. */
  readonly kinds: Uint8Array;
  /** PreparedParagraph.addressBreaks */
  readonly addressBreaks: readonly number[];
}

/** Analyses any text. */
export function analyseText(
  uncontrolled: CollectedText,
  style: ParagraphStyle,
  fonts: FontLibrary,
): AnalysedText {
  const collected = { ...uncontrolled, hasControls: hasBidiControl(uncontrolled.text) };
  const scratch = remembered(fonts, 'text', () => new TextScratch());
  const direction = resolveDirection(collected, style, scratch);
  // Opportunities are found on the whole text: a change of style makes or hinders none.
  const opportunities = passOverControls(
    collected,
    findLineBreaks(collected.text, direction.isolates, scratch),
  );
  const addressBreaks = allowedInStyles(takeAddressBreaks(opportunities), collected, style);
  const begins = markBegins(collected, direction, opportunities, scratch.begins);
  const units = shapeUnits(collected, direction, begins, fonts);
  const kinds = scratch.breakKinds.take(units.count + 1);
  markBreakKinds(units, collected, style, { opportunities, kinds });
  return { units, kinds, addressBreaks };
}

/** A bidi control goes with what stands before it, so that a line which may end before it may end after it. */
function passOverControls({ text, hasControls }: ControlledText, opportunities: Uint8Array): Uint8Array {
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
  collected: ControlledText,
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
  return isDash(code) ? DASH_BREAK : SOFT_BREAK;
}

/** Hyphens that stand in the text anyway. */
export function isDash(code: number): boolean {
  return code === 0x2d || code === 0x2010;
}

/** Whether lines do not end between two texts of the style. */
export function keepsLine(style: InlineStyle): boolean {
  return style.whiteSpace === 'nowrap' || style.whiteSpace === 'pre';
}

/** White space, and marks of direction, that keep what follows a leader with it. */
const AFTER_LEADER = /[ \u00a0\u061c\u200e\u200f]/;

/** Offsets where no line ends: around leaders and the spaces after them, and before generated text that follows a word (a note call). */
function keptTogether(collected: ControlledText): ReadonlySet<number> | null {
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
export function allowedInStyles(
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
