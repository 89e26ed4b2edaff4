// `:::box`, `:::quote` and `:::poem` … `:::` → blocks. Containers nest; the innermost is closed first, an unclosed one ends
// with its parent. In a poem each line is a couplet, its hemistichs parted by a tab, ` / ` or ` * `; blank lines part stanzas.
import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { readBraces } from './attributes.ts';

const CONTAINERS: ReadonlySet<string> = new Set(['poem', 'box', 'quote']);
const OPENING = /^:{3,}[ \t]*([\p{L}][\p{L}\p{N}-]*)(.*)$/u;
const CLOSING = /^:{3,}[ \t]*$/;
const FENCE = /^(?:`{3,}[^`]*|~{3,}.*)$/;

export function addContainers(markdown: MarkdownIt): void {
  const rule = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
    const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    if (state.src.charCodeAt(start) !== 0x3a || state.src.charCodeAt(start + 1) !== 0x3a) return false;
    if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
    const opening = OPENING.exec(lineText(state, startLine));
    if (opening === null) return false;
    if (silent) return true;
    const end = closingLine(state, startLine + 1, endLine);
    const name = (opening[1] ?? '').toLowerCase();
    const head = readHead(opening[2] ?? '');
    if (name === 'poem') pushPoem(state, { startLine, end, head });
    else pushContainer(state, { startLine, end, head }, name);
    state.line = Math.min(end + 1, endLine);
    return true;
  };
  markdown.block.ruler.before('fence', 'container', rule, { alt: ['paragraph', 'reference', 'blockquote', 'list'] }); // prettier-ignore
}

interface Extent {
  readonly startLine: number;
  /** The closing line, or the line after the last one. */
  readonly end: number;
  readonly head: ContainerHead;
}

interface ContainerHead {
  readonly text: string;
  readonly braces: readonly (readonly [string, string])[];
}

/** What stands after the name: words, and attributes in braces. */
function readHead(rest: string): ContainerHead {
  const start = rest.lastIndexOf('{');
  const braces = start < 0 ? undefined : readBraces(rest, start);
  const isLast = braces !== undefined && rest.slice(braces.end).trim() === '';
  return { text: (isLast ? rest.slice(0, start) : rest).trim(), braces: isLast ? braces.pairs : [] };
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
}

function closingLine(state: StateBlock, firstLine: number, endLine: number): number {
  let depth = 1;
  let fence = '';
  for (let line = firstLine; line < endLine; line++) {
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return line;
    const text = lineText(state, line);
    if (fence !== '') {
      if (text.startsWith(fence) && /^[`~]+$/.test(text)) fence = '';
    } else if (FENCE.test(text)) fence = /^[`~]+/.exec(text)?.[0] ?? '';
    else if (CLOSING.test(text)) {
      depth -= 1;
      if (depth === 0) return line;
    } else if (OPENING.test(text)) depth += 1;
  }
  return endLine;
}

function pushContainer(state: StateBlock, { startLine, end, head }: Extent, name: string): void {
  const isKnown = CONTAINERS.has(name);
  const tag = name === 'quote' ? 'blockquote' : name === 'box' ? 'aside' : 'div';
  const open = state.push('container_open', tag, 1);
  open.map = [startLine, end];
  open.meta = { braces: head.braces, ...(!isKnown && { unknownContainer: name }) };
  open.attrs = [['class', name]];
  if (head.text !== '') {
    pushParagraph(state, { text: head.text, line: startLine, className: `${name}-title` });
  }
  const { lineMax, parentType } = state;
  state.lineMax = end;
  state.parentType = 'blockquote';
  state.md.block.tokenize(state, startLine + 1, end);
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.push('container_close', tag, -1);
}

function pushParagraph(state: StateBlock, line: { text: string; line: number; className: string }): void {
  const open = state.push('container_title_open', 'p', 1);
  open.attrs = [['class', line.className]];
  open.map = [line.line, line.line + 1];
  pushInline(state, line.text, line.line);
  state.push('container_title_close', 'p', -1);
}

function pushInline(state: StateBlock, text: string, line: number): void {
  const inline = state.push('inline', '', 0);
  inline.content = text;
  inline.map = [line, line + 1];
  inline.children = [];
}

/** `:::poem Title | Poet` or `:::poem {title="Title" poet="Poet"}`. */
function pushPoem(state: StateBlock, { startLine, end, head }: Extent): void {
  const stanzas: { hemistichs: readonly string[]; line: number }[][] = [[]];
  for (let line = startLine + 1; line < end; line++) {
    if (state.isEmpty(line)) {
      if (stanzas.at(-1)?.length) stanzas.push([]);
    } else stanzas.at(-1)?.push({ hemistichs: hemistichsOf(state.getLines(line, line + 1, state.blkIndent, false)), line }); // prettier-ignore
  }
  const filled = stanzas.filter((stanza) => stanza.length > 0);
  const isFree = filled.every((stanza) => stanza.every(({ hemistichs }) => hemistichs.length === 1));
  const open = state.push('poem_open', 'div', 1);
  open.map = [startLine, end];
  open.attrs = [['class', isFree ? 'poem free-verse' : 'poem']];
  open.meta = { braces: head.braces.filter(([name]) => name !== 'title' && name !== 'poet') };
  const [words = '', name = ''] = head.text.split(/\s+\|\s+/);
  const named = new Map(head.braces);
  const title = named.get('title') ?? words;
  const poet = named.get('poet') ?? name;
  if (title !== '') pushParagraph(state, { text: title, line: startLine, className: 'poem-title' });
  for (const stanza of filled) {
    if (filled.length > 1) openElement(state, 'div', 'stanza');
    for (const { hemistichs, line } of stanza) pushVerse(state, { hemistichs, line, isFree });
    if (filled.length > 1) state.push('verse_close', 'div', -1);
  }
  if (poet !== '') pushParagraph(state, { text: poet, line: startLine, className: 'poem-source' });
  state.push('poem_close', 'div', -1);
}

function pushVerse(
  state: StateBlock,
  verse: { hemistichs: readonly string[]; line: number; isFree: boolean },
): void {
  const count = verse.hemistichs.length;
  const open = openElement(state, 'div', verse.isFree ? 'verse' : count === 1 ? 'couplet single' : 'couplet');
  open.map = [verse.line, verse.line + 1];
  if (!verse.isFree && count !== 2) open.meta = { hemistichs: count };
  for (const hemistich of verse.hemistichs) {
    if (!verse.isFree) openElement(state, 'span', 'hemistich');
    pushInline(state, hemistich, verse.line);
    if (!verse.isFree) state.push('verse_close', 'span', -1).block = false;
  }
  state.push('verse_close', 'div', -1);
}

function openElement(state: StateBlock, tag: string, className: string): Token {
  const token = state.push('verse_open', tag, 1);
  token.attrs = [['class', className]];
  token.block = false;
  return token;
}

/** A line of verse → its hemistichs. */
export function hemistichsOf(line: string): readonly string[] {
  return line
    .split(/\t|[ \u00A0][/*](?=[ \u00A0])/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
