// A box that spans all columns → its fragment between the rows of columns (CSS Multi-column 1 § 6).
import type { Box } from '../../document/boxes.ts';
import { lowered } from '../block/baseline-grid.ts';
import { avoidsBreakInside } from '../block/breaks.ts';
import { inlinePosition } from '../block/layout-stack.ts';
import { bottomMargin, marginValue, topMargin } from '../block/margins.ts';
import type { Engine } from '../engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from '../fragment.ts';
import type { ColumnsRoom } from './column-set.ts';

/** A spanner, or as much of it as fits. */
export interface LaidSpanner {
  readonly fragment: Fragment;
  /** With its margins. */
  readonly height: number;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

/** Null when nothing of it fits, or when it is to stay whole and does not. */
export function layoutSpanner(
  engine: Engine,
  box: Box,
  room: ColumnsRoom & { readonly rightToLeft: boolean },
  token: BreakToken | null,
): LaidSpanner | null {
  const gap = token !== null ? 0 : marginValue(topMargin(box, room.width));
  const laid = engine.layoutBox(
    engine,
    box,
    { ...room, available: room.available - gap, origin: lowered(room.origin, gap) },
    token,
  );
  if (laid === null) return null;
  if (laid.token !== null && token === null && !room.atTop && avoidsBreakInside(box)) return null;
  laid.fragment.x = inlinePosition(box, room, laid.fragment.width);
  laid.fragment.y = gap;
  const below = laid.token === null ? marginValue(bottomMargin(box, room.width)) : 0;
  return { fragment: laid.fragment, height: gap + laid.fragment.height + below, token: laid.token, forced: laid.forced }; // prettier-ignore
}
