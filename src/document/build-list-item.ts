// List items → block boxes with their marker, outside or as their first content (CSS Lists 3).
import type { Direction } from '../base/direction.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { BlockBox, Box, BoxCommon, InlineContext, InlineNode, ParagraphBox } from './boxes.ts';
import type { Builder, Surroundings } from './builder.ts';
import { contentSource } from './builder.ts';
import { plainBox } from './plain-box.ts';
import { contentNodes } from './generated-content.ts';
import type { HtmlElement } from './html-tree.ts';
import { blockContext } from './inline-context.ts';
import { insideMarker, markerDirection, markerText } from './list-marker.ts';
import { isListedNote, isNoteItem } from './notes.ts';
import { ARTIFACT } from './structure.ts';

/** An item of a list with this style; `around` is what the item is to its content. */
export function buildListItem(
  builder: Builder,
  element: HtmlElement,
  common: BoxCommon,
  { around, list }: { readonly around: Surroundings; readonly list: ComputedStyle },
): BlockBox {
  const { structure } = builder;
  const { style } = common;
  const marker = markerOf(builder, element, around, markerDirection(style, list));
  let tag = structure.addInside('LBody', around.tag);
  if (tag !== ARTIFACT && isNoteItem(element)) tag = structure.add('Note', tag);
  const inside = style.listStylePosition === 'inside' && !isListedNote(element, style) ? insideMarker(marker) : []; // prettier-ignore
  const children = builder.containerChildren(element, { ...around, tag }, true, inside);
  const isInside = marker !== null && inside.length > 0;
  return {
    kind: 'block',
    ...common,
    tag,
    children: isInside ? children.map((box) => withLabel(box, marker, inside)) : children,
    marker: isInside ? null : marker,
  };
}

/** The paragraph that an inside marker has come to stand in says so. */
function withLabel(box: Box, { tag }: ParagraphBox, inside: readonly InlineNode[]): Box {
  const [first] = inside;
  if (tag === ARTIFACT || box.kind !== 'paragraph' || first === undefined || !box.content.includes(first)) return box; // prettier-ignore
  const own = inside.flatMap((node) => ('context' in node ? node.context.tag : []));
  return { ...box, label: [...new Set([tag, ...own.filter((each) => each !== ARTIFACT)])] };
}

function markerOf(
  builder: Builder,
  element: HtmlElement,
  around: Surroundings,
  direction: Direction,
): ParagraphBox | null {
  const own = builder.input.resolver.pseudo(element, 'marker', around.style) ?? around.style;
  const style = own.direction === direction ? own : { ...own, direction };
  const plain = blockContext(style);
  const content = markerContent(builder, element, around, plain);
  if (content.length === 0) return null;
  const { structure, notes } = builder;
  const tag = structure.addInside('Lbl', around.tag);
  const href = isNoteItem(element) ? notes.wayBack(element.id) : null;
  if (href === null || tag === ARTIFACT)
    return { kind: 'paragraph', ...plainBox(style, tag, around), content };
  const context = blockContext(style, { href, tag: structure.add('Link', tag) });
  const linked = content.map((node) => ('context' in node && node.context === plain ? { ...node, context } : node)); // prettier-ignore
  return { kind: 'paragraph', ...plainBox(style, tag, around), content: linked };
}

/** What a marker shows: its `content`, or the number or bullet of the list. */
function markerContent(
  builder: Builder,
  element: HtmlElement,
  around: Surroundings,
  context: InlineContext,
): readonly InlineNode[] {
  const { content } = context.style;
  if (Array.isArray(content)) return contentNodes(content, contentSource(builder, element, around), context);
  const { listStyleType } = around.style;
  if (listStyleType === 'none') return [];
  const text = markerText(builder.counters.value('list-item'), listStyleType);
  return text === '' ? [] : [{ kind: 'text', text, context }];
}
