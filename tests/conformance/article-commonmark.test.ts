import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { createMarkdownParser } from '../../src/article/markdown-parser.ts';

interface Example {
  readonly example: number;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

function examples(file: string): readonly Example[] {
  return JSON.parse(
    readFileSync(new URL(`../data/markdown/${file}`, import.meta.url), 'utf8'),
  ) as readonly Example[];
}

/** An empty quotation has a line break in the specification and none in markdown-it: the same elements. */
function normalQuotes(html: string): string {
  return html.replaceAll('<blockquote></blockquote>', '<blockquote>\n</blockquote>');
}

function differing(list: readonly Example[], options: { readonly linkify: boolean }): number[] {
  const parser = createMarkdownParser();
  parser.set({ xhtmlOut: true, linkify: options.linkify });
  return list
    .filter(({ markdown, html }) => normalQuotes(parser.render(markdown)) !== html)
    .map(({ example }) => example);
}

describe('the article dialect is CommonMark', () => {
  const list = examples('commonmark-spec.json');

  test('all 655 examples come out equal with the extensions in place', () => {
    expect(list).toHaveLength(655);
    expect(differing(list, { linkify: false })).toEqual([]);
  });

  test('with addresses linked, only examples about what is no autolink in plain CommonMark differ', () => {
    const sections = new Map(list.map(({ example, section }) => [example, section]));
    const changed = differing(list, { linkify: true });
    expect(new Set(changed.map((example) => sections.get(example)))).toEqual(new Set(['Autolinks']));
  });
});

test('GFM tables and strikethrough give the elements of the specification', () => {
  const parser = createMarkdownParser();
  parser.set({ xhtmlOut: true });
  /** Cells are aligned by style and logically, and markdown-it writes `<s>`. */
  const side = new Map([['start', 'left'], ['end', 'right']]); // prettier-ignore
  const normal = (html: string): string => html.replaceAll(/ style="text-align:(start|end)"/g, (_, name: string) => ` align="${side.get(name)}"`).replaceAll(/ style="text-align:(\w+)"/g, ' align="$1"').replaceAll(/<(\/?)s>/g, '<$1del>').replaceAll(/\s+/g, ' '); // prettier-ignore
  const list = examples('gfm-extensions.json').filter(({ section }) => /Tables|Strikethrough/.test(section));
  expect(list.length).toBeGreaterThan(8);
  const wrong = list.filter(({ markdown, html }) => normal(parser.render(markdown)) !== normal(html));
  expect(wrong.map(({ example }) => example)).toEqual([]);
});
