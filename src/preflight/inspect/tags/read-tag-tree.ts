// Structure tree of a PDF (ISO 32000-1, 14.7.2) → its elements with their marks and objects, in the order of the tree. Trees that
// run in circles, have no end or are nested beyond sense are cut.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { walkPages } from '../file/page-tree.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { LinkTargets } from './link-targets.ts';
import { isStandardRole } from './standard-roles.ts';
import type { TagElement, TagKid, TagTree } from './tag-types.ts';

const MAX_ELEMENTS = 1_000_000;
/** Marks and objects of all elements. */
const MAX_KIDS = 4_000_000;
const MAX_DEPTH = 200;
const MAX_MAPPED = 8;
const MAX_ATTRIBUTES = 100;

/** The tags of a document; none when it has no structure tree. */
export function readTagTree(catalog: PDFDict, objects: PdfObjects): TagTree {
  return openTags(catalog, objects).tree;
}

/** The tags of a document, and which element and page an object of the file is. */
export interface OpenTags {
  readonly tree: TagTree;
  /** Index of the element; undefined for what is none of the tree. */
  elementOf(dict: PDFDict): number | undefined;
  readonly pages: ReadonlyMap<PDFDict, number>;
}

/** As readTagTree, for those who look further into the file. */
export function openTags(catalog: PDFDict, objects: PdfObjects): OpenTags {
  const root = objects.dict(objects.get(catalog, 'StructTreeRoot'));
  const info = objects.dict(objects.get(catalog, 'MarkInfo'));
  const pages = new Map<PDFDict, number>();
  for (const { dict } of walkPages(objects.raw(catalog, 'Pages'), objects)) pages.set(dict, pages.size + 1);
  const reader = new TagReader(objects, root, { pages, targets: new LinkTargets(objects, catalog, pages) });
  if (root !== null) reader.kids(root, -1, { page: 0, depth: 0 });
  return {
    tree: {
      tagged: objects.boolean(objects.get(info, 'Marked')) === true,
      suspects: objects.boolean(objects.get(info, 'Suspects')) === true,
      hasRoot: root !== null,
      language: objects.text(objects.get(catalog, 'Lang')),
      elements: reader.elements,
      cut: reader.cut,
      repeated: reader.repeated,
    },
    elementOf: (dict) => reader.indexes.get(dict),
    pages,
  };
}

/** What an element hands down. */
interface Around {
  readonly page: number;
  readonly depth: number;
}

class TagReader {
  readonly elements: TagElement[] = [];
  readonly indexes: Map<PDFDict, number> = new Map();
  cut: boolean = false;
  repeated: number = 0;
  readonly #objects: PdfObjects;
  readonly #roleMap: PDFDict | null;
  readonly #classMap: PDFDict | null;
  readonly #pages: ReadonlyMap<PDFDict, number>;
  readonly #targets: LinkTargets;
  readonly #roles = new Map<string, string>();
  #kidsLeft = MAX_KIDS;

  constructor(
    objects: PdfObjects,
    root: PDFDict | null,
    { pages, targets }: { readonly pages: ReadonlyMap<PDFDict, number>; readonly targets: LinkTargets },
  ) {
    this.#objects = objects;
    this.#targets = targets;
    this.#roleMap = objects.dict(objects.get(root, 'RoleMap'));
    this.#classMap = objects.dict(objects.get(root, 'ClassMap'));
    this.#pages = pages;
  }

  /** Kids of an element, or of the root. */
  kids(dict: PDFDict, parent: number, around: Around): readonly TagKid[] {
    const kids: TagKid[] = [];
    for (const each of this.#list(this.#objects.raw(dict, 'K'))) {
      if (--this.#kidsLeft < 0) {
        this.cut = true;
        break;
      }
      const kid = this.#kid(each, parent, around);
      if (kid !== null) kids.push(kid);
    }
    return kids;
  }

