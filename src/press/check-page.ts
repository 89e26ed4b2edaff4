// A laid out page against the press job: whether its bleed is one, and whether style sheet and manifest agree.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { mm } from '../base/length.ts';
import type { DataPath } from '../issue/plain-data.ts';
import { MOST_BLEED_MM, inMm } from './check-settings.ts';
import type { PressJob } from './press-job.ts';

/** What matters of a page here; lengths in points. */
export interface PageFacts {
  readonly width: number;
  readonly height: number;
  readonly bleed?: number | undefined;
  readonly marks?: { readonly crop: boolean; readonly cross: boolean } | undefined;
}

/** Lengths that are written with two digits are the same within this. */
const TOLERANCE = 0.05;

/** Reports what does not fit. `placeIn` leads to the keys of `editions.press`. */
export function checkPage(
  page: PageFacts,
  { profile, fixed }: Pick<PressJob, 'profile' | 'fixed'>,
  placeIn: (path: DataPath) => Place,
  diagnostics: Diagnostics,
): void {
  const ofPage = fixed.bleed ? undefined : page.bleed;
  const bleed = ofPage ?? profile.bleed;
  const side = Math.min(page.width, page.height);
  const most = Math.min(mm(MOST_BLEED_MM), side / 2);
  if (bleed > most) {
    const size = `${inMm(page.width)} × ${inMm(page.height)}`;
    const where = ofPage === undefined ? '' : ' of @page';
    const message = `A bleed${where} of ${inMm(bleed)} is too large for a page of ${size}`;
    diagnostics.error('E007', message, placeIn(['bleed']), 'the usual bleed is 3mm');
  }
  if (fixed.bleed && page.bleed !== undefined && Math.abs(page.bleed - profile.bleed) > TOLERANCE) {
    const message = `@page has a bleed of ${inMm(page.bleed)}; the manifest’s, ${inMm(profile.bleed)}, is used`;
    diagnostics.note('E008', message, placeIn(['bleed']), 'write the same in both, or take one out');
  }
  const { marks } = page;
  if (
    fixed.marks &&
    marks !== undefined &&
    (marks.crop !== profile.marks.crop || marks.cross !== profile.marks.cross)
  ) {
    const message = `@page has marks: ${inWords(marks)}; the manifest’s, ${inWords(profile.marks)}, are used`;
    diagnostics.note('E008', message, placeIn(['marks']), 'write the same in both, or take one out');
  }
}

function inWords({ crop, cross }: { readonly crop: boolean; readonly cross: boolean }): string {
  return [crop ? 'crop' : '', cross ? 'cross' : ''].filter((word) => word !== '').join(' ') || 'none';
}
