// Run-length property data (data/tables.ts) → look-up by code point: a flat array for the basic multilingual plane,
// binary search in the runs above it.

/** One byte of property for every code point. */
export class CodePointTable {
  /** The value of each UTF-16 unit; index it directly on hot paths. Do not change. */
  readonly bmp: Uint8Array;
  readonly #starts: Int32Array;
  readonly #values: Uint8Array;

  /** `runs`: base64 of pairs of a length (LEB128) and a value (one byte) covering U+0000..U+10FFFF. */
  constructor(runs: string) {
    const bytes = Buffer.from(runs, 'base64');
    const bmp = new Uint8Array(0x10000);
    const starts: number[] = [];
    const values: number[] = [];
    let start = 0;
    for (let at = 0; at < bytes.length;) {
      let length = 0;
      let byte = 128;
      for (let shift = 0; byte > 127; shift += 7) {
        byte = bytes[at++] ?? 0;
        length |= (byte & 127) << shift;
      }
      const value = bytes[at++] ?? 0;
      const end = start + length;
      if (start < 0x10000 && value !== 0) {
        if (length < 8) for (let i = start; i < end; i++) bmp[i] = value;
        else bmp.fill(value, start, Math.min(end, 0x10000));
      }
      if (end > 0x10000) {
        starts.push(start);
        values.push(value);
      }
      start = end;
    }
    this.bmp = bmp;
    this.#starts = Int32Array.from(starts);
    this.#values = Uint8Array.from(values);
  }

  get(codePoint: number): number {
    if (codePoint < 0x10000) return this.bmp[codePoint] ?? 0;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= codePoint) low = middle;
      else high = middle - 1;
    }
    return this.#values[low] ?? 0;
  }
}
