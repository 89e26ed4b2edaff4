// For any small document: no text is lost or doubled, every page ends, and nothing stands outside its page unnoticed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';
import { textOfLine } from '../../src/frame/dump.ts';

const RUNS = 60;

/** Words are numbered so that order, loss and doubling show. */
class Words {
  #count = 0;
  readonly all: string[] = [];

  take(n: number, persian: boolean): string {
    const words: string[] = [];
    for (let i = 0; i < n; i++) {
      const number = String(this.#count++);
      const word = persian ? `و${number.replace(/\d/g, (d) => 'ابپتثجچحخد'[Number(d)] ?? '')}` : `w${number}`;
      words.push(word);
      this.all.push(word);
    }
    return words.join(' ');
  }
}

type Piece =
  | { readonly kind: 'paragraph' | 'heading' | 'item' | 'cell' | 'figure' | 'flex'; readonly words: number; readonly persian: boolean; readonly class: number } // prettier-ignore
  | { readonly kind: 'group'; readonly class: number; readonly pieces: readonly Piece[] };

const CLASSES = ['', 'page', 'recto', 'column', 'cols', 'three', 'span', 'keep', 'padded', 'margins', 'neg', 'narrow', 'fixed', 'flexbox', 'wide', 'after']; // prettier-ignore
const CSS = `
  .page { break-before: page } .recto { break-before: recto } .column { break-before: column }
  .cols { columns: 2; column-gap: 6pt } .three { columns: 3; column-gap: 4pt; column-fill: auto }
  .span { column-span: all } .keep { break-inside: avoid } .padded { padding: 7pt; border: 1pt solid }
  .margins { margin: 12pt 3pt } .neg { margin-top: -6pt } .narrow { width: 60% } .fixed { height: 25pt }
  .flexbox { display: flex } .wide { page: wide } .after { break-after: avoid }
  h2 { break-after: avoid } img { display: block; width: 12pt } table { width: 100% }
`;

const leaf: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constantFrom('paragraph', 'paragraph', 'heading', 'item', 'cell', 'figure', 'flex'),
  words: fc.integer({ min: 0, max: 14 }),
  persian: fc.boolean(),
  class: fc.integer({ min: 0, max: CLASSES.length - 1 }),
}) as fc.Arbitrary<Piece>;

const { piece } = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constant('group' as const),
      class: fc.integer({ min: 0, max: CLASSES.length - 1 }),
      pieces: fc.array(tie('piece'), { maxLength: 5 }),
    }),
  ),
}));

function html(pieces: readonly Piece[], words: Words): string {
  return pieces
    .map((each) => {
      const name = CLASSES[each.class] ?? '';
      if (each.kind === 'group') return `<div class="${name}">${html(each.pieces, words)}</div>`;
      const text = words.take(each.words, each.persian);
      const dir = each.persian ? 'rtl' : 'ltr';
      switch (each.kind) {
        case 'heading':
          return `<h2 class="${name}" dir=${dir}>${text}</h2>`;
        case 'item':
          return `<ul class="${name}" dir=${dir} style="list-style: none"><li>${text}</li><li>${words.take(2, each.persian)}</li></ul>`; // prettier-ignore
        case 'cell':
          return `<table class="${name}" dir=${dir}><tr><td>${text}</td></tr><tr><td>${words.take(1, each.persian)}</td></tr></table>`; // prettier-ignore
        case 'figure':
          return `<figure class="${name}"><img src=p.png alt=x><figcaption>${text}</figcaption></figure>`;
        case 'flex':
          return `<div style="display: flex"><p>${text}</p></div>`;
        default:
          return `<p class="${name}" dir=${dir}>${text}</p>`;
      }
    })
    .join('');
}

interface PageSize {
  readonly width: number;
  readonly height: number;
  readonly rtl: boolean;
}

const page: fc.Arbitrary<PageSize> = fc.record({
  width: fc.constantFrom(40, 90, 150),
  height: fc.constantFrom(25, 60, 110),
  rtl: fc.boolean(),
});

async function set(
  pieces: readonly Piece[],
  { width, height, rtl }: PageSize,
  extra = '',
): Promise<{ laid: LaidOut; words: Words }> {
  const words = new Words();
  const body = html(pieces, words);
  const laid = await layOut(
    `<html dir=${rtl ? 'rtl' : 'ltr'}><body>${body}</body></html>`,
    `@page { size: ${width}pt ${height}pt; margin: 2pt 3pt } @page wide { size: ${width + 30}pt ${height}pt } html { font-size: 5pt; line-height: 6pt } p { orphans: 2; widows: 2 } ${CSS} ${extra}`, // prettier-ignore
    { pictures: { 'p.png': [20, 20] } },
  );
  return { laid, words };
}

/** The letters on all pages, in painting order; furniture and repeated heads left out. Long words may be cut. */
function shownLetters({ pages }: LaidOut): string {
  return letters(
    pages.flatMap((each) =>
      itemsOf(each, 'text')
        .filter(({ tag }) => tag !== -1)
        .map(textOfLine),
    ),
  );
}

function letters(texts: readonly string[]): string {
  return texts.join('').replace(/\s+/g, '');
}

function sorted(text: string): string {
  return Array.from(text).sort().join('');
}

