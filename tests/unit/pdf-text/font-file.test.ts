import { beforeAll, describe, expect, it } from 'vitest';
import type { FontFace, FontLibrary, OutlineCommand } from '../../../src/font/font-types.ts';
import { contoursOfOutline } from '../../../src/pdf/text/contours.ts';
import { GlyfReader } from '../../../src/pdf/text/glyf-reader.ts';
import { withoutInstructions, writeSimpleGlyph } from '../../../src/pdf/text/glyf-writer.ts';
import { MergedFont } from '../../../src/pdf/text/merged-font.ts';
import { COMPOSITE_FAMILY, testFonts } from '../../helpers/pdf-text-setter.ts';

let fonts: FontLibrary;
let persian: FontFace;
let latin: FontFace;

beforeAll(async () => {
  fonts = await testFonts();
  const request = { weight: 400, style: 'normal', stretch: 100, kerning: true, features: {}, variations: {} } as const; // prettier-ignore
  const stack = fonts.stack({ ...request, families: [COMPOSITE_FAMILY] });
  const faceOf = (text: string, direction: 'ltr' | 'rtl'): FontFace =>
    fonts.face(fonts.shapeWord(text, stack, direction, '').glyphs[0] ?? 0);
  persian = faceOf('سلام', 'rtl');
  latin = faceOf('Rafah', 'ltr');
});

function tablesOf(file: Uint8Array): Map<string, DataView> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, DataView>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    tables.set(
      tag,
      new DataView(file.buffer, file.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)),
    );
  }
  return tables;
}

