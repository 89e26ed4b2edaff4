// The plates of a PDF → what a print shop looks at: inks, crop marks, sum of inks, and what black text does to the other plates.
import type { Box } from '../../src/preflight/inspect/inspected-pdf.ts';
import type { PageBoxes, PagePlates, Plate } from './plates.ts';
import { pageBoxes, pixelsInside, separate } from './plates.ts';

export interface PlateReport {
  readonly pages: readonly PageBoxes[];
  /** Names of the plates of each page, sorted. */
  readonly inks: readonly (readonly string[])[];
  /** `Cyan, page 3: level, top left`. */
  readonly missingMarks: readonly string[];
  /** Greatest sum of inks within the bleed of any page, percent. */
  readonly greatest: { readonly percent: number; readonly place: string };
  /** Sides of pages where something reaches the trim but not the edge of the bleed: `left of page 3: 20 of 700`. */
  readonly bleedGaps: readonly string[];
  /** Sides of pages where something reaches the edge of the bleed. */
  readonly bleedingSides: number;
  readonly blackText: BlackText;
}

/** Pixels where text brings full black. */
export interface BlackText {
  readonly pixels: number;
  /** Pages that have any. */
  readonly pages: number;
  /** Pixels where the other inks below are printed too. */
  readonly overprinting: number;
  /** Pixels where other inks stand around the letters and are left out below them. */
  readonly knockingOut: number;
  /** The first place of each page where there is more C, M or Y with the text than without it. */
  readonly addingInk: readonly string[];
}

/** Separates a file twice, whole and without its text. `folder` is for the plates, and is removed. */
export async function judgePlates(file: string, folder: string): Promise<PlateReport> {
  const pages = await pageBoxes(file);
  const whole = separate(file, `${folder}-whole`);
  const rest = separate(file, `${folder}-rest`, 'all but text');
  const inks: string[][] = [];
  const missingMarks: string[] = [];
  let greatest = { percent: 0, place: 'nowhere' };
  const bleedGaps: string[] = [];
  let bleedingSides = 0;
  const blackText = { pixels: 0, pages: 0, overprinting: 0, knockingOut: 0 };
  const addingInk: string[] = [];
  for (const boxes of pages) {
    const [shown, below] = (await Promise.all([whole.next(), rest.next()])).map(({ value }) => value as PagePlates | undefined); // prettier-ignore
    if (shown === undefined || below === undefined) throw new Error(`${file} has pages without plates`);
    inks.push(shown.plates.map(({ ink }) => ink).toSorted());
    for (const plate of shown.plates) {
      for (const mark of missingCropMarks(plate, boxes)) missingMarks.push(`${plate.ink}, page ${shown.page}: ${mark}`); // prettier-ignore
    }
    const most = greatestInk(shown, boxes);
    if (most.percent > greatest.percent) greatest = most;
    for (const { side, trim, bleed } of inkAlongSides(shown, boxes)) {
      if (bleed > 0) bleedingSides++;
      if (bleed < trim * LEAST_BLEED) bleedGaps.push(`${side} of page ${shown.page}: ${bleed} of ${trim}`);
    }
    const text = blackTextOf(shown, below, boxes);
    blackText.pixels += text.pixels;
    blackText.pages += Math.sign(text.pixels);
    blackText.overprinting += text.overprinting;
    blackText.knockingOut += text.knockingOut;
    if (text.addingInk !== '') addingInk.push(text.addingInk);
  }
  await Promise.all([whole, rest].map((each) => each.return(undefined)));
  return {
    pages,
    inks,
    missingMarks,
    greatest,
    bleedGaps,
    bleedingSides,
    blackText: { ...blackText, addingInk },
  };
}

function greatestInk({ page, plates }: PagePlates, { bleed, media }: PageBoxes): PlateReport['greatest'] {
  let most = { sum: 0, x: 0, y: 0 };
  const [left, top, right, bottom] = pixelsInside(bleed, media);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      let sum = 0;
      for (const { pixels, width } of plates) sum += pixels[y * width + x] ?? 0;
      if (sum > most.sum) most = { sum, x, y };
    }
  }
  return { percent: (most.sum * 100) / 255, place: `page ${page} at ${most.x} ${most.y}` };
}

/** Of what has ink at the trim, the least part that has ink at the edge of the bleed; highlights of photographs have none. */
const LEAST_BLEED = 0.9;

