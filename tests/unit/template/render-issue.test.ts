import { afterEach, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { symlinkSync } from 'node:fs';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { Diagnostics, DiagnosticsError } from '../../../src/base/diagnostic.ts';
import { ArticleRenderer } from '../../../src/article/render-article.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import { loadTemplate } from '../../../src/template/load-template.ts';
import { renderIssueHtml } from '../../../src/template/render-issue.ts';
import type { Publication } from '../issue/publication.ts';
import { articleFile, manifestWith, publication } from '../issue/publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

const FILES = {
  'issues/1.yaml': `${manifestWith('      - articles/a.md\n      - articles/b.md')}number: 19
masthead: { poem: [[چو کشور, بدین بوم]], name: { fa: نشر, en: Nashr }, note: "<b>{{issue.id}}</b>" }
`,
  'issues/articles/a.md': articleFile('title: <سلام>\nauthor: نویسنده\ndate: 2024-05-01', '**متن**\n'),
  'issues/articles/b.md': articleFile('title: { en: Hello }\nlanguage: en\ntemplate: short', 'Text\n'),
};

function html(
  templates: Readonly<Record<string, string>>,
  edition = 'web',
): { html: string; list: readonly Diagnostic[] } {
  const files = Object.fromEntries(
    Object.entries(templates).map(([name, text]) => [`templates/t/${name}.hbs`, text]),
  );
  open = publication({ ...FILES, ...files });
  const diagnostics = new Diagnostics();
  const issue = loadIssue(open.manifest, open.folder, diagnostics);
  const renderer = new ArticleRenderer();
  const articles = issue.sections.flatMap((section) =>
    section.articles.map((one) => renderer.article(one, diagnostics)),
  );
  try {
    const template = loadTemplate(join(open.folder, 'templates/t'), diagnostics);
    return {
      html: renderIssueHtml(issue, articles, template, { edition, diagnostics }),
      list: diagnostics.list,
    };
  } catch (cause) {
    if (!(cause instanceof DiagnosticsError)) throw cause;
    return { html: '', list: diagnostics.list };
  }
}

describe('an issue is printed', () => {
  test('with articles by their own templates, text escaped and bodies not', () => {
    const templates = {
      issue:
        '<html lang="{{language}}" dir="{{direction}}">{{#each sections}}{{#each articles}}{{> (lookup . "template")}}{{/each}}{{/each}}</html>',
      article: '<h1>{{t title}}</h1>{{html}}',
      'partials/short': '<h2>{{t title "en"}}</h2>{{index}}{{first}}{{last}}',
    };
    const result = html(templates);
    expect(result.list).toEqual([]);
    expect(result.html).toMatch(/^<html lang="fa" dir="rtl"><h1>&lt;سلام&gt;<\/h1><p data-source="[^"]*"><strong>متن<\/strong><\/p>\n<h2>Hello<\/h2>1falsetrue<\/html>$/); // prettier-ignore
  });

  test.each([
    ['{{date issue.date style="weekday"}}', 'چهارشنبه ۱۹ ثور ۱۴۰۳'],
    ['{{date issue.date calendar="gregorian" locale="en"}}', '8 May 2024'],
    ['{{#each articles}}{{#if date}}{{date}} {{date date}}{{/if}}{{/each}}', '2024-05-01 ۱۲ ثور ۱۴۰۳'],
    ['{{digits issue.number}} {{digits "۱۹" system="latin"}}', '۱۹ 19'],
    ['{{number 1234567.5}} {{number 1234567.5 "de"}} {{number -1234 "en"}}', '۱٬۲۳۴٬۵۶۷٫۵ 1.234.567,5 −1,234'],
    ['{{t issue.title}} {{t issue.title "en"}} {{t issue.title "de"}}', 'افغانستان آزاد Free Afghanistan افغانستان آزاد'],
    ['{{poem issue.masthead.poem}}', '<div class="poem"><div class="couplet"><span class="hemistich">چو کشور</span><span class="hemistich">بدین بوم</span></div></div>'],
    ['{{markdown "*a* <script>x</script>"}}', '<em>a</em> '],
    ['{{issue.masthead.note}}', '&lt;b&gt;{{issue.id}}&lt;/b&gt;'],
    ['{{#if (and (eq edition "web") (gt articles.length 1) (not issue.meta.x))}}yes{{/if}}', 'yes'],
    ['{{#eq edition "press"}}a{{else}}b{{/eq}}', 'b'],
    ['{{concat "a" 1 "b"}} {{join issue.masthead.poem.[0] " – "}}', 'a1b چو کشور – بدین بوم'],
    ['{{dir "en"}}', 'ltr'],
  ])('%s', (template, expected) => {
    expect(html({ issue: template, short: '' }).html).toBe(expected);
  }); // prettier-ignore

  test('editions may differ', () => {
    expect(html({ issue: '{{edition}}', short: '' }, 'press').html).toBe('press');
  });
});

describe('a template that is wrong is reported with file, line and column', () => {
  test.each([
    ['a block that is not closed', 'a\n{{#if x}}', 'T003', 2],
    ['a block closed by another name', 'a\n{{#if x}}{{/each}}', 'T003', 2],
    ['an unknown helper', 'a\n  {{dat issue.date "x"}}', 'T003', 2],
    ['an unknown helper within another', '{{t (uper "x")}}', 'T003', 1],
    ['an unknown partial', 'a\n{{> mast}}', 'T002', 2],
    ['a wrong argument', 'a\n\n{{date "never"}}', 'T004', 3],
    ['a couplet with one hemistich', '\n{{poem "یک"}}', 'A010', 2],
    ['a wrong option', '{{date issue.date calendar="mayan"}}', 'T004', 1],
    ['a partial that calls itself', '{{> short}}', 'T004', undefined],
  ])('%s', (_, template, code, line) => {
    const { list } = html({ issue: template, short: '{{> short}}', article: '' });
    expect(list.map((one) => one.code)).toContain(code);
    expect(list.find((one) => one.code === code)?.place).toMatchObject({ file: expect.stringContaining('issue.hbs'), ...(line && { line }) }); // prettier-ignore
  });

  test('unknown names come with the nearest known one', () => {
    const { list } = html({ issue: '{{> mastheat}}{{dates issue.date 1}}', masthead: '' });
    expect(list.map(({ hint }) => hint)).toEqual(['did you mean masthead?', 'did you mean date?']);
  });

  test('a missing folder comes with the one that is meant, or with those that there are', () => {
    const hint = (folder: string): string | undefined => {
      const diagnostics = new Diagnostics();
      expect(() => loadTemplate(folder, diagnostics)).toThrow(DiagnosticsError);
      return diagnostics.list[0]?.hint;
    };
    open = publication({ 'weekly/issue.hbs': '', 'daily/issue.hbs': '', 'README.md': '' });
    expect(hint(join(open.folder, 'weakly'))).toBe('did you mean weekly?');
    expect(hint(join(open.folder, 'magazine'))).toBe('beside it there are daily, weekly');
  });

  test('a missing folder, a missing root, a link out of the folder', () => {
    const codes = (folder: string): string[] => {
      const diagnostics = new Diagnostics();
      expect(() => loadTemplate(folder, diagnostics)).toThrow(DiagnosticsError);
      return diagnostics.list.map(({ code }) => code);
    };
    open = publication({ 't/article.hbs': '', 'u/issue.hbs': '', 'secret.hbs': 'secret' });
    expect(codes(join(open.folder, 'nothing'))).toEqual(['T001']);
    expect(codes(join(open.folder, 't'))).toEqual(['T002']);
    symlinkSync(join(open.folder, 'secret.hbs'), join(open.folder, 'u/x.hbs'));
    expect(codes(join(open.folder, 'u'))).toEqual(['X001']);
  });

  test('an article that asks for a template that does not exist is set plainly and reported', () => {
    const { html: output, list } = html({
      issue: '{{#each articles}}{{> (lookup . "template")}}{{/each}}',
      article: '[{{slug}}]',
    });
    expect(output).toBe('[a][b]');
    expect(list).toMatchObject([{ code: 'T002', severity: 'error' }]);
  });
});
