// The style of the box that a part of the document is: that of the body, and what the root element asks of its lines.
import type { ComputedStyle } from '../style/computed-style.ts';

/** The body stands in nothing that it could be taken out of. */
export function inFlow(style: ComputedStyle): ComputedStyle {
  if (style.float === 'none' && style.position !== 'absolute' && style.position !== 'fixed') return style;
  return { ...style, float: 'none', position: 'static' };
}

/** The box of the body stands for the root element too: what that asks of its lines and blocks holds for it. */
export function withRootsOwn(body: ComputedStyle, root: ComputedStyle): ComputedStyle {
  const lineGrid = body.lineGrid === 'create' ? body.lineGrid : root.lineGrid;
  const verticalJustify = body.verticalJustify === 'none' ? root.verticalJustify : body.verticalJustify;
  const same = lineGrid === body.lineGrid && verticalJustify === body.verticalJustify;
  return same ? body : { ...body, lineGrid, verticalJustify };
}
