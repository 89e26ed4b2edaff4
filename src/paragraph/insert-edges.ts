// Margins, borders and padding of inline elements: units without text at the element's two ends (CSS 2.2 § 8.6,
// § 10.3.1). They are objects of no height, so that everything that counts widths counts them.
import type { InlineObject } from '../frame/units.ts';
import { UNIT_OBJECT, UNIT_SPACE } from '../frame/units.ts';
import type { Units } from '../frame/units.ts';
import { NO_BREAK } from './find-breakpoints.ts';

/** The end of an inline element at an offset of the collected text. Points; the sides are physical. */
export interface ElementEdge {
  readonly offset: number;
  readonly side: 'start' | 'end';
  readonly left: number;
  readonly right: number;
  readonly style: number;
  /** What painting makes of it; opaque here. */
  readonly box: unknown;
}

export interface UnitsWithBreaks {
  readonly units: Units;
  /** The kind of break before each unit. */
  readonly kinds: Uint8Array;
}

/** `edges` in document order. A line never ends between an edge and the word it belongs to. */
export function insertEdges(
  { units, kinds }: UnitsWithBreaks,
  edges: readonly ElementEdge[],
): UnitsWithBreaks {
  if (edges.length === 0) return { units, kinds };
  const places = edges.map((edge) => unitAt(units, edge));
  const order = edges.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const count = units.count + edges.length;
  const columns = {
    offset: new Int32Array(count + 1),
    word: new Int32Array(count),
    level: new Uint8Array(count),
    style: new Uint16Array(count),
    flags: new Uint8Array(count),
    object: new Int32Array(count),
  };
  const objects: InlineObject[] = [...units.objects];
  const newKinds = new Uint8Array(count + 1);
  let next = 0; // index into `order`
  let to = 0;
  for (let u = 0; u <= units.count; u++) {
    let kind = kinds[u] ?? NO_BREAK;
    for (; next < order.length && places[order[next] ?? 0] === u; next++) {
      const edge = edges[order[next] ?? 0];
      if (edge === undefined) continue;
      const level = levelAt(units, u);
      columns.offset[to] = units.offset[u] ?? 0;
      columns.word[to] = -1;
      columns.level[to] = level;
      columns.style[to] = edge.style;
      columns.flags[to] = UNIT_OBJECT;
      // What comes first in logical order stands at the left in even levels and at the right in odd ones.
      const atLeft = ((level & 1) === 0) === (edge.side === 'start');
      columns.object[to] = objects.push({ width: atLeft ? edge.left : edge.right, ascent: 0, descent: 0, box: edge.box }) - 1; // prettier-ignore
      if (edge.side === 'start') {
        newKinds[to] = kind;
        kind = NO_BREAK;
      }
      to++;
    }
    newKinds[to] = kind;
    columns.offset[to] = units.offset[u] ?? 0;
    if (u === units.count) break;
    columns.word[to] = units.word[u] ?? -1;
    columns.level[to] = units.level[u] ?? 0;
    columns.style[to] = units.style[u] ?? 0;
    columns.flags[to] = units.flags[u] ?? 0;
    columns.object[to] = units.object[u] ?? -1;
    to++;
  }
  return { units: { ...units, ...columns, count, objects }, kinds: newKinds };
}

/** The unit an edge comes before. Spaces at an element's inner ends stand outside it, where lines may drop them. */
function unitAt(units: Units, { offset, side }: ElementEdge): number {
  let low = 0;
  let high = units.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units.offset[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const isSpace = (unit: number): boolean => ((units.flags[unit] ?? 0) & UNIT_SPACE) !== 0;
  if (side === 'start') {
    while (low < units.count && units.offset[low] === units.offset[low + 1]) low++; // empty units
    return low + 1 < units.count && isSpace(low) ? low + 1 : low;
  }
  return low > 1 && isSpace(low - 1) ? low - 1 : low;
}

/** The lower one of the levels around, so that an edge parts no run of higher level. */
function levelAt(units: Units, unit: number): number {
  const base = units.direction === 'rtl' ? 1 : 0;
  const before = unit === 0 ? base : (units.level[unit - 1] ?? base);
  const after = unit === units.count ? base : (units.level[unit] ?? base);
  return Math.max(Math.min(before, after), base);
}
