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
  /** What a string reads as, code by code; U+FFFD for a code that is not known. Without a map bytes are taken for Latin 1. */
  text(bytes: Uint8Array): string;
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
  const data = stream === null ? null : decodeStream(stream, objects, MAX_MAP).data;
  const map = data === null ? null : Buffer.from(data).toString('latin1');
  let texts: CodeTexts | null = null;
  const text = (bytes: Uint8Array): string => textOf(bytes, (texts ??= textsOf(map)), codeMap);
  // Codes of a CMap that is not known may be cut elsewhere.
  const isUncertain = codeMap?.exact === false || objects.get(stream?.dict ?? null, 'UseCMap') !== null;
  return { kinds: map === null || isUncertain ? null : kindsOf(map), codeMap, text };
}

function kindsOf(map: string): CodeKinds | null {
  if (/\busecmap\b/.test(map)) return null;
  const kinds = new Uint8Array(CODES);
  forEachMapping(map, (code, _length, text) => {
    kinds[code] = text === '' || REPLACED.test(text) ? 0 : SOMETHING.test(text) ? SIGN : BLANK;
  });
  return kinds;
}

/** What codes of each length read as. */
type CodeTexts = readonly (readonly string[])[];

/** Empty without a map. */
function textsOf(map: string | null): CodeTexts {
  const texts: string[][] = [];
  if (map === null) return texts;
  forEachMapping(map, (code, length, text) => {
    (texts[length] ??= [])[code] = text;
  });
  return texts;
}

function textOf(bytes: Uint8Array, texts: CodeTexts, codeMap: CodeMap | null): string {
  let text = '';
  if (codeMap === null) {
    const known = texts[1] ?? texts[2];
    if (known === undefined) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'); // prettier-ignore
    for (const code of bytes) text += known[code] ?? UNKNOWN;
  } else codeMap.forEach(bytes, (_cid, code, length) => (text += texts[length]?.[code] ?? UNKNOWN));
  return text;
}

const UNKNOWN = '\ufffd';

/** Mappings of a font that are read; those of real fonts are a few thousand. */
const MAX_MAPPINGS = 1_000_000;

/** Calls `visit` for each code of one or two bytes that a ToUnicode map has. */
function forEachMapping(map: string, visit: (code: number, length: number, text: string) => void): void {
  let count = 0;
  const isFull = (): boolean => count >= MAX_MAPPINGS;
  const note = (code: number, digits: string, text: readonly number[]): void => {
    if (code >= 0 && code < CODES && count++ < MAX_MAPPINGS) visit(code, digits.trim().length > 2 ? 2 : 1, String.fromCharCode(...text)); // prettier-ignore
  };
  for (const section of sections(map, 'bfchar'))
    for (const [, code = '', text = ''] of section.matchAll(/<([^<>]*)>\s*<([^<>]*)>/g)) note(hex(code), code, units(text)); // prettier-ignore
  for (const section of sections(map, 'bfrange')) {
    for (const [, low = '', high = '', text, list] of section.matchAll(
      /<([^<>]*)>\s*<([^<>]*)>\s*(?:<([^<>]*)>|\[([^\]]*)\])/g,
    )) {
      const first = hex(low);
      const texts = list === undefined ? null : [...list.matchAll(/<([^<>]*)>/g)].map((each) => units(each[1] ?? '')); // prettier-ignore
      const start = units(text ?? '');
      const last = Math.min(hex(high), first + 0xffff, CODES - 1);
      for (let code = first; code <= last && !isFull(); code++)
        note(code, low, texts === null ? counted(start, code - first) : (texts[code - first] ?? []));
    }
  }
}

/** The last unit counts up along a range. */
function counted(text: readonly number[], step: number): readonly number[] {
  return text.length === 0 ? text : [...text.slice(0, -1), (text.at(-1) ?? 0) + step];
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
