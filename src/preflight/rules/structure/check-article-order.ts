// Articles and sections → whether each begins where the one read before it has begun, or later, and goes on from page to page. Nothing
// but the tags is asked: a text that is known page by page says nothing of the order of articles on different pages.
import { toEuropeanDigits } from '../../../unicode/digits.ts';
import { INLINE_ROLES } from '../../pdfjs/inline-roles.ts';
import { longestRise } from './check-order.ts';
import { countLetters } from './marked-contents.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';

/** Roles of what is read one after the other. */
const GROUPS: ReadonlySet<string> = new Set(['Part', 'Art', 'Sect']);
const HEADING = /^H[1-6]?$/;

/** Blocks of an article whose order on different pages counts. */
const RUNNING = /^(?:P|H[1-6]?|BlockQuote|L)$/;
/** Letters of a block that is more than a line saying where an article goes on. */
const PASSAGE = 40;

/** Text of one element that is read against the order of pages: paragraphs that go back, and blocks before those of earlier pages. */
export function checkPageOrder(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  const readAt = pageReader(facts);
  elements.forEach(({ role, kids }, index) => {
    if (INLINE_ROLES.has(role)) return;
    let reached = 0;
    for (const kid of kids) {
      if (kid.kind !== 'mark' || kid.page === 0 || kid.form !== null) continue;
      if (readAt(kid.page) < readAt(reached)) faults.error('reading-order', `Text goes on on page ${kid.page} after page ${reached}`, { page: kid.page, place: facts.contentOf(kid)?.bounds ?? null }); // prettier-ignore
      reached = kid.page;
    }
    checkBlocks(facts, { group: index, readAt }, faults);
  });
}

/** The longer texts in an element, when they stand on several pages. */
function checkBlocks(
  facts: TagFacts,
  { group, readAt }: { readonly group: number; readonly readAt: (page: number) => number },
  faults: StructureFaults,
): void {
  const { elements } = facts.tree;
  const blocks = (elements[group]?.kids ?? []).flatMap((kid) => {
    const page = kid.kind === 'element' && RUNNING.test(elements[kid.index]?.role ?? '') ? facts.where(kid.index).page : null; // prettier-ignore
    return kid.kind !== 'element' || page === null ? [] : [{ index: kid.index, page }];
  });
  if (new Set(blocks.map(({ page }) => page)).size < 2) return;
  const passages = blocks.filter(({ index }) => countLetters(facts.textWithin(index)) >= PASSAGE);
  // Those of one page keep their order.
  const kept = longestRise(passages.map(({ page }, at) => readAt(page) * passages.length + at));
  for (const [at, { index, page }] of passages.entries()) {
    if (kept.has(at)) continue;
    faults.warning('reading-order', `This stands on page ${page}, and is read amidst what stands on other pages`, facts.where(index)); // prettier-ignore
  }
}

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

/** At which place a page is read. */
function pageReader(facts: TagFacts): (page: number) => number {
  const main = mainPages(facts);
  const last = facts.contents.pages.length;
  return (page) => (page <= main ? page : main + last - page + 1);
}

/** The last page before those of a second front, which are read from the end of the file: their labels run down to 1. */
function mainPages({ contents: { pages } }: TagFacts): number {
  let back = 0;
  while (toEuropeanDigits(pages.at(-1 - back)?.label ?? '') === String(back + 1)) back++;
  return pages.length - (back < 2 ? 0 : back);
}
