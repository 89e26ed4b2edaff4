// A bitmap file → an image XObject in the inks of the press: decoded upright, resampled where it has far more pixels than a
// press can show, transparency kept or laid on white, greys in black alone, everything else in inks within the limit.
// Pictures that come in CMYK for the same printing condition, or that do not say for which, keep their inks: they were made
// for print, and their black is where it should be. Those for another condition go through sRGB.
import { setImmediate } from 'node:timers/promises';
import { limitPixels } from '../color/ink-limit.ts';
import type { BitmapHeader } from './decode-bitmap.ts';
import type { PixelSize } from './pixels.ts';
import { decodeInks, isLossless, readEmbeddedProfile } from './decode-bitmap.ts';
import type { Bitmap } from './encode-bitmap.ts';
import { decodeSplit, scaledSize } from './encode-bitmap.ts';
import type { PlainImage, Samples, SplitSamples } from './image-object.ts';
import { distinctColors, DRAWING_COLORS, exactImage, isFlat, splitAlpha } from './image-object.ts';
import { blackImage, drawingImage, photographImage } from './ink-image.ts';
import { createInkTiff } from './ink-jpeg.ts';
import type { EncodedImage, PictureUse } from './picture-store.ts';
import type { PressPictures } from './press-pictures.ts';

/** Channels of a grey differ by no more; JPEG rounds. */
const NEUTRAL = 2;
/** Line art needs as much as a platesetter draws: pixels per inch from which it is resampled, and to which. */
const LINE_ART = { maximum: 2400, target: 1200 } as const;
/** An exact picture in grey is a drawing up to this many pixels, whatever is in it … */
const SMALL = 1_000_000;
/** … and beyond when this share of its pixels is like the one before. */
const FLAT = 0.5;
/** What a condition is called that is in no registry: no name to look for. */
const UNREGISTERED = 'CUSTOM';
/** zlib level of soft masks. */
const DEFLATE_LEVEL = 6;

/** What was done to the inks or the transparency that the user gave. */
export type PictureChange = 'flattened' | 'limited' | 'converted';

/** A picture in inks, and what its owner should know. */
export interface PressImage {
  readonly image: EncodedImage;
  readonly changes: readonly PictureChange[];
}

/** Throws when the data are damaged. */
export async function encodePressBitmap(
  bitmap: Bitmap,
  use: PictureUse,
  press: PressPictures,
): Promise<PressImage> {
  const changes: PictureChange[] = [];
  const decoded = await decode(bitmap, pressSize(bitmap.header, use, press), { press, changes });
  const { color, alpha } = press.flatten ? flattened(decoded, changes) : decoded;
  const mayBeDrawing = isLossless(bitmap.format);
  const isLineArt = bitmap.header.bits === 1;
  const work = { mayBeDrawing, isLineArt, press, changes };
  // Another thread deflates the mask while colours become inks in this one, which has to let it begin.
  const [softMask, image] = await Promise.all([
    alpha === null ? null : exactImage(alpha, DEFLATE_LEVEL),
    alpha === null ? opaqueImage(color, work) : setImmediate().then(() => opaqueImage(color, work)),
  ]);
  return { image: { ...image, softMask }, changes };
}

/** The picture's own pixels, or as many as the target resolution needs when it has more than the maximum. */
export function pressSize(header: BitmapHeader, use: PictureUse, { limits }: PressPictures): PixelSize {
  const { maximum, target } = header.bits === 1 ? LINE_ART : limits;
  const { width, height } = header;
  if (resolutionOf(header, use) <= maximum) return { width, height };
  return scaledSize(
    { width, height },
    Math.max((use.width * target) / width, (use.height * target) / height) / 72,
  );
}

/** Pixels per inch at the printed size, of the side that has fewer. */
export function resolutionOf(natural: PixelSize, use: PictureUse): number {
  return Math.min(natural.width / (use.width / 72), natural.height / (use.height / 72));
}

interface Work {
  readonly press: PressPictures;
  /** Added to. */
  readonly changes: PictureChange[];
}

async function decode(bitmap: Bitmap, size: PixelSize, { press, changes }: Work): Promise<SplitSamples> {
  const { bytes, header } = bitmap;
  if (!header.inks) return decodeSplit(bitmap, size);
  const { data, width, height, channels } = await decodeInks(bytes, size, header);
  const inks: SplitSamples =
    channels === 5
      ? splitAlpha({ data, width, height, channels }, 0)
      : { color: { data, width, height, channels }, alpha: null };
  const profile = await readEmbeddedProfile(bytes);
  if (profile === null || isSameCondition(profile, press) || isBlackAlone(inks.color)) return inks;
  changes.push('converted');
  return decodeSplit(bitmap, size);
}

/**
 * Profiles of one condition differ in their bytes from maker to maker, but name the data they were made from (in description
 * or `targ`), FOGRA39L for FOGRA39.
 */
function isSameCondition(profile: Uint8Array, { icc, condition }: PressPictures): boolean {
  if (Buffer.compare(profile, icc) === 0) return true;
  if (condition.toUpperCase() === UNREGISTERED) return false;
  // In UTF-16 as well (ICC.1, multiLocalizedUnicodeType).
  const text = Buffer.from(profile).toString('latin1').replaceAll('\0', '').toUpperCase();
  return text.includes(condition.toUpperCase());
}

