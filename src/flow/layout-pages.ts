// Document → pages, one after the other: page style, content area, furniture. Repeats the layout while page numbers
// that the text itself shows are not yet right.
import { walkBoxes } from '../document/walk-boxes.ts';
import type { Diagnostics } from '../base/diagnostic.ts';
import { Diagnostics as Collector } from '../base/diagnostic.ts';
import { invariant } from '../base/invariant.ts';
import type { Box, Document } from '../document/boxes.ts';
import { isOutOfFlow, lastInFlow } from '../document/boxes.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Front, Page } from '../frame/frame.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { PageStyle } from '../style/page-style.ts';
import { startPage } from './block/breaks.ts';
import { pageGrid } from './block/content-placing.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, PageTarget } from './engine.ts';
import type { FlexSolver } from './flex/flex-solver.ts';
import type { PageObserver } from './page/flow-conditions.ts';
import { settleConditions } from './page/flow-conditions.ts';
import type { BreakToken, ForcedBreak, Fragment } from './fragment.ts';
import { placeOf, tokenOf } from './fragment.ts';
import { MarginBoxes, paintFurniture } from './page/furniture.ts';
import type { StackRoom } from './block/layout-stack.ts';
import { NamedStrings } from './page/named-strings.ts';
import type { PageContent } from './page/page-content.ts';
import { NO_CARRY, isEmptyCarry, layoutPageContent, withStranded } from './page/page-content.ts';
import type { Binding, PageSequence } from './page/page-sequence.ts';
import { reportTextOffPage } from './page/report-leaving.ts';
import { pageLabel, pageNumberSetBy, pageSequences, pageSide } from './page/page-sequence.ts';
import type { PageSheet, TextBlock } from './page/page-sheet.ts';
import { emptySheet, paintBorderRules } from './page/page-sheet.ts';
import { paintFixed, paintFragment } from './paint/paint-fragment.ts';
import { settleLayers } from './paint/painting-layers.ts';
import { usablePage } from './page/usable-page.ts';
import { justifiesVertically, justifyVertically } from './block/vertical-justify.ts';

/** What pages are laid out from. */
export interface FlowInput {
  readonly document: Document;
  readonly resolver: StyleResolver;
  readonly fonts: FontLibrary;
  readonly flex: FlexSolver | null;
  readonly diagnostics: Diagnostics;
  /** The bound edge, seen from the first front; by default the direction of the document decides. */
  readonly binding?: Binding | undefined;
}

/** A page and what the text file and the table of pages say of it. */
export interface FinishedPage {
  readonly page: Page;
  /** As its folio says it. */
  readonly number: number;
  readonly blocks: readonly TextBlock[];
  readonly anchors: readonly string[];
}

const MAX_PASSES = 4;
const MAX_PAGES = 20_000;

/** The pages in order. Each can be painted and dropped before the next is asked for. */
export function* layoutPages(input: FlowInput): Generator<FinishedPage, void> {
  reportUnshownFlows(input);
  const sequences = pageSequences(input.document, input.binding).map((sequence) => settled(input, sequence));
  let targets: ReadonlyMap<string, PageTarget> | null = input.document.hasTargets ? null : new Map();
  let totals: Totals = NO_TOTALS;
  if (input.document.hasTargets || showsTotal(input)) {
    for (let pass = 1; pass < MAX_PASSES; pass++) {
      const found = new Map<string, PageTarget>();
      const pages = { main: 0, back: 0 };
      // Diagnostics of a trial pass would all come again.
      for (const { page, number, anchors } of onePass(
        { ...input, diagnostics: new Collector() },
        sequences,
        targets,
        totals,
      )) {
        pages[page.front]++;
        for (const anchor of anchors) if (!found.has(anchor)) found.set(anchor, { number });
      }
      const settled = targets !== null && totals.main === pages.main && totals.back === pages.back && sameTargets(targets, found); // prettier-ignore
      targets = found;
      totals = pages;
      if (settled) break;
    }
  }
  yield* onePass(input, sequences, targets, totals);
}

/** Number of pages of each front, 0 when not known yet. */
type Totals = Readonly<Record<Front, number>>;
const NO_TOTALS: Totals = { main: 0, back: 0 };

