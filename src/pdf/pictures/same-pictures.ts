// Pictures by name → which of them are one: files with the same bytes under several names are embedded once.
import { readPictureFile } from './read-picture-file.ts';

/** A picture and what tells it from most others at once. */
export interface ComparablePicture {
  readonly source: string;
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
}

/** The first source of the same bytes for each source that is not itself the first; only files of one size are read again. */
export async function findSamePictures(
  pictures: readonly ComparablePicture[],
): Promise<ReadonlyMap<string, string>> {
  const bySize = new Map<number, ComparablePicture[]>();
  for (const picture of pictures) {
    const others = bySize.get(picture.size);
    if (others === undefined) bySize.set(picture.size, [picture]);
    else others.push(picture);
  }
  const same = new Map<string, string>();
  for (const group of bySize.values()) if (group.length > 1) await compareGroup(group, same);
  return same;
}

async function compareGroup(group: readonly ComparablePicture[], same: Map<string, string>): Promise<void> {
  const firsts: { readonly source: string; readonly bytes: Uint8Array }[] = [];
  for (const { source, path } of group) {
    const file = await readPictureFile(path);
    if (file.kind !== 'bytes') continue;
    const first = firsts.find(({ bytes }) => Buffer.compare(bytes, file.bytes) === 0);
    if (first === undefined) firsts.push({ source, bytes: file.bytes });
    else same.set(source, first.source);
  }
}
