// What an inspection finds in a PDF file, before any rule judges it. Lengths are points of default user space (UserUnit
// applied), boxes are [left, bottom, right, top] as in the file, y upwards. Nothing here comes from the program that writes.

import type { TagTree } from './tags/tag-types.ts';

export type Box = readonly [left: number, bottom: number, right: number, top: number];

/** A text string, a name, or something that is neither, as the Info dictionary holds it. */
export interface InfoEntry {
  readonly kind: 'name' | 'string' | 'other';
  readonly value: string;
}

/** Header of an embedded ICC profile (ICC.1, 7.2), and whether its size and tag table are sound. */
export interface IccFacts {
  readonly version: string;
  /** `prtr`, `mntr` … */
  readonly deviceClass: string;
  /** `CMYK`, `RGB `, `GRAY` … */
  readonly colorSpace: string;
  readonly description: string | null;
  readonly sound: boolean;
  /** N of the stream; null when it is missing. */
  readonly components: number | null;
  readonly bytes: number;
}

export interface InspectedIntent {
  /** `GTS_PDFX`, `GTS_PDFA1` … */
  readonly subtype: string;
  readonly identifier: string | null;
  readonly condition: string | null;
  readonly registry: string | null;
  readonly info: string | null;
  /** Null when there is none; `damaged` when its stream cannot be read. */
  readonly profile: IccFacts | 'damaged' | null;
}

export interface InspectedXmp {
  /** The stream has a filter. */
  readonly filtered: boolean;
  /** Properties by conventional prefix (`pdfxid:GTS_PDFXVersion`, `dc:title`), whatever prefix the packet uses; simple values as text. */
  readonly properties: ReadonlyMap<string, string>;
  /** Well-formed XML with an rdf:RDF. */
  readonly sound: boolean;
}

export interface InspectedAction {
  /** `JavaScript`, `Launch`, `URI`, `GoToR`, `SubmitForm` … */
  readonly kind: string;
  /** From 1; null: of the document. */
  readonly page: number | null;
}

export interface InspectedFont {
  readonly name: string;
  /** `Type0`, `TrueType`, `Type1`, `Type3`, `MMType1` … */
  readonly kind: string;
  readonly embedded: boolean;
  /** The name has a tag of six capitals. */
  readonly subset: boolean;
  readonly toUnicode: boolean;
  /** A simple font without ToUnicode whose encoding still gives Unicode, or a CID font with a known character collection. */
  readonly readable: boolean;
  /** One of the 14 standard fonts, or a stand-in such as Courier put there by a converter. */
  readonly standard14: boolean;
  readonly object: number | null;
  /** From 1, ascending. */
  readonly pages: readonly number[];
  /** Pages where glyph 0 (.notdef) is shown. */
  readonly notdefPages: readonly number[];
}

export interface InspectedAnnotation {
  readonly subtype: string;
  readonly box: Box;
  readonly hidden: boolean;
}

/** A colour space as far as printing asks (ISO 32000-1, 8.6). */
export type SpaceFacts =
  | { readonly kind: 'gray' | 'rgb' | 'cmyk' }
  | { readonly kind: 'cal-gray' | 'cal-rgb' | 'lab' }
  | { readonly kind: 'icc'; readonly components: number; readonly profile: IccFacts | 'damaged' | null }
  | {
      readonly kind: 'separation';
      readonly name: string;
      readonly alternate: SpaceFacts;
      readonly recipe: string;
    }
  | {
      readonly kind: 'device-n';
      readonly names: readonly string[];
      readonly alternate: SpaceFacts;
      readonly recipe: string;
    }
  | { readonly kind: 'indexed'; readonly base: SpaceFacts }
  | { readonly kind: 'pattern'; readonly base: SpaceFacts | null }
  | { readonly kind: 'unknown' };

/** A colour that something is painted with. */
export interface PaintFacts {
  readonly space: SpaceFacts;
  /** As the operators give them; empty for patterns. */
  readonly components: readonly number[];
  /** Inks in percent: process inks by `C M Y K`, spot colours by name (`All`, `None` too). Null when it is not in inks (RGB …). */
  readonly inks: ReadonlyMap<string, number> | null;
}

