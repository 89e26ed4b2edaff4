// What layout needs to know of a picture; pdf/pictures reads the files and keeps the bytes.

export interface PictureInfo {
  /** Key shared with ImageItem.source: path relative to the publication folder, `/` as separator. */
  readonly source: string;
  /** `pdf` is one page of a PDF. */
  readonly kind: 'bitmap' | 'svg' | 'pdf';
  /** Natural size in CSS px (bitmaps: pixels after EXIF orientation). */
  readonly width: number;
  readonly height: number;
}
