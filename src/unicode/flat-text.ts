// A text as one array of UTF-16 units, and as a string of its own. Texts come as slices of the file that they were read
// from, and to look at a character of a slice takes V8 ten times as long as to look at an element of an array.

/** Room for one text after the other. */
export class FlatText {
  /** The units of the text read last; what is behind them is of texts before. */
  units: Uint16Array = new Uint16Array(0);
  #bytes: Buffer = Buffer.alloc(0);
  /** The part given last, which begins at the beginning of `units`. */
  #last = '';

  /** Reads a text; its length. */
  read(text: string): number {
    const { length } = text;
    if (text === this.#last) return length;
    this.#last = '';
    if (length > this.units.length) {
      this.units = new Uint16Array(Math.max(1024, length * 2));
      this.#bytes = Buffer.from(this.units.buffer);
    }
    if (LITTLE_ENDIAN) this.#bytes.write(text, 'utf16le');
    else for (let i = 0; i < length; i++) this.units[i] = text.charCodeAt(i);
    return length;
  }

  /** A part of the text read last, as a string that is no slice of another; the part is what has been read then. */
  part(start: number, end: number): string {
    const { units } = this;
    const length = end - start;
    if (start > 0) units.copyWithin(0, start, end);
    let i = 0;
    while (i < length && units[i]! < 256) i++;
    this.#last = i < length ? this.#wide(length) : this.#narrow(length);
    return this.#last;
  }

  #wide(length: number): string {
    if (LITTLE_ENDIAN) return this.#bytes.toString('utf16le', 0, length * 2);
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.units[i]!);
    return text;
  }

  /** Of Latin letters, which take a byte each. */
  #narrow(length: number): string {
    const bytes = Buffer.allocUnsafe(length);
    for (let i = 0; i < length; i++) bytes[i] = this.units[i]!;
    return bytes.toString('latin1');
  }
}

const LITTLE_ENDIAN: boolean = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Shorter strings are never slices. */
const SHORTEST_SLICE = 13;

/** The same text, for keeping: a slice would keep the text that it is a part of. */
export function withoutSource(text: string): string {
  return text.length < SHORTEST_SLICE ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
