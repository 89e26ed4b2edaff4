// The sample issue's verse: both hemistichs of every couplet in the masthead, and of each poem, are equally wide.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { prepareIssue } from '../../src/build-issue.ts';
import { buildDocument } from '../../src/document/build-document.ts';
import { loadFlexSolver } from '../../src/flow/flex-solver.ts';
import { layoutPages } from '../../src/flow/layout-pages.ts';
import { createFontLibrary } from '../../src/font/load-fonts.ts';
import type { FontLibrary } from '../../src/font/font-types.ts';
import { positionUnits } from '../../src/frame/position-units.ts';
import type { TextItem } from '../../src/frame/frame.ts';

const MANIFEST = join(import.meta.dirname, '../../issues/2024-19.yaml');
let lines: TextItem[];
let fonts: FontLibrary;

beforeAll(async () => {
  const diagnostics = new Diagnostics();
  const prepared = await prepareIssue(MANIFEST, {}, diagnostics);
  const document = buildDocument({ ...prepared, diagnostics, file: prepared.templateFile });
  const { resolver, publicationFolder } = prepared;
  fonts = await createFontLibrary({ fontFaces: resolver.fontFaces, publicationFolder, diagnostics });
  const flex = await loadFlexSolver();
  lines = [];
  for (const { page } of layoutPages({ document, resolver, fonts, flex, diagnostics }))
    lines.push(...page.items.filter((item) => item.kind === 'text'));
});

/** Width between the outer edges of the set units, and the line's text. */
function widthOf(text: string): number {
  const line = lines.find(({ units, start, end }) => units.text.slice(units.offset[start], units.offset[end]).trim() === text);
  if (line === undefined) throw new Error(`no line “${text}”`);
  const { x } = positionUnits(line, fonts);
  return x[x.length - 1] ?? 0;
}

describe('verse in the sample issue', () => {
  it('has four masthead hemistichs of 48.5 mm', () => {
    const widths = [
      'چو کشور نپاشد تن من مباد',
      'بدین بوم و بر زنده یک تن مباد',
      'همه سر به سر تن به کشتن دهیم',
      'از آن به که کشور به دشمن دهیم',
    ].map(widthOf);
    for (const width of widths) expect(width).toBeCloseTo((48.5 * 72) / 25.4, 1);
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(0.1);
  });

  it('has equal hemistichs in the poem of the week', () => {
    const widths = [
      'چو خورشید بر چرخ بنمود چهر',
      'بیاراست روی زمین را به مهر',
      'به برج حمل تاج بر سر نهاد',
      'از او خاور و باختر گشت شاد',
    ].map(widthOf);
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(0.1);
  });
});
