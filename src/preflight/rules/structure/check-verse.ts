// Couplets → whether their first hemistich is read first: the one at the side on which its script begins, or the upper one. Two
// lines of verse make sense in both orders, so that neither the text nor a listener tells.
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';

/** The role that files give couplets besides those of the standard. */
const COUPLET = 'Couplet';
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Share of the lower one's height in which two hemistichs overlap that stand beside each other. */
const BESIDE = 0.5;

/** Hemistichs that are read against the order in which they are written. */
export function checkVerse(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  elements.forEach(({ type, kids }) => {
    if (type !== COUPLET) return;
    const parts = kids.flatMap((kid) => (kid.kind === 'element' && elements[kid.index]?.role === 'P' ? [kid.index] : [])); // prettier-ignore
    for (const [at, part] of parts.entries()) {
      const before = parts[at - 1];
      if (before === undefined || !isBefore(facts, part, before)) continue;
      faults.error('reading-order', 'The second hemistich of a couplet is read before the first', facts.where(part)); // prettier-ignore
    }
  });
}

/** Whether a hemistich is written before another one on the same page. */
function isBefore(facts: TagFacts, part: number, other: number): boolean {
  const own = facts.where(part);
  const first = facts.where(other);
  if (own.page !== first.page || own.place === null || first.place === null) return false;
  const [left, bottom, right, top] = own.place;
  const overlap = Math.min(top, first.place[3]) - Math.max(bottom, first.place[1]);
  if (overlap <= BESIDE * Math.min(top - bottom, first.place[3] - first.place[1])) return bottom > first.place[1]; // prettier-ignore
  const isRight = left + right > first.place[0] + first.place[2];
  return isRight === RIGHT_TO_LEFT.test(facts.texts[part] ?? '');
}
