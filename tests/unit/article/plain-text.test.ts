// The short way for text without mark-up, against the library's own way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarkdownParser } from '../../../src/article/markdown-parser.ts';

const PARTS = [
  'word', 'کتاب', ' ', '  ', '\n', '.', ',', ':', '://', 'http://a.org', 'a@b.org', 'www.a.org', '*', '_', '`', '[x]', '(y)', '{.a}', '!',
  '&amp;', '<b>', '</b>', '~', '^', '\\', '-', '12', '%', '«', '»', '#', '$', '|', '"', "'", '+', '=', ';', '/', '\u200c', '@',
]; // prettier-ignore

describe('text without mark-up', () => {
  it('comes to the same HTML as by the library, whatever stands in it', () => {
    const quick = createMarkdownParser();
    const library = createMarkdownParser();
    library.core.ruler.at('inline', (state) => {
      for (const token of state.tokens)
        if (token.type === 'inline')
          library.inline.parse(token.content, library, state.env, (token.children ??= []));
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect(quick.render(text)).toBe(library.render(text));
      }),
      { numRuns: 5000, seed: 5 },
    );
  });
});
