// Inks of a photograph → JPEG in CMYK whose decoded picture stays within the ink limit. JPEG gives back a little more or less
// ink than went in; where that would exceed the limit, the inks there are lowered by as much and the picture is encoded anew.
// The inks reach the encoder as an uncompressed TIFF (TIFF 6.0, sections 8 and 16), the one form in which it takes CMYK.
import { limitPixels } from '../color/ink-limit.ts';
import type { PixelSize } from './pixels.ts';
import { decodeInks, encodeInkJpeg } from './decode-bitmap.ts';

/** JPEG quality: a press shows what a screen does not. */
const QUALITY = 92;
/** Quality when lowering alone has not helped. */
const LAST_QUALITY = 100;
/** Attempts at each quality. */
const ATTEMPTS = 3;
/** Side of the blocks that JPEG encodes each by itself, px. */
const BLOCK = 8;
/** Kept free of the limit (1/255 of one ink): another decoder may round each of the four inks otherwise. */
const ROUNDING = 4;
/** Lowered by so much more than the excess, so that the next attempt is likely the last. */
const MARGIN = 2;

/** A TIFF in the making: `inks` are its pixels, four bytes each, to be filled by the caller. */
export interface InkTiff extends PixelSize {
  readonly file: Uint8Array;
  readonly inks: Uint8Array;
}

/** TIFF 6.0, section 2: BYTE counts of the types used. */
const SHORT = 3;
const LONG = 4;

/** A TIFF of one strip without any ink yet. */
export function createInkTiff({ width, height }: PixelSize): InkTiff {
  const length = width * height * 4;
  const bitsAt = (at: number): number => at - 10;
  // Tag, type, count, value; in ascending order as section 2 asks.
  const entries = (dataAt: number): readonly (readonly [number, number, number, number])[] => [
    [256, LONG, 1, width], // ImageWidth
    [257, LONG, 1, height], // ImageLength
    [258, SHORT, 4, bitsAt(dataAt)], // BitsPerSample
    [259, SHORT, 1, 1], // Compression: none
    [262, SHORT, 1, 5], // PhotometricInterpretation: separated
    [273, LONG, 1, dataAt], // StripOffsets
    [277, SHORT, 1, 4], // SamplesPerPixel
    [278, LONG, 1, height], // RowsPerStrip
    [279, LONG, 1, length], // StripByteCounts
    [284, SHORT, 1, 1], // PlanarConfiguration: chunky
    [332, SHORT, 1, 1], // InkSet: CMYK
  ];
  const directory = 8;
  const count = entries(0).length;
  // A multiple of four, so that a pixel can be written as one number.
  const dataAt = directory + 2 + count * 12 + 4 + 8 + 2;
  const file = Buffer.alloc(dataAt + length);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(directory, 4);
  file.writeUInt16LE(count, directory);
  entries(dataAt).forEach(([tag, type, values, value], index) => {
    const at = directory + 2 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(values, at + 4);
    if (type === SHORT && values === 1) file.writeUInt16LE(value, at + 8);
    else file.writeUInt32LE(value, at + 8);
  });
  for (let i = 0; i < 4; i++) file.writeUInt16LE(8, bitsAt(dataAt) + i * 2);
  return { width, height, file, inks: file.subarray(dataAt) };
}

/**
 * The JPEG; null when no attempt stays within `limit` (sum of inks of a pixel, 4 = 400 %). Lowers inks of `tiff` where it
 * has to.
 */
export async function encodeWithinLimit(tiff: InkTiff, limit: number): Promise<Uint8Array | null> {
  const most = Math.floor(limit * 255) - ROUNDING;
  for (const quality of [QUALITY, LAST_QUALITY]) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const jpeg = await encodeInkJpeg(tiff.file, quality);
      if (!lowerExcess(tiff, await decodeAgain(jpeg, tiff), most)) return jpeg;
    }
  }
  return null;
}

/** As a reader of the PDF has it. */
async function decodeAgain(jpeg: Uint8Array, { width, height }: PixelSize): Promise<Uint8Array> {
  const header = { width, height, grey: false, transparent: false, inks: true, bits: 8 };
  return (await decodeInks(jpeg, { width, height }, header)).data;
}

/** Lowers the inks of blocks that decode to more than `most`, by the excess; tells whether there are any. */
function lowerExcess({ inks, width, height }: InkTiff, decoded: Uint8Array, most: number): boolean {
  if (!exceeds(decoded, most)) return false;
  let found = false;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    for (let left = 0; left < width; left += BLOCK) {
      const block = { left, right: Math.min(width, left + BLOCK), top, bottom };
      const excess = largestSum(decoded, width, block) - most;
      if (excess <= 0) continue;
      found = true;
      const present = Math.min(most, largestSum(inks, width, block));
      lowerBlock(inks, width, block, Math.max(0, present - excess - MARGIN));
    }
  }
  return found;
}

/** Whether any pixel has more than `most` of ink. */
function exceeds(inks: Uint8Array, most: number): boolean {
  for (let at = 0; at < inks.length; at += 4)
    if ((inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0) + (inks[at + 3] ?? 0) > most) return true;
  return false;
}

interface Block {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function largestSum(inks: Uint8Array, width: number, { left, right, top, bottom }: Block): number {
  let largest = 0;
  for (let y = top; y < bottom; y++) {
    const end = (y * width + right) * 4;
    for (let at = (y * width + left) * 4; at < end; at += 4) {
      const sum = (inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0) + (inks[at + 3] ?? 0);
      if (sum > largest) largest = sum;
    }
  }
  return largest;
}

function lowerBlock(inks: Uint8Array, width: number, block: Block, most: number): void {
  for (let y = block.top; y < block.bottom; y++) {
    const row = inks.subarray((y * width + block.left) * 4, (y * width + block.right) * 4);
    limitPixels(row, block.right - block.left, most / 255);
  }
}
