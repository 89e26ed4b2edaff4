// One page's or column's part of a table on its way: captions, the head shown again, rows as far as there is room, the
// foot, each below the one before.
import { invariant } from '../../base/invariant.ts';
import type { TableBox } from '../../document/boxes.ts';
import { lowered } from '../block/baseline-grid.ts';
import { layoutStack } from '../block/layout-stack.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { BreakToken, CellProgress, Fragment, PlacedArea, Room } from '../fragment.ts';
import type { Edges } from '../used-values.ts';
import { tableEdges } from './table-columns.ts';
import type { TableGrid } from './table-grid.ts';
import type { SetRows } from './table-setter.ts';
import { TableSetter } from './table-setter.ts';

/** Points; rows that are higher by less than this fit. */
const TOLERANCE = 0.01;

/** What is known of a part before its first row is set. */
export interface TableTask {
  readonly room: Room;
  readonly grid: TableGrid;
  /** Border box, points. */
  readonly width: number;
  readonly token: Extract<BreakToken, { kind: 'rows' }> | null;
}

/** The part of a table that begins at a token. */
export class TablePart {
  readonly children: Fragment[] = [];
  readonly areas: PlacedArea[] = [];
  /** Bottom of what stands, points from the top of the part. */
  y: number;
  /** The row that comes next, and how far its cells have come. */
  row: number;
  cells: readonly CellProgress[] | null;
  /** The break that ended the part. */
  forced: 'page' | null = null;
  readonly #engine: Engine;
  readonly #box: TableBox;
  readonly #task: TableTask;
  readonly #edges: Edges;
  readonly #inner: number;
  readonly #setter: TableSetter;
  readonly #start: number;
  readonly #count: number;
  /** Points kept for the foot. */
  #footRoom = 0;
  #placed = 0;

  constructor(engine: Engine, box: TableBox, task: TableTask) {
    const { room, grid, width, token } = task;
    this.#engine = engine;
    this.#box = box;
    this.#task = task;
    this.#edges = tableEdges(box, grid, room.width);
    this.#inner = Math.max(0, width - this.#edges.left - this.#edges.right);
    this.#setter = new TableSetter(engine, box, grid, this.#inner);
    this.#start = token?.row ?? 0;
    this.#count = box.rows.length;
    this.y = token === null ? this.#edges.top : 0;
    this.row = this.#start;
    this.cells = token?.cells ?? null;
  }

  /** There are rows, and none had room. */
  get isNothing(): boolean {
    return this.#placed === 0 && this.#count > this.#start;
  }

  /** Nothing but rows of the head had room. */
  get isHeadOnly(): boolean {
    return !this.isLast && this.cells === null && this.row > this.#start && this.row <= this.#task.grid.bodyStart; // prettier-ignore
  }

  /** Nothing of the table is left. */
  get isLast(): boolean {
    return this.row >= this.#count;
  }

  /** The captions of one side. */
  addCaptions(side: 'top' | 'bottom'): void {
    const captions = captionFragments(this.#engine, this.#box, this.#inner, side);
    for (const fragment of captions.fragments) {
      fragment.x += this.#edges.left;
      fragment.y += this.y;
      this.children.push(fragment);
    }
    this.y += captions.height;
  }

  /** The head above rows that go on; one that leaves no room for rows is not repeated, nor such a foot. */
  repeatHead(): void {
    const { bodyStart } = this.#task.grid;
    if (this.#start < bodyStart || bodyStart === 0) return;
    this.#standAt();
    const head = this.#setter.rows(0, bodyStart);
    if (head.height < this.#task.room.available / 2) this.#addRows(head, true);
  }

  /** Keeps room for the foot below rows that go on. */
  reserveFoot(): void {
    const { grid, room } = this.#task;
    if (!Number.isFinite(room.available) || this.#start >= grid.bodyEnd || grid.bodyEnd >= this.#count)
      return;
    const { height } = this.#setter.rows(grid.bodyEnd, this.#count);
    if (height < room.available / 2) this.#footRoom = height;
  }

  /** Rows as far as there is room, or up to a break that is asked for. */
  fill(): void {
    const closing = this.#closingRoom();
    while (!this.isLast) {
      if (this.#placed > 0 && forcedBefore(this.#box, this.row)) {
        this.forced = 'page';
        return;
      }
      if (!this.#addGroup(closing) && !this.#addBroken()) return;
    }
  }

  /** The foot below rows that go on. */
  repeatFoot(): void {
    const { bodyEnd } = this.#task.grid;
    if (this.row >= bodyEnd || this.#footRoom <= 0) return;
    this.#standAt();
    this.#addRows(this.#setter.rows(bodyEnd, this.#count), true);
  }

  /** What stands below the last row. */
  close(): void {
    this.y += this.#task.grid.spacing.y;
    this.addCaptions('bottom');
    this.y += this.#edges.bottom;
  }

  /** Adds the rows that cells tie to the next one; false when they do not fit, or not whole. */
  #addGroup(closing: number): boolean {
    const { bodyEnd, groupEnd } = this.#task.grid;
    const end = Math.max(this.row + 1, groupEnd[this.row] ?? 0);
    const below = end >= this.#count ? closing : this.row < bodyEnd ? this.#footRoom : 0;
    const left = this.#left() + TOLERANCE;
    this.#standAt();
    if (this.cells !== null) return false;
    const group = this.#setter.rows(this.row, end);
    const fitsAll = group.height + below <= left;
    if (group.height > left || (!fitsAll && !this.#mustGoOn())) return false;
    if (!fitsAll) this.#footRoom = 0;
    this.#addRows(group, false);
    this.#placed++;
    this.row = end;
    return true;
  }

  /** A row higher than a page, each cell as far as it goes; false when the part ends here. */
  #addBroken(): boolean {
    if (!this.#mustGoOn()) return false;
    const foot = this.row < this.#task.grid.bodyEnd ? this.#footRoom : 0;
    const broken = this.#setter.broken(this.row, this.cells, Math.max(this.#left() - foot, 0));
    this.#addRows(broken.rows, false);
    this.#placed++;
    this.cells = broken.cells;
    if (this.cells !== null) return false;
    this.row++;
    return true;
  }

  /** No row stands yet, and another page would give no more room. */
  #mustGoOn(): boolean {
    return this.#placed === 0 && (this.#task.room.atTop || this.#task.token !== null);
  }

  #left(): number {
    return this.#task.room.available - this.y - this.#edges.bottom;
  }

  /** Points taken by what stands below the last row. */
  #closingRoom(): number {
    if (!Number.isFinite(this.#task.room.available)) return 0;
    return this.#task.grid.spacing.y + captionFragments(this.#engine, this.#box, this.#inner, 'bottom').height; // prettier-ignore
  }

  #standAt(): void {
    const { origin, grid } = this.#task.room;
    this.#setter.standAt({ origin: lowered(origin, this.y), grid });
  }

  #addRows(rows: SetRows, repeated: boolean): void {
    const { left } = this.#edges;
    for (const fragment of rows.fragments) {
      fragment.x += left;
      fragment.y += this.y;
      this.children.push(repeated ? { ...fragment, repeated } : fragment);
    }
    for (const area of rows.areas) this.areas.push({ ...area, x: area.x + left, y: area.y + this.y });
    this.y += rows.height;
  }
}

function forcedBefore(box: TableBox, row: number): boolean {
  const value = box.rows[row]?.style.breakBefore;
  return value === 'page' || value === 'left' || value === 'right' || value === 'recto' || value === 'verso';
}

/** The captions of one side, one under the other. */
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
