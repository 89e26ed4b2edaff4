// A path written by a user → a path inside the publication folder, or a refusal (DESIGN 1.8).
// Nothing may name a file outside the folder: no `..` escape, absolute path, drive, URL, encoded separator, or link leading out.
import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

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
  if (!isWithin(root, absolute)) return { kind: 'refused', reason: 'the path climbs out of the publication folder' };
  const source = relative(root, absolute).split(sep).join('/');
  const exists = realPathWithin(root, absolute);
  if (exists === 'outside') return { kind: 'refused', reason: 'a link on the path leads out of the publication folder' };
  return { kind: 'inside', absolute, source, exists: exists === 'inside' };
}

/** Why a path is refused by its spelling alone; undefined when nothing is wrong with it. */
export function refusePath(path: string): string | undefined {
  if (path.trim() === '') return 'the path is empty';
  if (path.length > 1024) return 'the path is longer than 1024 characters';
  if (/[\u0000-\u001F\u007F]/.test(path)) return 'the path contains control characters';
  if (path.includes('\\')) return 'paths are written with /, not \\';
  if (isAbsolute(path) || path.startsWith('~')) return 'absolute paths are not allowed';
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return 'URLs and drive letters are not allowed';
  if (/%(?:2e|2f|5c|25|00|c0|c1|u[0-9a-f]{4})|%%/i.test(path)) return 'encoded separators are not allowed';
  return undefined;
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
