// Tags → the bytes of an ICC profile of version 2.1 (ICC.1:1998-09), made from numbers, so that nobody's file has to be shipped.

/** White point of every profile connection space: X, Y, Z. */
export const D50 = [0.9642, 1, 0.8249] as const;
const HEADER_BYTES = 128;

/**
 * A profile with these tags, in this order; a tag that is named twice is there once. `kind`: class, colour space and connection
 * space, four letters each (6.1). The date is that of the standard's second printing, because there is no clock.
 */
export function iccProfile(kind: string, tags: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const offsets = new Map<Uint8Array, number>();
  let length = HEADER_BYTES + 4 + tags.length * 12;
  for (const [, bytes] of tags) {
    if (offsets.has(bytes)) continue;
    offsets.set(bytes, length);
    length += padded(bytes.length);
  }
  const profile = Buffer.alloc(length);
  writeHeader(profile, kind);
  profile.writeUInt32BE(tags.length, HEADER_BYTES);
  tags.forEach(([name, bytes], index) => {
    const at = HEADER_BYTES + 4 + index * 12;
    const offset = offsets.get(bytes) ?? 0;
    profile.write(name, at, 'latin1');
    profile.writeUInt32BE(offset, at + 4);
    profile.writeUInt32BE(bytes.length, at + 8);
    profile.set(bytes, offset);
  });
  return profile;
}

function writeHeader(profile: Buffer, kind: string): void {
  profile.writeUInt32BE(profile.length, 0);
  profile.writeUInt32BE(0x02100000, 8);
  profile.write(kind, 12, 'latin1');
  [1999, 10, 18].forEach((part, i) => profile.writeUInt16BE(part, 24 + 2 * i));
  profile.write('acsp', 36, 'latin1');
  profile.set(xyzTag(D50).subarray(8), 68);
}

/** A number with sixteen bits behind the point. */
function fixed(value: number): number {
  return Math.round(value * 65536);
}

/** 6.5.26. */
export function xyzTag(xyz: readonly number[]): Uint8Array {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 0, 'latin1');
  xyz.forEach((value, i) => tag.writeUInt32BE(fixed(value), 8 + 4 * i));
  return tag;
}

/** 6.5.22: ASCII. */
export function textTag(text: string): Uint8Array {
  const tag = Buffer.alloc(padded(8 + text.length + 1));
  tag.write('text', 0, 'latin1');
  tag.write(text, 8, 'latin1');
  return tag;
}

/** 6.5.16: the text in ASCII; no Unicode and no Macintosh text, whose fields stay empty. */
export function descriptionTag(text: string): Uint8Array {
  const count = text.length + 1;
  const tag = Buffer.alloc(padded(12 + count + 8 + 3 + 67));
  tag.write('desc', 0, 'latin1');
  tag.writeUInt32BE(count, 8);
  tag.write(text, 12, 'latin1');
  return tag;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
