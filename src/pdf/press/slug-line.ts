// Issue, date, condition and page → the slug line at the foot of the sheet, in outlines. Parts follow each other from the bound
// side on, in the stretches left and right of the registration cross; too long a line is set smaller.
import type { FontLibrary } from '../../font/font-types.ts';
import { rectangle } from '../paint-shapes.ts';
import { pdfNumber } from '../pdf-syntax.ts';
import { outlineLine } from './outline-line.ts';
import type { OutlinedLine } from './outline-line.ts';
import { roomsBesideCross } from './press-marks.ts';
import { MARK_REACH } from './sheet-geometry.ts';
import type { SheetGeometry } from './sheet-geometry.ts';

const SIZE = 6;
/** Smaller than this part of its size nobody reads it. */
const SMALLEST_SCALE = 0.2;
/** Between two parts, pt. */
const GAP = 12;
/** Size of a page in the little picture of a spread. */
const SPREAD_PAGE = { width: 4, height: 6 };

/** The parts that all sheets share, and where those of a page go. */
export interface SlugLine {
  /** Filled paths: colour set by the caller. */
  readonly content: string;
  /** Where the part of a page begins (its right end when `direction` is rtl), and how large it is set. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly direction: 'ltr' | 'rtl';
}

/** Sets what all pages of one size share; null where the sheet has no room for it. */
export function slugLine(
  sheet: SheetGeometry,
  slug: readonly string[],
  options: SlugOptions,
): SlugLine | null {
  const { binding, fonts } = options;
  const direction = binding === 'right' ? 'rtl' : 'ltr';
  const pieces = slug.filter((piece) => piece.trim() !== '').map((piece) => outlineLine(piece, SIZE, fonts));
  let scale = 1;
  let placed = place(pieces, sheet, direction, scale);
  while (placed === null && scale > SMALLEST_SCALE) placed = place(pieces, sheet, direction, (scale *= 0.9));
  if (placed === null) return null;
  const y = sheet.margin - sheet.offset - MARK_REACH / 2 - SIZE / 3;
  const content = placed.xs.map((x, i) => at(pieces[i]?.path ?? '', x, y, scale)).join('');
  return { content, x: placed.end, y, size: SIZE * scale, direction };
}

export interface SlugOptions {
  readonly binding: 'right' | 'left';
  readonly fonts: FontLibrary;
}

/** The page's label and a little spread with this page filled: which side of the sheet the page is printed on. */
export function pageSlug(
  line: SlugLine,
  page: { readonly label: string; readonly side: 'left' | 'right' },
  fonts: FontLibrary,
): string {
  const { width, height } = SPREAD_PAGE;
  const label = outlineLine(page.label, line.size, fonts);
  const inline = line.direction === 'ltr' ? 1 : -1;
  const spread = line.direction === 'ltr' ? line.x : line.x - 2 * width;
  const labelX = line.x + inline * (2 * width + 3) - (inline === 1 ? 0 : label.width);
  const [filled, empty] = page.side === 'left' ? [spread, spread + width] : [spread + width, spread];
  const frame = rectangle(empty + 0.125, line.y - 1 + 0.125, width - 0.25, height - 0.25);
  return (
    `${rectangle(filled, line.y - 1, width, height)} f\n0.25 w ${frame} S\n` +
    at(label.path, labelX, line.y, 1)
  );
}

/** Room that is kept for the part of the page. */
const PAGE_ROOM = 2 * SPREAD_PAGE.width + 3 + 30;

/** Where each piece begins, left ends; null when they do not fit at this scale. */
function place(
  pieces: readonly OutlinedLine[],
  sheet: SheetGeometry,
  direction: 'ltr' | 'rtl',
  scale: number,
): { readonly xs: readonly number[]; readonly end: number } | null {
  const [left, right] = roomsBesideCross(sheet);
  const rooms = direction === 'ltr' ? [left, right] : [right, left];
  const widths = [...pieces.map(({ width }) => width * scale), PAGE_ROOM];
  const xs: number[] = [];
  let room = 0;
  let used = 0;
  for (const width of widths) {
    let current = rooms[room];
    if (current !== undefined && used + width > current.right - current.left) {
      current = rooms[++room];
      used = 0;
    }
    if (current === undefined || width > current.right - current.left) return null;
    xs.push(direction === 'ltr' ? current.left + used : current.right - used - width);
    used += width + GAP * scale;
  }
  const last = xs.pop() ?? left.left;
  return { xs, end: direction === 'ltr' ? last : last + PAGE_ROOM };
}

function at(path: string, x: number, y: number, scale: number): string {
  if (path === '') return '';
  return `q ${pdfNumber(scale)} 0 0 ${pdfNumber(scale)} ${pdfNumber(x)} ${pdfNumber(y)} cm\n${path}f Q\n`;
}
