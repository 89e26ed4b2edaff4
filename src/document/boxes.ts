// The box tree: what style made of the HTML, before fonts and widths are known. Document is the hand-over to flow/.
import type { Place } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import type { Color } from '../style/color.ts';
import type { ComputedStyle } from '../style/computed-style.ts';
import type { PictureInfo } from './picture.ts';
import type { StructureNode } from './structure.ts';

/** What every box carries. */
export interface BoxCommon {
  readonly style: ComputedStyle;
  /** Structure element of its own content, or ARTIFACT. */
  readonly tag: number;
  /** Names that links can point to. */
  readonly anchors: readonly string[];
  /** Used value of `page`: a name or ''. */
  readonly page: string;
  /** Named strings set by the element, in order. */
  readonly strings: readonly NamedString[];
  readonly bookmark: BoxBookmark | null;
  /** Source file (and line) of the content, for diagnostics. */
  readonly place: Place | undefined;
}

/** An entry of the document's outline. */
export interface BoxBookmark {
  readonly level: number;
  readonly label: string;
  /** Of the bookmarks of the document, from 0. */
  readonly order: number;
  readonly isOpen: boolean;
}

export interface NamedString {
  readonly name: string;
  readonly value: string;
  /** A running element of that name, instead of a text. */
  readonly element?: Box;
}

/** A block container with block-level children; columns, regions and list items are told by style. */
export interface BlockBox extends BoxCommon {
  readonly kind: 'block';
  readonly children: readonly Box[];
  /** Outside list marker, set beside the first line. */
  readonly marker: ParagraphBox | null;
  /** Present in couplets: the poem they are part of. Their children are hemistichs, and pictures between them. */
  readonly poem?: Poem;
}

/** The couplets whose hemistichs are equally wide; each of them names the same list. */
export type Poem = readonly BlockBox[];

export interface FlexBox extends BoxCommon {
  readonly kind: 'flex';
  readonly children: readonly Box[];
}

export interface TableBox extends BoxCommon {
  readonly kind: 'table';
  readonly captions: readonly Box[];
  /** Of `<col>` and `<colgroup>`: one for each column they say something of. */
  readonly columns: readonly ComputedStyle[];
  /** Rows of the head first, those of the foot last. */
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly style: ComputedStyle;
  readonly part: 'head' | 'body' | 'foot';
  /** The `<tbody>` or the like around; one object per element. */
  readonly group: TableRowGroup | null;
  readonly cells: readonly TableCell[];
}

export interface TableRowGroup {
  readonly style: ComputedStyle;
}

