// Rows of a table → their cells as fragments at their places, at the widths of its columns.
import { invariant } from '../../base/invariant.ts';
import type { BlockBox, TableBox } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Placing } from '../block/baseline-grid.ts';
import { lowered } from '../block/baseline-grid.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { CellProgress, Fragment, PlacedArea } from '../fragment.ts';
import { restyledBox } from '../text/restyle-box.ts';
import type { ColumnAxis } from './table-alignment.ts';
import { alignOnAxis, axisIn, columnAxes } from './table-alignment.ts';
import type { CellArea } from './table-areas.ts';
import { areasBehind, hasAreas } from './table-areas.ts';
import { columnWidths } from './table-columns.ts';
import type { PlacedCell, TableGrid } from './table-grid.ts';
import { edgesOf, resolveLength } from '../used-values.ts';

export interface SetRows {
  readonly fragments: readonly Fragment[];
  /** What is painted behind the cells. */
  readonly areas: readonly PlacedArea[];
  readonly height: number;
}

export interface BrokenRow {
  readonly rows: SetRows;
  /** How far each cell has come, or null when the row is complete. */
  readonly cells: readonly CellProgress[] | null;
}

/** Sets the rows of one table at its column widths. */
export class TableSetter {
  readonly #engine: Engine;
  readonly #box: TableBox;
  readonly #grid: TableGrid;
  readonly #width: number;
  /** Left edge of each column from the start side, and one more. */
  readonly #starts: number[] = [0];
  /** What percentages in cells refer to. */
  readonly #base: number;
  readonly #axes: readonly (ColumnAxis | null)[];
  #placing: Placing = {};

  constructor(engine: Engine, box: TableBox, grid: TableGrid, width: number) {
    this.#engine = engine;
    this.#box = box;
    this.#grid = grid;
    this.#width = width;
    const spacing = grid.spacing.x;
    this.#base = Math.max(0, width - spacing * (grid.columns + 1));
    const widths = columnWidths(engine, box, grid, this.#base);
    this.#axes = columnAxes(engine, grid, box.style.direction, this.#base);
    let x = 0;
    for (const column of widths) this.#starts.push((x += column + spacing));
  }

  /** Where the rows that are set next begin. */
  standAt(placing: Placing): void {
    this.#placing = placing;
  }

  /** A line grid reaches content that stands at the top of its cell; what is moved in the cell has no place yet. */
  #cellPlacing({ box }: PlacedCell, down: number): Placing {
    const { verticalAlign } = box.style;
    const atTop = verticalAlign === 'top' || verticalAlign === 'baseline';
    return atTop ? { origin: lowered(this.#placing.origin, down), grid: this.#placing.grid } : {};
  }

  /** Rows [from, to), to which all cells in them belong. */
  rows(from: number, to: number): SetRows {
    const { spacing } = this.#grid;
    const cells: { readonly cell: PlacedCell; readonly fragment: Fragment }[] = [];
    const heights: number[] = [];
    let down = spacing.y;
    for (let row = from; row < to; row++) {
      const mine = (this.#grid.rows[row] ?? []).map((cell) => ({ cell, fragment: this.#cell(cell, down) }));
      cells.push(...mine);
      const single = mine.filter(({ cell }) => cell.rowSpan === 1);
      const height = Math.max(this.#rowHeight(row), alignBaselines(single.map(({ fragment, cell }) => ({ fragment, align: cell.box.style.verticalAlign })))); // prettier-ignore
      heights.push(height);
      down += height + spacing.y;
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
    const areas = this.#areas(from, tops, heights);
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
      const result = this.#engine.layoutBox(this.#engine, this.#boxOf(cell, width), { width, height: Number.NaN, available: Math.max(available - spacing.y, 0), atTop: true, fixedWidth: width, ...this.#cellPlacing(cell, spacing.y) }, from); // prettier-ignore
      invariant(result !== null, 'the top of a page takes something');
      next.push(result.token ?? 'done');
      height = Math.max(height, result.fragment.height);
      return this.#aligned(cell, result.fragment);
    });
    laid.forEach((fragment, i) => {
      const cell = cells[i];
      if (fragment === null || cell === undefined) return;
      const done = next[i] === 'done' && (progress?.[i] ?? null) === null;
      fragments.push(done ? this.#place(cell, fragment, spacing.y, height) : this.#atColumn(cell, fragment, spacing.y, height)); // prettier-ignore
    });
    const rows = { fragments, areas: this.#areas(row, [spacing.y], [height]), height: height + spacing.y };
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

  /** `down`: from the top of the rows being set to that of the cell. */
  #cell(cell: PlacedCell, down: number): Fragment {
    const width = this.#cellWidth(cell);
    const laid = withoutBreaks(this.#engine, () => this.#engine.layoutBox(this.#engine, this.#boxOf(cell, width), { width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true, fixedWidth: width, ...this.#cellPlacing(cell, down) }, null)); // prettier-ignore
    invariant(laid !== null, 'unbounded room fits everything');
    return this.#aligned(cell, laid.fragment);
  }

  /** The cell's box; in a column narrower than its longest word, a copy that may be cut anywhere. */
  #boxOf({ box }: PlacedCell, width: number): BlockBox {
    if (this.#engine.contentSize(this.#engine, box, this.#base).min <= width + 0.01) return box;
    const copy = restyledBox(this.#engine, box, 'cut', cutAnywhere);
    invariant(copy.kind === 'block', 'a copy is of the same kind');
    return copy;
  }

  #aligned(cell: PlacedCell, fragment: Fragment): Fragment {
    const axis = cell.columnSpan === 1 ? (this.#axes[cell.column] ?? null) : null;
    if (axis === null || cell.box.style.alignCharacters === '') return fragment;
    return alignOnAxis(this.#engine, fragment, axisIn(axis, fragment.width));
  }

  /** The cell at its place, as high as its rows, its content moved as `vertical-align` says. */
  #place(cell: PlacedCell, fragment: Fragment, y: number, height: number): Fragment {
    alignContent(fragment, height, edgesOf(cell.box, this.#width).bottom, cell.box.style.verticalAlign);
    return this.#atColumn(cell, fragment, y, height);
  }

  #atColumn(cell: PlacedCell, fragment: Fragment, y: number, height: number): Fragment {
    return { ...fragment, height, x: this.#left(cell, fragment.width), y: y + fragment.y };
  }

  #left({ column }: PlacedCell, width: number): number {
    const before = (this.#starts[column] ?? 0) + this.#grid.spacing.x;
    return this.#box.style.direction === 'rtl' ? this.#width - before - width : before;
  }

  /** What is behind the cells that begin in so many rows from `from`, whose tops and heights these are. */
  #areas(from: number, tops: readonly number[], heights: readonly number[]): readonly PlacedArea[] {
    if (!hasAreas(this.#box, this.#grid, from, from + heights.length)) return [];
    const cells = heights.flatMap((_height, first) =>
      (this.#grid.rows[from + first] ?? []).map((cell): CellArea => {
        const width = this.#cellWidth(cell);
        const height = this.#span(heights, first, Math.min(first + cell.rowSpan, heights.length));
        return { cell, x: this.#left(cell, width), y: tops[first] ?? 0, width, height };
      }),
    );
    return areasBehind(this.#box, this.#grid, cells);
  }
}

function cutAnywhere(style: ComputedStyle): ComputedStyle {
  return { ...style, overflowWrap: 'anywhere', textWrap: 'wrap', whiteSpace: style.whiteSpace === 'nowrap' ? 'normal' : style.whiteSpace }; // prettier-ignore
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
