// HTML text → element tree, as selector matching and box building need it. Parsing follows htmlparser2.
import { Parser } from 'htmlparser2';
import type { StyledElement } from '../style/styled-element.ts';

/** Elements nested deeper than this become siblings: no layout of this kind exists in print. */
const MAX_DEPTH = 256;

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

/** Built by parseHtml, not changed afterwards. */
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

/** Controls that are no white space, the byte order mark and noncharacters: no font has them, and PDF/UA-1 (7.21.7) refuses them. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;

/** Attributes that are read or read aloud. */
const TEXT_ATTRIBUTES = ['alt', 'title', 'aria-label'] as const;

/** How a text of a language is spelt on the page. */
export type Spelling = (text: string, language: string) => string;

/** The root element (`html`, or an `html` made around a fragment). `spelling` is applied to every text, when it is given. */
export function parseHtml(html: string, spelling?: Spelling): HtmlElement {
  const top = new HtmlElement('#document', new Map(), null);
  let current = top;
  let depth = 0;
  let ignoredDepth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (depth >= MAX_DEPTH) {
          ignoredDepth++;
          return;
        }
        const parent = current === top ? null : current;
        const element = new HtmlElement(name, new Map(Object.entries(attributes)), parent);
        if (spelling !== undefined) spellAttributes(element, spelling);
        current.append(element);
        current = element;
        depth++;
      },
      onclosetag() {
        if (ignoredDepth > 0) {
          ignoredDepth--;
          return;
        }
        current = current.parent ?? top;
        depth--;
      },
      ontext(source) {
        const known = source.replace(UNWRITABLE, '');
        const text = spelling === undefined ? known : spelling(known, languageAt(current));
        const last = current.children.at(-1);
        if (last !== undefined && last.kind === 'text') {
          current.children[current.children.length - 1] = { kind: 'text', text: last.text + text };
        } else current.children.push({ kind: 'text', text });
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true },
  );
  parser.end(html);
  const root = top.children.find(
    (child): child is HtmlElement => child.kind === 'element' && child.tag === 'html',
  );
  if (root !== undefined) return root;
  const made = new HtmlElement('html', new Map(), null);
  for (const child of top.children) made.append(child.kind === 'text' ? child : reparent(child, made));
  return made;
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
