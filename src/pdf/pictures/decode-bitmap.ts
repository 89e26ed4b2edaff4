// Bitmap bytes → header facts, and the bitmap upright, in sRGB, grey or its own inks, no larger than needed; and back into
// files. The one user of sharp.
import type { Sharp } from 'sharp';
import type { PixelArea, PixelSize } from './pixels.ts';
import type { PictureFormat } from './sniff-format.ts';

/** Pixels; more are refused before anything is decoded. */
export const MAXIMUM_PIXELS = 100_000_000;
/** JPEG quality of photographs where nothing else is said; tests/bench/README-pictures.md has what was measured. */
export const JPEG_QUALITY = 80;
/** So much better are pictures with transparency: no visible seam at their edges. */
const EDGE_QUALITY = 10;
/**
 * Quantisation tables of mozjpeg: number 2, tuned for MS-SSIM. As good in light as those of the standard at the same size and
 * better in colour, at no cost; trellis quantisation would gain nothing more and takes five times as long.
 */
const TUNED_TABLE = 2;
/** Those of the standard (ITU-T T.81, annex K). */
const STANDARD_TABLE = 0;

export interface BitmapHeader {
  /** Pixels, upright (EXIF orientation applied). */
  readonly width: number;
  readonly height: number;
  readonly grey: boolean;
  readonly transparent: boolean;
  /** Its channels are cyan, magenta, yellow and black. */
  readonly inks: boolean;
  /** Bits a channel, as stored; 1 is line art. */
  readonly bits: number;
}

/** Inks of a picture that came in CMYK, eight bits each, 255 = full ink; the fifth channel is opacity. */
export interface InkPixels extends PixelSize {
  readonly data: Uint8Array;
  readonly channels: 4 | 5;
}

/** Eight bits a channel, rows from the top; grey, grey + alpha, RGB or RGBA. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
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
    inks: header.space === 'cmyk',
    bits: header.bitsPerSample ?? (header.depth === 'ushort' ? 16 : 8),
  };
}

/** Decodes everything but keeps nothing. Throws when the data are damaged. */
export async function testBitmap(bytes: Uint8Array): Promise<void> {
  const pipeline = await open(bytes, { width: 16, height: 16 });
  await pipeline.raw().toBuffer();
}

/** Decodes a picture, or an area of it, to pixels of `size`. Throws when the data are damaged. */
export async function decodePixels(
  bytes: Uint8Array,
  size: PixelSize,
  { grey, area }: { readonly grey: boolean; readonly area?: PixelArea | undefined },
): Promise<Pixels> {
  const pipeline = await open(bytes, size, area);
  const { data, info } = await pipeline
    .toColourspace(grey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: channelsOf(info.channels) };
}

/**
 * Decodes a picture in CMYK to the inks that are in it, whatever its ICC profile says of them. Throws when the data are
 * damaged.
 */
