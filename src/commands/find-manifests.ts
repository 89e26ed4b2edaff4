// The manifests a command works on: those named, or every issues/*.yaml here.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostics } from '../base/diagnostic.ts';

/** Paths as the user would type them; M011 when there is none. */
export function findManifests(named: readonly string[], diagnostics: Diagnostics): readonly string[] {
  if (named.length > 0) return named;
  const folder = 'issues';
  const found = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.(ya?ml|json)$/.test(name))
        .sort()
        .map((name) => join(folder, name))
    : [];
  if (found.length === 0) {
    diagnostics.error(
      'M011',
      'No manifest found',
      { file: folder },
      'Name one, or work in a folder with issues/*.yaml',
    );
  }
  return found;
}
