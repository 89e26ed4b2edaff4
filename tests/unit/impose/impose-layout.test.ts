// Where pages, cuts and folds come to lie on the paper.
import { describe, expect, it } from 'vitest';
import { mm } from '../../../src/base/length.ts';
import { fitSheet, jobSize, layOutFace, trimmedSize } from '../../../src/impose/lay-out-face.ts';
import type { FaceLayout, LayoutOptions, PageSize, Rectangle } from '../../../src/impose/lay-out-face.ts';
import { planBooklet } from '../../../src/impose/plan-booklet.ts';
import { facesOfBooklet, planGrid } from '../../../src/impose/plan-faces.ts';
import type { Face } from '../../../src/impose/plan-faces.ts';
import { placement, throughInverse } from '../../../src/impose/source-pages.ts';
import type { SourcePage } from '../../../src/impose/source-pages.ts';

const PAGE: PageSize = { width: 200, height: 300, bleed: [9, 9, 9, 9] };
const OPTIONS: LayoutOptions = { folded: true, creep: 0, marks: true, sheet: null, shrink: false };

function layOut(faces: readonly Face[], pages: readonly PageSize[], options: LayoutOptions): FaceLayout[] {
  const fit = fitSheet(trimmedSize(faces[0]!, jobSize(pages), options), jobSize(pages), options);
  if (fit === null) throw new Error('the pages do not fit');
  return faces.map((face) => layOutFace(face, pages, fit, options));
}

const booklet = (pages: number): readonly Face[] => facesOfBooklet(planBooklet(pages, { signature: null, binding: 'left' })); // prettier-ignore
const repeat = (count: number, page = PAGE): PageSize[] => Array.from({ length: count }, () => page);

describe('a folded sheet', () => {
  const [front] = layOut(booklet(4), repeat(4), OPTIONS);

  it('has its pages trim to trim at the fold, cut there, and bleed at the three other edges', () => {
    const [left, right] = front!.placed;
    const fold = front!.width / 2;
    expect(left!.x + PAGE.width).toBeCloseTo(fold);
    expect(right!.x).toBeCloseTo(fold);
    expect(left!.clip).toEqual([left!.x - 9, left!.y - 9, fold, left!.y + 309]);
    expect(right!.clip).toEqual([fold, right!.y - 9, right!.x + 209, right!.y + 309]);
  });

  it('has nested boxes with the two pages as its trim', () => {
    const { trim, bleed, width, height } = front!;
    expect([trim[2] - trim[0], trim[3] - trim[1]]).toEqual([400, 300]);
    expect(bleed).toEqual([trim[0] - 9, trim[1] - 9, trim[2] + 9, trim[3] + 9]);
    expect(Math.min(bleed[0], bleed[1], width - bleed[2], height - bleed[3])).toBeGreaterThan(0);
  });

  it('is marked outside the bleed: four cuts at each corner’s edges, the fold at head and foot', () => {
    const { bleed, lines, width } = front!;
    const isInside = ([x, y]: readonly [number, number], [l, b, r, t]: Rectangle): boolean => x > l && x < r && y > b && y < t; // prettier-ignore
    expect(lines.filter(({ from, to }) => isInside(from, bleed) || isInside(to, bleed))).toEqual([]);
    expect(lines.filter(({ kind }) => kind === 'cut')).toHaveLength(8);
    const folds = lines.filter(({ kind }) => kind === 'fold');
    expect(folds.map(({ from }) => from[0])).toEqual([width / 2, width / 2]);
  });

  it('has registration crosses on all four sides, clear of the fold and of the paper’s edge', () => {
    const { trim, lines, width, height } = front!;
    const crosses = lines.filter(({ kind }) => kind === 'register');
    const level = crosses.filter(({ from, to }) => from[1] === to[1]);
    const upright = crosses.filter(({ from, to }) => from[0] === to[0]);
    expect([level.length, upright.length]).toEqual([6, 6]);
    const rounded = (value: number): number => Math.round(value * 1000) / 1000;
    const centres = level.map(({ from, to }) => [rounded((from[0] + to[0]) / 2), rounded(from[1])]);
    expect(upright.map(({ from, to }) => [rounded(from[0]), rounded((from[1] + to[1]) / 2)])).toEqual(centres); // prettier-ignore
    const beside = centres.filter(([x = 0]) => x < trim[0] || x > trim[2]);
    expect(beside.map(([, y]) => y)).toEqual([rounded(height / 2), rounded(height / 2)]);
    const above = centres.filter(([, y = 0]) => y < trim[1] || y > trim[3]).map(([x = 0]) => x - width / 2);
    expect(above.map(rounded)).toEqual([-100, -100, 100, 100]);
    for (const { from, to } of crosses)
      for (const [x, y] of [from, to]) expect(Math.min(x, y, width - x, height - y)).toBeGreaterThan(0);
  });

  it('has smaller pages at the fold, in the middle of the height', () => {
    const small: PageSize = { width: 150, height: 200, bleed: [0, 0, 0, 0] };
    const [face] = layOut(booklet(4), [small, PAGE, PAGE, small], OPTIONS);
    const [left, right] = face!.placed;
    expect(left!.x + 150).toBeCloseTo(face!.width / 2);
    expect(right!.x).toBeCloseTo(face!.width / 2);
    expect(right!.y + 100).toBeCloseTo(face!.height / 2);
  });
});

