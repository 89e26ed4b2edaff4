// A sequence of pages → the state of one pass over it, and the layouts of the kinds of boxes for each other.
import type { Document } from '../document/boxes.ts';
import { walkBoxes } from '../document/walk-boxes.ts';
import type { Engine, PageTarget } from './engine.ts';
import { fixedBoxes } from './floats/positioned.ts';
import { contentSize } from './intrinsic-size.ts';
import { layoutBox } from './layout-box.ts';
import type { PageSequence } from './page/page-sequence.ts';
import { paintFragment, paintPlaceholder } from './paint/paint-fragment.ts';
import { InlineStyles } from './text/inline-styles.ts';

/** An engine at the first page; `targets` are those of the pass before, null in the first one. */
export function createEngine(
  input: Pick<Engine, 'fonts' | 'diagnostics' | 'flex'>,
  { document, recto }: PageSequence,
  targets: ReadonlyMap<string, PageTarget> | null,
): Engine {
  return {
    layoutBox,
    contentSize,
    paintFragment,
    paintPlaceholder,
    document,
    fonts: input.fonts,
    diagnostics: input.diagnostics,
    flex: input.flex,
    targets,
    paragraphs: new Map(),
    inlineStyles: new InlineStyles(input.fonts),
    grids: new Map(),
    verses: new Map(),
    restyled: new Map(),
    measured: new Map(),
    floats: { placed: new Set(), stranded: [], settled: new Map(), originals: new Map(), columns: new Set() },
    current: {
      pageHeight: 0,
      side: recto,
      footnoteStyle: null,
      trials: 0,
      columnDepth: 0,
      positioned: 0,
      unbreakable: 0,
    },
    flows: new Map(),
    spacedPlaces: new Set(),
    regionOrder: orderRegions(document),
    fixed: { all: fixedBoxes(document), places: new Map() },
    tooHigh: new Set(),
    recto,
  };
}

/** Numbers the regions of each named flow in document order. */
function orderRegions(document: Document): Map<unknown, number> {
  const order = new Map<unknown, number>();
  const counts = new Map<string, number>();
  walkBoxes(document.root, (box) => {
    const name = box.kind === 'paragraph' ? null : box.style.flowFrom;
    if (name === null) return;
    const n = counts.get(name) ?? 0;
    counts.set(name, n + 1);
    order.set(box, n);
  });
  return order;
}
