// The text of a document, block by block, and what a reader gives back of it, page by page → how much of it is right.
import { normaliseExtracted } from '../../unicode/normalise.ts';

/** A block of text on one page: a paragraph that goes on on the next page is two. */
export interface SourceBlock {
  /** From 1, as the pages stand in the file. */
  readonly page: number;
  readonly text: string;
  /** BCP 47; empty when nothing says it. */
  readonly language: string;
}

export interface ReaderShare {
  readonly blocks: number;
  /** Blocks that stand on their page, word for word, in one piece, after normalisation. */
  readonly exact: number;
  readonly words: number;
  /** Words of exact blocks, and those of others that stand on their page, wherever. */
  readonly found: number;
}

export interface ReaderScore extends ReaderShare {
  /** By the first part of the language's tag, sorted by it. */
  readonly languages: Readonly<Record<string, ReaderShare>>;
  /** Blocks that do not come back. */
  readonly lost: readonly SourceBlock[];
}

/** Compares the pages of a reader with the source. */
export function scoreReader(source: readonly SourceBlock[], pages: readonly string[]): ReaderScore {
  const total = noShare();
  const languages = new Map<string, Mutable<ReaderShare>>();
  const lost: SourceBlock[] = [];
  const read = new Map<number, { readonly text: string; readonly words: Map<string, number> }>();
  for (const block of source) {
    let page = read.get(block.page);
    if (page === undefined) {
      const text = normaliseExtracted(pages[block.page - 1] ?? '');
      read.set(block.page, (page = { text, words: countWords(text) }));
    }
    const wanted = normaliseExtracted(block.text);
    const isExact = page.text.includes(wanted);
    if (!isExact) lost.push(block);
    const words = wordsOf(wanted);
    // Readers put nothing between some blocks, which joins the last word of one to the first of the next.
    let found = isExact ? words.length : 0;
    for (const word of isExact ? [] : words) {
      const left = page.words.get(word) ?? 0;
      if (left === 0) continue;
      page.words.set(word, left - 1);
      found++;
    }
    const key = block.language.split('-')[0] ?? '';
    let share = languages.get(key);
    if (share === undefined) languages.set(key, (share = noShare()));
    for (const each of [total, share]) {
      each.blocks++;
      if (isExact) each.exact++;
      each.words += words.length;
      each.found += found;
    }
  }
  const sorted = [...languages].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...total, languages: Object.fromEntries(sorted), lost };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function noShare(): Mutable<ReaderShare> {
  return { blocks: 0, exact: 0, words: 0, found: 0 };
}

function wordsOf(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
