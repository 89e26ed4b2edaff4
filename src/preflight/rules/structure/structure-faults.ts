// What may be wrong with the tags of a file: the rules, in the order of the report, and what one of them finds.
import type { Box } from '../../inspect/inspected-pdf.ts';

export type StructureRule =
  | 'missing'
  | 'tree'
  | 'text-outside'
  | 'text-twice'
  | 'mark-missing'
  | 'parent-tree'
  | 'artifact-nested'
  | 'artifact-share'
  | 'artifact-in-text'
  | 'text-missing'
  | 'text-added'
  | 'reading-order'
  | 'role'
  | 'language'
  | 'heading-skip'
  | 'heading-empty'
  | 'figure-alt'
  | 'figure-box'
  | 'caption'
  | 'table-parts'
  | 'table-headers'
  | 'list-parts'
  | 'link'
  | 'annotation'
  | 'tab-order'
  | 'note'
  | 'identifier';

/** Each rule and what it asks. */
export const STRUCTURE_RULES: Readonly<Record<StructureRule, string>> = {
  missing: 'The file has a structure tree with elements in it',
  tree: 'The tree can be read to its end: no element in two places, none nested beyond sense, and no doubt of its own (Suspects)',
  'text-outside': 'All text is in the structure or an artifact',
  'text-twice': 'Marked content has a number of its own on its page, and stands in one element once',
  'mark-missing': 'Marked content that an element names is on its page',
  'parent-tree':
    'The parent tree leads from marked content, and from areas of links, to the element that has them',
  'artifact-nested': 'No artifact stands in tagged content, and no tagged content in an artifact',
  'artifact-share':
    'Most text of a page is no artifact: all of a page with 200 letters is an error, more than half a warning',
  'artifact-in-text':
    'No artifact of 40 letters stands amidst the text of a page, unless it repeats what is tagged elsewhere',
  'text-missing': 'Every block of the source’s text is in the structure, where the source is known',
  'text-added': 'The structure has no text that the source does not have, where it is known',
  'reading-order':
    'Blocks are read in the order of the source; where it is not known, none after one that stands below it in its column. Text goes on from page to page, and of a couplet the hemistich is read first with which its line begins',
  role: 'Every element has a role of the standard, or one that the RoleMap leads to it',
  language: 'All text has a language, well-formed, that can be written in its letters',
  'heading-skip': 'Headings begin with the first level and skip none',
  'heading-empty': 'Headings have text',
  'figure-alt':
    'Figures and formulas have an alternative text, which is no file’s name; a mere “photo” is a warning',
  'figure-box': 'Figures say where they lie (BBox)',
  caption: 'Captions stand in what they describe or directly behind it',
  'table-parts': 'Tables consist of rows of cells, which make equally many columns',
  'table-headers':
    'Tables have header cells, which say what they head (Scope) or are named by those they head',
  'list-parts': 'Lists consist of items, and items of a label and a body',
  link: 'Links have text, an area that lies on it, a description of that (Contents), and a target',
  annotation: 'Annotations are in the structure: links in Link, others in Annot or Form',
  'tab-order': 'On pages with annotations the keyboard goes by structure (Tabs S)',
  note: 'Notes have an identifier, something refers to them, and the marks of notes lead to them',
  identifier: 'No two elements have one identifier',
};

export interface StructureFault {
  readonly rule: StructureRule;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** From 1; null: of the document. */
  readonly page: number | null;
  readonly place: Box | null;
}

/** Where a fault is. */
export interface FaultPlace {
  readonly page: number | null;
  readonly place: Box | null;
}

/** Of the whole document. */
export const NOWHERE: FaultPlace = { page: null, place: null };

/** The faults of one file; of each rule as many as anybody would read. */
export class StructureFaults {
  readonly list: StructureFault[] = [];
  readonly #counts = new Map<StructureRule, number>();

  error(rule: StructureRule, message: string, where: FaultPlace): void {
    this.#add({ rule, severity: 'error', message, ...where });
  }

  warning(rule: StructureRule, message: string, where: FaultPlace): void {
    this.#add({ rule, severity: 'warning', message, ...where });
  }

  #add(fault: StructureFault): void {
    const count = (this.#counts.get(fault.rule) ?? 0) + 1;
    this.#counts.set(fault.rule, count);
    if (count < MAX_FAULTS) this.list.push(fault);
    else if (count === MAX_FAULTS) this.list.push({ ...fault, message: 'There are more such faults', ...NOWHERE }); // prettier-ignore
  }
}

const MAX_FAULTS = 500;
