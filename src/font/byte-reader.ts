// A position in a byte array; reading past its end throws a RangeError, which decodeFont turns into a FontFileError.

/** A place in a part of a file, moving on; reading past its end throws. */
export class ByteReader {
  readonly data: Uint8Array;
  position: number;
  readonly end: number;

  constructor(data: Uint8Array, start = 0, end: number = data.length) {
    if (start < 0 || end < start || end > data.length)
      throw new RangeError('a part of the file lies outside it');
    this.data = data;
    this.position = start;
    this.end = end;
  }

  u8(): number {
    if (this.position >= this.end) throw new RangeError('the file ends too early');
    return this.data[this.position++] ?? 0;
  }

  u16(): number {
    return (this.u8() << 8) | this.u8();
  }

  i16(): number {
    return (this.u16() << 16) >> 16;
  }

  u32(): number {
    return this.u16() * 65536 + this.u16();
  }

  bytes(count: number): Uint8Array {
    if (this.position + count > this.end) throw new RangeError('the file ends too early');
    this.position += count;
    return this.data.subarray(this.position - count, this.position);
  }

  /** WOFF2, 6.1.1: 255UInt16. */
  packedU16(): number {
    const first = this.u8();
    if (first === 253) return this.u16();
    if (first === 255) return this.u8() + 253;
    if (first === 254) return this.u8() + 506;
    return first;
  }

  /** WOFF2, 4.1: UIntBase128, at most five bytes, no leading zeros, at most 32 bits. */
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.u8();
      if ((i === 0 && byte === 0x80) || value >= 2 ** 25) break;
      value = value * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) return value;
    }
    throw new RangeError('a length in the file is not well formed');
  }
}
