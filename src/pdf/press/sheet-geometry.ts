// A page, the printer profile and what `@page` says → the boxes of the sheet it is printed on (ISO 32000-1, 14.11.2; ISO
// 15930-7, 6.11): TrimBox within BleedBox within MediaBox, which begins at 0 0. Points, y upwards as in the file.
import type { PrinterMarks } from '../../base/printer-profile.ts';
import type { Page } from '../../frame/frame.ts';
import type { PressJob } from '../../press/press-job.ts';
import { pdfNumbers } from '../pdf-syntax.ts';

/** How far marks reach, from the nearest to the trim outwards: crop marks of 5 mm and a little. */
export const MARK_REACH = 15;
/** Paper beyond the marks. */
const EDGE = 3;

/** Where trim, bleed and marks of one sheet are. */
export interface SheetGeometry {
  readonly trimWidth: number;
  readonly trimHeight: number;
  readonly bleed: number;
  readonly marks: PrinterMarks;
  /** Points between the trim and the nearest mark; never less than the bleed. */
  readonly offset: number;
  /** Points between the edge of the sheet and the trim, on every side. */
  readonly margin: number;
  /** Of the sheet: the MediaBox. */
  readonly width: number;
  readonly height: number;
}

/** The sheet of a page. `@page` counts where the manifest is silent, else the printer profile as the manifest has it. */
export function sheetGeometry(
  page: Pick<Page, 'width' | 'height' | 'bleed' | 'marks'>,
  job: PressJob,
): SheetGeometry {
  const { profile, fixed } = job;
  const bleed = Math.max(0, fixed.bleed ? profile.bleed : (page.bleed ?? profile.bleed));
  const marks = fixed.marks ? profile.marks : asPageSays(page.marks, profile.marks);
  const offset = Math.max(bleed, profile.marksOffset);
  const margin = hasMarks(marks) ? offset + MARK_REACH + EDGE : bleed;
  return {
    trimWidth: page.width,
    trimHeight: page.height,
    bleed,
    marks,
    offset,
    margin,
    width: page.width + 2 * margin,
    height: page.height + 2 * margin,
  };
}

/** Whether anything is printed outside the bleed. */
export function hasMarks(marks: PrinterMarks): boolean {
  return marks.crop || marks.cross || marks.bleed || marks.colorBar || marks.slug;
}

/** Entries of the page dictionary. There is no CropBox: viewers show the whole sheet. */
export function boxEntries(sheet: SheetGeometry): string {
  const { margin, bleed, width, height } = sheet;
  const box = (inset: number): string => pdfNumbers([inset, inset, width - inset, height - inset]);
  return `/MediaBox${box(0)}/BleedBox${box(margin - bleed)}/TrimBox${box(margin)}`;
}

/** `marks: none` switches everything off; `crop` and `cross` choose between these two, the rest is the printer's affair. */
function asPageSays(page: Page['marks'], printer: PrinterMarks): PrinterMarks {
  if (page === undefined) return printer;
  if (!page.crop && !page.cross)
    return { crop: false, cross: false, bleed: false, colorBar: false, slug: false };
  return { ...printer, crop: page.crop, cross: page.cross };
}
