// Code point → Bidi_Class, paired bracket and mirrored character (UAX #9, table 4 and BD14–BD16; UAX #44).
import { CodePointTable } from './code-point-table.ts';
import { BIDI_CLASS_RUNS, BRACKET_PAIRS, MIRROR_PAIRS } from './data/tables.ts';

// Numbered so that ranges mean something: 0–2 strong, 3–7 weak numbers, from S on neutral or explicit.
export const L = 0;
export const R = 1;
export const AL = 2;
export const EN = 3;
export const AN = 4;
export const ES = 5;
export const ET = 6;
export const CS = 7;
export const NSM = 8;
export const BN = 9;
export const S = 10;
export const WS = 11;
export const ON = 12;
/** An ON that is one of a pair of brackets. */
export const BRACKET = 13;
export const B = 14;
export const LRE = 15;
export const RLE = 16;
export const LRO = 17;
export const RLO = 18;
export const PDF = 19;
export const LRI = 20;
export const RLI = 21;
export const FSI = 22;
export const PDI = 23;
/** In the flat table only: look the whole code point up. */
export const SURROGATE = 24;
/** Made by W1, no class of the data: a mark after a bracket, which follows the bracket in N0. */
export const BRACKET_MARK = 25;

export const bidiClasses: CodePointTable = new CodePointTable(BIDI_CLASS_RUNS);

function readPairs(hexadecimal: string): [number, number][] {
  const numbers = hexadecimal.split(' ').map((n) => parseInt(n, 16));
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) pairs.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  return pairs;
}

/**
 * UTF-16 unit of a bracket → the unit that closes its pair; negative for a closing bracket. U+2329 and U+232A count
 * as their canonical equivalents U+3008 and U+3009 (BD16).
 */
export const brackets: ReadonlyMap<number, number> = new Map(
  readPairs(BRACKET_PAIRS).flatMap(([open, close]): [number, number][] => {
    const identity = close === 0x232a ? 0x3009 : close;
    return [
      [open, identity],
      [close, -identity],
    ];
  }),
);

export const mirrors: ReadonlyMap<number, number> = new Map(readPairs(MIRROR_PAIRS));

/**
 * Writes the class of every character of `text` into `classes`, one per UTF-16 unit; the second half of a surrogate
 * pair is BN, which no rule sees (UAX #9, 5.2). Returns the set of classes met, as bits.
 */
export function classify(text: string, classes: Uint8Array): number {
  const table = bidiClasses.bmp;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    let value = table[text.charCodeAt(i)] ?? L;
    if (value === SURROGATE) {
      const codePoint = text.codePointAt(i) ?? 0;
      if (codePoint > 0xffff) {
        value = bidiClasses.get(codePoint);
        classes[i] = value;
        seen |= 1 << value;
        classes[++i] = BN;
        continue;
      }
      value = L; // half a pair: bidi class of Cs
    }
    classes[i] = value;
    seen |= 1 << value;
  }
  return seen;
}
