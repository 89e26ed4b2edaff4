// Names of several words against the direction of their line, as readers give them back.
import { describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import {
  hasPoppler,
  readWithPdfJs,
  readWithPdfium,
  readWithPoppler,
} from '../../helpers/pdf-text-readers.ts';
import { setParagraph, testFonts, testLayer, writeLines } from '../../helpers/pdf-text-setter.ts';
import type { SetParagraph } from '../../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../../helpers/pdf-text-writer.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';

const PERSIAN = 'خبرگزاری Associated Press این را نوشت.';
const ENGLISH = 'Foreign minister عباس عراقچی met Smith in Geneva.';

async function set(
  text: string,
  direction: 'rtl' | 'ltr',
  more: Partial<SetParagraph> = {},
): Promise<{ pdf: Uint8Array; content: string }> {
  const fonts = await testFonts();
  const layer = testLayer(fonts);
  const content = writeLines(layer, setParagraph(fonts, { text, direction, x: 50, y: 102, measure: 480, ...more })); // prettier-ignore
  return { pdf: writeTestPdf([content], layer.finish()), content };
}

describe('a name of several words against the direction of its line', () => {
  it.each([
    ['English in Persian', PERSIAN, 'rtl'],
    ['Persian in English', ENGLISH, 'ltr'],
    ['of three words', 'روزنامه The Washington Post نوشت', 'rtl'],
    ['at the end of its line', 'به گزارش خبرگزاری Associated Press', 'rtl'],
  ] as const)('comes back in order from pdf.js and PDFium: %s', async (_, text, direction) => {
    const { pdf } = await set(text, direction);
    expect((await readWithPdfium(pdf)).map(normaliseExtracted)).toEqual([text]);
    expect((await readWithPdfJs(pdf)).map(normaliseExtracted)).toEqual([text]);
  });

  it.skipIf(!hasPoppler()).each([
    [PERSIAN, 'rtl'],
    [ENGLISH, 'ltr'],
  ] as const)('comes back in order from poppler: %s', async (text, direction) => {
    const { pdf } = await set(text, direction);
    expect((await readWithPoppler(pdf)).map(normaliseExtracted)).toEqual([text]);
  });

  it('holds no marks in the text of pdf.js, where its reader searches', async () => {
    const { pdf } = await set(PERSIAN, 'rtl');
    expect((await readWithPdfJs(pdf)).join('')).toContain('Associated Press');
  });

  it('stays one item with its line in pdf.js, as wide as the line', async () => {
    const { pdf } = await set(PERSIAN, 'rtl');
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    const { items } = await (await document.getPage(1)).getTextContent();
    const shown = items.filter((item): item is TextItem => 'str' in item && item.str.trim() !== '');
    expect(shown).toHaveLength(1);
    const [item] = shown;
    // An rtl line of a 480 pt measure at 50 pt ends at 530 pt.
    expect((item?.transform[4] as number) + (item?.width ?? 0)).toBeCloseTo(530, 0);
    await document.destroy();
  });

  it('is written as in a line of its own where the spaces are too wide for pdf.js to follow', async () => {
    const { pdf, content } = await set('طبق گزارش The New York Times درست نیست', 'rtl', { measure: 120, justify: true }); // prettier-ignore
    expect((await readWithPdfJs(pdf)).map(normaliseExtracted)).toEqual([
      'طبق گزارش The New York Times درست نیست',
    ]);
    expect(content).not.toBe('');
  });

  it('has its colour before anything is shown, at the beginning of a line too', async () => {
    const { content } = await set('به گزارش خبرگزاری Associated Press', 'rtl');
    expect(content.indexOf(' rg\n')).toBeGreaterThan(0);
    expect(content.indexOf(' rg\n')).toBeLessThan(content.indexOf('TJ\n'));
  });

  it('leaves lines alone that PDFium reads right as they are', async () => {
    const { content } = await set('شهر Rafah و شهر Geneva', 'rtl');
    expect(content.match(/ Tm\n/g)).toHaveLength(1);
  });

  it('gets an ellipsis back from PDFium as one character', async () => {
    const { pdf } = await set('صبر کن… بیا', 'rtl');
    expect((await readWithPdfium(pdf)).map(normaliseExtracted)).toEqual(['صبر کن… بیا']);
  });

  it('does not turn the line round when it has more stretches than the rest', async () => {
    const text = 'و BBC News یا Sky News یا Fox News';
    const { pdf } = await set(text, 'rtl');
    expect((await readWithPdfium(pdf)).map(normaliseExtracted)).toEqual([text]);
    expect((await readWithPdfJs(pdf)).map(normaliseExtracted)).toEqual([text]);
  });
});
