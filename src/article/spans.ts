// `[text]{lang=en .class}` → span with attributes, and braces after a construct or at the end of a block → its attributes.
import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { readBraces } from './attributes.ts';

export function addSpans(markdown: MarkdownIt): void {
  // Where the last `]{` of a text stands: without one ahead there is nothing to look for.
  const lastSpan = new WeakMap<StateInline, number>();
  markdown.inline.ruler.before('link', 'span', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b) return false;
    let last = lastSpan.get(state);
    if (last === undefined) lastSpan.set(state, (last = state.src.lastIndexOf(']{')));
    if (last < state.pos) return false;
    const end = state.md.helpers.parseLinkLabel(state, state.pos);
    if (end < 0) return false;
    const braces = readBraces(state.src, end + 1);
    if (braces === undefined || braces.end > state.posMax) return false;
    if (!silent) {
      const { posMax } = state;
      const open = state.push('span_open', 'span', 1);
      open.meta = { braces: braces.pairs };
      state.pos += 1;
      state.posMax = end;
      state.md.inline.tokenize(state);
      state.push('span_close', 'span', -1);
      state.posMax = posMax;
    }
    state.pos = braces.end;
    return true;
  });
  markdown.core.ruler.after('inline', 'brace_attributes', (state) => {
    for (let index = 0; index < state.tokens.length; index++) {
      const token = state.tokens[index];
      if (token?.type !== 'inline' || !token.content.includes('{') || token.children === null) continue;
      attachInline(token.children);
      attachBlock(state.tokens, index);
    }
  });
}

const CLOSERS: ReadonlySet<string> = new Set(['link_close', 'em_close', 'strong_close', 's_close']);

/** `*word*{.class}`, `` `code`{.class} ``, `![](x.jpg){credit="…"}`. */
function attachInline(children: Token[]): void {
  const openers: Token[] = [];
  children.forEach((token, index) => {
    if (token.nesting === 1) openers.push(token);
    const opener = token.nesting === -1 ? openers.pop() : undefined;
    const target = CLOSERS.has(token.type) ? opener : token.type === 'image' || token.type === 'code_inline' ? token : undefined; // prettier-ignore
    const next = children[index + 1];
    if (target === undefined || next?.type !== 'text') return;
    const braces = readBraces(next.content, 0);
    if (braces === undefined) return;
    target.meta = { ...target.meta, braces: braces.pairs };
    next.content = next.content.slice(braces.end);
  });
}

/** At the end of a heading or paragraph, after a blank or on a line of its own; alone, for the block before it. */
function attachBlock(tokens: Token[], index: number): void {
  const opener = tokens[index - 1];
  const children = tokens[index]?.children;
  if (!children || (opener?.type !== 'paragraph_open' && opener?.type !== 'heading_open')) return;
  const last = children.at(-1);
  if (last?.type !== 'text' || !last.content.endsWith('}')) return;
  const start = last.content.lastIndexOf('{');
  const braces = start < 0 ? undefined : readBraces(last.content, start);
  if (braces === undefined || braces.end !== last.content.length) return;
  const before = last.content.slice(0, start);
  const standsAlone = before.trim() === '' && children.length === 1;
  const followsBreak = before === '' && children.at(-2)?.type === 'softbreak';
  if (!standsAlone && !followsBreak && !/[ \t]$/.test(before)) return;
  const target = standsAlone ? openerBefore(tokens, index - 1) : opener;
  if (target === undefined) return;
  target.meta = { ...target.meta, braces: braces.pairs };
  last.content = before.trimEnd();
  if (followsBreak) children.splice(-2);
  if (standsAlone) for (const token of tokens.slice(index - 1, index + 2)) hide(token);
}

function hide(token: Token): void {
  token.hidden = true;
  token.children = token.type === 'inline' ? [] : token.children;
}

function openerBefore(tokens: readonly Token[], end: number): Token | undefined {
  const close = tokens[end - 1];
  if (close === undefined || close.nesting !== -1) return undefined;
  for (let index = end - 2; index >= 0; index--) {
    const token = tokens[index];
    if (token?.nesting === 1 && token.level === close.level) return token;
  }
  return undefined;
}
