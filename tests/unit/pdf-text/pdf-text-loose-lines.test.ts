// Justified lines with wide spaces: what is hidden from pdf.js must not add up to a gap that parts the line.
import { expect, it } from 'vitest';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';
import { readWithPdfJs } from '../../helpers/pdf-text-readers.ts';
import { runningLayer, setParagraph, testFonts } from '../../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../../helpers/pdf-text-writer.ts';

const fonts = await testFonts();

const END = 'نام‌نویسی کرده‌اند و کار آن هر روز به جز جمعه ادامه می‌یابد تا زمستان برسد.';

/** Points; between them every looseness of a line occurs. */
const MEASURES = Array.from({ length: 60 }, (_, i) => 200 + i * 4);

it.each([
  ['a name at the beginning and a word with hamza', `River School (دفتر لوگر)، بیش از ۲۷۵۷ شاگرد در برنامهٔ Seed Bank ${END}`],
  ['a name between two words with hamza', `دربارهٔ آن River School (دفتر لوگر) در برنامهٔ بهار Seed Bank ${END}`],
  ['an em space between its hemistichs', `ز هر باغی گلی چیدیم و رفتیم \u2003 به هر شهری شبی دیدیم و رفتیم ${END}`],
  ['an em space between words of both directions', `ز هر باغی River School گلی \u2003 به هر شهری شبی دیدیم ${END}`],
])('pdf.js reads a loose line with %s as it was written', async (_, text) => {
  const { layer, writeLines } = runningLayer(fonts);
  const pages = MEASURES.map((measure) =>
    writeLines(setParagraph(fonts, { text, direction: 'rtl', x: 50, y: 100, measure, justify: true })),
  );
  const read = await readWithPdfJs(writeTestPdf(pages, layer.finish()));
  const wrong = MEASURES.filter((_measure, page) => normaliseExtracted(read[page] ?? '') !== normaliseExtracted(text));
  expect(wrong).toEqual([]);
}); // prettier-ignore
