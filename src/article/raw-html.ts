// Raw HTML in Markdown → the part of it that an article may use. Everything else is removed, with the content of scripts.
// Works tag by tag: markdown-it hands over block pieces and single inline tags; nesting is kept by sanitise-tokens.ts.
import { escapeHtml } from './html-text.ts';
import { GLOBAL_ATTRIBUTES, isFitAttribute } from './attributes.ts';

/** Elements an article may write, with their own attributes. Documented in the README. */
export const ALLOWED_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href'], abbr: [], address: [], article: [], aside: [], b: [], bdi: [], bdo: [], blockquote: [], br: [],
  caption: [], cite: [], code: [], col: ['span'], colgroup: ['span'], dd: [], del: ['datetime'], dfn: [], div: [],
  dl: [], dt: [], em: [], figcaption: [], figure: [], footer: [], h1: [], h2: [], h3: [], h4: [], h5: [], h6: [],
  header: [], hr: [], i: [], img: ['src', 'alt', 'width', 'height'], ins: ['datetime'], kbd: [], li: ['value'],
  mark: [], ol: ['start', 'reversed', 'type'], p: [], pre: [], q: [], rp: [], rt: [], ruby: [], s: [], samp: [],
  section: [], small: [], span: [], strong: [], sub: [], sup: [], table: [], tbody: [], td: ['colspan', 'rowspan', 'align'],
  tfoot: [], th: ['colspan', 'rowspan', 'scope', 'align'], thead: [], time: ['datetime'], tr: [], u: [], ul: [],
  var: [], wbr: [],
}; // prettier-ignore

export const VOID_ELEMENTS: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'wbr']);

/** Elements whose content goes with them. */
export const DROPPED_WITH_CONTENT: ReadonlySet<string> = new Set([
  'script', 'style', 'template', 'iframe', 'object', 'embed', 'applet', 'noscript', 'noembed', 'noframes', 'svg', 'math',
  'textarea', 'select', 'button', 'form', 'title', 'head', 'xmp', 'plaintext', 'audio', 'video', 'canvas', 'frameset',
]); // prettier-ignore

export type HtmlPiece =
  | { readonly kind: 'text'; readonly html: string; readonly offset: number }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: readonly HtmlAttribute[]; readonly selfClosing: boolean; readonly offset: number }
  | { readonly kind: 'close'; readonly name: string; readonly offset: number }
  | { readonly kind: 'other'; readonly what: string; readonly offset: number }; // prettier-ignore

export type HtmlAttribute = readonly [name: string, value: string];

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/y;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Cuts a piece of HTML into tags, text and what is neither; text keeps its character references. */
export function htmlPieces(html: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let at = 0;
  const text = (end: number): void => {
    if (end > at) pieces.push({ kind: 'text', html: html.slice(at, end).replace(/[<>]/g, (c) => (c === '<' ? '&lt;' : '&gt;')), offset: at }); // prettier-ignore
  };
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', open)) {
    const next = html.charCodeAt(open + 1);
    if (next === 0x21 || next === 0x3f) {
      text(open);
      const end = endOfDeclaration(html, open);
      const isComment = html.startsWith('<!--', open);
      if (!isComment) pieces.push({ kind: 'other', what: html.slice(open, open + 12), offset: open });
      at = end;
      open = end;
      continue;
    }
    TAG.lastIndex = open;
    const tag = TAG.exec(html);
    if (tag === null) {
      open += 1;
      continue;
    }
    text(open);
    const [whole, slash, name = '', rest = ''] = tag;
    if (slash === '/') pieces.push({ kind: 'close', name: name.toLowerCase(), offset: open });
    else pieces.push({ kind: 'open', name: name.toLowerCase(), attributes: readAttributes(rest), selfClosing: /\/\s*$/.test(rest), offset: open }); // prettier-ignore
    at = open + whole.length;
    open = at;
  }
  text(html.length);
  return pieces;
}

function endOfDeclaration(html: string, open: number): number {
  const closing = html.startsWith('<!--', open) ? '-->' : html.startsWith('<![CDATA[', open) ? ']]>' : html[open + 1] === '?' ? '?>' : '>'; // prettier-ignore
  const end = html.indexOf(closing, open + 2);
  return end < 0 ? html.length : end + closing.length;
}

function readAttributes(text: string): readonly HtmlAttribute[] {
  const attributes: HtmlAttribute[] = [];
  for (const [, name = '', quoted, apostrophed, bare] of text.matchAll(ATTRIBUTE))
    attributes.push([name.toLowerCase(), decodeReferences(quoted ?? apostrophed ?? bare ?? '')]);
  return attributes;
}

/** Numeric references and the few named ones that matter for schemes and paths; others stay as text. */
function decodeReferences(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos|colon|tab|newline|sol|nbsp));?/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      // prettier-ignore
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : '\uFFFD';
    },
  );
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", colon: ':', tab: '\t', newline: '\n', sol: '/', nbsp: '\u00A0' }; // prettier-ignore

/** May this element carry this attribute with this value? Addresses are judged by the caller. */
export function isAllowedAttribute(element: string, name: string, value: string): boolean {
  if (GLOBAL_ATTRIBUTES.has(name)) return isFitAttribute(name, value);
  return ALLOWED_ELEMENTS[element]?.includes(name) ?? false;
}

/** A start tag; attribute values are escaped. */
export function openTag(name: string, attributes: readonly HtmlAttribute[]): string {
  return `<${name}${attributes.map(([key, value]) => ` ${key}="${escapeHtml(value)}"`).join('')}>`;
}
