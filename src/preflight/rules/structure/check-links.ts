// Links and other annotations → whether they are in the structure, with text and a description (ISO 14289-1, 7.18).
import type { Box } from '../../inspect/inspected-pdf.ts';
import { isShown } from './check-elements.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';
import type { TagObject } from '../../inspect/tags/tag-types.ts';

/** Annotations that need not be in the structure: nobody meets them by themselves, or they are marks of the printer. */
const APART: ReadonlySet<string> = new Set(['Popup', 'PrinterMark', 'TrapNet']);

/** Where a link is clicked. */
interface Area {
  readonly page: number;
  readonly box: Box;
  /** Index of the element that the parent tree has for it; -1: none. */
  readonly parent: number;
}

/** Points by which areas and letters may miss each other: some areas are those of a line without its ascenders. */
const NEAR = 3;

/** Whether no area of a link touches anything that it shows; false where nothing is known of either. */
function standElsewhere(facts: TagFacts, link: number, areas: readonly Area[]): boolean {
  let isKnown = false;
  const touches = facts.within(link, ({ kids }) =>
    kids.some((kid) => {
      const content = kid.kind === 'mark' ? facts.contentOf(kid) : undefined;
      if (kid.kind !== 'mark' || content === undefined || content.bounds === null) return false;
      const [left, bottom, right, top] = content.bounds;
      isKnown = true;
      return areas.some(
        ({ page, box }) =>
          page === kid.page && box[0] <= right + NEAR && box[2] >= left - NEAR && box[1] <= top + NEAR && box[3] >= bottom - NEAR, // prettier-ignore
      );
    }),
  );
  return isKnown && !touches && areas.length > 0;
}

/** Faults of links, and of the annotations of pages. */
export function checkLinks(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  const areas = new Map<number, Area>();
  for (const { number, annotations } of facts.pages) {
    for (const { object, box, parent } of annotations) {
      if (object !== null) areas.set(object, { page: number, box, parent });
    }
  }
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
    if (objects.some(({ subtype, leads }) => subtype === 'Link' && !leads)) faults.error('link', 'A link leads nowhere: it has no target, or one that is not in the file', where); // prettier-ignore
    const own = objects.flatMap(({ object }) => areas.get(object ?? -1) ?? []);
    if (own.some(({ parent }) => parent >= 0 && parent !== index)) faults.error('parent-tree', 'The parent tree has another element for the area of a link', where); // prettier-ignore
    if (standElsewhere(facts, index, own)) faults.error('link', 'The area of a link lies elsewhere than its text', where); // prettier-ignore
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
