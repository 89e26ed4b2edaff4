// The structure tree of a PDF as its objects have it (ISO 32000-1, 14.7 and 14.8), before any text is put to it: what is shown to
// people and what is judged start from it.

/** Content of a page, or of a form in it, that belongs to an element. */
export interface TagMark {
  readonly kind: 'mark';
  /** From 1; 0 when the page is not in the file or none is named. */
  readonly page: number;
  /** Object number of the form that has the mark; null for the page's own content. */
  readonly form: number | null;
  readonly mark: number;
}

/** An annotation or another object that belongs to an element. */
export interface TagObject {
  readonly kind: 'object';
  /** From 1; 0 as above. */
  readonly page: number;
  /** Object number; null when it is missing. */
  readonly object: number | null;
  /** Of an annotation; empty for others. */
  readonly subtype: string;
  /** Its description (Contents); null when it has none. */
  readonly contents: string | null;
  /** Where a link leads: an address, or `#name` of a destination in the file. */
  readonly target: string | null;
  /** A link has a target that can be reached. */
  readonly leads: boolean;
  /** Where in the file a link leads. */
  readonly place: TagPlace | null;
}

/** A place in the file, in default user space. */
export interface TagPlace {
  /** From 1. */
  readonly page: number;
  /** Null where the destination does not say. */
  readonly x: number | null;
  readonly y: number | null;
}

/** An element in an element. */
export interface TagChild {
  readonly kind: 'element';
  /** In `elements`. */
  readonly index: number;
}

export type TagKid = TagChild | TagMark | TagObject;

export interface TagElement {
  /** The standard role, through the RoleMap; the role as written where that leads to none. */
  readonly role: string;
  /** The role as written. */
  readonly type: string;
  /** `role` is one of the standard (14.8.4). */
  readonly isStandard: boolean;
  /** Index of the element around it; -1 for the topmost. */
  readonly parent: number;
  /** The page that it names for its content, from 1; 0 when it names none. */
  readonly page: number;
  /** Its own; null when the one around it is in force. */
  readonly language: string | null;
  readonly alt: string | null;
  readonly actualText: string | null;
  readonly expansion: string | null;
  readonly id: string | null;
  /** Attributes of all owners by name, those of its classes too: `Scope` → `Column`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly kids: readonly TagKid[];
}

export interface TagTree {
  /** The file says that it is tagged. */
  readonly tagged: boolean;
  /** It says that its tags may be wrong (Suspects). */
  readonly suspects: boolean;
  /** It has a structure tree, perhaps an empty one. */
  readonly hasRoot: boolean;
  /** Of the document; null when it does not say. */
  readonly language: string | null;
  /** Parents before their children, in reading order. */
  readonly elements: readonly TagElement[];
  /** Elements were left out: too many, or nested too deeply. */
  readonly cut: boolean;
  /** Times that an element was named once more: from two places, or in a circle. */
  readonly repeated: number;
}

/** Key of marked content: by page, or by the form that it is in. */
export function markKey(page: number, form: number | null, mark: number): string {
  return form === null ? `${page} ${mark}` : `form ${form} ${mark}`;
}
