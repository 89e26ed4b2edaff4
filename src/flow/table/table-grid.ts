// A table's rows → cells at their places in the grid, with the borders they are painted with (CSS 2.2 § 17.5, § 17.6).
import { plainBox } from '../../document/plain-box.ts';
import type { BlockBox, TableBox, TableRow } from '../../document/boxes.ts';
import { ARTIFACT } from '../../document/structure.ts';
import { BLACK } from '../../style/color.ts';
import type { Border, ComputedStyle } from '../../style/computed-style.ts';
import type { ContentSize, Engine } from '../engine.ts';
import type { ColumnAxis } from './table-alignment.ts';
import { collapseBorders } from './table-borders.ts';

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
  /** Of `<col>`, by column. */
  readonly columnStyles: readonly ComputedStyle[];
  /** Points between columns and rows, and around them. */
  readonly spacing: { readonly x: number; readonly y: number };
  readonly collapsed: boolean;
  /** The row after the last one that has to stay with this one: a cell spans both, or both are of the head or foot. */
  readonly groupEnd: readonly number[];
  /** Rows of the head come before this one, those of the foot begin with that one. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** What has been found out about the columns, so that a table of many pages is not measured again on each. */
  readonly known: KnownColumns;
}

export interface KnownColumns {
  /** Where columns align on a character. */
  axes: readonly (ColumnAxis | null)[] | null;
  contentSize: ContentSize | null;
  widths: { readonly of: number; readonly columns: readonly number[] } | null;
}

/** The grid of a table, made once per pass. */
export function gridOf(engine: Engine, box: TableBox): TableGrid {
  let grid = engine.grids.get(box);
  if (grid === undefined) engine.grids.set(box, (grid = tableGrid(box)));
  return grid;
}

function tableGrid(box: TableBox): TableGrid {
  const collapsed = box.style.borderCollapse === 'collapse';
  const placed = withMissingCells(box, placeCells(box.rows));
  const cells = collapsed ? collapseBorders(box, placed) : placed;
  const rows: PlacedCell[][] = box.rows.map(() => []);
  for (const cell of cells) rows[cell.row]?.push(cell);
  const bodyStart = box.rows.findIndex(({ part }) => part !== 'head');
  const foot = box.rows.findIndex(({ part }) => part === 'foot');
  const grid = {
    rows,
    cells,
    columns: cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0),
    columnStyles: box.columns,
    spacing: collapsed ? { x: 0, y: 0 } : box.style.borderSpacing,
    collapsed,
    bodyStart: bodyStart < 0 ? box.rows.length : bodyStart,
    bodyEnd: foot < 0 ? box.rows.length : foot,
    known: { axes: null, contentSize: null, widths: null },
  };
  return { ...grid, groupEnd: groupEnds(grid, box.rows.length) };
}

/** Grid places of the cells; cells that span rows keep their columns free in the rows below, within head, body and foot. */
function placeCells(rows: readonly TableRow[]): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  const busyUntil: number[] = [];
  rows.forEach((row, r) => {
    let column = 0;
    let most = rows.length - r;
    for (let next = r + 1; next < rows.length; next++)
      if (rows[next]?.part !== row.part) {
        most = next - r;
        break;
      }
    for (const { box, columnSpan, rowSpan } of row.cells) {
      while ((busyUntil[column] ?? 0) > r) column++;
      const span = Math.min(rowSpan, most);
      placed.push({ box: withMinimumHeight(box), row: r, column, columnSpan, rowSpan: span });
      for (let c = column; c < column + columnSpan; c++) busyUntil[c] = r + span;
      column += columnSpan;
    }
  });
  return placed;
}

/** The cells, and an empty one wherever a row has none (§ 17.5.1: missing cells). */
function withMissingCells(box: TableBox, cells: readonly PlacedCell[]): readonly PlacedCell[] {
  const columns = cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0);
  const taken = new Uint8Array(box.rows.length * columns);
  for (const { row, rowSpan, column, columnSpan } of cells)
    for (let r = row; r < row + rowSpan; r++) taken.fill(1, r * columns + column, r * columns + column + columnSpan); // prettier-ignore
  const missing: PlacedCell[] = [];
  for (let at = taken.indexOf(0); at >= 0; at = taken.indexOf(0, at + 1)) {
    const row = Math.floor(at / columns);
    missing.push({ box: emptyCell(box.rows[row]!.style), row, column: at % columns, columnSpan: 1, rowSpan: 1 }); // prettier-ignore
  }
  return missing.length === 0 ? cells : [...cells, ...missing];
}

function emptyCell(row: ComputedStyle): BlockBox {
  const none: Border = { width: 0, style: 'none', color: BLACK };
  const style: ComputedStyle = {
    ...row,
    width: 'auto',
    height: 'auto',
    backgroundColor: null,
    border: { top: none, right: none, bottom: none, left: none },
    breakBefore: 'auto',
    breakAfter: 'auto',
  };
  return { kind: 'block', ...plainBox(style, ARTIFACT), children: [], marker: null };
}

/** The height of a cell is the least it may have (§ 17.5.3). */
function withMinimumHeight(box: BlockBox): BlockBox {
  const { style } = box;
  if (style.height === 'auto') return box;
  return { ...box, style: { ...style, height: 'auto', minHeight: style.height } };
}

function groupEnds(
  { cells, bodyStart, bodyEnd }: Omit<TableGrid, 'groupEnd'>,
  rows: number,
): readonly number[] {
  const ends = Array.from({ length: rows }, (_, r) =>
    r < bodyStart ? bodyStart : r < bodyEnd ? r + 1 : rows,
  );
  for (const { row, rowSpan } of cells) ends[row] = Math.max(ends[row] ?? 0, row + rowSpan);
  for (let r = rows - 2; r >= 0; r--) {
    // A group that reaches into the next one ends where that one ends.
    let end = ends[r] ?? r + 1;
    for (let next = r + 1; next < end; next++) end = Math.max(end, ends[next] ?? 0);
    ends[r] = end;
  }
  return ends;
}
