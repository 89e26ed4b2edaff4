// Catalog, trailer and names of a PDF → facts of the whole file (ISO 32000-1, 7.5, 7.7.2, 12.2, 14.3, 14.11.5).
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { ColorSpaces } from '../color/color-spaces.ts';
import type { InfoEntry, InspectedAction, InspectedIntent, InspectedXmp } from '../inspected-pdf.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { decodeStream, filtersOf } from '../objects/stream-data.ts';
import { nameTreeSize } from './name-tree.ts';
import { readXmp } from './read-xmp.ts';

const MAX_XMP = 8 * 1024 * 1024;
/** More output intents than any file has. */
const MAX_INTENTS = 100;
const MAX_BOOKMARKS = 100_000;
/** Actions that follow each other through Next. */
const MAX_ACTIONS = 1000;

/** The document information dictionary (14.3.3). */
export function readInfo(value: PDFObject | undefined, objects: PdfObjects): ReadonlyMap<string, InfoEntry> {
  const dict = objects.dict(value);
  const info = new Map<string, InfoEntry>();
  for (const key of dict?.keys() ?? []) {
    const name = key.decodeText();
    const entry = objects.get(dict, name);
    const asName = objects.name(entry);
    const asText = objects.text(entry);
    if (asName !== null) info.set(name, { kind: 'name', value: asName });
    else if (asText !== null) info.set(name, { kind: 'string', value: asText });
    else info.set(name, { kind: 'other', value: entry === null ? '' : entry.toString().slice(0, 200) });
  }
  return info;
}

/** The metadata stream of the catalog; null without one. */
export function readMetadata(catalog: PDFDict | null, objects: PdfObjects): InspectedXmp | null {
  const stream = objects.stream(objects.get(catalog, 'Metadata'));
  if (stream === null) return null;
  const filtered = filtersOf(stream.dict, objects).length > 0;
  const { data } = decodeStream(stream, objects, MAX_XMP);
  if (data === null) return { filtered, properties: new Map(), sound: false };
  return { filtered, ...readXmp(data) };
}

/** 14.11.5 */
export function readIntents(
  catalog: PDFDict | null,
  objects: PdfObjects,
  spaces: ColorSpaces,
): readonly InspectedIntent[] {
  return objects
    .list(objects.get(catalog, 'OutputIntents'))
    .slice(0, MAX_INTENTS)
    .flatMap((each) => {
      const dict = objects.dict(each);
      if (dict === null) return [];
      return {
        subtype: objects.name(objects.get(dict, 'S')) ?? '',
        identifier: objects.text(objects.get(dict, 'OutputConditionIdentifier')),
        condition: objects.text(objects.get(dict, 'OutputCondition')),
        registry: objects.text(objects.get(dict, 'RegistryName')),
        info: objects.text(objects.get(dict, 'Info')),
        profile: spaces.profile(objects.raw(dict, 'DestOutputProfile')),
      };
    });
}

/** Actions of the document: when it opens, on events, by name. */
export function readDocumentActions(
  catalog: PDFDict | null,
  objects: PdfObjects,
): readonly InspectedAction[] {
  const actions = [
    ...actionsOf(objects.get(catalog, 'OpenAction'), null, objects),
    ...additionalActions(objects.get(catalog, 'AA'), null, objects),
  ];
  const names = objects.dict(objects.get(catalog, 'Names'));
  const scripts = nameTreeSize(objects.get(names, 'JavaScript'), objects);
  for (let count = 0; count < scripts; count++) actions.push({ kind: 'JavaScript', page: null });
  for (const item of bookmarksOf(catalog, objects))
    actions.push(...actionsOf(objects.get(item, 'A'), null, objects));
  return actions;
}

/** An action and those that follow it (12.6.2); a destination is none. */
export function actionsOf(
  value: PDFObject | null,
  page: number | null,
  objects: PdfObjects,
): InspectedAction[] {
  const actions: InspectedAction[] = [];
  const seen = new Set<PDFDict>();
  const pending: (PDFObject | null)[] = [value];
  while (pending.length > 0 && actions.length < MAX_ACTIONS) {
    const dict = objects.dict(pending.pop());
    if (dict === null || seen.has(dict)) continue;
    seen.add(dict);
    const kind = objects.name(objects.get(dict, 'S'));
    if (kind !== null) actions.push({ kind, page });
    const next = objects.get(dict, 'Next');
    if (objects.array(next) === null) pending.push(next);
    else pending.push(...objects.list(next).slice(0, MAX_ACTIONS));
  }
  return actions;
}

/** The actions of an AA dictionary (12.6.3). */
export function additionalActions(
  value: PDFObject | null,
  page: number | null,
  objects: PdfObjects,
): InspectedAction[] {
  const dict = objects.dict(value);
  return (dict?.values() ?? []).slice(0, MAX_ACTIONS).flatMap((each) => actionsOf(each, page, objects));
}

/** Items of the outline (12.3.3). */
export function countBookmarks(catalog: PDFDict | null, objects: PdfObjects): number {
  return bookmarksOf(catalog, objects).size;
}

function bookmarksOf(catalog: PDFDict | null, objects: PdfObjects): ReadonlySet<PDFDict> {
  const seen = new Set<PDFDict>();
  const pending = [objects.get(objects.dict(objects.get(catalog, 'Outlines')), 'First')];
  while (pending.length > 0 && seen.size < MAX_BOOKMARKS) {
    const dict = objects.dict(pending.pop());
    if (dict === null || seen.has(dict)) continue;
    seen.add(dict);
    pending.push(objects.get(dict, 'Next'), objects.get(dict, 'First'));
  }
  return seen;
}

/** What every stream of the file says of itself. */
export interface StreamFacts {
  readonly filters: Set<string>;
  readonly postScript: boolean;
  readonly embeddedFiles: number;
  readonly external: ReadonlySet<string>;
}

/** Walks all objects once. */
export function readStreams(objects: PdfObjects): StreamFacts {
  const filters = new Set<string>();
  let postScript = false;
  let embeddedFiles = 0;
  const external = new Set<string>();
  for (const [, object] of objects.context.enumerateIndirectObjects()) {
    const stream = objects.stream(object);
    if (stream === null) continue;
    for (const filter of filtersOf(stream.dict, objects)) filters.add(filter);
    const subtype = objects.name(objects.get(stream.dict, 'Subtype'));
    if (subtype === 'PS' || objects.name(objects.get(stream.dict, 'Subtype2')) === 'PS') postScript = true;
    if (objects.name(objects.get(stream.dict, 'Type')) === 'EmbeddedFile') embeddedFiles++;
    noteExternal(stream.dict, objects, external);
  }
  return { filters, postScript, embeddedFiles, external };
}

/** Content in other files (7.3.8.2, 8.10.4, 14.11.7), and pictures that stand in for one another in print (8.9.5.4). */
function noteExternal(dict: PDFDict, objects: PdfObjects, external: Set<string>): void {
  for (const key of ['OPI', 'Ref', 'F']) if (objects.get(dict, key) !== null) external.add(key);
  const alternates = objects.list(objects.get(dict, 'Alternates'));
  const isForPrint = alternates.some((each) => objects.boolean(objects.get(objects.dict(each), 'DefaultForPrinting')) === true); // prettier-ignore
  if (isForPrint) external.add('Alternates');
}
