// Inline content into lines, as many as fit: orphans, widows, line boxes around inline objects.
import { invariant } from '../../base/invariant.ts';
import type { Box, InlineBox, InlineContext, InlineNode, ParagraphBox } from '../../document/boxes.ts';
import { blockContext } from '../../document/inline-context.ts';
import type { InlineObject } from '../../frame/units.ts';
import { breakLines } from '../../paragraph/break-lines.ts';
import type { InlineItem, InlineStyle, Line, PreparedParagraph } from '../../paragraph/paragraph-types.ts';
import { prepareParagraph } from '../../paragraph/prepare-paragraph.ts';
import { resumeParagraph } from '../../paragraph/resume-paragraph.ts';
import type { ComputedStyle, LengthPercentage } from '../../style/computed-style.ts';
import { counterText } from '../../unicode/digits.ts';
import type { Engine, ParagraphCache } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import { floatKind } from '../floats/float-marks.ts';
import type { BreakToken, Fragment, LayoutResult, PlacedLine, Room } from '../fragment.ts';
import { makeFragment, tokenOf } from '../fragment.ts';
import { lineSnap, roomAboveLine, roomAroundLine } from '../block/baseline-grid.ts';
import { breakBeside, hasSideFloats, keepFloats, topOfLine } from '../floats/beside-floats.ts';
import type { InitialRoom } from './initial-letter.ts';
import { hasLinesBeside, initialRoom, initialStyles, measureAround } from './initial-letter.ts';
import { paragraphStyle } from './inline-styles.ts';
import { reportMissing, reportSpacing } from './report-text.ts';
import type { FloatRoom } from '../floats/side-floats.ts';
import { FloatContext, nextBottom } from '../floats/side-floats.ts';
import type { Edges } from '../used-values.ts';
import { marginsOf, resolveLength } from '../used-values.ts';

/** `shrink`: the fragment is as wide as its text (list markers). */
export function layoutParagraph(
  engine: Engine,
  box: ParagraphBox,
  room: Room,
  resumed: BreakToken | null,
  shrink = false,
): LayoutResult {
  // prettier-ignore
  const token = tokenOf(resumed, 'paragraph');
  const cache = prepared(engine, box, room.width);
  const extents = lineMetrics(engine, box);
  const snap = lineSnap(box.style, extents, room);
  const metrics = snap?.extents ?? extents;
  const floats = floatsAround(cache, room);
  const lead = snap === null ? 0 : roomAboveLine(snap, 0, metrics.above, metrics.below);
  const around = floats === null ? null : breakBeside(engine, { ...restOf(cache, token), box, floats, width: room.width, height: room.height, available: room.floats === undefined ? Number.POSITIVE_INFINITY : room.available, atTop: room.atTop, lead, lineHeight: metrics.above + metrics.below }); // prettier-ignore
  let lines: readonly Line[];
  let from = 0;
  if (around !== null) ({ lines } = around);
  else if (token === null) lines = linesFor(cache, room.width);
  else if (Math.abs(token.measure - room.width) < 0.01) {
    lines = token.lines;
    from = token.line;
  } else {
    const next = token.lines[token.line];
    const rest = next === undefined ? null : resumeParagraph(cache.prepared, next);
    if (rest === null) {
      lines = token.lines;
      from = token.line;
    } else lines = breakLines(rest, room.width);
  }
  const placed: PlacedLine[] = [];
  // Lines that go on from an earlier place, broken anew, do not begin with the letter.
  const initial = lines[0]?.start === cache.prepared.start ? cache.initial : null;
  const beside = initial !== null && hasLinesBeside(initial, room.width);
  const indent = beside && cache.prepared.units.direction === 'ltr' ? initial.width : 0;
  let y = 0;
  let to = from;
  for (; to < lines.length; to++) {
    const line = lines[to];
    invariant(line !== undefined, 'line within range');
    const above = Math.max(metrics.above, line.objectAscent);
    let below = Math.max(metrics.below, line.objectDescent);
    if (to === 0 && initial !== null && !beside) below += (initial.lines - 1) * box.style.lineHeight;
    const slot = around?.slots[to];
    let top = floats === null ? y : topOfLine(floats, slot, room.width, y, above + below);
    if (snap !== null) top += roomAboveLine(snap, top, above, below);
    if (top + above + below > room.available + 0.01 && !(room.atTop && to === from)) break;
    y = top;
    const x = (beside && to > 0 && to < initial.lines ? indent : 0) + (slot?.x ?? 0);
    placed.push({ line, x, y: y + above, top: y, height: above + below });
    y += above + below;
    if (snap !== null) y += roomAroundLine(snap, above, below);
  }
  const together = beside ? initial.lines : 1;
  let fits = allowedBreak(box, { from, to, count: lines.length, together }, room.atTop);
  if (fits !== null && fits < lines.length && endsInForbiddenHyphen(box, lines[fits - 1])) {
    // hyphenate-limit-last: the line goes over, unless too few would be left.
    const before = allowedBreak(box, { from, to: fits - 1, count: lines.length, together }, room.atTop);
    if (before !== null && before < fits && before - from >= box.style.orphans) fits = before;
  }
  if (fits === null) return null;
  if (fits < to) {
    placed.length = fits - from;
    const last = placed.at(-1);
    y = last === undefined ? 0 : last.top + last.height;
    if (snap !== null && last !== undefined) y += roomAroundLine(snap, last.height, 0);
  }
  const whole = fits === lines.length;
  if (whole && from === 0 && lines.length < together) {
    y = Math.max(y, together * box.style.lineHeight);
    if (y > room.available + 0.01 && !room.atTop) return null;
  }
  const children = around === null || floats === null ? [] : keepFloats(floats, around, whole ? Number.POSITIVE_INFINITY : fits); // prettier-ignore
  if (room.floats === undefined && floats !== null) y = Math.max(y, floats.context.lowest());
  const width = shrink ? placed.reduce((widest, { line }) => Math.max(widest, line.width), 0) : room.width;
  if (shrink) for (const [i, each] of placed.entries()) placed[i] = { ...each, x: -each.line.x };
  const fragment = makeFragment(box, {
    width,
    height: y,
    first: token === null,
    last: whole,
    children,
    lines: placed,
    paragraph: cache.prepared,
    firstBaseline: placed[0]?.y ?? null,
    lastBaseline: placed.at(-1)?.y ?? null,
  });
  return {
    fragment,
    // Lines broken beside floats are broken anew where they go on without.
    token: whole
      ? null
      : { kind: 'paragraph', line: fits, lines, measure: around === null ? room.width : Number.NaN },
    forced: null,
  };
}

