// The plain functions of nashr/testing: what they accept, and what they say of what they do not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  PdfAssertionError,
  UnreadablePdfError,
  assertPdf,
  checkBookmark,
  checkFonts,
  checkLanguage,
  checkLink,
  checkPageCount,
  checkParagraph,
  checkPdfText,
  checkTagged,
  checkTitle,
  openPdfUnderTest,
} from '../../../src/testing/index.ts';
import { articleOf, inFolder, makePublication, runBuild } from '../../cli/cli-kit.ts';
import { plainPdf } from '../../cli/make-pdf.ts';
import { taggedPdf } from '../preflight/tagged-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'nashr-testing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TAGGED = await openPdfUnderTest(taggedPdf(), { name: 'tagged.pdf' });
const PLAIN = await openPdfUnderTest(await plainPdf([['one two three'], ['four']]), { name: 'plain.pdf' });
const TEXT =
  'Two ledgers\n\nHe wrote to the archive and waited for\n\nThe old ford\n\f\nan answer.\n\nYear\n\nWells\n';

/** Without the marks that isolate texts. */
const plainly = (text: string): string => text.replace(/[\u2066\u2067\u2069]/g, '');

describe('checkParagraph', () => {
  test('finds a paragraph that pages and links part, and says where', async () => {
    const check = await checkParagraph(TAGGED, 'He wrote to the archive and waited  for an answer.');
    expect(check.passed).toBe(true);
    expect(plainly(check.message)).toContain('on pages 1 and 2, in “Two ledgers”, as P');
  });

  test('says when only spelling parts it from the nearest one, in words', async () => {
    const spaces = await checkParagraph(TAGGED, 'He wrote tothe archive and waited for an answer.');
    expect(spaces.message).toContain('The nearest is on pages 1 and 2, in “\u2066Two ledgers\u2069”, as P (only spaces differ):'); // prettier-ignore
    expect((await checkParagraph(TAGGED, 'WELLS')).message).toContain('as H2 (only capitals differ):');
    expect((await checkParagraph(TAGGED, 'Qx zz')).message).not.toContain('nearest');
  });

  test('wants the whole paragraph, and shows the nearest one', async () => {
    const { passed, message } = await checkParagraph(
      TAGGED,
      'He wrote to the library and waited for an answer.',
    );
    expect(passed).toBe(false);
    expect(plainly(message)).toBe(
      `tagged.pdf has no such paragraph:
  He wrote to the library and waited for an answer.
The nearest is on pages 1 and 2, in “Two ledgers”, as P:
  - He wrote to the [library] and waited for an answer.
  + He wrote to the [archive] and waited for an answer.`,
    );
    expect((await checkParagraph(TAGGED, 'He wrote to the archive')).passed).toBe(false);
  });

  test('obeys page, article and role, and says where the paragraph stands instead', async () => {
    const find = (place: object) => checkParagraph(TAGGED, 'Wells', place);
    expect((await find({ page: 2, article: 'Wells', role: 'H2' })).passed).toBe(true);
    for (const place of [{ page: 1 }, { article: 'Two ledgers' }, { role: 'P' }]) {
      const { passed, message } = await find(place);
      expect(passed).toBe(false);
      expect(plainly(message)).toContain('It stands on page 2, in “Wells”, as H2.');
    }
  });

  test('tries an expression on each block, and finds text of a file without tags anywhere on a page', async () => {
    expect((await checkParagraph(TAGGED, /^The old \w+$/g)).passed).toBe(true);
    expect((await checkParagraph(TAGGED, /nowhere/)).message).toContain('/nowhere/');
    expect((await checkParagraph(PLAIN, 'two three', { page: 1 })).passed).toBe(true);
    expect((await checkParagraph(PLAIN, 'three four')).passed).toBe(false);
  });

  test('refuses to look for nothing', async () => {
    await expect(checkParagraph(TAGGED, ' \u200f ')).rejects.toThrow(TypeError);
  });
});

describe('checkPdfText', () => {
  test('accepts the same text, given as text or as a file', async () => {
    writeFileSync(join(folder, 'golden.txt'), TEXT);
    expect(await checkPdfText(TAGGED, TEXT)).toMatchObject({ passed: true, differences: [] });
    expect((await checkPdfText(TAGGED, { file: join(folder, 'golden.txt') })).passed).toBe(true);
  });

  test('says what differs, on which page, in which article', async () => {
    const { passed, message, differences } = await checkPdfText(
      TAGGED,
      TEXT.replace('Year', 'Years').replace('archive', 'mill'),
    );
    expect(passed).toBe(false);
    expect(differences).toMatchObject([{ page: 1, articles: ['Two ledgers'] }, { page: 2 }]);
    expect(plainly(message)).toContain(
      'differs from the expected text in 2 places:\npage 1, in “Two ledgers”: changed',
    );
    expect(plainly(message)).toContain('the [mill] and');
  });

  test('tells of a golden text that is missing how to make it', async () => {
    await expect(checkPdfText(TAGGED, { file: join(folder, 'none.txt') })).rejects.toThrow(
      /nashr text tagged\.pdf > .*none\.txt/,
    );
  });
});

