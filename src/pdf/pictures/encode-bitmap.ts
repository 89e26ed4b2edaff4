// A bitmap file → an image XObject (ISO 32000-1, 8.9.5): photographs as JPEG, drawings and screenshots without loss, few
// colours with a palette, transparency as a soft mask. Nothing of the user's file is copied: all of it is decoded anew.
import type { BitmapHeader, Jpeg, PixelSize } from './decode-bitmap.ts';
import { decodePixels, encodeJpeg, isLossless, reencodeJpeg } from './decode-bitmap.ts';
import type { Samples, SplitSamples } from './image-object.ts';
import {
  distinctColors,
  DRAWING_COLORS,
  exactImage,
  imageEntries,
  PALETTE_SIZE,
  paletteImage,
  splitAlpha,
} from './image-object.ts';
import type { EncodedImage, PictureUse } from './picture-store.ts';
import type { PictureFormat } from './sniff-format.ts';

/** Pixels are resampled only when there are this many times more than needed: less is not worth the blur. */
const WORTH_RESAMPLING = 1.1;
/** zlib level: the file is downloaded more often than it is made. */
const DEFLATE_LEVEL = 9;

/** A picture whose header has been read. */
export interface Bitmap {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  readonly header: BitmapHeader;
}

/** Throws when the data are damaged. */
export async function encodeBitmap(bitmap: Bitmap, use: PictureUse): Promise<EncodedImage> {
  const size = neededSize(bitmap.header, use);
  const mayBeDrawing = isLossless(bitmap.format);
  if (!mayBeDrawing && !bitmap.header.transparent)
    return jpegImage(await reencodeJpeg(bitmap.bytes, size, bitmap.header));
  const { color, alpha } = await decodeSplit(bitmap, size);
  const softMask = alpha === null ? null : await exactImage(alpha, DEFLATE_LEVEL);
  return { ...(await opaqueImage(color, mayBeDrawing, alpha !== null)), softMask };
}

/** The picture's own pixels, or fewer when the printed size needs fewer. */
export function neededSize(natural: PixelSize, use: PictureUse): PixelSize {
  const scale = Math.max(
    ((use.width / 72) * use.resolution) / natural.width,
    ((use.height / 72) * use.resolution) / natural.height,
  );
  return scale * WORTH_RESAMPLING >= 1
    ? { width: natural.width, height: natural.height }
    : scaledSize(natural, scale);
}

/** At least one pixel each way. */
export function scaledSize(natural: PixelSize, scale: number): PixelSize {
  return {
    width: Math.max(1, Math.round(natural.width * scale)),
    height: Math.max(1, Math.round(natural.height * scale)),
  };
}

/** Decodes to light – grey or sRGB – and opacity. Throws when the data are damaged. */
export async function decodeSplit({ bytes, header }: Bitmap, size: PixelSize): Promise<SplitSamples> {
  const { data, width, height, channels } = await decodePixels(bytes, size, header);
  if (channels === 1 || channels === 3) return { color: { data, width, height, channels }, alpha: null };
  return splitAlpha({ data, width, height, channels }, 255);
}

async function opaqueImage(color: Samples, mayBeDrawing: boolean, masked: boolean): Promise<EncodedImage> {
  const colors = !mayBeDrawing ? null : color.channels === 1 ? [] : distinctColors(color, DRAWING_COLORS);
  if (colors === null) return jpegImage(await encodeJpeg(color, masked));
  if (colors.length === 0 || colors.length > PALETTE_SIZE)
    return { ...(await exactImage(color, DEFLATE_LEVEL)), softMask: null };
  const entries = colors.map((rgb) => rgb.toString(16).padStart(6, '0'));
  return { ...paletteImage(color, colors, { space: '/DeviceRGB', entries }), softMask: null };
}

function jpegImage(jpeg: Jpeg): EncodedImage {
  const space = jpeg.channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  return {
    dictionary: `${imageEntries(jpeg, `/${space}`, 8)}/Filter/DCTDecode`,
    data: jpeg.data,
    softMask: null,
  };
}
