// Inline-level elements → inline nodes: text runs keep their context, and boxes, breaks, anchors, isolates and edges
// stand between them in logical order.
import type { InlineContext } from './boxes.ts';
import { waitingLink } from './build-link.ts';
import { buildReplaced } from './build-replaced.ts';
import type { Builder, StyledElement, Surroundings } from './builder.ts';
import type { Container } from './container.ts';
import { beginTail, runElement } from './container.ts';
import { bidiMode, isDecoration, isReplaced, isTextless } from './element-facts.ts';
import { hasEdges, inlineContext } from './inline-context.ts';
import { calledNote } from './notes.ts';
import { readInstead } from './private-letters.ts';
import { ARTIFACT } from './structure.ts';

/** Adds an inline-level element and what is in it to the inline content of a container. */
export function addInline(
  builder: Builder,
  styled: StyledElement,
  container: Container,
  parent: InlineContext,
): void {
  const { element, style, around } = styled;
  if (element.id !== '') container.inline.push({ kind: 'anchor', name: element.id });
  if (style.displayIf !== null) builder.input.diagnostics.warning('L003', '-nashr-display-if has no effect on text in a line', around.place, 'give it to the block around'); // prettier-ignore
  const note = calledNote(element);
  if (note !== null && builder.notes.isFirstCall(note, element.id)) {
    container.inline.push({ kind: 'note-call', name: note });
  }
  if (element.tag === 'br') {
    container.inline.push({ kind: 'break', context: parent });
    return;
  }
  const isPicture = isReplaced(element);
  if (isPicture || style.display === 'inline-block' || style.display === 'inline-flex') {
    const box = isPicture ? buildReplaced(builder, amidstText(builder, styled, container, parent)) : builder.block(styled); // prettier-ignore
    container.inline.push({ kind: 'box', box, context: parent });
    if (isPicture && parent.tag === -1 && box.tag !== ARTIFACT) beginTail(builder.structure, container, box.tag); // prettier-ignore
    return;
  }
  const href = element.tag === 'a' ? (element.attributes.get('href') ?? parent.href) : parent.href;
  const tag = inlineTag(builder, styled, container, parent);
  const context = inlineContext(parent, style, { href, tag });
  const isolation = bidiMode(element, style, parent.style);
  const edges = hasEdges(style);
  if (edges) container.inline.push({ kind: 'edge', side: 'start', outer: parent, context });
  if (isolation !== null)
    container.inline.push({ kind: 'open', mode: isolation, direction: style.direction });
  const { link } = around;
  const staysIn = link?.holdsBlocks === true && href === link.href && element.tag !== 'a';
  const inner: Surroundings = { ...around, style, link: href === null ? null : staysIn ? link : { href, tag, holdsBlocks: false } }; // prettier-ignore
  builder.addContent(element, inner, container, context);
  if (isolation !== null) container.inline.push({ kind: 'close' });
  if (edges) container.inline.push({ kind: 'edge', side: 'end', outer: parent, context });
}

/**
 * A picture in a link belongs to it. After words that stand directly in a group it belongs to their paragraph, or it would be read
 * before them.
 */
function amidstText(
  builder: Builder,
  styled: StyledElement,
  container: Container,
  parent: InlineContext,
): StyledElement {
  const { structure } = builder;
  const { around, element } = styled;
  if (around.tag !== ARTIFACT && around.link?.holdsBlocks === true && parent.tag === -1) {
    if (isDecoration(element)) return styled;
    container.run ??= waitingLink(builder, around);
    return { ...styled, around: { ...around, tag: container.run ?? runElement(structure, container) } };
  }
  if (around.tag !== ARTIFACT && parent.href !== null && parent.tag !== -1)
    return { ...styled, around: { ...around, tag: parent.tag, language: parent.style.language } };
  const isAmidst = around.tag !== ARTIFACT && parent.tag === -1 && container.inline.some((node) => !isTextless(node)); // prettier-ignore
  return isAmidst ? { ...styled, around: { ...around, tag: runElement(structure, container) } } : styled;
}

/** The structure element of the text in an inline element; -1 outside of the structure. */
function inlineTag(
  { structure }: Builder,
  { element, style, around }: StyledElement,
  container: Container,
  parent: InlineContext,
): number {
  if (around.tag === ARTIFACT) return -1;
  const above = (): number => (parent.tag === -1 ? runElement(structure, container) : parent.tag);
  const language = style.language === parent.style.language ? '' : style.language;
  if (element.tag === 'a' && element.attributes.has('href'))
    return structure.add('Link', calledNote(element) === null ? above() : structure.add('Reference', above()), language); // prettier-ignore
  const words = readInstead(element);
  if (words !== null) {
    const tag = structure.add('Span', above(), language);
    structure.describe(tag, { actualText: words });
    return tag;
  }
  if (element.attributes.has('lang') && language !== '') return structure.add('Span', above(), language);
  return parent.tag;
}
