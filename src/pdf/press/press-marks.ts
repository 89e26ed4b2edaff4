// The sheet around a page → crop and bleed marks, registration crosses and the colour bar, all outside the bleed. Lines are in
// Separation All, so that they stand on every plate (ISO 32000-1, 8.6.6.4). Coordinates of the sheet, y upwards.
import type { Inks } from '../../base/printer-profile.ts';
import { rectangle } from '../paint-shapes.ts';
import { pdfNumber } from '../pdf-syntax.ts';
import { MARK_REACH } from './sheet-geometry.ts';
import type { SheetGeometry } from './sheet-geometry.ts';

/** Thickness of all marks, pt. */
const LINE = 0.25;
/** 5 mm. */
const CROP_LENGTH = 14.173;
const BLEED_LENGTH = 7;
const CROSS_RADIUS = 3.5;
const CROSS_ARM = 7;
/** Colour patches are squares of this side, or narrower where there is little room. */
const PATCH = 12;
/** Between the ends of the trim or the cross in its middle and what stands beside them. */
export const MARK_GAP = 6;
/** Distance of a Bézier handle that draws a quarter circle of radius 1. */
const QUARTER_CIRCLE_HANDLE = 0.5522847498;

/** A horizontal stretch between crop marks and cross. */
export interface MarkRoom {
  readonly left: number;
  readonly right: number;
}

/** Crop marks, bleed marks and crosses: path operators and their strokes; the stroke colour is set by the caller. */
export function lineMarks(sheet: SheetGeometry): string {
  const { marks, margin, bleed, offset, width, height } = sheet;
  let lines = `${LINE} w 0 J [] 0 d\n`;
  if (marks.crop) lines += corners(sheet, margin, offset, CROP_LENGTH);
  if (marks.bleed && bleed > 0) lines += corners(sheet, margin - bleed, offset, BLEED_LENGTH);
  if (marks.cross) {
    const centre = margin - offset - MARK_REACH / 2;
    lines += cross(width / 2, centre) + cross(width / 2, height - centre);
    lines += cross(centre, height / 2) + cross(width - centre, height / 2);
  }
  return lines;
}

/** The two stretches beside the cross in the middle of a horizontal side. */
export function roomsBesideCross(sheet: SheetGeometry): readonly [MarkRoom, MarkRoom] {
  const { margin, width } = sheet;
  const middle = width / 2;
  const inner = CROSS_ARM + MARK_GAP;
  return [
    { left: margin + MARK_GAP, right: Math.max(margin + MARK_GAP, middle - inner) },
    { left: Math.min(width - margin - MARK_GAP, middle + inner), right: width - margin - MARK_GAP },
  ];
}

/** Solids and overprints left of the cross at the head, tints and greys right of it; nothing above the ink limit. */
export function colorBar(sheet: SheetGeometry, inkLimit: number): string {
  const solids: readonly Inks[] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [1, 1, 1, 0]]; // prettier-ignore
  const tints: readonly Inks[] = [[0.5, 0, 0, 0], [0, 0.5, 0, 0], [0, 0, 0.5, 0], [0, 0, 0, 0.5], [0, 0, 0, 0.25], [0, 0, 0, 0.75], [0.5, 0.4, 0.4, 0]]; // prettier-ignore
  const [left, right] = roomsBesideCross(sheet);
  return patches(within(solids, inkLimit), left, sheet) + patches(within(tints, inkLimit), right, sheet);
}

/** Where the patches of spot colours stand: after the tints. */
export function spotPatch(sheet: SheetGeometry, index: number): string {
  const [, right] = roomsBesideCross(sheet);
  const x = right.left + (8 + index) * PATCH;
  return x + PATCH > right.right ? '' : rectangle(x, barBottom(sheet), PATCH, PATCH);
}

function within(inks: readonly Inks[], limit: number): readonly Inks[] {
  return inks.filter((each) => each.reduce((sum, ink) => sum + ink, 0) <= limit + 1e-6);
}

function patches(inks: readonly Inks[], room: MarkRoom, sheet: SheetGeometry): string {
  const side = Math.min(PATCH, (room.right - room.left) / inks.length);
  if (side <= 0) return '';
  const bottom = barBottom(sheet);
  return inks
    .map(
      (each, i) =>
        `${each.map(pdfNumber).join(' ')} k ${rectangle(room.left + i * side, bottom, side, PATCH)} f\n`,
    )
    .join('');
}

function barBottom(sheet: SheetGeometry): number {
  return sheet.height - sheet.margin + sheet.offset + (MARK_REACH - PATCH) / 2;
}

/** Two marks at each corner of the box that is `inset` from the sheet's edges; they begin `offset` outside the trim. */
function corners(sheet: SheetGeometry, inset: number, offset: number, length: number): string {
  const { width, height, margin } = sheet;
  const near = margin - offset;
  let lines = '';
  for (const y of [inset, height - inset]) {
    lines += stroke(near, y, near - length, y) + stroke(width - near, y, width - near + length, y);
  }
  for (const x of [inset, width - inset]) {
    lines += stroke(x, near, x, near - length) + stroke(x, height - near, x, height - near + length);
  }
  return lines;
}

function cross(x: number, y: number): string {
  const r = CROSS_RADIUS;
  const k = r * QUARTER_CIRCLE_HANDLE;
  const n = (...values: number[]): string => values.map(pdfNumber).join(' ');
  return (
    stroke(x - CROSS_ARM, y, x + CROSS_ARM, y) +
    stroke(x, y - CROSS_ARM, x, y + CROSS_ARM) +
    `${n(x + r, y)} m ${n(x + r, y + k, x + k, y + r, x, y + r)} c ${n(x - k, y + r, x - r, y + k, x - r, y)} c\n` +
    `${n(x - r, y - k, x - k, y - r, x, y - r)} c ${n(x + k, y - r, x + r, y - k, x + r, y)} c h S\n`
  );
}

function stroke(x1: number, y1: number, x2: number, y2: number): string {
  return `${pdfNumber(x1)} ${pdfNumber(y1)} m ${pdfNumber(x2)} ${pdfNumber(y2)} l S\n`;
}
