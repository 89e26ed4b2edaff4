// Fonts of the text layer → Type0 font objects (ISO 32000-1, 9.7): Identity-H or an embedded CMap, explicit CIDToGIDMap,
// widths, ToUnicode.
import type { PdfFile } from './pdf-file.ts';
import { pdfName, pdfNumber, pdfNumbers } from './pdf-syntax.ts';
import type { EmbeddedFont } from './text/embedded-font.ts';
import { CMAP_NAME } from './text/text-coding.ts';

/** Widths on one line of the file, for those who read it. */
const CIDS_PER_LINE = 100;

/** Of CIDFonts and CMaps, which have to agree (9.7.3). */
const SYSTEM_INFO = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>';

/** Writes `font` into the reserved object `id`; `listsCids`: says which CIDs it has (CIDSet, 9.8.3.2), as PDF/A-1 wants. */
export function writeFont(file: PdfFile, id: number, font: EmbeddedFont, listsCids = false): void {
  const name = pdfName(font.baseFont);
  const program = file.reserve();
  file.deflatedStream(program, `/Length1 ${font.fontFile.length}`, font.fontFile);
  const map = file.deflatedStream(file.reserve(), '', font.cidToGid);
  const unicode = file.deflatedStream(file.reserve(), '', font.toUnicode);
  const cids = listsCids ? `/CIDSet ${file.deflatedStream(file.reserve(), '', cidSet(font))} 0 R` : '';
  const descriptor = file.add(
    `<</Type/FontDescriptor/FontName${name}/Flags ${font.flags}/FontBBox${pdfNumbers(font.bbox)}` +
      `/ItalicAngle ${pdfNumber(font.italicAngle)}/Ascent ${pdfNumber(font.ascent)}/Descent ${pdfNumber(font.descent)}` +
      `/CapHeight ${pdfNumber(font.capHeight)}/StemV ${pdfNumber(font.stemV)}/FontFile2 ${program} 0 R${cids}>>`,
  );
  const descendant = file.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}` +
      `${SYSTEM_INFO}/FontDescriptor ${descriptor} 0 R` +
      `/DW 0/W[${widthRuns(font)}]/CIDToGIDMap ${map} 0 R>>`,
  );
  file.object(
    id,
    `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding${encodingOf(file, font)}` +
      `/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
  );
}

/** The name of a CMap, or one that is embedded (9.7.5.3). */
function encodingOf(file: PdfFile, { encoding }: EmbeddedFont): string {
  if (encoding === '') return '/Identity-H';
  const dictionary = `/Type/CMap/CMapName/${CMAP_NAME}${SYSTEM_INFO}/WMode 0`;
  return ` ${file.deflatedStream(file.reserve(), dictionary, encoding)} 0 R`;
}

/** A bit for each CID, the highest first: CID 0 and all that have a glyph. */
function cidSet({ cidToGid }: EmbeddedFont): Uint8Array {
  const count = cidToGid.length / 2;
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (let cid = 0; cid < count; cid++) {
    const glyph = ((cidToGid[cid * 2] ?? 0) << 8) | (cidToGid[cid * 2 + 1] ?? 0);
    if (cid === 0 || glyph !== 0) bits[cid >> 3] = (bits[cid >> 3] ?? 0) | (0x80 >> (cid & 7));
  }
  return bits;
}

function widthRuns({ widths }: EmbeddedFont): string {
  return widths.map((run) => `${run.first}[${widthList(run.widths)}]`).join('');
}

function widthList(widths: readonly number[]): string {
  let list = '';
  for (let i = 0; i < widths.length; i++) {
    if (i > 0) list += i % CIDS_PER_LINE === 0 ? '\n' : ' ';
    list += pdfNumber(widths[i] ?? 0);
  }
  return list;
}
