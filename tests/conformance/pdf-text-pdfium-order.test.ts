// The simulation of PDFium's own reordering against PDFium: lines of any characters in any order, as blank glyphs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MergedFont } from '../../src/pdf/text/merged-font.ts';
import { readByPdfium } from '../../src/pdf/text/pdfium-order.ts';
import { normaliseExtracted } from '../../src/unicode/normalise.ts';
import { readWithPdfium } from '../helpers/pdf-text-readers.ts';
import { testFonts } from '../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../helpers/pdf-text-writer.ts';

const CHARACTERS = Array.from('abTxابتیگ1234۱۲()[]«»<>.,:،؟!/-–+%٪&   \u200c\u200d\u200e\u200f\u200f\u061c');

/** What PDFium reads of lines, each on a page of its own. */
async function readLines(lines: readonly string[]): Promise<string[]> {
  const font = new MergedFont('F1', await testFonts());
  const contents = lines.map((line) => {
    // No code twice at one place, and no gaps: PDFium would drop the one and put spaces into the other.
    const codes = Array.from(line, (character) => font.code(font.compositeGlyph([], 0.5), character));
    return `BT /F1 12 Tf 1 0 0 1 20 400 Tm [(${codes.join('')})]TJ ET`;
  });
  const pages = await readWithPdfium(writeTestPdf(contents, [font.finish()]));
  return pages.map((page) => normaliseExtracted(page));
}

describe('the order in which PDFium reads a line', () => {
  it('is foreseen for lines of letters, numbers, signs and marks in any order', async () => {
    // PDFiumLibrary gives back nothing of a page with a single character.
    const line = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 2, maxLength: 24 });
    const lines = fc.sample(line, { numRuns: 800, seed: 5 }).map((characters) => characters.join(''));
    const read = await readLines(lines);
    const wrong = lines.filter((text, i) => normaliseExtracted(readByPdfium(text).text) !== read[i]);
    expect(wrong).toEqual([]);
  });

  it('swaps the parts of a name of letters and numbers in right-to-left text', async () => {
    const [read] = await readLines(['تسا 72-T کشوم']);
    expect(readByPdfium('تسا 72-T کشوم').text).toBe('موشک T72- است');
    expect(read).toBe('موشک T72- است');
  });
});
