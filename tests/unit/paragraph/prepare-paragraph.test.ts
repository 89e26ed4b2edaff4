import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { GLYPH_ID } from '../../../src/font/font-types.ts';
import { UNIT_BREAK, UNIT_GENERATED, UNIT_LEADER, UNIT_SPACE } from '../../../src/frame/units.ts';
import type { InlineItem } from '../../../src/paragraph/paragraph-types.ts';
import { glyphColumn, inlineStyle, Kit, stackOf } from './paragraph-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.make();
});

const textOf = (items: string | readonly InlineItem[]): string => kit.prepare(items).units.text;

describe('white space', () => {
  it('collapses across items and vanishes at the ends of the paragraph', () => {
    const bold = inlineStyle(kit.fonts);
    expect(textOf([kit.text('  a \n'), kit.text(' \tb ', bold), kit.text(' c  ')])).toBe('a b c');
  });

  it('vanishes around a forced break', () => {
    const items: InlineItem[] = [kit.text('a '), { kind: 'break', style: kit.plain }, kit.text(' b')];
    expect(textOf(items)).toBe('a\nb');
  });

  it('that is only between two elements keeps one space, and none at the start', () => {
    const other = inlineStyle(kit.fonts);
    expect(
      textOf([kit.text(' '), kit.text('a', other), kit.text(' '), kit.text(' ', other), kit.text('b')]),
    ).toBe('a b');
  });

  it('is kept in pre, with its line ends as forced breaks', () => {
    const pre = inlineStyle(kit.fonts, { whiteSpace: 'pre' });
    const { units } = kit.prepare([kit.text('a  b\r\n  c', pre)]);
    expect(units.text).toBe('a  b\n  c');
    expect([...units.flags].filter((f) => f === UNIT_BREAK)).toHaveLength(1);
    expect([...units.flags].filter((f) => f === UNIT_SPACE)).toHaveLength(4);
  });

  it('collapses in pre-line, but keeps the line ends', () => {
    const style = inlineStyle(kit.fonts, { whiteSpace: 'pre-line' });
    expect(textOf([kit.text(' a   b \n\n  c ', style)])).toBe('a b\n\nc');
  });

  it('lets a tab in pre reach the next stop', () => {
    const pre = inlineStyle(kit.fonts, { whiteSpace: 'pre' });
    const { units } = kit.prepare([kit.text('ab\tc', pre)]);
    expect(kit.fonts.word(units.word[1] ?? -1).text).toBe(' '.repeat(6));
  });
});

describe('text-transform', () => {
  const transformed = (
    text: string,
    textTransform: 'uppercase' | 'capitalize' | 'lowercase',
    language = 'de',
  ): string => textOf([kit.text(text, inlineStyle(kit.fonts, { textTransform, language }))]);

  it('follows the language', () => {
    expect(transformed('straße', 'uppercase')).toBe('STRASSE');
    expect(transformed('istanbul', 'uppercase', 'tr')).toBe('İSTANBUL');
    expect(transformed('ÄBC', 'lowercase')).toBe('äbc');
    expect(transformed('a', 'uppercase', 'not a tag!')).toBe('A');
  });

  it('capitalises words, not the parts of a word that a style change makes', () => {
    const capitalize = inlineStyle(kit.fonts, { textTransform: 'capitalize' });
    const bold = inlineStyle(kit.fonts, { textTransform: 'capitalize', size: 12 });
    expect(textOf([kit.text('two wor', capitalize), kit.text('ds don\u2019t', bold)])).toBe(
      'Two Words Don\u2019t',
    );
  });
});

describe('shaping', () => {
  it('gives a word whose middle is bold the joining forms of the whole word', () => {
    const bold = inlineStyle(kit.fonts, { stack: stackOf(kit.fonts, { weight: 700 }) });
    const { units } = kit.prepare([kit.text('بست'.slice(0, 1)), kit.text('س', bold), kit.text('ت')], {
      direction: 'rtl',
    });
    const form = (before: string, letter: string, after: string, stack = kit.plain.stack): number[] =>
      glyphColumn(
        kit.fonts.shape({ text: letter, stack, direction: 'rtl', language: '', before, after }),
        GLYPH_ID,
      );
    const seen = Array.from(units.word, (id) => glyphColumn(kit.fonts.word(id), GLYPH_ID));
    expect(seen).toEqual([form('', 'ب', 'س'), form('ب', 'س', 'ت', bold.stack), form('س', 'ت', '')]);
    expect(seen[1]).not.toEqual(form('', 'س', '', bold.stack));
  });

  it('does not join across a letter that joins only backwards, nor across ZWNJ', () => {
    const bold = inlineStyle(kit.fonts, { stack: stackOf(kit.fonts, { weight: 700 }) });
    const plainForm = glyphColumn(kit.fonts.shapeWord('ب', bold.stack, 'rtl', ''), GLYPH_ID);
    for (const before of ['ا', 'ب\u200c']) {
      const { units } = kit.prepare([kit.text(before), kit.text('ب', bold)], { direction: 'rtl' });
      expect(glyphColumn(kit.fonts.word(units.word[1] ?? -1), GLYPH_ID)).toEqual(plainForm);
    }
  });

  it('keeps a mark with its letter when the mark alone has another colour', () => {
    const red = inlineStyle(kit.fonts, { color: { kind: 'rgb', red: 1, green: 0, blue: 0, alpha: 1 } });
    const { units } = kit.prepare([kit.text('ب'), kit.text('\u0651', red), kit.text('ا')], {
      direction: 'rtl',
    });
    expect(kit.fonts.word(units.word[0] ?? -1).text).toBe('ب\u0651');
  });

  it('keeps ZWNJ inside its word', () => {
    const { units } = kit.prepare('می\u200cخواهیم برویم', { direction: 'rtl' });
    expect(units.count).toBe(3);
    expect(kit.fonts.word(units.word[0] ?? -1).text).toBe('می\u200cخواهیم');
  });
});

