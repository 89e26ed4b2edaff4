// Marked content of the pages → structure tree with its parent tree (ISO 32000-1, 14.7), as PDF/UA-1 (ISO 14289-1) wants it.
// While pages are painted only numbers are kept; elements without any content are left out.
import { ARTIFACT } from '../../frame/frame.ts';
import type { CellScope, StructureNode, StructureRole } from '../../document/structure.ts';
import { invariant } from '../../base/invariant.ts';
import { elementRoles } from './element-roles.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfNumbers, pdfReference, pdfText } from '../pdf-syntax.ts';

/** A kid of a structure element that is content: a marked-content id, or an annotation. */
const ANNOTATION = -1;

/** 14.7.3: roles of our own as roles of the standard. */
const OWN_ROLES: ReadonlyMap<StructureRole, StructureRole> = new Map([
  ['Poem', 'Div'],
  ['Couplet', 'Div'],
]);

/** Collects what stands in which element while pages are written; writes the tree at the end. */
export class StructureTree {
  readonly #nodes: readonly StructureNode[];
  readonly #language: string;
  /** Where it is not that of the node. */
  readonly #roles: ReadonlyMap<number, StructureRole>;
  // Content in reading order, parallel arrays: element, page object, marked-content id or ANNOTATION, annotation object.
  readonly #node: number[] = [];
  readonly #page: number[] = [];
  readonly #mark: number[] = [];
  readonly #annotation: number[] = [];
  /** Key in the parent tree of each content's page or annotation. */
  readonly #key: number[] = [];
  /** Box of an element, page space: PDF/UA-1 wants it of figures. */
  readonly #box = new Map<number, readonly [number, number, number, number]>();
  readonly #alt = new Map<number, string>();
  /** Header cells that others name. */
  readonly #headers = new Set<number>();
  /** By element; 0: none. */
  #objects = new Int32Array(0);
  #nextKey = 0;
  #pageKey = 0;
  #pageObject = 0;
  #nextMark = 0;
  #shift = 0;

  /** `language` is that of the document: elements say theirs only where it differs from their parent's. */
  constructor(nodes: readonly StructureNode[], language: string) {
    this.#nodes = nodes;
    this.#language = language;
    this.#roles = elementRoles(nodes);
    for (const { cell } of nodes) for (const header of cell?.headers ?? []) this.#headers.add(header);
  }

  /** Begins a page, whose content stands `shift` points right of and above its origin; returns its StructParents. */
  beginPage(pageObject: number, shift = 0): number {
    this.#pageObject = pageObject;
    this.#shift = shift;
    this.#pageKey = this.#nextKey++;
    this.#nextMark = 0;
    return this.#pageKey;
  }

  /** Begins marked content of element `tag` on this page: `/P <</MCID 0>> BDC`. */
  openMark(tag: number): string {
    const node = this.#nodes[tag];
    invariant(node !== undefined, `there is no structure element ${tag}`);
    const mark = this.#nextMark++;
    this.#add(tag, mark, 0, this.#pageKey);
    return `/${this.#roles.get(tag) ?? node.role} <</MCID ${mark}>> BDC\n`;
  }

  /** Puts an annotation of this page into its element; returns the annotation's StructParent, or null for none. */
  addAnnotation(tag: number, annotation: number): number | null {
    if (tag === ARTIFACT) return null;
    const key = this.#nextKey++;
    this.#add(this.#linkAround(tag), ANNOTATION, annotation, key);
    return key;
  }

  /** The link that words of another language stand in; the element itself where there is none. */
  #linkAround(tag: number): number {
    for (let at = tag; at >= 0; at = this.#nodes[at]?.parent ?? -1) if (this.#nodes[at]?.role === 'Link') return at; // prettier-ignore
    return tag;
  }

  /** A box of the content as the page has it: left, bottom, right, top. */
  inPageSpace(box: readonly [number, number, number, number]): readonly [number, number, number, number] {
    const [left, bottom, right, top] = box;
    const shift = this.#shift;
    return [left + shift, bottom + shift, right + shift, top + shift];
  }

