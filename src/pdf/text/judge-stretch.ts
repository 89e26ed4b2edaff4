// Pieces of a line → whether pdf.js reads them back as one item, as far as that can be said without trying it out.
// Held to trials by tests/property/pdf-text-stand.test.ts.
import { isRightToLeftShare } from './pdfjs-order.ts';
import { DEPENDS, READS_AFTER_ARABIC, READS_FIRST, endsArabic } from './right-to-left-company.ts';
import type { EncodedWord } from './word-encoder.ts';

/** Pieces in visual order; see LinePieces. */
export interface Stretch {
  readonly words: readonly (EncodedWord | null)[];
  readonly isSpace: readonly boolean[];
  readonly level: Uint8Array;
  readonly order: Float64Array;
}

/** Whether no item that holds pieces [from, to) reads back. */
export function isHopeless(pieces: Stretch, from: number, to: number): boolean {
  return contradicts(pieces, from, to, 'left-to-right') && contradicts(pieces, from, to, 'right-to-left');
}

/**
 * What can be said without trying. False: a word of letters is on the wrong side of another word, whatever becomes
 * of the rest; in an item that is right to left only what stands right of it is read before it, in others what
 * stands left of it. True: a right-to-left item of words that are read right by themselves. Null: it has to be tried.
 */
export function judgeStretch(pieces: Stretch, from: number, to: number): boolean | null {
  const { words, isSpace } = pieces;
  let all = 0;
  let rightToLeft = 0;
  let space = false;
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word === null || word === undefined) continue;
    if (isSpace[i] === true) {
      space = all > 0;
      continue;
    }
    if (word.stand === null && word.hasSpace) return null;
    if (space) all++;
    space = false;
    all += word.seen.length;
    rightToLeft += word.rightToLeftUnits;
  }
  if (isRightToLeftShare(rightToLeft, all))
    return contradicts(pieces, from, to, 'right-to-left') ? false : judgeRightToLeft(pieces, from, to);
  if (contradicts(pieces, from, to, 'left-to-right')) return false;
  return rightToLeft === 0 && staysInOrder(pieces, from, to) ? true : null;
}

/** Whether nothing has to be reordered in an item that pdf.js leaves as it is. */
function staysInOrder(pieces: Stretch, from: number, to: number): boolean {
  const { words, isSpace, order } = pieces;
  let before = -Infinity;
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word === null || word === undefined || isSpace[i] === true) continue;
    const place = order[i] ?? 0;
    if (place < before || (word.stand === null && word.seen !== word.logical)) return false;
    before = place;
  }
  return true;
}

/**
 * Whether a word of letters of the item's direction is on the wrong side of another word, or one with ZWNJ, which is
 * neutral, is cut in two in an item that is not right to left.
 */
function contradicts(
  pieces: Stretch,
  from: number,
  to: number,
  direction: 'left-to-right' | 'right-to-left',
): boolean {
  const { words, isSpace, order } = pieces;
  const sign = direction === 'left-to-right' ? 1 : -1;
  let highest = -Infinity;
  let highestLetters = -Infinity;
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word === null || word === undefined || isSpace[i] === true || word.seen === '') continue;
    const place = (order[i] ?? 0) * sign;
    if (place < highestLetters) return true;
    if (place > highest) highest = place;
    if (word.stand === 'right-to-left-joined' && sign === 1) return true;
    if (word.stand === null || (word.stand === 'left-to-right') !== (sign === 1)) continue;
    if (place < highest) return true;
    highestLetters = place;
  }
  return false;
}

function judgeRightToLeft(pieces: Stretch, from: number, to: number): boolean | null {
  const { words, isSpace, order, level } = pieces;
  let reads = true;
  let arabic = false;
  let before = Infinity;
  for (let i = from; i < to; i++) {
    if (isSpace[i] === true) continue;
    const word = words[i];
    const place = order[i] ?? 0;
    if (word === null || word === undefined || place >= before) return null;
    before = place;
    const { seen } = word;
    if (word.plainRightToLeft) {
      if (((level[i] ?? 0) & 1) === 0 && seen.length > 1) return null;
    } else {
      if (i > from && isSpace[i - 1] !== true) return null;
      if (i < to - 1 && isSpace[i + 1] !== true) return null;
      if (word.company === DEPENDS) return null;
      if ((word.company & (arabic ? READS_AFTER_ARABIC : READS_FIRST)) === 0) reads = false;
    }
    arabic = endsArabic(seen, arabic);
  }
  return reads;
}
