// A PDF and the text it should have → what each reader of PDFs gives back of it, as data and as a table.
import { messageOf } from '../../base/message-of.ts';
import { blocksOf } from '../compare/text-blocks.ts';
import type { DocumentStructure, StructureElement } from '../structure/structure-types.ts';
import { INLINE_ROLES } from '../pdfjs/inline-roles.ts';
import type { TextReader } from './load-readers.ts';
import { scoreReader } from './score-readers.ts';
import type { ReaderScore, ReaderShare, SourceBlock } from './score-readers.ts';

/** What became of one reader. */
export interface ReaderResult {
  readonly name: string;
  /** Null when it is not installed. */
  readonly version: string | null;
  /** Why there is no score. */
  readonly reason?: string;
  readonly score?: ReaderScore;
}

/** Blocks of a text file with the languages that the tags give them; `pageNumber` says where the page stands in the file. */
export function sourceBlocks(
  text: string,
  structure: DocumentStructure | null,
  pageNumber: (page: number) => number,
): readonly SourceBlock[] {
  const languages = new Map<string, string>();
  for (const element of structure?.elements ?? []) collectLanguages(element, languages);
  return blocksOf(text).map(({ page, text: block }) => {
    const number = pageNumber(page);
    const language = languages.get(`${number} ${block}`) ?? structure?.language ?? '';
    return { page: number, text: block, language };
  });
}

function collectLanguages(element: StructureElement, languages: Map<string, string>): void {
  const parts = new Map<number, string>();
  const gather = (from: StructureElement): void => {
    for (const child of from.children) {
      if (child.kind === 'text') parts.set(child.page, (parts.get(child.page) ?? '') + child.text);
      else if (INLINE_ROLES.has(child.role)) gather(child);
      else collectLanguages(child, languages);
    }
  };
  gather(element);
  for (const [page, text] of parts) languages.set(`${page} ${text.replace(/\s+/g, ' ').trim()}`, element.language); // prettier-ignore
}

/** Asks one reader after the other. One that is missing or fails is named with the reason. */
export async function compareReaders(
  bytes: Uint8Array,
  source: readonly SourceBlock[],
  readers: readonly TextReader[],
): Promise<readonly ReaderResult[]> {
  const results: ReaderResult[] = [];
  for (const reader of readers) {
    const { name, version } = reader;
    if (version === null) {
      results.push({ name, version, reason: `not installed (${reader.source})` });
      continue;
    }
    try {
      results.push({ name, version, score: scoreReader(source, await reader.read(bytes)) });
    } catch (error) {
      results.push({ name, version, reason: `cannot read the file: ${messageOf(error)}` });
    }
  }
  return results;
}

/** A row a reader: exact blocks and found words, of all and by language. */
export function formatReaders(results: readonly ReaderResult[]): string {
  const languages = [...new Set(results.flatMap(({ score }) => Object.keys(score?.languages ?? {})))].toSorted(); // prettier-ignore
  const head = ['reader', 'blocks exact', 'words', ...languages.map((language) => language || 'no language')];
  const rows = results.map(({ name, version, reason, score }) => {
    const named = version === null ? name : `${name} ${version}`;
    if (score === undefined) return [named, reason ?? ''];
    const share = (of: ReaderShare | undefined): string => (of === undefined ? '' : `${of.exact} of ${of.blocks}`); // prettier-ignore
    return [named, share(score), percent(score), ...languages.map((language) => share(score.languages[language]))]; // prettier-ignore
  });
  const complete = [head, ...rows.filter((row) => row.length === head.length)];
  const widths = head.map((_, column) => Math.max(...complete.map((row) => row[column]?.length ?? 0), column === 0 ? Math.max(...rows.map(([first = '']) => first.length)) : 0)); // prettier-ignore
  const lines = [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(row.length === head.length || column === 0 ? (widths[column] ?? 0) : 0)).join('  ').trimEnd()); // prettier-ignore
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** Rounded down, so that 100 % is all. */
function percent({ words, found }: ReaderShare): string {
  return words === 0 ? '–' : `${(Math.floor((found / words) * 10_000) / 100).toFixed(2)} %`;
}
