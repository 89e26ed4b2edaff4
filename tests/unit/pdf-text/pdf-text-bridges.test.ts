// Marks that join text objects for PDFium: widths that close every gap, and glyphs that have bounds and nothing to see.
import { describe, expect, it } from 'vitest';
import { FARTHEST, LEAD_BOUNDS, tailBounds, tolerance } from '../../../src/pdf/text/bridges.ts';
import { MergedFont } from '../../../src/pdf/text/merged-font.ts';
import { MIXED_CODING, PAIR_CODING } from '../../../src/pdf/text/text-coding.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';
import {
  readWithPdfJs,
  readWithPdfium,
  readWithPoppler,
  hasPoppler,
} from '../../helpers/pdf-text-readers.ts';
import { runningLayer, setParagraph, testFonts, testLayer } from '../../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../../helpers/pdf-text-writer.ts';

const fonts = await testFonts();

/** Lines that PDFium reads only where their runs are parted. */
const LINES = [
  { direction: 'rtl', text: 'ارتش ۱۲ تانک (T-72) را فرستاد.' },
  { direction: 'rtl', text: 'موشک Fateh-110 و پهپاد MQ-9 در F-16' },
  { direction: 'rtl', text: 'سطر (The Line Project) را سه تن آغاز کردند' },
  { direction: 'rtl', text: 'نوشته است: V = I × R، و زیر آن به خط خود' },
  { direction: 'rtl', text: 'جلد: کلمنس انگلهارت، CC0. عکاسان زیر عکس‌ها' },
  { direction: 'ltr', text: 'the teacher (زهرا نوری), who has kept the records' },
  { direction: 'ltr', text: 'a night into ۲۴ پاو; each thinks the other' },
] as const;

function pdfOfLines(): Uint8Array {
  const { layer, writeLines } = runningLayer(fonts);
  const pages = LINES.map((line) =>
    writeLines(setParagraph(fonts, { ...line, x: 50, y: 102, measure: 480 })),
  );
  return writeTestPdf(pages, layer.finish());
}

describe('the marks that join objects for PDFium', () => {
  it('have, for every gap up to the farthest, a width that is nearer to it than PDFium notices', () => {
    for (let gap = 0; gap <= FARTHEST; gap += 0.01) {
      const width = tailBounds(gap)?.[1] ?? 0;
      expect(Math.abs(width - gap), `a gap of ${gap.toFixed(2)} em`).toBeLessThan(tolerance(width));
    }
  });

  it('have no ink, no advance, and no part in the bounds of the font', () => {
    const font = new MergedFont('F1', fonts, MIXED_CODING);
    const plain = new MergedFont('F1', fonts, MIXED_CODING);
    const glyph = font.flatGlyph([0, 11.2]);
    font.code(glyph, 'x');
    plain.code(1, 'x');
    expect(font.advance(glyph)).toBe(0);
    expect(font.flatGlyph([0, 11.2])).toBe(glyph);
    expect(font.flatGlyph(LEAD_BOUNDS)).not.toBe(glyph);
    expect(font.finish().bbox).toEqual(plain.finish().bbox);
  });
});

describe('runs beside punctuation and with digits', () => {
  it.each([
    ['pdf.js', readWithPdfJs],
    ['PDFium', readWithPdfium],
  ])('come back through %s', async (_, read) => {
    const pages = await read(pdfOfLines());
    expect(pages.map((page) => normaliseExtracted(page))).toEqual(LINES.map(({ text }) => text));
  });

  it.skipIf(!hasPoppler())('keep their names in poppler (needs pdftotext)', async () => {
    const pages = await readWithPoppler(pdfOfLines());
    for (const [i, name] of ['T-72', 'Fateh-110', 'The Line Project', 'V = I × R'].entries())
      expect(normaliseExtracted(pages[i] ?? '')).toContain(name);
  });

  it('are written as others are for presses', () => {
    const layer = testLayer(fonts, PAIR_CODING);
    const [item] = setParagraph(fonts, { ...LINES[0], x: 50, y: 102, measure: 480 });
    if (item === undefined) throw new Error('no line');
    layer.line(item, 842);
    expect(layer.finish()[0]?.toUnicode).not.toContain('<2060>');
  });
});
