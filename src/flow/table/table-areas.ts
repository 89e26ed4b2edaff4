// Backgrounds of columns, row groups and rows, painted behind the cells that begin in them (CSS 2.2 § 17.5.1): the space
// between separate cells shows the table’s own.
import type { TableBox } from '../../document/boxes.ts';
import type { Color } from '../../style/color.ts';
import type { PlacedArea } from '../fragment.ts';
import type { PlacedCell, TableGrid } from './table-grid.ts';

/** A cell of the grid and where it stands. */
export interface CellArea {
  readonly cell: PlacedCell;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Points between cells that count as none. */
const TOUCHING = 0.01;

/** Whether anything is painted behind the cells of rows [from, to). */
export function hasAreas(box: TableBox, grid: TableGrid, from: number, to: number): boolean {
  if (grid.columnStyles.some(({ backgroundColor }) => backgroundColor !== null)) return true;
  return box.rows.slice(from, to).some(({ style, group }) => (style.backgroundColor ?? group?.style.backgroundColor ?? null) !== null); // prettier-ignore
}

/** Columns at the bottom, then groups of rows, then rows; cells of one colour beside each other are one area. */
export function areasBehind(
  box: TableBox,
  grid: TableGrid,
  cells: readonly CellArea[],
): readonly PlacedArea[] {
  const ordered = [...cells].sort((a, b) => a.y - b.y || a.x - b.x);
  const layers: readonly ((cell: PlacedCell) => Color | null | undefined)[] = [
    ({ column }) => grid.columnStyles[column]?.backgroundColor,
    ({ row }) => box.rows[row]?.group?.style.backgroundColor,
    ({ row }) => box.rows[row]?.style.backgroundColor,
  ];
  return layers.flatMap((colorOf) => layerOf(ordered, colorOf));
}

function layerOf(
  cells: readonly CellArea[],
  colorOf: (cell: PlacedCell) => Color | null | undefined,
): readonly PlacedArea[] {
  const areas: PlacedArea[] = [];
  for (const { cell, x, y, width, height } of cells) {
    const color = colorOf(cell) ?? null;
    if (color === null) continue;
    const last = areas.at(-1);
    if (
      last !== undefined &&
      last.color === color &&
      last.y === y &&
      last.height === height &&
      Math.abs(last.x + last.width - x) < TOUCHING
    )
      areas[areas.length - 1] = { ...last, width: x + width - last.x }; // prettier-ignore
    else areas.push({ x, y, width, height, color });
  }
  return areas;
}
