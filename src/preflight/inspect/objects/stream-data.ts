// A stream → its data, filter by filter (ISO 32000-1, 7.4), never more than a limit of bytes. Filters of pictures (DCT, JPX,
// JBIG2, CCITT) are left to whoever reads the picture.
import { inflateRawSync, inflateSync } from 'node:zlib';
import type { PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { PdfObjects } from './pdf-objects.ts';

/** What a stream holds, or why it cannot be read. */
export interface StreamData {
  readonly data: Uint8Array | null;
  /** The filter that was not undone because it makes a picture (`DCTDecode` …). */
  readonly picture: string | null;
  /** Parameters of that filter. */
  readonly pictureParameters: PDFDict | null;
  readonly problem: string | null;
}

/** Short names of inline images (table 94). */
const FILTER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AHx: 'ASCIIHexDecode',
    A85: 'ASCII85Decode',
    LZW: 'LZWDecode',
    Fl: 'FlateDecode',
    RL: 'RunLengthDecode',
    CCF: 'CCITTFaxDecode',
    DCT: 'DCTDecode',
  }),
);

const PICTURE_FILTERS: ReadonlySet<string> = new Set(['DCTDecode', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode']); // prettier-ignore
/** More filters in a row than any writer uses. */
const MAX_FILTERS = 8;

/** The filters of a stream in order, by their full names. */
export function filtersOf(dict: PDFDict, objects: PdfObjects): readonly string[] {
  const value = objects.get(dict, 'Filter') ?? objects.get(dict, 'F');
  const single = objects.name(value);
  const names = single === null ? objects.list(value).map((each) => objects.name(each)) : [single];
  return names.flatMap((name) => (name === null ? [] : [FILTER_NAMES.get(name) ?? name]));
}

function parametersOf(dict: PDFDict, objects: PdfObjects): readonly (PDFDict | null)[] {
  const value = objects.get(dict, 'DecodeParms') ?? objects.get(dict, 'DP');
  const single = objects.array(value) === null ? objects.dict(value) : null;
  return single === null ? objects.list(value).map((each: PDFObject) => objects.dict(each)) : [single];
}

/** Undoes the filters of a stream; data beyond `limit` bytes is a problem, not read. */
export function decodeStream(stream: PDFRawStream, objects: PdfObjects, limit: number): StreamData {
  return decodeData(stream.getContents(), stream.dict, { objects, limit });
}

export interface DecodeOptions {
  readonly objects: PdfObjects;
  readonly limit: number;
}

/** As decodeStream, for data that stand by themselves (inline images). */
export function decodeData(bytes: Uint8Array, dict: PDFDict, { objects, limit }: DecodeOptions): StreamData {
  const filters = filtersOf(dict, objects);
  const parameters = parametersOf(dict, objects);
  const failed = (problem: string): StreamData => ({ data: null, picture: null, pictureParameters: null, problem }); // prettier-ignore
  if (filters.length > MAX_FILTERS) return failed('too many filters');
  let data = bytes;
  for (const [index, filter] of filters.entries()) {
    const own = parameters[index] ?? null;
    if (PICTURE_FILTERS.has(filter)) {
      if (index < filters.length - 1) return failed(`${filter} is not the last filter`);
      return { data, picture: filter, pictureParameters: own, problem: null };
    }
    try {
      data = decodeOne(filter, data, { parameters: own, objects, limit });
    } catch (error) {
      return failed(error instanceof StreamError ? error.message : `${filter} is damaged`);
    }
  }
  if (data.length > limit) return failed(tooLong(limit));
  return { data, picture: null, pictureParameters: null, problem: null };
}

/** Data that cannot be decoded, with a reason for people. */
class StreamError extends Error {
  override readonly name: string = 'StreamError';
}

function tooLong(limit: number): string {
  return `it has more than ${Math.floor(limit / 1024 / 1024)} MB`;
}

interface FilterContext extends DecodeOptions {
  readonly parameters: PDFDict | null;
}

function decodeOne(filter: string, data: Uint8Array, context: FilterContext): Uint8Array {
  const { limit } = context;
  switch (filter) {
    case 'FlateDecode':
      return predicted(inflate(data, limit), context);
    case 'LZWDecode':
      return predicted(decodeLzw(data, { limit, early: parameter(context, 'EarlyChange', 1) }), context);
    case 'RunLengthDecode':
      return decodeRunLength(data, limit);
    case 'ASCIIHexDecode':
      return decodeHex(data);
    case 'ASCII85Decode':
      return decodeAscii85(data, limit);
    case 'Crypt':
      return data;
    default:
      throw new StreamError(`the filter ${filter} is unknown`);
  }
}

function parameter({ parameters, objects }: FilterContext, key: string, otherwise: number): number {
  return objects.number(objects.get(parameters, key)) ?? otherwise;
}

// 7.4.4. A check sum that is wrong or missing is no reason to refuse data that other readers show.
function inflate(data: Uint8Array, limit: number): Uint8Array {
  const options = { maxOutputLength: limit, finishFlush: 2 /* Z_SYNC_FLUSH: a short end is no error */ };
  try {
    return inflateSync(data, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new StreamError(tooLong(limit)); // prettier-ignore
  }
  try {
    return inflateRawSync(data.subarray(2), options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new StreamError(tooLong(limit)); // prettier-ignore
    throw new StreamError('its compressed data are damaged');
  }
}

/** A buffer that grows up to a limit. */
class Output {
  #bytes: Uint8Array;
  #length = 0;
  readonly #limit: number;

  constructor(limit: number, expected: number) {
    this.#limit = limit;
    this.#bytes = new Uint8Array(Math.max(256, Math.min(limit, expected)));
  }

  get length(): number {
    return this.#length;
  }

  /** Makes room for `count` more bytes and returns the buffer. */
  reserve(count: number): Uint8Array {
    const wanted = this.#length + count;
    if (wanted > this.#limit) throw new StreamError(tooLong(this.#limit));
    if (wanted > this.#bytes.length) {
      const larger = new Uint8Array(Math.min(this.#limit, Math.max(wanted, this.#bytes.length * 2)));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    return this.#bytes;
  }

  advance(count: number): void {
    this.#length += count;
  }

  push(byte: number): void {
    this.reserve(1)[this.#length++] = byte;
  }

  get data(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

const LZW_CLEAR = 256;
const LZW_END = 257;

// 7.4.4.2: codes of 9 to 12 bits. An entry is kept as a place in the output that holds the same bytes.
function decodeLzw(
  data: Uint8Array,
  { limit, early }: { readonly limit: number; readonly early: number },
): Uint8Array {
  const output = new Output(limit, data.length * 3);
  const starts = new Int32Array(4096);
  const lengths = new Int32Array(4096);
  let next = 258;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === LZW_END) break;
    if (code === LZW_CLEAR) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    const at = output.length;
    if (code < 256) output.push(code);
    else if (code < next && code >= 258) copyWithin(output, starts[code] ?? 0, lengths[code] ?? 0);
    else if (code === next && previous >= 0) copyWithin(output, at - previous, previous + 1);
    else throw new StreamError('its LZW data are damaged');
    // The entry made now is the previous string and the first byte of this one: they stand side by side in the output.
    if (previous >= 0 && next < 4096) {
      starts[next] = at - previous;
      lengths[next] = previous + 1;
      next++;
    }
    previous = output.length - at;
    if (next + early >= 2048) width = 12;
    else if (next + early >= 1024) width = 11;
    else if (next + early >= 512) width = 10;
  }
  return output.data;
}

/** Copies bytes of the output to its end, one by one: source and target may overlap. */
function copyWithin(output: Output, start: number, count: number): void {
  const bytes = output.reserve(count);
  const at = output.length;
  for (let index = 0; index < count; index++) bytes[at + index] = bytes[start + index] ?? 0;
  output.advance(count);
}

// 7.4.5
function decodeRunLength(data: Uint8Array, limit: number): Uint8Array {
  const output = new Output(limit, data.length * 2);
  let at = 0;
  while (at < data.length) {
    const length = data[at++] ?? 128;
    if (length === 128) break;
    if (length < 128) {
      const part = data.subarray(at, at + length + 1);
      output.reserve(part.length).set(part, output.length);
      output.advance(part.length);
      at += length + 1;
    } else {
      const count = 257 - length;
      output.reserve(count).fill(data[at++] ?? 0, output.length, output.length + count);
      output.advance(count);
    }
  }
  return output.data;
}

// 7.4.2
function decodeHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0x3e);
  const text = Buffer.from(end < 0 ? data : data.subarray(0, end)).toString('latin1').replace(/[^0-9a-fA-F]/g, ''); // prettier-ignore
  return Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex');
}

// 7.4.3
function decodeAscii85(data: Uint8Array, limit: number): Uint8Array {
  const output = new Output(limit, Math.ceil(data.length * 0.8) + 4);
  let value = 0;
  let count = 0;
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) {
      output.reserve(4).fill(0, output.length, output.length + 4);
      output.advance(4);
    } else if (byte >= 0x21 && byte <= 0x75) {
      value = value * 85 + (byte - 0x21);
      if (++count < 5) continue;
      for (let shift = 3; shift >= 0; shift--) output.push(Math.floor(value / 256 ** shift) % 256);
      value = 0;
      count = 0;
    }
  }
  if (count > 1) {
    for (let missing = count; missing < 5; missing++) value = value * 85 + 84;
    for (let shift = 3; shift > 4 - count; shift--) output.push(Math.floor(value / 256 ** shift) % 256);
  }
  return output.data;
}

// 7.4.4.4
function predicted(data: Uint8Array, context: FilterContext): Uint8Array {
  const predictor = parameter(context, 'Predictor', 1);
  if (predictor < 2) return data;
  const colors = parameter(context, 'Colors', 1);
  const bits = parameter(context, 'BitsPerComponent', 8);
  const columns = parameter(context, 'Columns', 1);
  const sound = [colors, bits, columns].every((each) => Number.isInteger(each) && each > 0);
  if (!sound || colors > 64 || bits > 16 || columns > 1e7) throw new StreamError('its predictor is unsound');
  const row = Math.ceil((colors * bits * columns) / 8);
  const pixel = Math.max(1, (colors * bits) >> 3);
  return predictor === 2 ? undoTiff(data, { row, colors, bits }) : undoPng(data, row, pixel);
}

function undoTiff(
  data: Uint8Array,
  { row, colors, bits }: { readonly row: number; readonly colors: number; readonly bits: number },
): Uint8Array {
  if (bits !== 8 && bits !== 16) throw new StreamError(`a TIFF predictor of ${bits} bits is not read`);
  const output = Uint8Array.from(data);
  const step = (colors * bits) / 8;
  for (let start = 0; start < output.length; start += row) {
    const end = Math.min(start + row, output.length);
    for (let at = start + step; at < end; at += bits / 8) {
      if (bits === 8) output[at] = (output[at] ?? 0) + (output[at - step] ?? 0);
      else {
        const sum = word(output, at) + word(output, at - step);
        output[at] = sum >> 8;
        output[at + 1] = sum;
      }
    }
  }
  return output;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function undoPng(data: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (row + 1));
  const output = new Uint8Array(Math.max(0, data.length - rows));
  for (let index = 0, from = 0, to = 0; index < rows; index++) {
    const filter = data[from++] ?? 0;
    const count = Math.min(row, data.length - from);
    for (let column = 0; column < count; column++, from++, to++) {
      const left = column >= pixel ? (output[to - pixel] ?? 0) : 0;
      const up = index > 0 ? (output[to - row] ?? 0) : 0;
      const corner = index > 0 && column >= pixel ? (output[to - row - pixel] ?? 0) : 0;
      output[to] = (data[from] ?? 0) + prediction(filter, left, up, corner);
    }
  }
  return output;
}

function prediction(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const toLeft = Math.abs(estimate - left);
      const toUp = Math.abs(estimate - up);
      const toCorner = Math.abs(estimate - corner);
      if (toLeft <= toUp && toLeft <= toCorner) return left;
      return toUp <= toCorner ? up : corner;
    }
    default:
      return 0;
  }
}
