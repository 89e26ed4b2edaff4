// A TrueType font of three glyphs (.notdef, a square, a triangle), 1000 units per em, table by table as the OpenType specification
// has them.

const ADVANCE = 600;

interface Table {
  readonly tag: string;
  readonly bytes: Buffer;
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, index * 2);
  return bytes;
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}

/** A simple glyph of one contour with points on the curve. */
function glyph(points: readonly (readonly [number, number])[]): Buffer {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const deltas = (values: readonly number[]): number[] =>
    values.map((value, index) => value - (values[index - 1] ?? 0));
  const bytes = Buffer.concat([
    u16(1, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)),
    u16(points.length - 1, 0),
    Buffer.alloc(points.length, 1),
    u16(...deltas(xs)),
    u16(...deltas(ys)),
  ]);
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** The font's bytes; glyph 1 is “a”, glyph 2 “b”. */
export function twoLetterFont(): Uint8Array {
  const glyphs = [
    glyph([[50, 0], [50, 800], [550, 800], [550, 0]]), // prettier-ignore
    glyph([[100, 0], [100, 500], [500, 500], [500, 0]]), // prettier-ignore
    glyph([[50, 0], [300, 700], [550, 0]]), // prettier-ignore
  ];
  const offsets = [0];
  for (const each of glyphs) offsets.push((offsets.at(-1) ?? 0) + each.length);
  // Format 4: one segment for a and b, one that ends the table.
  const map = u16(4, 32, 0, 4, 4, 1, 0, 0x62, 0xffff, 0, 0x61, 0xffff, 1 - 0x61, 1, 0, 0);
  const tables: Table[] = [
    { tag: 'cmap', bytes: Buffer.concat([u16(0, 1, 3, 1), u32(12), map]) },
    { tag: 'glyf', bytes: Buffer.concat(glyphs) },
    { tag: 'head', bytes: Buffer.concat([u32(0x10000, 0x10000, 0, 0x5f0f3cf5), u16(0, 1000), u32(0, 0, 0, 0), u16(0, 0, 600, 800, 0, 8, 2, 1, 0)]) }, // prettier-ignore
    { tag: 'hhea', bytes: Buffer.concat([u32(0x10000), u16(800, -200, 0, ADVANCE, 0, 0, 600, 1, 0, 0, 0, 0, 0, 0, 3)]) }, // prettier-ignore
    { tag: 'hmtx', bytes: u16(ADVANCE, 50, ADVANCE, 100, ADVANCE, 50) },
    { tag: 'loca', bytes: u32(...offsets) },
    { tag: 'maxp', bytes: Buffer.concat([u32(0x10000), u16(3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)]) },
    { tag: 'post', bytes: Buffer.concat([u32(0x30000, 0), u16(0, 0), u32(0, 0, 0, 0, 0)]) },
  ];
  return assemble(tables);
}

function assemble(tables: readonly Table[]): Uint8Array {
  const directory: Buffer[] = [Buffer.concat([u32(0x10000), u16(tables.length, 128, 3, tables.length * 16 - 128)])]; // prettier-ignore
  const bodies: Buffer[] = [];
  let offset = 12 + tables.length * 16;
  for (const { tag, bytes } of tables) {
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    let sum = 0;
    for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
    directory.push(Buffer.concat([Buffer.from(tag, 'latin1'), u32(sum, offset, bytes.length)]));
    bodies.push(padded);
    offset += padded.length;
  }
  return Uint8Array.from(Buffer.concat([...directory, ...bodies]));
}
