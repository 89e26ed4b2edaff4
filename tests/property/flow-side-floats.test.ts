// For any small document with boxes that are positioned or float at the side: every word is shown and read once, in the
// same order, and the layout ends.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../src/frame/dump.ts';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';

const RUNS = 120;

type Piece =
  | { readonly kind: 'text'; readonly words: number; readonly class: string }
  | { readonly kind: 'inline'; readonly before: number; readonly within: number; readonly after: number; readonly class: string } // prettier-ignore
  | { readonly kind: 'group' | 'item' | 'cell'; readonly class: string; readonly pieces: readonly Piece[] };

const CSS = `
  .left { float: left } .right { float: right; width: 14pt } .start { float: inline-start; margin: 2pt } .inside { float: inside; height: 13pt }
  .tall { float: left; height: 40pt; width: 8pt } .wide { float: right; width: 300pt } .picture { float: inline-end; width: 9pt; height: 30pt }
  .abs { position: absolute } .corner { position: absolute; bottom: 0; right: 0 } .pinned { position: absolute; inset: 1pt; z-index: -1 } .out { position: absolute; left: -20pt; top: 10pt }
  .note { float: footnote } .top { float: top } .bottom { float: bottom; float-reference: column }
  .rel { position: relative } .over { position: relative; z-index: 2 }
  .clear { clear: both } .cleft { clear: left } .cols { columns: 2; column-gap: 3pt } .flex { display: flex } .root { overflow: hidden }
  .page { break-before: page } .keep { break-inside: avoid } .after { break-after: avoid } .padded { padding: 3pt; border: 1pt solid } .margins { margin: 5pt 2pt }
  .high { height: 20pt } .auto { column-fill: auto; columns: 2 } td { vertical-align: top }
`;
const OUT_OF_FLOW = ['left', 'right', 'start', 'inside', 'tall', 'wide', 'picture', 'abs', 'corner', 'out'];
const CLASSES = ['', ...OUT_OF_FLOW, 'pinned', 'rel', 'over', 'clear', 'cleft', 'cols', 'auto', 'flex', 'root', 'page', 'keep', 'after', 'padded', 'margins', 'high']; // prettier-ignore

const { piece } = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('text' as const),
      words: fc.integer({ min: 0, max: 12 }),
      class: fc.constantFrom(...CLASSES),
    }),
    fc.record({
      kind: fc.constant('inline' as const),
      before: fc.integer({ min: 0, max: 8 }),
      within: fc.integer({ min: 0, max: 3 }),
      after: fc.integer({ min: 0, max: 8 }),
      class: fc.constantFrom(...OUT_OF_FLOW),
    }),
    fc.record({
      kind: fc.constantFrom('group' as const, 'group' as const, 'item' as const, 'cell' as const),
      class: fc.constantFrom(...CLASSES),
      pieces: fc.array(tie('piece'), { maxLength: 4 }),
    }),
  ),
}));

class Words {
  readonly all: string[] = [];

  take(n: number): string {
    const taken = Array.from({ length: n }, (_, i) => {
      const number = this.all.length + i;
      return `${String.fromCharCode(97 + (number % 26))}${number}`;
    });
    this.all.push(...taken);
    return taken.join(' ');
  }
}

