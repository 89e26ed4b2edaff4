import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import type { EmbeddedFont } from '../../../src/pdf/text/embedded-font.ts';
import { MIXED_CODING, PAIR_CODING, codeLength, mixedCoding } from '../../../src/pdf/text/text-coding.ts';
import type { TextCoding } from '../../../src/pdf/text/text-coding.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';
import { readWithPdfJs } from '../../helpers/pdf-text-readers.ts';
import type { SetParagraph } from '../../helpers/pdf-text-setter.ts';
import { setParagraph, testFonts, testLayer, writeLines } from '../../helpers/pdf-text-setter.ts';
import { PAGE_HEIGHT, writeTestPdf } from '../../helpers/pdf-text-writer.ts';

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

interface Written {
  readonly content: string;
  readonly text: string;
  readonly fonts: number;
}

async function write(
  options: Omit<SetParagraph, 'x' | 'y' | 'measure'> & { measure?: number },
): Promise<Written> {
  const layer = testLayer(fonts);
  const items = setParagraph(fonts, { x: 50, y: 100, measure: 480, ...options });
  const content = writeLines(layer, items);
  const embedded = layer.finish();
  const [text = ''] = await readWithPdfJs(writeTestPdf([content], embedded));
  return { content, text, fonts: embedded.length };
}

