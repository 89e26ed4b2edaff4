// sRGB (IEC 61966-2-1) as an ICC profile of version 2.1 (ICC.1:1998-09): three primaries and one curve, 1,036 bytes made from
// the formulas of the standard, so that nobody's file has to be shipped. It says what RGB means in the web edition.

/** Primaries of sRGB adapted to D50 (Bradford), and the white point D50: X, Y, Z. */
const RED = [0.43607, 0.22249, 0.01392] as const;
const GREEN = [0.38515, 0.71687, 0.09708] as const;
const BLUE = [0.14307, 0.06061, 0.7141] as const;
const D50 = [0.9642, 1, 0.8249] as const;
/** Entries of the curve: one for each value of a byte. */
const CURVE_ENTRIES = 256;
const HEADER_BYTES = 128;

/** The bytes of the profile; the same ones every time. */
export function srgbProfile(): Uint8Array {
  const curve = curveTag();
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', descriptionTag('sRGB')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(D50)],
    ['rXYZ', xyzTag(RED)],
    ['gXYZ', xyzTag(GREEN)],
    ['bXYZ', xyzTag(BLUE)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const offsets = new Map<Uint8Array, number>();
  let length = HEADER_BYTES + 4 + tags.length * 12;
  for (const [, bytes] of tags) {
    if (offsets.has(bytes)) continue;
    offsets.set(bytes, length);
    length += bytes.length;
  }
  const profile = Buffer.alloc(length);
  writeHeader(profile);
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

/** ICC.1:1998-09, 6.1; the date is that of the standard's second printing, because there is no clock. */
function writeHeader(profile: Buffer): void {
  profile.writeUInt32BE(profile.length, 0);
  profile.writeUInt32BE(0x02100000, 8);
  profile.write('mntrRGB XYZ ', 12, 'latin1');
  [1999, 10, 18].forEach((part, i) => profile.writeUInt16BE(part, 24 + 2 * i));
  profile.write('acsp', 36, 'latin1');
  profile.set(xyzTag(D50).subarray(8), 68);
}

/** A number with sixteen bits behind the point. */
function fixed(value: number): number {
  return Math.round(value * 65536);
}

function xyzTag(xyz: readonly number[]): Uint8Array {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 0, 'latin1');
  xyz.forEach((value, i) => tag.writeUInt32BE(fixed(value), 8 + 4 * i));
  return tag;
}

function curveTag(): Uint8Array {
  const tag = Buffer.alloc(12 + 2 * CURVE_ENTRIES);
  tag.write('curv', 0, 'latin1');
  tag.writeUInt32BE(CURVE_ENTRIES, 8);
  for (let i = 0; i < CURVE_ENTRIES; i++)
    tag.writeUInt16BE(Math.round(linear(i / (CURVE_ENTRIES - 1)) * 65535), 12 + 2 * i);
  return tag;
}

/** Light of a channel's value (IEC 61966-2-1, 5.2). */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function textTag(text: string): Uint8Array {
  const tag = Buffer.alloc(padded(8 + text.length + 1));
  tag.write('text', 0, 'latin1');
  tag.write(text, 8, 'latin1');
  return tag;
}

/** 6.5.16: the text in ASCII; no Unicode and no Macintosh text, whose fields stay empty. */
function descriptionTag(text: string): Uint8Array {
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
