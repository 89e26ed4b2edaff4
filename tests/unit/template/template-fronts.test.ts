// What templates see of the fronts of an issue.
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ArticleRenderer } from '../../../src/article/render-article.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import { loadTemplate } from '../../../src/template/load-template.ts';
import { renderIssueHtml } from '../../../src/template/render-issue.ts';
import type { Publication } from '../issue/publication.ts';
import { articleFile, publication } from '../issue/publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

const TEMPLATE =
  '{{issue.binding}}:{{#each fronts}} {{front}} {{language}} {{direction}} [{{#each sections}}{{id}} {{language}}{{#if first}} first{{/if}}{{#if last}} last{{/if}};{{/each}}]{{/each}}';

function render(binding: string): string {
  open = publication({
    'issues/1.yaml': `issue: a\ndate: 2024-05-08\ntitle: T\ntemplate: t\nlanguage: fa\nbinding: ${binding}\nsections:\n  - { id: a, articles: [articles/fa.md] }\n  - { id: b, articles: [articles/de.md, articles/en.md] }\n  - { id: c, articles: [articles/ps.md] }\n`,
    ...Object.fromEntries(['fa', 'en', 'de', 'ps'].map((name) => [`issues/articles/${name}.md`, articleFile(`title: ${name}\nlanguage: ${name}`)])), // prettier-ignore
    'templates/t/issue.hbs': TEMPLATE,
  });
  const diagnostics = new Diagnostics();
  const issue = loadIssue(open.manifest, open.folder, diagnostics);
  const renderer = new ArticleRenderer();
  const articles = issue.sections.flatMap((section) => section.articles.map((article) => renderer.article(article, diagnostics))); // prettier-ignore
  const template = loadTemplate(join(open.folder, 'templates/t'), diagnostics);
  const html = renderIssueHtml(issue, articles, template, { edition: 'web', diagnostics });
  expect(diagnostics.list).toEqual([]);
  return html;
}

describe('the fronts of an issue', () => {
  it('are one where it is bound on one side', () => {
    expect(render('auto')).toBe('right: main fa rtl [a fa first;b de;c ps last;]');
  });

  it('are two where it is bound dual, each with its first and last section', () => {
    expect(render('dual')).toBe('dual: main fa rtl [a fa first;c ps last;] back de ltr [b de first last;]');
  });
});
