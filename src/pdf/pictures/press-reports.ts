// What the press edition says of a picture: too few pixels for its printed size, and what was done to it.
import type { Diagnostic, Place } from '../../base/diagnostic.ts';
import type { BitmapHeader } from './decode-bitmap.ts';
import type { PictureUse } from './picture-store.ts';
import type { PictureChange } from './press-bitmap.ts';
import { resolutionOf } from './press-bitmap.ts';
import type { PressPictures } from './press-pictures.ts';

/** A picture and where it is asked for. */
export interface ReportedPicture {
  readonly source: string;
  readonly place?: Place | undefined;
  readonly header: BitmapHeader;
}

/** I007 (an error) below the minimum of the printer profile, I006 below what it wants; a report for each change. */
export function pressReports(
  picture: ReportedPicture,
  use: PictureUse,
  { press, changes }: { readonly press: PressPictures; readonly changes: readonly PictureChange[] },
): readonly Diagnostic[] {
  return [
    ...resolutionReports(picture, use, press),
    ...changes.map((each) => changeReport(picture, each, press)),
  ];
}

function resolutionReports(
  { source, place, header }: ReportedPicture,
  use: PictureUse,
  { limits }: PressPictures,
): readonly Diagnostic[] {
  const resolution = resolutionOf(header, use);
  if (resolution >= limits.wanted) return [];
  const isRefused = resolution < limits.minimum;
  const printed = `${millimetres(use.width)} × ${millimetres(use.height)} mm`;
  const needed = isRefused ? limits.minimum : limits.wanted;
  return [
    {
      code: isRefused ? 'I007' : 'I006',
      severity: isRefused ? 'error' : 'warning',
      message:
        `Picture ${source} is printed ${printed} at ${shown(resolution)} pixels per inch; ` +
        (isRefused ? `the press needs ${needed}` : `${needed} are wanted`),
      place,
      hint:
        `it has ${header.width} × ${header.height} pixels; at this size ` +
        `${pixels(use.width, needed)} × ${pixels(use.height, needed)} ` +
        (isRefused
          ? `are the least, ${pixels(use.width, limits.wanted)} × ${pixels(use.height, limits.wanted)} are good`
          : 'are good'),
    },
  ];
}

type ChangeReport = Pick<Diagnostic, 'code' | 'severity' | 'hint'> & { readonly message: string };

/** What is said of each change; the message goes on after “Picture x”. */
const CHANGES: Readonly<Record<PictureChange, (press: PressPictures) => ChangeReport>> = {
  flattened: () => ({
    code: 'I008',
    severity: 'note',
    message: 'is translucent, which the standard forbids: it is laid on white',
    hint: 'give it its background in the picture, or use pdfx-4',
  }),
  limited: ({ inkLimit }) => ({
    code: 'I009',
    severity: 'warning',
    message: `brings inks beyond the limit of ${Math.round(inkLimit * 100)} %: they are lowered`,
    hint: 'convert it for this printing condition, or leave it in RGB',
  }),
  converted: ({ condition }) => ({
    code: 'I010',
    severity: 'note',
    message: `is in CMYK for another printing condition than ${condition}: its inks are made anew`,
    hint: 'RGB pictures are converted best',
  }),
};

function changeReport(
  { source, place }: ReportedPicture,
  change: PictureChange,
  press: PressPictures,
): Diagnostic {
  const report = CHANGES[change](press);
  return { ...report, message: `Picture ${source} ${report.message}`, place };
}

function millimetres(points: number): number {
  return Math.round((points / 72) * 25.4);
}

/** Rounded down: what is not enough does not look enough. */
function shown(resolution: number): number {
  return Math.floor(resolution);
}

function pixels(points: number, resolution: number): number {
  return Math.ceil((points / 72) * resolution);
}
