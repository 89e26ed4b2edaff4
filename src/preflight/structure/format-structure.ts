// A tag tree → lines for people: role, language where it changes, page where it changes, and the text, indented by depth. Each
// text is isolated in its own direction, so that a terminal orders it rightly.
import { isolate } from '../../unicode/show-text.ts';
import type { DocumentStructure, StructureElement, StructureNode } from './structure-types.ts';

/** The whole tree, and what no assistive tool would read. */
export function formatStructure(structure: DocumentStructure): string {
  const lines: string[] = [];
  const state: Printing = { lines, page: null };
  for (const element of structure.elements) print(element, { depth: 0, language: '' }, state);
  for (const { page, text } of structure.untagged)
    lines.push(`not in the tags, page ${page}: ${isolate(text)}`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

interface Printing {
  readonly lines: string[];
  /** Of the line printed last. */
  page: number | null;
}

interface Around {
  readonly depth: number;
  readonly language: string;
}

function print(node: StructureNode, around: Around, state: Printing): void {
  const { lines } = state;
  if (node.page !== null && node.page !== state.page) {
    lines.push(`page ${node.page}`);
    state.page = node.page;
  }
  const indent = '  '.repeat(around.depth + 1);
  if (node.kind === 'text') {
    if (node.text.trim() !== '') lines.push(`${indent}${isolate(node.text.trim())}`);
    return;
  }
  const [only] = node.children;
  const isOneText = node.children.length === 1 && only?.kind === 'text' && only.page === state.page;
  lines.push(`${indent}${head(node, around.language)}${isOneText ? `  ${isolate(only.text.trim())}` : ''}`);
  if (isOneText) return;
  for (const child of node.children) print(child, { depth: around.depth + 1, language: node.language }, state); // prettier-ignore
}

/** `Figure (fa) alt “…”`. */
function head(
  { role, type, language, alt, actualText, expansion, scope, target }: StructureElement,
  around: string,
): string {
  const parts = [type === undefined ? role : `${role} [${type}]`];
  if (language !== around) parts.push(`(${language})`);
  if (scope !== undefined) parts.push(`of ${scope}`);
  if (target !== undefined) parts.push(`to ${target}`);
  if (alt !== undefined) parts.push(alt === '' ? 'without alternative text' : `alt ${isolate(alt)}`);
  if (actualText !== undefined) parts.push(`reads ${isolate(actualText)}`);
  if (expansion !== undefined) parts.push(`stands for ${isolate(expansion)}`);
  return parts.join(' ');
}
