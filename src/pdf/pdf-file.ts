// Objects → the bytes of a PDF file (ISO 32000-1, 7.5). Objects without a stream are gathered in object streams (7.5.7) and
// the cross-reference is a stream (7.5.8): that saves 13 % of an issue of plain text, a third where links and anchors are many.
// PDFKit can write neither. Files of version 1.4 know neither: there every object stands alone, in a cross-reference table (7.5.4).
import { crc32, deflateSync } from 'node:zlib';
import { invariant } from '../base/invariant.ts';
import { pdfBytes } from './pdf-syntax.ts';

/** Objects in one object stream: more compress better, fewer are read faster. */
const OBJECTS_PER_STREAM = 200;
/** zlib level; 9 saves nothing more. */
const DEFLATE_LEVEL = 6;
/** zlib level of page contents: 549 pages of text take 206 ms, at level 6 376 ms and 2 % less space. */
const PAGE_DEFLATE_LEVEL = 4;
/** 7.5.2: the second line tells programs that the file is binary. */
const BINARY_COMMENT = '%\xff\xff\xff\xff';
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
    return this.#deflated(id, dictionary, content, DEFLATE_LEVEL);
  }

  /** Writes the content of a page into the next free number. */
  addPageContent(content: string): number {
    return this.#deflated(this.reserve(), '', content, PAGE_DEFLATE_LEVEL);
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
      this.deflatedStream(id, `/Type/XRef/Size ${size}/W[1 4 2]${trailer}`, this.#crossReference(size));
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

  #deflated(id: number, dictionary: string, content: string | Uint8Array, level: number): number {
    const bytes = typeof content === 'string' ? this.#scratchBytes(content) : content;
    const options = { level, chunkSize: Math.max(1024, Math.min(65536, bytes.length)) };
    return this.stream(id, `${dictionary}/Filter/FlateDecode`, deflateSync(bytes, options));
  }

  /** The bytes of a string, until the next call: deflated content needs no memory of its own. */
  #scratchBytes(content: string): Uint8Array {
    if (this.#scratch.length < content.length) this.#scratch = Buffer.alloc(content.length * 2);
    return this.#scratch.subarray(0, this.#scratch.write(content, 'latin1'));
  }

  /** 7.5.8.3: type, offset or container, generation or index. */
  #crossReference(size: number): Uint8Array {
    const table = Buffer.alloc(size * 7);
    table.writeUInt16BE(0xffff, 5);
    for (let id = 1; id < size; id++) {
      const at = id * 7;
      const container = this.#container[id];
      const offset = this.offsets[id - 1];
      if (container !== undefined) {
        table[at] = 2;
        table.writeUInt32BE(container, at + 1);
        table.writeUInt16BE(this.#containerIndex[id] ?? 0, at + 5);
      } else if (typeof offset === 'number') {
        table[at] = 1;
        table.writeUInt32BE(offset, at + 1);
      }
    }
    return table;
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
    this.deflatedStream(container, dictionary, content);
  }
}
