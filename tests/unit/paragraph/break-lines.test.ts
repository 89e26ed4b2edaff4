import { beforeAll, describe, expect, it } from 'vitest';
import { GLYPH_ID } from '../../../src/font/font-types.ts';
import { wordAdvance } from '../../../src/frame/unit-advance.ts';
import type { InlineItem, Line } from '../../../src/paragraph/paragraph-types.ts';
import { breakLines } from '../../../src/paragraph/break-lines.ts';
import { resumeParagraph } from '../../../src/paragraph/resume-paragraph.ts';
import { glyphColumn, inlineStyle, Kit, lineText } from './paragraph-kit.ts';
import { countCpuTime } from '../../cpu-time.ts';

const ENGLISH =
  'In Kabul, work on the new footbridge has been slow, and about 120 families are still waiting for an answer. ' +
  'The poet read for twenty minutes, and the hall stayed quiet until the last line.';
const PERSIAN =
  'زهرا نوری در کابل گفت که ۱۲۰ خانواده هنوز به آب آشامیدنی دست‌رسی ندارند و کار River School (دفتر بلخ) آهسته پیش می‌رود، ' +
  'اما بی‌گمان سودمند خواهد بود.';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.make();
});

const texts = (lines: readonly Line[]): string[] => lines.map(lineText);
const widthOf = (text: string): number => kit.lines(text, 1e6)[0]?.width ?? 0;

describe('justified text', () => {
  it.each([
    ['English', ENGLISH, 'ltr'],
    ['Persian', PERSIAN, 'rtl'],
  ] as const)('fills the measure in %s, but for the last line, which stays natural', (_, text, direction) => {
    const lines = kit.lines(text, 153, { direction, textAlign: 'justify' });
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) expect(Math.abs(line.width - 153)).toBeLessThan(0.01);
    const last = lines.at(-1);
    expect(last?.spaceExtra).toBeLessThanOrEqual(0);
    expect(last?.width).toBeLessThanOrEqual(153.01);
  });

  it('never stretches a paragraph of one line, unless text-align-last asks for it', () => {
    expect(kit.lines('a b', 153, { textAlign: 'justify' })[0]?.spaceExtra).toBe(0);
    expect(kit.lines('a b', 153, { textAlign: 'justify', textAlignLast: 'justify' })[0]?.width).toBeCloseTo(
      153,
      6,
    );
  });

  it('never makes a space narrower than two thirds of its own width', () => {
    const space = wordAdvance(kit.fonts.shapeWord(' ', kit.plain.stack, 'ltr', ''), kit.plain);
    for (let measure = 100; measure < 260; measure += 7)
      for (const line of kit.lines(ENGLISH, measure, { textAlign: 'justify' }))
        expect(line.spaceExtra).toBeGreaterThanOrEqual(-space / 3 - 1e-6);
  });

  it('has better lines than greedy breaking: no gap beyond 0.6 em where that can be had', () => {
    const lines = kit.lines(ENGLISH, 200, { textAlign: 'justify' });
    const space = widthOf('a b') - widthOf('ab');
    for (const line of lines) expect(line.spaceExtra + space).toBeLessThan(6);
  });

  it('counts NBSP as a space to stretch', () => {
    const style = { textAlign: 'justify', textAlignLast: 'justify', textJustify: 'inter-word' } as const;
    const [line] = kit.lines('10\u00a0km weit', 100, style);
    expect(line?.width).toBeCloseTo(100, 6);
    expect(line?.spaceExtra).toBeCloseTo((100 - (line?.naturalWidth ?? 0)) / 2, 6);
  });
});

describe('alignment', () => {
  it('places lines at start, end, centre, left and right of either direction', () => {
    const x = (textAlign: 'start' | 'end' | 'center' | 'left' | 'right', direction: 'ltr' | 'rtl'): number =>
      Math.round(kit.lines('abc', 100, { textAlign, direction })[0]?.x ?? -1);
    const free = Math.round(100 - widthOf('abc'));
    expect([x('start', 'ltr'), x('end', 'ltr'), x('left', 'ltr'), x('right', 'ltr')]).toEqual([
      0,
      free,
      0,
      free,
    ]);
    expect([x('start', 'rtl'), x('end', 'rtl'), x('left', 'rtl'), x('right', 'rtl')]).toEqual([
      free,
      0,
      0,
      free,
    ]);
    expect(Math.abs(x('center', 'ltr') - free / 2)).toBeLessThan(1);
  });

  it('indents the first line at its start edge only', () => {
    const ltr = kit.lines(ENGLISH, 153, { indent: 11, textAlign: 'justify' });
    expect([ltr[0]?.x, ltr[1]?.x]).toEqual([11, 0]);
    expect(ltr[0]?.width).toBeCloseTo(142, 6);
    const rtl = kit.lines(PERSIAN, 153, { indent: 11, textAlign: 'justify', direction: 'rtl' });
    expect([rtl[0]?.x, rtl[0]?.width].map((v) => Math.round((v ?? 0) * 100))).toEqual([0, 14200]);
  });
});

