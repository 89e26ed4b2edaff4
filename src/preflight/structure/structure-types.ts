// The tags of a PDF with their text, as a screen reader walks through them (ISO 32000-1, 14.7 and 14.8).
import { INLINE_ROLES } from '../pdfjs/inline-roles.ts';

/** Text of an element, or an element within it, in reading order. */
export type StructureNode = StructureText | StructureElement;

/** Text on one page; a paragraph that goes on on the next page has two. */
export interface StructureText {
  readonly kind: 'text';
  /** From 1, as the pages stand in the file. */
  readonly page: number;
  /** As unicode/normalise.ts says; a space at either end parts it from what stands beside it in the same block. */
  readonly text: string;
}

export interface StructureElement {
  readonly kind: 'element';
  /** The standard role, through the RoleMap. */
  readonly role: string;
  /** The role as it is written, where the RoleMap leads from it to another. */
  readonly type?: string;
  /** In force here, from the element, those around it, or the document; empty when nothing says it. */
  readonly language: string;
  /** Page of its first text or object; null when it has none. */
  readonly page: number | null;
  /** Alternative text (Alt). */
  readonly alt?: string;
  /** Text that stands for what is shown (ActualText). */
  readonly actualText?: string;
  /** What an abbreviation is short for (E). */
  readonly expansion?: string;
  /** What a header cell heads: Row, Column or Both. */
  readonly scope?: string;
  /** Where a link leads: an address, or `#name` of a destination in the file. */
  readonly target?: string;
  readonly children: readonly StructureNode[];
}

/** The tag tree of a whole file: an article that goes on pages later is one element. */
export interface DocumentStructure {
  /** The file says that it is tagged. */
  readonly tagged: boolean;
  /** Of the document; empty when it does not say. */
  readonly language: string;
  /** Pages in the file. */
  readonly pages: number;
  readonly elements: readonly StructureElement[];
  /** Text that is neither in an element nor an artifact: no assistive tool reads it. */
  readonly untagged: readonly StructureText[];
}

/** All text of an element in reading order; where an element has an alternative text or ActualText, that. */
export function textOf(node: StructureNode): string {
  return spoken(node).replace(/\s+/g, ' ').trim();
}

function spoken(node: StructureNode): string {
  if (node.kind === 'text') return node.text;
  const replaced = node.actualText ?? node.alt;
  const inside = node.children.map(spoken).join('');
  const text = replaced === undefined ? inside : `${replaced} ${inside}`;
  return INLINE_ROLES.has(node.role) ? text : ` ${text} `;
}
