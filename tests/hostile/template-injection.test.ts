import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics, DiagnosticsError } from '../../src/base/diagnostic.ts';
import { loadIssue } from '../../src/issue/load-issue.ts';
import { loadTemplate } from '../../src/template/load-template.ts';
import { renderIssueHtml } from '../../src/template/render-issue.ts';
import { articleFile, manifestWith, publication } from '../unit/issue/publication.ts';

const list = readFileSync(new URL('../data/hostile-input/ssti.fuzz.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== ''); // prettier-ignore
/** Attacks on Handlebars itself: prototypes, constructors, hooks. */
const own = [
  '{{constructor}}', '{{constructor.constructor}}', '{{#with "s" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}{{/with}}{{/with}}{{/with}}',
  '{{#with (lookup issue "constructor")}}{{this}}{{/with}}', '{{lookup (lookup issue "constructor") "name"}}', '{{__proto__}}', '{{issue.__proto__.toString}}',
  '{{lookup issue "__proto__"}}', '{{lookup issue "__defineGetter__"}}', '{{#each issue.constructor}}{{this}}{{/each}}', '{{helperMissing}}', '{{#helperMissing}}x{{/helperMissing}}',
  '{{blockHelperMissing}}', '{{@root.constructor}}', '{{@root.__proto__}}', '{{@process}}', '{{process.env.PATH}}', '{{global.process.version}}', '{{this.constructor.constructor "return process"}}',
  '{{(lookup (lookup this "constructor") "constructor") "return process.env"}}', '{{#with issue.title.fa}}{{toUpperCase}}{{sub.constructor}}{{/with}}', '{{require "fs"}}',
  '{{log "x"}}', '{{> (lookup this "constructor")}}', '{{#*decorate}}x{{/decorate}}', '{{t (lookup issue "constructor")}}', '{{concat (lookup issue "valueOf")}}', '{{json this}}',
]; // prettier-ignore

function run(template: string): string {
  const { folder, manifest, remove } = publication({ 'issues/1.yaml': manifestWith('      - articles/a.md'), 'issues/articles/a.md': articleFile('title: A'), 't/issue.hbs': template }); // prettier-ignore
  const diagnostics = new Diagnostics();
  try {
    const issue = loadIssue(manifest, folder, diagnostics);
    return renderIssueHtml(issue, [], loadTemplate(join(folder, 't'), diagnostics), {
      edition: 'web',
      diagnostics,
    });
  } catch (cause) {
    if (!(cause instanceof DiagnosticsError)) throw cause;
    return '';
  } finally {
    remove();
  }
}

test('no template injection computes, reads or reaches anything', () => {
  expect(list.length).toBeGreaterThan(40);
  for (const attack of [...list, ...own]) {
    const output = run(attack);
    // What is no Handlebars stays as text; nothing of it may have been run.
    const result = output.replaceAll(/&[a-z#0-9]+;/g, '');
    const leaks =
      /\[native code\]|function \w*\(|\[object |root:x|uid=|\/usr\/|v20\.|\b49\b|\b4444444\b/.exec(result);
    expect(leaks === null || attack.includes(leaks[0]), attack).toBe(true);
  }
});

test('braces in the data are data', () => {
  const { folder, manifest, remove } = publication({
    'issues/1.yaml': `${manifestWith('      - articles/a.md')}meta: { x: "{{issue.id}} <script>" }\n`,
    'issues/articles/a.md': articleFile('title: "{{issue.id}}"'),
    't/issue.hbs': '{{issue.meta.x}}',
  });
  const diagnostics = new Diagnostics();
  const issue = loadIssue(manifest, folder, diagnostics);
  const html = renderIssueHtml(issue, [], loadTemplate(join(folder, 't'), diagnostics), {
    edition: 'web',
    diagnostics,
  });
  remove();
  expect(html).toBe('{{issue.id}} &lt;script&gt;');
});
