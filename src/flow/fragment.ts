// The hand-overs inside flow/: the room a box is given, the fragment it becomes, and the token it goes on from.
import { invariant } from '../base/invariant.ts';
import type { Box } from '../document/boxes.ts';
import type { Color } from '../style/color.ts';
import type { Border } from '../style/computed-style.ts';
import type { Line, PreparedParagraph } from '../paragraph/paragraph-types.ts';
import type { Placing } from './block/baseline-grid.ts';
import type { Carry } from './page/compose-area.ts';
import type { FloatRoom } from './floats/side-floats.ts';

/** A box laid out, or the part of it on one page or column. Offsets are relative to the parent fragment's border box. */
export interface Fragment {
  readonly box: Box;
  x: number;
  y: number;
  /** How far the box is painted from its place (`position: relative`). */
  shift: Shift | null;
  readonly width: number;
  readonly height: number;
  /** Whether the box begins, and ends, in this fragment: only there it has its start and end borders. */
  readonly first: boolean;
  readonly last: boolean;
  /** Stands for a box out of the flow (see isOutOfFlow): where it would have been; empty and never painted. */
  readonly placeholder: boolean;
  /** Shown again after a break (header rows): an artifact the second time. */
  readonly repeated: boolean;
  readonly children: readonly Fragment[];
  readonly lines: readonly PlacedLine[];
  readonly rules: readonly PlacedRule[];
  /** Coloured areas behind the children that belong to no box (rows of tables). */
  readonly areas: readonly PlacedArea[];
  readonly paragraph: PreparedParagraph | null;
  /** Distance of the first (and last) baseline from the top, or null when there is no text. */
  readonly firstBaseline: number | null;
  readonly lastBaseline: number | null;
}

export interface Shift {
  readonly x: number;
  readonly y: number;
}

export interface PlacedLine {
  readonly line: Line;
  /** Left edge and baseline, relative to the fragment. */
  readonly x: number;
  readonly y: number;
  /** Top of the line box and its height, for backgrounds and links. */
  readonly top: number;
  readonly height: number;
}

export interface PlacedRule {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly border: Border;
}

export interface PlacedArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: Color;
}

export type ForcedBreak = 'page' | 'left' | 'right' | 'column';

/** Where a box that did not fit goes on. */
export type BreakToken =
  | {
      readonly kind: 'stack';
      readonly index: number;
      readonly child: BreakToken | null;
      readonly forced: boolean;
      /** Side floats that had no room any more and come first. */
      readonly deferred?: readonly Box[];
    }
  | {
      readonly kind: 'paragraph';
      readonly line: number;
      readonly lines: readonly Line[];
      readonly measure: number;
    }
  | {
      readonly kind: 'columns';
      readonly segment: number;
      readonly inner: BreakToken | null;
      /** Notes and floats that wait for the next column, and those that span them for the next part of the box. */
      readonly carry?: Carry | null;
      readonly spanning?: Carry | null;
    }
  | { readonly kind: 'rows'; readonly row: number; readonly cells: readonly CellProgress[] | null }
  | { readonly kind: 'flex'; readonly items: readonly ItemProgress[] };

/** Where a cell of a broken row goes on; null: from its start. */
export type CellProgress = BreakToken | 'done' | null;

