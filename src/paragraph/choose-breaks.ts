// Stage 6, break: where the lines end. Knuth & Plass (1981, p. 1121) try without hyphens first, and only when some
// line would be too loose with them; kashida (or tracking, in Latin text) comes third, and last of all what is too loose all the same.
import { balancedMeasure } from './balance.ts';
import { findAddressPlaces, inOrder } from './find-address-breaks.ts';
import { findHyphens } from './find-hyphens.ts';
import type { HyphenPlace } from './find-hyphens.ts';
import { addHyphens, cutChosen } from './hyphen-breaks.ts';
import type { HyphenatedBreaks } from './hyphen-breaks.ts';
import { hangingMarks } from './hanging-punctuation.ts';
import { kashidaSums } from './kashida-stretch.ts';
import { DEFAULT_HYPHENATION } from './paragraph-types.ts';
import type { Breakpoints, ParagraphStyle, PreparedParagraph, Room } from './paragraph-types.ts';
import { remembered } from './remembered.ts';
import type { Spacing } from './spacing.ts';
import type { FitRules } from './total-fit.ts';
import { FitScratch, fitLoosely, fitWithin, totalFit } from './total-fit.ts';
import { justifiesByTracking, trackingSums } from './track-letters.ts';

/** The lines' last breakpoints, and the paragraph they are of: a copy with words cut where lines end in hyphens. */
export interface ChosenBreaks {
  readonly paragraph: PreparedParagraph;
  readonly ends: Int32Array;
}

/**
 * With hyphens at hand a paragraph is first tried with spaces up to this ratio, as TeX does with \pretolerance;
 * 0.5 em in most fonts.
 */
const TOLERANCE_WITHOUT_HYPHENS = 1.5;

export function isJustified(style: ParagraphStyle): boolean {
  return style.textAlign === 'justify' && style.textJustify !== 'none';
}

export function chooseBreaks(paragraph: PreparedParagraph, room: Room, limits: Spacing): ChosenBreaks {
  const { breaks, style } = paragraph;
  // Most headings, captions and table cells: one line and it fits.
  if (breaks.count === 1 && (paragraph.hyphenLimits === null || (breaks.endWidth[0] ?? 0) <= room.measure(0)))
    return { paragraph, ends: Int32Array.of(0) };
  const justified = isJustified(style);
  const rules: FitRules = {
    measure: room.measure,
    sameFrom: room.sameFrom,
    spaceStretch: limits.stretch,
    spaceShrink: justified ? limits.shrink : 0,
    endStretch: justified ? 0 : limits.endStretch,
    lastLike: justified && style.textAlignLast === 'justify',
    tolerance: limits.tolerance,
    hanging: hangingMarks(paragraph, breaks),
    hyphens: style.hyphenation ?? DEFAULT_HYPHENATION,
    leastLast: limits.leastLast,
    scratch: remembered(paragraph.fonts, 'fit', () => new FitScratch()),
  };
  if (style.wrap === 'balance' && !justified)
    return { paragraph, ends: balancedBreaks(paragraph, room, rules) };
  return fitParagraph(paragraph, rules, justified);
}

function balancedBreaks({ breaks }: PreparedParagraph, room: Room, rules: FitRules): Int32Array {
  const narrower = balancedMeasure(breaks, room);
  const plain = totalFit(breaks, rules);
  if (narrower === null) return plain;
  const balanced = totalFit(breaks, { ...rules, ...narrower, lastLike: true });
  return balanced.length > plain.length ? plain : balanced;
}

/**
 * Each means only where those before leave some line too loose: spaces, hyphens, kashida or tracking, addresses cut; and
 * last of all a loose line.
 */
function fitParagraph(paragraph: PreparedParagraph, rules: FitRules, justified: boolean): ChosenBreaks {
  const { breaks, style, hyphenLimits, units, start } = paragraph;
  const kashidaFirst = justified && style.textJustify === 'kashida';
  const mayStretch = justified && style.textJustify === 'auto';
  const tolerance = hyphenLimits === null ? rules.tolerance : TOLERANCE_WITHOUT_HYPHENS;
  const first: FitRules = kashidaFirst ? withKashida(paragraph, breaks, rules, true) : rules;
  const plain = fitWithin(breaks, { ...first, tolerance });
  if (plain !== null) return { paragraph, ends: plain };

  // In ragged text an address that fits in a line stays whole.
  const inAddresses = justified ? findAddressPlaces(paragraph, start, units.count) : NO_PLACES;
  let places = hyphenLimits === null ? NO_PLACES : findHyphens(paragraph, start, units.count);
  let among = addPlaces(paragraph, places);
  let last = rulesFor(paragraph, among.breaks, rules, kashidaFirst);
  const again = places.length > 0 || tolerance !== rules.tolerance;
  let ends = again ? fitWithin(among.breaks, last) : null;
  let tried: FitRules | null = last; // these rules have found nothing
  if (ends === null && mayStretch) {
    const stretched = withKashida(paragraph, among.breaks, last, false);
    if (stretched !== last && inAddresses.length > 0) {
      ends = fitWithin(among.breaks, stretched);
      tried = stretched;
    }
    last = stretched;
  }
  if (ends === null && inAddresses.length > 0) {
    places = inOrder(places, inAddresses);
    among = addPlaces(paragraph, places);
    last = rulesFor(paragraph, among.breaks, rules, kashidaFirst);
    if (mayStretch) last = withKashida(paragraph, among.breaks, last, false);
    tried = null;
  }
  ends ??= last === tried ? fitLoosely(among.breaks, last) : totalFit(among.breaks, last);
  return places.length === 0 ? { paragraph, ends } : cutChosen(paragraph, among, places, ends);
}

const NO_PLACES: readonly HyphenPlace[] = [];

function addPlaces(paragraph: PreparedParagraph, places: readonly HyphenPlace[]): HyphenatedBreaks {
  return places.length === 0 ? { breaks: paragraph.breaks, place: new Int32Array(0) } : addHyphens(paragraph, places); // prettier-ignore
}

/** The rules for breakpoints with places inside words among them. */
function rulesFor(
  paragraph: PreparedParagraph,
  breaks: Breakpoints,
  rules: FitRules,
  kashidaFirst: boolean,
): FitRules {
  const same = breaks === paragraph.breaks || rules.hanging === null;
  const own = same ? rules : { ...rules, hanging: hangingMarks(paragraph, breaks) };
  return kashidaFirst ? withKashida(paragraph, breaks, own, true) : own;
}

/** The rules with what kashida, or tracking, can give between `breaks`; the same rules when it can give nothing. */
function withKashida(
  paragraph: PreparedParagraph,
  breaks: Breakpoints,
  rules: FitRules,
  first: boolean,
): FitRules {
  const tracks = justifiesByTracking(paragraph);
  const sums = tracks ? trackingSums(paragraph, breaks) : kashidaSums(paragraph, breaks);
  return sums === null ? rules : { ...rules, kashida: { sums, first } };
}
