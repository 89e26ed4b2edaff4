// Collapsed borders (CSS 2.2 § 17.6.2): of all that meet on a line of the grid one is painted, once.
import type { BlockBox, TableBox, TableRow } from '../../document/boxes.ts';
import type { Border, BorderStyle, Sides } from '../../style/computed-style.ts';
import type { PlacedCell } from './table-grid.ts';

const NO_BORDER: Border = {
  width: 0,
  style: 'none',
  color: { kind: 'rgb', red: 0, green: 0, blue: 0, alpha: 1 },
};

/** § 17.6.2.1, rule 3: of borders of one width. */
const PREFERRED: readonly BorderStyle[] = ['none', 'dotted', 'dashed', 'solid', 'double'];

type Side = keyof Sides<Border>;

/**
 * The cells with the borders they paint. A border belongs to the cell above, or before, the line, so that a table that
 * goes on on the next page is closed on this one; at the edges of the grid to the other. Rows that are too short have been
 * filled with empty cells.
 */
export function collapseBorders(box: TableBox, cells: readonly PlacedCell[]): readonly PlacedCell[] {
  const map = new CellMap(cells);
  const { rows, style } = box;
  const start: Side = style.direction === 'rtl' ? 'right' : 'left';
  const end: Side = style.direction === 'rtl' ? 'left' : 'right';
  const table = style.border;
  return cells.map((cell) => {
    const own = cell.box.style.border;
    const last = cell.row + cell.rowSpan - 1;
    const after = cell.column + cell.columnSpan;
    const isLastColumn = after >= map.columns;
    const spanned = rows.slice(cell.row, last + 1);
    // In order of precedence where all else is equal (rule 4): cell, row, row group, table.
    const bottom = [
      own.bottom,
      ...map.row(last + 1, cell.column, after).map(({ top }) => top),
      rows[last]?.style.border.bottom,
      rows[last + 1]?.style.border.top,
      ...groupBorders(rows, last),
      last === rows.length - 1 ? table.bottom : undefined,
    ];
    const beside = [
      own[end],
      ...map.column(after, cell.row, last + 1).map((border) => border[start]),
      ...(isLastColumn
        ? spanned.flatMap((row) => [row.style.border[end], row.group?.style.border[end]])
        : []),
      isLastColumn ? table[end] : undefined,
    ];
    const border: Record<Side, Border> = { top: NO_BORDER, right: NO_BORDER, bottom: strongest(bottom), left: NO_BORDER }; // prettier-ignore
    border[end] = strongest(beside);
    if (map.row(cell.row - 1, cell.column, after).length === 0) {
      const first = rows[cell.row];
      border.top = strongest([own.top, first?.style.border.top, ...groupBorders(rows, cell.row - 1), cell.row === 0 ? table.top : undefined]); // prettier-ignore
    }
    if (map.column(cell.column - 1, cell.row, last + 1).length === 0) {
      const edge = cell.column === 0 ? spanned.flatMap((row) => [row.style.border[start], row.group?.style.border[start]]) : []; // prettier-ignore
      border[start] = strongest([own[start], ...edge, cell.column === 0 ? table[start] : undefined]);
    }
    return { ...cell, box: withBorder(cell.box, border) };
  });
}

/** Borders of row groups that meet below row `last` (-1: above the first one). */
function groupBorders(rows: readonly TableRow[], last: number): readonly (Border | undefined)[] {
  const above = rows[last]?.group ?? null;
  const below = rows[last + 1]?.group ?? null;
  return above === below ? [] : [above?.style.border.bottom, below?.style.border.top];
}

/** Which cell stands where. */
class CellMap {
  readonly columns: number;
  readonly #at = new Map<number, PlacedCell>();

  constructor(cells: readonly PlacedCell[]) {
    this.columns = cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0);
    for (const cell of cells) {
      for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
        for (let c = cell.column; c < cell.column + cell.columnSpan; c++) this.#at.set(r * this.columns + c, cell); // prettier-ignore
    }
  }

  /** Borders of the cells of a row in columns [from, to). */
  row(row: number, from: number, to: number): readonly Sides<Border>[] {
    const found = new Set<PlacedCell>();
    for (let c = from; c < to; c++) {
      const cell = row < 0 ? undefined : this.#at.get(row * this.columns + c);
      if (cell !== undefined) found.add(cell);
    }
    return [...found].map(({ box }) => box.style.border);
  }

  /** Borders of the cells of a column in rows [from, to). */
  column(column: number, from: number, to: number): readonly Sides<Border>[] {
    const found = new Set<PlacedCell>();
    for (let r = from; r < to; r++) {
      const cell = column < 0 || column >= this.columns ? undefined : this.#at.get(r * this.columns + column);
      if (cell !== undefined) found.add(cell);
    }
    return [...found].map(({ box }) => box.style.border);
  }
}

function withBorder(box: BlockBox, border: Sides<Border>): BlockBox {
  return { ...box, style: { ...box.style, border } };
}

/** The widest; of equally wide ones that of the preferred style, then the first. */
function strongest(borders: readonly (Border | undefined)[]): Border {
  let found = NO_BORDER;
  for (const border of borders) {
    if (border === undefined || border.style === 'none') continue;
    const stronger = border.width > found.width || (border.width === found.width && PREFERRED.indexOf(border.style) > PREFERRED.indexOf(found.style)); // prettier-ignore
    if (stronger) found = border;
  }
  return found;
}
