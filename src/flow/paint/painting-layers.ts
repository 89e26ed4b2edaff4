// The painting order of positioned boxes and floats (CSS 2.2 Appendix E, every positioned box a stacking context of its
// own). A page's items are also read in their order: what nothing overlaps stays where it was written.
import type { FrameItem } from '../../frame/frame.ts';
import type { Layer, PageSheet, TextBlock } from '../page/page-sheet.ts';

/** Between the content in the flow and positioned boxes. */
export const FLOAT_LAYER = -0.5;

/** What is below the content in the flow. */
function isBelow({ z }: Layer): boolean {
  return z <= -1;
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A layer on its way: at its place in the order of reading, or lifted over everything painted before. */
interface Settled {
  readonly layer: Layer;
  readonly index: number;
  readonly bounds: readonly Bounds[];
  readonly lifted: boolean;
}

/** Puts the layers of a stacking context among its items and blocks. */
export function settleLayers(sheet: PageSheet): void {
  const { layers, items, blocks } = sheet;
  if (layers.length === 0) return;
  const flow = items.map(boundsOf);
  /** Items without text that are painted before an earlier place, under a layer that stands there. */
  const sunk = new Map<number, number>();
  const settled: Settled[] = [];
  const sorted = layers.map((layer, index) => ({ layer, index })).sort((a, b) => a.layer.z - b.layer.z || a.index - b.index); // prettier-ignore
  const below = sorted.filter(({ layer }) => isBelow(layer));
  for (const { layer, index } of sorted) {
    if (isBelow(layer)) continue;
    const bounds = layer.items.map(boundsOf).filter((each) => each !== null);
    const over: number[] = [];
    let lifted = settled.some((under) => (under.lifted || isLater(under, layer, index)) && touch(under.bounds, bounds)); // prettier-ignore
    for (let i = layer.at; i < items.length && !lifted; i++) {
      const other = flow[i];
      if (other === null || other === undefined || !bounds.some((each) => overlap(each, other))) continue;
      if (items[i]?.kind === 'text') lifted = true;
      else over.push(i);
    }
    if (!lifted) for (const i of over) sunk.set(i, Math.min(layer.at, sunk.get(i) ?? layer.at));
    settled.push({ layer, index, bounds, lifted });
  }
  const inPlace = settled.filter(({ lifted }) => !lifted).map(({ layer, index }) => ({ layer, index })).sort((a, b) => a.layer.at - b.layer.at || a.index - b.index).map(({ layer }) => layer); // prettier-ignore
  const before = below.map(({ layer }) => layer);
  const after = settled.filter(({ lifted }) => lifted).map(({ layer }) => layer);
  replace(items, orderedItems(items, sunk, { floor: Math.max(0, sheet.floor), before, inPlace, after }));
  replace(blocks, orderedBlocks(blocks, { before, inPlace, after }));
  layers.length = 0;
}

function isLater({ layer, index }: Settled, than: Layer, thanIndex: number): boolean {
  return layer.at > than.at || (layer.at === than.at && index > thanIndex);
}

interface Order {
  readonly before: readonly Layer[];
  readonly inPlace: readonly Layer[];
  readonly after: readonly Layer[];
}

function orderedItems(
  items: readonly FrameItem[],
  sunk: ReadonlyMap<number, number>,
  { floor, before, inPlace, after }: Order & { readonly floor: number },
): FrameItem[] {
  const out: FrameItem[] = [];
  let next = 0;
  for (let i = 0; i <= items.length; i++) {
    if (i === floor) for (const layer of before) out.push(...layer.items);
    for (const [from, to] of sunk) {
      const item = items[from];
      if (to === i && item !== undefined) out.push(item);
    }
    for (; inPlace[next]?.at === i; next++) out.push(...(inPlace[next]?.items ?? []));
    const item = items[i];
    if (item !== undefined && !sunk.has(i)) out.push(item);
  }
  for (const layer of after) out.push(...layer.items);
  return out;
}

function orderedBlocks(blocks: readonly TextBlock[], { before, inPlace, after }: Order): TextBlock[] {
  const out = before.flatMap((layer) => layer.blocks);
  let next = 0;
  for (let i = 0; i <= blocks.length; i++) {
    for (; inPlace[next]?.atBlock === i; next++) out.push(...(inPlace[next]?.blocks ?? []));
    const block = blocks[i];
    if (block !== undefined) out.push(block);
  }
  for (const layer of after) out.push(...layer.blocks);
  return out;
}

function replace<T>(target: T[], by: readonly T[]): void {
  target.length = 0;
  for (const each of by) target.push(each);
}

function touch(a: readonly Bounds[], b: readonly Bounds[]): boolean {
  return a.some((one) => b.some((other) => overlap(one, other)));
}

/** Points; edges that meet do not overlap. */
const TOLERANCE = 0.1;

function overlap(a: Bounds, b: Bounds): boolean {
  return a.left + TOLERANCE < b.right && b.left + TOLERANCE < a.right && a.top + TOLERANCE < b.bottom && b.top + TOLERANCE < a.bottom; // prettier-ignore
}

/** em above and below the baseline that letters are taken to fill. */
const ABOVE = 0.75;
const BELOW = 0.25;

/** Where an item shows something; null when it does not. */
function boundsOf(item: FrameItem): Bounds | null {
  switch (item.kind) {
    case 'text': {
      const size = item.units.styles.reduce((largest, style) => Math.max(largest, style.size), 0);
      return { left: item.x, top: item.y - ABOVE * size, right: item.x + item.width, bottom: item.y + BELOW * size }; // prettier-ignore
    }
    case 'rule': {
      const half = item.thickness / 2;
      return {
        left: Math.min(item.x1, item.x2) - half,
        top: Math.min(item.y1, item.y2) - half,
        right: Math.max(item.x1, item.x2) + half,
        bottom: Math.max(item.y1, item.y2) + half,
      };
    }
    case 'fill':
    case 'image':
    case 'svg':
      return { left: item.x, top: item.y, right: item.x + item.width, bottom: item.y + item.height };
    case 'link':
    case 'anchor':
      return null;
  }
}
