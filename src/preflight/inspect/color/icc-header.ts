// Bytes of an ICC profile → what its header says, and whether it is whole (ICC.1:2010, 7.2 and 7.3).
import type { IccFacts } from '../inspected-pdf.ts';

const HEADER = 128;
/** Tags that any profile has: fewer than thirty; more than this is no profile. */
const MAX_TAGS = 1000;

/** The facts of a profile; `damaged` when there is no header. `components` is N of the stream that holds it. */
export function readIccHeader(bytes: Uint8Array, components: number | null): IccFacts | 'damaged' {
  if (bytes.length < HEADER + 4 || signature(bytes, 36) !== 'acsp') return 'damaged';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const minor = view.getUint8(9);
  const tags = readTags(view);
  return {
    version: `${view.getUint8(8)}.${minor >> 4}.${minor & 15}`,
    deviceClass: signature(bytes, 12),
    colorSpace: signature(bytes, 16),
    description: tags === null ? null : describe(view, tags.get('desc')),
    sound: tags !== null && view.getUint32(0) === bytes.length,
    components,
    bytes: bytes.length,
  };
}

interface Tag {
  readonly start: number;
  readonly size: number;
}

/** Null when the table, or what it points to, lies outside of the profile. */
function readTags(view: DataView): ReadonlyMap<string, Tag> | null {
  const count = view.getUint32(HEADER);
  if (count === 0 || count > MAX_TAGS || HEADER + 4 + count * 12 > view.byteLength) return null;
  const tags = new Map<string, Tag>();
  for (let index = 0; index < count; index++) {
    const at = HEADER + 4 + index * 12;
    const start = view.getUint32(at + 4);
    const size = view.getUint32(at + 8);
    if (start < HEADER || start + size > view.byteLength) return null;
    tags.set(signatureOf(view, at), { start, size });
  }
  return tags;
}

function signature(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).toString('latin1');
}

function signatureOf(view: DataView, at: number): string {
  return Buffer.from(view.buffer, view.byteOffset + at, 4).toString('latin1');
}

/** `desc` of version 2 (an ASCII string), `mluc` of version 4 (its first record). */
function describe(view: DataView, tag: Tag | undefined): string | null {
  if (tag === undefined || tag.size < 12) return null;
  const kind = signatureOf(view, tag.start);
  const end = tag.start + tag.size;
  if (kind === 'desc') {
    const start = tag.start + 12;
    return textAt(view, start, Math.min(start + view.getUint32(tag.start + 8), end)).replace(/\0[^]*$/, '');
  }
  if (kind !== 'mluc' || tag.size < 28) return null;
  const length = view.getUint32(tag.start + 20);
  const start = tag.start + view.getUint32(tag.start + 24);
  let text = '';
  for (let at = start; at + 1 < Math.min(start + length, end); at += 2) text += String.fromCharCode(view.getUint16(at)); // prettier-ignore
  return text.replace(/\0+$/, '');
}

function textAt(view: DataView, start: number, end: number): string {
  return end <= start
    ? ''
    : Buffer.from(view.buffer, view.byteOffset + start, end - start).toString('latin1');
}
