// Marks of notes in the text (Reference) → whether what they lead to is a note (ISO 32000-1, 14.8.4.4; ISO 14289-1, 7.9). References
// to anything else – a chapter, a picture – are none of its business: theirs are words, or what they lead to begins otherwise.
import { toEuropeanDigits } from '../../../unicode/digits.ts';
import type { StructureFaults } from './structure-faults.ts';
import type { TagFacts } from './tag-facts.ts';
import type { TagPlace } from '../../inspect/tags/tag-types.ts';

/** A number or a sign, perhaps in brackets. */
const MARK = /^[[(]?(\p{Nd}{1,3}|[*\u2020\u2021\u00a7\u00b6#]{1,3})[\])]?$/u;
/** Roles of what may be referred to by a number, besides notes. */
const NUMBERED = /^(?:H[1-6]?|Caption|Figure|Table|TOCI?|TH|TD|Formula)$/;
const OF_CONTENTS: ReadonlySet<string> = new Set(['TOC', 'TOCI', 'Index']);
/** Points that a note begins below the place that leads to it, or above it. */
const BELOW = 30;
const ABOVE = 6;

/** Marks that lead to a text with the same mark, which is no note. */
export function checkReferences(facts: TagFacts, faults: StructureFaults): void {
  const { elements } = facts.tree;
  let blocks: readonly Block[] | null = null;
  elements.forEach(({ role, parent }, index) => {
    if (role !== 'Reference' || OF_CONTENTS.has(elements[parent]?.role ?? '')) return;
    const mark = MARK.exec(plain(facts.textWithin(index)))?.[1];
    const place = mark === undefined ? null : targetWithin(facts, index);
    if (mark === undefined || place === null) return;
    blocks ??= textBlocks(facts);
    const block = blockAt(blocks, place);
    if (block === null || !beginsWith(block.text, mark) || isOfNote(facts, block.index)) return;
    faults.error('note', `The mark ${mark} leads to a text with this mark that is no note`, facts.where(block.index)); // prettier-ignore
  });
}

/** An element with text of its own. */
interface Block {
  readonly index: number;
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly text: string;
}

/** Elements with text, but for those that refer to others: notes in a margin stand beside their marks. */
function textBlocks(facts: TagFacts): readonly Block[] {
  const refers: boolean[] = [];
  return facts.tree.elements.flatMap(({ role, parent }, index) => {
    refers[index] = role === 'Reference' || refers[parent] === true;
    if (refers[index]) return [];
    const text = plain(facts.texts[index] ?? '');
    const { page, place } = facts.where(index);
    return text === '' || page === null || place === null ? [] : [{ index, page, left: place[0], right: place[2], top: place[3], text }]; // prettier-ignore
  });
}

/** The text that stands at a place; of several the uppermost, and beside each other the one with the mark, which is the shortest. */
function blockAt(blocks: readonly Block[], { page, x, y }: TagPlace): Block | null {
  if (y === null) return null;
  let found: Block | null = null;
  for (const block of blocks) {
    const { left, right, top, text } = block;
    if (block.page !== page || top > y + ABOVE || top < y - BELOW) continue;
    if (x !== null && x > 0 && (x > right + BELOW || (x < left - BELOW && text.length > 4))) continue;
    const isHigher = found === null || top > found.top + ABOVE;
    const isShorter = found !== null && Math.abs(top - found.top) <= ABOVE && text.length < found.text.length;
    if (isHigher || isShorter) found = block;
  }
  return found;
}

/** Letters of a right-to-left line stand in the order of their glyphs. */
function beginsWith(text: string, mark: string): boolean {
  const line = text.split('\n', 1)[0] ?? '';
  const bare = line
    .replaceAll(/[\s.:()[\]]+/g, ' ')
    .trim()
    .split(' ');
  return bare[0] === mark || bare.at(-1) === mark;
}

/** Whether an element stands in a note, in an item with one, or in what is numbered for itself. */
function isOfNote(facts: TagFacts, index: number): boolean {
  const { elements } = facts.tree;
  for (let at = index; at >= 0; at = elements[at]?.parent ?? -1) {
    const role = elements[at]?.role ?? '';
    if (role === 'Note' || NUMBERED.test(role)) return true;
    if (role === 'LI') return facts.within(at, (each) => each.role === 'Note');
    if (role === 'Art') return false;
  }
  return false;
}

/** With European digits, and without what steers the order of letters. */
function plain(text: string): string {
  return toEuropeanDigits(text.replaceAll(/\p{Cf}+/gu, '')).trim();
}

function targetWithin(facts: TagFacts, index: number): TagPlace | null {
  let place: TagPlace | null = null;
  facts.within(index, ({ kids }) => {
    for (const kid of kids) if (kid.kind === 'object') place ??= kid.place;
    return place !== null;
  });
  return place;
}
