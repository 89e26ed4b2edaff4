// What the flow takes and what it gives: a document with all that lays it out → pages.
import type { Diagnostics } from '../base/diagnostic.ts';
import type { Document } from '../document/boxes.ts';
import type { FontLibrary } from '../font/font-types.ts';
import type { Page } from '../frame/frame.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { FlexSolver } from './flex/flex-solver.ts';
import type { Binding } from './page/page-sequence.ts';
import type { TextBlock } from './page/page-sheet.ts';

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
