// Boxes that are there only while a named flow goes on (`-nashr-display-if: flow-continues(…)`: “continued on page N”) → the
// document without those that are not. A box is tried without first, because its room may be what lets the flow end; only
// boxes that hold a region are tried with it, because without one the region before would have to take everything.
import type { BlockBox, Box, Document } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';

/** Looks at what has been laid out, page by page; true when nothing more has to be seen. */
export type PageObserver = (engine: Engine) => boolean;

/** A box with a condition, and how far its flows have come where it stands. */
interface Conditional {
  readonly box: Box;
  readonly flows: readonly FlowPosition[];
  readonly holdsRegion: boolean;
}

interface FlowPosition {
  readonly name: string;
  /** Regions of the flow before the box, and the last of them. */
  readonly regions: number;
  readonly region: Box | null;
}

/** So many pages may have jump lines of their own; on more, boxes stay as they were tried. Nothing of a flow is lost by that. */
const MAX_TRIES = 64;

/** Lays the document out, as far as needed, until no box is there or missing wrongly. `run` makes pages and shows them. */
export function settleConditions(
  document: Document,
  run: (document: Document, observe: PageObserver) => void,
): Document {
  const all = conditionals(document, new Set());
  if (all.length === 0) return document;
  const hidden = new Set(all.filter(({ holdsRegion }) => !holdsRegion).map(({ box }) => box));
  /** What has been changed once is not changed back: the tries come to an end. */
  const changed = new Set<Box>();
  for (let tries = 0; tries <= Math.min(all.length, MAX_TRIES); tries++) {
    const tried = withoutBoxes(document, hidden);
    const open = new Set(conditionals(document, hidden).filter(({ box }) => !changed.has(box)));
    const wrong = new Set<Box>();
    run(tried, (engine) => {
      for (const conditional of open) {
        const goesOn = flowGoesOn(conditional, engine);
        if (goesOn === undefined) continue;
        open.delete(conditional);
        if (goesOn === hidden.has(conditional.box)) wrong.add(conditional.box);
      }
      return wrong.size > 0 || open.size === 0;
    });
    if (wrong.size === 0) break;
    for (const box of wrong) {
      changed.add(box);
      if (!hidden.delete(box)) hidden.add(box);
    }
  }
  return withoutBoxes(document, hidden);
}

/** Undefined while the regions before the box do not stand on a page. */
function flowGoesOn({ flows }: Conditional, engine: Engine): boolean | undefined {
  let known = true;
  for (const { name, regions, region } of flows) {
    const content = engine.document.flows.get(name) ?? [];
    if (region !== null && engine.flows.get(name)?.painted.has(region) !== true) known = false;
    else if (content.length > 0 && (regions === 0 || isOpen(engine, name, regions))) return true;
  }
  return known ? false : undefined;
}

/** The last region of a flow leaves nothing, and therefore no token. */
function isOpen(engine: Engine, name: string, regions: number): boolean {
  const token = engine.flows.get(name)?.tokens[regions];
  return token !== undefined && token !== 'done';
}

function isRegion(box: Box): boolean {
  return (box.kind === 'block' || box.kind === 'flex') && box.style.flowFrom !== null;
}

/** The conditional boxes of a document from which `hidden` are missing, these included, in document order. */
function conditionals({ root }: Document, hidden: ReadonlySet<Box>): readonly Conditional[] {
  const found: Conditional[] = [];
  const regions = new Map<string, Box[]>();
  const walk = (box: Box): void => {
    if (box.kind !== 'paragraph' && box.style.displayIf !== null) {
      const flows = box.style.displayIf.map((name): FlowPosition => {
        const before = regions.get(name) ?? [];
        return { name, regions: before.length, region: before.at(-1) ?? null };
      });
      found.push({ box, flows, holdsRegion: holdsRegionOf(box, box.style.displayIf) });
      if (hidden.has(box)) return;
    }
    if (box.kind === 'paragraph') for (const node of box.content) if (node.kind === 'box') walk(node.box); // prettier-ignore
    if (box.kind !== 'block' && box.kind !== 'flex') return;
    const name = box.style.flowFrom;
    if (name !== null) regions.set(name, [...(regions.get(name) ?? []), box]);
    for (const child of box.children) walk(child);
  };
  walk(root);
  return found;
}

function holdsRegionOf(box: Box, names: readonly string[]): boolean {
  if (box.kind !== 'block' && box.kind !== 'flex') return false;
  const { flowFrom } = box.style;
  if (flowFrom !== null && names.includes(flowFrom)) return true;
  return box.children.some((child) => holdsRegionOf(child, names));
}

/** The document without these boxes; what holds none of them stays the same object. */
function withoutBoxes(document: Document, hidden: ReadonlySet<Box>): Document {
  if (hidden.size === 0) return document;
  const children = remaining(document.root.children, hidden);
  const root: BlockBox = { ...document.root, children };
  const regions = new Map(document.regions);
  for (const box of hidden) forgetRegions(box, regions);
  return { ...document, root, regions };
}

function remaining(boxes: readonly Box[], hidden: ReadonlySet<Box>): readonly Box[] {
  let same = true;
  const kept: Box[] = [];
  for (const box of boxes) {
    if (hidden.has(box)) {
      same = false;
      continue;
    }
    // A region shows its flow, not its children.
    const opens = (box.kind === 'block' || box.kind === 'flex') && !isRegion(box);
    const children = opens ? remaining(box.children, hidden) : null;
    const copy = children === null || (opens && children === box.children) ? box : { ...box, children };
    if (copy !== box) same = false;
    kept.push(copy);
  }
  return same ? boxes : kept;
}

function forgetRegions(box: Box, regions: Map<string, number>): void {
  if (box.kind !== 'block' && box.kind !== 'flex') return;
  const name = box.style.flowFrom;
  if (name !== null) regions.set(name, (regions.get(name) ?? 1) - 1);
  for (const child of box.children) forgetRegions(child, regions);
}
