import fc from 'fast-check';
import Markdown from 'markdown-it';
import { expect, it } from 'vitest';
import { isNormalAddress } from '../../src/article/markdown-parser.ts';

const library = new Markdown();
const piece = fc.constantFrom(
  'http://', 'https://', 'mailto:', 'ftp://', '//', 'a', 'office64', '@', 'payam', '.', 'example', '/', '-', 'school-885',
  '..', '_', '%20', '%', '?q=1', '#x', ':80', 'A', 'ق', 'xn--mgb', ' ', 'b'.repeat(70),
); // prettier-ignore

it('addresses that are taken as they are would come out of the library unchanged', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.constantFrom('http://a.b', 'https://payam.example', 'mailto:a@b.c', ''), fc.array(piece), (head, rest) => {
      const address = head + rest.join('');
      if (!isNormalAddress(address)) return;
      taken++;
      expect(library.normalizeLink(address)).toBe(address);
    }),
    { numRuns: 20_000 },
  ); // prettier-ignore
  expect(taken).toBeGreaterThan(1000);
});
