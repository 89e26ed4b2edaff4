// Structure elements of a line: that of its block, and those of links, references and words of another language in it.
import { ARTIFACT } from '../../frame/frame.ts';
import type { TextItem } from '../../frame/frame.ts';

/** A part of a line that belongs to one structure element, in reading order. */
export interface TaggedText {
  readonly tag: number;
  /** `BT … ET`. */
  readonly operators: string;
}

/** The element that a unit belongs to. */
export function tagOfUnit({ units, tag }: TextItem, unit: number): number {
  const own = units.styles[units.style[unit] ?? 0]?.tag ?? -1;
  return own === -1 ? tag : own;
}

/** The element of the whole line; null when there are several. */
export function tagOfLine(item: TextItem): number | null {
  const { units, start, end, tag } = item;
  if (tag === ARTIFACT) return tag;
  let found: number | null = null;
  for (let unit = start; unit < end; unit++) {
    if ((units.word[unit] ?? -1) < 0) continue;
    const own = tagOfUnit(item, unit);
    if (found === null) found = own;
    else if (found !== own) return null;
  }
  return found ?? tag;
}
