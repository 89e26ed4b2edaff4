// Glyphs of a merged font → their outlines and advances for the TrueType file, with the limits that its maxp table states.
import type { FontFace, FontLibrary } from '../../font/font-types.ts';
import type { Bounds } from './bridges.ts';
import type { Contours } from './contours.ts';
import { contoursOfOutline } from './contours.ts';
import { GlyfReader } from './glyf-reader.ts';
import type { GlyphComponent } from './glyf-writer.ts';
import { glyphBounds, withoutInstructions, writeCompositeGlyph, writeSimpleGlyph } from './glyf-writer.ts';
import { isPlain } from './merged-glyph.ts';
import type { GlyphPart, MergedGlyph } from './merged-glyph.ts';

/** Outlines for all glyphs of a merged font. Composites refer to the plain glyphs, which are added where missing. */
export class OutlineBuilder {
  readonly glyphs: Uint8Array[] = [];
  readonly advances: number[] = [];
  readonly limits = { points: 0, contours: 0, compositePoints: 0, compositeContours: 0, components: 0 };
  readonly #library: FontLibrary;
  readonly #unitsPerEm: number;
  readonly #readers = new Map<number, GlyfReader>();
  readonly #plain = new Map<number, number>();

  constructor(library: FontLibrary, unitsPerEm: number, glyphs: readonly MergedGlyph[]) {
    this.#library = library;
    this.#unitsPerEm = unitsPerEm;
    glyphs.forEach((glyph, index) => {
      const [part] = glyph.parts;
      this.advances.push(Math.max(0, Math.min(65535, Math.round(glyph.advance * unitsPerEm))));
      if (part !== undefined && isPlain(glyph)) {
        this.#plain.set(part.face * 65536 + part.glyph, index);
        this.glyphs.push(this.#outline(part.face, part.glyph));
      } else this.glyphs.push(glyph.bounds === undefined ? new Uint8Array(0) : this.#flat(glyph.bounds));
    });
    glyphs.forEach((glyph, index) => {
      if (glyph.parts.length > 0 && !isPlain(glyph)) this.glyphs[index] = this.#composite(glyph.parts);
    });
  }

  /** Contours of one point each, which show nothing anywhere, at both bounds. */
  #flat(bounds: Bounds): Uint8Array {
    const x = bounds.map((em) => Math.max(-32767, Math.min(32767, Math.round(em * this.#unitsPerEm))));
    this.limits.points = Math.max(this.limits.points, 2);
    this.limits.contours = Math.max(this.limits.contours, 2);
    return this.#write({ x, y: [0, 0], onCurve: [true, true], ends: [0, 1] });
  }

  #composite(parts: readonly GlyphPart[]): Uint8Array {
    const components: GlyphComponent[] = [];
    let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
    let [points, contours] = [0, 0];
    for (const part of parts) {
      const glyph = this.#plainGlyph(part.face, part.glyph);
      const bytes = this.glyphs[glyph] ?? new Uint8Array(0);
      if (bytes.length === 0) continue;
      const dx = Math.round(part.dx * this.#unitsPerEm);
      const dy = Math.round(part.dy * this.#unitsPerEm);
      const b = glyphBounds(bytes);
      xMin = Math.min(xMin, Math.floor(b.xMin * part.scale) + dx);
      yMin = Math.min(yMin, Math.floor(b.yMin * part.scale) + dy);
      xMax = Math.max(xMax, Math.ceil(b.xMax * part.scale) + dx);
      yMax = Math.max(yMax, Math.ceil(b.yMax * part.scale) + dy);
      const size = sizeOf(bytes);
      points += size.points;
      contours += size.contours;
      components.push({ glyph, dx, dy, scale: part.scale });
    }
    if (components.length === 0) return new Uint8Array(0);
    const limits = this.limits;
    limits.compositePoints = Math.max(limits.compositePoints, points);
    limits.compositeContours = Math.max(limits.compositeContours, contours);
    limits.components = Math.max(limits.components, components.length);
    return writeCompositeGlyph(components, { xMin, yMin, xMax, yMax });
  }

  #plainGlyph(face: number, glyph: number): number {
    const key = face * 65536 + glyph;
    let index = this.#plain.get(key);
    if (index === undefined) {
      index = this.glyphs.length;
      this.#plain.set(key, index);
      this.glyphs.push(this.#outline(face, glyph));
      this.advances.push(Math.max(0, Math.round(this.#library.face(face).advance(glyph) * this.#unitsPerEm)));
    }
    return index;
  }

  #outline(faceId: number, glyph: number): Uint8Array {
    const face = this.#library.face(faceId);
    let bytes: Uint8Array;
    if (face.outlines === 'glyf') {
      const reader = this.#reader(face);
      const original = reader.bytes(glyph);
      const simple = original.length > 0 && (original[0] ?? 0) < 128;
      if (simple && face.unitsPerEm === this.#unitsPerEm) bytes = withoutInstructions(original);
      else bytes = this.#write(reader.contours(glyph, this.#unitsPerEm / face.unitsPerEm));
    } else bytes = this.#write(contoursOfOutline(face.outline(glyph), this.#unitsPerEm / face.unitsPerEm));
    const size = sizeOf(bytes);
    this.limits.points = Math.max(this.limits.points, size.points);
    this.limits.contours = Math.max(this.limits.contours, size.contours);
    return bytes;
  }

  #write(contours: Contours): Uint8Array {
    return writeSimpleGlyph(contours);
  }

  #reader(face: FontFace): GlyfReader {
    let reader = this.#readers.get(face.id);
    if (reader === undefined) this.#readers.set(face.id, (reader = new GlyfReader(face.data)));
    return reader;
  }
}

/** Points and contours of a simple glyph. */
function sizeOf(bytes: Uint8Array): { points: number; contours: number } {
  if (bytes.length === 0) return { points: 0, contours: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const contours = view.getInt16(0);
  return { contours, points: contours <= 0 ? 0 : view.getUint16(8 + contours * 2) + 1 };
}
