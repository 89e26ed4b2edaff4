// A picture as a block: it never breaks; taller than a page, it is scaled down to the page.
import type { ReplacedBox } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { LayoutResult, Room } from '../fragment.ts';
import { makeFragment } from '../fragment.ts';
import { replacedSize } from './replaced-size.ts';

/** The picture, or null when it stands better at the next page or column. */
export function layoutReplaced(engine: Engine, box: ReplacedBox, room: Room): LayoutResult {
  let { width, height } = replacedSize(box, room.width, room.height);
  if (box.pageShare !== undefined && box.style.height === 'auto')
    height = box.pageShare * engine.current.pageHeight;
  if (room.fixedWidth !== undefined) {
    if (box.style.height === 'auto' && room.fixedHeight === undefined && width > 0)
      height *= room.fixedWidth / width;
    width = room.fixedWidth;
  }
  if (room.fixedHeight !== undefined) height = room.fixedHeight;
  if (height > room.available + 0.01 && !(room.atTop && engine.current.trials > 0)) {
    if (!room.atTop) return null;
    engine.diagnostics.warning(
      'L002',
      'A picture is taller than its page or column; it was scaled down',
      box.place,
      'Give it a height in the style sheet',
    );
    const available = Math.max(0, room.available);
    width *= available / height;
    height = available;
  }
  return { fragment: makeFragment(box, { width, height }), token: null, forced: null };
}
