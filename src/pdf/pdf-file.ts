// Objects → the bytes of a PDF file (ISO 32000-1, 7.5). Objects without a stream are gathered in object streams (7.5.7) and
// the cross-reference is a stream (7.5.8): that saves 13 % of an issue of plain text, a third where links and anchors are many.
// PDFKit can write neither. Files of version 1.4 know neither: there every object stands alone, in a cross-reference table (7.5.4).
import type { ZlibOptions } from 'node:zlib';
import { crc32, deflateSync } from 'node:zlib';
import { invariant } from '../base/invariant.ts';
import { pdfBytes } from './pdf-syntax.ts';

/** Objects in one object stream: 200 take 2 % more space, 5,000 take 1 % less and are slow to reach one of. */
const OBJECTS_PER_STREAM = 800;
/** zlib level; 9 saves nothing more. */
const DEFLATE_LEVEL = 6;
/**
 * How object streams are deflated: 16,000 elements take 1.5 % less space than at level 6, in 20 ms more. Their short numbers
 * want codes of their own every few objects: less memory, that is smaller blocks, saves 4 %.
 */
const OBJECTS_DEFLATE = { level: 7, memLevel: 5 } as const;
/** zlib level of page contents: 549 pages of text take 206 ms, at level 6 376 ms and 2 % less space. */
const PAGE_DEFLATE_LEVEL = 4;
/** 7.5.2: the second line tells programs that the file is binary. */
const BINARY_COMMENT = '%\xff\xff\xff\xff';
/** Of a row of the cross-reference stream: index in an object stream, or generation. */
const INDEX_BYTES = 2;
/** RFC 2083, 6.4. */
const PNG_UP = 2;
/** Bytes of an object in the cross-reference before it is deflated, and of all that stands around it at the end of the file. */
const CROSS_REFERENCE_BYTES = 7;
const END_BYTES = 400;
const END_OF_STREAM = pdfBytes('\nendstream\nendobj\n');

/** 1.7 for the web; 1.6 for PDF/X-4; 1.4, without object streams, for PDF/X-1a and PDF/A-1. */
export type PdfVersion = '1.4' | '1.6' | '1.7';

/** What is left to say when the file ends. */
export interface FileEnd {
  readonly catalog: number;
  readonly info: number;
}

export class PdfFile {
  /** Offset of object n at n - 1; null until it has been written outside an object stream. */
  readonly offsets: (number | null)[] = [];
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #scratch = Buffer.alloc(0);
  /** Object stream of each object that is in one, and its index there. */
  readonly #container: number[] = [];
  readonly #containerIndex: number[] = [];
  #pendingIds: number[] = [];
  #pendingBodies: string[] = [];
  /** Whether there are object streams and a cross-reference stream (from version 1.5 on). */
  readonly #compact: boolean;

