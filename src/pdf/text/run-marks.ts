// The steering marks at the ends of a run against the paragraph's direction → those that stand beside the run, and those
// that PDFium needs, which go to the far side of what is there.
import { normaliseExtracted } from '../../unicode/normalise.ts';
import type { LinePieces } from './line-pieces.ts';
import type { OppositeRun } from './opposite-runs.ts';

/** Marks at the ends of a run, as codes. */
export interface RunMarks {
  readonly left: string;
  readonly right: string;
}

/** Pieces [from, to), which are written one after the other; `parity` is that of the paragraph's level. */
export interface MarkedPieces {
  readonly from: number;
  readonly to: number;
  readonly parity: 0 | 1;
}

/** Takes the marks on both sides of a run; what PDFium needs of them goes to the far side of the space there. */
export function takeMarks(
  pieces: LinePieces,
  run: OppositeRun,
  { from, to, parity }: MarkedPieces,
): RunMarks {
  const { marksLeft, marksRight } = pieces;
  const last = run.to - 1;
  const left = marksLeft[run.from] ?? '';
  const right = (marksRight[last] ?? '') + (run.to < to ? (marksLeft[run.to] ?? '') : '');
  marksLeft[run.from] = '';
  marksRight[last] = '';
  if (run.to < to) marksLeft[run.to] = '';
  if (parity === 1 && run.from > from) marksLeft[run.from - 1] += left;
  if (parity === 0 && run.to < to) marksRight[run.to] += right;
  return { left, right };
}

/** As `takeMarks`, where text may be beside the run instead of a space: that keeps the marks, on the run's side. */
export function takeMarksBesideText(pieces: LinePieces, run: OppositeRun, within: MarkedPieces): RunMarks {
  const { marksLeft, marksRight, isSpace } = pieces;
  const { from, to, parity } = within;
  const before = run.from - 1;
  const beforeLeft = marksLeft[before] ?? '';
  const afterRight = marksRight[run.to] ?? '';
  const { left, right } = takeMarks(pieces, run, within);
  if (parity === 1 && before >= from && isSpace[before] !== true) {
    marksLeft[before] = beforeLeft;
    marksRight[before] += left;
    return { left: '', right };
  }
  if (parity === 0 && run.to < to && isSpace[run.to] !== true) {
    marksRight[run.to] = afterRight;
    marksLeft[run.to] = right;
    return { left, right: '' };
  }
  return { left, right };
}

/** Whether a mark of the paragraph's direction stands where the text of a run ends. */
export function hasEndMark({ marksLeft, marksRight }: LinePieces, run: OppositeRun, parity: 0 | 1): boolean {
  if (parity === 1) return (marksLeft[run.from] ?? '') !== '';
  return (marksRight[run.to - 1] ?? '') + (marksLeft[run.to] ?? '') !== '';
}

/** The text of pieces [from, to) as the author wrote it, normalised. */
export function logicalText(pieces: LinePieces, from: number, to: number): string {
  let text = '';
  const logical = pieces.logicalOrder();
  for (let k = 0; k < pieces.count; k++) {
    const i = logical[k] ?? 0;
    if (i >= from && i < to) text += pieces.words[i]?.logical ?? '';
  }
  return normaliseExtracted(text);
}
