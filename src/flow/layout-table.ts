// Tables: rows one under the other, columns in the table's direction, breaks between rows (inside one only where it is
// higher than the page), header rows repeated after a break (CSS 2.2 § 17, CSS Fragmentation 3).
import { invariant } from '../base/invariant.ts';
import type { TableBox } from '../document/boxes.ts';
import type { Engine } from './engine.ts';
import { withoutBreaks } from './engine.ts';
import type { BreakToken, CellProgress, Fragment, LayoutResult, PlacedArea, Room } from './fragment.ts';
import { makeFragment, tokenOf } from './fragment.ts';
import { layoutStack } from './layout-stack.ts';
import { columnWidths, tableContentSize, tableEdges } from './table-columns.ts';
import type { PlacedCell, TableGrid } from './table-grid.ts';
import { gridOf } from './table-grid.ts';
import { edgesOf, marginsOf, resolveLength, usedWidth } from './used-values.ts';

export function layoutTable(
  engine: Engine,
  box: TableBox,
  room: Room,
  from: BreakToken | null,
): LayoutResult {
  // prettier-ignore
  const token = tokenOf(from, 'rows');
  const grid = gridOf(engine, box);
  const edges = tableEdges(box, grid, room.width);
  const width = room.fixedWidth ?? tableWidth(engine, box, grid, room.width);
  const inner = Math.max(0, width - edges.left - edges.right);
  const setter = new TableSetter(engine, box, grid, inner);
  const children: Fragment[] = [];
  const areas: PlacedArea[] = [];
  let y = token === null ? edges.top : 0;
  const addCaptions = (side: 'top' | 'bottom'): void => {
    const captions = captionFragments(engine, box, inner, side);
    for (const fragment of captions.fragments) {
      fragment.x += edges.left;
      fragment.y += y;
      children.push(fragment);
    }
    y += captions.height;
  };
  if (token === null) addCaptions('top');
  const addRows = (rows: SetRows, repeated: boolean): void => {
    for (const fragment of rows.fragments) {
      fragment.x += edges.left;
      fragment.y += y;
      children.push(repeated ? { ...fragment, repeated } : fragment);
    }
    for (const area of rows.areas) areas.push({ ...area, x: area.x + edges.left, y: area.y + y });
    y += rows.height;
  };
  const start = token?.row ?? 0;
  if (token !== null) {
    const headers = box.rows.map((row, i) => (row.header && i < start ? i : -1)).filter((i) => i >= 0);
    const head = headers.map((row) => setter.rows(row, row + 1));
    const height = head.reduce((total, rows) => total + rows.height, 0);
    // A head that leaves no room for rows is not repeated.
    if (height < room.available / 2) for (const rows of head) addRows(rows, true);
  }
  let placed = 0;
  let row = start;
  let cells = token?.cells ?? null;
  let forced: 'page' | 'column' | null = null;
  while (row < box.rows.length) {
    if (placed > 0 && forcedBefore(box, row)) {
      forced = 'page';
      break;
    }
    const nothing = placed === 0 && (room.atTop || token !== null);
    const left = room.available - y - edges.bottom;
    const end = Math.max(row + 1, grid.groupEnd[row] ?? 0);
    const group = cells === null ? setter.rows(row, end) : null;
    if (group !== null && group.height <= left + 0.01) {
      addRows(group, false);
      placed++;
      row = end;
      continue;
    }
    if (!nothing) break;
    // Higher than a page: the rows one by one, each cell as far as it goes.
    const part = setter.broken(row, cells, Math.max(left, 0));
    addRows(part.rows, false);
    placed++;
    cells = part.cells;
    if (cells !== null) break;
    row++;
  }
  if (placed === 0 && box.rows.length > start) return null;
  const headOnly = placed > 0 && row < box.rows.length && cells === null && row > start && onlyHeaders(box, start, row); // prettier-ignore
  if (headOnly && !room.atTop && token === null) return null;
  const last = row >= box.rows.length;
  if (last) {
    y += grid.spacing.y;
    addCaptions('bottom');
    y += edges.bottom;
  }
  return {
    fragment: makeFragment(box, { width, height: y, first: token === null, last, children, areas }),
    token: last ? null : { kind: 'rows', row, cells },
    forced,
  };
}

/** As wide as its content, but not wider than the container, where no width is given (§ 17.5.2). */
function tableWidth(engine: Engine, box: TableBox, grid: TableGrid, containerWidth: number): number {
  const size = (): { readonly min: number; readonly max: number } => tableContentSize(engine, box, grid, containerWidth); // prettier-ignore
  if (box.style.width !== 'auto') return usedWidth(box, containerWidth, size);
  const margins = marginsOf(box, containerWidth);
  const fill = Math.max(0, containerWidth - margins.left - margins.right);
  const { min, max } = size();
  return Math.min(fill, Math.max(min, Math.min(max, fill)));
}