/** The main pages, then those of the other front, each from its own first page on. */
function* onePass(
  input: FlowInput,
  sequences: readonly PageSequence[],
  targets: ReadonlyMap<string, PageTarget> | null,
  totals: Totals,
): Generator<FinishedPage, void> {
  for (const sequence of sequences) yield* pagesOf(input, sequence, targets, totals[sequence.front]);
}

/** A sequence without the boxes whose condition does not hold. */
function settled(input: FlowInput, sequence: PageSequence): PageSequence {
  const quiet = { ...input, diagnostics: new Collector() };
  const document = settleConditions(sequence.document, (tried, observe) => {
    const pages = pagesOf(quiet, { ...sequence, document: tried }, null, 0, observe);
    while (pages.next().done !== true);
  });
  return { ...sequence, document };
}

function reportUnshownFlows({ document, diagnostics }: FlowInput): void {
  for (const { flows, regions } of document.back === null ? [document] : [document, document.back]) {
    for (const [name, boxes] of flows) {
      if (regions.has(name)) {
        for (const region of boxes)
          walkBoxes(region, (box) => {
            if (box.kind === 'paragraph' || box.style.flowFrom !== name) return;
            diagnostics.warning('L005', `A region of flow “${name}” stands in the flow itself: what it should show is lost`, box.place, 'Write the region after the element with flow-into, not in it'); // prettier-ignore
          });
        continue;
      }
      diagnostics.warning(
        'L005',
        `The content of flow “${name}” is shown nowhere`,
        boxes[0]?.place,
        `Give some box flow-from: ${name}`,
      );
    }
  }
}

function sameTargets(a: ReadonlyMap<string, PageTarget>, b: ReadonlyMap<string, PageTarget>): boolean {
  return a.size === b.size && [...a].every(([name, { number }]) => b.get(name)?.number === number);
}

/** Whether some kind of page says how many there are. */
function showsTotal({ document, resolver }: FlowInput): boolean {
  const roots = document.back === null ? [document.root] : [document.root, document.back.root];
  const names = new Set(roots.flatMap((root) => [...pageNames(root)]));
  const both = [false, true];
  for (const name of names)
    for (const side of ['left', 'right'] as const)
      for (const first of both)
        for (const blank of both)
          for (const index of resolver.pagePlaces)
            if (saysTotal(resolver.page({ name, first, side, blank, index }))) return true;
  return false;
}

function saysTotal({ boxes }: PageStyle): boolean {
  return Object.values(boxes).some(
    ({ content }) =>
      Array.isArray(content) && content.some((part) => part.kind === 'counter' && part.name === 'pages'),
  );
}

/** The names of the pages that a box asks for. */
function pageNames(root: Box): ReadonlySet<string> {
  const names = new Set(['']);
  walkBoxes(root, (box) => names.add(box.page));
  return names;
}

