// Issue → its inserts, and the sources of those that fill a page.
import type { Issue, IssueInsert } from './issue-types.ts';

/** Those of the manifest and of the articles, section by section. */
export function insertsOf({ sections }: Issue): readonly IssueInsert[] {
  return sections.flatMap((section) => [
    ...(section.inserts ?? []).map(({ insert }) => insert),
    ...section.articles.flatMap(({ frontMatter }) => frontMatter.insert ?? []),
  ]);
}

/** As pictures are named; each once. */
export function fullPageInserts(issue: Issue): ReadonlySet<string> {
  const full = insertsOf(issue).filter(({ size }) => size === 'full');
  return new Set(full.map(({ source }) => source));
}
