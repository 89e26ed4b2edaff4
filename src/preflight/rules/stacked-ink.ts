// Areas that overprint → the ink of what lies on each other (ISO 32000-1, 8.6.7): sums that no single area has.
import type { Box, PaintFacts, StateFacts } from '../inspect/inspected-pdf.ts';
import type { PaintedEvent } from './rule-kit.ts';
import { baseSpace, boxHeight, boxWidth, inkTotal, isTransparent, overlap } from './rule-kit.ts';

/** Ink of an area and those below, percent. */
export interface StackedInk {
  readonly place: Box;
  readonly total: number;
}

type Area = Exclude<PaintedEvent, { kind: 'text' }>;

/** Areas of a page that are compared; more are those of maps and drawings. */
const MAX_AREAS = 600;
/** Overprinting areas that are looked at. */
const MAX_OVERPRINTING = 200;
const PROCESS: readonly string[] = ['C', 'M', 'Y', 'K'];

/**
 * For each plain rectangle that overprints others the ink in the middle of what it shares with one below, where that is more than
 * its own. Text is left out: black letters overprint on anything, and too little of the paper is under them.
 */
export function stackedInk(events: readonly PaintedEvent[]): readonly StackedInk[] {
  const areas = events.filter((event): event is Area => event.kind === 'fill' && event.thickness !== null && event.paint.inks !== null && !isTransparent(event.state)).slice(0, MAX_AREAS); // prettier-ignore
  const found: StackedInk[] = [];
  let looked = 0;
  for (const [index, area] of areas.entries()) {
    if (!area.state.overprint || ++looked > MAX_OVERPRINTING) continue;
    for (const below of areas.slice(0, index)) {
      if (!overlap(below.bounds, area.bounds)) continue;
      const place = common(below.bounds, area.bounds);
      const total = inkAt(areas.slice(0, index + 1), place);
      if (total > inkTotal(area.paint)) found.push({ place, total });
    }
  }
  return found.toSorted((a, b) => b.total - a.total);
}

function common(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** Sum of all plates in the middle of a place, after painting the areas in their order. */
function inkAt(areas: readonly Area[], place: Box): number {
  const x = place[0] + boxWidth(place) / 2;
  const y = place[1] + boxHeight(place) / 2;
  const plates = new Map<string, number>();
  for (const { bounds, paint, state } of areas) {
    if (x < bounds[0] || x > bounds[2] || y < bounds[1] || y > bounds[3]) continue;
    if (!state.overprint) plates.clear();
    for (const [name, value] of printedInks(paint, state)) plates.set(name, value);
  }
  let total = 0;
  for (const [name, value] of plates) if (name !== 'All' && name !== 'None') total += value;
  return total;
}

/** The plates that a paint writes on; DeviceCMYK of mode 1 leaves those it has nothing for, other process colours none. */
function printedInks(paint: PaintFacts, state: StateFacts): readonly (readonly [string, number])[] {
  const { kind } = baseSpace(paint.space);
  const inks = [...(paint.inks ?? [])];
  if (kind === 'separation' || kind === 'device-n') return inks;
  if (kind === 'cmyk' && state.overprintMode === 1) return inks.filter(([, value]) => value > 0);
  return PROCESS.map((name) => [name, paint.inks?.get(name) ?? 0] as const);
}
