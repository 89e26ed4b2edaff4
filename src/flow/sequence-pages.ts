// One sequence of pages, from its first one on: page style, content area, furniture.
import { invariant } from '../base/invariant.ts';
import type { Box } from '../document/boxes.ts';
import { isOutOfFlow, lastInFlow } from '../document/boxes.ts';
import type { Page } from '../frame/frame.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { PageStyle } from '../style/page-style.ts';
import { startPage } from './block/breaks.ts';
import { pageGrid } from './block/content-placing.ts';
import type { StackRoom } from './block/stack-progress.ts';
import { justifiesVertically, justifyVertically } from './block/vertical-justify.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, PageTarget } from './engine.ts';
import type { BreakToken, ForcedBreak, Fragment } from './fragment.ts';
import { placeOf, tokenOf } from './fragment.ts';
import type { FinishedPage, FlowInput } from './flow-input.ts';
import { overprinting } from '../frame/overprinting.ts';
import type { PageObserver } from './page/flow-conditions.ts';
import { MarginBoxes, paintFurniture } from './page/furniture.ts';
import { NamedStrings } from './page/named-strings.ts';
import type { PageCarry, PageContent } from './page/page-content.ts';
import { NO_CARRY, isEmptyCarry, layoutPageContent, withStranded } from './page/page-content.ts';
import type { PageSequence } from './page/page-sequence.ts';
import { pageLabel, pageNumberSetBy, pageSide } from './page/page-sequence.ts';
import type { PageSheet } from './page/page-sheet.ts';
import { emptySheet, paintBorderRules } from './page/page-sheet.ts';
import { reportTextOffPage } from './page/report-leaving.ts';
import { reportLeavingNote } from './floats/positioned.ts';
import { usablePage } from './page/usable-page.ts';
import { paintFixed, paintFragment } from './paint/paint-fragment.ts';
import { settleLayers } from './paint/painting-layers.ts';

const MAX_PAGES = 20_000;
/** Pages in a row that show nothing and bring the text no further. */
const MAX_STANDSTILL = 8;

/** What an earlier pass has found out, and who looks on. */
export interface PageKnowledge {
  readonly targets: ReadonlyMap<string, PageTarget> | null;
  /** Pages of the sequence, 0 when not known yet. */
  readonly total: number;
  /** May end the pages. */
  readonly observe?: PageObserver;
}

/** The pages of one sequence, from its first one on. */
export function* pagesOf(
  input: FlowInput,
  sequence: PageSequence,
  known: PageKnowledge,
): Generator<FinishedPage, void> {
  const { document, front } = sequence;
  const run = new SequenceRun(input, sequence, known);
  for (let index = 0; ; index++) {
    const plan = run.plan(index);
    const { style, side, blank } = plan;
    const sheet = emptySheet({ width: style.width, height: style.height, area: { ...plan.area, direction: document.root.style.direction } }); // prettier-ignore
    if (!blank) {
      const laid = run.fill(plan, sheet);
      if (known.observe?.(run.engine) === true) return;
      run.goOn(plan, laid, sheet);
    }
    const number = run.furnish(style, sheet);
    yield {
      page: finishPage(style, sheet, { index, side, front, label: pageLabel(number, style, document) }),
      number,
      blocks: sheet.blocks,
      anchors: sheet.anchors,
    };
    if (blank) run.skipBlank();
    else if (run.isDone) return;
  }
}

/** A page before anything stands on it. */
interface PagePlan {
  readonly index: number;
  readonly side: 'left' | 'right';
  readonly style: PageStyle;
  readonly area: PageArea;
  /** Only there so that the next page is of the side that is asked for. */
  readonly blank: boolean;
  /** New text is set, not only what waits. */
  readonly text: boolean;
}

/** How far a sequence has come. */
class SequenceRun {
  readonly engine: Engine;
  readonly #input: FlowInput;
  readonly #sequence: PageSequence;
  readonly #total: number;
  readonly #strings = new NamedStrings();
  readonly #boxes = new MarginBoxes();
  #token: BreakToken | null = null;
  #forced: ForcedBreak | null = null;
  #carry: PageCarry = NO_CARRY;
  #standstill = 0;
  /** The folio of the page before. */
  #number = 0;
  /** The `page` name of the text. */
  #name = '';
  /** No text is left. */
  #ended = false;

  constructor(input: FlowInput, sequence: PageSequence, { targets, total }: PageKnowledge) {
    this.engine = createEngine(input, sequence, targets);
    this.#input = input;
    this.#sequence = sequence;
    this.#total = total;
  }

