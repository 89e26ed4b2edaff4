// Page boxes (ISO 15930-7, ISO 32000-1, 14.11.2): they exist, nest, leave enough bleed, and the artwork fills it. Annotations too,
// which no print standard allows on what is printed.
import type { Box, InspectedPage, PaintEvent } from '../inspect/inspected-pdf.ts';
import type { PreflightRule } from '../report-types.ts';
import { boxHeight, boxSize, boxWidth, contains, hasProfile, inkTotal, isPrint, millimetres, ofFile, ofPage, overlap, printedArea, trimOf } from './rule-kit.ts'; // prettier-ignore

/** Rules of the page boxes, and of annotations by where they lie. */
export function boxesRules(): readonly PreflightRule[] {
  return [...nestingRules(), bleedTooSmall, bleedNotReached, sizesDiffer(), ...annotationRules()];
}

function nestingRules(): readonly PreflightRule[] {
  return [
    {
      name: 'boxes.trim-missing',
      describes: 'Every page has a TrimBox (or an ArtBox)',
      applies: isPrint,
      page(page, { find }) {
        if (trimOf(page) === null) find(ofPage(page.number, { severity: 'error', message: 'The page has neither TrimBox nor ArtBox: nobody knows where to cut' })); // prettier-ignore
      },
    },
    {
      name: 'boxes.trim-and-art',
      describes: 'No page has both TrimBox and ArtBox',
      applies: isPrint,
      page({ number, boxes }, { find }) {
        if (boxes.trim !== null && boxes.art !== null) find(ofPage(number, { severity: 'error', message: 'The page has both TrimBox and ArtBox', place: boxes.art })); // prettier-ignore
      },
    },
    {
      name: 'boxes.nesting',
      describes: 'MediaBox contains BleedBox contains TrimBox',
      applies: isPrint,
      page(page, { find }) {
        for (const fault of nestingFaults(page)) {
          find(ofPage(page.number, { severity: 'error', message: fault.message, place: fault.place }));
        }
      },
    },
    {
      name: 'boxes.crop',
      describes: 'A CropBox hides nothing of the trim and the bleed',
      applies: isPrint,
      page({ number, boxes }, { find }) {
        const { crop } = boxes;
        const inner = boxes.bleed ?? boxes.trim ?? boxes.art;
        if (crop === null || inner === null || contains(crop, inner)) return;
        find(ofPage(number, { severity: 'error', message: 'The CropBox cuts into the trim or the bleed', place: crop, measured: boxSize(crop), wanted: `at least ${boxSize(inner)}` })); // prettier-ignore
      },
    },
    {
      // Named by the PDFlib 8 tutorial, table 10.3, among what PDF/X restricts.
      name: 'boxes.view-area',
      describes: 'The file is shown and printed by its MediaBox or BleedBox, where it says by which',
      applies: isPrint,
      file({ viewAreas = [] }, { find }) {
        const wrong = viewAreas.filter((name) => name !== 'MediaBox' && name !== 'BleedBox');
        if (wrong.length > 0) find(ofFile({ severity: 'error', message: 'Viewer preferences have the file shown or printed by another box than MediaBox or BleedBox', measured: wrong.join(', '), wanted: 'MediaBox or BleedBox' })); // prettier-ignore
      },
    },
    {
      name: 'boxes.user-unit',
      describes: 'No page scales its units (UserUnit)',
      applies: isPrint,
      page(page, { find }) {
        if (page.hasUserUnit) find(ofPage(page.number, { severity: 'error', message: 'The page scales its units (UserUnit)', measured: `${page.userUnit}` })); // prettier-ignore
      },
    },
    {
      name: 'boxes.rotated',
      describes: 'No page is turned for display (Rotate)',
      applies: isPrint,
      page(page, { find }) {
        if (page.rotate % 360 !== 0) find(ofPage(page.number, { severity: 'warning', message: 'The page is turned for display (Rotate)', measured: `${page.rotate}°`, wanted: '0°' })); // prettier-ignore
      },
    },
  ];
}

function nestingFaults({ boxes }: InspectedPage): { readonly message: string; readonly place: Box }[] {
  const trim = boxes.trim ?? boxes.art;
  const faults: { message: string; place: Box }[] = [];
  if (trim !== null && (boxWidth(trim) <= 0 || boxHeight(trim) <= 0)) faults.push({ message: 'The TrimBox is empty', place: trim }); // prettier-ignore
  if (boxes.bleed !== null && !contains(boxes.media, boxes.bleed)) faults.push({ message: 'The BleedBox stands out of the MediaBox', place: boxes.bleed }); // prettier-ignore
  if (trim !== null) {
    if (boxes.bleed !== null && !contains(boxes.bleed, trim)) faults.push({ message: 'The TrimBox stands out of the BleedBox', place: trim }); // prettier-ignore
    else if (!contains(boxes.media, trim)) faults.push({ message: 'The TrimBox stands out of the MediaBox', place: trim }); // prettier-ignore
  }
  return faults;
}

/** Bleed on the four sides: left, bottom, right, top. */
function bleedSides(page: InspectedPage, trim: Box): readonly [number, number, number, number] {
  const bleed = page.boxes.bleed ?? trim;
  return [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]];
}

/** A tenth of a millimetre: 3 mm are often written as 8.5 pt. */
const BLEED_TOLERANCE = 0.29;

