// What a paragraph's chunks say of it is what its characters say: the same units, levels, words and breaks.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { analyseChunks } from '../../src/paragraph/analyse-chunks.ts';
import { analyseText } from '../../src/paragraph/analyse-text.ts';
import type { AnalysedText } from '../../src/paragraph/analyse-text.ts';
import { collectText } from '../../src/paragraph/collect-text.ts';
import type { InlineItem, InlineStyle, ParagraphStyle } from '../../src/paragraph/paragraph-types.ts';
import { inlineStyle, makeFonts, paragraphStyle } from '../unit/paragraph/paragraph-kit.ts';

let fonts: FontLibrary;
let styles: readonly InlineStyle[];

beforeAll(async () => {
  fonts = await makeFonts();
  styles = [
    inlineStyle(fonts, { language: 'fa' }),
    inlineStyle(fonts, { language: 'fa', size: 12, whiteSpace: 'nowrap' }),
    inlineStyle(fonts, { language: 'de', letterSpacing: 0.2 }),
  ];
});

/** Everything of it that a later stage looks at. */
function shown({ units, kinds, addressBreaks }: AnalysedText): unknown {
  const { count } = units;
  return {
    direction: units.direction,
    units: Array.from({ length: count }, (_, u) => [
      units.text.slice(units.offset[u], units.offset[u + 1]),
      units.word[u], units.level[u], units.style[u], units.flags[u], units.object[u], u === 0 ? 0 : kinds[u],
    ]), // prettier-ignore
    end: units.offset[count],
    addressBreaks,
  };
}

/** Whether the text could be analysed by its chunks; when it could, the other way has come to the same. */
function agree(items: readonly InlineItem[], style: ParagraphStyle): boolean {
  const collected = collectText(items);
  const byChunks = analyseChunks(collected, style, fonts);
  if (byChunks === null) return false;
  const chunks = shown(byChunks);
  expect(chunks).toEqual(shown(analyseText(collected, style, fonts)));
  return true;
}

function corpus(language: string): string[] {
  const file = new URL(`../data/corpora/${language}.txt.gz`, import.meta.url);
  return gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
}

const PIECES = [
  ...Array.from(
    'aZéاسه۲1,.:+-/%$@()[]«»‹›“”"\'!؟،؛؍٭۔·–—…#&=?_~*\u05d0\u05bd\u064e\u0301\u200c\u00a0\u202f\u2011中',
  ),
  'ab',
  'Und',
  'کتاب',
  'و',
  '12',
  '۱۴',
  '٪',
  '2024-05-08',
  '+93 70 123 4567',
  '0788-677-941',
  'www.a.de',
  'a@b.de',
  'https://x.org/a-b/c?d=e',
  'payam.example',
  'E-Mail',
  'und/oder', // prettier-ignore
];
const RARE = ['\u00ad', '\u2003', '\u200b', '\u200d', '\u2066', '\u200f', '\n', '\t', '\u{1f600}', '\u2060', '\ufeff']; // prettier-ignore

const piece = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 25, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: fc.constantFrom(...RARE) },
);
const text = fc.array(piece, { minLength: 1, maxLength: 24 }).map((parts) => parts.join(''));
const run = fc.record({
  kind: fc.constantFrom('text' as const, 'text' as const, 'text' as const, 'generated' as const),
  text,
  style: fc.nat(2),
});
const paragraph = fc.record({
  runs: fc.oneof(fc.tuple(run), fc.array(run, { minLength: 2, maxLength: 4 })),
  direction: fc.constantFrom('rtl' as const, 'ltr' as const),
  plaintext: fc.constantFrom(false, false, true),
  wrap: fc.constantFrom('wrap' as const, 'wrap' as const, 'nowrap' as const),
});

describe('analyseChunks', () => {
  it.each(['fa', 'prs', 'ps', 'en', 'de', 'fr'])(
    'comes to what every character says in the corpus of %s, and leaves little of it alone',
    (language) => {
      const sentences = corpus(language);
      const direction = ['fa', 'prs', 'ps'].includes(language) ? 'rtl' : 'ltr';
      let found = 0;
      for (const sentence of sentences) {
        const items: InlineItem[] = [{ kind: 'text', text: sentence, style: styles[0]! }];
        if (agree(items, paragraphStyle({ direction }))) found++;
        agree(items, paragraphStyle({ direction: direction === 'rtl' ? 'ltr' : 'rtl' }));
      }
      expect(found / sentences.length).toBeGreaterThan(0.75);
    },
    60_000,
  );

  it('comes to what every character says, or leaves the text alone, whatever is in it', () => {
    let found = 0;
    fc.assert(
      fc.property(paragraph, ({ runs, ...style }) => {
        const items = runs.map((item) => ({ ...item, style: styles[item.style]! }));
        if (agree(items, paragraphStyle(style))) found++;
      }),
      { numRuns: Number(process.env['CHUNK_RUNS'] ?? 6000) },
    );
    expect(found).toBeGreaterThan(300);
  }, 60_000);
});
