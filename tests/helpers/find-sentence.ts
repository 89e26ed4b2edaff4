// How often a sentence stands in a text file, where pages and columns may have parted it among several blocks.
import { blocksOf } from '../../src/preflight/compare/text-blocks.ts';

/**
 * Counts the sentence as a whole, or – where no block has all of it – in pieces: one ends a block, those after it each are or
 * begin a later block. White space is not compared: a break may have taken a space, or parted a word.
 */
export function timesFound(text: string, sentence: string): number {
  const wanted = bare(sentence);
  const blocks = blocksOf(text).map((block) => bare(block.text));
  const whole = blocks.reduce((times, block) => times + block.split(wanted).length - 1, 0);
  if (whole > 0) return whole;
  const ends = new Set<number>();
  for (let index = 0; index < blocks.length; index++) endsOf(blocks, index, wanted, ends);
  return ends.size;
}

function bare(text: string): string {
  return text.replace(/[\s\u00AD]+/gu, '');
}

/** Adds the blocks that have the last piece of what begins at the end of block `index`. */
function endsOf(blocks: readonly string[], index: number, wanted: string, ends: Set<number>): void {
  const block = blocks[index] ?? '';
  for (let length = Math.min(block.length, wanted.length - 1); length > 0; length--) {
    if (!block.endsWith(wanted.slice(0, length))) continue;
    let rest = wanted.slice(length);
    for (let later = index + 1; later < blocks.length && rest !== ''; later++) {
      const next = blocks[later] ?? '';
      if (next.startsWith(rest)) {
        ends.add(later);
        rest = '';
      } else if (next !== '' && rest.startsWith(next)) rest = rest.slice(next.length);
    }
  }
}