describe('writeTrueType', () => {
  it('makes the whole file sum up to the magic number that readers check', () => {
    const font = new MergedFont('F1', fonts);
    font.code(font.simpleGlyph(persian.id, 5), 'ا');
    const { fontFile } = font.finish();
    const view = new DataView(fontFile.buffer, fontFile.byteOffset, fontFile.byteLength);
    let sum = 0;
    for (let i = 0; i < fontFile.length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });

  it('has the tables that CIDFontType2 readers ask for, sorted by tag', () => {
    const font = new MergedFont('F1', fonts);
    font.code(font.simpleGlyph(persian.id, 5), 'ا');
    const tags = [...tablesOf(font.finish().fontFile).keys()];
    expect(tags).toEqual([...tags].sort());
    for (const tag of ['head', 'hhea', 'maxp', 'hmtx', 'loca', 'glyf']) expect(tags).toContain(tag);
  });

  it('scales outlines of faces with different units per em to one em', () => {
    const font = new MergedFont('F1', fonts);
    const glyphs = [persian, latin].map((face) => font.simpleGlyph(face.id, 20));
    const { fontFile, widths, cidToGid } = font.finish();
    const unitsPerEm = tablesOf(fontFile).get('head')?.getUint16(18) ?? 0;
    const written = new GlyfReader(fontFile);
    [persian, latin].forEach((face, i) => {
      const original = new GlyfReader(face.data).contours(20, unitsPerEm / face.unitsPerEm);
      const copy = written.contours(glyphs[i] ?? 0, 1);
      expect(copy.x.length).toBeGreaterThan(3);
      expect(copy.x).toEqual(original.x);
      expect(copy.y).toEqual(original.y);
    });
    expect(widths.length * 2).toBe(cidToGid.length);
  });

  it('puts a base, a raised mark and a half-size glyph into one composite', () => {
    const font = new MergedFont('F1', fonts);
    const glyph = font.compositeGlyph(
      [
        { face: persian.id, glyph: 20, dx: 0, dy: 0, scale: 1 },
        { face: persian.id, glyph: 21, dx: 0.25, dy: 0.5, scale: 0.5 },
      ],
      0.75,
    );
    font.code(glyph, 'x');
    const { fontFile } = font.finish();
    const tables = tablesOf(fontFile);
    const unitsPerEm = tables.get('head')?.getUint16(18) ?? 0;
    const source = new GlyfReader(persian.data);
    const base = source.contours(20, 1);
    const small = source.contours(21, 0.5);
    const made = new GlyfReader(fontFile).contours(glyph, 1);
    expect(made.x.length).toBe(base.x.length + small.x.length);
    const last = made.x.length - 1;
    expect(Math.abs((made.x[last] ?? 0) - (small.x.at(-1) ?? 0) - 0.25 * unitsPerEm)).toBeLessThanOrEqual(1);
    expect(Math.abs((made.y[last] ?? 0) - (small.y.at(-1) ?? 0) - 0.5 * unitsPerEm)).toBeLessThanOrEqual(1);
    expect(tables.get('hmtx')?.getUint16(glyph * 4)).toBe(Math.round(0.75 * unitsPerEm));
    expect(tables.get('maxp')?.getUint16(28)).toBe(2);
  });

  it('gives the same bytes and the same subset tag for the same content', () => {
    const make = (): ReturnType<MergedFont['finish']> => {
      const font = new MergedFont('F1', fonts);
      font.code(font.simpleGlyph(persian.id, 30), 'ب');
      return font.finish();
    };
    expect(make()).toEqual(make());
    expect(make().baseFont).toMatch(/^[A-Z]{6}\+Vazirmatn$/);
  });
});

describe('glyph descriptions', () => {
  it('survive being read as contours and written again, in every glyph of a face', () => {
    const reader = new GlyfReader(persian.data);
    let compared = 0;
    for (let glyph = 0; glyph < 400; glyph++) {
      const contours = reader.contours(glyph, 1);
      const written = writeSimpleGlyph(contours);
      if (written.length === 0) continue;
      const font = fileWith(written);
      expect(new GlyfReader(font).contours(0, 1)).toEqual(contours);
      compared++;
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('keep their outline when instructions are taken out', () => {
    const contours = contoursOfOutline(
      [
        { kind: 'move', x: 0, y: 0 },
        { kind: 'line', x: 100, y: 0 },
        { kind: 'line', x: 50, y: 80 },
        { kind: 'close' },
      ],
      1,
    );
    const plain = writeSimpleGlyph(contours);
    const lengthAt = 10 + 2;
    const hinted = Uint8Array.from([...plain.subarray(0, lengthAt), 0, 3, 1, 2, 3, ...plain.subarray(lengthAt + 2)]); // prettier-ignore
    const stripped = withoutInstructions(hinted);
    expect(new DataView(stripped.buffer).getUint16(lengthAt)).toBe(0);
    expect(new GlyfReader(fileWith(stripped)).contours(0, 1)).toEqual(contours);
  });
});

/** A font file with nothing but what GlyfReader asks for. */
function fileWith(glyph: Uint8Array): Uint8Array {
  const padded = (glyph.length + 3) & ~3;
  const file = new Uint8Array(12 + 4 * 16 + padded + 8 + 54 + 6);
  const view = new DataView(file.buffer);
  let at = 12 + 4 * 16;
  view.setUint16(4, 4);
  ['glyf', 'loca', 'head', 'maxp'].forEach((tag, i) => {
    const length = [padded, 8, 54, 6][i] ?? 0;
    for (let k = 0; k < 4; k++) file[12 + i * 16 + k] = tag.charCodeAt(k);
    view.setUint32(12 + i * 16 + 8, at);
    view.setUint32(12 + i * 16 + 12, length);
    if (tag === 'glyf') file.set(glyph, at);
    if (tag === 'loca') view.setUint32(at + 4, padded);
    if (tag === 'head') view.setInt16(at + 50, 1);
    if (tag === 'maxp') view.setUint16(at + 4, 1);
    at += length;
  });
  return file;
}

describe('cubic curves', () => {
  it('become quadratics that stay within half a unit', () => {
    const curve = [0, 0, 100, 700, 500, -300, 600, 400] as const;
    const [x0, y0, x1, y1, x2, y2, x3, y3] = curve;
    const commands: OutlineCommand[] = [
      { kind: 'move', x: x0, y: y0 },
      { kind: 'cubic', x1, y1, x2, y2, x: x3, y: y3 },
      { kind: 'line', x: x3, y: -1000 },
      { kind: 'close' },
    ];
    const { x, y, onCurve } = contoursOfOutline(commands, 1);
    const on: [number, number][] = [];
    const cubic = Array.from({ length: 4001 }, (_, i) => {
      const t = i / 4000;
      const s = 1 - t;
      const at = (a: number, b: number, c: number, d: number): number => s ** 3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t ** 3 * d; // prettier-ignore
      return [at(x0, x1, x2, x3), at(y0, y1, y2, y3)] as const;
    });
    let worst = 0;
    for (let i = 1; i < x.length - 1; i++) {
      if (onCurve[i] === true) continue;
      for (let k = 0; k <= 10; k++) {
        const t = k / 10;
        const s = 1 - t;
        const at = (v: readonly number[]): number => s * s * (v[i - 1] ?? 0) + 2 * s * t * (v[i] ?? 0) + t * t * (v[i + 1] ?? 0); // prettier-ignore
        const [px, py] = [at(x), at(y)];
        on.push([px, py]);
        worst = Math.max(worst, Math.min(...cubic.map(([cx, cy]) => Math.hypot(cx - px, cy - py))));
      }
    }
    expect(on.length).toBeGreaterThan(20);
    // Half a unit for the curve and up to 0.71 for rounding to whole units.
    expect(worst).toBeLessThan(1.21);
  });
});

describe('MergedFont.code', () => {
  it('never uses bytes that need escaping in a literal string', () => {
    const font = new MergedFont('F1', fonts);
    const codes = Array.from({ length: 12_000 }, (_, i) => font.code(2, String.fromCodePoint(0x4e00 + i)));
    expect(codes.join('')).not.toMatch(/[()\\\r]/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('is the same for the same glyph and text and another for another text or variant', () => {
    const font = new MergedFont('F1', fonts);
    const glyph = font.simpleGlyph(persian.id, 7);
    expect(font.code(glyph, 'ا')).toBe(font.code(glyph, 'ا'));
    const different = [font.code(glyph, 'ا'), font.code(glyph, 'ب'), font.code(glyph, 'ا', 1), font.code(glyph, '\u200cا')]; // prettier-ignore
    expect(new Set(different).size).toBe(4);
    const texts: string[] = [];
    const codes = different.join('');
    font.readCodes(codes, 0, codes.length, { push: (text) => texts.push(text) });
    expect(texts).toEqual(['ا', 'ب', 'ا', '\u200cا']);
  });
});