function forcedBefore(box: TableBox, row: number): boolean {
  const value = box.rows[row]?.style.breakBefore;
  return value === 'page' || value === 'left' || value === 'right' || value === 'recto' || value === 'verso';
}

function onlyHeaders(box: TableBox, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (box.rows[row]?.header !== true) return false;
  return true;
}

function captionFragments(
  engine: Engine,
  box: TableBox,
  width: number,
  side: 'top' | 'bottom',
): { readonly fragments: readonly Fragment[]; readonly height: number } {
  const captions = box.captions.filter(({ style }) => style.captionSide === side);
  if (captions.length === 0) return { fragments: [], height: 0 };
  const room = { width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true, collapseTop: false, collapseBottom: false, rightToLeft: box.style.direction === 'rtl' }; // prettier-ignore
  const stack = withoutBreaks(engine, () => layoutStack(engine, captions, room, null));
  invariant(stack !== null, 'unbounded room fits everything');
  return stack;
}

interface SetRows {
  readonly fragments: readonly Fragment[];
  /** Backgrounds of the rows. */
  readonly areas: readonly PlacedArea[];
  readonly height: number;
}

interface BrokenRow {
  readonly rows: SetRows;
  /** How far each cell has come, or null when the row is complete. */
  readonly cells: readonly CellProgress[] | null;
}

/** Sets the rows of one table at its column widths. */
class TableSetter {
  readonly #engine: Engine;
  readonly #box: TableBox;
  readonly #grid: TableGrid;
  readonly #width: number;
  /** Left edge of each column from the start side, and one more. */
  readonly #starts: number[] = [0];

  constructor(engine: Engine, box: TableBox, grid: TableGrid, width: number) {
    this.#engine = engine;
    this.#box = box;
    this.#grid = grid;
    this.#width = width;
    const spacing = grid.spacing.x;
    const widths = columnWidths(engine, box, grid, Math.max(0, width - spacing * (grid.columns + 1)));
    let x = 0;
    for (const column of widths) this.#starts.push((x += column + spacing));
  }

