// A small PDF for print, written by hand and without fault, as objects that a test can change before they become bytes: two pages
// with text, an area that bleeds, a picture and marks. Shares nothing with the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { twoLetterFont } from './two-letter-font.ts';

/** Values are PDF syntax; `@name` refers to another object. */
export type Dictionary = Record<string, string>;

export interface PdfObject {
  readonly dictionary: Dictionary;
  stream?: Uint8Array;
}

export class CleanPdf {
  header = '1.6';
  readonly objects = new Map<string, PdfObject>();
  readonly trailer: Dictionary = {};
  /** Properties of the XMP packet, which becomes the object `xmp`; null writes none. */
  xmp: Record<string, string> | null = {};
  /** Writes dictionaries into an object stream, and a cross-reference stream. */
  packed = false;

  add(name: string, dictionary: Dictionary, stream?: Uint8Array | string): void {
    const bytes = typeof stream === 'string' ? latin(stream) : stream;
    this.objects.set(name, bytes === undefined ? { dictionary } : { dictionary, stream: bytes });
  }

  /** The dictionary of an object. */
  of(name: string): Dictionary {
    const object = this.objects.get(name);
    if (object === undefined) throw new Error(`there is no object ${name}`);
    return object.dictionary;
  }

  /** Paints more on a page. */
  paint(page: number, operators: string): void {
    const content = this.objects.get(`content${page}`);
    if (content?.stream === undefined) throw new Error(`page ${page} has no content`);
    content.stream = join2(content.stream, latin(`\n${operators}\n`));
  }

  /** Adds an entry to the resources that all pages share. */
  resource(kind: string, name: string, value: string): void {
    const resources = this.of('resources');
    resources[kind] = (resources[kind] ?? '<< >>').replace(/>>$/, `/${name} ${value} >>`);
  }

  bytes(): Uint8Array {
    const objects = new Map(this.objects);
    if (this.xmp !== null) {
      const { dictionary } = objects.get('xmp') ?? { dictionary: { Type: '/Metadata', Subtype: '/XML' } };
      const bytes = new TextEncoder().encode(packet(this.xmp));
      objects.set('xmp', { stream: 'Filter' in dictionary ? deflateSync(bytes) : bytes, dictionary });
    }
    return this.packed ? writePacked(this, objects) : writePlain(this, objects);
  }
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function join2(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function syntax(value: string, numbers: ReadonlyMap<string, number>): string {
  return value.replace(/@([a-z]+[0-9a-zA-Z]*)/g, (_, name: string) => {
    const number = numbers.get(name);
    if (number === undefined) throw new Error(`there is no object ${name}`);
    return `${number} 0 R`;
  });
}

function dictionarySyntax(dictionary: Dictionary, numbers: ReadonlyMap<string, number>): string {
  const entries = Object.entries(dictionary).map(([key, value]) => `/${key} ${syntax(value, numbers)}`);
  return `<< ${entries.join(' ')} >>`;
}

function numbersOf(objects: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, number> {
  return new Map([...objects.keys()].map((name, index) => [name, index + 1]));
}

function objectBytes(
  number: number,
  { dictionary, stream }: PdfObject,
  numbers: ReadonlyMap<string, number>,
): Buffer {
  // prettier-ignore
  const all = stream === undefined ? dictionary : { ...dictionary, Length: String(stream.length) };
  const head = `${number} 0 obj\n${dictionarySyntax(all, numbers)}\n`;
  if (stream === undefined) return Buffer.from(`${head}endobj\n`, 'latin1');
  return Buffer.concat([Buffer.from(`${head}stream\n`, 'latin1'), stream, Buffer.from('\nendstream\nendobj\n', 'latin1')]); // prettier-ignore
}

function head(header: string): Buffer {
  return Buffer.from(`%PDF-${header}\n%\u00E2\u00E3\u00CF\u00D3\n`, 'latin1');
}

function writePlain(pdf: CleanPdf, objects: ReadonlyMap<string, PdfObject>): Uint8Array {
  const numbers = numbersOf(objects);
  const parts = [head(pdf.header)];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [name, object] of objects) {
    const bytes = objectBytes(numbers.get(name) ?? 0, object, numbers);
    offsets.push(length);
    parts.push(bytes);
    length += bytes.length;
  }
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = dictionarySyntax({ Size: String(objects.size + 1), ...pdf.trailer }, numbers);
  parts.push(Buffer.from(`xref\n0 ${objects.size + 1}\n0000000000 65535 f \n${lines}trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`, 'latin1')); // prettier-ignore
  return Uint8Array.from(Buffer.concat(parts));
}

function writePacked(pdf: CleanPdf, objects: ReadonlyMap<string, PdfObject>): Uint8Array {
  const numbers = numbersOf(objects);
  const packed = [...objects].filter(([, { stream }]) => stream === undefined);
  const streamNumber = objects.size + 1;
  const parts = [head(pdf.header)];
  let length = parts[0]?.length ?? 0;
  /** By number: type, and either offset or number of the object stream and place in it. */
  const entries = new Map<number, readonly [number, number, number]>([[0, [0, 0, 65_535]]]);
  const put = (number: number, object: PdfObject): void => {
    const bytes = objectBytes(number, object, numbers);
    entries.set(number, [1, length, 0]);
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [name, object] of objects) if (object.stream !== undefined) put(numbers.get(name) ?? 0, object);
  const bodies = packed.map(([, { dictionary }]) => dictionarySyntax(dictionary, numbers));
  let offset = 0;
  const index = packed.map(([name], place) => {
    const number = numbers.get(name) ?? 0;
    entries.set(number, [2, streamNumber, place]);
    const pair = `${number} ${offset}`;
    offset += (bodies[place]?.length ?? 0) + 1;
    return pair;
  });
  const first = `${index.join(' ')}\n`;
  put(streamNumber, { dictionary: { Type: '/ObjStm', N: String(packed.length), First: String(first.length) }, stream: latin(first + bodies.join('\n')) }); // prettier-ignore
  const start = length;
  entries.set(streamNumber + 1, [1, start, 0]);
  const table = Buffer.alloc((streamNumber + 2) * 7);
  for (const [number, [type, second, third]] of entries) {
    table.writeUInt8(type, number * 7);
    table.writeUInt32BE(second, number * 7 + 1);
    table.writeUInt16BE(third, number * 7 + 5);
  }
  put(streamNumber + 1, { dictionary: { Type: '/XRef', Size: String(streamNumber + 2), W: '[1 4 2]', ...pdf.trailer }, stream: table }); // prettier-ignore
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
  return Uint8Array.from(Buffer.concat(parts));
}

const NAMESPACES: Readonly<Record<string, string>> = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfx: 'http://ns.adobe.com/pdfx/1.3/',
  pdfxid: 'http://www.npes.org/pdfx/ns/id/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
};

function packet(properties: Readonly<Record<string, string>>): string {
  const used = new Set(Object.keys(properties).map((name) => name.split(':')[0] ?? ''));
  const declared = [...used].map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix] ?? ''}"`).join('');
  const elements = Object.entries(properties).map(([name, value]) =>
    name === 'dc:title'
      ? `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${value}</rdf:li></rdf:Alt></dc:title>`
      : `<${name}>${value}</${name}>`,
  );
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""${declared}>${elements.join('\n')}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

