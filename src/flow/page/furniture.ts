// Running heads and feet: the sixteen margin boxes of @page (CSS Paged Media 3 § 5), laid out once the page is known.
import { plainBox } from '../../document/plain-box.ts';
import type { Box, BoxCommon, InlineContext, InlineNode, ParagraphBox } from '../../document/boxes.ts';
import { blockContext } from '../../document/inline-context.ts';
import { ARTIFACT } from '../../document/structure.ts';
import type { Furniture } from '../../frame/frame.ts';
import type { PageStyle } from '../../style/page-style.ts';
import type { ComputedStyle, ContentPart } from '../../style/computed-style.ts';
import { counterText } from '../../unicode/digits.ts';
import type { Engine } from '../engine.ts';
import { withoutBreaks } from '../engine.ts';
import type { Fragment, Room } from '../fragment.ts';
import { makeFragment } from '../fragment.ts';
import { contentSize } from '../intrinsic-size.ts';
import { layoutBox } from '../layout-box.ts';
import { inlinePosition } from '../block/layout-stack.ts';
import { layoutParagraph } from '../text/layout-paragraph.ts';
import type { NamedStrings } from './named-strings.ts';
import type { PageSheet } from './page-sheet.ts';
import { paintFragment } from '../paint/paint-fragment.ts';
import { definiteSize, edgesOf, marginsOf } from '../used-values.ts';

export interface FurnitureContext {
  readonly style: PageStyle;
  /** From 1. */
  readonly number: number;
  /** Number of pages, 0 when not known yet. */
  readonly total: number;
  readonly strings: NamedStrings;
  /** Of the pages before this one. */
  readonly boxes: MarginBoxes;
}

/** Margin boxes as they last were: most say the same on page after page, so that their lines can be had again. */
export class MarginBoxes {
  /** By style and place. */
  readonly #last = new Map<ComputedStyle, Map<MarginBoxName, LastBox>>();

  /** The box of a place with these texts: the last one if nothing has changed. */
  box(
    engine: Engine,
    style: ComputedStyle,
    place: { name: MarginBoxName; align: Align },
    texts: readonly string[],
  ): ParagraphBox {
    let places = this.#last.get(style);
    if (places === undefined) this.#last.set(style, (places = new Map()));
    const last = places.get(place.name);
    if (last !== undefined && sameTexts(last.texts, texts)) return last.box;
    if (last !== undefined) engine.paragraphs.delete(last.box);
    const own =
      last?.box.style ?? (style.textAlign === 'start' ? { ...style, textAlign: place.align } : style);
    const context = last?.context ?? blockContext(style);
    const box = paragraphBox(
      own,
      texts.map((text) => ({ kind: 'text', text, context })),
    );
    places.set(place.name, { box, texts, context });
    return box;
  }
}

interface LastBox {
  readonly box: ParagraphBox;
  readonly texts: readonly string[];
  readonly context: InlineContext;
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, i) => text === others[i]);
}

