import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderPlainProse } from '../../src/article/plain-prose.ts';
import { ArticleRenderer } from '../../src/article/render-article.ts';
import type { MarkdownSource } from '../../src/article/token-context.ts';
import { Diagnostics } from '../../src/base/diagnostic.ts';

const renderer = new ArticleRenderer();
const ARTICLES = join(import.meta.dirname, '../../issues/articles');

function sourceOf(text: string, direction: 'ltr' | 'rtl'): MarkdownSource {
  return { text, displayFile: 'articles/a&b.md', firstLine: 7, file: 'issues/articles/a&b.md', slug: 'a', language: direction === 'rtl' ? 'fa' : 'en', direction }; // prettier-ignore
}

function byParser(source: MarkdownSource): unknown {
  const diagnostics = new Diagnostics();
  const { html, noteCount } = renderer.blocks(source, [], diagnostics);
  return { html, noteCount, list: diagnostics.list };
}

/** Whether the text was taken as prose; it is then what the parser makes of it. */
function isSame(text: string, direction: 'ltr' | 'rtl'): boolean {
  const source = sourceOf(text, direction);
  const html = renderPlainProse(source);
  if (html === null) return false;
  expect({ text, html, noteCount: 0, list: [] }).toEqual({ text, ...(byParser(source) as object) });
  return true;
}

const direction = fc.constantFrom('ltr', 'rtl');
const word = fc.constantFrom(
  'متن', 'آب\u200cها', 'town', '۱۲', '1994', 'T-72', '«نوروز»', '“Night', 'School”', '(ساعت', '۱۲:۴۷)', '5%', '"so"', "it's", '—', '…', '+', '-', '=',
  ':', '|', '#', '!', '$5', '1.', '2)', '12', '•', '.', '...', '\u00A0', '\u200B', '\u2028', '\uFEFF', '\uD800', '😀', 'https:', 'www', '//', '@', 'a:/b',
); // prettier-ignore
const markup = fc.constantFrom('*', '_a_', '`', '[a](b)', '<b>', '&amp;', '\\', '~~', '^', '{', '}', '\t', '\u0000', '\u0085', '> ', '- a', '#### ', '    ', '[^1]', ':::box', '---', '|--|', '\r'); // prettier-ignore
const part = fc.constantFrom('a', 'payam', 'x1', '-', '--', '.', '..', '/', '_', '%20', '?q=1', '#x', ':80', 'A', 'ق', 'xn--a', '@', ',', ')', '»', ' ', '~', ':', ';', 'b'.repeat(70)); // prettier-ignore
const address = fc
  .tuple(
    fc.constantFrom('http://a.b', 'https://payam.example', 'https://payam.example/', 'desk12@payam.example', 'http://', 'www.payam.example', 'mailto:a@b.c', 'ftp://a.b', 'a.b@c-d.e.f', ''), // prettier-ignore
    fc.array(part, { maxLength: 3 }).map((parts) => parts.join('')),
    fc.constantFrom('', '.', ',', '.”', ')', '!', '؟', '،', '؛', '»', '..', '/'),
  )
  .map((parts) => parts.join(''));
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.constant(' ') },
  { weight: 3, arbitrary: fc.constantFrom('\n', '\n\n', '\n\n## ', '\n# ') },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', ' \n', '  \n', '\n ', '\n\n\n', '\u00A0\n', '(') },
);
const piece = fc.oneof(
  { weight: 30, arbitrary: word },
  { weight: 6, arbitrary: address },
  { weight: 1, arbitrary: markup },
);
const prose = fc.array(fc.tuple(piece, gap), { maxLength: 12 }).map((pairs) => pairs.flat().join(''));

test('whatever is taken as prose, the parser makes the same of it', () => {
  let taken = 0;
  fc.assert(
    fc.property(prose, direction, (text, around) => {
      if (isSame(text, around)) taken++;
    }),
    { numRuns: 20_000, seed: 5 },
  );
  expect(taken).toBeGreaterThan(2000);
});

test('addresses that are linked without the parser are those that it links', () => {
  let linked = 0;
  const sentence = fc.tuple(
    word,
    fc.constantFrom(' ', '\n', ' ('),
    address,
    fc.constantFrom(' ', '\n', ''),
    word,
  );
  fc.assert(
    fc.property(sentence, (parts) => {
      const text = parts.join('');
      if (isSame(text, 'ltr') && renderPlainProse(sourceOf(text, 'ltr'))?.includes('<a ') === true) linked++;
    }),
    { numRuns: 20_000, seed: 6 },
  );
  expect(linked).toBeGreaterThan(800);
});

test('the paragraphs of the sample articles come out as from the parser, one by one and together', () => {
  const bodies = readdirSync(ARTICLES)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(ARTICLES, name), 'utf8').replace(/^---\n[^]*?\n---\n/, ''));
  let taken = 0;
  for (const text of bodies.flatMap((body) => [body, ...body.split(/\n{2,}/)])) {
    if (isSame(text, 'rtl')) taken++;
    isSame(text, 'ltr');
  }
  expect(taken).toBeGreaterThan(80);
});

test('an article with mark-up is left to the parser', () => {
  const around = (mark: string): string => `An ordinary sentence.\n\n${mark}\n\nAnother one.`;
  for (const mark of [
    '*so*',
    '- a',
    '1. a',
    'a\n===',
    '> a',
    'a\n| b',
    '[a]: b',
    ':::box\na\n:::',
    '#a',
    '## a ##',
    'a\\',
    'a  \nb',
    ' a',
    '\ta',
    '![](a.jpg)',
    'a[^1]',
    '&amp;',
    '<b>a</b>',
    'www.payam.example',
    'ftp://a.b',
    'HTTP://a.b',
  ])
    // prettier-ignore
    expect(renderPlainProse(sourceOf(around(mark), 'ltr'))).toBeNull();
  expect(renderPlainProse(sourceOf(around('So.'), 'ltr'))).toBe(
    '<p data-source="articles/a&amp;b.md:7">An ordinary sentence.</p>\n<p data-source="articles/a&amp;b.md:9">So.</p>\n<p data-source="articles/a&amp;b.md:11">Another one.</p>\n',
  );
});