const ICC = new Uint8Array(
  readFileSync(join(import.meta.dirname, '../../../src/press/profiles/fogra39l-coated.icc')),
);

const MEDIA = '[0 0 240 340]';
/** 3 mm wider than the trim on each side. */
const BLEED = '[11.496 11.496 228.504 328.504]';
const TRIM = '[20 20 220 320]';

/** Crop marks outside the bleed, an area that bleeds on three sides, text, a line, a picture, and a large area of rich black. */
const CONTENT = `q
/All CS 1 SCN 0.25 w
0 20 m 8 20 l S
20 0 m 20 8 l S
Q
q
0.1 0.2 0 0 k
11.496 250 217.008 78.504 re f
0.4 0.3 0.3 1 k
60 60 100 40 re f
Q
q
/Over gs
0 0 0 1 k
BT /F1 12 Tf 40 200 Td <000100020001> Tj ET
0 0 0 1 K
0.5 w
40 190 m 200 190 l S
Q
q
10 0 0 10 40 120 cm
/Im1 Do
Q`;

/** A resolution of 302 ppi at 10 pt. */
const PIXELS = 42;

/** A file without any fault of PDF/X-4 or PDF/X-1a:2003; pages are named `page1`, `page2`. */
export function cleanPdf(standard: 'pdfx-4' | 'pdfx-1a'): CleanPdf {
  const pdf = new CleanPdf();
  pdf.header = standard === 'pdfx-4' ? '1.6' : '1.4';
  pdf.add('catalog', { Type: '/Catalog', Pages: '@pages', OutputIntents: '[@intent]', Metadata: '@xmp' });
  pdf.add('pages', { Type: '/Pages', Kids: '[@page1 @page2]', Count: '2' });
  for (const number of [1, 2]) addPage(pdf, number);
  pdf.add('resources', {
    Font: '<< /F1 @font >>',
    XObject: '<< /Im1 @image >>',
    ExtGState: '<< /Over << /OP true /op true /OPM 1 >> >>',
    ColorSpace: '<< /All [/Separation /All /DeviceCMYK @tint] >>',
  });
  pdf.add('tint', { FunctionType: '2', Domain: '[0 1]', N: '1', C0: '[0 0 0 0]', C1: '[1 1 1 1]' });
  addPicture(pdf, 'image', PIXELS, [20, 60, 100, 0]);
  addFont(pdf);
  pdf.add('intent', {
    Type: '/OutputIntent',
    S: '/GTS_PDFX',
    OutputConditionIdentifier: '(FOGRA39)',
    RegistryName: '(http://www.color.org)',
    Info: '(Coated paper)',
    DestOutputProfile: '@icc',
  });
  pdf.add('icc', { N: '4' }, ICC);
  pdf.add('info', {
    Title: '(A clean file)',
    CreationDate: "(D:20240508120000+04'30')",
    ModDate: "(D:20240508120000+04'30')",
    Trapped: '/False',
  });
  pdf.add('xmp', { Type: '/Metadata', Subtype: '/XML' });
  pdf.xmp = {
    'dc:title': 'A clean file',
    'xmp:CreateDate': '2024-05-08T12:00:00+04:30',
    'xmp:ModifyDate': '2024-05-08T12:00:00+04:30',
    'xmp:MetadataDate': '2024-05-08T12:00:00+04:30',
    'xmpMM:DocumentID': 'uuid:7d1b9c52-6d0c-4d0a-9d0a-000000000001',
    'xmpMM:VersionID': '1',
    'xmpMM:RenditionClass': 'default',
    'pdf:Trapped': 'False',
  };
  if (standard === 'pdfx-4') pdf.xmp['pdfxid:GTS_PDFXVersion'] = 'PDF/X-4';
  else {
    pdf.of('info')['GTS_PDFXVersion'] = '(PDF/X-1a:2003)';
    pdf.xmp['pdfx:GTS_PDFXVersion'] = 'PDF/X-1a:2003';
  }
  pdf.trailer['Root'] = '@catalog';
  pdf.trailer['Info'] = '@info';
  pdf.trailer['ID'] = '[<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]';
  return pdf;
}

