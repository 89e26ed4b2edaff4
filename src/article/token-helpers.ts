// Small judgements and makings of tokens for finish-tokens.ts.
import type { Token } from 'markdown-it';

/** Blocks that hold text themselves. */
export const LEAF_BLOCKS: ReadonlySet<string> = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'td', 'th', 'dt', 'dd']); // prettier-ignore

/** Raw elements that hold no blocks. */
export const PHRASING: ReadonlySet<string> = new Set([
  'p', 'a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's', 'samp', 'small',
  'span', 'strong', 'sub', 'sup', 'time', 'u', 'var',
]); // prettier-ignore

/** A token of finished HTML, beside `like` in the stream. */
export function htmlToken(like: Token, html: string): Token {
  const token = Object.create(Object.getPrototypeOf(like) as object) as Token;
  return Object.assign(token, { type: 'safe_html', tag: '', attrs: null, map: null, nesting: 0 as const, level: like.level, children: null, content: html, markup: '', info: '', meta: null, block: false, hidden: false }); // prettier-ignore
}

/** The parser percent-encodes addresses; the text has them as typed. */
export function asWritten(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The alternative text as the renderer will print it, markup taken away. */
export function plainAlternative(token: Token): string {
  return (token.children ?? []).map((child) => child.type === 'image' ? plainAlternative(child) : child.content).join(''); // prettier-ignore
}

/** Whether the alternative text of a picture is said to be none: `![](file.jpg){alt=""}`. */
export function isDecoration(token: Token): boolean {
  const braces = (token.meta?.['braces'] ?? []) as readonly (readonly [string, string])[];
  return braces.some(([name, value]) => name === 'alt' && value.trim() === '');
}
