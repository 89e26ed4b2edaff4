// A paragraph → its lines, placed one under the other, as many as fit (CSS 2.2 § 9.4.2): on a line grid, beside floats
// and an initial letter.
import { invariant } from '../../base/invariant.ts';
import type { ParagraphBox } from '../../document/boxes.ts';
import { breakLines } from '../../paragraph/break-lines.ts';
import type { Line, PreparedParagraph } from '../../paragraph/paragraph-types.ts';
import { resumeParagraph } from '../../paragraph/resume-paragraph.ts';
import type { LineExtents, LineSnap } from '../block/baseline-grid.ts';
import { lineSnap, roomAboveLine, roomAroundLine } from '../block/baseline-grid.ts';
import type { Engine, ParagraphCache } from '../engine.ts';
import type { LineSlot } from '../floats/beside-floats.ts';
import { breakBeside, keepFloats, topOfLine } from '../floats/beside-floats.ts';
import type { FloatRoom } from '../floats/side-floats.ts';
import { FloatContext, nextBottom } from '../floats/side-floats.ts';
import type { BreakToken, LayoutResult, PlacedLine, Room } from '../fragment.ts';
import { makeFragment, tokenOf } from '../fragment.ts';
import type { InitialRoom } from './initial-letter.ts';
import { hasLinesBeside } from './initial-letter.ts';
import { lineExtents } from './line-metrics.ts';
import { endOfPart } from './paragraph-breaks.ts';
import { linesFor, prepared } from './prepared-paragraph.ts';

type ParagraphToken = Extract<BreakToken, { kind: 'paragraph' }>;

/** The lines of a paragraph from a token on; null when none of them fit, or too few to break there. */
export function layoutParagraph(
  engine: Engine,
  box: ParagraphBox,
  room: Room,
  resumed: BreakToken | null,
): LayoutResult {
  const token = tokenOf(resumed, 'paragraph');
  const cache = prepared(engine, box, room.width);
  const extents = lineExtents(engine, box.style);
  const snap = lineSnap(box.style, extents, room);
  const metrics = snap?.extents ?? extents;
  const floats = floatsAround(cache, room);
  const lead = snap === null ? 0 : roomAboveLine(snap, 0, metrics.above, metrics.below);
  const around = floats === null ? null : breakBeside(engine, { ...restOf(cache, token), box, floats, width: room.width, height: room.height, available: room.floats === undefined ? Number.POSITIVE_INFINITY : room.available, atTop: room.atTop, lead, lineHeight: metrics.above + metrics.below }); // prettier-ignore
  const { lines, from } = around === null ? linesToSet(cache, token, room.width) : { lines: around.lines, from: 0 }; // prettier-ignore
  // Lines that go on from an earlier place, broken anew, do not begin with the letter.
  const initial = lines[0]?.start === cache.prepared.start ? cache.initial : null;
  const beside = initial !== null && hasLinesBeside(initial, room.width);
  const indent = beside && cache.prepared.units.direction === 'ltr' ? initial.width : 0;
  const placed = placeLines({ box, lines, from, metrics, snap, floats, slots: around?.slots ?? [], initial, beside, indent }, room); // prettier-ignore
  const together = beside ? initial.lines : 1;
  const fits = endOfPart(box, { from, to: from + placed.length, lines, together }, room.atTop);
  if (fits === null) return null;
  placed.length = Math.min(placed.length, fits - from);
  let y = heightOf(placed, snap);
  const whole = fits === lines.length;
  if (whole && from === 0 && lines.length < together) {
    y = Math.max(y, together * box.style.lineHeight);
    if (y > room.available + 0.01 && !room.atTop) return null;
  }
  const children = around === null || floats === null ? [] : keepFloats(floats, around, whole ? Number.POSITIVE_INFINITY : fits); // prettier-ignore
  if (room.floats === undefined && floats !== null) y = Math.max(y, floats.context.lowest());
  const fragment = makeFragment(box, {
    width: room.width,
    height: y,
    first: token === null,
    last: whole,
    children,
    lines: placed,
    paragraph: cache.prepared,
    firstBaseline: placed[0]?.y ?? null,
    lastBaseline: placed.at(-1)?.y ?? null,
  });
  // Lines broken beside floats are broken anew where they go on without.
  const measure = around === null ? room.width : Number.NaN;
  return { fragment, token: whole ? null : { kind: 'paragraph', line: fits, lines, measure }, forced: null };
}

