// `text-wrap: balance` (CSS Text 4, 6.2): the narrowest measure that needs no more lines than the full one.
import { FORCED_BREAK } from './paragraph-types.ts';
import type { Breakpoints, Room } from './paragraph-types.ts';

/** Longer paragraphs are left as they are, as browsers do. */
const MOST_LINES = 10;
/** Points. */
const PRECISION = 0.05;

/** Null when there is nothing to balance: one line, or too many. */
export function balancedMeasure(breaks: Breakpoints, room: Room): Room | null {
  const lines = countLines(breaks, room.measure, Infinity);
  if (lines < 2 || lines > MOST_LINES) return null;
  let tooNarrow = 0;
  let enough = 0;
  for (let i = 0; i < lines; i++) enough = Math.max(enough, room.measure(i));
  const full = enough;
  while (enough - tooNarrow > PRECISION) {
    const middle = (enough + tooNarrow) / 2;
    const narrowed = (index: number): number => Math.min(room.measure(index), middle);
    if (countLines(breaks, narrowed, middle) <= lines) enough = middle;
    else tooNarrow = middle;
  }
  if (enough >= full - PRECISION) return null;
  return { measure: (index) => Math.min(room.measure(index), enough), sameFrom: room.sameFrom };
}

/** Lines that greedy breaking makes, which are as few as can be; Infinity if a piece is wider than `widest`. */
function countLines(breaks: Breakpoints, measure: (index: number) => number, widest: number): number {
  const { count, endWidth, startWidth, hyphenWidth, penalty } = breaks;
  let lines = 0;
  let from = 0; // width up to the start of the line
  let candidate = -1;
  for (let b = 0; b < count; b++) {
    const end = (endWidth[b] ?? 0) + (hyphenWidth[b] ?? 0);
    if (end - from > measure(lines) && candidate >= 0) {
      from = startWidth[candidate] ?? 0;
      lines++;
    }
    if (end - from > widest) return Infinity;
    candidate = b;
    if (penalty[b] === FORCED_BREAK) {
      lines++;
      from = startWidth[b] ?? 0;
      candidate = -1;
    }
  }
  return lines;
}
