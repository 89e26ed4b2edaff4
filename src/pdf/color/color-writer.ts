// What the painters ask of colours: operators, and the resources these name. Two make: colours as they are for the web
// edition, inks for the press edition.
import type { Inks } from '../../base/printer-profile.ts';
import type { Color } from '../../style/color.ts';

/** What is painted: it decides about overprint, solid black and rich black. */
export type ColorUse = 'text' | 'rule' | 'area' | 'large-area';

/** `always` and `never` as `-nashr-overprint` says; `auto` leaves it to the printer profile. */
export type OverprintWish = 'auto' | 'always' | 'never';

export interface ColorWriter {
  /** A colour has the same operators everywhere, and nothing is remembered of it. */
  readonly isPlain?: boolean;
  /** Shorter side, pt, from which an area is a large one. */
  readonly largeFrom: number;
  /** Operators that set the fill colour and, where the edition needs it, the graphics state. */
  fill(color: Color, use: ColorUse, overprint?: OverprintWish): string;
  /** As `fill`, for strokes. */
  stroke(color: Color, use: ColorUse, overprint?: OverprintWish): string;
  /** The opacity to paint with, 0…1; an edition without transparency reports what is translucent and gives 1. */
  opacity(color: Color): number;
  /** What has to stand before pictures, drawings and pages of others, so that they hide what lies below. */
  knockOut(): string;
  /** What lies on a new page so far; null where nothing overprints. */
  beginPage(): Backdrop | null;
  /** Resources named since the last call. */
  takeResources(): ColorResources;
  /** After the last page: reports what there is to say about the colours of the whole issue. */
  finish(): void;
}

/** A rectangle, points. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What has been painted on one page, for the question whether black ink may lie on top of it. */
export interface Backdrop {
  /** Remembers an area of one colour that is painted now. */
  color(area: Area, color: Color, use: ColorUse): void;
  /** Remembers a picture or drawing that is painted now. */
  picture(area: Area): void;
  /** Whether solid black printed over all that lies in `area` stays within the ink limit. */
  takesBlack(area: Area): boolean;
}

export interface ColorResources {
  /** Bodies of graphics states by name. */
  readonly states: ReadonlyMap<string, string>;
  /** Objects of colour spaces by name. */
  readonly spaces: ReadonlyMap<string, number>;
}

/** sRGB → the inks of one printing condition, within its ink limit. */
export interface ColorConverter {
  /** Inks of one colour (channels 0…1), to 1/255 what lcms gives; neutral colours become K only. */
  inks(red: number, green: number, blue: number): Inks;
  /** As `inks`, before the ink limit is applied. */
  unlimited(red: number, green: number, blue: number): Inks;
  /**
   * Pixels of sRGB, 3 bytes each → CMYK, 4 bytes each (255 = full ink), within the ink limit; written into `cmyk`, which begins
   * at a multiple of four bytes of its buffer, and returned.
   */
  pixels(rgb: Uint8Array, cmyk?: Uint8Array): Uint8Array;
  /** Black ink (0…255, 255 = full) for each grey value of a picture, by lightness. */
  readonly blackOfGrey: Uint8Array;
}
