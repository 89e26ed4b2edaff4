// A PDF, and the text that is known to be in it → what a reader of its structure would miss: text outside of the structure
// or twice in it, another order than that of the text, and what PDF/UA-1 (ISO 14289-1, 7) asks of single elements. Programs that
// judge PDF/UA pass a file whose whole text is an artifact; this does not.
import type { Diagnostics } from '../../base/diagnostic.ts';
import { normaliseExtracted } from '../../unicode/normalise.ts';
import { blocksOf } from '../compare-text.ts';
import { openPdf } from '../read-pdf.ts';
import { elementFaults } from './element-faults.ts';
import type { MarkedText } from './read-marked-text.ts';
import { readMarkedText } from './read-marked-text.ts';
import type { DocumentStructure } from './read-structure.ts';
import { readStructure } from './read-structure.ts';

export type StructureRule =
  | 'not-tagged' | 'text-outside' | 'text-lost' | 'text-added' | 'text-twice' | 'reading-order' | 'parent-tree'
  | 'figure-alt' | 'figure-box' | 'heading-skip' | 'table-headers' | 'link' | 'note' | 'language' | 'list'; // prettier-ignore

export interface StructureFault {
  readonly rule: StructureRule;
  readonly message: string;
  /** From 1; null: of the document. */
  readonly page: number | null;
}

export interface StructureOptions {
  /** Named in diagnostics. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  /** The text that has to be in the structure, block by block, as text files of issues have it. */
  readonly expected?: string | undefined;
}

/** Null when the file cannot be opened (P002, P003). */
export async function checkStructure(
  bytes: Uint8Array,
  { file, diagnostics, expected }: StructureOptions,
): Promise<readonly StructureFault[] | null> {
  const document = await openPdf(bytes, file, diagnostics);
  if (document === null) return null;
  try {
    const structure = await readStructure(bytes);
    if (structure === null || structure.elements.length === 0)
      return [{ rule: 'not-tagged', message: 'The file has no structure', page: null }];
    const text = await readMarkedText(document);
    const faults = [...contentFaults(structure, text), ...elementFaults(structure, text)];
    if (expected !== undefined) faults.push(...expectedFaults(structure, text, expected));
    return faults;
  } finally {
    await document.destroy();
  }
}

/** Whether marked content and structure belong to each other, piece by piece. */
function contentFaults({ contents, parents }: DocumentStructure, text: MarkedText): StructureFault[] {
  const faults: StructureFault[] = [];
  for (const [page, loose] of text.loose) {
    if (loose.trim() !== '') faults.push({ rule: 'text-outside', message: `Text that is not tagged: ${excerpt(loose)}`, page }); // prettier-ignore
  }
  for (const key of text.doubled) faults.push({ rule: 'text-twice', message: `Marked content ${key} begins twice on its page`, page: pageOf(key) }); // prettier-ignore
  const owners = new Map<string, number>();
  for (const { element, page, mark } of contents) {
    const key = `${page} ${mark}`;
    if (owners.has(key)) faults.push({ rule: 'text-twice', message: `Marked content ${mark} stands in two elements`, page }); // prettier-ignore
    owners.set(key, element);
    if (parents.get(key) !== element) faults.push({ rule: 'parent-tree', message: `The parent tree has another element for marked content ${mark}`, page }); // prettier-ignore
  }
  for (const [key, content] of text.marks) {
    if (!owners.has(key) && content.trim() !== '') faults.push({ rule: 'text-outside', message: `Tagged text that no element has: ${excerpt(content)}`, page: pageOf(key) }); // prettier-ignore
  }
  return faults;
}

/** A part of a block that stands on one page. */
interface BlockPart {
  readonly page: number;
  /** Element in which its order counts. */
  readonly group: number;
  readonly text: string;
}

