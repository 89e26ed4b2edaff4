// A table's rows → cells at their places in the grid, with the borders they are painted with (CSS 2.2 § 17.5, § 17.6).
import type { BlockBox, TableBox, TableRow } from '../document/boxes.ts';
import type { Border, ComputedStyle, Sides } from '../style/computed-style.ts';
import type { Engine } from './engine.ts';

export interface PlacedCell {
  readonly box: BlockBox;
  readonly row: number;
  /** In reading order, from 0. */
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

export interface TableGrid {
  /** Cells that begin in each row. */
  readonly rows: readonly (readonly PlacedCell[])[];
  readonly cells: readonly PlacedCell[];
  readonly columns: number;
  /** Points between columns and rows, and around them. */
  readonly spacing: { readonly x: number; readonly y: number };
  readonly collapsed: boolean;
  /** The row after the last one that has to stay with this one because a cell spans both. */
  readonly groupEnd: readonly number[];
}

/** The grid of a table, made once per pass. */
export function gridOf(engine: Engine, box: TableBox): TableGrid {
  let grid = engine.grids.get(box);
  if (grid === undefined) engine.grids.set(box, (grid = tableGrid(box)));
  return grid;
}

function tableGrid(box: TableBox): TableGrid {
  const collapsed = box.style.borderCollapse === 'collapse';
  const placed = placeCells(box.rows);
  const cells = collapsed ? collapseBorders(box, placed) : placed;
  const rows: PlacedCell[][] = box.rows.map(() => []);
  for (const cell of cells) rows[cell.row]?.push(cell);
  return {
    rows,
    cells,
    columns: cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0),
    spacing: collapsed ? { x: 0, y: 0 } : box.style.borderSpacing,
    collapsed,
    groupEnd: groupEnds(box.rows.length, cells),
  };
}

/** Grid places of the cells; cells that span rows keep their columns free in the rows below. */
function placeCells(rows: readonly TableRow[]): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  const busyUntil: number[] = [];
  rows.forEach((row, r) => {
    let column = 0;
    for (const { box, columnSpan, rowSpan } of row.cells) {
      while ((busyUntil[column] ?? 0) > r) column++;
      const span = Math.min(rowSpan, rows.length - r);
      placed.push({ box: withMinimumHeight(box), row: r, column, columnSpan, rowSpan: span });
      for (let c = column; c < column + columnSpan; c++) busyUntil[c] = r + span;
      column += columnSpan;
    }
  });
  return placed;
}

/** The height of a cell is the least it may have (§ 17.5.3). */
function withMinimumHeight(box: BlockBox): BlockBox {
  const { style } = box;
  if (style.height === 'auto') return box;
  return { ...box, style: { ...style, height: 'auto', minHeight: style.height } };
}

function groupEnds(rows: number, cells: readonly PlacedCell[]): readonly number[] {
  const ends = Array.from({ length: rows }, (_, r) => r + 1);
  for (const { row, rowSpan } of cells) ends[row] = Math.max(ends[row] ?? 0, row + rowSpan);
  for (let r = rows - 2; r >= 0; r--) {
    // A group that reaches into the next one ends where that one ends.
    let end = ends[r] ?? r + 1;
    for (let next = r + 1; next < end; next++) end = Math.max(end, ends[next] ?? 0);
    ends[r] = end;
  }
  return ends;
}

const NO_BORDER: Border = {
  width: 0,
  style: 'none',
  color: { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 1 },
};

/**
 * Collapsed borders (§ 17.6.2): of all that meet on a line of the grid the widest is painted, once. It belongs to the
 * cell above, or before, the line, so that a table that goes on on the next page is closed on this one.
 */
function collapseBorders(box: TableBox, cells: readonly PlacedCell[]): readonly PlacedCell[] {
  const at = new Map<string, PlacedCell>();
  for (const cell of cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) at.set(`${r} ${c}`, cell);
  }
  const columns = cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0);
  const rtl = box.style.direction === 'rtl';
  const startSide = rtl ? 'right' : 'left';
  const endSide = rtl ? 'left' : 'right';
  const table = box.style.border;
  return cells.map((cell) => {
    const own = cell.box.style.border;
    const last = cell.row + cell.rowSpan - 1;
    const after = cell.column + cell.columnSpan;
    const row = (r: number): Sides<Border> | undefined => box.rows[r]?.style.border;
    const below = at.get(`${last + 1} ${cell.column}`)?.box.style.border;
    const beside = at.get(`${cell.row} ${after}`)?.box.style.border;
    const border: Record<keyof Sides<Border>, Border> = { top: NO_BORDER, right: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER }; // prettier-ignore
    border.bottom = widest([own.bottom, row(last)?.bottom, below?.top, row(last + 1)?.top, last === box.rows.length - 1 ? table.bottom : undefined]); // prettier-ignore
    border[endSide] = widest([own[endSide], beside?.[startSide], after >= columns ? row(cell.row)?.[endSide] : undefined, after >= columns ? table[endSide] : undefined]); // prettier-ignore
    if (cell.row === 0) border.top = widest([own.top, row(0)?.top, table.top]);
    if (cell.column === 0) border[startSide] = widest([own[startSide], row(cell.row)?.[startSide], table[startSide]]); // prettier-ignore
    return { ...cell, box: withBorder(cell.box, border) };
  });
}

function withBorder(box: BlockBox, border: ComputedStyle['border']): BlockBox {
  return { ...box, style: { ...box.style, border } };
}

function widest(borders: readonly (Border | undefined)[]): Border {
  let found = NO_BORDER;
  for (const border of borders) if (border !== undefined && border.style !== 'none' && border.width > found.width) found = border; // prettier-ignore
  return found;
}
