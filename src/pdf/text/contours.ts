// Outlines as TrueType contours: points on and off quadratic curves, in units of the font that is being written.
import type { OutlineCommand } from '../../font/font-types.ts';

/** Parallel arrays; `ends` holds the index of each contour's last point. Coordinates are integers. */
export interface Contours {
  readonly x: number[];
  readonly y: number[];
  readonly onCurve: boolean[];
  readonly ends: number[];
}

/** Largest distance between a cubic and the quadratics that replace it, in font units. */
const CURVE_TOLERANCE = 0.5;

export function emptyContours(): Contours {
  return { x: [], y: [], onCurve: [], ends: [] };
}

/** Path commands, scaled by `factor`, as quadratic contours. */
export function contoursOfOutline(commands: readonly OutlineCommand[], factor: number): Contours {
  const contours = emptyContours();
  let fromX = 0;
  let fromY = 0;
  const point = (x: number, y: number, on: boolean): void => {
    contours.x.push(Math.round(x));
    contours.y.push(Math.round(y));
    contours.onCurve.push(on);
  };
  for (const command of commands) {
    if (command.kind === 'close') {
      closeContour(contours);
      continue;
    }
    const x = command.x * factor;
    const y = command.y * factor;
    switch (command.kind) {
      case 'move':
        closeContour(contours);
        point(x, y, true);
        break;
      case 'line':
        point(x, y, true);
        break;
      case 'quadratic':
        point(command.x1 * factor, command.y1 * factor, false);
        point(x, y, true);
        break;
      case 'cubic':
        cubicToQuadratics(
          [fromX, fromY, command.x1 * factor, command.y1 * factor, command.x2 * factor, command.y2 * factor, x, y], // prettier-ignore
          point,
        );
        break;
    }
    fromX = x;
    fromY = y;
  }
  closeContour(contours);
  return contours;
}

/**
 * A cubic is cut into n equal parts, each replaced by the quadratic with the same ends and the mean of the two
 * control points the tangents suggest; the error is √3/36 · |p0 − 3p1 + 3p2 − p3| / n³.
 */
function cubicToQuadratics(
  p: readonly [number, number, number, number, number, number, number, number],
  point: (x: number, y: number, on: boolean) => void,
): void {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = p;
  const third = Math.hypot(x0 - 3 * x1 + 3 * x2 - x3, y0 - 3 * y1 + 3 * y2 - y3);
  const parts = Math.max(1, Math.ceil(Math.cbrt((third * Math.sqrt(3)) / 36 / CURVE_TOLERANCE)));
  const at = (a: number, b: number, c: number, d: number, t: number): number => {
    const s = 1 - t;
    return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
  };
  const slope = (a: number, b: number, c: number, d: number, t: number): number => {
    const s = 1 - t;
    return 3 * (s * s * (b - a) + 2 * s * t * (c - b) + t * t * (d - c));
  };
  for (let i = 0; i < parts; i++) {
    const t0 = i / parts;
    const t1 = (i + 1) / parts;
    const h = (t1 - t0) / 4;
    // Controls of the part are start + 4h/3 · slope and end − 4h/3 · slope; the quadratic's is (3(c1 + c2) − p0 − p3) / 4.
    const control = (a: number, b: number, c: number, d: number): number =>
      (at(a, b, c, d, t0) + at(a, b, c, d, t1)) / 2 + h * (slope(a, b, c, d, t0) - slope(a, b, c, d, t1));
    point(control(x0, x1, x2, x3), control(y0, y1, y2, y3), false);
    point(at(x0, x1, x2, x3, t1), at(y0, y1, y2, y3, t1), true);
  }
}

/** Ends the open contour; a last point equal to the first and contours of fewer than two points are dropped. */
function closeContour(contours: Contours): void {
  const start = contours.ends.length === 0 ? 0 : (contours.ends.at(-1) ?? -1) + 1;
  const { x, y, onCurve } = contours;
  const last = x.length - 1;
  if (last > start && onCurve[last] && onCurve[start] && x[last] === x[start] && y[last] === y[start]) dropLast(contours); // prettier-ignore
  if (x.length - start < 2) while (x.length > start) dropLast(contours);
  if (x.length > start) contours.ends.push(x.length - 1);
}

function dropLast(contours: Contours): void {
  contours.x.pop();
  contours.y.pop();
  contours.onCurve.pop();
}