/** The floats beside which the paragraph stands, those in its own text included; null where there are none. */
function floatsAround(
  { prepared: { units }, holdsFloats }: ParagraphCache,
  { floats }: Room,
): FloatRoom | null {
  if (floats === undefined) return holdsFloats ? { context: new FloatContext(), x: 0, y: 0, rightToLeft: units.direction === 'rtl' } : null; // prettier-ignore
  return holdsFloats || (!floats.context.isEmpty && nextBottom(floats.context, floats.y) !== null) ? floats : null; // prettier-ignore
}

/** What is to be broken into lines: the paragraph, or the rest of it, which does not begin with the letter. */
function restOf(
  { prepared: paragraph, initial }: ParagraphCache,
  token: Extract<BreakToken, { kind: 'paragraph' }> | null,
): { readonly paragraph: PreparedParagraph; readonly initial: InitialRoom | null } {
  const next = token?.lines[token.line];
  const rest = next === undefined ? paragraph : resumeParagraph(paragraph, next);
  return { paragraph: rest, initial: rest.start === paragraph.start ? initial : null };
}

/** Lines [from, to) of `count`; so many of the first ones stand `together`, beside an initial letter. */
interface LinesThatFit {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly together: number;
}

/** The line before which the paragraph may break, at most `to`; null when it should go on as a whole. */
function allowedBreak(
  box: ParagraphBox,
  { from, to, count, together }: LinesThatFit,
  atTop: boolean,
): number | null {
  if (to >= count) return count;
  const { orphans, widows } = box.style;
  let at = Math.min(to, count - Math.min(widows, count));
  // Orphans count in every part of a paragraph that a break ends, not in its first only (CSS Fragmentation 3 § 3.3).
  if (at - from < (from === 0 ? Math.max(orphans, together) : orphans)) at = from;
  if (at > from) return at;
  return atTop ? Math.max(to, from + 1) : null;
}

/** Whether `line` may not be the last one before a break of columns or pages (CSS Text 4, 6.3.5). */
function endsInForbiddenHyphen({ style }: ParagraphBox, line: Line | undefined): boolean {
  return style.hyphenateLimitLast !== 'none' && line !== undefined && line.hyphen >= 0;
}

interface LineMetrics {
  readonly above: number;
  readonly below: number;
}