/** The pages of one sequence, from its first one on; `observe` may end them. */
function* pagesOf(
  input: FlowInput,
  sequence: PageSequence,
  targets: ReadonlyMap<string, PageTarget> | null,
  total: number,
  observe?: PageObserver,
): Generator<FinishedPage, void> {
  const { resolver } = input;
  const { document, recto, front } = sequence;
  const engine = createEngine(input, sequence, targets);
  const strings = new NamedStrings();
  const boxes = new MarginBoxes();
  let token: BreakToken | null = null;
  let forced: ForcedBreak | null = null;
  let standstill = 0;
  let number = 0;
  let carry = NO_CARRY;
  let name = '';
  let ended = false;
  for (let index = 0; ; index++) {
    const side = pageSide(index, recto);
    // Floats stand before a forced break, and all that waits before the end.
    const text = !ended && (forced === null || carry.area === null || carry.area.floats.length === 0);
    if (text) name = nextPageName(document.root, tokenOf(token, 'stack')?.child ?? null);
    const blank: boolean = text && (forced === 'left' || forced === 'right') && forced !== side;
    const style = usablePage(
      resolver.page({ name, first: index === 0, side, blank, index: index + 1 }),
      engine.diagnostics,
    );
    const area = pageArea(style);
    const { direction } = document.root.style;
    const sheet = emptySheet({ width: style.width, height: style.height, area: { ...area, direction } });
    if (!blank) {
      engine.current.pageHeight = area.height;
      engine.current.side = side;
      engine.current.footnoteStyle = style.footnote;
      const outer = { ...area, side, margin: side === 'left' ? area.x : style.width - area.x - area.width };
      const laid: PageContent = layoutPageContent(engine, pageRoom(engine, area, style.style), { token, carry, text }, outer); // prettier-ignore
      reportTextOffPage(engine, laid.fragments, area.y, style.height);
      const fixed = new Set(engine.fixed.places.keys());
      for (const fragment of laid.plain ? justifiedPage(engine, laid, area, style.style) : laid.fragments) paintFragment(engine, fragment, area.x, area.y, sheet); // prettier-ignore
      for (const fragment of laid.sideNotes) paintFragment(engine, fragment, 0, 0, sheet);
      paintFixed(engine, fixed, sheet);
      settleLayers(sheet);
      if (observe?.(engine) === true) return;
      standstill = sheet.items.length === 0 && laid.token !== null && placeOf(laid.token) === placeOf(token) ? standstill + 1 : 0; // prettier-ignore
      token = laid.token;
      if (text) forced = laid.forced;
      ended = token === null;
      carry = withStranded(engine, laid.carry);
      invariant(standstill < 8 && index < MAX_PAGES, 'the layout moves on from page to page');
    }
    number = sheet.numbers[0] ?? pageNumberSetBy(style.style) ?? number + 1;
    paintPage(style, sheet);
    strings.setPage(sheet.strings);
    paintFurniture(engine, { style, number, total, strings, boxes }, sheet);
    yield {
      page: finishPage(style, sheet, { index, side, front, label: pageLabel(number, style, document) }),
      number,
      blocks: sheet.blocks,
      anchors: sheet.anchors,
    };
    if (blank) {
      forced = null;
      continue;
    }
    if (ended && isEmptyCarry(carry)) return;
  }
}

/** The page's background, on the whole sheet and its bleed, below everything; and its borders. */
function paintPage({ width, height, margin, border, bleed, style }: PageStyle, sheet: PageSheet): void {
  const color = style.backgroundColor;
  if (color !== null) sheet.items.unshift({ kind: 'fill', x: 0 - bleed, y: 0 - bleed, width: width + 2 * bleed, height: height + 2 * bleed, radius: 0, color }); // prettier-ignore
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

/** A page that goes on because there was no more room, filled to its foot where the root asks for it. */
function justifiedPage(
  engine: Engine,
  page: PageContent,
  area: PageArea,
  style: ComputedStyle,
): readonly Fragment[] {
  const root = engine.document.root.style;
  const most = justifiesVertically(root);
  const lowest = page.fragments.at(-1);
  if (most === null || page.token === null || page.forced !== null || lowest === undefined)
    return page.fragments;
  const step = root.lineSnap === 'none' ? null : (pageGrid(engine, style, area.y)?.height ?? null);
  const lack = area.height - lowest.y - lowest.height;
  return justifyVertically(page.fragments, { points: lack, most, step })?.fragments ?? page.fragments;
}

/** The page area as the room of the root box, whose margins collapse with nothing above. */
function pageRoom(engine: Engine, { y, width, height }: PageArea, page: ComputedStyle): StackRoom {
  return {
    width,
    height,
    available: height,
    atTop: true,
    collapseTop: false,
    collapseBottom: true,
    rightToLeft: engine.document.root.style.direction === 'rtl',
    origin: y,
    grid: pageGrid(engine, page, y),
  };
}

function finishPage(
  style: PageStyle,
  sheet: PageSheet,
  place: Pick<Page, 'index' | 'side' | 'front' | 'label'>,
): Page {
  return {
    ...place,
    width: style.width,
    height: style.height,
    items: sheet.items,
    bookmarks: sheet.bookmarks,
  };
}

/** The `page` name of the content that comes next. */
function nextPageName(box: Box, token: BreakToken | null): string {
  if (token === null) return startPage(box);
  if (box.kind !== 'block' || token.kind !== 'stack') return box.page;
  const child =
    box.children.find((each, i) => i >= token.index && !isOutOfFlow(each)) ?? lastInFlow(box.children);
  return child === undefined ? box.page : nextPageName(child, token.child);
}
