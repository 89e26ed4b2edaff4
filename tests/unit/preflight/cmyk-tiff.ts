// CMYK pixels → an uncompressed TIFF (TIFF 6.0, section 16), which sharp reads without touching the inks.

/** `pixels`: four bytes a pixel, 255 is full ink. */
export function writeCmykTiff(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 4, 8 + 2 + 10 * 12 + 4],
    [259, 3, 1, 1],
    [262, 3, 1, 5],
    [273, 4, 1, 8 + 2 + 10 * 12 + 4 + 8],
    [277, 3, 1, 4],
    [278, 4, 1, height],
    [279, 4, 1, pixels.length],
    [332, 3, 1, 1],
  ];
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4 + 8);
  head.write('II', 0, 'latin1');
  head.writeUInt16LE(42, 2);
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    if (type === 3 && count === 1) head.writeUInt16LE(value, at + 8);
    else head.writeUInt32LE(value, at + 8);
  }
  for (let sample = 0; sample < 4; sample++) head.writeUInt16LE(8, head.length - 8 + sample * 2);
  return new Uint8Array(Buffer.concat([head, pixels]));
}
