// The manifests a command works on: those named, or every issues/*.yaml here.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostics } from '../base/diagnostic.ts';

const FOLDER = 'issues';

/**
 * Paths as the user would type them, each file once; M011 when there is none. Of two manifests with the same issue id
 * the second is left out (M012): its files would overwrite those of the first.
 */
export function findManifests(named: readonly string[], diagnostics: Diagnostics): readonly string[] {
  const found = named.length > 0 ? named : manifestsHere();
  if (found.length === 0) {
    diagnostics.error(
      'M011',
      'No manifest found',
      { file: FOLDER },
      'name one, or work in a folder with issues/*.yaml',
    );
  }
  const files = new Set<string>();
  const ids = new Map<string, string>();
  return found.filter((manifest) => {
    const file = resolve(manifest);
    if (files.has(file)) return false;
    files.add(file);
    const id = issueIdOf(file);
    const first = id === undefined ? undefined : ids.get(id);
    if (id === undefined) return true;
    if (first !== undefined) {
      const message = `The issue id ${id} is already that of ${first}: the files of one would overwrite those of the other`;
      diagnostics.error('M012', message, { file: manifest }, 'give each manifest an issue: of its own');
      return false;
    }
    ids.set(id, manifest);
    return true;
  });
}

function manifestsHere(): readonly string[] {
  try {
    return readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name))
      .map(({ name }) => join(FOLDER, name))
      .toSorted();
  } catch {
    return [];
  }
}

/** The id as it stands in the text; whether the manifest is sound is judged when it is loaded. */
function issueIdOf(file: string): string | undefined {
  try {
    // Reading a pipe would wait for ever.
    if (!statSync(file).isFile()) return undefined;
    const text = readFileSync(file, 'utf8');
    return /^(?:issue|[ \t{]*"issue")[ \t]*:[ \t]*["']?([A-Za-z0-9._-]+)/m.exec(text)?.[1];
  } catch {
    return undefined;
  }
}
