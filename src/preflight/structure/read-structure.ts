// PDF bytes → its tags with language and text, as an assistive tool reads them: the tree from the objects of the file, the text
// of its marked content from pdf.js. Artifacts – furniture, decoration – are left out.
import type { Diagnostics } from '../../base/diagnostic.ts';
import { normaliseExtracted } from '../../unicode/normalise.ts';
import { parseObjects } from '../inspect/objects/parse-objects.ts';
import { openReading } from '../pdfjs/read-pdf.ts';
import type { ReadingLimits } from '../pdfjs/reader-thread.ts';
import type { MarkedText, MarkedTexts } from './read-marked-text.ts';
import { readMarkedTexts } from './read-marked-text.ts';
import { readTagTree } from '../inspect/tags/read-tag-tree.ts';
import type { DocumentStructure, StructureElement, StructureNode, StructureText } from './structure-types.ts';
import { INLINE_ROLES } from '../pdfjs/inline-roles.ts';
import type { TagElement, TagTree } from '../inspect/tags/tag-types.ts';
import { markKey } from '../inspect/tags/tag-types.ts';

export interface StructureOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** Text of pages beyond this number is left out with P004. */
  readonly maxPages?: number | undefined;
  /** For files of strangers: what takes longer is left out with P004. */
  readonly limits?: ReadingLimits | undefined;
}

const DEFAULT_MAX_PAGES = 5000;

/** Null when the file cannot be opened (P002, P003: tags of encrypted files are not read). What could be read only in part is P004. */
export async function readStructure(
  bytes: Uint8Array,
  options: StructureOptions,
): Promise<DocumentStructure | null> {
  const { file, diagnostics } = options;
  const reading = await openReading(bytes, options);
  if (reading === null) return null;
  const { document } = reading;
  try {
    const { objects, trailer } = parseObjects(bytes, await import('@cantoo/pdf-lib'));
    if (trailer.encrypt !== undefined && objects.resolve(trailer.encrypt) !== null) {
      diagnostics.error('P003', 'The tags of an encrypted PDF are not read', { file }, 'save a copy without password and restrictions'); // prettier-ignore
      return null;
    }
    const catalog = objects.dict(trailer.root);
    if (catalog === null) {
      diagnostics.error('P002', 'This is no PDF whose tags can be read: it has no catalog', { file });
      return null;
    }
    const last = Math.min(document.numPages, options.maxPages ?? DEFAULT_MAX_PAGES);
    if (last < document.numPages)
      diagnostics.warning('P004', `Only the first ${last} of ${document.numPages} pages were read`, { file });
    const tree = readTagTree(catalog, objects);
    if (tree.cut) diagnostics.warning('P004', 'The tags are too many or nested too deeply; the rest was left out', { file }); // prettier-ignore
    const texts = await readMarkedTexts(reading, last, options);
    const language = tree.language ?? '';
    const roots = tree.elements.filter(({ parent }) => parent < 0);
    return {
      tagged: tree.tagged,
      language,
      pages: document.numPages,
      elements: roots.map((element) => new Block(tree, texts).element(element, language)),
      untagged: untaggedOf(tree, texts),
    };
  } finally {
    await reading.close();
  }
}

