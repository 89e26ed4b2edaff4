// Widths of a table's columns (CSS 2.2 § 17.5.2): definite ones first, the others by their content.
import type { TableBox } from '../document/boxes.ts';
import type { ContentSize, Engine } from './engine.ts';
import type { PlacedCell, TableGrid } from './table-grid.ts';
import { definiteSize, edgesOf } from './used-values.ts';

interface ColumnLimits {
  readonly min: number[];
  readonly max: number[];
  /** Definite widths, border box; null where the content decides. */
  readonly fixed: (number | null)[];
}

/** Widths of the columns in reading order, which fill `width` (of all columns, spacing left out). */
export function columnWidths(
  engine: Engine,
  box: TableBox,
  grid: TableGrid,
  width: number,
): readonly number[] {
  const limits = columnLimits(engine, box, grid, width);
  const { min, max, fixed } = limits;
  const least = sum(min);
  if (least >= width) {
    if (least > width + 0.01)
      engine.diagnostics.warning('L002', 'A table is wider than its column', box.place);
    return least === 0 ? min : min.map((w) => (w * width) / least);
  }
  const open = fixed.map((w, c) => (w === null ? c : -1)).filter((c) => c >= 0);
  const wanted = fixed.map((w, c) => (w === null ? 0 : Math.max(w, min[c] ?? 0)));
  const openLeast = open.reduce((total, c) => total + (min[c] ?? 0), 0);
  const room = width - openLeast;
  if (open.length === 0 || sum(wanted) > room) {
    // Definite columns share what there is between their least and their wanted width, or beyond it.
    const definite = share(
      wanted.map((_, c) => (fixed[c] === null ? 0 : (min[c] ?? 0))),
      wanted,
      room,
    );
    return definite.map((w, c) => (fixed[c] === null ? (min[c] ?? 0) : w));
  }
  const rest = width - sum(wanted);
  const content = share(
    min.map((w, c) => (fixed[c] === null ? w : 0)),
    max.map((w, c) => (fixed[c] === null ? w : 0)),
    rest,
  );
  return wanted.map((w, c) => (fixed[c] === null ? (content[c] ?? 0) : w));
}

/** Min-content and max-content width of a whole table, border box. */
export function tableContentSize(
  engine: Engine,
  box: TableBox,
  grid: TableGrid,
  containerWidth: number,
): ContentSize {
  const { min, max, fixed } = columnLimits(engine, box, grid, Number.NaN);
  const edges = tableEdges(box, grid, containerWidth);
  const extra = edges.left + edges.right + grid.spacing.x * (grid.columns + 1);
  const wanted = max.map((w, c) => Math.max(fixed[c] ?? w, min[c] ?? 0));
  return { min: sum(min) + extra, max: sum(wanted) + extra };
}

/** Border and padding of a table; where borders collapse its cells have them. */
export function tableEdges(
  box: TableBox,
  grid: TableGrid,
  containerWidth: number,
): ReturnType<typeof edgesOf> {
  return grid.collapsed ? { top: 0, right: 0, bottom: 0, left: 0 } : edgesOf(box, containerWidth);
}

/** Widths between `min` and `max` that fill `width`; beyond the maxima they grow in proportion. */
function share(min: readonly number[], max: readonly number[], width: number): readonly number[] {
  const least = sum(min);
  const most = sum(max);
  if (most <= width) return most === 0 ? max.map(() => width / Math.max(1, max.length)) : max.map((w) => (w * width) / most); // prettier-ignore
  if (most - least <= 0) return min;
  return min.map((w, c) => w + (Math.max(0, width - least) * ((max[c] ?? 0) - w)) / (most - least));
}

function columnLimits(engine: Engine, box: TableBox, grid: TableGrid, width: number): ColumnLimits {
  const limits: ColumnLimits = {
    min: Array.from<number>({ length: grid.columns }).fill(0),
    max: Array.from<number>({ length: grid.columns }).fill(0),
    fixed: Array.from<number | null>({ length: grid.columns }).fill(null),
  };
  const fixedLayout = box.style.tableLayout === 'fixed' && box.style.width !== 'auto';
  const considered = fixedLayout ? (grid.rows[0] ?? []) : grid.cells;
  for (const cell of considered) if (cell.columnSpan === 1) widen(engine, cell, width, fixedLayout, limits);
  for (const cell of considered) if (cell.columnSpan > 1) widen(engine, cell, width, fixedLayout, limits);
  return limits;
}

function widen(
  engine: Engine,
  { box, column, columnSpan }: PlacedCell,
  width: number,
  fixedLayout: boolean,
  { min, max, fixed }: ColumnLimits,
): void {
  const edges = edgesOf(box, Number.isNaN(width) ? 0 : width);
  const wanted = definiteSize(box.style.width, width, box.style, edges.left + edges.right);
  const size = fixedLayout
    ? { min: 0, max: 1 }
    : engine.contentSize(engine, box, Number.isNaN(width) ? 0 : width);
  if (columnSpan === 1) {
    min[column] = Math.max(min[column] ?? 0, size.min);
    max[column] = Math.max(max[column] ?? 0, size.max);
    if (wanted !== null) fixed[column] = Math.max(fixed[column] ?? 0, wanted);
    return;
  }
  // What the spanned columns lack is given to those without a definite width, in equal parts.
  const all = Array.from({ length: columnSpan }, (_, i) => column + i);
  const open = all.filter((c) => fixed[c] === null);
  const receivers = open.length > 0 ? open : all;
  const lack = (values: readonly number[], need: number): number => (need - all.reduce((total, c) => total + Math.max(values[c] ?? 0, fixed[c] ?? 0), 0)) / receivers.length; // prettier-ignore
  const moreMin = lack(min, size.min);
  if (moreMin > 0) for (const c of receivers) min[c] = (min[c] ?? 0) + moreMin;
  const moreMax = lack(max, Math.max(wanted ?? 0, size.max));
  if (moreMax > 0) for (const c of receivers) max[c] = (max[c] ?? 0) + moreMax;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
