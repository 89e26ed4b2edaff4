// A sound accessible file → the same with one fault in its tags: what readers of structure stumble over.
import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
  decodePDFRawStream,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';

export interface AccessibilityFault {
  readonly name: string;
  /** Rule of preflight that tells it. */
  readonly rule: string;
  readonly spoil: (file: TaggedFile) => void;
}

/** Copy of `pdf` with a fault in it. Throws when there was nothing to spoil. */
export async function withFault(pdf: Uint8Array, fault: AccessibilityFault): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  fault.spoil(new TaggedFile(document));
  return document.save({ addDefaultPage: false });
}

/** The tags of a file, for changing them. */
class TaggedFile {
  readonly document: PDFDocument;

  constructor(document: PDFDocument) {
    this.document = document;
  }

  /** The n-th element of a role, in the order of the file's objects. */
  element(role: string, index = 0): PDFDict {
    const found = this.elements(role)[index];
    if (found === undefined) throw new Error(`there is no ${role} ${index}`);
    return found;
  }

  elements(role: string): readonly PDFDict[] {
    return this.document.context
      .enumerateIndirectObjects()
      .map(([, object]) => object)
      .filter((object): object is PDFDict => object instanceof PDFDict)
      .filter((dict) => dict.has(name('S')) && dict.has(name('P')) && dict.get(name('S')) === name(role));
  }

  /** The reference that leads to an object of the file. */
  reference(object: PDFObject): PDFRef {
    const reference = this.document.context.getObjectRef(object);
    if (reference === undefined) throw new Error('it has no number');
    return reference;
  }

  /** The kids of an element. */
  kids(element: PDFDict): PDFArray {
    return element.lookup(name('K'), PDFArray);
  }

  /** Changes the content of a page; `change` has to change something. */
  content(page: number, change: (content: string) => string): void {
    const { node } = this.document.getPage(page);
    const reference = node.get(name('Contents'));
    const stream = this.document.context.lookup(reference);
    if (!(stream instanceof PDFRawStream) || !(reference instanceof PDFRef)) throw new Error('no content');
    const before = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
    const after = change(before);
    if (after === before) throw new Error('nothing was changed');
    const dict = stream.dict.clone(this.document.context);
    const bytes = deflateSync(Buffer.from(after, 'latin1'));
    dict.set(name('Length'), PDFNumber.of(bytes.length));
    this.document.context.assign(reference, PDFRawStream.of(dict, bytes));
  }
}

function name(text: string): PDFName {
  return PDFName.of(text);
}

function at(array: PDFArray, index: number): PDFObject {
  const object = array.get(index);
  if (object === undefined) throw new Error(`there is no kid ${index}`);
  return object;
}

function rename(elements: readonly PDFDict[], role: string): void {
  if (elements.length === 0) throw new Error('there is nothing to rename');
  for (const element of elements) element.set(name('S'), name(role));
}

function exchangeKids(kids: PDFArray, first: number, second: number): void {
  const moved = at(kids, first);
  kids.set(first, at(kids, second));
  kids.set(second, moved);
}

function paragraphAsArtifact(file: TaggedFile): void {
  file.content(0, (content) => content.replace(/\/P <<\/MCID \d+>> BDC/, '/Artifact BMC'));
}

function pageAsArtifact(file: TaggedFile): void {
  file.content(1, (content) => content.replaceAll(/\/\w+ <<\/MCID \d+>> BDC/g, '/Artifact BMC'));
}