describe('forced breaks', () => {
  const br = (): InlineItem => ({ kind: 'break', style: kit.plain });

  it('end a line where they stand, also twice in a row', () => {
    const lines = kit.lines([kit.text('a '), br(), br(), kit.text('b c')], 200);
    expect(texts(lines)).toEqual(['a', '', 'b c']);
    expect(lines.map((l) => l.continues)).toEqual(['space', 'space', 'end']);
  });

  it('at the end of a paragraph make no further line', () => {
    expect(texts(kit.lines([kit.text('a'), br()], 200))).toEqual(['a']);
  });

  it('make a line of nothing in a paragraph of nothing else', () => {
    expect(texts(kit.lines([br()], 200))).toEqual(['']);
    expect(kit.lines([], 200)).toEqual([]);
    expect(kit.lines('  \n ', 200)).toEqual([]);
  });

  it('align the line before them like a last line', () => {
    const lines = kit.lines([kit.text('a b'), br(), kit.text('c d')], 200, { textAlign: 'justify' });
    expect(lines[0]?.spaceExtra).toBe(0);
  });
});

describe('hyphens', () => {
  const german = 'Eingabe\u00adverarbeitungs\u00adfunktionen';

  it('appear where a line ends at a soft hyphen, and nowhere else', () => {
    const lines = kit.lines(german, widthOf('verarbeitungs-') + 1);
    expect(texts(lines)).toEqual(['Eingabe\u00ad', 'verarbeitungs\u00ad', 'funktionen']);
    expect(lines.map((l) => (l.hyphen >= 0 ? kit.fonts.word(l.hyphen).text : ''))).toEqual(['-', '-', '']);
    expect(lines.map((l) => l.continues)).toEqual(['direct', 'direct', 'end']);
    expect(widthOf(german)).toBeCloseTo(widthOf('Eingabeverarbeitungsfunktionen'), 0);
  });

  it('are not made with hyphens: none, nor in Persian', () => {
    const none = inlineStyle(kit.fonts, { hyphens: 'none' });
    expect(kit.lines([kit.text(german, none)], 100)).toHaveLength(1);
    const persian = kit.lines('کتاب\u00adخانه\u00adها', 30, { direction: 'rtl' });
    expect(persian.every((l) => l.hyphen < 0)).toBe(true);
    expect(persian).toHaveLength(1);
  });

  it('count in the width of their line', () => {
    for (const line of kit.lines(german, widthOf('verarbeitungs-') + 1))
      expect(kit.paintedWidth(kit.item(kit.prepare(german), line))).toBeCloseTo(line.width, 6);
  });
});

