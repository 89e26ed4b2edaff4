// `::before` and `::after` → inline nodes or boxes at the beginning and end of their element (CSS Pseudo 4 § 4.1).
import type { Box, InlineContext, ParagraphBox } from './boxes.ts';
import type { Builder, Surroundings } from './builder.ts';
import { contentSource } from './builder.ts';
import { plainBox } from './plain-box.ts';
import type { Container } from './container.ts';
import { addOutOfFlow, asksForPage, flushInline } from './container.ts';
import { isOutOfFlow } from './boxes.ts';
import { isInlineLevel } from './element-facts.ts';
import { contentNodes } from './generated-content.ts';
import type { HtmlElement } from './html-tree.ts';
import { blockContext, hasEdges, inlineContext } from './inline-context.ts';

/** An element, one of its pseudo-elements, and what is around the content of the element. */
export interface PseudoElement {
  readonly element: HtmlElement;
  readonly name: 'before' | 'after';
  readonly around: Surroundings;
}

/** Adds a pseudo-element to a container, if it has content. */
export function addPseudo(
  builder: Builder,
  { element, name, around }: PseudoElement,
  container: Container,
  parent: InlineContext,
): void {
  const { input, counters, progress } = builder;
  const style = input.resolver.pseudo(element, name, around.style);
  if (style === null || typeof style.content === 'string' || style.display === 'none') return;
  counters.enter(style.counterReset, style.counterIncrement, style.counterSet);
  const inline = style.display === 'inline';
  const context = inline ? inlineContext(parent, style) : blockContext(style);
  const nodes = contentNodes(style.content, contentSource(builder, element, around), context);
  if (nodes.some(asksForPage)) progress.hasTargets = true;
  if (inline && hasEdges(style)) {
    container.inline.push({ kind: 'edge', side: 'start', outer: parent, context });
    container.inline.push(...nodes);
    container.inline.push({ kind: 'edge', side: 'end', outer: parent, context });
  } else if (inline) container.inline.push(...nodes);
  else {
    const tag = builder.structure.addInside('P', around.tag);
    const paragraph: ParagraphBox = { kind: 'paragraph', ...plainBox(style, tag, around), content: nodes };
    const block: Box = { kind: 'block', ...plainBox(style, tag, around), children: nodes.length === 0 ? [] : [paragraph], marker: null }; // prettier-ignore
    if (isOutOfFlow(block)) addOutOfFlow(block, container, parent);
    else if (isInlineLevel(style)) container.inline.push({ kind: 'box', box: block, context: parent });
    else {
      flushInline(builder, container);
      container.boxes.push(block);
    }
  }
  counters.leave();
}
