// The rest of a paragraph whose first lines stand elsewhere, so that it can go on at another measure.
import type { Units } from '../frame/units.ts';
import { EMERGENCY_BREAK, findBreakpoints, kindsOfBreaks } from './find-breakpoints.ts';
import type { Breakpoints, Line, PreparedParagraph } from './paragraph-types.ts';

/**
 * The paragraph from the start of `line` on, without indent. `line` comes from the paragraph, or from what was left of
 * it at another place. Its units stay the same, so that places in them stay true.
 */
export function resumeParagraph(paragraph: PreparedParagraph, line: Line): PreparedParagraph {
  const { units, start } = line;
  const breaks = units === paragraph.units ? paragraph.breaks : breaksOfCopy(paragraph, units, start);
  let before = -1;
  while (before + 1 < breaks.count && (breaks.unit[before + 1] ?? 0) <= start) before++;
  return {
    ...paragraph,
    units,
    start,
    breaks: before < 0 ? breaks : breaksAfter(breaks, before),
    style: { ...paragraph.style, indent: 0 },
  };
}

/** Breakpoints in a copy of the paragraph's units in which some are cut; one of the cuts may be at `start`. */
function breaksOfCopy(paragraph: PreparedParagraph, units: Units, start: number): Breakpoints {
  const whole = paragraph.units;
  const old = kindsOfBreaks(paragraph.breaks, whole.count);
  const kinds = new Uint8Array(units.count + 1);
  let u = 0;
  for (let i = 0; i < units.count; i++) {
    while (u < whole.count && (whole.offset[u] ?? 0) < (units.offset[i] ?? 0)) u++;
    if (whole.offset[u] === units.offset[i]) kinds[i] = old[u++] ?? 0;
  }
  if (kinds[start] === 0) kinds[start] = EMERGENCY_BREAK;
  return findBreakpoints(units, kinds, paragraph.fonts);
}

/** The breakpoints after number `before`; their sums count from the start of the line that follows it. */
function breaksAfter(breaks: Breakpoints, before: number): Breakpoints {
  const width = breaks.startWidth[before] ?? 0;
  const spaces = breaks.startSpaces[before] ?? 0;
  const first = before + 1;
  return {
    count: breaks.count - first,
    unit: breaks.unit.slice(first),
    endWidth: breaks.endWidth.slice(first).map((sum) => sum - width),
    endSpaces: breaks.endSpaces.slice(first).map((sum) => sum - spaces),
    startWidth: breaks.startWidth.slice(first).map((sum) => sum - width),
    startSpaces: breaks.startSpaces.slice(first).map((sum) => sum - spaces),
    penalty: breaks.penalty.slice(first),
    hyphenWidth: breaks.hyphenWidth.slice(first),
    hyphen: breaks.hyphen.slice(first),
  };
}
