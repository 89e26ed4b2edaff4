// The cells of a table → what its structure elements say of them (ISO 32000-1, table 349): how many rows and columns they
// reach over, what a header cell heads, and in tables with spanning headers which of them head a cell.
import type { TableRow } from './boxes.ts';
import type { HtmlElement } from './html-tree.ts';
import type { CellScope, Structure } from './structure.ts';
import { ARTIFACT } from './structure.ts';

/** A cell at its place in the grid. */
interface PlacedCell {
  readonly tag: number;
  readonly part: TableRow['part'];
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly isHeader: boolean;
  readonly scope: CellScope;
}

/** Cells in larger tables are not asked for their headers one by one. */
const MOST_CELLS = 4000;

/** What `<th scope>` says; undefined without it. */
export function writtenScope(element: HtmlElement): CellScope | undefined {
  switch (element.attributes.get('scope')?.toLowerCase()) {
    case 'col':
    case 'colgroup':
      return 'Column';
    case 'row':
    case 'rowgroup':
      return 'Row';
    default:
      return undefined;
  }
}

/** Describes the cells of a table to its structure, and gives short rows the cells that they lack. */
export function describeCells(structure: Structure, rows: readonly TableRow[]): void {
  const cells = placeCells(structure, rows);
  fillRows(structure, rows, cells);
  const written = new Uint8Array(rows.length);
  for (const { row } of cells) written[row] = 1;
  const headers = cells.filter(({ isHeader }) => isHeader);
  const spans = headers.some(({ rows: height, columns }) => height > 1 || columns > 1);
  const named = spans && cells.length <= MOST_CELLS;
  for (const cell of cells) {
    const { tag, row, columns: columnSpan, isHeader, scope } = cell;
    // Rows that are not in the structure are not reached over.
    const rowSpan = written.subarray(row, row + cell.rows).reduce((sum, one) => sum + one, 0);
    const above = named && !isHeader ? headers.filter((header) => heads(header, cell)) : [];
    if (!isHeader && rowSpan === 1 && columnSpan === 1 && above.length === 0) continue;
    structure.describe(tag, { cell: { rowSpan, columnSpan, scope: isHeader ? scope : null, headers: above.map((header) => header.tag) } }); // prettier-ignore
  }
}

/** PDF/UA-1, 7.5: all rows have as many columns. A row without any cell is not in the structure. */
function fillRows(structure: Structure, rows: readonly TableRow[], cells: readonly PlacedCell[]): void {
  const widths = new Int32Array(rows.length);
  const elements = new Int32Array(rows.length).fill(ARTIFACT);
  for (const { tag, row, rows: height, columns } of cells) {
    elements[row] = structure.nodes[tag]?.parent ?? ARTIFACT;
    for (let at = row; at < row + height; at++) widths[at] = (widths[at] ?? 0) + columns;
  }
  const width = widths.reduce((most, columns) => Math.max(most, columns), 0);
  for (const [row, element] of elements.entries()) {
    const missing = width - (widths[row] ?? 0);
    if (element === ARTIFACT || missing === 0) continue;
    const tag = structure.add('TD', element);
    if (missing > 1) structure.describe(tag, { cell: { rowSpan: 1, columnSpan: missing, scope: null, headers: [] } }); // prettier-ignore
  }
}

/** Whether a header cell stands above a cell or before it, as its scope says. */
function heads(header: PlacedCell, cell: PlacedCell): boolean {
  if (header.scope === 'Column')
    return (
      header.row < cell.row &&
      header.column < cell.column + cell.columns &&
      cell.column < header.column + header.columns
    );
  return header.row < cell.row + cell.rows && cell.row < header.row + header.rows;
}

/** The grid of the table (HTML, 4.9.12.1), rows of each part for themselves. Cells that are artifacts are left out. */
function placeCells(structure: Structure, rows: readonly TableRow[]): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  /** For each column the first row that no cell from above reaches. */
  let free: number[] = [];
  rows.forEach((row, index) => {
    if (rows[index - 1]?.part !== row.part) free = [];
    const last = rows.findLastIndex(({ part }) => part === row.part);
    const isHeadRow = row.part === 'head' || (index === 0 && row.cells.every(({ box }) => structure.nodes[box.tag]?.role === 'TH')); // prettier-ignore
    let column = 0;
    for (const { box, columnSpan, rowSpan } of row.cells) {
      while ((free[column] ?? 0) > index) column++;
      const height = Math.min(rowSpan, last - index + 1);
      for (let i = 0; i < columnSpan; i++) free[column + i] = index + height;
      const node = structure.nodes[box.tag];
      if (box.tag !== ARTIFACT && (node?.role === 'TH' || node?.role === 'TD')) {
        const scope = node.cell?.scope ?? (isHeadRow ? 'Column' : 'Row');
        placed.push({ tag: box.tag, part: row.part, row: index, column, rows: height, columns: columnSpan, isHeader: node.role === 'TH', scope }); // prettier-ignore
      }
      column += columnSpan;
    }
  });
  return placed;
}
