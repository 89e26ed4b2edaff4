// `float: top | bottom` → boxes at the head and foot of a page, a column or a multi-column box (CSS Page Floats 3).
import type { Box } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import { floatKind, settledBox } from './float-marks.ts';
import type { BreakToken, Fragment } from '../fragment.ts';
import { inlinePosition } from '../block/layout-stack.ts';
import { lowerPictureIn } from '../block/lower-picture.ts';
import { marginsOf } from '../used-values.ts';

/** A float that waits for the next page or column; `token`: where it goes on, if a part of it has been set. */
export interface PendingFloat {
  readonly box: Box;
  readonly token: BreakToken | null;
}

export interface PlacedFloat {
  readonly box: Box;
  readonly side: 'top' | 'bottom';
  /** At the left edge of its area, without margins above and below. */
  readonly fragment: Fragment;
  readonly above: number;
  readonly below: number;
  /** What did not fit. */
  readonly rest: PendingFloat | null;
}

export interface FloatRoom {
  readonly width: number;
  readonly available: number;
  /** Nothing else stands there: a part of it is set, whatever the room. */
  readonly alone: boolean;
  readonly rightToLeft: boolean;
}

/** Null when it does not fit as a whole, and something else stands there. */
export function layoutFloat(
  engine: Engine,
  { box, token }: PendingFloat,
  room: FloatRoom,
): PlacedFloat | null {
  const margins = marginsOf(box, room.width);
  const side = floatKind(box) === 'bottom' ? 'bottom' : 'top';
  const above = token === null ? margins.top : 0;
  // Alone on its page it has nothing below to keep away from.
  const available = room.available - (room.alone ? 0 : side === 'top' ? margins.bottom : above);
  const whole = settledBox(engine, box);
  const own = room.alone && token === null ? withLowerPicture(engine, whole, box, { width: room.width, available }) : whole; // prettier-ignore
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, own, { width: room.width, height: Number.NaN, available, atTop: room.alone }, token)); // prettier-ignore
  if (laid === null) return null;
  const { fragment } = laid;
  if (!room.alone && (laid.token !== null || fragment.height > available + 0.01)) return null;
  fragment.x = inlinePosition(own, room, fragment.width);
  return {
    box,
    side,
    fragment,
    above,
    below: laid.token === null ? margins.bottom : 0,
    rest: laid.token === null ? null : { box, token: laid.token },
  };
}

/** Floats at one side, one under the other; the outermost margin is that of the page. Returns their height. */
export function stackFloats(floats: readonly PlacedFloat[], side: 'top' | 'bottom'): number {
  let y = 0;
  for (const [i, { fragment, above, below }] of floats.entries()) {
    if (side === 'bottom' || i > 0) y += above;
    fragment.y = y;
    y += fragment.height;
    if (side === 'top' || i < floats.length - 1) y += below;
  }
  return y;
}

/** A figure taller than its page, with its picture scaled so that the caption stays with it. */
function withLowerPicture(
  engine: Engine,
  own: Box,
  original: Box,
  room: { readonly width: number; readonly available: number },
): Box {
  if (own.kind === 'replaced' || !Number.isFinite(room.available)) return own;
  engine.current.trials++;
  const natural = withoutBreaks(engine, () => engine.layoutBox(engine, own, { width: room.width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true }, null)); // prettier-ignore
  engine.current.trials--;
  const excess = (natural?.fragment.height ?? 0) - room.available;
  if (natural === null || excess <= 0.01) return own;
  const lower = lowerPictureIn(own, natural.fragment, excess);
  if (lower === null) return own;
  engine.diagnostics.warning(
    'L002',
    'A picture with its caption is taller than its page or column; it was scaled down',
    original.place,
    'Give it a height in the style sheet',
  );
  engine.floats.originals.set(lower, original);
  return lower;
}