/** A paragraph as wide as its text, all of it, at the left edge of its box: a list marker. */
export function layoutTightParagraph(engine: Engine, box: ParagraphBox, room: Room): LayoutResult {
  const laid = layoutParagraph(engine, box, room, null);
  if (laid === null) return null;
  const { fragment } = laid;
  const width = fragment.lines.reduce((widest, { line }) => Math.max(widest, line.width), 0);
  const lines = fragment.lines.map((placed) => ({ ...placed, x: -placed.line.x }));
  return { ...laid, fragment: { ...fragment, width, lines } };
}

/** The floats beside which the paragraph stands, those in its own text included; null where there are none. */
function floatsAround(
  { prepared: { units }, holdsFloats }: ParagraphCache,
  { floats }: Room,
): FloatRoom | null {
  if (floats === undefined) return holdsFloats ? { context: new FloatContext(), x: 0, y: 0, rightToLeft: units.direction === 'rtl' } : null; // prettier-ignore
  return holdsFloats || (!floats.context.isEmpty && nextBottom(floats.context, floats.y) !== null) ? floats : null; // prettier-ignore
}

/** What is to be broken into lines: the paragraph, or the rest of it, which does not begin with the letter. */
function restOf(
  { prepared: paragraph, initial }: ParagraphCache,
  token: ParagraphToken | null,
): { readonly paragraph: PreparedParagraph; readonly initial: InitialRoom | null } {
  const next = token?.lines[token.line];
  const rest = next === undefined ? paragraph : resumeParagraph(paragraph, next);
  return { paragraph: rest, initial: rest.start === paragraph.start ? initial : null };
}

/** The lines that a paragraph has, or goes on with, where there are no floats: broken anew where the measure is another. */
function linesToSet(
  cache: ParagraphCache,
  token: ParagraphToken | null,
  width: number,
): { readonly lines: readonly Line[]; readonly from: number } {
  if (token === null) return { lines: linesFor(cache, width), from: 0 };
  const kept = { lines: token.lines, from: token.line };
  if (Math.abs(token.measure - width) < 0.01) return kept;
  const next = token.lines[token.line];
  const rest = next === undefined ? null : resumeParagraph(cache.prepared, next);
  return rest === null ? kept : { lines: breakLines(rest, width), from: 0 };
}

/** Lines, and what decides where each of them stands. */
interface LinesToPlace {
  readonly box: ParagraphBox;
  readonly lines: readonly Line[];
  readonly from: number;
  readonly metrics: LineExtents;
  readonly snap: LineSnap | null;
  readonly floats: FloatRoom | null;
  readonly slots: readonly LineSlot[];
  readonly initial: InitialRoom | null;
  /** Whether lines stand beside the initial letter, and how much further in. */
  readonly beside: boolean;
  readonly indent: number;
}

/** Lines one under the other, from the first one on, up to the end of the room. */
function placeLines(what: LinesToPlace, { width, available, atTop }: Room): PlacedLine[] {
  const { box, lines, from, metrics, snap, floats, slots, initial, beside, indent } = what;
  const placed: PlacedLine[] = [];
  let y = 0;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at];
    invariant(line !== undefined, 'line within range');
    const above = Math.max(metrics.above, line.objectAscent);
    let below = Math.max(metrics.below, line.objectDescent);
    if (at === 0 && initial !== null && !beside) below += (initial.lines - 1) * box.style.lineHeight;
    const slot = slots[at];
    let top = floats === null ? y : topOfLine(floats, slot, width, y, above + below);
    if (snap !== null) top += roomAboveLine(snap, top, above, below);
    if (top + above + below > available + 0.01 && !(atTop && at === from)) break;
    const besideLetter = beside && at > 0 && at < (initial?.lines ?? 0);
    placed.push({ line, x: (besideLetter ? indent : 0) + (slot?.x ?? 0), y: top + above, top, height: above + below }); // prettier-ignore
    y = top + (above + below);
    if (snap !== null) y += roomAroundLine(snap, above, below);
  }
  return placed;
}

/** Down to the end of the last line, or of the steps of the grid that it takes. */
function heightOf(placed: readonly PlacedLine[], snap: LineSnap | null): number {
  const last = placed.at(-1);
  if (last === undefined) return 0;
  return last.top + last.height + (snap === null ? 0 : roomAroundLine(snap, last.height, 0));
}
