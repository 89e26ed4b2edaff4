// What other typesetters test of their lines, in our terms: Typst (bidi, justification, line breaking; its pictures are held
// against pages in flow-peers-typst.test.ts) and SILE (visual order). README-peers.md counts the cases.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { positionUnits } from '../../src/frame/position-units.ts';
import type { InlineItem, InlineStyle, Line, ParagraphStyle } from '../../src/paragraph/paragraph-types.ts';
import { SquareFonts } from '../helpers/square-fonts.ts';
import { Kit, inlineStyle, lineText, stackOf } from '../unit/paragraph/paragraph-kit.ts';
import { SILE_NOT_TAKEN, TYPST_NOT_TAKEN } from './peers-exceptions.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../data/peers/${name}.json`, import.meta.url), 'utf8')); // prettier-ignore
const TYPST = read('typst-lines') as readonly { readonly name: string; readonly source: string }[];
const PICTURES = read('typst-pictures') as readonly { readonly name: string }[];
/** Cases of Typst that are neither of one paragraph nor a picture: see flow-peers-typst.test.ts. */
const OTHERS: readonly string[] = ['bidi-vertical'];
const SILE = read('sile-lines') as readonly {
  readonly name: string;
  readonly linesInPaintOrder: readonly { readonly runs: readonly string[] }[];
}[];

/** Every letter is ten points wide; for order, and for breaks that do not depend on the font. */
const squares = new Kit(new SquareFonts());
let kit: Kit;
beforeAll(async () => {
  kit = await Kit.make();
});
const texts = (lines: readonly Line[]): string[] => lines.map(lineText);
const JUSTIFIED: Partial<ParagraphStyle> = { textAlign: 'justify' };
const open = (direction: 'ltr' | 'rtl'): InlineItem => ({ kind: 'open', mode: 'isolate', direction });
const object = (width: number): InlineItem => ({ kind: 'object', object: { width, ascent: 11, descent: 0, box: null }, style: squares.plain }); // prettier-ignore
const both = (content: string | readonly InlineItem[]): readonly string[] => [
  squares.visual(content, { direction: 'rtl' }),
  squares.visual(content, { direction: 'ltr' }),
];
const bold = (): InlineStyle =>
  inlineStyle(squares.fonts, { stack: stackOf(squares.fonts, { weight: 700 }) });
const forced = (parts: readonly string[]): InlineItem[] => parts.flatMap((part, i): InlineItem[] => (i === 0 ? [kit.text(part)] : [{ kind: 'break', style: kit.plain }, kit.text(part)])); // prettier-ignore
const flush = (lines: readonly Line[], measure: number): void => {
  for (const line of lines) expect(Math.abs(line.width - measure), lineText(line)).toBeLessThan(0.01);
};

