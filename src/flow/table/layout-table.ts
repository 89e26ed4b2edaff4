// Tables: rows one under the other, columns in the table's direction, breaks between rows (inside one only where it is
// higher than the page), head and foot shown again in every part (CSS 2.2 § 17, CSS Fragmentation 3).
import { invariant } from '../../base/invariant.ts';
import type { TableBox } from '../../document/boxes.ts';
import { lowered } from '../block/baseline-grid.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { BreakToken, Fragment, LayoutResult, PlacedArea, Room } from '../fragment.ts';
import { makeFragment, tokenOf } from '../fragment.ts';
import { layoutStack } from '../block/layout-stack.ts';
import { tableContentSize, tableEdges } from './table-columns.ts';
import type { TableGrid } from './table-grid.ts';
import { gridOf } from './table-grid.ts';
import type { SetRows } from './table-setter.ts';
import { TableSetter } from './table-setter.ts';
import { marginsOf, usedWidth } from '../used-values.ts';

/** As many rows as fit, from a token on; null when that is none. */
export function layoutTable(
  engine: Engine,
  box: TableBox,
  room: Room,
  from: BreakToken | null,
): LayoutResult {
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
  const count = box.rows.length;
  const stand = (): void => setter.standAt({ origin: lowered(room.origin, y), grid: room.grid });
  if (start >= grid.bodyStart && grid.bodyStart > 0 && token !== null) {
    stand();
    const head = setter.rows(0, grid.bodyStart);
    // A head that leaves no room for rows is not repeated, nor such a foot.
    if (head.height < room.available / 2) addRows(head, true);
  }
  const bounded = Number.isFinite(room.available);
  let footRoom = 0;
  if (bounded && start < grid.bodyEnd && grid.bodyEnd < count) {
    const { height } = setter.rows(grid.bodyEnd, count);
    if (height < room.available / 2) footRoom = height;
  }
  const closing = bounded ? grid.spacing.y + captionFragments(engine, box, inner, 'bottom').height : 0;
  let placed = 0;
  let row = start;
  let cells = token?.cells ?? null;
  let forced: 'page' | 'column' | null = null;
  while (row < count) {
    if (placed > 0 && forcedBefore(box, row)) {
      forced = 'page';
      break;
    }
    const nothing = placed === 0 && (room.atTop || token !== null);
    const left = room.available - y - edges.bottom;
    const end = Math.max(row + 1, grid.groupEnd[row] ?? 0);
    const below = end >= count ? closing : row < grid.bodyEnd ? footRoom : 0;
    stand();
    const group = cells === null ? setter.rows(row, end) : null;
    const fits = group !== null && group.height <= left + 0.01;
    if (fits && (group.height + below <= left + 0.01 || nothing)) {
      if (group.height + below > left + 0.01) footRoom = 0;
      addRows(group, false);
      placed++;
      row = end;
      continue;
    }
    if (!nothing) break;
    // Higher than a page: the rows one by one, each cell as far as it goes.
    const part = setter.broken(row, cells, Math.max(left - (row < grid.bodyEnd ? footRoom : 0), 0));
    addRows(part.rows, false);
    placed++;
    cells = part.cells;
    if (cells !== null) break;
    row++;
  }
  if (placed === 0 && count > start) return null;
  const headOnly = row < count && cells === null && row > start && row <= grid.bodyStart;
  if (headOnly && !room.atTop && token === null) return null;
  const last = row >= count;
  if (!last && row < grid.bodyEnd && footRoom > 0) {
    stand();
    addRows(setter.rows(grid.bodyEnd, count), true);
  }
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
