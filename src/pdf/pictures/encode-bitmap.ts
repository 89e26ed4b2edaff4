// A bitmap file → an image XObject (ISO 32000-1, 8.9.5): photographs as JPEG, drawings and screenshots without loss, few
// colours with a palette, transparency as a soft mask. Nothing of the user's file is copied: all of it is decoded anew.
import type { BitmapHeader, Jpeg } from './decode-bitmap.ts';
import { decodePixels, encodeJpeg, isLossless, JPEG_QUALITY, reencodeJpeg } from './decode-bitmap.ts';
import type { Samples, SplitSamples } from './image-object.ts';
import {
  deviceSpace,
  distinctColors,
  DRAWING_COLORS,
  exactImage,
  imageEntries,
  isFlat,
  PALETTE_SIZE,
  paletteImage,
  splitAlpha,
} from './image-object.ts';
import type { PixelArea, PixelSize } from './pixels.ts';
import type { EncodedImage, PictureUse } from './picture-store.ts';
import type { PictureFormat } from './sniff-format.ts';

/** Pixels are resampled only when there are this many times more than needed: less is not worth the blur. */
const WORTH_RESAMPLING = 1.1;
/** zlib level: the file is downloaded more often than it is made. */
const DEFLATE_LEVEL = 9;
/** Up to so many colours take half a byte a pixel: no other form is smaller. */
const FEW = 16;
/** A grey picture is a drawing when this share of its pixels is like the one before. */
const FLAT = 0.5;

/** A picture whose header has been read. */
export interface Bitmap {
  readonly bytes: Uint8Array;
  readonly format: PictureFormat;
  readonly header: BitmapHeader;
}

/** Throws when the data are damaged. */
export async function encodeBitmap(bitmap: Bitmap, use: PictureUse): Promise<EncodedImage> {
  const { bytes, format, header } = bitmap;
  const { quality = JPEG_QUALITY, area } = use;
  const size = neededSize(header, use);
  const mayBeDrawing = isLossless(format);
  if (!mayBeDrawing && !header.transparent)
    return jpegImage(await reencodeJpeg(bytes, size, { grey: header.grey, quality, area }));
  const { color, alpha } = await decodeSplit(bitmap, size, area);
  const softMask = alpha === null ? null : await exactImage(alpha, DEFLATE_LEVEL);
  const settings = { quality, edges: alpha !== null };
  const samples = withoutColor(color);
  const exact = mayBeDrawing ? await drawingImage(samples) : null;
  return { ...(exact ?? jpegImage(await encodeJpeg(samples, settings))), softMask };
}

/** The picture's own pixels, those that are cut out of it, or fewer when the printed size needs fewer. */
export function neededSize(natural: PixelSize, use: PictureUse): PixelSize {
  const scale = Math.max(
    ((use.width / 72) * use.resolution) / natural.width,
    ((use.height / 72) * use.resolution) / natural.height,
  );
  const { width, height } = use.area ?? natural;
  return scale * WORTH_RESAMPLING >= 1 ? { width, height } : scaledSize({ width, height }, scale);
}

/** At least one pixel each way. */
export function scaledSize(natural: PixelSize, scale: number): PixelSize {
  return {
    width: Math.max(1, Math.round(natural.width * scale)),
    height: Math.max(1, Math.round(natural.height * scale)),
  };
}

/** Decodes to light – grey or sRGB – and opacity. Throws when the data are damaged. */
export async function decodeSplit(
  { bytes, header }: Bitmap,
  size: PixelSize,
  area?: PixelArea,
): Promise<SplitSamples> {
  const { data, width, height, channels } = await decodePixels(bytes, size, { grey: header.grey, area });
  if (channels === 1 || channels === 3) return { color: { data, width, height, channels }, alpha: null };
  return splitAlpha({ data, width, height, channels }, 255);
}

/** The smallest form without loss; null when it is no drawing. */
async function drawingImage(samples: Samples): Promise<EncodedImage | null> {
  const { data, channels } = samples;
  const colors = distinctColors(samples, DRAWING_COLORS);
  if (colors === null || (channels === 1 && colors.length > FEW && !isFlat(data, FLAT))) return null;
  if (colors.length > PALETTE_SIZE) return { ...(await exactImage(samples, DEFLATE_LEVEL)), softMask: null };
  const digits = channels * 2;
  const entries = colors.map((color) => color.toString(16).padStart(digits, '0'));
  const indexed = { ...paletteImage(samples, colors, { space: deviceSpace(channels), entries }), softMask: null }; // prettier-ignore
  if (colors.length <= FEW) return indexed;
  // A byte a pixel: neighbours that are alike may be told in less.
  const exact = await exactImage(samples, DEFLATE_LEVEL);
  return exact.data.length < indexed.data.length + entries.length * digits ? { ...exact, softMask: null } : indexed; // prettier-ignore
}

/** One channel instead of three where every pixel is grey. */
function withoutColor(samples: Samples): Samples {
  const { data, width, height, channels } = samples;
  if (channels !== 3) return samples;
  for (let at = 0; at < data.length; at += 3)
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return samples;
  const greys = new Uint8Array(width * height);
  for (let i = 0; i < greys.length; i++) greys[i] = data[i * 3] ?? 0;
  return { data: greys, width, height, channels: 1 };
}

function jpegImage(jpeg: Jpeg): EncodedImage {
  const space = jpeg.channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  return {
    dictionary: `${imageEntries(jpeg, `/${space}`, 8)}/Filter/DCTDecode`,
    data: jpeg.data,
    softMask: null,
    lossy: true,
  };
}
