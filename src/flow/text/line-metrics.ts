// How far lines reach from their baseline: the strut (CSS 2.2 § 10.8.1).
import type { FontStack } from '../../font/font-types.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { LineExtents } from '../block/baseline-grid.ts';
import type { Engine } from '../engine.ts';

/** The strut of a style: line-height around the first font's ascent and descent, half of the rest above and below. */
export function lineExtents(engine: Engine, style: ComputedStyle): LineExtents {
  return strutOf(engine.inlineStyles.stack(style), style);
}

/** The same, of a style whose fonts are known. */
export function strutOf(stack: FontStack, style: ComputedStyle): LineExtents {
  const ascent = stack.ascent * style.fontSize;
  const descent = stack.descent * style.fontSize;
  const above = (style.lineHeight - ascent - descent) / 2 + ascent;
  return { above, below: style.lineHeight - above };
}
