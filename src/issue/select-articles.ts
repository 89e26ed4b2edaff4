// A `select` of the manifest and the pool → the article files it chooses, in order.
import { primaryLanguage } from '../base/direction.ts';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { ArticlePool } from './article-pool.ts';
import { compareText } from './article-pool.ts';
import { globBase, globRegExp, isReasonableGlob } from './glob.ts';
import type { FrontMatter } from './issue-types.ts';
import type { Localised } from './plain-data.ts';
import { resolveInside } from './publication-path.ts';
import type { ArticleFile, ArticleHead } from './read-article.ts';
import type { Selection, SelectionCriteria } from './schema.ts';

export interface SelectionContext {
  readonly pool: ArticlePool;
  /** Folder of the manifest, relative to the publication folder. */
  readonly manifestFolder: string;
  /** Language of articles that name none. */
  readonly language: string;
  readonly place: Place;
}

const DEFAULT_GLOB = 'articles/**.md';

/** Articles whose front matter cannot be read are left out with a warning. */
export function selectArticles(
  selection: Selection,
  context: SelectionContext,
  diagnostics: Diagnostics,
): readonly ArticleFile[] {
  const criteria = selection.select ?? {};
  const matching: Candidate[] = [];
  for (const file of globFiles(criteria.glob ?? DEFAULT_GLOB, context, diagnostics)) {
    const head = context.pool.head(file, context.language);
    if (head.frontMatter === undefined) reportUnreadable(head, diagnostics);
    else if (matches(head.frontMatter, criteria)) matching.push({ file, frontMatter: head.frontMatter });
  }
  if (matching.length === 0) {
    diagnostics.warning(
      'M008',
      `No article matches the selection (${describeCriteria(criteria)})`,
      context.place,
    );
    return [];
  }
  const sorted = matching.toSorted(comparison(selection.sort ?? ['date', 'file'], context.language));
  return sorted.slice(0, selection.limit ?? sorted.length).map(({ file }) => file);
}

interface Candidate {
  readonly file: ArticleFile;
  readonly frontMatter: FrontMatter;
}

function globFiles(
  glob: string,
  context: SelectionContext,
  diagnostics: Diagnostics,
): readonly ArticleFile[] {
  const { pool, manifestFolder, place } = context;
  const base = globBase(glob);
  const folder = resolveInside(pool.publicationFolder, manifestFolder, base === '' ? '.' : base);
  const rest = base === '' ? glob : glob.slice(base.length + 1);
  if (folder.kind === 'refused' || glob.startsWith('/') || rest.split('/').includes('..')) {
    diagnostics.error(
      'X001',
      `The pattern ${JSON.stringify(glob)} leads outside the publication folder`,
      place,
    );
    return [];
  }
  if (!isReasonableGlob(glob)) {
    diagnostics.error('M004', 'The pattern of the selection has too many wildcards', place, 'name the folder, and write one * for each varying part of a file name'); // prettier-ignore
    return [];
  }
  const pattern = globRegExp(rest);
  const skip = folder.source === '' ? 0 : folder.source.length + 1;
  return pool
    .filesBelow(folder.source)
    .filter((source) => pattern.test(source.slice(skip)))
    .map((source) => pool.file(`${pool.publicationFolder}/${source}`, source));
}

function reportUnreadable(head: ArticleHead, diagnostics: Diagnostics): void {
  for (const { code, message, place, hint } of head.diagnostics.list) {
    if (code === 'A008') diagnostics.note(code, `${message}; left out of the selection`, place, hint);
    else diagnostics.warning(code, `${message}; left out of the selection`, place, hint);
  }
}

function matches(article: FrontMatter, criteria: SelectionCriteria): boolean {
  const { language, tags, from, to, author } = criteria;
  if (language !== undefined && !language.some((wanted) => speaks(article.language, wanted))) return false;
  if (tags !== undefined && !tags.some((tag) => article.tags.some((own) => sameText(own, tag)))) return false;
  if (author !== undefined && !author.some((name) => isAuthor(article.author, name))) return false;
  if (from === undefined && to === undefined) return true;
  if (article.date === undefined) return false;
  return (from === undefined || article.date >= from) && (to === undefined || article.date <= to);
}

/** `fa` chooses fa and fa-AF; `fa-AF` chooses only itself. */
function speaks(language: string, wanted: string): boolean {
  const own = language.toLowerCase();
  return own === wanted.toLowerCase() || primaryLanguage(own) === wanted.toLowerCase();
}

function isAuthor(author: Localised | undefined, name: string): boolean {
  if (author === undefined) return false;
  const names = typeof author === 'string' ? [author] : Object.values(author);
  return names.some((own) => sameText(own, name) || own.split(/[،,]\s*/).some((one) => sameText(one, name)));
}

/** Upper case, composition and ZWNJ do not make another name. */
function sameText(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\u200C', '').trim();
}

/** Articles without a date come last in either direction; the file decides between equals. */
function comparison(keys: readonly string[], language: string): (a: Candidate, b: Candidate) => number {
  const needsCollator = keys.some((key) => /title|author/.test(key));
  const collator = needsCollator ? new Intl.Collator(language) : undefined;
  const orders = keys.map((key) => {
    const sign = key.startsWith('-') ? -1 : 1;
    const name = key.replace('-', '');
    return (a: Candidate, b: Candidate): number => {
      const [left, right] = [sortValue(a, name, language), sortValue(b, name, language)];
      if (left === '' || right === '') return left === right ? 0 : left === '' ? 1 : -1;
      const order =
        name === 'title' || name === 'author'
          ? (collator?.compare(left, right) ?? 0)
          : compareText(left, right);
      return sign * order;
    };
  });
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return compareText(a.file.source, b.file.source);
  };
}

function sortValue(candidate: Candidate, key: string, language: string): string {
  const { file, frontMatter } = candidate;
  if (key === 'date') return frontMatter.date ?? '';
  if (key === 'file') return file.source;
  const value = key === 'title' ? frontMatter.title : frontMatter.author;
  if (value === undefined || typeof value === 'string') return value ?? '';
  return value[frontMatter.language] ?? value[language] ?? Object.values(value)[0] ?? '';
}

function describeCriteria(criteria: SelectionCriteria): string {
  const parts = Object.entries(criteria).map(([key, value]) => `${key}: ${[value].flat().join(', ')}`);
  return parts.length === 0 ? DEFAULT_GLOB : parts.join('; ');
}
