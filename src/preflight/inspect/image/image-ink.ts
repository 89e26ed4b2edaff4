// Samples of an image (ISO 32000-1, 8.9.5) → the greatest sum of inks that any pixel has, in percent.
import type { ColorSpace } from '../color/color-spaces.ts';

export interface ImageSamples {
  readonly width: number;
  readonly height: number;
  /** 1, 2, 4, 8 or 16; rows begin on a byte. */
  readonly bits: number;
  readonly data: Uint8Array;
  /** Null: the usual one. */
  readonly decode: readonly number[] | null;
}

/** The greatest sum; null when the space is not one of inks, or data are missing. */
export function greatestInk(samples: ImageSamples, space: ColorSpace): number | null {
  const { width, height, bits, data } = samples;
  const { components } = space;
  const row = Math.ceil((width * components * bits) / 8);
  if (components === 0 || data.length === 0) return null;
  const tables = inkTables(samples, space);
  if (tables === null) return null;
  // Rows that are missing at the end are not painted as anything known: they are left out.
  const rows = Math.min(height, Math.floor((data.length + row - 1) / row));
  if (bits === 8) return greatestOfBytes(data.subarray(0, Math.min(data.length, rows * row)), tables);
  let greatest = 0;
  for (let y = 0; y < rows; y++) {
    let bit = y * row * 8;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const table of tables) {
        // Of 16 bits the upper byte is enough: 0.4 % of one ink.
        const byte = data[bit >> 3] ?? 0;
        const value = bits === 16 ? byte : (byte >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
        sum += table[value] ?? 0;
        bit += bits;
      }
      if (sum > greatest) greatest = sum;
    }
  }
  return greatest;
}

function greatestOfBytes(data: Uint8Array, tables: readonly Float32Array[]): number {
  const [first, second, third, fourth] = tables;
  let greatest = 0;
  if (
    tables.length === 4 &&
    first !== undefined &&
    second !== undefined &&
    third !== undefined &&
    fourth !== undefined
  ) {
    for (let at = 0; at + 3 < data.length; at += 4) {
      const sum = (first[data[at] ?? 0] ?? 0) + (second[data[at + 1] ?? 0] ?? 0) + (third[data[at + 2] ?? 0] ?? 0) + (fourth[data[at + 3] ?? 0] ?? 0); // prettier-ignore
      if (sum > greatest) greatest = sum;
    }
    return greatest;
  }
  const count = tables.length;
  for (let at = 0; at + count <= data.length; at += count) {
    let sum = 0;
    for (let index = 0; index < count; index++) sum += tables[index]?.[data[at + index] ?? 0] ?? 0;
    if (sum > greatest) greatest = sum;
  }
  return greatest;
}

/** Percent of ink by sample value, for each component. */
function inkTables({ bits, decode }: ImageSamples, space: ColorSpace): readonly Float32Array[] | null {
  const count = bits === 16 ? 256 : 2 ** bits;
  const highest = count - 1;
  if (space.indexed !== null) {
    const sums = indexedSums(space);
    if (sums === null) return null;
    const [low, high] = [decode?.[0] ?? 0, decode?.[1] ?? highest];
    return [Float32Array.from({ length: count }, (_, value) => {
      const index = Math.round(low + (value * (high - low)) / highest);
      return sums[Math.max(0, Math.min(sums.length - 1, index))] ?? 0;
    })]; // prettier-ignore
  }
  if (space.plates === null) return null;
  return space.plates.map((plate, component) => {
    const [low, high] = [decode?.[component * 2] ?? 0, decode?.[component * 2 + 1] ?? 1];
    return Float32Array.from({ length: count }, (_, value) => {
      const tint = Math.max(0, Math.min(1, low + (value * (high - low)) / highest));
      return plate === 'None' ? 0 : (space.inverted ? 1 - tint : tint) * 100;
    });
  });
}

/** Sum of inks of each colour of the table. */
function indexedSums(space: ColorSpace): readonly number[] | null {
  const indexed = space.indexed;
  if (indexed === null || indexed.base.plates === null || indexed.base.indexed !== null) return null;
  const { base, highest, table } = indexed;
  return Array.from({ length: highest + 1 }, (_, index) => {
    let sum = 0;
    for (const [component, plate] of (base.plates ?? []).entries()) {
      const tint = (table[index * base.components + component] ?? 0) / 255;
      if (plate !== 'None') sum += (base.inverted ? 1 - tint : tint) * 100;
    }
    return sum;
  });
}
