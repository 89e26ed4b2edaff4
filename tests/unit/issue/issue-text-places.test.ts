import { afterEach, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { pathOfText } from '../../../src/issue/find-text.ts';
import { loadIssue } from '../../../src/issue/load-issue.ts';
import type { Publication } from './publication.ts';
import { articleFile, publication } from './publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

describe('a text in data', () => {
  it('is found however deep, the first in order; keys and parts of texts are no texts', () => {
    const data = { 'x.jpg': 'a x.jpg', list: ['y.jpg', { image: 'x.jpg' }], last: 'x.jpg' };
    expect(pathOfText(data, 'x.jpg')).toEqual(['list', 1, 'image']);
    expect(pathOfText(data, 'y.jpg')).toEqual(['list', 0]);
    expect(pathOfText(data, 'z.jpg')).toBeUndefined();
  });
});

describe('the manifest', () => {
  it('says where masthead, meta and the meta of a section name something, and nowhere else', () => {
    open = publication({
      'issues/1.yaml':
        'issue: a\ndate: 2024-05-08\nlanguage: fa\ntitle: T\ntemplate: t\nmasthead: { logo: l.svg }\nmeta:\n  cover:\n    image: media/c.jpg\nsections:\n  - label: L\n    meta: { art: s.svg }\n    articles: [articles/a.md]\n',
      'issues/articles/a.md': articleFile('title: T'),
    });
    const { textPlace } = loadIssue(open.manifest, open.folder, new Diagnostics());
    const at = (text: string): unknown => {
      const place = textPlace?.(text);
      return place === undefined ? undefined : [place.line, place.column];
    };
    expect(at('l.svg')).toEqual([6, 19]);
    expect(at('media/c.jpg')).toEqual([9, 12]);
    expect(at('s.svg')).toEqual([12, 18]);
    expect(at('articles/a.md')).toBeUndefined();
    expect(at('T')).toBeUndefined();
  });
});