function html(pieces: readonly Piece[], words: Words): string {
  return pieces
    .map((each) => {
      switch (each.kind) {
        case 'text':
          return `<p class="${each.class}">${words.take(each.words)}</p>`;
        case 'inline':
          return `<p>${words.take(each.before)} <span class="${each.class}">${words.take(each.within)}</span> ${words.take(each.after)}</p>`; // prettier-ignore
        case 'item':
          return `<ul class="${each.class}" style="list-style: none"><li>${html(each.pieces, words)}</li></ul>`;
        case 'cell':
          return `<table class="${each.class}"><tr><td>${html(each.pieces, words)}</td><td>${words.take(1)}</td></tr></table>`; // prettier-ignore
        default:
          return `<div class="${each.class}">${html(each.pieces, words)}</div>`;
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

/** The letters of all words, in no order: long words may be cut. */
function letters(texts: readonly string[]): string {
  return Array.from(texts.join('').replace(/[\s\uFFFC]+/g, '')).sort().join(''); // prettier-ignore
}

async function set(
  pieces: readonly Piece[],
  { width, height, rtl }: PageSize,
): Promise<{ readonly laid: LaidOut; readonly all: string }> {
  const words = new Words();
  const body = html(pieces, words);
  const laid = await layOut(
    `<html dir=${rtl ? 'rtl' : 'ltr'}><body>${body}</body></html>`,
    `@page { size: ${width}pt ${height}pt; margin: 2pt 3pt } html { font-size: 5pt; line-height: 6pt } p { orphans: 2; widows: 2 } ${CSS}`, // prettier-ignore
  );
  return { laid, all: letters(words.all) };
}

describe('any document with floats at the side and positioned boxes', () => {
  it('shows every word once, and has it in its text file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), page, async (pieces, size) => {
        const { laid, all } = await set(pieces, size);
        const shown = laid.pages.flatMap((each) => itemsOf(each, 'text').filter(({ tag }) => tag !== -1).map(textOfLine)); // prettier-ignore
        expect(letters(shown)).toBe(all);
        expect(letters(laid.finished.flatMap(({ blocks }) => blocks.map(({ text }) => text)))).toBe(all);
      }),
      { numRuns: RUNS },
    );
  });

  it('has the blocks of its text file in the order of its pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), page, async (pieces, size) => {
        const { laid } = await set(pieces, size);
        for (const { page: each, blocks } of laid.finished) {
          const shown = itemsOf(each, 'text').filter(
            (item) => item.tag !== -1 && textOfLine(item).trim() !== '',
          );
          expect([...new Set(blocks.map(({ tag }) => tag))]).toEqual([
            ...new Set(shown.map(({ tag }) => tag)),
          ]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('shows every word among notes and page floats, too', async () => {
    const notes = ['note', 'top', 'bottom'];
    const away = fc.record({ pieces: fc.array(piece, { maxLength: 4 }), notes: fc.array(fc.tuple(fc.constantFrom(...notes), piece), { maxLength: 3 }) }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(away, page, async (random, size) => {
        const inside = random.notes.map(([name, each]): Piece => ({
          kind: 'group',
          class: name,
          pieces: [each],
        }));
        const { laid, all } = await set([...inside, ...random.pieces, ...inside], size);
        const shown = laid.pages.flatMap((each) => itemsOf(each, 'text').filter(({ tag }) => tag !== -1).map(textOfLine)); // prettier-ignore
        // The numbers of notes are among the digits.
        expect(letters(shown).replace(/[\d.]/g, '')).toBe(all.replace(/\d/g, ''));
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it('has no line over a float', async () => {
    const beside = fc.array(fc.record({ words: fc.integer({ min: 0, max: 14 }), float: fc.constantFrom('', 'f', 'g', 'h'), inline: fc.boolean(), around: fc.constantFrom('', 'padded', 'root', 'cols', 'margins') }), { maxLength: 9 }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(beside, page, fc.boolean(), async (pieces, { width, height, rtl }, columns) => {
        const words = new Words();
        const body = pieces.map(({ words: count, float, inline, around }) => {
          const box = float === '' ? '' : `<span class=${float}></span>`;
          const text = `<p>${words.take(Math.ceil(count / 2))} ${inline ? box : ''} ${words.take(Math.floor(count / 2))}</p>`;
          return `<div class="${around}">${inline ? '' : box}${text}</div>`;
        });
        const laid = await layOut(
          `<html dir=${rtl ? 'rtl' : 'ltr'}><body class="${columns ? 'auto' : ''}">${body.join('')}</body></html>`,
          `@page { size: ${2 * width}pt ${height}pt; margin: 2pt 3pt } html { font-size: 5pt; line-height: 6pt; orphans: 1; widows: 1 } ${CSS} .auto { column-gap: 2pt }
          .f, .g, .h { float: left; width: 12pt; height: 14pt; background: #ff0000 } .g { float: right; margin: 1pt 2pt } .h { float: inline-start; width: 20pt; height: 7pt; clear: inline-start }`, // prettier-ignore
        );
        if (laid.codes.length > 0) return;
        for (const each of laid.pages) {
          for (const float of itemsOf(each, 'fill')) {
            for (const line of itemsOf(each, 'text')) {
              const apart = line.x >= float.x + float.width - 0.1 || line.x + line.width <= float.x + 0.1 || line.y - 4 >= float.y + float.height - 0.1 || line.y + 1 <= float.y + 0.1; // prettier-ignore
              expect(apart || line.width === 0).toBe(true);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
