// Widths of a table's columns: what its cells and `<col>` ask for, shared out as CSS Tables 3 § 3.9 does; `table-layout:
// fixed` looks at the first row only (CSS 2.2 § 17.5.2.1).
import type { TableBox } from '../../document/boxes.ts';
import type { ContentSize, Engine } from '../engine.ts';
import { columnAxes } from './table-alignment.ts';
import type { PlacedCell, TableGrid } from './table-grid.ts';
import { definiteSize, edgesOf } from '../used-values.ts';

/** What one column asks for, border boxes of its cells. */
interface Column {
  min: number;
  max: number;
  /** A definite width in points; null where there is none. */
  fixed: number | null;
  /** Of the table, 0 to 100; null where there is none. */
  percent: number | null;
}

/** Widths of the columns in reading order, which fill `width` (of all columns, spacing left out). */
export function columnWidths(
  engine: Engine,
  box: TableBox,
  grid: TableGrid,
  width: number,
): readonly number[] {
  const { known } = grid;
  if (known.widths?.of !== width) known.widths = { of: width, columns: findWidths(engine, box, grid, width) };
  return known.widths.columns;
}

function findWidths(engine: Engine, box: TableBox, grid: TableGrid, width: number): readonly number[] {
  const fixedLayout = box.style.tableLayout === 'fixed' && box.style.width !== 'auto';
  const columns = fixedLayout ? firstRowColumns(grid, width) : contentColumns(engine, box, grid, width);
  const wanted = fixedLayout ? fixedWidths(columns, width) : automaticWidths(columns, width);
  if (wanted !== null) return wanted;
  engine.diagnostics.warning(
    'L002',
    'A table is wider than its column; its columns are made narrower and words in them cut',
    box.place,
    'Give the table fewer columns, smaller type, or the whole width of the page',
  );
  return narrowed(columns.map(({ min, fixed }) => (fixedLayout ? (fixed ?? min) : min)), width); // prettier-ignore
}

/** Min-content and max-content width of a whole table, border box. */
export function tableContentSize(
  engine: Engine,
  box: TableBox,
  grid: TableGrid,
  containerWidth: number,
): ContentSize {
  const { min, max } = (grid.known.contentSize ??= sizeOfColumns(
    contentColumns(engine, box, grid, Number.NaN),
  ));
  const edges = tableEdges(box, grid, containerWidth);
  const extra = edges.left + edges.right + grid.spacing.x * (grid.columns + 1);
  return { min: min + extra, max: max + extra };
}

function sizeOfColumns(columns: readonly Column[]): ContentSize {
  const wanted = (column: Column): number => Math.max(column.fixed ?? column.max, column.min);
  let max = columns.reduce((sum, column) => sum + wanted(column), 0);
  // A table in which every column has its percentage, or at least its content (§ 3.8.2).
  const plain = columns.filter(({ percent }) => percent === null).reduce((sum, column) => sum + wanted(column), 0); // prettier-ignore
  let left = 100;
  for (const column of columns) {
    if (column.percent === null) continue;
    const percent = Math.min(column.percent, left);
    left -= percent;
    if (percent > 0) max = Math.max(max, wanted(column) / (percent / 100));
  }
  if (plain > 0 && left > 0 && left < 100) max = Math.max(max, plain / (left / 100));
  return { min: columns.reduce((sum, { min }) => sum + min, 0), max };
}

/** Border and padding of a table; where borders collapse its cells have them. */
export function tableEdges(
  box: TableBox,
  grid: TableGrid,
  containerWidth: number,
): ReturnType<typeof edgesOf> {
  return grid.collapsed ? { top: 0, right: 0, bottom: 0, left: 0 } : edgesOf(box, containerWidth);
}

/** § 3.9.3: between the two guesses that the width lies between, or beyond the last one; null below the first. */
function automaticWidths(columns: readonly Column[], width: number): readonly number[] | null {
  const percentOf = ({ percent, min }: Column): number => Math.max(min, ((percent ?? 0) * width) / 100);
  const guesses = [
    columns.map(({ min }) => min),
    columns.map((column) => (column.percent === null ? column.min : percentOf(column))),
    columns.map((column) => (column.percent === null ? Math.max(column.fixed ?? 0, column.min) : percentOf(column))), // prettier-ignore
    columns.map((column) => (column.percent === null ? Math.max(column.fixed ?? column.max, column.min) : percentOf(column))), // prettier-ignore
  ];
  if (sum(guesses[0] ?? []) > width + 0.01) return null;
  for (let i = 1; i < guesses.length; i++) {
    const [less, more] = [guesses[i - 1] ?? [], guesses[i] ?? []];
    const [low, high] = [sum(less), sum(more)];
    if (high < width) continue;
    const part = high - low <= 0 ? 0 : (width - low) / (high - low);
    return less.map((w, c) => w + ((more[c] ?? 0) - w) * part);
  }
  return widened(columns, guesses.at(-1) ?? [], width);
}

/** What is left over goes to columns without a width of their own, in proportion to their content (§ 3.9.4). */
function widened(columns: readonly Column[], widths: readonly number[], width: number): readonly number[] {
  const rest = width - sum(widths);
  const receivers = (which: (column: Column) => boolean): readonly number[] => columns.flatMap((column, c) => (which(column) ? [c] : [])); // prettier-ignore
  const auto = receivers(({ fixed, percent }) => fixed === null && percent === null);
  const fixed = receivers((column) => column.percent === null && column.fixed !== null);
  const all = auto.length > 0 ? auto : fixed.length > 0 ? fixed : receivers(() => true);
  const weight = all.reduce((total, c) => total + (widths[c] ?? 0), 0);
  const among = new Set(all);
  return widths.map((w, c) =>
    among.has(c) ? w + (weight > 0 ? (rest * w) / weight : rest / all.length) : w,
  );
}

