// Face → where its pages, cuts and folds are on the sheet, in points. Nothing here knows what a PDF file is.
// Pages stand trim to trim at a fold and are cut there; at all other edges they keep their bleed.
import { mm } from '../base/length.ts';
import { printerLines, ROOM_FOR_MARKS } from './printer-lines.ts';
import type { MarkLine } from './printer-lines.ts';
import type { Face } from './plan-faces.ts';

/** Left, bottom, right, top; y upwards. */
export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

/** A page as it is shown, rotation applied: its trim size, and how far it may print beyond it. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** Bleed at the left, bottom, right and top edge. */
  readonly bleed: Rectangle;
}

export interface LayoutOptions {
  /** Folded between its two columns; else cut apart everywhere. */
  readonly folded: boolean;
  /** What pages of the next inner sheet move towards the fold: the thickness of the paper. */
  readonly creep: number;
  readonly marks: boolean;
  /** Size of the paper; null: as large as needed. */
  readonly sheet: readonly [width: number, height: number] | null;
  /** Pages are made smaller when the paper is too small for them. */
  readonly shrink: boolean;
}

export interface PlacedPage {
  /** From 1. */
  readonly page: number;
  /** Lower left corner of its trim. */
  readonly x: number;
  readonly y: number;
  /** What of the page is printed. */
  readonly clip: Rectangle;
}

export interface FaceLayout {
  readonly width: number;
  readonly height: number;
  readonly trim: Rectangle;
  readonly bleed: Rectangle;
  readonly scale: number;
  readonly placed: readonly PlacedPage[];
  readonly lines: readonly MarkLine[];
}

/** Sizes that all faces of one job share. */
export interface JobSize {
  /** The largest page's. */
  readonly width: number;
  readonly height: number;
  /** The largest bleed of any page at any edge. */
  readonly bleed: number;
}

/** The greatest length that a PDF page may have in all readers (ISO 32000-1, annex C). */
export const MAX_SHEET = 14_400;

/** A length below it is rounding. */
const ROUNDING = mm(0.05);

/** The size of a job's cells: room for each of its pages. */
export function jobSize(pages: readonly PageSize[]): JobSize {
  const most = (value: (page: PageSize) => number): number => pages.reduce((found, page) => Math.max(found, value(page)), 0); // prettier-ignore
  return {
    width: most(({ width }) => width),
    height: most(({ height }) => height),
    bleed: most(({ bleed }) => Math.max(...bleed)),
  };
}

/** Everything that lies between the trims of two cells which are cut apart. */
function gutterOf({ bleed }: JobSize, { folded }: LayoutOptions): number {
  return folded ? 0 : 2 * bleed;
}

/** Size of all cells of a face, without what lies around them. */
export function trimmedSize(
  face: Pick<Face, 'columns' | 'rows'>,
  size: JobSize,
  options: LayoutOptions,
): readonly [number, number] {
  const gutter = gutterOf(size, options);
  const { columns, rows } = face;
  return [columns * size.width + (columns - 1) * gutter, rows * size.height + (rows - 1) * gutter];
}

/** How `size` gets onto the paper. */
export interface Fit {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Whether there is room for marks. */
  readonly marks: boolean;
}

/** Fits a face's cells onto the paper; null when they are too large for it and may not be made smaller. */
export function fitSheet(
  trimmed: readonly [number, number],
  size: JobSize,
  options: LayoutOptions,
): Fit | null {
  const around = options.marks ? size.bleed + ROOM_FOR_MARKS : size.bleed;
  const [width, height] = [trimmed[0] + 2 * around, trimmed[1] + 2 * around];
  if (options.sheet === null) {
    if (Math.max(width, height) > MAX_SHEET) return null;
    return { width, height, scale: 1, marks: options.marks };
  }
  const [sheetWidth, sheetHeight] = options.sheet;
  const paper = { width: sheetWidth, height: sheetHeight };
  if (width <= sheetWidth + ROUNDING && height <= sheetHeight + ROUNDING)
    return { ...paper, scale: 1, marks: options.marks };
  if (trimmed[0] <= sheetWidth + ROUNDING && trimmed[1] <= sheetHeight + ROUNDING)
    return { ...paper, scale: 1, marks: false };
  if (!options.shrink) return null;
  return { ...paper, scale: Math.min(sheetWidth / width, sheetHeight / height), marks: options.marks };
}

