// The bytes of a foreign PDF → its objects and pages (ISO 32000-1, 7.5, 7.7.3). Read by pdf-lib, which is loaded with the
// first PDF that is placed; nothing after this file knows it.
import { inflateSync } from 'node:zlib';
import type { PDFContext, PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { PdfDictionary, PdfObjects, PdfStream, PdfValue } from './pdf-values.ts';
import { EMPTY_DICTIONARY, NULL, PdfError, dictionaryOf, entry, filtersOf, itemsOf } from './pdf-values.ts';

type Library = typeof import('@cantoo/pdf-lib');

/** Bytes that one stream of content may have without its filters. */
const MAXIMUM_DECODED = 256 * 1024 * 1024;
const MAXIMUM_PAGES = 20_000;
/** References to references. */
const MAXIMUM_STEPS = 32;

/** What a page has of its own or from the nodes above it (7.7.3.4). */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

export type OpenedPdf =
  | { readonly kind: 'pdf'; readonly pdf: ForeignPdf }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'damaged'; readonly reason: string };

/** Opens a file; never throws. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  const library = await import('@cantoo/pdf-lib');
  try {
    const document = await library.PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      parseSpeed: library.ParseSpeeds.Fastest,
    });
    const { context } = document;
    if (context.trailerInfo.Encrypt !== undefined) return { kind: 'encrypted' };
    return { kind: 'pdf', pdf: new ForeignPdf(library, context) };
  } catch (cause) {
    return { kind: 'damaged', reason: cause instanceof PdfError ? cause.message : 'it is damaged or no PDF' };
  }
}

/** An open file. Owns the objects read so far. */
export class ForeignPdf implements PdfObjects {
  readonly #library: Library;
  readonly #context: PDFContext;
  readonly #known = new Map<string, PdfValue>();
  readonly #streams = new Map<PdfStream, PDFRawStream>();
  readonly catalog: PdfDictionary;
  /** The dictionaries of the pages, with what they inherit. */
  readonly pages: readonly PdfDictionary[];

  constructor(library: Library, context: PDFContext) {
    this.#library = library;
    this.#context = context;
    const { Root } = context.trailerInfo;
    this.catalog = dictionaryOf(this, Root === undefined ? NULL : this.#convert(Root));
    this.pages = this.#findPages();
    if (this.pages.length === 0) throw new PdfError('it has no pages');
  }

  resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? NULL;
    for (let step = 0; found.kind === 'reference'; step++) {
      if (step === MAXIMUM_STEPS) throw new PdfError('its references lead in a circle');
      found = this.#object(found.key);
    }
    return found;
  }

  decode(stream: PdfStream): Uint8Array {
    const filters = filtersOf(this, stream.dictionary);
    try {
      if (filters.length === 0) return stream.bytes;
      if (filters.length === 1 && filters[0] === 'FlateDecode' && !this.#hasPredictor(stream.dictionary))
        return inflateSync(stream.bytes, { maxOutputLength: MAXIMUM_DECODED });
      const raw = this.#streams.get(stream);
      if (raw === undefined || this.#hasPredictor(stream.dictionary)) throw new PdfError('its content is packed in an unusual way'); // prettier-ignore
      return this.#library.decodePDFRawStream(raw).decode();
    } catch (cause) {
      if (cause instanceof PdfError) throw cause;
      throw new PdfError('its content is damaged', { cause });
    }
  }

  /** Without the filters, but with rows still predicted: for data that go on with their DecodeParms. */
  unfilter(stream: PdfStream): Uint8Array {
    const raw = this.#streams.get(stream);
    if (raw === undefined) throw new PdfError('its content is damaged');
    try {
      return this.#library.decodePDFRawStream(raw).decode();
    } catch (cause) {
      throw new PdfError('its content is damaged', { cause });
    }
  }

  #hasPredictor(dictionary: PdfDictionary): boolean {
    return itemsOf(this, dictionary.entries.get('DecodeParms')).some(
      (parameters) =>
        parameters.kind === 'dictionary' && (numberOf(entry(this, parameters, 'Predictor')) ?? 1) > 1,
    );
  }

  #object(key: string): PdfValue {
    let value = this.#known.get(key);
    if (value === undefined) {
      const [number = 0, generation = 0] = key.split(' ').map(Number);
      const object = this.#context.lookup(this.#library.PDFRef.of(number, generation));
      if (object instanceof this.#library.PDFInvalidObject)
        throw new PdfError(`its object ${number} is damaged`);
      value = object === undefined ? NULL : this.#convert(object);
      this.#known.set(key, value);
    }
    return value;
  }

  #convert(object: PDFObject): PdfValue {
    const library = this.#library;
    if (object instanceof library.PDFRef) return { kind: 'reference', key: `${object.objectNumber} ${object.generationNumber}` }; // prettier-ignore
    if (object instanceof library.PDFName) return { kind: 'name', name: object.decodeText(), syntax: object.toString() }; // prettier-ignore
    if (object instanceof library.PDFNumber) return { kind: 'number', value: object.asNumber(), syntax: object.toString() }; // prettier-ignore
    if (object instanceof library.PDFString || object instanceof library.PDFHexString) return { kind: 'string', syntax: object.toString() }; // prettier-ignore
    if (object instanceof library.PDFBool) return { kind: 'boolean', syntax: object.toString() };
    if (object instanceof library.PDFArray) return { kind: 'array', items: object.asArray().map((item) => this.#convert(item)) }; // prettier-ignore
    if (object instanceof library.PDFDict) return this.#dictionary(object);
    if (object instanceof library.PDFRawStream) {
      const stream: PdfStream = {
        kind: 'stream',
        dictionary: this.#dictionary(object.dict),
        bytes: object.contents,
      };
      this.#streams.set(stream, object);
      return stream;
    }
    if (object instanceof library.PDFInvalidObject) throw new PdfError('it is damaged');
    return NULL;
  }

  #dictionary(dictionary: PDFDict): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    const names = new Map<string, string>();
    for (const [key, value] of dictionary.entries()) {
      const name = key.decodeText();
      entries.set(name, this.#convert(value));
      names.set(name, key.toString());
    }
    return { kind: 'dictionary', entries, names };
  }

  #findPages(): readonly PdfDictionary[] {
    const pages: PdfDictionary[] = [];
    const seen = new Set<PdfValue>();
    const walk = (value: PdfValue | undefined, above: PdfDictionary): void => {
      const node = this.resolve(value);
      if (node.kind !== 'dictionary' || seen.has(node) || pages.length >= MAXIMUM_PAGES) return;
      seen.add(node);
      const entries = new Map(node.entries);
      for (const name of INHERITED) {
        const inherited = above.entries.get(name);
        if (inherited !== undefined && !entries.has(name)) entries.set(name, inherited);
      }
      const whole: PdfDictionary = { kind: 'dictionary', entries, names: node.names };
      const kids = entry(this, node, 'Kids');
      if (kids.kind === 'array') for (const kid of kids.items) walk(kid, whole);
      else pages.push(whole);
    };
    walk(this.catalog.entries.get('Pages'), EMPTY_DICTIONARY);
    return pages;
  }
}

function numberOf(value: PdfValue): number | undefined {
  return value.kind === 'number' ? value.value : undefined;
}
