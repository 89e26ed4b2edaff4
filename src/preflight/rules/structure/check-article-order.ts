// Articles and sections → whether each begins where the one read before it has begun, or later. Nothing but the tags is asked: a text
// that is known page by page says nothing of the order of articles on different pages.
import { toEuropeanDigits } from '../../../unicode/digits.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';

/** Roles of what is read one after the other. */
const GROUPS: ReadonlySet<string> = new Set(['Part', 'Art', 'Sect']);
const HEADING = /^H[1-6]?$/;

/** Articles, in whatever is around them, that are read after one which begins on a later page. */
export function checkArticleOrder(facts: TagFacts, faults: StructureFaults): void {
  const siblings = new Map<number, { readonly index: number; readonly page: number }[]>();
  facts.tree.elements.forEach(({ role, parent }, index) => {
    const { page } = facts.where(index);
    // One without a heading may be no more than a line that says where an article goes on.
    if (page === null || !GROUPS.has(role) || !facts.within(index, (each) => HEADING.test(each.role))) return;
    const known = siblings.get(parent);
    if (known === undefined) siblings.set(parent, [{ index, page }]);
    else known.push({ index, page });
  });
  const pages = mainPages(facts);
  for (const group of siblings.values()) {
    let reached = 0;
    for (const { index, page } of group) {
      if (page > pages) continue;
      if (page < reached) faults.warning('reading-order', `This begins on page ${page}, but is read after what begins on page ${reached}`, facts.where(index)); // prettier-ignore
      reached = Math.max(reached, page);
    }
  }
}

/** The last page before those of a second front, which are read from the end of the file: their labels run down to 1. */
function mainPages({ contents: { pages } }: TagFacts): number {
  let back = 0;
  while (toEuropeanDigits(pages.at(-1 - back)?.label ?? '') === String(back + 1)) back++;
  return pages.length - (back < 2 ? 0 : back);
}
