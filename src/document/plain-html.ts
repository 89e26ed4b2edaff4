// HTML as templates and articles write it – known elements, well nested, attributes in quotes – → element tree, read from tag to tag
// rather than from character to character. Whatever else a page has sends all of it to parse-html.ts;
// tests/property/document-plain-html.test.ts holds the two equal.
import type { HtmlElement } from './html-tree.ts';
import type { Spelling } from './tree-builder.ts';
import { TreeBuilder } from './tree-builder.ts';

/** The root element, as parseHtml has it; null where the text has anything unusual. */
export function readPlainHtml(html: string, spelling?: Spelling): HtmlElement | null {
  return new PlainHtmlReader(html, spelling).read();
}

interface PlainElement {
  readonly name: string;
  /** Open elements that end where it begins, as htmlparser2 has it: such a place is not well nested. */
  readonly ends: readonly string[];
  readonly isVoid: boolean;
}

function elements(names: string, ends: readonly string[] = [], isVoid = false): [string, PlainElement][] {
  return names.split(' ').map((name) => [name, { name, ends, isVoid }]);
}

/** The elements read here. */
const ELEMENTS: ReadonlyMap<string, PlainElement> = new Map([
  ...elements('html head title colgroup caption thead span em strong b i u s small sub sup cite q code kbd samp var abbr bdi bdo mark'),
  ...elements('time del ins dfn ruby svg g path rect circle ellipse line polyline polygon'),
  ...elements('p address article aside blockquote div dl figcaption figure footer header main nav ol pre section table ul', ['p']),
  ...elements('h1 h2 h3 h4 h5 h6', ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p']),
  ...elements('dd dt', ['dd', 'dt']),
  ...elements('tbody tfoot', ['thead', 'tbody']),
  ...elements('body', ['head', 'link']),
  ...elements('tr', ['tr', 'th', 'td']),
  ...elements('th', ['th']),
  ...elements('td', ['thead', 'th', 'td']),
  ...elements('a', ['a']),
  ...elements('li', ['li']),
  ...elements('meta link br wbr img col', [], true),
  ...elements('hr', ['p'], true),
]); // prettier-ignore

/** Characters by their names, of those that are written so; `#` stands for a number. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', '\u00a0'], ['shy', '\u00ad'], ['ensp', '\u2002'], ['emsp', '\u2003'],
  ['thinsp', '\u2009'], ['zwnj', '\u200c'], ['zwj', '\u200d'], ['lrm', '\u200e'], ['rlm', '\u200f'], ['ndash', '–'], ['mdash', '—'], ['hellip', '…'],
  ['middot', '·'], ['bull', '•'], ['copy', '©'], ['laquo', '«'], ['raquo', '»'], ['times', '×'],
]); // prettier-ignore
/** Long enough for all of them and for any number. */
const MAX_ENTITY = 10;
const NUMBER = /^#(?:(\d{1,6})|[xX]([\dA-Fa-f]{1,5}))$/;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
/** Names that nearly all attributes have: one string each, for all elements. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map(['class', 'id', 'lang', 'dir', 'data-source', 'href', 'src', 'alt', 'title', 'style'].map((name) => [name, name])); // prettier-ignore

/** Owns the place in the text. Every method that reads gives false, or a place below 0, where something unusual stands. */
class PlainHtmlReader {
  readonly #html: string;
  readonly #tree: TreeBuilder;
  readonly #open: string[] = [];
  /** The next ampersand from here on; the length of the text where there is none. */
  #ampersand = -1;

  constructor(html: string, spelling: Spelling | undefined) {
    this.#html = html;
    this.#tree = new TreeBuilder(spelling);
  }

  read(): HtmlElement | null {
    const html = this.#html;
    for (let at = 0; at < html.length;) {
      const tag = html.indexOf('<', at);
      if (!this.#text(at, tag < 0 ? html.length : tag)) return null;
      if (tag < 0) break;
      at = this.#tag(tag);
      if (at < 0) return null;
    }
    return this.#open.length === 0 ? this.#tree.finish() : null;
  }

  /** Text up to `end`, and the characters in it that are written by name or number. */
  #text(start: number, end: number): boolean {
    const html = this.#html;
    let at = start;
    for (let ampersand = this.#ampersandFrom(at); ampersand < end; ampersand = this.#ampersandFrom(at)) {
      const semicolon = html.indexOf(';', ampersand);
      const character = semicolon < 0 ? undefined : characterOf(html, ampersand + 1, semicolon);
      if (character === undefined) return false;
      if (ampersand > at) this.#tree.text(html.slice(at, ampersand));
      this.#tree.text(character);
      at = semicolon + 1;
    }
    if (end > at) this.#tree.text(html.slice(at, end));
    return true;
  }

  #ampersandFrom(at: number): number {
    if (this.#ampersand >= at) return this.#ampersand;
    const found = this.#html.indexOf('&', at);
    this.#ampersand = found < 0 ? this.#html.length : found;
    return this.#ampersand;
  }

  /** The place behind the tag or comment that begins at `start`. */
  #tag(start: number): number {
    const html = this.#html;
    const next = html.charCodeAt(start + 1);
    if (next === 0x2f) return this.#closingTag(start + 2);
    if (this.#open.at(-1) === 'title') return -1;
    if (next === 0x21) return otherMarkup(html, start);
    const end = nameEnd(html, start + 1);
    const element = ELEMENTS.get(html.slice(start + 1, end));
    const parent = this.#open.at(-1);
    if (element === undefined || (parent !== undefined && element.ends.includes(parent))) return -1;
    if (element.name === 'title' && parent !== 'head') return -1;
    return this.#openingTag(element, end);
  }

  #closingTag(at: number): number {
    const name = this.#open.pop();
    if (name === undefined || !this.#html.startsWith(name, at)) return -1;
    const end = at + name.length;
    if (this.#html.charCodeAt(end) !== 0x3e) return -1;
    this.#tree.close();
    return end + 1;
  }

  /** Attributes from `start` on, up to the end of the tag. */
  #openingTag(element: PlainElement, start: number): number {
    const html = this.#html;
    let attributes: Map<string, string> | null = null;
    let at = start;
    for (;;) {
      const gap = at;
      while (isBlank(html.charCodeAt(at))) at++;
      const unit = html.charCodeAt(at);
      if (unit === 0x3e || (unit === 0x2f && html.charCodeAt(at + 1) === 0x3e)) {
        this.#openElement(element, attributes ?? NO_ATTRIBUTES, unit === 0x2f);
        return unit === 0x2f ? at + 2 : at + 1;
      }
      if (at === gap) return -1;
      attributes ??= new Map();
      at = this.#attribute(attributes, at);
      if (at < 0) return -1;
    }
  }

  #openElement(element: PlainElement, attributes: ReadonlyMap<string, string>, isClosed: boolean): void {
    this.#tree.open(element.name, attributes);
    if (isClosed || element.isVoid) this.#tree.close();
    else this.#open.push(element.name);
  }

  /** `name="value"`, or a name alone; of two with one name the first counts. */
  #attribute(attributes: Map<string, string>, start: number): number {
    const html = this.#html;
    const end = attributeEnd(html, start);
    if (end === start) return -1;
    const written = html.slice(start, end);
    const name = ATTRIBUTES.get(written) ?? written.toLowerCase();
    const unit = html.charCodeAt(end);
    if (unit !== 0x3d) {
      // Alone only before the end of the tag: behind a blank there could be the sign that its value follows.
      if (unit !== 0x3e) return -1;
      if (!attributes.has(name)) attributes.set(name, '');
      return end;
    }
    const quote = html.charAt(end + 1);
    const close = quote === '"' || quote === "'" ? html.indexOf(quote, end + 2) : -1;
    if (close < 0) return -1;
    const value = this.#value(end + 2, close);
    if (value === null) return -1;
    if (!attributes.has(name)) attributes.set(name, value);
    return close + 1;
  }

  #value(start: number, end: number): string | null {
    const html = this.#html;
    let value = '';
    let at = start;
    for (let ampersand = this.#ampersandFrom(at); ampersand < end; ampersand = this.#ampersandFrom(at)) {
      const semicolon = html.indexOf(';', ampersand);
      const character =
        semicolon < 0 || semicolon > end ? undefined : characterOf(html, ampersand + 1, semicolon);
      if (character === undefined) return null;
      value += html.slice(at, ampersand) + character;
      at = semicolon + 1;
    }
    return at === start ? html.slice(start, end) : value + html.slice(at, end);
  }
}

