// WeasyPrint's tests of right-to-left pages: HTML and CSS as they are, and each page as a grid of pixels (CSS 2.2, §§ 8, 9, 10
// and 17; CSS Writing Modes 4). Its test font is SquareFonts here, its test pictures are of four by four pixels.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textOfLine } from '../../src/frame/dump.ts';
import type { LaidOut } from '../helpers/lay-out.ts';
import { itemsOf, layOut } from '../helpers/lay-out.ts';
import type { PixelOptions } from '../helpers/paint-pixels.ts';
import { letterOf, paintPixels } from '../helpers/paint-pixels.ts';
import { WEASYPRINT_DIFFERS } from './peers-exceptions.ts';

interface GridCase {
  readonly name: string;
  /** The file of WeasyPrint's tests. */
  readonly file: string;
  readonly html: readonly string[];
  /** All pages, one below the other; null where the test asks for positions. */
  readonly pixels: readonly string[] | null;
}

const CASES = JSON.parse(
  readFileSync(new URL('../data/peers/weasyprint-rtl.json', import.meta.url), 'utf8'),
) as readonly GridCase[];

/** The style sheet for HTML that WeasyPrint’s tests run with has no margins. Each test with text names its size; the root’s is that of the smallest. */
const BASE_CSS = `
  @page { margin: 0 }
  html { font: 1px/1 Squares }
  html, body, p, div, table, td { margin: 0; padding: 0; orphans: 1; widows: 1 }
`;

/** Pages of nine pixels are none for this program, so that every length is taken ten times. */
const SCALE = 10;
const scaled = (css: string): string => css.replace(/(\d+(?:\.\d+)?)px/gi, (_whole, length: string) => `${Number(length) * SCALE}px`); // prettier-ignore

const PIXELS: PixelOptions = {
  pixel: 0.75 * SCALE,
  palette: {
    _: [255, 255, 255],
    R: [255, 0, 0],
    B: [0, 0, 255],
    G: [0, 255, 0],
    Y: [255, 255, 0],
    C: [0, 255, 255],
    K: [0, 0, 0],
    g: [0, 128, 0],
    // Half red on white, on itself, on blue, on that; half lime on white.
    s: [255, 127, 127],
    S: [255, 63, 63],
    u: [128, 0, 127],
    p: [192, 0, 63],
    t: [127, 255, 127],
  },
  pictures: {
    'pattern.png': ['RBBB', 'BBBB', 'BBBB', 'BBBB'],
    'blue.jpg': ['BBBB', 'BBBB', 'BBBB', 'BBBB'],
  },
  low: { ب: 1 / 5 },
};
/** Other letters for the same colours: red in text, blue of a JPEG. */
const ALIASES: Readonly<Record<string, string>> = { r: 'R', a: 'B' };

function lay({ html }: Pick<GridCase, 'html'>): Promise<LaidOut> {
  const css: string[] = [];
  const body = html.join('\n').replace(/<style>([\s\S]*?)<\/style>/g, (_whole, rules: string) => {
    css.push(rules);
    return '';
  });
  const picture = [4 * SCALE, 4 * SCALE] as const;
  return layOut(`<html><body>${scaled(body)}</body></html>`, scaled(BASE_CSS + css.join('\n')), { plain: false, pictures: { 'pattern.png': picture, 'blue.jpg': picture } }); // prettier-ignore
}

const withoutAliases = (row: string): string =>
  Array.from(row, (letter) => ALIASES[letter] ?? letter).join('');

describe('WeasyPrint’s right-to-left pages', () => {
  it('are 17, 15 of them grids in colours of the palette', () => {
    expect(CASES).toHaveLength(17);
    const letters = new Set(CASES.flatMap(({ pixels }) => pixels ?? []).flatMap((row) => Array.from(withoutAliases(row)))); // prettier-ignore
    expect([...letters].filter((letter) => PIXELS.palette[letter] === undefined)).toEqual([]);
    for (const color of Object.values(PIXELS.palette)) expect(PIXELS.palette[letterOf(color, PIXELS.palette)]).toBe(color); // prettier-ignore
  });

  for (const each of CASES) {
    if (each.pixels === null) continue;
    const expected = each.pixels.map(withoutAliases);
    const reason = WEASYPRINT_DIFFERS[each.name];
    it(`${each.name}${reason === undefined ? '' : ` – not here: ${reason}`}`, async () => {
      const laid = await lay(each);
      const rows = laid.pages.flatMap((page) => paintPixels(page, laid.fonts, PIXELS));
      if (reason === undefined) expect(rows).toEqual(expected);
      else expect(rows, 'agrees now: take it out of the exceptions').not.toEqual(expected);
    });
  }

  it('test_bidi_position_x_invariant: text of a float begins at the same place in both directions', async () => {
    const laid = await lay(CASES.find(({ name }) => name === 'test_bidi_position_x_invariant')!);
    const lines = laid.pages.flatMap((page) => itemsOf(page, 'text'));
    const words = lines.filter((line) => textOfLine(line) === 'abc');
    expect(words.map(({ x }) => x)).toEqual([0, 0]);
  });

  it('test_min_max_rtl: boxes as large as their limits allow stand at the right', async () => {
    const each = CASES.find(({ name }) => name === 'test_min_max_rtl')!;
    const seen = await lay({ html: ['<style>div { background: blue }</style>', ...each.html] });
    expect(paintPixels(seen.pages[0]!, seen.fonts, PIXELS)).toEqual([...Array<string>(8).fill(`${'_'.repeat(7)}BBB`), ...Array<string>(2).fill('_'.repeat(10))]); // prettier-ignore
  });
});
