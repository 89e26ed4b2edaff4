// External objects (ISO 32000-1, 8.8): forms (8.10), soft masks (11.6.5.2), appearances of annotations (12.5.5) → their content.
import type { PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { readBox } from '../file/page-tree.ts';
import type { Box } from '../inspected-pdf.ts';
import { boundsOf, intersect, multiply } from '../matrix.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import type { Operand } from './content-tokens.ts';
import { nameOf, readMatrix } from './operands.ts';
import { MAX_NESTING } from './page-painting.ts';
import type { OperatorContext, PagePainting } from './page-painting.ts';
import { paintImage } from './paint-image.ts';

/** Transparency groups of a page that are listed. */
const MAX_GROUPS = 10_000;

/** The operator `Do`. */
export function drawXObject(
  page: PagePainting,
  operands: readonly Operand[],
  context: OperatorContext,
): void {
  const { objects, optional, images, effects } = page.tools;
  const { resources } = context.where;
  const name = nameOf(operands[0]);
  const value = name === null ? undefined : objects.raw(objects.dict(objects.get(resources, 'XObject')), name); // prettier-ignore
  const stream = objects.stream(value);
  if (stream === null) {
    page.noteMissing('XObject', name);
    return;
  }
  if (optional.isHidden(objects.get(stream.dict, 'OC'))) return;
  switch (objects.name(objects.get(stream.dict, 'Subtype'))) {
    case 'Image':
      if (page.events.visible) paintImage(page, images.external(stream, value, resources), context);
      return;
    case 'Form':
      return drawForm(page, stream, {
        ...context,
        where: { ...context.where, form: ownNumbering(stream, value, objects) },
      });
    case 'PS':
      effects.postScript = true;
      return;
    default:
      return;
  }
}

/** Object number of a form whose marks have numbers of their own (14.7.4.2); null of one that shares the page’s. */
function ownNumbering(
  stream: PDFRawStream,
  value: PDFObject | undefined,
  objects: PdfObjects,
): number | null {
  return objects.get(stream.dict, 'StructParents') === null ? null : objects.objectNumber(value);
}

/** Carries out the content of a form within its box. */
function drawForm(page: PagePainting, stream: PDFRawStream, { where, depth }: OperatorContext): void {
  const { objects, spaces } = page.tools;
  if (page.active.has(stream) || depth >= MAX_NESTING) {
    page.events.problems.add(depth >= MAX_NESTING ? 'Forms are nested too deeply' : 'A form contains itself');
    return;
  }
  const bytes = page.streams.read(stream);
  if (bytes === null) return;
  const { dict } = stream;
  const state = page.state.clone();
  state.ctm = multiply(readMatrix(objects.get(dict, 'Matrix'), objects), state.ctm);
  const box = readBox(objects.get(dict, 'BBox'), 1, objects);
  if (box !== null && state.clip !== null) state.clip = intersect(state.clip, boundsOf(state.ctm, box));
  const group = objects.dict(objects.get(dict, 'Group'));
  if (objects.name(objects.get(group, 'S')) === 'Transparency') {
    const space = objects.get(group, 'CS');
    if (page.events.visible && page.formGroups.length < MAX_GROUPS)
      page.formGroups.push(space === null ? null : spaces.read(space, where.resources).facts);
    state.enterGroup();
  }
  const resources = objects.dict(objects.get(dict, 'Resources')) ?? where.resources;
  if (state.clip === null) return;
  page.within(stream, state, () => {
    page.interpret(bytes, { ...where, resources, patternBase: state.ctm }, depth + 1);
  });
}

/** What the group of a soft mask paints, each once on a page. */
export function readMask(
  page: PagePainting,
  stream: PDFRawStream | null,
  { where, depth }: OperatorContext,
): void {
  if (stream === null || !page.events.visible || page.masks.has(stream)) return;
  page.masks.add(stream);
  const { list, standIn } = page.events;
  const outer = { state: page.state, painted: list.length, groups: page.formGroups.length };
  page.state = page.initial.clone();
  page.state.ctm = outer.state.ctm;
  page.events.standIn = null;
  page.events.pieces?.suspend();
  drawForm(page, stream, { where, depth: depth + 1 });
  page.events.pieces?.resume();
  for (const event of list.splice(outer.painted)) page.maskEvents.push(event);
  page.state = outer.state;
  page.events.standIn = standIn;
  page.formGroups.length = outer.groups;
}

/** Paints the appearance of an annotation into its rectangle. */
export function drawAppearance(
  page: PagePainting,
  value: PDFObject | null | undefined,
  rectangle: Box,
): void {
  const { objects } = page.tools;
  const stream = objects.stream(value);
  const box = readBox(objects.get(stream?.dict ?? null, 'BBox'), 1, objects);
  if (stream === null || box === null) return;
  const from = boundsOf(readMatrix(objects.get(stream.dict, 'Matrix'), objects), box);
  const [width, height] = [from[2] - from[0], from[3] - from[1]];
  if (!(width > 0 && height > 0)) return;
  const sx = (rectangle[2] - rectangle[0]) / width;
  const sy = (rectangle[3] - rectangle[1]) / height;
  const state = page.initial.clone();
  state.ctm = [sx, 0, 0, sy, rectangle[0] - from[0] * sx, rectangle[1] - from[1] * sy];
  page.state = state;
  const where = { resources: null, patternBase: state.ctm, uncolored: false, glyph: false, form: null };
  page.events.beginMark({ hides: false, apart: 'annotation' }, null);
  drawForm(page, stream, { where, depth: 0 });
  page.events.endMark();
}
