// Kashida: where words are stretched, how far, and when.
import { beforeAll, describe, expect, it } from 'vitest';
import { KashidaPlaces, offsetOf, rankInText, rankInVerse } from '../../../src/paragraph/kashida-places.ts';
import type { InlineStyle, Line, ParagraphStyle } from '../../../src/paragraph/paragraph-types.ts';
import { Kit, inlineStyle, stackOf } from './paragraph-kit.ts';

const TATWEEL = '\u0640';

/** Rank of a place written as `|` in the word. */
function rank(word: string, verse = false): number {
  const text = word.replace('|', '');
  return (verse ? rankInVerse : rankInText)(text, word.indexOf('|'));
}

describe('the rank of a place for kashida', () => {
  it('is first where the author put a tatweel', () => {
    expect(rank(`بـ|ه`.replace('ـ|', '|ـ'))).toBe(1);
  });
  it('is second after seen and sad', () => {
    for (const word of ['س|لام', 'دس|ت', 'ش|ما', 'پس|ندیده', 'نص|ب', 'رض|ا', 'پښ|تو'])
      expect(rank(word), word).toBe(2);
  });
  it('is third before final heh, teh marbuta and dal', () => {
    for (const word of [
      'نام|ه',
      'مدرس|ة'.replace('س|', 'س').replace('ة', '|ة').replace('س|', 'م|'),
      'آم|د',
      'می‌ک|ند'.replace('ک|ن', 'کن|'),
      'کاغ|ذ',
    ])
      expect(rank(word), word).toBe(3);
  });
  it('is fourth before final alef, tah, lam, kaf and gaf', () => {
    for (const word of ['کت|اب', 'خ|ط'.padStart(4, 'ا'), 'مح|ل', 'نم|ک', 'رن|گ', 'لن|ګ'])
      expect(rank(word), word).toBe(4);
  });
  it('is fifth before medial beh with reh or yeh after it', () => {
    for (const word of ['ک|بیر'.replace('بی', 'ب'), 'ع|بری'.replace('ری', 'ر'), 'م|نی'])
      expect(rank(word), word).toBe(5);
  });
  it('is sixth before final waw, ain, qaf and feh, seventh before other finals', () => {
    for (const word of ['نح|و', 'جم|ع', 'اف|ق', 'لط|ف']) expect(rank(word), word).toBe(6);
    for (const word of ['تم|ر', 'قل|م', 'زم|ین'.replace('ین', 'ن'), 'طل|ب']) expect(rank(word), word).toBe(7);
  });
  it('is none in lam-alef, after letters that do not join, before marks, in short words and in the name of God', () => {
    for (const word of ['کل|ام', 'د|وست', 'مح|\u064fل', 'ب|ه', 'ل|له', 'ال|له', 'الل|ه'])
      expect(rank(word), word).toBe(0);
  });
  it('is none beside a tatweel, or elsewhere in a word that has one', () => {
    expect(rank(`ما${TATWEEL}|ه`)).toBe(0);
    expect(rank(`س|پ${TATWEEL}اس`)).toBe(0);
  });
  it('follows the design of hemistichs in verse, and takes words of two letters last', () => {
    expect([
      rank('رس|ید', true),
      rank('نام|ه', true),
      rank('گفت|م', true),
      rank('ش|د', true),
      rank('آم|د', true),
      rank('ب|ه', true),
    ]).toEqual([2, 3, 3, 7, 4, 7]);
  });
});