/** Adds a page with the usual boxes and content; the page tree does not know it yet. */
export function addPage(pdf: CleanPdf, number: number): void {
  pdf.add(`page${number}`, {
    Type: '/Page',
    Parent: '@pages',
    MediaBox: MEDIA,
    BleedBox: BLEED,
    TrimBox: TRIM,
    Resources: '@resources',
    Contents: `@content${number}`,
  });
  pdf.add(`content${number}`, {}, CONTENT);
}

/** Adds a square CMYK picture of one colour (percent). */
export function addPicture(pdf: CleanPdf, name: string, pixels: number, inks: readonly number[]): void {
  const samples = new Uint8Array(pixels * pixels * inks.length);
  for (let at = 0; at < samples.length; at++) samples[at] = Math.round((inks[at % inks.length] ?? 0) * 2.55);
  const size = { Width: String(pixels), Height: String(pixels) };
  pdf.add(name, { Type: '/XObject', Subtype: '/Image', ...size, BitsPerComponent: '8', ColorSpace: '/DeviceCMYK' }, samples); // prettier-ignore
}

function addFont(pdf: CleanPdf): void {
  pdf.add('font', {
    Type: '/Font',
    Subtype: '/Type0',
    BaseFont: '/ABCDEF+TwoLetters',
    Encoding: '/Identity-H',
    DescendantFonts: '[@descendant]',
    ToUnicode: '@unicode',
  });
  pdf.add('descendant', {
    Type: '/Font',
    Subtype: '/CIDFontType2',
    BaseFont: '/ABCDEF+TwoLetters',
    CIDSystemInfo: '<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>',
    FontDescriptor: '@descriptor',
    CIDToGIDMap: '/Identity',
    DW: '600',
  });
  pdf.add('descriptor', {
    Type: '/FontDescriptor',
    FontName: '/ABCDEF+TwoLetters',
    Flags: '4',
    FontBBox: '[0 0 600 800]',
    ItalicAngle: '0',
    Ascent: '800',
    Descent: '0',
    CapHeight: '700',
    StemV: '80',
    FontFile2: '@fontfile',
  });
  const font = twoLetterFont();
  pdf.add('fontfile', { Length1: String(font.length) }, font);
  pdf.add('unicode', {}, toUnicode(['0061', '0062']));
}

/** LZW (ISO 32000-1, 7.4.4) without any compression: a clear code before the table would grow. */
export function lzw(bytes: Uint8Array): Uint8Array {
  const codes = [256];
  for (const [index, byte] of bytes.entries()) {
    if (index > 0 && index % 200 === 0) codes.push(256);
    codes.push(byte);
  }
  codes.push(257);
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const octets = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? [];
  return Uint8Array.from(octets, (octet) => Number.parseInt(octet, 2));
}

/** A ToUnicode CMap for glyphs 1, 2 …: UTF-16 as hexadecimal digits. */
export function toUnicode(letters: readonly string[]): string {
  const lines = letters.map((letter, index) => `<${(index + 1).toString(16).padStart(4, '0')}> <${letter}>`);
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${lines.length} beginbfchar
${lines.join('\n')}
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
