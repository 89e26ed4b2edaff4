// Blocks of the structure → whether they are read in the order that they have to have: that of the source's text, where it is
// known, or that of the columns of a page, as far as it leaves no doubt.
import { blocksOf } from '../../compare/text-blocks.ts';
import type { Box } from '../../inspect/inspected-pdf.ts';
import { union } from '../../inspect/matrix.ts';
import { excerpt, hasLetter, letterSum, quoted } from './marked-contents.ts';
import { INLINE_ROLES } from '../../pdfjs/inline-roles.ts';
import { NOWHERE } from './structure-faults.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';
import type { TagElement } from '../../inspect/tags/tag-types.ts';

/** A part of a block that stands on one page. */
interface BlockPart {
  readonly page: number;
  /** Index of the block. */
  readonly element: number;
  /** Element in which its order counts. */
  readonly group: number;
  /** In the order of the glyphs. */
  readonly text: string;
  readonly place: Box | null;
}

/** The text of the structure against the text that has to be in it, and its order in each element. */
export function checkExpected(facts: TagFacts, expected: string, faults: StructureFaults): void {
  const parts = blockParts(facts);
  const byLetters = new Map<string, BlockPart[]>();
  for (const part of parts) {
    const letters = letterSum(part.text);
    const known = byLetters.get(letters);
    if (known === undefined) byLetters.set(letters, [part]);
    else known.push(part);
  }
  const taken = new Map<string, number>();
  const found: BlockPart[] = [];
  for (const { text } of blocksOf(expected)) {
    const letters = letterSum(text);
    if (!hasLetter(text)) continue;
    const next = taken.get(letters) ?? 0;
    taken.set(letters, next + 1);
    const part = byLetters.get(letters)?.[next];
    if (part === undefined)
      faults.error('text-missing', `Text that is not in the structure as a block: ${quoted(text)}`, NOWHERE); // prettier-ignore
    else found.push(part);
  }
  const read = new Set(found);
  for (const part of parts) {
    if (!read.has(part)) faults.error('text-added', `The structure has a block that is not in the text: ${excerpt(part.text)}`, part); // prettier-ignore
  }
  // Which of several with the same letters – numbers of lists, cells of tables – is meant cannot be told.
  const repeated = new Set([...byLetters.values()].flatMap((same) => (same.length > 1 ? same : [])));
  for (const part of displaced(parts, found, repeated))
    faults.warning('reading-order', `The structure reads this at another place than the text: ${excerpt(part.text)}`, part); // prettier-ignore
}

/**
 * Blocks at the top of a page that may be read elsewhere: the head of an article that goes on there. So may the last block of
 * an element on a page, which says where it goes on.
 */
const HEAD_BLOCKS = 2;

/** In each element the blocks that stand against the order in which most of them are found. */
function displaced(
  parts: readonly BlockPart[],
  found: readonly BlockPart[],
  repeated: ReadonlySet<BlockPart>,
): readonly BlockPart[] {
  const place = new Map(parts.map((part, index) => [part, index]));
  const groups = new Map<number, BlockPart[]>();
  const heads = new Set<BlockPart>();
  found.forEach((part, index) => {
    const before = found[index - HEAD_BLOCKS];
    if (before === undefined || before.page !== part.page) heads.add(part);
    if (repeated.has(part)) return;
    const group = groups.get(part.group);
    if (group === undefined) groups.set(part.group, [part]);
    else group.push(part);
  });
  return [...groups.values()].flatMap((group) => {
    const kept = longestRise(group.map((part) => place.get(part) ?? 0));
    const isFoot = (part: BlockPart, index: number): boolean => group[index + 1] !== undefined && group[index + 1]?.page !== part.page; // prettier-ignore
    return group.filter((part, index) => !kept.has(index) && !heads.has(part) && !isFoot(part, index));
  });
}

/** Indexes of the longest rising part of some numbers (patience sorting; Fredman 1975). */
export function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: number[] = [];
  numbers.forEach((number, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const rise = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.add(at);
  return rise;
}

/** Roles of running text: what else stands on a page may stand anywhere. */
const RUNNING: ReadonlySet<string> = new Set(['P', 'H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);
/** Share of the narrower one's width in which two blocks overlap when they are in one column. */
const SAME_COLUMN = 0.6;
/** Of two blocks in one column the wider is at most so much wider: what spans columns may stand above them all. */
const SAME_WIDTH = 1.5;

/** Neighbours in an element that are read from the bottom to the top of a column. */
export function checkColumns(facts: TagFacts, faults: StructureFaults): void {
  let before: BlockPart | null = null;
  for (const part of blockParts(facts)) {
    if (!RUNNING.has(facts.tree.elements[part.element]?.role ?? '')) {
      before = null;
      continue;
    }
    if (before !== null && before.group === part.group && before.page === part.page && stands(part.place, before.place))
      faults.warning('reading-order', `This stands above what is read before it: ${excerpt(part.text)}`, part); // prettier-ignore
    before = part;
  }
}

/** Whether a box stands wholly above another one in its column. */
function stands(box: Box | null, below: Box | null): boolean {
  if (box === null || below === null || box[1] < below[3]) return false;
  const narrow = Math.min(box[2] - box[0], below[2] - below[0]);
  const wide = Math.max(box[2] - box[0], below[2] - below[0]);
  const overlap = Math.min(box[2], below[2]) - Math.max(box[0], below[0]);
  return narrow > 0 && overlap > SAME_COLUMN * narrow && wide < SAME_WIDTH * narrow;
}

/** The blocks of the structure in its order, cut at page ends. */
function blockParts(facts: TagFacts): readonly BlockPart[] {
  const { elements } = facts.tree;
  const parts = new Map<string, { page: number; element: number; text: string; place: Box | null }>();
  const blocks: number[] = [];
  elements.forEach(({ role, parent }, index) => {
    blocks[index] = INLINE_ROLES.has(role) && parent >= 0 ? (blocks[parent] ?? index) : index;
  });
  const walk = (index: number): void => {
    for (const kid of elements[index]?.kids ?? []) {
      if (kid.kind === 'element') walk(kid.index);
      if (kid.kind !== 'mark') continue;
      const block = blocks[index] ?? index;
      const node = elements[block];
      const content = facts.contentOf(kid);
      // Words in a picture are no text of the document.
      if (node === undefined || content === undefined || (node.role === 'Figure' && node.alt !== null))
        continue;
      const key = `${block} ${kid.page}`;
      const part = parts.get(key) ?? { page: kid.page, element: block, text: '', place: null };
      part.text += content.text;
      if (content.bounds !== null) part.place = part.place === null ? content.bounds : union(part.place, content.bounds); // prettier-ignore
      parts.set(key, part);
    }
  };
  elements.forEach(({ parent }, index) => {
    if (parent < 0) walk(index);
  });
  return [...parts.values()]
    .map((part) => ({ ...part, group: groupOf(elements, part.element) }))
    .filter(({ text }) => hasLetter(text));
}

/** Parts of lists and tables have their order in what is around the whole. */
const PARTS: ReadonlySet<string> = new Set(['L', 'LI', 'LBody', 'Table', 'THead', 'TBody', 'TFoot', 'TR', 'TH', 'TD']); // prettier-ignore

/** The element in which the order of a block counts; a caption stands with its picture, which may stand anywhere. */
function groupOf(elements: readonly TagElement[], block: number): number {
  if (elements[block]?.role === 'Caption') return block;
  let group = elements[block]?.parent ?? -1;
  while (PARTS.has(elements[group]?.role ?? '')) group = elements[group]?.parent ?? -1;
  return group;
}
