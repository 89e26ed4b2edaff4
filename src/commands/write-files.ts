// Output files appear whole or not at all: each is written beside its target and renamed once all are written.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostics } from '../base/diagnostic.ts';

export interface OutputFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** Writes a set of files; on failure none of them is left behind half-written and X003 is reported. */
export function writeFiles(files: readonly OutputFile[], diagnostics: Diagnostics): boolean {
  const temporary: string[] = [];
  try {
    for (const { path, content } of files) {
      mkdirSync(dirname(path), { recursive: true });
      const beside = `${path}.${process.pid}.tmp`;
      temporary.push(beside);
      writeFileSync(beside, content);
    }
    files.forEach(({ path }, i) => renameSync(temporary[i] ?? '', path));
    return true;
  } catch (error) {
    for (const path of temporary) rmSync(path, { force: true });
    const message = error instanceof Error ? error.message : String(error);
    diagnostics.error('X003', `The output cannot be written: ${message}`, { file: files[0]?.path ?? '' });
    return false;
  }
}