/** Each says in its own words what the case of this name shows. */
const TAKEN: Readonly<Record<string, () => void>> = {
  'bidi-en-he-top-level': () => expect(both('Text טקסט')).toEqual(['טסקט Text', 'Text טסקט']),
  'bidi-consecutive-embedded-ltr-runs': () => {
    const items = [squares.text('أنت A'), squares.text('B', bold()), squares.text('مطرC')];
    expect(both(items)).toEqual(['CرطمAB تنأ', 'تنأ ABرطمC']);
  },
  'bidi-consecutive-embedded-rtl-runs': () => {
    const items = [squares.text('Aגֶ'), squares.text('שֶׁ', bold()), squares.text('םB')];
    expect(both(items).map((seen) => seen.replace(/\p{M}/gu, ''))).toEqual(['BםשגA', 'AםשגB']);
  },
  'bidi-nesting': () => {
    expect(squares.visual('א\u2066A\u2067Bב\u2069?', { direction: 'rtl' }).replace(/[\u2066-\u2069]/g, '')).toBe('AבB?א'); // prettier-ignore
  },
  'bidi-manual-linebreak': () => {
    const seen = squares.visual([squares.text('Life المطر هو الحياة'), { kind: 'break', style: squares.plain }, squares.text('الحياة تمطر is rain.')], { direction: 'rtl' }); // prettier-ignore
    expect(seen).toBe('ةايحلا وه رطملا Life\n.is rain رطمت ةايحلا');
  },
  'bidi-spacing': () => {
    expect(squares.visual([squares.text('L '), object(28), squares.text(' ריווחR')])).toBe('L  חווירR');
    expect(squares.visual([squares.text('Lריווח '), object(28), squares.text(' R')])).toBe('Lחוויר  R');
  },
  'bidi-obj': () => {
    const paragraph = squares.prepare([squares.text('קרנפיםRh'), object(40), squares.text('inoחיים')], { direction: 'rtl' }); // prettier-ignore
    const [line] = squares.lines([squares.text('קרנפיםRh'), object(40), squares.text('inoחיים')], 1000, { direction: 'rtl' }); // prettier-ignore
    const { order } = positionUnits(squares.item(paragraph, line!), squares.fonts);
    const shown = Array.from(order, (unit) => paragraph.units.text.slice(paragraph.units.offset[unit], paragraph.units.offset[unit + 1])); // prettier-ignore
    expect(shown).toEqual(['חיים', 'Rh', '\ufffc', 'ino', 'קרנפים']);
  },
  'bidi-whitespace-reset': () => {
    const lines = squares.lines('الغالب ن ة', 60, { direction: 'ltr' });
    expect(texts(lines)).toEqual(['الغالب', 'ن ة']);
  },
  'bidi-explicit-dir': () => {
    const ltr = (text: string): InlineItem[] => [open('ltr'), squares.text(text), { kind: 'close' }];
    expect(squares.visual([...ltr('8:00 - 9:00'), squares.text(' בבוקר')], { direction: 'rtl' })).toBe('רקובב 8:00 - 9:00'); // prettier-ignore
    expect(squares.visual([squares.text('ב '), ...ltr('12:00 - 13:00'), squares.text(' בצהריים')], { direction: 'rtl' })).toBe('םיירהצב 12:00 - 13:00 ב'); // prettier-ignore
  },
  'bidi-raw': () => {
    const seen = squares.visual([squares.text('לדוג. '), open('ltr'), squares.text('if a == b:'), { kind: 'close' }, squares.text(' זה תנאי')], { direction: 'rtl' }); // prettier-ignore
    expect(seen).toBe('יאנת הז if a == b: .גודל');
  },
  'issue-1373-bidi-tofus': () => {
    for (const text of ['\u0590\u0591\u0592\u0593', '\u{30000}\u{30001}\u{30002}\u{30003}'])
      expect(texts(kit.lines(text, 300))).toEqual([text]);
  },
  'issue-5490-bidi-invalid-range': () => {
    const items = [kit.text('בדיקה האם מספר מתחלק במספר אחר. לדוגמה '), open('ltr'), kit.text('if a % 2 == 0'), { kind: 'close' } as const]; // prettier-ignore
    for (let measure = 40; measure < 300; measure += 10)
      expect(texts(kit.lines(items, measure, { direction: 'rtl' })).join(' ').replace(/[\u2066-\u2069]/g, '')).toBe('בדיקה האם מספר מתחלק במספר אחר. לדוגמה if a % 2 == 0'); // prettier-ignore
  },
  'issue-5276-shaping-consecutive-ltr-with-lang': () => {
    const arabic = inlineStyle(kit.fonts, { language: 'ar' });
    const [line] = kit.lines([kit.text('م', arabic), kit.text('م', inlineStyle(kit.fonts, { language: 'ar' }))], 100); // prettier-ignore
    expect(line?.width).toBeCloseTo(kit.lines([kit.text('مم', arabic)], 100)[0]?.width ?? 0, 6);
  },
  justify: () => {
    const lines = kit.lines('This text is justified, meaning that spaces are stretched so that the text forms a "block" with flush edges at both sides.', 160, { ...JUSTIFIED, indent: 14 }); // prettier-ignore
    flush(lines.slice(1, -1), 160);
    expect([lines[0]?.x, lines[0]?.width]).toEqual([14, expect.closeTo(146, 6)]);
  },
  'justify-knuth-story': () => {
    const story =
      'In olden times when wishing still helped one, there lived a king whose daughters were all beautiful; and the youngest was so beautiful that the sun itself, which has seen so much, was astonished whenever it shone in her face. Close by the king’s castle lay a great dark forest, and under an old lime-tree in the forest was a well, and when the day was very warm, the king’s child went out into the forest and sat down by the side of the cool fountain; and when she was bored she took a golden ball, and threw it up on high and caught it; and this ball was her favorite plaything.';
    const style = inlineStyle(kit.fonts, { language: 'en', hyphens: 'auto' });
    const lines = kit.lines([kit.text(story, style)], 132, JUSTIFIED);
    flush(lines.slice(0, -1), 132);
    const loosest = Math.max(...lines.slice(0, -1).map((line) => line.spaceExtra));
    const plain = kit.lines([kit.text(story)], 132, JUSTIFIED);
    expect(loosest).toBeLessThan(Math.max(...plain.slice(0, -1).map((line) => line.spaceExtra)));
  },
  'justify-manual-linebreak': () => {
    const lines = kit.lines(forced(['A B C', 'D']), 200, JUSTIFIED);
    for (const line of lines) expect(line.width).toBe(line.naturalWidth);
  },
  'justify-justified-linebreak': () => {
    flush(kit.lines(forced(['A B C', 'D E F']), 200, { ...JUSTIFIED, textAlignLast: 'justify' }), 200);
  },
  'justify-basically-empty': () => {
    expect(kit.lines('', 100, JUSTIFIED)).toEqual([]);
  },
  'justify-shrink-last-line': () => {
    const natural = kit.lines('This text can be fitted in one line.', 1000)[0]?.width ?? 0;
    expect(kit.lines('This text can be fitted in one line.', natural - 4, JUSTIFIED)).toHaveLength(1);
  },
  'justify-avoid-runts': () => {
    const text = `${'a b c '.repeat(20)}d`;
    for (let measure = 90; measure < 130; measure += 2)
      expect(lineText(kit.lines(text, measure, JUSTIFIED).at(-1)!).length, `${measure}`).toBeGreaterThan(1);
  },
  'justify-no-leading-spaces': () => {
    for (const line of kit.lines('lorem ipsum 1234, lorem ipsum dolor sit amet', 90, JUSTIFIED)) expect(lineText(line)).not.toMatch(/^ | $/); // prettier-ignore
    const kept = inlineStyle(kit.fonts, { whiteSpace: 'pre-wrap' });
    expect(lineText(kit.lines([kit.text('  leading whitespace', kept)], 200, JUSTIFIED)[0]!)).toMatch(
      /^ {2}l/,
    );
  },
  'justify-code-blocks': () => {
    const pre = inlineStyle(kit.fonts, { whiteSpace: 'pre' });
    const lines = kit.lines([kit.text('int main() {\n  return 0;\n}', pre)], 200, JUSTIFIED);
    expect(texts(lines)).toEqual(['int main() {', '  return 0;', '}']);
    for (const line of lines) expect(line.spaceExtra).toBe(0);
  },
  'justify-without-justifiables': () => {
    const lines = kit.lines('Lorem ipsum', 28, JUSTIFIED);
    expect(texts(lines)).toEqual(['Lorem', 'ipsum']);
  },
  'issue-2419-justify-hanging-indent': () => {
    const lines = kit.lines('Lorem ipsum dolor sit amet consectetur adipiscing elit', 100, { ...JUSTIFIED, indent: -71 }); // prettier-ignore
    expect(lines[0]?.width).toBeCloseTo(171, 6);
  },
  'issue-4651-justify-bad-bound': () => {
    expect(texts(kit.lines('A B', 0, JUSTIFIED))).toEqual(['A', 'B']);
  },
  'issue-5360-unnecessary-hyphenation': () => {
    const style = inlineStyle(kit.fonts, { language: 'en', hyphens: 'auto' });
    const paragraph = kit.prepare([kit.text('Formal', style)], JUSTIFIED);
    expect(kit.lines([kit.text('Formal', style)], paragraph.maxContent, JUSTIFIED)).toHaveLength(1);
  },
  'issue-7541-justify-with-zero-width-space': () => {
    const [plain] = kit.lines('Foo Bar Buzz and more of it', 70, JUSTIFIED);
    expect(plain?.overfull).toBe(false);
    expect(texts(kit.lines('Foo Bar\u200bBuzz', 45, JUSTIFIED))).toEqual(['Foo Bar\u200b', 'Buzz']);
  },
  'linebreak-overflow': () => {
    const lines = kit.lines('This is a spaceexceedinglylongy.', 60);
    expect(texts(lines)).toEqual(['This is a', 'spaceexceedinglylongy.']);
    expect(lines.map(({ overfull }) => overfull)).toEqual([false, true]);
  },
  'linebreak-overflow-double': () => {
    expect(texts(kit.lines('Supercalifragilisticexpialidocious Expialigoricmetrioxidation.', 100))).toEqual(['Supercalifragilisticexpialidocious', 'Expialigoricmetrioxidation.']); // prettier-ignore
  },
  'linebreak-hyphen-nbsp': () => {
    expect(texts(squares.lines('There are non\u2011breaking\u00a0characters.', 150))).toEqual(['There are', 'non\u2011breaking\u00a0characters.']); // prettier-ignore
  },
  'linebreak-narrow-nbsp': () => {
    for (const line of squares.lines('0.1\u202fg, 1\u202fg, 10\u202fg, 100\u202fg, 1\u202f000\u202fg', 70)) expect(lineText(line)).toMatch(/g,?$/); // prettier-ignore
  },
  'linebreak-shape-run': () => {
    const items = [squares.text('This is partly emp'), squares.text('has', bold()), squares.text('ized.')];
    expect(texts(squares.lines(items, 160))).toEqual(['This is partly', 'emphasized.']);
  },
  'linebreak-manual': () =>
    expect(texts(kit.lines(forced(['Hard ', ' break.']), 200))).toEqual(['Hard', 'break.']),
  'linebreak-manual-directly-after-automatic': () => {
    const measure = kit.lines('Hard break directly after', 1000)[0]?.width ?? 0;
    expect(texts(kit.lines(forced(['Hard break directly after ', 'normal break.']), measure))).toEqual(['Hard break directly after', 'normal break.']); // prettier-ignore
  },
  'linebreak-manual-consecutive': () => {
    expect(texts(kit.lines(forced(['Two consecutive', '', 'breaks and three', '', 'more.']), 300))).toEqual(['Two consecutive', '', 'breaks and three', '', 'more.']); // prettier-ignore
  },
  'linebreak-whitespace-trimming': () => {
    const items = [squares.text('A   '), squares.text(' ', bold()), squares.text('    B')];
    expect(texts(squares.lines(items, 15))).toEqual(['A', 'B']);
  },
  'issues-7168-linebreak-whitespace-trimming-justify-rtl': () => {
    const lines = kit.lines('Hello From Earth', 60, { ...JUSTIFIED, direction: 'rtl' });
    expect(texts(lines)).toEqual(['Hello From', 'Earth']);
    flush(lines.slice(0, 1), 60);
  },
  'linebreak-link': () => {
    for (const address of [
      'https://example.com/(ab',
      'https://example.com/(ab)',
      'https://example.com/(paren)',
      'https://example.com/paren)',
      'https://hi.com/%%%%%%%%abcdef',
    ]) {
      // prettier-ignore
      const lines = texts(squares.lines(address, 200, { overflowWrap: 'break-word' }));
      expect(lines.join('')).toBe(address);
      for (const line of lines.slice(1)) expect(line, address).not.toMatch(/^[)/]/);
    }
  },
  'linebreak-link-ip-host': () => {
    for (const scheme of [
      'http://127.0.0.1:8080/',
      'HtTpS://1example.com/',
      'this-is-a+cool.scheme://a.com/',
    ]) {
      const lines = texts(squares.lines(`${scheme}lorem_ipsum_dolor_sit_amet`, 310, { overflowWrap: 'break-word' })); // prettier-ignore
      expect(lines.join('')).toBe(`${scheme}lorem_ipsum_dolor_sit_amet`);
      expect(lines[0]).not.toMatch(/:\/?\/?$/);
    }
  },
  'linebreak-link-justify': () => {
    const text = "Here's a link https://url.com/data/extern12840%data_urlenc and then there are more links www.url.com/data/extern12840%data_urlenc in my text of links http://mydataurl/hash/12098541029831025981024980124124214/incremental/progress%linkdata_information_setup_my_link_just_never_stops_going/on?query=false"; // prettier-ignore
    const lines = kit.lines(text, 220, { ...JUSTIFIED, overflowWrap: 'break-word' });
    expect(lines.filter(({ overfull }) => overfull)).toEqual([]);
    for (const { hyphen } of lines) expect(hyphen).toBe(-1);
    expect(texts(lines).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  },
  'linebreak-link-end': () => {
    expect(texts(squares.lines('For info see https://myhost.tld.', 320))).toEqual([
      'For info see https://myhost.tld.',
    ]);
  },
  'issue-hyphenate-in-link': () => {
    const style = inlineStyle(squares.fonts, { language: 'en', hyphens: 'auto' });
    const lines = squares.lines([squares.text('http://creativecommons.org/licenses/by-nc-sa/4.0/', style)], 300, { ...JUSTIFIED, overflowWrap: 'break-word' }); // prettier-ignore
    for (const { hyphen } of lines) expect(hyphen).toBe(-1);
    expect(texts(lines).join('')).toBe('http://creativecommons.org/licenses/by-nc-sa/4.0/');
  },
  'issue-80-emoji-linebreak': () => {
    const flag = '\u{1f3f3}\ufe0f\u200d\u{1f308}';
    expect(texts(squares.lines(`${flag} ${flag}`, 20))).toEqual([flag, flag]);
  },
  'issue-2105-linebreak-tofu': () =>
    expect(texts(kit.lines(forced(['', '中文']), 100))).toEqual(['', '中文']),
  'issue-5235-linebreak-optimized-without-justify': () => {
    const text = 'Some texts feature many longer words. Those are often exceedingly challenging to break in a visually pleasing way.'; // prettier-ignore
    const measure = 177;
    const short = (lines: readonly Line[]): number => Math.max(...lines.slice(0, -1).map(({ width }) => measure - width)); // prettier-ignore
    expect(short(kit.lines(text, measure))).toBeLessThanOrEqual(short(greedy(text, measure)));
  },
  'linebreak-default-ignorables': () => {
    const text = '\u2295\ufe00 vs \u2295\ufe00';
    expect(texts(kit.lines(text, 100))).toEqual([text]);
  },
  'issue-1920-linebreak-guillemets': () => {
    for (const text of [
      'Les principales « guillemets ».',
      'Et les autres ‹ guillemets › en français & suisse romande.',
      'Alternative »Anführungszeichen« in DE & AT.',
    ])
      // prettier-ignore
      for (let measure = 50; measure < 200; measure += 7)
        for (const line of kit.lines(text, measure)) {
          const german = text.includes('»A');
          expect(lineText(line)).not.toMatch(german ? /»$/ : /[«‹]$/);
          expect(lineText(line)).not.toMatch(german ? /^«/ : /^[»›.]/);
        }
  },
};

