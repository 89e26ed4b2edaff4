// `float: sidenote` → boxes in the outer margin of the page, each level with the line of its place; a note that would
// stand in another one is pushed down, and what passes the foot of the page is moved up or goes on on the next page.
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { FloatMark } from './float-marks.ts';
import { settledBox } from './float-marks.ts';
import type { Fragment } from '../fragment.ts';
import type { PendingFloat } from './page-floats.ts';
import { contentSize } from '../intrinsic-size.ts';
import { marginsOf, usedWidth } from '../used-values.ts';

/** The page area, and the outer margin beside it. */
export interface SideRoom {
  readonly side: 'left' | 'right';
  /** Left edge and width of the page area; the outer margin is `margin` wide. Points on the page. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

export interface SideNotes {
  /** In page coordinates. */
  readonly fragments: readonly Fragment[];
  readonly rest: readonly PendingFloat[];
}

interface Placed {
  readonly fragment: Fragment;
  readonly above: number;
  readonly below: number;
}

/** Notes that wait from the page before come first; `marks` are measured from the top of the page area. */
export function placeSideNotes(
  engine: Engine,
  waiting: readonly PendingFloat[],
  marks: readonly FloatMark[],
  room: SideRoom,
): SideNotes {
  const wanted: { readonly note: PendingFloat; readonly mark: FloatMark | null }[] = [
    ...waiting.map((note) => ({ note, mark: null })),
    ...marks
      .toSorted((a, b) => a.top - b.top)
      .map((mark) => ({ note: { box: mark.box, token: null }, mark })),
  ];
  const placed: Placed[] = [];
  const rest: PendingFloat[] = [];
  let sum = 0;
  for (const { note, mark } of wanted) {
    const above = note.token === null ? Math.max(marginsOf(note.box, room.margin).top, placed.at(-1)?.below ?? 0) : 0; // prettier-ignore
    const gap = placed.length === 0 ? 0 : above;
    const laid = rest.length > 0 ? null : layoutNote(engine, note, room, { available: room.height - sum - gap, alone: placed.length === 0 }); // prettier-ignore
    if (laid === null) {
      rest.push(note);
      continue;
    }
    const { fragment } = laid;
    fragment.y = levelWith(mark, fragment);
    placed.push({ fragment, above: gap, below: marginsOf(note.box, room.margin).bottom });
    sum += gap + fragment.height;
    if (laid.rest !== null) rest.push(laid.rest);
  }
  moveApart(placed, room.height);
  for (const { fragment } of placed) fragment.y += room.y;
  return { fragments: placed.map(({ fragment }) => fragment), rest };
}

interface LaidNote {
  readonly fragment: Fragment;
  readonly rest: PendingFloat | null;
}

/** As wide as its `width` says, or as the outer margin without its own margins; those part it from the page area. */
function layoutNote(
  engine: Engine,
  { box, token }: PendingFloat,
  { side, x, width, margin }: SideRoom,
  { available, alone }: { readonly available: number; readonly alone: boolean },
): LaidNote | null {
  const own = settledBox(engine, box);
  const margins = marginsOf(box, margin);
  const fixedWidth = usedWidth(own, margin, () => contentSize(engine, own, margin));
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, own, { width: margin, height: Number.NaN, available, atTop: alone, fixedWidth: own.kind === 'replaced' ? undefined : fixedWidth }, token)); // prettier-ignore
  if (laid === null || (laid.token !== null && !alone && token === null)) return null;
  const { fragment } = laid;
  fragment.x = side === 'left' ? x - margins.right - fragment.width : x + width + margins.left;
  return { fragment, rest: laid.token === null ? null : { box, token: laid.token } };
}

/** The first line of the note stands on the line of its place. */
function levelWith(mark: FloatMark | null, { firstBaseline }: Fragment): number {
  if (mark === null) return 0;
  return mark.baseline === null ? mark.top : mark.baseline - (firstBaseline ?? mark.baseline - mark.top);
}

/** Downwards, so that none stands in another, then upwards from the foot of the page. */
function moveApart(placed: readonly Placed[], height: number): void {
  let next = 0;
  for (const [i, { fragment, above }] of placed.entries()) {
    fragment.y = Math.max(fragment.y, i === 0 ? 0 : next + above);
    next = fragment.y + fragment.height;
  }
  let foot = height;
  for (const { fragment, above } of placed.toReversed()) {
    fragment.y = Math.max(0, Math.min(fragment.y, foot - fragment.height));
    foot = fragment.y - above;
  }
}
