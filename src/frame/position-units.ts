// One line's units from left to right with their places: what painting, link areas and underlines share.
// Visual order follows UAX #9 rule L2 over the units' levels; white space at the line's end is not in the line (L1).
import type { FontLibrary } from '../font/font-types.ts';
import { reorderVisual } from '../unicode/bidi.ts';
import type { TextItem } from './frame.ts';
import { unitAdvance, wordAdvance } from './unit-advance.ts';
import { UNIT_LEADER, UNIT_SPACE } from './units.ts';

/** Where the units of one line stand. */
export interface UnitPositions {
  /** Unit indexes from left to right; `item.end` stands for the hyphen made at the line's end. */
  readonly order: Int32Array;
  /** Left edge of each, points from `item.x`, in the same order; the last entry is the right end of the line. */
  readonly x: Float64Array;
}

/** Units of a line from left to right; `item.end` stands for its hyphen, which takes the last unit's level. */
export function visualUnits(item: Pick<TextItem, 'units' | 'start' | 'end' | 'hyphen'>): Int32Array {
  const { start, end, units } = item;
  const { level } = units;
  const count = end - start + (item.hyphen >= 0 && end > start ? 1 : 0);
  let lowest = 255;
  let highest = 0;
  for (let u = start; u < end; u++) {
    const l = level[u] ?? 0;
    if (l < lowest) lowest = l;
    if (l > highest) highest = l;
  }
  if (highest === lowest || count <= 1) {
    const reversed = (highest & 1) === 1;
    const order = new Int32Array(count);
    for (let i = 0; i < count; i++) order[i] = reversed ? start + count - 1 - i : start + i;
    return order;
  }
  let levels = level;
  if (count > end - start) {
    levels = new Uint8Array(end + 1);
    levels.set(level.subarray(start, end), start);
    levels[end] = level[end - 1] ?? 0;
  }
  return reorderVisual(levels, start, start + count);
}

/** The places of a line's units after justification; leaders share what the other units leave of the line. */
export function positionUnits(item: TextItem, fonts: Pick<FontLibrary, 'word'>): UnitPositions {
  const { units } = item;
  const order = visualUnits(item);
  const x = new Float64Array(order.length + 1);
  let sum = 0;
  let leaders = 0;
  for (let i = 0; i < order.length; i++) {
    const unit = order[i] ?? 0;
    const leader = unit < item.end && ((units.flags[unit] ?? 0) & UNIT_LEADER) !== 0;
    if (leader) leaders++;
    const width = leader ? 0 : advanceInLine(item, unit, fonts);
    x[i + 1] = width;
    sum += width;
  }
  const fill = leaders === 0 ? 0 : Math.max(0, item.width - sum) / leaders;
  for (let i = 0; i < order.length; i++) {
    const leader = leaders > 0 && ((units.flags[order[i] ?? 0] ?? 0) & UNIT_LEADER) !== 0;
    x[i + 1] = (x[i] ?? 0) + (leader ? fill : (x[i + 1] ?? 0));
  }
  return { order, x };
}

/** Points a unit of this line takes: replaced word or its own, plus the line's share for justifiable spaces. */
function advanceInLine(item: TextItem, unit: number, fonts: Pick<FontLibrary, 'word'>): number {
  const { units } = item;
  if (unit === item.end) {
    const style = units.styles[units.style[unit - 1] ?? 0];
    return style === undefined ? 0 : wordAdvance(fonts.word(item.hyphen), style);
  }
  for (const replacement of item.replacements) {
    const style = units.styles[units.style[unit] ?? 0];
    if (replacement.unit === unit && style !== undefined) return wordAdvance(replacement.word, style);
  }
  const advance = unitAdvance(units, unit, fonts);
  return ((units.flags[unit] ?? 0) & UNIT_SPACE) !== 0 ? advance + item.spaceExtra : advance;
}
