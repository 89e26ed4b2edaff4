// PDFs that are broken, locked, none at all, or made to keep a reader busy: small files, made anew for each test.
import { deflateSync } from 'node:zlib';
import { plainPdf } from '../cli/make-pdf.ts';
import { tinyPdf, writeObjects } from '../unit/preflight/tiny-pdf.ts';
import type { TinyStream } from '../unit/preflight/tiny-pdf.ts';

export interface BadPdf {
  readonly name: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
}

export const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
const FONTS = '/Font << /F 10 0 R >>';

export function show(text: string, y = 50): string {
  return `BT /F 10 Tf 10 ${y} Td (${text}) Tj ET\n`;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A file of many pages, each with a line of its own: `line 1` … */
export function manyPages(count: number): Uint8Array {
  const kids: string[] = [];
  const objects: Record<number, string | TinyStream> = {
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    10: HELVETICA,
  };
  for (let page = 1; page <= count; page++) {
    const number = 10 + page * 2;
    objects[number] = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents ${number + 1} 0 R >>`; // prettier-ignore
    objects[number + 1] = { data: show(`line ${page}`) };
    kids.push(`${number} 0 R`);
  }
  objects[2] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${count} >>`;
  return writeObjects('%PDF-1.7', objects, '/Root 1 0 R');
}

/** A page tree in which every node has one kid ten times: 10,000,000,000 pages, all the same. */
export function endlessPages(): Uint8Array {
  const objects: Record<number, string> = {
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    50: '<< /Type /Page /Parent 11 0 R /MediaBox [0 0 9 9] >>',
  };
  for (let level = 11, count = 10; level >= 2; level--, count *= 10) {
    const kid = level === 11 ? 50 : level + 1;
    const parent = level > 2 ? `/Parent ${level - 1} 0 R` : '';
    objects[level] = `<< /Type /Pages ${parent} /Kids [${`${kid} 0 R `.repeat(10)}] /Count ${count} >>`;
  }
  return writeObjects('%PDF-1.7', objects, '/Root 1 0 R');
}

/** Only so many percent of a file. */
export function cut(bytes: Uint8Array, percent: number): Uint8Array {
  return bytes.slice(0, Math.floor((bytes.length * percent) / 100));
}

/** A page whose content has one line of text behind `count` operators or zeros, packed. */
export function bomb(megabytes: number, filler: string): Uint8Array {
  const data = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, filler), { level: 1 });
  return tinyPdf({ content: { dict: '/Filter /FlateDecode', data }, resources: FONTS, objects: { 10: HELVETICA } }); // prettier-ignore
}

/** A font of two bytes a letter, with this map to Unicode. */
function type0(toUnicode: string | null, widths = '[0 [500 500]]'): Record<number, string | TinyStream> {
  const objects: Record<number, string | TinyStream> = {
    10: `<< /Type /Font /Subtype /Type0 /BaseFont /Broken /Encoding /Identity-H /DescendantFonts [11 0 R] ${toUnicode === null ? '' : '/ToUnicode 12 0 R'} >>`,
    11: `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Broken /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W ${widths} /FontDescriptor 13 0 R >>`,
    13: '<< /Type /FontDescriptor /FontName /Broken /Flags 4 /FontBBox [0 0 1 1] /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 /ItalicAngle 0 >>',
  };
  if (toUnicode !== null) objects[12] = { data: toUnicode };
  return objects;
}

const CODES = 'BT /F 10 Tf 10 50 Td <00010002> Tj ET';

