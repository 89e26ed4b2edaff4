// Output files appear whole or not at all: each is written beside its target and renamed once all are written.
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostics } from '../base/diagnostic.ts';

export interface OutputFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** Writes a set of files; on failure none of them is left behind half-written and X003 is reported. */
export function writeFiles(files: readonly OutputFile[], diagnostics: Diagnostics): boolean {
  const written: { readonly temporary: string; readonly path: string }[] = [];
  let current = files[0]?.path ?? '';
  try {
    for (const { path, content } of files) {
      current = path;
      mkdirSync(dirname(path), { recursive: true });
      // Renaming would fail half-way through the set.
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
        throw new Error('a folder has this name');
      const temporary = `${path}.${process.pid}.tmp`;
      written.push({ temporary, path });
      writeFileSync(temporary, content);
    }
    for (const { temporary, path } of written) renameSync(temporary, path);
    return true;
  } catch (error) {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    diagnostics.error(
      'X003',
      `The file cannot be written: ${reasonOf(error)}`,
      { file: current },
      'name another folder with --out, or make this one writable',
    );
    return false;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file has the name of the folder',
  ENOTDIR: 'a file has the name of the folder',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : REASONS[code]) ?? error.message;
}
