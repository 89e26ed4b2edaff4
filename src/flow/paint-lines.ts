// The lines of a paragraph → text items, with what lies under and over the text: inline backgrounds, underlines,
// link areas, inline objects.
import type { InlineNode, ParagraphBox } from '../document/boxes.ts';
import { ARTIFACT } from '../document/structure.ts';
import type { TextItem } from '../frame/frame.ts';
import { positionUnits } from '../frame/position-units.ts';
import type { TextStyle } from '../frame/units.ts';
import { lineItem } from '../paragraph/set-line.ts';
import type { Engine } from './engine.ts';
import type { Fragment, PlacedLine } from './fragment.ts';
import type { InlineFragment } from './layout-paragraph.ts';
import type { PageSheet } from './paint-fragment.ts';
import { paintFragment } from './paint-fragment.ts';

export function paintLines(
  engine: Engine,
  box: ParagraphBox,
  fragment: Fragment,
  x: number,
  y: number,
  sheet: PageSheet,
): void {
  // prettier-ignore
  const { paragraph } = fragment;
  if (paragraph === null) return;
  if (fragment.first) noteInlineAnchors(box.content, x, y, sheet);
  if (box.style.visibility === 'visible') {
    const { styles, objects } = paragraph.units;
    const decorated = objects.length > 0 || styles.some(isDecorated);
    for (const placed of fragment.lines) {
      const item = lineItem(paragraph, placed.line, x + placed.x, y + placed.y, box.tag);
      if (decorated) paintDecorated(engine, item, placed, y, sheet);
      else sheet.items.push(item);
      if (placed.line.overfull) reportOverfull(engine, box, placed);
    }
  }
  if (box.tag !== ARTIFACT && fragment.lines.length > 0) {
    const text = sourceText(fragment.lines);
    if (text !== '') sheet.blocks.push({ tag: box.tag, text, file: box.place?.file });
  }
  // The last line is painted: the paragraph is not needed again.
  if (fragment.last) engine.paragraphs.delete(box);
}

function noteInlineAnchors(content: readonly InlineNode[], x: number, y: number, sheet: PageSheet): void {
  for (const node of content) {
    if (node.kind !== 'anchor') continue;
    sheet.items.push({ kind: 'anchor', name: node.name, x, y });
    sheet.anchors.push(node.name);
  }
}

function isDecorated(style: TextStyle): boolean {
  return (
    style.href !== null || style.underline !== null || style.lineThrough !== null || style.overline !== null || style.background !== null // prettier-ignore
  );
}

/** Source text of some lines: what the author wrote, without soft hyphens, white space collapsed. */
export function sourceText(lines: readonly PlacedLine[]): string {
  return lines
    .map(({ line: { units, start, end, continues } }) => {
      const text = units.text.slice(units.offset[start] ?? 0, units.offset[end] ?? units.text.length);
      return continues === 'direct' ? text : `${text} `;
    })
    .join('')
    .replace(/[\u00AD\uFFFC]/g, '')
    .replace(/[\s\u00A0]+/g, ' ')
    .trim();
}

/** A run of neighbouring units of one style, left to right. */
interface Run {
  readonly style: TextStyle;
  readonly x: number;
  width: number;
}

function paintDecorated(
  engine: Engine,
  item: TextItem,
  placed: PlacedLine,
  top: number,
  sheet: PageSheet,
): void {
  const { order, x } = positionUnits(item, engine.fonts);
  const runs: Run[] = [];
  const objects: { readonly object: InlineFragment; readonly x: number }[] = [];
  for (let i = 0; i < order.length; i++) {
    const unit = order[i] ?? 0;
    const left = item.x + (x[i] ?? 0);
    const width = (x[i + 1] ?? 0) - (x[i] ?? 0);
    const style = item.units.styles[item.units.style[unit === item.end ? unit - 1 : unit] ?? 0];
    const object = unit === item.end ? undefined : item.units.objects[item.units.object[unit] ?? -1];
    if (object !== undefined) objects.push({ object: object.box as InlineFragment, x: left });
    if (style === undefined || !isDecorated(style)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.style === style && Math.abs(last.x + last.width - left) < 0.01)
      last.width += width;
    else runs.push({ style, x: left, width });
  }
  for (const run of runs) {
    if (run.style.background === null) continue;
    sheet.items.push({ kind: 'fill', x: run.x, y: top + placed.top, width: run.width, height: placed.height, radius: 0, color: run.style.background }); // prettier-ignore
  }
  sheet.items.push(item);
  for (const run of runs) paintRun(run, item.y, top + placed.top, placed.height, sheet, item.tag);
  for (const { object, x: left } of objects)
    paintFragment(engine, object.fragment, left, item.y + object.top, sheet);
}

function paintRun(
  { style, x, width }: Run,
  baseline: number,
  top: number,
  height: number,
  sheet: PageSheet,
  tag: number,
): void {
  // prettier-ignore
  const thickness = Math.max(style.stack.underlineThickness, 0.04) * style.size;
  const rule = (y: number, color: TextStyle['underline']): void => {
    if (color === null) return;
    sheet.items.push({ kind: 'rule', x1: x, y1: y, x2: x + width, y2: y, thickness, style: 'solid', color });
  };
  const base = baseline - style.rise;
  rule(base + Math.max(-style.stack.underlinePosition, 0.08) * style.size, style.underline);
  rule(base - style.stack.xHeight * 0.55 * style.size, style.lineThrough);
  rule(base - style.stack.ascent * style.size, style.overline);
  if (style.href !== null && style.href !== '') {
    sheet.items.push({
      kind: 'link',
      x,
      y: top,
      width,
      height,
      href: style.href,
      tag: style.tag === -1 ? tag : style.tag,
    });
  }
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
