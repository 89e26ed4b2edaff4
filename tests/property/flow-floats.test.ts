// Notes, page floats and side notes in any document: no text is lost or doubled, and notes begin where they are called.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../src/frame/dump.ts';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';

const RUNS = 80;

/** What is written into a paragraph, or between paragraphs. */
type Part =
  | { readonly kind: 'words'; readonly count: number }
  | {
      readonly kind: 'float';
      readonly class: string;
      readonly count: number;
      readonly inner: readonly Part[];
    };

type Block =
  | {
      readonly kind: 'text';
      readonly class: string;
      readonly persian: boolean;
      readonly parts: readonly Part[];
    }
  | { readonly kind: 'figure'; readonly class: string; readonly height: number; readonly count: number }
  | { readonly kind: 'group'; readonly class: string; readonly blocks: readonly Block[] };

const FLOATS = [
  'note',
  'column note',
  'top',
  'bottom',
  'top of-page',
  'bottom of-page',
  'top of-region',
  'side',
];
const BLOCKS = ['', '', '', 'page', 'keep', 'span', 'padded', 'cell', 'flexed', 'absolute'];
const GROUPS = ['', 'cols', 'cols', 'three', 'padded', 'page', 'keep', 'cell', 'flexed'];

const CSS = `
  .note { float: footnote } .column { float-reference: column } .side { float: sidenote; width: 20pt; margin: 2pt }
  .top { float: top } .bottom { float: bottom } .of-page { float-reference: page } .of-region { float-reference: region }
  .cols { columns: 2; column-gap: 6pt } .three { columns: 3; column-gap: 4pt; column-fill: auto }
  .page { break-before: page } .keep { break-inside: avoid } .span { column-span: all } .padded { padding: 4pt; border: 1pt solid }
  .cell { display: table-cell } .flexed { display: flex } .absolute { position: absolute } figure { margin: 3pt 0 }
  img { display: block; width: 10pt }
`;

const { blocks } = fc.letrec<{ part: Part; parts: readonly Part[]; block: Block; blocks: readonly Block[] }>(
  (tie) => ({
    part: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ kind: fc.constant('words' as const), count: fc.integer({ min: 1, max: 8 }) }),
      fc.record({
        kind: fc.constant('float' as const),
        class: fc.constantFrom(...FLOATS),
        count: fc.integer({ min: 1, max: 14 }),
        inner: tie('parts'),
      }),
    ),
    parts: fc.array(tie('part'), { maxLength: 3, depthIdentifier: 'part' }),
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        kind: fc.constant('text' as const),
        class: fc.constantFrom(...BLOCKS),
        persian: fc.boolean(),
        parts: tie('parts'),
      }),
      fc.record({
        kind: fc.constant('figure' as const),
        class: fc.constantFrom(...FLOATS.slice(2)),
        height: fc.constantFrom(5, 30, 300),
        count: fc.integer({ min: 0, max: 6 }),
      }),
      fc.record({
        kind: fc.constant('group' as const),
        class: fc.constantFrom(...GROUPS),
        blocks: fc.array(tie('block'), { maxLength: 5 }),
      }),
    ),
    blocks: fc.array(tie('block'), { maxLength: 6 }),
  }),
);

/** Words are numbered so that loss and doubling show. */
class Words {
  #count = 0;
  readonly all: string[] = [];

  take(count: number): string {
    const words = Array.from({ length: count }, () => `w${this.#count++}x`);
    this.all.push(...words);
    return words.join(' ');
  }
}

function partsHtml(list: readonly Part[], words: Words): string {
  return list
    .map((part) =>
      part.kind === 'words'
        ? words.take(part.count)
        : `<span class="${part.class}">${words.take(part.count)} ${partsHtml(part.inner, words)}</span>`,
    ) // prettier-ignore
    .join(' ');
}

function html(list: readonly Block[], words: Words): string {
  return list
    .map((block) => {
      if (block.kind === 'group') return `<div class="${block.class}">${html(block.blocks, words)}</div>`;
      if (block.kind === 'figure')
        return `<figure class="${block.class}"><img src=p.png alt=x style="height: ${block.height}pt"><figcaption>${words.take(block.count)}</figcaption></figure>`;
      return `<p class="${block.class}" dir=${block.persian ? 'rtl' : 'ltr'}>${partsHtml(block.parts, words)}</p>`;
    })
    .join('');
}

