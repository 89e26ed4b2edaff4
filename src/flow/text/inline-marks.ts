// What stands in a line for something that is no text, carried through paragraph/ as the `box` of an InlineObject.
import type { Box, InlineBox, InlineNode } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import { floatKind } from '../floats/float-marks.ts';
import type { Fragment } from '../fragment.ts';
import type { Edges } from '../used-values.ts';

/** What an InlineObject carries through paragraph/. */
export type InlineMark = InlineFragment | EdgeMark | AnchorMark | OutOfFlowMark;

/** A fragment, and where its top stands from the baseline. */
export interface InlineFragment {
  readonly kind: 'fragment';
  readonly fragment: Fragment;
  readonly top: number;
  /** The edge of the line box that it stands at instead. */
  readonly edge: 'top' | 'bottom' | null;
  readonly margins: Edges;
}

/** An end of an inline element; `of` is its box where the room lies inside the box and the box paints something. */
export interface EdgeMark {
  readonly kind: 'edge';
  readonly of: InlineBox | null;
}

/** Where a float, a note or a positioned box was written. */
export interface OutOfFlowMark {
  readonly kind: 'out-of-flow';
  readonly box: Box;
}

/** A place in the text that can be linked to. */
export interface AnchorMark {
  readonly kind: 'anchor';
  readonly name: string;
}

/** Floats and side notes belong to the word before their place; notes to their call, which follows. */
export function markSide(mark: InlineMark): 'start' | 'end' {
  const kind = mark.kind === 'out-of-flow' ? floatKind(mark.box) : null;
  return kind === null || kind === 'footnote' ? 'start' : 'end';
}

/** What stands in the line for a place, a box that stands elsewhere or the call of a note; null where that is no note. */
export function markOf(
  engine: Engine,
  node: Extract<InlineNode, { kind: 'anchor' | 'out-of-flow' | 'note-call' }>,
): InlineMark | null {
  if (node.kind === 'anchor') return node;
  const box = node.kind === 'out-of-flow' ? node.box : engine.document.notes.get(node.name);
  return box === undefined ? null : { kind: 'out-of-flow', box };
}
