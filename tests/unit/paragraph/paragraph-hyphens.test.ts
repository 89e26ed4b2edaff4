// Automatic hyphenation: which words, by which patterns, and what it does to lines.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { GLYPH_FACE } from '../../../src/font/font-types.ts';
import { positionUnits } from '../../../src/frame/position-units.ts';
import { Hyphenator } from '../../../src/paragraph/hyphenate-word.ts';
import { hyphenLanguage } from '../../../src/paragraph/load-hyphen-patterns.ts';
import type { InlineStyle, Line, ParagraphStyle } from '../../../src/paragraph/paragraph-types.ts';
import { resumeParagraph } from '../../../src/paragraph/resume-paragraph.ts';
import { breakLines } from '../../../src/paragraph/break-lines.ts';
import { SquareFonts } from '../../helpers/square-fonts.ts';
import { Kit, inlineStyle, lineText, stackOf } from './paragraph-kit.ts';

const PACKAGE_FILES = [
  ['en-us', 'en'],
  ['en-gb', 'en'],
  ['de-1996', 'de'],
  ['fr', 'fr'],
] as const;

function corpusWords(language: string): string[] {
  const file = new URL(`../../data/corpora/${language}.txt.gz`, import.meta.url);
  const text = gunzipSync(readFileSync(file)).toString('utf8').toLowerCase();
  return [...new Set(text.match(/\p{Script=Latin}+/gu))];
}

function hyphenated(word: string, points: readonly number[]): string {
  return [0, ...points].map((from, i) => word.slice(from, points[i] ?? word.length)).join('-');
}

