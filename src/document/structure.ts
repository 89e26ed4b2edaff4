// The document's structure tree, built in document/ and written by pdf/; frame items name their element by id.
import { impliedRole } from './implied-elements.ts';

export type StructureRole =
  | 'Document' | 'Art' | 'Sect' | 'Div' | 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'H6' | 'P' | 'BlockQuote' | 'Caption'
  | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Table' | 'THead' | 'TBody' | 'TFoot' | 'TR' | 'TH' | 'TD'
  | 'Figure' | 'Link' | 'Span' | 'Note' | 'Reference' | 'TOC' | 'TOCI' | 'Quote' | 'Code'
  // Not of the standard: pdf/ says which of its roles they stand for.
  | 'Poem' | 'Couplet'; // prettier-ignore

/** What a header cell heads. */
export type CellScope = 'Row' | 'Column';

/** What the element of a table's cell says besides its text. */
export interface CellFacts {
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Null for cells that are no headers. */
  readonly scope: CellScope | null;
  /** Elements of the header cells, where position alone does not tell them. */
  readonly headers: readonly number[];
}

/** ListNumbering of ISO 32000-1, table 347. */
export type ListNumbering =
  | 'Disc' | 'Circle' | 'Square' | 'Decimal' | 'UpperRoman' | 'LowerRoman' | 'UpperAlpha' | 'LowerAlpha'; // prettier-ignore

export interface StructureNode {
  readonly id: number;
  readonly role: StructureRole;
  /** -1 for the root. Parents come before their children. */
  readonly parent: number;
  readonly language: string;
  readonly alt: string | null;
  /** Words that are read in place of what it shows. */
  readonly actualText?: string;
  /** Of cells with something to say. */
  readonly cell?: CellFacts;
  /** Of lists with labels. */
  readonly numbering?: ListNumbering;
  /** It stands before the children that were added before it. */
  readonly leads?: true;
  /** It tells that its parent's text goes on elsewhere, and stands behind the paragraph amidst which that is painted. */
  readonly atBreak?: true;
}

/** Grows while the document is built; ids are dense from 0 and 0 is the Document. */
export class Structure {
  readonly #nodes: StructureNode[] = [];
  /** The last child of each element; 0 without any. */
  readonly #last: number[] = [];
  readonly #implied = new Set<number>();

  /** An element inside another one; lists and tables get the items and rows that are wanted around it. */
  add(role: StructureRole, parent: number, language = '', alt: string | null = null): number {
    const around = this.#nodes[parent];
    const implied = around === undefined ? undefined : impliedRole(around.role, role);
    if (implied !== undefined)
      return this.add(role, this.#impliedElement(implied, parent, role), language, alt);
    const id = this.#nodes.length;
    this.#nodes.push({ id, role, parent, language, alt });
    this.#last[id] = 0;
    if (parent >= 0) this.#last[parent] = id;
    return id;
  }

  /** A term of a list or what describes it: an item is terms and their descriptions, and ends before the next term (HTML, 4.4.9). */
  addTermOrDescription(role: 'Lbl' | 'LBody', list: number, language: string): number {
    if (this.#nodes[list]?.role !== 'L') return this.add(role, list, language);
    let item = this.#last[list] ?? 0;
    const goesOn = role === 'LBody' || this.#nodes[this.#last[item] ?? 0]?.role === 'Lbl';
    if (!goesOn || !this.#implied.has(item)) this.#implied.add((item = this.add('LI', list)));
    return this.add(role, item, language);
  }

  /** Gives terms that nothing describes an empty body: items of lists have one. */
  completeItems(list: number): void {
    if (list === ARTIFACT) return;
    const bodies = new Set(this.#nodes.slice(list).filter(({ role }) => role === 'LBody').map(({ parent }) => parent)); // prettier-ignore
    for (const { id, role, parent } of this.#nodes.slice(list))
      if (role === 'LI' && parent === list && !bodies.has(id)) this.add('LBody', id);
  }

  /** An element that nobody wrote: the one begun for what stands before, unless that is another item. */
  #impliedElement(role: StructureRole, parent: number, inside: StructureRole): number {
    const last = this.#last[parent] ?? 0;
    const isNext =
      inside === 'Lbl' || (inside === 'LBody' && this.#nodes[this.#last[last] ?? 0]?.role === 'LBody');
    if (this.#implied.has(last) && this.#nodes[last]?.role === role && !(role === 'LI' && isNext))
      return last;
    const id = this.add(role, parent);
    this.#implied.add(id);
    return id;
  }

  /** Says more of an element. */
  describe(
    id: number,
    facts: Partial<
      Pick<StructureNode, 'cell' | 'numbering' | 'leads' | 'atBreak' | 'alt' | 'actualText' | 'language'>
    >,
  ): void {
    const node = this.#nodes[id];
    if (node !== undefined) this.#nodes[id] = { ...node, ...facts };
  }

  /** An element inside another one; nothing inside an artifact has one. */
  addInside(role: StructureRole, parent: number, language = ''): number {
    return parent === ARTIFACT ? ARTIFACT : this.add(role, parent, language);
  }

  /** Gives what is in an element to the one around it; empty elements are not written. */
  dissolve(id: number): void {
    const around = this.#nodes[id]?.parent ?? ARTIFACT;
    for (let at = id + 1; at < this.#nodes.length; at++) {
      const node = this.#nodes[at];
      if (node?.parent === id) this.#nodes[at] = { ...node, parent: around };
    }
  }

  get nodes(): readonly StructureNode[] {
    return this.#nodes;
  }
}

/** Structure element id of things that are no content: running heads, rules, backgrounds. */
export const ARTIFACT = -1;
