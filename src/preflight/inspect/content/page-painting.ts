// What the operators of one page share while they are carried out (ISO 32000-1, 8.2 and 8.4): the current graphics state, path
// and text object, what has been painted so far, and what keeps the work bounded.
import type { PDFDict, PDFRawStream } from '@cantoo/pdf-lib';
import type { ColorSpaces } from '../color/color-spaces.ts';
import type { ShadingInks } from '../color/shading-ink.ts';
import type { OptionalContent } from '../file/optional-content.ts';
import type { PageFonts } from '../font/page-fonts.ts';
import type { PageImages } from '../image/page-images.ts';
import type { Box, PaintEvent, SpaceFacts } from '../inspected-pdf.ts';
import type { Matrix } from '../matrix.ts';
import type { PdfObjects } from '../objects/pdf-objects.ts';
import { ContentStreams } from './content-streams.ts';
import type { InspectionBudget } from './content-streams.ts';
import type { Effects } from './extended-state.ts';
import { GraphicsState } from './graphics-state.ts';
import { MarkedPieces } from './marked-pieces.ts';
import { PageEvents } from './page-events.ts';
import { PathBounds } from './path-bounds.ts';
import { TextPosition } from './text-position.ts';
import { TextReading } from './text-reading.ts';

/** What the pages of a file share. */
export interface PageTools {
  readonly objects: PdfObjects;
  readonly spaces: ColorSpaces;
  readonly fonts: PageFonts;
  readonly images: PageImages;
  readonly optional: OptionalContent;
  readonly effects: Effects;
  readonly shadings: ShadingInks;
  readonly budget: InspectionBudget;
}

/** Where content stands: its resources, and how it may set colours. */
export interface Surroundings {
  readonly resources: PDFDict | null;
  /** The matrix that patterns start from: of the page, or of the form. */
  readonly patternBase: Matrix;
  /** Colour operators are ignored: uncoloured patterns and glyphs. */
  readonly uncolored: boolean;
  /** It is the procedure of a Type 3 glyph. */
  readonly glyph: boolean;
  /** Object number of the form whose numbering its marks have; null for the page’s. */
  readonly form: number | null;
}

/** Where an operator stands, and in how many forms, patterns and glyphs within each other. */
export interface OperatorContext {
  readonly where: Surroundings;
  readonly depth: number;
}

/** Carries out the operators of a content stream, in the current state. */
export type Interpret = (bytes: Uint8Array, where: Surroundings, depth: number) => void;

/** Forms, patterns and glyphs within each other. */
export const MAX_NESTING = 24;
/** Places of one pattern or glyph at which it is read again. */
const MAX_PLACES = 16;

/** What is known of a page before it is painted. */
export interface PageFrame {
  /** From 1. */
  readonly number: number;
  readonly media: Box;
  /** Its marked content is asked for. */
  readonly pieces: boolean;
}

/** The painting of one page. */
export class PagePainting {
  readonly tools: PageTools;
  /** From 1. */
  readonly number: number;
  /** For content within content: forms are in forms. */
  readonly interpret: Interpret;
  readonly events: PageEvents;
  readonly streams: ContentStreams;
  readonly reading: TextReading = new TextReading();
  /** Forms, patterns and glyphs that are being read. */
  readonly active: Set<PDFRawStream> = new Set();
  /** Glyphs without colours of their own. */
  readonly plainGlyphs: Set<PDFRawStream> = new Set();
  /** Groups of soft masks that have been read. */
  readonly masks: Set<PDFRawStream> = new Set();
  readonly maskEvents: PaintEvent[] = [];
  /** Transparency groups of forms, and the colour spaces that they name. */
  readonly formGroups: (SpaceFacts | null)[] = [];
  /** As every page begins. */
  readonly initial: GraphicsState;
  state: GraphicsState;
  text: TextPosition = new TextPosition();
  path: PathBounds = new PathBounds();
  /** The path clips when it has been painted (8.5.4). */
  pendingClip: boolean = false;
  /** By pattern and colour, by glyph: where it was read. */
  readonly #places = new Map<string | PDFRawStream, Box[]>();

  constructor(tools: PageTools, page: PageFrame, interpret: Interpret) {
    this.tools = tools;
    this.events = new PageEvents(page.pieces ? new MarkedPieces(tools.objects) : null);
    this.number = page.number;
    this.interpret = interpret;
    this.streams = new ContentStreams(tools.objects, tools.budget, this.events.problems);
    this.initial = new GraphicsState(page.media, tools.spaces.color(tools.spaces.gray, [0]));
    this.state = this.initial.clone();
  }

  /** Reads a form, a cell or a glyph with a graphics state and a text object of its own. */
  within(stream: PDFRawStream, state: GraphicsState, read: () => void): void {
    const outer = { state: this.state, text: this.text };
    this.state = state;
    this.text = new TextPosition();
    this.active.add(stream);
    read();
    this.active.delete(stream);
    this.state = outer.state;
    this.text = outer.text;
  }

  /** Bounds after clipping; null when nothing is left to see. */
  clipped(bounds: Box): Box | null {
    return this.events.clipped(bounds, this.state.clip);
  }

  /** The resources do not have what is named. */
  noteMissing(what: string, name: string | null): void {
    if (this.events.visible) this.events.problems.add(`There is no ${what} “${(name ?? '').slice(0, 40)}”`);
  }

  /** Whether what is painted here was not painted around here before. */
  isNewPlace(of: string | PDFRawStream, bounds: Box): boolean {
    const places = this.#places.get(of) ?? [];
    if (places.length >= MAX_PLACES || places.some((place) => isWithin(bounds, place))) return false;
    this.#places.set(of, [...places, bounds]);
    return true;
  }
}

function isWithin(box: Box, other: Box): boolean {
  return box[0] >= other[0] && box[1] >= other[1] && box[2] <= other[2] && box[3] <= other[3];
}
