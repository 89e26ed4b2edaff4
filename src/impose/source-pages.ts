// A loaded PDF → its pages as they are shown and trimmed (ISO 32000-1, 7.7.3.3 and 14.11.2): rotation, user unit, boxes.
import type { PDFArray, PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import type { PageSize, Rectangle } from './lay-out-face.ts';

export type PdfLib = typeof import('@cantoo/pdf-lib');

/** A matrix of the PDF imaging model: a b c d e f. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface SourcePage extends PageSize {
  readonly page: PDFPage;
  /** Clockwise: 0, 90, 180, 270. */
  readonly rotate: number;
  /** Points of a unit of the page's own space. */
  readonly unit: number;
  /** In the page's own space. */
  readonly trim: Rectangle;
}

/** All pages. Throws when a page has no usable boxes or misses its content. */
export function readSourcePages(lib: PdfLib, document: PDFDocument): readonly SourcePage[] {
  return document.getPages().map((page, index) => {
    const read = readPage(lib, page);
    if (read === null) throw new Error(`page ${index + 1} is damaged`);
    return read;
  });
}

function readPage(lib: PdfLib, page: PDFPage): SourcePage | null {
  const { node } = page;
  const content = lib.PDFName.of('Contents');
  if (node.has(content) && node.lookup(content) === undefined) return null;
  const media = rectangle(lib, node.MediaBox());
  if (media === null || isEmpty(media)) return null;
  const within = (box: PDFArray | undefined, outer: Rectangle): Rectangle | null => {
    const found = box === undefined ? null : rectangle(lib, box);
    const common = found === null ? null : intersection(found, outer);
    return common === null || isEmpty(common) ? null : common;
  };
  const crop = within(node.CropBox(), media) ?? media;
  const trim = within(node.TrimBox(), media) ?? crop;
  // Where no bleed is declared there is none: what lies between trim and media may be marks.
  const bleed = within(node.BleedBox(), media) ?? trim;
  const unit = node.lookupMaybe(lib.PDFName.of('UserUnit'), lib.PDFNumber)?.asNumber() ?? 1;
  const rotate = ((Math.round((node.Rotate()?.asNumber() ?? 0) / 90) % 4) + 4) % 4;
  const beyond: Rectangle = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]];
  const shown = Array.from(beyond, (_, edge) => Math.max(0, beyond[(edge + rotate) % 4] ?? 0) * unit);
  const [width, height] = [(trim[2] - trim[0]) * unit, (trim[3] - trim[1]) * unit];
  const isTurned = rotate % 2 === 1;
  return {
    page,
    rotate: rotate * 90,
    unit,
    trim,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    bleed: [shown[0] ?? 0, shown[1] ?? 0, shown[2] ?? 0, shown[3] ?? 0],
  };
}

function rectangle(lib: PdfLib, array: PDFArray): Rectangle | null {
  const numbers = Array.from({ length: 4 }, (_, index) =>
    array.lookupMaybe(index, lib.PDFNumber)?.asNumber(),
  );
  const [x0, y0, x1, y1] = numbers;
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  const box: Rectangle = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
  return box.every(Number.isFinite) ? box : null;
}

function intersection(a: Rectangle, b: Rectangle): Rectangle {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

function isEmpty([left, bottom, right, top]: Rectangle): boolean {
  return right - left < 1 || top - bottom < 1;
}

/** From the page's own space to the sheet: its trim, as it is shown, has its lower left corner at (x, y). */
export function placement({ rotate, unit, trim }: SourcePage, x: number, y: number): Matrix {
  const [left, bottom, right, top] = trim;
  switch (rotate) {
    case 90:
      return [0, -unit, unit, 0, x - bottom * unit, y + right * unit];
    case 180:
      return [-unit, 0, 0, -unit, x + right * unit, y + top * unit];
    case 270:
      return [0, unit, -unit, 0, x + top * unit, y - left * unit];
    default:
      return [unit, 0, 0, unit, x - left * unit, y - bottom * unit];
  }
}

/** A rectangle of the sheet in the page's own space; `matrix` is a placement. */
export function throughInverse([a, b, c, d, e, f]: Matrix, box: Rectangle): Rectangle {
  const determinant = a * d - b * c;
  const point = (x: number, y: number): readonly [number, number] => [
    (d * (x - e) - c * (y - f)) / determinant,
    (a * (y - f) - b * (x - e)) / determinant,
  ];
  const [p, q] = [point(box[0], box[1]), point(box[2], box[3])];
  return [Math.min(p[0], q[0]), Math.min(p[1], q[1]), Math.max(p[0], q[0]), Math.max(p[1], q[1])];
}