export interface StateFacts {
  readonly overprint: boolean;
  /** OPM. */
  readonly overprintMode: 0 | 1;
  /** ca or CA, 0…1. */
  readonly opacity: number;
  readonly blendMode: string;
  readonly softMask: boolean;
}

/** Something that a page paints, in painting order; `bounds` after clipping (by boxes), page coordinates. */
export type PaintEvent =
  | {
      readonly kind: 'fill' | 'stroke';
      readonly bounds: Box;
      readonly paint: PaintFacts;
      readonly state: StateFacts;
      /** Of a stroke, pt after the CTM; of a fill, its smaller side when it is a plain rectangle, else null. */
      readonly thickness: number | null;
    }
  | {
      readonly kind: 'text';
      readonly bounds: Box;
      readonly paint: PaintFacts;
      readonly state: StateFacts;
      /** Size of an em, pt after the CTM. */
      readonly size: number;
      readonly font: InspectedFont | null;
      /** Tr; 3 is invisible; 7, which only clips, comes as no event. Modes 2 and 6 come twice: with the fill's paint, then the stroke's. */
      readonly mode: number;
      /** Of letters that are outlined: thickness of the line, pt after the CTM. */
      readonly thickness?: number;
      /** Readers leave these words out: of annotations always, of artifacts and figures where the file is tagged. */
      readonly apart?: 'annotation' | 'artifact' | 'figure';
    }
  | {
      readonly kind: 'image';
      readonly bounds: Box;
      readonly state: StateFacts;
      readonly image: InspectedImage;
      /** Pixels per inch, across and down. */
      readonly ppi: readonly [number, number];
      /** The fill colour, for stencil masks. */
      readonly paint: PaintFacts | null;
    }
  | {
      readonly kind: 'shading';
      readonly bounds: Box;
      readonly space: SpaceFacts;
      readonly state: StateFacts;
      /** Greatest sum of inks, percent; null when it is not in inks or cannot be worked out. */
      readonly maximumInk?: number | null;
    };

export interface InspectedImage {
  readonly object: number | null;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly space: SpaceFacts;
  readonly mask: boolean;
  readonly softMask: boolean;
  readonly filters: readonly string[];
  readonly bytes: number;
  /** Greatest sum of inks of any pixel, percent, read from the samples; null when it is not in inks or cannot be decoded. */
  readonly maximumInk: number | null;
  /** Greatest K and greatest sum of C, M and Y, percent; null as above. */
  readonly decoded: boolean;
}

/** A piece of marked content, or all text of a page that is in none. */
export interface MarkedPiece {
  /** In a mark with a number, in an artifact, or in neither. */
  readonly kind: 'content' | 'artifact' | 'loose';
  /** MCID; null of artifacts and loose text. */
  readonly mark: number | null;
  /** Object number of the form whose own numbering it has; null for the page’s. */
  readonly form: number | null;
  /** Letters in the order of the glyphs, line ends where text goes on higher or lower; U+FFFD for what nobody knows. */
  readonly text: string;
  /** Of its text, page coordinates; null without any. */
  readonly bounds: Box | null;
  /** What it stands in although neither may stand in the other. */
  readonly within: 'content' | 'artifact' | null;
}