export interface TableCell {
  readonly box: BlockBox;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

/** A picture as a block or as an inline object. `picture` is null when it could not be read. */
export interface ReplacedBox extends BoxCommon {
  readonly kind: 'replaced';
  readonly picture: PictureInfo | null;
  readonly alt: string;
  /** `width` and `height` attributes, points. */
  readonly widthHint: number | null;
  readonly heightHint: number | null;
  /** The link around it, where it stands as a block; `tag` is -1 outside of the structure. */
  readonly link?: { readonly href: string; readonly tag: number };
  /** The part of the page area's height that it takes, where its style gives it none: an insert. */
  readonly pageShare?: number;
}

/** Lines of text: the inline content of one block container, whose style it has. */
export interface ParagraphBox extends BoxCommon {
  readonly kind: 'paragraph';
  readonly content: readonly InlineNode[];
  /** Its first letter, when the first lines stand beside it. */
  readonly initial?: InitialLetter | null;
  /** Elements of the list marker that its content begins with, its `Lbl` first: it is a block of its own. */
  readonly label?: readonly number[];
}

/** A large first letter (`initial-letter`, or `float`). */
export interface InitialLetter {
  /** It has the size that its style says, and hangs from the top of the first line as deep as its own line is high. */
  readonly floats?: true;
  /** Lines that the letter is high, and how many it reaches down from the first one, that one counted; not of one that floats. */
  readonly size: number;
  readonly sink: number;
  /** The letter as written, with its punctuation. */
  readonly letter: string;
  /** Contexts of the letter's text in the content, which nothing else has. */
  readonly contexts: readonly InlineContext[];
}

/**
 * Floats, notes and absolutely positioned boxes: they keep their place among the boxes and in the text, where flow/
 * leaves an empty placeholder, and are laid out by whoever they belong to (page, column or positioned ancestor).
 */
export function isOutOfFlow(box: Box): boolean {
  if (box.kind === 'paragraph') return false;
  const { float, position } = box.style;
  return float !== 'none' || position === 'absolute' || position === 'fixed';
}

/** The first, and the last, of some boxes that stands in the flow. */
export function firstInFlow(boxes: readonly Box[]): Box | undefined {
  const [first] = boxes;
  return first === undefined || !isOutOfFlow(first) ? first : boxes.find((box) => !isOutOfFlow(box));
}

/** See firstInFlow. */
export function lastInFlow(boxes: readonly Box[]): Box | undefined {
  const last = boxes.at(-1);
  return last === undefined || !isOutOfFlow(last) ? last : boxes.findLast((box) => !isOutOfFlow(box));
}

export type Box = BlockBox | FlexBox | TableBox | ReplacedBox | ParagraphBox;

/** How one inline element formats its text. One object per element. */
export interface InlineContext {
  readonly style: ComputedStyle;
  readonly href: string | null;
  readonly tag: number;
  /** Points the baseline is raised by, ancestors included. */
  readonly rise: number;
  /** Inline elements around the text that paint something of their own, the outermost first. */
  readonly boxes: readonly InlineBox[];
  /** Lines along the text, those of the inline elements around it included. */
  readonly decoration: Decoration;
}

/** An inline element with a background, border or padding. One object per element. */
export interface InlineBox {
  readonly style: ComputedStyle;
  /** As InlineContext.rise. */
  readonly rise: number;
}

/** Colours of the lines, null where there is none. */
export interface Decoration {
  readonly underline: Color | null;
  readonly lineThrough: Color | null;
  readonly overline: Color | null;
}

/** Inline content in document order; pieces that depend on layout are named, not resolved. */
export type InlineNode =
  | { readonly kind: 'text'; readonly text: string; readonly context: InlineContext }
  | { readonly kind: 'box'; readonly box: Box; readonly context: InlineContext }
  | { readonly kind: 'break'; readonly context: InlineContext }
  | { readonly kind: 'leader'; readonly pattern: string; readonly context: InlineContext }
  | { readonly kind: 'open'; readonly mode: BidiMode; readonly direction: Direction }
  | { readonly kind: 'close' }
  /** Where an inline element with margins, borders or padding begins or ends. */
  | {
      readonly kind: 'edge';
      readonly side: 'start' | 'end';
      /** The context around the element, and its own. */
      readonly outer: InlineContext;
      readonly context: InlineContext;
    }
  /** The page number of the place a link points to, or another counter there, in a counter style. */
  | {
      readonly kind: 'target-counter';
      readonly target: string;
      /** `page`, or a counter of the document. */
      readonly counter: string;
      readonly counterStyle: string;
      readonly context: InlineContext;
      readonly place: Place | undefined;
    }
  | { readonly kind: 'anchor'; readonly name: string }
  /** Where a float, a note or an absolutely positioned element was written; it stands elsewhere. */
  | { readonly kind: 'out-of-flow'; readonly box: Box; readonly context: InlineContext }
  /** Where a note is called for the first time, by the name that links to it have. */
  | { readonly kind: 'note-call'; readonly name: string };

export type BidiMode = 'isolate' | 'embed' | 'override' | 'isolate-override' | 'plaintext';

/** What is laid out as one sequence of pages. */
export interface DocumentPart {
  readonly root: BlockBox;
  /** Content taken out by `flow-into`, by flow name, in document order. */
  readonly flows: ReadonlyMap<string, readonly Box[]>;
  /** How many boxes take from each named flow. */
  readonly regions: ReadonlyMap<string, number>;
  readonly direction: Direction;
}

export interface Document extends DocumentPart {
  /** What stands on the pages of a second front at the end of the file (`data-front="back"`), if there is one. */
  readonly back: DocumentPart | null;
  readonly structure: readonly StructureNode[];
  readonly language: string;
  readonly title: string;
  /** True when some content asks for the page number of a target. */
  readonly hasTargets: boolean;
  /** The counters, by name, at each element that has an id. */
  readonly counters: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly hasFlex: boolean;
  /** True when there are notes, page floats or side notes. */
  readonly hasFloats: boolean;
  /** Notes taken from the lists that they were written in, by the name that calls have; and those that have a call. */
  readonly notes: ReadonlyMap<string, Box>;
  readonly calledNotes: ReadonlySet<Box>;
}
