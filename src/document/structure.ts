// The document's structure tree, built in document/ and written by pdf/; frame items name their element by id.

export type StructureRole =
  | 'Document' | 'Art' | 'Sect' | 'Div' | 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'H6' | 'P' | 'BlockQuote' | 'Caption'
  | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Table' | 'THead' | 'TBody' | 'TFoot' | 'TR' | 'TH' | 'TD'
  | 'Figure' | 'Link' | 'Span' | 'Note' | 'Reference' | 'TOC' | 'TOCI' | 'Quote' | 'Code'; // prettier-ignore

export interface StructureNode {
  readonly id: number;
  readonly role: StructureRole;
  /** -1 for the root. Parents come before their children. */
  readonly parent: number;
  readonly language: string;
  readonly alt: string | null;
}

/** Grows while the document is built; ids are dense from 0 and 0 is the Document. */
export class Structure {
  readonly #nodes: StructureNode[] = [];

  add(role: StructureRole, parent: number, language = '', alt: string | null = null): number {
    const id = this.#nodes.length;
    this.#nodes.push({ id, role, parent, language, alt });
    return id;
  }

  /** An element inside another one; nothing inside an artifact has one. */
  addInside(role: StructureRole, parent: number): number {
    return parent === ARTIFACT ? ARTIFACT : this.add(role, parent);
  }

  get nodes(): readonly StructureNode[] {
    return this.#nodes;
  }
}

/** Structure element id of things that are no content: running heads, rules, backgrounds. */
export const ARTIFACT = -1;