  #list(value: PDFObject | undefined): readonly PDFObject[] {
    if (value === undefined) return [];
    return this.#objects.array(value)?.asArray() ?? [value];
  }

  #kid(value: PDFObject, parent: number, around: Around): TagKid | null {
    const objects = this.#objects;
    const mark = objects.number(value);
    if (mark !== null) return parent < 0 ? null : { kind: 'mark', page: around.page, form: null, mark };
    const dict = objects.dict(value);
    if (dict === null) return null;
    const type = objects.name(objects.get(dict, 'Type'));
    if (type === 'MCR') {
      const form = objects.objectNumber(objects.raw(dict, 'Stm'));
      const number = objects.number(objects.get(dict, 'MCID')) ?? -1;
      return { kind: 'mark', page: this.#pageOf(dict) ?? around.page, form, mark: number };
    }
    if (type === 'OBJR') return this.#object(dict, around);
    const index = this.#element(dict, parent, around);
    return index === null ? null : { kind: 'element', index };
  }

  #object(dict: PDFDict, around: Around): TagKid {
    const objects = this.#objects;
    const object = objects.dict(objects.get(dict, 'Obj'));
    return {
      kind: 'object',
      page: this.#pageOf(dict) ?? around.page,
      object: object === null ? null : objects.objectNumber(objects.raw(dict, 'Obj')),
      subtype: objects.name(objects.get(object, 'Subtype')) ?? '',
      contents: objects.text(objects.get(object, 'Contents')),
      ...this.#targets.of(object),
    };
  }

  #element(dict: PDFDict, parent: number, { page: pageAround, depth }: Around): number | null {
    if (this.indexes.has(dict)) {
      this.repeated++;
      return null;
    }
    if (depth >= MAX_DEPTH || this.elements.length >= MAX_ELEMENTS) {
      this.cut = true;
      return null;
    }
    const objects = this.#objects;
    const index = this.elements.length;
    this.indexes.set(dict, index);
    const text = (key: string): string | null => objects.text(objects.raw(dict, key));
    const type = objects.readableName(objects.get(dict, 'S')) ?? '';
    const role = this.#role(type);
    const page = this.#pageOf(dict);
    const kids: TagKid[] = [];
    const element: TagElement = {
      role,
      type,
      isStandard: isStandardRole(role),
      parent,
      page: page ?? 0,
      language: text('Lang'),
      alt: text('Alt'),
      actualText: text('ActualText'),
      expansion: text('E'),
      id: text('ID'),
      attributes: this.#attributes(dict),
      kids,
    };
    this.elements.push(element);
    for (const kid of this.kids(dict, index, { page: page ?? pageAround, depth: depth + 1 })) kids.push(kid);
    return index;
  }

  #pageOf(dict: PDFDict): number | undefined {
    const value = this.#objects.get(dict, 'Pg');
    if (value === null) return this.#objects.raw(dict, 'Pg') === undefined ? undefined : 0;
    const page = this.#objects.dict(value);
    return page === null ? 0 : (this.#pages.get(page) ?? 0);
  }

  // 14.7.3: a role may stand for one that stands for another one.
  #role(type: string): string {
    const known = this.#roles.get(type);
    if (known !== undefined) return known;
    let role = type;
    for (let step = 0; step < MAX_MAPPED && !isStandardRole(role); step++) {
      const mapped = this.#objects.readableName(this.#objects.get(this.#roleMap, role));
      if (mapped === null || mapped === role) break;
      role = mapped;
    }
    this.#roles.set(type, role);
    return role;
  }

  // 14.7.5 and 14.7.6
  #attributes(dict: PDFDict): ReadonlyMap<string, string> {
    const objects = this.#objects;
    const own = objects.raw(dict, 'A');
    const classes = objects.raw(dict, 'C');
    if (own === undefined && classes === undefined) return NONE;
    const attributes = new Map<string, string>();
    const add = (value: PDFObject): void => {
      for (const [key, entry] of objects.dict(value)?.entries() ?? []) {
        if (attributes.size >= MAX_ATTRIBUTES) return;
        attributes.set(key.decodeText(), objects.name(entry) ?? objects.resolve(entry)?.toString() ?? '');
      }
    };
    for (const each of this.#list(classes)) {
      const name = objects.name(each);
      if (name !== null) this.#list(objects.raw(this.#classMap, name)).forEach(add);
    }
    this.#list(own).forEach(add);
    return attributes;
  }
}

const NONE: ReadonlyMap<string, string> = new Map();
