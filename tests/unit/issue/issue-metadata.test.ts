import { afterEach, describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/issue/issue-metadata.ts';
import { manifestJsonSchema } from '../../../src/issue/json-schemas.ts';
import type { Loaded, Publication } from './publication.ts';
import { articleFile, loadPublication, publication } from './publication.ts';

let open: Publication | undefined;
afterEach(() => open?.remove());

function load(keys: string): Loaded {
  open = publication({
    'issues/1.yaml': `issue: a-7\ndate: 2024-05-08\nlanguage: fa\ntemplate: t\nsections:\n  - { articles: [articles/fa.md, articles/en.md] }\n${keys}`,
    'issues/articles/fa.md': articleFile('title: آب\nlanguage: fa'),
    'issues/articles/en.md': articleFile('title: Water\nlanguage: en'),
  });
  return loadPublication(open);
}

const described = (keys: string, title = 'نامه، ۷'): unknown => {
  const { issue, list } = load(keys);
  expect(list).toEqual([]);
  return issue === undefined ? undefined : describeIssue(issue, title);
};

describe('what an issue says of itself', () => {
  it('has every language that the manifest has, the own one first', () => {
    expect(
      described(
        'title: { en: Letter, fa: نامه }\nnumber: 7\nvolume: 3\nissn: 2049-3630\ndescription: { fa: شرح, en: About }\nkeywords: { en: [water, 2024], fa: [آب] }\npublisher: { fa: ناشر, en: House }\nrights: Free\n',
      ),
    ).toEqual({
      author: 'ناشر',
      subject: 'شرح',
      keywords: ['آب', 'water', '2024'],
      titles: [['fa', 'نامه، ۷'], ['en', 'Letter, 7']],
      subjects: [['fa', 'شرح'], ['en', 'About']],
      authors: [['fa', 'ناشر'], ['en', 'House']],
      publishers: [['fa', 'ناشر'], ['en', 'House']],
      rights: [['fa', 'Free']],
      languages: ['fa', 'en'],
      publication: { id: 'a-7', name: 'نامه', number: '7', volume: '3', issn: '2049-3630', date: '2024-05-08' },
    }); // prettier-ignore
  });

  it('has the publication as its author when nobody else is named, and no number where the design prints none', () => {
    expect(described('title: { fa: نامه, en: Letter }\nnumber: 7\nkeywords: [آب, آب]\n', 'نامه')).toMatchObject({
      author: 'نامه',
      keywords: ['آب'],
      titles: [['fa', 'نامه'], ['en', 'Letter']],
      subject: undefined,
      publishers: [],
    }); // prettier-ignore
  });

  it.each([
    ['keywords: water, earth ,fire', ['water', 'earth', 'fire']],
    ['keywords: آب، خاک؛ باد', ['آب', 'خاک', 'باد']],
    ['keywords: water; earth;', ['water', 'earth']],
    ['keywords: "water，earth"', ['water', 'earth']],
    ['keywords: fresh water', ['fresh water']],
    ['keywords: ["Kabul, Afghanistan", water]', ['Kabul, Afghanistan', 'water']],
    ['keywords: { fa: "آب، خاک", en: "water, earth" }', ['آب', 'خاک', 'water', 'earth']],
  ])('takes %s for a list of keywords', (key, keywords) => {
    expect(described(`title: T\n${key}\n`)).toMatchObject({ keywords });
  });

  it.each([
    ['keywords: " , "', 'M004', 'keywords: expected words with commas between, found " , "', 'the README lists the keys of a manifest and what each may hold'],
    ['keywords: { en: ";" }', 'M004', 'en: expected words with commas between, found ";"', 'the README lists the keys of a manifest and what each may hold'],
    ['issn: 1234-5678', 'M004', 'issn: expected an ISSN whose last digit fits the others, found "1234-5678"', 'compare it with the certificate: a digit is mistyped'],
    ['issn: 12345679', 'M004', 'issn: expected an ISSN such as 1234-5679, found 12345679', 'the README lists the keys of a manifest and what each may hold'],
    ['keywords: { Farsi!: [x] }', 'M004', 'Farsi!: expected a language tag such as fa or en, found "Farsi!"', 'the README lists the keys of a manifest and what each may hold'],
    ['keywords: { fa: { a: b } }', 'M004', 'fa: expected text, found a map', 'the README lists the keys of a manifest and what each may hold'],
    ['description: [x]', 'M004', 'description: expected text, or a map from language to text, found a list', 'the README lists the keys of a manifest and what each may hold'],
    ['publischer: x', 'M003', 'Unknown key publischer', 'did you mean publisher?'],
  ])('with %s is complained of at its line', (key, code, message, hint) => {
    const { list } = load(`title: T\n${key}\n`);
    expect(list).toMatchObject([{ code, message, hint, place: { line: 8 } }]);
  }); // prettier-ignore

  it.each(['1234-5679', '2049-3630', '0000-006X'])('takes the ISSN %s', (issn) => {
    expect(described(`title: T\nissn: ${issn}\n`)).toMatchObject({ publication: { issn } });
  });

  it('is in the JSON Schema', () => {
    const { properties } = manifestJsonSchema() as { properties: Record<string, unknown> };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(['description', 'keywords', 'author', 'publisher', 'rights', 'volume', 'issn'])); // prettier-ignore
    expect(JSON.stringify(properties['keywords'])).toContain('one text with commas');
  });
});
