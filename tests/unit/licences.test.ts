// LICENSE-THIRD-PARTY.md says what is installed: every package that the program needs, its version and its licence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const LICENCES = read('LICENSE-THIRD-PARTY.md');

interface Package {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function packageOf(folder: string): Package {
  return JSON.parse(read(join(folder, 'package.json'))) as Package;
}

/** Name, version and licence of each package of the tables; families of fonts have the licence of their heading. */
function listed(): ReadonlyMap<string, readonly [version: string, licence: string]> {
  const rows = [...LICENCES.matchAll(/^\| `?([^\s`|]+)`?[^|]*\| (\d[\d.]*) \| ([^|]+) \|/gm)];
  return new Map(rows.map(([, name = '', version = '', rest = '']) => [name, [version, name.startsWith('@fontsource/') ? 'OFL-1.1' : rest]])); // prettier-ignore
}

describe('the list of licences', () => {
  it('has every package that the program needs, as it is installed', () => {
    const list = listed();
    for (const name of Object.keys(packageOf('.').dependencies)) {
      const { version, license } = packageOf(join('node_modules', name));
      expect([name, ...(list.get(name) ?? [])]).toEqual([name, version, license]);
    }
  });

  it('names the version of the font that reports are set in, which pdfmake brings', () => {
    const font = readFileSync(join(ROOT, 'node_modules/pdfmake/fonts/Roboto/Roboto-Regular.ttf'));
    const words = font.toString('latin1').replaceAll('\0', '');
    const version = /Version (\d+\.\d+)/.exec(words)?.[1];
    expect(LICENCES).toContain(`Roboto, version ${version} (OFL-1.1`);
    expect(words).toContain('SIL Open Font License, Version 1.1');
  });
});
