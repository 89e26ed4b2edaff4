// The matchers in vitest itself, negated too.
import { expect, test } from 'vitest';
import { UnreadablePdfError, openPdfUnderTest, pdfMatchers } from '../../../src/testing/index.ts';
import type { PdfMatchers } from '../../../src/testing/index.ts';
import { taggedPdf } from '../preflight/tagged-pdf.ts';

declare module 'vitest' {
  interface Matchers<T> extends PdfMatchers<Promise<void>> {}
}

expect.extend(pdfMatchers);

const PDF = await openPdfUnderTest(taggedPdf({ catalog: '/Outlines 40 0 R', objects: { 40: '<< /First 41 0 R /Last 41 0 R >>', 41: '<< /Title (Wells) /Parent 40 0 R >>' } }), { name: 'x.pdf' }); // prettier-ignore

test('each matcher passes what holds, and fails with a message what does not', async () => {
  await expect(PDF).toContainParagraph('Wells', { page: 2 });
  await expect(PDF).toMatchPdfText(
    'Two ledgers\n\nHe wrote to the archive and waited for\n\nThe old ford\n\f\nan answer.\n\nYear\n\nWells',
  );
  await expect(PDF).toHavePageCount(2);
  await expect(PDF).toBeTagged();
  await expect(PDF).toHavePdfLanguage('en');
  await expect(PDF).toHaveBookmark('Wells');
  await expect(PDF).not.toHavePdfTitle('Wells');
  await expect(PDF).toHaveLink('https://example.org');
  await expect(PDF).toHaveLink(/example\.org/, { page: 1 });
  await expect(PDF).not.toHaveLink('https://example.org/', { page: 2 });
  await expect(PDF).not.toEmbedAllFonts();
  await expect(PDF).not.toContainParagraph('Rivers');
  await expect(expect(PDF).toHavePageCount(3)).rejects.toThrow('x.pdf has 2 pages, not 3');
  await expect(expect(PDF).not.toHavePageCount(2)).rejects.toThrow('x.pdf has 2 pages');
  await expect(expect(PDF).toMatchPdfText('Two wells')).rejects.toThrow('The text of x.pdf differs');
});

test('what cannot be read neither passes nor fails', async () => {
  const none = new TextEncoder().encode('no PDF');
  await expect(expect(none).toBeTagged()).rejects.toThrow(UnreadablePdfError);
  await expect(expect(none).not.toBeTagged()).rejects.toThrow(UnreadablePdfError);
  await expect(expect('nowhere.pdf').not.toContainParagraph('x')).rejects.toThrow(
    /nowhere\.pdf.*P002.*there is no such file/,
  );
  await expect(expect(12).toBeTagged()).rejects.toThrow(TypeError);
});
