// How inline elements format the text inside them: contexts and what they inherit from the elements around them.
import type { ComputedStyle, LengthPercentage } from '../style/computed-style.ts';
import type { Decoration, InlineBox, InlineContext } from './boxes.ts';

/** What an element gives its context besides its style; what is left out comes from the context around. */
export interface OwnContext {
  readonly href?: string | null;
  readonly tag?: number;
}

const NO_BOXES: readonly InlineBox[] = [];

/** The context of lines directly in a block container: its own decoration, no boxes. */
export function blockContext(style: ComputedStyle, own: OwnContext = {}): InlineContext {
  const decoration = joined(NO_DECORATION, style);
  return { style, href: own.href ?? null, tag: own.tag ?? -1, rise: 0, boxes: NO_BOXES, decoration };
}

/** The context of an inline element inside another one. */
export function inlineContext(
  parent: InlineContext,
  style: ComputedStyle,
  own: OwnContext = {},
): InlineContext {
  const rise = parent.rise + (typeof style.verticalAlign === 'number' ? style.verticalAlign : 0);
  return {
    style,
    href: own.href ?? parent.href,
    tag: own.tag ?? parent.tag,
    rise,
    boxes: paintsBox(style) ? [...parent.boxes, { style, rise }] : parent.boxes,
    decoration: joined(parent.decoration, style),
  };
}

const NO_DECORATION: Decoration = { underline: null, lineThrough: null, overline: null };

/** Lines go on through the elements inside, in the colour of the one that asked for them (CSS Text Decoration 3 § 2). */
function joined(outer: Decoration, style: ComputedStyle): Decoration {
  const line = style.textDecorationLine;
  if (line === 'none') return outer;
  const color = style.textDecorationColor ?? style.color;
  return {
    underline: line === 'underline' ? color : outer.underline,
    lineThrough: line === 'line-through' ? color : outer.lineThrough,
    overline: line === 'overline' ? color : outer.overline,
  };
}

/** Whether an inline element has a background or borders. */
export function paintsBox({ backgroundColor, border }: ComputedStyle): boolean {
  return backgroundColor !== null || [border.top, border.right, border.bottom, border.left].some(({ width }) => width > 0); // prettier-ignore
}

/** Whether an inline element takes room at its ends. */
export function hasEdges({ margin, padding, border }: ComputedStyle): boolean {
  return (
    takesRoom(margin.left) || takesRoom(margin.right) || takesRoom(padding.left) || takesRoom(padding.right) ||
    border.left.width > 0 || border.right.width > 0
  ); // prettier-ignore
}

function takesRoom(length: LengthPercentage | 'auto'): boolean {
  return length !== 'auto' && (length.points !== 0 || length.percent !== 0);
}
