// Pictures for the press in tests: converters of the printing conditions, files made of pixels, and an independent reader of
// the image XObjects that came of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { PixelSize } from '../../../src/pdf/pictures/pixels.ts';
import { openColorConverter } from '../../../src/pdf/color/open-color-converter.ts';
import { loadPictures } from '../../../src/pdf/pictures/load-pictures.ts';
import type { EncodedImage, EncodeResult } from '../../../src/pdf/pictures/picture-store.ts';
import type { PressPictures } from '../../../src/pdf/pictures/press-pictures.ts';
import { iccOf, printerProfile } from './press-profiles.ts';

export const PAPERS = {
  coated: { icc: 'fogra39l-coated', name: 'FOGRA39', inkLimit: 3 },
  uncoated: { icc: 'fogra47l-uncoated', name: 'FOGRA47', inkLimit: 3 },
  newspaper: { icc: 'ifra26-newsprint', name: 'IFRA26', inkLimit: 2.4 },
} as const;

export type Paper = keyof typeof PAPERS;

/** What a press with this paper asks of pictures. */
export async function pressOf(paper: Paper, more: Partial<PressPictures> = {}): Promise<PressPictures> {
  const { name, inkLimit } = PAPERS[paper];
  const icc = iccOf(PAPERS[paper].icc);
  const profile = printerProfile({ inkLimit });
  return {
    converter: await openColorConverter(icc, profile),
    icc,
    condition: name,
    intent: profile.intent,
    inkLimit,
    limits: profile.pictures,
    flatten: false,
    cache: null,
    ...more,
  };
}

/** A folder for picture files. */
export class PictureFolder {
  readonly path: string = mkdtempSync(join(tmpdir(), 'press-pictures-'));

  remove(): void {
    rmSync(this.path, { recursive: true });
  }

  write(name: string, bytes: Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** A file of the given pixels, in the format of its name: grey, grey and opacity, RGB or RGBA. */
  async bitmap(
    name: string,
    { width, height }: PixelSize,
    paint: (x: number, y: number) => readonly number[],
  ): Promise<string> {
    const channels = paint(0, 0).length as 1 | 2 | 3 | 4;
    const data = samples({ width, height }, paint);
    const path = join(this.path, name);
    const pipeline = sharp(data, { raw: { width, height, channels } });
    await (channels < 3 ? pipeline.toColourspace('b-w') : pipeline).toFile(path);
    return path;
  }

  /** A TIFF in CMYK; a fifth value is opacity. */
  inks(name: string, size: PixelSize, paint: (x: number, y: number) => readonly number[], bits = 8): string {
    return this.write(name, inkTiff(size, samples(size, paint), paint(0, 0).length, bits));
  }

  /** A JPEG in CMYK, of `quality` 100, with an ICC profile or none. */
  async inkJpeg(
    name: string,
    size: PixelSize,
    paint: (x: number, y: number) => readonly number[],
    icc: Uint8Array | null = null,
  ): Promise<string> {
    const jpeg = await sharp(inkTiff(size, samples(size, paint), 4, 8))
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    return this.write(name, icc === null ? jpeg : withProfile(jpeg, icc));
  }
}

function samples(size: PixelSize, paint: (x: number, y: number) => readonly number[]): Buffer {
  const channels = paint(0, 0).length;
  const data = Buffer.alloc(size.width * size.height * channels);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) data.set(paint(x, y), (y * size.width + x) * channels);
  return data;
}

/** TIFF 6.0, section 16, little-endian, one strip. */
function inkTiff({ width, height }: PixelSize, data: Uint8Array, channels: number, bits: number): Buffer {
  const wide = bits === 16 ? Buffer.from(Uint16Array.from(data, (value) => value * 257).buffer) : data;
  const entries: [number, number, number, number][] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, channels, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 5],
    [273, 4, 1, 0],
    [277, 3, 1, channels],
    [278, 4, 1, height],
    [279, 4, 1, wide.length],
    [284, 3, 1, 1],
    [332, 3, 1, 1],
  ];
  if (channels === 5) entries.push([338, 3, 1, 2]);
  const bitsAt = 8 + 2 + entries.length * 12 + 4;
  const dataAt = bitsAt + channels * 2;
  const head = Buffer.alloc(dataAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(tag === 258 ? bitsAt : tag === 273 ? dataAt : value, at + 8);
  });
  for (let i = 0; i < channels; i++) head.writeUInt16LE(bits, bitsAt + i * 2);
  return Buffer.concat([head, wide]);
}