/** Places the pages of a face, all in the coordinates of the paper before `scale`, which is about its centre. */
export function layOutFace(
  face: Face,
  pages: readonly PageSize[],
  fit: Fit,
  options: LayoutOptions,
): FaceLayout {
  const size = jobSize(pages);
  const gutter = gutterOf(size, options);
  const trimmed = trimmedSize(face, size, options);
  const origin = [(fit.width - trimmed[0]) / 2, (fit.height - trimmed[1]) / 2] as const;
  const cell = { ...size, gutter, left: origin[0], bottom: origin[1] };
  const shift = options.folded ? face.inset * options.creep : 0;
  const placed = face.cells.flatMap((page, index) => {
    const found = page === null ? undefined : pages[page - 1];
    if (page === null || found === undefined) return [];
    const column = index % face.columns;
    const row = Math.floor(index / face.columns);
    const left = cell.left + column * (cell.width + gutter);
    const bottom = cell.bottom + (face.rows - 1 - row) * (cell.height + gutter);
    return [options.folded ? atFold(page, found, column, shift, { ...cell, left, bottom }) : inCell(page, found, { ...cell, left, bottom })]; // prettier-ignore
  });
  // What is pushed out by the sheets inside is cut off: the trim of an inner sheet is narrower at both edges.
  const trim: Rectangle = [origin[0] + shift, origin[1], origin[0] + trimmed[0] - shift, origin[1] + trimmed[1]]; // prettier-ignore
  const bleed: Rectangle = [trim[0] - size.bleed, trim[1] - size.bleed, trim[2] + size.bleed, trim[3] + size.bleed]; // prettier-ignore
  const edges = (count: number, start: number, length: number): number[] =>
    Array.from({ length: count }, (_, index) => start + index * (length + gutter)).flatMap((at) => [at, at + length]); // prettier-ignore
  const lines = fit.marks
    ? printerLines({
        trim,
        bleed: size.bleed,
        cutsAcross: options.folded ? [trim[0], trim[2]] : edges(face.columns, origin[0], size.width),
        cutsUp: edges(face.rows, origin[1], size.height),
        fold: options.folded ? origin[0] + size.width : null,
      })
    : [];
  return { width: fit.width, height: fit.height, trim, bleed, scale: fit.scale, placed, lines };
}

interface Cell extends JobSize {
  readonly left: number;
  readonly bottom: number;
}

/** A page of a booklet: its inner edge at the fold, moved by `shift` towards and over it, cut there. */
function atFold(page: number, size: PageSize, column: number, shift: number, cell: Cell): PlacedPage {
  const { width, height, bleed } = size;
  const fold = column === 0 ? cell.left + cell.width : cell.left;
  const x = column === 0 ? fold - width + shift : fold - shift;
  const y = cell.bottom + (cell.height - height) / 2;
  const left = column === 0 ? x - bleed[0] : fold;
  const right = column === 0 ? fold : x + width + bleed[2];
  return { page, x, y, clip: [left, y - bleed[1], right, y + height + bleed[3]] };
}

function inCell(page: number, { width, height, bleed }: PageSize, cell: Cell): PlacedPage {
  const x = cell.left + (cell.width - width) / 2;
  const y = cell.bottom + (cell.height - height) / 2;
  return { page, x, y, clip: [x - bleed[0], y - bleed[1], x + width + bleed[2], y + height + bleed[3]] };
}
