// Reads outlines from the `glyf` table of a TrueType font (OpenType 1.9, “glyf” and “loca”).
import { invariant } from '../../base/invariant.ts';
import type { Contours } from './contours.ts';
import { emptyContours } from './contours.ts';
import { ON_CURVE, X_SHORT, Y_SHORT, REPEAT, X_SAME_OR_POSITIVE, Y_SAME_OR_POSITIVE, ARGS_ARE_WORDS, ARGS_ARE_XY, HAVE_SCALE, MORE_COMPONENTS, HAVE_XY_SCALE, HAVE_2X2 } from './glyf-flags.ts'; // prettier-ignore

/** Composite glyphs nested deeper than this are taken for a loop. */
const MAX_DEPTH = 8;

/** One font's glyphs. Out-of-range glyph ids and broken offsets read as empty glyphs. */
export class GlyfReader {
  readonly #data: Uint8Array;
  readonly #view: DataView;
  readonly #glyf: number;
  readonly #glyfLength: number;
  readonly #loca: number;
  readonly #longOffsets: boolean;
  readonly #glyphCount: number;

  constructor(sfnt: Uint8Array) {
    this.#data = sfnt;
    this.#view = new DataView(sfnt.buffer, sfnt.byteOffset, sfnt.byteLength);
    const tables = new Map<string, readonly [offset: number, length: number]>();
    for (let i = 0, count = this.#view.getUint16(4); i < count; i++) {
      const at = 12 + i * 16;
      const tag = String.fromCharCode(...sfnt.subarray(at, at + 4));
      tables.set(tag, [this.#view.getUint32(at + 8), this.#view.getUint32(at + 12)]);
    }
    const table = (tag: string): readonly [number, number] => {
      const found = tables.get(tag);
      invariant(found !== undefined, `font without a ${tag} table`);
      return found;
    };
    [this.#glyf, this.#glyfLength] = table('glyf');
    const [loca, locaLength] = table('loca');
    this.#loca = loca;
    this.#longOffsets = this.#view.getInt16(table('head')[0] + 50) !== 0;
    const entries = Math.floor(locaLength / (this.#longOffsets ? 4 : 2));
    this.#glyphCount = Math.min(this.#view.getUint16(table('maxp')[0] + 4), entries - 1);
  }

  /** The glyph's description as it stands in the font; empty for a blank glyph. */
  bytes(glyph: number): Uint8Array {
    if (glyph < 0 || glyph >= this.#glyphCount) return new Uint8Array(0);
    const start = this.#offset(glyph);
    const end = this.#offset(glyph + 1);
    if (end - start < 10 || end > this.#glyfLength) return new Uint8Array(0);
    return this.#data.subarray(this.#glyf + start, this.#glyf + end);
  }

  /** All contours of the glyph, components resolved, scaled by `factor` and rounded. */
  contours(glyph: number, factor: number): Contours {
    const contours = emptyContours();
    this.#append(contours, glyph, [factor, 0, 0, factor, 0, 0], 0);
    for (let i = 0; i < contours.x.length; i++) {
      contours.x[i] = Math.round(contours.x[i] ?? 0);
      contours.y[i] = Math.round(contours.y[i] ?? 0);
    }
    return contours;
  }

  #offset(glyph: number): number {
    return this.#longOffsets
      ? this.#view.getUint32(this.#loca + glyph * 4)
      : this.#view.getUint16(this.#loca + glyph * 2) * 2;
  }

  #append(into: Contours, glyph: number, matrix: Matrix, depth: number): void {
    const bytes = this.bytes(glyph);
    if (bytes.length === 0 || depth > MAX_DEPTH) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getInt16(0) >= 0) appendSimple(into, view, matrix);
    else this.#appendComposite(into, view, matrix, depth);
  }

  #appendComposite(into: Contours, view: DataView, matrix: Matrix, depth: number): void {
    let at = 10;
    let flags: number;
    do {
      flags = view.getUint16(at);
      const glyph = view.getUint16(at + 2);
      at += 4;
      const words = (flags & ARGS_ARE_WORDS) !== 0;
      const dx = words ? view.getInt16(at) : view.getInt8(at);
      const dy = words ? view.getInt16(at + 2) : view.getInt8(at + 1);
      at += words ? 4 : 2;
      let [a, b, c, d] = [1, 0, 0, 1];
      const fraction = (): number => (at += 2, view.getInt16(at - 2) / 16384); // prettier-ignore
      if (flags & HAVE_SCALE) a = d = fraction();
      else if (flags & HAVE_XY_SCALE) [a, d] = [fraction(), fraction()];
      else if (flags & HAVE_2X2) [a, b, c, d] = [fraction(), fraction(), fraction(), fraction()];
      // Components placed by point numbers do not occur in the fonts of today; they are put at the origin.
      const xy = (flags & ARGS_ARE_XY) !== 0;
      this.#append(into, glyph, multiply(matrix, [a, b, c, d, xy ? dx : 0, xy ? dy : 0]), depth + 1);
    } while (flags & MORE_COMPONENTS);
  }
}

/** x′ = a·x + c·y + e, y′ = b·x + d·y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function appendSimple(into: Contours, view: DataView, matrix: Matrix): void {
  const contourCount = view.getInt16(0);
  if (contourCount === 0) return;
  const first = into.x.length;
  let at = 10;
  for (let i = 0; i < contourCount; i++, at += 2) into.ends.push(first + view.getUint16(at));
  const count = (into.ends.at(-1) ?? -1) - first + 1;
  at += 2 + view.getUint16(at);
  const flags = new Uint8Array(count);
  for (let i = 0; i < count;) {
    const flag = view.getUint8(at++);
    let times = flag & REPEAT ? view.getUint8(at++) + 1 : 1;
    while (times-- > 0 && i < count) flags[i++] = flag;
  }
  const coordinates = (short: number, same: number): number[] => {
    const values: number[] = [];
    let value = 0;
    for (const flag of flags) {
      if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
      else if (!(flag & same)) {
        value += view.getInt16(at);
        at += 2;
      }
      values.push(value);
    }
    return values;
  };
  const xs = coordinates(X_SHORT, X_SAME_OR_POSITIVE);
  const ys = coordinates(Y_SHORT, Y_SAME_OR_POSITIVE);
  const [a, b, c, d, e, f] = matrix;
  for (let i = 0; i < count; i++) {
    const x = xs[i] ?? 0;
    const y = ys[i] ?? 0;
    into.x.push(a * x + c * y + e);
    into.y.push(b * x + d * y + f);
    into.onCurve.push(((flags[i] ?? 0) & ON_CURVE) !== 0);
  }
}
