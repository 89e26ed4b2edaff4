// Path construction (ISO 32000-1, 8.5.2) → the box of a path, its plain rectangles, and how thin its strokes come out.
import type { Box } from '../inspected-pdf.ts';
import { NOWHERE, area, intersect, scaleX, scaleY } from '../matrix.ts';
import type { Matrix } from '../matrix.ts';

export interface PlainRectangle {
  readonly bounds: Box;
  /** The smaller side, pt. */
  readonly thickness: number;
}

/** Rectangles of one path that are told apart. */
const MAX_RECTANGLES = 64;

/** The current path, in page coordinates; curves count with their control points. */
export class PathBounds {
  #left = NOWHERE[0];
  #bottom = NOWHERE[1];
  #right = NOWHERE[2];
  #top = NOWHERE[3];
  #rectangles: PlainRectangle[] = [];
  #isPlain = true;
  /** The corners of the current subpath in user space, as far as it can still be a rectangle. */
  #corners: number[] = [];
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  /** The most that the matrix lengthens one of the lines; 0 without lines. */
  #stretch = 0;

  get isEmpty(): boolean {
    return this.#left > this.#right;
  }

  get bounds(): Box {
    return [this.#left, this.#bottom, this.#right, this.#top];
  }

  clear(): void {
    if (this.isEmpty && this.#corners.length === 0) return;
    [this.#left, this.#bottom, this.#right, this.#top] = NOWHERE;
    this.#rectangles = [];
    this.#isPlain = true;
    this.#corners = [];
    this.#stretch = 0;
  }

  moveTo(x: number, y: number, m: Matrix): void {
    this.#endSubpath(m);
    this.#x = this.#startX = x;
    this.#y = this.#startY = y;
    this.#corners = [x, y];
    this.#extend(x, y, m);
  }

  lineTo(x: number, y: number, m: Matrix): void {
    this.#line(x, y, m);
    if (this.#corners.length > 0 && this.#corners.length <= 10) this.#corners.push(x, y);
  }

  curveTo(points: readonly number[], m: Matrix): void {
    this.#isPlain = false;
    this.#stretch = Math.max(this.#stretch, scaleX(m), scaleY(m));
    for (let at = 0; at + 1 < points.length; at += 2) this.#extend(points[at] ?? 0, points[at + 1] ?? 0, m);
    this.#x = points.at(-2) ?? 0;
    this.#y = points.at(-1) ?? 0;
  }

  get x(): number {
    return this.#x;
  }

  get y(): number {
    return this.#y;
  }

  close(m: Matrix): void {
    this.#line(this.#startX, this.#startY, m);
    this.#endSubpath(m);
  }

  rectangle(box: readonly [x: number, y: number, width: number, height: number], m: Matrix): void {
    this.#endSubpath(m);
    const [x, y, width, height] = box;
    this.#addRectangle(x, y, width, height, m);
    this.#stretch = Math.max(this.#stretch, scaleX(m), scaleY(m));
    this.#extend(x, y, m);
    this.#extend(x + width, y, m);
    this.#extend(x + width, y + height, m);
    this.#extend(x, y + height, m);
    this.#x = this.#startX = x;
    this.#y = this.#startY = y;
  }

  /** Every part of the path when it consists of plain rectangles that stand apart; otherwise its whole box. */
  parts(m: Matrix): readonly { readonly bounds: Box; readonly thickness: number | null }[] {
    this.#endSubpath(m);
    const rectangles = this.#rectangles;
    if (!this.#isPlain || rectangles.length === 0) return [{ bounds: this.bounds, thickness: null }];
    if (rectangles.length === 1 || areApart(rectangles)) return rectangles;
    return [{ bounds: this.bounds, thickness: null }];
  }

  /** Width of a line of `width` after the matrix: of its thinnest part where the matrix widens unevenly. */
  lineThickness(width: number, m: Matrix): number {
    const [along, across] = [scaleX(m), scaleY(m)];
    if (Math.abs(along - across) <= 1e-6 * Math.max(along, across)) return width * along;
    return this.#stretch > 0 ? (width * area(m)) / this.#stretch : width * Math.min(along, across);
  }

  #line(x: number, y: number, m: Matrix): void {
    const [dx, dy] = [x - this.#x, y - this.#y];
    const length = Math.hypot(dx, dy);
    if (length > 0) {
      const after = Math.hypot(m[0] * dx + m[2] * dy, m[1] * dx + m[3] * dy);
      this.#stretch = Math.max(this.#stretch, after / length);
    }
    this.#extend(x, y, m);
    this.#x = x;
    this.#y = y;
  }

  #extend(x: number, y: number, m: Matrix): void {
    const pageX = m[0] * x + m[2] * y + m[4];
    const pageY = m[1] * x + m[3] * y + m[5];
    if (!(Math.abs(pageX) < 1e9 && Math.abs(pageY) < 1e9)) return;
    if (pageX < this.#left) this.#left = pageX;
    if (pageX > this.#right) this.#right = pageX;
    if (pageY < this.#bottom) this.#bottom = pageY;
    if (pageY > this.#top) this.#top = pageY;
  }

  #endSubpath(m: Matrix): void {
    const c = this.#corners;
    this.#corners = [];
    if (c.length <= 2) return;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = x0, y4 = y0] = c;
    const closes = c.length === 8 || (c.length === 10 && x4 === x0 && y4 === y0);
    const across = y0 === y1 && x1 === x2 && y2 === y3 && x3 === x0;
    const upright = x0 === x1 && y1 === y2 && x2 === x3 && y3 === y0;
    if (closes && (across || upright)) this.#addRectangle(x0, y0, x2 - x0, y2 - y0, m);
    else this.#isPlain = false;
  }

  #addRectangle(x: number, y: number, width: number, height: number, m: Matrix): void {
    if (!this.#isPlain) return;
    if (this.#rectangles.length >= MAX_RECTANGLES) {
      this.#isPlain = false;
      return;
    }
    const corner = (dx: number, dy: number): readonly [number, number] => [
      m[0] * (x + dx) + m[2] * (y + dy) + m[4],
      m[1] * (x + dx) + m[3] * (y + dy) + m[5],
    ];
    const corners = [corner(0, 0), corner(width, 0), corner(width, height), corner(0, height)];
    const xs = corners.map(([each]) => each);
    const ys = corners.map(([, each]) => each);
    this.#rectangles.push({
      bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
      thickness: Math.min(Math.abs(width) * scaleX(m), Math.abs(height) * scaleY(m)),
    });
  }
}

function areApart(rectangles: readonly PlainRectangle[]): boolean {
  return rectangles.every((one, index) =>
    rectangles.slice(index + 1).every((other) => {
      const common = intersect(one.bounds, other.bounds);
      return common === null || common[0] === common[2] || common[1] === common[3];
    }),
  );
}
