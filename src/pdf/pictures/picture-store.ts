// The hand-over from load-pictures.ts to the writer: what is known of each picture, and its bytes made ready for a PDF.
import type { Diagnostic, Place } from '../../base/diagnostic.ts';
import type { PictureInfo } from '../../document/picture.ts';
import type { InsertPage } from '../inserts/insert-page.ts';
import type { PixelArea } from './pixels.ts';
import type { PictureCache, PressPictures } from './press-pictures.ts';

/** Largest size a picture is printed at, and the resolution it needs there. */
export interface PictureUse {
  /** Points; of the whole picture, whatever is cut out of it. */
  readonly width: number;
  readonly height: number;
  /** Pixels per inch; more are resampled away. The press edition asks its own limits instead. */
  readonly resolution: number;
  /** What is cut out of it; default: all of it. The press edition keeps the whole. */
  readonly area?: PixelArea | undefined;
  /** JPEG quality of photographs, to 100; default: that of the program. The press edition has its own. */
  readonly quality?: number | undefined;
  /** Inks instead of light; without it colours stay sRGB. */
  readonly press?: PressPictures | undefined;
  /** Where pictures of the web edition are kept from one build to the next; default: nowhere. */
  readonly cache?: PictureCache | null | undefined;
  /** Where it was written that it is printed so large; default: where it was asked for first. */
  readonly place?: Place | undefined;
}

/** An image XObject but for its object number: entries of the dictionary besides Length and SMask, and the filtered data. */
export interface EncodedImage {
  readonly dictionary: string;
  readonly data: Uint8Array;
  /** Transparency, as another image. */
  readonly softMask: { readonly dictionary: string; readonly data: Uint8Array } | null;
  /** Whether a lower quality would make it smaller; absent: no. */
  readonly lossy?: boolean | undefined;
}

export interface EncodeResult {
  /** Null when the picture cannot be decoded (I002 is among the reports). */
  readonly image: EncodedImage | null;
  /** For the caller to add in the order of the document: pictures are decoded side by side. */
  readonly reports: readonly Diagnostic[];
}

export interface PictureStore {
  info(source: string): PictureInfo | undefined;
  /** The first source whose file has the same bytes; absent: every source is a picture of its own. */
  sameAs?(source: string): string;
  /** A sanitised drawing whose root has width, height and viewBox in px; undefined for bitmaps. */
  svg(source: string): string | undefined;
  /** A page of a PDF; undefined for everything else. */
  insert?(source: string): InsertPage | undefined;
  /** Reads, decodes and re-encodes a bitmap, or finds in the cache what that would come to. */
  encode(source: string, use: PictureUse): Promise<EncodeResult>;
  /** The diagnostic for a drawing or page that turned out to be more than can be painted. */
  refusal(source: string, reason: string): Diagnostic;
}
