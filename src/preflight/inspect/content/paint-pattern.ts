// Patterns (ISO 32000-1, 8.7) → what their cells paint, and the inks of gradients.
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Color } from '../color/color-spaces.ts';
import type { Box } from '../inspected-pdf.ts';
import { multiply } from '../matrix.ts';
import type { Operand } from './content-tokens.ts';
import { nameOf, readMatrix } from './operands.ts';
import { MAX_NESTING } from './page-painting.ts';
import type { OperatorContext, PagePainting, Surroundings } from './page-painting.ts';

/** Cells of patterns are cut by the area that they fill, not by where they stand. */
const EVERYWHERE: Box = [-1e9, -1e9, 1e9, 1e9];

/**
 * Paints an area in a colour that is a pattern; nothing for others. A shading pattern is a shading; the cell of a tiling
 * pattern is read as if it filled the area, once for each colour, and again for an area that is not within an earlier one.
 */
export function paintPattern(
  page: PagePainting,
  { pattern, space, components }: Color,
  bounds: Box,
  { where, depth }: OperatorContext,
): void {
  const { objects, spaces } = page.tools;
  const dict = pattern === null ? null : objects.dict(pattern);
  if (dict === null) return;
  if (objects.number(objects.get(dict, 'PatternType')) === 2) {
    emitShading(page, objects.get(dict, 'Shading'), bounds, where);
    return;
  }
  const stream = objects.stream(pattern);
  if (stream === null || page.active.has(stream) || depth >= MAX_NESTING) return;
  const key = `${objects.objectNumber(pattern)} ${components.join(' ')}`;
  if (!page.isNewPlace(key, bounds)) return;
  const bytes = page.streams.read(stream);
  if (bytes === null) return;
  const uncolored = objects.number(objects.get(dict, 'PaintType')) === 2;
  const color = uncolored && space.base !== null ? spaces.color(space.base, components) : spaces.color(spaces.gray, [0]); // prettier-ignore
  const state = page.state.clone();
  state.fill = color;
  state.stroke = color;
  state.clip = EVERYWHERE;
  state.ctm = multiply(readMatrix(objects.get(dict, 'Matrix'), objects), where.patternBase);
  const resources = objects.dict(objects.get(dict, 'Resources'));
  const { standIn } = page.events;
  page.events.standIn = bounds;
  page.events.pieces?.suspend();
  page.within(stream, state, () => {
    page.interpret(
      bytes,
      { resources, patternBase: where.patternBase, uncolored, glyph: false, form: null },
      depth + 1,
    );
  });
  page.events.pieces?.resume();
  page.events.standIn = standIn;
}

/** The operator `sh` (8.7.4.2): a gradient over all that the clip leaves. */
export function paintShading(
  page: PagePainting,
  operands: readonly Operand[],
  { where }: OperatorContext,
): void {
  const { objects } = page.tools;
  const name = nameOf(operands[0]);
  const value = name === null ? null : objects.get(objects.dict(objects.get(where.resources, 'Shading')), name); // prettier-ignore
  if (value === null) {
    page.noteMissing('gradient', name);
    return;
  }
  const bounds = page.state.clip === null ? null : page.clipped(page.state.clip);
  if (bounds !== null) emitShading(page, value, bounds, where);
}

function emitShading(page: PagePainting, value: PDFObject | null, bounds: Box, where: Surroundings): void {
  const { objects, spaces, shadings } = page.tools;
  const space = spaces.read(objects.get(objects.dict(value), 'ColorSpace'), where.resources);
  const maximumInk = shadings.greatest(value, space);
  page.events.add({ kind: 'shading', bounds, space: space.facts, state: page.state.facts('fill'), maximumInk }); // prettier-ignore
}