/** Where a flex item goes on, and its place and width in the container. */
export interface ItemProgress {
  readonly token: BreakToken | 'done' | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The place a token stands for; equal texts mean that nothing was laid out between the two. */
export function placeOf(token: BreakToken | 'done' | null): string {
  if (token === null || token === 'done') return token ?? '';
  switch (token.kind) {
    case 'stack':
      return `${token.index}/${placeOf(token.child)}${'*'.repeat(token.deferred?.length ?? 0)}`;
    case 'paragraph': {
      const line = token.lines[token.line];
      return `@${line === undefined ? 'end' : (line.units.offset[line.start] ?? 0)}`;
    }
    case 'columns':
      return `${token.segment}|${placeOf(token.inner)}${placeOfCarry(token.carry)}${placeOfCarry(token.spanning)}`;
    case 'rows':
      return `${token.row}:${(token.cells ?? []).map(placeOf).join(',')}`;
    case 'flex':
      return token.items.map((item) => placeOf(item.token)).join(',');
  }
}

/** How far notes and floats have come that wait. */
function placeOfCarry(carry: Carry | null | undefined): string {
  if (carry === null || carry === undefined) return '';
  const { notes, floats } = carry;
  return `+${notes?.boxes.length ?? 0}${placeOf(notes?.token ?? null)},${floats.map(({ token }) => placeOf(token)).join(';')}`;
}

/** A token given back to the layout that made it. */
export function tokenOf<K extends BreakToken['kind']>(
  token: BreakToken | null,
  kind: K,
): Extract<BreakToken, { kind: K }> | null {
  if (token === null) return null;
  invariant(token.kind === kind, `expected a ${kind} token, not ${token.kind}`);
  return token as Extract<BreakToken, { kind: K }>;
}

/** The room a box is laid out in. */
export interface Room extends Placing {
  /** Width of the containing block. */
  readonly width: number;
  /** Height of the containing block when it is definite, else NaN (for percentages). */
  readonly height: number;
  /** Room left before the end of the page or column; Infinity where there is none. */
  readonly available: number;
  /** Nothing stands above in this page or column: pushing the box on would gain nothing. */
  readonly atTop: boolean;
  /** Floats beside which the box stands; undefined where it makes a formatting context in any case. */
  readonly floats?: FloatRoom | undefined;
  /** Border-box size imposed from outside (flex items, table cells). */
  readonly fixedWidth?: number | undefined;
  readonly fixedHeight?: number | undefined;
}

export interface Laid {
  readonly fragment: Fragment;
  readonly token: BreakToken | null;
  readonly forced: ForcedBreak | null;
}

/** `null`: no part of the box fits here; try again at the next page or column. */
export type LayoutResult = Laid | null;

export interface FragmentParts {
  readonly width: number;
  readonly height: number;
  readonly first?: boolean;
  readonly last?: boolean;
  readonly placeholder?: boolean;
  readonly repeated?: boolean;
  readonly children?: readonly Fragment[];
  readonly lines?: readonly PlacedLine[];
  readonly rules?: readonly PlacedRule[];
  readonly areas?: readonly PlacedArea[];
  readonly paragraph?: PreparedParagraph | null;
  readonly firstBaseline?: number | null;
  readonly lastBaseline?: number | null;
}

/** A fragment at the origin; the parent places it. Baselines default to those of the children. */
export function makeFragment(box: Box, parts: FragmentParts): Fragment {
  const children = parts.children ?? NOTHING;
  return {
    box,
    x: 0,
    y: 0,
    shift: null,
    width: parts.width,
    height: parts.height,
    first: parts.first ?? true,
    last: parts.last ?? true,
    placeholder: parts.placeholder ?? false,
    repeated: parts.repeated ?? false,
    children,
    lines: parts.lines ?? NOTHING,
    rules: parts.rules ?? NOTHING,
    areas: parts.areas ?? NOTHING,
    paragraph: parts.paragraph ?? null,
    firstBaseline: parts.firstBaseline ?? baselineOf(children, true),
    lastBaseline: parts.lastBaseline ?? baselineOf(children, false),
  };
}

const NOTHING: readonly never[] = [];

function baselineOf(children: readonly Fragment[], first: boolean): number | null {
  for (let i = 0; i < children.length; i++) {
    const child = children[first ? i : children.length - 1 - i];
    const baseline = first ? child?.firstBaseline : child?.lastBaseline;
    if (child !== undefined && baseline !== null && baseline !== undefined) return child.y + baseline;
  }
  return null;
}