function paragraphBox(style: ComputedStyle, content: readonly InlineNode[]): ParagraphBox {
  return { kind: 'paragraph', ...plainBox(style, ARTIFACT), content };
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type MarginBoxName = keyof PageStyle['boxes'];
type Align = 'left' | 'center' | 'right';

interface Placed {
  readonly name: MarginBoxName;
  /** The box with the style of the margin box. */
  readonly box: ParagraphBox;
  /** A running element that stands in it instead of text. */
  readonly element: Box | null;
  readonly align: Align;
  readonly vertical: 'top' | 'middle' | 'bottom';
}

/** Paints the margin boxes of one page; everything in them is an artifact, running elements too. */
export function paintFurniture(engine: Engine, context: FurnitureContext, sheet: PageSheet): void {
  const { style } = context;
  const { margin, width, height } = style;
  const inner: Area = { x: margin.left, y: margin.top, width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }; // prettier-ignore
  const bottom = inner.y + inner.height;
  const right = inner.x + inner.width;
  row(
    engine,
    context,
    sheet,
    ['top-left', 'top-center', 'top-right'],
    { ...inner, y: 0, height: margin.top },
    'top',
  );
  row(engine, context, sheet, ['bottom-left', 'bottom-center', 'bottom-right'], { ...inner, y: bottom, height: margin.bottom }, 'bottom'); // prettier-ignore
  column(engine, context, sheet, ['left-top', 'left-middle', 'left-bottom'], {
    ...inner,
    x: 0,
    width: margin.left,
  });
  column(engine, context, sheet, ['right-top', 'right-middle', 'right-bottom'], { ...inner, x: right, width: margin.right }); // prettier-ignore
  const corners: readonly (readonly [MarginBoxName, Area])[] = [
    ['top-left-corner', { x: 0, y: 0, width: margin.left, height: margin.top }],
    ['top-right-corner', { x: right, y: 0, width: margin.right, height: margin.top }],
    ['bottom-left-corner', { x: 0, y: bottom, width: margin.left, height: margin.bottom }],
    ['bottom-right-corner', { x: right, y: bottom, width: margin.right, height: margin.bottom }],
  ];
  for (const [name, area] of corners) {
    const placed = marginBox(engine, context, name, 'center', 'middle');
    if (placed !== null) paintBox(engine, placed, area, 'middle', sheet);
  }
}

/** Widths of a row of three (§ 5.3): the middle box in the middle, the others share what is left. */
function row(
  engine: Engine,
  context: FurnitureContext,
  sheet: PageSheet,
  names: readonly [MarginBoxName, MarginBoxName, MarginBoxName],
  area: Area,
  edge: 'top' | 'bottom',
): void {
  const left = marginBox(engine, context, names[0], 'left', 'middle');
  const center = marginBox(engine, context, names[1], 'center', 'middle');
  const right = marginBox(engine, context, names[2], 'right', 'middle');
  const wanted = (placed: Placed | null): number => {
    if (placed === null) return 0;
    const margins = marginsOf(asBlock(placed.box), area.width);
    const edges = edgesOf(asBlock(placed.box), area.width);
    const fixed = definiteSize(
      placed.box.style.width,
      area.width,
      placed.box.style,
      edges.left + edges.right,
    );
    const content = fixed ?? contentSize(engine, placed.element ?? placed.box, area.width).max + edges.left + edges.right; // prettier-ignore
    return content + margins.left + margins.right;
  };
  const put = (placed: Placed | null, x: number, width: number): void => {
    if (placed !== null) paintBox(engine, placed, { ...area, x: area.x + x, width }, edge, sheet);
  };
  if (center !== null) {
    const middle = left === null && right === null ? area.width : Math.min(area.width, wanted(center));
    const side = (area.width - middle) / 2;
    put(left, 0, side);
    put(center, side, middle);
    put(right, side + middle, side);
    return;
  }
  const wantLeft = wanted(left);
  const wantRight = wanted(right);
  const sum = wantLeft + wantRight;
  const share = sum === 0 ? 0 : (area.width * wantLeft) / sum;
  put(left, 0, right === null ? area.width : share);
  put(right, left === null ? 0 : share, left === null ? area.width : area.width - share);
}

function column(
  engine: Engine,
  context: FurnitureContext,
  sheet: PageSheet,
  names: readonly [MarginBoxName, MarginBoxName, MarginBoxName],
  area: Area,
): void {
  (['top', 'middle', 'bottom'] as const).forEach((vertical, i) => {
    const name = names[i];
    const placed = name === undefined ? null : marginBox(engine, context, name, 'center', vertical);
    if (placed !== null) paintBox(engine, placed, area, 'middle', sheet);
  });
}

function marginBox(
  engine: Engine,
  context: FurnitureContext,
  name: MarginBoxName,
  align: Align,
  vertical: Placed['vertical'],
): Placed | null {
  const style = context.style.boxes[name];
  if (style === undefined || typeof style.content === 'string' || style.display === 'none') return null;
  const running = style.content.find((part) => part.kind === 'element');
  const element =
    running === undefined ? null : (context.strings.element(running.name, running.which) ?? null);
  if (running !== undefined && element === null) return null;
  const texts = style.content.map((part) => partText(part, context));
  const given = style.verticalAlign;
  const box = context.boxes.box(engine, style, { name, align }, texts);
  return {
    name,
    box,
    element,
    align,
    vertical: given === 'top' || given === 'bottom' || given === 'middle' ? given : vertical,
  };
}

function partText(part: ContentPart, { number, total, strings }: FurnitureContext): string {
  switch (part.kind) {
    case 'string':
      return part.text;
    case 'counter':
      if (part.name === 'page') return counterText(number, part.style);
      return part.name === 'pages' ? counterText(total, part.style) : '';
    case 'named-string':
      return strings.value(part.name, part.which);
    default:
      return '';
  }
}

/** A paragraph box as a block, so that its own margins, borders and padding count. */
function asBlock(
  box: ParagraphBox,
): BoxCommon & { readonly kind: 'block'; readonly children: readonly [ParagraphBox]; readonly marker: null } {
  return { ...box, kind: 'block', children: [box], marker: null };
}

/** Sets one margin box in its area: as high as the area, or of its own height at the page's edge of it. */
function paintBox(
  engine: Engine,
  placed: Placed,
  area: Area,
  edge: 'top' | 'bottom' | 'middle',
  sheet: PageSheet,
): void {
  const block = asBlock(placed.box);
  const style: ComputedStyle = placed.box.style;
  const margins = marginsOf(block, area.width);
  const edges = edgesOf(block, area.width);
  const width = area.width - margins.left - margins.right;
  const inner = Math.max(0, width - edges.left - edges.right);
  const room: Room = { width: inner, height: Number.NaN, available: Number.POSITIVE_INFINITY, atTop: true };
  const laid = placed.element === null ? layoutParagraph(engine, placed.box, room, null) : withoutBreaks(engine, () => layoutBox(engine, placed.element ?? placed.box, room, null)); // prettier-ignore
  if (laid === null) return;
  const text = laid.fragment;
  const vertical = edges.top + edges.bottom;
  const full = Math.max(0, area.height - margins.top - margins.bottom);
  const height = definiteSize(style.height, area.height, style, vertical) ?? full;
  const own = marginsOf(placed.element ?? placed.box, inner);
  const rest = height - vertical - text.height - own.top - own.bottom;
  text.x = edges.left + inlinePosition(placed.element ?? placed.box, { width: inner, rightToLeft: style.direction === 'rtl' }, text.width); // prettier-ignore
  text.y =
    edges.top + own.top + (placed.vertical === 'top' ? 0 : placed.vertical === 'bottom' ? rest : rest / 2);
  const y = edge === 'top' ? area.height - margins.bottom - height : edge === 'bottom' ? margins.top : (area.height - height) / 2; // prettier-ignore
  const fragment: Fragment = makeFragment(block, {
    width,
    height,
    children: [text],
    repeated: placed.element !== null,
  });
  const lines = engine.paragraphs.get(placed.box);
  const start = sheet.items.length;
  paintFragment(engine, fragment, area.x + margins.left, area.y + y, sheet);
  markFurniture(sheet, start, placed.name);
  // Painting lets the lines go; the next page may want them.
  if (lines !== undefined) engine.paragraphs.set(placed.box, lines);
}

/** Has what is painted from `start` on say where it stands, for readers of tags. */
function markFurniture({ items }: PageSheet, start: number, name: MarginBoxName): void {
  const furniture: Furniture = name.startsWith('top') ? 'header' : name.startsWith('bottom') ? 'footer' : 'side'; // prettier-ignore
  for (let i = start; i < items.length; i++) {
    const item = items[i];
    if (item?.kind === 'text' || item?.kind === 'image' || item?.kind === 'svg')
      items[i] = { ...item, furniture };
  }
}
