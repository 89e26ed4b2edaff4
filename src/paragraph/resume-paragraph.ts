// The rest of a paragraph whose first lines stand elsewhere, so that it can go on at another measure.
import type { Units } from '../frame/units.ts';
import type { Breakpoints, Line, PreparedParagraph } from './paragraph-types.ts';

/** The paragraph from the start of `line` on, without indent; null when the line was cut inside a unit. */
export function resumeParagraph(paragraph: PreparedParagraph, line: Line): PreparedParagraph | null {
  if (line.units !== paragraph.units) return null;
  const from = line.start;
  const { breaks } = paragraph;
  let before = -1;
  for (let b = 0; b < breaks.count && before === -1; b++) if (breaks.unit[b] === from) before = b;
  if (before === -1) return null;
  return {
    ...paragraph,
    units: unitsFrom(paragraph.units, from),
    breaks: breaksAfter(breaks, before, from),
    style: { ...paragraph.style, indent: 0 },
  };
}

function unitsFrom(units: Units, from: number): Units {
  return {
    ...units,
    count: units.count - from,
    offset: units.offset.subarray(from),
    word: units.word.subarray(from),
    level: units.level.subarray(from),
    style: units.style.subarray(from),
    flags: units.flags.subarray(from),
    object: units.object.subarray(from),
  };
}

/** The breakpoints after number `before`; their sums count from the start of the line that follows it. */
function breaksAfter(breaks: Breakpoints, before: number, from: number): Breakpoints {
  const width = breaks.startWidth[before] ?? 0;
  const spaces = breaks.startSpaces[before] ?? 0;
  const first = before + 1;
  return {
    count: breaks.count - first,
    unit: breaks.unit.slice(first).map((unit) => unit - from),
    endWidth: breaks.endWidth.slice(first).map((sum) => sum - width),
    endSpaces: breaks.endSpaces.slice(first).map((sum) => sum - spaces),
    startWidth: breaks.startWidth.slice(first).map((sum) => sum - width),
    startSpaces: breaks.startSpaces.slice(first).map((sum) => sum - spaces),
    penalty: breaks.penalty.slice(first),
    hyphenWidth: breaks.hyphenWidth.slice(first),
    hyphen: breaks.hyphen.slice(first),
  };
}