describe('the facts of a file', () => {
  test('are its pages', async () => {
    expect(await checkPageCount(TAGGED, 2)).toEqual({ passed: true, message: 'tagged.pdf has 2 pages' });
    expect(await checkPageCount(TAGGED, 3)).toEqual({
      passed: false,
      message: 'tagged.pdf has 2 pages, not 3',
    });
    await expect(checkPageCount(TAGGED, 0)).rejects.toThrow(TypeError);
  });

  test('are its tags: complete, with language and alternative texts', async () => {
    expect(await checkTagged(TAGGED)).toEqual({ passed: true, message: 'tagged.pdf is tagged' });
    const { passed, message } = await checkTagged(PLAIN);
    expect(passed).toBe(false);
    expect(plainly(message)).toContain('The file is not tagged [accessibility.not-tagged]\n  The file does not say in which language it is written [accessibility.no-language]'); // prettier-ignore
    const noAlt = taggedPdf({
      objects: { 26: '<< /Type /StructElem /S /Figure /P 22 0 R /Pg 3 0 R /K [4 27 0 R] >>' },
    });
    expect((await checkTagged(noAlt)).message).toContain('page 1: \u2066A figure has no alternative text\u2069 [structure.figure-alt]'); // prettier-ignore
    const loose = taggedPdf({ content: 'BT /F 10 Tf 10 20 Td (forgotten) Tj ET' });
    expect(plainly((await checkTagged(loose)).message)).toContain(
      'page 2: Text that is not tagged: “forgotten” [structure.text-outside]',
    );
  });

  test('are title, language and bookmarks', async () => {
    const pdf = taggedPdf({
      catalog: '/Outlines 40 0 R',
      objects: {
        40: '<< /First 41 0 R /Last 41 0 R /Count 2 >>',
        41: '<< /Title (News) /Parent 40 0 R /First 42 0 R /Last 42 0 R >>',
        42: '<< /Title (Two  ledgers) /Parent 41 0 R >>',
      },
    });
    expect((await checkBookmark(pdf, 'Two ledgers')).passed).toBe(true);
    expect(plainly((await checkBookmark(pdf, 'Wells')).message)).toBe(
      'the PDF has the bookmarks\n  News\n  Two ledgers\nbut not Wells',
    );
    expect((await checkBookmark(TAGGED, 'Wells')).message).toContain('has no bookmarks');
    expect((await checkLanguage(TAGGED, 'en')).passed).toBe(true);
    expect((await checkLanguage(TAGGED, 'fa')).message).toBe('tagged.pdf is in en, not in fa');
    expect((await checkLanguage(PLAIN, 'fa')).message).toBe('plain.pdf does not say its language, not in fa');
    const titled = await plainPdf([['x']], {
      info: { Title: 'Free Afghanistan', CreationDate: new Date(0) },
    });
    expect((await checkTitle(titled, 'Free Afghanistan')).passed).toBe(true);
    expect(plainly((await checkTitle(titled, 'Paper')).message)).toBe(
      'the PDF has the title Free Afghanistan, not Paper',
    );
    expect((await checkTitle(TAGGED, 'Paper')).message).toContain('has no title');
  });
});

describe('links and fonts', () => {
  test('are told with what there is instead', async () => {
    expect(await checkLink(TAGGED, 'https://example.org/')).toEqual({
      passed: true,
      message: 'tagged.pdf has a link to https://example.org/ on page 1',
    });
    expect((await checkLink(TAGGED, '#wells', { page: 2 })).message).toBe(
      'tagged.pdf has no link to #wells on page 2. Its links:\n  page 1: https://example.org/',
    );
    expect((await checkLink(PLAIN, /./)).message).toContain('It has no links.');
    expect(await checkFonts(TAGGED)).toEqual({
      passed: false,
      message: 'tagged.pdf does not embed Helvetica',
    });
  });

  test('of an issue are live, named and embedded', async () => {
    const folder = makePublication({
      'issues/articles/a.md': articleOf(
        'این [نشانی](https://example.org/a) و [بند](#one) است.\n\n## بند {#one}',
      ),
    });
    await inFolder(folder, async () => {
      await runBuild();
      const pdf = await openPdfUnderTest('out/one.pdf');
      expect((await checkFonts(pdf)).message).toMatch(/embeds all of its [1-9]/);
      expect((await checkLink(pdf, 'https://example.org/a')).passed).toBe(true);
      expect((await checkLink(pdf, /^#.*one$/)).passed).toBe(true);
    });
  });
});

describe('for runners without matchers', () => {
  test('assertPdf throws what a failed check says, and nothing for one that passed', async () => {
    await assertPdf(checkPageCount(TAGGED, 2));
    await expect(assertPdf(checkPageCount(TAGGED, 3))).rejects.toThrow(PdfAssertionError);
    await expect(assertPdf(checkPageCount(TAGGED, 3))).rejects.toThrow('tagged.pdf has 2 pages, not 3');
  });
});

describe('a file that was read only in part', () => {
  const part = async () =>
    openPdfUnderTest(await plainPdf([['one'], ['two']]), { name: 'part.pdf', maxPages: 1 });

  test('passes what it has and decides nothing else', async () => {
    expect((await checkParagraph(await part(), 'one')).passed).toBe(true);
    expect((await checkPageCount(await part(), 2)).passed).toBe(true);
    const undecided = checkParagraph(await part(), 'two');
    await expect(undecided).rejects.toThrow(UnreadablePdfError);
    await expect(undecided).rejects.toThrow(/only in part[\s\S]*P004/);
    await expect(checkPdfText(await part(), 'one')).rejects.toThrow(UnreadablePdfError);
    await expect(checkTagged(await part())).rejects.toThrow(UnreadablePdfError);
  });
});
