import { afterEach, describe, expect, test } from 'vitest';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Issue } from '../../../src/issue/issue-types.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import type { Loaded, Publication } from './publication.ts';
import { articleFile, loadPublication, manifestWith, publication } from './publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

function load(files: Readonly<Record<string, string>>): Loaded {
  open = publication(files);
  return loadPublication(open);
}

const slugs = (issue: Issue | undefined): string[] => issue?.sections.flatMap(({ articles }) => articles.map(({ slug }) => slug)) ?? []; // prettier-ignore
const codes = (list: readonly Diagnostic[]): string[] => list.map(({ code }) => code);
const at = (list: readonly Diagnostic[], code: string): Diagnostic | undefined =>
  list.find((d) => d.code === code);

const POOL = {
  'issues/articles/a.md': articleFile('title: A\nlanguage: en\ndate: 2024-05-03\ntags: [gaza]\nauthor: Ann'),
  'issues/articles/b.md': articleFile('title: B\nlanguage: de\ndate: 2024-05-01\ntags: [gaza, kabul]'),
  'issues/articles/deep/c.md': articleFile('title: C\ndate: ۱۹ ثور ۱۴۰۳\ntags: kabul\nauthor: [Ann, Ben]'),
  'issues/articles/d.md': articleFile('title: D\nlanguage: en-GB'),
};

describe('a manifest is loaded', () => {
  test('articles come in the order of the manifest, with body, its line, and overrides', () => {
    const { issue, list } = load({ ...POOL, 'issues/1.yaml': manifestWith('      - articles/b.md\n      - { file: articles/a.md, columns: 3 }') }); // prettier-ignore
    expect(list).toEqual([]);
    expect(slugs(issue)).toEqual(['b', 'a']);
    const article = issue?.sections[0]?.articles[1];
    expect(article).toMatchObject({
      file: 'issues/articles/a.md',
      direction: 'ltr',
      bodyLine: 8,
      overrides: { columns: 3 },
    });
    expect(article?.body).toBe('\nمتن.\n');
    expect(article?.place).toMatchObject({ line: 10, column: 9 });
    expect(issue).toMatchObject({ id: '2024-19', date: '2024-05-08', direction: 'rtl' });
    expect(Object.keys(issue?.editions ?? {})).toEqual(['web', 'press']);
  });

  test('the same manifest as JSON gives the same issue', () => {
    const manifest = { issue: 'x', date: '۱۹ ثور ۱۴۰۳', language: 'fa', title: 'T', template: 't', masthead: { poem: [['a', 'b']] }, sections: [{ articles: ['articles/a.md'] }] }; // prettier-ignore
    open = publication({ ...POOL, 'issues/1.json': JSON.stringify(manifest, undefined, '\t') });
    const diagnostics = new Diagnostics();
    const issue = loadIssue(join(open.folder, 'issues/1.json'), open.folder, diagnostics);
    expect(diagnostics.list).toEqual([]);
    expect(issue).toMatchObject({ date: '2024-05-08', masthead: { poem: [['a', 'b']] } });
  });

  test('numbers stand for what is written', () => {
    const manifest = manifestWith('      - articles/a.md').replace('issue: 2024-19', 'issue: 2024.10').replace(/title: .*/, 'title: 1984'); // prettier-ignore
    expect(load({ ...POOL, 'issues/1.yaml': manifest }).issue).toMatchObject({
      id: '2024.10',
      title: '1984',
    });
  });

  test('two files of one name get two slugs', () => {
    const files = { 'issues/articles/x/a.md': articleFile('title: X'), ...POOL };
    const { issue } = load({
      ...files,
      'issues/1.yaml': manifestWith('      - articles/a.md\n      - articles/x/a.md'),
    });
    expect(slugs(issue)).toEqual(['a', 'a-2']);
  });
});

