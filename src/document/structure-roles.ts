// HTML elements → roles of the PDF structure tree (ISO 32000-1, 14.8.4).
import type { ListNumbering, StructureRole } from './structure.ts';

const ROLES: ReadonlyMap<string, StructureRole> = new Map([
  ['article', 'Art'],
  ['section', 'Sect'],
  ['h1', 'H1'],
  ['h2', 'H2'],
  ['h3', 'H3'],
  ['h4', 'H4'],
  ['h5', 'H5'],
  ['h6', 'H6'],
  ['p', 'P'],
  ['pre', 'P'],
  ['address', 'P'],
  ['blockquote', 'BlockQuote'],
  ['ul', 'L'],
  ['ol', 'L'],
  ['li', 'LI'],
  ['dl', 'L'],
  ['dt', 'Lbl'],
  ['dd', 'LBody'],
  ['table', 'Table'],
  ['thead', 'THead'],
  ['tbody', 'TBody'],
  ['tfoot', 'TFoot'],
  ['tr', 'TR'],
  ['th', 'TH'],
  ['td', 'TD'],
  ['caption', 'Caption'],
  ['figure', 'Figure'],
  ['figcaption', 'Caption'],
]);

/** Roles whose element may hold lines of text itself; text anywhere else gets a P of its own. */
const TEXT_ROLES: ReadonlySet<StructureRole> = new Set([
  'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'P', 'Caption', 'TH', 'TD', 'LBody', 'Lbl',
]); // prettier-ignore

/** The structure element of an HTML element; undefined: none of its own. */
export function structureRole(tag: string): StructureRole | undefined {
  return ROLES.get(tag);
}

const NUMBERINGS: ReadonlyMap<string, ListNumbering> = new Map([
  ['disc', 'Disc'],
  ['circle', 'Circle'],
  ['square', 'Square'],
  ['upper-roman', 'UpperRoman'],
  ['lower-roman', 'LowerRoman'],
  ['upper-alpha', 'UpperAlpha'],
  ['upper-latin', 'UpperAlpha'],
  ['lower-alpha', 'LowerAlpha'],
  ['lower-latin', 'LowerAlpha'],
]);

/** How the items of a list are labelled: numbers in any digits are decimal; undefined without labels. */
export function listNumbering(listStyleType: string): ListNumbering | undefined {
  return listStyleType === 'none' ? undefined : (NUMBERINGS.get(listStyleType) ?? 'Decimal');
}

/** Whether lines may stand in an element without a `P` around them. */
export function holdsText(role: StructureRole): boolean {
  return TEXT_ROLES.has(role);
}