/** Not PDFs, or such as nobody can read: an error, and nothing else. */
export const REFUSED: readonly (BadPdf & { readonly code: 'P002' | 'P003' })[] = [
  { name: 'empty', code: 'P002', make: () => new Uint8Array() },
  { name: 'a picture', code: 'P002', make: () => new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')) }, // prettier-ignore
  { name: 'a web page', code: 'P002', make: () => ascii('<!doctype html><html><body><p>Not found</p></body></html>\n'.repeat(50)) }, // prettier-ignore
  {
    name: 'an archive',
    code: 'P002',
    make: () => ascii(`PK\u0003\u0004${'\u0000'.repeat(300)}PK\u0005\u0006`),
  },
  { name: 'a text', code: 'P002', make: () => ascii('plain text, and some more of it\n'.repeat(50)) },
  { name: 'a header alone', code: 'P002', make: () => ascii('%PDF-1.7\n%%EOF\n') },
  { name: 'a tenth of a file', code: 'P002', make: async () => cut(await plainPdf([['First line'], ['Second page']]), 10) }, // prettier-ignore
  { name: 'without pages', code: 'P002', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog >>' }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'whose pages are their own parent', code: 'P002', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'with a stream that cannot be unpacked', code: 'P002', make: () => tinyPdf({ content: { dict: '/Filter /FlateDecode', data: 'this is not deflated' }, resources: FONTS, objects: { 10: HELVETICA } }) }, // prettier-ignore
  { name: 'with a stream of which half is there', code: 'P002', make: () => tinyPdf({ content: { dict: '/Filter /FlateDecode', data: cut(deflateSync(Buffer.from(Array.from({ length: 200 }, (_, line) => show(`line ${(line * 7919) % 1009} of it`)).join(''))), 50) }, resources: FONTS, objects: { 10: HELVETICA } }) }, // prettier-ignore
  { name: 'whose map to Unicode is a bomb', code: 'P002', make: () => tinyPdf({ content: CODES, resources: FONTS, objects: type0('1 begincodespacerange <0000> <ffff> endcodespacerange\n' + '1 beginbfrange <0000> <ffffffff> <0041> endbfrange\n'.repeat(200)) }) }, // prettier-ignore
  {
    name: 'locked by a password',
    code: 'P003',
    make: () => plainPdf([['secret']], { userPassword: 'user' }),
  },
];

/** Odd, but all their text is there: `text` is what comes back. */
export const READABLE: readonly (BadPdf & { readonly text: string })[] = [
  { name: 'with a password for its owner alone', text: 'open to all', make: () => plainPdf([['open to all']], { ownerPassword: 'owner' }) }, // prettier-ignore
  { name: 'with junk before its header', text: 'after junk', make: () => new Uint8Array(Buffer.concat([Buffer.from('junk\n'.repeat(200)), tinyPdf({ content: show('after junk'), resources: FONTS, objects: { 10: HELVETICA } })])) }, // prettier-ignore
  { name: 'with an endless page box', text: 'in the corner', make: () => tinyPdf({ content: show('in the corner'), resources: FONTS, page: '/MediaBox [0 0 1e30 1e30]', objects: { 10: HELVETICA } }) }, // prettier-ignore
  { name: 'with a page box of no size', text: 'in the corner', make: () => tinyPdf({ content: show('in the corner'), resources: FONTS, page: '/MediaBox [0 0 0 0]', objects: { 10: HELVETICA } }) }, // prettier-ignore
  { name: 'with 100,000 annotations', text: 'below notes', make: () => tinyPdf({ content: show('below notes'), resources: FONTS, page: `/Annots [${'11 0 R '.repeat(100_000)}]`, objects: { 10: HELVETICA, 11: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (note) >>' } }) }, // prettier-ignore
  { name: 'whose font has wrong widths', text: 'wide letters', make: () => tinyPdf({ content: show('wide letters'), resources: FONTS, objects: { 10: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 33 /Widths [(a) null] >>' } }) }, // prettier-ignore
  { name: 'whose font file is none', text: 'no outlines', make: () => tinyPdf({ content: show('no outlines'), resources: FONTS, objects: { 10: '<< /Type /Font /Subtype /TrueType /BaseFont /Broken /FontDescriptor 11 0 R >>', 11: '<< /Type /FontDescriptor /FontName /Broken /Flags 32 /FontFile2 12 0 R >>', 12: { data: 'no font' } } }) }, // prettier-ignore
  { name: 'whose Type 3 font shows itself', text: 'aa', make: () => tinyPdf({ content: 'BT /F 10 Tf 10 50 Td (aa) Tj ET', resources: FONTS, objects: { 10: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 97 /LastChar 97 /Widths [5] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << /Font << /F 10 0 R >> >> >>', 11: { data: '5 0 d0 BT /F 1 Tf (aa) Tj ET' } } }) }, // prettier-ignore
  { name: 'with a page whose content is missing', text: 'first', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 4 0 R >>`, 4: { data: show('first') }, 5: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 99 0 R >>`, 10: HELVETICA }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'whose font is missing', text: 'letters', make: () => tinyPdf({ content: show('letters'), resources: FONTS }) }, // prettier-ignore
];

/** Only part of the text can be had: a warning says what is missing. */
export const PARTIAL: readonly (BadPdf & { readonly says: string })[] = [
  { name: 'with a page that is none', says: 'Page 2 was not read', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 4 0 R >>`, 4: { data: show('first') }, 5: '(nothing)', 10: HELVETICA }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'whose page tree runs in a circle', says: 'Page 2 was not read', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 3 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 4 0 R >>`, 4: { data: show('first') }, 10: HELVETICA }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'whose page tree promises more pages than it has', says: 'it says that it has 4 pages', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 4 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 4 0 R >>`, 4: { data: show('first') }, 10: HELVETICA }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'with a page that cannot be unpacked', says: 'The text of page 2 may not be complete', make: () => writeObjects('%PDF-1.7', { 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>', 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 4 0 R >>`, 4: { data: show('first') }, 5: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents 6 0 R >>`, 6: { dict: '/Filter /FlateDecode', data: 'this is not deflated' }, 10: HELVETICA }, '/Root 1 0 R') }, // prettier-ignore
  { name: 'whose font does not say what it shows', says: 'Letters on page 1 cannot be read', make: () => tinyPdf({ content: CODES, resources: FONTS, objects: type0(null) }) }, // prettier-ignore
  { name: 'whose map to Unicode is none', says: 'Letters on page 1 cannot be read', make: () => tinyPdf({ content: CODES, resources: FONTS, objects: type0('no map at all <<<< [') }) }, // prettier-ignore
];

/** Files that break off: `says` is told of the pages that are found all the same, `pages` are read, `lost` are named. */
export const BROKEN_OFF: readonly (BadPdf & { readonly says: string; readonly pages: number; readonly lost: readonly { readonly from: number; readonly to: number }[] })[] = [
  { name: 'of which a third is there', says: '6 of 20 pages were found', pages: 20, lost: [{ from: 7, to: 20 }], make: () => cut(manyPages(20), 30) },
  { name: 'of which more than half is there', says: '14 of 20 pages were found', pages: 20, lost: [{ from: 15, to: 20 }], make: () => cut(manyPages(20), 60) },
  { name: 'of which only the end is missing', says: '20 pages were found', pages: 20, lost: [], make: () => cut(manyPages(20), 95) },
  { name: 'that breaks off before its page tree', says: '2 pages were found', pages: 2, lost: [], make: () => broken(false) },
  { name: 'that breaks off behind its object stream', says: '2 pages were found', pages: 2, lost: [], make: () => broken(true) },
]; // prettier-ignore

/** Two pages of three, whose tree comes last; the pages as objects of their own, or packed. */
function broken(packed: boolean): Uint8Array {
  const page = (content: number): string => `<< /Type /Page /Parent 9 0 R /MediaBox [0 0 200 100] /Resources << ${FONTS} >> /Contents ${content} 0 R >>`; // prettier-ignore
  const pages = { 5: page(3), 6: page(4), 10: HELVETICA };
  const contents = { 3: { data: show('line 1') }, 4: { data: show('line 2') } };
  const texts = Object.values(pages);
  const places = Object.keys(pages).map((number, index) => `${number} ${texts.slice(0, index).join(' ').length + (index === 0 ? 0 : 1)}`).join(' '); // prettier-ignore
  const stream: TinyStream = {
    dict: `/Type /ObjStm /N ${texts.length} /First ${places.length + 1} /Filter /FlateDecode`,
    data: deflateSync(Buffer.from(`${places} ${texts.join(' ')}`)),
  };
  const whole = writeObjects('%PDF-1.7', packed ? { ...contents, 7: stream, 8: '(the end)' } : { ...contents, ...pages, 11: '(the end)' }, '/Root 1 0 R'); // prettier-ignore
  return whole.slice(0, Buffer.from(whole).indexOf('(the end)'));
}
