// The transformed glyf and hmtx tables of WOFF 2.0 → glyf, loca and hmtx (W3C “WOFF File Format 2.0”, 5.1 and 5.4).
import { ByteReader } from './byte-reader.ts';

export interface RebuiltGlyphs {
  readonly glyf: Uint8Array;
  readonly loca: Uint8Array;
  /** Left edge of each glyph, 0 for empty ones: hmtx may leave it out. */
  readonly xMin: Int16Array;
}

/** glyf flags of simple glyphs (OpenType 1.9, 'glyf'). */
const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
const X_SAME_OR_POSITIVE = 0x10;
const Y_SAME_OR_POSITIVE = 0x20;
const OVERLAP_SIMPLE = 0x40;
/** … and of composite ones. */
const ARGS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_TWO_BY_TWO = 0x0080;
const HAS_INSTRUCTIONS = 0x0100;
const HAS_OVERLAP_BITMAP = 0x0001;

/** The seven streams of 5.1, each read from its start to its end. */
interface Streams {
  readonly contours: ByteReader;
  readonly points: ByteReader;
  readonly flags: ByteReader;
  readonly glyphs: ByteReader;
  readonly composites: ByteReader;
  readonly boxBitmap: Uint8Array;
  readonly boxes: ByteReader;
  readonly instructions: ByteReader;
  readonly overlap: Uint8Array | undefined;
}

export function rebuildGlyphs(table: Uint8Array): RebuiltGlyphs {
  const header = new ByteReader(table);
  header.u16();
  const options = header.u16();
  const count = header.u16();
  const longOffsets = header.u16() !== 0;
  const sizes = Array.from({ length: 7 }, () => header.u32());
  const streams = cutStreams(table, header.position, sizes, {
    count,
    hasOverlap: (options & HAS_OVERLAP_BITMAP) !== 0,
  });

  const out = new GlyphWriter(table.length * 2);
  const xMin = new Int16Array(count);
  const loca = new Uint8Array((count + 1) * (longOffsets ? 4 : 2));
  const locaView = new DataView(loca.buffer);
  const setOffset = (glyph: number): void => {
    if (longOffsets) locaView.setUint32(glyph * 4, out.length);
    else if (out.length / 2 > 0xffff)
      throw new RangeError('the glyphs are longer than their offsets can say');
    else locaView.setUint16(glyph * 2, out.length / 2);
  };
  for (let glyph = 0; glyph < count; glyph++) {
    setOffset(glyph);
    const contours = streams.contours.i16();
    const box = bit(streams.boxBitmap, glyph) ? streams.boxes.bytes(8) : undefined;
    if (contours === 0) {
      if (box !== undefined) throw new RangeError('an empty glyph has a bounding box');
      continue;
    }
    const start = out.length;
    if (contours > 0) {
      writeSimpleGlyph(out, streams, contours, {
        box,
        overlaps: streams.overlap !== undefined && bit(streams.overlap, glyph),
      });
    } else {
      if (box === undefined) throw new RangeError('a composite glyph has no bounding box');
      writeCompositeGlyph(out, streams, box);
    }
    xMin[glyph] = out.i16At(start + 2);
    out.pad();
  }
  setOffset(count);
  return { glyf: out.take(), loca, xMin };
}

function cutStreams(
  table: Uint8Array,
  start: number,
  sizes: readonly number[],
  { count, hasOverlap }: { readonly count: number; readonly hasOverlap: boolean },
): Streams {
  let position = start;
  const next = (size = 0): ByteReader => {
    const reader = new ByteReader(table, position, position + size);
    position += size;
    return reader;
  };
  const [contours, points, flags, glyphs, composites, boxes, instructions] = sizes;
  const streams = {
    contours: next(contours),
    points: next(points),
    flags: next(flags),
    glyphs: next(glyphs),
    composites: next(composites),
    boxes: next(boxes),
    instructions: next(instructions),
  };
  return {
    ...streams,
    boxBitmap: streams.boxes.bytes(4 * ((count + 31) >> 5)),
    overlap: hasOverlap ? next((count + 7) >> 3).bytes((count + 7) >> 3) : undefined,
  };
}

