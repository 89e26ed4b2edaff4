// Bytes of a content stream → operators with their operands (ISO 32000-1, 7.2, 7.3 and 7.8.2). Bytes that fit nowhere are
// skipped, as viewers do; nothing is read beyond the end, and nesting is limited.

/** A name in a content stream. */
export interface ContentName {
  readonly name: string;
}

/** An operand. Dictionaries come as their raw bytes: only inline images and marked content have them. */
export type Operand = number | boolean | null | ContentName | Uint8Array | readonly Operand[] | ContentDict;

export interface ContentDict {
  readonly dict: Uint8Array;
}

/** An inline image: its dictionary without `BI` and `ID`, and its data as they stand. */
export interface InlineImage {
  readonly dict: Uint8Array;
  readonly data: Uint8Array;
}

/** Operands before an operator beyond this number are dropped. */
const MAX_OPERANDS = 128;
const MAX_ARRAY = 100_000;
const MAX_DEPTH = 32;

// Classes of bytes (7.2.2).
const REGULAR = 0;
const WHITE = 1;
const DELIMITER = 2;
const CLASSES: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32) return WHITE;
  return '()<>[]{}/%'.includes(String.fromCharCode(byte)) ? DELIMITER : REGULAR;
});

/** Reads operators one after another; `operands` are those of the operator that `next` returned last. */
export class ContentTokens {
  readonly #bytes: Uint8Array;
  readonly #names = new Map<string, ContentName>();
  #at = 0;
  operands: Operand[] = [];
  inlineImage: InlineImage | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next operator, or null at the end. `BI` comes once for the whole image. */
  next(): string | null {
    const bytes = this.#bytes;
    this.operands = [];
    this.inlineImage = null;
    for (;;) {
      this.#skipWhite();
      const byte = bytes[this.#at];
      if (byte === undefined) return null;
      if (CLASSES[byte] === REGULAR && !isNumberStart(byte)) {
        const word = this.#word();
        if (word === 'true' || word === 'false') this.#push(word === 'true');
        else if (word === 'null') this.#push(null);
        else if (word === 'BI') {
          this.#readInlineImage();
          return 'BI';
        } else return word;
      } else {
        const start = this.#at;
        const operand = this.#operand(0);
        if (operand !== undefined) this.#push(operand);
        else if (this.#at === start) this.#at++;
      }
    }
  }

  #push(operand: Operand): void {
    if (this.operands.length < MAX_OPERANDS) this.operands.push(operand);
  }

  #skipWhite(): void {
    const bytes = this.#bytes;
    for (;;) {
      const byte = bytes[this.#at];
      if (byte === undefined) return;
      if (CLASSES[byte] === WHITE) this.#at++;
      else if (byte === 0x25) {
        while (this.#at < bytes.length && bytes[this.#at] !== 10 && bytes[this.#at] !== 13) this.#at++;
      } else return;
    }
  }

  #word(): string {
    const bytes = this.#bytes;
    const start = this.#at;
    while (this.#at < bytes.length && CLASSES[bytes[this.#at] ?? 0] === REGULAR) this.#at++;
    const length = this.#at - start;
    if (length === 1) return String.fromCharCode(bytes[start] ?? 0);
    if (length === 2) return String.fromCharCode(bytes[start] ?? 0, bytes[start + 1] ?? 0);
    return latin1(bytes.subarray(start, Math.min(this.#at, start + 128)));
  }

  /** Undefined for what is no operand: a stray delimiter or a word inside an array. */
  #operand(depth: number): Operand | undefined {
    const bytes = this.#bytes;
    const byte = bytes[this.#at];
    if (byte === undefined) return undefined;
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literalString();
      case 0x3c:
        return bytes[this.#at + 1] === 0x3c ? this.#dict() : this.#hexString();
      case 0x5b:
        return this.#array(depth);
      default:
        if (isNumberStart(byte)) return this.#number();
        if (CLASSES[byte] !== REGULAR) return undefined;
        return wordOperand(this.#word());
    }
  }

  // 7.3.3. `--5`, `5-3` and `.` are read as other readers do: as far as they make sense.
  #number(): number {
    const bytes = this.#bytes;
    let sign = 1;
    let value = 0;
    // Powers of ten are exact: a division gives the nearest number, as for a literal.
    let divisor = 1;
    let isFraction = false;
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at] ?? 0;
      if (byte >= 48 && byte <= 57) {
        if (isFraction && divisor >= 1e15) continue;
        value = value * 10 + (byte - 48);
        if (isFraction) divisor *= 10;
      } else if (byte === 0x2e) isFraction = true;
      else if (byte === 0x2d) sign = -1;
      else if (CLASSES[byte] !== REGULAR) break;
      else if (byte !== 0x2b) {
        this.#word();
        break;
      }
    }
    return Number.isFinite(value) ? (sign * value) / divisor : 0;
  }

  #name(): ContentName {
    this.#at++;
    let text = this.#word0();
    if (text.includes('#')) text = text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))); // prettier-ignore
    let name = this.#names.get(text);
    if (name === undefined) {
      // As the names of the dictionaries: a character a byte.
      name = { name: text };
      if (this.#names.size < 10_000) this.#names.set(text, name);
    }
    return name;
  }

