// Elements taken out of the flow: floats and positioned boxes keep their place, notes get a structure element of their
// own and a call where they were written (CSS GCPM 3 § 2).
import type { Box, InlineContext, InlineNode } from './boxes.ts';
import type { Builder, StyledElement } from './builder.ts';
import { contentSource } from './builder.ts';
import type { Container } from './container.ts';
import { addOutOfFlow, runElement } from './container.ts';
import { contentNodes } from './generated-content.ts';
import { blockContext, inlineContext } from './inline-context.ts';
import { isListedNote, withContentBefore, withNoteMarker } from './notes.ts';
import { ARTIFACT } from './structure.ts';

/** Adds a floating or positioned element to a container. */
export function addFloating(
  builder: Builder,
  styled: StyledElement,
  container: Container,
  context: InlineContext,
): void {
  const { element, style, around } = styled;
  const { float } = style;
  if (float === 'footnote' || float === 'sidenote' || float === 'top' || float === 'bottom') builder.progress.hasFloats = true; // prettier-ignore
  if (isListedNote(element, style)) {
    const note = withNoteMarker(builder.block(styled), builder.structure);
    builder.notes.add(element.id, note);
    container.boxes.push(note);
    return;
  }
  const isNote = float === 'footnote' || (float === 'sidenote' && container.mayHoldText);
  if (!isNote || around.tag === ARTIFACT) addOutOfFlow(builder.block(styled), container, context);
  else if (float === 'footnote') addFootnote(builder, styled, container, context);
  else addOutOfFlow(noteBox(builder, styled, container, context), container, context);
}

/** The structure element that a note or its call belongs to. */
function tagAround({ structure }: Builder, container: Container, context: InlineContext): number {
  return context.tag === -1 ? runElement(structure, container) : context.tag;
}

function noteBox(builder: Builder, styled: StyledElement, container: Container, context: InlineContext): Box {
  const tag = builder.structure.add('Note', tagAround(builder, container, context));
  return builder.block({ ...styled, around: { ...styled.around, tag, link: null } });
}

/** A footnote's place in the text: its call, a link to it; and its marker before its text. */
function addFootnote(
  builder: Builder,
  styled: StyledElement,
  container: Container,
  context: InlineContext,
): void {
  const { element, style, around } = styled;
  const { structure, notes } = builder;
  const { resolver } = builder.input;
  const source = contentSource(builder, element, around);
  const name = element.id === '' ? notes.newName() : element.id;
  let callNodes: readonly InlineNode[] = [];
  const call = resolver.pseudo(element, 'footnote-call', context.style);
  if (call !== null && typeof call.content !== 'string') {
    const tag = structure.add('Link', structure.add('Reference', tagAround(builder, container, context)));
    const place = notes.newCallName();
    callNodes = [
      { kind: 'anchor', name: place },
      ...contentNodes(call.content, source, inlineContext(context, call, { href: `#${name}`, tag })),
    ];
    notes.isFirstCall(name, place);
  }
  const marker = resolver.pseudo(element, 'footnote-marker', style);
  const own = { href: notes.wayBack(name) };
  const markerNodes = marker === null || typeof marker.content === 'string' ? [] : contentNodes(marker.content, source, blockContext(marker, own)); // prettier-ignore
  const note = noteBox(builder, styled, container, context);
  const box: Box = { ...withContentBefore(note, markerNodes, structure), anchors: [name] };
  container.inline.push({ kind: 'out-of-flow', box, context }, ...callNodes);
}