/** The text of the structure against the text that has to be in it, and its order in each element. */
function expectedFaults(structure: DocumentStructure, text: MarkedText, expected: string): StructureFault[] {
  const faults: StructureFault[] = [];
  const parts = blockParts(structure, text);
  const byText = new Map<string, BlockPart[]>();
  for (const part of parts) byText.set(part.text, [...(byText.get(part.text) ?? []), part]);
  const found: BlockPart[] = [];
  for (const block of blocksOf(expected)) {
    const part = byText.get(bare(block.text))?.shift();
    if (part === undefined)
      faults.push({ rule: 'text-lost', message: `Text that is not in the structure as a block: ${excerpt(block.text)}`, page: null }); // prettier-ignore
    else found.push(part);
  }
  const read = new Set(found);
  for (const part of parts) {
    if (!read.has(part)) faults.push({ rule: 'text-added', message: `The structure has a block that is not in the text: ${excerpt(part.text)}`, page: part.page }); // prettier-ignore
  }
  return [...faults, ...orderFaults(parts, found)];
}

/**
 * Blocks at the top of a page that may be read elsewhere: the head of an article that goes on there. So may the last block of
 * an element on a page, which says where it goes on.
 */
const HEAD_BLOCKS = 2;

/** In each element the blocks that stand against the order in which most of them are found. */
function orderFaults(parts: readonly BlockPart[], found: readonly BlockPart[]): readonly StructureFault[] {
  const place = new Map(parts.map((part, index) => [part, index]));
  const groups = new Map<number, BlockPart[]>();
  const heads = new Set<BlockPart>();
  found.forEach((part, index) => {
    const before = found[index - HEAD_BLOCKS];
    if (before === undefined || before.page !== part.page) heads.add(part);
    const group = groups.get(part.group);
    if (group === undefined) groups.set(part.group, [part]);
    else group.push(part);
  });
  return [...groups.values()].flatMap((group) => {
    const kept = longestRise(group.map((part) => place.get(part) ?? 0));
    const isFoot = (part: BlockPart, index: number): boolean => group[index + 1] !== undefined && group[index + 1]?.page !== part.page; // prettier-ignore
    const displaced = group.filter((part, index) => !kept.has(index) && !heads.has(part) && !isFoot(part, index)); // prettier-ignore
    return displaced.map(({ text, page }): StructureFault => ({ rule: 'reading-order', message: `The structure reads this at another place than the text: ${excerpt(text)}`, page })); // prettier-ignore
  });
}

/** Indexes of the longest rising part of some numbers (patience sorting; Fredman 1975). */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
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

/** Roles whose text belongs to the block around them. */
const INLINE: ReadonlySet<string> = new Set(['Link', 'Span', 'Reference', 'Quote', 'Code', 'Em', 'Strong', 'Annot']); // prettier-ignore

/** The blocks of the structure in its order, cut at page ends, without white space. */
function blockParts({ elements, contents }: DocumentStructure, { marks }: MarkedText): readonly BlockPart[] {
  const parts = new Map<string, { page: number; element: number; text: string }>();
  for (const { element, page, mark } of contents) {
    let block = element;
    while (block >= 0 && INLINE.has(elements[block]?.role ?? '')) block = elements[block]?.parent ?? -1;
    const node = elements[block];
    // Words in a picture are no text of the document.
    if (node === undefined || (node.role === 'Figure' && node.alt !== null)) continue;
    const key = `${block} ${page}`;
    const part = parts.get(key) ?? { page, element: block, text: '' };
    part.text += marks.get(`${page} ${mark}`) ?? '';
    parts.set(key, part);
  }
  return [...parts.values()]
    .map(({ page, element, text }) => ({ page, group: groupOf(elements, element), text: bare(text) }))
    .filter(({ text }) => text !== '');
}

/** Parts of lists and tables have their order in what is around the whole. */
const PARTS: ReadonlySet<string> = new Set(['L', 'LI', 'LBody', 'Table', 'THead', 'TBody', 'TFoot', 'TR', 'TH', 'TD']); // prettier-ignore

function groupOf(elements: DocumentStructure['elements'], block: number): number {
  let group = elements[block]?.parent ?? -1;
  while (PARTS.has(elements[group]?.role ?? '')) group = elements[group]?.parent ?? -1;
  return group;
}

/** Text without what line ends and pieces of marked content may add. */
function bare(text: string): string {
  return normaliseExtracted(text).replaceAll(/\s+/g, '');
}

function pageOf(key: string): number {
  return Number(key.split(' ')[0]);
}

function excerpt(text: string): string {
  const plain = normaliseExtracted(text);
  return `“${plain.length > 40 ? `${plain.slice(0, 40)}…` : plain}”`;
}