/** How many pixels have ink along each side of a page: just inside the trim, and just inside the edge of the bleed. */
function inkAlongSides(
  { plates }: PagePlates,
  { trim, bleed, media }: PageBoxes,
): readonly { readonly side: string; readonly trim: number; readonly bleed: number }[] {
  const [left, top, right, bottom] = pixelsInside(trim, media);
  const [bleedLeft, bleedTop, bleedRight, bleedBottom] = pixelsInside(bleed, media);
  const hasInk = (x: number, y: number): boolean => plates.some(({ pixels, width }) => (pixels[y * width + x] ?? 0) > 0); // prettier-ignore
  const upright = (x: number): number => count(top, bottom, (y) => hasInk(x, y));
  const level = (y: number): number => count(left, right, (x) => hasInk(x, y));
  return [
    { side: 'left', trim: upright(left + 1), bleed: upright(bleedLeft + 1) },
    { side: 'right', trim: upright(right - 2), bleed: upright(bleedRight - 2) },
    { side: 'top', trim: level(top + 1), bleed: level(bleedTop + 1) },
    { side: 'bottom', trim: level(bottom - 2), bleed: level(bleedBottom - 2) },
  ];
}

function count(from: number, to: number, has: (position: number) => boolean): number {
  let found = 0;
  for (let position = from; position < to; position++) if (has(position)) found++;
  return found;
}

function blackTextOf(
  shown: PagePlates,
  below: PagePlates,
  { bleed, media }: PageBoxes,
): Omit<BlackText, 'pages' | 'addingInk'> & { readonly addingInk: string } {
  const black = [plateOf(shown, 'Black'), plateOf(below, 'Black')] as const;
  const others = ['Cyan', 'Magenta', 'Yellow'].map((ink) => [plateOf(shown, ink), plateOf(below, ink)] as const); // prettier-ignore
  const found = { pixels: 0, overprinting: 0, knockingOut: 0, addingInk: '' };
  const [left, top, right, bottom] = pixelsInside(bleed, media);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = y * black[0].width + x;
      if (black[0].pixels[at] !== 255 || black[1].pixels[at] === 255) continue;
      found.pixels++;
      let [withText, withoutText] = [0, 0];
      for (const [all, rest] of others) {
        const [ink = 0, inkBelow = 0] = [all.pixels[at], rest.pixels[at]];
        if (ink > inkBelow) found.addingInk ||= `page ${shown.page} at ${x} ${y}: ${all.ink}`;
        withText += ink;
        withoutText += inkBelow;
      }
      if (withoutText > 0 && withText === withoutText) found.overprinting++;
      else if (withoutText > 0 && withText === 0) found.knockingOut++;
    }
  }
  return found;
}

function plateOf({ page, plates }: PagePlates, name: string): Plate {
  const found = plates.find(({ ink }) => ink === name);
  if (found === undefined) throw new Error(`page ${page} has no plate ${name}`);
  return found;
}

/**
 * The crop marks that a plate lacks: of each corner of the trim one mark level and one upright, between the bleed and the edge
 * of the sheet, on the line of the trim.
 */
function missingCropMarks(plate: Plate, { trim, bleed, media }: PageBoxes): readonly string[] {
  const [left, bottom, right, top] = trim;
  const sides = [
    ['left', media[0], bleed[0]],
    ['right', bleed[2], media[2]],
  ] as const;
  const ends = [
    ['bottom', media[1], bleed[1]],
    ['top', bleed[3], media[3]],
  ] as const;
  const missing: string[] = [];
  for (const [side, from, to] of sides) {
    for (const [end, y] of [
      ['bottom', bottom],
      ['top', top],
    ] as const) {
      if (!hasMark(plate, [from, y - 1, to, y + 1], media)) missing.push(`level, ${end} ${side}`);
    }
  }
  for (const [end, from, to] of ends) {
    for (const [side, x] of [
      ['left', left],
      ['right', right],
    ] as const) {
      if (!hasMark(plate, [x - 1, from, x + 1, to], media)) missing.push(`upright, ${end} ${side}`);
    }
  }
  return missing;
}

function hasMark({ pixels, width }: Plate, box: Box, media: Box): boolean {
  const [left, top, right, bottom] = pixelsInside(box, media);
  for (let y = Math.max(0, top - 1); y <= bottom; y++) {
    for (let x = Math.max(0, left - 1); x <= right; x++) if (pixels[y * width + x] === 255) return true;
  }
  return false;
}
