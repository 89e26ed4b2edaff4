// What a text line tells before its words are encoded: its leading style, its levels, how its end joins the next line,
// and what its leaders have to fill.
import type { FontLibrary } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import { unitAdvance } from '../../frame/unit-advance.ts';
import { UNIT_LEADER, UNIT_SPACE } from '../../frame/units.ts';
import type { TextStyle } from '../../frame/units.ts';
import { LRM, SOFT_HYPHEN } from '../../unicode/characters.ts';

/** Composite glyphs can be scaled to just below 2. */
const LARGEST_SCALE = 1.99;

/** The style that sets the line's font resource and size: that of most units, but no other may be twice as large. */
export function leadingStyle(item: TextItem): TextStyle | null {
  const { units } = item;
  if (units.styles.length === 1) return units.styles[0] ?? null;
  const first = units.style[item.start] ?? 0;
  let same = true;
  for (let unit = item.start + 1; unit < item.end && same; unit++) same = units.style[unit] === first;
  if (same) return units.styles[first] ?? null;
  const counts = new Map<TextStyle, number>();
  for (let unit = item.start; unit < item.end; unit++) {
    const style = units.styles[units.style[unit] ?? 0];
    if (style !== undefined && (units.word[unit] ?? -1) >= 0) counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  let best: TextStyle | null = null;
  let largest: TextStyle | null = null;
  for (const [style, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = style;
    if (largest === null || style.size > largest.size) largest = style;
  }
  return best !== null && largest !== null && largest.size / best.size > LARGEST_SCALE ? largest : best;
}

/**
 * The text goes on after a space on the same level further left, in the next column: pdf.js sees a line end only where
 * the level changes, and a space only where the pen moves right.
 */
export function goesOnLevel(last: TextItem, item: TextItem, size: number): boolean {
  return (
    last.tag === item.tag &&
    last.continues === 'space' &&
    item.x < last.x &&
    Math.abs(item.y - last.y) <= size
  );
}

/** The right-to-left word at the end of the line with which the next line goes on without a space; -1: there is none. */
export function unitThatGoesOn(item: TextItem): number {
  if (item.continues !== 'direct' || item.hyphen >= 0) return -1;
  const unit = lastShown(item);
  return ((item.units.level[unit] ?? 0) & 1) === 1 ? unit : -1;
}

/** The last unit of the line that shows text. */
function lastShown({ units, start, end }: TextItem): number {
  let last = end - 1;
  while (last > start && (units.word[last] ?? -1) < 0) last--;
  return last;
}

/** The level of all units of the line, or -1. */
export function commonLevel({ units, start, end }: TextItem): number {
  const { level } = units;
  if (end <= start) return 0;
  const first = level[start] ?? 0;
  for (let unit = start + 1; unit < end; unit++) if (level[unit] !== first) return -1;
  return first;
}

/** Levels of the units and of the virtual unit after them, which stands at the level of the last; into `levels`. */
export function lineLevels({ units, start, end }: TextItem, levels: Uint8Array): void {
  for (let unit = start; unit < end; unit++) levels[unit - start] = units.level[unit] ?? 0;
  levels[end - start] = end > start ? (units.level[end - 1] ?? 0) : 0;
}

/** A soft hyphen nobody sees; the space keeps readers from dropping the pair and goes with the line end. */
const DIRECT_TEXT: string = SOFT_HYPHEN + ' ';
const HARD_HYPHEN = /[-\u2010]$/;

/**
 * What the line end has to say so that the normalised page text is the source: that the text goes on directly, or that
 * a hyphen is followed by a space in the source.
 */
export function lineSuffix(item: TextItem): string {
  if (item.hyphen >= 0 || item.continues === 'end') return '';
  const { units } = item;
  // Right to left the last word says it itself: see WordSetting.goesOn.
  if (((units.level[lastShown(item)] ?? 0) & 1) === 1) return '';
  if (item.continues === 'direct') return DIRECT_TEXT;
  const end = units.offset[item.end] ?? 0;
  return HARD_HYPHEN.test(units.text.slice(end - 1, end)) ? `${LRM} ` : '';
}

/** Points left for each leader of the line. */
export function leaderWidth(item: TextItem, fonts: FontLibrary): number {
  const { units } = item;
  let rest = item.width;
  let leaders = 0;
  for (let unit = item.start; unit < item.end; unit++) {
    const flags = units.flags[unit] ?? 0;
    if ((flags & UNIT_LEADER) !== 0) {
      leaders++;
      continue;
    }
    rest -= unitAdvance(units, unit, fonts);
    if ((flags & UNIT_SPACE) !== 0) rest -= item.spaceExtra;
  }
  return leaders === 0 ? 0 : Math.max(0, rest / leaders);
}
