import { afterEach, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { ArticleRenderer } from '../../../src/article/render-article.ts';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import { loadTemplate } from '../../../src/template/load-template.ts';
import { renderIssueHtml } from '../../../src/template/render-issue.ts';
import type { Publication } from '../issue/publication.ts';
import { articleFile, manifestWith, publication } from '../issue/publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

const SHOWING =
  '<body>{{#each sections}}[{{id}}{{#each inserts}}{{html}}{{/each}}{{#each articles}}({{slug}} {{template}}{{html}}{{#each inserts}}{{html}}{{/each}}){{/each}}]{{/each}}</body>';
const PLAIN = '<body>{{#each articles}}({{slug}}{{html}}){{/each}}</body>';

function render(
  issueTemplate: string,
  manifest: string,
  files: Readonly<Record<string, string>> = {},
): { html: string; list: readonly Diagnostic[] } {
  open = publication({
    'issues/1.yaml': manifest,
    'issues/articles/a.md': articleFile('title: A', 'الف^[یادداشت]\n'),
    'issues/articles/b.md': articleFile('title: B', 'ب\n'),
    'templates/t/issue.hbs': issueTemplate,
    ...files,
  });
  const diagnostics = new Diagnostics();
  const issue = loadIssue(open.manifest, open.folder, diagnostics);
  const renderer = new ArticleRenderer();
  const articles = issue.sections.flatMap((section) =>
    section.articles.map((one) => renderer.article(one, diagnostics)),
  );
  const template = loadTemplate(join(open.folder, 'templates/t'), diagnostics);
  return {
    html: renderIssueHtml(issue, articles, template, { edition: 'web', diagnostics }),
    list: diagnostics.list,
  };
}

/** Only names of sections, articles and inserts. */
const order = (html: string): string => [...html.matchAll(/\[section-\d|\([ab]\b|src="issues\/ads\/\w+\.\w+|fnref/g)].map(([found]) => found.replace('src="issues/', '→')).join(' '); // prettier-ignore

describe('inserts in templates', () => {
  test('come after the article that they follow, and at the head of a section before its first one', () => {
    const manifest = manifestWith('      - insert: { src: ads/head.pdf, alt: x }\n      - articles/a.md\n      - insert: { src: ads/one.pdf, alt: x }\n      - insert: { src: ads/two.pdf, size: half, alt: x }\n      - articles/b.md'); // prettier-ignore
    const { html, list } = render(SHOWING, manifest);
    expect(list).toEqual([]);
    expect(order(html)).toBe('[section-1 →ads/head.pdf (a fnref →ads/one.pdf →ads/two.pdf (b');
  });

  test('as wide as a column stand in the text, before its notes', () => {
    const manifest = manifestWith(
      '      - articles/a.md\n      - insert: { src: ads/c.png, size: column, alt: "<x>", label: false }',
    );
    const { html, list } = render(PLAIN, manifest);
    expect(list).toEqual([]);
    expect(html).toMatch(
      /الف.*<figure class="insert insert-column"[^>]*><img src="issues\/ads\/c\.png" alt="&lt;x&gt;"><\/figure>\s*<section class="footnotes"/s,
    );
  });

  test('of a section without articles go to the one before, or else to the one after', () => {
    const section = (articles: string): string => `  - articles:\n${articles}\n`;
    const head = manifestWith('      - insert: { src: ads/first.pdf, alt: x }');
    const manifest =
      head + section('      - articles/a.md') + section('      - insert: { src: ads/last.pdf, alt: x }');
    expect(order(render(SHOWING, manifest).html)).toBe('[section-2 →ads/first.pdf (a fnref →ads/last.pdf');
  });

  test('are figures with link, caption and place', () => {
    const manifest = manifestWith('      - articles/a.md\n      - insert: { src: ads/x.pdf, page: 2, size: half, alt: { fa: حراج }, label: false, caption: آگهی, link: "https://example.com/?a&b" }'); // prettier-ignore
    const { html } = render(SHOWING, manifest);
    expect(html).toMatch(/<figure class="insert insert-half" id="nashr-insert-1" lang="fa" dir="rtl" data-source="[^"]*1\.yaml:10:24"><a href="https:\/\/example\.com\/\?a&amp;b"><img src="issues\/ads\/x\.pdf#page=2" alt="حراج" data-page-share="0\.5"><\/a><figcaption>آگهی<\/figcaption><\/figure>/); // prettier-ignore
  });

  test('say the language of an alternative text that is not there in theirs', () => {
    const manifest = manifestWith('      - articles/a.md\n      - insert: { src: ads/x.pdf, alt: { en: Sale, de: Ausverkauf } }'); // prettier-ignore
    expect(render(SHOWING, manifest).html).toContain('alt="Sale" lang="en"');
    const own = manifestWith('      - articles/a.md\n      - insert: { src: ads/x.pdf, alt: { en: Sale, fa: حراج } }'); // prettier-ignore
    expect(render(SHOWING, own).html).not.toContain('alt="حراج" lang');
  });

  test('carry a label above them in the language of their section, unless they are no advertisement', () => {
    const insert = (more: string): string =>
      `      - insert: { src: ads/x.pdf, size: half, alt: x${more} }\n`;
    const sections = `${manifestWith('      - articles/a.md')}\n${insert('')}${insert(', label: اعلان')}${insert(', label: false')}${insert(', label: آگهی, caption: آگهی')}  - language: de\n    articles:\n      - articles/b.md\n${insert('')}${insert(', label: { de: Werbung, fa: آگهی }')}  - language: ru\n    articles:\n${insert('')}`; // prettier-ignore
    const { html, list } = render(SHOWING, sections);
    expect(list).toEqual([]);
    const figures = [...html.matchAll(/<figure.*?<\/figure>/gs)].map(([figure]) => /lang="(\w+)".*?>(?:<figcaption class="insert-label">(.*?)<\/figcaption>)?<img/.exec(figure)?.slice(1)); // prettier-ignore
    expect(figures).toEqual([
      ['fa', 'آگهی'],
      ['fa', 'اعلان'],
      ['fa', undefined],
      ['fa', undefined],
      ['de', 'Anzeige'],
      ['de', 'Werbung'],
      ['ru', 'Advertisement'],
    ]);
  });

  test('that fill their page have no label', () => {
    const manifest = manifestWith('      - articles/a.md\n      - insert: { src: ads/x.pdf, alt: x }');
    expect(render(SHOWING, manifest).html).not.toContain('insert-label');
  });

  test('that a template does not show stand at the end, with a warning at their place', () => {
    const manifest = manifestWith(
      '      - articles/a.md\n      - insert: { src: ads/x.pdf, alt: x }\n      - articles/b.md',
    );
    const { html, list } = render(PLAIN, manifest);
    expect(html).toMatch(/\(b.*<figure class="insert insert-full"[^>]*>.*<\/body>$/s);
    expect(list).toMatchObject([{ code: 'N005', severity: 'warning', place: { line: 10 }, hint: 'write {{#each inserts}}{{html}}{{/each}} after each article, and at the head of each section' }]); // prettier-ignore
  });

  test('are an article by themselves where it has no text and the design has a template for it', () => {
    const manifest = manifestWith('      - articles/b.md');
    const article = articleFile('title: B\ninsert: { src: ../ads/x.pdf, alt: x }', '\n');
    const template = { 'templates/t/insert.hbs': '{{#each inserts}}{{html}}{{/each}}' };
    expect(render(SHOWING, manifest, { 'issues/articles/b.md': article, ...template }).html).toContain(
      '(b insert',
    );
    open?.remove();
    const withText = articleFile('title: B\ninsert: { src: ../ads/x.pdf, alt: x }', 'متن\n');
    expect(render(SHOWING, manifest, { 'issues/articles/b.md': withText, ...template }).html).toContain(
      '(b article',
    );
  });
});
