// The boxes and the rotation of a foreign page → its trimmed size as it is read, and how its coordinates come to lie with
// the lower left corner of the trimmed page at the origin (ISO 32000-1, 7.7.3.3, 8.3.4, 14.11.2).
import type { PdfDictionary, PdfObjects } from './pdf-values.ts';
import { PdfError, numberIn, numbersOf } from './pdf-values.ts';

type Rectangle = readonly [x0: number, y0: number, x1: number, y1: number];

export interface PageGeometry {
  /** Points, after rotation. */
  readonly width: number;
  readonly height: number;
  /** What is shown, in the page's own coordinates: the bleed, or else the trim. */
  readonly bounds: Rectangle;
  readonly matrix: readonly [number, number, number, number, number, number];
  /** How far the bleed reaches beyond the trim, on the side where it is widest; points. */
  readonly bleed: number;
}

const LETTER: Rectangle = [0, 0, 612, 792];
/** Points; 14 400 × the largest UserUnit that is sane. */
const LARGEST = 1e6;

/** Throws PdfError for a page without extent. */
export function pageGeometry(objects: PdfObjects, page: PdfDictionary): PageGeometry {
  const media = boxOf(objects, page, 'MediaBox') ?? LETTER;
  const crop = within(boxOf(objects, page, 'CropBox') ?? media, media);
  const trimBox = boxOf(objects, page, 'TrimBox');
  const bleedBox = boxOf(objects, page, 'BleedBox');
  const trim = within(trimBox ?? bleedBox ?? crop, media);
  const bounds = union(trim, within(bleedBox ?? trim, media));
  const unit = numberIn(objects, page, 'UserUnit') ?? 1;
  const turn = (((Math.round((numberIn(objects, page, 'Rotate') ?? 0) / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
  const [x0, y0, x1, y1] = trim;
  const across = (x1 - x0) * unit;
  const up = (y1 - y0) * unit;
  if (!(across > 0 && up > 0 && across < LARGEST && up < LARGEST))
    throw new PdfError('its page has no extent');
  // Rotate turns clockwise.
  const turned = [
    [1, 0, 0, 1, -x0, -y0],
    [0, -1, 1, 0, -y0, x1],
    [-1, 0, 0, -1, x1, y1],
    [0, 1, -1, 0, y1, -x0],
  ][turn] as [number, number, number, number, number, number];
  const matrix = turned.map((number) => number * unit) as unknown as PageGeometry['matrix'];
  const bleed = unit * Math.max(x0 - bounds[0], y0 - bounds[1], bounds[2] - x1, bounds[3] - y1);
  return turn % 2 === 0
    ? { width: across, height: up, bounds, matrix, bleed }
    : { width: up, height: across, bounds, matrix, bleed };
}

function boxOf(objects: PdfObjects, page: PdfDictionary, name: string): Rectangle | undefined {
  const [a, b, c, d] = numbersOf(objects, page.entries.get(name));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const box: Rectangle = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] > box[0] && box[3] > box[1] && box.every(Number.isFinite) ? box : undefined;
}

/** The part of a box that lies in another; the other where they do not meet. */
function within(box: Rectangle, other: Rectangle): Rectangle {
  const cut: Rectangle = [Math.max(box[0], other[0]), Math.max(box[1], other[1]), Math.min(box[2], other[2]), Math.min(box[3], other[3])]; // prettier-ignore
  return cut[2] > cut[0] && cut[3] > cut[1] ? cut : other;
}

function union(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
