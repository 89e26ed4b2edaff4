// Path construction operators (ISO 32000-1, table 59) → the current path.
import type { Matrix } from '../matrix.ts';
import type { Operand } from './content-tokens.ts';
import { number, numbers } from './operands.ts';
import type { PathBounds } from './path-bounds.ts';

/** Adds to the path; false for operators of other things. */
export function constructPath(
  operator: string,
  operands: readonly Operand[],
  path: PathBounds,
  ctm: Matrix,
): boolean {
  switch (operator) {
    case 'm':
      path.moveTo(number(operands, 0), number(operands, 1), ctm);
      return true;
    case 'l':
      path.lineTo(number(operands, 0), number(operands, 1), ctm);
      return true;
    case 'c':
      path.curveTo(numbers(operands, 6), ctm);
      return true;
    case 'v':
      path.curveTo([path.x, path.y, ...numbers(operands, 4)], ctm);
      return true;
    case 'y': {
      const [a = 0, b = 0, c = 0, d = 0] = numbers(operands, 4);
      path.curveTo([a, b, c, d, c, d], ctm);
      return true;
    }
    case 'h':
      path.close(ctm);
      return true;
    case 're': {
      const [x = 0, y = 0, width = 0, height = 0] = numbers(operands, 4);
      path.rectangle([x, y, width, height], ctm);
      return true;
    }
    default:
      return false;
  }
}

/** How an operator paints the path (table 60). */
export interface PathPainting {
  readonly closes: boolean;
  readonly fills: boolean;
  readonly strokes: boolean;
}

const NOTHING: PathPainting = { closes: false, fills: false, strokes: false };
const STROKE: PathPainting = { ...NOTHING, strokes: true };
const FILL: PathPainting = { ...NOTHING, fills: true };
const BOTH: PathPainting = { closes: false, fills: true, strokes: true };

const PAINTING: ReadonlyMap<string, PathPainting> = new Map([
  ['n', NOTHING],
  ['S', STROKE],
  ['s', { ...STROKE, closes: true }],
  ['f', FILL],
  ['F', FILL],
  ['f*', FILL],
  ['B', BOTH],
  ['B*', BOTH],
  ['b', { ...BOTH, closes: true }],
  ['b*', { ...BOTH, closes: true }],
]);

/** What a path painting operator does; undefined for others. */
export function pathPainting(operator: string): PathPainting | undefined {
  return PAINTING.get(operator);
}