  /** Rows [from, to), to which all cells in them belong. */
  rows(from: number, to: number): SetRows {
    const { spacing } = this.#grid;
    const cells: { readonly cell: PlacedCell; readonly fragment: Fragment }[] = [];
    const heights: number[] = [];
    for (let row = from; row < to; row++) {
      const mine = (this.#grid.rows[row] ?? []).map((cell) => ({ cell, fragment: this.#cell(cell) }));
      cells.push(...mine);
      const single = mine.filter(({ cell }) => cell.rowSpan === 1);
      heights.push(Math.max(this.#rowHeight(row), alignBaselines(single.map(({ fragment, cell }) => ({ fragment, align: cell.box.style.verticalAlign }))))); // prettier-ignore
    }
    // A cell that spans rows makes the last of them higher if need be.
    for (const { cell, fragment } of cells) {
      if (cell.rowSpan === 1) continue;
      const last = Math.min(cell.row + cell.rowSpan, to) - 1;
      const lack = fragment.height - this.#span(heights, cell.row - from, last + 1 - from);
      if (lack > 0) heights[last - from] = (heights[last - from] ?? 0) + lack;
    }
    const tops = [spacing.y];
    for (const height of heights) tops.push((tops.at(-1) ?? 0) + height + spacing.y);
    const fragments = cells.map(({ cell, fragment }) => {
      const first = cell.row - from;
      const height = this.#span(heights, first, Math.min(first + cell.rowSpan, heights.length));
      return this.#place(cell, fragment, tops[first] ?? 0, height);
    });
    const areas = heights.flatMap((height, i) => this.#area(from + i, tops[i] ?? 0, height));
    return { fragments, areas, height: (tops.at(-1) ?? 0) - spacing.y };
  }

  /** One row, or what is left of it, in `available` points; cells that span rows are set in the first. */
  broken(row: number, progress: readonly CellProgress[] | null, available: number): BrokenRow {
    const { spacing } = this.#grid;
    const cells = this.#grid.rows[row] ?? [];
    const fragments: Fragment[] = [];
    const next: CellProgress[] = [];
    let height = progress === null ? Math.min(this.#rowHeight(row), available) : 0;
    const laid = cells.map((cell, i) => {
      const from = progress?.[i] ?? null;
      if (from === 'done') {
        next.push('done');
        return null;
      }
      const width = this.#cellWidth(cell);
      const result = this.#engine.layoutBox(this.#engine, cell.box, { width, height: Number.NaN, available: Math.max(available - spacing.y, 0), atTop: true, fixedWidth: width }, from); // prettier-ignore
      invariant(result !== null, 'the top of a page takes something');
      next.push(result.token ?? 'done');
      height = Math.max(height, result.fragment.height);
      return result.fragment;
    });
    laid.forEach((fragment, i) => {
      const cell = cells[i];
      if (fragment === null || cell === undefined) return;
      const done = next[i] === 'done' && (progress?.[i] ?? null) === null;
      fragments.push(done ? this.#place(cell, fragment, spacing.y, height) : this.#atColumn(cell, fragment, spacing.y, height)); // prettier-ignore
    });
    const rows = { fragments, areas: this.#area(row, spacing.y, height), height: height + spacing.y };
    return { rows, cells: next.every((state) => state === 'done') ? null : next };
  }

  #span(heights: readonly number[], from: number, to: number): number {
    let total = this.#grid.spacing.y * Math.max(0, to - from - 1);
    for (let i = from; i < to; i++) total += heights[i] ?? 0;
    return total;
  }

  #rowHeight(row: number): number {
    const height = this.#box.rows[row]?.style.height;
    return height === undefined || typeof height === 'string' ? 0 : resolveLength(height, Number.NaN);
  }

  #cellWidth({ column, columnSpan }: PlacedCell): number {
    return Math.max(
      0,
      (this.#starts[column + columnSpan] ?? 0) - (this.#starts[column] ?? 0) - this.#grid.spacing.x,
    );
  }

  #cell(cell: PlacedCell): Fragment {
    const width = this.#cellWidth(cell);
    const laid = withoutBreaks(this.#engine, () => this.#engine.layoutBox(this.#engine, cell.box, { width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true, fixedWidth: width }, null)); // prettier-ignore
    invariant(laid !== null, 'unbounded room fits everything');
    return laid.fragment;
  }

  /** The cell at its place, as high as its rows, its content moved as `vertical-align` says. */
  #place(cell: PlacedCell, fragment: Fragment, y: number, height: number): Fragment {
    alignContent(fragment, height, edgesOf(cell.box, this.#width).bottom, cell.box.style.verticalAlign);
    return this.#atColumn(cell, fragment, y, height);
  }

  #atColumn(cell: PlacedCell, fragment: Fragment, y: number, height: number): Fragment {
    const before = (this.#starts[cell.column] ?? 0) + this.#grid.spacing.x;
    const x = this.#box.style.direction === 'rtl' ? this.#width - before - fragment.width : before;
    return { ...fragment, height, x, y: y + fragment.y };
  }

  /** The background of a row, as wide as its cells; its borders where cells do not have them. */
  #area(row: number, y: number, height: number): readonly PlacedArea[] {
    const style = this.#box.rows[row]?.style;
    if (style === undefined || style.backgroundColor === null) return [];
    const { x } = this.#grid.spacing;
    return [{ x, y, width: Math.max(0, this.#width - 2 * x), height, color: style.backgroundColor }];
  }
}

/** Moves baseline-aligned cells of a row to one baseline; returns the height that the row needs. */
function alignBaselines(
  cells: readonly { readonly fragment: Fragment; readonly align: string | number }[],
): number {
  const aligned = cells.filter(
    ({ fragment, align }) => align === 'baseline' && fragment.firstBaseline !== null,
  );
  const lowest = aligned.reduce((low, { fragment }) => Math.max(low, fragment.firstBaseline ?? 0), 0);
  let height = 0;
  for (const { fragment } of cells) height = Math.max(height, fragment.height);
  for (const { fragment } of aligned) {
    const shift = lowest - (fragment.firstBaseline ?? 0);
    for (const child of fragment.children) child.y += shift;
    height = Math.max(height, fragment.height + shift);
  }
  return height;
}

function contentBottom(fragment: Fragment): number {
  return fragment.children.reduce((low, child) => Math.max(low, child.y + child.height), 0);
}

/** `vertical-align: middle | bottom` of a cell moves its content within the row's height. */
function alignContent(fragment: Fragment, height: number, below: number, align: string | number): void {
  const rest = height - contentBottom(fragment) - below;
  const shift = align === 'middle' ? rest / 2 : align === 'bottom' ? rest : 0;
  if (shift > 0) for (const child of fragment.children) child.y += shift;
}
