// Addresses inside the document → the text of the elements there, for `target-text()` (Generated Content for Paged Media 3).
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { HtmlElement } from './html-tree.ts';
import { textContent } from './html-tree.ts';

/** Texts of elements by their address, for `target-text()`. */
export class TargetTexts {
  readonly #root: HtmlElement;
  readonly #diagnostics: Diagnostics;
  /** Made when first asked. The first element of an id counts. */
  #elements: Map<string, HtmlElement> | null = null;

  constructor(root: HtmlElement, diagnostics: Diagnostics) {
    this.#root = root;
    this.#diagnostics = diagnostics;
  }

  /** The text of the element at `#id`, with white space collapsed; '' with L004 where there is none. */
  text(address: string, place: Place | undefined): string {
    const elements = (this.#elements ??= elementsById(this.#root));
    const element = elements.get(address.replace(/^#/, ''));
    if (element !== undefined) return textContent(element).replaceAll(/\s+/g, ' ').trim();
    this.#diagnostics.warning('L004', `target-text() of “${address}”, which is nowhere in the issue`, place);
    return '';
  }
}

function elementsById(root: HtmlElement): Map<string, HtmlElement> {
  const found = new Map<string, HtmlElement>();
  const walk = (element: HtmlElement): void => {
    if (element.id !== '' && !found.has(element.id)) found.set(element.id, element);
    for (const child of element.children) if (child.kind === 'element') walk(child);
  };
  walk(root);
  return found;
}
