// Path → bytes of a picture file; only regular files of a bounded size are read.
import { readFile, stat } from 'node:fs/promises';

/** Bytes; a 100-megapixel JPEG of good quality has about half of it. */
export const MAXIMUM_PICTURE_BYTES: number = 128 * 1024 * 1024;
/** Bytes; vector drawings beyond that are data, not drawings. */
export const MAXIMUM_SVG_BYTES: number = 8 * 1024 * 1024;

export type PictureFile =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly size: number };

/** Never throws: whatever the file system refuses is `missing`. */
export async function readPictureFile(path: string): Promise<PictureFile> {
  try {
    const status = await stat(path);
    if (!status.isFile()) return { kind: 'missing' };
    if (status.size > MAXIMUM_PICTURE_BYTES) return { kind: 'too-large', size: status.size };
    return { kind: 'bytes', bytes: await readFile(path) };
  } catch {
    return { kind: 'missing' };
  }
}
