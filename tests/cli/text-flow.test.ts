// nashr text --layout flow: a tagged file as one text, article by article, its paragraphs whole.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textCommand } from '../../src/commands/text.ts';
import { articleOf, inFolder, makePublication, manifestOf, runBuild, spyConsole, styleWith } from './cli-kit.ts'; // prettier-ignore

const SENTENCE =
  'On Wednesday morning the shops are still closed when the blue cart leaves the market, carrying considerable quantities of unreadable correspondence and many other interesting documents that nobody has ever catalogued.';
const PERSIAN =
  'صبح چهارشنبه هنوز دوکان‌ها باز نشده است که کراچیِ آبی از بازار به راه می‌افتد و سه‌صد جلد کتاب را به قریه‌های دور می‌برد و شام خالی برمی‌گردد.';

const FILES = {
  'issues/1.yaml': manifestOf('articles/a.md', 'articles/b.md'),
  'issues/articles/a.md': articleOf(
    Array.from({ length: 30 }, (_, index) => `${index} ${SENTENCE} ${SENTENCE}`).join('\n\n'),
    'title: Long\nlanguage: en',
  ),
  'issues/articles/b.md': articleOf(
    Array.from({ length: 30 }, (_, index) => `${index} ${PERSIAN} ${PERSIAN}`).join('\n\n'),
    'title: دراز\nlanguage: fa',
  ),
  // The first article goes on behind the second.
  'templates/plain/issue.hbs': `<!doctype html><html lang="{{language}}" dir="{{direction}}"><head><title>{{t issue.title language}}</title></head><body>
{{#with articles.[0]}}<article lang="en" dir="ltr"><h1>{{t title language}}</h1><div class="text">{{html}}</div><div class="start"></div></article>{{/with}}
{{#with articles.[1]}}<article lang="fa" dir="rtl"><h1>{{t title language}}</h1>{{html}}</article>{{/with}}
<div class="rest"></div>
</body></html>`,
  'templates/plain/style.css': styleWith(
    'p { text-align: justify; hyphens: auto } .text { flow-into: t } .start, .rest { flow-from: t } .start { height: 70mm } .rest { break-before: page }',
  ),
};

async function textOf(file: string, layout: 'pages' | 'flow'): Promise<string> {
  const console = spyConsole();
  expect(await textCommand(file, { layout, format: 'human' }, console)).toBe(0);
  expect(console.stderr).toBe('');
  return console.stdout;
}

const lettersOf = (text: string): string => Array.from(text.replaceAll(/\s/g, '')).toSorted().join('');

test('the flow of an issue has every paragraph whole, an article that goes on pages later in one piece, and nothing lost', async () => {
  await inFolder(makePublication(FILES), async () => {
    expect((await runBuild()).status).toBe(0);
    const pages = await textOf('out/one.pdf', 'pages');
    const flow = await textOf('out/one.pdf', 'flow');
    const blocks = flow.trimEnd().split('\n\n');
    const paragraphs = (title: string, text: string): string[] => [
      title,
      ...Array.from({ length: 30 }, (_, index) => `${index} ${text} ${text}`),
    ];
    expect(blocks).toEqual([...paragraphs('Long', SENTENCE), ...paragraphs('دراز', PERSIAN)]);
    expect(pages).toBe(readFileSync('out/one.txt', 'utf8'));
    // Pages cut paragraphs, and lay the end of the first article behind the second.
    expect(pages.split('\f').length).toBeGreaterThan(3);
    expect(pages.indexOf(PERSIAN)).toBeLessThan(pages.lastIndexOf(SENTENCE));
    expect(pages.split(/\n\n|\f/).length).toBeGreaterThan(blocks.length);
    expect(lettersOf(flow)).toBe(lettersOf(pages));
  });
});
