// Control characters in manifests and articles: removed and named, so that no page, no metadata and no JSON has them.
import { afterEach, describe, expect, test } from 'vitest';
import { ArticleRenderer } from '../../../src/article/render-article.ts';
import { withoutControls } from '../../../src/base/control-characters.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import type { Publication } from './publication.ts';
import { articleFile, publication } from './publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

const ZWNJ = '\u200c';
const RLM = '\u200f';

describe('a text', () => {
  test('without controls stays as it is, with its white space, joiners and marks of direction', () => {
    for (const text of ['', 'متن', `می${ZWNJ}رود`, `a\tb\r\nc${RLM}`, '\u00a0\u00ad\u2028', '\ufffd']) {
      expect(withoutControls(text)).toBeNull();
    }
  });

  test('loses them, keeps a gap where another program broke the line, and names each once', () => {
    expect(withoutControls('a\u0000b\u0007c\u0007')).toEqual({ text: 'abc', removed: 'U+0000, U+0007', first: 1 }); // prettier-ignore
    expect(withoutControls('one\u000btwo\u0085three\uffff')?.text).toBe('one two three');
    expect(withoutControls('\u009f\ufffe')).toEqual({ text: '', removed: 'U+009F, U+FFFE', first: 0 });
  });
});

describe('an issue', () => {
  test('says where its manifest, front matter and articles have controls, and has none', () => {
    open = publication({
      'issues/1.yaml':
        'issue: a\ndate: 2024-05-08\nlanguage: fa\ntitle: "T\\u0007"\ntemplate: t\nmeta: { imprint: ["x\\u0000y"] }\nsections:\n  - articles: [articles/a.md]\n',
      'issues/articles/a.md': articleFile('title: "One\\u001b two"', 'First.\n\nSecond\u0002 line.\n'),
    });
    const diagnostics = new Diagnostics();
    const issue = loadIssue(open.manifest, open.folder, diagnostics);
    const article = issue.sections[0]?.articles[0];
    if (article === undefined) throw new Error('no article');
    const { html, plainTitle } = new ArticleRenderer().article(article, diagnostics);
    expect([issue.title, issue.meta, plainTitle]).toEqual(['T', { imprint: ['xy'] }, 'One two']);
    expect(html).toMatch(/>Second line\.</);
    expect(diagnostics.list.map(({ code, severity, message, place }) => [code, severity, message.split(': ')[1], place?.line, place?.column])).toEqual([
      ['A012', 'warning', 'U+0007', 4, 8],
      ['A012', 'warning', 'U+0000', 6, 19],
      ['A012', 'warning', 'U+001B', 2, 8],
      ['A012', 'warning', 'U+0002', 7, 7],
    ]); // prettier-ignore
  });
});