function isBlackAlone({ data }: Samples): boolean {
  for (let at = 0; at < data.length; at += 4)
    if (data[at] !== 0 || data[at + 1] !== 0 || data[at + 2] !== 0) return false;
  return true;
}

/** Lays the picture on white paper: full light or no ink. */
function flattened({ color, alpha }: SplitSamples, changes: PictureChange[]): SplitSamples {
  if (alpha === null) return { color, alpha };
  changes.push('flattened');
  const { width, height, channels } = color;
  const paper = channels === 4 ? 0 : 255;
  const data = new Uint8Array(color.data.length);
  for (let i = 0; i < width * height; i++) {
    const opacity = (alpha.data[i] ?? 255) / 255;
    for (let at = i * channels; at < (i + 1) * channels; at++)
      data[at] = Math.round(paper + ((color.data[at] ?? 0) - paper) * opacity);
  }
  return { color: { data, width, height, channels }, alpha: null };
}

interface OpaqueWork extends Work {
  readonly mayBeDrawing: boolean;
  readonly isLineArt: boolean;
}

async function opaqueImage(color: Samples, work: OpaqueWork): Promise<PlainImage> {
  const { press } = work;
  if (color.channels === 4) return inkedImage(color, work);
  const greys = color.channels === 1 ? color : greysOf(color);
  if (greys !== null) {
    const paper = mapped(greys, (grey) => 255 - (press.converter.blackOfGrey[grey] ?? 0));
    return blackImage(paper, isGreyDrawing(paper, work));
  }
  const colors = work.mayBeDrawing ? distinctColors(color, DRAWING_COLORS) : null;
  if (colors !== null) return drawingImage(color, colors, inksOfColors(colors, press));
  return photographImage(converted(color, press), press.inkLimit);
}

/** A picture that brought its own inks. */
async function inkedImage(inks: Samples, work: OpaqueWork): Promise<PlainImage> {
  const { press, changes } = work;
  if (isBlackAlone(inks)) {
    const { width, height, data } = inks;
    const paper = Uint8Array.from({ length: width * height }, (_, i) => 255 - (data[i * 4 + 3] ?? 0));
    const samples = { width, height, data: paper, channels: 1 } as const;
    return blackImage(samples, isGreyDrawing(samples, work));
  }
  if (exceeds(inks.data, press.inkLimit)) {
    limitPixels(inks.data, inks.data.length / 4, press.inkLimit);
    changes.push('limited');
  }
  const colors = work.mayBeDrawing ? distinctColors(inks, DRAWING_COLORS) : null;
  if (colors !== null) return drawingImage(inks, colors, colors);
  const tiff = createInkTiff(inks);
  tiff.inks.set(inks.data);
  return photographImage(tiff, press.inkLimit);
}

/** One channel when all pixels are neutral. */
function greysOf({ data, width, height }: Samples): Samples | null {
  for (let at = 0; at < data.length; at += 3) {
    const red = data[at] ?? 0;
    const green = data[at + 1] ?? 0;
    const blue = data[at + 2] ?? 0;
    const isNeutral =
      red - green <= NEUTRAL &&
      green - red <= NEUTRAL &&
      green - blue <= NEUTRAL &&
      blue - green <= NEUTRAL &&
      red - blue <= NEUTRAL &&
      blue - red <= NEUTRAL;
    if (!isNeutral) return null;
  }
  const greys = new Uint8Array(width * height);
  for (let i = 0; i < greys.length; i++) greys[i] = data[i * 3 + 1] ?? 0;
  return { data: greys, width, height, channels: 1 };
}

function mapped(samples: Samples, change: (sample: number) => number): Samples {
  const table = Uint8Array.from({ length: 256 }, (_, sample) => change(sample));
  return { ...samples, data: samples.data.map((sample) => table[sample] ?? 0) };
}

function isGreyDrawing(greys: Samples, { mayBeDrawing, isLineArt }: OpaqueWork): boolean {
  if (!mayBeDrawing || isLineArt || greys.data.length <= SMALL) return mayBeDrawing;
  return isFlat(greys.data, FLAT);
}

/** Inks of the colours of a drawing; its greys, such as text, are black alone. */
function inksOfColors(colors: readonly number[], { converter, inkLimit }: PressPictures): readonly number[] {
  const inks = new Uint8Array(colors.length * 4);
  colors.forEach((rgb, index) => {
    const channels = converter.inks((rgb >> 16) / 255, ((rgb >> 8) & 255) / 255, (rgb & 255) / 255);
    channels.forEach((ink, channel) => (inks[index * 4 + channel] = Math.round(ink * 255)));
  });
  limitPixels(inks, colors.length, inkLimit);
  const view = new DataView(inks.buffer);
  return colors.map((_, index) => view.getUint32(index * 4));
}

/** Straight into the file that the encoder reads: there is one copy of the inks. */
function converted(
  { data, width, height }: Samples,
  { converter }: PressPictures,
): ReturnType<typeof createInkTiff> {
  const tiff = createInkTiff({ width, height });
  converter.pixels(data, tiff.inks);
  return tiff;
}

function exceeds(inks: Uint8Array, limit: number): boolean {
  const most = Math.floor(limit * 255);
  for (let at = 0; at < inks.length; at += 4) {
    const sum = (inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0) + (inks[at + 3] ?? 0);
    if (sum > most) return true;
  }
  return false;
}
