// Text in the flow that stands outside the page, where nobody can read it → diagnostic L002, once a page. What is out of the
// flow is looked at where it is placed; a line that is wider than its box is L001.
import type { Box } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { Fragment } from '../fragment.ts';

interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Points; text may touch the edge. */
const TOLERANCE = 0.5;

/** `parent` is where the parent of the fragments stands on the page. */
export function reportTextOffPage(
  { diagnostics }: Engine,
  fragments: readonly Fragment[],
  parent: { readonly x: number; readonly y: number },
  page: PageSize,
): void {
  for (const fragment of fragments) {
    const box = firstOffPage(fragment, parent.x, parent.y, page);
    if (box === null) continue;
    const hint = 'give its box more room, less text, or let the text go on elsewhere: flow-into, flow-from';
    diagnostics.warning('L002', 'Text stands outside the page: its box has no room for it', box.place, hint);
    return;
  }
}

/** The first paragraph with a line that is not on the page. */
function firstOffPage(fragment: Fragment, x: number, y: number, page: PageSize): Box | null {
  if (fragment.placeholder || isOutOfFlow(fragment.box)) return null;
  const left = x + fragment.x + (fragment.shift?.x ?? 0);
  const top = y + fragment.y + (fragment.shift?.y ?? 0);
  const first = fragment.lines[0];
  const last = fragment.lines.at(-1);
  if (first !== undefined && last !== undefined) {
    const isOff = top + first.y < -TOLERANCE || top + last.y > page.height + TOLERANCE;
    if (isOff || isBeside(fragment, left, page)) return fragment.box;
  }
  for (const child of fragment.children) {
    const found = firstOffPage(child, left, top, page);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a box leaves the page at a side, and text with it. */
function isBeside({ lines, width }: Fragment, left: number, page: PageSize): boolean {
  if (left >= -TOLERANCE && left + width <= page.width + TOLERANCE) return false;
  return lines.some(({ line, x }) => {
    const start = left + x + line.x;
    return start < -TOLERANCE || start + line.width > page.width + TOLERANCE;
  });
}
