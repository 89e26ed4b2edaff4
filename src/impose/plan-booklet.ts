// Page count → which page stands where on the sheets of a booklet, both sides, before anything is drawn.
// A signature of n pages is n/4 sheets laid into each other and folded once: the outermost carries its first and last page.

export type Binding = 'right' | 'left';

/** What stands on one side of a sheet; page numbers from 1, null is blank. */
export interface Spread {
  readonly left: number | null;
  readonly right: number | null;
}

/** One sheet of paper. Its back is printed with a turn about the fold (“flip on short edge” of a landscape sheet). */
export interface Sheet {
  /** From 1. */
  readonly signature: number;
  /** Sheets of its signature that lie around it: 0 for the outermost. */
  readonly inset: number;
  readonly front: Spread;
  readonly back: Spread;
}

export interface BookletOptions {
  /** Pages of a signature, a multiple of 4; null: one signature of all pages, for saddle stitching. */
  readonly signature: number | null;
  readonly binding: Binding;
}

/** Pages on a sheet folded once. */
export const PAGES_OF_SHEET = 4;

/** The page count with the blank pages that fill the last sheet. */
export function filledCount(pageCount: number): number {
  return Math.ceil(pageCount / PAGES_OF_SHEET) * PAGES_OF_SHEET;
}

/** Sheets in the order of printing: signature after signature, each from its outermost sheet inwards. Blanks are at the end. */
export function planBooklet(pageCount: number, { signature, binding }: BookletOptions): readonly Sheet[] {
  const filled = filledCount(pageCount);
  const size = signature ?? filled;
  const sheets: Sheet[] = [];
  for (let start = 0, number = 1; start < filled; start += size, number++)
    for (const sheet of foldSignature(Math.min(size, filled - start), binding))
      sheets.push({
        signature: number,
        inset: sheet.inset,
        front: numbered(sheet.front, start, pageCount),
        back: numbered(sheet.back, start, pageCount),
      });
  return sheets;
}

interface Fold {
  readonly inset: number;
  readonly front: { readonly left: number; readonly right: number };
  readonly back: { readonly left: number; readonly right: number };
}

/** A signature of `size` pages numbered from 1. */
function foldSignature(size: number, binding: Binding): readonly Fold[] {
  return Array.from({ length: size / PAGES_OF_SHEET }, (_, inset) => {
    const first = 2 * inset + 1;
    const last = size - 2 * inset;
    // Bound at the left, the first page of a sheet is at the right of its front, and its leaf turns over to page first + 1.
    const front = { left: last, right: first };
    const back = { left: first + 1, right: last - 1 };
    return binding === 'left'
      ? { inset, front, back }
      : { inset, front: mirrored(front), back: mirrored(back) };
  });
}

function mirrored({ left, right }: Fold['front']): Fold['front'] {
  return { left: right, right: left };
}

function numbered({ left, right }: Fold['front'], start: number, pageCount: number): Spread {
  const page = (place: number): number | null => (start + place <= pageCount ? start + place : null);
  return { left: page(left), right: page(right) };
}
