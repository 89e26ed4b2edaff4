// The objects of a foreign PDF (ISO 32000-1, 7.3) as plain data, and what is asked of them everywhere.

/** A direct object, or a reference to one. Names are decoded; `syntax` is how the file writes them. */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly syntax: string }
  | { readonly kind: 'number'; readonly value: number; readonly syntax: string }
  | { readonly kind: 'string'; readonly syntax: string }
  | { readonly kind: 'name'; readonly name: string; readonly syntax: string }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  | PdfStream
  | { readonly kind: 'reference'; readonly key: string };

export interface PdfDictionary {
  readonly kind: 'dictionary';
  /** By decoded name, in the order of the file; `syntax` of the names is in `names`. */
  readonly entries: ReadonlyMap<string, PdfValue>;
  readonly names: ReadonlyMap<string, string>;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  /** As the file has them, still filtered. */
  readonly bytes: Uint8Array;
}

export const NULL: PdfValue = { kind: 'null' };
export const EMPTY_DICTIONARY: PdfDictionary = { kind: 'dictionary', entries: new Map(), names: new Map() };

/** What can follow references: the file that the objects are from. */
export interface PdfObjects {
  /** The object itself, references followed; null for what is not there. Throws PdfError for a damaged object. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The bytes of a stream without its filters. Throws PdfError. */
  decode(stream: PdfStream): Uint8Array;
}

/** Why a file cannot be used, in words that follow its name. */
export class PdfError extends Error {
  override readonly name: string = 'PdfError';
}

/** The dictionary of a dictionary or stream; an empty one for anything else. */
export function dictionaryOf(objects: PdfObjects, value: PdfValue | undefined): PdfDictionary {
  const found = objects.resolve(value);
  if (found.kind === 'stream') return found.dictionary;
  return found.kind === 'dictionary' ? found : EMPTY_DICTIONARY;
}

/** An entry with references followed. */
export function entry(objects: PdfObjects, dictionary: PdfDictionary, name: string): PdfValue {
  return objects.resolve(dictionary.entries.get(name));
}

/** The name in an entry, else ''. */
export function nameIn(objects: PdfObjects, dictionary: PdfDictionary, name: string): string {
  const value = entry(objects, dictionary, name);
  return value.kind === 'name' ? value.name : '';
}

/** A name as people write it: UTF-8 where it is (7.3.5). */
export function readableName(name: string): string {
  if (!/[\u0080-\u00ff]/.test(name)) return name;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(name, 'latin1'));
  } catch {
    return name;
  }
}

/** The number in an entry; undefined where there is none. */
export function numberIn(objects: PdfObjects, dictionary: PdfDictionary, name: string): number | undefined {
  const value = entry(objects, dictionary, name);
  return value.kind === 'number' && Number.isFinite(value.value) ? value.value : undefined;
}

/** The items of an array, references followed; one for anything else that is not null. */
export function itemsOf(objects: PdfObjects, value: PdfValue | undefined): readonly PdfValue[] {
  const found = objects.resolve(value);
  if (found.kind === 'null') return [];
  return found.kind === 'array' ? found.items.map((item) => objects.resolve(item)) : [found];
}

/** The numbers of an array; other items are left out. */
export function numbersOf(objects: PdfObjects, value: PdfValue | undefined): readonly number[] {
  return itemsOf(objects, value).flatMap((item) => (item.kind === 'number' ? [item.value] : []));
}

/** The names of a stream's filters, from the outermost. */
export function filtersOf(objects: PdfObjects, dictionary: PdfDictionary): readonly string[] {
  return itemsOf(objects, dictionary.entries.get('Filter')).map((item) =>
    item.kind === 'name' ? item.name : '',
  );
}
