// JPEG bytes → the samples that the DCTDecode filter gives (ISO 32000-1, 7.4.8), by way of sharp, whose own ideas about
// colour are undone: libvips always turns CMYK over, PDF never does.

export interface JpegSamples {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface JpegRequest {
  readonly components: number;
  /** ColorTransform of the decoding parameters. */
  readonly transform: number | null;
  readonly maxPixels: number;
}

/** Samples of one or four components; null when the JPEG has others, or is damaged. */
export async function decodeJpeg(
  bytes: Uint8Array,
  { components, transform, maxPixels }: JpegRequest,
): Promise<JpegSamples | null> {
  const frame = readFrame(bytes);
  if (frame === null || frame.components !== components || (components !== 1 && components !== 4))
    return null;
  // Without Adobe's marker the file itself does not say that it is YCCK: libvips would not know.
  if (components === 4 && transform === 1 && !frame.adobe) return null;
  const { default: sharp } = await import('sharp');
  const space = components === 4 ? 'cmyk' : 'b-w';
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'truncated' })
    .pipelineColourspace(space)
    .toColourspace(space)
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== components) return null;
  if (components === 4) for (let at = 0; at < data.length; at++) data[at] = 255 - (data[at] ?? 0);
  return { width: info.width, height: info.height, data };
}

interface Frame {
  readonly components: number;
  /** Adobe's APP14 marker is there. */
  readonly adobe: boolean;
}

/** Walks the segments up to the start of frame (ISO/IEC 10918-1, B.2). */
function readFrame(bytes: Uint8Array): Frame | null {
  let adobe = false;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at++;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { components: bytes[at + 9] ?? 0, adobe };
    if (marker === 0xee && Buffer.from(bytes.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe') adobe = true; // prettier-ignore
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return null;
}
