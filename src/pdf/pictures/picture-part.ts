// The part of a picture that is ever shown: what `object-fit: cover` and the like hide on every page is not in the web edition.
import type { PixelSize } from './decode-bitmap.ts';

/** Edges as shares of the whole picture, from its top left corner. */
export interface PicturePart {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels of a part. */
export interface PixelArea extends PixelSize {
  readonly left: number;
  readonly top: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** All of it. */
export const WHOLE_PICTURE: PicturePart = { left: 0, top: 0, right: 1, bottom: 1 };
/** A part that is nearly all of it is not worth a form of its own. */
const WORTH_CUTTING = 0.95;

/** What of a picture that lies in `whole` a box shows; all of it where they do not meet. */
export function partShown(box: Box, whole: Box): PicturePart {
  const share = (edge: number, from: number, length: number): number => Math.min(1, Math.max(0, (edge - from) / length)); // prettier-ignore
  const left = share(box.x, whole.x, whole.width);
  const top = share(box.y, whole.y, whole.height);
  const right = share(box.x + box.width, whole.x, whole.width);
  const bottom = share(box.y + box.height, whole.y, whole.height);
  return left < right && top < bottom ? { left, top, right, bottom } : WHOLE_PICTURE;
}

/** The smallest part that has both. */
export function jointPart(one: PicturePart, other: PicturePart): PicturePart {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

/** Whole pixels of the part, of a picture of `size`, with one more at each edge that is cut; null when it is not worth cutting. */
export function pixelsOfPart({ width, height }: PixelSize, part: PicturePart): PixelArea | null {
  const left = Math.max(0, Math.floor(part.left * width) - 1);
  const top = Math.max(0, Math.floor(part.top * height) - 1);
  const right = Math.min(width, Math.ceil(part.right * width) + 1);
  const bottom = Math.min(height, Math.ceil(part.bottom * height) + 1);
  const area = { left, top, width: right - left, height: bottom - top };
  return area.width * area.height < width * height * WORTH_CUTTING ? area : null;
}

/** The part that these pixels are. */
export function partOfPixels(area: PixelArea, { width, height }: PixelSize): PicturePart {
  return {
    left: area.left / width,
    top: area.top / height,
    right: (area.left + area.width) / width,
    bottom: (area.top + area.height) / height,
  };
}
