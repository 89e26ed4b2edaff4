// What the layout functions share during one pass over a document, and the cache of prepared paragraphs.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Document, ParagraphBox, TableBox } from '../document/boxes.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Line, PreparedParagraph } from '../paragraph/paragraph-types.ts';
import type { FlexSolver } from './flex-solver.ts';
import type { BreakToken } from './fragment.ts';
import type { InlineStyles } from './inline-styles.ts';
import type { TableGrid } from './table-grid.ts';

/** Where named flows stand before each of their regions. `undefined` inside the map's array: from the start. */
export interface FlowProgress {
  readonly tokens: (BreakToken | null | 'done')[];
}

export interface Engine {
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
  readonly current: CurrentLayout;
  readonly flows: Map<string, FlowProgress>;
  /** Ordinal of each region box within its flow. */
  readonly regionOrder: Map<unknown, number>;
  /** The side of page 1. */
  readonly recto: 'left' | 'right';
}

/** What changes while the pages are laid out. */
export interface CurrentLayout {
  /** Height of the page area. */
  pageHeight: number;
  /** Above 0 while heights are only tried (balanced columns): nothing is scaled to them. */
  trials: number;
}

export interface PageTarget {
  /** From 1. */
  readonly number: number;
}

export interface ParagraphCache {
  readonly prepared: PreparedParagraph;
  measure: number;
  lines: readonly Line[];
}
