// Two pictures of a page → how many pixels differ, where, and a picture that shows it: the page pale, the differences red.
import { loadCanvas } from './load-canvas.ts';

/** Red, green, blue and opacity of each pixel, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

export interface PictureDifference {
  /** Pixels that differ; all of them when the sizes do. */
  readonly count: number;
  /** Of all pixels, from 0 to 1. */
  readonly share: number;
  /** What they lie in: left, top, right, bottom in pixels. */
  readonly box: readonly [number, number, number, number];
}

/** The largest difference of a channel, of 255, that is none: what another version of the canvas may round. */
export const CHANNEL_TOLERANCE = 24;

/** Null when they look the same. */
export function comparePictures(expected: Pixels, actual: Pixels): PictureDifference | null {
  const { width, height } = actual;
  if (expected.width !== width || expected.height !== height)
    return { count: width * height, share: 1, box: [0, 0, width, height] };
  let count = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      if (isSame(expected.pixels, actual.pixels, at)) continue;
      count++;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  return count === 0 ? null : { count, share: count / (width * height), box: [left, top, right, bottom] };
}

/** Colours on white: opacity of a page is nothing to see. */
function isSame(a: Pixels['pixels'], b: Pixels['pixels'], at: number): boolean {
  for (let channel = 0; channel < 3; channel++)
    if (Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0)) > CHANNEL_TOLERANCE) return false;
  return true;
}

/** PNG: what is expected at the left, what is there in the middle, the differences at the right. */
export async function drawDifference(expected: Pixels, actual: Pixels): Promise<Uint8Array> {
  const canvas = await loadCanvas();
  if (canvas === null) throw new Error('@napi-rs/canvas has no binary for this machine');
  const { width, height } = actual;
  const shown = new Uint8ClampedArray(width * height * 4);
  const isComparable = expected.width === width && expected.height === height;
  for (let at = 0; at < shown.length; at += 4) {
    const isRed = !isComparable || !isSame(expected.pixels, actual.pixels, at);
    for (let channel = 0; channel < 3; channel++) {
      const pale = 255 - (255 - (actual.pixels[at + channel] ?? 255)) / 4;
      shown[at + channel] = isRed ? (channel === 0 ? 220 : pale / 4) : pale;
    }
    shown[at + 3] = 255;
  }
  const surface = canvas.createCanvas(expected.width + 2 * width, Math.max(height, expected.height));
  const context = surface.getContext('2d');
  const put = (picture: Pixels, x: number): void =>
    context.putImageData(new canvas.ImageData(Uint8ClampedArray.from(picture.pixels), picture.width, picture.height), x, 0); // prettier-ignore
  put(expected, 0);
  put(actual, expected.width);
  put({ width, height, pixels: shown }, expected.width + width);
  return surface.encode('png');
}

/** PNG → pixels. Throws when it cannot be decoded. */
export async function decodePicture(png: Uint8Array): Promise<Pixels> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(png, { limitInputPixels: MAX_PIXELS }).ensureAlpha().raw().toBuffer({ resolveWithObject: true }); // prettier-ignore
  if (info.channels !== 4) throw new Error('it has not got three channels and an opacity');
  return { width: info.width, height: info.height, pixels: data };
}

const MAX_PIXELS = 100_000_000;
