// How wide the hemistichs of a poem are: all of them as wide as the longest.
import type { BlockBox, Box, Poem } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import type { ContentSize, Engine } from '../engine.ts';
import { definiteSize, edgesOf, resolveLength } from '../used-values.ts';

/** The longest hemistich is a little narrower than the measure, em, so that its spaces are not the tightest. */
const EASE = 0.25;

/** Points; measured once for all couplets of the poem in columns of this width. */
export function longestHemistich(engine: Engine, poem: Poem, columnWidth: number): number {
  const known = engine.verses.get(poem);
  if (known !== undefined && Math.abs(known.columnWidth - columnWidth) < 0.001) return known.longest;
  let longest = 0;
  for (const couplet of poem)
    for (const child of hemistichsOf(couplet))
      longest = Math.max(longest, wantedWidth(engine, couplet, child, columnWidth));
  engine.verses.set(poem, { columnWidth, longest });
  return longest;
}

/** `width` and `min-width` of a hemistich are what it has at least: text that is longer is not cut. */
function wantedWidth(engine: Engine, couplet: BlockBox, child: Box, columnWidth: number): number {
  const { max } = engine.contentSize(engine, child, columnWidth);
  const eased = max + EASE * couplet.style.fontSize;
  if (child.kind === 'paragraph') return eased;
  const edges = edgesOf(child, columnWidth);
  const extra = edges.left + edges.right;
  const width = definiteSize(child.style.width, columnWidth, child.style, extra);
  const least = definiteSize(child.style.minWidth, columnWidth, child.style, extra) ?? 0;
  return width === null ? Math.max(eased, least) : Math.max(width, max, least);
}

/** Border-box widths: at least the longest word, at most both hemistichs beside each other. */
export function coupletSize(engine: Engine, box: BlockBox, poem: Poem, containerWidth: number): ContentSize {
  const edges = edgesOf(box, containerWidth);
  const extra = edges.left + edges.right;
  const least = hemistichsOf(box).reduce((min, child) => Math.max(min, engine.contentSize(engine, child, containerWidth).min), 0); // prettier-ignore
  const pair = 2 * longestHemistich(engine, poem, containerWidth) + gapOf(box, containerWidth);
  return { min: least + extra, max: Math.max(least, pair) + extra };
}

/** The texts of a couplet; pictures stand between them. */
export function hemistichsOf(box: BlockBox): readonly Box[] {
  return box.children.filter((child) => child.kind !== 'replaced' && !isOutOfFlow(child));
}

/** Room between two hemistichs: `column-gap`, or what stands there. */
export function gapOf(box: BlockBox, width: number): number {
  return Math.max(0, resolveLength(box.style.columnGap, width));
}