describe('words wider than the measure', () => {
  const long = 'Donaudampfschiff';

  it('run over and are flagged', () => {
    const lines = kit.lines(`ab ${long} cd`, 60);
    expect(texts(lines)).toEqual(['ab', long, 'cd']);
    expect(lines.map((l) => l.overfull)).toEqual([false, true, false]);
  });

  it('are not cut before the marks that end them', () => {
    for (const word of ['التوضيحي.', 'Widerstands!”', '«گفت‌وگوها»؟', 'Ende...'])
      for (let measure = 12; measure < 60; measure++) {
        const direction = /^\p{Script=Latin}/u.test(word) ? 'ltr' : 'rtl';
        const lines = texts(kit.lines(word, measure, { direction, overflowWrap: 'anywhere' }));
        expect(lines.join('')).toBe(word);
        for (const line of lines) expect(line, `${measure}`).toMatch(/\p{L}/u);
      }
    expect(texts(kit.lines('........', 10, { overflowWrap: 'anywhere' })).length).toBeGreaterThan(1);
  });

  it.each(['anywhere', 'break-word'] as const)('are cut with overflow-wrap: %s', (overflowWrap) => {
    const lines = kit.lines(`ab ${long} cd`, 60, { overflowWrap });
    expect(texts(lines).join('').replaceAll(' ', '')).toBe(`ab${long}cd`);
    expect(lines.every((l) => !l.overfull && l.width <= 60.1)).toBe(true);
    expect(lines.length).toBeGreaterThan(2);
  });

  it('keep the joining forms of the whole word when they are cut', () => {
    const word = 'بسمتهیشکنمبسمتهیشکنم';
    const whole = kit.prepare(word, { direction: 'rtl' }).units;
    const forms = glyphColumn(kit.fonts.word(whole.word[0] ?? -1), GLYPH_ID);
    const lines = kit.lines(word, 40, { direction: 'rtl', overflowWrap: 'anywhere' });
    const seen = lines.map((l) => glyphColumn(kit.fonts.word(l.units.word[l.start] ?? -1), GLYPH_ID));
    expect(lines.length).toBeGreaterThan(1);
    expect(seen.reverse().flat()).toEqual(forms);
  });

  it('are not cut inside a cluster', () => {
    const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}';
    const lines = kit.lines(`${family.repeat(3)}e\u0301e\u0301`, 5, { overflowWrap: 'anywhere' });
    expect(texts(lines)).toEqual([family, family, family, 'e\u0301', 'e\u0301']);
  });

  it('of 100,000 letters, and paragraphs of 50,000 words, take less than a second', () => {
    const elapsed = countCpuTime();
    const lines = kit.lines('abcdefghij'.repeat(10_000), 153, { textAlign: 'justify' });
    expect(texts(lines).join('')).toHaveLength(100_000);
    expect(lines.every((l) => l.width <= 153.1)).toBe(true);
    const persian = kit.lines('بسمتهیشکنم'.repeat(10_000), 153, { direction: 'rtl' });
    expect(texts(persian).join('')).toHaveLength(100_000);
    const many = kit.lines('lorem ipsum dolor sit amet '.repeat(10_000), 153, { textAlign: 'justify' });
    expect(many.length).toBeGreaterThan(5000);
    const uneven = kit.lines('lorem ipsum dolor sit amet '.repeat(10_000), (i) => 153 + (i % 2), {
      textAlign: 'justify',
    });
    expect(uneven.length).toBeGreaterThan(5000);
    expect(elapsed()).toBeLessThan(4000); // all four together; each takes about 0.2 s
  });
});

describe('other ways to wrap', () => {
  const headline = 'What the valley learned from the pomegranate fair after ten years';

  it('balances the lines of a headline without making more of them', () => {
    const big = inlineStyle(kit.fonts, { size: 20 });
    const plain = kit.lines([kit.text(headline, big)], 450);
    const balanced = kit.lines([kit.text(headline, big)], 450, { wrap: 'balance' });
    expect(balanced).toHaveLength(plain.length);
    const spread = (lines: readonly Line[]): number => {
      const widths = lines.map((l) => l.width);
      return Math.max(...widths) - Math.min(...widths);
    };
    expect(spread(balanced)).toBeLessThan(spread(plain));
    expect(spread(balanced)).toBeLessThan(100);
  });

  it('keeps a nowrap paragraph on one line', () => {
    expect(kit.lines(headline, 50, { wrap: 'nowrap' })).toHaveLength(1);
  });

  it('gives each line the room it asks for', () => {
    const room = (index: number): number => (index < 3 ? 100 : 200);
    const lines = kit.lines(ENGLISH, room, { textAlign: 'justify' });
    lines.slice(0, -1).forEach((line, index) => expect(line.width).toBeCloseTo(room(index), 6));
  });

  it('sets the rest of a paragraph to another measure, with the text going on', () => {
    const paragraph = kit.prepare(ENGLISH, { textAlign: 'justify', indent: 12 });
    const first = breakLines(paragraph, 120);
    const rest = breakLines(resumeParagraph(paragraph, first[2]!), 200);
    expect([...texts(first.slice(0, 2)), ...texts(rest)].join(' ')).toBe(ENGLISH);
    expect(rest[0]?.width).toBeCloseTo(200, 6);
  });

  it('resumes inside a word that was cut', () => {
    const word = 'abcdefghij'.repeat(20);
    const paragraph = kit.prepare(word, { overflowWrap: 'anywhere' });
    const first = breakLines(paragraph, 60);
    const second = first[1]!;
    const rest = breakLines(resumeParagraph(paragraph, second), 90);
    expect(lineText(first[0]!) + texts(rest).join('')).toBe(word);
  });
});