describe('a selection', () => {
  const select = (text: string): string[] => slugs(load({ ...POOL, 'issues/1.yaml': manifestWith(`      - ${text}`) }).issue); // prettier-ignore
  test.each([
    ['{ select: {} }', ['b', 'a', 'c', 'd']],
    ['{ select: {}, sort: -date }', ['c', 'a', 'b', 'd']],
    ['{ select: { language: [en, de] }, sort: file }', ['a', 'b', 'd']],
    ['{ select: { language: fa } }', ['c']],
    ['{ select: { tags: [kabul] } }', ['b', 'c']],
    ['{ select: { from: 2024-05-03, to: ۱۹ ثور ۱۴۰۳ } }', ['a', 'c']],
    ['{ select: { author: Ann } }', ['a', 'c']],
    ['{ select: { glob: "articles/*.md" }, sort: -title, limit: 2 }', ['d', 'b']],
    ['{ select: { glob: "articles/{deep/*,a}.md" } }', ['a', 'c']],
  ])('%s chooses %j', (text, expected) => {
    expect(select(text)).toEqual(expected);
  }); // prettier-ignore

  test('that matches nothing is a warning at its place', () => {
    const { list } = load({ ...POOL, 'issues/1.yaml': manifestWith('      - articles/a.md\n      - select: { tags: [nowhere] }') }); // prettier-ignore
    expect(at(list, 'M008')).toMatchObject({ severity: 'warning', place: { line: 10, column: 9 } });
  });

  test('keeps an article where it was first chosen, with a note', () => {
    const { issue, list } = load({ ...POOL, 'issues/1.yaml': manifestWith('      - articles/c.md\n      - articles/a.md\n      - articles/a.md\n      - select: {}').replace('articles/c.md', 'articles/deep/c.md') }); // prettier-ignore
    expect(slugs(issue)).toEqual(['c', 'a', 'b', 'd']);
    expect(list.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      Array.from({ length: 3 }, () => 'M009 note'),
    );
  });

  test('leaves files without front matter out with a note', () => {
    const { issue, list } = load({ ...POOL, 'issues/articles/README.md': '# Pool', 'issues/1.yaml': manifestWith('      - select: {}') }); // prettier-ignore
    expect(slugs(issue)).toHaveLength(4);
    expect(list).toMatchObject([{ code: 'A008', severity: 'note' }]);
  });
});

