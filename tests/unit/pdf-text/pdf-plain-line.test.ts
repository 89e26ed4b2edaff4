import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import type { TextItem } from '../../../src/frame/frame.ts';
import { encodePlainWord } from '../../../src/pdf/text/encode-plain-word.ts';
import { MergedFont } from '../../../src/pdf/text/merged-font.ts';
import { PlainLines } from '../../../src/pdf/text/plain-line.ts';
import { PLAIN_SETTING, encodeWord } from '../../../src/pdf/text/word-encoder.ts';
import type { SetParagraph } from '../../helpers/pdf-text-setter.ts';
import { setParagraph, testFonts, testLayer } from '../../helpers/pdf-text-setter.ts';

const PERSIAN =
  'هوا سرد است و مردم شهر می‌گویند که «برف» نمی‌بارد، اما دورهٔ تازه آغاز شده است: کتاب‌ها را ببینید.';
const MIXED = 'ارتش ۱۲ تانک (T-72) را به Rafah فرستاد و office@payam.example را خواند.';
const ENGLISH = 'The army has sent twelve tanks – “all of them”, says https://payam.example/school-885, a well-known office.'; // prettier-ignore
const RED = { kind: 'rgb', red: 1, green: 0, blue: 0, alpha: 1 } as const;

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

function lines(options: Omit<SetParagraph, 'x' | 'y' | 'measure'>): TextItem[] {
  return [70, 130, 320].flatMap((measure) => setParagraph(fonts, { x: 40, y: 60, measure, ...options }));
}

/** Each line as the first and the second of its document: only the second is offered the short way. Returns how many took it. */
function expectSame(items: readonly TextItem[]): number {
  const short = vi.spyOn(PlainLines.prototype, 'write');
  for (const item of items) {
    const layer = testLayer(fonts);
    expect(layer.line(item, 800)).toBe(layer.line(item, 800));
  }
  const taken = short.mock.results.filter(({ value }) => value !== null).length;
  short.mockRestore();
  return taken;
}

describe('the short way of writing a line', () => {
  it('gives what the long way gives for text from left to right', () => {
    const items = lines({ text: ENGLISH, direction: 'ltr', justify: true, hyphens: 'auto' });
    expect(items.some(({ hyphen }) => hyphen >= 0)).toBe(true);
    expect(expectSame(items)).toBe(items.length);
  });

  it('gives what the long way gives for Persian text', () => {
    const items = lines({ text: PERSIAN, direction: 'rtl', justify: true });
    expect(expectSame(items)).toBeGreaterThan(items.length / 3);
  });

  it('gives what the long way gives where words are bold or coloured', () => {
    const items = [
      ...lines({ text: ENGLISH, direction: 'ltr', bold: ['army', 'well'], styled: [{ text: 'twelve', style: { color: RED, size: 14 } }] }), // prettier-ignore
      ...lines({ text: PERSIAN, direction: 'rtl', bold: ['مردم'], styled: [{ text: 'سرد است', style: { color: RED } }] }), // prettier-ignore
    ];
    expect(expectSame(items)).toBeGreaterThan(items.length / 3);
  });

  it('is not taken by lines of two directions', () => {
    const items = lines({ text: MIXED, direction: 'rtl', justify: true }).filter((item) => {
      const levels = item.units.level.subarray(item.start, item.end);
      return new Set(levels).size > 1;
    });
    expect(items.length).toBeGreaterThan(2);
    expect(expectSame(items)).toBe(0);
  });
});

describe('the short way of encoding a word', () => {
  it('gives what the long way gives, wide kerning too', () => {
    const families = ['Vazirmatn'];
    const items = [
      ...lines({ text: ENGLISH, direction: 'ltr', families }),
      ...lines({ text: PERSIAN, direction: 'rtl', families }),
    ];
    const taken = new Set<string>();
    for (const id of new Set(items.flatMap(({ units }) => [...units.word]))) {
      if (id < 0) continue;
      const word = fonts.word(id);
      const encoded = encodePlainWord(new MergedFont('F1', fonts), word);
      if (encoded === null) continue;
      taken.add(word.text);
      expect(encoded).toEqual(encodeWord(new MergedFont('F1', fonts), word, PLAIN_SETTING));
    }
    expect([...taken].some((text) => text.includes('://'))).toBe(true);
    expect(taken.size).toBeGreaterThan(10);
  });
});
