// Image dictionaries (ISO 32000-1, 8.9) → facts; the samples are read afterwards, once for each image, for their inks.
import type { PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { ColorSpace, ColorSpaces } from '../color/color-spaces.ts';
import type { InspectedImage } from '../inspected-pdf.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeData, filtersOf } from '../objects/stream-data.ts';
import { decodeJpeg } from './decode-jpeg.ts';
import { greatestInk } from './image-ink.ts';
import { jpxSpace } from './jpx-header.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface PendingImage {
  readonly facts: Writable<InspectedImage>;
  readonly dict: PDFDict;
  readonly data: Uint8Array;
  readonly space: ColorSpace;
}

/** Larger images are not decoded. */
const MAX_PIXELS = 100_000_000;
const MAX_SAMPLES = 400 * 1024 * 1024;
/** Bytes of samples in a whole file; images after that are not decoded. */
const MAX_TOTAL = 16 * 1024 ** 3;
/** Images that are listed. */
const MAX_IMAGES = 200_000;

/** The images of one file, each once. */
export class PageImages {
  readonly all: InspectedImage[] = [];
  readonly #objects: PdfObjects;
  readonly #spaces: ColorSpaces;
  readonly #images = new Map<PDFRawStream, InspectedImage>();
  #pending: PendingImage[] = [];
  #left = MAX_TOTAL;

  constructor(objects: PdfObjects, spaces: ColorSpaces) {
    this.#objects = objects;
    this.#spaces = spaces;
  }

  /** An image XObject. */
  external(stream: PDFRawStream, value: PDFObject | undefined, resources: PDFDict | null): InspectedImage {
    const known = this.#images.get(stream);
    if (known !== undefined) return known;
    const image = this.#describe(stream.dict, stream.getContents(), resources);
    image.object = this.#objects.objectNumber(value);
    this.#images.set(stream, image);
    return image;
  }

  /** An inline image; its keys may be short (table 93). */
  inline(dict: PDFDict, data: Uint8Array, resources: PDFDict | null): InspectedImage {
    return this.#describe(dict, data, resources);
  }

  #describe(dict: PDFDict, data: Uint8Array, resources: PDFDict | null): Writable<InspectedImage> {
    const objects = this.#objects;
    const get = (key: string, short: string): PDFObject | null => objects.get(dict, key) ?? objects.get(dict, short); // prettier-ignore
    const mask = objects.boolean(get('ImageMask', 'IM')) === true;
    const filters = filtersOf(dict, objects);
    const spaceValue = get('ColorSpace', 'CS');
    const space = mask ? this.#spaces.gray : this.#spaces.read(spaceValue, resources);
    const facts: Writable<InspectedImage> = {
      object: null,
      width: Math.max(0, objects.number(get('Width', 'W')) ?? 0),
      height: Math.max(0, objects.number(get('Height', 'H')) ?? 0),
      bits: mask ? 1 : (objects.number(get('BitsPerComponent', 'BPC')) ?? 8),
      // 7.4.9: JPEG 2000 may leave the colour space to its data.
      space: (spaceValue === null && filters.length === 1 && filters[0] === 'JPXDecode' ? jpxSpace(data) : null) ?? space.facts, // prettier-ignore
      mask,
      softMask: objects.stream(objects.get(dict, 'SMask')) !== null || (objects.number(objects.get(dict, 'SMaskInData')) ?? 0) > 0, // prettier-ignore
      filters,
      bytes: data.length,
      maximumInk: null,
      decoded: false,
    };
    if (this.all.length < MAX_IMAGES) {
      this.all.push(facts);
      this.#pending.push({ facts, dict, data, space });
    }
    return facts;
  }

  /** Reads the samples of the images described since the last call. */
  async decodePending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    for (const image of pending) {
      try {
        await this.#decode(image);
      } catch {
        image.facts.decoded = false;
      }
    }
  }

  async #decode({ facts, dict, data, space }: PendingImage): Promise<void> {
    const { width, height, bits, filters } = facts;
    const last = filters.at(-1) ?? '';
    if (['JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode'].includes(last)) return;
    if (width * height === 0 || width * height > MAX_PIXELS) return;
    const inInks = space.plates !== null || (space.indexed !== null && space.indexed.base.plates !== null);
    if (facts.mask || !inInks) {
      facts.decoded = true;
      return;
    }
    const objects = this.#objects;
    const decoded = decodeData(data, dict, { objects, limit: Math.min(MAX_SAMPLES, this.#left) });
    // What was tried in vain took its time, too.
    this.#left -= Math.max(
      decoded.data?.length ?? 0,
      Math.min(MAX_SAMPLES, width * height * space.components),
    );
    if (decoded.data === null) return;
    const decodeValue = objects.get(dict, 'Decode') ?? objects.get(dict, 'D');
    const decode = objects.numbers(decodeValue, space.components * 2);
    if (decoded.picture === 'DCTDecode') {
      const transform = objects.number(objects.get(decoded.pictureParameters, 'ColorTransform'));
      const jpeg = await decodeJpeg(decoded.data, { components: space.components, transform, maxPixels: MAX_PIXELS }); // prettier-ignore
      if (jpeg === null) return;
      facts.maximumInk = greatestInk({ ...jpeg, bits: 8, decode }, space);
    } else {
      if (![1, 2, 4, 8, 16].includes(bits)) return;
      facts.maximumInk = greatestInk({ width, height, bits, data: decoded.data, decode }, space);
    }
    facts.decoded = facts.maximumInk !== null;
  }
}