  /** Where a figure lies and what stands for it; the first time counts. */
  describeFigure(tag: number, box: readonly [number, number, number, number], alt: string): void {
    if (tag === ARTIFACT || this.#box.has(tag)) return;
    const placed = this.inPageSpace(box);
    this.#box.set(tag, placed);
    this.#alt.set(tag, alt);
  }

  /** The object of an element once the tree is written; null of artifacts and of elements that are left out. */
  objectOf(tag: number): number | null {
    return this.#objects[tag] || null;
  }

  /** Writes elements and parent tree; returns the StructTreeRoot. */
  write(file: PdfFile): number {
    const kept = this.#keptNodes();
    const objects = (this.#objects = new Int32Array(this.#nodes.length));
    // Links are many and alike: they stand together, which compresses better.
    for (const links of [false, true])
      for (const { id, role } of this.#nodes)
        if (kept[id] === 1 && (role === 'Link') === links) objects[id] = file.reserve();
    const root = file.reserve();
    const order = this.#kidOrder(objects);
    const sequence = this.#nodes.some(({ atBreak }) => atBreak === true) ? treeOrder(order) : undefined;
    const hasContent = (id: number): boolean => order.firstContent[id] !== -1;
    const roles = elementRoles(this.#nodes, { isKept: (id) => kept[id] === 1, hasContent, sequence });
    this.#writeElements(file, { objects, root, roles, order });
    const top = objects[0] === undefined || objects[0] === 0 ? '' : pdfReference(objects[0]);
    const parents = file.add(`<</Nums[${this.#parentTree(objects)}]>>`);
    return file.object(
      root,
      `<</Type/StructTreeRoot/K[${top}]/ParentTree ${parents} 0 R/ParentTreeNextKey ${this.#nextKey}${this.#roleMap(kept)}${this.#identifiers(objects)}>>`,
    );
  }

  /** The roles of our own that are in use. */
  #roleMap(kept: Uint8Array): string {
    const used = [...OWN_ROLES].filter(([own]) => this.#nodes.some(({ id, role }) => role === own && kept[id] === 1)); // prettier-ignore
    return used.length === 0 ? '' : `/RoleMap<<${used.map(([own, role]) => `/${own}/${role}`).join('')}>>`;
  }

  /** 14.7.2: elements by their identifiers, in the order of these. */
  #identifiers(objects: Int32Array): string {
    const named = this.#nodes.filter(({ id }) => objects[id] !== 0 && this.#identifier(id) !== null);
    const entries = named.map(({ id }) => [this.#identifier(id) ?? '', objects[id] ?? 0] as const);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) return '';
    const limits = `[(${entries[0]?.[0]})(${entries.at(-1)?.[0]})]`;
    const names = entries.map(([name, object]) => `(${name})${pdfReference(object)}`).join('');
    return `/IDTree<</Kids[<</Limits${limits}/Names[${names}]>>]>>`;
  }

  /** 7.9 of PDF/UA-1: of notes; and of cells that others name as their headers. */
  #identifier(id: number): string | null {
    if (this.#nodes[id]?.role === 'Note') return `note-${id}`;
    return this.#headers.has(id) ? `cell-${id}` : null;
  }

  #add(tag: number, mark: number, annotation: number, key: number): void {
    this.#node.push(tag);
    this.#page.push(this.#pageObject);
    this.#mark.push(mark);
    this.#annotation.push(annotation);
    this.#key.push(key);
  }

  /** 1 for elements with content below them, for the root, and for what keeps a list or a table whole: empty items and cells. */
  #keptNodes(): Uint8Array {
    const kept = new Uint8Array(this.#nodes.length);
    if (kept.length > 0) kept[0] = 1;
    for (const tag of this.#node) kept[tag] = 1;
    for (let id = kept.length - 1; id > 0; id--) {
      const parent = this.#nodes[id]?.parent ?? -1;
      if (kept[id] === 1 && parent >= 0) kept[parent] = 1;
    }
    for (const { id, role, parent } of this.#nodes) {
      if (role === 'LBody' && kept[parent] === 1) kept[id] = 1;
      if (role !== 'TD' && role !== 'TH') continue;
      const row = this.#nodes[parent];
      if (row !== undefined && kept[row.parent] === 1) kept[id] = kept[row.id] = 1;
    }
    return kept;
  }

  #writeElements(file: PdfFile, { objects, root, roles, order }: Written): void {
    const languages: string[] = [];
    const links: { readonly id: number; readonly body: string }[] = [];
    for (const node of this.#nodes) {
      const inherited = languages[node.parent] ?? this.#language;
      languages[node.id] = node.language === '' ? inherited : node.language;
      const id = objects[node.id] ?? 0;
      if (id === 0) continue;
      const parent = node.parent < 0 ? root : (objects[node.parent] ?? root);
      let body = `<</S/${roles.get(node.id) ?? node.role}`;
      const language = languages[node.id] ?? inherited;
      if (language !== inherited) body += `/Lang${pdfText(language)}`;
      const alt = node.alt ?? this.#alt.get(node.id) ?? null;
      if (alt !== null && (alt !== '' || node.role === 'Figure')) body += `/Alt${pdfText(alt)}`;
      if (node.actualText !== undefined) body += `/ActualText${pdfText(node.actualText)}`;
      body += this.#attributes(node);
      const { page, kids } = this.#kids(order, node.id, objects);
      body += `${page === 0 ? '' : `/Pg ${page} 0 R`}/P ${parent} 0 R/K[${kids}]>>`;
      if (node.role === 'Link') links.push({ id, body });
      else file.object(id, body);
    }
    for (const { id, body } of links) file.object(id, body);
  }

  #attributes(node: StructureNode): string {
    const identifier = this.#identifier(node.id);
    const id = identifier === null ? '' : `/ID(${identifier})`;
    if (node.role === 'TH' || node.role === 'TD') return id + this.#cell(node);
    if (node.role === 'L' && node.numbering !== undefined) return `/A<</O/List/ListNumbering/${node.numbering}>>`; // prettier-ignore
    if (id !== '') return id;
    const box = this.#box.get(node.id);
    if (box === undefined) return '';
    return `/A<</O/Layout/Placement/Block/BBox${pdfNumbers(box)}>>`;
  }

  /** PDF/UA-1, 7.5: a header cell says what it heads. */
  #cell({ cell, role, parent }: StructureNode): string {
    const { rowSpan = 1, columnSpan = 1, headers = [] } = cell ?? {};
    const scope = role === 'TH' ? (cell?.scope ?? this.#usualScope(parent)) : null;
    let entries = scope === null ? '' : `/Scope/${scope}`;
    if (columnSpan > 1) entries += `/ColSpan ${columnSpan}`;
    if (rowSpan > 1) entries += `/RowSpan ${rowSpan}`;
    if (headers.length > 0) entries += `/Headers[${headers.map((header) => `(cell-${header})`).join('')}]`;
    return entries === '' ? '' : `/A<</O/Table${entries}>>`;
  }

  /** Of a header cell in a row that says nothing. */
  #usualScope(row: number): CellScope {
    return this.#nodes[this.#nodes[row]?.parent ?? -1]?.role === 'THead' ? 'Column' : 'Row';
  }

  /** K and Pg (0: none): own content and child elements of one element, merged (see kidOrder). */
  #kids(
    order: KidOrder,
    node: number,
    objects: Int32Array,
  ): { readonly page: number; readonly kids: string } {
    let contents = order.firstContent[node] ?? -1;
    let children = order.firstChild[node] ?? -1;
    let page = 0;
    let kids = '';
    let reached = -1;
    while (contents >= 0 || children >= 0) {
      if (children >= 0) reached = Math.max(reached, order.start[children] ?? -1);
      if (contents < 0 || (children >= 0 && reached < contents)) {
        kids += ` ${objects[children]} 0 R`;
        children = order.nextSibling[children] ?? -1;
        continue;
      }
      const contentPage = this.#page[contents] ?? 0;
      if (page === 0) page = contentPage;
      kids += this.#contentKid(contents, contentPage === page);
      contents = order.nextContent[contents] ?? -1;
    }
    return { page, kids: kids.trimStart() };
  }

  /** 14.7.4: what is on the page of the element does not name it again. */
  #contentKid(index: number, samePage: boolean): string {
    const page = samePage ? '' : `/Pg ${this.#page[index]} 0 R`;
    const mark = this.#mark[index];
    if (mark === ANNOTATION) return `<</Type/OBJR${page}/Obj ${this.#annotation[index]} 0 R>>`;
    return samePage ? ` ${mark}` : `<</Type/MCR${page}/MCID ${mark}>>`;
  }