/** Each of them is told by its rule; which of them veraPDF tells, tests/accessible prints. */
export const ACCESSIBILITY_FAULTS: readonly AccessibilityFault[] = [
  {
    name: 'a paragraph is an artifact',
    rule: 'structure.text-missing',
    spoil: (file) => paragraphAsArtifact(file),
  },
  {
    name: 'the whole text of a page is an artifact',
    rule: 'structure.text-missing',
    spoil: (file) => pageAsArtifact(file),
  },
  {
    name: 'a paragraph is not tagged',
    rule: 'structure.text-outside',
    spoil: (file) => file.content(0, (content) => content.replace(/\/P <<\/MCID \d+>> BDC/, '/Span BMC')),
  },
  {
    name: 'the text of the second page is an artifact, whatever its tags are',
    rule: 'structure.artifact-share',
    spoil: (file) => pageAsArtifact(file),
  },
  {
    name: 'a paragraph amidst the text is an artifact',
    rule: 'structure.artifact-in-text',
    spoil: (file) => paragraphAsArtifact(file),
  },
  {
    name: 'furniture is in a heading',
    rule: 'structure.text-added',
    spoil: (file) => {
      file.kids(file.element('H1')).push(PDFNumber.of(900));
      file.content(0, (content) => content.replace(/\/Artifact(?: ?<<[^>]*>> ?BDC|\/\w+ BDC| BMC)/, '/H1 <</MCID 900>> BDC')); // prettier-ignore
    },
  },
  {
    name: 'two pieces of content have one number',
    rule: 'structure.text-twice',
    spoil: (file) => file.content(0, (content) => content.replace('<</MCID 3>>', '<</MCID 2>>')),
  },
  {
    name: 'an element holds its content twice',
    rule: 'structure.text-twice',
    spoil: (file) => {
      const kids = file.kids(file.element('H1'));
      kids.push(at(kids, 0));
    },
  },
  {
    name: 'a paragraph is in no element',
    rule: 'structure.text-outside',
    spoil: (file) => void file.element('H1').delete(name('K')),
  },
  {
    name: 'two blocks of an article are read in the wrong order',
    rule: 'structure.reading-order',
    spoil: (file) => {
      const kids = file.kids(file.element('Art'));
      const last = at(kids, 3);
      kids.remove(3);
      kids.insert(1, last);
    },
  },
  {
    name: 'a figure has no alternative text',
    rule: 'structure.figure-alt',
    spoil: (file) => void file.element('Figure').delete(name('Alt')),
  },
  {
    name: 'a figure does not say where it lies',
    rule: 'structure.figure-box',
    spoil: (file) => void file.element('Figure').delete(name('A')),
  },
  {
    name: 'a caption stands before its figure',
    rule: 'structure.caption',
    spoil: (file) => {
      const caption = file.element('Caption');
      const kids = file.kids(caption.lookup(name('P'), PDFDict));
      const index = kids.indexOf(file.reference(caption)) ?? -1;
      const before = at(kids, index - 1);
      kids.set(index - 1, file.reference(caption));
      kids.set(index, before);
    },
  },
  {
    name: 'a caption stands a paragraph after its figure',
    rule: 'structure.caption',
    spoil: (file) => {
      const caption = file.element('Caption', 1);
      const kids = file.kids(caption.lookup(name('P'), PDFDict));
      const index = kids.indexOf(file.reference(caption)) ?? -1;
      kids.insert(index + 2, file.reference(caption));
      kids.remove(index);
    },
  },
  {
    name: 'the document has no language',
    rule: 'accessibility.no-language',
    spoil: ({ document }) => void document.catalog.delete(name('Lang')),
  },
  {
    name: 'an English article has the language of the issue',
    rule: 'structure.language',
    spoil: (file) => void file.element('Art', 1).delete(name('Lang')),
  },
  {
    name: 'a level of headings is skipped',
    rule: 'structure.heading-skip',
    spoil: (file) => rename(file.elements('H2').slice(0, 1), 'H4'),
  },
  {
    name: 'a table has no header cells',
    rule: 'structure.table-headers',
    spoil: (file) => rename(file.elements('TH'), 'TD'),
  },
  {
    name: 'a header cell does not say what it heads',
    rule: 'structure.table-headers',
    spoil: (file) => void file.elements('TH').at(-1)?.delete(name('A')),
  },
  {
    name: 'the area of a link is not described',
    rule: 'structure.link',
    spoil: ({ document }) => {
      for (const annotation of document.getPage(0).node.Annots()?.asArray() ?? [])
        document.context.lookup(annotation, PDFDict).delete(name('Contents'));
    },
  },
  {
    name: 'a link has no text',
    rule: 'structure.link',
    spoil: (file) => file.kids(file.element('Link')).remove(0),
  },
  {
    name: 'a link’s area is in a paragraph',
    rule: 'structure.link',
    spoil: (file) => rename(file.elements('Link'), 'Span'),
  },
  {
    name: 'a note has no identifier',
    rule: 'structure.note',
    spoil: (file) => void file.element('Note').delete(name('ID')),
  },
  {
    name: 'a note has no reference',
    rule: 'structure.note',
    spoil: (file) => rename(file.elements('Reference'), 'Span'),
  },
  {
    name: 'an item of a list has no body',
    rule: 'structure.list-parts',
    spoil: (file) => rename(file.elements('LBody'), 'Div'),
  },
  {
    name: 'the parent tree has another element',
    rule: 'structure.parent-tree',
    spoil: ({ document }) => {
      const root = document.catalog.lookup(name('StructTreeRoot'), PDFDict);
      const numbers = root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
      const marks = numbers.lookup(1, PDFArray);
      marks.set(0, at(marks, marks.size() - 1));
    },
  },
  {
    name: 'the file has no structure tree',
    rule: 'structure.missing',
    spoil: ({ document }) => void document.catalog.delete(name('StructTreeRoot')),
  },
  {
    name: 'the structure tree is empty',
    rule: 'structure.missing',
    spoil: ({ document }) => void document.catalog.lookup(name('StructTreeRoot'), PDFDict).delete(name('K')),
  },
  {
    name: 'the structure tree runs in a circle',
    rule: 'structure.tree',
    spoil: (file) => file.kids(file.element('Art')).push(file.reference(file.element('Document'))),
  },
  {
    name: 'an element stands in two places',
    rule: 'structure.tree',
    spoil: (file) => file.kids(file.element('Art', 1)).push(at(file.kids(file.element('Art')), 1)),
  },
  {
    name: 'the file doubts its tags',
    rule: 'structure.tree',
    spoil: ({ document }) =>
      document.catalog.lookup(name('MarkInfo'), PDFDict).set(name('Suspects'), PDFBool.True),
  },
  {
    name: 'an element names content that is not on its page',
    rule: 'structure.mark-missing',
    spoil: (file) => file.kids(file.element('H1')).push(PDFNumber.of(9999)),
  },
  {
    name: 'an element names a page that is not in the file',
    rule: 'structure.mark-missing',
    spoil: (file) => file.element('H1').set(name('Pg'), file.document.context.obj({ Type: 'Page' })),
  },
  {
    name: 'the parent tree has nothing for a page',
    rule: 'structure.parent-tree',
    spoil: ({ document }) => void document.getPage(0).node.delete(name('StructParents')),
  },
  {
    name: 'tagged content stands in an artifact',
    rule: 'structure.artifact-nested',
    spoil: (file) =>
      file.content(0, (content) =>
        content.replace(/\/P <<\/MCID \d+>> BDC[^]*?EMC/, (piece) => `/Artifact BMC ${piece} EMC`),
      ),
  },
  {
    name: 'an artifact stands in tagged content',
    rule: 'structure.artifact-nested',
    spoil: (file) =>
      file.content(0, (content) => content.replace(/(\/P <<\/MCID \d+>> BDC)([^]*?EMC)/, '$1 /Artifact BMC $2 EMC')), // prettier-ignore
  },
  {
    name: 'a role leads to none of the standard',
    rule: 'structure.role',
    spoil: (file) => rename(file.elements('P').slice(0, 1), 'Absatz'),
  },
  {
    name: 'a language is none',
    rule: 'structure.language',
    spoil: (file) => file.element('Art').set(name('Lang'), PDFString.of('Farsi (Afghanistan)')),
  },
  {
    name: 'a Persian article is said to be German',
    rule: 'structure.language',
    spoil: (file) => file.element('Art').set(name('Lang'), PDFString.of('de')),
  },
  {
    name: 'a heading has no text',
    rule: 'structure.heading-empty',
    spoil: (file) => {
      const art = file.reference(file.element('Art'));
      const heading = file.document.context.obj({ Type: 'StructElem', S: 'H2', P: art });
      file.kids(file.element('Art')).push(file.document.context.register(heading));
    },
  },
  {
    name: 'the first heading is of the second level',
    rule: 'structure.heading-skip',
    spoil: (file) => rename(file.elements('H1'), 'H2'),
  },
  {
    name: 'rows of a table are in a group',
    rule: 'structure.table-parts',
    spoil: (file) => rename(file.elements('TR').slice(0, 1), 'Div'),
  },
  {
    name: 'a row of a table has a cell less',
    rule: 'structure.table-parts',
    spoil: (file) => file.kids(file.element('TR', 2)).remove(0),
  },
  {
    name: 'items of a list are in no list',
    rule: 'structure.list-parts',
    spoil: (file) => rename(file.elements('L'), 'Div'),
  },
  {
    name: 'a paragraph stands in a list',
    rule: 'structure.list-parts',
    spoil: (file) => rename(file.elements('LI').slice(0, 1), 'P'),
  },
  {
    name: 'a link has no area',
    rule: 'structure.link',
    spoil: (file) => {
      const kids = file.kids(file.element('Link'));
      kids.remove(kids.size() - 1);
    },
  },
  {
    name: 'an annotation is in no element',
    rule: 'structure.annotation',
    spoil: ({ document }) => {
      const annotation = at(document.getPage(0).node.Annots() ?? document.context.obj([]), 0);
      document.context.lookup(annotation, PDFDict).delete(name('StructParent'));
    },
  },
  {
    name: 'the keyboard does not go by structure',
    rule: 'structure.tab-order',
    spoil: ({ document }) => void document.getPage(0).node.delete(name('Tabs')),
  },
  {
    name: 'two cells have one identifier',
    rule: 'structure.identifier',
    spoil: (file) => {
      for (const index of [0, 1]) file.element('TH', index).set(name('ID'), PDFString.of('twin'));
    },
  },
  {
    name: 'two notes have one identifier',
    rule: 'structure.identifier',
    spoil: (file) => {
      for (const index of [0, 1]) file.element('Note', index).set(name('ID'), PDFString.of('twin'));
    },
  },
  {
    name: 'an article is read after one that begins on a later page',
    rule: 'structure.reading-order',
    spoil: (file) => {
      const articles = file.elements('Art').map((element) => file.reference(element));
      const kids = file.kids(file.element('Document'));
      const places = kids.asArray().flatMap((kid, index) => (kid instanceof PDFRef && articles.includes(kid) ? [index] : [])); // prettier-ignore
      const reversed = places.map((place) => at(kids, place)).toReversed();
      for (const [index, place] of places.entries()) kids.set(place, reversed[index] ?? at(kids, place));
    },
  },
  {
    name: 'other words are read in place of a paragraph',
    rule: 'structure.text-missing',
    spoil: (file) => file.element('P', 3).set(name('ActualText'), PDFString.of('something else')),
  },
  {
    name: 'an alternative text hides a paragraph',
    rule: 'structure.text-missing',
    spoil: (file) => file.element('P', 3).set(name('Alt'), PDFString.of('a paragraph')),
  },
  {
    name: 'a cell names a header that is not in its table',
    rule: 'structure.table-headers',
    spoil: (file) => {
      const cell = file.elements('TD').map((element) => element.lookup(name('A'))).find((facts) => facts instanceof PDFDict && facts.has(name('Headers'))); // prettier-ignore
      if (!(cell instanceof PDFDict)) throw new Error('no cell names its headers');
      cell.lookup(name('Headers'), PDFArray).set(0, PDFString.of('cell-0'));
    },
  },
  {
    name: 'a header cell heads in no direction',
    rule: 'structure.table-headers',
    spoil: (file) => {
      const cell = file.elements('TH').find((element) => !element.has(name('ID')));
      if (cell === undefined) throw new Error('all cells are named');
      cell.lookup(name('A'), PDFDict).set(name('Scope'), name('Diagonal'));
    },
  },
  {
    name: 'the hemistichs of a couplet are exchanged',
    rule: 'structure.reading-order',
    spoil: (file) => exchangeKids(file.kids(file.element('Couplet')), 0, 1),
  },
  {
    name: 'the areas of two links are exchanged',
    rule: 'structure.link',
    spoil: ({ document }) => {
      const [first, second] = document.getPage(0).node.Annots()?.asArray() ?? [];
      const boxes = [first, second].map((each) => document.context.lookup(each, PDFDict).lookup(name('Rect'), PDFArray)); // prettier-ignore
      document.context.lookup(first, PDFDict).set(name('Rect'), boxes[1] ?? PDFNull);
      document.context.lookup(second, PDFDict).set(name('Rect'), boxes[0] ?? PDFNull);
    },
  },
  {
    name: 'the objects of two links are exchanged',
    rule: 'structure.link',
    spoil: (file) => {
      const [first, second] = file.elements('Link').map((link) => file.kids(link));
      if (first === undefined || second === undefined) throw new Error('there are no two links');
      const last = at(first, first.size() - 1);
      first.set(first.size() - 1, at(second, second.size() - 1));
      second.set(second.size() - 1, last);
    },
  },
  {
    name: 'the parent tree has another link for the area of one',
    rule: 'structure.parent-tree',
    spoil: ({ document }) => {
      const annotations = document.getPage(0).node.Annots()?.asArray() ?? [];
      const [first, second] = annotations.map((each) => document.context.lookup(each, PDFDict));
      const keys = [first, second].map((each) => each?.get(name('StructParent')) ?? PDFNull);
      first?.set(name('StructParent'), keys[1] ?? PDFNull);
      second?.set(name('StructParent'), keys[0] ?? PDFNull);
    },
  },
  {
    name: 'a link has no target',
    rule: 'structure.link',
    spoil: ({ document }) => {
      for (const annotation of document.getPage(0).node.Annots()?.asArray() ?? []) {
        const dict = document.context.lookup(annotation, PDFDict);
        dict.delete(name('Dest'));
        dict.delete(name('A'));
      }
    },
  },
  {
    name: 'a link leads to a name that the file has not',
    rule: 'structure.link',
    spoil: ({ document }) => {
      const annotation = at(document.getPage(0).node.Annots() ?? document.context.obj([]), 0);
      document.context.lookup(annotation, PDFDict).set(name('Dest'), PDFString.of('nowhere'));
    },
  },
  {
    name: 'a note is a paragraph',
    rule: 'structure.note',
    spoil: (file) => rename(file.elements('Note').slice(0, 1), 'P'),
  },
  {
    name: 'the alternative text of a figure is the name of its file',
    rule: 'structure.figure-alt',
    spoil: (file) => file.element('Figure').set(name('Alt'), PDFString.of('media/p.svg')),
  },
  {
    name: 'the alternative text of a figure is the number that a camera gave it',
    rule: 'structure.figure-alt',
    spoil: (file) => file.element('Figure').set(name('Alt'), PDFString.of('IMG_2041')),
  },
  {
    name: 'the alternative text of a figure says that it is one',
    rule: 'structure.figure-alt',
    spoil: (file) => file.element('Figure').set(name('Alt'), PDFString.of('Image 3')),
  },
  {
    name: 'two pages of an article are exchanged',
    rule: 'structure.reading-order',
    spoil: ({ document }) => exchangeKids(document.catalog.Pages().Kids(), 0, 1),
  },
];
