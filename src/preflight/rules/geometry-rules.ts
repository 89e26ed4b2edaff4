// Sizes on paper: lines, type and pixels after every transformation, against the printer profile's limits.
import type { PaintEvent } from '../inspect/inspected-pdf.ts';
import type { PreflightRule } from '../report-types.ts';
import type { ImageEvent, PaintedEvent, TextEvent } from './rule-kit.ts';
import { hasProfile, inkList, isBlackOfFour, isRichBlack, ofPage, perInch, plateCount, points, printedImages, printedPaints, printedText, ROUNDING } from './rule-kit.ts'; // prettier-ignore

/** Rules of line width, type size and resolution; all need a printer profile. */
export function geometryRules(): readonly PreflightRule[] {
  return [...lineRules(), ...typeRules(), ...imageRules()];
}

/** A line: drawn as one, or a long thin rectangle. Thickness 0 is “as thin as the device can”. */
function lineThickness(event: PaintEvent): number | null {
  if (event.kind === 'stroke') return event.thickness;
  // The outline of filled letters only makes them bolder.
  if (event.kind === 'text' && (event.mode === 1 || event.mode === 5)) return event.thickness ?? null;
  if (event.kind !== 'fill' || event.thickness === null) return null;
  const [left, bottom, right, top] = event.bounds;
  // Small squares are dots and parts of drawings, no lines.
  return Math.max(right - left, top - bottom) >= 4 * event.thickness ? event.thickness : null;
}

/** Lines in several inks need this many times the thinnest line's width to stand register. */
const LINE_INKS_FACTOR = 2;

function lineRules(): readonly PreflightRule[] {
  const thinner = (
    events: readonly PaintedEvent[],
    limit: number,
  ): { readonly event: PaintedEvent; readonly thickness: number }[] =>
    events
      .flatMap((event) => {
        const thickness = lineThickness(event);
        return thickness === null || thickness >= limit - ROUNDING ? [] : [{ event, thickness }];
      })
      .toSorted((a, b) => a.thickness - b.thickness);
  return [
    {
      name: 'geometry.hairline',
      describes:
        'No line is thinner than the printer profile’s thinnest, thin filled rectangles and outlined letters included',
      applies: hasProfile,
      page(page, { target, find }) {
        const limit = target.profile?.minimumLine ?? 0;
        for (const { event, thickness } of thinner(printedPaints(page), limit)) {
          find(ofPage(page.number, { severity: 'error', message: 'A line is too thin to print', place: event.bounds, measured: points(thickness), wanted: `at least ${points(limit)}` })); // prettier-ignore
        }
      },
    },
    {
      name: 'geometry.line-several-inks',
      describes: 'Lines in several inks are at least twice as thick as the thinnest line',
      applies: hasProfile,
      page(page, { target, find }) {
        const minimum = target.profile?.minimumLine ?? 0;
        const limit = minimum * LINE_INKS_FACTOR;
        for (const { event, thickness } of thinner(printedPaints(page), limit)) {
          if (thickness < minimum - ROUNDING || plateCount(event.paint) < 2) continue;
          find(ofPage(page.number, { severity: 'warning', message: 'A thin line is printed in several inks', place: event.bounds, measured: `${points(thickness)}, ${inkList(event.paint)}`, wanted: `one ink, or at least ${points(limit)}` })); // prettier-ignore
        }
      },
    },
  ];
}

/** Points of type by which a size may miss its limit: 5 pt of another program are 4.98. */
const TYPE_TOLERANCE = 0.05;

function smaller(events: readonly TextEvent[], limit: number): readonly TextEvent[] {
  return events
    .filter(({ size }) => size > 0 && size < limit - TYPE_TOLERANCE)
    .toSorted((a, b) => a.size - b.size);
}

