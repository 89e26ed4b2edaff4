// A page → rows of letters, one a pixel of any size, as WeasyPrint's tests of drawing write their pages. A pixel has the colour of its centre;
// glyphs are the squares of SquareFonts.
import type { FontLibrary } from '../../src/font/font-types.ts';
import { GLYPH_CLUSTER, GLYPH_STRIDE, GLYPH_X_ADVANCE, EM_FIXED } from '../../src/font/font-types.ts';
import type { Page, TextItem } from '../../src/frame/frame.ts';
import { positionUnits } from '../../src/frame/position-units.ts';
import { wordAdvance } from '../../src/frame/unit-advance.ts';
import type { Color } from '../../src/style/color.ts';
import { SQUARE_DESCENT } from './square-fonts.ts';

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface PixelOptions {
  /** How many points wide and high a letter is. */
  readonly pixel: number;
  /** The colour of each letter. */
  readonly palette: Readonly<Record<string, Rgb>>;
  /** Rows of letters of each picture. */
  readonly pictures: Readonly<Record<string, readonly string[]>>;
  /** Letters whose glyph fills only this part of its square, from below. */
  readonly low: Readonly<Record<string, number>>;
}

/** Two colours this near to each other are one: WeasyPrint rounds down, for instance. */
const NEAR = 3;
export const UNKNOWN = '?';

export function paintPixels(page: Page, fonts: FontLibrary, options: PixelOptions): readonly string[] {
  return new Canvas(page, fonts, options).rows();
}

/** The letter of the palette whose colour is the nearest. */
export function letterOf(color: Rgb, palette: PixelOptions['palette']): string {
  let letter = UNKNOWN;
  let nearest = NEAR + 1;
  for (const [each, other] of Object.entries(palette)) {
    const distance = Math.max(...color.map((part, i) => Math.abs(part - (other[i] ?? 0))));
    if (distance < nearest) [letter, nearest] = [each, distance];
  }
  return letter;
}

class Canvas {
  readonly #pixel: number;
  readonly #width: number;
  readonly #pixels: Rgb[];
  readonly #fonts: FontLibrary;
  readonly #options: PixelOptions;

  constructor(page: Page, fonts: FontLibrary, options: PixelOptions) {
    this.#pixel = options.pixel;
    this.#width = Math.round(page.width / this.#pixel);
    this.#pixels = Array.from({ length: this.#width * Math.round(page.height / this.#pixel) }, () => [255, 255, 255]); // prettier-ignore
    this.#fonts = fonts;
    this.#options = options;
    for (const item of page.items) {
      if (item.kind === 'text') this.#text(item);
      if (item.kind === 'fill') this.#fill(item.x, item.y, item.width, item.height, rgb(item.color));
      if (item.kind === 'image') this.#picture(item.source, item.picture);
      if (item.kind !== 'rule') continue;
      const { x1, x2, y1, y2, thickness } = item;
      if (y1 === y2) this.#fill(x1, y1 - thickness / 2, x2 - x1, thickness, rgb(item.color));
      else this.#fill(x1 - thickness / 2, y1, thickness, y2 - y1, rgb(item.color));
    }
  }

  rows(): readonly string[] {
    const letters = this.#pixels.map((color) => letterOf(color, this.#options.palette));
    const rows: string[] = [];
    for (let i = 0; i < letters.length; i += this.#width)
      rows.push(letters.slice(i, i + this.#width).join(''));
    return rows;
  }

  /** Paints the pixels whose centres lie inside. */
  #fill(x: number, y: number, width: number, height: number, [color, alpha]: readonly [Rgb, number]): void {
    const first = (place: number): number => Math.ceil(place / this.#pixel - 0.5 - 1e-6);
    for (let row = first(y); row < first(y + height); row++)
      for (let column = first(x); column < first(x + width); column++) this.#blend(column, row, color, alpha); // prettier-ignore
  }

  #blend(column: number, row: number, color: Rgb, alpha: number): void {
    const at = row * this.#width + column;
    const below = this.#pixels[at];
    if (below === undefined || column < 0 || column >= this.#width) return;
    const part = (i: 0 | 1 | 2): number => color[i] * alpha + below[i] * (1 - alpha);
    this.#pixels[at] = [part(0), part(1), part(2)];
  }

  #picture(source: string, box: { readonly x: number; readonly y: number }): void {
    this.#options.pictures[source]?.forEach((row, down) =>
      Array.from(row).forEach((letter, across) => {
        const color = this.#options.palette[letter] ?? [0, 0, 0];
        this.#fill(box.x + across * this.#pixel, box.y + down * this.#pixel, this.#pixel, this.#pixel, [
          color,
          1,
        ]);
      }),
    );
  }

  #text(item: TextItem): void {
    const { order, x } = positionUnits(item, this.#fonts);
    order.forEach((unit, i) => {
      const style = item.units.styles[item.units.style[unit] ?? 0];
      const id = unit === item.end ? item.hyphen : (item.units.word[unit] ?? -1);
      if (id < 0 || style === undefined) return;
      const word = this.#fonts.word(id);
      let left = item.x + (x[i] ?? 0);
      if (wordAdvance(word, style) === 0) return;
      for (let g = 0; g < word.glyphs.length; g += GLYPH_STRIDE) {
        const letter = String.fromCodePoint(word.text.codePointAt(word.glyphs[g + GLYPH_CLUSTER] ?? 0) ?? 0);
        const advance = ((word.glyphs[g + GLYPH_X_ADVANCE] ?? 0) / EM_FIXED) * style.size;
        const height = (this.#options.low[letter] ?? 1) * style.size;
        const bottom = item.y - style.rise + SQUARE_DESCENT * style.size;
        if (letter.trim() !== '') this.#fill(left, bottom - height, advance, height, rgb(style.color));
        left += advance;
      }
    });
  }
}

function rgb(color: Color): readonly [Rgb, number] {
  if (color.kind !== 'rgb') throw new Error(`a pixel cannot have the colour ${color.kind}`);
  return [[color.red * 255, color.green * 255, color.blue * 255], color.alpha];
}
