// What the builders of the kinds of boxes share while one document is built, and the way from each of them back to what
// is inside its element: boxes are in boxes.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { StyleResolver } from '../style/cascade.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { BlockBox, Box, InlineContext, InlineNode } from './boxes.ts';
import type { Container } from './container.ts';
import type { Counters } from './counters.ts';
import type { GeneratedContentSource } from './generated-content.ts';
import type { HtmlElement } from './html-tree.ts';
import type { NoteRegister } from './notes.ts';
import type { PictureInfo } from './picture.ts';
import type { Structure } from './structure.ts';
import type { TargetTexts } from './target-texts.ts';

/** Where box building finds the sizes of pictures. */
export interface PictureLookup {
  info(source: string): PictureInfo | undefined;
}

/** What a document is built from. */
export interface DocumentInput {
  readonly root: HtmlElement;
  readonly resolver: StyleResolver;
  readonly pictures: PictureLookup;
  readonly diagnostics: Diagnostics;
  /** File named in diagnostics for content without a `data-source`. */
  readonly file: string;
  /** Where the manifest says a text that a template prints: the file of a picture. */
  readonly textPlace?: ((text: string) => Place | undefined) | undefined;
}

/** The link around, for lines in blocks inside it. */
export interface LinkAround {
  readonly href: string;
  /** Its structure element. Of a link around blocks the first one of several, once there is one; ARTIFACT before. */
  tag: number;
  /** It stands around blocks, each of which has an element `Link` of its own in it: see build-link.ts. */
  readonly holdsBlocks: boolean;
}

/** What box building inherits from the elements around. */
export interface Surroundings {
  readonly style: ComputedStyle;
  /** Nearest structure element. */
  readonly tag: number;
  /** Language of that element. */
  readonly language: string;
  readonly page: string;
  readonly place: Place | undefined;
  readonly link: LinkAround | null;
}

/** An element with its style, in its surroundings; their place is its own. */
export interface StyledElement {
  readonly element: HtmlElement;
  readonly style: ComputedStyle;
  readonly around: Surroundings;
}

/** What has been found in the document so far, and where its builders are. */
export interface BuildProgress {
  /** Of the part that is being built. */
  flows: Map<string, Box[]>;
  regions: Map<string, number>;
  /** The structure element around the content of each flow; null where there are several. */
  flowHomes: Map<string, number | null>;
  hasTargets: boolean;
  hasFlex: boolean;
  hasFloats: boolean;
  /** How many flex containers there are around. */
  flexDepth: number;
  /** How many bookmarks there are so far. */
  bookmarks: number;
  /** Those of the poem around, so far; null outside of poems. */
  couplets: BlockBox[] | null;
  /** The element of the `figure` around, until its picture is there; null without any. */
  figure: number | null;
}

/** Owns the state of one document; made by build-document.ts. */
export interface Builder {
  readonly input: DocumentInput;
  readonly structure: Structure;
  readonly counters: Counters;
  readonly texts: TargetTexts;
  readonly notes: NoteRegister;
  readonly progress: BuildProgress;
  /** The block-level boxes inside an element: its block children, and paragraphs around its inline ones. */
  containerChildren(
    element: HtmlElement,
    around: Surroundings,
    mayHoldText: boolean,
    marker?: readonly InlineNode[],
  ): Box[];
  /** Adds what is inside an element, and before and after it, to a container. */
  addContent(element: HtmlElement, around: Surroundings, container: Container, context: InlineContext): void;
  /** A block-level box for an element. */
  block(styled: StyledElement): Box;
}

/** What generated content of an element is made from. */
export function contentSource(
  { counters, texts }: Builder,
  element: HtmlElement,
  { place }: Surroundings,
): GeneratedContentSource {
  return { element, counters, texts, place };
}

/** The page that a box asks for, or that it is on. */
export function pageName(style: ComputedStyle, outer: string): string {
  return style.page === 'auto' || style.page === '' ? outer : style.page;
}
