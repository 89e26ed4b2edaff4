// ToUnicode maps of fonts (ISO 32000-1, 9.10.3) → for every code, whether it reads as a known character.
import type { PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream } from '../objects/stream-data.ts';
import type { CodeMap } from './cmap.ts';

/** How the codes of a font read. */
export interface CodeReadings {
  /** Null where nothing is certain. */
  readonly kinds: CodeKinds | null;
  /** Null for simple fonts: a byte is a code. */
  readonly codeMap: CodeMap | null;
}

/** For each code of one or two bytes: not known (0), a space or another character that shows nothing (1), or a sign. */
type CodeKinds = Uint8Array;
const BLANK = 1;
/** Kind of a code that reads as something to see. */
export const SIGN = 2;

const MAX_MAP = 8 * 1024 * 1024;
/** A letter, digit, mark of punctuation or symbol. */
const SOMETHING = /[\p{L}\p{N}\p{P}\p{S}]/u;
const REPLACED = /[\uFFFD\u0000\uFFFF]/;
const CODES = 65_536;

/** What the ToUnicode map of a font says. */
export function codeReadings(
  toUnicode: PDFObject | null,
  codeMap: CodeMap | null,
  objects: PdfObjects,
): CodeReadings {
  const stream = objects.stream(toUnicode);
  // Codes of a CMap that is not known may be cut elsewhere.
  if (stream === null || codeMap?.exact === false) return { kinds: null, codeMap };
  if (objects.get(stream.dict, 'UseCMap') !== null) return { kinds: null, codeMap };
  const { data } = decodeStream(stream, objects, MAX_MAP);
  return { kinds: data === null ? null : kindsOf(Buffer.from(data).toString('latin1')), codeMap };
}

function kindsOf(map: string): CodeKinds | null {
  if (/\busecmap\b/.test(map)) return null;
  const kinds = new Uint8Array(CODES);
  for (const section of sections(map, 'bfchar'))
    for (const [, code = '', text = ''] of section.matchAll(/<([^<>]*)>\s*<([^<>]*)>/g)) note(kinds, hex(code), units(text), 0); // prettier-ignore
  for (const section of sections(map, 'bfrange')) {
    for (const [, low = '', high = '', text, list] of section.matchAll(
      /<([^<>]*)>\s*<([^<>]*)>\s*(?:<([^<>]*)>|\[([^\]]*)\])/g,
    )) {
      const first = hex(low);
      const texts = list === undefined ? null : [...list.matchAll(/<([^<>]*)>/g)].map((each) => units(each[1] ?? '')); // prettier-ignore
      const last = Math.min(hex(high), first + 0xffff, CODES - 1);
      for (let code = first; code <= last; code++) {
        if (texts === null) note(kinds, code, units(text ?? ''), code - first);
        else note(kinds, code, texts[code - first] ?? [], 0);
      }
    }
  }
  return kinds;
}

function sections(map: string, name: string): readonly string[] {
  return map.split(`begin${name}`).slice(1).map((part) => part.split(`end${name}`)[0] ?? ''); // prettier-ignore
}

function hex(digits: string): number {
  return Number.parseInt(digits.replace(/\s/g, ''), 16);
}

/** UTF-16 units. */
function units(digits: string): readonly number[] {
  return (digits.replace(/\s/g, '').match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 16));
}

/** The last unit counts up along a range. */
function note(kinds: CodeKinds, code: number, text: readonly number[], step: number): void {
  if (!(code >= 0 && code < CODES)) return;
  const read = String.fromCharCode(...text.slice(0, -1), (text.at(-1) ?? 0) + step);
  kinds[code] = text.length === 0 || REPLACED.test(read) ? 0 : SOMETHING.test(read) ? SIGN : BLANK;
}
