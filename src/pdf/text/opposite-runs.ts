// The pieces of a line → its runs of several words against the paragraph's direction: names as “Associated Press” in
// Persian. PDFium turns a line round by stretches of one kind of character, so that such words change places.
import type { LinePieces } from './line-pieces.ts';

/** Pieces [from, to): words and the spaces between them. */
export interface OppositeRun {
  readonly from: number;
  readonly to: number;
}

/** Spaces that are one space to pdf.js without any help, em. */
const NARROWEST = 0.14;
const WIDEST = 0.55;

/**
 * Runs of two words or more within pieces [from, to), with a space or the end of the stretch on either side. `parity`
 * is that of the paragraph's level.
 */
export function oppositeRuns(pieces: LinePieces, from: number, to: number, parity: number): OppositeRun[] {
  const runs: OppositeRun[] = [];
  if (hidesSpaces(pieces, from, to)) return runs;
  for (let i = from; i < to; i++) {
    if (!isOpposite(pieces, i, parity)) continue;
    let first = i;
    while (i < to && isOpposite(pieces, i, parity)) i++;
    let end = i;
    while (first < end && pieces.isSpace[first] === true) first++;
    while (end > first && pieces.isSpace[end - 1] === true) end--;
    const run = { from: first, to: end };
    if (hasSeveralWords(pieces, run) && isFree(pieces, run)) runs.push(run);
  }
  return runs;
}

/** Beginnings of the words of a run. */
export function wordsOf(pieces: LinePieces, { from, to }: OppositeRun): number[] {
  const words: number[] = [];
  for (let i = from; i < to; i++)
    if (pieces.isSpace[i] !== true && (i === from || pieces.isSpace[i - 1] === true)) words.push(i);
  return words;
}

/**
 * Whether PDFium's order can differ from the text's: the line has letters of both directions. Without letters of the
 * paragraph's direction PDFium takes the line for one of the other, and all is well.
 */
export function mixesDirections(pieces: LinePieces, parity: number): boolean {
  let own = false;
  let opposite = false;
  for (let i = 0; i < pieces.count && !(own && opposite); i++) {
    const word = pieces.words[i];
    if (word === null || word === undefined || pieces.isSpace[i] === true) continue;
    if (isOpposite(pieces, i, parity)) opposite = true;
    else own ||= parity === 1 ? word.rightToLeftUnits > 0 : LETTER.test(word.seen);
  }
  return own && opposite;
}

const LETTER = /\p{L}/u;

function isOpposite(pieces: LinePieces, i: number, parity: number): boolean {
  return ((pieces.level[i] ?? 0) & 1) !== parity;
}

/**
 * Whether the spaces that are hidden from pdf.js, those before words that begin with a mark and those that follow another
 * space (see ChunkWriter), leave its pen so far from where the next object begins that it would not take the gap for one.
 */
function hidesSpaces(pieces: LinePieces, from: number, to: number): boolean {
  let count = 0;
  let hidden = 0;
  let widest = 0;
  for (let i = from; i < to; i++) {
    const followsSpace = i > from && pieces.isSpace[i - 1] === true;
    if (pieces.isSpace[i] === true) {
      const gap = pieces.advance[i] ?? 0;
      widest = Math.max(widest, gap);
      if (followsSpace) hidden += gap;
    } else if ((pieces.words[i]?.leadingCarriers ?? 0) > 0) {
      count++;
      if (followsSpace) hidden += pieces.advance[i - 1] ?? 0;
    }
  }
  return count > 1 || (hidden > 0 && hidden + widest > WIDEST);
}

/** Every word of the run can be shown by itself. */
function hasSeveralWords(pieces: LinePieces, { from, to }: OppositeRun): boolean {
  let several = false;
  for (let i = from; i < to; i++) {
    const word = pieces.words[i];
    if (word === null || word === undefined || word.leadingCarriers > 0) return false;
    if (pieces.isSpace[i] !== true) continue;
    if (!isCommonSpace(pieces, i)) return false;
    several = true;
  }
  return several;
}

/** Beyond the stretch, too: PDFium would make a space between the run and what stands beside it. */
function isFree(pieces: LinePieces, run: OppositeRun): boolean {
  const before = run.from - 1;
  if (before >= 0 && !(pieces.isSpace[before] === true && isCommonSpace(pieces, before))) return false;
  return run.to === pieces.count || pieces.isSpace[run.to] === true;
}

/** Whether pdf.js takes the gap of a space for one space, whatever is shown there. */
export function isCommonSpace(pieces: LinePieces, i: number): boolean {
  const width = pieces.advance[i] ?? 0;
  return width >= NARROWEST && width <= WIDEST && !pieces.barriers.includes(i);
}
