// Lines of files that declare that they are read from right to left, and names of several words beside hidden spacing.
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import { TextLayer } from '../../../src/pdf/text/text-layer.ts';
import { MIXED_CODING } from '../../../src/pdf/text/text-coding.ts';
import { TextState } from '../../../src/pdf/text/text-state.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';
import { readWithPdfJs, readWithPdfium } from '../../helpers/pdf-text-readers.ts';
import { setParagraph, testFonts, testLayer, writeLines } from '../../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../../helpers/pdf-text-writer.ts';

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

/** A PDF with one page for each line of a right-to-left paragraph. */
function pdfOf(lines: readonly string[], layer: TextLayer): Uint8Array {
  const pages = lines.map((text) =>
    writeLines(layer, setParagraph(fonts, { text, direction: 'rtl', x: 50, y: 102, measure: 480 })),
  );
  return writeTestPdf(pages, layer.finish());
}

const normalised = (pages: readonly string[]): string[] => pages.map((page) => normaliseExtracted(page));

describe('a file that declares that it is read from right to left', () => {
  const lines = ['Associated Press Photo', 'خبرنگار Associated Press از کابل نوشت.'];

  /** What PDFium reads of the lines in a file that declares it, written with or without knowledge of that. */
  async function read(isDeclaredRightToLeft: boolean): Promise<string[]> {
    const layer = new TextLayer({ fonts, fillColor: () => '0 g', coding: MIXED_CODING, state: new TextState(), isDeclaredRightToLeft }); // prettier-ignore
    const document = await PDFDocument.load(pdfOf(lines, layer));
    document.catalog.set(PDFName.of('ViewerPreferences'), document.context.obj({ Direction: 'R2L' }));
    return normalised(await readWithPdfium(await document.save({ useObjectStreams: false })));
  }

  it('has its Latin lines read in order by PDFium when the text layer knows of it', async () => {
    expect(await read(true)).toEqual(normalised(lines));
    expect((await read(false))[0]).toBe('Photo Press Associated');
  });
});

describe('a line in which several spaces are hidden from pdf.js', () => {
  it('keeps a name of several words in its place', async () => {
    const line = 'این هزینهٔ آن خانهٔ ما را خبرگزاری Associated Press در خانهٔ شما و کتابخانهٔ شهر نوشت.';
    expect(normalised(await readWithPdfJs(pdfOf([line], testLayer(fonts))))).toEqual(normalised([line]));
  });
});
