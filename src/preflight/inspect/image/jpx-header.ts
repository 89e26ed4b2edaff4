// A JPEG 2000 file → the colour space that it names (ISO 15444-1, annex I), for images that leave it to their data (ISO 32000-1, 7.4.9).
import type { SpaceFacts } from '../inspected-pdf.ts';

const MAX_BOXES = 1000;
/** Enumerated colour spaces of the colr box: sRGB, grey, sYCC; CMYK of the extended table (ISO 15444-2, table M.25). */
const ENUMERATED: ReadonlyMap<number, SpaceFacts['kind']> = new Map([[16, 'rgb'], [17, 'gray'], [18, 'rgb'], [12, 'cmyk']]); // prettier-ignore

/** The space, of a profile inside the number of components; null when the data do not say. */
export function jpxSpace(data: Uint8Array): SpaceFacts | null {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const header = find(view, 'jp2h', 0, data.length);
  if (header === null) return null;
  const color = find(view, 'colr', header.start, header.end);
  const size = find(view, 'ihdr', header.start, header.end);
  if (color === null || color.end - color.start < 7) return null;
  const kind = view.getUint8(color.start) === 1 ? ENUMERATED.get(view.getUint32(color.start + 3)) : undefined;
  if (kind === 'rgb' || kind === 'gray' || kind === 'cmyk') return { kind };
  if (size === null || size.end - size.start < 10) return null;
  return { kind: 'icc', components: view.getUint16(size.start + 8), profile: null };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The content of the first box of a type. */
function find(view: DataView, type: string, from: number, to: number): Span | null {
  let at = from;
  for (let count = 0; count < MAX_BOXES && at + 8 <= to; count++) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    const head = length === 1 ? 16 : 8;
    const size = length === 1 && at + 16 <= to ? Number(view.getBigUint64(at + 8)) : length === 0 ? to - at : length; // prettier-ignore
    if (size < head || at + size > to) return null;
    if (name === type) return { start: at + head, end: at + size };
    at += size;
  }
  return null;
}
