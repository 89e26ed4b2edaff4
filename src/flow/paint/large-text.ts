// A line with text much larger than the rest of it → one item for each stretch of a size. A reader of the PDF tells lines apart by the
// height of the text, and the writer sets an item in one size: beside 40 pt letters the next line of 10 pt would be the same line.
import type { FontLibrary } from '../../font/font-types.ts';
import type { TextItem } from '../../frame/frame.ts';
import { positionUnits } from '../../frame/position-units.ts';
import { UNIT_LEADER, UNIT_OBJECT, UNIT_SPACE } from '../../frame/units.ts';
import type { Units } from '../../frame/units.ts';

/** Times the size of most words of the line; the writer sets what is smaller in the size of those. */
const LARGE = 1.99;

/** The item itself where all is of about one size, and where a stretch is parted by the order of directions. */
export function itemsBySize(item: TextItem, fonts: Pick<FontLibrary, 'word'>): readonly TextItem[] {
  const { units } = item;
  if (units.styles.length < 2 || !variesMuch(units)) return [item];
  const ends = stretchEnds(item);
  if (ends.length < 2) return [item];
  const { order, x } = positionUnits(item, fonts);
  const placeOf = new Map<number, number>();
  for (const [place, unit] of order.entries()) placeOf.set(unit, place);
  const stretches: Stretch[] = [];
  let start = item.start;
  for (const end of ends) {
    const stretch = stretchOf({ start, end: end === item.end ? start + order.length - (start - item.start) : end }, placeOf); // prettier-ignore
    if (stretch === null) return [item];
    stretches.push({ ...stretch, end });
    start = end;
  }
  const items: TextItem[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const next = stretches[index + 1];
    const isLast = next === undefined;
    let { left, right, end } = stretch;
    // Readers join what stands close together; over a gap they have to be told.
    let continues: TextItem['continues'] = isLast ? item.continues : isGap(units, end - 1) ? 'direct' : 'end';
    // Readers see a space where the pen moves right; further left they have to be told of it.
    if (next !== undefined && next.left < left && isSpace(units, end - 1)) {
      end--;
      left++;
      continues = 'space';
    }
    items.push({
      ...item,
      x: item.x + (x[left] ?? 0),
      width: (x[right + 1] ?? 0) - (x[left] ?? 0),
      start: stretch.start,
      end,
      replacements: item.replacements.filter(({ unit }) => unit >= stretch.start && unit < end),
      hyphen: isLast ? item.hyphen : -1,
      continues,
    });
  }
  return items;
}

interface Stretch {
  /** Units [start, end). */
  readonly start: number;
  readonly end: number;
  /** The first and last of its places in visual order. */
  readonly left: number;
  readonly right: number;
}

/** Null when something else stands amidst the units. */
function stretchOf(
  { start, end }: Pick<Stretch, 'start' | 'end'>,
  placeOf: ReadonlyMap<number, number>,
): Stretch | null {
  let left = Number.POSITIVE_INFINITY;
  let right = -1;
  for (let unit = start; unit < end; unit++) {
    const place = placeOf.get(unit) ?? 0;
    left = Math.min(left, place);
    right = Math.max(right, place);
  }
  return right - left + 1 === end - start ? { start, end, left, right } : null;
}

function variesMuch({ styles }: Units): boolean {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const { size } of styles) {
    if (size < smallest) smallest = size;
    if (size > largest) largest = size;
  }
  return largest > LARGE * smallest;
}

/**
 * Where stretches of large text, and of what is between them, end; a space belongs to what is before it. Numbers and names of the
 * other direction, whose last letters stand beside the text before them, are not parted.
 */
function stretchEnds({ units, start, end }: TextItem): readonly number[] {
  const common = commonSize(units, start, end);
  const base = units.direction === 'rtl' ? 1 : 0;
  const ends: number[] = [];
  let wasLarge: boolean | null = null;
  for (let unit = start; unit < end; unit++) {
    if (((units.flags[unit] ?? 0) & UNIT_LEADER) !== 0) return [end];
    if ((units.word[unit] ?? -1) < 0 || isSpace(units, unit)) continue;
    const isLarge = sizeOf(units, unit) > LARGE * common;
    const isWithin = (units.level[unit] ?? 0) > base && (units.level[unit - 1] ?? 0) > base;
    if (isWithin && wasLarge !== null) continue;
    if (wasLarge !== null && isLarge !== wasLarge) ends.push(unit);
    wasLarge = isLarge;
  }
  return [...ends, end];
}

/** The size of most words. */
function commonSize(units: Units, start: number, end: number): number {
  const counts = new Map<number, number>();
  let common = 0;
  for (let unit = start; unit < end; unit++) {
    if ((units.word[unit] ?? -1) < 0) continue;
    const size = sizeOf(units, unit);
    const count = (counts.get(size) ?? 0) + 1;
    counts.set(size, count);
    if (count > (counts.get(common) ?? 0)) common = size;
  }
  return common;
}

function sizeOf({ styles, style }: Units, unit: number): number {
  return styles[style[unit] ?? 0]?.size ?? 0;
}

function isGap({ flags }: Units, unit: number): boolean {
  return ((flags[unit] ?? 0) & UNIT_OBJECT) !== 0;
}

function isSpace({ flags }: Units, unit: number): boolean {
  return ((flags[unit] ?? 0) & UNIT_SPACE) !== 0;
}
