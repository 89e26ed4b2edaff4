// Pictures that the pages name → XObjects, each written once, at the end, when its largest printed size is known.
import { POINTS_PER_PX } from '../base/length.ts';
import { messageOf } from '../base/message-of.ts';
import type { Diagnostics } from '../base/diagnostic.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { ConversionReport } from './color/conversion-report.ts';
import type { DrawingInks } from './color/drawing-inks.ts';
import { drawingInks } from './color/drawing-inks.ts';
import { SvgPainter } from './drawing.ts';
import type { PdfFile } from './pdf-file.ts';
import { PageCopiers } from './inserts/copy-page.ts';
import { outlineSvgText } from './pictures/outline-svg-text.ts';
import type { PictureStore, PictureUse } from './pictures/picture-store.ts';
import type { PressPictures } from './pictures/press-pictures.ts';

/** Bitmaps that are decoded at the same time. */
const DECODED_AT_ONCE = 4;
/** Pixels of bitmaps that become inks at the same time: 12 bytes and more are needed for each. */
const CONVERTED_PIXELS = 12_000_000;

export interface UsedPicture {
  /** `I1`, `I2` … in the order of first use. */
  readonly name: string;
  readonly object: number;
  readonly kind: 'bitmap' | 'svg' | 'pdf';
  /** Natural size, in units of its form: px, of a PDF page points. */
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
  /** Objects with transparency in them, as far as they are written. */
  readonly #translucent = new Set<number>();

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
    const unit = info.kind === 'pdf' ? POINTS_PER_PX : 1;
    const picture: UsedPicture = {
      name: `I${this.#used.size + 1}`,
      object: this.#file.reserve(),
      kind: info.kind,
      naturalWidth: info.width * unit,
      naturalHeight: info.height * unit,
      width,
      height,
    };
    this.#used.set(source, picture);
    return picture;
  }

  /** A page of a PDF of another size than the page it fills: said, because an advertiser has paid for a size. */
  reportFitted(
    source: string,
    scale: number,
    page: { readonly width: number; readonly height: number },
  ): void {
    const picture = this.#used.get(source);
    if (picture === undefined) return;
    const { place } = this.#store.refusal(source, '');
    const of = (width: number, height: number): string => `${millimetres(width)} × ${millimetres(height)} mm`;
    const message = `Insert ${source} (${of(picture.naturalWidth, picture.naturalHeight)}) was scaled to ${Math.round(scale * 100)} % for a page of ${of(page.width, page.height)}`;
    this.#diagnostics.add({ code: 'N004', severity: 'note', message, place });
  }

  /** Whether a picture, written for a press, has transparency in it or may have (a page of somebody's PDF). */
  isTranslucent(object: number): boolean {
    return this.#translucent.has(object);
  }

  /**
   * Writes all of them, in the order of first use: at `resolution` for the web, as `press` wants them for a press. What colours
   * of drawings become is reported to `conversions`.
   */
  async write(
    resolution: number,
    press?: PressPictures,
    conversions?: Pick<ConversionReport, 'addDrawn'>,
  ): Promise<void> {
    let drawing = '';
    const onColor = (red: number, green: number, blue: number): void => conversions?.addDrawn(drawing, red, green, blue); // prettier-ignore
    const bitmaps: (readonly [string, UsedPicture])[] = [];
    const copiers = new PageCopiers(this.#file);
    const inks = press === undefined ? null : drawingInks(press.converter, !press.flatten, onColor);
    for (const entry of this.#used) {
      drawing = entry[0];
      if (entry[1].kind === 'bitmap') bitmaps.push(entry);
      else if (entry[1].kind === 'svg') await this.#writeSvg(entry[0], entry[1], inks);
      else this.#writeInsert(entry[0], entry[1], copiers);
    }
    const pixelsAtOnce = press === undefined ? Infinity : CONVERTED_PIXELS;
    for (let i = 0; i < bitmaps.length;) {
      const batch = bitmaps.slice(i, i + atOnce(bitmaps, i, pixelsAtOnce));
      i += batch.length;
      const encoded = await Promise.all(
        batch.map(([source, { width, height }]) => {
          const use: PictureUse = { width, height, resolution, press };
          return this.#store.encode(source, use);
        }),
      );
      encoded.forEach(({ image, reports }, index) => {
        for (const report of reports) this.#diagnostics.add(report);
        const picture = batch[index]?.[1];
        if (picture === undefined) return;
        if (image === null) this.#writeNothing(picture);
        else {
          const mask = image.softMask;
          const maskObject = mask === null ? 0 : this.#file.reserve();
          if (mask !== null) {
            this.#translucent.add(picture.object);
            this.#file.stream(maskObject, mask.dictionary, mask.data);
          }
          const reference = mask === null ? '' : `/SMask ${maskObject} 0 R`;
          this.#file.stream(picture.object, `${image.dictionary}${reference}`, image.data);
        }
      });
    }
  }

  async #writeSvg(source: string, picture: UsedPicture, inks: DrawingInks | null): Promise<void> {
    const svg = this.#store.svg(source);
    if (svg === undefined) return this.#writeNothing(picture);
    const size = { width: picture.naturalWidth, height: picture.naturalHeight };
    try {
      const outlined = outlineSvgText(svg, this.#fonts);
      const translucent = await this.#painter.paint(picture.object, { svg: outlined, ...size }, inks);
      if (translucent) this.#translucent.add(picture.object);
      if (translucent && inks?.transparency === false) this.#refuseTransparency(source);
    } catch (cause) {
      const reason = messageOf(cause);
      this.#diagnostics.add(this.#store.refusal(source, reason));
      this.#writeNothing(picture);
    }
    return undefined;
  }

  #refuseTransparency(source: string): void {
    this.#diagnostics.error(
      'K003',
      `PDF/X-1a knows no transparency, but the drawing ${source} has opacity, masks or clip paths`,
      this.#store.refusal(source, '').place,
      'draw it in opaque colours and cut the shapes themselves, or print to PDF/X-4',
    );
  }

  #writeInsert(source: string, picture: UsedPicture, copiers: PageCopiers): void {
    const page = this.#store.insert?.(source);
    if (page === undefined) {
      this.#writeNothing(picture);
      return;
    }
    this.#translucent.add(picture.object);
    try {
      copiers.write(picture.object, page);
    } catch (cause) {
      this.#diagnostics.add(this.#store.refusal(source, messageOf(cause)));
    }
  }

  /** Pages name the object already: a form without content. */
  #writeNothing(picture: UsedPicture): void {
    this.#file.stream(picture.object, '/Type/XObject/Subtype/Form/BBox[0 0 1 1]', new Uint8Array());
  }
}

/** How many of the bitmaps from `start` on are worked on together: at least one. */
function atOnce(bitmaps: readonly (readonly [string, UsedPicture])[], start: number, pixels: number): number {
  let count = 0;
  let sum = 0;
  for (const [, { naturalWidth, naturalHeight }] of bitmaps.slice(start, start + DECODED_AT_ONCE)) {
    sum += naturalWidth * naturalHeight;
    if (count > 0 && sum > pixels) break;
    count++;
  }
  return count;
}

function millimetres(points: number): number {
  return Math.round((points / 72) * 25.4);
}
