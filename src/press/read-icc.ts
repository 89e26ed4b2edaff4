// The bytes of an ICC profile → what the press has to know of it, or why it cannot be used. ICC.1:2001-04, §6.1 header, §6.2 tag
// table, §6.5.7/8 lut16Type and lut8Type. An own reader: what a file is for must be known before a colour engine is given it.

export interface IccFacts {
  /** `desc`, in ASCII. */
  readonly description: string;
}

export type IccReading =
  | { readonly kind: 'usable'; readonly facts: IccFacts }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string };

const HEADER = 128;
const TAG_COUNT_END = HEADER + 4;
const TAG_ENTRY = 12;
const MAXIMUM_TAGS = 500;

const NEED = 'name a CMYK output profile of ICC version 2, as the print shop gives it';
const DAMAGED = 'get the file once more: it is damaged';

interface Tag {
  readonly offset: number;
  readonly size: number;
}

/** Usable is a sound output profile for CMYK of version 2 that converts both ways: what PDF/X-1a and X-4 both allow. */
export function readIcc(bytes: Uint8Array): IccReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < TAG_COUNT_END || ascii(bytes, 36, 4) !== 'acsp')
    return refused('it is not an ICC profile', NEED);
  const size = view.getUint32(0);
  if (size > bytes.length) return refused(`it is cut short: ${bytes.length} of ${size} bytes`, DAMAGED);
  const tags = readTags(view, size);
  if (tags === null) return refused('its table of contents is damaged', DAMAGED);
  const space = ascii(bytes, 16, 4);
  if (space !== 'CMYK') return refused(`it is for ${space.trim() || 'unknown'} colours, not for CMYK`, NEED);
  const profileClass = ascii(bytes, 12, 4);
  if (profileClass !== 'prtr')
    return refused(`it is no output profile but one for ${CLASSES[profileClass] ?? 'another use'}`, NEED);
  const version = view.getUint8(8);
  if (version !== 2)
    return refused(`it is of ICC version ${version}; the press edition takes version 2`, NEED);
  for (const [name, inputs, outputs] of TABLES) {
    const tag = tags.get(name);
    if (tag === undefined) return refused(`it has no ${name} table and cannot convert both ways`, NEED);
    if (!isSoundTable(view, tag, inputs, outputs)) return refused(`its ${name} table is damaged`, DAMAGED);
  }
  return { kind: 'usable', facts: { description: descriptionOf(bytes, view, tags.get('desc')) } };
}

/** Ink to colour and back, of the perceptual intent, which stands for those that are missing (§6.3.1.2). */
const TABLES = [
  ['A2B0', 4, 3],
  ['B2A0', 3, 4],
] as const;

const CLASSES: Readonly<Record<string, string>> = {
  scnr: 'scanners and cameras',
  mntr: 'screens',
  link: 'a device link',
  spac: 'colour spaces',
  abst: 'colour effects',
  nmcl: 'named colours',
};

function refused(reason: string, hint: string): IccReading {
  return { kind: 'refused', reason, hint };
}

function readTags(view: DataView, size: number): ReadonlyMap<string, Tag> | null {
  const count = view.getUint32(HEADER);
  const end = TAG_COUNT_END + count * TAG_ENTRY;
  if (count > MAXIMUM_TAGS || end > size) return null;
  const tags = new Map<string, Tag>();
  for (let at = TAG_COUNT_END; at < end; at += TAG_ENTRY) {
    const name = String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3)); // prettier-ignore
    const tag = { offset: view.getUint32(at + 4), size: view.getUint32(at + 8) };
    if (tag.offset < end || tag.offset + tag.size > size) return null;
    tags.set(name, tag);
  }
  return tags;
}

/** lut8Type or lut16Type with its whole grid. */
function isSoundTable(view: DataView, { offset, size }: Tag, inputs: number, outputs: number): boolean {
  if (size < 52) return false;
  const type = view.getUint32(offset);
  const isWide = type === 0x6d667432;
  if (!isWide && type !== 0x6d667431) return false;
  const grid = view.getUint8(offset + 10);
  if (view.getUint8(offset + 8) !== inputs || view.getUint8(offset + 9) !== outputs || grid < 2) return false;
  const points = grid ** inputs * outputs;
  if (!isWide) return 48 + 256 * inputs + points + 256 * outputs <= size;
  const inputEntries = view.getUint16(offset + 48);
  const outputEntries = view.getUint16(offset + 50);
  if (inputEntries < 2 || outputEntries < 2) return false;
  return 52 + 2 * (inputEntries * inputs + points + outputEntries * outputs) <= size;
}

/** textDescriptionType (§6.5.17). */
function descriptionOf(bytes: Uint8Array, view: DataView, tag: Tag | undefined): string {
  if (tag === undefined || tag.size < 13) return '';
  const length = Math.min(view.getUint32(tag.offset + 8), tag.size - 12);
  return ascii(bytes, tag.offset + 12, length).replace(/\0.*$/s, '');
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return Buffer.from(bytes.subarray(start, start + length)).toString('latin1');
}
