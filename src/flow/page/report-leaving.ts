// Text in the flow that stands above or below the page, where nobody can read it → diagnostic L002, once a page. What is out
// of the flow is looked at where it is placed.
import type { Box } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { Fragment } from '../fragment.ts';

/** Points; text may touch the edge. */
const TOLERANCE = 0.5;

/** `top` is where the parent of the fragments stands on the page. */
export function reportTextOffPage(
  { diagnostics }: Engine,
  fragments: readonly Fragment[],
  top: number,
  pageHeight: number,
): void {
  for (const fragment of fragments) {
    const box = firstOffPage(fragment, top, pageHeight);
    if (box === null) continue;
    const hint = 'give its box more room, less text, or let the text go on elsewhere: flow-into, flow-from';
    diagnostics.warning('L002', 'Text stands outside the page: its box has no room for it', box.place, hint);
    return;
  }
}

/** The first paragraph with a line that is not on the page. */
function firstOffPage(fragment: Fragment, above: number, pageHeight: number): Box | null {
  if (fragment.placeholder || isOutOfFlow(fragment.box)) return null;
  const top = above + fragment.y + (fragment.shift?.y ?? 0);
  const first = fragment.lines[0];
  const last = fragment.lines.at(-1);
  if (first !== undefined && last !== undefined) {
    const isOff = top + first.y < -TOLERANCE || top + last.y > pageHeight + TOLERANCE;
    if (isOff) return fragment.box;
  }
  for (const child of fragment.children) {
    const found = firstOffPage(child, top, pageHeight);
    if (found !== null) return found;
  }
  return null;
}
