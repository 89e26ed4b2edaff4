// An element of the structure and where it was written → the element that has to stand between them, as HTML implies rows and bodies of
// tables: ISO 32000-1, 14.8.4.3.3 and 14.8.4.3.4, say what lists, their items, tables and rows may hold.
import type { StructureRole } from './structure.ts';

/** What may stand in an element, and what else is put into. */
const CONTENTS: ReadonlyMap<StructureRole, { readonly holds: readonly StructureRole[]; readonly else: StructureRole }> = new Map([
  ['L', { holds: ['LI'], else: 'LI' }],
  ['LI', { holds: ['Lbl', 'LBody'], else: 'LBody' }],
  ['Table', { holds: ['Caption', 'THead', 'TBody', 'TFoot'], else: 'TBody' }],
  ['THead', { holds: ['TR'], else: 'TR' }],
  ['TBody', { holds: ['TR'], else: 'TR' }],
  ['TFoot', { holds: ['TR'], else: 'TR' }],
  ['TR', { holds: ['TH', 'TD'], else: 'TD' }],
]); // prettier-ignore

/** What is a part of something, wherever it was written. */
const WHOLES: ReadonlyMap<StructureRole, StructureRole> = new Map([
  ['LI', 'L'],
  ['Lbl', 'L'],
  ['LBody', 'L'],
  ['THead', 'Table'],
  ['TBody', 'Table'],
  ['TFoot', 'Table'],
  ['TR', 'Table'],
  ['TH', 'Table'],
  ['TD', 'Table'],
]);

/** The role of an element that has to stand between `parent` and an element of `role`; undefined: none. */
export function impliedRole(parent: StructureRole, role: StructureRole): StructureRole | undefined {
  const contents = CONTENTS.get(parent);
  if (contents === undefined) return WHOLES.get(role);
  return contents.holds.includes(role) ? undefined : contents.else;
}