describe('TextLayer.line', () => {
  it('writes a line of two scripts, two weights and three sizes with one font and one TJ', async () => {
    const text = 'خبر فوری: نخست‌وزیر Israel استعفا داد۱';
    const written = await write({
      text,
      direction: 'rtl',
      bold: ['فوری:'],
      styled: [
        { text: 'Israel', style: { size: 10 } },
        { text: '۱', style: { size: 7, rise: 4 } },
      ],
    });
    expect(written.content.match(/ Tf\n/g)).toHaveLength(1);
    expect(written.content.match(/TJ\n/g)).toHaveLength(1);
    expect(written.content).not.toMatch(/ Ts\n/);
    expect(written.fonts).toBe(1);
    expect(normaliseExtracted(written.text)).toBe(text);
  });

  it('changes the colour inside a line without losing its text', async () => {
    const text = 'واژهٔ سرخ در سطر';
    const red = { kind: 'rgb', red: 1, green: 0, blue: 0, alpha: 1 } as const;
    const written = await write({ text, direction: 'rtl', styled: [{ text: 'سرخ', style: { color: red } }] });
    expect(written.content).toContain('\n1 0 0 rg\n');
    expect(written.content.match(/ rg\n/g)).toHaveLength(3);
    expect(normaliseExtracted(written.text)).toBe(text);
  });

  it('sets letter-spacing of a fifth of an em without readers seeing spaces', async () => {
    const text = 'WORLD NEWS';
    const written = await write({
      text,
      direction: 'ltr',
      styled: [{ text, style: { letterSpacing: 2.4 } }],
    });
    expect(written.text).toBe(text);
  });

  it('ignores letter-spacing in cursive script, as line breaking does', async () => {
    const written = await write({
      text: 'سلام',
      direction: 'rtl',
      styled: [{ text: 'سلام', style: { letterSpacing: 5 } }],
    });
    const plain = await write({ text: 'سلام', direction: 'rtl' });
    expect(written.content).toBe(plain.content);
  });

  it.each([
    ['one and two bytes', MIXED_CODING],
    ['two bytes', PAIR_CODING],
    ['few codes of one byte', mixedCoding(0x24, 0x1000)],
  ])('moves the pen exactly as far as the item is wide, with codes of %s', (_, coding) => {
    const layer = testLayer(fonts, coding);
    const [item] = setParagraph(fonts, { text: 'سلام Rafah (۱۲) AVATAR', direction: 'rtl', x: 50, y: 100, measure: 480 }); // prettier-ignore
    if (item === undefined) throw new Error('no line');
    const content = layer.line(item, PAGE_HEIGHT);
    const [font] = layer.finish();
    if (font === undefined) throw new Error('no font');
    expect(penAdvance(content, font, coding)).toBeCloseTo(item.width, 1);
  });

  it('widens the spaces of a justified line by word spacing, without a movement after each', () => {
    const text = 'four words in line and more to come, so that there are several lines';
    const [item] = setParagraph(fonts, {
      text,
      direction: 'ltr',
      x: 50,
      y: 100,
      measure: 120,
      justify: true,
    });
    if (item === undefined) throw new Error('no line');
    const layer = testLayer(fonts);
    const content = layer.line(item, PAGE_HEIGHT);
    expect(content).toMatch(/^[\d.]+ Tw$/m);
    expect(content).toMatch(/\[\([^()]+ [^()]+\)/);
    expect(penAdvance(content, layer.finish()[0]!, MIXED_CODING)).toBeCloseTo(120, 1);
  });

  it('shows the spaces of all faces, weights and sizes with one code', async () => {
    const text = 'one two three four پنج شش';
    const written = await write({ text, direction: 'ltr', bold: ['two three'], styled: [{ text: 'four پنج', style: { size: 9 } }] }); // prettier-ignore
    const shown = [...written.content.matchAll(/\(([^()]*)\)/g)].map(([, string = '']) => string).join('');
    expect(shown.match(/ /g)).toHaveLength(5);
    expect(normaliseExtracted(written.text)).toBe(text);
  });

  it('reads a hyphenated word as one word and keeps a hard hyphen at the line end', async () => {
    const text = 'Inter­national organi­sations so-called unprece­dented humani­tarian well-known';
    const written = await write({ text, direction: 'ltr', measure: 90, justify: true });
    expect(written.content.match(/BT/g)?.length).toBeGreaterThan(4);
    expect(normaliseExtracted(written.text)).toBe(text.replaceAll('\u00ad', ''));
  });

  it('joins an address that is broken over lines', async () => {
    const text = 'https://www.example.org/a/very/long/path/that/does/not/fit/into/one/line.html';
    const written = await write({ text, direction: 'ltr', measure: 100 });
    expect(written.content.match(/BT/g)?.length).toBeGreaterThan(2);
    expect(normaliseExtracted(written.text)).toBe(text);
  });

  it('keeps a mark with its line when it is the first thing on the left', async () => {
    const text = 'جلسهٔ شورای راهبری بانکداری الکترونیک در خانهٔ کتاب و شبکهٔ تهران و مدرسهٔ شهرستان';
    for (let measure = 60; measure < 160; measure += 20) {
      const written = await write({ text, direction: 'rtl', measure });
      expect(normaliseExtracted(written.text)).toBe(normaliseExtracted(text));
    }
  });

  it('puts raised glyphs of nastaliq on one baseline of one font', async () => {
    const text = 'چو کشور نپاشد تن من مباد';
    const written = await write({ text, direction: 'rtl', families: ['Noto Nastaliq Urdu'] });
    expect(written.content).not.toMatch(/ Ts/);
    expect(written.content.match(/TJ/g)).toHaveLength(1);
    expect(normaliseExtracted(written.text)).toBe(text);
  });

  it('reads spaces of 2 em as single spaces in either direction', async () => {
    for (const [text, direction] of [
      ['چهار واژه در سطر', 'rtl'],
      ['حالا او قبلاً رفت', 'rtl'],
      ['نام Rafah و Gaza است', 'rtl'],
      ['four words in line', 'ltr'],
    ] as const) {
      const layer = testLayer(fonts);
      const items = setParagraph(fonts, { text, direction, x: 50, y: 100, measure: 480 });
      const content = items.map((item) => layer.line({ ...item, spaceExtra: 24 }, PAGE_HEIGHT)).join('');
      const [read = ''] = await readWithPdfJs(writeTestPdf([content], layer.finish()));
      expect(read.replaceAll(/[\u200e\u200f\u061c]/g, '').replaceAll(/ +/g, ' ')).toBe(text);
    }
  });

  it('is empty for a line without text', () => {
    const layer = testLayer(fonts);
    const [item] = setParagraph(fonts, { text: 'x', direction: 'ltr', x: 0, y: 0, measure: 100 });
    if (item === undefined) throw new Error('no line');
    expect(layer.line({ ...item, end: item.start }, PAGE_HEIGHT)).toBe('');
  });
});

describe('TextLayer.takeUsedFonts', () => {
  it('names the fonts of the lines since the last call', () => {
    const layer = testLayer(fonts);
    const line = (families: readonly string[]): void =>
      void writeLines(
        layer,
        setParagraph(fonts, { text: 'abc', direction: 'ltr', families, x: 0, y: 0, measure: 99 }),
      );
    line(['Source Serif 4']);
    line(['Source Sans 3']);
    expect(layer.takeUsedFonts()).toEqual(['F1', 'F2']);
    line(['Source Sans 3']);
    expect(layer.takeUsedFonts()).toEqual(['F2']);
    expect(layer.takeUsedFonts()).toEqual([]);
  });
});

/** How far the strings, movements and word spacing of a line move the pen, points. */
function penAdvance(content: string, font: EmbeddedFont, coding: TextCoding): number {
  const size = Number(/\/F1 ([\d.]+) Tf/.exec(content)?.[1]);
  const wordSpacing = Number(/^(-?[\d.]+) Tw$/m.exec(content)?.[1] ?? 0);
  const widthOf = (code: number): number => {
    const run = font.widths.findLast(({ first }) => first <= code);
    return run?.widths[code - run.first] ?? 0;
  };
  let sum = 0;
  for (const [, array = ''] of content.matchAll(/\[(.*?)\]TJ\n/gs)) {
    for (const [, string, number] of array.matchAll(/\(([^()]*)\)|(-?[\d.]+)/gs)) {
      if (string === undefined) sum -= (Number(number) / 1000) * size;
      else {
        for (let i = 0; i < string.length; i += codeLength(coding, string, i)) {
          const length = codeLength(coding, string, i);
          const first = string.charCodeAt(i);
          sum += (widthOf(length === 1 ? first : first * 256 + string.charCodeAt(i + 1)) / 1000) * size;
          if (length === 1 && first === 0x20) sum += wordSpacing;
        }
      }
    }
  }
  return sum;
}
