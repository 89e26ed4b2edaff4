// Links and other annotations → whether they are in the structure, with text and a description (ISO 14289-1, 7.18).
import { isShown } from './check-elements.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';
import type { TagObject } from '../../inspect/tags/tag-types.ts';

/** Annotations that need not be in the structure: nobody meets them by themselves, or they are marks of the printer. */
const APART: ReadonlySet<string> = new Set(['Popup', 'PrinterMark', 'TrapNet']);

/** Faults of links, and of the annotations of pages. */
export function checkLinks(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  elements.forEach(({ role, kids }, index) => {
    const objects = kids.filter((kid): kid is TagObject => kid.kind === 'object');
    const where = facts.where(index);
    if (role !== 'Link') {
      if (objects.some(({ subtype }) => subtype === 'Link')) faults.error('link', `The area of a link stands in ${role || 'an element without a role'}`, where); // prettier-ignore
      return;
    }
    if (objects.length === 0) faults.error('link', 'A link has no area that can be clicked (OBJR)', where);
    if (objects.some(({ contents }) => (contents ?? '').trim() === '')) faults.error('link', 'The area of a link has no description (Contents)', where); // prettier-ignore
    if (!isShown(facts, index)) faults.error('link', 'A link has no text', where);
  });
  for (const { number, annotations, tabs } of facts.pages) {
    let seen = 0;
    for (const { subtype, box, hidden, parent } of annotations) {
      if (hidden || APART.has(subtype)) continue;
      seen++;
      const where = { page: number, place: box };
      const wanted = subtype === 'Link' ? 'Link' : subtype === 'Widget' ? 'Form' : 'Annot';
      const role = elements[parent]?.role;
      if (role === undefined) faults.error('annotation', `An annotation (${subtype.slice(0, 40) || 'of no kind'}) is in no element`, where); // prettier-ignore
      // The area of a link in another element is told there.
      else if (role !== wanted && subtype !== 'Link') faults.error('annotation', `An annotation (${subtype.slice(0, 40)}) is in ${role.slice(0, 40)}, not in ${wanted}`, where); // prettier-ignore
    }
    if (seen > 0 && tabs !== 'S') faults.error('tab-order', 'The keyboard does not visit the annotations of the page by structure', { page: number, place: null }); // prettier-ignore
  }
}
