// Advertisements as advertisers send them: whole PDFs written by hand, so that a test says exactly what is in them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { decodeWoff } from '../../src/font/woff.ts';

export interface StreamObject {
  /** Entries besides Length. */
  readonly dictionary: string;
  readonly bytes: Uint8Array | string;
}
/** An object's text, or a stream; its number is its index + 1. */
export type FileObject = string | StreamObject;

/** A PDF 1.6 of these objects with a plain cross-reference table; object 1 is the catalog. */
export function pdfOf(objects: readonly FileObject[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.6\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const write = (data: Buffer): void => {
    parts.push(data);
    length += data.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    write(Buffer.from(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') write(Buffer.from(object, 'latin1'));
    else {
      const bytes = Buffer.from(object.bytes as string, 'latin1');
      write(Buffer.from(`<<${object.dictionary}/Length ${bytes.length}>>\nstream\n`, 'latin1'));
      write(bytes);
      write(Buffer.from('\nendstream'));
    }
    write(Buffer.from('\nendobj\n'));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  write(Buffer.from(end));
  return new Uint8Array(Buffer.concat(parts));
}

export interface PageOptions {
  readonly content: string | readonly string[];
  /** Entries of the Resources dictionary; objects from `objects` are numbered from 10. */
  readonly resources?: string;
  readonly objects?: readonly FileObject[];
  /** Points. */
  readonly width?: number;
  readonly height?: number;
  /** Points around the trim; without one the page has a MediaBox only. */
  readonly bleed?: number;
  /** More entries of the page. */
  readonly page?: string;
  /** More entries of the catalog. */
  readonly catalog?: string;
}

/** A file of one page. Content is in user space with the trim's corner at (bleed, bleed). */
export function onePage(options: PageOptions): Uint8Array {
  const {
    content,
    resources = '',
    objects = [],
    width = 200,
    height = 100,
    bleed = 0,
    page = '',
    catalog = '',
  } = options;
  const streams = typeof content === 'string' ? [content] : content;
  if (streams.length > 5) throw new Error('objects from 4 to 9 are for the content');
  const outer = `[0 0 ${width + 2 * bleed} ${height + 2 * bleed}]`;
  const trim = `[${bleed} ${bleed} ${width + bleed} ${height + bleed}]`;
  const boxes = bleed > 0 ? `/MediaBox${outer}/BleedBox${outer}/TrimBox${trim}` : `/MediaBox${outer}`;
  const contents = streams.map((_, i) => `${i + 4} 0 R`).join(' ');
  const fill = Array.from({ length: 6 - streams.length }, () => 'null');
  return pdfOf([
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R${boxes}/Contents[${contents}]/Resources<<${resources}>>${page}>>`,
    ...streams.map((text): FileObject => ({ dictionary: '/Filter/FlateDecode', bytes: deflateSync(Buffer.from(text, 'latin1')) })), // prettier-ignore
    ...fill,
    ...objects,
  ]);
}

/** A tint transform: full tint is these inks. */
export function tintOf(inks: readonly number[]): string {
  return `<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[${inks.join(' ')}]/N 1>>`;
}

/** Glyph of a character by a character map of format 4. */
function glyphOf(file: Buffer, cmap: number, character: number): number {
  let map = 0;
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const at = cmap + file.readUInt32BE(cmap + 8 + 8 * i);
    if (file.readUInt16BE(at) === 4) map = at;
  }
  const segments = file.readUInt16BE(map + 6) / 2;
  for (let i = 0; i < segments; i++) {
    const end = file.readUInt16BE(map + 14 + 2 * i);
    const start = file.readUInt16BE(map + 16 + 2 * (segments + i));
    if (character > end || character < start) continue;
    const delta = file.readUInt16BE(map + 16 + 2 * (2 * segments + i));
    const rangeAt = map + 16 + 2 * (3 * segments + i);
    const range = file.readUInt16BE(rangeAt);
    if (range === 0) return (character + delta) & 0xffff;
    const glyph = file.readUInt16BE(rangeAt + range + 2 * (character - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

/** Objects of an embedded font, the first of which (number `first`) is the font. */
export function embeddedFont(first: number): readonly FileObject[] {
  const path = createRequire(import.meta.url).resolve(
    '@fontsource/vazirmatn/files/vazirmatn-latin-400-normal.woff',
  );
  const file = Buffer.from(decodeWoff(readFileSync(path)));
  const table = (tag: string): number => {
    for (let at = 12; ; at += 16)
      if (file.toString('latin1', at, at + 4) === tag) return file.readUInt32BE(at + 8);
  };
  const [head, hhea, hmtx, cmap] = [table('head'), table('hhea'), table('hmtx'), table('cmap')];
  const unit = 1000 / file.readUInt16BE(head + 18);
  const last = file.readUInt16BE(hhea + 34) - 1;
  const widths = Array.from({ length: 95 }, (_, i) => {
    const glyph = Math.min(glyphOf(file, cmap, i + 32), last);
    return Math.round(file.readUInt16BE(hmtx + 4 * glyph) * unit);
  });
  return [
    `<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Vazirmatn/FirstChar 32/LastChar 126/Widths[${widths.join(' ')}]/Encoding/WinAnsiEncoding/FontDescriptor ${first + 1} 0 R>>`,
    `<</Type/FontDescriptor/FontName/ABCDEF+Vazirmatn/Flags 32/FontBBox[-500 -500 1500 1200]/ItalicAngle 0/Ascent 1000/Descent -500/CapHeight 700/StemV 80/FontFile2 ${first + 2} 0 R>>`,
    { dictionary: `/Filter/FlateDecode/Length1 ${file.length}`, bytes: deflateSync(file) },
  ];
}

/** A picture of 8 × 8 fields in process inks, none above 200 %. */
function inkPicture(width: number, height: number): FileObject {
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const column = Math.floor(((i % width) * 8) / width);
    const row = Math.floor((Math.floor(i / width) * 8) / height);
    pixels.set([column * 32, 255 - row * 32, (row * 8 + column) * 3, 0], i * 4);
  }
  const dictionary = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/FlateDecode`;
  return { dictionary, bytes: deflateSync(pixels) };
}

/** Inks of the spot colour of `inkAdvert`. */
export const GOLD: readonly number[] = [0.1, 0.3, 0.9, 0.05];

export interface AdvertOptions {
  readonly width: number;
  readonly height: number;
  /** Points; default 3 mm. */
  readonly bleed?: number;
  /** Inks of its spot colour at full tint. */
  readonly gold?: readonly number[];
  /** Words in black. */
  readonly words?: string;
  /** Metadata that claim PDF/X-4. */
  readonly claimsX4?: boolean;
}

/**
 * For a press: tint to the bleed, spot colour, picture in inks, black type; marks of its own and a layer that is switched
 * off.
 */
export function inkAdvert({
  width,
  height,
  bleed = 8.504,
  gold = GOLD,
  words = 'Winter sale',
  claimsX4 = false,
}: AdvertOptions): Uint8Array {
  // A third of the page, at 260 pixels per inch.
  const pixels = (points: number): number => Math.round((points / 3 / 72) * 260);
  const right = bleed + width;
  const top = bleed + height;
  return onePage({
    width,
    height,
    bleed,
    content: [
      `/Artifact BMC 0.15 0.05 0 0 k 0 0 ${right + bleed} ${top + bleed} re f EMC`,
      `/P <</MCID 0>> BDC /Gold cs 1 scn ${bleed + 20} ${top - 60} ${width - 40} 40 re f EMC`,
      `/Figure <</MCID 1>> BDC q ${width / 3} 0 0 ${height / 3} ${bleed + width / 3} ${bleed + height / 4} cm /Im Do Q EMC`,
      `/OC /Hidden BDC 0 1 1 0 k ${bleed} ${bleed} ${width} ${height} re f EMC\n/P <</MCID 2>> BDC BT /Over gs 0 0 0 1 k /F 24 Tf ${bleed + 30} ${top - 50} Td (${words}) Tj ET EMC`,
    ],
    resources:
      '/ColorSpace<</Gold 10 0 R>>/XObject<</Im 11 0 R>>/Font<</F 12 0 R>>/ExtGState<</Over<</OP true/op true/OPM 1>>>>/Properties<</Hidden 15 0 R>>',
    objects: [
      `[/Separation/Gold/DeviceCMYK ${tintOf(gold)}]`,
      inkPicture(pixels(width), pixels(height)),
      ...embeddedFont(12),
      '<</Type/OCG/Name(Draft)>>',
      {
        dictionary: '/Type/Metadata/Subtype/XML',
        bytes: '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>',
      },
    ],
    catalog:
      (claimsX4 ? '/Metadata 16 0 R' : '') +
      '/OCProperties<</OCGs[15 0 R]/D<</OFF[15 0 R]>>>>/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>',
  });
}

/** For a screen: RGB, translucent, with a font that every reader is thought to have, and a link. */
export function screenAdvert({ width, height }: AdvertOptions): Uint8Array {
  return onePage({
    width,
    height,
    content: `0.1 0.4 0.8 rg 0 0 ${width} ${height} re f /Half gs 1 0.9 0 rg ${width / 4} ${height / 4} ${width / 2} ${height / 2} re f BT 0 g /F 20 Tf 20 ${height - 40} Td (Click here) Tj ET`,
    resources:
      '/ExtGState<</Half<</ca 0.5/BM/Multiply>>>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>',
    page: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 ${width} ${height}]/A<</S/URI/URI(https://example.com)>>>>]/Group<</S/Transparency/CS/DeviceRGB>>`,
  });
}

/** A file that breaks off in its first content stream. */
export function damagedAdvert(): Uint8Array {
  const whole = inkAdvert({ width: 200, height: 100 });
  const cut = Buffer.from(whole).indexOf('endstream');
  return whole.slice(0, cut - 20);
}
