import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { ArticleIndex, nameArticles, placedBlocks } from '../../../src/preflight/compare/article-index.ts';
import { compareTexts } from '../../../src/preflight/compare/compare-text.ts';
import { formatDifferences } from '../../../src/preflight/compare/format-differences.ts';
import { readStructure } from '../../../src/preflight/structure/read-structure.ts';
import { taggedPdf } from './tagged-pdf.ts';

const structure = await readStructure(taggedPdf(), { file: 'x.pdf', diagnostics: new Diagnostics() });
const blocks = structure === null ? [] : placedBlocks(structure);
const TEXT =
  'Two ledgers\n\nHe wrote to the archive and waited for\n\nThe old ford\n\f\nan answer.\n\nYear\n\nWells\n';

describe('placedBlocks', () => {
  test('gives each block complete, with its parts by page and its article', () => {
    expect(blocks).toEqual([
      { role: 'H1', text: 'Two ledgers', parts: new Map([[1, 'Two ledgers']]), article: 'Two ledgers' },
      {
        role: 'P',
        text: 'He wrote to the archive and waited for an answer.',
        parts: new Map([
          [1, 'He wrote to the archive and waited for'],
          [2, 'an answer.'],
        ]),
        article: 'Two ledgers',
      },
      {
        role: 'Caption',
        text: 'The old ford',
        parts: new Map([[1, 'The old ford']]),
        article: 'Two ledgers',
      },
      { role: 'TH', text: 'Year', parts: new Map([[2, 'Year']]), article: 'Two ledgers' },
      { role: 'H2', text: 'Wells', parts: new Map([[2, 'Wells']]), article: 'Wells' },
    ]);
  });
});

describe('nameArticles', () => {
  const named = (expected: string) =>
    nameArticles(compareTexts(expected, TEXT), {
      expected,
      index: new ArticleIndex(blocks),
      pageNumber: (page) => page,
    });

  test('names the article of what was changed or added', () => {
    const [changed] = named(TEXT.replace('archive', 'library'));
    expect(changed).toMatchObject({ kind: 'changed', page: 1, articles: ['Two ledgers'] });
    expect(formatDifferences(changed === undefined ? [] : [changed])).toMatch(
      /^page 1, in “\u2066Two ledgers\u2069”: changed\n/,
    );
  });

  test('names the article that something missing stood in, and both at a border', () => {
    expect(named(TEXT.replace('The old ford', 'The old ford\n\nA lost line'))).toMatchObject([
      { kind: 'missing', articles: ['Two ledgers'] },
    ]);
    const atBorder = named(TEXT.replace('Wells', 'Another one\n\nWells'));
    expect(atBorder).toMatchObject([{ kind: 'missing', articles: ['Two ledgers', 'Wells'] }]);
    expect(formatDifferences(atBorder)).toContain(
      'in “\u2066Two ledgers\u2069” or “\u2066Wells\u2069”: missing',
    );
  });

  test('a number that several articles have is not taken for the neighbour of what is missing', () => {
    const block = (text: string, article: string) => ({
      role: 'P',
      text,
      parts: new Map([[1, text]]),
      article,
    });
    const shared = new ArticleIndex([
      block('Sheep', 'Fields'),
      block('First note', 'Fields'),
      { ...block('2', 'Towns'), parts: new Map([[7, '2']]) },
      { ...block('2', 'Roads'), parts: new Map([[8, '2']]) },
    ]);
    const expected = 'Sheep\n\nFirst note\n\n2\n\nSecond note\n';
    const differences = nameArticles(compareTexts(expected, 'Sheep\n\nFirst note\n'), { expected, index: shared, pageNumber: (page) => page }); // prettier-ignore
    expect(differences.length).toBeGreaterThan(0);
    for (const { articles } of differences) expect(articles).toEqual(['Fields']);
  });

  test('names none for what is outside of articles, or nowhere', () => {
    const outside = new ArticleIndex([{ role: 'P', text: 'x', parts: new Map([[1, 'x']]), article: null }]);
    const differences = nameArticles(compareTexts('y z', 'x'), { expected: 'y z', index: outside, pageNumber: (page) => page }); // prettier-ignore
    expect(differences.map(({ articles }) => articles)).toEqual(differences.map(() => undefined));
  });
});
