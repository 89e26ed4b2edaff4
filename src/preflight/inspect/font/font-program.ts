// The font file and the ToUnicode map that a font names → whether they are any of what they should be (ISO 32000-1, 9.9 and 9.10.3).
// A name alone embeds nothing: the first bytes of the data say what they are.
import type { PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeData } from '../objects/stream-data.ts';

/** Bytes of a stream, before its filters, that are looked at: what it is shows at its beginning, and a file may have many fonts. */
const START = 4096;
const MAX_START = 8 * 1024 * 1024;

const SFNT: readonly string[] = ['\u0000\u0001\u0000\u0000', 'true', 'OTTO', 'ttcf'];

/** Whether the descriptor has a font file that fits the kind of font: Type1, TrueType, CIDFontType0, CIDFontType2 … */
export function hasFontProgram(descriptor: PDFDict | null, kind: string, objects: PdfObjects): boolean {
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => {
    const stream = objects.stream(objects.get(descriptor, key));
    if (stream === null) return false;
    const subtype = objects.name(objects.get(stream.dict, 'Subtype'));
    if (key === 'FontFile3' && !fits(subtype, kind)) return false;
    const data = startOf(stream, objects);
    if (data === null || data.length < 4) return false;
    const start = String.fromCharCode(...data.subarray(0, 4));
    if (key === 'FontFile') return start.startsWith('%!') || start.startsWith('\u0080\u0001');
    // A CFF table begins with its version (Technical Note 5176, 6).
    return (
      SFNT.includes(start) || (key === 'FontFile3' && subtype !== 'OpenType' && start.startsWith('\u0001'))
    );
  });
}

/** Table 126: bare CFF has no glyphs for fonts of TrueType outlines. */
function fits(subtype: string | null, kind: string): boolean {
  return subtype === 'OpenType' || !(kind === 'TrueType' || kind === 'CIDFontType2');
}

/** Whether a ToUnicode entry maps any code: a CMap with entries, one that stands on another, or a name. */
export function mapsToUnicode(value: PDFObject | null, objects: PdfObjects): boolean {
  if (objects.name(value) !== null) return true;
  const stream = objects.stream(value);
  if (stream === null) return false;
  if (objects.get(stream.dict, 'UseCMap') !== null) return true;
  const data = startOf(stream, objects);
  return (
    data !== null && /\bbegin(?:bfchar|bfrange)\s*<|\busecmap\b/.test(Buffer.from(data).toString('latin1'))
  );
}

/** The beginning of what a stream holds; null when it is damaged. */
function startOf(stream: PDFRawStream, objects: PdfObjects): Uint8Array | null {
  const start = stream.getContents().subarray(0, START);
  return decodeData(start, stream.dict, { objects, limit: MAX_START }).data;
}
