// The stream of a mesh gradient (ISO 32000-1, 8.7.4.5.5 to 8.7.4.5.8) → the colours of its corners. Between corners colours only
// mix, so that these are the extremes.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';

const MAX_BYTES = 32 * 1024 * 1024;
/** Patches and corners that are read of one mesh. */
const MAX_RECORDS = 500_000;

interface MeshForm {
  readonly flagBits: number;
  readonly coordinateBits: number;
  readonly componentBits: number;
  /** Low and high value of each component. */
  readonly ranges: readonly (readonly [low: number, high: number])[];
}

/** Colours of `components` values each, one after the other; null when the data cannot be read. */
export function meshColors(
  value: PDFObject | null,
  components: number,
  objects: PdfObjects,
): readonly (readonly number[])[] | null {
  const stream = objects.stream(value);
  const dict = objects.dict(value);
  if (stream === null || dict === null) return null;
  const type = objects.number(objects.get(dict, 'ShadingType')) ?? 0;
  const form = formOf(dict, components, objects);
  const { data } = decodeStream(stream, objects, MAX_BYTES);
  if (form === null || data === null || type < 4 || type > 7) return null;
  const colors: number[][] = [];
  const end = data.length * 8;
  let bit = 0;
  const read = (bits: number): number => {
    let found = 0;
    for (let left = bits; left > 0;) {
      const taken = Math.min(left, 8 - (bit & 7));
      const byte = data[bit >> 3] ?? 0;
      found = found * 2 ** taken + ((byte >> (8 - (bit & 7) - taken)) & ((1 << taken) - 1));
      bit += taken;
      left -= taken;
    }
    return found;
  };
  for (let record = 0; record < MAX_RECORDS && bit < end; record++) {
    const flag = type === 5 ? 0 : read(form.flagBits) & 3;
    const [points, corners] = RECORDS[type]?.[flag === 0 ? 0 : 1] ?? [1, 1];
    // An incomplete record at the end is padding.
    if (bit + points * 2 * form.coordinateBits + corners * components * form.componentBits > end) break;
    bit += points * 2 * form.coordinateBits;
    for (let corner = 0; corner < corners; corner++) {
      colors.push(form.ranges.map(([low, high]) => low + (read(form.componentBits) * (high - low)) / (2 ** form.componentBits - 1))); // prettier-ignore
    }
    if (type === 4) bit = Math.ceil(bit / 8) * 8;
  }
  return colors;
}

/** Points and colours of a record of each type: of one that begins anew, and of one that goes on from the last. */
const RECORDS: Readonly<Record<number, readonly (readonly [points: number, corners: number])[]>> = {
  4: [[1, 1], [1, 1]],
  5: [[1, 1], [1, 1]],
  6: [[12, 4], [8, 2]],
  7: [[16, 4], [12, 2]],
}; // prettier-ignore

function formOf(dict: PDFDict, components: number, objects: PdfObjects): MeshForm | null {
  const bits = (key: string, allowed: readonly number[]): number | null => {
    const found = objects.number(objects.get(dict, key));
    return found !== null && allowed.includes(found) ? found : null;
  };
  const coordinateBits = bits('BitsPerCoordinate', [1, 2, 4, 8, 12, 16, 24, 32]);
  const componentBits = bits('BitsPerComponent', [1, 2, 4, 8, 12, 16]);
  const decode = objects.numbers(objects.get(dict, 'Decode'), 4 + components * 2);
  if (coordinateBits === null || componentBits === null || decode === null) return null;
  const ranges = Array.from({ length: components }, (_, index) => [decode[4 + index * 2] ?? 0, decode[5 + index * 2] ?? 1] as const); // prettier-ignore
  return { flagBits: bits('BitsPerFlag', [2, 4, 8]) ?? 8, coordinateBits, componentBits, ranges };
}
