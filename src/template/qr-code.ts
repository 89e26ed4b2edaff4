// Text → QR code (ISO/IEC 18004:2015) as an inline SVG: byte mode, error correction level M, versions 1 to 10.
// Section numbers below are those of the standard.

/** Data codewords, and error-correction blocks as [count, codewords per block], by version (tables 7 and 9, level M). */
const VERSIONS: readonly { readonly corrections: number; readonly blocks: readonly number[] }[] = [
  { corrections: 10, blocks: [16] },
  { corrections: 16, blocks: [28] },
  { corrections: 26, blocks: [44] },
  { corrections: 18, blocks: [32, 32] },
  { corrections: 24, blocks: [43, 43] },
  { corrections: 16, blocks: [27, 27, 27, 27] },
  { corrections: 18, blocks: [31, 31, 31, 31] },
  { corrections: 22, blocks: [38, 38, 39, 39] },
  { corrections: 22, blocks: [36, 36, 36, 37, 37] },
  { corrections: 26, blocks: [43, 43, 43, 43, 44] },
];
/** Centres of alignment patterns by version (annex E). */
const ALIGNMENT: readonly (readonly number[])[] = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
]; // prettier-ignore
/** Light modules around the symbol (9.1). */
const QUIET_ZONE = 4;

/** A square drawing in units of one module; undefined when the text is empty or longer than 213 bytes. */
export function qrSvg(text: string): string | undefined {
  const modules = qrModules(text);
  if (modules === undefined) return undefined;
  const size = modules.length + 2 * QUIET_ZONE;
  let path = '';
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let end = x + 1;
      while (row[end]) end += 1;
      path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${end - x}v1h-${end - x}z`;
      x = end;
    }
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}

/** Rows of dark (true) and light modules. */
export function qrModules(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === 0) return undefined;
  const index = VERSIONS.findIndex(({ blocks }, at) => bitsNeeded(bytes.length, at + 1) <= total(blocks) * 8);
  const layout = VERSIONS[index];
  if (layout === undefined) return undefined;
  const version = index + 1;
  const codewords = interleave(dataCodewords(bytes, version, total(layout.blocks)), layout);
  let best: { readonly modules: boolean[][]; readonly penalty: number } | undefined;
  for (let mask = 0; mask < 8; mask++) {
    const modules = new QrSymbol(version).draw(codewords, mask);
    const penalty = penaltyOf(modules);
    if (best === undefined || penalty < best.penalty) best = { modules, penalty };
  }
  return best?.modules;
}

function total(blocks: readonly number[]): number {
  return blocks.reduce((sum, length) => sum + length, 0);
}

/** Mode indicator, character count and data (7.4). */
function bitsNeeded(length: number, version: number): number {
  return 4 + (version < 10 ? 8 : 16) + length * 8;
}

/** 7.4.5, 7.4.10: terminator, padding to bytes, then EC 11 in turn. */
function dataCodewords(bytes: Uint8Array, version: number, capacity: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const codewords: number[] = [];
  for (let at = 0; at < bits.length; at += 8) codewords.push(bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0)); // prettier-ignore
  for (let pad = 0; codewords.length < capacity; pad++) codewords.push(pad % 2 === 0 ? 0xec : 0x11);
  return codewords;
}

/** 7.6: data blocks taken column by column, then their correction codewords. */
function interleave(data: readonly number[], layout: (typeof VERSIONS)[number]): number[] {
  let start = 0;
  const blocks = layout.blocks.map((length) => data.slice(start, (start += length)));
  const corrections = blocks.map((block) => correctionCodewords(block, layout.corrections));
  const result: number[] = [];
  for (const group of [blocks, corrections]) {
    const longest = Math.max(...group.map((block) => block.length));
    for (let at = 0; at < longest; at++)
      for (const block of group) if (at < block.length) result.push(block[at] ?? 0);
  }
  return result;
}

/** Product in GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 (7.5). */
function multiply(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ ((result >>> 7) * 0x11d);
    result ^= ((b >>> bit) & 1) * a;
  }
  return result;
}

/** Remainder of the division by the generator polynomial of this degree (annex A). */
function correctionCodewords(data: readonly number[], degree: number): number[] {
  const generator = Array.from({ length: degree }, () => 0);
  generator[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step++) {
    for (let at = 0; at < degree; at++)
      generator[at] = multiply(generator[at] ?? 0, root) ^ (at + 1 < degree ? (generator[at + 1] ?? 0) : 0);
    root = multiply(root, 2);
  }
  const remainder = Array.from({ length: degree }, () => 0);
  for (const codeword of data) {
    const factor = codeword ^ (remainder.shift() ?? 0);
    remainder.push(0);
    generator.forEach((coefficient, at) => {
      remainder[at] = (remainder[at] ?? 0) ^ multiply(coefficient, factor);
    });
  }
  return remainder;
}

/** 7.8.2, table 10. */
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/** Owns the modules of one symbol while they are placed. */
class QrSymbol {
  readonly #version: number;
  readonly #size: number;
  readonly #modules: boolean[][];
  readonly #isFunction: boolean[][];

  constructor(version: number) {
    this.#version = version;
    this.#size = 17 + 4 * version;
    this.#modules = Array.from({ length: this.#size }, () => Array.from({ length: this.#size }, () => false));
    this.#isFunction = Array.from({ length: this.#size }, () =>
      Array.from({ length: this.#size }, () => false),
    );
  }

  draw(codewords: readonly number[], mask: number): boolean[][] {
    this.#functionPatterns();
    this.#format(mask);
    this.#versionInformation();
    this.#data(codewords, MASKS[mask] ?? (() => false));
    return this.#modules;
  }

  #set(row: number, column: number, isDark: boolean): void {
    const [modules, reserved] = [this.#modules[row], this.#isFunction[row]];
    if (modules === undefined || reserved === undefined || column < 0 || column >= this.#size) return;
    modules[column] = isDark;
    reserved[column] = true;
  }

  /** 6.3.3–6.3.6: finders with separators, timing, alignment. */
  #functionPatterns(): void {
    for (let at = 0; at < this.#size; at++) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    const far = this.#size - 4;
    for (const [row, column] of [
      [3, 3],
      [3, far],
      [far, 3],
    ] as const)
      // prettier-ignore
      this.#rings(row, column, 4);
    const centres = ALIGNMENT[this.#version - 1] ?? [];
    const last = centres.length - 1;
    centres.forEach((row, i) => {
      centres.forEach((column, j) => {
        const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
        if (!isFinder) this.#rings(row, column, 2);
      });
    });
  }

  /** Concentric squares: a finder with its light border (radius 4), or an alignment pattern (radius 2). */
  #rings(row: number, column: number, radius: number): void {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        this.#set(row + dy, column + dx, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
    }
  }

  /** 7.9: level M is 00; BCH (15,5), masked. */
  #format(mask: number): void {
    let remainder = mask;
    for (let step = 0; step < 10; step++) remainder = (remainder << 1) ^ ((remainder >>> 9) * 0x537);
    const bits = ((mask << 10) | remainder) ^ 0x5412;
    const bit = (at: number): boolean => ((bits >>> at) & 1) === 1;
    for (let at = 0; at <= 5; at++) this.#set(at, 8, bit(at));
    this.#set(7, 8, bit(6));
    this.#set(8, 8, bit(7));
    this.#set(8, 7, bit(8));
    for (let at = 9; at < 15; at++) this.#set(8, 14 - at, bit(at));
    for (let at = 0; at < 8; at++) this.#set(8, this.#size - 1 - at, bit(at));
    for (let at = 8; at < 15; at++) this.#set(this.#size - 15 + at, 8, bit(at));
    this.#set(this.#size - 8, 8, true);
  }

  /** 7.10: from version 7 on; BCH (18,6). */
  #versionInformation(): void {
    if (this.#version < 7) return;
    let remainder = this.#version;
    for (let step = 0; step < 12; step++) remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
    const bits = (this.#version << 12) | remainder;
    for (let at = 0; at < 18; at++) {
      const isDark = ((bits >>> at) & 1) === 1;
      const [near, far] = [Math.floor(at / 3), this.#size - 11 + (at % 3)];
      this.#set(near, far, isDark);
      this.#set(far, near, isDark);
    }
  }

  /** 7.7.3: two columns at a time from the right, upwards and downwards in turn; masked on the way. */
  #data(codewords: readonly number[], mask: (row: number, column: number) => boolean): void {
    let at = 0;
    for (let right = this.#size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.#size; step++) {
        const isUpward = ((right + 1) & 2) === 0;
        const row = isUpward ? this.#size - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (this.#isFunction[row]?.[column] !== false) continue;
          const bit = ((codewords[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
          at += 1;
          const line = this.#modules[row];
          if (line !== undefined) line[column] = (bit === 1) !== mask(row, column);
        }
      }
    }
  }
}

/** 7.8.3: runs, blocks, finder-like patterns, balance. */
function penaltyOf(modules: readonly (readonly boolean[])[]): number {
  const size = modules.length;
  const columns = modules.map((_, x) => modules.map((row) => row[x] === true));
  let penalty = 0;
  let dark = 0;
  for (const line of [...modules, ...columns]) {
    const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
    penalty +=
      40 * ((text.match(/(?=10111010000)/g)?.length ?? 0) + (text.match(/(?=00001011101)/g)?.length ?? 0));
  }
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const isDark = modules[y]?.[x] === true;
      if (isDark) dark += 1;
      const isBlock =
        modules[y]?.[x + 1] === isDark &&
        modules[y + 1]?.[x] === isDark &&
        modules[y + 1]?.[x + 1] === isDark;
      if (isBlock) penalty += 3;
    }
  }
  return penalty + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
