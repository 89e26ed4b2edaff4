import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readData } from '../../src/issue/data-source.ts';
import { readPlainFrontMatter } from '../../src/issue/plain-front-matter.ts';

function byParser(text: string): unknown {
  const input = { text, file: 'a.md', firstLine: 1, format: 'yaml', code: 'A002' } as const;
  return readData(input, new Diagnostics())?.data;
}

const key = fc.constantFrom('title', 'deck', 'date', 'tags', 'image', 'columns', 'a-b', 'null', 'true');
const piece = fc.constantFrom('متن', 'A', ' ', '  ', ':', ': ', '#', ' #', '-', '- ', '"', "'", '[', ']', ', ', ',', '{', '}', '1', '2024-05-08', '0x1F', '1e3', '.5', 'true', 'no', '~', 'null', '*', '&', '!', '|', '>', '%', '@', '\\', '\u200C', '\u00A0', '«', '۱۲', '\t', '…'); // prettier-ignore
const value = fc.oneof(
  fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('')),
  fc.array(piece, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`),
  fc.array(piece, { maxLength: 4 }).map((parts) => `[${parts.join('')}]`),
);
const line = fc.tuple(fc.constantFrom('', '  ', ' ', '    '), key, fc.constantFrom(': ', ':', ':  '), value).map((parts) => parts.join('')); // prettier-ignore

test('whatever the quick reader accepts, the YAML parser reads the same', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const text = `${lines.join('\n')}\n`;
      const quick = readPlainFrontMatter(text);
      if (quick === undefined) return;
      accepted += 1;
      expect({ text, data: quick }).toEqual({ text, data: byParser(text) });
    }),
    { numRuns: 20_000, seed: 11 },
  );
  expect(accepted).toBeGreaterThan(300);
});

test('the front matter of a common article is accepted', () => {
  const text = 'title: کاریز؛ راه پنهان آب\nlanguage: fa\ndate: 2024-05-08\ntags: [آب, زراعت]\nimage:\n  src: ../pictures/stream.jpg\n  credit: "عکس: آ / CC BY 4.0"\ncolumns: 2\n'; // prettier-ignore
  expect(readPlainFrontMatter(text)).toEqual(byParser(text));
  expect(readPlainFrontMatter(text)).toBeDefined();
});
