// The designs of templates/ with articles that the samples do not have: in another language than the rest of their page, with
// titles in one language only, with lists in lists and in notes.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildIssue } from '../../src/build-issue.ts';
import type { BuiltIssue } from '../../src/build-issue.ts';
import { checkStructure } from '../../src/preflight/check-structure.ts';
import { readStructure } from '../../src/preflight/structure/read-structure.ts';
import type { StructureElement } from '../../src/preflight/structure/structure-types.ts';
import { textOf } from '../../src/preflight/structure/structure-types.ts';
import { articleOf, inFolder, makeFolder, writeInto } from './cli-kit.ts';

const ROOT = join(import.meta.dirname, '../..');
const SENTENCE = 'On Wednesday morning the shops are still closed when the blue cart leaves the market. ';
const PERSIAN = 'صبح چهارشنبه هنوز دوکان‌ها باز نشده است که کراچیِ آبی از بازار به راه می‌افتد. ';

const built = new Map<
  string,
  { readonly issue: BuiltIssue; readonly elements: readonly StructureElement[] }
>();

beforeAll(async () => {
  for (const design of ['aa-aa', 'weekly']) {
    const folder = makeFolder();
    cpSync(join(ROOT, 'templates'), join(folder, 'templates'), { recursive: true });
    writeInto(folder, {
      'issues/1.yaml': `issue: one\nnumber: 7\ndate: 2024-05-08\nlanguage: fa\ntitle: { fa: نشریه, en: Paper }\ntemplate: ${design}\nsections:\n  - label: { fa: خبر, en: News }\n    articles: [articles/a.md, articles/b.md]\n`,
      'issues/articles/a.md': articleOf(
        `${`${SENTENCE.repeat(6)}\n\n`.repeat(12)}- one\n  - two\n\nA call.[^1]\n\n[^1]: A note with a list:\n\n    - three\n`,
        'title: The Cart That Leaves the Market\nlanguage: en',
      ),
      'issues/articles/b.md': articleOf(
        `${PERSIAN.repeat(6)}\n\n`.repeat(4),
        'title: کراچی آبی که از بازار به راه می‌افتد\nlanguage: fa',
      ),
    });
    await inFolder(folder, async () => {
      const issue = await buildIssue('issues/1.yaml');
      const structure = await readStructure(issue.pdf, { file: design, diagnostics: new Diagnostics() });
      built.set(design, { issue, elements: structure?.elements ?? [] });
    });
  }
}, 60_000);

function elementsOf(design: string): readonly StructureElement[] {
  const all: StructureElement[] = [];
  const walk = (element: StructureElement): void => {
    all.push(element);
    for (const child of element.children) if (child.kind === 'element') walk(child);
  };
  built.get(design)?.elements.forEach(walk);
  return all;
}

test.each(['aa-aa', 'weekly'])(
  '%s sets an article of another language without complaint, all text in its own language',
  async (design) => {
    const issue = built.get(design)?.issue;
    expect(issue?.diagnostics).toEqual([]);
    const found = await checkStructure(issue?.pdf ?? new Uint8Array(), { file: design, diagnostics: new Diagnostics(), expected: issue?.text }); // prettier-ignore
    expect(found?.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);

test('the words over the second part of an article are in the language of the issue, and say so', () => {
  const links = elementsOf('aa-aa').filter((each) => each.role === 'Link' && textOf(each).includes('دنبالهٔ'));
  // The English one, and the Persian one beside it.
  expect(links.map(({ language }) => language)).toEqual(['fa', 'fa']);
});

test('a title that there is in one language only is said to be in that one, in both columns of the contents', () => {
  const titled = (title: string): readonly string[] => elementsOf('weekly').filter((each) => each.role === 'Link' && textOf(each).startsWith(title)).flatMap((each) => [each, ...each.children].filter((node) => node.kind === 'element' && textOf(node).startsWith(title)).slice(-1)).map((each) => (each.kind === 'element' ? each.language : '')); // prettier-ignore
  expect(titled('The Cart')).toEqual(['en', 'en']);
  expect(titled('کراچی')).toEqual(['fa', 'fa']);
});

test('a list in a note is no note: its items keep their own marks', () => {
  const labels = elementsOf('aa-aa')
    .filter(({ role }) => role === 'LI')
    .map((item) => textOf(item));
  expect(labels.find((text) => text.endsWith('three') && !text.includes('note'))).toMatch(/^[•–] three$/u);
});
