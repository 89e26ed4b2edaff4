// The sample issues' verse: all hemistichs of a poem, and of the masthead, are equally wide.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { prepareIssue } from '../../src/prepare-issue.ts';
import type { Box, Poem } from '../../src/document/boxes.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { loadFlexSolver } from '../../src/flow/flex/flex-solver.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import { textOfLine } from '../../src/frame/dump.ts';
import { positionUnits } from '../../src/frame/position-units.ts';

interface SetPoem {
  readonly texts: readonly string[];
  /** Between the outer edges of the set units, by hemistich. */
  readonly widths: readonly number[];
}

/** Every poem of an issue, with its hemistichs as they stand on the pages. */
async function poemsOf(manifest: string): Promise<readonly SetPoem[]> {
  const diagnostics = new Diagnostics();
  const path = join(import.meta.dirname, '../../issues', manifest);
  const prepared = await prepareIssue(path, {}, diagnostics);
  const document = buildDocument({ ...prepared, diagnostics, file: prepared.templateFile });
  const { resolver, publicationFolder } = prepared;
  const fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = await loadFlexSolver();
  const widths = new Map<string, number>();
  for (const { page } of layoutPages({ document, resolver, fonts, flex, diagnostics })) {
    for (const item of page.items) {
      if (item.kind === 'text') widths.set(textOfLine(item).trim(), positionUnits(item, fonts).x.at(-1) ?? 0);
    }
  }
  const poems = new Set<Poem>();
  collectPoems(document.root, poems);
  for (const boxes of document.flows.values()) for (const box of boxes) collectPoems(box, poems);
  return [...poems].map((poem) => {
    const texts = poem.flatMap(({ children }) => children.map(textIn)).filter((text) => text !== '');
    return { texts, widths: texts.map((text) => widths.get(text) ?? Number.NaN) };
  });
}

function collectPoems(box: Box, into: Set<Poem>): void {
  if (box.kind === 'block' && box.poem !== undefined) into.add(box.poem);
  if (box.kind === 'block' || box.kind === 'flex') for (const child of box.children) collectPoems(child, into);
}

function textIn(box: Box): string {
  if (box.kind === 'block') return box.children.map(textIn).join('');
  return box.kind === 'paragraph' ? box.content.map((node) => (node.kind === 'text' ? node.text : '')).join('') : ''; // prettier-ignore
}

describe('verse in the sample issues', () => {
  it('is equally wide in all hemistichs of each poem, to a tenth of a point', async () => {
    const poems = [...(await poemsOf('2024-19.yaml')), ...(await poemsOf('2024-20.yaml'))];
    expect(poems.length).toBeGreaterThanOrEqual(4);
    for (const { texts, widths } of poems) {
      expect(texts.length).toBeGreaterThanOrEqual(4);
      expect([texts[0], Math.max(...widths) - Math.min(...widths) <= 0.1]).toEqual([texts[0], true]);
    }
  });

  it('is 48.5 mm wide in the masthead, and at least 54 mm in poems', async () => {
    const poems = await poemsOf('2024-19.yaml');
    const [masthead, ...others] = poems.map(({ widths }) => (Math.min(...widths) * 25.4) / 72);
    expect(masthead).toBeCloseTo(48.5, 1);
    expect(others).toHaveLength(2);
    for (const width of others) expect(width).toBeGreaterThan(53.9);
  });
});
