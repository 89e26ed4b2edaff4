// Writes single descriptions of the `glyf` table: simple glyphs from contours, composites from components.
import type { Contours } from './contours.ts';
import { ON_CURVE, X_SHORT, Y_SHORT, REPEAT, X_SAME_OR_POSITIVE, Y_SAME_OR_POSITIVE, ARGS_ARE_WORDS, ARGS_ARE_XY, HAVE_SCALE, MORE_COMPONENTS } from './glyf-flags.ts'; // prettier-ignore

export interface GlyphBounds {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** A glyph placed in a composite: `scale` from 0 to just below 2, offsets in font units. */
export interface GlyphComponent {
  readonly glyph: number;
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
}

/** A simple glyph without instructions; empty when there are no contours. */
export function writeSimpleGlyph(contours: Contours): Uint8Array {
  const count = contours.x.length;
  if (count === 0) return new Uint8Array(0);
  const flags: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  let [fromX, fromY] = [0, 0];
  for (let i = 0; i < count; i++) {
    const x = contours.x[i] ?? 0;
    const y = contours.y[i] ?? 0;
    flags.push(
      (contours.onCurve[i] === true ? ON_CURVE : 0) |
        writeDelta(x - fromX, xs, X_SHORT, X_SAME_OR_POSITIVE) |
        writeDelta(y - fromY, ys, Y_SHORT, Y_SAME_OR_POSITIVE),
    );
    fromX = x;
    fromY = y;
  }
  const out: number[] = [];
  pushInt16(out, contours.ends.length);
  const bounds = boundsOf(contours);
  for (const value of [bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax]) pushInt16(out, value);
  for (const end of contours.ends) pushInt16(out, end);
  pushInt16(out, 0);
  for (let i = 0; i < count;) {
    const flag = flags[i] ?? 0;
    let times = 1;
    while (i + times < count && flags[i + times] === flag && times < 256) times++;
    if (times > 1) out.push(flag | REPEAT, times - 1);
    else out.push(flag);
    i += times;
  }
  return Uint8Array.from([...out, ...xs, ...ys]);
}

/** A simple glyph's bytes with its instructions taken out. */
export function withoutInstructions(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = 10 + view.getInt16(0) * 2;
  if (at + 2 > bytes.length) return new Uint8Array(0);
  const length = view.getUint16(at);
  if (length === 0) return bytes;
  const out = new Uint8Array(bytes.length - length);
  out.set(bytes.subarray(0, at));
  out.set(bytes.subarray(at + 2 + length), at + 2);
  return out;
}

/** A composite glyph; `bounds` are those of the finished shape. */
export function writeCompositeGlyph(components: readonly GlyphComponent[], bounds: GlyphBounds): Uint8Array {
  const out: number[] = [];
  pushInt16(out, -1);
  for (const value of [bounds.xMin, bounds.yMin, bounds.xMax, bounds.yMax]) pushInt16(out, value);
  components.forEach((component, index) => {
    const scaled = component.scale !== 1;
    const more = index < components.length - 1 ? MORE_COMPONENTS : 0;
    pushInt16(out, ARGS_ARE_WORDS | ARGS_ARE_XY | (scaled ? HAVE_SCALE : 0) | more);
    pushInt16(out, component.glyph);
    pushInt16(out, component.dx);
    pushInt16(out, component.dy);
    if (scaled) pushInt16(out, Math.round(component.scale * 16384));
  });
  return Uint8Array.from(out);
}

/** The bounds in a glyph's header; zero for an empty glyph. */
export function glyphBounds(bytes: Uint8Array): GlyphBounds {
  if (bytes.length === 0) return { xMin: 0, yMin: 0, xMax: 0, yMax: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { xMin: view.getInt16(2), yMin: view.getInt16(4), xMax: view.getInt16(6), yMax: view.getInt16(8) };
}

function boundsOf(contours: Contours): GlyphBounds {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  contours.x.forEach((x, i) => {
    const y = contours.y[i] ?? 0;
    xMin = Math.min(xMin, x);
    xMax = Math.max(xMax, x);
    yMin = Math.min(yMin, y);
    yMax = Math.max(yMax, y);
  });
  return { xMin, yMin, xMax, yMax };
}

/** Appends one coordinate difference and returns its flag bits. */
function writeDelta(delta: number, out: number[], short: number, same: number): number {
  if (delta === 0) return same;
  if (delta > -256 && delta < 256) {
    out.push(Math.abs(delta));
    return short | (delta > 0 ? same : 0);
  }
  pushInt16(out, delta);
  return 0;
}

function pushInt16(out: number[], value: number): void {
  out.push((value >> 8) & 255, value & 255);
}
