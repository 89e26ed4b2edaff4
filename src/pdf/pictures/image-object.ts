// Samples → image XObjects without loss (ISO 32000-1, 8.9.5): Flate with PNG predictors, or with a palette when there are few
// colours. The number of channels is the colour space: 1 grey, 3 RGB, 4 CMYK.
import { deflateSync } from 'node:zlib';
import { invariant } from '../../base/invariant.ts';
import type { PixelSize } from './pixels.ts';
import { encodePng } from './decode-bitmap.ts';
import type { EncodedImage } from './picture-store.ts';

/** Up to this many colours are written with a palette. */
export const PALETTE_SIZE = 256;
/** An exact picture with up to this many colours is a drawing or a screenshot: JPEG would smear it. */
export const DRAWING_COLORS = 4096;

/** Eight bits a sample, rows from the top, opaque. */
export interface Samples extends PixelSize {
  readonly data: Uint8Array;
  readonly channels: 1 | 3 | 4;
}

/** Samples of which the last of each pixel is its opacity. */
export interface TranslucentSamples extends PixelSize {
  readonly data: Uint8Array;
  readonly channels: 2 | 4 | 5;
}

/** A picture parted from its transparency; `alpha` is null when every pixel is opaque. */
export interface SplitSamples<Color extends Samples = Samples> {
  readonly color: Color;
  readonly alpha: (Samples & { readonly channels: 1 }) | null;
}

/** An image without transparency: dictionary and data. */
export type PlainImage = Pick<EncodedImage, 'dictionary' | 'data'>;

/** Entries of an image dictionary besides filter and length. */
export function imageEntries(size: PixelSize, space: string, bits: number): string {
  return `/Type/XObject/Subtype/Image/Width ${size.width}/Height ${size.height}/ColorSpace${space}/BitsPerComponent ${bits}`;
}

/** Name of the colour space of `channels` channels. */
export function deviceSpace(channels: Samples['channels']): string {
  return channels === 1 ? '/DeviceGray' : channels === 3 ? '/DeviceRGB' : '/DeviceCMYK';
}

/** Flate with PNG predictors (7.4.4.4); `level` is zlib's. */
export async function exactImage(samples: Samples, level: number): Promise<PlainImage> {
  const { channels, width } = samples;
  const parameters = `/DecodeParms<</Predictor 15/Colors ${channels}/Columns ${width}>>`;
  return {
    dictionary: `${imageEntries(samples, deviceSpace(channels), 8)}/Filter/FlateDecode${parameters}`,
    data: pngData(await encodePng(samples, level), samples),
  };
}

/**
 * 8.6.6.3: Indexed, with as few bits a pixel as the palette needs. `colors` are the distinct samples of the picture,
 * `palette` what each of them becomes in the space: hexadecimal digits.
 */
export function paletteImage(
  samples: Samples,
  colors: readonly number[],
  palette: { readonly space: string; readonly entries: readonly string[] },
): PlainImage {
  const indexes = new Map(colors.map((color, index) => [color, index]));
  const bits = colors.length <= 2 ? 1 : colors.length <= 4 ? 2 : colors.length <= 16 ? 4 : 8;
  const { width, height, channels } = samples;
  const rowBytes = Math.ceil((width * bits) / 8);
  const packed = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = indexes.get(sampleAt(samples, (y * width + x) * channels)) ?? 0;
      const bit = x * bits;
      const at = y * rowBytes + (bit >> 3);
      packed[at] = (packed[at] ?? 0) | (index << (8 - bits - (bit & 7)));
    }
  }
  const space = `[/Indexed${palette.space} ${colors.length - 1}<${palette.entries.join('')}>]`;
  return {
    dictionary: `${imageEntries(samples, space, bits)}/Filter/FlateDecode`,
    data: deflateSync(packed, { level: 9 }),
  };
}

/** The distinct colours in ascending order, each as one number; null when there are more than `limit`. */
export function distinctColors(samples: Samples, limit: number): readonly number[] | null {
  const colors = new Set<number>();
  let last = -1;
  for (let at = 0; at < samples.data.length; at += samples.channels) {
    const color = sampleAt(samples, at);
    if (color === last) continue;
    last = color;
    colors.add(color);
    if (colors.size > limit) return null;
  }
  return [...colors].sort((a, b) => a - b);
}

/** The channels of the pixel that begins at `at`, as one number. */
export function sampleAt({ data, channels }: Samples, at: number): number {
  const first = data[at] ?? 0;
  if (channels === 1) return first;
  const three = (first << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
  return channels === 3 ? three : three * 256 + (data[at + 3] ?? 0);
}

/** Whether at least this share of the samples of one channel is like the one before, as in drawings. */
export function isFlat(data: Uint8Array, share: number): boolean {
  let same = 0;
  for (let i = 1; i < data.length; i++) if (data[i] === data[i - 1]) same++;
  return same >= data.length * share;
}

/** Parts colour and opacity. What nobody sees becomes `clear`: 255 in light, 0 in inks. */
export function splitAlpha(pixels: TranslucentSamples, clear: 0 | 255): SplitSamples {
  const { data, width, height, channels } = pixels;
  const colors = channels === 2 ? 1 : channels === 4 ? 3 : 4;
  const count = width * height;
  const color = new Uint8Array(count * colors);
  const alpha = new Uint8Array(count);
  let isOpaque = true;
  for (let i = 0, from = 0, to = 0; i < count; i++, from += channels, to += colors) {
    const opacity = data[from + colors] ?? 255;
    alpha[i] = opacity;
    if (opacity !== 255) isOpaque = false;
    const seen = opacity !== 0;
    color[to] = seen ? (data[from] ?? 0) : clear;
    if (colors === 1) continue;
    color[to + 1] = seen ? (data[from + 1] ?? 0) : clear;
    color[to + 2] = seen ? (data[from + 2] ?? 0) : clear;
    if (colors === 4) color[to + 3] = seen ? (data[from + 3] ?? 0) : clear;
  }
  return {
    color: { data: color, width, height, channels: colors },
    alpha: isOpaque ? null : { data: alpha, width, height, channels: 1 },
  };
}

/** Color types of PNG by channels; CMYK passes as red, green, blue and opacity. */
const PNG_COLOR_TYPES: Readonly<Record<Samples['channels'], number>> = { 1: 0, 3: 2, 4: 6 };

/** The IDAT chunks of a PNG that encodePng wrote. */
function pngData(png: Uint8Array, samples: Samples): Uint8Array {
  const file = Buffer.from(png.buffer, png.byteOffset, png.length);
  invariant(
    file[24] === 8 &&
      file[25] === PNG_COLOR_TYPES[samples.channels] &&
      file[28] === 0 &&
      file.readUInt32BE(16) === samples.width,
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
