// Bytes of a tagged PDF → its structure elements in reading order with what they say and hold (ISO 32000-1, 14.7 and 14.8),
// read with bounded work and without trusting the file. The text itself is read-marked-text.ts's.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { walkPages } from '../inspect/file/page-tree.ts';
import { parseObjects } from '../inspect/objects/parse-objects.ts';
import type { PdfObjects } from '../inspect/objects/pdf-objects.ts';

export interface StructureElement {
  /** Role of the standard that it has or stands for. */
  readonly role: string;
  /** Index of the element around it; -1 for the topmost. */
  readonly parent: number;
  /** What it says itself; null when it says nothing. */
  readonly language: string | null;
  readonly alt: string | null;
  readonly id: string | null;
  /** Attributes of all owners by name: `Scope` → `Column`. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Marked content of a page that belongs to an element. */
export interface StructureContent {
  readonly element: number;
  /** From 1; 0 when the page is not in the file. */
  readonly page: number;
  readonly mark: number;
}

/** An annotation that belongs to an element. */
export interface StructureAnnotation {
  readonly element: number;
  /** Contents; null when it has none. */
  readonly contents: string | null;
}

export interface DocumentStructure {
  /** Language of the catalog. */
  readonly language: string | null;
  /** In reading order, parents before their children. */
  readonly elements: readonly StructureElement[];
  /** In reading order. */
  readonly contents: readonly StructureContent[];
  readonly annotations: readonly StructureAnnotation[];
  /** Index of the element that the parent tree has for `page mark`; -1 for one outside of the tree. */
  readonly parents: ReadonlyMap<string, number>;
}

const MAX_ELEMENTS = 1_000_000;
const MAX_DEPTH = 200;

/** Null for a file without a structure tree. */
export async function readStructure(bytes: Uint8Array): Promise<DocumentStructure | null> {
  const { objects, trailer } = parseObjects(bytes, await import('@cantoo/pdf-lib'));
  const catalog = objects.dict(trailer.root);
  const root = objects.dict(objects.get(catalog, 'StructTreeRoot'));
  if (catalog === null || root === null) return null;
  return new StructureReader(objects, catalog, root).read();
}

class StructureReader {
  readonly #objects: PdfObjects;
  readonly #catalog: PDFDict;
  readonly #root: PDFDict;
  readonly #roles: PDFDict | null;
  readonly #elements: StructureElement[] = [];
  readonly #contents: StructureContent[] = [];
  readonly #annotations: StructureAnnotation[] = [];
  readonly #indexes = new Map<PDFDict, number>();
  readonly #pages = new Map<PDFDict, number>();

  constructor(objects: PdfObjects, catalog: PDFDict, root: PDFDict) {
    this.#objects = objects;
    this.#catalog = catalog;
    this.#root = root;
    this.#roles = objects.dict(objects.get(root, 'RoleMap'));
  }

  read(): DocumentStructure {
    const objects = this.#objects;
    for (const { dict } of walkPages(objects.raw(this.#catalog, 'Pages'), objects)) this.#pages.set(dict, this.#pages.size + 1); // prettier-ignore
    this.#kids(this.#root, -1, 0, 0);
    return {
      language: objects.text(objects.raw(this.#catalog, 'Lang')),
      elements: this.#elements,
      contents: this.#contents,
      annotations: this.#annotations,
      parents: this.#parentTree(),
    };
  }

  #kids(dict: PDFDict, element: number, page: number, depth: number): void {
    const objects = this.#objects;
    const value = objects.get(dict, 'K');
    const list = objects.array(value) === null ? [objects.raw(dict, 'K')] : objects.list(value);
    for (const kid of list) this.#kid(kid, element, page, depth);
  }

  #kid(kid: PDFObject | undefined, parent: number, page: number, depth: number): void {
    const objects = this.#objects;
    const mark = objects.number(kid);
    if (mark !== null) {
      if (parent >= 0) this.#contents.push({ element: parent, page, mark });
      return;
    }
    const dict = objects.dict(kid);
    if (dict === null) return;
    const own = this.#pageOf(dict) ?? page;
    const type = objects.name(objects.get(dict, 'Type'));
    if (type === 'MCR') {
      this.#contents.push({ element: parent, page: own, mark: objects.number(objects.get(dict, 'MCID')) ?? -1 }); // prettier-ignore
    } else if (type === 'OBJR') {
      const annotation = objects.dict(objects.get(dict, 'Obj'));
      this.#annotations.push({
        element: parent,
        contents: objects.text(objects.get(annotation, 'Contents')),
      });
    } else if (!this.#indexes.has(dict) && depth < MAX_DEPTH && this.#elements.length < MAX_ELEMENTS) {
      const index = this.#elements.length;
      this.#indexes.set(dict, index);
      this.#elements.push(this.#element(dict, parent));
      this.#kids(dict, index, own, depth + 1);
    }
  }

  #pageOf(dict: PDFDict): number | undefined {
    const page = this.#objects.dict(this.#objects.get(dict, 'Pg'));
    return page === null ? undefined : (this.#pages.get(page) ?? 0);
  }

  #element(dict: PDFDict, parent: number): StructureElement {
    const objects = this.#objects;
    const text = (key: string): string | null => objects.text(objects.get(dict, key));
    const attributes = new Map<string, string>();
    const value = objects.get(dict, 'A');
    for (const each of objects.array(value) === null ? [value] : objects.list(value)) {
      for (const [key, entry] of objects.dict(each)?.entries() ?? [])
        attributes.set(key.decodeText(), objects.name(entry) ?? objects.resolve(entry)?.toString() ?? '');
    }
    const role = this.#standardRole(objects.name(objects.get(dict, 'S')) ?? '');
    return { role, parent, language: text('Lang'), alt: text('Alt'), id: text('ID'), attributes };
  }

  /** 14.7.3: a role may stand for one that stands for another one. */
  #standardRole(written: string): string {
    let role = written;
    for (let step = 0; step < 8; step++) {
      const mapped = this.#objects.name(this.#objects.get(this.#roles, role));
      if (mapped === null) break;
      role = mapped;
    }
    return role;
  }

  /** 14.7.4.4: for each page the elements of its marks. */
  #parentTree(): ReadonlyMap<string, number> {
    const objects = this.#objects;
    const lists = new Map<number, readonly PDFObject[]>();
    const pending = [objects.dict(objects.get(this.#root, 'ParentTree'))];
    for (let step = 0; pending.length > 0 && step < MAX_ELEMENTS; step++) {
      const node = pending.pop() ?? null;
      const numbers = objects.list(objects.get(node, 'Nums'));
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        const key = objects.number(numbers[i]);
        if (key !== null && objects.array(numbers[i + 1]) !== null)
          lists.set(key, objects.list(numbers[i + 1]));
      }
      for (const kid of objects.list(objects.get(node, 'Kids'))) pending.push(objects.dict(kid));
    }
    const parents = new Map<string, number>();
    for (const [page, number] of this.#pages) {
      const elements = lists.get(objects.number(objects.get(page, 'StructParents')) ?? -1) ?? [];
      elements.forEach((element, mark) => {
        const dict = objects.dict(element);
        parents.set(`${number} ${mark}`, dict === null ? -1 : (this.#indexes.get(dict) ?? -1));
      });
    }
    return parents;
  }
}
