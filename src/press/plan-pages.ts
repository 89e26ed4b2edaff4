// How many pages an issue has → which files the press gets, and in what order their pages come: the number brought to the
// multiple that the printer asks for, the outer sheet apart where the cover is a file of its own.

/** A page of the issue, by its place in the file of the web edition, or one that is added. */
export type PlannedPage = number | 'added';

export interface PagePlan {
  /** Pages of the main file, from its first to its last. */
  readonly inside: readonly PlannedPage[];
  /** The outer sheet, its first two and last two pages; null when the cover is in the main file. */
  readonly cover: readonly PlannedPage[] | null;
  readonly added: number;
}

export interface PageDemand {
  readonly multiple: number;
  readonly fillAt: 'end' | 'before-last';
  readonly cover: 'inside' | 'separate';
}

/** Pages of the outer sheet. */
const COVER_PAGES = 4;

/**
 * `main` pages from the first front, then `back` of a second one, whose front is the last page of the file: pages are added
 * where the two meet. An issue with one front gets them at its end, or before its last page, which so stays the back cover.
 * The cover is apart only where something is left for the inside.
 */
export function planPages(
  { main, back }: { readonly main: number; readonly back: number },
  { multiple, fillAt, cover }: PageDemand,
): PagePlan {
  const count = main + back;
  const added = Math.ceil(count / multiple) * multiple - count;
  const before = back > 0 ? main : fillAt === 'before-last' ? Math.max(count - 1, 0) : count;
  const all: readonly PlannedPage[] = [
    ...Array.from({ length: before }, (_, index) => index),
    ...Array.from({ length: added }, () => 'added' as const),
    ...Array.from({ length: count - before }, (_, index) => before + index),
  ];
  if (cover === 'inside' || all.length <= COVER_PAGES) return { inside: all, cover: null, added };
  const half = COVER_PAGES / 2;
  return { inside: all.slice(half, -half), cover: [...all.slice(0, half), ...all.slice(-half)], added };
}
