import { beforeAll, describe, expect, test } from 'vitest';
import type { FontLibrary } from '../../../src/font/font-types.ts';
import { outlineSvgText } from '../../../src/pdf/pictures/outline-svg-text.ts';
import { sanitiseSvg } from '../../../src/pdf/pictures/sanitise-svg.ts';
import { testFonts } from '../../helpers/pdf-text-setter.ts';

let fonts: FontLibrary;
beforeAll(async () => {
  fonts = await testFonts();
});

function outline(content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">${content}</svg>`;
  return outlineSvgText(sanitiseSvg(svg).svg, fonts);
}

/** Leftmost and rightmost x, top and bottom y of all paths. */
function extent(svg: string): { left: number; right: number; top: number; bottom: number } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [, d = ''] of svg.matchAll(/ d="([^"]*)"/g))
    for (const [, x, y] of d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)) {
      xs.push(Number(x));
      ys.push(Number(y));
    }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('text in a drawing', () => {
  test('becomes outlines that keep its paint', () => {
    const svg = outline(
      '<text x="10" y="50" font-size="20" fill="red" class="c">Ab<tspan fill="blue">c</tspan></text>',
    );
    expect(svg).not.toMatch(/<text|<tspan|Ab/);
    expect(svg).toMatch(/<g font-size="20" fill="red" class="c"><path d="M/);
    expect(svg).toMatch(/<g fill="blue"><path d="M/);
  });

  test('stands on its baseline from its x on, in its size', () => {
    const { left, top, bottom } = extent(outline('<text x="10" y="50" font-size="20">H</text>'));
    expect(left).toBeGreaterThan(10);
    expect(left).toBeLessThan(13);
    expect(bottom).toBeCloseTo(50, 1);
    expect(50 - top).toBeGreaterThan(11);
    expect(50 - top).toBeLessThan(16);
  });

  test('is anchored at its middle and its end', () => {
    const at = (anchor: string): ReturnType<typeof extent> =>
      extent(outline(`<text x="100" y="50" text-anchor="${anchor}">HIH</text>`));
    const start = at('start');
    const middle = at('middle');
    const end = at('end');
    expect(100 - middle.left).toBeCloseTo(middle.right - 100, 1);
    expect(end.right - end.left).toBeCloseTo(start.right - start.left, 2);
    expect(end.right).toBeLessThan(100);
  });

  test('starts at its right end when it is Persian, and its letters join', () => {
    const persian = extent(outline('<text x="100" y="50">سلام</text>'));
    expect(persian.right).toBeLessThanOrEqual(100.5);
    const apart = extent(outline('<text x="100" y="50">س\u200cل\u200cا\u200cم</text>'));
    expect(persian.right - persian.left).toBeLessThan(apart.right - apart.left);
  });

  test('is ordered by the bidirectional algorithm', () => {
    // In a left-to-right line the Persian words stand between the Latin ones, the first of them on the right.
    const path = (text: string): string[] =>
      [...outline(`<text direction="ltr" x="0" y="50">${text}</text>`).matchAll(/ d="(M[^"]*)"/g)].map(
        ([, d]) => d ?? '',
      );
    const mixed = path('A کتاب B');
    expect(mixed).toHaveLength(3);
    const lefts = mixed.map((d) => extent(` d="${d}"`).left);
    expect([...lefts].sort((a, b) => a - b)).toEqual(lefts);
  });

  test('takes its font from attributes, styles and rules, inherited', () => {
    const height = (content: string): number => {
      const { top, bottom } = extent(outline(content));
      return bottom - top;
    };
    const plain = height('<text y="50" font-size="10">H</text>');
    for (const content of [
      '<g font-size="20"><text y="50">H</text></g>',
      '<text y="50" style="font-size:20px">H</text>',
      '<style>.big{font-size:20px}</style><text y="50" class="big">H</text>',
      '<style>text{font-size:15pt}</style><text y="50">H</text>',
      '<g font-size="10"><text y="50" font-size="2em">H</text></g>',
    ])
      expect(height(content)).toBeCloseTo(plain * 2, 1);
    const bold = outline('<text y="50" font-weight="bold">H</text>');
    expect(bold).not.toBe(outline('<text y="50">H</text>').replace('<g>', '<g font-weight="bold">'));
  });

  test('is placed letter by letter where a list of x says so', () => {
    const paths = [...outline('<text x="10 50 90" y="50">HHH</text>').matchAll(/ d="M(\d+)/g)].map(([, x]) =>
      Number(x),
    );
    expect(paths).toHaveLength(3);
    expect(paths.map((x) => Math.floor(x / 10))).toEqual([1, 5, 9]);
  });

  test('collapses its white space and moves by dx and dy', () => {
    const { left, bottom } = extent(outline('<text x="10" y="50">\n   H</text>'));
    const moved = extent(outline('<text x="10" y="50" dx="5" dy="7">\n   H</text>'));
    expect(moved.left - left).toBeCloseTo(5, 3);
    expect(moved.bottom - bottom).toBeCloseTo(7, 3);
  });
});
