// A picture made ready for an edition ↔ bytes to keep for the next build. The key stands for everything that decides about
// the bytes, so what is found under it is what would be made again.
import type { PixelSize } from './pixels.ts';
import { decoderVersion, JPEG_QUALITY } from './decode-bitmap.ts';
import type { Bitmap } from './encode-bitmap.ts';
import { encodeBitmap, neededSize } from './encode-bitmap.ts';
import type { EncodedImage, PictureUse } from './picture-store.ts';
import type { PictureChange, PressImage } from './press-bitmap.ts';
import { encodePressBitmap, pressSize } from './press-bitmap.ts';
import type { PictureCache, PressPictures } from './press-pictures.ts';

/** Counts up whenever the same file would become other bytes. */
const METHOD = 'press picture 1';
const WEB_METHOD = 'web picture 2';
/** Steps of each channel in the colours that stand for the converter. */
const PROBES = 9;

/** As encodePressBitmap, from the cache when it is there. Throws when the data are damaged. */
export async function preparePressPicture(
  bitmap: Bitmap,
  use: PictureUse,
  press: PressPictures,
): Promise<PressImage> {
  const { cache } = press;
  if (cache === null) return encodePressBitmap(bitmap, use, press);
  const key = await keyOf(bitmap, pressSize(bitmap.header, use, press), press);
  return remembered(cache, key, () => encodePressBitmap(bitmap, use, press));
}

/** As encodeBitmap, from the cache of `use` when it is there. Throws when the data are damaged. */
export async function prepareWebPicture(bitmap: Bitmap, use: PictureUse): Promise<EncodedImage> {
  const { cache = null, quality = JPEG_QUALITY } = use;
  if (cache === null) return encodeBitmap(bitmap, use);
  const size = neededSize(bitmap.header, use);
  const settings = [WEB_METHOD, await decoderVersion(), size, use.area ?? null, quality, bitmap.bytes.length];
  const { createHash } = await import('node:crypto');
  const key = createHash('sha256').update(JSON.stringify(settings)).update(bitmap.bytes).digest('hex');
  const make = async (): Promise<PressImage> => ({ image: await encodeBitmap(bitmap, use), changes: [] });
  return (await remembered(cache, key, make)).image;
}

async function remembered(
  cache: PictureCache,
  key: string,
  make: () => Promise<PressImage>,
): Promise<PressImage> {
  const kept = await cache.get(key);
  const known = kept === null ? null : readKept(kept);
  if (known !== null) return known;
  const made = await make();
  await cache.put(key, writeKept(made));
  return made;
}

async function keyOf({ bytes }: Bitmap, size: PixelSize, press: PressPictures): Promise<string> {
  const { createHash } = await import('node:crypto');
  const { converter, icc, condition, intent, inkLimit, flatten } = press;
  const settings = [
    METHOD,
    await decoderVersion(),
    condition,
    intent,
    inkLimit,
    flatten,
    size.width,
    size.height,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...settings, icc.length, bytes.length]))
    .update(icc)
    .update(converter.blackOfGrey)
    .update(converter.pixels(probes()))
    .update(bytes)
    .digest('hex');
}

/** Colours all over sRGB: what becomes of them tells converters apart that share a profile. */
function probes(): Uint8Array {
  const step = 255 / (PROBES - 1);
  return Uint8Array.from({ length: PROBES ** 3 * 3 }, (_, at) => {
    const color = Math.floor(at / 3);
    return Math.round((Math.floor(color / PROBES ** (at % 3)) % PROBES) * step);
  });
}

/** What stands before the data, as JSON. */
interface KeptHead {
  readonly dictionary: string;
  readonly length: number;
  readonly mask: { readonly dictionary: string; readonly length: number } | null;
  readonly changes: readonly PictureChange[];
  readonly lossy?: boolean | undefined;
}

/** Length of the head (four bytes), head, data, data of the soft mask. */
function writeKept({ image, changes }: PressImage): Uint8Array {
  const { dictionary, data, softMask, lossy } = image;
  const mask = softMask && { dictionary: softMask.dictionary, length: softMask.data.length };
  const head: KeptHead = { dictionary, length: data.length, mask, changes, lossy };
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, data, softMask?.data ?? new Uint8Array()]);
}

/** Null when the bytes are not those that were written. */
function readKept(bytes: Uint8Array): PressImage | null {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const dataAt = 4 + file.readUInt32LE(0);
    const head = JSON.parse(file.toString('utf8', 4, dataAt)) as KeptHead;
    const maskAt = dataAt + head.length;
    if (bytes.length !== maskAt + (head.mask?.length ?? 0)) return null;
    const softMask: EncodedImage['softMask'] =
      head.mask === null ? null : { dictionary: head.mask.dictionary, data: bytes.subarray(maskAt) };
    const image = {
      dictionary: head.dictionary,
      data: bytes.subarray(dataAt, maskAt),
      softMask,
      lossy: head.lossy,
    };
    return { image, changes: head.changes };
  } catch {
    return null;
  }
}