describe('creep', () => {
  const CREEP = mm(0.1);
  const faces = booklet(16);
  const plain = layOut(faces, repeat(16), OPTIONS);
  const moved = layOut(faces, repeat(16), { ...OPTIONS, creep: CREEP });

  it('moves the pages of each inner sheet one thickness further to the fold, on both sides of both faces', () => {
    const shifts = moved.map((face, index) => face.placed.map(({ x }, at) => (x - plain[index]!.placed[at]!.x) / CREEP)); // prettier-ignore
    const expected = [0, 0, 1, 1, 2, 2, 3, 3];
    expect(shifts.map(([left]) => Math.round(left! * 1e6) / 1e6 + 0)).toEqual(expected);
    expect(shifts.map(([, right]) => Math.round(-right! * 1e6) / 1e6 + 0)).toEqual(expected);
  });

  it('cuts what comes over the fold, and keeps the whole bleed outside of the cut', () => {
    const { placed, trim, width } = moved.at(-1)!;
    const [left, right] = placed;
    expect([left!.clip[2], right!.clip[0]]).toEqual([width / 2, width / 2]);
    expect(trim[0]).toBeCloseTo(left!.x);
    expect(trim[2]).toBeCloseTo(right!.x + PAGE.width);
    expect([trim[0] - left!.clip[0], right!.clip[2] - trim[2]].map((bleed) => Math.round(bleed * 1e6) / 1e6)).toEqual([9, 9]); // prettier-ignore
  });

  it('begins anew with each signature', () => {
    const faces = facesOfBooklet(planBooklet(16, { signature: 8, binding: 'right' }));
    const layouts = layOut(faces, repeat(16), { ...OPTIONS, creep: CREEP });
    const shifts = layouts.map(({ trim, width }) => Math.round(((width - 400) / 2 - trim[0]) / -CREEP) + 0);
    expect(shifts).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  });
});

describe('a grid', () => {
  const grid = { ...OPTIONS, folded: false };

  it('keeps the bleed of each page, side by side, and marks every cut', () => {
    const [face] = layOut(planGrid(4, { columns: 2, rows: 2, binding: 'left' }), repeat(4), grid);
    const [first, second, third] = face!.placed;
    expect(second!.x - first!.x).toBe(PAGE.width + 18);
    expect(first!.y - third!.y).toBe(PAGE.height + 18);
    expect(first!.clip[2]).toBe(second!.clip[0]);
    const of = (wanted: string) => face!.lines.filter(({ kind }) => kind === wanted);
    expect(of('cut')).toHaveLength(2 * 4 + 2 * 4);
    expect(of('fold')).toEqual([]);
    // A cross beside each outer edge of each page, clear of the cuts between them.
    const level = of('register').filter(({ from, to }) => from[1] === to[1]);
    const middle = (page: number) => face!.placed[page]!.x + PAGE.width / 2;
    expect(new Set(level.slice(0, 4).map(({ from, to }) => (from[0] + to[0]) / 2))).toEqual(new Set([middle(0), middle(1)])); // prettier-ignore
    expect(level).toHaveLength(8);
  });

  it('becomes smaller, about the middle, where the paper is too small', () => {
    const faces = planGrid(4, { columns: 2, rows: 2, binding: 'left' });
    const [face] = layOut(faces, repeat(4), { ...grid, sheet: [300, 400], shrink: true });
    expect(face!.scale).toBeLessThan(0.7);
    expect([face!.width, face!.height]).toEqual([300, 400]);
    expect((face!.trim[0] + face!.trim[2]) / 2).toBeCloseTo(150);
  });
});

describe('paper', () => {
  const size = jobSize(repeat(4));
  const fitOn = (sheet: readonly [number, number], shrink = false) => fitSheet([400, 300], size, { ...OPTIONS, sheet, shrink }); // prettier-ignore

  it('with room for pages only takes no marks', () => {
    expect(fitOn([400, 300])).toEqual({ width: 400, height: 300, scale: 1, marks: false });
    expect(fitOn([600, 500])).toEqual({ width: 600, height: 500, scale: 1, marks: true });
  });

  it('that is too small is refused unless pages may be made smaller', () => {
    expect(fitOn([399, 300])).toBeNull();
    expect(fitOn([200, 200], true)?.scale).toBeLessThan(0.5);
  });
});

describe('a page that is turned', () => {
  it.each([0, 90, 180, 270])(
    'by %d degrees has the corner of its trim, as it is shown, where it is placed',
    (rotate) => {
      const page = { rotate, unit: 2, trim: [10, 20, 110, 220] } as unknown as SourcePage;
      const [width, height] = rotate % 180 === 0 ? [200, 400] : [400, 200];
      const matrix = placement(page, 50, 60);
      const back = throughInverse(matrix, [50, 60, 50 + width, 60 + height]);
      back.forEach((edge, index) => expect(edge).toBeCloseTo([10, 20, 110, 220][index] ?? 0));
      // Where the top left corner of the unturned page goes: clockwise from corner to corner.
      const [a, b, c, d, e, f] = matrix;
      const corner = [a * 10 + c * 220 + e, b * 10 + d * 220 + f];
      const corners: Record<number, number[]> = {
        0: [50, 460],
        90: [450, 260],
        180: [250, 60],
        270: [50, 60],
      };
      expect(corner).toEqual(corners[rotate]);
    },
  );
});
