// A bitmap file → an image XObject (ISO 32000-1, 8.9.5): photographs as JPEG, drawings and screenshots without loss, few
// colours with a palette, transparency as a soft mask. Nothing of the user's file is copied: all of it is decoded anew.
import { deflateSync } from 'node:zlib';
import { invariant } from '../../base/invariant.ts';
import type { BitmapHeader, Jpeg, Pixels, PixelSize } from './decode-bitmap.ts';
import { decodePixels, encodeJpeg, encodePng, isLossless, reencodeJpeg } from './decode-bitmap.ts';
import type { EncodedImage, PictureUse } from './picture-store.ts';
import type { PictureFormat } from './sniff-format.ts';

/** Up to this many colours are written with a palette. */
const PALETTE_SIZE = 256;
/** An exact picture with up to this many colours is a drawing or a screenshot: JPEG would smear it. */
const DRAWING_COLORS = 4096;
/** Pixels are resampled only when there are this many times more than needed: less is not worth the blur. */
const WORTH_RESAMPLING = 1.1;

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
  const { color, alpha } = splitAlpha(await decodePixels(bitmap.bytes, size, bitmap.header));
  const softMask = alpha === null ? null : await exactImage(alpha);
  return { ...(await opaqueImage(color, mayBeDrawing, alpha !== null)), softMask };
}

/** The picture's own pixels, or fewer when the printed size needs fewer. */
export function neededSize(natural: PixelSize, use: PictureUse): PixelSize {
  const scale = Math.max(
    ((use.width / 72) * use.resolution) / natural.width,
    ((use.height / 72) * use.resolution) / natural.height,
  );
  if (scale * WORTH_RESAMPLING >= 1) return { width: natural.width, height: natural.height };
  return {
    width: Math.max(1, Math.round(natural.width * scale)),
    height: Math.max(1, Math.round(natural.height * scale)),
  };
}

async function opaqueImage(color: Pixels, mayBeDrawing: boolean, masked: boolean): Promise<EncodedImage> {
  const colors = mayBeDrawing ? countColors(color, DRAWING_COLORS) : null;
  if (colors !== null && colors.length <= PALETTE_SIZE && color.channels === 3)
    return paletteImage(color, colors);
  if (colors !== null) return { ...(await exactImage(color)), softMask: null };
  return jpegImage(await encodeJpeg(color, masked));
}

function jpegImage(jpeg: Jpeg): EncodedImage {
  const space = jpeg.channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  return {
    dictionary: `${imageEntries(jpeg, `/${space}`, 8)}/Filter/DCTDecode`,
    data: jpeg.data,
    softMask: null,
  };
}

/** Flate with PNG predictors (7.4.4.4). */
async function exactImage(pixels: Pixels): Promise<{ dictionary: string; data: Uint8Array }> {
  const colors = pixels.channels === 1 ? 1 : 3;
  const space = colors === 1 ? '/DeviceGray' : '/DeviceRGB';
  const parameters = `/DecodeParms<</Predictor 15/Colors ${colors}/Columns ${pixels.width}>>`;
  return {
    dictionary: `${imageEntries(pixels, space, 8)}/Filter/FlateDecode${parameters}`,
    data: pngData(await encodePng(pixels), pixels),
  };
}

/** 8.6.6.3: Indexed, with as few bits a pixel as the palette needs. */
function paletteImage(pixels: Pixels, colors: readonly number[]): EncodedImage {
  const indexes = new Map(colors.map((color, index) => [color, index]));
  const bits = colors.length <= 2 ? 1 : colors.length <= 4 ? 2 : colors.length <= 16 ? 4 : 8;
  const rowBytes = Math.ceil((pixels.width * bits) / 8);
  const packed = new Uint8Array(rowBytes * pixels.height);
  const { data, width, height } = pixels;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = indexes.get(colorAt(data, (y * width + x) * 3)) ?? 0;
      const bit = x * bits;
      const at = y * rowBytes + (bit >> 3);
      packed[at] = (packed[at] ?? 0) | (index << (8 - bits - (bit & 7)));
    }
  }
  const palette = colors.map((color) => color.toString(16).padStart(6, '0')).join('');
  const space = `[/Indexed/DeviceRGB ${colors.length - 1}<${palette}>]`;
  return {
    dictionary: `${imageEntries(pixels, space, bits)}/Filter/FlateDecode`,
    data: deflateSync(packed, { level: 9 }),
    softMask: null,
  };
}

function imageEntries(size: PixelSize, space: string, bits: number): string {
  return `/Type/XObject/Subtype/Image/Width ${size.width}/Height ${size.height}/ColorSpace${space}/BitsPerComponent ${bits}`;
}

/** Parts colour and alpha; alpha is null when every pixel is opaque. What nobody sees becomes white. */
function splitAlpha(pixels: Pixels): { readonly color: Pixels; readonly alpha: Pixels | null } {
  const { data, width, height, channels } = pixels;
  if (channels === 1 || channels === 3) return { color: pixels, alpha: null };
  const colors = channels === 2 ? 1 : 3;
  const count = width * height;
  const color = new Uint8Array(count * colors);
  const alpha = new Uint8Array(count);
  let isOpaque = true;
  for (let i = 0; i < count; i++) {
    const opacity = data[i * channels + colors] ?? 255;
    alpha[i] = opacity;
    if (opacity !== 255) isOpaque = false;
    for (let c = 0; c < colors; c++)
      color[i * colors + c] = opacity === 0 ? 255 : (data[i * channels + c] ?? 0);
  }
  return {
    color: { data: color, width, height, channels: colors },
    alpha: isOpaque ? null : { data: alpha, width, height, channels: 1 },
  };
}

/** The distinct colours in ascending order; null when there are more than `limit`. */
function countColors(pixels: Pixels, limit: number): readonly number[] | null {
  if (pixels.channels === 1) return [];
  const colors = new Set<number>();
  let last = -1;
  for (let at = 0; at < pixels.data.length; at += 3) {
    const color = colorAt(pixels.data, at);
    if (color === last) continue;
    last = color;
    colors.add(color);
    if (colors.size > limit) return null;
  }
  return [...colors].sort((a, b) => a - b);
}

function colorAt(data: Uint8Array, at: number): number {
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}

/** The IDAT chunks of a PNG that encodePng wrote. */
function pngData(png: Uint8Array, pixels: Pixels): Uint8Array {
  const file = Buffer.from(png.buffer, png.byteOffset, png.length);
  const colorType = pixels.channels === 1 ? 0 : 2;
  invariant(
    file[24] === 8 && file[25] === colorType && file[28] === 0 && file.readUInt32BE(16) === pixels.width,
    'the PNG encoder wrote another kind of PNG than asked for',
  );
  const chunks: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      chunks.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(chunks);
}
