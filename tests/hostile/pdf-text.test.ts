// Text that nobody writes on purpose must not break a line, a font or the file.
import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { readWithPdfJs } from '../helpers/pdf-text-readers.ts';
import { setParagraph, testFonts, testLayer, writeLines } from '../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../helpers/pdf-text-writer.ts';
import { countCpuTime } from '../cpu-time.ts';

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['only marks', '\u064b\u0651\u064b\u0651 \u0301\u0302'],
  ['only format characters', '\u200c\u200d\u200e\u200f\u2060\ufeff'],
  ['bidi controls without their ends', '\u202e\u2067abc \u202d سلام \u2066 ۱۲ \u2068'],
  ['lone surrogates', 'a\ud83db \udc00 سلام\ud83d'],
  ['emoji in Persian', 'سلام 😀👨‍👩‍👧 دنیا 🇦🇫 خوب'],
  ['brackets, parentheses and backslashes', '((((\\\\\\)))) [[[]]] <<<>>> سلام (((\\'],
  ['control characters', 'a\u0000b\u0007c\u001bd سلام\u0085\u009f'],
  ['characters without a glyph', '漢字 ქართული سلام ꙮ'],
  ['every kind of space', 'a\u2003b\u2009c\u3000d\u00a0e\u202ff سلام\u2003دنیا'],
  ['neutral characters only', '-- // ** == ... !!! ؟؟؟ «»'],
];

describe('hostile text', () => {
  it.each(HOSTILE)('%s: a line that pdf.js can read in either direction', async (_name, text) => {
    for (const direction of ['rtl', 'ltr'] as const) {
      const layer = testLayer(fonts);
      const content = writeLines(
        layer,
        setParagraph(fonts, { text, direction, x: 50, y: 100, measure: 300 }),
      );
      const embedded = layer.finish();
      const pages = await readWithPdfJs(writeTestPdf([content], embedded));
      expect(pages).toHaveLength(1);
      expect(content.split('BT\n').length).toBe(content.split('ET\n').length);
      expect(content).not.toMatch(/NaN|Infinity|undefined/);
      for (const font of embedded)
        expect(font.widths.flatMap(({ widths }) => widths).every((width) => width >= 0)).toBe(true);
    }
  });

  it('a line of 1,500 mixed words takes less than five seconds', () => {
    const text = Array.from({ length: 500 }, (_, i) => `خانه «${i}–${i * 7}» word-${i}`).join(' ');
    const layer = testLayer(fonts);
    const items = setParagraph(fonts, { text, direction: 'rtl', x: 50, y: 100, measure: 1e6 });
    const elapsed = countCpuTime();
    expect(writeLines(layer, items).length).toBeGreaterThan(1000);
    expect(elapsed()).toBeLessThan(5000);
  });
});
