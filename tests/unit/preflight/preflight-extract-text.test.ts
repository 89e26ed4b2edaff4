import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText, formatExtracted } from '../../../src/preflight/pdfjs/extract-text.ts';
import type { ExtractedText } from '../../../src/preflight/pdfjs/extracted-text.ts';
import { makePdf, plainPdf } from '../../cli/make-pdf.ts';

async function extract(
  bytes: Uint8Array,
  maxPages?: number,
): Promise<{ text: ExtractedText | null; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  return { text: await extractText(bytes, { file: 'x.pdf', diagnostics, maxPages }), diagnostics };
}

describe('extractText', () => {
  test('leaves the bytes that it is given as they are', async () => {
    const bytes = await plainPdf([['text']]);
    const before = bytes.slice();
    await extract(bytes);
    expect(bytes).toEqual(before);
  });

  test('reads no more pages than it may, and says so', async () => {
    const { text, diagnostics } = await extract(await plainPdf([['one'], ['two'], ['three']]), 2);
    expect(text?.pages.map(({ blocks }) => blocks.map((block) => block.text))).toEqual([['one'], ['two']]);
    expect(diagnostics.list).toMatchObject([
      {
        code: 'P004',
        severity: 'warning',
        message: 'Only the first 2 of 3 pages were read',
        place: { file: 'x.pdf' },
      },
    ]);
  });

  test('gives the roles of a tagged file, with inline elements in the block around them', async () => {
    const bytes = await makePdf(
      (document) => {
        document.addStructure(document.struct('H1', () => document.text('Heading', 72, 72)));
        document.addStructure(document.struct('P', () => document.text('Paragraph', 72, 120)));
      },
      { tagged: true, pdfVersion: '1.7' },
    );
    const { text } = await extract(bytes);
    expect(text).toEqual({
      tagged: true,
      missing: [],
      pages: [
        {
          number: 1,
          label: '1',
          blocks: [
            { role: 'H1', text: 'Heading' },
            { role: 'P', text: 'Paragraph' },
          ],
        },
      ],
    });
  });

  test('is null for what is no PDF', async () => {
    const { text, diagnostics } = await extract(new TextEncoder().encode('no PDF'));
    expect(text).toBeNull();
    expect(diagnostics.list).toMatchObject([{ code: 'P002', severity: 'error', place: { file: 'x.pdf' } }]);
  });
});

describe('formatExtracted', () => {
  const page = (number: number, ...texts: readonly string[]) => ({
    number,
    label: String(number),
    blocks: texts.map((text) => ({ role: 'P', text })),
  });
  const text: ExtractedText = {
    tagged: true,
    pages: [page(1, 'a', 'b'), page(2), page(3, 'c')],
    missing: [],
  };

  test('parts blocks by blank lines and pages by form feeds', () => {
    expect(formatExtracted(text, 'pages')).toBe('a\n\nb\n\f\n\n\f\nc\n');
  });

  test('as a flow knows no pages', () => {
    expect(formatExtracted(text, 'flow')).toBe('a\n\nb\n\nc\n');
  });

  test('of nothing is nothing', () => {
    expect(formatExtracted({ tagged: false, pages: [], missing: [] }, 'pages')).toBe('');
  });
});
