// A path written by a user → a path inside the publication folder, or a refusal (DESIGN 1.8).
// Nothing may name a file outside the folder: no `..` escape, absolute path, drive, URL, encoded separator, or link leading out.
import { realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { refusePath } from './path-spelling.ts';

export type ResolvedPath =
  | { readonly kind: 'inside'; readonly absolute: string; readonly source: string; readonly exists: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Resolves `path`, written in a file of `baseFolder` (relative to the publication folder), inside `publicationFolder`.
 * `source` is relative to the publication folder with `/` as separator. Links are followed before the check.
 */
export function resolveInside(publicationFolder: string, baseFolder: string, path: string): ResolvedPath {
  const reason = refusePath(path);
  if (reason !== undefined) return { kind: 'refused', reason };
  const root = resolve(publicationFolder);
  const absolute = resolve(root, baseFolder, path);
  if (!isWithin(root, absolute))
    return { kind: 'refused', reason: 'the path climbs out of the publication folder' };
  const source = relative(root, absolute).split(sep).join('/');
  const exists = realPathWithin(root, absolute);
  if (exists === 'outside')
    return { kind: 'refused', reason: 'a link on the path leads out of the publication folder' };
  return { kind: 'inside', absolute, source, exists: exists === 'inside' };
}

/** Pure text: is `absolute` the folder `root` or below it? */
export function isWithin(root: string, absolute: string): boolean {
  return absolute === root || absolute.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Follows links; for a missing file its nearest existing folder decides. */
function realPathWithin(root: string, absolute: string): 'inside' | 'missing' | 'outside' {
  const realRoot = realPath(root);
  if (realRoot === undefined) return 'missing';
  const real = realPath(absolute);
  if (real !== undefined) return isWithin(realRoot, real) ? 'inside' : 'outside';
  for (let folder = join(absolute, '..'); isWithin(root, folder); folder = join(folder, '..')) {
    const realFolder = realPath(folder);
    if (realFolder !== undefined) return isWithin(realRoot, realFolder) ? 'missing' : 'outside';
    if (folder === root) break;
  }
  return 'missing';
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
