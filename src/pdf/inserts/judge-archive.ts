// What foreign pages use → why an archive file cannot hold them (ISO 19005-2, clause 6.2), in words that follow their names. Inks
// are no reason: the copy says which ones are meant, and leaves out what is for a press alone (copy-page.ts).
import type { JudgedInsert } from './judge-insert.ts';
import type { FindingKind } from './page-facts.ts';

/** In the order in which they are told. */
const REASONS: readonly (readonly [kind: FindingKind, what: string])[] = [
  ['font', 'uses fonts that are not embedded'],
  ['unicode', 'has fonts that do not say what their letters are'],
  ['missing', 'names what is not in it'],
  ['press', 'leaves to the printer what it looks like'],
  ['archive', 'has what archives refuse'],
];

/** Reasons that a reader of the text has too: PDF/UA-1, 7.21. */
const UNREADABLE: ReadonlySet<FindingKind> = new Set(['font', 'unicode']);

/** Why it cannot stand in a PDF/A file; empty when it can. */
export function archiveReasons(insert: JudgedInsert, all: readonly JudgedInsert[]): readonly string[] {
  const { facts } = insert;
  const reasons = REASONS.flatMap(([kind, what]) => {
    const found = facts.findings.get(kind);
    return found === undefined ? [] : [`${what}: ${found.join(', ')}`];
  });
  const fonts = facts.findings.get('type');
  if (reasons.length === 0 && fonts !== undefined && !insert.isVouched)
    reasons.push(
      `claims neither PDF/A nor PDF/X-4, so that nobody vouches for its fonts: ${fonts.join(', ')}`,
    );
  for (const spot of facts.spots.keys()) {
    // 6.2.4.4: one name, one recipe.
    const other = all.find((each) => each !== insert && each.facts.spots.has(spot) && !isSame(each, insert, spot)); // prettier-ignore
    if (other !== undefined) reasons.push(`mixes the spot colour ${spot} in another way than ${other.name}`);
  }
  return reasons;
}

/** Whether nobody could read its text aloud. */
export function isUnreadable({ facts }: Pick<JudgedInsert, 'facts'>): boolean {
  return [...facts.findings.keys()].some((kind) => UNREADABLE.has(kind));
}

function isSame(one: JudgedInsert, other: JudgedInsert, spot: string): boolean {
  const inks = one.facts.spots.get(spot);
  const others = other.facts.spots.get(spot);
  return inks !== null && others !== null && inks?.join() === others?.join();
}
