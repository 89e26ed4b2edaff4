// Where a paragraph may break between columns and pages: orphans, widows, lines beside an initial letter, hyphens
// (CSS Fragmentation 3 § 3.3, CSS Text 4 § 6.3.5).
import type { ParagraphBox } from '../../document/boxes.ts';
import type { Line } from '../../paragraph/paragraph-types.ts';

/** Lines [from, to) have room; so many of the first ones stand `together`, beside an initial letter. */
export interface LinesThatFit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Line[];
  readonly together: number;
}

/** The line before which the paragraph breaks, its count where all fit; null when it should go on as a whole. */
export function endOfPart(box: ParagraphBox, fit: LinesThatFit, atTop: boolean): number | null {
  const { from, lines } = fit;
  const end = allowedBreak(box, fit, atTop);
  if (end === null || end >= lines.length || !endsInForbiddenHyphen(box, lines[end - 1])) return end;
  // hyphenate-limit-last: the line goes over, unless too few would be left.
  const before = allowedBreak(box, { ...fit, to: end - 1 }, atTop);
  return before !== null && before < end && before - from >= box.style.orphans ? before : end;
}

/** The line before which the paragraph may break, at most `to`; null when it should go on as a whole. */
function allowedBreak(
  box: ParagraphBox,
  { from, to, lines, together }: LinesThatFit,
  atTop: boolean,
): number | null {
  const count = lines.length;
  if (to >= count) return count;
  const { orphans, widows } = box.style;
  let at = Math.min(to, count - Math.min(widows, count));
  // Orphans count in every part of a paragraph that a break ends, not in its first only (CSS Fragmentation 3 § 3.3).
  if (at - from < (from === 0 ? Math.max(orphans, together) : orphans)) at = from;
  if (at > from) return at;
  return atTop ? Math.max(to, from + 1) : null;
}

/** Whether `line` may not be the last one before a break of columns or pages . */
function endsInForbiddenHyphen({ style }: ParagraphBox, line: Line | undefined): boolean {
  return style.hyphenateLimitLast !== 'none' && line !== undefined && line.hyphen >= 0;
}
