// Structure tree of a PDF (ISO 32000-1, 14.7.2) → elements with the keys of their marked content, in the order of the tree.
// Trees that run in circles, have no end or are nested beyond sense are cut.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PdfObjects } from '../inspect/objects/pdf-objects.ts';
import { markKey } from './read-marked-text.ts';

/** An element before its text is known. */
export interface TagElement {
  readonly role: string;
  readonly type: string;
  /** Its own; null when the one around it is in force. */
  readonly language: string | null;
  readonly alt: string | null;
  readonly actualText: string | null;
  readonly expansion: string | null;
  readonly scope: string | null;
  readonly target: string | null;
  /** Object number of the page that its objects are on. */
  readonly pageObject: number | null;
  /** Elements, and keys of marked content. */
  readonly kids: readonly (TagElement | string)[];
}

export interface TagTree {
  readonly tagged: boolean;
  readonly language: string;
  readonly elements: readonly TagElement[];
  /** Elements were left out. */
  readonly cut: boolean;
}

const MAX_ELEMENTS = 1_000_000;
const MAX_DEPTH = 200;
const MAX_MAPPED = 8;

/** The tags of a document; none when it has no structure tree. */
export function readTagTree(catalog: PDFDict, objects: PdfObjects): TagTree {
  const root = objects.dict(objects.get(catalog, 'StructTreeRoot'));
  const marks = objects.dict(objects.get(catalog, 'MarkInfo'));
  const reader = new TagReader(objects, objects.dict(objects.get(root, 'RoleMap')));
  return {
    tagged: objects.boolean(objects.get(marks, 'Marked')) === true,
    language: objects.text(objects.get(catalog, 'Lang')) ?? '',
    elements: reader.elements(objects.raw(root, 'K')),
    cut: reader.cut,
  };
}

class TagReader {
  cut = false;
  readonly #objects: PdfObjects;
  readonly #roleMap: PDFDict | null;
  readonly #seen = new Set<PDFDict>();

  constructor(objects: PdfObjects, roleMap: PDFDict | null) {
    this.#objects = objects;
    this.#roleMap = roleMap;
  }

  /** The elements at the root. */
  elements(kids: PDFObject | undefined): readonly TagElement[] {
    return this.#list(kids).flatMap((kid) => {
      const dict = this.#objects.dict(kid);
      const element = dict === null ? null : this.#element(dict, 1);
      return element ?? [];
    });
  }

  #list(value: PDFObject | undefined): readonly PDFObject[] {
    if (value === undefined) return [];
    return this.#objects.array(value) === null ? [value] : this.#objects.list(value);
  }

  #element(dict: PDFDict, depth: number): TagElement | null {
    const objects = this.#objects;
    if (this.#seen.has(dict)) return null;
    if (depth > MAX_DEPTH || this.#seen.size >= MAX_ELEMENTS) {
      this.cut = true;
      return null;
    }
    this.#seen.add(dict);
    const type = objects.readableName(objects.get(dict, 'S')) ?? '';
    const own = objects.objectNumber(objects.raw(dict, 'Pg'));
    let pageObject = own;
    let target: string | null = null;
    const kids: (TagElement | string)[] = [];
    for (const kid of this.#list(objects.raw(dict, 'K'))) {
      const mark = objects.number(kid);
      if (mark !== null) {
        if (own !== null) kids.push(markKey(own, mark));
        continue;
      }
      const kidDict = objects.dict(kid);
      if (kidDict === null) continue;
      const kind = objects.name(objects.get(kidDict, 'Type'));
      const page = objects.objectNumber(objects.raw(kidDict, 'Pg')) ?? own;
      if (kind === 'MCR') {
        const id = objects.number(objects.get(kidDict, 'MCID'));
        if (id !== null && page !== null) kids.push(markKey(page, id));
      } else if (kind === 'OBJR') {
        pageObject ??= page;
        target ??= this.#target(objects.dict(objects.get(kidDict, 'Obj')));
      } else {
        const element = this.#element(kidDict, depth + 1);
        if (element !== null) kids.push(element);
      }
    }
    return {
      role: this.#role(type),
      type,
      language: objects.text(objects.get(dict, 'Lang')),
      alt: objects.text(objects.get(dict, 'Alt')),
      actualText: objects.text(objects.get(dict, 'ActualText')),
      expansion: objects.text(objects.get(dict, 'E')),
      scope: this.#scope(objects.raw(dict, 'A')),
      target,
      pageObject,
      kids,
    };
  }

  // 14.7.3
  #role(type: string): string {
    let role = type;
    for (let step = 0; step < MAX_MAPPED; step++) {
      const mapped = this.#objects.readableName(this.#objects.get(this.#roleMap, role));
      if (mapped === null || mapped === role) break;
      role = mapped;
    }
    return role;
  }

  // 14.8.5.7
  #scope(attributes: PDFObject | undefined): string | null {
    for (const each of this.#list(attributes)) {
      const scope = this.#objects.name(this.#objects.get(this.#objects.dict(each), 'Scope'));
      if (scope !== null) return scope;
    }
    return null;
  }

  /** Of a link: its address, or the name of its destination (12.3.2.3, 12.6.4.2, 12.6.4.7). */
  #target(annotation: PDFDict | null): string | null {
    const objects = this.#objects;
    const action = objects.dict(objects.get(annotation, 'A'));
    const address = objects.text(objects.get(action, 'URI'));
    if (address !== null) return address;
    const destination = objects.get(annotation, 'Dest') ?? objects.get(action, 'D');
    const name = objects.text(destination) ?? objects.readableName(destination);
    return name === null ? null : `#${name}`;
  }
}
