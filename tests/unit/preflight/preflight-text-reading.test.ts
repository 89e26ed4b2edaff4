// What is certain about the text of a page without asking a reader.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { InspectedPage, InspectedPdf } from '../../../src/preflight/inspect/inspected-pdf.ts';
import { openPdfForInspection } from '../../../src/preflight/inspect/open-pdf-for-inspection.ts';
import { judge } from '../../../src/preflight/preflight.ts';
import { cleanPdf } from './clean-pdf.ts';
import { inspectTiny } from './tiny-pdf.ts';

const SIMPLE = '<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Plain /FirstChar 65 /LastChar 67 /Widths [500 500 500] /ToUnicode 11 0 R >>'; // prettier-ignore
const COMPOSITE = '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Plain /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2 >>] /ToUnicode 11 0 R >>'; // prettier-ignore

/** Whether `content`, set in a font with the entries `map` in its ToUnicode map, surely reads well. */
async function readsWell(content: string, map: string, font: string = SIMPLE): Promise<boolean | undefined> {
  const objects = { 10: font, 11: { data: map } };
  const { pages } = await inspectTiny({ content, resources: '/Font << /F 10 0 R >>', objects });
  return pages[0]?.readsWell;
}

const shown = (text: string): string => `BT /F 10 Tf 20 20 Td ${text} Tj ET`;
const LETTERS = '2 beginbfchar <41> <0628> <42> <0020> endbfchar';

describe('text whose font maps every code', () => {
  it('reads well, by single codes, ranges and lists', async () => {
    expect(await readsWell(shown('(AB)'), LETTERS)).toBe(true);
    expect(await readsWell(shown('(AC)'), '1 beginbfrange <41> <43> <0061> endbfrange')).toBe(true);
    expect(await readsWell(shown('(AB)'), '1 beginbfrange <41> <42> [<0061> <00660069>] endbfrange')).toBe(
      true,
    );
    expect(await readsWell(shown('<00410042>'), '1 beginbfrange <0041> <0042> <0628> endbfrange', COMPOSITE)).toBe(true); // prettier-ignore
  });

  it('is in doubt where a code is not mapped, or to nothing or the replacement character', async () => {
    expect(await readsWell(shown('(AC)'), LETTERS)).toBe(false);
    expect(await readsWell(shown('(A)'), '1 beginbfchar <41> <> endbfchar')).toBe(false);
    expect(await readsWell(shown('(AB)'), '1 beginbfrange <41> <42> <FFFC> endbfrange')).toBe(false);
    expect(await readsWell(shown('<00410043>'), '1 beginbfrange <0041> <0042> <0628> endbfrange', COMPOSITE)).toBe(false); // prettier-ignore
  });

  it('is in doubt where the map stands on another, or the codes are not known', async () => {
    expect(await readsWell(shown('(A)'), `/Other usecmap ${LETTERS}`)).toBe(false);
    const unknown = COMPOSITE.replace('Identity-H', 'UniJIS-UTF16-H');
    expect(await readsWell(shown('<0041>'), '1 beginbfchar <0041> <0628> endbfchar', unknown)).toBe(false);
  });

  it('is in doubt where it shows nothing but spaces, or stands in an artifact alone', async () => {
    expect(await readsWell(shown('(B)'), LETTERS)).toBe(false);
    expect(await readsWell(`/Artifact BMC ${shown('(A)')} EMC`, LETTERS)).toBe(false);
    expect(await readsWell(`/Artifact BMC ${shown('(A)')} EMC ${shown('(A)')}`, LETTERS)).toBe(true);
  });

  it('is in doubt where it has no font', async () => {
    expect(await readsWell('BT 10 0 0 10 0 0 Tm (A) Tj ET', LETTERS)).toBe(false);
  });
});

describe('the reader of text', () => {
  it('is asked for pages in doubt and for pages to compare only', async () => {
    const open = async (): Promise<InspectedPdf> => {
      const options = { file: 'a.pdf', diagnostics: new Diagnostics() };
      const pdf = await openPdfForInspection(cleanPdf('pdfx-4').bytes(), options);
      if (pdf === null) throw new Error('it cannot be read');
      return pdf;
    };
    /** Numbers of the pages whose text is asked for. */
    const asked = async (expectedText?: readonly string[], doubtful?: number): Promise<readonly number[]> => {
      const pdf = await open();
      const numbers: number[] = [];
      const watched = (page: InspectedPage): InspectedPage => ({
        ...page,
        readsWell: page.readsWell === true && page.number !== doubtful,
        text: () => (numbers.push(page.number), page.text()),
      });
      const pages = async function* (): AsyncGenerator<InspectedPage> {
        for await (const page of pdf.pages()) yield watched(page);
      };
      const spy = { file: pdf.file, pageCount: pdf.pageCount, pages, tags: () => pdf.tags() };
      await judge(spy, { standard: 'pdfx-4', profile: null }, { file: 'a.pdf', expectedText });
      return numbers;
    };
    expect(await asked()).toEqual([]);
    expect(await asked(undefined, 2)).toEqual([2]);
    expect(await asked(['AB', 'AB'])).toEqual([1, 2]);
  });
});
