// A figure that is too tall → the same figure with a lower picture, so that what is with the picture still fits.
import type { Box, ReplacedBox } from '../../document/boxes.ts';
import type { Fragment } from '../fragment.ts';
import type { InlineMark } from '../text/inline-marks.ts';

/** Less of a picture than this is no use: the figure breaks instead. */
const LEAST_PART = 0.2;

/** The box with its first picture `excess` points lower; null where it has none, or too little of it would be left. */
export function lowerPictureIn(box: Box, laid: Fragment, excess: number): Box | null {
  const found = findPicture(laid);
  if (found === null || found.box.kind !== 'replaced') return null;
  const height = found.height - excess;
  if (height < LEAST_PART * found.height) return null;
  const { box: picture } = found;
  const style = { ...picture.style, boxSizing: 'border-box', width: 'auto', height: { points: height, percent: 0 }, minWidth: 'auto', minHeight: 'auto', maxWidth: 'none', maxHeight: 'none' } as const; // prettier-ignore
  return replaced(box, picture, { ...picture, style, widthHint: null, heightHint: null });
}

function findPicture(fragment: Fragment): Fragment | null {
  if (fragment.box.kind === 'replaced') return fragment.placeholder ? null : fragment;
  for (const child of fragment.children) {
    const found = findPicture(child);
    if (found !== null) return found;
  }
  for (const object of fragment.paragraph?.units.objects ?? []) {
    const mark = object.box as InlineMark;
    const found = mark.kind === 'fragment' ? findPicture(mark.fragment) : null;
    if (found !== null) return found;
  }
  return null;
}

/** The tree with one box exchanged. */
function replaced(box: Box, picture: ReplacedBox, other: ReplacedBox): Box {
  if (box === picture) return other;
  switch (box.kind) {
    case 'block':
    case 'flex':
      return { ...box, children: box.children.map((child) => replaced(child, picture, other)) };
    case 'paragraph':
      return { ...box, content: box.content.map((node) => (node.kind === 'box' ? { ...node, box: replaced(node.box, picture, other) } : node)) }; // prettier-ignore
    case 'table':
    case 'replaced':
      return box;
  }
}