describe('hyphenation patterns', () => {
  it('give the points that the package itself finds, in every word of the corpora', () => {
    const require = createRequire(import.meta.url);
    type MakeHyphenator = (patterns: unknown, options: object) => (text: string) => string;
    const makeHyphenator = require('hyphen/hyphen.js') as MakeHyphenator;
    const hyphenator = new Hyphenator();
    for (const [patterns, corpus] of PACKAGE_FILES) {
      const theirs = makeHyphenator(require(`hyphen/patterns/${patterns}.js`), {
        html: false,
        minWordLength: 1,
      });
      const words = corpusWords(corpus);
      expect(words.length).toBeGreaterThan(2000);
      for (const word of words)
        expect(hyphenated(word, hyphenator.points(word, patterns))).toBe(
          theirs(word).replaceAll('\u00ad', '-'),
        );
    }
  });

  it('are chosen by language and region', () => {
    expect(['en', 'en-US', 'en-Latn-US', 'EN-CA'].map(hyphenLanguage)).toEqual([
      'en-us',
      'en-us',
      'en-us',
      'en-us',
    ]);
    expect(['en-GB', 'en-AU', 'en-Latn-IN'].map(hyphenLanguage)).toEqual(['en-gb', 'en-gb', 'en-gb']);
    expect(['de', 'de-AT', 'de-CH-1901', 'fr-CA'].map(hyphenLanguage)).toEqual([
      'de-1996',
      'de-1996',
      'de-1901',
      'fr',
    ]);
    expect(['fa', 'fa-AF', 'ps', 'ar', 'nl', ''].map(hyphenLanguage)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('differ between British and American English', () => {
    const hyphenator = new Hyphenator();
    expect(hyphenated('project', hyphenator.points('project', 'en-us'))).toBe('project');
    expect(hyphenated('project', hyphenator.points('project', 'en-gb'))).toBe('pro-ject');
  });

  it('leave words alone whose lower case has another length', () => {
    expect(new Hyphenator().points('\u0130stanbulluluk', 'en-us')).toEqual([]);
  });
});

describe('hyphens: auto', () => {
  let kit: Kit;
  let auto: InlineStyle;
  beforeAll(async () => {
    kit = await Kit.make();
    auto = inlineStyle(kit.fonts, {
      stack: stackOf(kit.fonts, { families: ['Source Serif 4', 'Vazirmatn'] }),
      language: 'en',
      hyphens: 'auto',
      hyphenateLimitChars: [5, 2, 2],
    });
  });

  const JUSTIFIED: Partial<ParagraphStyle> = { textAlign: 'justify' };
  /** Lines with the hyphens that are shown. */
  const shown = (lines: readonly Line[]): string[] =>
    lines.map((line) => lineText(line) + (line.hyphen >= 0 ? kit.fonts.word(line.hyphen).text : ''));
  const narrow = (text: string, change: Partial<InlineStyle> = {}, measure = 42): string[] =>
    shown(
      kit.lines([kit.text(text, { ...auto, ...change })], measure, { ...JUSTIFIED, overflowWrap: 'normal' }),
    );

  it('cuts words at the points of their language', () => {
    expect(narrow('of international law')).toEqual(['of inter-', 'national', 'law']);
    expect(narrow('Zusammenarbeit', { language: 'de' })).toEqual(['Zusam-', 'menar-', 'beit']);
    expect(narrow('le gouvernement', { language: 'fr' })).toEqual(['le gou-', 'verne-', 'ment']);
  });

  it('counts hyphenate-limit-chars: letters of the word, before and after', () => {
    const limits = (hyphenateLimitChars: InlineStyle['hyphenateLimitChars']): string[] =>
      narrow('of international', { hyphenateLimitChars }, 60);
    expect(limits([14, 2, 2])).toEqual(['of', 'international']);
    expect(limits([13, 2, 2])).toEqual(['of interna-', 'tional']);
    expect(limits([5, 2, 7])).toEqual(['of inter-', 'national']);
    expect(limits([5, 2, 9])).toEqual(['of in-', 'ternational']);
    expect(limits([5, 3, 9])).toEqual(['of', 'international']);
  });

  it.each([
    'internationalisation2',
    'www.internationalisation.example',
    'https://internationalisation',
    'internationalisation@example',
    'INTERNATIONALISATION',
    'interNationalisation',
    'well-internationalised',
    'internationalisations\u2010board',
  ])('leaves %s whole, but for breaks of its own', (word) => {
    for (const line of narrow(`so ${word} on`))
      if (/[-\u2010]$/.test(line)) expect(`so ${word}`).toContain(line);
  });

  it('lets the author’s soft hyphens decide for their word', () => {
    expect(narrow('of inter\u00adnational law').map((line) => line.replaceAll('\u00ad', ''))).toEqual([
      'of inter-',
      'national',
      'law',
    ]);
    expect(narrow('of internat\u00adional law', {}, 60).map((line) => line.replaceAll('\u00ad', ''))).toEqual(
      ['of internat-', 'ional law'],
    );
  });

  it('does nothing in other languages, without wrapping, or when it is not asked for', () => {
    expect(narrow('of international law', { language: 'nl' })).toEqual(['of', 'international', 'law']);
    expect(narrow('of international law', { language: '' })).toEqual(['of', 'international', 'law']);
    expect(narrow('of international law', { hyphens: 'manual' })).toEqual(['of', 'international', 'law']);
    expect(narrow('international', { whiteSpace: 'nowrap' })).toEqual(['international']);
  });

  it('never cuts a Persian or Pashto word, whatever its language says', () => {
    for (const language of ['fa', 'ps', 'en']) {
      const lines = kit.lines([kit.text('بین‌المللی‌سازی‌هایشان دانشگاه‌هایشان', { ...kit.plain, language, hyphens: 'auto' })], 40, { ...JUSTIFIED, direction: 'rtl' }); // prettier-ignore
      for (const line of lines) expect(line.hyphen).toBe(-1);
    }
  });

  it('works on English words in a Persian line, the hyphen at the right of the word', () => {
    const persian = { ...auto, language: 'fa' };
    const items = [kit.text('این سازمان را ', persian), kit.text('international organisation', auto)];
    const paragraph = kit.prepare([...items, kit.text(' می‌نامند', persian)], {
      ...JUSTIFIED,
      direction: 'rtl',
    });
    const line = breakLines(paragraph, 105).find(({ hyphen }) => hyphen >= 0);
    expect(line).toBeDefined();
    const order = [...positionUnits(kit.item(paragraph, line!), kit.fonts).order];
    expect(order[order.indexOf(line!.end) - 1]).toBe(line!.end - 1);
  });

  it('is not used where spaces do', () => {
    const text =
      'The committee met in the old library and talked for an hour about the price of paper and of printing ink.';
    const lines = kit.lines([kit.text(text, auto)], 220, JUSTIFIED);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line.hyphen).toBe(-1);
      expect(line.units).toBe(lines[0]?.units);
    }
  });

  it('shapes the parts anew: a ligature is taken apart, and widths are those painted', () => {
    const paragraph = kit.prepare([kit.text('most of the traffic officers', { ...auto, letterSpacing: 0.4 }), kit.text(' baffled the efficient staff', auto)], JUSTIFIED); // prettier-ignore
    for (let measure = 50; measure < 90; measure += 3) {
      for (const line of breakLines(paragraph, measure)) {
        expect(kit.paintedWidth(kit.item(paragraph, line))).toBeCloseTo(line.width, 9);
        for (let u = line.start; u < line.end; u++)
          expect(kit.fonts.word(line.units.word[u] ?? -1).text).toBe(line.units.text.slice(line.units.offset[u], line.units.offset[u + 1])); // prettier-ignore
      }
    }
  });

  it('shows U+002D where the face of the letters has no U+2010, which other faces have', () => {
    const serif = stackOf(kit.fonts, { families: ['Source Serif 4'] });
    const face = (text: string): number =>
      kit.fonts.shapeWord(text, serif, 'ltr', 'en').glyphs[GLYPH_FACE] ?? -1;
    expect(face('\u2010')).not.toBe(face('e'));
    expect(face('-')).toBe(face('e'));
    expect(narrow('of international law', { stack: serif }, 45)[0]).toBe('of inter-');
  });

  it('shows U+2010 where the face of the letters has it', () => {
    const squares = new SquareFonts();
    const style = { ...auto, stack: stackOf(squares, { families: ['Squares'] }) };
    const lines = new Kit(squares).lines([kit.text('of international law', style)], 90, JUSTIFIED);
    expect(squares.word(lines[0]?.hyphen ?? -1).text).toBe('\u2010');
  });

  it('leaves a word whole whose style changes inside', () => {
    const bold = { ...auto, stack: stackOf(kit.fonts, { families: ['Source Serif 4'], weight: 700 }) };
    const lines = kit.lines([kit.text('of interna', auto), kit.text('tional law', bold)], 42, { ...JUSTIFIED, overflowWrap: 'normal' }); // prettier-ignore
    for (const { hyphen } of lines) expect(hyphen).toBe(-1);
  });

  it('goes on where a hyphenated line ended, at another measure', () => {
    const paragraph = kit.prepare(
      [kit.text('of international understanding between neighbouring communities', auto)],
      JUSTIFIED,
    );
    const lines = breakLines(paragraph, 60);
    const next = lines.findIndex((_, i) => i > 0 && (lines[i - 1]?.hyphen ?? -1) >= 0);
    expect(next).toBeGreaterThan(0);
    const rest = breakLines(resumeParagraph(paragraph, lines[next]!), 400);
    const { text, offset } = lines[next]!.units;
    expect(rest.map(lineText).join('')).toBe(text.slice(offset[lines[next]!.start]));
    expect(rest[0]?.width).toBeLessThan(400);
  });

  it('hyphenates ragged text too', () => {
    const lines = kit.lines([kit.text('of international law', auto)], 42, { textAlign: 'start' });
    expect(shown(lines)).toEqual(['of inter-', 'national', 'law']);
  });
});