describe('kashida', () => {
  let kit: Kit;
  let style: InlineStyle;
  beforeAll(async () => {
    kit = await Kit.make();
    style = inlineStyle(kit.fonts, { language: 'fa' });
  });

  const justified = (change: Partial<ParagraphStyle>): Partial<ParagraphStyle> => ({
    direction: 'rtl',
    language: 'fa',
    textAlign: 'justify',
    ...change,
  });
  const hemistich = (
    text: string,
    missing: number,
    change: Partial<ParagraphStyle> = {},
    own = style,
  ): Line => {
    const natural = kit.prepare([kit.text(text, own)]).maxContent;
    const lines = kit.lines([kit.text(text, own)], natural + missing, justified({ textAlignLast: 'justify', textJustify: 'kashida', wrap: 'nowrap', ...change })); // prettier-ignore
    expect(lines).toHaveLength(1);
    expect(lines[0]?.width).toBeCloseTo(natural + missing, 6);
    return lines[0]!;
  };
  const tatweels = (line: Line): number[] => line.replacements.map(({ inserted }) => inserted.length);
  const stretched = (line: Line): string[] => line.replacements.map(({ word }) => word.text);
  const unit = (): number => kit.fonts.shapeWord(TATWEEL, style.stack, 'rtl', 'fa').advance * 10;

  const VERSE = 'بدین بوم و بر زنده یک تن مباد';

  it('takes four fifths of what a hemistich lacks, in one place up to three tatweels, two up to nine, else three', () => {
    for (const [count, places] of [
      [1, 1],
      [3, 1],
      [4, 2],
      [9, 2],
      [10, 3],
      [12, 3],
    ] as const) {
      const line = hemistich('همه سر به سر تن به کشتن دهیم', (count * unit()) / 0.8);
      expect(
        tatweels(line).reduce((sum, each) => sum + each, 0),
        `${count}`,
      ).toBe(count);
      expect(line.replacements, `${count}`).toHaveLength(places);
    }
  });

  it('spreads tatweels evenly over the places', () => {
    const counts = tatweels(hemistich('همه سر به سر تن به کشتن دهیم', (9 * unit()) / 0.8));
    expect(counts.sort((a, b) => a - b)).toEqual([4, 5]);
  });

  it('prefers the last words of a hemistich', () => {
    const line = hemistich('نامه نامه نامه نامه', (4 * unit()) / 0.8);
    expect(line.replacements.map((each) => each.unit)).toEqual([4, 6]);
    expect(line.replacements.map(({ word }) => word.text)).toEqual(['نامــه', 'نامــه']);
  });

  it('prefers a better place to a later word, but not one of the next rank', () => {
    // After seen beats the end of a word two words on; before the last letter beats dal only where it comes last.
    expect(stretched(hemistich('رسم کتاب آمد نامه', unit() / 0.8))).toEqual(['نامـه']);
    expect(stretched(hemistich('رسم گلزار آمد آمد', unit() / 0.8))).toEqual(['رسـم']);
  });

  it('is left out where less than half a tatweel is missing', () => {
    expect(hemistich(VERSE, 0.3 * unit()).replacements).toEqual([]);
  });

  it('is off in fonts whose tatweel has no advance', () => {
    const nastaliq = inlineStyle(kit.fonts, {
      language: 'fa',
      stack: stackOf(kit.fonts, { families: ['Noto Nastaliq Urdu'] }),
    });
    const line = hemistich(VERSE, 20, {}, nastaliq);
    expect(line.replacements).toEqual([]);
    expect(line.spaceExtra).toBeGreaterThan(0);
  });

  it('is not used with inter-word, nor in lines that are not justified', () => {
    expect(hemistich(VERSE, 30, { textJustify: 'inter-word' }).replacements).toEqual([]);
    const [line] = kit.lines([kit.text(VERSE, style)], 400, justified({ textJustify: 'kashida' }));
    expect(line?.replacements).toEqual([]);
    const [start] = kit.lines([kit.text(VERSE, style)], 400, {
      direction: 'rtl',
      textAlign: 'start',
      textJustify: 'kashida',
    });
    expect(start?.replacements).toEqual([]);
  });

  it('comes after spaces of 0.6 em by default', () => {
    const spaces = 7;
    const space = kit.fonts.shapeWord(' ', style.stack, 'rtl', 'fa').advance * 10;
    const widest = (6 - space) * spaces;
    expect(hemistich(VERSE, widest - 0.5, { textJustify: 'auto' }).replacements).toEqual([]);
    const line = hemistich(VERSE, widest + 4, { textJustify: 'auto' });
    expect(tatweels(line)).toEqual([2]);
    expect(space + line.spaceExtra).toBeLessThanOrEqual(6);
  });

  it('goes before spaces when asked for, in text too', () => {
    const text =
      'نویسندگان کتاب‌های درسی مکتب‌ها می‌گویند که کاغذ گران شده است و چاپخانه‌ها نمی‌توانند به وعده‌های خود عمل کنند.';
    const gain = (textJustify: ParagraphStyle['textJustify']): number => {
      let sum = 0;
      for (const line of kit.lines([kit.text(text, style)], 190, justified({ textJustify })))
        for (const { word, unit: u } of line.replacements) sum += word.advance - kit.fonts.word(line.units.word[u] ?? 0).advance; // prettier-ignore
      return sum;
    };
    expect(gain('auto')).toBe(0);
    expect(gain('kashida')).toBeGreaterThan(0);
  });

  it('leaves Persian words in an English paragraph as they are', () => {
    const text =
      'The teacher (نجیب‌الله سادات) has kept the records of the valley since the year of the great flood.';
    for (const line of kit.lines([kit.text(text, style)], 130, {
      direction: 'ltr',
      textAlign: 'justify',
      textJustify: 'kashida',
    }))
      expect(line.replacements).toEqual([]);
  });

  it('does not stretch a word whose letters join across a change of style', () => {
    const bold = { ...style, stack: stackOf(kit.fonts, { weight: 700 }) };
    const items = [kit.text('سپ', style), kit.text('اسگزار', bold)];
    const lines = kit.lines(
      items,
      120,
      justified({ textAlignLast: 'justify', textJustify: 'kashida', wrap: 'nowrap' }),
    );
    expect(lines[0]?.replacements).toEqual([]);
  });

  it('lets lines be broken where spaces alone would gape', () => {
    const long = 'بین‌المللی‌سازی‌های';
    const text = `${long} دانشگاه‌های سپس ${long} کشورهای همسایه است که سپاسگزار ${long} هستند`;
    const widest = (textJustify: ParagraphStyle['textJustify']): number =>
      Math.max(
        ...kit
          .lines([kit.text(text, style)], 120, justified({ textJustify }))
          .map(({ spaceExtra }) => spaceExtra),
      );
    expect(widest('auto')).toBeLessThan(widest('inter-word'));
  });

  it('finds places in words with marks and ZWNJ at the offsets of their letters', () => {
    const places = KashidaPlaces.of(kit.fonts);
    const at = (text: string): string => {
      const place = places.place(kit.fonts.shapeWord(text, style.stack, 'rtl', 'fa'), false);
      return place === 0 ? text : `${text.slice(0, offsetOf(place))}|${text.slice(offsetOf(place))}`;
    };
    expect(at('مَحَلّ')).toBe('مَحَ|لّ');
    expect(at('می\u200cخواهیم')).toBe('می\u200cخ|واهیم');
    expect(at('«سلیم»،')).toBe('«س|لیم»،');
    expect(at('آزاد')).toBe('آزاد');
  });

  it('fills a line without spaces to less than one tatweel', () => {
    const [line] = kit.lines([kit.text('سپاسگزار', style)], 60, justified({ textAlignLast: 'justify', textJustify: 'kashida' })); // prettier-ignore
    expect(line?.replacements).toHaveLength(1);
    expect(60 - (line?.width ?? 0)).toBeGreaterThanOrEqual(0);
    expect(60 - (line?.width ?? 0)).toBeLessThan(0.25 * (60 - (line?.naturalWidth ?? 0)) + unit());
  });
});
