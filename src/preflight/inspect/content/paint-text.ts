// Text operators (ISO 32000-1, 9.3 and 9.4) → pieces of text with their place, size, font and paint; and what the glyphs of
// Type 3 fonts paint (9.6.5).
import type { PDFRawStream } from '@cantoo/pdf-lib';
import type { LoadedFont } from '../font/page-fonts.ts';
import type { Box } from '../inspected-pdf.ts';
import { boundsOf, intersect, multiply, scaleX, scaleY } from '../matrix.ts';
import type { Matrix } from '../matrix.ts';
import type { Operand } from './content-tokens.ts';
import { nameOf, number } from './operands.ts';
import { MAX_NESTING } from './page-painting.ts';
import type { OperatorContext, PagePainting } from './page-painting.ts';
import { paintPattern } from './paint-pattern.ts';
import { setTextState, shownParts } from './text-operators.ts';

/** Carries out an operator of text; others are left alone. */
export function carryOutText(
  page: PagePainting,
  operator: string,
  operands: readonly Operand[],
  context: OperatorContext,
): void {
  const { state, text } = page;
  if (setTextState(operator, operands, state, text)) return;
  if (operator === 'ET') {
    const clip = text.end();
    if (clip !== null && state.clip !== null) state.clip = intersect(state.clip, clip);
  } else if (operator === 'Tf') {
    const { objects, fonts } = page.tools;
    const name = nameOf(operands[0]);
    const table = objects.dict(objects.get(context.where.resources, 'Font'));
    state.font = name === null ? null : fonts.load(objects.raw(table, name));
    if (state.font === null) page.noteMissing('font', name);
    state.fontSize = number(operands, 1);
  } else {
    const parts = shownParts(operator, operands, state, text);
    if (parts !== null) show(page, parts, context);
  }
}

/** Strings and kerns in the current font. */
function show(page: PagePainting, parts: readonly Operand[], context: OperatorContext): void {
  const { state, text, events } = page;
  const { font, renderMode: mode } = state;
  const shown = text.show(parts, state);
  if (shown === null) return;
  const { visible, apart } = events;
  page.reading.show(parts, font?.readings() ?? null, { apart: apart !== undefined, hidden: !visible });
  const inPage = boundsOf(state.ctm, shown.bounds);
  if (visible) events.pieces?.show(parts, font, inPage);
  const bounds = page.clipped(inPage);
  if (mode >= 4) text.addToClip(inPage);
  if (font !== null && visible) font.notePage(page.number, shown.notdef && mode !== 3 && mode !== 7);
  if (bounds === null) return;
  if (mode !== 7) paintText(page, bounds, context);
  if (font !== null && font.type3 !== null && mode !== 3) showGlyphs(page, font, { parts, bounds }, context);
}

/** Fills and strokes as the rendering mode says (table 106). */
function paintText(page: PagePainting, bounds: Box, context: OperatorContext): void {
  const { state, text, events } = page;
  const { font, renderMode: mode } = state;
  const size = Math.abs(state.fontSize) * scaleY(multiply(text.shownMatrix, state.ctm));
  const { apart } = events;
  const rest = { bounds, size, font: font?.facts ?? null, mode, ...(apart !== undefined && { apart }) } as const; // prettier-ignore
  const fills = mode !== 1 && mode !== 5;
  const strokes = mode === 1 || mode === 2 || mode === 5 || mode === 6;
  if (fills) events.add({ kind: 'text', ...rest, paint: state.fill.facts, state: state.facts('fill') });
  if (strokes) {
    const thickness = state.lineWidth * Math.min(scaleX(state.ctm), scaleY(state.ctm));
    events.add({ kind: 'text', ...rest, paint: state.stroke.facts, state: state.facts('stroke'), thickness }); // prettier-ignore
    paintPattern(page, state.stroke, bounds, context);
  }
  if (fills && mode !== 3) paintPattern(page, state.fill, bounds, context);
}

/** Text of a Type 3 font, and where it stands. */
interface GlyphRun {
  readonly parts: readonly Operand[];
  readonly bounds: Box;
}

/** The procedures of Type 3 glyphs, for what they paint in colours of their own. */
function showGlyphs(
  page: PagePainting,
  font: LoadedFont,
  { parts, bounds }: GlyphRun,
  { where, depth }: OperatorContext,
): void {
  const { objects } = page.tools;
  const { type3 } = font;
  if (type3 === null || depth >= MAX_NESTING) return;
  const within = { where: { ...where, resources: type3.resources ?? where.resources, glyph: true }, depth };
  for (const part of parts) {
    if (!(part instanceof Uint8Array)) continue;
    for (const code of part) {
      const stream = objects.stream(type3.procedure(code));
      if (stream === null || page.plainGlyphs.has(stream) || page.active.has(stream)) continue;
      if (page.isNewPlace(stream, bounds)) drawGlyph(page, stream, type3.matrix, within);
    }
  }
}

function drawGlyph(
  page: PagePainting,
  stream: PDFRawStream,
  matrix: Matrix,
  { where, depth }: OperatorContext,
): void {
  const bytes = page.streams.read(stream);
  if (bytes === null) return;
  const { events } = page;
  const { silentGlyph } = events;
  const state = page.state.clone();
  const size: Matrix = [state.fontSize * state.horizontalScale, 0, 0, state.fontSize, 0, state.rise];
  state.ctm = multiply(multiply(multiply(matrix, size), page.text.shownMatrix), state.ctm);
  events.pieces?.suspend();
  page.within(stream, state, () => page.interpret(bytes, where, depth + 1));
  events.pieces?.resume();
  if (events.silentGlyph) page.plainGlyphs.add(stream);
  events.silentGlyph = silentGlyph;
}
