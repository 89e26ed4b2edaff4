// WOFF 1.0 → sfnt (W3C “WOFF File Format 1.0”): each table is plain or one zlib stream.
import { inflateSync } from 'node:zlib';
import { FontFileError, readTag, writeHeader, writeRecord } from './sfnt.ts';

export const WOFF_SIGNATURE = 0x774f4646; // 'wOFF'
const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;
/** Larger than any text font; bounds what a small file can be made to inflate to. */
export const MAX_FONT_BYTES: number = 64 * 1024 * 1024;

/** Decodes a WOFF file. Throws FontFileError when it is damaged. */
export function decodeWoff(data: Uint8Array): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < HEADER_BYTES || view.getUint32(0) !== WOFF_SIGNATURE) {
    throw new FontFileError('the file is no WOFF font');
  }
  const flavor = view.getUint32(4);
  const count = view.getUint16(12);
  if (view.getUint32(8) > data.length) throw truncated();
  if (count === 0 || HEADER_BYTES + count * ENTRY_BYTES > data.length) throw truncated();

  let size = 12 + count * 16;
  for (let i = 0; i < count; i++) size += view.getUint32(HEADER_BYTES + i * ENTRY_BYTES + 12) + 3;
  if (size > MAX_FONT_BYTES) throw new FontFileError('the WOFF font is too large once unpacked');

  const out = new Uint8Array(size);
  const outView = new DataView(out.buffer);
  writeHeader(outView, flavor, count);
  let position = 12 + count * 16;
  for (let i = 0; i < count; i++) {
    const entry = HEADER_BYTES + i * ENTRY_BYTES;
    const tag = readTag(view, entry);
    const offset = view.getUint32(entry + 4);
    const packed = view.getUint32(entry + 8);
    const length = view.getUint32(entry + 12);
    if (offset + packed > data.length || packed > length) throw truncated();
    const bytes = data.subarray(offset, offset + packed);
    out.set(packed < length ? inflateTable(bytes, length, tag) : bytes, position);
    writeRecord(outView, i, tag, position, length);
    position += (length + 3) & ~3;
  }
  return out;
}

function inflateTable(bytes: Uint8Array, length: number, tag: string): Uint8Array {
  let table: Uint8Array;
  try {
    table = inflateSync(bytes, { maxOutputLength: length });
  } catch (cause) {
    throw new FontFileError(`table '${tag}' of the WOFF font is damaged`, HINT, { cause });
  }
  if (table.length !== length) throw new FontFileError(`table '${tag}' of the WOFF font is damaged`, HINT);
  return table;
}

const HINT = 'copy or download the file again';

function truncated(): FontFileError {
  return new FontFileError('the WOFF font is truncated', HINT);
}
