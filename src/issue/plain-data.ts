// What YAML and JSON can say, as plain data: what templates print, and how a value of it is found again.

/** Data without behaviour: what YAML and JSON can say. Objects have no prototype and are frozen. */
export type PlainData = string | number | boolean | null | readonly PlainData[] | PlainObject;
export interface PlainObject {
  readonly [key: string]: PlainData;
}

/** Keys and indexes that lead to a value, from the outermost on. */
export type DataPath = readonly (string | number)[];

/** A text, or one text per language (`{ fa: …, en: … }`). */
export type Localised = string | { readonly [language: string]: string };
