// A press job and a converter for the tests of the press edition, and where the marks of a written sheet stand.
import type { Inks, PrinterProfile } from '../../../src/base/printer-profile.ts';
import type { ColorConverter } from '../../../src/pdf/color/color-writer.ts';
import type { PdfOptions } from '../../../src/pdf/write-pdf.ts';
import type { PressJob } from '../../../src/press/press-job.ts';
import type { TestOptions } from './pdf-stand-ins.ts';
import { pdfOptions } from './pdf-stand-ins.ts';
import { iccOf, printerProfile } from './press-profiles.ts';

/** 3 mm. */
export const BLEED = (3 / 25.4) * 72;

const ALL_MARKS = { crop: true, cross: true, bleed: true, colorBar: true, slug: true } as const;
export const NO_MARKS = { crop: false, cross: false, bleed: false, colorBar: false, slug: false } as const;

export interface JobChanges extends Partial<Omit<PressJob, 'profile'>> {
  readonly profile?: Partial<PrinterProfile>;
}

export function pressJob({ profile, ...changes }: JobChanges = {}): PressJob {
  return {
    profile: printerProfile({
      condition: { identifier: 'FOGRA39', registry: 'http://www.color.org', info: 'Offset, coated paper', iccFile: '' }, // prettier-ignore
      bleed: BLEED,
      marks: ALL_MARKS,
      minimumTypeInks: 9,
      black: { overprint: true, rich: null, richFrom: 36 },
      spots: { Gold: [0, 0.2, 0.6, 0.2] },
      ...profile,
    }),
    fixed: { bleed: true, marks: true },
    icc: iccOf('fogra39l-coated'),
    claims: [],
    binding: 'right',
    slug: [],
    ...changes,
  };
}

/** Grey replacement and nothing else: colours are not what these tests are about. */
export const PLAIN_CONVERTER: ColorConverter = {
  inks: (red, green, blue) => simpleInks(red, green, blue),
  unlimited: (red, green, blue) => simpleInks(red, green, blue),
  pixels: (rgb, cmyk = new Uint8Array((rgb.length / 3) * 4)) => cmyk.fill(0),
  blackOfGrey: Uint8Array.from({ length: 256 }, (_, grey) => 255 - grey),
};

function simpleInks(red: number, green: number, blue: number): Inks {
  const black = 1 - Math.max(red, green, blue);
  return [1 - black - red, 1 - black - green, 1 - black - blue, black];
}

export function pressOptions(job: PressJob, options: TestOptions = {}): PdfOptions {
  return { ...pdfOptions(options), press: job, converter: PLAIN_CONVERTER };
}

/** A box of something painted: sheet coordinates, y upwards; strokes with their thickness. */
export interface PaintedBox {
  left: number;
  bottom: number;
  right: number;
  top: number;
  readonly operator: string;
}

/** Every path that a content stream paints: path and matrix operators only, as marks are drawn. */
export function paintedBoxes(content: string): PaintedBox[] {
  const boxes: PaintedBox[] = [];
  const stack: { readonly matrix: readonly number[]; readonly width: number }[] = [];
  let matrix: readonly number[] = [1, 0, 0, 1, 0, 0];
  let width = 1;
  let operands: number[] = [];
  let points: (readonly [number, number])[] = [];
  const at = (i: number): number => operands[i] ?? NaN;
  const add = (x: number, y: number): void => {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
    points.push([a * x + c * y + e, b * x + d * y + f]);
  };
  for (const token of content.match(/[^\s]+/g) ?? []) {
    if (/^-?(\d+\.?\d*|\.\d+)$/.test(token)) {
      operands.push(Number(token));
      continue;
    }
    if (token === 'q') stack.push({ matrix, width });
    else if (token === 'Q') ({ matrix, width } = stack.pop() ?? { matrix, width });
    else if (token === 'w') width = at(0);
    else if (token === 'cm') {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
      matrix = [at(0) * a, at(0) * b, at(3) * c, at(3) * d, at(4) * a + at(5) * c + e, at(4) * b + at(5) * d + f]; // prettier-ignore
    } else if (token === 'm' || token === 'l') add(at(0), at(1));
    else if (token === 'c') for (const i of [0, 2, 4]) add(at(i), at(i + 1));
    else if (token === 're') {
      add(at(0), at(1));
      add(at(0) + at(2), at(1) + at(3));
    } else if (/^[fS]$/.test(token)) {
      const xs = points.map(([x]) => x);
      const ys = points.map(([, y]) => y);
      const half = token === 'S' ? width / 2 : 0;
      const [left, right] = [Math.min(...xs), Math.max(...xs)];
      const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
      // Lines end square: they grow across, not along.
      const acrossX = top > bottom && right === left ? half : right > left && top > bottom ? half : 0;
      const acrossY = right > left && top === bottom ? half : right > left && top > bottom ? half : 0;
      boxes.push({ left: left - acrossX, right: right + acrossX, bottom: bottom - acrossY, top: top + acrossY, operator: token }); // prettier-ignore
      points = [];
    } else if (token === 'n') points = [];
    operands = [];
  }
  return boxes;
}
