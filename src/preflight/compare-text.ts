// Two texts, block by block → what changed, on which page: a diff people read in either direction of writing.
import { markChanges } from './mark-changes.ts';
import { isolate, showText } from './show-text.ts';

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
  const a = blocksOf(expected);
  const b = blocksOf(actual);
  const key = (block: NumberedBlock): string => `${block.page}\u0000${block.text}`;
  let start = 0;
  while (start < a.length && start < b.length && keyAt(a, start, key) === keyAt(b, start, key)) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && keyAt(a, endA - 1, key) === keyAt(b, endB - 1, key)) {
    endA--;
    endB--;
  }
  return pairUp(diff(a.slice(start, endA), b.slice(start, endB), key));
}

function keyAt(
  blocks: readonly NumberedBlock[],
  index: number,
  key: (block: NumberedBlock) => string,
): string | null {
  const block = blocks[index];
  return block === undefined ? null : key(block);
}

type Step = { readonly kind: 'missing' | 'added'; readonly block: NumberedBlock };

/** Longest common subsequence by hashes; falls back to “all changed” where the square would be too large. */
function diff(
  a: readonly NumberedBlock[],
  b: readonly NumberedBlock[],
  key: (block: NumberedBlock) => string,
): readonly Step[] {
  const steps: Step[] = [];
  if (a.length * b.length > 16_000_000) {
    for (const block of a) steps.push({ kind: 'missing', block });
    for (const block of b) steps.push({ kind: 'added', block });
    return steps;
  }
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] =
        keyAt(a, i, key) === keyAt(b, j, key)
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && right !== undefined && key(left) === key(right)) {
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
  return steps;
}

/** A missing block followed by an added one is a change of one block. In the order of the pages. */
function pairUp(steps: readonly Step[]): readonly TextDifference[] {
  const missing = steps.filter((step) => step.kind === 'missing');
  const added = steps.filter((step) => step.kind === 'added');
  const differences: TextDifference[] = [];
  let next = 0;
  for (const { block } of missing) {
    const partner = added.slice(next).findIndex((step) => similar(step.block.text, block.text));
    if (partner === -1) {
      differences.push({ page: block.page, kind: 'missing', expected: block.text, actual: null });
      continue;
    }
    for (const { block: extra } of added.slice(next, next + partner)) {
      differences.push({ page: extra.page, kind: 'added', expected: null, actual: extra.text });
    }
    const other = added[next + partner];
    if (other !== undefined) differences.push({ page: other.block.page, kind: 'changed', expected: block.text, actual: other.block.text }); // prettier-ignore
    next += partner + 1;
  }
  for (const { block } of added.slice(next)) {
    differences.push({ page: block.page, kind: 'added', expected: null, actual: block.text });
  }
  return differences.toSorted((a, b) => a.page - b.page);
}

/** Half of the shorter text stands in the longer one: of its words, or of its letters at both ends. */
function similar(a: string, b: string): boolean {
  const words = new Set(a.split(' '));
  const others = b.split(' ');
  const shared = others.filter((word) => words.has(word)).length;
  if (shared * 2 >= Math.min(words.size, others.length)) return true;
  const { start, end } = commonEnds(a, b);
  return (start + end) * 2 >= Math.min(a.length, b.length);
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
