// Min-content and max-content widths (CSS Sizing 3), border box, for shrink-to-fit, flex items and table cells.
import type { Box } from '../document/boxes.ts';
import { isOutOfFlow } from '../document/boxes.ts';
import { leastMeasure } from '../paragraph/prepare-paragraph.ts';
import type { ContentSize, Engine, Measured } from './engine.ts';
import { prepared } from './text/prepared-paragraph.ts';
import { replacedSize } from './block/replaced-size.ts';
import { isSideFloat } from './floats/side-floats.ts';
import { tableContentSize } from './table/table-columns.ts';
import { gridOf } from './table/table-grid.ts';
import { definiteSize, edgesOf, marginsOf } from './used-values.ts';
import { coupletSize } from './verse/verse-measure.ts';

/** Border-box widths the content of a box asks for. `containerWidth` resolves percentages. */
export function contentSize(engine: Engine, box: Box, containerWidth: number): ContentSize {
  if (box.kind === 'paragraph' || box.kind === 'replaced') return measureContent(engine, box, containerWidth);
  const known = measuredOf(engine, box, containerWidth);
  return (known.contentSize ??= measureContent(engine, box, containerWidth));
}

/** What has been found out about a box in a container of this width. */
export function measuredOf(engine: Engine, box: Box, containerWidth: number): Measured {
  let known = engine.measured.get(box);
  if (known === undefined)
    engine.measured.set(box, (known = { containerWidth, contentSize: null, heights: new Map() })); // prettier-ignore
  else if (!Object.is(known.containerWidth, containerWidth)) {
    known.containerWidth = containerWidth;
    known.contentSize = null;
    known.heights.clear();
  }
  return known;
}

function measureContent(engine: Engine, box: Box, containerWidth: number): ContentSize {
  switch (box.kind) {
    case 'paragraph': {
      const { prepared: paragraph } = prepared(engine, box, containerWidth);
      return { min: leastMeasure(paragraph), max: paragraph.maxContent };
    }
    case 'replaced': {
      const { width } = replacedSize(box, containerWidth, Number.NaN);
      return { min: width, max: width };
    }
    case 'block':
      if (box.poem !== undefined) return coupletSize(engine, box, box.poem, containerWidth);
      return withEdges(box, containerWidth, stackSize(engine, box.children, containerWidth));
    case 'flex': {
      const row = !box.style.flexDirection.startsWith('column');
      const inner = row
        ? rowSize(engine, box.children, containerWidth)
        : stackSize(engine, box.children, containerWidth);
      return withEdges(box, containerWidth, inner);
    }
    case 'table':
      return tableContentSize(engine, box, gridOf(engine, box), containerWidth);
  }
}

/** Width of a box with its horizontal margins, honouring a definite `width`. */
function outerSize(engine: Engine, box: Box, containerWidth: number): ContentSize {
  const margins = marginsOf(box, containerWidth);
  const extra = margins.left + margins.right;
  if (box.kind !== 'paragraph' && box.kind !== 'replaced') {
    const edges = edgesOf(box, containerWidth);
    const width = definiteSize(box.style.width, Number.NaN, box.style, edges.left + edges.right);
    if (width !== null) return { min: width + extra, max: width + extra };
  }
  const size = contentSize(engine, box, containerWidth);
  return { min: size.min + extra, max: size.max + extra };
}

function stackSize(engine: Engine, children: readonly Box[], containerWidth: number): ContentSize {
  let min = 0;
  let max = 0;
  for (const child of children) {
    if (isOutOfFlow(child) && !isSideFloat(child)) continue;
    const size = outerSize(engine, child, containerWidth);
    min = Math.max(min, size.min);
    max = Math.max(max, size.max);
  }
  return { min, max };
}

function rowSize(engine: Engine, children: readonly Box[], containerWidth: number): ContentSize {
  let min = 0;
  let max = 0;
  for (const child of children) {
    if (isOutOfFlow(child)) continue;
    const size = outerSize(engine, child, containerWidth);
    min += size.min;
    max += size.max;
  }
  return { min, max };
}

function withEdges(box: Box, containerWidth: number, inner: ContentSize): ContentSize {
  const edges = edgesOf(box, containerWidth);
  const extra = edges.left + edges.right;
  return { min: inner.min + extra, max: inner.max + extra };
}
