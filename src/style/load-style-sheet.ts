// A style sheet file and what it imports → StyleSheet. Imports stay inside the publication folder.
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Diagnostics } from '../base/diagnostic.ts';
import { parseStyleSheet } from './parse-style-sheet.ts';
import type { StyleSheet } from './parse-style-sheet.ts';

export interface LoadStyleOptions {
  readonly publicationFolder: string;
  readonly edition: 'web' | 'press';
  readonly diagnostics: Diagnostics;
}

/** Reads and parses; a file that is missing is C006, one outside the publication folder X001. */
export function loadStyleSheet(file: string, options: LoadStyleOptions): StyleSheet {
  const { publicationFolder, edition, diagnostics } = options;
  const shown = (path: string): string => relative(publicationFolder, path).split(sep).join('/');
  const css = readText(file);
  if (css === null) diagnostics.error('C006', 'The template has no style sheet', { file: shown(file) });
  return parseStyleSheet(
    css ?? '',
    { file: shown(file) },
    {
      diagnostics,
      edition,
      readImport: (url, fromFile) => {
        const from = dirname(resolve(publicationFolder, fromFile));
        const path = resolve(from, url);
        if (isAbsolute(url) || !isInside(publicationFolder, path)) {
          diagnostics.error('X001', `@import “${url}” leads outside the publication folder`, {
            file: fromFile,
          });
          return null;
        }
        const imported = readText(path);
        return imported === null ? null : { css: imported, file: shown(path) };
      },
    },
  );
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Also when links are followed; a missing file is judged by its spelling. */
function isInside(folder: string, path: string): boolean {
  const within = (root: string, target: string): boolean => {
    const way = relative(root, target);
    return way !== '' && !way.startsWith('..') && !isAbsolute(way);
  };
  if (!within(folder, path)) return false;
  try {
    return within(realpathSync(folder), realpathSync(path));
  } catch {
    return true;
  }
}
