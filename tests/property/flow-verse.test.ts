// For any poem in a column of any width: nothing is lost, no couplet is split, and its hemistichs are equally wide.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../src/frame/dump.ts';
import { positionUnits } from '../../src/frame/position-units.ts';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';

const WORDS = ['چو', 'خورشید', 'بر', 'چرخ', 'بنمود', 'چهر', 'بیاراست', 'روی', 'زمین', 'را', 'به', 'مهر', 'دل', 'آورد', 'نهاد', 'و', 'ز', 'کوهسار', 'پادشا', 'می‌زند']; // prettier-ignore

const hemistich = fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 7 }).map((words) => words.join(' ')); // prettier-ignore
const poem = fc.array(fc.tuple(hemistich, hemistich), { minLength: 1, maxLength: 12 });
const sheet = fc.record({
  width: fc.constantFrom(70, 130, 190, 420),
  height: fc.constantFrom(60, 140, 400),
  columns: fc.constantFrom(1, 1, 2),
  font: fc.constantFrom('Vazirmatn', 'Noto Naskh Arabic', 'Noto Nastaliq Urdu'),
});

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly font: string;
}

async function set(couplets: readonly (readonly [string, string])[], page: Sheet): Promise<LaidOut> {
  const numbered = couplets.map(([a, b], i) => `<div class=couplet><span class=hemistich>${a} ا${persian(2 * i)}</span><span class=hemistich>${b} ا${persian(2 * i + 1)}</span></div>`); // prettier-ignore
  const css = `@page { size: ${page.width}pt ${page.height}pt; margin: 0 } html { font: 10pt/20pt "${page.font}" } body { margin: 0; columns: ${page.columns}; column-gap: 10pt } .poem { margin: 0 }`; // prettier-ignore
  return layOut(`<html lang=fa dir=rtl><body><div class=poem>${numbered.join('')}</div></body></html>`, css, { fonts: 'bundled', plain: false }); // prettier-ignore
}

/** Each hemistich ends with its number. */
function persian(number: number): string {
  return String(number).replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '');
}

function letters(text: string): string {
  return text.replace(/\s+/g, '');
}

describe('any poem', () => {
  it('is there in order, its hemistichs equally wide, its couplets whole', async () => {
    await fc.assert(
      fc.asyncProperty(poem, sheet, async (couplets, page) => {
        const laid = await set(couplets, page);
        const lines = laid.pages.flatMap((each) =>
          itemsOf(each, 'text').map((item) => ({ item, page: each.index })),
        );
        const text = couplets.flatMap(([a, b], i) => [`${a} ا${persian(2 * i)}`, `${b} ا${persian(2 * i + 1)}`]).join(' '); // prettier-ignore
        expect(letters(lines.map(({ item }) => textOfLine(item)).join(' '))).toBe(letters(text));
        if (laid.codes.includes('L002')) return; // lines turned over
        expect(lines).toHaveLength(2 * couplets.length);
        const widths = lines.map(({ item }) => positionUnits(item, laid.fonts).x.at(-1) ?? 0);
        expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(0.1);
        for (let i = 0; i < lines.length; i += 2) {
          const [first, second] = [lines[i]!, lines[i + 1]!];
          expect(second.page).toBe(first.page);
          // Beside each other on one line, or one under the other; never at the head of the next column.
          const beside = Math.abs(first.item.y - second.item.y) < 0.01;
          expect(beside || second.item.y > first.item.y).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