describe('what is wrong is reported at its place', () => {
  test.each([
    ['an unknown key', 'template: aa-aa', 'templat: aa-aa', 'M003', { line: 5, column: 1 }],
    ['a missing key', 'template: aa-aa\n', '', 'M005', {}],
    ['a wrong type', 'language: fa', 'language: [fa]', 'M004', { line: 3, column: 11 }],
    ['a bad date', '2024-05-08', '2024-02-30', 'M006', { line: 2, column: 7 }],
    ['bad YAML', 'language: fa', 'language: "fa', 'M002', {}],
    ['a key written twice', 'language: fa', 'language: fa\nlanguage: en', 'M002', { line: 4, column: 1 }],
    ['a bad language tag', '{ fa: ', '{ "not a tag": ', 'M004', { line: 4, column: 23 }],
  ])('%s', (_, find, replacement, code, place) => {
    const { list } = load({
      ...POOL,
      'issues/1.yaml': manifestWith('      - articles/a.md').replace(find, replacement),
    });
    expect(codes(list)).toContain(code);
    expect(at(list, code)?.place).toMatchObject(place);
    if (code === 'M002' || code === 'M004') expect(at(list, code)?.hint).toMatch(/\w/);
  });

  test('an article that is taken for a manifest is told from bad YAML', () => {
    const { list } = load({ 'issues/1.yaml': '---\ntitle: A\n---\n\nText.\n' });
    expect(at(list, 'M002')?.message).toBe('The text goes on behind a line of ---');
    expect(at(list, 'M002')?.hint).toContain('front matter of articles');
  });

  test('an unknown key names the known one', () => {
    const { list } = load({
      ...POOL,
      'issues/1.yaml': `${manifestWith('      - articles/a.md')}mastehad: {}\n`,
    });
    expect(at(list, 'M003')?.hint).toBe('did you mean masthead?');
  });

  test('a missing article names the nearest file', () => {
    const { list } = load({ ...POOL, 'issues/articles/rafah.md': articleFile('title: R'), 'issues/1.yaml': manifestWith('      - articles/raffah.md') }); // prettier-ignore
    expect(at(list, 'M007')).toMatchObject({ severity: 'error', hint: 'did you mean articles/rafah.md?', place: { line: 9, column: 9 } }); // prettier-ignore
  });

  test('an article without a title, with unknown and wrong keys', () => {
    const { list } = load({ 'issues/articles/a.md': articleFile('deck: D\ncolums: 2\ncolumns: two\ndate: never'), 'issues/1.yaml': manifestWith('      - articles/a.md') }); // prettier-ignore
    expect(list.map(({ code, place }) => `${code} ${place?.line}`).toSorted()).toEqual(['A003 2', 'A004 3', 'A005 4', 'M006 5']); // prettier-ignore
    expect(at(list, 'A004')?.hint).toBe('did you mean columns?');
  });

  test('front matter that is missing, open, or no YAML', () => {
    const files = { 'issues/articles/a.md': 'Text', 'issues/articles/b.md': '---\ntitle: x\n', 'issues/articles/c.md': articleFile('title: "x') }; // prettier-ignore
    const { list } = load({ ...files, 'issues/1.yaml': manifestWith('      - articles/a.md\n      - articles/b.md\n      - articles/c.md') }); // prettier-ignore
    expect(codes(list)).toEqual(['A008', 'A008', 'A002']);
  });

  test('an issue without articles and a manifest that does not exist', () => {
    expect(codes(load({ 'issues/1.yaml': manifestWith('      []') }).list)).toEqual(['M010']);
    rmSync(open?.manifest ?? '');
    expect(open && codes(loadPublication(open).list)).toEqual(['M001']);
  });

  test('a file that is too large is not read', () => {
    const { list } = load({ 'issues/1.yaml': `# ${'x'.repeat(1_100_000)}` });
    expect(codes(list)).toEqual(['X002']);
  });
});

describe('nothing outside the publication folder is read', () => {
  test('links that lead out are refused, links inside are followed', () => {
    const outside = publication({ 'secret.md': articleFile('title: Secret') });
    open = publication({ ...POOL, 'issues/1.yaml': manifestWith('      - articles/out.md\n      - articles/in.md\n      - select: {}') }); // prettier-ignore
    symlinkSync(join(outside.folder, 'secret.md'), join(open.folder, 'issues/articles/out.md'));
    symlinkSync(join(open.folder, 'issues/articles/a.md'), join(open.folder, 'issues/articles/in.md'));
    symlinkSync(outside.folder, join(open.folder, 'issues/articles/folder'));
    const { issue, list } = loadPublication(open);
    outside.remove();
    expect(codes(list).filter((code) => code === 'X001')).toHaveLength(1);
    expect(slugs(issue)).toContain('in');
    expect(JSON.stringify(issue)).not.toContain('Secret');
  });

  test('a picture outside the folder is refused at its place', () => {
    const { list } = load({ 'issues/articles/a.md': articleFile('title: A\nimage: { src: ../../../etc/passwd }'), 'issues/1.yaml': manifestWith('      - articles/a.md') }); // prettier-ignore
    expect(at(list, 'X001')?.place).toMatchObject({ line: 3, column: 15 });
  });

  test('the articles of a pool are read once for all manifests of a run', async () => {
    const { ArticlePool } = await import('../../../src/issue/article-pool.ts');
    open = publication({ ...POOL, 'issues/1.yaml': manifestWith('      - select: { tags: [none] }\n      - select: { tags: [gaza] }') }); // prettier-ignore
    const pool = new ArticlePool(open.folder);
    const file = pool.file(join(open.folder, 'issues/articles/a.md'), 'issues/articles/a.md');
    expect(pool.head(file, 'fa').frontMatter?.title).toBe('A');
    writeFileSync(file.absolute, readFileSync(file.absolute, 'utf8').replace('title: A', 'title: Changed'));
    expect(pool.head(file, 'fa').frontMatter?.title).toBe('A');
  });
});