export interface InspectedPage {
  /** From 1. */
  readonly number: number;
  readonly label: string | null;
  readonly object: number | null;
  readonly rotate: number;
  readonly userUnit: number;
  readonly hasUserUnit: boolean;
  readonly boxes: {
    readonly media: Box;
    /** Null where the page does not name them. */
    readonly crop: Box | null;
    readonly bleed: Box | null;
    readonly trim: Box | null;
    readonly art: Box | null;
  };
  readonly annotations: readonly InspectedAnnotation[];
  /** Blend space of the page's transparency group; null without a group. */
  readonly group: SpaceFacts | null;
  readonly hasGroup: boolean;
  /** Transparency groups among the forms drawn on the page (complete with `events`). */
  readonly formGroups?: number;
  /** Blend spaces that those groups name. */
  readonly formGroupSpaces?: readonly SpaceFacts[];
  /** What the groups of soft masks paint; it is not printed itself. */
  readonly maskEvents?: readonly PaintEvent[];
  readonly events: readonly PaintEvent[];
  /**
   * Text in logical order as the pdf.js reader gives it; null when it cannot be read. Lazy, because it reads the file a second
   * time: only a rule that asks for the text pays. (Changed from a plain field: whoever judges awaits it before its rules.)
   */
  text(): Promise<string | null>;
  /** Marked content in the order in which it begins; only when it was asked for. */
  readonly pieces?: readonly MarkedPiece[];
  /** It is certain without a reader that `text` has signs and that none of them is unknown. */
  readonly readsWell?: boolean;
  /** Content that could not be interpreted. */
  readonly problems: readonly string[];
}

export interface InspectedFile {
  /** `1.6`, of the header, or of the catalog when that is later. */
  readonly version: string;
  readonly headerVersion: string;
  readonly bytes: number;
  readonly hasIdentifier: boolean;
  readonly encrypted: boolean;
  readonly objectStreams: boolean;
  readonly crossReferenceStream: boolean;
  /** Filters in use anywhere: `LZWDecode`, `JPXDecode` … */
  readonly filters: ReadonlySet<string>;
  readonly info: ReadonlyMap<string, InfoEntry>;
  readonly xmp: InspectedXmp | null;
  readonly intents: readonly InspectedIntent[];
  readonly actions: readonly InspectedAction[];
  readonly hasForm: boolean;
  readonly hasXfa: boolean;
  readonly embeddedFiles: number;
  /** Ways in which content stands elsewhere: `OPI`, `Ref`, `Alternates`, `F`. */
  readonly external?: ReadonlySet<string>;
  readonly optionalContent: boolean;
  /** Layers go on and off by themselves, when the file is viewed, printed or exported (AS). */
  readonly automaticLayers?: boolean;
  /** Boxes that viewer preferences name for showing and printing: `CropBox`, `BleedBox` … */
  readonly viewAreas?: readonly string[];
  readonly postScript: boolean;
  readonly transferFunctions: boolean;
  readonly halftones: boolean;
  readonly direction: 'L2R' | 'R2L' | null;
  readonly language: string | null;
  readonly tagged: boolean;
  readonly bookmarks: number;
  readonly fonts: readonly InspectedFont[];
  /** Each image once. */
  readonly images: readonly InspectedImage[];
}

/** An annotation on a page. */
export interface PageAnnotation {
  /** Object number; null when it has none of its own. */
  readonly object: number | null;
  readonly subtype: string;
  readonly box: Box;
  /** Nobody is to see it. */
  readonly hidden: boolean;
  readonly contents: string | null;
  /** Index of the element that the parent tree has for it; -1 for none. */
  readonly parent: number;
}

/** A page as the tags see it. */
export interface TaggedPage {
  /** From 1. */
  readonly number: number;
  /** Order in which the keyboard visits its annotations (Tabs): `S` by structure; null when it does not say. */
  readonly tabs: string | null;
  readonly annotations: readonly PageAnnotation[];
  /** For each mark the element that the parent tree has for it; -1 for one that is not in the tree. Null without an entry. */
  readonly parents: readonly number[] | null;
}

/** The tags of the file, and what refers to them from its pages. */
export interface TaggedDocument {
  readonly tree: TagTree;
  readonly pages: readonly TaggedPage[];
}

/** An opened file: facts of the document, and its pages one at a time. */
export interface InspectedPdf {
  readonly file: InspectedFile;
  readonly pageCount: number;
  /** Pages from 1, ascending; each is forgotten when the next one is asked for. Facts of `file` that pages add to are complete at the end. */
  pages(options?: PagesOptions): AsyncIterable<InspectedPage>;
  /** The tags of the file and of its pages, read when they are first asked for. */
  tags(): TaggedDocument;
}

export interface PagesOptions {
  /** Read marked content as well. */
  readonly pieces?: boolean;
}