/** ICC.1, annex B.4: a JPEG with the profile in APP2 segments. */
function withProfile(jpeg: Buffer, icc: Uint8Array): Buffer {
  const room = 65_000;
  const count = Math.ceil(icc.length / room);
  const segments = Array.from({ length: count }, (_, index) => {
    const part = icc.subarray(index * room, (index + 1) * room);
    const head = Buffer.alloc(18);
    head.writeUInt16BE(0xffe2, 0);
    head.writeUInt16BE(part.length + 16, 2);
    head.write('ICC_PROFILE\0', 4, 'latin1');
    head[16] = index + 1;
    head[17] = count;
    return Buffer.concat([head, part]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** What becomes of the file at `width` points on `press`. */
export async function encodeForPress(
  path: string,
  width: number,
  press: PressPictures,
): Promise<EncodeResult & { readonly codes: readonly string[] }> {
  const diagnostics = new Diagnostics();
  const place = { file: 'article.md', line: 3, column: 1 };
  const store = await loadPictures([{ source: path, path, place }], diagnostics);
  const info = store.info(path);
  const use = {
    width,
    height: info === undefined ? width : (width * info.height) / info.width,
    resolution: 150,
    press,
  };
  const { image, reports } = await store.encode(path, use);
  const all = [...diagnostics.list, ...reports];
  return { image, reports: all, codes: all.map(({ code }) => code) };
}

export interface ReadImage extends PixelSize {
  readonly space: 'grey' | 'inks';
  /** Inks of a pixel, 0…255, cyan, magenta, yellow, black. */
  at(x: number, y: number): number[];
  /** Largest sum of inks of a pixel, 1 = 100 %. */
  readonly largestSum: number;
}

/** The inks that a reader of the PDF puts on paper for this image. */
export async function readImage(image: EncodedImage | null): Promise<ReadImage> {
  if (image === null) throw new Error('there is no image');
  const { dictionary } = image;
  const width = Number(/\/Width (\d+)/.exec(dictionary)?.[1]);
  const height = Number(/\/Height (\d+)/.exec(dictionary)?.[1]);
  const { space, channels, values } = await decodedValues(image, width, height);
  const inkAt = (x: number, y: number): number[] => {
    const at = (y * width + x) * channels;
    return channels === 1 ? [0, 0, 0, 255 - (values[at] ?? 0)] : [...values.subarray(at, at + 4)];
  };
  let largest = 0;
  for (let at = 0; at < values.length; at += channels) {
    let sum = channels === 1 ? 255 - (values[at] ?? 0) : 0;
    if (channels === 4) for (let c = 0; c < 4; c++) sum += values[at + c] ?? 0;
    largest = Math.max(largest, sum);
  }
  return { width, height, space, at: inkAt, largestSum: largest / 255 };
}

async function decodedValues(
  { dictionary, data }: EncodedImage,
  width: number,
  height: number,
): Promise<{ readonly space: 'grey' | 'inks'; readonly channels: 1 | 4; readonly values: Uint8Array }> {
  const named = /\/ColorSpace(?:\[\/Indexed)?\/(Device\w+)/.exec(dictionary)?.[1];
  const [space, channels] = named === 'DeviceGray' ? (['grey', 1] as const) : (['inks', 4] as const);
  if (named !== 'DeviceGray' && named !== 'DeviceCMYK') throw new Error(`a press has no ${named}`);
  if (dictionary.includes('/DCTDecode')) {
    // libvips turns the inverted samples of Adobe's JPEG over, as Decode has a PDF reader do.
    if (channels === 4 && !dictionary.includes('/Decode[1 0 1 0 1 0 1 0]'))
      throw new Error('not turned over');
    const name = channels === 1 ? 'b-w' : 'cmyk';
    const pipeline = sharp(data).pipelineColourspace(name).toColourspace(name);
    return { space, channels, values: await pipeline.raw().toBuffer() };
  }
  const raw = inflateSync(data);
  const palette = /\/Indexed\/Device\w+ \d+<([0-9a-f]+)>/.exec(dictionary)?.[1];
  if (palette === undefined) return { space, channels, values: unfiltered(raw, width, height, channels) };
  const bits = Number(/\/BitsPerComponent (\d)/.exec(dictionary)?.[1]);
  const entries = Buffer.from(palette, 'hex');
  const rowBytes = Math.ceil((width * bits) / 8);
  const values = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const byte = raw[y * rowBytes + ((x * bits) >> 3)] ?? 0;
      const index = (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
      values.set(entries.subarray(index * channels, (index + 1) * channels), (y * width + x) * channels);
    }
  return { space, channels, values };
}

/** PNG, 9.2. */
function unfiltered(raw: Buffer, width: number, height: number, channels: number): Uint8Array {
  const row = width * channels;
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let i = 0; i < row; i++) {
      const left = i < channels ? 0 : (out[y * row + i - channels] ?? 0);
      const up = y === 0 ? 0 : (out[(y - 1) * row + i] ?? 0);
      const corner = y === 0 || i < channels ? 0 : (out[(y - 1) * row + i - channels] ?? 0);
      const estimate = left + up - corner;
      const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(estimate - each)) as [
        number,
        number,
        number,
      ];
      const paeth = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      const added = [0, left, up, (left + up) >> 1, paeth][filter ?? 0] ?? 0;
      out[y * row + i] = (raw[y * (row + 1) + 1 + i] ?? 0) + added;
    }
  }
  return out;
}
