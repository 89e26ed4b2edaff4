// The codes of a merged font: how characters are written in strings, and the CMap that says so to readers (ISO 32000-1,
// 9.7.5; Adobe Technical Notes 5014 and 5411).
import { invariant } from '../../base/invariant.ts';

/** A range of codes of so many bytes. */
interface CodeSpace {
  readonly low: number;
  readonly high: number;
  readonly bytes: 1 | 2;
}

/** CIDs are the values of the codes: MuPDF takes the one for the other where it looks for the text. */
export interface TextCoding {
  /** In the order of their codes. */
  readonly spaces: readonly CodeSpace[];
  /** First bytes from here on begin a code of two bytes. */
  readonly firstPair: number;
  /** The code that is widened by word spacing (9.3.3): 32, of one byte; 0: none. */
  readonly wordSpace: number;
  /** A font with so many codes takes no more lines: what is left is for the line that is being written. */
  readonly limit: number;
  /** Whether the encoding is Identity-H. */
  readonly isIdentity: boolean;
}

/** Two bytes for every CID: Identity-H, which every RIP knows. */
export const PAIR_CODING: TextCoding = {
  spaces: [{ low: 0, high: 0xffff, bytes: 2 }],
  firstPair: 0,
  wordSpace: 0,
  limit: 0xf000,
  isIdentity: true,
};

/** One byte for what is used first, which is nearly all of the text; two for the rest. */
export const MIXED_CODING: TextCoding = mixedCoding(0xe0, 0x1000);

/** One-byte codes below `firstPair`; `limit` as in TextCoding. */
export function mixedCoding(firstPair: number, limit: number): TextCoding {
  return {
    spaces: [
      { low: 0, high: firstPair - 1, bytes: 1 },
      { low: firstPair * 256, high: 0xffff, bytes: 2 },
    ],
    firstPair,
    wordSpace: 0x20,
    limit,
    isIdentity: false,
  };
}

/** Bytes that would have to be escaped in a literal string: ( ) \ and carriage return. */
const ESCAPED_BYTES: readonly number[] = [0x28, 0x29, 0x5c, 0x0d];

/** Code `index` in the order of use, as a number; -1 for codes that are not for use. */
export function codeAtIndex({ spaces, firstPair }: TextCoding, index: number): number {
  const pairs = spaces.at(-1);
  const code = index < firstPair ? index : index - firstPair + (pairs?.low ?? 0);
  invariant(code <= 0xffff, 'a font ran out of character codes');
  const isEscaped = ESCAPED_BYTES.includes(code & 255) || (index >= firstPair && ESCAPED_BYTES.includes(code >> 8)); // prettier-ignore
  return isEscaped ? -1 : code;
}

/** A code as it stands in a string: one unit for each byte. */
export function bytesOfCode({ firstPair }: TextCoding, code: number): string {
  return code < firstPair ? String.fromCharCode(code) : String.fromCharCode(code >> 8, code & 255);
}

/** Bytes of the code that begins at `at`. */
export function codeLength({ firstPair }: TextCoding, codes: string, at: number): 1 | 2 {
  return codes.charCodeAt(at) >= firstPair ? 2 : 1;
}

/** The place in the order of use of the code that begins at `at`. */
export function indexOfCode({ spaces, firstPair }: TextCoding, codes: string, at: number): number {
  const first = codes.charCodeAt(at);
  if (first < firstPair) return first;
  return first * 256 + codes.charCodeAt(at + 1) - (spaces.at(-1)?.low ?? 0) + firstPair;
}

/** The code in hexadecimal, as CMaps have it. */
export function hexCode({ firstPair }: TextCoding, code: number): string {
  return hex(code, code < firstPair ? 1 : 2);
}

/** The section of a CMap that says how strings are cut into codes. */
export function codeSpaceRanges({ spaces }: TextCoding): string {
  const ranges = spaces.map(({ low, high, bytes }) => `<${hex(low, bytes)}> <${hex(high, bytes)}>\n`);
  return `${ranges.length} begincodespacerange\n${ranges.join('')}endcodespacerange\n`;
}

/** The CMap of a font with codes up to `last`, for embedding; '' when it is Identity-H. */
export function encodingCMap(coding: TextCoding, last: number): string {
  if (coding.isIdentity) return '';
  const ranges: string[] = [];
  for (const { low, high, bytes } of coding.spaces) {
    // A range may not go from one first byte to the next (9.7.6.2).
    for (let from = low; from <= Math.min(high, last); from += 256)
      ranges.push(`<${hex(from, bytes)}> <${hex(Math.min(high, from + 255), bytes)}> ${from}\n`);
  }
  return (
    `%!PS-Adobe-3.0 Resource-CMap\n${CMAP_HEAD}/CMapName /${CMAP_NAME} def\n/CMapType 1 def\n/WMode 0 def\n` +
    `${codeSpaceRanges(coding)}${ranges.length} begincidrange\n${ranges.join('')}endcidrange\n${CMAP_TAIL}`
  );
}

/** The name of the CMap; its stream's dictionary has to agree with what is in it. */
export const CMAP_NAME = 'Mixed-H';

const CMAP_HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def
`;
/** What every CMap ends with. */
export const CMAP_TAIL = `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;

function hex(value: number, bytes: number): string {
  return value
    .toString(16)
    .toUpperCase()
    .padStart(bytes * 2, '0');
}
