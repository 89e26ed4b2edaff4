import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CutSearch } from '../../src/pdf/text/cut-search.ts';
import type { Group } from '../../src/pdf/text/cut-search.ts';

/** A line: groups over pieces in some visual order, and the stretches of pieces that read back. */
const line: fc.Arbitrary<{ groups: Group[]; reads: ReadonlySet<string> }> = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 3 }), space: fc.boolean() }), {
    minLength: 1,
    maxLength: 9,
  })
  .chain((shapes) => {
    const count = shapes.reduce((sum, { size }) => sum + size, 0);
    const pairs = fc.tuple(fc.nat({ max: count }), fc.nat({ max: count }));
    const visual = fc.oneof(
      fc.constant(Array.from({ length: count }, (_, i) => i)),
      fc.constant(Array.from({ length: count }, (_, i) => count - 1 - i)),
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, i) => i),
        { minLength: count, maxLength: count },
      ),
    );
    return fc.tuple(visual, fc.array(pairs, { maxLength: 80 })).map(([pieces, read]) => {
      let at = 0;
      const groups = shapes.map(({ size, space }) => ({ pieces: pieces.slice(at, (at += size)), space }));
      return { groups, reads: new Set(read.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`)) };
    });
  });

/** The plain way: all stretches, shortest cuts from the left; of equally short ones the stretch that begins first. */
function exhaustive(groups: readonly Group[], reads: (from: number, to: number) => boolean): number[] | null {
  const count = groups.length;
  const cost = Array.from({ length: count + 1 }, () => Infinity);
  const from = Array.from({ length: count + 1 }, () => -1);
  cost[0] = 0;
  for (let end = 1; end <= count; end++) {
    for (let begin = 0; begin < end; begin++) {
      const isSpace = groups[begin]!.space;
      const pieces = groups.slice(begin, end).flatMap((group) => group.pieces);
      const low = Math.min(...pieces);
      const high = Math.max(...pieces);
      if (isSpace ? end !== begin + 1 : groups[end - 1]!.space) continue;
      if (!isSpace && (high - low + 1 !== pieces.length || !reads(low, high + 1))) continue;
      const whole = cost[begin]! + (isSpace ? 0 : 1);
      if (whole >= cost[end]!) continue;
      cost[end] = whole;
      from[end] = begin;
    }
  }
  if (cost[count] === Infinity) return null;
  const ends: number[] = [];
  for (let end = count; end > 0; end = from[end]!) ends.push(end);
  return ends;
}

it('finds the cut of a line that trying every stretch finds', () => {
  let cut = 0;
  fc.assert(
    fc.property(line, ({ groups, reads }) => {
      const readsBack = (from: number, to: number): boolean => reads.has(`${from} ${to}`);
      const found = new CutSearch({ readsBack }, groups).run();
      const ends: number[] = [];
      if (found !== null) for (let end = groups.length; end > 0; end = found[end]!) ends.push(end);
      const wanted = exhaustive(groups, readsBack);
      if (wanted !== null) cut++;
      expect(found === null ? null : ends).toEqual(wanted);
    }),
    { numRuns: 3000 },
  );
  expect(cut).toBeGreaterThan(300);
});