/** Text in no mark, and in marks that no element names; by page. */
function untaggedOf({ elements }: TagTree, texts: MarkedTexts): readonly StructureText[] {
  const named = new Set<string>();
  for (const { kids } of elements)
    for (const kid of kids) if (kid.kind === 'mark') named.add(markKey(kid.page, kid.form, kid.mark));
  const untagged = [...texts.untagged];
  for (const [key, { page, text }] of texts.byMark) {
    const normal = named.has(key) ? '' : normaliseExtracted(text);
    if (normal !== '') untagged.push({ kind: 'text', page, text: normal });
  }
  return untagged.toSorted((a, b) => a.page - b.page);
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Leaf {
  readonly kind: 'text';
  readonly page: number;
  text: string;
}

/** Stands for the neighbours of a text while it is normalised, so that spaces at its ends are kept. */
const NEIGHBOUR = '\ue000';

/** The text of one block, its inline elements included; blocks within it have their own. */
class Block {
  readonly #tree: TagTree;
  readonly #texts: MarkedTexts;
  readonly #leaves: Leaf[] = [];

  constructor(tree: TagTree, texts: MarkedTexts) {
    this.#tree = tree;
    this.#texts = texts;
  }

  element(tag: TagElement, around: string): StructureElement {
    const element = this.#build(tag, around);
    const [first] = this.#leaves;
    const last = this.#leaves.at(-1);
    if (first !== undefined) first.text = first.text.trimStart();
    if (last !== undefined) last.text = last.text.trimEnd();
    return element;
  }

  #build(tag: TagElement, around: string): StructureElement {
    const language = tag.language === null || tag.language === '' ? around : tag.language;
    // What stands for the content is read instead of it; only a caption is read as well (14.9.3, 14.9.4).
    const isReplaced = tag.actualText !== null || (tag.alt !== null && tag.role === 'Figure');
    const children: StructureNode[] = [];
    let marks: MarkedText[] = [];
    const closeText = (): void => {
      for (const leaf of leavesOf(marks)) {
        this.#leaves.push(leaf);
        children.push(leaf);
      }
      marks = [];
    };
    let page: number | null = null;
    let objectPage: number | null = null;
    let target: string | null = null;
    for (const kid of tag.kids) {
      if (kid.kind === 'mark') {
        const marked = this.#texts.byMark.get(markKey(kid.page, kid.form, kid.mark));
        page ??= marked?.page ?? this.#read(kid.page);
        if (!isReplaced && marked !== undefined) marks.push(marked);
        continue;
      }
      if (kid.kind === 'object') {
        objectPage ??= this.#read(kid.page);
        target ??= kid.target;
        continue;
      }
      const inner = this.#tree.elements[kid.index];
      if (inner === undefined || (isReplaced && inner.role !== 'Caption')) continue;
      closeText();
      const child = INLINE_ROLES.has(inner.role) ? this.#build(inner, language) : new Block(this.#tree, this.#texts).element(inner, language); // prettier-ignore
      page ??= child.page;
      children.push(child);
    }
    closeText();
    page ??= objectPage ?? this.#read(tag.page);
    const element: Writable<StructureElement> = { kind: 'element', role: tag.role, language, page, children };
    if (tag.type !== tag.role) element.type = tag.type;
    if (tag.alt !== null && (tag.alt !== '' || tag.role === 'Figure')) element.alt = tag.alt;
    if (tag.actualText !== null) element.actualText = tag.actualText;
    if (tag.expansion !== null) element.expansion = tag.expansion;
    const scope = tag.attributes.get('Scope');
    if (scope !== undefined) element.scope = scope;
    if (target !== null) element.target = target;
    return element;
  }

  /** Null for a page that is not in the file, or was not read. */
  #read(page: number): number | null {
    return this.#texts.pages.has(page) ? page : null;
  }
}

/** Sequences that follow each other are one text, as far as they are on one page. */
function leavesOf(marks: readonly MarkedText[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let raw = '';
  marks.forEach((mark, index) => {
    const next = marks[index + 1];
    raw += mark.text;
    if (next?.page === mark.page) {
      // Other content stands between: a line has ended.
      if (next.order !== mark.order + 1) raw += '\n';
      return;
    }
    // The line ends with the page, too, and a word parted there goes on without a space.
    if (next !== undefined) raw += '\n';
    const text = normaliseExtracted(`${NEIGHBOUR}${raw}${NEIGHBOUR}`).slice(1, -1);
    if (text !== '') leaves.push({ kind: 'text', page: mark.page, text });
    raw = '';
  });
  return leaves;
}
