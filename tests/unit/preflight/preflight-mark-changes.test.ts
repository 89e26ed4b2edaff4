import { describe, expect, test } from 'vitest';
import { markChanges } from '../../../src/preflight/compare/mark-changes.ts';
import { countCpuTime } from '../../cpu-time.ts';

/** Both lines without the isolate around them. */
function marked(expected: string, actual: string): readonly string[] {
  return markChanges(expected, actual).map((line) => line.slice(1, -1));
}

describe('markChanges', () => {
  test('puts each changed word in brackets, not what stands between', () => {
    expect(marked('one two three four five', 'one 2 three four 5')).toEqual([
      'one [two] three four [five]',
      'one [2] three four [5]',
    ]);
  });

  test('shows where words were put in or left out', () => {
    expect(marked('a c', 'a b c')).toEqual(['a [] c', 'a [b] c']);
  });

  test('isolates a change that is written in the other direction than its line', () => {
    const [, actual] = markChanges('او به کابل رفت', 'او به Rafah رفت');
    expect(actual).toBe('\u2067او به [\u2066Rafah\u2069] رفت\u2069');
  });

  test('leaves out what is far from a change, between whole words', () => {
    const words = 'word '.repeat(60);
    const [expected = ''] = marked(
      `${words}one ${words}two ${words}`.trim(),
      `${words}1 ${words}2 ${words}`.trim(),
    );
    expect(expected).toMatch(/^…( word)+ \[one\]( word)+ …( word)+ \[two\]( word)+ …$/);
    expect(expected.length).toBeLessThan(240);
  });

  test('shows a missing ZWNJ and other controls', () => {
    expect(marked('می\u200cروم', 'میروم')).toEqual(['[می\u200c\u00b7روم]', '[میروم]']);
    expect(marked('a b\u200e', 'a b')).toEqual(['a [b<U+200E>]', 'a [b]']);
  });

  test('takes two blocks of any length in no time', () => {
    const text = (word: string): string => Array.from({ length: 20_000 }, (_, n) => `${word}${n}`).join(' ');
    const elapsed = countCpuTime();
    expect(markChanges(text('a'), text('b'))[0]).toContain('[');
    expect(elapsed()).toBeLessThan(3000);
  });
});
