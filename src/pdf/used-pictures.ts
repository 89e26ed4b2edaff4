// Pictures that the pages name → XObjects, each written once, at the end, when its largest printed size is known. Bitmaps are
// always image XObjects that pages draw themselves, whatever part of them is shown (pictures/used-picture.ts).
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
import { neededSize } from './pictures/encode-bitmap.ts';
import type { EncodedImage, EncodeResult, PictureStore, PictureUse } from './pictures/picture-store.ts';
import type { PressPictures } from './pictures/press-pictures.ts';
import type { PicturePlace, UsedPicture } from './pictures/used-picture.ts';
import { cutArea, naturalSize, notePlace, unusedPicture } from './pictures/used-picture.ts';
import type { BudgetPicture, PictureBudget } from './web/budget-report.ts';
import type { Fitted } from './web/fit-budget.ts';
import { fitBudget } from './web/fit-budget.ts';
import type { ImageSettings, WebImages } from './web/web-images.ts';

/** Bitmaps that are decoded at the same time. */
const DECODED_AT_ONCE = 4;
/** Pixels of bitmaps that become inks at the same time: 12 bytes and more are needed for each. */
const CONVERTED_PIXELS = 12_000_000;
/** Bytes around the data of an image: object number, length, keywords, the name of its mask, its place in the cross-reference. */
const STREAM_FRAME = 100;
type Bitmap = readonly [source: string, picture: UsedPicture];

/** What is asked of a bitmap besides its printed size. */
type BitmapUse = Omit<PictureUse, 'width' | 'height' | 'area'>;

/** Encodes bitmaps at these settings; null as soon as they have more bytes than `most`. */
type EncodeAll = (
  bitmaps: readonly Bitmap[],
  settings: ImageSettings,
  most: number,
) => Promise<readonly EncodeResult[] | null>;

/** What `UsedPictures` works with. */
export interface PictureContext {
  readonly file: PdfFile;
  readonly store: PictureStore;
  /** Set the text in drawings. */
  readonly fonts: FontLibrary;
  readonly diagnostics: Diagnostics;
  /** Nothing is cut out of bitmaps: for a press. */
  readonly keepsWhole: boolean;
}

/** Collects the pictures of the pages; writes them when all pages are painted. */
export class UsedPictures {
  readonly #file: PdfFile;
  readonly #painter: SvgPainter;
  readonly #store: PictureStore;
  readonly #fonts: FontLibrary;
  readonly #diagnostics: Diagnostics;
  readonly #keepsWhole: boolean;
  readonly #used = new Map<string, UsedPicture>();
  /** Objects with transparency in them, as far as they are written. */
  readonly #translucent = new Set<number>();

  constructor({ file, store, fonts, diagnostics, keepsWhole }: PictureContext) {
    this.#file = file;
    this.#painter = new SvgPainter(file);
    this.#store = store;
    this.#fonts = fonts;
    this.#diagnostics = diagnostics;
    this.#keepsWhole = keepsWhole;
  }