  constructor(version: PdfVersion = '1.7') {
    this.#compact = version !== '1.4';
    this.write(`%PDF-${version}\n${BINARY_COMMENT}`);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** Appends bytes, or a line. */
  write(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? pdfBytes(`${data}\n`) : data;
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  /** A new object number; `object` or `stream` must follow. */
  reserve(): number {
    return this.offsets.push(null);
  }

  /** Writes an object that has no stream; `body` holds one byte per unit. */
  object(id: number, body: string): number {
    if (!this.#compact) return this.#plainObject(id, body);
    this.#pendingIds.push(id);
    this.#pendingBodies.push(body);
    if (this.#pendingIds.length === OBJECTS_PER_STREAM) this.#flushObjects();
    return id;
  }

  /** Writes an object into the next free number. */
  add(body: string): number {
    return this.object(this.reserve(), body);
  }

  /** Writes a stream as it is; `dictionary` holds the entries besides Length. */
  stream(id: number, dictionary: string, bytes: Uint8Array): number {
    this.offsets[id - 1] = this.#length;
    this.write(pdfBytes(`${id} 0 obj\n<<${dictionary}/Length ${bytes.length}>>\nstream\n`));
    this.write(bytes);
    this.write(END_OF_STREAM);
    return id;
  }

  /** Deflates and writes a stream. */
  deflatedStream(id: number, dictionary: string, content: string | Uint8Array): number {
    return this.#deflated(id, dictionary, content, { level: DEFLATE_LEVEL });
  }

  /** Writes the content of a page. */
  pageContent(id: number, content: string): number {
    return this.#deflated(id, '', content, { level: PAGE_DEFLATE_LEVEL });
  }

  /** Writes what is gathered; bytes that the file would then have if it ended here, at most. */
  settledLength(): number {
    this.#flushObjects();
    return this.#length + (this.offsets.length + 2) * CROSS_REFERENCE_BYTES + END_BYTES;
  }

  /** Ends the file and returns it. */
  finish(end: FileEnd): Uint8Array {
    this.#flushObjects();
    const identifier = this.fingerprint();
    const id = this.#compact ? this.reserve() : 0;
    const offset = this.#length;
    const size = this.offsets.length + 1;
    const trailer = `/Root ${end.catalog} 0 R/Info ${end.info} 0 R/ID[<${identifier}><${identifier}>]`;
    if (this.#compact) {
      this.offsets[id - 1] = offset;
      const { widths, rows } = this.#crossReference(size);
      const parameters = `/DecodeParms<</Predictor 12/Columns ${rows.length / size - 1}>>`;
      this.deflatedStream(id, `/Type/XRef/Size ${size}/W[${widths.join(' ')}]${parameters}${trailer}`, rows);
    } else {
      this.write(`${this.#crossReferenceTable(size)}trailer\n<</Size ${size}${trailer}>>`);
    }
    this.write(pdfBytes(`startxref\n${offset}\n%%EOF\n`));
    const file = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      file.set(chunk, at);
      at += chunk.length;
    }
    return file;
  }

  /**
   * 14.4: 128 bits, in hexadecimal, that change with the content so far, no more: checksums of every fourth piece of the
   * file, from the first four on. A small file is written sooner than node:crypto is loaded.
   */
  fingerprint(): string {
    const sums = [0, 1, 2, 3];
    this.#chunks.forEach((chunk, i) => (sums[i & 3] = crc32(chunk, sums[i & 3])));
    return sums.map((sum) => sum.toString(16).padStart(8, '0')).join('');
  }

  #deflated(
    id: number,
    dictionary: string,
    content: string | Uint8Array,
    tuning: Pick<ZlibOptions, 'level' | 'memLevel'>,
  ): number {
    const bytes = typeof content === 'string' ? this.#scratchBytes(content) : content;
    const options = { ...tuning, chunkSize: Math.max(1024, Math.min(65536, bytes.length)) };
    return this.stream(id, `${dictionary}/Filter/FlateDecode`, deflateSync(bytes, options));
  }

  /** The bytes of a string, until the next call: deflated content needs no memory of its own. */
  #scratchBytes(content: string): Uint8Array {
    if (this.#scratch.length < content.length) this.#scratch = Buffer.alloc(content.length * 2);
    return this.#scratch.subarray(0, this.#scratch.write(content, 'latin1'));
  }

  /**
   * 7.5.8.3: rows of type, offset or container, generation or index. Each is written as what it is more than the one before
   * (7.4.4.4, PNG's “up”): of objects that follow each other in one stream all rows are then alike.
   */
  #crossReference(size: number): {
    readonly widths: readonly [number, number, number];
    readonly rows: Uint8Array;
  } {
    const offsetWidth = bytesOf(Math.max(this.#length, size));
    const width = 1 + offsetWidth + INDEX_BYTES;
    const before = Buffer.alloc(width);
    const row = Buffer.alloc(width);
    const rows = Buffer.alloc(size * (width + 1));
    for (let id = 0; id < size; id++) {
      const container = this.#container[id];
      const offset = id === 0 ? null : (this.offsets[id - 1] ?? null);
      row[0] = container !== undefined ? 2 : offset === null ? 0 : 1;
      row.writeUIntBE(container ?? offset ?? 0, 1, offsetWidth);
      row.writeUIntBE(id === 0 ? 0xffff : (this.#containerIndex[id] ?? 0), 1 + offsetWidth, INDEX_BYTES);
      const at = id * (width + 1);
      rows[at] = PNG_UP;
      for (let i = 0; i < width; i++) rows[at + 1 + i] = (row[i] ?? 0) - (before[i] ?? 0);
      before.set(row);
    }
    return { widths: [1, offsetWidth, INDEX_BYTES], rows };
  }

  /** 7.5.4: twenty bytes a line; numbers that were reserved in vain are a list of free ones. */
  #crossReferenceTable(size: number): string {
    const digits = (value: number, count: number): string => String(value).padStart(count, '0');
    const entries: string[] = [];
    let free = 0;
    for (let id = size - 1; id > 0; id--) {
      const offset = this.offsets[id - 1] ?? null;
      entries.push(offset === null ? `${digits(free, 10)} 00001 f ` : `${digits(offset, 10)} 00000 n `);
      if (offset === null) free = id;
    }
    entries.push(`${digits(free, 10)} 65535 f `);
    return `xref\n0 ${size}\n${entries.reverse().join('\n')}\n`;
  }

  #plainObject(id: number, body: string): number {
    invariant(this.offsets[id - 1] === null, `PDF object ${id} was written twice`);
    this.offsets[id - 1] = this.#length;
    this.write(`${id} 0 obj\n${body}\nendobj`);
    return id;
  }

  #flushObjects(): void {
    if (this.#pendingIds.length === 0) return;
    const container = this.reserve();
    let head = '';
    let offset = 0;
    for (let i = 0; i < this.#pendingIds.length; i++) {
      const id = this.#pendingIds[i] ?? 0;
      invariant(this.#container[id] === undefined, `PDF object ${id} was written twice`);
      this.#container[id] = container;
      this.#containerIndex[id] = i;
      head += `${id} ${offset} `;
      offset += (this.#pendingBodies[i]?.length ?? 0) + 1;
    }
    const dictionary = `/Type/ObjStm/N ${this.#pendingIds.length}/First ${head.length}`;
    const content = `${head}${this.#pendingBodies.join('\n')}\n`;
    this.#pendingIds = [];
    this.#pendingBodies = [];
    this.#deflated(container, dictionary, content, OBJECTS_DEFLATE);
  }
}

/** How many bytes `value` takes. */
function bytesOf(value: number): number {
  let count = 1;
  for (let rest = value; rest > 0xff; rest = Math.floor(rest / 256)) count++;
  return count;
}