  /**
   * Children keep the order of the document (a float may be painted early); among their parent's own content they stand
   * where their first content stands. First come those that lead; what tells where text goes on comes behind the text before it.
   */
  #kidOrder(objects: Int32Array): KidOrder {
    const count = this.#nodes.length;
    const order: KidOrder = {
      firstContent: new Int32Array(count).fill(-1),
      nextContent: new Int32Array(this.#node.length).fill(-1),
      firstChild: new Int32Array(count).fill(-1),
      nextSibling: new Int32Array(count).fill(-1),
      start: new Int32Array(count).fill(-1),
    };
    for (let i = this.#node.length - 1; i >= 0; i--) {
      const node = this.#node[i] ?? 0;
      order.nextContent[i] = order.firstContent[node] ?? -1;
      order.firstContent[node] = i;
      order.start[node] = i;
    }
    const addFirst = (id: number, parent: number): void => {
      order.nextSibling[id] = order.firstChild[parent] ?? -1;
      order.firstChild[parent] = id;
    };
    const leading: number[] = [];
    const atBreaks: number[] = [];
    for (let id = count - 1; id > 0; id--) {
      const { parent = -1, leads, atBreak } = this.#nodes[id] ?? {};
      if (parent < 0 || objects[id] === 0) continue;
      if (leads === true) leading.push(id);
      else if (atBreak === true) atBreaks.push(id);
      else addFirst(id, parent);
      const own = order.start[id] ?? -1;
      const above = order.start[parent] ?? -1;
      if (own >= 0 && (above < 0 || own < above)) order.start[parent] = own;
    }
    for (const id of leading) addFirst(id, this.#nodes[id]?.parent ?? 0);
    for (const id of atBreaks.reverse()) this.#addAtBreak(id, order);
    return order;
  }

  /** Before the first text of its parent that begins later; pictures and boxes may be painted anywhere. */
  #addAtBreak(id: number, { firstChild, nextSibling, start }: KidOrder): void {
    const own = start[id] ?? -1;
    const parent = this.#nodes[id]?.parent ?? 0;
    const firstLater = (before: number): boolean => (start[before] ?? -1) > own && this.#isRunning(before);
    let last = -1;
    let at = firstChild[parent] ?? -1;
    for (let next = at; next >= 0 && !firstLater(next); next = nextSibling[next] ?? -1) {
      if (!this.#isRunning(next)) continue;
      last = next;
      at = nextSibling[next] ?? -1;
    }
    if (last < 0) firstChild[parent] = id;
    else nextSibling[last] = id;
    nextSibling[id] = at;
  }

  /** Text of an article, or what tells where it goes on. */
  #isRunning(id: number): boolean {
    const { role = 'Figure', atBreak } = this.#nodes[id] ?? {};
    return atBreak === true || !APART.has(role);
  }