/** First fit, a line after the other. */
function greedy(text: string, measure: number): readonly Line[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if ((kit.lines(longer, 1e6)[0]?.width ?? 0) <= measure) lines[Math.max(0, lines.length - 1)] = longer;
    else lines.push(word);
  }
  return lines.map((line) => kit.lines(line, 1e6)[0]!);
}

/** The logical text of each of SILE’s lines, and the direction of its frame; null for the folio. */
const SILE_LINES: Readonly<Record<string, readonly (readonly ['ltr' | 'rtl', string] | null)[]>> = {
  bidi: [
    ['ltr', 'My hovercraft is full of eels.'], ['ltr', 'הרחפת שלי מלאה בצלופחים'], ['ltr', 'One two אבג three four'], ['ltr', 'אחד שתיים ABC שלוש ארבע'],
    ['ltr', 'My hovercraft'], ['ltr', 'is full of eels.'], ['ltr', 'הרחפת שלי מלאה'], ['ltr', 'בצלופחים'],
    ['rtl', 'My hovercraft is full of eels.'], ['rtl', 'הרחפת שלי מלאה בצלופחים'], ['rtl', 'One two אבג three four'], ['rtl', 'אחד שתיים ABC שלוש ארבע'],
    ['rtl', 'My hovercraft'], ['rtl', 'is full of eels.'], ['rtl', 'הרחפת שלי מלאה'], ['rtl', 'בצלופחים'], null,
  ],
  'mini-arabic': [
    ['rtl', '1955 میں ان کا انتقال ہوا۔'], ['rtl', '1955 میں ان کا انتقال ہوا۔1947 میں وہ۔'], ['rtl', '1955 میں ان کا انتقال ہوا۔ 1947 میں وہ۔'],
    ['rtl', 'میں 1955 میں آیا تھا'], ['rtl', 'میں1955 میں آیا تھا'],
  ],
  'bug-76': [
    ['rtl', 'سعادت abcd حسن 123 منٹو اردو کے'], ['rtl', 'ایک جانے مانے افسانہ نگار ہیں۔ وہ پنجاب'], ['rtl', 'کے لدھانہ ضلع میں 1912 میں پیدا ہوئے۔'], ['rtl', 'ان کے ماں'],
  ],
  'bug-1317': [['rtl', 'عَرَبي pass'], ['rtl', 'عَرَبي pass'], ['rtl', 'عَرَبي fail']],
}; // prettier-ignore

