// Document → pages, one sequence after the other. Repeats the layout while page numbers that the text itself shows are
// not yet right.
import { walkBoxes } from '../document/walk-boxes.ts';
import { Diagnostics as Collector } from '../base/diagnostic.ts';
import type { Box } from '../document/boxes.ts';
import type { Front } from '../frame/frame.ts';
import type { PageStyle } from '../style/page-style.ts';
import type { PageTarget } from './engine.ts';
import type { FinishedPage, FlowInput } from './flow-input.ts';
import { settleConditions } from './page/flow-conditions.ts';
import type { PageSequence } from './page/page-sequence.ts';
import { pageSequences } from './page/page-sequence.ts';
import { pagesOf } from './sequence-pages.ts';

const MAX_PASSES = 4;

/** The pages in order. Each can be painted and dropped before the next is asked for. */
export function* layoutPages(input: FlowInput): Generator<FinishedPage, void> {
  reportUnshownFlows(input);
  const sequences = pageSequences(input.document, input.binding).map((sequence) => settled(input, sequence));
  let targets: ReadonlyMap<string, PageTarget> | null = input.document.hasTargets ? null : new Map();
  let totals: Totals = NO_TOTALS;
  if (input.document.hasTargets || showsTotal(input)) {
    for (let pass = 1; pass < MAX_PASSES; pass++) {
      const found = new Map<string, PageTarget>();
      const pages = { main: 0, back: 0 };
      // Diagnostics of a trial pass would all come again.
      for (const { page, number, anchors } of onePass(
        { ...input, diagnostics: new Collector() },
        sequences,
        targets,
        totals,
      )) {
        pages[page.front]++;
        for (const anchor of anchors) if (!found.has(anchor)) found.set(anchor, { number });
      }
      const settled = targets !== null && totals.main === pages.main && totals.back === pages.back && sameTargets(targets, found); // prettier-ignore
      targets = found;
      totals = pages;
      if (settled) break;
    }
  }
  yield* onePass(input, sequences, targets, totals);
}

/** Number of pages of each front, 0 when not known yet. */
type Totals = Readonly<Record<Front, number>>;
const NO_TOTALS: Totals = { main: 0, back: 0 };

/** The main pages, then those of the other front, each from its own first page on. */
function* onePass(
  input: FlowInput,
  sequences: readonly PageSequence[],
  targets: ReadonlyMap<string, PageTarget> | null,
  totals: Totals,
): Generator<FinishedPage, void> {
  for (const sequence of sequences)
    yield* pagesOf(input, sequence, { targets, total: totals[sequence.front] });
}

/** A sequence without the boxes whose condition does not hold. */
function settled(input: FlowInput, sequence: PageSequence): PageSequence {
  const quiet = { ...input, diagnostics: new Collector() };
  const document = settleConditions(sequence.document, (tried, observe) => {
    const pages = pagesOf(quiet, { ...sequence, document: tried }, { targets: null, total: 0, observe });
    while (pages.next().done !== true);
  });
  return { ...sequence, document };
}

function reportUnshownFlows({ document, diagnostics }: FlowInput): void {
  for (const { flows, regions } of document.back === null ? [document] : [document, document.back]) {
    for (const [name, boxes] of flows) {
      if (regions.has(name)) {
        for (const region of boxes)
          walkBoxes(region, (box) => {
            if (box.kind === 'paragraph' || box.style.flowFrom !== name) return;
            diagnostics.warning('L005', `A region of flow “${name}” stands in the flow itself: what it should show is lost`, box.place, 'Write the region after the element with flow-into, not in it'); // prettier-ignore
          });
        continue;
      }
      diagnostics.warning(
        'L005',
        `The content of flow “${name}” is shown nowhere`,
        boxes[0]?.place,
        `Give some box flow-from: ${name}`,
      );
    }
  }
}

function sameTargets(a: ReadonlyMap<string, PageTarget>, b: ReadonlyMap<string, PageTarget>): boolean {
  return a.size === b.size && [...a].every(([name, { number }]) => b.get(name)?.number === number);
}

/** Whether some kind of page says how many there are. */
function showsTotal({ document, resolver }: FlowInput): boolean {
  const roots = document.back === null ? [document.root] : [document.root, document.back.root];
  const names = new Set(roots.flatMap((root) => [...pageNames(root)]));
  const both = [false, true];
  for (const name of names)
    for (const side of ['left', 'right'] as const)
      for (const first of both)
        for (const blank of both)
          for (const index of resolver.pagePlaces)
            if (saysTotal(resolver.page({ name, first, side, blank, index }))) return true;
  return false;
}

function saysTotal({ boxes }: PageStyle): boolean {
  return Object.values(boxes).some(
    ({ content }) =>
      Array.isArray(content) && content.some((part) => part.kind === 'counter' && part.name === 'pages'),
  );
}

/** The names of the pages that a box asks for. */
function pageNames(root: Box): ReadonlySet<string> {
  const names = new Set(['']);
  walkBoxes(root, (box) => names.add(box.page));
  return names;
}
