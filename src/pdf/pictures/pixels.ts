// Sizes and areas of bitmaps, in whole pixels.

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of a picture, upright, from its top left corner. */
export interface PixelArea extends PixelSize {
  readonly left: number;
  readonly top: number;
}