describe('Typst', () => {
  it('has 71 cases, each of which is taken or left for a reason', () => {
    expect(TYPST).toHaveLength(71);
    const taken = new Set([...Object.keys(TAKEN), ...PICTURES.map(({ name }) => name), ...OTHERS]);
    const left = Object.keys(TYPST_NOT_TAKEN);
    expect(left.filter((name) => taken.has(name))).toEqual([]);
    expect([...taken, ...left].sort()).toEqual(TYPST.map(({ name }) => name).sort());
  });

  for (const [name, check] of Object.entries(TAKEN)) it(name, check);
});

describe('SILE', () => {
  for (const { name, linesInPaintOrder } of SILE) {
    const lines = SILE_LINES[name] ?? [];
    it(`${name}: has all lines`, () => expect(lines).toHaveLength(linesInPaintOrder.length));
    linesInPaintOrder.forEach(({ runs }, i) => {
      const line = lines[i];
      if (line === null || line === undefined) {
        it(`${name}, line ${i + 1} is not taken for a reason`, () => expect(SILE_NOT_TAKEN[`${name}, line ${i + 1}`]).toBeDefined()); // prettier-ignore
        return;
      }
      const [direction, text] = line;
      it(`${name}, line ${i + 1}: runs stand in SILE’s order`, () => {
        // In a right-to-left frame SILE paints from the right.
        const visual = direction === 'rtl' ? runs.toReversed() : runs;
        const expected = visual.map((run) => (/[\u0590-\u06ff]/.test(run) ? Array.from(run).reverse().join('') : run)).join(''); // prettier-ignore
        expect(squares.visual(text, { direction }).replaceAll(' ', '')).toBe(expected);
      });
    });
  }
});
