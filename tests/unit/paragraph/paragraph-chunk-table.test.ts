import { describe, expect, it } from 'vitest';
import { HAS_ISOLATE, ODD } from '../../../src/paragraph/chunk.ts';
import { ChunkTable } from '../../../src/paragraph/chunk-table.ts';
import { FlatText } from '../../../src/unicode/flat-text.ts';
import { TextScratch } from '../../../src/unicode/text-scratch.ts';

function makeTable(): ChunkTable {
  return new ChunkTable(new TextScratch(), new FlatText());
}

function ids(table: ChunkTable, text: string): number[] {
  expect(table.split(text)).toBe(true);
  return Array.from(table.ids.subarray(0, table.count));
}

describe('ChunkTable', () => {
  it('gives the same chunk the same number in every text', () => {
    const table = makeTable();
    const [a, b, again] = ids(table, 'باغ گل باغ');
    expect(again).toBe(a);
    expect(b).not.toBe(a);
    expect(ids(table, 'گل')).toEqual([b]);
    expect(ids(table, 'گل، باغ')[1]).toBe(a);
  });

  it('keeps thousands of chunks apart, the longest and the odd ones as well', () => {
    const table = makeTable();
    const chunks = Array.from({ length: 5000 }, (_, i) => `w${i.toString(7)}`);
    chunks.push('x'.repeat(100_000), 'x'.repeat(100_001), 'a\u00adb', 'a\u00adc');
    const first = ids(table, chunks.join(' '));
    expect(new Set(first).size).toBe(chunks.length);
    expect(ids(table, chunks.join(' '))).toEqual(first);
    expect(table.chunks).toHaveLength(chunks.length);
  });

  it('leaves texts alone in which spaces stand beside each other or at an end', () => {
    for (const text of ['', ' a', 'a ', 'a  b']) expect(makeTable().split(text)).toBe(false);
  });

  it('knows addresses and dates, and what only a whole text can explain', () => {
    const table = makeTable();
    const traits = ids(table, '2024-05-08, a@b.de wort \u200fwort » «wort').map(
      (id) => table.traits[id] ?? 0,
    );
    expect(traits.map((bits) => (bits & HAS_ISOLATE) !== 0)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(traits.map((bits) => (bits & ODD) !== 0)).toEqual([false, false, false, true, true, false]);
  });
});
