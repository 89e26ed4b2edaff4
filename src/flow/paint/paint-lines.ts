// The lines of a paragraph → text items, with what lies under and over the text: inline backgrounds, underlines,
// link areas, inline objects.
import type { Box, InlineBox, InlineNode, ParagraphBox } from '../../document/boxes.ts';
import { ARTIFACT } from '../../document/structure.ts';
import type { TextItem } from '../../frame/frame.ts';
import { positionUnits } from '../../frame/position-units.ts';
import { UNIT_LEADER } from '../../frame/units.ts';
import type { TextStyle } from '../../frame/units.ts';
import { lineItem } from '../../paragraph/set-line.ts';
import type { Engine } from '../engine.ts';
import type { Fragment, PlacedLine } from '../fragment.ts';
import { withoutHidden } from '../text/hidden-text.ts';
import { itemsOfLine } from '../text/initial-letter.ts';
import type { InlineFragment, InlineMark } from '../text/inline-marks.ts';
import { overprinting } from '../../frame/overprinting.ts';
import type { PageSheet } from '../page/page-sheet.ts';
import { paintBorderRules } from '../page/page-sheet.ts';
import { itemsBySize } from './large-text.ts';
import { hasStyle, isHidden, noteSourceText } from './source-text.ts';

/** The lines of a fragment whose border box stands at (x, y). */
export function paintLines(
  engine: Engine,
  box: ParagraphBox,
  fragment: Fragment,
  x: number,
  y: number,
  sheet: PageSheet,
): void {
  const { paragraph } = fragment;
  if (paragraph === null) return;
  const placeholders: Placeholder[] = [];
  if (fragment.lines.length === 0) {
    noteInlineAnchors(box.content, x, y, sheet);
    for (const node of box.content)
      if (node.kind === 'out-of-flow') placeholders.push({ box: node.box, x, y });
  }
  const { styles, objects } = paragraph.units;
  const visible = objects.length > 0 || styles.some(({ hidden }) => hidden !== true);
  if (visible) {
    const decorated =
      objects.length > 0 || styles.some(isDecorated) || box.content.some(({ kind }) => kind === 'leader');
    for (const placed of fragment.lines) {
      const item = lineItem(paragraph, placed.line, x + placed.x, y + placed.y, box.tag);
      if (decorated) paintDecorated(engine, item, placed, y, sheet, placeholders);
      else pushLine(engine, item, sheet);
      if (placed.line.overfull) reportOverfull(engine, box, placed);
    }
  }
  if (visible && box.tag !== ARTIFACT) noteSourceText(box, fragment.lines, sheet);
  // Read after the lines around them.
  for (const { box: away, x: left, y: top } of placeholders)
    engine.paintPlaceholder(engine, away, { x: left, y: top, direction: box.style.direction }, sheet);
  // The last line is painted: the paragraph is not needed again.
  if (fragment.last) engine.paragraphs.delete(box);
}

function pushLine({ fonts }: Engine, line: TextItem, sheet: PageSheet): void {
  const item = hasStyle(line, isHidden) ? withoutHidden(line, fonts) : line;
  if (item === null) return;
  const initial = item.start === 0 && hasStyle(item, ({ initialAscent }) => initialAscent !== undefined);
  if (initial) sheet.items.push(...itemsOfLine(item, fonts));
  else if (item.units.styles.length > 1) sheet.items.push(...itemsBySize(item, fonts));
  else sheet.items.push(item);
}

/** The places in a paragraph that has no lines. */
function noteInlineAnchors(content: readonly InlineNode[], x: number, y: number, sheet: PageSheet): void {
  for (const node of content) {
    if (node.kind !== 'anchor') continue;
    sheet.items.push({ kind: 'anchor', name: node.name, x, y });
    sheet.anchors.push(node.name);
  }
}

function isDecorated(style: TextStyle): boolean {
  return (
    style.href !== null || style.underline !== null || style.lineThrough !== null || style.overline !== null || (style.boxes ?? []).length > 0 // prettier-ignore
  );
}

