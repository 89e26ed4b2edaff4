import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { pictureSource } from '../../src/article/addresses.ts';
import { loadIssue } from '../../src/issue/load-issue.ts';
import { resolveInside } from '../../src/issue/publication-path.ts';
import { articleFile, manifestWith, publication } from '../unit/issue/publication.ts';

const list = readFileSync(new URL('../data/hostile-input/directory_traversal.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== ''); // prettier-ignore
const more = ['/etc/passwd', '../../etc/passwd', 'a/../../../x', '~/x', 'C:\\x', 'c:/x', 'file:///etc/passwd', 'http://x/y', '//x/y', 'a\u0000.md', '', ' ', './../..', 'x'.repeat(2000), '..%2f..%2fetc/passwd', '%2e%2e/x', 'data:text/html,x']; // prettier-ignore

test('no line of the traversal list names a file outside the folder, in a manifest or an article', () => {
  expect(list.length).toBeGreaterThan(100);
  for (const path of [...list, ...more]) {
    const resolved = resolveInside('/nonexistent/publication', 'issues', path);
    expect(resolved.kind === 'refused' || !resolved.exists, path).toBe(true);
    if (resolved.kind === 'inside')
      expect(resolved.absolute.startsWith('/nonexistent/publication/')).toBe(true);
    const picture = pictureSource(path, 'issues/articles/a.md');
    expect(picture?.startsWith('..') ?? false, path).toBe(false);
    expect(picture?.startsWith('/') ?? false, path).toBe(false);
  }
});

test('every line of the traversal list is refused in a manifest', () => {
  const refused = (path: string): boolean =>
    resolveInside('/nonexistent/publication', 'issues', path).kind === 'refused';
  expect([...list, ...more].filter((path) => !refused(path))).toEqual([]);
});

test('a manifest of hostile paths ends in diagnostics at their lines', () => {
  const paths = [...list, ...more].slice(0, 150);
  const entries = paths.map((path) => `      - { file: ${JSON.stringify(path)} }`).join('\n');
  const { folder, manifest, remove } = publication({ 'issues/1.yaml': manifestWith(entries), 'issues/articles/a.md': articleFile('title: A') }); // prettier-ignore
  const diagnostics = new Diagnostics();
  const issue = loadIssue(manifest, folder, diagnostics);
  remove();
  expect(issue.sections[0]?.articles).toEqual([]);
  expect(diagnostics.list.every(({ place }) => place?.line !== undefined)).toBe(true);
  // `a\u0000.md` is read without its control character, and not there.
  const others = diagnostics.list.filter(({ code }) => code !== 'X001');
  expect(others.map(({ code, message }) => `${code} ${message}`)).toEqual(['A012 Control characters are removed: U+0000', 'M007 Article file not found: a.md']); // prettier-ignore
});