describe('direction', () => {
  const rtl = { direction: 'rtl' } as const;

  it('shows an ISO date inside Persian as it is written', () => {
    expect(kit.visual('در تاریخ 2024-05-08 آمد', rtl)).toBe('دمآ 2024-05-08 خیرات رد');
  });

  it('shows a phone number inside Persian as it is written', () => {
    expect(kit.visual('تماس 0799-123-456 است', rtl)).toContain('0799-123-456');
  });

  it('shows an address inside Persian as it is written', () => {
    expect(kit.visual('به desk-1@payam.example و https://a.example/b-1/ رو', rtl)).toBe(
      'ور https://a.example/b-1/ و desk-1@payam.example هب',
    );
  });

  it('puts a date in Persian digits on the far side of a Latin name', () => {
    expect(kit.visual('Reuters · ۲۵ ثور', rtl)).toBe('روث ۲۵ · Reuters');
  });

  it('leaves ASCII digits with the Latin name before them', () => {
    expect(kit.visual('از Windows 11 تا', rtl)).toBe('ات Windows 11 زا');
  });

  it('keeps an emoji and letters of the supplementary planes in the order of their text', () => {
    expect(kit.visual('سلام \u{1f600} خوب', rtl)).toBe('بوخ \u{1f600} مالس');
    expect(kit.visual('\u{1e900}\u{1e901}\u{1e902} ب', rtl)).toBe('ب \u{1e902}\u{1e901}\u{1e900}');
  });

  it('mirrors brackets once', () => {
    expect(kit.visual('بلخ (شهر) و «کابل»', rtl)).toBe('«لباک» و (رهش) خلب');
  });

  it('parts two isolates that stand side by side', () => {
    const isolate = (text: string): InlineItem[] => [
      { kind: 'open', mode: 'isolate', direction: 'rtl' },
      kit.text(text),
      { kind: 'close' },
    ];
    expect(kit.visual([...isolate('אב'), ...isolate('גד')])).toBe('באדג');
  });

  it('takes the direction of a plaintext paragraph from its first strong character', () => {
    expect(kit.prepare('12 سلام', { plaintext: true }).units.direction).toBe('rtl');
    expect(kit.prepare('12 hello', { plaintext: true, direction: 'rtl' }).units.direction).toBe('ltr');
    expect(kit.prepare('12', { plaintext: true, direction: 'rtl' }).units.direction).toBe('rtl');
  });

  it('lets the author\u2019s controls act without giving them a glyph', () => {
    const { units } = kit.prepare('ab\u200ecd \u2067xy\u2069.', { direction: 'ltr' });
    expect(units.text).toBe('ab\u200ecd \u2067xy\u2069.');
    for (const id of units.word)
      if (id >= 0) expect(kit.fonts.word(id).text).not.toMatch(/[\u200e\u2067\u2069]/);
  });

  it('closes an element that is still open at a forced break and opens it again behind', () => {
    const items: InlineItem[] = [
      { kind: 'open', mode: 'isolate', direction: 'rtl' },
      kit.text('א1'),
      { kind: 'break', style: kit.plain },
      kit.text('א2'),
      { kind: 'close' },
    ];
    expect(kit.visual(items)).toBe('1א\n2א');
  });
});

describe('units', () => {
  it('say what is a space, a leader and generated', () => {
    const items: InlineItem[] = [
      { kind: 'generated', text: '1.', style: kit.plain },
      kit.text(' a\u00a0b'),
      { kind: 'leader', pattern: '.', style: kit.plain },
      kit.text('7'),
    ];
    const { units } = kit.prepare(items);
    expect([...units.flags]).toEqual([UNIT_GENERATED, UNIT_SPACE, 0, UNIT_SPACE, 0, UNIT_LEADER, 0]);
  });

  it('are cut where levels change', () => {
    const { units } = kit.prepare('نرم‌افزارInkWell', { direction: 'rtl' });
    expect([...units.level]).toEqual([1, 2]);
  });
});

describe('break opportunities', () => {
  const places = (items: readonly InlineItem[]): number[] => {
    const { units, breaks } = kit.prepare(items);
    return Array.from(breaks.unit, (u) => units.offset[u] ?? 0);
  };

  it('do not change where a style changes', () => {
    const text = 'The “quote” (at 12.5% – «نقل»), T-72: https://a.example/b/c می\u200cخواهیم; l\u2019été $5';
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 6 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const items = at.slice(1).map((end, i) => kit.text(text.slice(at[i], end), inlineStyle(kit.fonts)));
        expect(places(items)).toEqual(places([kit.text(text)]));
      }),
    );
  });

  it('are not given before a generated note call, whatever stands before it', () => {
    const call: InlineItem = { kind: 'generated', text: '۲', style: inlineStyle(kit.fonts, { rise: 3 }) };
    expect(places([kit.text('چرا؟'), call, kit.text(' و')])).toEqual([6, 7]);
  });

  it('are not given inside nowrap', () => {
    const nowrap = inlineStyle(kit.fonts, { whiteSpace: 'nowrap' });
    expect(places([kit.text('a b '), kit.text('c d', nowrap), kit.text(' e')])).toEqual([2, 4, 8, 9]);
  });

  it('are not given at NBSP', () => {
    expect(places([kit.text('10\u00a0km')])).toEqual([5]);
  });
});
