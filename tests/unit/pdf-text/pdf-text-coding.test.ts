// Codes of one and of two bytes in one font: what they are, what readers make of them, and what happens when they run out.
import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import { MergedFont } from '../../../src/pdf/text/merged-font.ts';
import { MIXED_CODING, PAIR_CODING, codeLength, encodingCMap, mixedCoding } from '../../../src/pdf/text/text-coding.ts'; // prettier-ignore
import type { TextCoding } from '../../../src/pdf/text/text-coding.ts';
import { parseCodeMap } from '../../../src/preflight/inspect/font/cmap.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';
import { hasPoppler, readWithPdfJs, readWithPdfium, readWithPoppler } from '../../helpers/pdf-text-readers.ts'; // prettier-ignore
import { setParagraph, testFonts, testLayer, writeLines } from '../../helpers/pdf-text-setter.ts';
import { writeTestPdf } from '../../helpers/pdf-text-writer.ts';

const PERSIAN =
  'هوا سرد است و مردم شهر می‌گویند که «برف» نمی‌بارد، اما دورهٔ تازه آغاز شده است: کتاب‌ها را ببینید.';
const ENGLISH = 'The army has sent twelve tanks; a quick brown fox jumps over the lazy dog, says the well-known office.'; // prettier-ignore

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

/** So many codes of a font, each for a text of its own. */
function codes(coding: TextCoding, count: number): string[] {
  const font = new MergedFont('F1', fonts, coding);
  return Array.from({ length: count }, (_, i) => font.code(2, String.fromCodePoint(0x4e00 + i)));
}

describe('codes of one and two bytes', () => {
  it('are all different, need no escape, and leave the one that word spacing widens to spaces', () => {
    const all = codes(MIXED_CODING, 7_000);
    expect(new Set(all).size).toBe(7_000);
    expect(all.join('')).not.toMatch(/[()\\\r]/);
    expect(all).not.toContain(' ');
    expect(all.filter((code) => code.length === 1)).toHaveLength(0xe0 - 6);
  });

  it('are cut and numbered by the CMap as they were given', () => {
    const all = codes(MIXED_CODING, 900);
    const cmap = parseCodeMap(Buffer.from(encodingCMap(MIXED_CODING, 0xe3ff), 'latin1'), false);
    const found: number[] = [];
    cmap.forEach(Buffer.from(all.join(''), 'latin1'), (cid, code) => {
      expect(cid).toBe(code);
      found.push(cid);
    });
    expect(cmap.exact).toBe(true);
    expect(found).toEqual(
      all.map((code) => Number.parseInt(Buffer.from(code, 'latin1').toString('hex'), 16)),
    );
  });

  it('need no CMap when all are of two bytes', () => {
    expect(encodingCMap(PAIR_CODING, 500)).toBe('');
    expect(codes(PAIR_CODING, 500).every((code) => codeLength(PAIR_CODING, code, 0) === 2)).toBe(true);
  });
});

describe('text in codes of which most are of two bytes', () => {
  it.each([
    ['Persian', PERSIAN, 'rtl'],
    ['English', ENGLISH, 'ltr'],
  ] as const)('comes back from all readers, justified: %s', async (_, text, direction) => {
    const layer = testLayer(fonts, mixedCoding(0x24, 0x1000));
    const content = writeLines(layer, setParagraph(fonts, { text, direction, x: 50, y: 100, measure: 220, justify: true })); // prettier-ignore
    const [font, ...others] = layer.finish();
    expect(others).toEqual([]);
    expect(font?.widths.map(({ first }) => first)).toEqual([0, 0x2400]);
    const pdf = writeTestPdf([content], font === undefined ? [] : [font]);
    const readers = [readWithPdfJs, readWithPdfium, ...(hasPoppler() ? [readWithPoppler] : [])];
    for (const reader of readers) expect((await reader(pdf)).map(normaliseExtracted)).toEqual([text]);
  });
});

describe('a font whose codes run out', () => {
  it.each([
    ['of one and two bytes', mixedCoding(0x24, 0x10)],
    ['of two bytes', { ...PAIR_CODING, limit: 0x10 }],
  ])('is followed by another, and no text is lost: codes %s', async (_, coding) => {
    const layer = testLayer(fonts, coding);
    const content = writeLines(layer, setParagraph(fonts, { text: ENGLISH, direction: 'ltr', x: 50, y: 100, measure: 120 })); // prettier-ignore
    const embedded = layer.finish();
    expect(embedded.length).toBeGreaterThan(1);
    expect(layer.takeUsedFonts()).toEqual(embedded.map(({ resourceName }) => resourceName));
    const [read = ''] = await readWithPdfJs(writeTestPdf([content], embedded));
    expect(normaliseExtracted(read)).toBe(ENGLISH);
  });
});
