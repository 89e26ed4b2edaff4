// Tables set plainly: automatic column widths (CSS 2.2 § 17.5.2), columns in the table's direction, rows that do not
// break, header rows repeated after a break.
import { invariant } from '../base/invariant.ts';
import type { TableBox, TableCell, TableRow } from '../document/boxes.ts';
import type { Engine } from './engine.ts';
import type { BreakToken, Fragment, LayoutResult, Room } from './fragment.ts';
import { makeFragment, tokenOf } from './fragment.ts';
import { contentSize } from './intrinsic-size.ts';
import { layoutBox } from './layout-box.ts';
import { layoutStack } from './layout-stack.ts';
import { definiteSize, edgesOf, resolveLength, usedWidth } from './used-values.ts';

interface PlacedCell {
  readonly cell: TableCell;
  readonly row: number;
  readonly column: number;
}

export function layoutTable(
  engine: Engine,
  box: TableBox,
  room: Room,
  from: BreakToken | null,
): LayoutResult {
  const token = tokenOf(from, 'rows');
  const edges = edgesOf(box, room.width);
  const width = room.fixedWidth ?? usedWidth(box, room.width, () => contentSize(engine, box, room.width));
  const inner = Math.max(0, width - edges.left - edges.right);
  const cells = placeCells(box.rows);
  const columns = columnWidths(engine, box, cells, inner);
  const children: Fragment[] = [];
  let y = token === null ? edges.top : 0;
  if (token === null && box.captions.length > 0) {
    const stack = layoutStack(
      engine,
      box.captions,
      { width: inner, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true, collapseTop: true, collapseBottom: false, rightToLeft: box.style.direction === 'rtl' }, // prettier-ignore
      null,
    );
    invariant(stack !== null, 'unbounded room fits everything');
    for (const fragment of stack.fragments) {
      fragment.x += edges.left;
      fragment.y += y;
      children.push(fragment);
    }
    y += stack.height;
  }
  const start = token?.row ?? 0;
  const headers =
    token === null ? [] : box.rows.map((row, i) => (row.header ? i : -1)).filter((i) => i >= 0 && i < start);
  let placedRows = 0;
  let next = start;
  for (const index of [...headers, ...range(start, box.rows.length)]) {
    const row = layoutRow(engine, box, cells, index, columns, inner);
    if (y + row.height > room.available + 0.01 && !(room.atTop && placedRows === 0)) break;
    for (const fragment of row.fragments) {
      fragment.x += edges.left;
      fragment.y += y;
      children.push(index < start ? { ...fragment, repeated: true } : fragment);
    }
    y += row.height;
    if (index >= start) {
      placedRows++;
      next = index + 1;
    }
  }
  if (placedRows === 0 && box.rows.length > start) return null;
  const last = next >= box.rows.length;
  if (last) y += edges.bottom;
  return {
    fragment: makeFragment(box, { width, height: y, first: token === null, last, children }),
    token: last ? null : { kind: 'rows', row: next },
    forced: null,
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** Grid places of the cells; cells that span rows keep their column free in the rows below. */
function placeCells(rows: readonly TableRow[]): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  const busyUntil: number[] = [];
  rows.forEach((row, r) => {
    let column = 0;
    for (const cell of row.cells) {
      while ((busyUntil[column] ?? 0) > r) column++;
      placed.push({ cell, row: r, column });
      for (let c = column; c < column + cell.columnSpan; c++) busyUntil[c] = r + cell.rowSpan;
      column += cell.columnSpan;
    }
  });
  return placed;
}

/** Widths of the columns, in reading order; they fill the table. */
function columnWidths(
  engine: Engine,
  box: TableBox,
  cells: readonly PlacedCell[],
  width: number,
): readonly number[] {
  const count = cells.reduce((most, { cell, column }) => Math.max(most, column + cell.columnSpan), 0);
  const min = new Array<number>(count).fill(0);
  const max = new Array<number>(count).fill(0);
  for (const { cell, column } of cells) {
    const size = contentSize(engine, cell.box, width);
    const edges = edgesOf(cell.box, width);
    const wanted = definiteSize(cell.box.style.width, width, cell.box.style, edges.left + edges.right);
    for (let c = column; c < column + cell.columnSpan; c++) {
      min[c] = Math.max(min[c] ?? 0, (wanted ?? size.min) / cell.columnSpan);
      max[c] = Math.max(max[c] ?? 0, (wanted ?? size.max) / cell.columnSpan);
    }
  }
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const least = sum(min);
  const most = sum(max);
  if (least >= width) {
    if (least > width + 0.01)
      engine.diagnostics.warning('L002', 'A table is wider than its column', box.place);
    return least === 0 ? min : min.map((w) => (w * width) / least);
  }
  if (most <= width)
    return most === 0 ? max.map(() => width / count) : max.map((w) => w + ((width - most) * w) / most);
  return min.map((w, i) => w + ((width - least) * ((max[i] ?? 0) - w)) / (most - least));
}

function layoutRow(
  engine: Engine,
  box: TableBox,
  cells: readonly PlacedCell[],
  index: number,
  columns: readonly number[],
  width: number,
): { readonly fragments: readonly Fragment[]; readonly height: number } {
  // prettier-ignore
  const row = box.rows[index];
  const rowHeight = row === undefined || typeof row.style.height === 'string' ? 0 : resolveLength(row.style.height, Number.NaN); // prettier-ignore
  const mine = cells.filter((placed) => placed.row === index);
  const natural = mine.map((placed) => layoutCell(engine, placed, columns, undefined));
  const height = natural.reduce((tallest, fragment, i) => (mine[i]?.cell.rowSpan === 1 ? Math.max(tallest, fragment.height) : tallest), rowHeight); // prettier-ignore
  const fragments = mine.map((placed, i) => {
    const first = natural[i];
    invariant(first !== undefined, 'one fragment a cell');
    const fragment = first.height < height ? layoutCell(engine, placed, columns, height) : first;
    alignCell(fragment, edgesOf(placed.cell.box, width).bottom, placed.cell.box.style.verticalAlign);
    const before = columns.slice(0, placed.column).reduce((a, b) => a + b, 0);
    fragment.x = box.style.direction === 'rtl' ? width - before - fragment.width : before;
    return fragment;
  });
  return { fragments, height };
}

function layoutCell(
  engine: Engine,
  { cell, column }: PlacedCell,
  columns: readonly number[],
  height: number | undefined,
): Fragment {
  // prettier-ignore
  const width = columns.slice(column, column + cell.columnSpan).reduce((a, b) => a + b, 0);
  const laid = layoutBox(engine, cell.box, { width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true, fixedWidth: width, fixedHeight: height }, null); // prettier-ignore
  invariant(laid !== null, 'unbounded room fits everything');
  return laid.fragment;
}

function contentHeight(fragment: Fragment): number {
  return fragment.children.reduce((low, child) => Math.max(low, child.y + child.height), 0);
}

/** `vertical-align: middle | bottom` of a cell moves its content within the row's height. */
function alignCell(fragment: Fragment, below: number, align: string | number): void {
  const rest = fragment.height - contentHeight(fragment) - below;
  const shift = align === 'middle' ? rest / 2 : align === 'bottom' ? rest : 0;
  if (shift > 0) for (const child of fragment.children) child.y += shift;
}
