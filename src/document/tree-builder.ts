// Tags and texts, one after the other as a reader of HTML meets them → the element tree.
import { HtmlElement } from './html-tree.ts';

/** Elements nested deeper than this become siblings: no layout of this kind exists in print. */
const MAX_DEPTH = 256;

/** Controls that are no white space, the byte order mark and noncharacters: no font has them, and PDF/UA-1 (7.21.7) refuses them. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;

/** Attributes that are read or read aloud. */
const TEXT_ATTRIBUTES = ['alt', 'title', 'aria-label'] as const;

/** How a text of a language is spelt on the page. */
export type Spelling = (text: string, language: string) => string;

/** Owns the tree while it grows; `spelling` is applied to every text, when it is given. */
export class TreeBuilder {
  readonly #top = new HtmlElement('#document', new Map(), null);
  readonly #spelling: Spelling | undefined;
  #current: HtmlElement = this.#top;
  #depth = 0;
  #ignoredDepth = 0;

  constructor(spelling: Spelling | undefined) {
    this.#spelling = spelling;
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#depth >= MAX_DEPTH) {
      this.#ignoredDepth++;
      return;
    }
    const parent = this.#current === this.#top ? null : this.#current;
    const element = new HtmlElement(name, attributes, parent);
    if (this.#spelling !== undefined) spellAttributes(element, this.#spelling);
    this.#current.append(element);
    this.#current = element;
    this.#depth++;
  }

  close(): void {
    if (this.#ignoredDepth > 0) {
      this.#ignoredDepth--;
      return;
    }
    this.#current = this.#current.parent ?? this.#top;
    this.#depth--;
  }

  text(source: string): void {
    const current = this.#current;
    const known = source.replace(UNWRITABLE, '');
    const text = this.#spelling === undefined ? known : this.#spelling(known, languageAt(current));
    const last = current.children.at(-1);
    if (last !== undefined && last.kind === 'text')
      current.children[current.children.length - 1] = { kind: 'text', text: last.text + text };
    else current.children.push({ kind: 'text', text });
  }

  /** The root element: `html`, or an `html` made around a fragment. */
  finish(): HtmlElement {
    const { children } = this.#top;
    const root = children.find(
      (child): child is HtmlElement => child.kind === 'element' && child.tag === 'html',
    );
    if (root !== undefined) return root;
    const made = new HtmlElement('html', new Map(), null);
    for (const child of children) made.append(child.kind === 'text' ? child : reparent(child, made));
    return made;
  }
}

function spellAttributes({ attributes, parent }: HtmlElement, spelling: Spelling): void {
  for (const name of TEXT_ATTRIBUTES) {
    const text = attributes.get(name);
    const language = attributes.get('lang') ?? (parent === null ? '' : languageAt(parent));
    if (text !== undefined) (attributes as Map<string, string>).set(name, spelling(text, language));
  }
}

/** The language in which an element's text is written; '' where nothing says so. */
function languageAt(element: HtmlElement): string {
  for (let at: HtmlElement | null = element; at !== null; at = at.parent) {
    const language = at.attributes.get('lang');
    if (language !== undefined) return language;
  }
  return '';
}

function reparent(element: HtmlElement, parent: HtmlElement): HtmlElement {
  const copy = new HtmlElement(element.tag, element.attributes, parent);
  for (const child of element.children) copy.append(child.kind === 'text' ? child : reparent(child, copy));
  return copy;
}
