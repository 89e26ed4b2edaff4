// Tags of a PDF → which article a block of its text belongs to, by page and text: differences of two texts name it.
import { blocksOf } from './text-blocks.ts';
import type { TextDifference } from './compare-text.ts';
import type { DocumentStructure, StructureElement } from '../structure/structure-types.ts';
import { INLINE_ROLES } from '../pdfjs/inline-roles.ts';
import { textOf } from '../structure/structure-types.ts';

/** A block of text with its place in the document. */
export interface PlacedBlock {
  /** Role of its element. */
  readonly role: string;
  /** Complete, also when it goes on on the next page. */
  readonly text: string;
  /** Its part on each page that it stands on, from 1 as the pages stand in the file. */
  readonly parts: ReadonlyMap<number, string>;
  /** Title of its article; null outside of articles. */
  readonly article: string | null;
}

/** The blocks of a file in reading order. An article is an Art; its title is its first heading, else its first words. */
export function placedBlocks({ elements }: DocumentStructure): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  for (const element of elements) walk(element, null, blocks);
  return blocks;
}

function walk(element: StructureElement, around: string | null, blocks: PlacedBlock[]): void {
  const article = element.role === 'Art' ? titleOf(element) : around;
  const parts = new Map<number, string>();
  const whole = gather(element, parts);
  if (whole.trim() !== '') {
    for (const [page, text] of parts) parts.set(page, tidy(text));
    blocks.push({ role: element.role, text: tidy(whole), parts, article });
  }
  nested(element, (child) => walk(child, article, blocks));
}

/** Text of a block without the blocks in it; its parts by page are added to `parts`. */
function gather(element: StructureElement, parts: Map<number, string>): string {
  // What stands for the content is read instead of it: there is no text below.
  const { actualText = '', page } = element;
  if (actualText !== '' && page !== null) parts.set(page, (parts.get(page) ?? '') + actualText);
  let whole = actualText;
  for (const child of element.children) {
    if (child.kind === 'text') {
      whole += child.text;
      parts.set(child.page, (parts.get(child.page) ?? '') + child.text);
    } else if (INLINE_ROLES.has(child.role)) whole += gather(child, parts);
  }
  return whole;
}

/** The blocks in a block, also those within its inline elements. */
function nested(element: StructureElement, visit: (child: StructureElement) => void): void {
  for (const child of element.children) {
    if (child.kind === 'text') continue;
    if (INLINE_ROLES.has(child.role)) nested(child, visit);
    else visit(child);
  }
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const MAX_TITLE = 80;

function titleOf(article: StructureElement): string | null {
  const title = textOf(firstHeading(article) ?? article);
  if (title === '') return null;
  return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE).replace(/\s+\S*$/, '')}…` : title;
}

function firstHeading(element: StructureElement): StructureElement | null {
  for (const child of element.children) {
    if (child.kind === 'text' || child.role === 'Art') continue;
    const found = /^(?:H[1-6]?|Title)$/.test(child.role) ? child : firstHeading(child);
    if (found !== null) return found;
  }
  return null;
}

/** The articles of blocks, looked up by text; what several have – a number, a common heading – tells none. */
export class ArticleIndex {
  readonly #byPage = new Map<string, string | null | undefined>();
  readonly #byText = new Map<string, string | null | undefined>();

  constructor(blocks: readonly PlacedBlock[]) {
    for (const { parts, article } of blocks)
      for (const [page, text] of parts) {
        note(this.#byPage, `${page}\u0000${text}`, article);
        note(this.#byText, text, article);
      }
  }

  /** On that page, else anywhere; undefined when the text stands nowhere, or in several articles. */
  find(page: number, text: string): string | null | undefined {
    const key = `${page}\u0000${text}`;
    return this.#byPage.has(key) ? this.#byPage.get(key) : this.#byText.get(text);
  }
}

function note(articles: Map<string, string | null | undefined>, key: string, article: string | null): void {
  articles.set(key, articles.has(key) && articles.get(key) !== article ? undefined : article);
}

/** What texts are compared and how their pages, in reading order, are numbered in the file. */
export interface ComparedTexts {
  readonly expected: string;
  readonly index: ArticleIndex;
  readonly pageNumber: (page: number) => number;
}

/**
 * The differences with the titles of their articles. What is missing has no place in the file: it belonged to the article of
 * the blocks before and behind it, which at a border are two.
 */
export function nameArticles(
  differences: readonly TextDifference[],
  { expected, index, pageNumber }: ComparedTexts,
): readonly TextDifference[] {
  if (differences.length === 0) return differences;
  const blocks = blocksOf(expected);
  const articleOf = (at: number): string | null | undefined => {
    const block = blocks[at];
    return block === undefined ? undefined : index.find(pageNumber(block.page), block.text);
  };
  let from = 0;
  const neighbours = (page: number, text: string): readonly string[] => {
    const isIt = (block: { page: number; text: string }): boolean =>
      block.page === page && block.text === text;
    let at = blocks.findIndex((block, position) => position >= from && isIt(block));
    if (at < 0) at = blocks.findIndex(isIt);
    if (at < 0) return [];
    from = at + 1;
    let before = at - 1;
    while (before >= 0 && articleOf(before) === undefined) before--;
    let behind = at + 1;
    while (behind < blocks.length && articleOf(behind) === undefined) behind++;
    return [...new Set([articleOf(before), articleOf(behind)])].filter((each) => typeof each === 'string');
  };
  return differences.map((difference) => {
    const { page, expected: lost, actual } = difference;
    // Of several blocks the first tells it.
    const found =
      actual === null ? undefined : index.find(pageNumber(page), actual.split(/\n\n|\f/)[0] ?? '');
    const articles =
      typeof found === 'string' ? [found] : actual === null ? neighbours(page, lost ?? '') : [];
    return articles.length === 0 ? difference : { ...difference, articles };
  });
}
