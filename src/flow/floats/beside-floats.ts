// The room that floats leave to what stands beside them: the lines of paragraphs, which get a measure each, and boxes
// with a formatting context of their own (CSS 2.2 § 9.4.1, § 9.5), which are narrower or stand below.
import type { Box, ParagraphBox } from '../../document/boxes.ts';
import type { Measure } from '../../paragraph/break-lines.ts';
import { breakLines } from '../../paragraph/break-lines.ts';
import type { Line, PreparedParagraph } from '../../paragraph/paragraph-types.ts';
import type { Engine } from '../engine.ts';
import type { Fragment } from '../fragment.ts';
import type { InitialRoom } from '../text/initial-letter.ts';
import { hasLinesBeside } from '../text/initial-letter.ts';
import type { FloatRoom, SideFloatState } from './side-floats.ts';
import { bandAt, isSideFloat, nextBottom, putSideFloat } from './side-floats.ts';
import { definiteSize, edgesOf, marginsOf } from '../used-values.ts';

/** em; lines beside a float are at least as long, or stand below it. */
const LEAST_MEASURE = 4;

/** Room for one line, relative to the paragraph. */
export interface LineSlot {
  readonly top: number;
  readonly x: number;
  readonly width: number;
}

export interface LinesBeside {
  readonly lines: readonly Line[];
  /** For the first lines; those after them have the whole width. */
  readonly slots: readonly LineSlot[];
  /** Floats written in the text, by the line in which they were; null where they had no room in this column. */
  readonly floats: readonly { readonly line: number; readonly fragment: Fragment | null }[];
  /** What was decided before the paragraph. */
  readonly before: SideFloatState;
}

/** What is known of a paragraph before its lines are broken. */
export interface ParagraphRoom {
  readonly box: ParagraphBox;
  /** The paragraph, or what is left of it. */
  readonly paragraph: PreparedParagraph;
  readonly initial: InitialRoom | null;
  readonly floats: FloatRoom;
  readonly width: number;
  /** Height of the containing block, for percentages. */
  readonly height: number;
  /** Up to the end of the page or column. */
  readonly available: number;
  readonly atTop: boolean;
  /** From the top of the paragraph to its first line, and from line to line. */
  readonly lead: number;
  readonly lineHeight: number;
}

/** Whether a box among the text floats at the side. */
export function hasSideFloats({ content }: ParagraphBox): boolean {
  return content.some((node) => node.kind === 'out-of-flow' && isSideFloat(node.box));
}

/** Breaks lines beside floats that are there, and places those in the text, each at the line it was written in. */
export function breakBeside(engine: Engine, room: ParagraphRoom): LinesBeside {
  const { box, paragraph, floats } = room;
  const { context } = floats;
  const before = context.state;
  const marks = sideFloatMarks(paragraph);
  const found: { readonly offset: number; readonly fragment: Fragment | null }[] = [];
  let { lines, slots } = fit(room, box.style.fontSize * LEAST_MEASURE);
  for (const { offset, box: away } of marks) {
    const line = lineOf(lines, offset);
    const top = slots[line]?.top ?? topBelow(room, slots, line);
    // It will stand where its line stands: in the next column.
    if (top + room.lineHeight > room.available + 0.01 && !(room.atTop && line === 0)) break;
    const fragment = putSideFloat(engine, away, {
      floats,
      y: floats.y + top,
      width: room.width,
      height: room.height,
      end: floats.y + room.available,
      atTop: room.atTop && top <= 0,
    });
    if (fragment === null) {
      found.push({ offset, fragment });
      continue;
    }
    const again = fit(room, box.style.fontSize * LEAST_MEASURE);
    const moved = again.slots[line]?.top ?? topBelow(room, again.slots, line);
    if (context.defers && moved + room.lineHeight > room.available + 0.01 && moved > top + 0.01) {
      // Its own line would have no room in the column any more: it goes on without.
      context.state = { ...context.state, placed: context.state.placed.slice(0, -1) };
      context.defer([away]);
      found.push({ offset, fragment: null });
      continue;
    }
    found.push({ offset, fragment });
    ({ lines, slots } = again);
  }
  return { lines, slots, floats: found.map(({ offset, fragment }) => ({ line: lineOf(lines, offset), fragment })), before }; // prettier-ignore
}

/** The floats of the lines before `end`; those of the others stand elsewhere, with their lines. */
export function keepFloats(
  { context }: FloatRoom,
  { floats, before }: LinesBeside,
  end: number,
): readonly Fragment[] {
  const kept = floats.filter(({ line }) => line < end);
  const fragments = kept.map(({ fragment }) => fragment).filter((fragment) => fragment !== null);
  const { placed, deferred } = context.state;
  context.state = {
    placed: placed.slice(0, before.placed.length + fragments.length),
    deferred: deferred.slice(0, before.deferred.length + kept.length - fragments.length),
  };
  return fragments;
}

interface FloatMark {
  /** In the text of the paragraph. Units do not do: where long words are cut, lines count in copies of them. */
  readonly offset: number;
  readonly box: Box;
}

