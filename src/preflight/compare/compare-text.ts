// Two texts, block by block → what changed, on which page: a diff people read in either direction of writing.
import { markChanges } from './mark-changes.ts';
import { isolate, showText } from '../../unicode/show-text.ts';

export interface TextDifference {
  /** From 1, in the text that has the block. */
  readonly page: number;
  readonly kind: 'missing' | 'added' | 'changed';
  readonly expected: string | null;
  readonly actual: string | null;
  /** Titles of the articles it is in, where tags tell: one, or two when it was lost between two. */
  readonly articles?: readonly string[];
}

interface NumberedBlock {
  readonly page: number;
  readonly text: string;
}

/** Splits a text file (pages by form feeds, blocks by blank lines) into its blocks. */
export function blocksOf(text: string): readonly NumberedBlock[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\f')
    .flatMap((page, index) =>
      page
        .split(/\n[ \t]*\n/)
        .map((block) => ({ page: index + 1, text: block.replace(/\s+/g, ' ').trim() }))
        .filter((block) => block.text !== ''),
    );
}

/** Blocks that differ; empty when the texts are the same, page by page and block by block. */
export function compareTexts(expected: string, actual: string): readonly TextDifference[] {
  const a = byPage(blocksOf(expected));
  const b = byPage(blocksOf(actual));
  const steps: Step[] = [];
  // A block is the same only on the same page, so that pages are compared one by one.
  for (let page = 1; page <= Math.max(a.length, b.length); page++) diffPage(a[page] ?? [], b[page] ?? [], steps); // prettier-ignore
  return pairUp(steps);
}

/** Blocks by the number of their page. */
function byPage(blocks: readonly NumberedBlock[]): readonly (readonly NumberedBlock[])[] {
  const pages: NumberedBlock[][] = [];
  for (const block of blocks) (pages[block.page] ??= []).push(block);
  return pages;
}

/** Adds what differs on one page: what both begin and end with is left aside. */
function diffPage(a: readonly NumberedBlock[], b: readonly NumberedBlock[], steps: Step[]): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start]?.text === b[start]?.text) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1]?.text === b[endB - 1]?.text) {
    endA--;
    endB--;
  }
  if (endA > start || endB > start) diff(a.slice(start, endA), b.slice(start, endB), steps);
}

type Step = { readonly kind: 'missing' | 'added'; readonly block: NumberedBlock };

/** Longest common subsequence; “all changed” where the square would be too large. */
function diff(a: readonly NumberedBlock[], b: readonly NumberedBlock[], steps: Step[]): void {
  if (a.length * b.length > MAX_SQUARE) {
    for (const block of a) steps.push({ kind: 'missing', block });
    for (const block of b) steps.push({ kind: 'added', block });
    return;
  }
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] =
        a[i]?.text === b[j]?.text
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && right !== undefined && left.text === right.text) {
      i++;
      j++;
    } else if (
      right === undefined ||
      (left !== undefined && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      if (left !== undefined) steps.push({ kind: 'missing', block: left });
      i++;
    } else {
      steps.push({ kind: 'added', block: right });
      j++;
    }
  }
}

/** A missing block followed by an added one is a change of one block. In the order of the pages. */
function pairUp(steps: readonly Step[]): readonly TextDifference[] {
  const missing = steps.filter((step) => step.kind === 'missing');
  const added = steps.filter((step) => step.kind === 'added').map(({ block }) => block);
  const partners = new Partners(added);
  const differences: TextDifference[] = [];
  let next = 0;
  for (const { block } of missing) {
    const partner = partners.find(block.text, next);
    const other = partner === null ? undefined : added[partner];
    if (partner === null || other === undefined) {
      differences.push({ page: block.page, kind: 'missing', expected: block.text, actual: null });
      continue;
    }
    for (const extra of added.slice(next, partner)) {
      differences.push({ page: extra.page, kind: 'added', expected: null, actual: extra.text });
    }
    differences.push({ page: other.page, kind: 'changed', expected: block.text, actual: other.text });
    next = partner + 1;
  }
  for (const block of added.slice(next)) {
    differences.push({ page: block.page, kind: 'added', expected: null, actual: block.text });
  }
  return differences.toSorted((a, b) => a.page - b.page);
}

/** Blocks ahead in which a similar one is looked for. The same text is found anywhere. */
const WINDOW = 200;
/** Blocks of one page times blocks of the other. */
const MAX_SQUARE = 16_000_000;

/** Finds the added block that a missing one became. */
class Partners {
  readonly #added: readonly NumberedBlock[];
  readonly #places = new Map<string, number[]>();
  readonly #words: (readonly string[] | undefined)[] = [];

  constructor(added: readonly NumberedBlock[]) {
    this.#added = added;
    added.forEach(({ text }, index) => {
      const places = this.#places.get(text);
      if (places === undefined) this.#places.set(text, [index]);
      else places.push(index);
    });
  }

  /** Index of the first similar block at or after `next`; null without. */
  find(text: string, next: number): number | null {
    const words = new Set(text.split(' '));
    for (let index = next; index < Math.min(this.#added.length, next + WINDOW); index++) {
      const other = this.#added[index]?.text ?? '';
      const others = (this.#words[index] ??= other.split(' '));
      if (similar({ text, words }, { text: other, words: others })) return index;
    }
    return this.#places.get(text)?.find((index) => index >= next) ?? null;
  }
}

/** Half of the shorter text stands in the longer one: of its words, or of its letters at both ends. */
function similar(
  a: { readonly text: string; readonly words: ReadonlySet<string> },
  b: { readonly text: string; readonly words: readonly string[] },
): boolean {
  let shared = 0;
  for (const word of b.words) if (a.words.has(word)) shared++;
  if (shared * 2 >= Math.min(a.words.size, b.words.length)) return true;
  const { start, end } = commonEnds(a.text, b.text);
  return (start + end) * 2 >= Math.min(a.text.length, b.text.length);
}

/** Lengths of what two texts have in common at their start and, after that, at their end. */
function commonEnds(a: string, b: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { start, end };
}

/** The differences as text: page, article, kind, and both blocks with the words in brackets that differ. */
export function formatDifferences(differences: readonly TextDifference[]): string {
  return differences
    .map((difference) => {
      const { page, kind, expected, actual } = difference;
      const where = `page ${page}${inArticle(difference)}`;
      if (expected === null || actual === null)
        return `${where}: ${kind}\n  ${kind === 'missing' ? '-' : '+'} ${showText(shorten(expected ?? actual ?? ''))}`;
      if (expected === actual)
        return `${where}: moved (the same text now stands on page ${page})\n    ${showText(shorten(actual))}`;
      const [left, right] = markChanges(expected, actual);
      return `${where}: changed\n  - ${left}\n  + ${right}`;
    })
    .join('\n');
}

function inArticle({ articles = [] }: TextDifference): string {
  if (articles.length === 0) return '';
  return `, in ${articles.map((title) => `“${isolate(title)}”`).join(' or ')}`;
}

function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
