// How many columns a box has, how wide they are and where they stand (CSS Multi-column 1 § 3.4); columns too narrow for
// text become fewer.
import type { BlockBox } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Engine } from '../engine.ts';
import { resolveLength } from '../used-values.ts';

export interface ColumnGeometry {
  readonly count: number;
  readonly width: number;
  readonly gap: number;
  readonly rightToLeft: boolean;
}

/** Whether a style asks for columns. */
export function hasColumns({ columnCount, columnWidth }: ComputedStyle): boolean {
  return columnCount !== 'auto' || columnWidth !== 'auto';
}

/** em; a column holds at least a word of two letters. */
const LEAST_WIDTH = 2;

/** Used number and width of the columns in `available` points. */
export function columnGeometry(style: ComputedStyle, available: number): ColumnGeometry {
  const gap = resolveLength(style.columnGap, available);
  const count = Math.min(askedCount(style, available, gap), mostColumns(style, available, gap));
  const width = Math.max(0, (available - (count - 1) * gap) / count);
  return { count, width, gap, rightToLeft: style.direction === 'rtl' };
}

function askedCount({ columnCount, columnWidth }: ComputedStyle, available: number, gap: number): number {
  if (columnWidth === 'auto') return columnCount === 'auto' ? 1 : columnCount;
  const fit = Math.max(1, Math.floor((available + gap) / (columnWidth + gap)));
  return columnCount === 'auto' ? fit : Math.min(columnCount, fit);
}

function mostColumns({ fontSize }: ComputedStyle, available: number, gap: number): number {
  const each = LEAST_WIDTH * fontSize + gap;
  return each > 0 ? Math.max(1, Math.floor((available + gap) / each)) : Number.POSITIVE_INFINITY;
}

/** Says that a box has fewer columns than were asked of it, or none as wide. */
export function reportColumns({ diagnostics }: Engine, { style, place }: BlockBox, available: number): void {
  const gap = resolveLength(style.columnGap, available);
  const asked = askedCount(style, available, gap);
  const { count, width } = columnGeometry(style, available);
  if (count < asked) {
    diagnostics.warning(
      'L006',
      `${asked} columns do not fit into ${points(available)} with gaps of ${points(gap)}; set in ${count}`,
      place,
      'Ask for fewer columns, or for a column-width instead of a number',
    );
  } else if (style.columnWidth !== 'auto' && style.columnWidth > available + 0.01) {
    diagnostics.warning(
      'L006',
      `A column of ${points(style.columnWidth)} is wider than its box; it is set ${points(width)} wide`,
      place,
    );
  }
}

function points(length: number): string {
  return `${Math.round(length * 10) / 10} pt`;
}
