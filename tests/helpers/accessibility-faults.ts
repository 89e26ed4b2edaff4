// A sound accessible file → the same with one fault in its tags: what readers of structure stumble over.
import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  decodePDFRawStream,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';

export interface AccessibilityFault {
  readonly name: string;
  /** Rule of the project's own check that tells it. */
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

/** Each of them is told by its rule; which of them veraPDF tells, tests/accessible prints. */
export const ACCESSIBILITY_FAULTS: readonly AccessibilityFault[] = [
  {
    name: 'a paragraph is an artifact',
    rule: 'text-lost',
    spoil: (file) => file.content(0, (content) => content.replace(/\/P <<\/MCID \d+>> BDC/, '/Artifact BMC')),
  },
  {
    name: 'the whole text of a page is an artifact',
    rule: 'text-lost',
    spoil: (file) => file.content(1, (content) => content.replaceAll(/\/\w+ <<\/MCID \d+>> BDC/g, '/Artifact BMC')), // prettier-ignore
  },
  {
    name: 'a paragraph is not tagged',
    rule: 'text-outside',
    spoil: (file) => file.content(0, (content) => content.replace(/\/P <<\/MCID \d+>> BDC/, '/Span BMC')),
  },
  {
    name: 'two pieces of content have one number',
    rule: 'text-twice',
    spoil: (file) => file.content(0, (content) => content.replace('<</MCID 3>>', '<</MCID 2>>')),
  },
  {
    name: 'an element holds its content twice',
    rule: 'text-twice',
    spoil: (file) => {
      const kids = file.kids(file.element('H1'));
      kids.push(at(kids, 0));
    },
  },
  {
    name: 'a paragraph is in no element',
    rule: 'text-outside',
    spoil: (file) => void file.element('H1').delete(name('K')),
  },
  {
    name: 'two blocks of an article are read in the wrong order',
    rule: 'reading-order',
    spoil: (file) => {
      const kids = file.kids(file.element('Art'));
      const last = at(kids, 3);
      kids.remove(3);
      kids.insert(1, last);
    },
  },
  {
    name: 'a figure has no alternative text',
    rule: 'figure-alt',
    spoil: (file) => void file.element('Figure').delete(name('Alt')),
  },
  {
    name: 'a figure does not say where it lies',
    rule: 'figure-box',
    spoil: (file) => void file.element('Figure').delete(name('A')),
  },
  {
    name: 'the document has no language',
    rule: 'language',
    spoil: ({ document }) => void document.catalog.delete(name('Lang')),
  },
  {
    name: 'an English article has the language of the issue',
    rule: 'language',
    spoil: (file) => void file.element('Art', 1).delete(name('Lang')),
  },
  {
    name: 'a level of headings is skipped',
    rule: 'heading-skip',
    spoil: (file) => rename(file.elements('H2').slice(0, 1), 'H4'),
  },
  {
    name: 'a table has no header cells',
    rule: 'table-headers',
    spoil: (file) => rename(file.elements('TH'), 'TD'),
  },
  {
    name: 'a header cell does not say what it heads',
    rule: 'table-headers',
    spoil: (file) => void file.element('TH').delete(name('A')),
  },
  {
    name: 'the area of a link is not described',
    rule: 'link',
    spoil: ({ document }) => {
      for (const annotation of document.getPage(0).node.Annots()?.asArray() ?? [])
        document.context.lookup(annotation, PDFDict).delete(name('Contents'));
    },
  },
  {
    name: 'a link has no text',
    rule: 'link',
    spoil: (file) => file.kids(file.element('Link')).remove(0),
  },
  {
    name: 'a link’s area is in a paragraph',
    rule: 'link',
    spoil: (file) => rename(file.elements('Link'), 'Span'),
  },
  {
    name: 'a note has no identifier',
    rule: 'note',
    spoil: (file) => void file.element('Note').delete(name('ID')),
  },
  {
    name: 'a note has no reference',
    rule: 'note',
    spoil: (file) => rename(file.elements('Reference'), 'Span'),
  },
  {
    name: 'an item of a list has no body',
    rule: 'list',
    spoil: (file) => rename(file.elements('LBody'), 'Div'),
  },
  {
    name: 'the parent tree has another element',
    rule: 'parent-tree',
    spoil: ({ document }) => {
      const root = document.catalog.lookup(name('StructTreeRoot'), PDFDict);
      const numbers = root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
      const marks = numbers.lookup(1, PDFArray);
      marks.set(0, at(marks, marks.size() - 1));
    },
  },
];
