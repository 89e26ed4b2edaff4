// Document → pages, one after the other: page style, content area, furniture. Repeats the layout while page numbers
// that the text itself shows are not yet right.
import type { Diagnostics } from '../base/diagnostic.ts';
import { Diagnostics as Collector } from '../base/diagnostic.ts';
import { invariant } from '../base/invariant.ts';
import type { Box, Document } from '../document/boxes.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Page } from '../frame/frame.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { PageStyle } from '../style/page-style.ts';
import { counterText } from '../unicode/digits.ts';
import { startPage } from './breaks.ts';
import type { Engine, PageTarget } from './engine.ts';
import type { FlexSolver } from './flex-solver.ts';
import type { BreakToken, ForcedBreak } from './fragment.ts';
import { placeOf, tokenOf } from './fragment.ts';
import { paintFurniture } from './furniture.ts';
import { InlineStyles } from './inline-styles.ts';
import { contentSize } from './intrinsic-size.ts';
import { layoutBox } from './layout-box.ts';
import type { Stack, StackRoom } from './layout-stack.ts';
import { layoutStack } from './layout-stack.ts';
import { NamedStrings } from './named-strings.ts';
import type { PageSheet, TextBlock } from './page-sheet.ts';
import { emptySheet, paintBorderRules } from './page-sheet.ts';
import { paintFragment } from './paint-fragment.ts';

export interface FlowInput {
  readonly document: Document;
  readonly resolver: StyleResolver;
  readonly fonts: FontLibrary;
  readonly flex: FlexSolver | null;
  readonly diagnostics: Diagnostics;
}

/** A page and what the text file and the table of pages say of it. */
export interface FinishedPage {
  readonly page: Page;
  readonly blocks: readonly TextBlock[];
  readonly anchors: readonly string[];
}

const MAX_PASSES = 4;
const MAX_PAGES = 20_000;

/** The pages in order. Each can be painted and dropped before the next is asked for. */
export function* layoutPages(input: FlowInput): Generator<FinishedPage, void> {
  reportUnshownFlows(input);
  let targets: ReadonlyMap<string, PageTarget> | null = input.document.hasTargets ? null : new Map();
  let total = 0;
  if (input.document.hasTargets || showsTotal(input)) {
    for (let pass = 1; pass < MAX_PASSES; pass++) {
      const found = new Map<string, PageTarget>();
      let pages = 0;
      // Diagnostics of a trial pass would all come again.
      for (const { page, anchors } of onePass({ ...input, diagnostics: new Collector() }, targets, total)) {
        pages++;
        for (const anchor of anchors) if (!found.has(anchor)) found.set(anchor, { number: page.index + 1 });
      }
      const settled = targets !== null && total === pages && sameTargets(targets, found);
      targets = found;
      total = pages;
      if (settled) break;
    }
  }
  yield* onePass(input, targets, total);
}

function reportUnshownFlows({ document, diagnostics }: FlowInput): void {
  for (const [name, boxes] of document.flows) {
    if (document.regions.has(name)) continue;
    diagnostics.warning(
      'L005',
      `The content of flow “${name}” is shown nowhere`,
      boxes[0]?.place,
      `Give some box flow-from: ${name}`,
    );
  }
}

function sameTargets(a: ReadonlyMap<string, PageTarget>, b: ReadonlyMap<string, PageTarget>): boolean {
  return a.size === b.size && [...a].every(([name, { number }]) => b.get(name)?.number === number);
}

/** Whether some kind of page says how many there are. */
function showsTotal({ document, resolver }: FlowInput): boolean {
  for (const name of pageNames(document.root)) {
    for (const side of ['left', 'right'] as const) {
      for (const first of [false, true]) {
        for (const blank of [false, true]) {
          const { boxes } = resolver.page({ name, first, side, blank });
          if (Object.values(boxes).some((box) => Array.isArray(box.content) && box.content.some((part) => part.kind === 'counter' && part.name === 'pages'))) return true; // prettier-ignore
        }
      }
    }
  }
  return false;
}

/** The names of the pages that a box asks for. */
function pageNames(root: Box): ReadonlySet<string> {
  const names = new Set(['']);
  const walk = (box: Box): void => {
    names.add(box.page);
    if (box.kind === 'block' || box.kind === 'flex') for (const child of box.children) walk(child);
  };
  walk(root);
  return names;
}

