// A minimal PDF from content streams and fonts, so that tests of pdf/text/ do not need the rest of pdf/.
import { deflateSync } from 'node:zlib';
import type { EmbeddedFont } from '../../src/pdf/text/embedded-font.ts';

export const PAGE_WIDTH = 595;
export const PAGE_HEIGHT = 842;

/** One page per content stream (binary strings). */
export function writeTestPdf(contents: readonly string[], fonts: readonly EmbeddedFont[]): Uint8Array {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1')); // prettier-ignore
  const stream = (dict: string, data: Uint8Array | string): number => {
    const packed = deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
    const head = `<< ${dict} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
    return add(Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')]));
  };
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const fontNames = fonts.map((font) => {
    const file = stream(`/Length1 ${font.fontFile.length}`, font.fontFile);
    const map = stream('', font.cidToGid);
    const toUnicode = stream('', font.toUnicode);
    const descriptor = add(
      `<< /Type /FontDescriptor /FontName /${font.baseFont} /Flags ${font.flags} /FontBBox [${font.bbox.join(' ')}] /ItalicAngle ${font.italicAngle} /Ascent ${font.ascent} /Descent ${font.descent} /CapHeight ${font.capHeight} /StemV ${font.stemV} /FontFile2 ${file} 0 R >>`,
    );
    const descendant = add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${font.baseFont} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 0 /W [${font.widths.map(({ first, widths }) => `${first} [${widths.join(' ')}]`).join(' ')}] /CIDToGIDMap ${map} 0 R >>`,
    );
    const encoding = font.encoding === '' ? '/Identity-H' : `${stream('/Type /CMap /CMapName /Mixed-H /WMode 0 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>', font.encoding)} 0 R`; // prettier-ignore
    const type0 = add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${font.baseFont} /Encoding ${encoding} /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R >>`,
    );
    return `/${font.resourceName} ${type0} 0 R`;
  });
  const pages = contents.map((content) => {
    const body = stream('', content);
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Resources << /Font << ${fontNames.join(' ')} >> >> /Contents ${body} 0 R >>`,
    );
  });
  objects[1] = Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((id) => `${id} 0 R`).join(' ')}] >>`); // prettier-ignore
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  let at = parts[0]?.length ?? 0;
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  objects.forEach((body, i) => {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    table += `${String(at).padStart(10, '0')} 00000 n \n`;
    parts.push(part);
    at += part.length;
  });
  parts.push(Buffer.from(`${table}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`)); // prettier-ignore
  return Buffer.concat(parts);
}