/** Columns that do not fit: the widest are cut to one width, so that figures and short words stay whole. */
function narrowed(wanted: readonly number[], width: number): readonly number[] {
  const sorted = [...wanted].sort((a, b) => a - b);
  let left = width;
  for (const [i, least] of sorted.entries()) {
    const each = left / (sorted.length - i);
    if (least > each) return wanted.map((w) => Math.min(w, Math.max(0, each)));
    left -= least;
  }
  return wanted;
}

/** Columns without a width share what the others leave; null when they leave nothing. */
function fixedWidths(columns: readonly Column[], width: number): readonly number[] | null {
  const own = columns.map(({ fixed, percent }) => (percent === null ? fixed : (percent * width) / 100));
  const taken = own.reduce<number>((total, w) => total + (w ?? 0), 0);
  const open = own.filter((w) => w === null).length;
  const rest = width - taken;
  if (rest < -0.01 || (open > 0 && rest <= 0)) return null;
  if (open > 0) return own.map((w) => w ?? rest / open);
  return own.map((w) => (taken > 0 ? ((w ?? 0) * width) / taken : width / own.length));
}

function emptyColumns(grid: TableGrid): Column[] {
  return Array.from({ length: grid.columns }, (_, c): Column => {
    const width = grid.columnStyles[c]?.width ?? 'auto';
    if (typeof width === 'string') return { min: 0, max: 0, fixed: null, percent: null };
    return width.percent === 0 ? { min: 0, max: 0, fixed: width.points, percent: null } : { min: 0, max: 0, fixed: null, percent: width.percent }; // prettier-ignore
  });
}

function firstRowColumns(grid: TableGrid, width: number): readonly Column[] {
  const columns = emptyColumns(grid);
  for (const cell of grid.rows[0] ?? []) {
    const own = ownWidth(cell, width);
    for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
      const column = columns[c];
      if (column === undefined || column.fixed !== null || column.percent !== null) continue;
      if (own.fixed !== null) column.fixed = own.fixed / cell.columnSpan;
      if (own.percent !== null) column.percent = own.percent / cell.columnSpan;
    }
  }
  return columns;
}

function ownWidth({ box }: PlacedCell, tableWidth: number): Pick<Column, 'fixed' | 'percent'> {
  const { width } = box.style;
  if (typeof width !== 'string' && width.percent !== 0) return { fixed: null, percent: width.percent };
  const base = Number.isNaN(tableWidth) ? 0 : tableWidth;
  const edges = edgesOf(box, base);
  return { fixed: definiteSize(width, base, box.style, edges.left + edges.right), percent: null };
}

function contentColumns(engine: Engine, box: TableBox, grid: TableGrid, width: number): readonly Column[] {
  const base = Number.isNaN(width) ? 0 : width;
  const columns = emptyColumns(grid);
  const spanning: PlacedCell[] = [];
  for (const cell of grid.cells) {
    const column = columns[cell.column];
    if (cell.columnSpan > 1) spanning.push(cell);
    if (cell.columnSpan > 1 || column === undefined) continue;
    const { min, max } = engine.contentSize(engine, cell.box, base);
    const { fixed, percent } = ownWidth(cell, width);
    column.min = Math.max(column.min, min);
    column.max = Math.max(column.max, max);
    if (fixed !== null) column.fixed = Math.max(column.fixed ?? 0, fixed);
    if (percent !== null) column.percent = Math.max(column.percent ?? 0, percent);
  }
  columnAxes(engine, grid, box.style.direction, base).forEach((axis, c) => {
    const column = columns[c];
    if (axis === null || column === undefined) return;
    column.min = Math.max(column.min, axis.before + axis.after);
    column.max = Math.max(column.max, axis.before + axis.after);
  });
  spanning.sort((a, b) => a.columnSpan - b.columnSpan);
  for (const cell of spanning) widen(columns, cell, grid, { ...engine.contentSize(engine, cell.box, base), wanted: ownWidth(cell, width).fixed ?? 0 }); // prettier-ignore
  return columns;
}

/** What the columns of a spanning cell lack for it goes to those without a width, in proportion to their content. */
function widen(
  columns: readonly Column[],
  { column: first, columnSpan }: PlacedCell,
  { spacing }: TableGrid,
  { min, max, wanted }: ContentSize & { readonly wanted: number },
): void {
  const all = columns.slice(first, first + columnSpan);
  const open = all.filter(({ fixed, percent }) => fixed === null && percent === null);
  const receivers = open.length > 0 ? open : all;
  const weight = receivers.reduce((total, column) => total + column.max, 0);
  const shares = receivers.map((column) => (weight > 0 ? column.max / weight : 1 / receivers.length));
  const inside = spacing.x * (columnSpan - 1);
  const lackMin = min - inside - all.reduce((total, column) => total + Math.max(column.min, column.fixed ?? 0), 0); // prettier-ignore
  const lackMax = Math.max(max, wanted) - inside - all.reduce((total, column) => total + Math.max(column.max, column.fixed ?? 0), 0); // prettier-ignore
  receivers.forEach((column, i) => {
    if (lackMin > 0) column.min += lackMin * (shares[i] ?? 0);
    if (lackMax > 0) column.max += lackMax * (shares[i] ?? 0);
    column.max = Math.max(column.max, column.min);
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