  #word0(): string {
    const byte = this.#bytes[this.#at];
    return byte !== undefined && CLASSES[byte] === REGULAR ? this.#word() : '';
  }

  // 7.3.4.2
  #literalString(): Uint8Array {
    const bytes = this.#bytes;
    const start = ++this.#at;
    let depth = 1;
    let escaped = false;
    let at = start;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === 0x5c) {
        escaped = true;
        at++;
      } else if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) break;
      else if (byte === 13) escaped = true;
    }
    const end = Math.min(at, bytes.length);
    this.#at = end + 1;
    return escaped ? unescaped(bytes.subarray(start, end)) : bytes.subarray(start, end);
  }

  // 7.3.4.3
  #hexString(): Uint8Array {
    const bytes = this.#bytes;
    const start = ++this.#at;
    let end = bytes.indexOf(0x3e, start);
    if (end < 0) end = bytes.length;
    this.#at = end + 1;
    const output = new Uint8Array((end - start + 1) >> 1);
    let count = 0;
    let high = -1;
    for (let at = start; at < end; at++) {
      const digit = hexDigit(bytes[at] ?? 0);
      if (digit < 0) continue;
      if (high < 0) high = digit;
      else {
        output[count++] = (high << 4) | digit;
        high = -1;
      }
    }
    if (high >= 0) output[count++] = high << 4;
    return output.subarray(0, count);
  }

  #array(depth: number): readonly Operand[] {
    this.#at++;
    const items: Operand[] = [];
    for (;;) {
      this.#skipWhite();
      const byte = this.#bytes[this.#at];
      if (byte === undefined) return items;
      if (byte === 0x5d) {
        this.#at++;
        return items;
      }
      const start = this.#at;
      const item = depth < MAX_DEPTH ? this.#operand(depth + 1) : undefined;
      if (item !== undefined) {
        if (items.length < MAX_ARRAY) items.push(item);
      } else if (this.#at === start) this.#at++;
    }
  }

  /** From `<<` to its `>>`, both left in. */
  #dict(): ContentDict {
    const start = this.#at;
    this.#at += 2;
    let depth = 1;
    while (depth > 0) {
      this.#skipWhite();
      const byte = this.#bytes[this.#at];
      if (byte === undefined) break;
      const next = this.#bytes[this.#at + 1];
      if (byte === 0x3c && next === 0x3c) {
        depth++;
        this.#at += 2;
      } else if (byte === 0x3e && next === 0x3e) {
        depth--;
        this.#at += 2;
      } else if (byte === 0x28) this.#literalString();
      else if (byte === 0x3c) this.#hexString();
      else this.#at++;
    }
    return { dict: this.#bytes.subarray(start, this.#at) };
  }

  // 8.9.7. The data end at white space, `EI` and white space, after which an operator can stand.
  #readInlineImage(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    for (;;) {
      this.#skipWhite();
      const byte = bytes[this.#at];
      if (byte === undefined) break;
      const from = this.#at;
      if (CLASSES[byte] === REGULAR && !isNumberStart(byte)) {
        if (this.#word() === 'ID') break;
      } else if (this.#operand(0) === undefined && this.#at === from) this.#at++;
    }
    const dict = bytes.subarray(start, Math.max(start, this.#at - 2));
    const from = Math.min(this.#at + 1, bytes.length);
    let at = from;
    for (; at < bytes.length; at++) {
      if (bytes[at] === 0x45 && bytes[at + 1] === 0x49 && endsImage(bytes, at, from)) break;
    }
    this.inlineImage = { dict, data: bytes.subarray(from, Math.min(at, bytes.length)) };
    this.#at = Math.min(at + 2, bytes.length);
  }
}

function isNumberStart(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 0x2d || byte === 0x2e || byte === 0x2b;
}

function wordOperand(word: string): Operand | undefined {
  if (word === 'null') return null;
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** `EI` at `at`: after white space, and what follows looks like operators, not like data. */
function endsImage(bytes: Uint8Array, at: number, from: number): boolean {
  if (at > from && CLASSES[bytes[at - 1] ?? 0] !== WHITE) return false;
  const after = bytes[at + 2];
  if (after !== undefined && CLASSES[after] !== WHITE) return false;
  for (let next = at + 2; next < Math.min(at + 12, bytes.length); next++) {
    const byte = bytes[next] ?? 0;
    if (byte > 126 || (byte < 32 && CLASSES[byte] !== WHITE)) return false;
  }
  return true;
}

const ESCAPES: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

function unescaped(bytes: Uint8Array): Uint8Array {
  const output = new Uint8Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at] ?? 0;
    if (byte === 13) {
      // An end of line counts as a line feed.
      if (bytes[at + 1] === 10) at++;
      output[count++] = 10;
      continue;
    }
    if (byte !== 0x5c) {
      output[count++] = byte;
      continue;
    }
    byte = bytes[++at] ?? 0;
    if (byte >= 48 && byte <= 55) {
      let value = byte - 48;
      for (let digits = 1; digits < 3; digits++) {
        const next = bytes[at + 1] ?? 0;
        if (next < 48 || next > 55) break;
        value = value * 8 + (next - 48);
        at++;
      }
      output[count++] = value;
    } else if (byte === 13) {
      if (bytes[at + 1] === 10) at++;
    } else if (byte !== 10) output[count++] = ESCAPES[byte] ?? byte;
  }
  return output.subarray(0, count);
}
