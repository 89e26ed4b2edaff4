// sRGB (IEC 61966-2-1) as an ICC profile of version 2.1 (ICC.1:1998-09): three primaries and one curve, 1,036 bytes made from
// the formulas of the standard, so that nobody's file has to be shipped. It says what RGB means in the web edition.

import { D50, descriptionTag, iccProfile, textTag, xyzTag } from './icc-file.ts';

/** Primaries of sRGB adapted to D50 (Bradford): X, Y, Z. */
const RED = [0.43607, 0.22249, 0.01392] as const;
const GREEN = [0.38515, 0.71687, 0.09708] as const;
const BLUE = [0.14307, 0.06061, 0.7141] as const;
/** Entries of the curve: one for each value of a byte. */
const CURVE_ENTRIES = 256;

/** The bytes of the profile; the same ones every time. */
export function srgbProfile(): Uint8Array {
  const curve = curveTag();
  return iccProfile('mntrRGB XYZ ', [
    ['desc', descriptionTag('sRGB')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(D50)],
    ['rXYZ', xyzTag(RED)],
    ['gXYZ', xyzTag(GREEN)],
    ['bXYZ', xyzTag(BLUE)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
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