  /** 14.7.4.4: for a page the elements of its marks in order, for an annotation its element. */
  #parentTree(objects: Int32Array): string {
    const pages = new Map<number, string[]>();
    const entries: string[] = [];
    for (let i = 0; i < this.#node.length; i++) {
      const element = pdfReference(objects[this.#node[i] ?? 0] ?? 0);
      const key = this.#key[i] ?? 0;
      if (this.#mark[i] === ANNOTATION) {
        entries[key] = element;
        continue;
      }
      const marks = pages.get(key);
      if (marks === undefined) pages.set(key, [element]);
      else marks.push(element);
    }
    for (const [key, marks] of pages) entries[key] = `[${marks.join(' ')}]`;
    let numbers = '';
    for (let key = 0; key < this.#nextKey; key++) {
      const entry = entries[key];
      if (entry !== undefined) numbers += ` ${key}${entry.startsWith('[') ? '' : ' '}${entry}`;
    }
    return numbers.trimStart();
  }
}

/** Parts of articles that are painted where there is room for them. */
const APART: ReadonlySet<StructureRole> = new Set(['Figure', 'Caption', 'Div', 'Sect', 'Art', 'Note', 'Link', 'Table']); // prettier-ignore

/** Elements from the root down, each before its children. */
function treeOrder({ firstChild, nextSibling }: KidOrder): readonly number[] {
  const found: number[] = [];
  const pending = [0];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    found.push(id);
    const next = nextSibling[id] ?? -1;
    const inside = firstChild[id] ?? -1;
    if (next >= 0) pending.push(next);
    if (inside >= 0) pending.push(inside);
  }
  return found;
}

/** What is known of the elements that are written. */
interface Written {
  /** By element; 0: none. */
  readonly objects: Int32Array;
  readonly root: number;
  /** Where it is not that of the node. */
  readonly roles: ReadonlyMap<number, StructureRole>;
  readonly order: KidOrder;
}

/** Linked lists through indexes; -1 ends a list. */
interface KidOrder {
  readonly firstContent: Int32Array;
  readonly nextContent: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** Index of the first content in an element or below it. */
  readonly start: Int32Array;
}
