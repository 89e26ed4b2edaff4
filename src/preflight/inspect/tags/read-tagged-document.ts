// An open PDF → its tags with what refers to them from elsewhere: the parent tree (ISO 32000-1, 14.7.4.4), and the annotations of
// the pages. For those who judge the tags; read when it is first asked for, with bounded work.
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { PageAnnotation, TaggedDocument, TaggedPage } from '../inspected-pdf.ts';
import { readBox } from '../file/page-tree.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { openTags } from './read-tag-tree.ts';
import type { OpenTags } from './read-tag-tree.ts';

const MAX_NODES = 100_000;
const MAX_NUMBERS = 4_000_000;
const MAX_ANNOTATIONS = 10_000;
/** Flags of annotations (table 165). */
const HIDDEN = 2;
const NO_VIEW = 32;

/** The tags of the document and of its pages. */
export function readTaggedDocument(catalog: PDFDict, objects: PdfObjects): TaggedDocument {
  const open = openTags(catalog, objects);
  const root = objects.dict(objects.get(catalog, 'StructTreeRoot'));
  const parents = readParentTree(root, objects);
  const pages = [...open.pages].map(([page, number]) => readPage(page, number, { objects, open, parents }));
  return { tree: open.tree, pages };
}

interface Reading {
  readonly objects: PdfObjects;
  readonly open: OpenTags;
  readonly parents: ReadonlyMap<number, PDFObject>;
}

/** Number tree (7.9.7) of the root: an array for each page, an element for each annotation. */
function readParentTree(root: PDFDict | null, objects: PdfObjects): ReadonlyMap<number, PDFObject> {
  const found = new Map<number, PDFObject>();
  const seen = new Set<PDFDict>();
  const pending = [objects.dict(objects.get(root, 'ParentTree'))];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === null || seen.has(node) || seen.size >= MAX_NODES) continue;
    seen.add(node);
    const numbers = objects.list(objects.get(node, 'Nums'));
    for (let at = 0; at + 1 < numbers.length && found.size < MAX_NUMBERS; at += 2) {
      const key = objects.number(numbers[at]);
      const value = numbers[at + 1];
      if (key !== null && value !== undefined) found.set(key, value);
    }
    for (const kid of objects.list(objects.get(node, 'Kids'))) pending.push(objects.dict(kid));
  }
  return found;
}

function readPage(page: PDFDict, number: number, { objects, open, parents }: Reading): TaggedPage {
  const elementOf = (value: PDFObject | undefined): number => {
    const dict = objects.dict(value);
    return dict === null ? -1 : (open.elementOf(dict) ?? -1);
  };
  const annotations: PageAnnotation[] = [];
  const unit = objects.number(objects.get(page, 'UserUnit')) ?? 1;
  for (const each of objects.list(objects.get(page, 'Annots')).slice(0, MAX_ANNOTATIONS)) {
    const annotation = objects.dict(each);
    if (annotation === null) continue;
    const key = objects.number(objects.get(annotation, 'StructParent'));
    annotations.push({
      object: objects.objectNumber(each),
      subtype: objects.name(objects.get(annotation, 'Subtype')) ?? '',
      box: readBox(objects.get(annotation, 'Rect'), unit, objects) ?? [0, 0, 0, 0],
      hidden: ((objects.number(objects.get(annotation, 'F')) ?? 0) & (HIDDEN | NO_VIEW)) !== 0,
      contents: objects.text(objects.raw(annotation, 'Contents')),
      parent: key === null ? -1 : elementOf(parents.get(key)),
    });
  }
  const key = objects.number(objects.get(page, 'StructParents'));
  const list = key === null ? null : objects.array(parents.get(key));
  return {
    number,
    tabs: objects.name(objects.get(page, 'Tabs')),
    annotations,
    parents: list === null ? null : list.asArray().map((each) => elementOf(each)),
  };
}
