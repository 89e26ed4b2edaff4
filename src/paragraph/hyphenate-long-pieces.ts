// Words that no line holds are cut wherever they may be hyphenated (addresses at their punctuation), before cut-long-pieces.ts cuts what is left.
import { findPlacesInWords } from './find-address-breaks.ts';
import type { HyphenPlace } from './find-hyphens.ts';
import { cutAtHyphens } from './hyphen-breaks.ts';
import type { PreparedParagraph } from './paragraph-types.ts';

/** The paragraph, or a copy in which words between breakpoints further apart than `longest` points are cut. */
export function hyphenateLongPieces(paragraph: PreparedParagraph, longest: number): PreparedParagraph {
  const { breaks, units, start } = paragraph;
  if (paragraph.minContent <= longest) return paragraph;
  if (paragraph.hyphenLimits === null && paragraph.addressBreaks.length === 0) return paragraph;
  const places: HyphenPlace[] = [];
  let first = start;
  let from = 0;
  for (let b = 0; b < breaks.count; b++) {
    const next = breaks.unit[b] ?? units.count;
    if ((breaks.endWidth[b] ?? 0) - from > longest) places.push(...findPlacesInWords(paragraph, first, next));
    first = next;
    from = breaks.startWidth[b] ?? 0;
  }
  return places.length === 0 ? paragraph : cutAtHyphens(paragraph, places);
}
