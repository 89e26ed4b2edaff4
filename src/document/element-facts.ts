// What single elements and pieces of inline content are, for box building.
import { POINTS_PER_PX } from '../base/length.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { BidiMode, InlineNode } from './boxes.ts';
import type { HtmlElement } from './html-tree.ts';
import { findElement } from './html-tree.ts';

/** Whether an element stands in a line. */
export function isInlineLevel(style: ComputedStyle): boolean {
  return (
    style.display === 'inline' || style.display === 'inline-block' || style.display === 'inline-flex' || style.display === 'contents' // prettier-ignore
  );
}

/** Whether the children of a box are flex items. */
export function isFlexContainer({ display }: ComputedStyle): boolean {
  return display === 'flex' || display === 'inline-flex';
}

/** Whether an element is a picture. */
export function isReplaced({ tag }: HtmlElement): boolean {
  return tag === 'img' || tag === 'svg';
}

/** How an inline element stands apart from the text around it; null when it does not. */
export function bidiMode(element: HtmlElement, style: ComputedStyle, parent: ComputedStyle): BidiMode | null {
  switch (style.unicodeBidi) {
    case 'isolate':
      return 'isolate';
    case 'embed':
      return 'embed';
    case 'bidi-override':
      return 'override';
    case 'isolate-override':
      return 'isolate-override';
    case 'plaintext':
      return 'plaintext';
    case 'normal':
      return style.direction !== parent.direction || element.attributes.has('dir') ? 'isolate' : null;
  }
}

/** Whether a paragraph of this content has anything to show. */
export function showsSomething(node: InlineNode): boolean {
  switch (node.kind) {
    case 'text':
      return /[^\t\n\r\f ]/.test(node.text) || node.context.style.whiteSpace.startsWith('pre');
    case 'box':
    case 'break':
    case 'leader':
    case 'target-counter':
      return true;
    case 'open':
    case 'close':
    case 'anchor':
    case 'edge':
    case 'out-of-flow':
    case 'note-call':
      return false;
  }
}

/** Pictures and white space need no element of their own around them: pictures have one. */
export function isTextless(node: InlineNode): boolean {
  if (node.kind === 'box') return node.box.kind === 'replaced';
  return !showsSomething(node);
}

/** Whether a picture has nothing that could be read in its place. */
export function isDecoration({ attributes }: HtmlElement): boolean {
  return (attributes.get('alt') ?? '') === '';
}

/** Whether the first picture in an element has an alternative text, and is no decoration. */
export function showsPicture(element: HtmlElement): boolean {
  const alt = findElement(element, 'img')?.attributes.get('alt');
  return alt !== undefined && alt !== '';
}

/** A `width` or `height` attribute in points. */
export function pixels(value: string | undefined): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(value ?? '');
  return match === null ? null : Number(match[1]) * POINTS_PER_PX;
}