/** The strut: line-height around the first font's ascent and descent, half of the rest above and below. */
export function lineMetrics(engine: Engine, box: ParagraphBox): LineMetrics {
  return lineExtents(engine, box.style);
}

/** Of the lines of a box with this style. */
export function lineExtents(engine: Engine, style: ComputedStyle): LineMetrics {
  const stack = engine.inlineStyles.stack(style);
  const ascent = stack.ascent * style.fontSize;
  const descent = stack.descent * style.fontSize;
  const above = (style.lineHeight - ascent - descent) / 2 + ascent;
  return { above, below: style.lineHeight - above };
}

function linesFor(cache: ParagraphCache, measure: number): readonly Line[] {
  if (cache.measure !== measure) {
    cache.lines = breakLines(cache.prepared, measureAround(cache.initial, measure));
    cache.measure = measure;
  }
  return cache.lines;
}

/** The paragraph analysed and shaped; kept until its last line has been painted. */
export function prepared(engine: Engine, box: ParagraphBox, measure: number): ParagraphCache {
  let cache = engine.paragraphs.get(box);
  if (cache === undefined) {
    const items = inlineItems(engine, box, measure);
    const paragraph = prepareParagraph(items, paragraphStyle(box.style, measure), engine.fonts);
    cache = { prepared: paragraph, initial: initialRoom(box, paragraph), holdsFloats: hasSideFloats(box), measure: Number.NaN, lines: [] }; // prettier-ignore
    engine.paragraphs.set(box, cache);
    reportMissing(engine, box, cache.prepared.units);
    reportSpacing(engine, box, cache.prepared.units);
  }
  return cache;
}

function inlineItems(engine: Engine, box: ParagraphBox, measure: number): InlineItem[] {
  const items: InlineItem[] = [];
  const initial = initialStyles(engine, box, measure);
  const styleOf = (context: InlineContext): InlineStyle => initial?.byContext.get(context) ?? engine.inlineStyles.inline(context, box.style); // prettier-ignore
  const style = (node: Extract<InlineNode, { context: unknown }>): InlineStyle => styleOf(node.context);
  for (const node of box.content) {
    switch (node.kind) {
      case 'text':
        items.push({ kind: 'text', text: node.text, style: style(node) });
        break;
      case 'box': {
        const object = inlineObject(engine, node, measure);
        items.push({ kind: 'object', object, style: style(node) });
        break;
      }
      case 'break':
        items.push({ kind: 'break', style: style(node) });
        break;
      case 'leader':
        items.push({ kind: 'leader', pattern: node.pattern, style: style(node) });
        break;
      case 'open':
      case 'close':
        items.push(node);
        break;
      case 'edge':
        if (initial?.byContext.has(node.context) !== true) pushEdges(items, node, styleOf, measure);
        else if (node.side === 'start' || !initial.holdsMargin)
          pushEdges(items, { ...node, outer: node.context }, styleOf, measure);
        break;
      case 'target-counter':
        items.push({ kind: 'text', text: targetText(engine, node), style: style(node) });
        break;
      case 'anchor':
      case 'out-of-flow':
      case 'note-call': {
        const mark = markOf(engine, node);
        if (mark === null) break;
        const context = engine.inlineStyles.inline(blockContext(box.style), box.style);
        items.push({ kind: 'edge', side: markSide(mark), left: 0, right: 0, box: mark, style: context });
        break;
      }
    }
  }
  return items;
}

/** The margin of an inline element outside its box, its border and padding inside. */
function pushEdges(
  items: InlineItem[],
  node: Extract<InlineNode, { kind: 'edge' }>,
  styleOf: (context: InlineContext) => InlineStyle,
  measure: number,
): void {
  // prettier-ignore
  const { side, outer, context } = node;
  const { margin, padding, border } = context.style;
  const used = (length: LengthPercentage | 'auto'): number => (length === 'auto' ? 0 : resolveLength(length, measure)); // prettier-ignore
  const room = (left: number, right: number, around: InlineContext, mark: EdgeMark): void => {
    if (left !== 0 || right !== 0)
      items.push({
        kind: 'edge',
        side,
        left,
        right,
        box: mark,
        style: styleOf(around),
      });
  };
  const outside = (): void => room(used(margin.left), used(margin.right), outer, { kind: 'edge', of: null });
  if (side === 'start') outside();
  room(used(padding.left) + border.left.width, used(padding.right) + border.right.width, context, { kind: 'edge', of: context.boxes.at(-1) ?? null }); // prettier-ignore
  if (side === 'end') outside();
}