  get isDone(): boolean {
    return this.#ended && isEmptyCarry(this.#carry);
  }

  /** What kind of page comes next. */
  plan(index: number): PagePlan {
    const { document, recto } = this.#sequence;
    const side = pageSide(index, recto);
    const { area: waiting } = this.#carry;
    // Floats stand before a forced break, and all that waits before the end.
    const text = !this.#ended && (this.#forced === null || waiting === null || waiting.floats.length === 0);
    if (text) this.#name = nextPageName(document.root, tokenOf(this.#token, 'stack')?.child ?? null);
    // What waits behind the last text has the pages of its own place: no full-page insert's, for one.
    else if (this.#ended) this.#name = waiting?.floats[0]?.box.page ?? this.#name;
    const blank = text && (this.#forced === 'left' || this.#forced === 'right') && this.#forced !== side;
    const found = this.#input.resolver.page({ name: this.#name, first: index === 0, side, blank, index: index + 1 }); // prettier-ignore
    const style = usablePage(found, this.engine.diagnostics);
    return { index, side, style, area: pageArea(style), blank, text };
  }

  /** Sets and paints the content of a page. */
  fill({ side, style, area, text }: PagePlan, sheet: PageSheet): PageContent {
    const { engine } = this;
    engine.current.pageHeight = area.height;
    engine.current.side = side;
    engine.current.footnoteStyle = style.footnote;
    const outer = { ...area, side, margin: side === 'left' ? area.x : style.width - area.x - area.width };
    const laid = layoutPageContent(engine, pageRoom(engine, area, style.style), { token: this.#token, carry: this.#carry, text }, outer); // prettier-ignore
    reportTextOffPage(engine, laid.fragments, area, style);
    const fixed = new Set(engine.fixed.places.keys());
    const fragments = laid.plain ? justifiedPage(engine, laid, area, style.style) : laid.fragments;
    for (const fragment of fragments) paintFragment(engine, fragment, area.x, area.y, sheet);
    for (const fragment of laid.sideNotes) {
      reportLeavingNote(engine, fragment, sheet.page);
      paintFragment(engine, fragment, 0, 0, sheet);
    }
    paintFixed(engine, fixed, sheet);
    settleLayers(sheet);
    return laid;
  }

  /** The next page begins where this one has ended. */
  goOn({ index, text }: PagePlan, laid: PageContent, sheet: PageSheet): void {
    const stands = sheet.items.length === 0 && laid.token !== null && placeOf(laid.token) === placeOf(this.#token); // prettier-ignore
    this.#standstill = stands ? this.#standstill + 1 : 0;
    this.#token = laid.token;
    if (text) this.#forced = laid.forced;
    this.#ended = laid.token === null;
    this.#carry = withStranded(this.engine, laid.carry);
    invariant(
      this.#standstill < MAX_STANDSTILL && index < MAX_PAGES,
      'the layout moves on from page to page',
    );
  }

  /** The blank page has brought the side that was asked for. */
  skipBlank(): void {
    this.#forced = null;
  }

  /** Background, borders and margin boxes; the folio. */
  furnish(style: PageStyle, sheet: PageSheet): number {
    const number = sheet.numbers[0] ?? pageNumberSetBy(style.style) ?? this.#number + 1;
    this.#number = number;
    paintPage(style, sheet);
    this.#strings.setPage(sheet.strings);
    paintFurniture(this.engine, { style, number, total: this.#total, strings: this.#strings, boxes: this.#boxes }, sheet); // prettier-ignore
    return number;
  }
}

/** The page's background, on the whole sheet and its bleed, below everything; and its borders. */
function paintPage({ width, height, margin, border, bleed, style }: PageStyle, sheet: PageSheet): void {
  const color = style.backgroundColor;
  if (color !== null) sheet.items.unshift(overprinting({ kind: 'fill', x: 0 - bleed, y: 0 - bleed, width: width + 2 * bleed, height: height + 2 * bleed, radius: 0, color }, style.overprint)); // prettier-ignore
  const area = { x: margin.left, y: margin.top, width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }; // prettier-ignore
  paintBorderRules(border, area, { top: true, right: true, bottom: true, left: true }, sheet, style.overprint); // prettier-ignore
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
    ...(style.declares.bleed && { bleed: style.bleed }),
    ...(style.declares.marks && { marks: style.marks }),
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
