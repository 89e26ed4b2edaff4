// For any table, in both directions: no cell loses or doubles text, rows keep their order over pages, heads and feet are
// read once, and nothing stands outside the page unless it was reported.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../src/frame/dump.ts';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';

const RUNS = 60;

interface RandomCell {
  readonly words: number;
  readonly long: boolean;
  readonly figure: boolean;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

interface RandomTable {
  readonly head: number;
  readonly foot: boolean;
  readonly caption: 'none' | 'top' | 'bottom';
  readonly rows: readonly (readonly RandomCell[])[];
  readonly rtl: boolean;
  readonly style: number;
  readonly width: number;
  readonly height: number;
}

const STYLES = [
  '',
  'table { width: 100%; table-layout: fixed }',
  'table { border-collapse: collapse } td { border: 1pt solid }',
  'table { border-spacing: 3pt 2pt; padding: 2pt; border: 1pt solid } td { padding: 1pt 2pt }',
  'td:first-child { width: 30% } td { vertical-align: top }',
  'td { vertical-align: baseline; white-space: nowrap }',
];

const cell: fc.Arbitrary<RandomCell> = fc.record({
  words: fc.integer({ min: 0, max: 6 }),
  long: fc.boolean(),
  figure: fc.boolean(),
  columnSpan: fc.constantFrom(1, 1, 1, 2, 3),
  rowSpan: fc.constantFrom(1, 1, 1, 1, 2, 3),
});

const table: fc.Arbitrary<RandomTable> = fc.record({
  head: fc.integer({ min: 0, max: 2 }),
  foot: fc.boolean(),
  caption: fc.constantFrom('none', 'none', 'top', 'bottom'),
  rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 9 }),
  rtl: fc.boolean(),
  style: fc.integer({ min: 0, max: STYLES.length - 1 }),
  width: fc.constantFrom(30, 80, 160),
  height: fc.constantFrom(24, 60, 120),
});

/** Words in reading order, numbered, so that loss and doubling show. */
class Words {
  readonly all: string[] = [];

  take({ words, long, figure }: RandomCell, rtl: boolean): string {
    const taken = Array.from({ length: words }, (_, i) => {
      const number = String(this.all.length + i);
      if (figure) return `${number}.5`;
      const word = rtl ? `و${number.replace(/\d/g, (d) => 'ابپتثجچحخد'[Number(d)] ?? '')}` : `w${number}`;
      return long ? word.repeat(4) : word;
    });
    this.all.push(...taken);
    return taken.join(' ');
  }
}

function html(random: RandomTable, words: Words): string {
  const { rtl } = random;
  const row = (cells: readonly RandomCell[], tag: string): string => `<tr>${cells.map((each) => `<${tag} colspan=${each.columnSpan} rowspan=${each.rowSpan}${each.figure ? ' class=n' : ''}>${words.take(each, rtl)}</${tag}>`).join('')}</tr>`; // prettier-ignore
  const note: RandomCell = { words: 2, long: false, figure: false, columnSpan: 1, rowSpan: 1 };
  const before = words.take(note, rtl);
  const caption = random.caption === 'top' ? `<caption>${words.take(note, rtl)}</caption>` : '';
  const head = Array.from({ length: random.head }, () => row([note], 'th')).join('');
  const body = random.rows.map((cells) => row(cells, 'td')).join('');
  const foot = random.foot ? `<tfoot>${row([note], 'td')}</tfoot>` : '';
  const below = random.caption === 'bottom' ? `<caption style="caption-side: bottom">${words.take(note, rtl)}</caption>` : ''; // prettier-ignore
  return `<html dir=${rtl ? 'rtl' : 'ltr'}><body><p>${before}</p><table>${caption}<thead>${head}</thead><tbody>${body}</tbody>${foot}${below}</table></body></html>`; // prettier-ignore
}

async function set(random: RandomTable): Promise<{ laid: LaidOut; words: Words }> {
  const words = new Words();
  const css = `@page { size: ${random.width}pt ${random.height}pt; margin: 2pt } html { font-size: 5pt; line-height: 6pt } td, th, p, caption { font-size: 5pt } .n { text-align: "." } ${STYLES[random.style] ?? ''}`; // prettier-ignore
  const laid = await layOut(html(random, words), css);
  return { laid, words };
}

function letters(text: string): string {
  return Array.from(text.replace(/\s+/g, '')).sort().join('');
}

/** What is read: repeated heads and feet are artifacts. */
function read({ pages }: LaidOut): string {
  return pages.flatMap((page) => itemsOf(page, 'text').filter(({ tag }) => tag !== -1).map(textOfLine)).join(' '); // prettier-ignore
}

describe('any table', () => {
  it('loses and doubles nothing', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (random) => {
        const { laid, words } = await set(random);
        expect(letters(read(laid))).toBe(letters(words.all.join(' ')));
        const source = laid.finished.flatMap(({ blocks }) => blocks.map(({ text }) => text)).join(' ');
        expect(letters(source)).toBe(letters(words.all.join(' ')));
      }),
      { numRuns: RUNS },
    );
  });

  it('without spans has its rows in order, each once', async () => {
    const plain = table.map((random) => ({ ...random, rows: random.rows.map((cells) => cells.map((each) => ({ ...each, words: 1, long: false, figure: false, columnSpan: 1, rowSpan: 1 }))) })); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(plain, async (random) => {
        const { laid, words } = await set({ ...random, style: 0, width: 160 });
        expect(read(laid).split(/\s+/)).toEqual(words.all);
      }),
      { numRuns: RUNS },
    );
  });

  it('stays on its page', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (random) => {
        const { laid } = await set({ ...random, height: 120 });
        // Letters wider than their column are said to be (L001).
        if (laid.codes.includes('L001') || laid.codes.includes('L002')) return;
        for (const page of laid.pages) {
          for (const { x, width, y } of itemsOf(page, 'text'))
            expect([x >= -0.1, x + width <= random.width + 0.1, y <= 120.1]).toEqual([true, true, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
