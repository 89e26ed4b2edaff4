// Random trees of boxes on line grids, justified vertically, in columns and flex boxes: every word once, every
// snapped line on its grid; and style sheets that ask for nonsense.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut, linesOf } from '../helpers/lay-out.ts';

interface Node {
  readonly tag: string;
  readonly className: string;
  readonly children: readonly Node[];
}

const TAGS = ['p', 'h2', 'div', 'blockquote', 'section'] as const;
const CLASSES = ['', 'c', 'r', 'k', 'w', 'g', 'n', 'b', 's'] as const;

function treeOf(depth: number): fc.Arbitrary<Node> {
  const children = depth === 0 ? fc.constant([]) : fc.array(treeOf(depth - 1), { maxLength: 4 });
  return fc.record({ tag: fc.constantFrom(...TAGS), className: fc.constantFrom(...CLASSES), children });
}
const trees = fc.array(treeOf(3), { minLength: 1, maxLength: 6 });

const CSS = `
  @page { size: 200pt 150pt; margin: 3pt 10pt }
  html { line-grid: create; line-snap: baseline; -nashr-vertical-justify: 20pt }
  body, p { orphans: 2; widows: 2 }
  h2 { font-size: 12pt; line-height: 17pt; break-after: avoid; margin: 7pt 0 2pt }
  .c { columns: 2; column-gap: 6pt; -nashr-vertical-justify: 10pt } .r { columns: 3; direction: rtl; column-gap: 4pt; column-fill: auto }
  .k { break-inside: avoid } .w { display: flex } .g { line-grid: create; padding: 3pt } .n { line-snap: none; line-height: 7pt }
  .b { break-before: column } .s { line-snap: contain; line-height: 13pt }
`;

/** Words of one letter each, none of them twice. */
const FIRST = 0x4e00;

/** HTML with such words, and how many there are. */
function htmlOf(nodes: readonly Node[]): { readonly html: string; readonly words: number } {
  let count = 0;
  const write = ({ tag, className, children }: Node): string => {
    const words = Array.from({ length: 1 + (count % 17) }, () => String.fromCodePoint(FIRST + count++)).join(
      ' ',
    );
    const inside = tag === 'p' || tag === 'h2' ? '' : children.map(write).join('');
    return `<${tag} class="${className}">${words}${inside}</${tag}>`;
  };
  const html = nodes.map(write).join('');
  return { html, words: count };
}

function wordsOf(laid: LaidOut): readonly string[] {
  return laid.pages.flatMap((page) => linesOf(page).join(' ').split(/\s+/)).filter((word) => word !== '');
}

describe('random trees on line grids', () => {
  it('keep every word, once', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (nodes) => {
        const { html, words } = htmlOf(nodes);
        const laid = await layOut(html, CSS);
        const found = wordsOf(laid)
          .flatMap((word) => Array.from(word))
          .sort();
        expect(found).toEqual(Array.from({ length: words }, (_, i) => String.fromCodePoint(FIRST + i)));
      }),
      { numRuns: 60 },
    );
  });

  it('have every line of the grid’s own leading on it, unless a table or another grid has it', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (nodes) => {
        const { html } = htmlOf(nodes);
        const laid = await layOut(
          html,
          CSS.replace('.g { line-grid: create; padding: 3pt }', '.g { padding: 3pt }'),
        );
        for (const page of laid.pages) {
          for (const item of itemsOf(page, 'text')) {
            if (!snaps(laid, item.tag)) continue;
            const steps = (item.y - 3 - 8) / 10;
            expect(Math.abs(steps - Math.round(steps)) * 10).toBeLessThan(0.01);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Whether the paragraph of this structure element is to stand on the grid of the page. */
function snaps({ document }: LaidOut, tag: number): boolean {
  const stack = [document.root] as (typeof document.root.children)[number][];
  for (let box = stack.pop(); box !== undefined; box = stack.pop()) {
    if (box.kind === 'paragraph') {
      if (box.tag === tag) return box.style.lineSnap === 'baseline' && box.style.lineHeight === 10;
    } else if (box.kind === 'block' || box.kind === 'flex') stack.push(...box.children);
  }
  return false;
}

describe('layout ends and loses nothing', () => {
  const words = Array.from({ length: 60 }, (_, i) => `v${i}`);
  const body = `<h2>head</h2><p>${words.join(' ')}</p><div class=c><p>text</p><h2>more</h2><p>end</p></div>`;

  it.each([
    ['grids in grids', '* { line-grid: create; line-snap: baseline }'],
    ['a grid of no height', 'html { line-grid: create; line-snap: baseline } body { line-height: 0 }'],
    [
      'a grid higher than the page',
      'html { line-grid: create; line-snap: contain; line-height: 150pt } p { line-height: 10pt }',
    ],
    [
      'a grid finer than a point',
      'html { line-grid: create; line-height: 0.3pt } p { line-height: 10pt; line-snap: contain }',
    ],
    ['everything contained', 'html { line-grid: create } * { line-snap: contain }'],
    ['justification without limit', '* { -nashr-vertical-justify: 10000pt } .c { columns: 3 }'],
    ['orphans of columns beyond the page', '.c { columns: 2; orphans: 1000 }'],
    ['columns that all may be longer', '.c { columns: 9; column-gap: 0 } .c > * { break-inside: avoid }'],
    ['columns of lines without height', '.c { columns: 2; line-height: 0 } .c > * { line-height: 9pt }'],
    ['a page without height', '@page { size: 100pt 0.5pt }'],
    ['a page without width', '@page { size: 0.5pt 100pt }'],
  ])('with %s', async (_, css) => {
    const laid = await layOut(body, css);
    expect(laid.pages.length).toBeLessThan(200);
    const text = laid.pages.flatMap(linesOf).join(' ').replaceAll(/\s+/g, ' ');
    for (const word of ['head', 'more', 'end', ...words]) expect(text).toContain(word);
  });
});
