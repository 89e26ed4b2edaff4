import fc from 'fast-check';
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
const NUMBERS =
  'در ۲۵ قوس ۱۴۰۱، ۳ نفر از ۱٬۲۳۴ باشندهٔ آنجا (۲۵٪) گفتند که دورهٔ ۷ روزهٔ آن‌ها ۱۲/۵ افغانی، مثلاً در سال ۱۴۰۳ یا 2024 کم می‌شود.';
/** Of words like these most text consists. */
const USUAL = ['هوا', 'می\u200cرود', 'دورهٔ', 'سرد', 'است؛', '۱۲', '۱۴۰۳'];
const WORDS = ['هوا', 'می\u200cرود', 'دورهٔ', 'مثلاً', 'و', '۱۲', '۱۴۰۳', '۲۵٪', '۱٬۲۳۴', '۱۲/۵', '2024', '٦٤', '«برف»', '(دفتر)', 'است؛', 'ب۲', '—', '-', 'اللهٔ', 'Rafah', '۰۷۹۹-۱۷۵', '٪۱۲', 'قوس،']; // prettier-ignore
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

function isMixed({ units, start, end }: TextItem): boolean {
  return new Set(units.level.subarray(start, end)).size > 1;
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

  it('gives what the long way gives for Persian text with numbers, signs and marks', () => {
    const items = [
      ...lines({ text: NUMBERS, direction: 'rtl', justify: true }),
      ...lines({ text: NUMBERS, direction: 'rtl', bold: ['۱۴۰۳'], styled: [{ text: '۲۵٪', style: { color: RED, size: 14 } }] }),
    ]; // prettier-ignore
    const mixed = items.filter(isMixed);
    expect(mixed.length).toBeGreaterThan(items.length / 2);
    expect(expectSame(mixed)).toBeGreaterThan(mixed.length / 3);
  });

  it('gives what the long way gives for lines of words in any order', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...WORDS, ...USUAL, ...USUAL, ...USUAL), { minLength: 1, maxLength: 14 }),
        (words) => {
          taken += expectSame(setParagraph(fonts, { text: words.join(' '), direction: 'rtl', justify: true, x: 40, y: 60, measure: 160 })); // prettier-ignore
        },
      ),
      { numRuns: 150, seed: 5 },
    );
    expect(taken).toBeGreaterThan(60);
  });

  it('is not taken by lines with words of the other direction', () => {
    const items = lines({ text: MIXED, direction: 'rtl', justify: true });
    const latin = items.filter(({ units, start, end }) => /[a-z]/i.test(units.text.slice(units.offset[start], units.offset[end]))); // prettier-ignore
    expect(latin.length).toBeGreaterThan(2);
    expect(expectSame(latin)).toBe(0);
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
