// WOFF 2.0 → sfnt (W3C “WOFF File Format 2.0”): one Brotli stream of all tables, glyf, loca and hmtx transformed.
// Of a collection the first font is taken.
import { brotliDecompressSync } from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import { buildSfnt, FontFileError, type TableContent } from './sfnt.ts';
import { MAX_FONT_BYTES } from './woff.ts';
import { rebuildGlyphs, rebuildHorizontalMetrics } from './woff2-transforms.ts';

export const WOFF2_SIGNATURE = 0x774f4632; // 'wOF2'
const COLLECTION = 0x74746366; // 'ttcf'
const HEADER_BYTES = 48;
/** 4.1: the tags that a directory entry may name by number; 63 means that the tag follows. */
const KNOWN_TAGS: readonly string[] = [
  'cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca', 'prep', 'CFF ',
  'VORG', 'EBDT', 'EBLC', 'gasp', 'hdmx', 'kern', 'LTSH', 'PCLT', 'VDMX', 'vhea', 'vmtx', 'BASE', 'GDEF', 'GPOS',
  'GSUB', 'EBSC', 'JSTF', 'MATH', 'CBDT', 'CBLC', 'COLR', 'CPAL', 'SVG ', 'sbix', 'acnt', 'avar', 'bdat', 'bloc',
  'bsln', 'cvar', 'fdsc', 'feat', 'fmtx', 'fvar', 'gvar', 'hsty', 'just', 'lcar', 'mort', 'morx', 'opbd', 'prop',
  'trak', 'Zapf', 'Silf', 'Glat', 'Gloc', 'Feat', 'Sill',
]; // prettier-ignore

interface Entry {
  readonly tag: string;
  readonly transformed: boolean;
  /** Within the unpacked stream. */
  readonly offset: number;
  readonly length: number;
}

/** Decodes a WOFF2 file. Throws FontFileError or RangeError when it is damaged. */
export function decodeWoff2(data: Uint8Array): Uint8Array {
  const reader = new ByteReader(data);
  if (data.length < HEADER_BYTES || reader.u32() !== WOFF2_SIGNATURE) {
    throw new FontFileError('the file is no WOFF2 font');
  }
  let flavor = reader.u32();
  if (reader.u32() > data.length) throw new FontFileError('the WOFF2 font is truncated', HINT);
  const count = reader.u16();
  reader.position = 20;
  const packedSize = reader.u32();
  reader.position = HEADER_BYTES;

  const { entries, size } = readEntries(reader, count);
  if (size > MAX_FONT_BYTES) throw new FontFileError('the WOFF2 font is too large once unpacked');
  let chosen = entries;
  if (flavor === COLLECTION) {
    const first = readFirstFont(reader);
    flavor = first.flavor;
    chosen = first.indices.map((index) => {
      const entry = entries[index];
      if (entry === undefined)
        throw new RangeError('a font of the collection names a table that is not there');
      return entry;
    });
  }
  const stream = unpack(reader.bytes(packedSize), size);
  return buildSfnt(flavor, restoreTables(chosen, stream));
}

const HINT = 'copy or download the file again';

/** 4.1: the table directory. */
function readEntries(reader: ByteReader, count: number): { entries: Entry[]; size: number } {
  const entries: Entry[] = [];
  let size = 0;
  for (let i = 0; i < count; i++) {
    const flags = reader.u8();
    const known = KNOWN_TAGS[flags & 0x3f];
    const tag = known ?? String.fromCharCode(...reader.bytes(4));
    const version = flags >> 6;
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    if (transformed && !['glyf', 'loca', 'hmtx'].includes(tag)) {
      throw new FontFileError(`table '${tag}' has an unknown transformation`);
    }
    const original = reader.base128();
    const length = transformed ? reader.base128() : original;
    entries.push({ tag, transformed, offset: size, length });
    size += length;
  }
  return { entries, size };
}

/** 4.2: the collection header. */
function readFirstFont(reader: ByteReader): { flavor: number; indices: number[] } {
  reader.u32();
  const fonts = reader.packedU16();
  let first: { flavor: number; indices: number[] } | undefined;
  for (let i = 0; i < fonts; i++) {
    const count = reader.packedU16();
    const flavor = reader.u32();
    const indices = Array.from({ length: count }, () => reader.packedU16());
    first ??= { flavor, indices };
  }
  if (first === undefined) throw new FontFileError('the font collection is empty');
  return first;
}

function unpack(packed: Uint8Array, size: number): Uint8Array {
  let stream: Uint8Array;
  try {
    stream = brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new FontFileError('the WOFF2 font is damaged', HINT, { cause });
  }
  if (stream.length !== size) throw new FontFileError('the WOFF2 font is damaged', HINT);
  return stream;
}

/** 5: undoes the transformations. */
function restoreTables(entries: readonly Entry[], stream: Uint8Array): TableContent[] {
  const plain = new Map<string, Uint8Array>();
  const transformed = new Map<string, Uint8Array>();
  for (const { tag, transformed: changed, offset, length } of entries) {
    (changed ? transformed : plain).set(tag, stream.subarray(offset, offset + length));
  }
  const glyf = transformed.get('glyf');
  if (glyf !== undefined) {
    const glyphs = rebuildGlyphs(glyf);
    plain.set('glyf', glyphs.glyf);
    plain.set('loca', glyphs.loca);
    const hmtx = transformed.get('hmtx');
    const hhea = plain.get('hhea');
    if (hmtx !== undefined && hhea !== undefined) {
      plain.set('hmtx', rebuildHorizontalMetrics(hmtx, new ByteReader(hhea, 34).u16(), glyphs.xMin));
    }
  } else if (transformed.size > 0) {
    throw new FontFileError('a transformed table stands without its glyphs');
  }
  return [...plain].map(([tag, data]) => ({ tag, data }));
}
