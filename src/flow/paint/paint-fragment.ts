// Fragment tree → frame items in page coordinates, in painting order (CSS 2.2 Appendix E): background, borders, column
// rules, then the content; positioned boxes in layers (see painting-layers.ts).
import type { Place } from '../../base/diagnostic.ts';
import type { Box } from '../../document/boxes.ts';
import { ARTIFACT } from '../../document/structure.ts';
import type { Engine } from '../engine.ts';
import { strand } from '../floats/float-marks.ts';
import type { Fragment } from '../fragment.ts';
import { overprinting } from '../../frame/overprinting.ts';
import type { ContainingBlock, PageSheet } from '../page/page-sheet.ts';
import { emptySheet, layerSheet, paintBorderRules } from '../page/page-sheet.ts';
import { pageNumberSetBy } from '../page/page-sequence.ts';
import { paintLines } from './paint-lines.ts';
import { FLOAT_LAYER, settleLayers } from './painting-layers.ts';
import { isSideFloat } from '../floats/side-floats.ts';
import type { StaticPlace } from '../floats/positioned.ts';
import { layoutPositioned, reportLeaving } from '../floats/positioned.ts';
import { pictureRectangle } from '../block/replaced-size.ts';
import { edgesOf } from '../used-values.ts';

export type { TextBlock } from '../page/page-sheet.ts';

/** Paints a fragment whose parent's border box stands at (x, y). */
export function paintFragment(
  engine: Engine,
  fragment: Fragment,
  x: number,
  y: number,
  sheet: PageSheet,
): void {
  if (fragment.placeholder) {
    paintPlaceholder(engine, fragment.box, { x: x + fragment.x, y: y + fragment.y, direction: sheet.containing.direction }, sheet); // prettier-ignore
    return;
  }
  if (fragment.repeated) paintRepeated(engine, fragment, x, y, sheet);
  else if (isLifted(fragment.box, sheet)) paintLayer(engine, fragment, x, y, sheet);
  else paintOnce(engine, fragment, x, y, sheet);
}

/** A float, or a shifted box that is painted with the absolutely positioned ones and not with what is around it. */
function isLifted(box: Box, { layers }: PageSheet): boolean {
  const { kind, style } = box;
  if (kind === 'paragraph') return false;
  if (style.position !== 'relative') return isSideFloat(box);
  return style.zIndex !== 'auto' || layers.some(({ z }) => z >= 0);
}

/** Paints a stacking context; its place among the layers of the one around is found when that is complete. */
function paintLayer(engine: Engine, fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const own = layerSheet(sheet);
  const { zIndex, position } = fragment.box.style;
  paintOnce(engine, fragment, x, y, own);
  settleLayers(own);
  const z = position === 'static' ? FLOAT_LAYER : zIndex === 'auto' ? 0 : zIndex;
  sheet.layers.push({ z, items: own.items, blocks: own.blocks, at: sheet.items.length, atBlock: sheet.blocks.length }); // prettier-ignore
}

/** Lays out and paints an absolutely positioned box where it was written; floats and notes are painted by others. */
export function paintPlaceholder(engine: Engine, box: Box, at: StaticPlace, sheet: PageSheet): void {
  const { position } = box.style;
  if (position !== 'absolute' && position !== 'fixed') return strand(engine, box);
  if (position === 'fixed') {
    if (engine.fixed.places.has(box)) return;
    engine.fixed.places.set(box, at);
  }
  const around = position === 'fixed' ? sheet.page.area : sheet.containing;
  const fragment = layoutPositioned(engine, box, around, at);
  reportLeaving(engine, fragment, sheet.page);
  paintLayer(engine, fragment, 0, 0, sheet);
}

/** The boxes that stand on every page, as artifacts on all but the one where they were written; `before`: on an earlier page. */
export function paintFixed(engine: Engine, before: ReadonlySet<Box>, sheet: PageSheet): void {
  const { area } = sheet.page;
  const corner: StaticPlace = { x: area.direction === 'rtl' ? area.x + area.width : area.x, y: area.y, direction: area.direction }; // prettier-ignore
  for (const box of engine.fixed.all) {
    if (engine.fixed.places.has(box) && !before.has(box)) continue;
    const fragment = layoutPositioned(engine, box, area, engine.fixed.places.get(box) ?? corner);
    const own = layerSheet(sheet);
    paintRepeated(engine, fragment, 0, 0, own);
    const { zIndex } = box.style;
    sheet.layers.push({ z: zIndex === 'auto' ? 0 : zIndex, items: own.items, blocks: [], at: sheet.items.length, atBlock: sheet.blocks.length }); // prettier-ignore
  }
}

/** What has been read before is an artifact, and is no text of the document again. */
function paintRepeated(engine: Engine, fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const own = { ...emptySheet(sheet.page), containing: sheet.containing };
  paintOnce(engine, fragment, x, y, own);
  settleLayers(own);
  for (const item of own.items) {
    if (item.kind === 'anchor') continue;
    sheet.items.push('tag' in item ? { ...item, tag: ARTIFACT } : item);
  }
}