/** 5.2 and 5.3: points come as triplets of flag and deltas; the box is computed unless it is given. */
function writeSimpleGlyph(
  out: GlyphWriter,
  streams: Streams,
  contours: number,
  { box, overlaps }: { readonly box: Uint8Array | undefined; readonly overlaps: boolean },
): void {
  const start = out.length;
  out.u16(contours);
  out.zeros(8);
  let points = 0;
  for (let i = 0; i < contours; i++) {
    points += streams.points.packedU16();
    if (points === 0 || points > 0xffff) throw new RangeError('a glyph has too many or no points');
    out.u16(points - 1);
  }
  const dx = new Int32Array(points);
  const dy = new Int32Array(points);
  const onCurve = new Uint8Array(points);
  let [x, y, left, bottom, right, top] = [0, 0, Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points; i++) {
    const flag = streams.flags.u8();
    onCurve[i] = flag >> 7 === 0 ? ON_CURVE : 0;
    readTriplet(flag & 0x7f, streams.glyphs, dx, dy, i);
    x += dx[i] ?? 0;
    y += dy[i] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  if (box === undefined) out.i16sAt(start + 2, [left, bottom, right, top]);
  else out.bytesAt(start + 2, box);

  const instructions = streams.glyphs.packedU16();
  out.u16(instructions);
  out.bytes(streams.instructions.bytes(instructions));
  if (overlaps) onCurve[0] = (onCurve[0] ?? 0) | OVERLAP_SIMPLE;
  writePoints(out, onCurve, dx, dy);
}

/** 5.2, the table of triplet encodings. */
function readTriplet(flag: number, from: ByteReader, dx: Int32Array, dy: Int32Array, at: number): void {
  const sign = (bits: number, value: number): number => ((bits & 1) === 0 ? -value : value);
  if (flag < 10) {
    dy[at] = sign(flag, ((flag & 14) << 7) + from.u8());
  } else if (flag < 20) {
    dx[at] = sign(flag, (((flag - 10) & 14) << 7) + from.u8());
  } else if (flag < 84) {
    const high = flag - 20;
    const low = from.u8();
    dx[at] = sign(flag, 1 + (high & 0x30) + (low >> 4));
    dy[at] = sign(flag >> 1, 1 + ((high & 0x0c) << 2) + (low & 0x0f));
  } else if (flag < 120) {
    const high = flag - 84;
    dx[at] = sign(flag, 1 + (Math.floor(high / 12) << 8) + from.u8());
    dy[at] = sign(flag >> 1, 1 + (((high % 12) >> 2) << 8) + from.u8());
  } else if (flag < 124) {
    const first = from.u8();
    const second = from.u8();
    dx[at] = sign(flag, (first << 4) + (second >> 4));
    dy[at] = sign(flag >> 1, ((second & 0x0f) << 8) + from.u8());
  } else {
    dx[at] = sign(flag, from.u16());
    dy[at] = sign(flag >> 1, from.u16());
  }
}

/** The flag, x and y arrays of a simple glyph, packed as OpenType allows. */
function writePoints(out: GlyphWriter, onCurve: Uint8Array, dx: Int32Array, dy: Int32Array): void {
  const points = onCurve.length;
  const flags = new Uint8Array(points);
  for (let i = 0; i < points; i++) {
    flags[i] =
      (onCurve[i] ?? 0) |
      deltaFlags(dx[i] ?? 0, X_SHORT, X_SAME_OR_POSITIVE) |
      deltaFlags(dy[i] ?? 0, Y_SHORT, Y_SAME_OR_POSITIVE);
  }
  for (let i = 0; i < points;) {
    const flag = flags[i] ?? 0;
    let run = 1;
    while (run < 256 && i + run < points && flags[i + run] === flag) run++;
    if (run > 1) {
      out.u8(flag | REPEAT);
      out.u8(run - 1);
    } else {
      out.u8(flag);
    }
    i += run;
  }
  for (let i = 0; i < points; i++) writeDelta(out, dx[i] ?? 0);
  for (let i = 0; i < points; i++) writeDelta(out, dy[i] ?? 0);
}

function deltaFlags(delta: number, short: number, sameOrPositive: number): number {
  if (delta === 0) return sameOrPositive;
  if (delta > -256 && delta < 256) return delta > 0 ? short | sameOrPositive : short;
  return 0;
}

function writeDelta(out: GlyphWriter, delta: number): void {
  if (delta === 0) return;
  if (delta > -256 && delta < 256) out.u8(Math.abs(delta));
  else out.u16(delta & 0xffff);
}

/** 5.1: component records stand as they are, their instructions elsewhere. */
function writeCompositeGlyph(out: GlyphWriter, streams: Streams, box: Uint8Array): void {
  const { composites } = streams;
  out.u16(0xffff);
  out.bytes(box);
  let flags: number;
  let hasInstructions = false;
  do {
    flags = composites.u16();
    hasInstructions ||= (flags & HAS_INSTRUCTIONS) !== 0;
    out.u16(flags);
    let rest = 2 + ((flags & ARGS_ARE_WORDS) === 0 ? 2 : 4);
    if ((flags & HAS_SCALE) !== 0) rest += 2;
    else if ((flags & HAS_XY_SCALE) !== 0) rest += 4;
    else if ((flags & HAS_TWO_BY_TWO) !== 0) rest += 8;
    out.bytes(composites.bytes(rest));
  } while ((flags & MORE_COMPONENTS) !== 0);
  if (!hasInstructions) return;
  const length = streams.glyphs.packedU16();
  out.u16(length);
  out.bytes(streams.instructions.bytes(length));
}

/** 5.4: bearings that equal the glyph's left edge are left out. */
export function rebuildHorizontalMetrics(table: Uint8Array, metrics: number, xMin: Int16Array): Uint8Array {
  const reader = new ByteReader(table);
  const glyphs = xMin.length;
  if (metrics === 0 || metrics > glyphs) throw new RangeError('more widths than glyphs');
  const flags = reader.u8();
  const advances = Array.from({ length: metrics }, () => reader.u16());
  const out = new DataView(new ArrayBuffer(metrics * 4 + (glyphs - metrics) * 2));
  for (let i = 0; i < glyphs; i++) {
    const absent = (flags & (i < metrics ? 1 : 2)) !== 0;
    const bearing = absent ? (xMin[i] ?? 0) : reader.i16();
    if (i < metrics) {
      out.setUint16(i * 4, advances[i] ?? 0);
      out.setInt16(i * 4 + 2, bearing);
    } else {
      out.setInt16(metrics * 4 + (i - metrics) * 2, bearing);
    }
  }
  return new Uint8Array(out.buffer);
}

function bit(bitmap: Uint8Array, index: number): boolean {
  return ((bitmap[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

/** A growing byte array, big-endian. */
class GlyphWriter {
  length = 0;
  #data: Uint8Array;

  constructor(capacity: number) {
    this.#data = new Uint8Array(Math.max(64, capacity));
  }

  u8(value: number): void {
    this.#reserve(1);
    this.#data[this.length++] = value;
  }

  u16(value: number): void {
    this.u8(value >> 8);
    this.u8(value & 0xff);
  }

  zeros(count: number): void {
    this.#reserve(count);
    this.length += count;
  }

  bytes(values: Uint8Array): void {
    this.#reserve(values.length);
    this.#data.set(values, this.length);
    this.length += values.length;
  }

  bytesAt(position: number, values: Uint8Array): void {
    this.#data.set(values, position);
  }

  i16sAt(position: number, values: readonly number[]): void {
    for (const [index, value] of values.entries()) {
      this.#data[position + index * 2] = (value >> 8) & 0xff;
      this.#data[position + index * 2 + 1] = value & 0xff;
    }
  }

  i16At(position: number): number {
    return (((this.#data[position] ?? 0) << 24) >> 16) | (this.#data[position + 1] ?? 0);
  }

  /** Glyphs begin at multiples of four. */
  pad(): void {
    this.zeros(-this.length & 3);
  }

  take(): Uint8Array {
    return this.#data.slice(0, this.length);
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#data.length) return;
    const grown = new Uint8Array((this.length + count) * 2);
    grown.set(this.#data.subarray(0, this.length));
    this.#data = grown;
  }
}
