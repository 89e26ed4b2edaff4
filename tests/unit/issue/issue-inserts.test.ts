import { afterEach, describe, expect, test } from 'vitest';
import { fullPageInserts } from '../../../src/issue/full-page-inserts.ts';
import type { Issue } from '../../../src/issue/issue-types.ts';
import type { Loaded, Publication } from './publication.ts';
import { articleFile, loadPublication, manifestWith, publication } from './publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

/** The issue with these entries among its articles, and this front matter in the second article. */
function load(entries: string, frontMatter = ''): Loaded {
  open = publication({
    'issues/1.yaml': manifestWith(entries),
    'issues/articles/a.md': articleFile('title: A'),
    'issues/articles/b.md': articleFile(`title: B\n${frontMatter}`),
  });
  return loadPublication(open);
}

const insertOnly = (insert: string): ReturnType<typeof load> =>
  load(`      - articles/a.md\n      - insert: ${insert}`);

describe('an insert in the manifest', () => {
  test('has its place among the articles, and its page in its source', () => {
    const { issue, list } = load('      - articles/a.md\n      - insert: { src: ads/x.pdf, page: 2, size: half, alt: { en: Sale }, caption: Ad, link: "https://example.com" }\n      - articles/b.md'); // prettier-ignore
    expect(list).toEqual([]);
    expect(issue?.sections[0]?.articles.map(({ slug }) => slug)).toEqual(['a', 'b']);
    expect(issue?.sections[0]?.inserts).toMatchObject([
      {
        before: 1,
        insert: {
          source: 'issues/ads/x.pdf#page=2',
          size: 'half',
          alt: { en: 'Sale' },
          caption: 'Ad',
          link: 'https://example.com',
          place: { line: 10 },
        },
      },
    ]);
  });

  test('fills the first page of its file into a page of its own where nothing else is said', () => {
    const { issue } = insertOnly('{ src: ads/x.PDF, alt: x }');
    expect(issue?.sections[0]?.inserts?.[0]?.insert).toMatchObject({
      source: 'issues/ads/x.PDF#page=1',
      size: 'full',
    });
    expect(fullPageInserts(issue as Issue)).toEqual(new Set(['issues/ads/x.PDF#page=1']));
  });

  test('may be a picture or a drawing', () => {
    const { issue, list } = insertOnly('{ src: ads/x.svg, alt: x, size: column }');
    expect(list).toEqual([]);
    expect(issue?.sections[0]?.inserts?.[0]?.insert).toMatchObject({
      source: 'issues/ads/x.svg',
      size: 'column',
    });
    expect(fullPageInserts(issue as Issue)).toEqual(new Set());
  });

  test.each([
    ['{ size: full, alt: x }', 'M005', 'error', 'The key src is missing'],
    ['{ src: ads/x.docx, alt: x }', 'M004', 'error', 'src: expected'],
    ['ads/x.pdf', 'M004', 'error', 'insert: expected a map'],
    ['{ src: ads/x.pdf, page: 0, alt: x }', 'M004', 'error', 'page: expected a whole number from 1'],
    ['{ src: ads/x.pdf, size: double, alt: x }', 'M004', 'error', 'size: expected full, half or column'],
    ['{ src: ads/x.pdf, alt: x, width: 3 }', 'M003', 'warning', 'Unknown key width'],
    ['{ src: ../../x.pdf, alt: x }', 'X001', 'error', 'is refused'],
    ['{ src: /etc/x.pdf, alt: x }', 'X001', 'error', 'is refused'],
    ['{ src: ads/x.pdf }', 'I004', 'warning', 'Insert without alternative text: ads/x.pdf'],
    ['{ src: ads/x.png, page: 2, alt: x }', 'N006', 'warning', 'has no pages'],
    [
      '{ src: ads/x.pdf, alt: x, caption: Ad }',
      'N006',
      'warning',
      'The caption of insert ads/x.pdf is not shown',
    ],
  ])('%s is %s', (insert, code, severity, message) => {
    const { list } = insertOnly(insert);
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ code, severity, place: { line: 10 } });
    expect(list[0]?.place?.column).toBeGreaterThan(8);
    expect(list[0]?.message).toContain(message);
  });
});

describe('an insert in front matter', () => {
  test('is relative to the article', () => {
    const { issue, list } = load('      - articles/b.md', 'insert: { src: ../ads/x.pdf, page: 3, alt: x }');
    expect(list).toEqual([]);
    expect(issue?.sections[0]?.articles[0]?.frontMatter.insert).toMatchObject({ source: 'issues/ads/x.pdf#page=3', size: 'full' }); // prettier-ignore
    expect(fullPageInserts(issue as Issue)).toEqual(new Set(['issues/ads/x.pdf#page=3']));
  });

  test('is refused outside the publication, with its line', () => {
    const { list } = load('      - articles/b.md', 'insert:\n  src: ../../../x.pdf\n  alt: x');
    expect(list).toMatchObject([{ code: 'X001', place: { line: 4, column: 8 } }]);
  });
});
