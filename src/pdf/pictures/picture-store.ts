// The hand-over from load-pictures.ts to the writer: what is known of each picture, and its bytes made ready for a PDF.
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PictureInfo } from '../../document/picture.ts';

/** Largest size a picture is printed at, and the resolution it needs there. */
export interface PictureUse {
  /** Points; the whole picture, not the part that is shown. */
  readonly width: number;
  readonly height: number;
  /** Pixels per inch; more are resampled away. */
  readonly resolution: number;
}

/** An image XObject but for its object number: entries of the dictionary besides Length and SMask, and the filtered data. */
export interface EncodedImage {
  readonly dictionary: string;
  readonly data: Uint8Array;
  /** Transparency, as another image. */
  readonly softMask: { readonly dictionary: string; readonly data: Uint8Array } | null;
}

export interface EncodeResult {
  /** Null when the picture cannot be decoded (I002 is among the reports). */
  readonly image: EncodedImage | null;
  /** For the caller to add in the order of the document: pictures are decoded side by side. */
  readonly reports: readonly Diagnostic[];
}

export interface PictureStore {
  info(source: string): PictureInfo | undefined;
  /** A sanitised drawing whose root has width, height and viewBox in px; undefined for bitmaps. */
  svg(source: string): string | undefined;
  /** Reads, decodes and re-encodes a bitmap. */
  encode(source: string, use: PictureUse): Promise<EncodeResult>;
  /** The diagnostic for a drawing that turned out to be more than the renderer can paint. */
  refusal(source: string, reason: string): Diagnostic;
}
