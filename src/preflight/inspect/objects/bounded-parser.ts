// The library's parser of PDF objects (ISO 32000-1, 7.3) with bounds: no nesting without end, no slow search for the end of a
// stream, no words on the console.
import type { PDFContext, PDFObject, PDFRef } from '@cantoo/pdf-lib';

type PdfLibrary = typeof import('@cantoo/pdf-lib');

const MAX_DEPTH = 200;

/** Reads objects at any place of some bytes; throws for what is none. */
export interface BoundedParser {
  parseObject(ref?: PDFRef): PDFObject;
  moveTo(offset: number): void;
  offset(): number;
}

/** Makes parsers for one file. */
export type ParserFactory = (bytes: Uint8Array) => BoundedParser;

type ParserArguments = ConstructorParameters<PdfLibrary['PDFObjectParser']>;

/** The factory for objects of a context. */
export function createParserFactory(library: PdfLibrary, context: PDFContext): ParserFactory {
  class Parser extends library.PDFObjectParser {
    readonly #buffer: Buffer;
    #depth = 0;
    /** From here on no stream ends. */
    #lastEnd = Infinity;

    constructor(bytes: Uint8Array, ...rest: ParserArguments) {
      super(...rest);
      this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    }

    override parseObject(ref?: PDFRef): PDFObject {
      if (this.#depth >= MAX_DEPTH) throw new Error('nested too deeply');
      this.#depth++;
      try {
        return super.parseObject(ref);
      } finally {
        this.#depth--;
      }
    }

    /** 7.3.3; what has a sign or a point too many is read as far as it makes sense. */
    protected override parseRawNumber(): number {
      const start = this.bytes.offset();
      let hasPoint = false;
      for (
        let byte = this.bytes.peek();
        isNumeric(byte) && !(hasPoint && byte === POINT);
        byte = this.bytes.peek()
      ) {
        hasPoint ||= byte === POINT;
        this.bytes.next();
      }
      const text = this.#buffer.toString('latin1', start, Math.min(this.bytes.offset(), start + MAX_DIGITS));
      const value = Number(text.replaceAll(/(?!^)[-+]|^[-+](?=[-+])/g, ''));
      if (text === '' || !Number.isFinite(value)) throw new Error('no number');
      return value;
    }

    protected override findEndOfStreamFallback(): number {
      const start = this.bytes.offset();
      const found = start < this.#lastEnd ? this.#buffer.indexOf('endstream', start) : -1;
      if (found < 0) {
        this.#lastEnd = Math.min(this.#lastEnd, start);
        throw new Error('stream without end');
      }
      this.bytes.moveTo(found + 'endstream'.length);
      // 7.3.8.1: the end of line before the keyword is not data.
      let end = found;
      if (end > start && this.#buffer[end - 1] === 10) end--;
      if (end > start && this.#buffer[end - 1] === 13) end--;
      return end;
    }

    moveTo(offset: number): void {
      this.bytes.moveTo(offset);
    }

    offset(): number {
      return this.bytes.offset();
    }
  }
  return (bytes) => {
    // The library does not export its stream of bytes: one is taken from a parser that it makes.
    const made = library.PDFObjectParser.forBytes(bytes, context) as unknown as { readonly bytes: ParserArguments[0] }; // prettier-ignore
    return new Parser(bytes, made.bytes, context);
  };
}

const POINT = 0x2e;
const MAX_DIGITS = 64;

function isNumeric(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === POINT || byte === 0x2b || byte === 0x2d); // prettier-ignore
}
