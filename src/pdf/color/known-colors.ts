// Pixels → inks, each colour converted once: a photograph has twelve million pixels but a few hundred thousand colours, and
// Little CMS takes eight times as long for a pixel as looking it up does.

/** Places for colours, a power of two: 8 MiB. A colour that comes to the place of another drives it out. */
const PLACE_BITS = 20;
const PLACES: number = 1 << PLACE_BITS;
/** Eight places are one line of 64 bytes. */
const NEIGHBOUR_BITS = 3;
const NEIGHBOURS: number = (1 << NEIGHBOUR_BITS) - 1;
/** Knuth, The Art of Computer Programming 3, 6.4: multiplicative hashing by the golden ratio. */
const GOLDEN_RATIO = 0x9e3779b1;

/** Converts colours (3 bytes each) to inks (4 bytes each), pixel by pixel and always alike. */
export type ConvertColors = (rgb: Uint8Array, cmyk: Uint8Array) => void;

/** Remembers what `convert` makes of colours. */
export class KnownColors {
  readonly #convert: ConvertColors;
  /** For each place the colour + 1, or 0 where there is none yet, and its inks: beside each other in the processor's cache. */
  readonly #known = new Uint32Array(PLACES * 2);
  /** Unknown colours of a stripe, their pixels and what becomes of them. */
  readonly #newColors: Uint8Array;
  readonly #newPixels: Uint32Array;
  readonly #newInks: Uint32Array;

  /** `stripe`: the most pixels that are converted at once. */
  constructor(stripe: number, convert: ConvertColors) {
    this.#convert = convert;
    this.#newColors = new Uint8Array(stripe * 3);
    this.#newPixels = new Uint32Array(stripe);
    this.#newInks = new Uint32Array(stripe);
  }

  /** At most one stripe; `cmyk` has as many pixels as `rgb` and begins at a multiple of four bytes. */
  convert(rgb: Uint8Array, cmyk: Uint8Array): void {
    const count = cmyk.length / 4;
    const output = new Uint32Array(cmyk.buffer, cmyk.byteOffset, count);
    const unknown = this.#lookUp(rgb, output, count);
    if (unknown === 0) return;
    const inks = this.#newInks;
    this.#convert(
      this.#newColors.subarray(0, unknown * 3),
      new Uint8Array(inks.buffer, inks.byteOffset, unknown * 4),
    );
    for (let i = 0; i < unknown; i++) {
      const at = i * 3;
      const color = ((this.#newColors[at] ?? 0) << 16) | ((this.#newColors[at + 1] ?? 0) << 8) | (this.#newColors[at + 2] ?? 0); // prettier-ignore
      const place = placeOf(color);
      this.#known[place] = color + 1;
      this.#known[place + 1] = inks[i] ?? 0;
      output[this.#newPixels[i] ?? 0] = inks[i] ?? 0;
    }
  }

  /** Writes the inks of colours that are known and gathers the others; returns how many those are. */
  #lookUp(rgb: Uint8Array, output: Uint32Array, count: number): number {
    const known = this.#known;
    const newColors = this.#newColors;
    const newPixels = this.#newPixels;
    let unknown = 0;
    let last = -1;
    let lastInks = 0;
    for (let i = 0, at = 0; i < count; i++, at += 3) {
      const red = rgb[at] ?? 0;
      const green = rgb[at + 1] ?? 0;
      const blue = rgb[at + 2] ?? 0;
      const color = (red << 16) | (green << 8) | blue;
      if (color === last) {
        output[i] = lastInks;
        continue;
      }
      const place = placeOf(color);
      if (known[place] === color + 1) {
        last = color;
        lastInks = known[place + 1] ?? 0;
        output[i] = lastInks;
        continue;
      }
      newColors[unknown * 3] = red;
      newColors[unknown * 3 + 1] = green;
      newColors[unknown * 3 + 2] = blue;
      newPixels[unknown++] = i;
    }
    return unknown;
  }
}

/** Colours that differ little in blue share a line of the processor's cache. */
function placeOf(color: number): number {
  const line = Math.imul(color >>> NEIGHBOUR_BITS, GOLDEN_RATIO) >>> (32 - PLACE_BITS + NEIGHBOUR_BITS);
  return ((line << NEIGHBOUR_BITS) | (color & NEIGHBOURS)) << 1;
}
