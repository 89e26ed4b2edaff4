// A manifest → its publication folder: the one that holds templates/, fonts/ and issues/.
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A manifest stands beside templates/ or at most so many folders below it. */
const MAX_LEVELS = 3;

/** The nearest folder above the manifest with templates/ in it; else the parent of the manifest's folder. */
export function findPublication(manifest: string): string {
  const own = dirname(resolve(manifest));
  let folder = own;
  for (let level = 0; level < MAX_LEVELS; level++, folder = dirname(folder)) {
    if (isFolder(join(folder, 'templates'))) return folder;
  }
  return dirname(own);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
