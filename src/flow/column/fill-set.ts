// A row of columns → the lowest height that holds its content, found by filling it at one height after the other
// (CSS Multi-column 1 § 7).
import { invariant } from '../../base/invariant.ts';
import type { Box } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken } from '../fragment.ts';
import type { Carry } from '../page/compose-area.ts';
import type { ColumnLimit, Lattice } from './balance-columns.ts';
import { evenColumns, lowestHeight } from './balance-columns.ts';
import type { ColumnGeometry } from './column-geometry.ts';
import type { ColumnSet, ColumnsRoom } from './column-set.ts';
import { fillColumns } from './fill-columns.ts';

/** Columns are tried at up to this many times the height of the content in one column. */
const OVERFLOW_FACTOR = 4;

/** How a row is filled, and from where on. */
interface FillOptions {
  readonly balance: boolean;
  /** Heights are tried in steps of one line. */
  readonly lattice: Lattice;
  readonly token: BreakToken | null;
  readonly carry: Carry | null;
}

/** One row of columns: full where content remains for the next page, else as low as the content allows. */
export function fillSet(
  engine: Engine,
  children: readonly Box[],
  room: ColumnsRoom,
  geometry: ColumnGeometry,
  options: FillOptions,
): ColumnSet | null {
  const fillTo = (height: number): ColumnSet | null => fillColumns(engine, children, room, geometry, { ...options, height }); // prettier-ignore
  if (!options.balance) return fillTo(room.available);
  if (Number.isFinite(room.available)) {
    const full = fillTo(room.available);
    if (full === null || full.token !== null) return full;
  }
  const single = fillColumns(engine, children, room, { ...geometry, count: 1 }, { ...options, height: Number.POSITIVE_INFINITY }); // prettier-ignore
  invariant(single !== null, 'unbounded columns take everything');
  // A break forced inside the content cannot be balanced away.
  if (single.token !== null) return fillTo(room.available);
  const { lattice } = options;
  const { step } = lattice;
  const fill = (limit: ColumnLimit): ColumnSet | null => {
    engine.current.trials++;
    const set = fillColumns(engine, children, room, geometry, { ...options, height: limit, yields: true });
    engine.current.trials--;
    return set;
  };
  const remembers = engine.document.regions.size > 0;
  // Within a trial of columns around these it would multiply the trials.
  const even = (set: ColumnSet, top: number, again: () => ColumnSet | null): ColumnSet =>
    engine.current.trials > 0 ? set : evenColumns({ set, height: top, again }, { count: geometry.count, lattice, available: room.available, fill, remembers }); // prettier-ignore
  let height = lowestHeight(single.height, geometry.count, lattice);
  for (;;) {
    if (height >= room.available || height >= single.height) break;
    const lowest = height;
    const set = fill(() => lowest);
    if (set !== null && set.token === null && set.height <= height + 0.01) {
      return even(set, height, () => fill(() => lowest));
    }
    height += step;
  }
  // Boxes of fixed height whose content shows outside are lower in one column than in several: the columns grow until
  // everything is in them. Where there is no next page nothing may be left over.
  const most = Math.min(room.available, OVERFLOW_FACTOR * Math.max(height, single.height) + step);
  let tried = Math.min(Math.max(height, single.height), room.available);
  for (;;) {
    const top = tried;
    const set = fillTo(top);
    if (set === null) return single;
    if (set.token === null) return even(set, top, () => fillTo(top));
    if (set.forced !== null || tried >= room.available) return set;
    if (tried >= most) return Number.isFinite(room.available) ? set : single;
    tried = Math.min(tried + step, most);
  }
}
