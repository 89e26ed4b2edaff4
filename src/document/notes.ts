// Notes (CSS GCPM 3 § 2): which elements are notes, how calls name them, and where their markers go. A note written in
// Markdown is an item of a list at the article's end; a style sheet may take it from there to the page of its call.
import type { ComputedStyle } from '../style/computed-style.ts';
import type { Box, InlineNode } from './boxes.ts';
import type { HtmlElement } from './html-tree.ts';
import { insideMarker } from './list-marker.ts';
import type { Structure } from './structure.ts';
import { ARTIFACT } from './structure.ts';

/** An item of a list of notes that its style takes to the place of its call. */
export function isListedNote(element: HtmlElement, style: ComputedStyle): boolean {
  return isNoteItem(element) && (style.float === 'footnote' || style.float === 'sidenote');
}

/** An item of a list of notes, as articles have it at their end. */
export function isNoteItem(element: HtmlElement): boolean {
  return element.id !== '' && element.attributes.get('role') === 'doc-footnote';
}

/** Whether a call is to be made where the element was written, and its number counted. */
export function isNumberedNote(element: HtmlElement, style: ComputedStyle): boolean {
  return style.float === 'footnote' && !isListedNote(element, style);
}

/** The id of the note that an element of the text calls, or null. */
export function calledNote(element: HtmlElement): string | null {
  const href = element.attributes.get('href');
  const calls = element.tag === 'a' && element.attributes.get('role') === 'doc-noteref';
  return calls && href !== undefined && href.length > 1 && href.startsWith('#') ? href.slice(1) : null;
}

/** The notes of one document, while it is built. */
export class NoteRegister {
  readonly #listed = new Map<string, Box>();
  readonly #boxes = new Set<Box>();
  /** Places of first calls by note, '' where they have no name. */
  readonly #calls = new Map<string, string>();
  #names = 0;
  #callNames = 0;

  /** A note taken from its list. */
  add(id: string, note: Box): void {
    if (!this.#listed.has(id)) this.#listed.set(id, note);
    this.#boxes.add(note);
  }

  /** Whether this is the first call of a note: it stands there. `place` is the name of the call. */
  isFirstCall(id: string, place: string): boolean {
    if (this.#calls.has(id)) return false;
    this.#calls.set(id, place);
    return true;
  }

  /** Where the number of a note leads back to: the address of its first call; null when that has no name. */
  wayBack(id: string): string | null {
    const place = this.#calls.get(id) ?? '';
    return place === '' ? null : `#${place}`;
  }

  /** A name for a note without an id, for the link from its call. */
  newName(): string {
    return `nashr-footnote-${++this.#names}`;
  }

  /** A name for the call of a note that was written where it is called, for the link back. */
  newCallName(): string {
    return `nashr-footnote-call-${++this.#callNames}`;
  }

  /** The children of a box of which nothing is left, because all of them are notes that stand elsewhere; else null. */
  emptied(box: Box): readonly Box[] | null {
    if (box.kind !== 'block' || box.children.length === 0) return null;
    return box.children.every((child) => this.#boxes.has(child)) ? box.children : null;
  }

  /** Notes by the names that calls have. */
  get listed(): ReadonlyMap<string, Box> {
    return this.#listed;
  }

  /** Those of them that have a call. */
  get called(): ReadonlySet<Box> {
    return new Set([...this.#calls.keys()].flatMap((id) => this.#listed.get(id) ?? []));
  }
}

/** The box with some content before the first text in it; as it was when there is no text. */
export function withContentBefore(box: Box, content: readonly InlineNode[], structure: Structure): Box {
  if (content.length === 0) return box;
  if (box.kind === 'paragraph')
    return { ...box, content: [...asPartOf(content, box.tag, structure), ...box.content] };
  if (box.kind !== 'block') return box;
  const [first, ...others] = box.children;
  if (first === undefined) return box;
  const changed = withContentBefore(first, content, structure);
  return changed === first ? box : { ...box, children: [changed, ...others] };
}

/** Links in content become links in the element of the paragraph, before all others; outside of the structure they are none. */
function asPartOf(content: readonly InlineNode[], tag: number, structure: Structure): readonly InlineNode[] {
  const isLink = (node: InlineNode): boolean => 'context' in node && node.context.href !== null;
  if (!content.some(isLink)) return content;
  const link = structure.addInside('Link', tag);
  if (link !== ARTIFACT) structure.describe(link, { leads: true });
  return content.map((node) => {
    if (!('context' in node) || node.kind === 'edge' || node.context.href === null) return node;
    const { href } = node.context;
    return { ...node, context: { ...node.context, tag: link, href: link === ARTIFACT ? null : href } };
  });
}

/**
 * Away from the padding of its list the marker of a note stands in its first line, unless the note has padding of its own
 * at its start side.
 */
export function withNoteMarker(box: Box, structure: Structure): Box {
  if (box.kind !== 'block' || box.marker === null) return box;
  const { direction, padding, listStylePosition } = box.style;
  const side = padding[direction === 'rtl' ? 'right' : 'left'];
  if (listStylePosition === 'outside' && side.points + side.percent > 0) return box;
  const marker = insideMarker({ ...box.marker, tag: -1 });
  const inside = withContentBefore({ ...box, marker: null }, marker, structure);
  return inside.kind === 'block' && inside.children === box.children ? box : inside;
}
