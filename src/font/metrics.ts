// Tables head, hhea, OS/2, post, name, hmtx and fvar → the figures of a font (OpenType 1.9, one paragraph a table).
import { readTag, type Sfnt } from './sfnt.ts';

/** Lengths are font units. */
export interface FontMetrics {
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  /** Positive upwards. */
  readonly ascent: number;
  /** Positive downwards. */
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  /** Degrees, counter-clockwise from the vertical: negative leans right. */
  readonly italicAngle: number;
  /** usWeightClass. */
  readonly weight: number;
  readonly axes: readonly VariationAxis[];
}

export interface VariationAxis {
  readonly tag: string;
  readonly min: number;
  readonly default: number;
  readonly max: number;
}

/** OS/2 fsSelection bit 7: the typographic ascent and descent are meant for line spacing. */
const USE_TYPO_METRICS = 0x80;
const POSTSCRIPT_NAME = 6;

export function readMetrics(sfnt: Sfnt): FontMetrics {
  const { view } = sfnt;
  const head = offsetOf(sfnt, 'head', 54);
  const hhea = offsetOf(sfnt, 'hhea', 36);
  const unitsPerEm = view.getUint16(head + 18);
  let ascent = view.getInt16(hhea + 4);
  let descent = -view.getInt16(hhea + 6);
  let weight = 400;
  let xHeight = 0;
  let capHeight = 0;

  const os2 = offsetOf(sfnt, 'OS/2', 78);
  if (os2 >= 0) {
    weight = view.getUint16(os2 + 4);
    const useTypo = (view.getUint16(os2 + 62) & USE_TYPO_METRICS) !== 0;
    if (useTypo || ascent + descent === 0) {
      ascent = view.getInt16(os2 + 68);
      descent = -view.getInt16(os2 + 70);
    }
    if (ascent + descent === 0) {
      ascent = view.getUint16(os2 + 74);
      descent = view.getUint16(os2 + 76);
    }
    if (view.getUint16(os2) >= 2 && offsetOf(sfnt, 'OS/2', 90) >= 0) {
      xHeight = view.getInt16(os2 + 86);
      capHeight = view.getInt16(os2 + 88);
    }
  }

  const post = offsetOf(sfnt, 'post', 12);
  return {
    postScriptName: readPostScriptName(sfnt),
    unitsPerEm,
    glyphCount: view.getUint16(offsetOf(sfnt, 'maxp', 6) + 4),
    ascent,
    descent,
    // Half an em and seven tenths: what CSS assumes of a font that does not say.
    xHeight: xHeight > 0 ? xHeight : unitsPerEm / 2,
    capHeight: capHeight > 0 ? capHeight : unitsPerEm * 0.7,
    italicAngle: post < 0 ? 0 : view.getInt32(post + 4) / 65536,
    underlinePosition: post < 0 ? -unitsPerEm / 10 : view.getInt16(post + 8),
    underlineThickness: post < 0 ? unitsPerEm / 20 : view.getInt16(post + 10),
    weight: weight >= 1 && weight <= 1000 ? weight : 400,
    axes: readAxes(sfnt),
  };
}

/** Advance widths in font units, one a glyph (hmtx: the last one holds for the rest). */
export function readAdvances(sfnt: Sfnt): Uint16Array {
  const { view } = sfnt;
  const glyphs = view.getUint16(offsetOf(sfnt, 'maxp', 6) + 4);
  const count = view.getUint16(offsetOf(sfnt, 'hhea', 36) + 34);
  const hmtx = offsetOf(sfnt, 'hmtx', count * 4);
  const advances = new Uint16Array(glyphs);
  for (let i = 0; i < count; i++) advances[i] = view.getUint16(hmtx + i * 4);
  advances.fill(advances[count - 1] ?? 0, count);
  return advances;
}

function readAxes(sfnt: Sfnt): VariationAxis[] {
  const { view } = sfnt;
  const fvar = offsetOf(sfnt, 'fvar', 16);
  if (fvar < 0) return [];
  const length = sfnt.tables.get('fvar')?.length ?? 0;
  const first = view.getUint16(fvar + 4);
  const count = view.getUint16(fvar + 8);
  const size = view.getUint16(fvar + 10);
  const axes: VariationAxis[] = [];
  if (size < 20) return axes;
  for (let i = 0; i < count && first + (i + 1) * size <= length; i++) {
    const axis = fvar + first + i * size;
    axes.push({
      tag: readTag(view, axis),
      min: view.getInt32(axis + 4) / 65536,
      default: view.getInt32(axis + 8) / 65536,
      max: view.getInt32(axis + 12) / 65536,
    });
  }
  return axes;
}

/** Name 6, Windows (UTF-16BE) before Macintosh (ASCII); only the characters that a PDF name may hold plainly. */
function readPostScriptName(sfnt: Sfnt): string {
  const { view } = sfnt;
  const name = offsetOf(sfnt, 'name', 6);
  if (name < 0) return '';
  const end = name + (sfnt.tables.get('name')?.length ?? 0);
  const count = view.getUint16(name + 2);
  const strings = name + view.getUint16(name + 4);
  let found = '';
  for (let i = 0; i < count && name + 6 + (i + 1) * 12 <= end; i++) {
    const record = name + 6 + i * 12;
    if (view.getUint16(record + 6) !== POSTSCRIPT_NAME) continue;
    const windows = view.getUint16(record) !== 1;
    const length = view.getUint16(record + 8);
    const start = strings + view.getUint16(record + 10);
    if (start + length > end) continue;
    let text = '';
    for (let k = windows ? 1 : 0; k < length; k += windows ? 2 : 1) {
      text += String.fromCharCode(view.getUint8(start + k));
    }
    text = text.replace(/[^A-Za-z0-9._+-]/g, '');
    if (text !== '' && (windows || found === '')) found = text;
  }
  return found;
}

/** Offset of a table with at least `bytes` bytes, -1 when there is none. */
function offsetOf(sfnt: Sfnt, tag: string, bytes: number): number {
  const table = sfnt.tables.get(tag);
  return table === undefined || table.length < bytes ? -1 : table.offset;
}
