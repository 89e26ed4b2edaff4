// Inline blocks and pictures → objects of a line, with the baseline they stand on (CSS 2.2 § 10.8.1).
import { invariant } from '../../base/invariant.ts';
import type { Box, InlineNode } from '../../document/boxes.ts';
import type { InlineObject } from '../../frame/units.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { Room } from '../fragment.ts';
import { marginsOf } from '../used-values.ts';
import type { InlineFragment } from './inline-marks.ts';
import { lineExtents } from './line-metrics.ts';

/** An inline block or picture, laid out as wide as its content and set on the baseline. */
export function inlineObject(
  engine: Engine,
  node: Extract<InlineNode, { kind: 'box' }>,
  measure: number,
): InlineObject {
  const { box, context } = node;
  const margins = marginsOf(box, measure);
  const { min, max } = engine.contentSize(engine, box, measure);
  const room: Room = { width: measure, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true };
  const auto = box.kind !== 'replaced' && box.style.width === 'auto';
  const fit = Math.max(min, Math.min(max, measure - margins.left - margins.right));
  const inLine = auto ? { ...room, fixedWidth: fit } : { ...room, available: lineRoom(engine, box, context.style.lineHeight) }; // prettier-ignore
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, box, inLine, null));
  invariant(laid !== null, 'unbounded room fits everything');
  const { fragment } = laid;
  fragment.x = margins.left;
  const baseline =
    box.kind === 'replaced' ? fragment.height + margins.bottom : (fragment.lastBaseline ?? fragment.height);
  let ascent = baseline + margins.top;
  let descent = fragment.height - baseline + margins.bottom;
  const align = box.style.verticalAlign;
  const shift = alignmentShift(engine, align, context.style, { ascent, descent });
  ascent += shift;
  descent -= shift;
  const object: InlineFragment = {
    kind: 'fragment',
    fragment,
    top: -ascent + margins.top,
    edge: align === 'top' || align === 'bottom' ? align : null,
    margins,
  };
  return { width: fragment.width + margins.left + margins.right, ascent, descent, box: object };
}

/** Pictures in lines are scaled to the page like others; below them the line needs a little room. */
function lineRoom({ current }: Engine, box: Box, lineHeight: number): number {
  const height = current.pageHeight - lineHeight;
  return box.kind === 'replaced' && height > lineHeight ? height : Number.POSITIVE_INFINITY;
}

/** How far `vertical-align` raises an object from the baseline (CSS 2.2 § 10.8.1). */
function alignmentShift(
  engine: Engine,
  align: ComputedStyle['verticalAlign'],
  parent: ComputedStyle,
  { ascent, descent }: { readonly ascent: number; readonly descent: number },
): number {
  if (typeof align === 'number') return align;
  const { fontSize } = parent;
  const stack = engine.inlineStyles.stack(parent);
  // The line box is as high as the strut at least: there `top` and `bottom` begin.
  const strut = lineExtents(engine, parent);
  switch (align) {
    case 'baseline':
      return 0;
    case 'middle':
      return (stack.xHeight * fontSize) / 2 - (ascent - descent) / 2;
    case 'text-top':
      return stack.ascent * fontSize - ascent;
    case 'text-bottom':
      return descent - stack.descent * fontSize;
    case 'top':
      return strut.above - ascent;
    case 'bottom':
      return descent - strut.below;
  }
}