function paintOnce(engine: Engine, fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const { box } = fragment;
  const left = x + fragment.x + (fragment.shift?.x ?? 0);
  const top = y + fragment.y + (fragment.shift?.y ?? 0);
  if (fragment.first) noteStart(box, left, top, sheet);
  if (box.kind !== 'paragraph' && box.style.flowFrom !== null) engine.flows.get(box.style.flowFrom)?.painted.add(box); // prettier-ignore
  if (box.kind === 'paragraph') {
    paintLines(engine, box, fragment, left, top, sheet);
    for (const float of fragment.children) paintFragment(engine, float, left, top, sheet);
    return;
  }
  if (box.style.visibility === 'visible') {
    paintBackground(fragment, left, top, sheet);
    const { overprint } = box.style;
    for (const area of fragment.areas) sheet.items.push(overprinting({ kind: 'fill', ...area, x: left + area.x, y: top + area.y, radius: 0 }, overprint)); // prettier-ignore
    if (!(box.kind === 'table' && box.style.borderCollapse === 'collapse')) paintBorders(fragment, left, top, sheet); // prettier-ignore
    for (const rule of fragment.rules) {
      const item = {
        kind: 'rule',
        x1: left + rule.x,
        y1: top + rule.y,
        x2: left + rule.x,
        y2: top + rule.y + rule.height,
        thickness: rule.border.width,
        style: rule.border.style,
        color: rule.border.color,
      } as const;
      sheet.items.push(overprinting(item, overprint));
    }
    if (box.kind === 'replaced') paintPicture(engine, fragment, left, top, sheet);
  }
  if (sheet.floor < 0) sheet.floor = sheet.items.length;
  const { containing } = sheet;
  if (box.style.position !== 'static') sheet.containing = paddingBox(fragment, left, top);
  for (const child of fragment.children) {
    if (child.placeholder)
      paintPlaceholder(engine, child.box, { x: left + child.x, y: top + child.y, direction: box.style.direction }, sheet); // prettier-ignore
    else paintFragment(engine, child, left, top, sheet);
  }
  sheet.containing = containing;
}

function paddingBox({ box, width, height, first, last }: Fragment, x: number, y: number): ContainingBlock {
  const { border, direction } = box.style;
  const above = first ? border.top.width : 0;
  const below = last ? border.bottom.width : 0;
  return {
    x: x + border.left.width,
    y: y + above,
    width: Math.max(0, width - border.left.width - border.right.width),
    height: Math.max(0, height - above - below),
    direction,
  };
}

function noteStart(box: Box, x: number, y: number, sheet: PageSheet): void {
  for (const name of box.anchors) {
    sheet.items.push({ kind: 'anchor', name, x, y });
    sheet.anchors.push(name);
  }
  for (const string of box.strings) sheet.strings.push({ ...string, atStart: sheet.blocks.length === 0 });
  const number = box.kind === 'paragraph' ? null : pageNumberSetBy(box.style);
  if (number !== null) sheet.numbers.push(number);
  if (box.bookmark !== null) sheet.bookmarks.push({ ...box.bookmark, x, y, tag: box.tag, direction: box.style.direction }); // prettier-ignore
}

function paintBackground(fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const { backgroundColor: color, borderRadius: radius, overprint } = fragment.box.style;
  const { width, height } = fragment;
  if (color === null || width <= 0 || height <= 0) return;
  sheet.items.push(overprinting({ kind: 'fill', x, y, width, height, radius, color }, overprint));
}

function paintBorders(fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const { width, height, first, last } = fragment;
  paintBorderRules(fragment.box.style.border, { x, y, width, height }, { top: first, bottom: last, left: true, right: true }, sheet, fragment.box.style.overprint); // prettier-ignore
}

/** Where a picture is asked for; undefined for the template, which takes its pictures from somewhere else. */
function writtenAt({ document }: Engine, { place }: Box): Place | undefined {
  return place?.file === document.root.place?.file ? undefined : place;
}

function paintPicture(engine: Engine, fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const { box } = fragment;
  if (box.kind !== 'replaced' || box.picture === null) return;
  const edges = edgesOf(box, fragment.width);
  const content = {
    width: fragment.width - edges.left - edges.right,
    height: fragment.height - edges.top - edges.bottom,
  };
  if (content.width <= 0 || content.height <= 0) return;
  const picture = pictureRectangle(box, content);
  const left = x + edges.left;
  const top = y + edges.top;
  sheet.items.push({
    kind: box.picture.kind === 'bitmap' ? 'image' : 'svg',
    x: left,
    y: top,
    ...content,
    picture: { x: left + picture.x, y: top + picture.y, width: picture.width, height: picture.height },
    source: box.picture.source,
    alt: box.alt,
    tag: box.tag,
    ...(box.picture.kind === 'bitmap' && { place: writtenAt(engine, box) }),
  });
  // A picture in a line is part of the link that its line paints.
  if (box.link !== undefined && box.link.tag !== ARTIFACT && box.link.href !== '')
    sheet.items.push({ kind: 'link', x: left, y: top, ...content, href: box.link.href, tag: box.link.tag });
}