const bleedTooSmall: PreflightRule = {
  name: 'boxes.bleed-too-small',
  describes: 'The BleedBox is as much larger than the trim as the printer profile asks, on every side',
  applies: hasProfile,
  page(page, { target, find }) {
    const trim = trimOf(page);
    const wanted = target.profile?.bleed ?? 0;
    if (trim === null || nestingFaults(page).length > 0) return;
    const smallest = Math.min(...bleedSides(page, trim));
    if (smallest >= wanted - BLEED_TOLERANCE) return;
    find(ofPage(page.number, { severity: 'error', message: 'The bleed is too small', place: page.boxes.bleed ?? trim, measured: millimetres(smallest), wanted: `at least ${millimetres(wanted)}` })); // prettier-ignore
  },
};

/** Points from the trim within which artwork is meant to reach it. */
const TOUCHES = 0.3;

const bleedNotReached: PreflightRule = {
  name: 'boxes.bleed-not-reached',
  describes: 'What touches the trim goes on to the edge of the bleed',
  applies: isPrint,
  page(page, { target, find }) {
    const trim = trimOf(page);
    if (trim === null || page.boxes.bleed === null || nestingFaults(page).length > 0) return;
    const sides = bleedSides(page, trim).map((side) => Math.min(side, target.profile?.bleed ?? side));
    const severity = target.profile === null ? 'warning' : 'error';
    for (const event of page.events) {
      if (!isArtwork(event) || !overlap(event.bounds, inset(trim, TOUCHES * 2))) continue;
      const missing = missingBleed(event.bounds, trim, sides);
      if (missing <= BLEED_TOLERANCE) continue;
      find(ofPage(page.number, { severity, message: 'Artwork touches the trim but does not fill the bleed: a white edge can show', place: event.bounds, measured: `${millimetres(missing)} short`, wanted: `${millimetres(Math.max(...sides))} beyond the trim` })); // prettier-ignore
    }
  },
};

/** Pictures, gradients, and fills and lines with ink; text is not meant to bleed, and white is what the paper is. */
function isArtwork(event: PaintEvent): boolean {
  if (event.kind === 'text' || event.state.opacity === 0) return false;
  if (event.kind === 'fill' || event.kind === 'stroke') {
    return event.paint.inks === null || inkTotal(event.paint) > 0;
  }
  return true;
}

function inset(box: Box, by: number): Box {
  return [box[0] + by, box[1] + by, box[2] - by, box[3] - by];
}

/** By how many points the artwork misses the bleed on the worst side that it touches; 0 when it touches none. */
function missingBleed(art: Box, trim: Box, sides: readonly number[]): number {
  const beyond = [trim[0] - art[0], trim[1] - art[1], art[2] - trim[2], art[3] - trim[3]];
  let worst = 0;
  for (const [side, reached] of beyond.entries()) {
    if (reached >= -TOUCHES) worst = Math.max(worst, (sides[side] ?? 0) - reached);
  }
  return worst;
}

/** Half a millimetre: less is rounding of page sizes. */
const SIZE_TOLERANCE = 1.4;

/** Remembers the first page's size. */
function sizesDiffer(): PreflightRule {
  let first: Box | null = null;
  return {
    name: 'boxes.sizes-differ',
    describes: 'All pages are cut to the same size',
    applies: isPrint,
    page(page, { find }) {
      const trim = trimOf(page);
      if (trim === null) return;
      if (first === null) {
        first = trim;
        return;
      }
      const difference = Math.max(Math.abs(boxWidth(trim) - boxWidth(first)), Math.abs(boxHeight(trim) - boxHeight(first))); // prettier-ignore
      if (difference <= SIZE_TOLERANCE) return;
      find(ofPage(page.number, { severity: 'warning', message: 'The page is of another size than the first', place: trim, measured: boxSize(trim), wanted: boxSize(first) })); // prettier-ignore
    },
  };
}

/** Annotations that a print shop or the trapping program writes. */
const FOR_PRINTERS: readonly string[] = ['PrinterMark', 'TrapNet'];

function annotationRules(): readonly PreflightRule[] {
  return [
    {
      name: 'annotations.inside-bleed',
      describes: 'No annotation (note, stamp, video …) lies on what is printed',
      applies: isPrint,
      page(page, { inspected, find }) {
        const area = printedArea(page);
        for (const { subtype, box } of page.annotations) {
          // Fields of a form are the form's fault, links have a rule of their own.
          if (subtype === 'Link' || (subtype === 'Widget' && inspected.hasForm)) continue;
          if (FOR_PRINTERS.includes(subtype) || !overlap(box, area)) continue;
          find(ofPage(page.number, { severity: 'error', message: 'An annotation lies on what is printed', place: box, measured: subtype })); // prettier-ignore
        }
      },
    },
    {
      name: 'links.not-allowed',
      describes: 'No links inside the bleed; outside it where the printer profile allows them',
      applies: isPrint,
      page(page, { target, find }) {
        const area = printedArea(page);
        for (const { subtype, box } of page.annotations) {
          if (subtype !== 'Link') continue;
          if (overlap(box, area)) find(ofPage(page.number, { severity: 'error', message: 'A link lies on what is printed', place: box })); // prettier-ignore
          else if (target.profile?.links === false) find(ofPage(page.number, { severity: 'warning', message: 'The page has a link', place: box })); // prettier-ignore
        }
      },
    },
  ];
}
