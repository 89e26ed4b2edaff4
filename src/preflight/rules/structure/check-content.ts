// Marked content against tags, piece by piece: nothing outside, nothing twice, nothing missing, and how much of the text is
// furniture. Programs that judge PDF/UA pass a file whose whole text is an artifact; this does not.
import { union } from '../../inspect/matrix.ts';
import type { Box } from '../../inspect/inspected-pdf.ts';
import { countLetters, excerpt, hasSign, letterSum } from './marked-contents.ts';
import type { ContentPage, PlacedText } from './marked-contents.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';
import { markKey } from '../../inspect/tags/tag-types.ts';

/** Letters of furniture that a page may have whatever else is on it. */
const FURNITURE = 200;
/** Letters of an artifact that stands amidst text. */
const PASSAGE = 40;

/** Faults between content and tags. */
export function checkContent(facts: TagFacts, faults: StructureFaults): void {
  const owners = checkOwners(facts, faults);
  for (const { number, loose, marks, nested } of facts.contents.pages) {
    for (const { text, bounds } of loose) {
      if (hasSign(text)) faults.error('text-outside', `Text that is not tagged: ${excerpt(text)}`, { page: number, place: bounds }); // prettier-ignore
    }
    for (const { mark, form, text, bounds, times } of marks) {
      const where = { page: number, place: bounds };
      if (times > 1) faults.error('text-twice', `Marked content ${mark} begins ${times} times on its page`, where); // prettier-ignore
      const isOwned = owners.has(markKey(number, form, mark));
      if (!isOwned && hasSign(text)) faults.error('text-outside', `Tagged text that no element has: ${excerpt(text)}`, where); // prettier-ignore
    }
    for (const { text, bounds } of nested) {
      const what = text === '' ? '' : `: ${excerpt(text)}`;
      faults.error('artifact-nested', `An artifact and tagged content stand in each other${what}`, { page: number, place: bounds }); // prettier-ignore
    }
  }
  // Only files with long artifacts pay for this.
  let tagged: ReadonlySet<string> | null = null;
  const isRepeated = ({ text }: PlacedText): boolean =>
    countLetters(text) >= PASSAGE && (tagged ??= taggedLetters(facts)).has(letterSum(text));
  for (const page of facts.contents.pages) checkArtifacts(page, isRepeated, faults);
}

/** As letterSum makes them, of all longer pieces. */
function taggedLetters({ contents }: TagFacts): ReadonlySet<string> {
  const tagged = new Set<string>();
  for (const { marks } of contents.pages) for (const { text } of marks) if (text.length >= PASSAGE) tagged.add(letterSum(text)); // prettier-ignore
  return tagged;
}

/** Which element each mark belongs to; complains about marks with several, and about those that are nowhere. */
function checkOwners(
  { tree, contents, pages }: TagFacts,
  faults: StructureFaults,
): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  const read = new Map(contents.pages.map((page) => [page.number, page]));
  const strays = new Map<number, number[]>();
  tree.elements.forEach(({ kids }, index) => {
    for (const kid of kids) {
      if (kid.kind !== 'mark') continue;
      const { page, form, mark } = kid;
      const key = markKey(page, form, mark);
      const content = contents.find(page, form, mark);
      const where = { page: page > 0 ? page : null, place: content?.bounds ?? null };
      if (owners.has(key)) faults.error('text-twice', `Marked content ${mark} stands ${owners.get(key) === index ? 'twice in an element' : 'in two elements'}`, where); // prettier-ignore
      owners.set(key, index);
      if (page === 0)
        faults.error('mark-missing', `An element names content of a page that is not in the file (marked content ${mark})`, where); // prettier-ignore
      else if (content === undefined) {
        if (read.get(page)?.isWhole === true) faults.error('mark-missing', `Marked content ${mark}, which an element names, is not on its page`, where); // prettier-ignore
      } else if (form === null) {
        const parents = pages[page - 1]?.parents;
        if (parents === undefined || parents?.[mark] === index) continue;
        const known = strays.get(page);
        if (known === undefined) strays.set(page, [mark]);
        else known.push(mark);
      }
    }
  });
  for (const [page, marks] of strays) {
    const where = { page, place: contents.find(page, null, marks[0] ?? 0)?.bounds ?? null };
    if (pages[page - 1]?.parents === null) faults.error('parent-tree', 'The parent tree has nothing for the page', where); // prettier-ignore
    else faults.error('parent-tree', `The parent tree has another element, or none, for marked content ${marks.slice(0, 5).join(', ')}${marks.length > 5 ? ' …' : ''}`, where); // prettier-ignore
  }
  return owners;
}

function checkArtifacts(
  { number, marks, artifacts }: ContentPage,
  isRepeated: (text: PlacedText) => boolean,
  faults: StructureFaults,
): void {
  const area = areaOf(marks);
  for (const each of artifacts) {
    const { text, bounds } = each;
    if (area === null || bounds === null || !isAmidst(bounds, area) || countLetters(text) < PASSAGE || isRepeated(each)) continue; // prettier-ignore
    faults.warning('artifact-in-text', `An artifact stands amidst the text: ${excerpt(text)}`, { page: number, place: bounds }); // prettier-ignore
  }
  const others = total(marks);
  if (!isMuch(total(artifacts), others)) return;
  const own = artifacts.filter((each) => !isRepeated(each));
  const letters = total(own);
  if (!isMuch(letters, others)) return;
  const where = { page: number, place: own[0]?.bounds ?? null };
  const share = Math.round((100 * letters) / (letters + others));
  if (others === 0) faults.error('artifact-share', `All text of the page is an artifact (${letters} letters)`, where); // prettier-ignore
  else faults.warning('artifact-share', `${share} % of the page’s text are artifacts (${letters} letters)`, where); // prettier-ignore
}

/** More letters than furniture has, and than the other text of the page. */
function isMuch(letters: number, others: number): boolean {
  return letters >= FURNITURE && letters > others;
}

function total(texts: readonly PlacedText[]): number {
  return texts.reduce((sum, { text }) => sum + countLetters(text), 0);
}

function areaOf(texts: readonly PlacedText[]): Box | null {
  let area: Box | null = null;
  for (const { bounds } of texts) if (bounds !== null) area = area === null ? bounds : union(area, bounds);
  return area;
}

/** In the width of the text, with text above it and below it. */
function isAmidst(box: Box, area: Box): boolean {
  return box[0] >= area[0] - 1 && box[2] <= area[2] + 1 && box[1] > area[1] && box[3] < area[3];
}
