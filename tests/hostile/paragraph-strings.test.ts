// Naughty strings and source code with hidden controls: set in any direction without an error, nothing lost.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { breakLines } from '../../src/paragraph/break-lines.ts';
import { Kit, lineText } from '../unit/paragraph/paragraph-kit.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../data/unicode/${name}`, import.meta.url), 'utf8'));
const STRINGS: readonly string[] = [
  ...(read('blns.json') as string[]),
  ...(read('trojan-source.json') as { line: string }[]).map(({ line }) => line),
  '\ud800', '\udc00a', 'a\ud83d', '\u200f', '\u0301', '\u2029\u2029', '\u0000\u0001', '\u200d'.repeat(50), '\u0301'.repeat(500),
  '\u2067'.repeat(200) + 'אa', '('.repeat(300) + 'א' + ')'.repeat(300), '\u00ad'.repeat(40), '\u00a0'.repeat(40),
]; // prettier-ignore

describe('hostile strings', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await Kit.make();
  });

  it('are many', () => {
    expect(STRINGS.length).toBeGreaterThan(500);
  });

  it.each(['ltr', 'rtl'] as const)('are set in a %s paragraph with every letter kept', (direction) => {
    for (const text of STRINGS) {
      const paragraph = kit.prepare(text, { direction, textAlign: 'justify', overflowWrap: 'anywhere' });
      for (const measure of [247, 12]) {
        const lines = breakLines(paragraph, measure);
        expect(letters(lines.map(lineText).join(''))).toBe(letters(text));
      }
    }
  });
});

/** Without white space, which lines drop, and controls, which go with the spaces before them. */
function letters(text: string): string {
  return text.replace(/[\s\u0085\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '');
}
