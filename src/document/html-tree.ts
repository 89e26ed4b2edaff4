// The element tree of a page, as selector matching and box building need it.
import type { StyledElement } from '../style/styled-element.ts';

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

/** Built from HTML, not changed afterwards. */
export class HtmlElement implements StyledElement {
  readonly kind = 'element';
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly id: string;
  readonly classes: readonly string[];
  readonly parent: HtmlElement | null;
  readonly children: (HtmlElement | TextNode)[] = [];
  previous: HtmlElement | null = null;
  next: HtmlElement | null = null;
  index = 0;
  #lastElement: HtmlElement | null = null;

  constructor(tag: string, attributes: ReadonlyMap<string, string>, parent: HtmlElement | null) {
    this.tag = tag;
    this.attributes = attributes;
    this.parent = parent;
    this.id = attributes.get('id') ?? '';
    const classes = attributes.get('class');
    this.classes = classes === undefined ? NO_CLASSES : classes.split(/\s+/).filter((name) => name !== '');
  }

  append(child: HtmlElement | TextNode): void {
    this.children.push(child);
    if (child.kind === 'text') return;
    child.previous = this.#lastElement;
    child.index = this.#lastElement === null ? 0 : this.#lastElement.index + 1;
    if (this.#lastElement !== null) this.#lastElement.next = child;
    this.#lastElement = child;
  }

  get empty(): boolean {
    return this.children.every((child) => child.kind === 'text' && child.text.trim() === '');
  }
}

const NO_CLASSES: readonly string[] = [];

/** The text of an element and its descendants, white space collapsed. */
export function textContent(element: HtmlElement): string {
  const parts: string[] = [];
  const walk = (node: HtmlElement): void => {
    for (const child of node.children) {
      if (child.kind === 'text') parts.push(child.text);
      else if (child.tag === 'br') parts.push(' ');
      else walk(child);
    }
  };
  walk(element);
  return parts
    .join('')
    .replace(/[\t\n\r\f ]+/g, ' ')
    .trim();
}

/** First element with this tag in document order. */
export function findElement(root: HtmlElement, tag: string): HtmlElement | undefined {
  if (root.tag === tag) return root;
  for (const child of root.children) {
    if (child.kind === 'text') continue;
    const found = findElement(child, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}
