// A picture and the places that show it → one XObject that has what all of them show together, and the matrix that draws it in each.
// Every page draws it itself: viewers that look for pictures in the content of pages do not look into forms, and their readers
// would not hear what stands for the picture.
import { POINTS_PER_PX } from '../../base/length.ts';
import type { Place } from '../../base/diagnostic.ts';
import type { PictureInfo } from '../../document/picture.ts';
import type { PictureBox } from './picture-part.ts';
import type { PixelArea } from './pixels.ts';
import { areaShown, areaToCut, isWhole, jointArea, placeOfArea, wholeArea } from './picture-part.ts';

/** A picture that is in the file. */
export interface UsedPicture {
  /** `I1`, `I2` … in the order of first use. */
  readonly name: string;
  readonly object: number;
  readonly kind: PictureInfo['kind'];
  /** Natural size, in units of its form: px, of a PDF page points. */
  readonly naturalWidth: number;
  readonly naturalHeight: number;
  /** Pixels of a bitmap that are shown anywhere; of others all. */
  shown: PixelArea;
  /** Largest printed size of the whole picture, pt. */
  width: number;
  height: number;
  /** Where it was written that it is printed so large. */
  place?: Place | undefined;
}

/** Where a picture stands. */
export interface PicturePlace {
  /** The box that shows it, and where the whole picture would lie. */
  readonly box: PictureBox;
  readonly whole: PictureBox;
  /** Where it was written. */
  readonly place?: Place | undefined;
}

/** A picture that nothing has shown yet. */
export function unusedPicture(info: PictureInfo, name: string, object: number): UsedPicture {
  const unit = info.kind === 'pdf' ? POINTS_PER_PX : 1;
  const shown = { left: 0, top: 0, width: 0, height: 0 };
  return { name, object, kind: info.kind, naturalWidth: info.width * unit, naturalHeight: info.height * unit, shown, width: 0, height: 0 }; // prettier-ignore
}

/** Notes that this place shows the picture; `keepsWhole`: nothing is cut out of it. */
export function notePlace(
  picture: UsedPicture,
  { box, whole, place }: PicturePlace,
  keepsWhole: boolean,
): void {
  const natural = naturalSize(picture);
  const isCut = picture.kind === 'bitmap' && !keepsWhole;
  const area = isCut ? areaShown(box, whole, natural) : wholeArea(natural);
  picture.shown = picture.shown.width === 0 ? area : jointArea(picture.shown, area);
  if (whole.width > picture.width) picture.place = place;
  picture.width = Math.max(picture.width, whole.width);
  picture.height = Math.max(picture.height, whole.height);
}

/** Whether all of it is shown: no further place changes its matrices. */
export function isSettled(picture: UsedPicture): boolean {
  return isWhole(picture.shown, naturalSize(picture));
}

/** What is cut out of it; undefined: it is there as it is. */
export function cutArea(picture: UsedPicture): PixelArea | undefined {
  const natural = naturalSize(picture);
  const area = areaToCut(picture.shown, natural);
  return isWhole(area, natural) ? undefined : area;
}

/** Size of the whole picture: pixels of a bitmap, px of a drawing, points of a PDF page. */
export function naturalSize(picture: UsedPicture): { readonly width: number; readonly height: number } {
  return { width: picture.naturalWidth, height: picture.naturalHeight };
}

/**
 * The matrix that draws the picture where all of it would lie in `whole`, on a page of this height. An image fills the unit square,
 * a form its natural size.
 */
export function pictureMatrix(
  picture: UsedPicture,
  whole: PictureBox,
  pageHeight: number,
): readonly number[] {
  const natural = naturalSize(picture);
  const { x, y, width, height } = placeOfArea(cutArea(picture) ?? wholeArea(natural), natural, whole);
  const isForm = picture.kind !== 'bitmap';
  const scaleX = isForm ? width / natural.width : width;
  const scaleY = isForm ? height / natural.height : height;
  return [scaleX, 0, 0, scaleY, x, pageHeight - y - height];
}
