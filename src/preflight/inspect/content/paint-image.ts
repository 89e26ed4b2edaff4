// Images (ISO 32000-1, 8.9), those of the resources and those within the content → where they stand, and how fine they are there.
import type { InspectedImage } from '../inspected-pdf.ts';
import { boundsOf, scaleX, scaleY } from '../matrix.ts';
import type { ContentTokens } from './content-tokens.ts';
import type { OperatorContext, PagePainting } from './page-painting.ts';
import { paintPattern } from './paint-pattern.ts';

/** Paints an image into the unit square; a mask in the colour of fills. */
export function paintImage(page: PagePainting, image: InspectedImage, context: OperatorContext): void {
  const { state } = page;
  const bounds = page.clipped(boundsOf(state.ctm, [0, 0, 1, 1]));
  const [width, height] = [scaleX(state.ctm), scaleY(state.ctm)];
  if (bounds === null || !(width > 0 && height > 0)) return;
  const ppi = [(image.width * 72) / width, (image.height * 72) / height] as const;
  const paint = image.mask ? state.fill.facts : null;
  page.events.add({ kind: 'image', bounds, state: state.facts('fill'), image, ppi, paint });
  if (image.mask) paintPattern(page, state.fill, bounds, context);
}

/** The image that `BI`, `ID` and `EI` hold (8.9.7). */
export function paintInlineImage(page: PagePainting, tokens: ContentTokens, context: OperatorContext): void {
  const { objects, images } = page.tools;
  const inline = tokens.inlineImage;
  if (inline === null || !page.events.visible) return;
  const dict = objects.parseDict(inline.dict);
  if (dict === null) page.events.problems.add('An inline image is damaged');
  else paintImage(page, images.inline(dict, inline.data, context.where.resources), context);
}
