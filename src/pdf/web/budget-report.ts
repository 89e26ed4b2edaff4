// What fitting the web edition to its size came to → figures for <issue>.json, and what is said of it.
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { ImageSettings, WebImages } from './web-images.ts';

/** One bitmap in the file. */
export interface BudgetPicture extends ImageSettings {
  /** Relative to the publication folder. */
  readonly source: string;
  /** Pixels. `ppi` is what they come to at the largest printed size. */
  readonly width: number;
  readonly height: number;
  /** In the file, with its mask. */
  readonly bytes: number;
  /** Without loss: a drawing, a screenshot; it is not lowered. */
  readonly lossless: boolean;
}

/** The file and its limit. */
export interface PictureBudget extends ImageSettings {
  readonly maxBytes: number;
  /** Bytes the file would have with the pictures as the manifest wants them, and those it has. */
  readonly from: number;
  readonly to: number;
  /** Bytes of all that is not lowered: everything but photographs. */
  readonly rest: number;
  readonly fits: boolean;
  readonly pictures: readonly BudgetPicture[];
}

/** The figures were bounds before the file had its end: now they are what it came to. */
export function settledBudget(budget: PictureBudget, bytes: number): PictureBudget {
  const spare = budget.to - bytes;
  const { maxBytes, from, rest } = budget;
  return { ...budget, from: from - spare, to: bytes, rest: rest - spare, fits: bytes <= maxBytes };
}

/** I011, a note, where pictures were lowered; I012, a warning, where the file is too large all the same. */
export function budgetReports(budget: PictureBudget, wanted: WebImages): readonly Diagnostic[] {
  const { place } = wanted;
  const { maxBytes, from, to, rest, fits, ppi, quality, pictures } = budget;
  const reports: Diagnostic[] = [];
  if (from !== to) {
    const lowered = pictures.filter(({ lossless }) => !lossless).length;
    const settings = [
      changed('quality', wanted.quality, quality),
      changed('pixels per inch', wanted.ppi, ppi),
    ];
    reports.push({
      code: 'I011',
      severity: 'note',
      message: `Photographs encoded anew (${lowered}), ${settings.filter((each) => each !== '').join(', ')}: the file has ${size(to)} instead of ${size(from)}`,
      place,
      hint: 'a larger maxBytes, fewer pictures or smaller ones keep their quality',
    });
  }
  if (fits) return reports;
  const isRestTooLarge = rest > maxBytes;
  reports.push({
    code: 'I012',
    severity: 'warning',
    message: `The file has ${size(to)}, more than maxBytes (${size(maxBytes)}): ${isRestTooLarge ? `text, fonts and drawings alone have ${size(rest)}` : 'its pictures cannot be lowered further'}`,
    place,
    hint: isRestTooLarge
      ? 'its pictures are left as they are; allow more bytes, or print less in it'
      : 'allow more bytes, or print fewer pictures',
  });
  return reports;
}

function changed(name: string, from: number, to: number): string {
  return from === to ? '' : `${name} ${from} → ${to}`;
}

/** Rounded up: a file that is too large does not look as if it fitted. */
function size(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