function* onePass(
  input: FlowInput,
  targets: ReadonlyMap<string, PageTarget> | null,
  total: number,
): Generator<FinishedPage, void> {
  // prettier-ignore
  const { document, resolver } = input;
  const recto = document.direction === 'rtl' ? 'left' : 'right';
  const engine: Engine = {
    layoutBox,
    contentSize,
    paintFragment,
    document,
    fonts: input.fonts,
    diagnostics: input.diagnostics,
    flex: input.flex,
    targets,
    paragraphs: new Map(),
    inlineStyles: new InlineStyles(input.fonts),
    grids: new Map(),
    measured: new Map(),
    current: { pageHeight: 0, trials: 0, columnDepth: 0, unbreakable: 0 },
    flows: new Map(),
    spacedPlaces: new Set(),
    regionOrder: orderRegions(document),
    recto,
  };
  const strings = new NamedStrings();
  let token: BreakToken | null = null;
  let forced: ForcedBreak | null = null;
  let standstill = 0;
  for (let index = 0; ; index++) {
    const side = index % 2 === 0 ? recto : recto === 'left' ? 'right' : 'left';
    const name = nextPageName(document.root, tokenOf(token, 'stack')?.child ?? null);
    const blank: boolean = (forced === 'left' || forced === 'right') && forced !== side;
    const style = resolver.page({ name, first: index === 0, side, blank });
    const sheet = emptySheet();
    if (!blank) {
      const area = pageArea(style);
      engine.current.pageHeight = area.height;
      const laid: Stack | null = layoutStack(engine, [document.root], pageRoom(area, document.root.style.direction === 'rtl'), token); // prettier-ignore
      invariant(laid !== null, 'an empty page takes something');
      for (const fragment of laid.fragments) paintFragment(engine, fragment, area.x, area.y, sheet); // prettier-ignore
      standstill = sheet.items.length === 0 && laid.token !== null && placeOf(laid.token) === placeOf(token) ? standstill + 1 : 0; // prettier-ignore
      token = laid.token;
      forced = laid.forced;
      invariant(standstill < 8 && index < MAX_PAGES, 'the layout moves on from page to page');
    }
    paintPageBorders(style, sheet);
    strings.setPage(sheet.strings);
    paintFurniture(engine, { style, number: index + 1, total, strings }, sheet);
    yield {
      page: finishPage(document, style, sheet, index, side),
      blocks: sheet.blocks,
      anchors: sheet.anchors,
    };
    if (blank) {
      forced = null;
      continue;
    }
    if (token === null) return;
  }
}

function paintPageBorders({ width, height, margin, border }: PageStyle, sheet: PageSheet): void {
  const area = { x: margin.left, y: margin.top, width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }; // prettier-ignore
  paintBorderRules(border, area, { top: true, right: true, bottom: true, left: true }, sheet);
}

interface PageArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What margin, border and padding of the page leave. */
function pageArea({ width, height, margin, border, padding }: PageStyle): PageArea {
  const edge = (side: 'top' | 'right' | 'bottom' | 'left'): number => margin[side] + border[side].width + padding[side]; // prettier-ignore
  const x = edge('left');
  const y = edge('top');
  return {
    x,
    y,
    width: Math.max(0, width - x - edge('right')),
    height: Math.max(0, height - y - edge('bottom')),
  };
}

/** The page area as the room of the root box, whose margins collapse with nothing above. */
function pageRoom({ width, height }: PageArea, rightToLeft: boolean): StackRoom {
  return {
    width,
    height,
    available: height,
    atTop: true,
    collapseTop: false,
    collapseBottom: true,
    rightToLeft,
  };
}

function finishPage(
  document: Document,
  style: PageStyle,
  sheet: PageSheet,
  index: number,
  side: 'left' | 'right',
): Page {
  // prettier-ignore
  return {
    index,
    width: style.width,
    height: style.height,
    side,
    label: counterText(index + 1, document.direction === 'rtl' ? 'persian' : 'decimal'),
    items: sheet.items,
    bookmarks: sheet.bookmarks,
  };
}

/** The `page` name of the content that comes next. */
function nextPageName(box: Box, token: BreakToken | null): string {
  if (token === null) return startPage(box);
  if (box.kind !== 'block' || token.kind !== 'stack') return box.page;
  const child = box.children[token.index];
  return child === undefined ? box.page : nextPageName(child, token.child);
}

/** Numbers the regions of each named flow in document order. */
function orderRegions(document: Document): Map<unknown, number> {
  const order = new Map<unknown, number>();
  const counts = new Map<string, number>();
  const walk = (box: Box): void => {
    if (box.kind === 'paragraph') {
      for (const node of box.content) if (node.kind === 'box') walk(node.box);
      return;
    }
    if (box.kind === 'replaced') return;
    const name = box.style.flowFrom;
    if (name !== null) {
      const n = counts.get(name) ?? 0;
      counts.set(name, n + 1);
      order.set(box, n);
    }
    if (box.kind === 'table') return;
    for (const child of box.children) walk(child);
  };
  walk(document.root);
  return order;
}
