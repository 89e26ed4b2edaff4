// What a box shows of a bitmap (`object-fit: cover` and the like hide the rest) → whole pixels of the bitmap that are cut out for
// it, and where these lie on the page. The web edition has no more of a picture than its places show together.
import type { PixelArea, PixelSize } from './pixels.ts';

/** Points, y down. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An area that is nearly all of a picture is not worth cutting. */
const WORTH_CUTTING = 0.95;
/** Pixels beyond each edge that is cut: they are blended into the last ones that are seen. */
const BEYOND = 1;
/** Pixels: less of one is not touched, so that rounding decides nothing. */
const SLACK = 0.01;

/** All of a picture. */
export function wholeArea({ width, height }: PixelSize): PixelArea {
  return { left: 0, top: 0, width, height };
}

/** The pixels that `box` touches of a picture that lies in `whole`; all of them where they do not meet. */
export function areaShown(box: PictureBox, whole: PictureBox, natural: PixelSize): PixelArea {
  const pixel = (edge: number, from: number, points: number, pixels: number): number => Math.min(pixels, Math.max(0, ((edge - from) / points) * pixels)); // prettier-ignore
  const left = Math.floor(pixel(box.x, whole.x, whole.width, natural.width) + SLACK);
  const top = Math.floor(pixel(box.y, whole.y, whole.height, natural.height) + SLACK);
  const right = Math.ceil(pixel(box.x + box.width, whole.x, whole.width, natural.width) - SLACK);
  const bottom = Math.ceil(pixel(box.y + box.height, whole.y, whole.height, natural.height) - SLACK);
  const area = { left, top, width: right - left, height: bottom - top };
  return area.width > 0 && area.height > 0 ? area : wholeArea(natural);
}

/** What is cut out for an area that is shown: a little more, or the whole picture where cutting is not worth it. */
export function areaToCut(shown: PixelArea, natural: PixelSize): PixelArea {
  const left = Math.max(0, shown.left - BEYOND);
  const top = Math.max(0, shown.top - BEYOND);
  const right = Math.min(natural.width, shown.left + shown.width + BEYOND);
  const bottom = Math.min(natural.height, shown.top + shown.height + BEYOND);
  const area = { left, top, width: right - left, height: bottom - top };
  const isWorth = area.width * area.height < natural.width * natural.height * WORTH_CUTTING;
  return isWorth ? area : wholeArea(natural);
}

/** The smallest area that has both. */
export function jointArea(one: PixelArea, other: PixelArea): PixelArea {
  const left = Math.min(one.left, other.left);
  const top = Math.min(one.top, other.top);
  const right = Math.max(one.left + one.width, other.left + other.width);
  const bottom = Math.max(one.top + one.height, other.top + other.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** Whether an area is all of a picture. */
export function isWhole(area: PixelArea, natural: PixelSize): boolean {
  return area.width === natural.width && area.height === natural.height;
}

/** Where an area of a picture lies that lies in `whole` itself. */
export function placeOfArea(area: PixelArea, natural: PixelSize, whole: PictureBox): PictureBox {
  return {
    x: whole.x + whole.width * (area.left / natural.width),
    y: whole.y + whole.height * (area.top / natural.height),
    width: whole.width * (area.width / natural.width),
    height: whole.height * (area.height / natural.height),
  };
}
