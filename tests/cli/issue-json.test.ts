// OUT/<issue>.json holds to its published schema and has what a web site needs that offers the download.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issueJsonSchema } from '../../src/commands/issue-json-schema.ts';
import { SOUND, articleOf, inFolder, makePublication, manifestOf, runBuild } from './cli-kit.ts';

const schema = z.fromJSONSchema(issueJsonSchema());

type Json = Readonly<Record<string, unknown>>;
const issueJson = (): Json => JSON.parse(readFileSync('out/one.json', 'utf8')) as Json;

/** Everything that a manifest can say of its issue. */
const FULL = manifestOf('articles/a.md', 'articles/b.md')
  .replace(
    'issue: one',
    'issue: one\nnumber: 7\nvolume: 3\nissn: 2049-3630\ndescription: { fa: شرح, en: About }\nkeywords: [آب, باد]\npublisher: ناشر\nrights: CC BY 4.0',
  ) // prettier-ignore
  .replace('  - articles:', '  - id: main\n    label: { fa: بخش, en: Part }\n    articles:');
const FILES = {
  'issues/1.yaml': `${FULL}editions:\n  web: { maxBytes: 5 MB }\n`,
  'issues/articles/b.md': articleOf('Text.', 'title: Water\nlanguage: en\nauthor: [A. B., C. D.]'),
};

describe('OUT/<issue>.json', () => {
  test('holds to its schema, with everything in it and with as little as can be', async () => {
    await inFolder(makePublication(FILES), async () => {
      const { findings } = await runBuild({ cover: true, editions: ['web', 'press'] });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(schema.safeParse(issueJson()).error).toBeUndefined();
      expect(Object.keys(issueJson())).toEqual(expect.arrayContaining(['press', 'budget', 'volume', 'issn', 'rights'])); // prettier-ignore
    });
    await inFolder(makePublication(), async () => {
      await runBuild();
      expect(schema.safeParse(issueJson()).error).toBeUndefined();
    });
  });

  test('is refused by the schema with a key more or less', async () => {
    await inFolder(makePublication(), async () => {
      await runBuild();
      expect(schema.safeParse({ ...issueJson(), surprise: 1 }).success).toBe(false);
      const { pages: _, ...rest } = issueJson();
      expect(schema.safeParse(rest).success).toBe(false);
    });
  });

  test('names languages, standard, sections, and of each article section, authors and destination', async () => {
    await inFolder(makePublication(FILES), async () => {
      await runBuild();
      expect(issueJson()).toMatchObject({
        languages: ['fa', 'en'],
        standard: 'pdfua-1+pdfa-2a',
        volume: '3',
        descriptions: { fa: 'شرح', en: 'About' },
        keywords: ['آب', 'باد'],
        sections: [{ id: 'main', labels: { fa: 'بخش', en: 'Part' } }],
        articles: [
          { slug: 'a', section: 'main', destination: 'a', language: 'fa', firstPage: 1 },
          { slug: 'b', section: 'main', destination: 'b', language: 'en', authors: 'A. B., C. D.' },
        ],
      });
    });
  });

  test.each([
    ['none', 'none'],
    ['pdfa-3a + pdfua-1', 'pdfua-1+pdfa-3a'],
    ['pdfa-2u', 'pdfa-2u'],
  ])('says for the standard %s: %s', async (written, standard) => {
    const manifest = `${SOUND['issues/1.yaml'] ?? ''}editions:\n  web: { standard: ${written} }\n`;
    await inFolder(makePublication({ 'issues/1.yaml': manifest }), async () => {
      await runBuild();
      expect(issueJson()['standard']).toBe(standard);
    });
  });

  test('leads each article to a name that the PDF has', async () => {
    await inFolder(makePublication(FILES), async () => {
      await runBuild();
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const document = await getDocument({ data: new Uint8Array(readFileSync('out/one.pdf')), verbosity: 0 })
        .promise;
      const articles = issueJson()['articles'] as readonly { readonly destination: string; readonly firstPage: number }[]; // prettier-ignore
      for (const { destination, firstPage } of articles) {
        const target = await document.getDestination(destination);
        expect(await document.getPageIndex(target?.[0])).toBe(firstPage - 1);
      }
      await document.destroy();
    });
  });
});
