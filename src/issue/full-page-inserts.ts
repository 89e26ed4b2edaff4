// Issue → the sources of the inserts that fill a page.
import type { Issue } from './issue-types.ts';

/** As pictures are named; each once. */
export function fullPageInserts({ sections }: Issue): ReadonlySet<string> {
  const inserts = sections.flatMap((section) => [
    ...(section.inserts ?? []).map(({ insert }) => insert),
    ...section.articles.flatMap(({ frontMatter }) => frontMatter.insert ?? []),
  ]);
  return new Set(inserts.filter(({ size }) => size === 'full').map(({ source }) => source));
}
