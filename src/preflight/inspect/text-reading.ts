// Strings that a page shows, and the ToUnicode maps of their fonts (ISO 32000-1, 9.10.3) → whether it is certain that every code
// reads as a known character and that there is something to read. Where it is, no reader has to be asked, which takes four times
// as long as all the rest; any doubt is for the reader to settle.
import type { PDFObject } from '@cantoo/pdf-lib';
import type { CodeMap } from './cmap.ts';
import type { Operand } from './content-tokens.ts';
import type { PdfObjects } from './pdf-objects.ts';
import { decodeStream } from './stream-data.ts';

/** How the codes of a font read. */
export interface CodeReadings {
  /** Null where nothing is certain. */
  readonly kinds: CodeKinds | null;
  /** Null for simple fonts: a byte is a code. */
  readonly codeMap: CodeMap | null;
}

/** For each code of one or two bytes: not known, a space or another character that shows nothing, or a sign. */
type CodeKinds = Uint8Array;
const BLANK = 1;
const SIGN = 2;

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
      // prettier-ignore
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

/** Where shown text stands. */
export interface TextPlace {
  /** In an artifact, a figure or an annotation: readers may leave it out. */
  readonly apart: boolean;
  /** In a layer that is off. */
  readonly hidden: boolean;
}

/** The text of one page. */
export class TextReading {
  #isCertain = true;
  #hasSigns = false;

  /** Strings shown in a font; null is no font. */
  show(parts: readonly Operand[], font: CodeReadings | null, { apart, hidden }: TextPlace): void {
    if (!this.#isCertain) return;
    const kinds = font?.kinds ?? null;
    if (font === null || kinds === null || hidden) {
      this.#isCertain = false;
      return;
    }
    for (const part of parts) {
      if (!(part instanceof Uint8Array)) continue;
      let least = SIGN;
      let most = 0;
      const read = (code: number): void => {
        const kind = kinds[code] ?? 0;
        if (kind < least) least = kind;
        if (kind > most) most = kind;
      };
      if (font.codeMap === null) for (const code of part) read(code);
      else font.codeMap.forEach(part, (_cid, code) => read(code));
      if (least === 0) this.#isCertain = false;
      if (most === SIGN && !apart) this.#hasSigns = true;
    }
  }

  /** Readers get text from this page, and no replacement characters. */
  get isCertain(): boolean {
    return this.#isCertain && this.#hasSigns;
  }
}
