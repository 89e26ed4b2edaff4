// Stages 6 and 7, break and justify: prepared paragraph + measure → lines.
import { UNIT_LEADER, UNIT_OBJECT, UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { chooseBreaks, isJustified } from './choose-breaks.ts';
import type { ChosenBreaks } from './choose-breaks.ts';
import { cutLongPieces } from './cut-long-pieces.ts';
import { JustifiedLines } from './elongate-line.ts';
import { vanishesAtLineEnd } from './find-breakpoints.ts';
import { hangingMarks } from './hanging-punctuation.ts';
import { FORCED_BREAK } from './paragraph-types.ts';
import type { Line, ParagraphStyle, PreparedParagraph, Room } from './paragraph-types.ts';
import { spacing } from './spacing.ts';
import type { Spacing } from './spacing.ts';
import { justifiesByTracking, trackLetters } from './track-letters.ts';

/** The room lines have, points: one width, or one for each line by index from 0, which may stay the same from a line on. */
export type Measure = number | ((lineIndex: number) => number) | Room;

/** Wider than the measure by more than this, a line is overfull. Points. */
const OVERFULL = 0.1;

/** The lines of a paragraph; none when it has no content. */
export function breakLines(paragraph: PreparedParagraph, measure: Measure): readonly Line[] {
  if (paragraph.breaks.count === 0) return [];
  const room = roomOf(paragraph.style, measure);
  const cut = cutLongPieces(paragraph, room);
  const limits = spacing(cut.units, cut.fonts);
  return setLines(chooseBreaks(cut, room, limits), room, limits);
}

/**
 * Where each line has its own measure, ways to the same place with fewer or more lines are kept apart up to here;
 * beyond, the number of such ways would grow with the paragraph.
 */
const MOST_LINES_APART = 40;

function roomOf(style: ParagraphStyle, measure: Measure): Room {
  const { indent } = style;
  if (typeof measure === 'number')
    return { measure: (index) => (index === 0 ? measure - indent : measure), sameFrom: indent === 0 ? 0 : 1 };
  const room = typeof measure === 'function' ? { measure, sameFrom: MOST_LINES_APART } : measure;
  return {
    measure: (index) => room.measure(index) - (index === 0 ? indent : 0),
    sameFrom: Math.min(Math.max(room.sameFrom, indent === 0 ? 0 : 1), MOST_LINES_APART),
  };
}

function setLines({ paragraph, ends }: ChosenBreaks, room: Room, limits: Spacing): Line[] {
  const { units, breaks, style } = paragraph;
  const shrink = isJustified(style) ? limits.shrink : 0;
  const raised =
    units.objects.length > 0 ||
    units.styles.some((s) => s.rise !== 0 || s.initialAscent !== undefined || s.lineReach !== undefined);
  const leaders = hasLeader(units, 0, units.count);
  const kashida =
    isJustified(style) || style.textAlignLast === 'justify' ? new JustifiedLines(paragraph, limits) : null;
  const tracks = justifiesByTracking(paragraph);
  const hanging = hangingMarks(paragraph, breaks);
  const lines: Line[] = [];
  let start = paragraph.start;
  let startWidth = 0;
  let startSpaces = 0;
  for (let index = 0; index < ends.length; index++) {
    const b = ends[index] ?? 0;
    const nextStart = breaks.unit[b] ?? 0;
    let end = nextStart;
    while (end > start && vanishesAtLineEnd(units, end - 1)) end--;
    const last = index === ends.length - 1;
    const forced = breaks.penalty[b] === FORCED_BREAK;
    const available = room.measure(index);
    const naturalWidth = (breaks.endWidth[b] ?? 0) + (breaks.hyphenWidth[b] ?? 0) - startWidth;
    const spaces = (breaks.endSpaces[b] ?? 0) - startSpaces;
    const align = lineAlign(style, last || forced);
    const filled = leaders && hasLeader(units, start, end);
    const hangStart = index === 0 ? (hanging?.first ?? 0) : 0;
    let hangEnd = hanging?.forced[b] ?? 0;
    if (hanging !== null && naturalWidth - hangStart > available) hangEnd += hanging.allowed[b] ?? 0;
    const slack = available - naturalWidth + hangStart + hangEnd;
    const stretched =
      kashida !== null && align === 'justify' && !filled
        ? kashida.stretch({ units, start, end, slack, spaces, alone: ends.length === 1 })
        : null;
    const hyphen = breaks.hyphen[b] ?? -1;
    const tracked =
      tracks && align === 'justify' && !filled && spaces > 0
        ? trackLetters(paragraph, { start, end, hyphen, wanted: slack - spaces * limits.stretch * limits.tolerance }) // prettier-ignore
        : null;
    const gain = (stretched?.gain ?? 0) + (tracked?.gain ?? 0);
    const spaceExtra = filled ? 0 : extraSpace(slack - gain, spaces, align, shrink);
    const width = filled ? Math.max(available, naturalWidth) : naturalWidth + gain + spaceExtra * spaces;
    const inside = width - hangStart - hangEnd;
    const overfull = inside > available + OVERFULL;
    const x = lineX(units, index === 0 ? style.indent : 0, available - inside, overfull ? 'start' : align);
    lines.push({
      units,
      start,
      end,
      x: x - (units.direction === 'rtl' ? hangEnd : hangStart),
      width,
      naturalWidth,
      spaceExtra,
      tracking: tracked?.tracking ?? 0,
      replacements: stretched?.replacements ?? [],
      hyphen,
      continues: last ? 'end' : hasText(units, end, nextStart) ? 'space' : 'direct',
      objectAscent: raised ? extent(units, start, end, true) : 0,
      objectDescent: raised ? extent(units, start, end, false) : 0,
      overfull,
    });
    start = nextStart;
    startWidth = breaks.startWidth[b] ?? 0;
    startSpaces = breaks.startSpaces[b] ?? 0;
  }
  return lines;
}

function hasText(units: Units, start: number, end: number): boolean {
  return (units.offset[start] ?? 0) < (units.offset[end] ?? 0);
}

/** `text-align` of one line; `text-align-last: auto` is start where the text is justified (CSS Text 3, 6.3). */
function lineAlign(style: ParagraphStyle, last: boolean): ParagraphStyle['textAlign'] {
  if (!last) return isJustified(style) || style.textAlign !== 'justify' ? style.textAlign : 'start';
  if (style.textAlignLast !== 'auto') return style.textAlignLast;
  return style.textAlign === 'justify' ? 'start' : style.textAlign;
}

/** Points to add to each space. Justified text may also shrink its last lines; ragged text keeps its spaces. */
function extraSpace(
  slack: number,
  spaces: number,
  align: ParagraphStyle['textAlign'],
  shrink: number,
): number {
  if (spaces <= 0) return 0;
  if (slack < 0) return Math.max(slack / spaces, -shrink);
  return align === 'justify' ? slack / spaces : 0;
}

function lineX(units: Units, indent: number, slack: number, align: ParagraphStyle['textAlign']): number {
  const rtl = units.direction === 'rtl';
  const left = rtl ? 0 : indent;
  if (align === 'center') return left + slack / 2;
  const atRight = align === 'right' || (align === 'end' ? !rtl : align !== 'left' && rtl);
  return atRight ? left + slack : left;
}

function hasLeader(units: Units, start: number, end: number): boolean {
  for (let u = start; u < end; u++) if (((units.flags[u] ?? 0) & UNIT_LEADER) !== 0) return true;
  return false;
}

/** How far objects, raised or lowered text and text of a higher line reach above or below the baseline; other text not counted. */
function extent(units: Units, start: number, end: number, above: boolean): number {
  let reach = 0;
  for (let u = start; u < end; u++) {
    const flags = units.flags[u] ?? 0;
    const style = units.styles[units.style[u] ?? 0];
    if (style === undefined) continue;
    if (style.initialAscent !== undefined) {
      if (above) reach = Math.max(reach, style.initialAscent);
      continue;
    }
    const object = (flags & UNIT_OBJECT) !== 0 ? units.objects[units.object[u] ?? -1] : undefined;
    const own = style.lineReach;
    if (object === undefined && ((style.rise === 0 && own === undefined) || (flags & UNIT_SPACE) !== 0))
      continue;
    const ascent = object?.ascent ?? own?.above ?? style.stack.capHeight * style.size;
    const descent = object?.descent ?? own?.below ?? style.stack.descent * style.size;
    reach = Math.max(reach, above ? ascent + style.rise : descent - style.rise);
  }
  return reach;
}