function targetText(engine: Engine, node: Extract<InlineNode, { kind: 'target-counter' }>): string {
  const name = node.target.replace(/^#/, '');
  const ofPage = node.counter === 'page';
  const counters = ofPage ? undefined : engine.document.counters.get(name);
  const value = ofPage ? engine.targets?.get(name)?.number : counters && (counters.get(node.counter) ?? 0);
  if (value !== undefined) return counterText(value, node.counterStyle);
  if (engine.targets !== null || !ofPage) {
    engine.diagnostics.warning(
      'L004',
      `Cross reference to “${node.target}”, which is nowhere in the issue`,
      node.place,
    );
    return '?';
  }
  return counterText(10, node.counterStyle);
}

/** An inline block or picture, laid out as wide as its content and set on the baseline. */
function inlineObject(
  engine: Engine,
  node: Extract<InlineNode, { kind: 'box' }>,
  measure: number,
): InlineObject {
  const { box, context } = node;
  const margins = marginsOf(box, measure);
  const { min, max } = engine.contentSize(engine, box, measure);
  const room: Room = { width: measure, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true };
  const auto = box.kind !== 'replaced' && box.style.width === 'auto';
  const fit = Math.max(min, Math.min(max, measure - margins.left - margins.right));
  const inLine = auto ? { ...room, fixedWidth: fit } : { ...room, available: lineRoom(engine, box, context.style.lineHeight) }; // prettier-ignore
  const laid = withoutBreaks(engine, () => engine.layoutBox(engine, box, inLine, null));
  invariant(laid !== null, 'unbounded room fits everything');
  const { fragment } = laid;
  fragment.x = margins.left;
  const baseline =
    box.kind === 'replaced' ? fragment.height + margins.bottom : (fragment.lastBaseline ?? fragment.height);
  let ascent = baseline + margins.top;
  let descent = fragment.height - baseline + margins.bottom;
  const align = box.style.verticalAlign;
  const shift = alignmentShift(engine, align, context.style, { ascent, descent });
  ascent += shift;
  descent -= shift;
  const object: InlineFragment = {
    kind: 'fragment',
    fragment,
    top: -ascent + margins.top,
    edge: align === 'top' || align === 'bottom' ? align : null,
    margins,
  };
  return { width: fragment.width + margins.left + margins.right, ascent, descent, box: object };
}

/** Pictures in lines are scaled to the page like others; below them the line needs a little room. */
function lineRoom({ current }: Engine, box: Box, lineHeight: number): number {
  const height = current.pageHeight - lineHeight;
  return box.kind === 'replaced' && height > lineHeight ? height : Number.POSITIVE_INFINITY;
}

/** How far `vertical-align` raises an object from the baseline (CSS 2.2 § 10.8.1). */
function alignmentShift(
  engine: Engine,
  align: ComputedStyle['verticalAlign'],
  parent: ComputedStyle,
  { ascent, descent }: { readonly ascent: number; readonly descent: number },
): number {
  if (typeof align === 'number') return align;
  const { fontSize } = parent;
  const stack = engine.inlineStyles.stack(parent);
  // The line box is as high as the strut at least: there `top` and `bottom` begin.
  const strut = lineExtents(engine, parent);
  switch (align) {
    case 'baseline':
      return 0;
    case 'middle':
      return (stack.xHeight * fontSize) / 2 - (ascent - descent) / 2;
    case 'text-top':
      return stack.ascent * fontSize - ascent;
    case 'text-bottom':
      return descent - stack.descent * fontSize;
    case 'top':
      return strut.above - ascent;
    case 'bottom':
      return descent - strut.below;
  }
}

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

/** Floats and side notes belong to the word before their place; notes to their call, which follows. */
function markSide(mark: InlineMark): 'start' | 'end' {
  const kind = mark.kind === 'out-of-flow' ? floatKind(mark.box) : null;
  return kind === null || kind === 'footnote' ? 'start' : 'end';
}

/** What stands in the line for a place, a box that stands elsewhere or the call of a note; null where that is no note. */
function markOf(
  engine: Engine,
  node: Extract<InlineNode, { kind: 'anchor' | 'out-of-flow' | 'note-call' }>,
): InlineMark | null {
  // prettier-ignore
  if (node.kind === 'anchor') return node;
  const box = node.kind === 'out-of-flow' ? node.box : engine.document.notes.get(node.name);
  return box === undefined ? null : { kind: 'out-of-flow', box };
}

/** A place in the text that can be linked to. */
export interface AnchorMark {
  readonly kind: 'anchor';
  readonly name: string;
}
