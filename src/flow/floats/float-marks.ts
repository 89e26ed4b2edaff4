// Laid-out fragments → the notes, page floats and side notes that were written in them, in reading order, and where.
import { hasColumns } from '../column/column-geometry.ts';
import type { Box } from '../../document/boxes.ts';
import type { Engine } from '../engine.ts';
import type { Fragment } from '../fragment.ts';
import type { InlineMark } from '../text/inline-marks.ts';

/** What a box is taken out of: a footnote or a float stands in a page, a multi-column box or a column. */
export type FloatLevel = 'page' | 'region' | 'column';

export type FloatKind = 'footnote' | 'sidenote' | 'top' | 'bottom';

/** Where a box was written: the line of its place, from the top of the fragments' container. */
export interface FloatMark {
  readonly box: Box;
  readonly kind: FloatKind;
  readonly top: number;
  readonly bottom: number;
  /** Null where it stands between boxes. */
  readonly baseline: number | null;
}

/** Notes and floats of one pass. */
export interface FloatState {
  /** Those that some page has taken. */
  readonly placed: Set<Box>;
  /** Those that were met only when a page was painted: the next one takes them. */
  readonly stranded: Box[];
  /** The same boxes as boxes of the flow, and back. */
  readonly settled: Map<Box, Box>;
  readonly originals: Map<Box, Box>;
  /** Regions that are laid out in columns. */
  readonly columns: Set<Box>;
}

/** Notes, page floats and side notes; null for every other box. */
export function floatKind(box: Box): FloatKind | null {
  if (box.kind === 'paragraph') return null;
  const { float } = box.style;
  return float === 'footnote' || float === 'sidenote' || float === 'top' || float === 'bottom' ? float : null;
}

/** What a box that stands where it was not written is laid out as. */
export function settledBox({ floats }: Engine, box: Box): Box {
  let settled = floats.settled.get(box);
  if (settled === undefined) {
    settled = box.kind === 'paragraph' ? box : { ...box, style: { ...box.style, float: 'none' } };
    floats.settled.set(box, settled);
    floats.originals.set(settled, box);
  }
  return settled;
}

/**
 * The marks of one level; those of columns belong to the page where there are no columns around them. `beside`: the
 * fragments are floats and notes of this level, not its text.
 */
export function findMarks(
  engine: Engine,
  fragments: readonly Fragment[],
  level: FloatLevel | 'any',
  beside = false,
): readonly FloatMark[] {
  const marks: FloatMark[] = [];
  const walk = (fragment: Fragment, y: number, around: Around): void => {
    if (fragment.repeated) return;
    const { box } = fragment;
    const top = y + fragment.y;
    const add = (
      of: Box,
      line: { readonly top: number; readonly bottom: number; readonly baseline: number | null },
    ): void => {
      const kind = floatKind(of);
      if (kind !== null && belongsTo(of, kind, beside && level === 'region' ? 'spanning' : level, around))
        marks.push({ box: of, kind, ...line });
    };
    if (fragment.placeholder) {
      if (!engine.document.calledNotes.has(box)) add(box, { top, bottom: top, baseline: null });
      return;
    }
    eachLineMark(fragment, (mark, line) => {
      const place = { top: top + line.top, bottom: top + line.top + line.height, baseline: top + line.y };
      if (mark.kind === 'out-of-flow') add(mark.box, place);
      else if (mark.kind === 'fragment') walk(mark.fragment, place.baseline + mark.top, around);
    });
    const columns = box.kind === 'block' && (hasColumns(box.style) || engine.floats.columns.has(box));
    for (const child of fragment.children) {
      const spans = child.box.kind !== 'paragraph' && child.box.style.columnSpan === 'all';
      walk(child, top, columns ? { columns: around.columns || !spans, region: true } : around);
    }
  };
  for (const fragment of fragments) walk(fragment, 0, { columns: false, region: false });
  return marks;
}

/** What stands in the lines of a fragment besides text. */
function eachLineMark(
  { lines, paragraph, first, last }: Fragment,
  take: (mark: InlineMark, line: Fragment['lines'][number]) => void,
): void {
  if (paragraph === null || paragraph.units.objects.length === 0) return;
  for (const [i, placed] of lines.entries()) {
    const { units, start, end } = placed.line;
    const from = first && i === 0 ? 0 : start;
    const to = last && i === lines.length - 1 ? units.count : end;
    for (let unit = from; unit < to; unit++) {
      const object = units.objects[units.object[unit] ?? -1];
      if (object !== undefined) take(object.box as InlineMark, placed);
    }
  }
}

/** Whether there are columns, and a multi-column box, between a mark and the area that looks for it. */
interface Around {
  readonly columns: boolean;
  readonly region: boolean;
}

/** The innermost area of its level takes a box, or the page where there is none. */
function belongsTo(
  box: Box,
  kind: FloatKind,
  level: FloatLevel | 'any' | 'spanning',
  around: Around,
): boolean {
  const own = levelOf(box, kind);
  if (level === 'any' || own === 'page') return level === 'any' || level === 'page';
  if (level !== own && level !== 'page' && level !== 'spanning') return false;
  return own === 'column' ? !around.columns : !around.region;
}

function levelOf(box: Box, kind: FloatKind): FloatLevel {
  const { floatReference } = box.style;
  if (kind === 'sidenote') return 'page';
  if (floatReference !== 'inline') return floatReference;
  return kind === 'footnote' ? 'page' : 'column';
}

/** Notes and floats that stand among these fragments. */
export function findSettled({ floats }: Engine, fragments: readonly Fragment[]): readonly Box[] {
  const found: Box[] = [];
  const walk = (fragment: Fragment): void => {
    const box = floats.originals.get(fragment.box);
    if (box !== undefined) found.push(box);
    for (const child of fragment.children) walk(child);
  };
  for (const fragment of fragments) walk(fragment);
  return found;
}

/** Keeps a note or float for the next page that was met only while a page was painted (in positioned boxes). */
export function strand({ floats }: Engine, box: Box): void {
  if (floatKind(box) === null || floats.placed.has(box)) return;
  floats.placed.add(box);
  floats.stranded.push(box);
}
