// What the layout functions share during one pass over a document, and the cache of prepared paragraphs.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Box, Document, ParagraphBox, Poem, TableBox } from '../document/boxes.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Line, PreparedParagraph } from '../paragraph/paragraph-types.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { FlexSolver } from './flex/flex-solver.ts';
import type { FloatState } from './floats/float-marks.ts';
import type { BreakToken, Fragment, LayoutResult, Room } from './fragment.ts';
import type { InitialRoom } from './text/initial-letter.ts';
import type { InlineStyles } from './text/inline-styles.ts';
import type { PageSheet } from './page/page-sheet.ts';
import type { FixedBoxes, StaticPlace } from './floats/positioned.ts';
import type { TableGrid } from './table/table-grid.ts';

/** Where named flows stand before each of their regions. `undefined` inside the map's array: from the start. */
export interface FlowProgress {
  /** The regions that stand on a finished page. */
  readonly painted: Set<Box>;
  readonly tokens: (BreakToken | null | 'done')[];
  /** One of its regions is being laid out: a region inside the flow itself stays empty. */
  active: boolean;
  /** The last region, by its ordinal, that has been laid out. */
  furthest: number;
}

/** Border-box widths. */
export interface ContentSize {
  readonly min: number;
  readonly max: number;
}

/** What the layouts of the kinds of boxes need of each other: boxes are in boxes. */
export interface Recursion {
  /** Lays out a box from a token on (null: from its start). The room is for its border box; margins are the parent's. */
  readonly layoutBox: (engine: Engine, box: Box, room: Room, token: BreakToken | null) => LayoutResult;
  readonly contentSize: (engine: Engine, box: Box, containerWidth: number) => ContentSize;
  /** Paints a fragment whose parent's border box stands at (x, y). */
  readonly paintFragment: (
    engine: Engine,
    fragment: Fragment,
    x: number,
    y: number,
    sheet: PageSheet,
  ) => void;
  /** Paints an absolutely positioned box that was written in a text. */
  readonly paintPlaceholder: (engine: Engine, box: Box, at: StaticPlace, sheet: PageSheet) => void;
}

export interface Engine extends Recursion {
  readonly document: Document;
  readonly fonts: FontLibrary;
  readonly diagnostics: Diagnostics;
  /** Present when the document has flex containers. */
  readonly flex: FlexSolver | null;
  /** Page labels by anchor name, from the pass before; null in the first pass. */
  readonly targets: ReadonlyMap<string, PageTarget> | null;
  readonly paragraphs: Map<ParagraphBox, ParagraphCache>;
  readonly inlineStyles: InlineStyles;
  readonly grids: Map<TableBox, TableGrid>;
  /** How wide the hemistichs of each poem are. */
  readonly verses: Map<Poem, VerseMeasure>;
  /** Copies of boxes in other styles, by name (see restyledBox). */
  readonly restyled: Map<Box, Map<string, Box>>;
  /** What flex containers and tables asked their content, so that boxes in boxes are not measured again at each level. */
  readonly measured: Map<Box, Measured>;
  readonly current: CurrentLayout;
  readonly flows: Map<string, FlowProgress>;
  /** Notes, page floats and side notes. */
  readonly floats: FloatState;
  /** Places where letter-spacing of joined letters has been reported. */
  readonly spacedPlaces: Set<string>;
  /** Ordinal of each region box within its flow. */
  readonly regionOrder: Map<unknown, number>;
  readonly fixed: FixedBoxes;
  /** Side floats that have been reported as too high. */
  readonly tooHigh: Set<Box>;
  /** The side of page 1. */
  readonly recto: 'left' | 'right';
}

/** Points. */
export interface VerseMeasure {
  readonly columnWidth: number;
  readonly longest: number;
}

export interface Measured {
  containerWidth: number;
  contentSize: ContentSize | null;
  /** Border-box height by width. */
  readonly heights: Map<number, number>;
}

/** What changes while the pages are laid out. */
export interface CurrentLayout {
  /** Height of the page area. */
  pageHeight: number;
  /** Which of two facing pages is being laid out. */
  side: 'left' | 'right';
  /** What `@footnote` says on the page that is being laid out. */
  footnoteStyle: ComputedStyle | null;
  /** Above 0 while heights are only tried (balanced columns): nothing is scaled to them. */
  trials: number;
  /** How many multi-column boxes there are around the one being filled. */
  columnDepth: number;
  /** Above 0 inside absolutely positioned boxes, which are laid out after everything else on their page. */
  positioned: number;
  /** Above 0 inside what does not break (flex items, cells, inline boxes): forced breaks to new pages are ignored there. */
  unbreakable: number;
}

/** Lays out something that stands on one page whatever is in it. */
export function withoutBreaks<T>({ current }: Engine, layout: () => T): T {
  const { columnDepth } = current;
  current.columnDepth = 0;
  current.unbreakable++;
  const result = layout();
  current.unbreakable--;
  current.columnDepth = columnDepth;
  return result;
}

export interface PageTarget {
  /** From 1. */
  readonly number: number;
}

export interface ParagraphCache {
  readonly prepared: PreparedParagraph;
  readonly initial: InitialRoom | null;
  /** Boxes that float at the side are among the text. */
  readonly holdsFloats: boolean;
  measure: number;
  lines: readonly Line[];
}