describe('any document', () => {
  it('keeps its text, in order, nothing lost or doubled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 7 }), page, async (pieces, size) => {
        const { laid, words } = await set(pieces, size, '.flexbox { display: block } ');
        expect(shownLetters(laid)).toBe(letters(words.all));
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps its text with flex boxes, too, though pages may order it anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), page, async (pieces, size) => {
        const { laid, words } = await set(pieces, size);
        expect(sorted(shownLetters(laid))).toBe(sorted(letters(words.all)));
      }),
      { numRuns: RUNS },
    );
  });

  it('says in its text file what stands on its pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), page, async (pieces, size) => {
        const { laid, words } = await set(pieces, size);
        const source = laid.finished.flatMap(({ blocks }) => blocks.map(({ text }) => text));
        expect(sorted(letters(source))).toBe(sorted(letters(words.all)));
      }),
      { numRuns: 60 },
    );
  });

  it('has no line beyond its column without a word about it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), page, async (pieces, size) => {
        const { laid } = await set(pieces, size, '.fixed, .neg { height: auto; margin: 0 } .flexbox { display: block }'); // prettier-ignore
        if (laid.codes.includes('L001') || laid.codes.includes('L002')) return;
        for (const each of laid.pages) {
          for (const { x, width } of itemsOf(each, 'text')) {
            expect(x).toBeGreaterThan(-0.2);
            expect(x + width).toBeLessThan(each.width + 0.2);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('has pages whose sides alternate from the first on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), page, async (pieces, size) => {
        const { laid } = await set(pieces, size);
        const first = size.rtl ? 'left' : 'right';
        const second = size.rtl ? 'right' : 'left';
        expect(laid.pages.map(({ side }) => side)).toEqual(
          laid.pages.map((_, i) => (i % 2 === 0 ? first : second)),
        );
        expect(laid.pages.map(({ index }) => index)).toEqual(laid.pages.map((_, i) => i));
      }),
      { numRuns: 60 },
    );
  });
});

describe('layout ends', () => {
  const long = 'some words to be set here '.repeat(12);
  const body = `<h2>head</h2><p>${long}</p><div class=c><p>${long}</p><h2>head</h2></div><table><tr><td>${long}<td>b</table><ul><li>a</ul><img src=p.png alt=x><div class=x><p>a</p></div>`;

  it.each([
    ['pages lower than a line', '@page { size: 100pt 4pt }'],
    ['pages narrower than a letter', '@page { size: 2pt 100pt }'],
    ['margins wider than the page', '@page { margin: 80pt }'],
    ['columns wider than the page', '.c { column-width: 500pt }'],
    ['more columns than points', '.c { columns: 300 }'],
    ['a gap wider than the page', '.c { columns: 3; column-gap: 300pt }'],
    ['zero heights', 'p, div, h2 { height: 0 }'],
    ['zero line height', 'body { line-height: 0 }'],
    ['zero font size', 'body, p, h2, td { font-size: 0 }'],
    ['negative margins', 'p, div, h2, table { margin: -30pt }'],
    ['huge margins', 'p, div, h2, table { margin: 400pt }'],
    ['huge paddings', 'p, div, h2, td { padding: 400pt }'],
    ['huge borders', 'p, td { border: 300pt solid }'],
    ['breaks everywhere', '* { break-before: page; break-after: recto }'],
    ['column breaks outside columns', '* { break-before: column }'],
    ['nothing may break', '* { break-inside: avoid; break-before: avoid; break-after: avoid }'],
    ['endless orphans and widows', 'p { orphans: 1000; widows: 1000 }'],
    ['heights of several pages', 'div, p { height: 1000pt }'],
    ['minimum heights of several pages', 'div, p { min-height: 1000pt }'],
    ['everything in columns', 'body, div, td { columns: 2 }'],
    ['everything flexible', 'body, div { display: flex }'],
    ['flexible columns', 'body, div { display: flex; flex-direction: column }'],
    ['steps higher than the page', 'p { block-step-size: 500pt }'],
    ['a region inside its own flow', '.c { flow-into: f } .c p { flow-from: f } .x { flow-from: f }'],
    ['everything spans', '.c > * { column-span: all } .c { columns: 2 }'],
    ['everything hidden', '* { visibility: hidden }'],
    ['enormous pictures', 'img { width: 5000pt; height: 9000pt }'],
    ['empty pictures', 'img { width: 0; height: 0 }'],
  ])('with %s', async (_, css) => {
    const laid = await layOut(`<body>${body}</body>`, css, { pictures: { 'p.png': [40, 40] } });
    expect(laid.pages.length).toBeGreaterThan(0);
    expect(laid.pages.length).toBeLessThan(3000);
  });

  it('with three hundred boxes in each other', async () => {
    const deep = `${'<div>'.repeat(300)}deep<p>text</p>${'</div>'.repeat(300)}<p>after</p>`;
    const laid = await layOut(`<body>${deep}</body>`, 'div { padding: 1pt; margin: 1pt }');
    const shown = laid.pages.flatMap((each) => itemsOf(each, 'text').map(textOfLine));
    expect(shown.join(' ')).toContain('after');
  });

  it('with three hundred columns and flexes in each other', async () => {
    const deep = `${'<div>'.repeat(40)}deep text here${'</div>'.repeat(40)}`;
    const laid = await layOut(`<body>${deep}</body>`, 'div { display: flex }');
    expect(laid.pages.length).toBeGreaterThan(0);
  });
});
