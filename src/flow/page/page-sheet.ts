// What one page collects while it is painted, and the rules of borders on it.
import type { Direction } from '../../base/direction.ts';
import type { Bookmark, FrameItem, Overprint } from '../../frame/frame.ts';
import { overprinting } from '../../frame/overprinting.ts';
import type { Border, Sides } from '../../style/computed-style.ts';
import type { PageString } from './named-strings.ts';

/** What one page collects while it is painted. */
export interface PageSheet {
  readonly items: FrameItem[];
  readonly bookmarks: Bookmark[];
  readonly strings: PageString[];
  readonly anchors: string[];
  readonly blocks: TextBlock[];
  /** Numbers that elements give this page; the first counts. */
  readonly numbers: number[];
  readonly page: PagePlace;
  /** What positioned boxes are placed in: padding box of the nearest positioned ancestor, or the page area. */
  containing: ContainingBlock;
  /** Positioned boxes of the stacking context that is being painted. */
  readonly layers: Layer[];
  /** So many items are the background and borders of the stacking context itself; -1 before they are painted. */
  floor: number;
}

/** A page and its page area; points. */
export interface PagePlace {
  readonly width: number;
  readonly height: number;
  readonly area: ContainingBlock;
}

export interface ContainingBlock {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
}

/** The source text of one block, as far as it stands on this page. */
export interface TextBlock {
  readonly tag: number;
  readonly text: string;
  /** How the block goes on in the next column or page: after a space, inside a word, or not at all. */
  readonly continues: 'space' | 'direct' | 'end';
  /** Source file of the block, if known. */
  readonly file: string | undefined;
}

/** A positioned box as it was painted, and its place in the stacking context around it. */
export interface Layer {
  /** `z-index`; `auto` is 0. Floats are between the content in the flow and 0. */
  readonly z: number;
  readonly items: readonly FrameItem[];
  readonly blocks: readonly TextBlock[];
  /** So many items, and blocks, of the context were painted before. */
  readonly at: number;
  readonly atBlock: number;
}

/** A page before anything is painted on it. */
export function emptySheet(page: PagePlace): PageSheet {
  return { items: [], bookmarks: [], strings: [], anchors: [], blocks: [], numbers: [], page, containing: page.area, layers: [], floor: -1 }; // prettier-ignore
}

/** The sheet of a stacking context: what it notes counts for the page, what it paints is kept apart. */
export function layerSheet(sheet: PageSheet): PageSheet {
  return { ...sheet, items: [], blocks: [], layers: [], floor: -1 };
}

/** The borders of an area, on the sides where it has them. */
export function paintBorderRules(
  border: Sides<Border>,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, // prettier-ignore
  has: Readonly<Record<keyof Sides<Border>, boolean>>,
  sheet: PageSheet,
  overprint?: Overprint,
): void {
  if (!isSeen(border.top) && !isSeen(border.right) && !isSeen(border.bottom) && !isSeen(border.left)) return;
  const rule = (side: Border, x1: number, y1: number, x2: number, y2: number): void => {
    if (!isSeen(side)) return;
    const item = { kind: 'rule', x1, y1, x2, y2, thickness: side.width, style: side.style, color: side.color } as const; // prettier-ignore
    sheet.items.push(overprinting(item, overprint));
  };
  const half = { top: border.top.width / 2, right: border.right.width / 2, bottom: border.bottom.width / 2, left: border.left.width / 2 }; // prettier-ignore
  // In a corner the wider of two borders is seen; nothing is painted through a translucent one.
  const over = (side: Border, other: Border, there: boolean): number =>
    there && other.style !== 'none' && (isTranslucent(side) || isTranslucent(other)) ? other.width : 0;
  const above = (side: Border): number => over(side, border.top, has.top);
  const below = (side: Border): number => over(side, border.bottom, has.bottom);
  const sides: readonly (readonly [keyof Sides<Border>, () => void])[] = [
    ['top', () => rule(border.top, x, y + half.top, x + width, y + half.top)],
    ['bottom', () => rule(border.bottom, x, y + height - half.bottom, x + width, y + height - half.bottom)],
    ['left', () => rule(border.left, x + half.left, y + above(border.left), x + half.left, y + height - below(border.left))], // prettier-ignore
    ['right', () => rule(border.right, x + width - half.right, y + above(border.right), x + width - half.right, y + height - below(border.right))], // prettier-ignore
  ];
  const painted = sides.filter(([side]) => has[side]);
  for (const [, paint] of painted.sort(([a], [b]) => border[a].width - border[b].width)) paint();
}

function isSeen({ style, width }: Border): boolean {
  return style !== 'none' && width > 0;
}

function isTranslucent({ color }: Border): boolean {
  return color.kind === 'rgb' && color.alpha < 1;
}
