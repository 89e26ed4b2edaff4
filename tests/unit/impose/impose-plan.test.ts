// Where pages stand on sheets: tables that can be read, and sheets folded here by paper's rules, not by the planner's formula.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planBooklet } from '../../../src/impose/plan-booklet.ts';
import type { Binding, Sheet } from '../../../src/impose/plan-booklet.ts';
import { facesOfBooklet, formatFaces, planGrid } from '../../../src/impose/plan-faces.ts';

const GOLDEN = join(import.meta.dirname, '../../golden/impose-booklets.txt');

/**
 * Folds signatures and reads the pile. Sheets lie nested, fronts outside. A leaf is half a sheet with a page on each side; behind the
 * right half of a front is the left half of the back, because the sheet turns about its fold.
 */
function fold(sheets: readonly Sheet[], binding: Binding): (number | null)[] {
  const numbers = [...new Set(sheets.map(({ signature }) => signature))];
  return numbers.flatMap((number) => {
    const nested = sheets.filter(({ signature }) => signature === number);
    const rightLeaf = ({ front, back }: Sheet): (number | null)[] => [front.right, back.left];
    const leftLeaf = ({ front, back }: Sheet): (number | null)[] => [front.left, back.right];
    // The reader meets the leaves at the open side from outside to the middle …
    const inwards = nested.flatMap(binding === 'left' ? rightLeaf : leftLeaf);
    // … and the others from the middle out, turned over: what lies inside comes first.
    const outwards = nested.toReversed().flatMap((sheet) => (binding === 'left' ? leftLeaf(sheet) : rightLeaf(sheet)).toReversed()); // prettier-ignore
    return [...inwards, ...outwards];
  });
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('a booklet', () => {
  it('of 8, 12, 16 and 20 pages, bound at either side, has the order that is written down', () => {
    const tables = (['left', 'right'] as const).flatMap(
      (binding) =>
      [8, 12, 16, 20].map((pages) => `${pages} pages, bound at the ${binding}\n${formatFaces(facesOfBooklet(planBooklet(pages, { signature: null, binding })))}`), // prettier-ignore
    );
    const text = tables.join('\n');
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, text);
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it.each(['left', 'right'] as const)('bound at the %s and folded is read from 1 to the end', (binding) => {
    for (const pages of [4, 8, 12, 16, 20, 64])
      expect(fold(planBooklet(pages, { signature: null, binding }), binding)).toEqual(upTo(pages));
  });

  it.each(['left', 'right'] as const)(
    'of signatures bound at the %s is read from 1 to the end',
    (binding) => {
      for (const [pages, signature] of [
        [32, 16],
        [48, 16],
        [40, 8],
        [24, 4],
        [8, 32],
      ] as const)
        // prettier-ignore
        expect(fold(planBooklet(pages, { signature, binding }), binding)).toEqual(upTo(pages));
    },
  );

  it('begins each signature with its outermost sheet, and lets the last be shorter', () => {
    const sheets = planBooklet(24, { signature: 16, binding: 'left' });
    expect(sheets.map(({ signature, inset }) => [signature, inset])).toEqual([
      [1, 0], [1, 1], [1, 2], [1, 3], [2, 0], [2, 1],
    ]); // prettier-ignore
  });

  it('fills the last sheet with blanks behind the last page', () => {
    for (const binding of ['left', 'right'] as const)
      expect(fold(planBooklet(6, { signature: null, binding }), binding)).toEqual([...upTo(6), null, null]);
    expect(planBooklet(1, { signature: null, binding: 'right' })).toEqual([
      { signature: 1, inset: 0, front: { left: 1, right: null }, back: { left: null, right: null } },
    ]);
  });

  it('bound at the right is the mirror of one bound at the left', () => {
    const left = planBooklet(12, { signature: null, binding: 'left' });
    const right = planBooklet(12, { signature: null, binding: 'right' });
    expect(right.map(({ front }) => [front.right, front.left])).toEqual(left.map(({ front }) => [front.left, front.right])); // prettier-ignore
    expect(right[0]?.front).toEqual({ left: 1, right: 12 });
  });
});

describe('a grid', () => {
  it('is filled in reading order, from the right where the publication is bound there', () => {
    const left = planGrid(5, { columns: 2, rows: 2, binding: 'left' });
    const right = planGrid(5, { columns: 2, rows: 2, binding: 'right' });
    expect(left.map(({ cells }) => cells)).toEqual([[1, 2, 3, 4], [5, null, null, null]]); // prettier-ignore
    expect(right.map(({ cells }) => cells)).toEqual([[2, 1, 4, 3], [null, 5, null, null]]); // prettier-ignore
  });

  it('is printed row by row', () => {
    expect(formatFaces(planGrid(11, { columns: 3, rows: 2, binding: 'right' }))).toBe(
      'sheet 1   3 |  2 |  1  /   6 |  5 |  4\nsheet 2   9 |  8 |  7  /   – | 11 | 10\n',
    );
  });
});