describe('the languages of a bilingual issue', () => {
  const sentences: readonly (readonly [string, 'ltr' | 'rtl', string])[] = [
    [
      'Persian',
      'rtl',
      'نمی\u200cشود گفت که کار «پل تازه» تمام شده است؛ نهاد Amu Relief تا ۳۰ سنبلهٔ ۱۴۰۱ (۲۴٪) مهلت دارد.',
    ],
    [
      'Dari',
      'rtl',
      'بهای هر کیلو آرد از ۲۰ افغانی به ۹۱ افغانی رسید، یعنی در تاریخ 2024-05-08 نزدیک به ۶۰٪ افزایش.',
    ],
    ['Pashto', 'rtl', 'د ښوونځي زده\u200cکوونکي څېړنه کوي؛ ډېره مننه له ټولو ځوانانو، ږغ او ګڼې ورځپاڼې.'],
    [
      'English',
      'ltr',
      'The word «کتابخانه» appears 12 times in the report, mostly beside figures such as 63.1% and 7,201.',
    ],
    [
      'German',
      'ltr',
      '»Wir müssen die Straße neu bauen«, sagte die Gärtnerin in Größe XL – für 1.200 Euro (ca. 5 %).',
    ],
    [
      'French',
      'ltr',
      '«\u202fL\u2019été à Kaboul\u202f», dit-elle\u202f: cœur, façade, naïf\u202f; où êtes-vous\u202f?',
    ],
  ];

  it.each(sentences)(
    '%s keeps every character, in lines no wider than the measure, with a glyph for each',
    (_, direction, text) => {
      const paragraph = kit.prepare(text, { direction, textAlign: 'justify' });
      for (const measure of [90, 153, 247]) {
        const lines = breakLines(paragraph, measure);
        const joined = lines.map((line) => lineText(line) + (line.continues === 'space' ? ' ' : '')).join('');
        expect(joined).toBe(text);
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(measure + 0.01);
      }
      for (const id of paragraph.units.word) expect(kit.fonts.missing(kit.fonts.word(id))).toBeUndefined();
    },
  );
});

describe('leaders', () => {
  it('fill what is left of their line in both directions', () => {
    for (const direction of ['ltr', 'rtl'] as const) {
      const items: InlineItem[] = [
        kit.text(direction === 'rtl' ? 'شهر' : 'town'),
        { kind: 'leader', pattern: '.', style: kit.plain },
        kit.text('12'),
      ];
      const lines = kit.lines(items, 200, { direction });
      expect(lines).toHaveLength(1);
      expect(lines[0]?.width).toBe(200);
      expect(kit.paintedWidth(kit.item(kit.prepare(items, { direction }), lines[0]!))).toBeCloseTo(200, 6);
    }
  });

  it('keep what follows their spaces on their line', () => {
    const items = (gap: string): InlineItem[] => [kit.text('Every word of it '), { kind: 'leader', pattern: '.', style: kit.plain }, kit.text(`${gap}12`)]; // prettier-ignore
    for (const gap of ['', ' ', '\u200f ', '\u00a0'])
      for (let measure = 40; measure < 120; measure += 2)
        expect(lineText(kit.lines(items(gap), measure).at(-1)!), `${measure}`).toMatch(
          /\t\u200f?[ \u00a0]?12$/,
        );
  });
});

describe('spacing', () => {
  it('adds letter-spacing to Latin and not to joined letters', () => {
    const spaced = inlineStyle(kit.fonts, { letterSpacing: 1 });
    const width = (text: string, style = kit.plain): number =>
      kit.lines([kit.text(text, style)], 1e6)[0]?.width ?? 0;
    expect(width('abc', spaced)).toBeCloseTo(width('abc') + 3, 6);
    expect(width('کتاب', spaced)).toBeCloseTo(width('کتاب'), 6);
  });

  it('adds word-spacing to spaces', () => {
    const spaced = inlineStyle(kit.fonts, { wordSpacing: 2 });
    expect(kit.lines([kit.text('a b\u00a0c', spaced)], 1e6)[0]?.width).toBeCloseTo(
      widthOf('a b\u00a0c') + 4,
      6,
    );
  });
});

describe('line boxes', () => {
  it('know how far objects and raised text reach', () => {
    const object = { width: 20, ascent: 30, descent: 4, box: null };
    const raised = inlineStyle(kit.fonts, { rise: 3, size: 6 });
    const [line] = kit.lines(
      [kit.text('a '), { kind: 'object', object, style: kit.plain }, kit.text('1', raised)],
      200,
    );
    expect([line?.objectAscent, line?.objectDescent]).toEqual([30, 4]);
    expect(kit.lines('a', 200)[0]?.objectAscent).toBe(0);
  });
});