const page = fc.record({ width: fc.constantFrom(60, 120), height: fc.constantFrom(25, 60, 110), rtl: fc.boolean() }); // prettier-ignore

interface PageSize {
  readonly width: number;
  readonly height: number;
  readonly rtl: boolean;
}

async function set(body: string, { width, height, rtl }: PageSize, css = ''): Promise<LaidOut> {
  const margins = `margin: 2pt 26pt; @footnote { margin: 2pt 0 0; padding: 1pt 0 0; border-top: .5pt solid }`;
  return layOut(
    `<html dir=${rtl ? 'rtl' : 'ltr'}><body>${body}</body></html>`,
    `@page { size: ${width + 50}pt ${height}pt; ${margins} } html { font-size: 5pt; line-height: 6pt } p { orphans: 2; widows: 2 } ${CSS}
    ::footnote-call, ::footnote-marker { content: '*' } ${css}`,
    { pictures: { 'p.png': [20, 20] } },
  );
}

function letters(texts: readonly string[]): string {
  return Array.from(texts.join('').replaceAll(/[\s*\uFFFC]+/g, ''))
    .toSorted()
    .join('');
}

function shown({ pages }: LaidOut): string {
  return letters(pages.flatMap((each) => itemsOf(each, 'text').filter(({ tag }) => tag !== -1).map(textOfLine))); // prettier-ignore
}

describe('any document with notes and floats', () => {
  it('keeps its text, nothing lost or doubled', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, page, async (list, size) => {
        const words = new Words();
        const body = html(list, words);
        const laid = await set(body, size);
        expect(shown(laid)).toBe(letters(words.all));
      }),
      { numRuns: RUNS },
    );
  });

  it('says in its text file what stands on its pages', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, page, async (list, size) => {
        const words = new Words();
        const body = html(list, words);
        const laid = await set(body, size);
        expect(letters(laid.finished.flatMap((each) => each.blocks.map(({ text }) => text)))).toBe(letters(words.all)); // prettier-ignore
      }),
      { numRuns: 40 },
    );
  });

  it('begins every note on the page of its call', async () => {
    const notes = fc.array(fc.record({ before: fc.integer({ min: 0, max: 12 }), length: fc.integer({ min: 1, max: 9 }) }), { maxLength: 12 }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(notes, fc.constantFrom('', 'cols', 'three'), fc.constantFrom('note', 'note column'), async (list, group, kind) => {
        const text = list.map(({ before, length }, i) => `${'word '.repeat(before)}c${i}c<span class="${kind}">n${i}n ${'note '.repeat(length)}</span>`).join(' '); // prettier-ignore
        const laid = await set(`<div class="${group}"><p style="orphans: 1; widows: 1">${text}</p></div>`, { width: 120, height: 110, rtl: false });
        const pageOf = (part: string): number => laid.pages.findIndex((each) => itemsOf(each, 'text').some((item) => textOfLine(item).includes(part))); // prettier-ignore
        for (let i = 0; i < list.length; i++) {
          const late = pageOf(`n${i}n`) - pageOf(`c${i}c`);
          // A word wider than half a narrow column leaves some notes no line beside their call.
          expect(late).toBeGreaterThanOrEqual(0);
          expect(late).toBeLessThanOrEqual(group === '' ? 0 : 1);
        }
      }),
      { numRuns: RUNS },
    ); // prettier-ignore
  });
});