/** The floats in the text, in order. */
function sideFloatMarks({ units, start }: PreparedParagraph): readonly FloatMark[] {
  const marks: FloatMark[] = [];
  if (units.objects.length === 0) return marks;
  for (let unit = start; unit < units.count; unit++) {
    const mark = units.objects[units.object[unit] ?? -1]?.box as { readonly kind: string; readonly box?: Box } | undefined; // prettier-ignore
    if (mark?.kind === 'out-of-flow' && mark.box !== undefined && isSideFloat(mark.box)) marks.push({ offset: units.offset[unit] ?? 0, box: mark.box }); // prettier-ignore
  }
  return marks;
}

/** The line that an offset of the text is in, or after. */
function lineOf(lines: readonly Line[], offset: number): number {
  let line = 0;
  while (line + 1 < lines.length && startOf(lines[line + 1]) <= offset) line++;
  return line;
}

function startOf(line: Line | undefined): number {
  return line?.units.offset[line.start] ?? 0;
}

function topBelow({ lead, lineHeight }: ParagraphRoom, slots: readonly LineSlot[], line: number): number {
  const last = slots.at(-1);
  const first = last === undefined ? lead : last.top + lineHeight;
  return first + (line - slots.length) * lineHeight;
}

/** Lines in the room there is. Where a word does not fit beside a float, lines stand below it. */
function fit(
  room: ParagraphRoom,
  least: number,
): { readonly lines: readonly Line[]; readonly slots: readonly LineSlot[] } {
  let narrowest = least;
  for (;;) {
    const slots = lineSlots(room, Math.min(narrowest, room.width));
    const lines = breakLines(room.paragraph, measureOf(slots, room));
    const tight = slots.find(({ width }, i) => width < room.width - 0.01 && lines[i]?.overfull === true);
    if (tight === undefined) return { lines, slots };
    narrowest = Math.max(narrowest, tight.width) + 0.1;
  }
}

/** The lines that are shortened or lowered by floats. */
function lineSlots(
  { floats, width, lead, lineHeight, available }: ParagraphRoom,
  least: number,
): readonly LineSlot[] {
  const { context, x, y } = floats;
  const slots: LineSlot[] = [];
  const column = { left: x, right: x + width };
  let top = y + lead;
  let lowered = false;
  const step = Math.max(lineHeight, 0.5);
  for (;;) {
    const next = nextBottom(context, top);
    if (next === null) break;
    if (top - y > available && slots.length > 0) break; // those lines stand in another column
    const band = bandAt(context, column, top, top + step);
    if (band.right - band.left < least - 0.01) {
      top = next;
      lowered = true;
      continue;
    }
    slots.push({ top: top - y, x: band.left - x, width: band.right - band.left });
    lowered = false;
    top += step;
  }
  // The first line below all floats does not follow from the one before it.
  if (lowered) slots.push({ top: top - y, x: 0, width });
  return slots;
}

function measureOf(slots: readonly LineSlot[], { width, initial }: ParagraphRoom): Measure {
  const room = (index: number): number => slots[index]?.width ?? width;
  const beside = initial !== null && hasLinesBeside(initial, width) ? initial : null;
  const sameFrom = Math.max(slots.length, beside?.lines ?? 0);
  if (beside === null) return { measure: room, sameFrom };
  return {
    measure: (index) => room(index) - (index > 0 && index < beside.lines ? beside.width : 0),
    sameFrom,
  };
}

/** The top of a line of this height that begins at `y` at the earliest, relative to the paragraph. */
export function topOfLine(
  floats: FloatRoom,
  slot: LineSlot | undefined,
  width: number,
  y: number,
  height: number,
): number {
  const { context } = floats;
  const { x, width: measure, top: least } = slot ?? { x: 0, width, top: y };
  let top = Math.max(y, least);
  for (;;) {
    const from = floats.x + x;
    const band = bandAt(
      context,
      { left: from, right: from + measure },
      floats.y + top,
      floats.y + top + height,
    );
    if (band.right - band.left >= measure - 0.05) return top;
    const next = nextBottom(context, floats.y + top);
    if (next === null) return top;
    top = next - floats.y;
  }
}

/** The room of a box that makes a formatting context of its own. Relative to the box around. */
export interface BoxBeside {
  readonly y: number;
  readonly x: number;
  readonly width: number;
}

/** Where such a box stands from `y` on: between the floats if it is not wider, else below. */
export function boxBeside(engine: Engine, box: Box, floats: FloatRoom, width: number, y: number): BoxBeside {
  const { context } = floats;
  const needed = Math.min(neededWidth(engine, box, width), width);
  const column = { left: floats.x, right: floats.x + width };
  let top = floats.y + y;
  for (;;) {
    const band = bandAt(context, column, top, Number.POSITIVE_INFINITY);
    const next = nextBottom(context, top);
    if (band.right - band.left >= needed - 0.01 || next === null)
      return { y: top - floats.y, x: band.left - floats.x, width: band.right - band.left };
    top = next;
  }
}

/** With margins. */
function neededWidth(engine: Engine, box: Box, container: number): number {
  if (box.kind === 'paragraph') return container;
  const margins = marginsOf(box, container);
  const edges = edgesOf(box, container);
  const { min, max } = engine.contentSize(engine, box, container);
  const given = box.kind === 'replaced' ? max : definiteSize(box.style.width, container, box.style, edges.left + edges.right); // prettier-ignore
  const least = Math.min(max, Math.max(min, 2 * LEAST_MEASURE * box.style.fontSize));
  return (given ?? least) + margins.left + margins.right;
}
