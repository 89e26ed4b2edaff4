import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../../src/preflight/compare/compare-text.ts';
import { formatDifferences } from '../../../src/preflight/compare/format-differences.ts';
import { blocksOf } from '../../../src/preflight/compare/text-blocks.ts';
import { countCpuTime } from '../../cpu-time.ts';

describe('blocksOf', () => {
  test('parts pages by form feeds and blocks by blank lines, and collapses white space', () => {
    expect(blocksOf('a\nb\n\n c \n\f\nd\r\n\r\ne\n')).toEqual([
      { page: 1, text: 'a b' },
      { page: 1, text: 'c' },
      { page: 2, text: 'd' },
      { page: 2, text: 'e' },
    ]);
  });

  test('counts empty pages', () => {
    expect(blocksOf('a\n\f\n\f\nb')).toEqual([
      { page: 1, text: 'a' },
      { page: 3, text: 'b' },
    ]);
  });
});

describe('compareTexts', () => {
  test('finds nothing in equal texts', () => {
    expect(compareTexts('a\n\nb\n\f\nc\n', 'a\n\nb\n\f\nc\n')).toEqual([]);
    expect(compareTexts('', '')).toEqual([]);
  });

  test('finds one changed block among equal ones', () => {
    expect(compareTexts('a\n\none two\n\nc', 'a\n\none three\n\nc')).toEqual([
      { page: 1, kind: 'changed', expected: 'one two', actual: 'one three' },
    ]);
  });

  test('finds blocks that are missing and added', () => {
    expect(compareTexts('a\n\nb\n\nc', 'a\n\nc')).toEqual([
      { page: 1, kind: 'missing', expected: 'b', actual: null },
    ]);
    expect(compareTexts('a\n\nc', 'a\n\nb\n\nc')).toEqual([
      { page: 1, kind: 'added', expected: null, actual: 'b' },
    ]);
  });

  test('reports blocks that have changed places', () => {
    expect(compareTexts('alpha\n\nbeta', 'beta\n\nalpha')).toMatchObject([
      { kind: 'moved', actual: 'alpha', behind: 'beta' },
    ]);
  });

  test('finds a block that moved to another page, and says so', () => {
    const differences = compareTexts('a\n\nb\n\f\nc', 'a\n\f\nb\n\nc');
    expect(differences).toEqual([{ page: 2, kind: 'moved', expected: 'b', actual: 'b', fromPage: 1 }]);
    expect(formatDifferences(differences)).toContain('the same text now stands on page 2');
  });

  test('reports differences in the order of the pages', () => {
    const differences = compareTexts('x\n\f\none two\n\f\nz', 'x\n\nnew\n\f\none three\n\f\nz');
    expect(differences.map(({ page }) => page)).toEqual([1, 2]);
  });

  test('tells a ZWNJ from its absence', () => {
    expect(compareTexts('می\u200cخواهم', 'میخواهم')).toHaveLength(1);
  });

  test('takes no longer than a second for two long texts without anything in common', () => {
    const text = (word: string): string =>
      Array.from({ length: 6000 }, (_, index) => `${word} ${index}`).join('\n\n');
    const elapsed = countCpuTime();
    expect(compareTexts(text('a'), text('b')).length).toBeGreaterThan(5999);
    expect(elapsed()).toBeLessThan(5000);
  });
});

describe('formatDifferences', () => {
  const line = (expected: string, actual: string, kind: 'removed' | 'added'): string => {
    const lines = formatDifferences(compareTexts(expected, actual)).split('\n');
    return lines[kind === 'removed' ? 1 : 2] ?? '';
  };

  test('isolates each side in the direction of its own text', () => {
    expect(line('متن یک', 'متن دو', 'removed')).toBe('  - \u2067متن [یک]\u2069');
    expect(line('text one', 'text two', 'added')).toBe('  + \u2066text [two]\u2069');
  });

  test('shows what cannot be seen', () => {
    expect(line('می\u200cخواهم ما', 'میخواهم ما', 'removed')).toContain('\u200c\u00b7');
    expect(line('a b\u200e', 'a b', 'removed')).toContain('<U+200E>');
  });

  test('shows a long block only around its change', () => {
    const long = (word: string): string => `${'before '.repeat(40)}${word}${' after'.repeat(40)}`;
    const removed = line(long('one'), long('two'), 'removed');
    expect(removed.length).toBeLessThan(120);
    expect(removed).toMatch(/- \u2066….*\[one\].*…\u2069$/);
  });
});

describe('texts of thousands of pages', () => {
  /** Words that differ from page to page. */
  const pageOf = (page: number, salt: string): string => Array.from({ length: 12 }, (_, word) => `${salt}${(page * 131 + word * 7) % 9973}`).join(' '); // prettier-ignore
  const textOf = (count: number, salt = ''): string =>
    Array.from({ length: count }, (_, page) => pageOf(page, salt)).join('\n\f\n');

  test('that have nothing in common are told apart soon', () => {
    const elapsed = countCpuTime();
    const differences = compareTexts(textOf(5000, 'a'), textOf(5000, 'b'));
    expect(elapsed()).toBeLessThan(20_000);
    expect(differences.length).toBeGreaterThan(9000);
  });

  test('of which one has a page more at its beginning have moved, all by one page', () => {
    const differences = compareTexts(textOf(3000), `a new page\n\f\n${textOf(3000)}`);
    expect(differences).toMatchObject([
      { page: 1, kind: 'added', expected: null, actual: 'a new page' },
      { page: 2, kind: 'moved', fromPage: 1, lastPage: 3001, blocks: 3000 },
    ]);
  });

  test('differ in the one block that was changed', () => {
    const text = textOf(5000);
    const differences = compareTexts(text, text.replace(pageOf(4000, ''), `${pageOf(4000, '')} more`));
    expect(differences).toMatchObject([{ page: 4001, kind: 'changed' }]);
  });
});
