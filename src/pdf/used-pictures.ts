// Pictures that the pages name → XObjects, each written once, at the end, when its largest printed size is known.
import { messageOf } from '../base/message-of.ts';
import type { Diagnostics } from '../base/diagnostic.ts';
import type { FontLibrary } from '../font/font-types.ts';
import { SvgPainter } from './drawing.ts';
import type { PdfFile } from './pdf-file.ts';
import { outlineSvgText } from './pictures/outline-svg-text.ts';
import type { PictureStore, PictureUse } from './pictures/picture-store.ts';

/** Bitmaps that are decoded at the same time. */
const DECODED_AT_ONCE = 4;

interface UsedPicture {
  /** `I1`, `I2` … in the order of first use. */
  readonly name: string;
  readonly object: number;
  readonly kind: 'bitmap' | 'svg';
  /** Natural size, px. */
  readonly naturalWidth: number;
  readonly naturalHeight: number;
  /** Largest printed size, pt. */
  width: number;
  height: number;
}

export class UsedPictures {
  readonly #file: PdfFile;
  readonly #painter: SvgPainter;
  readonly #store: PictureStore;
  readonly #fonts: FontLibrary;
  readonly #diagnostics: Diagnostics;
  readonly #used = new Map<string, UsedPicture>();

  /** `fonts` set the text in drawings. */
  constructor(file: PdfFile, store: PictureStore, fonts: FontLibrary, diagnostics: Diagnostics) {
    this.#file = file;
    this.#painter = new SvgPainter(file);
    this.#store = store;
    this.#fonts = fonts;
    this.#diagnostics = diagnostics;
  }

  /** Notes that the picture is printed at this size (pt); undefined when it could not be loaded. */
  use(source: string, width: number, height: number): UsedPicture | undefined {
    const known = this.#used.get(source);
    if (known !== undefined) {
      known.width = Math.max(known.width, width);
      known.height = Math.max(known.height, height);
      return known;
    }
    const info = this.#store.info(source);
    if (info === undefined) return undefined;
    const picture: UsedPicture = {
      name: `I${this.#used.size + 1}`,
      object: this.#file.reserve(),
      kind: info.kind,
      naturalWidth: info.width,
      naturalHeight: info.height,
      width,
      height,
    };
    this.#used.set(source, picture);
    return picture;
  }

  /** Writes all of them, in the order of first use. */
  async write(resolution: number): Promise<void> {
    const bitmaps: (readonly [string, UsedPicture])[] = [];
    for (const entry of this.#used) {
      if (entry[1].kind === 'bitmap') bitmaps.push(entry);
      else await this.#writeSvg(entry[0], entry[1]);
    }
    for (let i = 0; i < bitmaps.length; i += DECODED_AT_ONCE) {
      const batch = bitmaps.slice(i, i + DECODED_AT_ONCE);
      const encoded = await Promise.all(
        batch.map(([source, picture]) => this.#store.encode(source, useOf(picture, resolution))),
      );
      encoded.forEach(({ image, reports }, index) => {
        for (const report of reports) this.#diagnostics.add(report);
        const picture = batch[index]?.[1];
        if (picture === undefined) return;
        if (image === null) this.#writeNothing(picture);
        else {
          const mask = image.softMask;
          const maskObject = mask === null ? 0 : this.#file.reserve();
          if (mask !== null) this.#file.stream(maskObject, mask.dictionary, mask.data);
          const reference = mask === null ? '' : `/SMask ${maskObject} 0 R`;
          this.#file.stream(picture.object, `${image.dictionary}${reference}`, image.data);
        }
      });
    }
  }

  async #writeSvg(source: string, picture: UsedPicture): Promise<void> {
    const svg = this.#store.svg(source);
    if (svg === undefined) return this.#writeNothing(picture);
    const size = { width: picture.naturalWidth, height: picture.naturalHeight };
    try {
      const outlined = outlineSvgText(svg, this.#fonts);
      await this.#painter.paint(picture.object, { svg: outlined, ...size });
    } catch (cause) {
      const reason = messageOf(cause);
      this.#diagnostics.add(this.#store.refusal(source, reason));
      this.#writeNothing(picture);
    }
    return undefined;
  }

  /** Pages name the object already: a form without content. */
  #writeNothing(picture: UsedPicture): void {
    this.#file.stream(picture.object, '/Type/XObject/Subtype/Form/BBox[0 0 1 1]', new Uint8Array());
  }
}

function useOf(picture: UsedPicture, resolution: number): PictureUse {
  return { width: picture.width, height: picture.height, resolution };
}
