// Notes → the area at the foot of a page or column (CSS GCPM 3 § 2.4): one under the other in the box that @footnote
// styles, as many lines as there is room for; what is left goes on in the next area.
import { plainBox } from '../../document/plain-box.ts';
import type { BlockBox, Box } from '../../document/boxes.ts';
import { ARTIFACT } from '../../document/structure.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { FloatLevel } from './float-marks.ts';
import { findMarks, settledBox } from './float-marks.ts';
import type { BreakToken, Fragment } from '../fragment.ts';
import { makeFragment } from '../fragment.ts';
import { inlinePosition, layoutStack } from '../block/layout-stack.ts';
import { definiteSize, edgesOf, marginsOf, resolveLength, usedWidth } from '../used-values.ts';

/** Notes in order; `token`: where the first of them goes on. */
export interface NotesToSet {
  readonly boxes: readonly Box[];
  readonly token: BreakToken | null;
}

export interface NoteArea {
  /** At the top left corner of the room, margins counted. */
  readonly fragment: Fragment;
  /** With margins. */
  readonly height: number;
  /** All that are set here, those too that are called by other notes. */
  readonly boxes: readonly Box[];
  /** What did not fit. */
  readonly rest: NotesToSet | null;
}

export interface NoteRoom {
  readonly width: number;
  readonly available: number;
  readonly level: FloatLevel;
  /** At least one line is set, whatever the room. */
  readonly atTop: boolean;
}

/** Null when no line of the first note fits. */
export function layoutNotes(engine: Engine, notes: NotesToSet, room: NoteRoom): NoteArea | null {
  let wanted = notes;
  for (let round = 0; ; round++) {
    const area = layoutOnce(engine, wanted, room);
    if (area === null || round > wanted.boxes.length) return area;
    const further = calledBy(engine, area, wanted, room.level);
    if (further.length === 0) return area;
    wanted = { ...wanted, boxes: [...wanted.boxes, ...further] };
  }
}

/** Notes that are called in notes. */
function calledBy(engine: Engine, area: NoteArea, { boxes }: NotesToSet, level: FloatLevel): readonly Box[] {
  const known = new Set(boxes);
  const marks = findMarks(engine, [area.fragment], level, true);
  return marks.filter(({ kind, box }) => kind === 'footnote' && !known.has(box) && !engine.floats.placed.has(box)).map(({ box }) => box); // prettier-ignore
}

function layoutOnce(engine: Engine, notes: NotesToSet, room: NoteRoom): NoteArea | null {
  const box = areaBox(engine, notes);
  const edges = edgesOf(box, room.width);
  const margins = marginsOf(box, room.width);
  const width = usedWidth(box, room.width, () => engine.contentSize(engine, box, room.width));
  const vertical = edges.top + edges.bottom;
  const most = definiteSize(box.style.maxHeight, Number.NaN, box.style, vertical) ?? Number.POSITIVE_INFINITY;
  const rightToLeft = box.children[0]?.style.direction === 'rtl';
  const inner = {
    width: Math.max(0, width - edges.left - edges.right),
    height: Number.NaN,
    available: Math.min(room.available - margins.top - margins.bottom, most) - vertical,
    atTop: room.atTop,
    collapseTop: false,
    collapseBottom: false,
    keepsFloats: true,
    rightToLeft,
  };
  const from: BreakToken | null = notes.token === null ? null : { kind: 'stack', index: 0, child: notes.token, forced: false }; // prettier-ignore
  const stack = withoutBreaks(engine, () => layoutStack(engine, box.children, inner, from));
  if (stack === null) return null;
  for (const child of stack.fragments) {
    child.x += edges.left;
    child.y += edges.top;
  }
  const { ruleLength } = box.style;
  const rule = ruleLength === 'auto' ? null : shortRule(box, width, Math.min(width, resolveLength(ruleLength, width)), rightToLeft); // prettier-ignore
  const shown: BlockBox = rule === null ? box : { ...box, style: { ...box.style, border: { ...box.style.border, top: { ...box.style.border.top, width: 0 } } } }; // prettier-ignore
  const children = rule === null ? stack.fragments : [rule, ...stack.fragments];
  const fragment = makeFragment(shown, { width, height: stack.height + vertical, children });
  fragment.x = inlinePosition(box, { width: room.width, rightToLeft }, width);
  fragment.y = margins.top;
  return {
    fragment,
    height: margins.top + fragment.height + margins.bottom,
    boxes: notes.boxes,
    rest: restOf(notes, stack.token),
  };
}

/** The border above the notes, where it is not as wide as they are. */
function shortRule(area: BlockBox, width: number, length: number, rightToLeft: boolean): Fragment {
  const { border } = area.style;
  const none = { ...border.top, width: 0 };
  const style = { ...area.style, border: { top: border.top, right: none, bottom: none, left: none }, backgroundColor: null }; // prettier-ignore
  const fragment = makeFragment(
    { ...area, style, children: [] },
    { width: length, height: border.top.width },
  );
  fragment.x = rightToLeft ? width - length : 0;
  return fragment;
}

function areaBox(engine: Engine, { boxes }: NotesToSet): BlockBox {
  const style = engine.current.footnoteStyle ?? engine.document.root.style;
  const plain = plainBox(style, ARTIFACT, { page: '', place: boxes[0]?.place });
  return { kind: 'block', ...plain, children: boxes.map((box) => settledBox(engine, box)), marker: null };
}

function restOf({ boxes }: NotesToSet, token: BreakToken | null): NotesToSet | null {
  if (token === null || token.kind !== 'stack') return null;
  return { boxes: boxes.slice(token.index), token: token.child };
}
