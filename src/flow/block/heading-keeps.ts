// A heading needs lines below it: a paragraph of fewer lines than `orphans` asks stays with what follows it, where it stands
// directly below something that is to stay with it. CSS Fragmentation 3 knows no such rule; typesetters do.
import type { Box } from '../../document/boxes.ts';
import { avoidsBreakBetween } from './breaks.ts';
import type { Fragment } from '../fragment.ts';

/** `text` is laid out as `fragment`, directly below `heading`. */
export function isShortBelowHeading(heading: Box, text: Box, fragment: Fragment): boolean {
  if (!avoidsBreakBetween(heading, text)) return false;
  const paragraph = onlyParagraph(fragment);
  return paragraph !== null && paragraph.first && paragraph.last && paragraph.lines.length < paragraph.box.style.orphans; // prettier-ignore
}

/** The paragraph that is all there is in a block. */
function onlyParagraph(fragment: Fragment): Fragment | null {
  if (fragment.box.kind === 'paragraph') return fragment;
  const [only, more] = fragment.children;
  return fragment.box.kind === 'block' && only !== undefined && more === undefined
    ? onlyParagraph(only)
    : null;
}
