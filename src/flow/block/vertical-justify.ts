// Vertical justification (`-nashr-vertical-justify`): what a column or page lacks because its next block stands on the
// next one is added between its blocks, within a limit, and on a line grid in whole steps.
import type { ComputedStyle } from '../../style/computed-style.ts';
import { avoidsBreakBetween, avoidsBreakInside } from './breaks.ts';
import type { Fragment } from '../fragment.ts';
import { keepsMarginsInside } from './margins.ts';
import { holdsSideFloats } from '../floats/side-floats.ts';

/** What a column or page lacks, and what may be added where. */
export interface Lack {
  readonly points: number;
  /** The most that is added at one place. */
  readonly most: number;
  /** Height of the steps of the line grid, or null. */
  readonly step: number | null;
}

export interface Justified {
  readonly fragments: readonly Fragment[];
  /** Points by which the blocks have become higher together. */
  readonly added: number;
}

/** A place that may be widened: above this fragment. */
interface Gap {
  readonly above: Fragment;
  /** Around headings, pictures and boxes rather than between two paragraphs. */
  readonly open: boolean;
}

/** Less is not worth moving anything. Points. */
const LEAST_LACK = 0.01;

/** `most` of a style, or null where nothing is to be justified. */
export function justifiesVertically({ verticalJustify }: ComputedStyle): number | null {
  return verticalJustify === 'none' || verticalJustify <= 0 ? null : verticalJustify;
}

/** Blocks that stand one under the other, moved apart to fill what is lacking; null where the limit forbids it. */
export function justifyVertically(fragments: readonly Fragment[], lack: Lack): Justified | null {
  // What stands beside a float cannot be moved without it.
  if (lack.points < LEAST_LACK || holdsSideFloats(fragments)) return null;
  const gaps: Gap[] = [];
  collectGaps(fragments, gaps);
  const open = gaps.filter((gap) => gap.open);
  const shares = shareOut(open, lack) ?? shareOut(gaps, lack);
  return shares === null ? null : spread(fragments, shares);
}

function collectGaps(fragments: readonly Fragment[], gaps: Gap[]): void {
  let previous: Fragment | null = null;
  for (const fragment of fragments) {
    if (fragment.placeholder) continue;
    // Only what stands below its predecessor as a whole: not the columns of a box, nor anything moved beside it.
    if (
      previous !== null &&
      fragment.y > previous.y + previous.height - LEAST_LACK &&
      !avoidsBreakBetween(previous.box, fragment.box)
    ) {
      // prettier-ignore
      gaps.push({ above: fragment, open: !isText(previous) || !isText(fragment) });
    }
    if (stretches(fragment)) collectGaps(fragment.children, gaps);
    previous = fragment;
  }
}

/** Paragraphs that go on without space between them. */
function isText({ box }: Fragment): boolean {
  if (box.kind === 'paragraph') return true;
  const { margin, breakAfter } = box.style;
  const inside = box.kind === 'block' && box.children.length === 1 && box.children[0]?.kind === 'paragraph';
  return inside && breakAfter === 'auto' && isNothing(margin.top) && isNothing(margin.bottom);
}

function isNothing(length: ComputedStyle['margin']['top']): boolean {
  return length === 'auto' || (length.points === 0 && length.percent === 0);
}

/** Whether the blocks inside a box may be moved apart: those that break over pages and are as high as their content. */
function stretches({ box, children }: Fragment): boolean {
  if (box.kind !== 'block' || children.length === 0 || avoidsBreakInside(box)) return false;
  const { height, maxHeight, backgroundColor } = box.style;
  return height === 'auto' && maxHeight === 'none' && backgroundColor === null && !keepsMarginsInside(box);
}

/** How much each fragment goes down, or null where the gaps do not hold all of it. */
function shareOut(gaps: readonly Gap[], { points, most, step }: Lack): ReadonlyMap<Fragment, number> | null {
  if (gaps.length === 0) return null;
  const shares = new Map<Fragment, number>();
  if (step === null) {
    const share = points / gaps.length;
    if (share > most + LEAST_LACK) return null;
    for (const { above } of gaps) shares.set(above, share);
    return shares;
  }
  const steps = Math.floor((points + LEAST_LACK) / step);
  const each = Math.floor((most + LEAST_LACK) / step);
  if (steps === 0 || steps > each * gaps.length) return null;
  // Evenly over the gaps: of two neighbours the same, or one step more.
  for (const [i, { above }] of gaps.entries()) {
    const share = Math.floor(((i + 1) * steps) / gaps.length) - Math.floor((i * steps) / gaps.length);
    if (share > 0) shares.set(above, share * step);
  }
  return shares;
}

function spread(fragments: readonly Fragment[], shares: ReadonlyMap<Fragment, number>): Justified {
  let added = 0;
  const moved = fragments.map((fragment) => {
    added += shares.get(fragment) ?? 0;
    const y = fragment.y + added;
    if (!stretches(fragment)) {
      fragment.y = y;
      return fragment;
    }
    const inside = spread(fragment.children, shares);
    added += inside.added;
    const { lastBaseline } = fragment;
    return { ...fragment, y, height: fragment.height + inside.added, children: inside.fragments, lastBaseline: lastBaseline === null ? null : lastBaseline + inside.added }; // prettier-ignore
  });
  return { fragments: moved, added };
}
