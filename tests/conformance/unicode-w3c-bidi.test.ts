import { expect, it } from 'vitest';
import type { Direction } from '../../src/base/direction.ts';
import { mirrorOf, reorderVisual, resolveLevels } from '../../src/unicode/bidi.ts';
import { isBidiControl } from '../../src/unicode/characters.ts';
import { readUnicodeData } from './unicode-read.ts';

interface Case {
  readonly id: string;
  readonly base: Direction | 'auto';
  readonly text: string;
  readonly visual: string;
}

/** The characters of a line as seen from left to right, controls left out, brackets mirrored. */
function visualLine(text: string, base: Direction | 'auto'): string {
  const { levels } = resolveLevels(text, base);
  let line = '';
  for (const i of reorderVisual(levels, 0, text.length)) {
    const code = text.charCodeAt(i);
    if (isBidiControl(code)) continue;
    line += String.fromCharCode(((levels[i] ?? 0) & 1) === 1 ? (mirrorOf(code) ?? code) : code);
  }
  return line;
}

it('shows the 250 bidi cases of the W3C internationalisation tests as they ask', () => {
  const cases = JSON.parse(readUnicodeData('w3c-i18n-bidi.json.gz')) as Case[];
  expect(cases).toHaveLength(250);
  const wrong = cases.filter((c) => visualLine(c.text, c.base) !== c.visual);
  expect(wrong.map((c) => ({ ...c, got: visualLine(c.text, c.base) }))).toEqual([]);
});
