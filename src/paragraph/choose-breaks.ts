// Stage 6, break: where the lines end. Knuth & Plass (1981, p. 1121) try without hyphens first, and only when some
// line would be too loose with them; kashida comes third, and last of all what is too loose all the same.
import { balancedMeasure } from './balance.ts';
import type { Room } from './break-lines.ts';
import { findHyphens } from './find-hyphens.ts';
import { addHyphens, cutChosen } from './hyphen-breaks.ts';
import { kashidaSums } from './kashida-stretch.ts';
import type { ParagraphStyle, PreparedParagraph } from './paragraph-types.ts';
import type { Spacing } from './spacing.ts';
import type { FitRules } from './total-fit.ts';
import { fitWithin, totalFit } from './total-fit.ts';

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

function fitParagraph(paragraph: PreparedParagraph, rules: FitRules, justified: boolean): ChosenBreaks {
  const { breaks, style, hyphenLimits } = paragraph;
  const kashidaFirst = justified && style.textJustify === 'kashida';
  const mayStretch = justified && (kashidaFirst || style.textJustify === 'auto');
  const tolerance = hyphenLimits === null ? rules.tolerance : TOLERANCE_WITHOUT_HYPHENS;
  const first: FitRules = kashidaFirst ? withKashida(paragraph, paragraph, rules, true) : rules;
  const plain = fitWithin(breaks, { ...first, tolerance });
  if (plain !== null) return { paragraph, ends: plain };

  const places = hyphenLimits === null ? [] : findHyphens(paragraph, paragraph.start, paragraph.units.count);
  if (places.length === 0) {
    const last = mayStretch && !kashidaFirst ? withKashida(paragraph, paragraph, rules, false) : first;
    const ends = last === first && tolerance === rules.tolerance ? null : fitWithin(breaks, last);
    return { paragraph, ends: ends ?? totalFit(breaks, last) };
  }
  const hyphenated = addHyphens(paragraph, places);
  const all = hyphenated.breaks;
  const spacesOnly = kashidaFirst ? withKashida(paragraph, { breaks: all }, rules, true) : rules;
  let ends = fitWithin(all, spacesOnly);
  if (ends === null) {
    const last =
      mayStretch && !kashidaFirst ? withKashida(paragraph, { breaks: all }, rules, false) : spacesOnly;
    ends = totalFit(all, last);
  }
  return cutChosen(paragraph, hyphenated, places, ends);
}

/** The rules with what kashida can give between `breaks`; the same rules when it can give nothing. */
function withKashida(
  paragraph: PreparedParagraph,
  { breaks }: Pick<PreparedParagraph, 'breaks'>,
  rules: FitRules,
  first: boolean,
): FitRules {
  const sums = kashidaSums(paragraph, breaks);
  return sums === null ? rules : { ...rules, kashida: { sums, first } };
}
