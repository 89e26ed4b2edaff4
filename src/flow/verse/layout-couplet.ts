// A couplet: its hemistichs beside each other, as wide as the longest of the whole poem; where the column is too narrow
// for two, the second under the first at the far side. The column decides, not the author. A couplet is never split.
import { invariant } from '../../base/invariant.ts';
import type { BlockBox, Box, Poem } from '../../document/boxes.ts';
import { isOutOfFlow } from '../../document/boxes.ts';
import { ARTIFACT } from '../../document/structure.ts';
import type { Placing } from '../block/baseline-grid.ts';
import { lowered } from '../block/baseline-grid.ts';
import { contentPlacing } from '../block/content-placing.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { BreakToken, Fragment, LayoutResult, Room } from '../fragment.ts';
import { makeFragment } from '../fragment.ts';
import { layoutBlock } from '../block/layout-block.ts';
import { clampSize, definiteSize, edgesOf, resolveLength, usedWidth } from '../used-values.ts';
import { gapOf, hemistichsOf, longestHemistich } from './verse-measure.ts';
import { hemistichToSet } from './verse-text.ts';

/** Lines that no column holds are turned over; their hemistichs leave so much room at the other side, em. */
const TURNED_OVER_INDENT = 1.5;

/** `poem` is the poem the couplet is part of. A couplet higher than a page is set like any block, and breaks. */
export function layoutCouplet(
  engine: Engine,
  box: BlockBox,
  poem: Poem,
  room: Room,
  token: BreakToken | null,
): LayoutResult {
  if (token !== null) return layoutBlock(engine, box, room, token);
  const { style } = box;
  const edges = edgesOf(box, room.width);
  const width =
    room.fixedWidth ?? usedWidth(box, room.width, () => engine.contentSize(engine, box, room.width));
  const inner = Math.max(0, width - edges.left - edges.right);
  const content = withoutBreaks(engine, () =>
    setHemistichs(engine, box, poem, { width: inner, ...contentPlacing(engine, style, room, edges.top) }),
  );
  const vertical = edges.top + edges.bottom;
  // A couplet whose hemistichs stand under each other is higher than the design says.
  const height = clampSize(content.height + vertical, room.fixedHeight ?? definiteSize(style.height, room.height, style, vertical), null); // prettier-ignore
  if (height > room.available + 0.01) return room.atTop ? layoutBlock(engine, box, room, null) : null;
  for (const fragment of content.fragments) {
    fragment.x += edges.left;
    fragment.y += edges.top;
  }
  return {
    fragment: makeFragment(box, { width, height, children: content.fragments }),
    token: null,
    forced: null,
  };
}

interface SetHemistichs {
  readonly fragments: readonly Fragment[];
  readonly height: number;
}

interface CoupletRoom extends Placing {
  readonly width: number;
}

function setHemistichs(engine: Engine, box: BlockBox, poem: Poem, room: CoupletRoom): SetHemistichs {
  const { width } = room;
  const longest = longestHemistich(engine, poem, width);
  const beside = 2 * longest + gapOf(box, width) <= width + 0.01;
  let measure = Math.min(longest, width);
  if (longest > width + 0.01) {
    if (engine.current.trials === 0)
      engine.diagnostics.warning('L002', 'A hemistich is longer than its column; its lines are turned over', box.place, 'Set the poem smaller, or in fewer columns'); // prettier-ignore
    measure = Math.max(width / 2, width - TURNED_OVER_INDENT * box.style.fontSize);
  }
  const setter = new CoupletSetter(engine, box, room, measure);
  return beside ? setter.rows() : setter.stack();
}

/** Sets the children of one couplet: hemistichs of one measure, pictures in the gap between two. */
class CoupletSetter {
  readonly #engine: Engine;
  readonly #box: BlockBox;
  readonly #width: number;
  readonly #placing: Placing;
  readonly #measure: number;

  constructor(engine: Engine, box: BlockBox, { width, ...placing }: CoupletRoom, measure: number) {
    this.#engine = engine;
    this.#box = box;
    this.#width = width;
    this.#placing = placing;
    this.#measure = measure;
  }

  /** The hemistich that is left over when all others are paired. */
  #alone(): Box | undefined {
    const hemistichs = hemistichsOf(this.#box);
    return hemistichs.length % 2 === 1 ? hemistichs.at(-1) : undefined;
  }

