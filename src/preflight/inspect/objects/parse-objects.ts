// Bytes → the indirect objects of a PDF (ISO 32000-1, 7.3 and 7.5), with bounded work. The cross-reference tables are not
// trusted: the file is read from its beginning to its end, and the last definition of an object holds. Streams of objects are
// opened with a limit on what they inflate to; what they hold are ordinary objects of @cantoo/pdf-lib.
import type { PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { BoundedParser } from './bounded-parser.ts';
import { PdfObjects } from './pdf-objects.ts';
import type { PdfLibrary } from './pdf-objects.ts';
import { decodeStream } from './stream-data.ts';

/** An object stream that inflates to more is left unread; so are all after the total. */
const MAX_OBJECT_STREAM = 32 * 1024 * 1024;
const MAX_OBJECT_STREAMS = 192 * 1024 * 1024;
/** ISO 32000-1, annex C: indirect objects in a file. */
const MAX_OBJECTS = 8_388_607;
/** Bytes that may be read in vain, in sizes of the file. */
const MAX_WASTE = 8;
const MIN_WASTE = 8 * 1024 * 1024;
const MAX_PROBLEMS = 10_000;
/** Bytes between `trailer` and its dictionary. */
const MAX_TRAILER_GAP = 64;

export interface ParsedObjects {
  readonly objects: PdfObjects;
  /** `1.4`, of the header; empty without one. */
  readonly headerVersion: string;
  readonly trailer: {
    readonly root: PDFObject | undefined;
    readonly info: PDFObject | undefined;
    readonly id: PDFObject | undefined;
    readonly encrypt: PDFObject | undefined;
  };
  readonly objectStreams: boolean;
  readonly crossReferenceStream: boolean;
  /** What could not be read. */
  readonly problems: readonly string[];
}

type Trailer = { -readonly [Key in keyof ParsedObjects['trailer']]: ParsedObjects['trailer'][Key] };

/** What is found while the file is read. */
interface Progress {
  readonly trailer: Trailer;
  readonly problems: string[];
  readonly objectStreams: { readonly stream: PDFRawStream; readonly order: number }[];
  crossReferenceStream: boolean;
  count: number;
  /** Bytes that may still be read in vain. */
  waste: number;
}

/** Reads every object of a file. Never throws for what the file holds. */
export function parseObjects(bytes: Uint8Array, library: PdfLibrary): ParsedObjects {
  const context = library.PDFContext.create();
  const objects = new PdfObjects(library, context);
  const progress: Progress = {
    trailer: { root: undefined, info: undefined, id: undefined, encrypt: undefined },
    problems: [],
    objectStreams: [],
    crossReferenceStream: false,
    count: 0,
    waste: Math.max(MIN_WASTE, bytes.length * MAX_WASTE),
  };
  const defined = readBody(bytes, objects, progress);
  const encrypted = progress.trailer.encrypt !== undefined;
  if (!encrypted) readObjectStreams(objects, defined, progress);
  if (objects.dict(progress.trailer.root) === null) progress.trailer.root = findCatalog(objects);
  return {
    objects,
    headerVersion: headerVersion(bytes),
    trailer: progress.trailer,
    objectStreams: progress.objectStreams.length > 0,
    crossReferenceStream: progress.crossReferenceStream,
    problems: progress.problems,
  };
}

/** 7.5.2; a header within the first 1,024 bytes is accepted, as other readers do. */
function headerVersion(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  return /%PDF-(\d\.\d)/.exec(start)?.[1] ?? '';
}

/** Objects outside of object streams, in the order of the file; returns where each was defined. */
function readBody(bytes: Uint8Array, objects: PdfObjects, progress: Progress): Map<number, number> {
  const { library, context } = objects;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const reader = objects.parserOf(bytes);
  const defined = new Map<number, number>();
  let position = 0;
  while (position < buffer.length) {
    const header = nextHeader(buffer, position);
    readTrailers(buffer.subarray(position, header?.start ?? buffer.length), { objects, progress, base: position, reader }); // prettier-ignore
    if (header === null) break;
    if (++progress.count > MAX_OBJECTS) {
      progress.problems.push('The file has too many objects');
      break;
    }
    reader.moveTo(header.end);
    try {
      skipWhite(buffer, reader);
      const ref = library.PDFRef.of(header.number, header.generation);
      const object = reader.parseObject(ref);
      context.assign(ref, object);
      defined.set(header.number, header.start);
      noteStream(object, { objects, progress, order: header.start });
      position = Math.max(reader.offset(), header.end);
    } catch {
      progress.waste -= Math.max(0, reader.offset() - header.end) + 1;
      progress.problems.push(`Object ${header.number} is damaged`);
      position = header.end;
      if (progress.waste < 0 || progress.problems.length > MAX_PROBLEMS) {
        progress.problems.push('The file is too damaged to be read on');
        break;
      }
    }
  }
  return defined;
}

function skipWhite(buffer: Buffer, reader: BoundedParser): void {
  let at = reader.offset();
  for (;;) {
    const byte = buffer[at];
    if (byte === 0x25) {
      while (at < buffer.length && buffer[at] !== 10 && buffer[at] !== 13) at++;
    } else if (byte !== undefined && isWhite(byte)) at++;
    else break;
  }
  reader.moveTo(at);
}

function isWhite(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13 && byte !== 11) || byte === 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

interface Header {
  readonly number: number;
  readonly generation: number;
  readonly start: number;
  readonly end: number;
}

/** The next `12 0 obj` at or after `from`. */
function nextHeader(buffer: Buffer, from: number): Header | null {
  for (let at = buffer.indexOf('obj', from); at >= 0; at = buffer.indexOf('obj', at + 3)) {
    const generation = numberBefore(buffer, at, from);
    const number = generation === null ? null : numberBefore(buffer, generation.start, from);
    if (generation === null || number === null || number.end === generation.start) continue;
    if (number.value > MAX_OBJECTS) continue;
    return { number: number.value, generation: generation.value, start: number.start, end: at + 3 };
  }
  return null;
}

interface NumberBefore {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** A whole number that ends, but for white space, before `at`. */
function numberBefore(buffer: Buffer, at: number, from: number): NumberBefore | null {
  let end = at;
  while (end > from && isWhite(buffer[end - 1] ?? 0)) end--;
  let start = end;
  while (start > from && isDigit(buffer[start - 1])) start--;
  if (start === end || end - start > 10) return null;
  return { value: Number(buffer.toString('latin1', start, end)), start, end };
}

interface TrailerSource {
  readonly objects: PdfObjects;
  readonly progress: Progress;
  readonly base: number;
  readonly reader: BoundedParser;
}

/** 7.5.5: dictionaries after `trailer` in what stands between two objects. */
function readTrailers(gap: Buffer, { objects, progress, base, reader }: TrailerSource): void {
  for (let at = gap.indexOf('trailer'); at >= 0; at = gap.indexOf('trailer', at + 7)) {
    const start = gap.indexOf('<<', at);
    if (start < 0 || start > at + MAX_TRAILER_GAP || progress.waste < 0) return;
    reader.moveTo(base + start);
    try {
      const dict = objects.dict(reader.parseObject());
      if (dict !== null) mergeTrailer(dict, objects, progress.trailer);
    } catch {
      progress.waste -= reader.offset() - base - start + 1;
      progress.problems.push('A trailer is damaged');
    }
  }
}

function mergeTrailer(dict: PDFDict, objects: PdfObjects, trailer: Trailer): void {
  trailer.root = objects.raw(dict, 'Root') ?? trailer.root;
  trailer.info = objects.raw(dict, 'Info') ?? trailer.info;
  trailer.id = objects.raw(dict, 'ID') ?? trailer.id;
  trailer.encrypt = objects.raw(dict, 'Encrypt') ?? trailer.encrypt;
}

interface StreamContext {
  readonly objects: PdfObjects;
  readonly progress: Progress;
  readonly order: number;
}

function noteStream(object: PDFObject, { objects, progress, order }: StreamContext): void {
  const stream = objects.stream(object);
  if (stream === null) return;
  const type = objects.name(objects.get(stream.dict, 'Type'));
  if (type === 'ObjStm') progress.objectStreams.push({ stream, order });
  else if (type === 'XRef') {
    progress.crossReferenceStream = true;
    mergeTrailer(stream.dict, objects, progress.trailer);
  }
}

/** 7.5.7: an object in a stream holds unless it is defined again further on in the file. */
function readObjectStreams(
  objects: PdfObjects,
  defined: Map<number, number>,
  { objectStreams, problems }: Progress,
): void {
  const { library, context } = objects;
  let left = MAX_OBJECT_STREAMS;
  for (const { stream, order } of objectStreams) {
    const decoded = decodeStream(stream, objects, Math.min(MAX_OBJECT_STREAM, left));
    if (decoded.data === null) {
      problems.push(`An object stream cannot be read: ${decoded.problem}`);
      continue;
    }
    left -= decoded.data.length;
    const { data } = decoded;
    const first = objects.number(objects.get(stream.dict, 'First')) ?? 0;
    const count = objects.number(objects.get(stream.dict, 'N')) ?? 0;
    const table = Buffer.from(data.buffer, data.byteOffset, Math.max(0, Math.min(first, data.length))).toString('latin1'); // prettier-ignore
    const numbers = (table.match(/\d+/g) ?? []).slice(0, count * 2).map(Number);
    const reader = objects.parserOf(data);
    // Objects that overlap are unsound: together they may be read a few times over.
    let work = data.length * 4;
    for (let index = 0; index + 1 < numbers.length && work >= 0; index += 2) {
      const number = numbers[index] ?? 0;
      if (number > MAX_OBJECTS || (defined.get(number) ?? -1) > order) continue;
      const start = first + (numbers[index + 1] ?? 0);
      reader.moveTo(start);
      try {
        skipWhite(Buffer.from(data.buffer, data.byteOffset, data.length), reader);
        context.assign(library.PDFRef.of(number, 0), reader.parseObject());
        defined.set(number, order);
      } catch {
        if (problems.length < MAX_PROBLEMS) problems.push(`Object ${number} is damaged`);
      }
      work -= Math.max(0, reader.offset() - start) + 1;
    }
  }
}

function findCatalog(objects: PdfObjects): PDFObject | undefined {
  let found: PDFObject | undefined;
  for (const [, object] of objects.context.enumerateIndirectObjects()) {
    const dict = objects.dict(object);
    if (dict !== null && objects.name(objects.get(dict, 'Type')) === 'Catalog') found = object;
  }
  return found;
}
