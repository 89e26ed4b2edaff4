// Bitmap bytes → header facts, and the bitmap upright, in sRGB or grey, no larger than needed. The one user of sharp.
import type { Sharp } from 'sharp';
import type { PictureFormat } from './sniff-format.ts';

/** Pixels; more are refused before anything is decoded. */
export const MAXIMUM_PIXELS = 100_000_000;
/** JPEG quality of photographs. */
const JPEG_QUALITY = 82;
/** Colours of a picture with transparency: no visible seam at its edges. */
const EDGE_JPEG_QUALITY = 90;

export interface BitmapHeader {
  /** Pixels, upright (EXIF orientation applied). */
  readonly width: number;
  readonly height: number;
  readonly grey: boolean;
  readonly transparent: boolean;
}

/** Eight bits a channel, rows from the top; grey, grey + alpha, RGB or RGBA. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** An encoded JPEG file and what it holds. */
export interface Jpeg extends PixelSize {
  readonly data: Uint8Array;
  readonly channels: 1 | 3;
}

/** Reads the header only. Throws when there is none that can be read. */
export async function readBitmapHeader(bytes: Uint8Array): Promise<BitmapHeader> {
  const sharp = await loadSharp();
  const header = await sharp(bytes, { limitInputPixels: false }).metadata();
  return {
    width: header.autoOrient.width,
    height: header.autoOrient.height,
    grey: header.space === 'b-w' || header.space === 'grey16',
    transparent: header.hasAlpha,
  };
}

/** Decodes everything but keeps nothing. Throws when the data are damaged. */
export async function testBitmap(bytes: Uint8Array): Promise<void> {
  const pipeline = await open(bytes, { width: 16, height: 16 });
  await pipeline.raw().toBuffer();
}

/** Decodes to pixels of `size`. Throws when the data are damaged. */
export async function decodePixels(
  bytes: Uint8Array,
  size: PixelSize,
  header: BitmapHeader,
): Promise<Pixels> {
  const pipeline = await open(bytes, size);
  const { data, info } = await pipeline
    .toColourspace(header.grey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: channelsOf(info.channels) };
}

/** Re-encodes a photograph at `size`. Throws when the data are damaged. */
export async function reencodeJpeg(bytes: Uint8Array, size: PixelSize, header: BitmapHeader): Promise<Jpeg> {
  const pipeline = await open(bytes, size);
  return toJpeg(pipeline.toColourspace(header.grey ? 'b-w' : 'srgb'), JPEG_QUALITY, '4:2:0');
}

/** Encodes opaque pixels; `edges` keeps full colour resolution, for pictures that are cut out by a mask. */
export async function encodeJpeg(pixels: Pixels, edges: boolean): Promise<Jpeg> {
  const pipeline = (await fromPixels(pixels)).toColourspace(pixels.channels === 1 ? 'b-w' : 'srgb');
  return toJpeg(pipeline, edges ? EDGE_JPEG_QUALITY : JPEG_QUALITY, edges ? '4:4:4' : '4:2:0');
}

/** Encodes as PNG, eight bits, not interlaced: its IDAT is what a PDF's Flate filter with PNG predictors holds. */
export async function encodePng(pixels: Pixels): Promise<Uint8Array> {
  const pipeline = await fromPixels(pixels);
  return pipeline
    .toColourspace(pixels.channels === 1 ? 'b-w' : 'srgb')
    .png({ compressionLevel: 9, adaptiveFiltering: true, palette: false, progressive: false })
    .toBuffer();
}

/** Formats whose pixels are exact: they may hold drawings and screenshots. */
export function isLossless(format: PictureFormat): boolean {
  return format === 'png' || format === 'gif' || format === 'tiff' || format === 'webp';
}

async function open(bytes: Uint8Array, size: PixelSize): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: MAXIMUM_PIXELS, sequentialRead: true })
    .autoOrient()
    .resize({ ...size, fit: 'fill', withoutEnlargement: true });
}

async function fromPixels({ data, width, height, channels }: Pixels): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels } });
}

async function toJpeg(pipeline: Sharp, quality: number, chromaSubsampling: string): Promise<Jpeg> {
  const { data, info } = await pipeline
    .jpeg({ quality, chromaSubsampling, progressive: false, optimiseCoding: true })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

function channelsOf(count: number): 1 | 2 | 3 | 4 {
  return count === 1 || count === 2 || count === 3 ? count : 4;
}

/** Native and slow to load (65 ms): only when there is a bitmap. */
async function loadSharp(): Promise<typeof import('sharp').default> {
  return (await import('sharp')).default;
}