  /** The image, form or page that a place shows; undefined when the picture could not be loaded. */
  use(name: string, place: PicturePlace): UsedPicture | undefined {
    const source = this.#store.sameAs?.(name) ?? name;
    let picture = this.#used.get(source);
    if (picture === undefined) {
      const info = this.#store.info(source);
      if (info === undefined) return undefined;
      picture = unusedPicture(info, `I${this.#used.size + 1}`, this.#file.reserve());
      this.#used.set(source, picture);
    }
    notePlace(picture, place, this.#keepsWhole);
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
   * Writes drawings and pages of PDFs, in the order of first use; for a press in the inks of `press`. What colours of drawings
   * become is reported to `conversions`. `forArchive`: pages of PDFs say what their inks are (PDF/A).
   */
  async writeDrawings(
    press?: PressPictures,
    conversions?: Pick<ConversionReport, 'addDrawn'>,
    forArchive = false,
  ): Promise<void> {
    let drawing = '';
    const onColor = (red: number, green: number, blue: number): void => conversions?.addDrawn(drawing, red, green, blue); // prettier-ignore
    const copiers = new PageCopiers(this.#file, forArchive);
    const inks = press === undefined ? null : drawingInks(press.converter, !press.flatten, onColor);
    for (const [source, picture] of this.#used) {
      drawing = source;
      if (picture.kind === 'svg') await this.#writeSvg(source, picture, inks);
      else if (picture.kind === 'pdf') this.#writeInsert(source, picture, copiers);
    }
  }

  /** Writes bitmaps as `press` wants them, in the order of first use. */
  async writePressBitmaps(press: PressPictures): Promise<void> {
    const bitmaps = this.#bitmaps();
    for (let i = 0; i < bitmaps.length;) {
      const batch = bitmaps.slice(i, i + atOnce(bitmaps, i, CONVERTED_PIXELS));
      i += batch.length;
      const encoded = await Promise.all(
        batch.map((bitmap) => this.#encode(bitmap, { resolution: 0, press })),
      );
      encoded.forEach((result, index) => this.#writeBitmap(batch[index], this.#reported(result)));
    }
  }

  /**
   * Writes bitmaps for the web, in the order of first use. Where the file may not have more than so many bytes, everything else
   * has to be written by now: photographs are lowered until the file fits. What that came to is returned; null without a limit.
   */
  async writeWebBitmaps(images: WebImages): Promise<PictureBudget | null> {
    const bitmaps = this.#bitmaps();
    const { maxBytes } = images;
    const cache = maxBytes === null ? null : images.cache;
    const encode: EncodeAll = (some, { ppi, quality }, most) => this.#encodeAll(some, { resolution: ppi, quality, cache }, most); // prettier-ignore
    const wanted = ((await encode(bitmaps, images, Infinity)) ?? []).map((result) => this.#reported(result));
    if (maxBytes === null) {
      bitmaps.forEach((bitmap, index) => this.#writeBitmap(bitmap, wanted[index] ?? null));
      return null;
    }
    const rest = this.#file.settledLength();
    const { settings, encoded } = await fitted({ bitmaps, wanted, images, room: maxBytes - rest }, encode);
    bitmaps.forEach((bitmap, index) => this.#writeBitmap(bitmap, encoded[index] ?? null));
    const { ppi, quality } = settings;
    const pictures = bitmaps.map((bitmap, index) => budgetPicture(bitmap, settings, encoded[index] ?? null));
    const exact = sum(encoded.filter((image) => image?.lossy !== true));
    const [from, to] = [rest + sum(wanted), rest + sum(encoded)];
    return { maxBytes, from, to, rest: rest + exact, fits: to <= maxBytes, ppi, quality, pictures };
  }

  /** A few at a time; null as soon as they have more bytes than `most`. */
  async #encodeAll(
    bitmaps: readonly Bitmap[],
    use: BitmapUse,
    most: number,
  ): Promise<readonly EncodeResult[] | null> {
    const results: EncodeResult[] = [];
    let bytes = 0;
    for (let i = 0; i < bitmaps.length; i += DECODED_AT_ONCE) {
      const batch = bitmaps.slice(i, i + DECODED_AT_ONCE);
      const encoded = await Promise.all(batch.map((bitmap) => this.#encode(bitmap, use)));
      results.push(...encoded);
      bytes += sum(encoded.map(({ image }) => image));
      if (bytes > most) return null;
    }
    return results;
  }

  #bitmaps(): readonly Bitmap[] {
    return [...this.#used].filter(([, { kind }]) => kind === 'bitmap');
  }

  #encode([source, picture]: Bitmap, use: BitmapUse): Promise<EncodeResult> {
    const { width, height, place } = picture;
    return this.#store.encode(source, { width, height, place, area: cutArea(picture), ...use });
  }

  /** The image; what is said of it is reported. */
  #reported({ image, reports }: EncodeResult): EncodedImage | null {
    for (const report of reports) this.#diagnostics.add(report);
    return image;
  }

  #writeBitmap(bitmap: Bitmap | undefined, image: EncodedImage | null): void {
    if (bitmap === undefined) return;
    const [, picture] = bitmap;
    if (image === null) return this.#writeNothing(picture);
    const mask = image.softMask;
    const maskObject = mask === null ? 0 : this.#file.reserve();
    if (mask !== null) {
      this.#translucent.add(picture.object);
      this.#file.stream(maskObject, mask.dictionary, mask.data);
    }
    const reference = mask === null ? '' : `/SMask ${maskObject} 0 R`;
    this.#file.stream(picture.object, `${image.dictionary}${reference}`, image.data);
    return undefined;
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
function atOnce(bitmaps: readonly Bitmap[], start: number, pixels: number): number {
  let count = 0;
  let total = 0;
  for (const [, { naturalWidth, naturalHeight }] of bitmaps.slice(start, start + DECODED_AT_ONCE)) {
    total += naturalWidth * naturalHeight;
    if (count > 0 && total > pixels) break;
    count++;
  }
  return count;
}

type Images = readonly (EncodedImage | null)[];

interface ToFit {
  readonly bitmaps: readonly Bitmap[];
  /** Their images as the manifest wants them. */
  readonly wanted: Images;
  readonly images: WebImages;
  /** Bytes that all of them may have. */
  readonly room: number;
}

/** The images that were wanted where they have room, or where no lowering could make any; else with lowered photographs. */
async function fitted(
  { bitmaps, wanted, images, room }: ToFit,
  encodeAll: EncodeAll,
): Promise<Fitted<Images>> {
  const isLossy = (index: number): boolean => wanted[index]?.lossy === true;
  const photographs = bitmaps.filter((_, index) => isLossy(index));
  const bytes = sum(wanted.filter((_, index) => isLossy(index)));
  const exact = sum(wanted) - bytes;
  const asWanted = { settings: images, encoded: wanted };
  if (bytes === 0 || room <= exact || exact + bytes <= room) return asWanted;
  const encode = (settings: ImageSettings, most: number): ReturnType<EncodeAll> => encodeAll(photographs, settings, most); // prettier-ignore
  const found = await fitBudget({ start: images, bytes, room: room - exact, encode });
  if (found === null) return asWanted;
  const lowered = found.encoded.values();
  const encoded = wanted.map((image, index) => (isLossy(index) ? (lowered.next().value?.image ?? image) : image)); // prettier-ignore
  return { settings: found.settings, encoded };
}

/** Bytes that the images take in the file, at most. */
function sum(images: Images): number {
  let bytes = 0;
  for (const image of images) {
    if (image === null) continue;
    const { dictionary, data, softMask } = image;
    bytes += data.length + dictionary.length + STREAM_FRAME;
    if (softMask !== null) bytes += softMask.data.length + softMask.dictionary.length + STREAM_FRAME;
  }
  return bytes;
}

function budgetPicture(
  [source, picture]: Bitmap,
  settings: ImageSettings,
  image: EncodedImage | null,
): BudgetPicture {
  const { width, height } = picture;
  const natural = naturalSize(picture);
  const area = cutArea(picture);
  const pixels = neededSize(natural, { width, height, resolution: settings.ppi, area });
  const cut = area ?? natural;
  const ppiAcross = (pixels.width * natural.width) / (cut.width * width);
  const ppiDown = (pixels.height * natural.height) / (cut.height * height);
  return {
    source,
    ...pixels,
    ppi: Math.round(Math.min(ppiAcross, ppiDown) * 72),
    quality: settings.quality,
    bytes: sum([image]),
    lossless: image?.lossy !== true,
  };
}

function millimetres(points: number): number {
  return Math.round((points / 72) * 25.4);
}
