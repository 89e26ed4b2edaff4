// Inks → image XObjects of the press edition: black alone in DeviceGray, which a press prints with black and nothing else;
// all four in DeviceCMYK. Photographs as JPEG, drawings and screenshots without loss.
import { encodeGreyJpeg } from './decode-bitmap.ts';
import type { PlainImage, Samples } from './image-object.ts';
import {
  deviceSpace,
  distinctColors,
  exactImage,
  imageEntries,
  PALETTE_SIZE,
  paletteImage,
  sampleAt,
} from './image-object.ts';
import type { InkTiff } from './ink-jpeg.ts';
import { encodeWithinLimit } from './ink-jpeg.ts';

/** JPEG quality of black alone. */
const QUALITY = 92;
/** zlib level: 9 takes three times as long and saves 2 %. */
const DEFLATE_LEVEL = 6;
/** Greys that are written with a palette of four bits. */
const FEW_GREYS = 16;

/** Black alone: one channel, 255 = paper, 0 = full black ink. `isDrawing` keeps it exactly. */
export async function blackImage(paper: Samples, isDrawing: boolean): Promise<PlainImage> {
  const greys = isDrawing ? distinctColors(paper, FEW_GREYS) : null;
  if (greys !== null)
    return paletteImage(paper, greys, { space: deviceSpace(1), entries: greys.map((grey) => hex(grey, 1)) });
  if (isDrawing) return exactImage(paper, DEFLATE_LEVEL);
  return {
    dictionary: `${imageEntries(paper, deviceSpace(1), 8)}/Filter/DCTDecode`,
    data: await encodeGreyJpeg({ ...paper, channels: 1 }, QUALITY),
  };
}

/** Drawing or screenshot: each of the picture's own `colors` becomes the inks beside it, C × 2²⁴ + M × 2¹⁶ + Y × 2⁸ + K. */
export async function drawingImage(
  picture: Samples,
  colors: readonly number[],
  inks: readonly number[],
): Promise<PlainImage> {
  const space = deviceSpace(4);
  if (colors.length <= PALETTE_SIZE)
    return paletteImage(picture, colors, { space, entries: inks.map((each) => hex(each, 4)) });
  const inksOf = new Map(colors.map((color, index) => [color, inks[index] ?? 0]));
  const { width, height, channels } = picture;
  const data = new Uint8Array(width * height * 4);
  const view = new DataView(data.buffer);
  for (let i = 0; i < width * height; i++)
    view.setUint32(i * 4, inksOf.get(sampleAt(picture, i * channels)) ?? 0);
  return exactImage({ data, width, height, channels: 4 }, DEFLATE_LEVEL);
}

/** Photograph: a JPEG that decodes to at most `limit` of ink (4 = 400 %); without loss when none does. */
export async function photographImage(tiff: InkTiff, limit: number): Promise<PlainImage> {
  const jpeg = await encodeWithinLimit(tiff, limit);
  if (jpeg === null) {
    const { inks, width, height } = tiff;
    return exactImage({ data: inks, width, height, channels: 4 }, DEFLATE_LEVEL);
  }
  // PDF readers take the samples of a JPEG as they are, and Adobe's marker says that they are inverted.
  const entries = imageEntries(tiff, deviceSpace(4), 8);
  return { dictionary: `${entries}/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode`, data: jpeg };
}

function hex(value: number, bytes: number): string {
  return value.toString(16).padStart(bytes * 2, '0');
}
