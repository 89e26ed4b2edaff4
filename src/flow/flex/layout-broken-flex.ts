// A flex container that is higher than its page: every item keeps its place across and goes on on the next page on its
// own, as parallel flows do (CSS Flexbox 1 § 12, simplified: the lines of a container are not aligned again).
import type { Box, FlexBox } from '../../document/boxes.ts';
import { lowered } from '../block/baseline-grid.ts';
import { contentPlacing } from '../block/content-placing.ts';
import type { Engine } from '../engine.ts';
import type { Fragment, ItemProgress, LayoutResult, Room } from '../fragment.ts';
import { makeFragment } from '../fragment.ts';
import { edgesOf } from '../used-values.ts';

export interface BrokenFlex {
  readonly children: readonly Box[];
  readonly items: readonly ItemProgress[];
  /** Border box of the container. */
  readonly width: number;
  readonly room: Room;
  /** The container begins here. */
  readonly first: boolean;
}

/** One part of such a container; its token holds one for each item. */
export function layoutBrokenFlex(engine: Engine, box: FlexBox, flex: BrokenFlex): LayoutResult {
  const { children, items, width, room, first } = flex;
  const edges = edgesOf(box, room.width);
  const inner = Math.max(0, width - edges.left - edges.right);
  const top = first ? edges.top : 0;
  const available = room.available - top - edges.bottom;
  const placing = contentPlacing(engine, box.style, room, top);
  const column = box.style.flexDirection.startsWith('column');
  const fragments: Fragment[] = [];
  const next: ItemProgress[] = items.map((item) => item);
  let bottom = 0;
  let full = false; // in a column what follows an item that goes on has no room here
  const put = (index: number, y: number, atTop: boolean): boolean => {
    const child = children[index];
    const item = items[index];
    if (child === undefined || item === undefined || item.token === 'done') return true;
    const itemWidth = child.kind === 'paragraph' ? item.width : inner;
    const laid = engine.layoutBox(engine, child, { width: itemWidth, height: Number.NaN, available: available - y, atTop, fixedWidth: item.width, origin: lowered(placing.origin, y), grid: placing.grid }, item.token); // prettier-ignore
    if (laid === null) return false;
    laid.fragment.x = edges.left + item.x;
    laid.fragment.y = top + y;
    fragments.push(laid.fragment);
    next[index] = { ...item, token: laid.token ?? 'done' };
    bottom = Math.max(bottom, y + (laid.token === null && item.token === null ? Math.max(laid.fragment.height, child.kind === 'paragraph' ? 0 : Math.min(item.height, available - y)) : laid.fragment.height)); // prettier-ignore
    return laid.token === null;
  };
  items.forEach(({ token }, i) => {
    if (token !== null && token !== 'done' && !put(i, 0, true)) full = true;
  });
  const waiting = items.map((_, i) => i).filter((i) => items[i]?.token === null);
  const origin = first ? 0 : waiting.reduce((least, i) => Math.min(least, items[i]?.y ?? 0), Number.POSITIVE_INFINITY); // prettier-ignore
  const base = bottom;
  const highest = waiting.reduce((least, i) => Math.min(least, items[i]?.y ?? 0), Number.POSITIVE_INFINITY);
  for (const i of waiting.sort((a, b) => (items[a]?.y ?? 0) - (items[b]?.y ?? 0))) {
    if (full && (column || !first)) break;
    const y = base + (items[i]?.y ?? 0) - origin;
    const atTop = room.atTop && base === 0 && (items[i]?.y ?? 0) <= highest + 0.01;
    if (y >= available && !atTop) continue;
    if (!put(i, y, atTop)) full = true;
  }
  if (fragments.length === 0) return null;
  const last = next.every(({ token }) => token === 'done');
  const height = top + bottom + (last ? edges.bottom : 0);
  return {
    fragment: makeFragment(box, { width, height, first, last, children: fragments }),
    token: last ? null : { kind: 'flex', items: next },
    forced: null,
  };
}
