// Pages of the press edition: for any number of pages nothing is lost or doubled, the multiple is met, fronts stay in front.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageDemand, PagePlan } from '../../src/press/plan-pages.ts';
import { planPages } from '../../src/press/plan-pages.ts';

const counts = fc.record({ main: fc.integer({ min: 1, max: 70 }), back: fc.oneof(fc.constant(0), fc.nat({ max: 40 })) }); // prettier-ignore
const demands: fc.Arbitrary<PageDemand> = fc.record({
  multiple: fc.integer({ min: 1, max: 32 }),
  fillAt: fc.constantFrom('end', 'before-last'),
  cover: fc.constantFrom('inside', 'separate'),
});

/** The pages as they are bound: the outer sheet around the inside. */
function bound({ inside, cover }: PagePlan): PagePlan['inside'] {
  return cover === null ? inside : [...cover.slice(0, 2), ...inside, ...cover.slice(2)];
}

function plans(check: (plan: PagePlan, count: number, demand: PageDemand, main: number, back: number) => void): void {
  fc.assert(
    fc.property(counts, demands, ({ main, back }, demand) => {
      check(planPages({ main, back }, demand), main + back, demand, main, back);
    }),
    { numRuns: 500, seed: 11 },
  );
} // prettier-ignore

test('every page of the issue is there once, in its order', () => {
  plans((plan, count) => {
    expect(bound(plan).filter((page) => page !== 'added')).toEqual(
      Array.from({ length: count }, (_, i) => i),
    );
  });
});

test('the number of pages is the smallest multiple that holds them', () => {
  plans((plan, count, { multiple }) => {
    const total = bound(plan).length;
    expect(total % multiple).toBe(0);
    expect(total - count).toBe(plan.added);
    expect(plan.added).toBeLessThan(multiple);
  });
});

test('added pages stand together: at the end, before the last page, or between two fronts', () => {
  plans((plan, count, { fillAt }, main, back) => {
    const pages = bound(plan);
    const first = pages.indexOf('added');
    if (first < 0) return;
    expect(first).toBe(back > 0 ? main : fillAt === 'end' ? count : count - 1);
    expect(pages.slice(first, first + plan.added).every((page) => page === 'added')).toBe(true);
  });
});

test('the front stays in front, and a second front or a kept back cover at the back', () => {
  plans((plan, count, { fillAt }, _main, back) => {
    const pages = bound(plan);
    if (count > 1 || fillAt === 'end') expect(pages[0]).toBe(0);
    if (back > 0 || fillAt === 'before-last') expect(pages.at(-1)).toBe(count - 1);
  });
});

test('a cover apart is one sheet of four pages, and there is an inside then', () => {
  plans((plan, _count, { cover }) => {
    const total = bound(plan).length;
    expect(plan.cover?.length ?? 0).toBe(cover === 'separate' && total > 4 ? 4 : 0);
    expect(plan.inside.length).toBeGreaterThan(0);
  });
});
