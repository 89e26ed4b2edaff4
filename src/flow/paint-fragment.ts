// Fragment tree → frame items in page coordinates, in painting order (CSS 2.2 Appendix E, without stacking contexts):
// background, borders, column rules, then the content.
import type { Box } from '../document/boxes.ts';
import { ARTIFACT } from '../document/structure.ts';
import type { Engine } from './engine.ts';
import type { Fragment } from './fragment.ts';
import type { PageSheet } from './page-sheet.ts';
import { emptySheet, paintBorderRules } from './page-sheet.ts';
import { paintLines } from './paint-lines.ts';
import { pictureRectangle } from './replaced-size.ts';
import { edgesOf } from './used-values.ts';

export type { TextBlock } from './page-sheet.ts';

/** Paints a fragment whose parent's border box stands at (x, y). */
export function paintFragment(
  engine: Engine,
  fragment: Fragment,
  x: number,
  y: number,
  sheet: PageSheet,
): void {
  if (fragment.placeholder) return;
  if (fragment.repeated) paintRepeated(engine, fragment, x, y, sheet);
  else paintOnce(engine, fragment, x, y, sheet);
}

/** What has been read before is an artifact, and is no text of the document again. */
function paintRepeated(engine: Engine, fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const own = emptySheet();
  paintOnce(engine, fragment, x, y, own);
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
  if (box.kind === 'paragraph') {
    paintLines(engine, box, fragment, left, top, sheet);
    return;
  }
  if (box.style.visibility === 'visible') {
    paintBackground(fragment, left, top, sheet);
    for (const area of fragment.areas) sheet.items.push({ kind: 'fill', ...area, x: left + area.x, y: top + area.y, radius: 0 }); // prettier-ignore
    if (!(box.kind === 'table' && box.style.borderCollapse === 'collapse')) paintBorders(fragment, left, top, sheet); // prettier-ignore
    for (const rule of fragment.rules) {
      sheet.items.push({
        kind: 'rule',
        x1: left + rule.x,
        y1: top + rule.y,
        x2: left + rule.x,
        y2: top + rule.y + rule.height,
        thickness: rule.border.width,
        style: rule.border.style,
        color: rule.border.color,
      });
    }
    if (box.kind === 'replaced') paintPicture(fragment, left, top, sheet);
  }
  for (const child of fragment.children) paintFragment(engine, child, left, top, sheet);
}

function noteStart(box: Box, x: number, y: number, sheet: PageSheet): void {
  for (const name of box.anchors) {
    sheet.items.push({ kind: 'anchor', name, x, y });
    sheet.anchors.push(name);
  }
  for (const string of box.strings) sheet.strings.push({ ...string, atStart: sheet.blocks.length === 0 });
  if (box.bookmark !== null) sheet.bookmarks.push({ ...box.bookmark, y });
}

function paintBackground(fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const color = fragment.box.style.backgroundColor;
  if (color === null || fragment.width <= 0 || fragment.height <= 0) return;
  sheet.items.push({
    kind: 'fill',
    x,
    y,
    width: fragment.width,
    height: fragment.height,
    radius: fragment.box.style.borderRadius,
    color,
  });
}

function paintBorders(fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
  const { width, height, first, last } = fragment;
  paintBorderRules(fragment.box.style.border, { x, y, width, height }, { top: first, bottom: last, left: true, right: true }, sheet); // prettier-ignore
}

function paintPicture(fragment: Fragment, x: number, y: number, sheet: PageSheet): void {
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
    kind: box.picture.kind === 'svg' ? 'svg' : 'image',
    x: left,
    y: top,
    ...content,
    picture: { x: left + picture.x, y: top + picture.y, width: picture.width, height: picture.height },
    source: box.picture.source,
    alt: box.alt,
    tag: box.tag,
  });
}
