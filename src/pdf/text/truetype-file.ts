// Glyph descriptions and metrics → a complete TrueType file for embedding (OpenType 1.9, “Font tables”).
// Besides the tables a CIDFontType2 needs it carries small name, OS/2, post and cmap tables, which Ghostscript and strict readers expect.
import type { GlyphBounds } from './glyf-writer.ts';
import { glyphBounds } from './glyf-writer.ts';

export interface TrueTypeFont {
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  /** One entry a glyph, 0 is .notdef. */
  readonly glyphs: readonly Uint8Array[];
  /** Font units. */
  readonly advances: readonly number[];
  /** Points and contours of the largest glyph, and the most components of a composite (0: none). */
  readonly limits: {
    readonly points: number;
    readonly contours: number;
    readonly compositePoints: number;
    readonly compositeContours: number;
    readonly components: number;
  };
  /** Font units; descent is negative. */
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly weight: number;
  readonly italicAngle: number;
}

/** The union of all glyphs' bounds, but for flat ones: they show nothing, and are wide (bridges.ts). */
export function fontBounds(glyphs: readonly Uint8Array[]): GlyphBounds {
  let [xMin, yMin, xMax, yMax] = [0, 0, 0, 0];
  for (const glyph of glyphs) {
    const b = glyphBounds(glyph);
    if (b.yMin === b.yMax) continue;
    xMin = Math.min(xMin, b.xMin);
    yMin = Math.min(yMin, b.yMin);
    xMax = Math.max(xMax, b.xMax);
    yMax = Math.max(yMax, b.yMax);
  }
  return { xMin, yMin, xMax, yMax };
}

export function writeTrueType(font: TrueTypeFont): Uint8Array {
  const bounds = fontBounds(font.glyphs);
  const { glyf, loca } = writeGlyf(font.glyphs);
  return writeSfnt([
    ['OS/2', writeOs2(font)],
    ['cmap', writeCmap()],
    ['glyf', glyf],
    ['head', writeHead(font, bounds)],
    ['hhea', writeHhea(font, bounds)],
    ['hmtx', writeHmtx(font)],
    ['loca', loca],
    ['maxp', writeMaxp(font)],
    ['name', writeName(font.postScriptName)],
    ['post', writePost(font.italicAngle)],
  ]);
}

function writeGlyf(glyphs: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } {
  const padded = (length: number): number => (length + 3) & ~3;
  const glyf = new Uint8Array(glyphs.reduce((sum, glyph) => sum + padded(glyph.length), 0));
  const loca = new Table((glyphs.length + 1) * 4);
  let at = 0;
  for (const glyph of glyphs) {
    loca.uint32(at);
    glyf.set(glyph, at);
    at += padded(glyph.length);
  }
  loca.uint32(at);
  return { glyf, loca: loca.bytes };
}

function writeHead(font: TrueTypeFont, bounds: GlyphBounds): Uint8Array {
  const table = new Table(54);
  table.uint32(0x00010000); // version
  table.uint32(0x00010000); // fontRevision
  table.uint32(0); // checksumAdjustment, set in writeSfnt
  table.uint32(0x5f0f3cf5); // magic
  table.uint16(0b1001); // baseline at y 0, integer scaling
  table.uint16(font.unitsPerEm);
  for (let i = 0; i < 4; i++) table.uint32(0); // created, modified: no clock
  table.int16(bounds.xMin).int16(bounds.yMin).int16(bounds.xMax).int16(bounds.yMax);
  table.uint16((font.weight >= 600 ? 1 : 0) | (font.italicAngle !== 0 ? 2 : 0)); // macStyle
  table.uint16(8); // lowestRecPPEM
  table.int16(2); // fontDirectionHint, deprecated
  table.int16(1); // loca: long offsets
  table.int16(0);
  return table.bytes;
}

function writeHhea(font: TrueTypeFont, bounds: GlyphBounds): Uint8Array {
  const table = new Table(36);
  table.uint32(0x00010000);
  table.int16(font.ascent).int16(font.descent).int16(0);
  table.uint16(font.advances.reduce((a, b) => Math.max(a, b), 0));
  table.int16(bounds.xMin).int16(0).int16(bounds.xMax);
  table.int16(1).int16(0).int16(0); // caret slope, offset
  for (let i = 0; i < 5; i++) table.int16(0);
  table.uint16(font.glyphs.length);
  return table.bytes;
}

function writeHmtx(font: TrueTypeFont): Uint8Array {
  const table = new Table(font.glyphs.length * 4);
  font.glyphs.forEach((glyph, i) => {
    table.uint16(font.advances[i] ?? 0).int16(glyphBounds(glyph).xMin);
  });
  return table.bytes;
}

function writeMaxp(font: TrueTypeFont): Uint8Array {
  const { limits } = font;
  const table = new Table(32);
  table.uint32(0x00010000);
  table.uint16(font.glyphs.length).uint16(limits.points).uint16(limits.contours);
  table.uint16(limits.compositePoints).uint16(limits.compositeContours);
  table.uint16(2); // maxZones
  for (let i = 0; i < 6; i++) table.uint16(0); // no instructions
  table.uint16(limits.components).uint16(limits.components > 0 ? 1 : 0);
  return table.bytes;
}