/** A box out of the flow, and where it was written, page coordinates. */
interface Placeholder {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** Neighbouring units that share something to be painted, left to right. */
interface Run {
  readonly style: TextStyle;
  readonly x: number;
  width: number;
}

/** The part of an inline element's box on one line. */
interface BoxRun {
  readonly box: InlineBox;
  readonly depth: number;
  readonly x: number;
  width: number;
  /** Whether the element's own left, and right, end is there. */
  readonly closedLeft: boolean;
  closedRight: boolean;
}

function paintDecorated(
  engine: Engine,
  item: TextItem,
  placed: PlacedLine,
  top: number,
  sheet: PageSheet,
  placeholders: Placeholder[],
): void {
  const { order, x } = positionUnits(item, engine.fonts);
  const lines: Run[] = [];
  const links: Run[] = [];
  const boxes: BoxRun[] = [];
  const objects: { readonly object: InlineFragment; readonly x: number }[] = [];
  for (let i = 0; i < order.length; i++) {
    const unit = order[i] ?? 0;
    const left = item.x + (x[i] ?? 0);
    const width = (x[i + 1] ?? 0) - (x[i] ?? 0);
    const style = item.units.styles[item.units.style[unit === item.end ? unit - 1 : unit] ?? 0];
    const object = unit === item.end ? undefined : item.units.objects[item.units.object[unit] ?? -1];
    const mark = object?.box as InlineMark | undefined;
    if (mark?.kind === 'fragment') objects.push({ object: mark, x: left });
    else if (mark?.kind === 'anchor') noteAnchor(mark.name, left, top + placed.top, sheet);
    else if (mark?.kind === 'out-of-flow') placeholders.push({ box: mark.box, x: left, y: top + placed.top });
    const shown = style !== undefined && style.hidden !== true;
    if (shown && ((item.units.flags[unit] ?? 0) & UNIT_LEADER) !== 0 && unit !== item.end)
      paintLeader(
        engine.fonts.word(item.units.word[unit] ?? 0).text,
        style,
        { x: left, y: item.y, width },
        sheet,
      );
    if (style === undefined || !isDecorated(style) || mark?.kind === 'anchor' || mark?.kind === 'out-of-flow')
      continue;
    if (shown) extend(lines, style, left, width, (last) => last === style);
    if (shown && style.href !== null && style.href !== '')
      extend(links, style, left, width, (last) => last.href === style.href && last.tag === style.tag);
    const end = mark?.kind === 'edge' ? mark.of : null;
    for (const [depth, box] of ((style.boxes ?? []) as readonly InlineBox[]).entries())
      extendBox(boxes, { box, depth, x: left, width, closedLeft: box === end, closedRight: box === end });
  }
  boxes.sort((a, b) => a.depth - b.depth);
  for (const run of boxes) paintInlineBox(engine, run, item.y, sheet);
  pushLine(engine, item, sheet);
  for (const run of lines) paintLinesAlong(run, item.y, sheet);
  for (const { style, x: left, width } of links) {
    const tag = style.tag === -1 ? item.tag : style.tag;
    sheet.items.push({ kind: 'link', x: left, y: top + placed.top, width, height: placed.height, href: style.href ?? '', tag }); // prettier-ignore
  }
  for (const { object, x: left } of objects)
    engine.paintFragment(engine, object.fragment, left, objectTop(object, placed, item.y, top), sheet);
}

/** A leader is no text: dots (or a line, for patterns of dashes) on the baseline, an artifact. */
function paintLeader(
  pattern: string,
  style: TextStyle,
  area: { readonly x: number; readonly y: number; readonly width: number },
  sheet: PageSheet,
): void {
  const thickness = LEADER_THICKNESS * style.size;
  const y = area.y - style.rise - thickness / 2;
  if (pattern.trim() === '' || area.width < 4 * thickness) return;
  const line = /^[_\u2013\u2014\u2015]+$/.test(pattern.trim());
  sheet.items.push(overprinting({ kind: 'rule', x1: area.x, y1: y, x2: area.x + area.width, y2: y, thickness, style: line ? 'solid' : 'dotted', color: style.color }, style.overprint)); // prettier-ignore
}

/** em. */
const LEADER_THICKNESS = 0.1;

function objectTop(object: InlineFragment, placed: PlacedLine, baseline: number, top: number): number {
  const { edge, margins, fragment } = object;
  if (edge === 'top') return top + placed.top + margins.top;
  if (edge === 'bottom') return top + placed.top + placed.height - margins.bottom - fragment.height;
  return baseline + object.top;
}

function noteAnchor(name: string, x: number, y: number, sheet: PageSheet): void {
  sheet.items.push({ kind: 'anchor', name, x, y });
  sheet.anchors.push(name);
}

/** Adds a unit to the last run if it is a continuation of it. */
function extend(
  runs: Run[],
  style: TextStyle,
  x: number,
  width: number,
  same: (last: TextStyle) => boolean,
): void {
  const last = runs.at(-1);
  if (last !== undefined && same(last.style) && Math.abs(last.x + last.width - x) < 0.01) last.width += width;
  else runs.push({ style, x, width });
}

function extendBox(runs: BoxRun[], unit: BoxRun): void {
  const last = runs.findLast(({ box }) => box === unit.box);
  if (last === undefined || Math.abs(last.x + last.width - unit.x) > 0.01) runs.push(unit);
  else {
    last.width += unit.width;
    last.closedRight = unit.closedRight;
  }
}

/** Background and borders of an inline element around its own font's height (CSS 2.2 § 10.6.1). */
function paintInlineBox(engine: Engine, run: BoxRun, baseline: number, sheet: PageSheet): void {
  const { style, rise } = run.box;
  if (style.visibility === 'hidden') return;
  const { border, padding } = style;
  const stack = engine.inlineStyles.stack(style);
  const above = stack.ascent * style.fontSize + padding.top.points + border.top.width;
  const below = stack.descent * style.fontSize + padding.bottom.points + border.bottom.width;
  const area = { x: run.x, y: baseline - rise - above, width: run.width, height: above + below };
  if (style.backgroundColor !== null && area.width > 0)
    sheet.items.push(overprinting({ kind: 'fill', ...area, radius: style.borderRadius, color: style.backgroundColor }, style.overprint)); // prettier-ignore
  paintBorderRules(border, area, { top: true, bottom: true, left: run.closedLeft, right: run.closedRight }, sheet, style.overprint); // prettier-ignore
}

function paintLinesAlong({ style, x, width }: Run, baseline: number, sheet: PageSheet): void {
  const thickness = Math.max(style.stack.underlineThickness, 0.04) * style.size;
  const rule = (y: number, color: TextStyle['underline']): void => {
    if (color === null) return;
    const item = {
      kind: 'rule',
      x1: x,
      y1: y,
      x2: x + width,
      y2: y,
      thickness,
      style: 'solid',
      color,
    } as const;
    sheet.items.push(overprinting(item, style.overprint));
  };
  const base = baseline - style.rise;
  rule(base + Math.max(-style.stack.underlinePosition, 0.08) * style.size, style.underline);
  rule(base - style.stack.xHeight * 0.55 * style.size, style.lineThrough);
  rule(base - style.stack.ascent * style.size, style.overline);
}

function reportOverfull(engine: Engine, box: ParagraphBox, { line }: PlacedLine): void {
  const { units } = line;
  const text = units.text.slice(units.offset[line.start] ?? 0, units.offset[line.end] ?? 0);
  engine.diagnostics.add({
    code: 'L001',
    severity: 'warning',
    message: 'A line is wider than its column',
    place: box.place,
    hint: 'Allow a break (a soft hyphen, hyphens: auto) or set overflow-wrap: anywhere',
    excerpt: text.slice(0, 40),
  });
}