function typeRules(): readonly PreflightRule[] {
  return [
    {
      name: 'geometry.type-too-small',
      describes: 'No type is smaller than the printer profile’s smallest',
      applies: hasProfile,
      page(page, { target, find }) {
        const limit = target.profile?.minimumType ?? 0;
        for (const event of smaller(printedText(page), limit)) {
          find(ofPage(page.number, { severity: 'warning', message: 'Type is too small to print', place: event.bounds, measured: points(event.size), wanted: `at least ${points(limit)}` })); // prettier-ignore
        }
      },
    },
    {
      name: 'geometry.type-several-inks',
      describes: 'Small type is printed in one ink',
      applies: hasProfile,
      page(page, { target, find }) {
        const minimum = target.profile?.minimumType ?? 0;
        const limit = target.profile?.minimumTypeInks ?? 0;
        for (const event of smaller(printedText(page), limit)) {
          // Black of several inks and type below the smallest size have rules of their own.
          if (plateCount(event.paint) < 2 || isRichBlack(event.paint) || isBlackOfFour(event.paint)) continue;
          if (event.size < minimum - TYPE_TOLERANCE) continue;
          find(ofPage(page.number, { severity: 'warning', message: 'Small type is printed in several inks', place: event.bounds, measured: `${points(event.size)}, ${inkList(event.paint)}`, wanted: `one ink, or at least ${points(limit)}` })); // prettier-ignore
        }
      },
    },
  ];
}

function resolution({ ppi }: ImageEvent): number {
  return Math.min(ppi[0], ppi[1]);
}

/** Resolutions are whole numbers in people's minds. */
const PPI_TOLERANCE = 0.5;
/** Pictures of one bit are resampled by nobody: they need their edges. */
const MAXIMUM_LINE_ART = 2400;

function imageRules(): readonly PreflightRule[] {
  return [
    {
      name: 'geometry.image-ppi',
      describes:
        'Pictures have as many pixels per inch as the printer profile wants; below its minimum it is an error',
      applies: hasProfile,
      page(page, { target, find }) {
        const limits = target.profile?.pictures;
        if (limits === undefined) return;
        for (const event of printedImages(page).toSorted((a, b) => resolution(a) - resolution(b))) {
          const ppi = resolution(event);
          if (ppi >= limits.wanted - PPI_TOLERANCE) continue;
          const tooFew = ppi < limits.minimum - PPI_TOLERANCE;
          find(ofPage(page.number, { severity: tooFew ? 'error' : 'warning', message: tooFew ? 'A picture has too few pixels' : 'A picture has fewer pixels than wanted', place: event.bounds, measured: perInch(ppi), wanted: `at least ${perInch(tooFew ? limits.minimum : limits.wanted)}` })); // prettier-ignore
        }
      },
    },
    tooManyPixels(),
  ];
}

/** Remembers where each picture is largest: one that is used in two sizes has the pixels of the larger. */
function tooManyPixels(): PreflightRule {
  const largest = new Map<number | symbol, { readonly page: number; readonly event: ImageEvent }>();
  return {
    name: 'geometry.image-ppi-high',
    describes: 'Pictures have no more pixels than print can show where they are largest',
    applies: hasProfile,
    page(page) {
      for (const event of printedImages(page)) {
        const key = event.image.object ?? Symbol('inline');
        const known = largest.get(key);
        if (known === undefined || resolution(event) < resolution(known.event)) largest.set(key, { page: page.number, event }); // prettier-ignore
      }
    },
    file(_file, { target, find }) {
      const limits = target.profile?.pictures;
      if (limits === undefined) return;
      for (const { page, event } of largest.values()) {
        const maximum = event.image.bits === 1 ? MAXIMUM_LINE_ART : limits.maximum;
        const ppi = resolution(event);
        if (ppi <= maximum + PPI_TOLERANCE) continue;
        find(ofPage(page, { severity: 'note', message: 'A picture has more pixels than print can show', place: event.bounds, measured: perInch(ppi), wanted: `at most ${perInch(maximum)}` })); // prettier-ignore
      }
    },
  };
}
