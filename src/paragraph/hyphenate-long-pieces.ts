// Words that no line holds are cut wherever they may be hyphenated, before cut-long-pieces.ts cuts what is left.
import { findHyphens } from './find-hyphens.ts';
import type { HyphenPlace } from './find-hyphens.ts';
import { cutAtHyphens } from './hyphen-breaks.ts';
import type { PreparedParagraph } from './paragraph-types.ts';

/** The paragraph, or a copy in which words between breakpoints further apart than `longest` points are cut. */
export function hyphenateLongPieces(paragraph: PreparedParagraph, longest: number): PreparedParagraph {
  const { breaks, units, start } = paragraph;
  if (paragraph.hyphenLimits === null || paragraph.minContent <= longest) return paragraph;
  const places: HyphenPlace[] = [];
  let first = start;
  let from = 0;
  for (let b = 0; b < breaks.count; b++) {
    const next = breaks.unit[b] ?? units.count;
    if ((breaks.endWidth[b] ?? 0) - from > longest) places.push(...findHyphens(paragraph, first, next));
    first = next;
    from = breaks.startWidth[b] ?? 0;
  }
  return places.length === 0 ? paragraph : cutAtHyphens(paragraph, places);
}
