// A copy of a box whose text has another style: verse set a little larger, lines that are turned over.
import type { Box, InlineContext, InlineNode, ParagraphBox } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import type { ComputedStyle } from '../../style/computed-style.ts';
import type { Engine } from '../engine.ts';

/**
 * A copy of a box, made once: what has been prepared for it is found again. `name` tells the copies of one box apart.
 * Blocks and paragraphs are copied with their styles changed; pictures, tables and the like stay as they are.
 */
export function restyledBox(
  engine: Engine,
  box: Box,
  name: string,
  change: (style: ComputedStyle) => ComputedStyle,
): Box {
  let copies = engine.restyled.get(box);
  if (copies === undefined) engine.restyled.set(box, (copies = new Map()));
  let copy = copies.get(name);
  if (copy === undefined) copies.set(name, (copy = restyle(box, change)));
  return copy;
}

function restyle(box: Box, change: (style: ComputedStyle) => ComputedStyle): Box {
  const styles = new Map<ComputedStyle, ComputedStyle>();
  const contexts = new Map<InlineContext, InlineContext>();
  const styled = (style: ComputedStyle): ComputedStyle => remember(styles, style, change);
  const inContext = (context: InlineContext): InlineContext => remember(contexts, context, () => ({ ...context, style: styled(context.style) })); // prettier-ignore
  const node = (each: InlineNode): InlineNode => {
    if (!('context' in each)) return each;
    const context = inContext(each.context);
    return each.kind === 'edge' ? { ...each, context, outer: inContext(each.outer) } : { ...each, context };
  };
  const copy = (each: Box): Box => {
    if (each.kind === 'paragraph') {
      const paragraph: ParagraphBox = { ...each, style: styled(each.style), content: each.content.map(node), initial: null }; // prettier-ignore
      return paragraph;
    }
    // What is laid out elsewhere is known there by its box.
    if (isOutOfFlow(each) || each.style.flowFrom !== null) return each;
    return each.kind === 'block' ? { ...each, style: styled(each.style), children: each.children.map(copy) } : each; // prettier-ignore
  };
  return copy(box);
}

function remember<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make(key)));
  return value;
}
