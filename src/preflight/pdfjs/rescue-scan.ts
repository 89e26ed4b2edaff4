// Bytes of a PDF → the objects in them that are complete, without any list of where they are: those between `obj` and `endobj`, and
// those in object streams.
import { inflateSync } from 'node:zlib';

/** An object of which nothing is missing. */
export interface FoundObject {
  /** Where it begins in the file; null in an object stream. */
  readonly offset: number | null;
  /** Its text, one unit a byte; null for streams, of which nobody asks more. */
  readonly text: string | null;
}

const MAX_OBJECTS = 1_000_000;
/** Bytes that one object stream may unpack to, and all of them. */
const MAX_UNPACKED = 64 * 1024 * 1024;
/** An object number has at most 7 digits (Annex C). */
const BEGIN = /(?<!\d)(\d{1,7})[ \t\r\n\f\0]+\d{1,5}[ \t\r\n\f\0]+obj\b/g;
/** What comes first: the data of a stream, or the end of the object. */
const STREAM_OR_END = /\bstream\r?\n|\bendobj\b/g;

/** By number, in the order of the file; of an object that is there twice the last. */
export function scanObjects(bytes: Uint8Array): ReadonlyMap<number, FoundObject> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const objects = new Map<number, FoundObject>();
  const packed: { readonly head: string; readonly from: number; readonly to: number }[] = [];
  const begin = new RegExp(BEGIN);
  const next = new RegExp(STREAM_OR_END);
  for (let match = begin.exec(file); match !== null && objects.size < MAX_OBJECTS; match = begin.exec(file)) {
    next.lastIndex = begin.lastIndex;
    const stop = next.exec(file);
    if (stop === null) break;
    const head = file.slice(begin.lastIndex, stop.index).trim();
    const number = Number(match[1]);
    let end = next.lastIndex;
    const isStream = stop[0] !== 'endobj';
    if (isStream) {
      const from = end;
      const to = file.indexOf('endstream', from);
      if (to < 0) break;
      end = to + 'endstream'.length;
      if (/\/Type\s*\/ObjStm\b/.test(head)) packed.push({ head, from, to });
    }
    objects.delete(number);
    objects.set(number, { offset: match.index, text: isStream ? null : head });
    begin.lastIndex = end;
  }
  let room = MAX_UNPACKED;
  for (const { head, from, to } of packed) {
    const text = unpacked(head, bytes.subarray(from, to), room);
    room -= text.length;
    for (const [number, object] of objectsIn(head, text)) if (!objects.has(number)) objects.set(number, { offset: null, text: object }); // prettier-ignore
  }
  return objects;
}

/** '' for what cannot be unpacked: filters other than Flate, damaged data. */
function unpacked(head: string, data: Uint8Array, room: number): string {
  const isFlate = /\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\b/.test(head);
  if (/\/DecodeParms|\/Filter\s*\[\s*\/\w+\s*\//.test(head) || room <= 0) return '';
  if (!isFlate) return /\/Filter/.test(head) ? '' : Buffer.from(data).toString('latin1');
  try {
    return inflateSync(data, { maxOutputLength: room }).toString('latin1');
  } catch {
    // Lost, like what is not there.
    return '';
  }
}

/** Pairs of number and text; ISO 32000-1, 7.5.7. */
function* objectsIn(head: string, text: string): Generator<readonly [number: number, text: string]> {
  const first = Number(/\/First\s+(\d{1,9})/.exec(head)?.[1] ?? 0);
  const numbers = (text.slice(0, first).match(/\d+/g) ?? []).map(Number);
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const from = first + (numbers[index + 1] ?? 0);
    const to = index + 3 < numbers.length ? first + (numbers[index + 3] ?? 0) : text.length;
    if (from < to && from < text.length) yield [numbers[index] ?? 0, text.slice(from, to).trim()];
  }
}
