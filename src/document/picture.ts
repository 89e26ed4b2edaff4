// What layout needs to know of a picture; pdf/pictures reads the files and keeps the bytes.

export interface PictureInfo {
  /** Key shared with ImageItem.source: path relative to the publication folder, `/` as separator. */
  readonly source: string;
  readonly kind: 'bitmap' | 'svg';
  /** Natural size in CSS px (bitmaps: pixels after EXIF orientation). */
  readonly width: number;
  readonly height: number;
}