function writeOs2(font: TrueTypeFont): Uint8Array {
  const em = font.unitsPerEm;
  const table = new Table(96);
  table.uint16(4); // version
  table.int16(Math.round(em / 2)); // xAvgCharWidth
  table.uint16(font.weight).uint16(5).uint16(0); // weight, width, fsType: installable
  const script = [0.65, 0.6, 0, 0.075, 0.65, 0.6, 0, 0.35, 0.05, 0.25];
  for (const part of script) table.int16(Math.round(part * em));
  table.int16(0); // sFamilyClass
  for (let i = 0; i < 10; i++) table.uint8(0); // panose
  for (let i = 0; i < 4; i++) table.uint32(0); // unicode ranges
  table.ascii('    ');
  table.uint16(font.italicAngle !== 0 ? 1 : font.weight >= 600 ? 0x20 : 0x40); // fsSelection
  table.uint16(0).uint16(0xffff); // first and last character
  table.int16(font.ascent).int16(font.descent).int16(0);
  table.uint16(Math.max(0, font.ascent)).uint16(Math.max(0, -font.descent));
  table.uint32(0).uint32(0); // code pages
  table.int16(Math.round(font.capHeight * 0.7)).int16(font.capHeight);
  table.uint16(0).uint16(0x20).uint16(0);
  return table.bytes;
}

/** One format 4 subtable with nothing but its closing segment: text is found through the PDF's CIDToGIDMap. */
function writeCmap(): Uint8Array {
  const table = new Table(4 + 8 + 24);
  table.uint16(0).uint16(1);
  table.uint16(3).uint16(1).uint32(12);
  table.uint16(4).uint16(24).uint16(0);
  table.uint16(2).uint16(2).uint16(0).uint16(0);
  table.uint16(0xffff).uint16(0).uint16(0xffff).uint16(1).uint16(0);
  return table.bytes;
}

function writePost(italicAngle: number): Uint8Array {
  const table = new Table(32);
  table.uint32(0x00030000);
  table.uint32(Math.round(italicAngle * 65536) >>> 0);
  return table.bytes;
}

/** Family, style, unique id, full name, version and PostScript name, for Windows in Unicode. */
function writeName(postScriptName: string): Uint8Array {
  const names: readonly (readonly [number, string])[] = [
    [1, postScriptName],
    [2, 'Regular'],
    [3, postScriptName],
    [4, postScriptName],
    [5, 'Version 1.0'],
    [6, postScriptName],
  ];
  const storage = 6 + names.length * 12;
  const table = new Table(storage + names.reduce((sum, [, text]) => sum + text.length * 2, 0));
  table.uint16(0).uint16(names.length).uint16(storage);
  let offset = 0;
  for (const [id, text] of names) {
    table.uint16(3).uint16(1).uint16(0x409).uint16(id);
    table.uint16(text.length * 2).uint16(offset);
    offset += text.length * 2;
  }
  for (const [, text] of names) for (let i = 0; i < text.length; i++) table.uint16(text.charCodeAt(i));
  return table.bytes;
}

/** The table directory, the tables (sorted by tag) and the two kinds of checksum. */
function writeSfnt(tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const header = 12 + tables.length * 16;
  const file = new Table(header + tables.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), 0));
  const power = 2 ** Math.floor(Math.log2(tables.length));
  file.uint32(0x00010000).uint16(tables.length);
  file.uint16(power * 16).uint16(Math.log2(power)).uint16((tables.length - power) * 16); // prettier-ignore
  let offset = header;
  let head = 0;
  for (const [tag, bytes] of tables) {
    file.bytes.set(bytes, offset);
    const end = offset + ((bytes.length + 3) & ~3);
    file.ascii(tag).uint32(checksum(file.bytes.subarray(offset, end))).uint32(offset).uint32(bytes.length); // prettier-ignore
    if (tag === 'head') head = offset;
    offset = end;
  }
  new DataView(file.bytes.buffer).setUint32(head + 8, (0xb1b0afba - checksum(file.bytes)) >>> 0);
  return file.bytes;
}

function checksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let i = 0; i + 3 < bytes.length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
  return sum;
}

/** A byte array that is filled from front to back, big endian. */
class Table {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  uint8(value: number): this {
    this.#view.setUint8(this.#at++, value);
    return this;
  }

  uint16(value: number): this {
    this.#view.setUint16(this.#at, value);
    this.#at += 2;
    return this;
  }

  int16(value: number): this {
    this.#view.setInt16(this.#at, value);
    this.#at += 2;
    return this;
  }

  uint32(value: number): this {
    this.#view.setUint32(this.#at, value);
    this.#at += 4;
    return this;
  }

  ascii(text: string): this {
    for (let i = 0; i < text.length; i++) this.uint8(text.charCodeAt(i));
    return this;
  }
}
