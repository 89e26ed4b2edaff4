// The sample issues on their baseline grid: lines of running text stand on the same baselines in all columns of all articles,
// on facing pages too, Persian and Latin alike.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { prepareIssue } from '../../src/prepare-issue.ts';
import type { Box } from '../../src/document/boxes.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { loadFlexSolver } from '../../src/flow/flex/flex-solver.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { textOfLine } from '../../src/frame/dump.ts';
import type { Page, TextItem } from '../../src/frame/frame.ts';

/** Lines of paragraphs that are to snap and have the leading of the grid, by page. */
async function gridLines(manifest: string, step: number): Promise<readonly (readonly TextItem[])[]> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareIssue(join(import.meta.dirname, '../../issues', manifest), {}, diagnostics);
  const document = buildDocument({ ...prepared, diagnostics, file: prepared.templateFile });
  const { resolver, publicationFolder } = prepared;
  const fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = await loadFlexSolver();
  const pages: Page[] = [];
  for (const { page } of layoutPages({ document, resolver, fonts, flex, diagnostics })) pages.push(page);
  const tags = new Set<number>();
  const walk = (box: Box): void => {
    // Quotes in the margin are set in another size and leading.
    if (box.style.float === 'sidenote') return;
    if (box.kind === 'paragraph' && box.style.lineSnap === 'baseline' && Math.abs(box.style.lineHeight - step) < 0.01) tags.add(box.tag); // prettier-ignore
    if (box.kind === 'block' || box.kind === 'flex') box.children.forEach(walk);
  };
  walk(document.root);
  for (const boxes of document.flows.values()) boxes.forEach(walk);
  return pages.map(({ items }) => items.filter((item): item is TextItem => item.kind === 'text' && tags.has(item.tag)));
}

describe.each([
  ['2024-19.yaml', 5, 300],
  ['2024-20.yaml', 5, 300],
  ['barg-32.yaml', 6, 150],
])('sample issue %s', (manifest, stepMm, least) => {
  it('has every line of running text on one grid through all its pages', async () => {
    const step = (stepMm * 72) / 25.4;
    const pages = await gridLines(manifest, step);
    const lines = pages.flat();
    expect(lines.length).toBeGreaterThan(least);
    expect(pages.filter((page) => new Set(page.map(({ x }) => Math.round(x))).size > 1).length).toBeGreaterThan(5);
    const first = lines[0]?.y ?? 0;
    const off = lines.filter(({ y }) => Math.abs((y - first) / step - Math.round((y - first) / step)) * step >= 0.01);
    expect(off.map((line) => `${textOfLine(line)} @ ${line.y}`)).toEqual([]);
  });
});
