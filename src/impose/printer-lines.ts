// Trim, cuts and fold of a face → the lines that show them, and crosses that bring its plates into register; all outside the bleed.
import { mm } from '../base/length.ts';

/** A straight line, in points; y upwards. */
export interface MarkLine {
  readonly kind: 'cut' | 'fold' | 'register';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

export interface MarkPlaces {
  /** Left, bottom, right, top. */
  readonly trim: readonly [number, number, number, number];
  readonly bleed: number;
  /** Where the paper is cut: x of upright cuts, y of level ones. */
  readonly cutsAcross: readonly number[];
  readonly cutsUp: readonly number[];
  /** x of the fold; null without one. */
  readonly fold: number | null;
}

/** Between the bleed and a mark: no cut a little beside its mark shows it. */
const OFFSET = mm(2);
const LENGTH = mm(5);
/** Paper beyond the marks, which most machines cannot print to the edge. */
const EDGE = mm(3);

/** How far the paper goes beyond the bleed. */
export const ROOM_FOR_MARKS: number = OFFSET + LENGTH + EDGE;

/** Cut marks at the four sides of the trim, fold marks at the head and foot, crosses beside the middle of the outermost pages. */
export function printerLines({ trim, bleed, cutsAcross, cutsUp, fold }: MarkPlaces): readonly MarkLine[] {
  const near = bleed + OFFSET;
  const far = near + LENGTH;
  const [left, bottom, right, top] = trim;
  const upright = (kind: MarkLine['kind'], x: number): readonly MarkLine[] => [
    { kind, from: [x, bottom - far], to: [x, bottom - near] },
    { kind, from: [x, top + near], to: [x, top + far] },
  ];
  const level = (y: number): readonly MarkLine[] => [
    { kind: 'cut', from: [left - far, y], to: [left - near, y] },
    { kind: 'cut', from: [right + near, y], to: [right + far, y] },
  ];
  return [
    ...[...new Set(cutsAcross)].flatMap((x) => upright('cut', x)),
    ...[...new Set(cutsUp)].flatMap(level),
    ...(fold === null ? [] : upright('fold', fold)),
    ...outermost(fold === null ? cutsAcross : [left, fold, fold, right]).flatMap((x) => [
      ...cross(x, bottom - near - LENGTH / 2),
      ...cross(x, top + near + LENGTH / 2),
    ]),
    ...outermost(cutsUp).flatMap((y) => [
      ...cross(left - near - LENGTH / 2, y),
      ...cross(right + near + LENGTH / 2, y),
    ]),
  ];
}

/** The middle of the first and of the last page, of pages from one cut to the next: no cut mark stands there. */
function outermost(cuts: readonly number[]): readonly number[] {
  const middle = (from = 0, to = 0): number => (from + to) / 2;
  return [...new Set([middle(cuts[0], cuts[1]), middle(cuts.at(-2), cuts.at(-1))])];
}

function cross(x: number, y: number): readonly MarkLine[] {
  const arm = LENGTH / 2;
  return [
    { kind: 'register', from: [x - arm, y], to: [x + arm, y] },
    { kind: 'register', from: [x, y - arm], to: [x, y + arm] },
  ];
}
