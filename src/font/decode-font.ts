// Any font file → a checked sfnt: plain TrueType and OpenType, WOFF 1.0, WOFF 2.0, the first font of a collection.
import { FontFileError, readSfnt, tableData, type Sfnt } from './sfnt.ts';
import { decodeWoff, MAX_FONT_BYTES, WOFF_SIGNATURE } from './woff.ts';
import { decodeWoff2, WOFF2_SIGNATURE } from './woff2.ts';

/** Decodes and checks a font file. Throws FontFileError, and nothing else, when it cannot be used. */
export function decodeFont(data: Uint8Array): Sfnt {
  if (data.length > MAX_FONT_BYTES) throw new FontFileError('the font file is larger than 64 MB');
  if (data.length < 12) throw new FontFileError('the file is too short to be a font');
  try {
    const signature = new DataView(data.buffer, data.byteOffset, 4).getUint32(0);
    const bytes =
      signature === WOFF_SIGNATURE
        ? decodeWoff(data)
        : signature === WOFF2_SIGNATURE
          ? decodeWoff2(data)
          : data;
    return readSfnt(bytes);
  } catch (cause) {
    if (cause instanceof FontFileError) throw cause;
    // A DataView read past the end: some count in the file promises more than there is.
    throw new FontFileError('the font is damaged', 'copy or download the file again', { cause });
  }
}

/**
 * Arabic letters need the joining forms of GSUB; a font without them would set isolated letters.
 * `hasArabic` tells whether the character map has them. Throws FontFileError.
 */
export function checkArabicShaping(sfnt: Sfnt, hasArabic: boolean): void {
  if (!hasArabic) return;
  const gsub = tableData(sfnt, 'GSUB');
  if (gsub !== undefined && gsub.length > 10) return;
  throw new FontFileError(
    'the font has Arabic letters but no GSUB table, so they would not join',
    'use the original font file, not one stripped by a converter',
  );
}
