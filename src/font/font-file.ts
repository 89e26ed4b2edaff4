// A decoded font file inside HarfBuzz: which characters it has, and its figures. Loaded once, on first use.
import { decodeFont } from './decode-font.ts';
import type { HarfBuzz } from './harfbuzz.ts';
import { readMetrics, type FontMetrics } from './metrics.ts';
import type { Sfnt } from './sfnt.ts';

export class FontFile {
  readonly sfnt: Sfnt;
  readonly metrics: FontMetrics;
  /** hb_face_t. */
  readonly face: number;
  readonly #harfbuzz: HarfBuzz;
  /** hb_font_t without variations, for the character map. */
  readonly #font: number;

  /** Throws FontFileError when the font cannot be used. */
  constructor(harfbuzz: HarfBuzz, data: Uint8Array) {
    this.#harfbuzz = harfbuzz;
    this.sfnt = decodeFont(data);
    this.metrics = readMetrics(this.sfnt);
    this.face = harfbuzz.createFace(this.sfnt.data);
    this.#font = harfbuzz.createFont(this.face, []);
  }

  has(codePoint: number): boolean {
    return this.#harfbuzz.nominalGlyph(this.#font, codePoint) !== 0;
  }
}
