import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { FillItem, FrameItem, ImageItem, RuleItem } from '../../../src/frame/frame.ts';
import { fillBleed } from '../../../src/pdf/press/fill-bleed.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { NO_MARKS, pressJob, pressOptions } from './pdf-press-stand-ins.ts';
import { contentStreams, nodes, page, text } from './pdf-stand-ins.ts';

const BLEED = 9;
const BLACK = { kind: 'cmyk', cyan: 0, magenta: 0, yellow: 0, black: 1 } as const;

type Box = readonly [x: number, y: number, width: number, height: number];

/** The page is 400 × 600. */
function filled<Item extends FrameItem>(item: Item): Item {
  const [after] = fillBleed(page([item]), BLEED).page.items;
  return after as Item;
}

function fill([x, y, width, height]: Box): FillItem {
  return { kind: 'fill', x, y, width, height, radius: 0, color: BLACK };
}

function image(box: Box, picture: Box = box): ImageItem {
  const [x, y, width, height] = box;
  return {
    kind: 'image',
    x,
    y,
    width,
    height,
    picture: { x: picture[0], y: picture[1], width: picture[2], height: picture[3] },
    source: 'p.jpg',
    alt: '',
    tag: 1,
  };
}

function rule(x1: number, y1: number, x2: number, y2: number, style: RuleItem['style'] = 'solid'): RuleItem {
  return { kind: 'rule', x1, y1, x2, y2, thickness: 2, style, color: BLACK };
}

function boxOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Box {
  return [x, y, width, height];
}

describe('fills', () => {
  test('that reach the trim, or nearly, are carried on to the bleed on those sides only', () => {
    expect(boxOf(filled(fill([0, 0, 400, 50])))).toEqual([-9, -9, 418, 59]);
    expect(boxOf(filled(fill([0.15, 100, 50, 50])))).toEqual([-9, 100, 59.15, 50]);
    expect(boxOf(filled(fill([100, 560, 50, 39.9])))).toEqual([100, 560, 50, 49]);
    expect(boxOf(filled(fill([395, 10, 7, 10])))).toEqual([395, 10, 14, 10]);
  });

  test('that end before the trim, reach the bleed already, or lie outside the page stay as they are', () => {
    for (const box of [
      [1, 1, 398, 598],
      [-9, -9, 418, 618],
      [-20, -20, 500, 700],
      [-30, 10, 20, 20],
    ] as const) {
      const item = fill(box);
      expect(filled(item)).toBe(item);
    }
  });
});

describe('rules', () => {
  test('that end at the trim run on to the bleed', () => {
    expect(filled(rule(0, 300, 400, 300))).toMatchObject({ x1: -9, x2: 409, y1: 300, y2: 300, thickness: 2 });
    expect(filled(rule(200, 0, 200, 50, 'dotted'))).toMatchObject({ x1: 200, y1: -9, y2: 50, thickness: 2 });
  });

  test('on the edge itself grow outwards', () => {
    const after = filled(rule(0, 1, 400, 1));
    expect(after).toMatchObject({ x1: -9, x2: 409, thickness: 11 });
    expect(after.y1 + after.thickness / 2).toBeCloseTo(2);
  });
});

describe('pictures', () => {
  test('at the trim show what their crop hides, in the same place and size', () => {
    const item = image([0, 0, 400, 200], [-30, -20, 460, 260]);
    const { page: after, enlarged } = fillBleed(page([item]), BLEED);
    expect(boxOf(after.items[0] as ImageItem)).toEqual([-9, -9, 418, 209]);
    expect((after.items[0] as ImageItem).picture).toEqual(item.picture);
    expect(enlarged).toEqual([]);
  });

  test('with nothing hidden are enlarged about their centre, just as much as it takes', () => {
    const { page: after, enlarged } = fillBleed(page([image([0, 0, 400, 300])]), BLEED);
    const { picture, ...item } = after.items[0] as ImageItem;
    expect(boxOf(item)).toEqual([-9, -9, 418, 309]);
    // The top is 159 from the centre, where 150 are there: 6 %; the sides need 4.5 %.
    expect(enlarged).toEqual([{ source: 'p.jpg', percent: expect.closeTo(6, 6) }]);
    expect(picture.x + picture.width / 2).toBeCloseTo(200);
    expect(picture.y + picture.height / 2).toBeCloseTo(150);
    expect(picture.width / picture.height).toBeCloseTo(4 / 3);
  });

  test('smaller than their box reach the trim only where they are seen', () => {
    const item = image([0, 0, 400, 200], [100, 50, 200, 100]);
    expect(filled(item)).toBe(item);
  });

  test('enlarged are reported once each, with the percentage', async () => {
    const diagnostics = new Diagnostics();
    const pictures = {
      info: () => ({ source: 'p.jpg', kind: 'bitmap', width: 10, height: 10 }) as const,
      svg: () => undefined,
      encode: async () => ({ image: null, reports: [] }),
      refusal: () => ({ code: 'I002', severity: 'error', message: '' }) as const,
    };
    const job = pressJob({ profile: { bleed: BLEED, marks: NO_MARKS } });
    const structure = nodes('Document', ['Figure', 0]);
    const writer = new PdfWriter(pressOptions(job, { structure, pictures, diagnostics }));
    writer.addPage(page([image([0, 0, 400, 300])]));
    writer.addPage(page([image([0, 0, 400, 300])], { index: 1 }));
    const [content = ''] = contentStreams(await writer.finish());
    expect(diagnostics.list).toMatchObject([
      {
        severity: 'note',
        code: 'P006',
        message: 'Picture “p.jpg” is enlarged by 6 % to fill the bleed, and cut (page 1)',
      },
    ]);
    // 424 × 318 about (200, 450), clipped to the top of the page and its bleed.
    expect(content).toContain('-9 300 418 309 re W n 424 0 0 318 -12 291 cm /I1 Do');
  });
});

test('text, links and anchors never move, and nothing does without a bleed', () => {
  const items = [text('at the edge', 1, 0, 0), { kind: 'anchor', name: 'a', x: 0, y: 0 } as const];
  expect(fillBleed(page(items), BLEED).page.items).toEqual(items);
  const one = page([fill([0, 0, 400, 600])]);
  expect(fillBleed(one, 0).page).toBe(one);
});

test('any picture that reaches the trim covers all of its part of the bleed, and keeps its proportions', () => {
  const size = fc.double({ min: 5, max: 900, noNaN: true });
  fc.assert(
    fc.property(size, size, fc.constantFrom(0, 0.1, -4), fc.constantFrom(0, -3), (width, height, x, y) => {
      const after = filled(image([x, y, width, height]));
      const { picture } = after;
      const near = 0.01;
      expect(after.x).toBeLessThanOrEqual(-BLEED);
      expect(after.y).toBeLessThanOrEqual(-BLEED);
      if (x + width >= 399.8) expect(after.x + after.width).toBeGreaterThanOrEqual(400 + BLEED);
      if (y + height >= 599.8) expect(after.y + after.height).toBeGreaterThanOrEqual(600 + BLEED);
      expect(picture.x).toBeLessThanOrEqual(after.x + near);
      expect(picture.y).toBeLessThanOrEqual(after.y + near);
      expect(picture.x + picture.width).toBeGreaterThanOrEqual(after.x + after.width - near);
      expect(picture.y + picture.height).toBeGreaterThanOrEqual(after.y + after.height - near);
      expect(picture.width / picture.height / (width / height)).toBeCloseTo(1, 6);
    }),
  );
});
