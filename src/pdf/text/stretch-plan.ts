// The stretches of a run against the paragraph's direction → where an object for each has to begin so that PDFium, which
// reads the objects of a line in the order of their beginnings, reads them in the order of the text.
import { FARTHEST } from './bridges.ts';
import type { RunStretch } from './run-stretches.ts';

/** Between the beginnings of two objects, em. With 0.01 poppler took the marks there for words of their own. */
const STEP = 0.005;

/** From other text to the run, em: poppler sorts by place, and marks at the end of that text are to come before the run. */
const APART = 0.003;

const WORD = /[\p{L}\p{N}]/u;

/** What stands beside a run. */
export interface RunCompany {
  /** Whether PDFium reads the line from its right end. */
  readonly rightToLeft: boolean;
  /** Whether other text than a space is beside the run. */
  readonly touchesLeft: boolean;
  readonly touchesRight: boolean;
}

export interface StretchPlan extends RunCompany {
  /** From left to right. */
  readonly stretches: readonly RunStretch[];
  /** Of each stretch: its place in the order in which PDFium is to meet the objects; -1: a space, which goes with the next. */
  readonly indexes: readonly number[];
  /** Of each object, in PDFium's order: whether a space is read before it; where it begins, where its text stands. */
  readonly afterSpace: readonly boolean[];
  readonly begins: readonly number[];
  readonly places: readonly number[];
  /** Before each object and after the last one: how far it is from where the object before ends; 0 where a space is read. */
  readonly gaps: readonly number[];
  /** Edges of the run, em from the line's left end. */
  readonly left: number;
  readonly right: number;
}

/** Null where other readers would lose the run. */
export function planStretches(stretches: readonly RunStretch[], company: RunCompany): StretchPlan | null {
  const { rightToLeft, touchesLeft, touchesRight } = company;
  const left = stretches[0]?.from ?? 0;
  const right = stretches.at(-1)?.to ?? 0;
  const order = stretches.map((_, i) => i);
  const sign = rightToLeft ? -1 : 1;
  order.sort((a, b) => sign * ((stretches[a]?.order ?? 0) - (stretches[b]?.order ?? 0)));
  const isSpace = (i: number | undefined): boolean => stretches[i ?? -1]?.isSpace === true;
  const shown = order.filter((i) => !isSpace(i));
  // MuPDF reads names of three words in the order of the stream, if they are right-to-left.
  if (!rightToLeft && shown.length > 2) return null;
  // poppler takes a full stop at a run's end for a word, when it stands in an object of its own.
  if (!isWord(stretches[shown[0] ?? -1]) || !isWord(stretches[shown.at(-1) ?? -1])) return null;
  const indexes = stretches.map(() => -1);
  const afterSpace = shown.map((i) => isSpace(order[order.indexOf(i) - 1]));
  const begins: number[] = [];
  const places: number[] = [];
  const gaps: number[] = [];
  let end = left;
  for (const [index, i] of shown.entries()) {
    const { from = 0, to = 0 } = stretches[i] ?? {};
    // PDFBox takes what begins further to the right, but after a space, for another word.
    if (index > 0 && afterSpace[index] !== true && i > 0 && !isSpace(i - 1)) return null;
    indexes[i] = index;
    const place = i === 0 && touchesLeft ? from + APART : from;
    // A movement of few digits; the step keeps the order.
    const begin = index === 0 ? place : place + Math.floor((right - STEP * (shown.length - index) - place) / STEP) * STEP; // prettier-ignore
    const isFree = index === 0 ? !touchesLeft : afterSpace[index];
    gaps.push(isFree === true ? 0 : begin - end);
    begins.push(begin);
    places.push(place);
    end = to;
  }
  gaps.push(touchesRight ? right - end : 0);
  if (gaps.some((gap) => gap > FARTHEST)) return null;
  return { ...company, stretches, indexes, afterSpace, begins, places, gaps, left, right };
}

function isWord(stretch: RunStretch | undefined): boolean {
  return stretch !== undefined && WORD.test(stretch.text);
}
