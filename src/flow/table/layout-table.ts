// Tables: rows one under the other, columns in the table's direction, breaks between rows (inside one only where it is
// higher than the page), head and foot shown again in every part (CSS 2.2 § 17, CSS Fragmentation 3).
import type { TableBox } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, LayoutResult, Room } from '../fragment.ts';
import { makeFragment, tokenOf } from '../fragment.ts';
import { tableContentSize } from './table-columns.ts';
import type { TableGrid } from './table-grid.ts';
import { gridOf } from './table-grid.ts';
import { TablePart } from './table-part.ts';
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
  const width = room.fixedWidth ?? tableWidth(engine, box, grid, room.width);
  const part = new TablePart(engine, box, { room, grid, width, token });
  if (token === null) part.addCaptions('top');
  else part.repeatHead();
  part.reserveFoot();
  part.fill();
  if (part.isNothing || (part.isHeadOnly && !room.atTop && token === null)) return null;
  if (part.isLast) part.close();
  else part.repeatFoot();
  const { y, children, areas, isLast } = part;
  return {
    fragment: makeFragment(box, { width, height: y, first: token === null, last: isLast, children, areas }),
    token: isLast ? null : { kind: 'rows', row: part.row, cells: part.cells },
    forced: part.forced,
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