export async function decodeInks(
  bytes: Uint8Array,
  size: PixelSize,
  { bits }: BitmapHeader,
): Promise<InkPixels> {
  const pipeline = (await open(bytes, size)).pipelineColourspace('cmyk').toColourspace('cmyk');
  const { data, info } = await pipeline
    .raw({ depth: bits === 16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels >= 5 ? 5 : 4;
  const { width, height } = info;
  return { data: bits === 16 ? highBytes(data) : data, width, height, channels };
}

/** The ICC profile in the file, as it is; null without one. */
export async function readEmbeddedProfile(bytes: Uint8Array): Promise<Uint8Array | null> {
  const sharp = await loadSharp();
  return (await sharp(bytes, { limitInputPixels: false }).metadata()).icc ?? null;
}

/** What decides, besides the program, about the pixels a file decodes to. */
export async function decoderVersion(): Promise<string> {
  return `vips ${(await loadSharp()).versions.vips}`;
}

/** How a photograph of the web edition is encoded. */
export interface JpegSettings {
  /** To 100. */
  readonly quality: number;
  /** Better, and with full colour resolution: for pictures that are cut out by a mask. */
  readonly edges: boolean;
}

/** Re-encodes a photograph, or an area of it, at `size`. Throws when the data are damaged. */
export async function reencodeJpeg(
  bytes: Uint8Array,
  size: PixelSize,
  { grey, quality, area }: { readonly grey: boolean; readonly quality: number; readonly area?: PixelArea | undefined }, // prettier-ignore
): Promise<Jpeg> {
  const pipeline = await open(bytes, size, area);
  return toWebJpeg(pipeline.toColourspace(grey ? 'b-w' : 'srgb'), { quality, edges: false });
}

/** Encodes opaque pixels for the web edition. */
export async function encodeJpeg(pixels: Pixels, settings: JpegSettings): Promise<Jpeg> {
  const pipeline = (await fromPixels(pixels)).toColourspace(pixels.channels === 1 ? 'b-w' : 'srgb');
  return toWebJpeg(pipeline, settings);
}

/** Encodes grey as JPEG of the given quality. */
export async function encodeGreyJpeg(pixels: Pixels, quality: number): Promise<Uint8Array> {
  const pipeline = (await fromPixels(pixels)).toColourspace('b-w');
  return (await toJpeg(pipeline, { quality, chromaSubsampling: '4:4:4', table: STANDARD_TABLE })).data;
}

/**
 * An uncompressed TIFF in CMYK → JPEG, inks as they are (Adobe marker, no transform, inverted as Adobe has it), every ink at
 * full resolution. Huffman tables made to measure would save 5 %, but keep the whole picture in memory and take three times
 * as long.
 */
export async function encodeInkJpeg(tiff: Uint8Array, quality: number): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(tiff, { limitInputPixels: MAXIMUM_PIXELS, sequentialRead: true })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality, chromaSubsampling: '4:4:4', progressive: false, optimiseCoding: false })
    .toBuffer();
}

/**
 * Encodes as PNG, eight bits, not interlaced: its IDAT is what a PDF's Flate filter with PNG predictors holds. `level` is
 * zlib's.
 */
export async function encodePng(pixels: Pixels, level: number): Promise<Uint8Array> {
  const pipeline = await fromPixels(pixels);
  return pipeline
    .toColourspace(pixels.channels === 1 ? 'b-w' : 'srgb')
    .png({ compressionLevel: level, adaptiveFiltering: true, palette: false, progressive: false })
    .toBuffer();
}

/** Formats whose pixels are exact: they may hold drawings and screenshots. */
export function isLossless(format: PictureFormat): boolean {
  return format === 'png' || format === 'gif' || format === 'tiff' || format === 'webp';
}

/** The picture upright, or an area of it: cut out first, because whole pixels of `size` need not be whole pixels of the file. */
async function open(bytes: Uint8Array, size: PixelSize, area?: PixelArea): Promise<Sharp> {
  const sharp = await loadSharp();
  const upright = sharp(bytes, { limitInputPixels: MAXIMUM_PIXELS, sequentialRead: true }).autoOrient();
  const cut = area === undefined ? upright : upright.extract({ ...area });
  return cut.resize({ ...size, fit: 'fill', withoutEnlargement: true });
}

async function fromPixels({ data, width, height, channels }: Pixels): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels } });
}

async function toWebJpeg(pipeline: Sharp, { quality, edges }: JpegSettings): Promise<Jpeg> {
  return toJpeg(pipeline, {
    quality: edges ? Math.min(100, quality + EDGE_QUALITY) : quality,
    chromaSubsampling: edges ? '4:4:4' : '4:2:0',
    table: TUNED_TABLE,
  });
}

async function toJpeg(
  pipeline: Sharp,
  options: { readonly quality: number; readonly chromaSubsampling: string; readonly table: number },
): Promise<Jpeg> {
  const { quality, chromaSubsampling, table } = options;
  const { data, info } = await pipeline
    .jpeg({ quality, chromaSubsampling, progressive: false, optimiseCoding: true, quantisationTable: table })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

/** 16 bits → 8, rounded. */
function highBytes(data: Buffer): Uint8Array {
  const words = new Uint16Array(data.buffer, data.byteOffset, data.length >> 1);
  const bytes = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) bytes[i] = ((words[i] ?? 0) + 128) / 257;
  return bytes;
}

function channelsOf(count: number): 1 | 2 | 3 | 4 {
  return count === 1 || count === 2 || count === 3 ? count : 4;
}

/** Native and slow to load (65 ms): only when there is a bitmap. */
async function loadSharp(): Promise<typeof import('sharp').default> {
  return (await import('sharp')).default;
}
