// XML text ⇄ a small tree; read strictly (XML 1.0, well-formedness of elements, attributes and references). Entities are never
// defined or fetched: a document type is skipped, and references to anything but the five built-in entities are dropped.

export interface XmlElement {
  /** Name as written, with its prefix. */
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: (XmlElement | string)[];
}

export interface XmlDocument {
  readonly root: XmlElement;
  /** Names of entities that were referred to but are not built in. */
  readonly droppedEntities: readonly string[];
}

export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
}

/** The text is not well-formed XML, or larger than the limits. */
export class XmlError extends Error {
  override readonly name: string = 'XmlError';
}

/** Throws XmlError. */
export function readXml(text: string, limits: XmlLimits): XmlDocument {
  return new XmlReader(text, limits).read();
}

/** Writes an element back as XML. */
export function serialiseXml(element: XmlElement): string {
  let attributes = '';
  for (const [name, value] of element.attributes) attributes += ` ${name}="${escapeXml(value)}"`;
  const content = element.children.map((child) =>
    typeof child === 'string' ? escapeXml(child) : serialiseXml(child),
  );
  return `<${element.name}${attributes}>${content.join('')}</${element.name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const NAME = /[A-Za-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*/y;
const SPACE = /[ \t\r\n]*/y;

class XmlReader {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #droppedEntities = new Set<string>();
  #at = 0;
  #elements = 0;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text.startsWith('\ufeff') ? text.slice(1) : text;
    this.#limits = limits;
  }

  read(): XmlDocument {
    this.#skipMisc();
    if (this.#text[this.#at] !== '<') this.#fail('no element');
    const root = this.#elementTree();
    this.#skipMisc();
    if (this.#at < this.#text.length) this.#fail('text after the last element');
    return { root, droppedEntities: [...this.#droppedEntities] };
  }

  /** White space, comments, processing instructions and the document type. */
  #skipMisc(): void {
    for (;;) {
      this.#match(SPACE);
      if (this.#startsWith('<!--')) this.#skipPast('-->');
      else if (this.#startsWith('<?')) this.#skipPast('?>');
      else if (this.#startsWith('<!DOCTYPE')) this.#skipDocumentType();
      else return;
    }
  }

  /** Quoted strings, comments and the internal subset may hold a `>`. */
  #skipDocumentType(): void {
    let brackets = 0;
    while (this.#at < this.#text.length) {
      const sign = this.#text[this.#at];
      if (this.#startsWith('<!--')) {
        this.#skipPast('-->');
        continue;
      }
      if (sign === '"' || sign === "'") {
        this.#at += 1;
        this.#skipPast(sign);
        continue;
      }
      this.#at += 1;
      if (sign === '[') brackets += 1;
      else if (sign === ']') brackets -= 1;
      else if (sign === '>' && brackets <= 0) return;
    }
    this.#fail('the document type does not end');
  }

  /** One element and everything in it, without recursion: depth is the user's. */
  #elementTree(): XmlElement {
    const stack: XmlElement[] = [];
    for (;;) {
      const opened = this.#startTag();
      stack.at(-1)?.children.push(opened.element);
      if (!opened.empty) stack.push(opened.element);
      else if (stack.length === 0) return opened.element;
      if (stack.length > this.#limits.depth) this.#fail(`nested more than ${this.#limits.depth} deep`);
      const finished = this.#content(stack);
      if (finished !== null) return finished;
    }
  }

  /** Reads up to the next start tag; the root when it has been closed. */
  #content(stack: XmlElement[]): XmlElement | null {
    for (;;) {
      const open = stack.at(-1);
      if (open === undefined) this.#fail('content outside the root');
      const next = this.#text.indexOf('<', this.#at);
      if (next < 0) this.#fail(`<${open.name}> is not closed`);
      if (next > this.#at) open.children.push(this.#resolve(this.#text.slice(this.#at, next)));
      this.#at = next;
      if (this.#startsWith('<!--')) this.#skipPast('-->');
      else if (this.#startsWith('<?')) this.#skipPast('?>');
      else if (this.#startsWith('<![CDATA[')) {
        const end = this.#text.indexOf(']]>', this.#at);
        if (end < 0) this.#fail('CDATA does not end');
        open.children.push(this.#text.slice(this.#at + 9, end));
        this.#at = end + 3;
      } else if (this.#startsWith('</')) {
        this.#at += 2;
        const name = this.#match(NAME);
        this.#match(SPACE);
        if (name !== open.name || this.#text[this.#at] !== '>')
          this.#fail(`<${open.name}> is closed by </${name}>`);
        this.#at += 1;
        stack.pop();
        if (stack.length === 0) return open;
      } else return null;
    }
  }

  #startTag(): { readonly element: XmlElement; readonly empty: boolean } {
    this.#at += 1;
    const name = this.#match(NAME);
    if (name === '') this.#fail('a name is missing after <');
    this.#elements += 1;
    if (this.#elements > this.#limits.elements) this.#fail(`more than ${this.#limits.elements} elements`);
    const element: XmlElement = { name, attributes: new Map(), children: [] };
    for (;;) {
      const space = this.#match(SPACE);
      if (this.#startsWith('/>')) {
        this.#at += 2;
        return { element, empty: true };
      }
      if (this.#text[this.#at] === '>') {
        this.#at += 1;
        return { element, empty: false };
      }
      const attribute = this.#match(NAME);
      if (attribute === '' || space === '') this.#fail(`<${name}> is not well-formed`);
      this.#match(SPACE);
      if (this.#text[this.#at] !== '=') this.#fail(`attribute ${attribute} has no value`);
      this.#at += 1;
      this.#match(SPACE);
      element.attributes.set(attribute, this.#attributeValue(attribute));
    }
  }

  #attributeValue(attribute: string): string {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") this.#fail(`the value of ${attribute} is not quoted`);
    const end = this.#text.indexOf(quote, this.#at + 1);
    if (end < 0) this.#fail(`the value of ${attribute} does not end`);
    const value = this.#text.slice(this.#at + 1, end);
    if (value.includes('<')) this.#fail(`< in the value of ${attribute}`);
    this.#at = end + 1;
    return this.#resolve(value);
  }

  /** Character references and the built-in entities; nothing else has a meaning here. */
  #resolve(text: string): string {
    if (!text.includes('&')) return text;
    return text.replace(/&(#x[\da-f]+|#\d+|[^\s;&<]*);?/gi, (whole, name: string) => {
      const known = ENTITIES.get(name);
      if (known !== undefined) return known;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      const isReference = name.startsWith('#') && whole.endsWith(';');
      if (isReference && code > 8 && code <= 0x10ffff) return String.fromCodePoint(code);
      this.#droppedEntities.add(name);
      return '';
    });
  }

  #startsWith(what: string): boolean {
    return this.#text.startsWith(what, this.#at);
  }

  #skipPast(what: string): void {
    const end = this.#text.indexOf(what, this.#at);
    if (end < 0) this.#fail(`${what} is missing`);
    this.#at = end + what.length;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(reason: string): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    throw new XmlError(`${reason} (line ${line})`);
  }
}