  /** Two beside each other; one that is left over in the middle. */
  rows(): SetHemistichs {
    const { children } = this.#box;
    const alone = this.#alone();
    const fragments: Fragment[] = [];
    let row: Fragment[] = [];
    let y = 0;
    let count = 0;
    const endRow = (): void => {
      y += alignRow(row, y);
      fragments.push(...row);
      row = [];
    };
    for (const child of children) {
      if (this.#isLeftOut(child, y, fragments)) continue;
      const isPicture = child.kind === 'replaced';
      if (!isPicture && count > 0 && count % 2 === 0) endRow();
      const fragment = this.#lay(child, y, child === alone);
      if (isPicture) fragment.x = this.#betweenX(fragment.width);
      else fragment.x = this.#fromStart(child === alone ? (this.#width - this.#measure) / 2 : this.#beside(count++ % 2 === 1)); // prettier-ignore
      row.push(fragment);
    }
    endRow();
    return { fragments, height: y };
  }

  /** One under the other, by turns at the start and at the end side. */
  stack(): SetHemistichs {
    const fragments: Fragment[] = [];
    const alone = this.#alone();
    const gap = Math.max(0, resolveLength(this.#box.style.rowGap, this.#width));
    const rest = this.#width - this.#measure;
    let y = 0;
    let count = 0;
    for (const child of this.#box.children) {
      // What stands between two hemistichs is an ornament of the gap, which is not there.
      if (child.kind === 'replaced' && child.tag === ARTIFACT) continue;
      if (this.#isLeftOut(child, y, fragments)) continue;
      if (y > 0) y += gap;
      const fragment = this.#lay(child, y, child === alone);
      const isPicture = child.kind === 'replaced';
      fragment.x = isPicture ? (this.#width - fragment.width) / 2 : this.#fromStart(child === alone ? rest / 2 : count++ % 2 === 0 ? 0 : rest); // prettier-ignore
      fragment.y = y;
      y += fragment.height;
      fragments.push(fragment);
    }
    return { fragments, height: y };
  }

  #isLeftOut(child: Box, y: number, fragments: Fragment[]): boolean {
    if (!isOutOfFlow(child)) return false;
    const placeholder = makeFragment(child, { width: 0, height: 0, placeholder: true });
    placeholder.x = this.#box.style.direction === 'rtl' ? this.#width : 0;
    placeholder.y = y;
    fragments.push(placeholder);
    return true;
  }

  /** Distance of the first or the second hemistich from the start side. */
  #beside(second: boolean): number {
    const gap = gapOf(this.#box, this.#width);
    const free = this.#width - 2 * this.#measure - gap;
    const after = this.#measure + gap;
    switch (this.#box.style.justifyContent) {
      case 'flex-start':
      case 'start':
        return second ? after : 0;
      case 'flex-end':
      case 'end':
        return free + (second ? after : 0);
      case 'space-between':
        return second ? free + after : 0;
      default:
        return free / 2 + (second ? after : 0);
    }
  }

  /** Left edge of a picture in the middle of the gap. */
  #betweenX(width: number): number {
    const middle = (this.#beside(false) + this.#measure + this.#beside(true)) / 2;
    return (this.#box.style.direction === 'rtl' ? this.#width - middle : middle) - width / 2;
  }

  /** Left edge of a box of the measure. */
  #fromStart(distance: number): number {
    return this.#box.style.direction === 'rtl' ? this.#width - distance - this.#measure : distance;
  }

  #lay(child: Box, y: number, alone = false): Fragment {
    const engine = this.#engine;
    const hemistich = child.kind === 'replaced' ? child : hemistichToSet(engine, child, this.#measure, alone);
    const room: Room = { width: child.kind === 'paragraph' ? this.#measure : this.#width, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true, origin: lowered(this.#placing.origin, y), grid: this.#placing.grid }; // prettier-ignore
    const laid = engine.layoutBox(engine, hemistich, hemistich.kind === 'block' ? { ...room, fixedWidth: this.#measure } : room, null); // prettier-ignore
    invariant(laid !== null, 'unbounded room fits everything');
    return laid.fragment;
  }
}

/** Puts the boxes of a row at `y`, texts on one baseline and pictures in the middle; returns the height of the row. */
function alignRow(row: readonly Fragment[], y: number): number {
  const lowest = row.reduce((low, { firstBaseline }) => Math.max(low, firstBaseline ?? 0), 0);
  let height = 0;
  for (const fragment of row) {
    fragment.y = fragment.firstBaseline === null ? 0 : lowest - fragment.firstBaseline;
    height = Math.max(height, fragment.y + fragment.height);
  }
  for (const fragment of row)
    fragment.y = y + (fragment.box.kind === 'replaced' ? (height - fragment.height) / 2 : fragment.y);
  return height;
}
