import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GLYPH_CLUSTER, GLYPH_STRIDE } from '../../src/font/font-types.ts';
import { request, testLibrary } from '../unit/font/font-test-library.ts';

function readStrings(name: string): string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(JSON.parse(readFileSync(new URL(`../data/unicode/${name}`, import.meta.url), 'utf8')));
  return found;
}

test.each(['blns.json', 'trojan-source.json'])(
  'every string of %s is shaped with clusters inside it',
  async (name) => {
    const { library } = await testLibrary();
    const stack = library.stack(request(['Vazirmatn', 'Source Serif 4']));
    const strings = readStrings(name);
    expect(strings.length).toBeGreaterThan(5);
    for (const text of strings) {
      for (const direction of ['ltr', 'rtl'] as const) {
        const { glyphs, advance } = library.shapeWord(text, stack, direction, 'fa');
        expect(Number.isFinite(advance)).toBe(true);
        let last = direction === 'ltr' ? -1 : text.length;
        for (let at = GLYPH_CLUSTER; at < glyphs.length; at += GLYPH_STRIDE) {
          const cluster = glyphs[at] ?? -1;
          expect(direction === 'ltr' ? cluster >= last : cluster <= last).toBe(true);
          last = cluster;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }
    }
  },
);

test('language tags and features from a hostile style sheet are taken as data', async () => {
  const { library } = await testLibrary();
  const features = { ['\u0000\uffff']: 1, toolong: 2, liga: -1, smcp: 1e9 };
  const stack = library.stack(request(['Vazirmatn'], { features, variations: { wght: Number.NaN } }));
  for (const language of ['', 'x'.repeat(5000), '\u0000', 'fa\u2067', '../../etc', 'ps-AF-u-nu-latn']) {
    expect(library.shapeWord('متن', stack, 'rtl', language).advance).toBeGreaterThan(0);
  }
});