describe('regions of all kinds', () => {
  const kinds = ['footnote', 'top', 'bottom', 'sidenote'];
  const columns = [['columns: 2', 'columns: 2'], ['columns: 2', 'columns: 3'], ['columns: 2', ''], ['', 'columns: 2'], ['', '']] as const; // prettier-ignore

  it.each(columns)('hand notes and floats on: { %s } to { %s }', async (first, second) => {
    for (const reference of ['page', 'column', 'region']) {
      for (const kind of kinds) {
        const words = new Words();
        const text = Array.from({ length: 5 }, () => `<p>${words.take(7)}<span class=n>${words.take(6)}</span> ${words.take(5)}</p>`).join(''); // prettier-ignore
        const css = `.f { flow-into: f } .r1, .r2 { flow-from: f; column-gap: 5pt } .r1 { height: 50pt; ${first} } .r2 { ${second}; break-before: page } .n { float: ${kind}; float-reference: ${reference}; width: 30pt }`; // prettier-ignore
        const body = `<div class=f>${text}</div><div class=r1></div><p>${words.take(3)}</p><div class=r2></div><p>${words.take(2)}</p>`; // prettier-ignore
        const laid = await set(body, { width: 70, height: 100, rtl: false }, css);
        expect([reference, kind, shown(laid)]).toEqual([reference, kind, letters(words.all)]);
      }
    }
  });
});

describe('layout ends, and keeps its text', () => {
  const long = 'some words to be set here '.repeat(12);
  const body = `<h2>head</h2><p>${long}<span>in it</span></p><div class=c><p>${long}</p><h2>head</h2></div><table><tr><td>${long}<td>b</table><ul><li>a</ul><figure><img src=p.png alt=x><figcaption>cap</figcaption></figure><div class=x><p>a</p></div>`;
  const text = letters([body.replaceAll(/<[^>]*>/g, '')]);

  it.each([
    ['every element a footnote', '* { float: footnote }'],
    ['every element a footnote of its column', '* { float: footnote; float-reference: column } body, div { columns: 2 }'],
    ['every element a side note', '* { float: sidenote }'],
    ['every element at the top', '* { float: top }'],
    ['every element at the bottom of its box', '* { float: bottom; float-reference: region } div { columns: 2 }'],
    ['the body a float', 'body { float: top }'],
    ['side notes wider than the page', 'h2, div { float: sidenote; width: 900pt }'],
    ['side notes without a margin', '@page { margin: 0 } p { float: sidenote }'],
    ['pages lower than a line', '@page { size: 100pt 4pt; margin: 0 } p { float: footnote } div { float: top } h2 { float: sidenote }'],
    ['an area of notes higher than the page', '@page { @footnote { padding-top: 900pt; margin-top: 300pt } } p { float: footnote }'],
    ['an area of notes without height', '@page { @footnote { max-height: 0 } } p { float: footnote }'],
    ['margins of floats higher than the page', 'p, div { float: top; margin: 500pt }'],
    ['negative margins of floats', 'p { float: bottom; margin: -40pt } div { float: footnote; margin: -50pt }'],
    ['floats that may not break', 'p, div { float: top; break-inside: avoid; orphans: 99 }'],
    ['floats of fixed height', 'p, div { float: bottom; height: 900pt }'],
    ['enormous pictures', 'figure { float: top } img { width: 5000pt; height: 9000pt }'],
  ])('with %s', async (_, css) => {
    const laid = await layOut(
      `<body>${body}</body>`,
      `@page { size: 150pt 100pt; margin: 5pt 20pt } html { font-size: 5pt; line-height: 6pt } ul { list-style: none } ${css} ::footnote-call, ::footnote-marker { content: '*' }`,
      { pictures: { 'p.png': [40, 40] } },
    );
    expect(laid.pages.length).toBeLessThan(1500);
    expect(shown(laid)).toBe(text);
  }); // prettier-ignore

  it('with a thousand notes in one paragraph', async () => {
    const notes = Array.from({ length: 1000 }, (_, i) => `w${i}<span class=note>n${i}</span>`).join(' ');
    const laid = await set(`<div class=cols><p>${notes}</p></div>`, { width: 120, height: 110, rtl: false });
    const all = Array.from({ length: 1000 }, (_, i) => `w${i}n${i}`);
    expect(shown(laid)).toBe(letters(all));
  });

  it('with two hundred notes in each other', async () => {
    const deep = `${'a<span class=note>'.repeat(200)}x${'</span>'.repeat(200)}`;
    const laid = await set(`<p>${deep}</p>`, { width: 120, height: 110, rtl: false });
    expect(shown(laid)).toBe(letters(['a'.repeat(200), 'x']));
  });
});
