// What a program read of a line and the pieces of the line → whether that is their text, as far as can be seen without
// normalising both: what normaliseExtracted takes away is passed over, and nearly all lines that are read right are equal then.
import type { LinePieces } from './line-pieces.ts';

const REMOVED = -1;
const UNCLEAR = -2;
const SPACE_UNIT = 0x20;

/** What was read, UTF-16 units. */
export interface Reading {
  readonly count: number;
  readonly output: Uint16Array;
}

/** Compares readings; its memory is used again. */
export class ReadingMatch {
  #text: Uint16Array = new Uint16Array(512);
  #length = 0;

  /**
   * True: normalised, the reading is the text of the pieces. False: it has to be normalised to be sure. Held to
   * normaliseExtracted by tests/property/pdf-text-reading-match.test.ts.
   */
  isText(reading: Reading, pieces: LinePieces): boolean {
    if (!this.#tidy(reading)) return false;
    const text = this.#text;
    const logical = pieces.logicalOrder();
    let at = 0;
    let space = false;
    for (let k = 0; k < pieces.count; k++) {
      const word = pieces.words[logical[k] ?? 0];
      if (word === null || word === undefined) continue;
      const wanted = word.logical;
      for (let i = 0; i < wanted.length; i++) {
        const unit = tidied(wanted.charCodeAt(i));
        if (unit === UNCLEAR) return false;
        if (unit === SPACE_UNIT) space = at > 0;
        else if (unit !== REMOVED) {
          if (space && text[at++] !== SPACE_UNIT) return false;
          space = false;
          if (at >= this.#length || text[at++] !== unit) return false;
        }
      }
    }
    return at === this.#length;
  }

  /** Takes a reading in without what goes; false when that is not clear. */
  #tidy({ output, count }: Reading): boolean {
    if (count > this.#text.length) this.#text = new Uint16Array(count * 2);
    const text = this.#text;
    let length = 0;
    let space = false;
    for (let i = 0; i < count; i++) {
      const unit = tidied(output[i] ?? 0);
      if (unit === UNCLEAR) return false;
      if (unit === SPACE_UNIT) space = length > 0;
      else if (unit !== REMOVED) {
        if (space) text[length++] = SPACE_UNIT;
        space = false;
        text[length++] = unit;
      }
    }
    this.#length = length;
    return true;
  }
}

/** A unit as normalising leaves it, REMOVED, or UNCLEAR: white space other than a space, a soft hyphen, a control. */
function tidied(unit: number): number {
  if (unit < 0x7f) return unit >= SPACE_UNIT ? unit : UNCLEAR;
  if (unit < 0x1680) return unit === 0x61c ? REMOVED : unit > 0xa0 && unit !== 0xad ? unit : UNCLEAR;
  if (unit >= 0x2000 && unit <= 0x206f) return tidiedPunctuation(unit);
  return unit === 0x1680 || unit === 0x3000 || unit === 0xfeff || unit >= 0xfffe ? UNCLEAR : unit;
}

/** Of General Punctuation. */
function tidiedPunctuation(unit: number): number {
  if (unit === 0x200e || unit === 0x200f || unit === 0x200d) return REMOVED;
  if (unit === 0x200c || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x2030 && unit <= 0x205e))
    return unit;
  return UNCLEAR;
}
