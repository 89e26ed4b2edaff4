// An XMP packet (ISO 16684-1) → its properties by conventional prefix. A small reader of XML with namespaces that knows as much
// of RDF as packets use; entities of a DTD are never opened.

/** What a packet says. */
export interface XmpPacket {
  readonly properties: ReadonlyMap<string, string>;
  readonly sound: boolean;
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** The prefixes that people know the namespaces by. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://purl.org/dc/elements/1.1/': 'dc',
    'http://ns.adobe.com/xap/1.0/': 'xmp',
    'http://ns.adobe.com/xap/1.0/mm/': 'xmpMM',
    'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
    'http://ns.adobe.com/pdf/1.3/': 'pdf',
    'http://ns.adobe.com/pdfx/1.3/': 'pdfx',
    'http://www.npes.org/pdfx/ns/id/': 'pdfxid',
    'http://www.aiim.org/pdfa/ns/id/': 'pdfaid',
    'http://www.aiim.org/pdfua/ns/id/': 'pdfuaid',
    'http://www.aiim.org/pdfa/ns/extension/': 'pdfaExtension',
    'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
    'http://ns.adobe.com/xap/1.0/t/pg/': 'xmpTPg',
    [RDF]: 'rdf',
  }),
);

const MAX_DEPTH = 100;
const MAX_PROPERTIES = 10_000;

interface Element {
  /** Namespace and local name: `http://purl.org/dc/elements/1.1/title`. */
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly { readonly namespace: string; readonly local: string; readonly value: string }[]; // prettier-ignore
  readonly children: Element[];
  text: string;
}

/** Reads a packet; whatever can be read of an unsound one is given, too. */
export function readXmp(bytes: Uint8Array): XmpPacket {
  const properties = new Map<string, string>();
  const { root, sound } = parseXml(decodePacket(bytes));
  const rdf = find(root, (element) => element.namespace === RDF && element.local === 'RDF');
  for (const description of rdf?.children ?? []) {
    if (description.namespace !== RDF || description.local !== 'Description') continue;
    for (const { namespace, local, value } of description.attributes)
      if (namespace !== RDF && namespace !== '') note(properties, namespace, local, value);
    for (const property of description.children) {
      const value = valueOf(property);
      if (value !== null) note(properties, property.namespace, property.local, value);
    }
  }
  return { properties, sound: sound && rdf !== null };
}

function note(properties: Map<string, string>, namespace: string, local: string, value: string): void {
  const key = `${PREFIXES.get(namespace) ?? namespace}:${local}`;
  if (!properties.has(key) && properties.size < MAX_PROPERTIES) properties.set(key, value);
}

/** Text of a simple property, or of the first item of an array; null for structures. */
function valueOf(element: Element): string | null {
  const [child] = element.children;
  if (child === undefined) {
    const resource = element.attributes.find(({ namespace, local }) => namespace === RDF && local === 'resource'); // prettier-ignore
    return resource?.value ?? element.text.trim();
  }
  if (child.namespace !== RDF) return null;
  if (child.local === 'Description') {
    const value = child.children.find(({ namespace, local }) => namespace === RDF && local === 'value');
    return value === undefined ? null : value.text.trim();
  }
  if (!['Alt', 'Seq', 'Bag'].includes(child.local)) return null;
  // 8.2.2.4: the default of a language alternative comes first, or says so.
  const items = child.children.filter(({ local }) => local === 'li');
  const standard = items.find(({ attributes }) => attributes.some(({ local, value }) => local === 'lang' && value === 'x-default')); // prettier-ignore
  const item = standard ?? items[0];
  if (item === undefined) return '';
  return item.children.length > 0 ? null : item.text.trim();
}

function find(element: Element | null, matches: (element: Element) => boolean): Element | null {
  if (element === null || matches(element)) return element;
  for (const child of element.children) {
    const found = find(child, matches);
    if (found !== null) return found;
  }
  return null;
}

/** UTF-8, or UTF-16 with its mark. */
function decodePacket(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1));
    return swapped.swap16().toString('utf16le');
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes).toString('utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

const TOKEN = /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<!DOCTYPE(?:[^<>[]|\[[^\]]*\])*>|<\/([^\s<>/]{1,256})\s*>|<([^\s<>/!?]{1,256})((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+|</g; // prettier-ignore
const ATTRIBUTE = /([^\s=<>"'/]{1,256})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

type Namespaces = ReadonlyMap<string, string>;

interface Open {
  readonly element: Element;
  readonly tag: string;
  readonly namespaces: Namespaces;
}

function parseXml(source: string): { readonly root: Element | null; readonly sound: boolean } {
  const text = source.replace(/^\ufeff/, '');
  const open: Open[] = [];
  let root: Element | null = null;
  let sound = true;
  for (const match of text.matchAll(TOKEN)) {
    const [token, cdata, closing, tag, attributes = '', selfClosing] = match;
    const current = open.at(-1);
    if (cdata !== undefined) {
      if (current !== undefined) current.element.text += cdata;
    } else if (closing !== undefined) {
      if (current?.tag !== closing) return { root, sound: false };
      open.pop();
    } else if (tag !== undefined) {
      if (root !== null && current === undefined) sound = false;
      if (open.length >= MAX_DEPTH) return { root, sound: false };
      const opened = openElement(tag, attributes, current?.namespaces ?? STANDARD);
      if (opened === null) return { root, sound: false };
      current?.element.children.push(opened.element);
      root ??= opened.element;
      if (selfClosing !== '/') open.push(opened);
    } else if (token === '<') return { root, sound: false };
    else if (!token.startsWith('<')) {
      const plain = unescapeXml(token);
      if (plain === null) sound = false;
      if (current !== undefined) current.element.text += plain ?? token;
      // What stands outside of the root: white space, and the null bytes that some writers pad with.
      else if (/[^\s\0]/.test(token)) sound = false;
    }
  }
  return { root, sound: sound && open.length === 0 && root !== null };
}

const STANDARD: Namespaces = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** Null when a prefix has no namespace. */
function openElement(tag: string, source: string, inherited: Namespaces): Open | null {
  const given: (readonly [string, string])[] = [];
  let namespaces = inherited;
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    const raw = double ?? single ?? '';
    const value = unescapeXml(raw) ?? raw;
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      if (namespaces === inherited) namespaces = new Map(inherited);
      (namespaces as Map<string, string>).set(name.slice(6), value);
    } else given.push([name, value]);
  }
  const [namespace, local] = resolveName(tag, namespaces, true);
  if (namespace === null) return null;
  const attributes = given.flatMap(([name, value]) => {
    const [space, localName] = resolveName(name, namespaces, false);
    return space === null ? [] : [{ namespace: space, local: localName, value }];
  });
  const element = { name: namespace + local, namespace, local, attributes, children: [], text: '' };
  return { element, tag, namespaces };
}

function resolveName(
  name: string,
  namespaces: Namespaces,
  isElement: boolean,
): readonly [namespace: string | null, local: string] {
  const colon = name.indexOf(':');
  if (colon < 0) return [isElement ? (namespaces.get('') ?? '') : '', name];
  return [namespaces.get(name.slice(0, colon)) ?? null, name.slice(colon + 1)];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Null when there is a reference that XML does not know. */
function unescapeXml(text: string): string | null {
  if (!text.includes('&')) return text;
  let sound = true;
  const plain = text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,32}));|&/g, (whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? parseInt(hex, 16) : -1;
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = name === undefined ? undefined : Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined) sound = false;
    return known ?? whole;
  }); // prettier-ignore
  return sound ? plain : null;
}
