// Objects of @cantoo/pdf-lib → plain answers: what is of another kind than asked for is null, and never an exception.
import type { PDFArray, PDFContext, PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { createParserFactory } from './bounded-parser.ts';
import type { ParserFactory } from './bounded-parser.ts';

export type PdfLibrary = typeof import('@cantoo/pdf-lib');

/** References to references are followed so far. */
const MAX_REFERENCES = 8;

/** The objects of one file, looked up through its references. */
export class PdfObjects {
  readonly library: PdfLibrary;
  readonly context: PDFContext;
  /** A parser over any bytes, for objects of this file. */
  readonly parserOf: ParserFactory;

  constructor(library: PdfLibrary, context: PDFContext) {
    this.library = library;
    this.context = context;
    this.parserOf = createParserFactory(library, context);
  }

  /** The object that a reference leads to; null for what is missing, null, or runs in a circle. */
  resolve(value: PDFObject | null | undefined): PDFObject | null {
    let object = value ?? null;
    for (let step = 0; step < MAX_REFERENCES && object instanceof this.library.PDFRef; step++)
      object = this.context.lookup(object) ?? null;
    return object instanceof this.library.PDFRef || object === this.library.PDFNull ? null : object;
  }

  /** Entry of a dictionary as it stands, perhaps a reference. */
  raw(dict: PDFDict | null, key: string): PDFObject | undefined {
    return dict?.get(this.library.PDFName.of(key));
  }

  get(dict: PDFDict | null, key: string): PDFObject | null {
    return dict === null ? null : this.resolve(this.raw(dict, key));
  }

  /** A dictionary, or the dictionary of a stream. */
  dict(value: PDFObject | null | undefined): PDFDict | null {
    const object = this.resolve(value);
    if (object instanceof this.library.PDFDict) return object;
    return object instanceof this.library.PDFStream ? object.dict : null;
  }

  stream(value: PDFObject | null | undefined): PDFRawStream | null {
    const object = this.resolve(value);
    return object instanceof this.library.PDFRawStream ? object : null;
  }

  array(value: PDFObject | null | undefined): PDFArray | null {
    const object = this.resolve(value);
    return object instanceof this.library.PDFArray ? object : null;
  }

  /** The elements of an array; none when it is no array. */
  list(value: PDFObject | null | undefined): readonly PDFObject[] {
    return this.array(value)?.asArray() ?? [];
  }

  number(value: PDFObject | null | undefined): number | null {
    const object = this.resolve(value);
    if (!(object instanceof this.library.PDFNumber)) return null;
    const number = object.asNumber();
    return Number.isFinite(number) ? number : null;
  }

  boolean(value: PDFObject | null | undefined): boolean | null {
    const object = this.resolve(value);
    return object instanceof this.library.PDFBool ? object.asBoolean() : null;
  }

  name(value: PDFObject | null | undefined): string | null {
    const object = this.resolve(value);
    return object instanceof this.library.PDFName ? object.decodeText() : null;
  }

  /** A name as people read it: UTF-8 where it is (7.3.5). Not for looking anything up. */
  readableName(value: PDFObject | null | undefined): string | null {
    const name = this.name(value);
    if (name === null || !/[\u0080-\u00ff]/.test(name)) return name;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(name, 'latin1'));
    } catch {
      return name;
    }
  }

  /** A text string (7.9.2.2). */
  text(value: PDFObject | null | undefined): string | null {
    const bytes = this.bytes(value);
    if (bytes === null) return null;
    // PDF 2.0 allows UTF-8 with its mark.
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
    try {
      const object = this.resolve(value);
      if (object instanceof this.library.PDFString || object instanceof this.library.PDFHexString)
        return object.decodeText();
    } catch {
      // Neither encoding: byte by byte, below.
    }
    return Buffer.from(bytes).toString('latin1');
  }

  /** The bytes of a string. */
  bytes(value: PDFObject | null | undefined): Uint8Array | null {
    const object = this.resolve(value);
    if (!(object instanceof this.library.PDFString) && !(object instanceof this.library.PDFHexString))
      return null;
    return object.asBytes();
  }

  /** The object number of a reference; null for an object that stands where it is used. */
  objectNumber(value: PDFObject | null | undefined): number | null {
    return value instanceof this.library.PDFRef ? value.objectNumber : null;
  }

  /** All elements as numbers; null when there are not exactly `count` of them. */
  numbers(value: PDFObject | null | undefined, count: number): readonly number[] | null {
    const list = this.list(value);
    if (list.length !== count) return null;
    const numbers = list.map((each) => this.number(each));
    return numbers.every((each): each is number => each !== null) ? numbers : null;
  }

  /** The dictionary that `entries` (without `<<` and `>>`) make: of an inline image. */
  parseDict(entries: Uint8Array): PDFDict | null {
    const text = Buffer.concat([Buffer.from('<<'), entries, Buffer.from(' >>')]);
    try {
      return this.dict(this.parserOf(text).parseObject());
    } catch {
      return null;
    }
  }
}
