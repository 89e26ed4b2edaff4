// A path written by a user → why it is refused by its spelling alone (DESIGN 1.8); publication-path.ts follows it on the disk.

/** Why a path is refused by its spelling alone; undefined when nothing is wrong with it. */
export function refusePath(path: string): string | undefined {
  if (path.trim() === '') return 'the path is empty';
  if (path.length > 1024) return 'the path is longer than 1024 characters';
  if (/[\u0000-\u001F\u007F]/.test(path)) return 'the path contains control characters';
  if (path.includes('\\')) return 'paths are written with /, not \\';
  if (/^[/~]/.test(path)) return 'absolute paths are not allowed';
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return 'URLs and drive letters are not allowed';
  if (/%(?:2e|2f|5c|25|[01][0-9a-f]|7f|c0|c1|u[0-9a-f]{4})|%%/i.test(path))
    return 'encoded separators are not allowed';
  if (path.split('/').some((part) => /^\.[^.]|^\.\.[^/]/.test(part))) return 'hidden files are not allowed';
  return undefined;
}
