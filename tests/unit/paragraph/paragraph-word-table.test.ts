import { describe, expect, it } from 'vitest';
import { WordTable } from '../../../src/paragraph/word-table.ts';

/** Words with a common beginning, so that parts of them are words too. */
function words(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${'کتاب'.slice(0, i % 5)}${i.toString(3)}`);
}

describe('WordTable', () => {
  it('finds what was added, wherever in a text it stands, and nothing else', () => {
    const table = new WordTable();
    const known = words(2000);
    for (const [id, word] of known.entries()) {
      expect(table.find(word, 0, word.length)).toBe(known.indexOf(word) < id ? known.indexOf(word) : -1);
      if (known.indexOf(word) === id) table.add(word, 0, word.length, id);
    }
    for (const [id, word] of known.entries()) {
      const text = `«${word}» ${word}x`;
      const expected = known.indexOf(word);
      expect(table.find(text, 1, 1 + word.length)).toBe(expected);
      expect(id).toBeGreaterThanOrEqual(expected);
      expect(table.find(text, 4 + word.length - 1, text.length)).toBe(-1);
      expect(table.find(text, 0, 1 + word.length)).toBe(-1);
    }
  });

  it('tells words apart that differ in one letter or in length only', () => {
    const table = new WordTable();
    table.add('می\u200cرود', 0, 6, 3);
    expect(table.find('می\u200cرود', 0, 6)).toBe(3);
    expect(table.find('می\u200cروم', 0, 6)).toBe(-1);
    expect(table.find('می\u200cرود', 0, 5)).toBe(-1);
    expect(table.find('', 0, 0)).toBe(-1);
  });

  it('holds words longer than all before together', () => {
    const table = new WordTable();
    const long = 'ا'.repeat(100_000);
    table.add('a', 0, 1, 1);
    table.add(long, 0, long.length, 2);
    table.add('b', 0, 1, 4);
    expect([table.find('a', 0, 1), table.find(long, 0, long.length), table.find('xb', 1, 2)]).toEqual([
      1, 2, 4,
    ]);
  });
});
