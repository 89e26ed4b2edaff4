// Bytes of a TrueType or OpenType file → its table directory, checked (OpenType 1.9, “Organization of an OpenType
// Font”). HarfBuzz takes truncated files without a word and shapes nonsense, so everything is checked before it.

export interface SfntTable {
  readonly tag: string;
  readonly offset: number;
  readonly length: number;
}

/** A font whose tables all lie inside `data`. */
export interface Sfnt {
  readonly data: Uint8Array;
  readonly view: DataView;
  readonly tables: ReadonlyMap<string, SfntTable>;
}

/** Why a font file cannot be used; becomes the diagnostic F002. */
export class FontFileError extends Error {
  override readonly name: string = 'FontFileError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

const SFNT_TRUETYPE = 0x00010000;
const SFNT_APPLE_TRUETYPE = 0x74727565; // 'true'
const SFNT_CFF = 0x4f54544f; // 'OTTO'
const SFNT_COLLECTION = 0x74746366; // 'ttcf'
/** No font in use has more; a directory is read in full before it is believed. */
const MAX_TABLES = 256;
const HEADER_BYTES = 12;
const RECORD_BYTES = 16;

/** Reads and checks the table directory; the first font of a collection. Throws FontFileError. */
export function readSfnt(data: Uint8Array): Sfnt {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < HEADER_BYTES) throw new FontFileError('the file is too short to be a font');
  let start = 0;
  if (view.getUint32(0) === SFNT_COLLECTION) {
    if (data.length < HEADER_BYTES + 4) throw new FontFileError('the font collection is truncated');
    start = view.getUint32(12);
    if (view.getUint32(start) === SFNT_COLLECTION) throw new FontFileError('the font collection is damaged');
    if (start + HEADER_BYTES > data.length) throw new FontFileError('the font collection is truncated');
    const tables = [...readDirectory(data, view, start).values()].map(({ tag, offset, length }) => ({
      tag,
      data: data.subarray(offset, offset + length),
    }));
    return readSfnt(buildSfnt(view.getUint32(start), tables));
  }
  const version = view.getUint32(0);
  if (version !== SFNT_TRUETYPE && version !== SFNT_CFF && version !== SFNT_APPLE_TRUETYPE) {
    throw new FontFileError('the file is not a font', 'use a .ttf, .otf, .woff or .woff2 file');
  }
  const sfnt = { data, view, tables: readDirectory(data, view, start) };
  checkTables(sfnt);
  return sfnt;
}

function readDirectory(data: Uint8Array, view: DataView, start: number): Map<string, SfntTable> {
  const count = view.getUint16(start + 4);
  if (count === 0 || count > MAX_TABLES) throw new FontFileError(`the font has ${count} tables`);
  if (start + HEADER_BYTES + count * RECORD_BYTES > data.length) {
    throw new FontFileError('the font is truncated in its table directory');
  }
  const tables = new Map<string, SfntTable>();
  for (let i = 0; i < count; i++) {
    const record = start + HEADER_BYTES + i * RECORD_BYTES;
    const tag = readTag(view, record);
    const offset = view.getUint32(record + 8);
    const length = view.getUint32(record + 12);
    if (offset + length > data.length) {
      throw new FontFileError(
        `the font is truncated: table '${tag}' ends at byte ${offset + length} of ${data.length}`,
        'copy or download the file again',
      );
    }
    tables.set(tag, { tag, offset, length });
  }
  return tables;
}

/** The tables without which nothing can be set, and the lengths that other tables promise. */
function checkTables({ view, tables }: Sfnt): void {
  const need = (tag: string, bytes: number): SfntTable => {
    const table = tables.get(tag);
    if (table === undefined) throw new FontFileError(`the font has no '${tag}' table`);
    if (table.length < bytes) throw new FontFileError(`table '${tag}' is too short`);
    return table;
  };
  const head = need('head', 54);
  const unitsPerEm = view.getUint16(head.offset + 18);
  if (unitsPerEm < 16 || unitsPerEm > 16384) throw new FontFileError(`${unitsPerEm} units per em`);
  const glyphs = view.getUint16(need('maxp', 6).offset + 4);
  if (glyphs === 0) throw new FontFileError('the font has no glyphs');
  const metrics = view.getUint16(need('hhea', 36).offset + 34);
  if (metrics === 0 || metrics > glyphs) throw new FontFileError(`${metrics} widths for ${glyphs} glyphs`);
  need('hmtx', metrics * 4);
  need('cmap', 4);
  if (tables.has('glyf')) {
    const long = view.getInt16(head.offset + 50) !== 0;
    need('loca', (glyphs + 1) * (long ? 4 : 2));
  } else if (!tables.has('CFF ') && !tables.has('CFF2')) {
    throw new FontFileError('the font has no outlines', 'bitmap-only fonts cannot be printed');
  }
}

/** The bytes of a table, undefined when the font has none. */
export function tableData(sfnt: Sfnt, tag: string): Uint8Array | undefined {
  const table = sfnt.tables.get(tag);
  return table === undefined ? undefined : sfnt.data.subarray(table.offset, table.offset + table.length);
}

export interface TableContent {
  readonly tag: string;
  readonly data: Uint8Array;
}

/** Writes a font file; the tables come out in the order of their tags. */
export function buildSfnt(version: number, tables: readonly TableContent[]): Uint8Array {
  const sorted = [...tables].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  let size = HEADER_BYTES + sorted.length * RECORD_BYTES;
  for (const { data } of sorted) size += (data.length + 3) & ~3;
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  writeHeader(view, version, sorted.length);
  let offset = HEADER_BYTES + sorted.length * RECORD_BYTES;
  for (const [index, { tag, data }] of sorted.entries()) {
    writeRecord(view, index, tag, offset, data.length);
    out.set(data, offset);
    offset += (data.length + 3) & ~3;
  }
  return out;
}

/** The twelve bytes before the directory. The search fields are of no use today but checked by some readers. */
export function writeHeader(view: DataView, version: number, count: number): void {
  const log = Math.floor(Math.log2(count));
  view.setUint32(0, version);
  view.setUint16(4, count);
  view.setUint16(6, 16 * 2 ** log);
  view.setUint16(8, log);
  view.setUint16(10, 16 * (count - 2 ** log));
}

/** One entry of the directory. Checksums are left at 0: no reader on the way checks them. */
export function writeRecord(
  view: DataView,
  index: number,
  tag: string,
  offset: number,
  length: number,
): void {
  const record = HEADER_BYTES + index * RECORD_BYTES;
  for (let i = 0; i < 4; i++) view.setUint8(record + i, tag.charCodeAt(i));
  view.setUint32(record + 8, offset);
  view.setUint32(record + 12, length);
}

/** Four letters: `glyf`. */
export function readTag(view: DataView, offset: number): string {
  return String.fromCharCode(
    view.getUint8(offset),
    view.getUint8(offset + 1),
    view.getUint8(offset + 2),
    view.getUint8(offset + 3),
  );
}