/** Where the small letters and digits of an element's name end. */
function nameEnd(html: string, start: number): number {
  let at = start;
  for (;;) {
    const unit = html.charCodeAt(at);
    if (!(unit >= 0x61 && unit <= 0x7a) && !(unit >= 0x30 && unit <= 0x39)) return at;
    at++;
  }
}

/** Where an attribute's name of letters, digits, hyphens and colons ends; `start` where none begins with a letter. */
function attributeEnd(html: string, start: number): number {
  let at = start;
  for (;;) {
    const unit = html.charCodeAt(at);
    const isLetter = (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
    const isOther = at > start && ((unit >= 0x30 && unit <= 0x3a) || unit === 0x2d);
    if (!isLetter && !isOther) return at;
    at++;
  }
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d || unit === 0x0c;
}

/** The place behind a comment or `<!doctype html>`, of which nothing becomes part of the tree. */
function otherMarkup(html: string, start: number): number {
  if (/^<!doctype html>$/i.test(html.slice(start, start + 15))) return start + 15;
  if (!html.startsWith('<!--', start)) return -1;
  const end = html.indexOf('-->', start + 4);
  const comment = html.slice(start + 4, end);
  return end < 0 || /^-?>|--!>|-$/.test(comment) ? -1 : end + 3;
}

/** `amp`, `#39`, `#x2003`; undefined for what is written otherwise. Numbers that HTML reads as others are no characters here. */
function characterOf(html: string, start: number, end: number): string | undefined {
  if (end - start > MAX_ENTITY) return undefined;
  const name = html.slice(start, end);
  const known = ENTITIES.get(name);
  if (known !== undefined) return known;
  const [, decimal, hexadecimal = ''] = NUMBER.exec(name) ?? [];
  const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  const isPlain = code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff);
  return isPlain ? String.fromCodePoint(code) : undefined;
}
