// The closed set of things on a page: what flow/ hands to pdf/. Points, origin top left, y down.
import type { Place } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import type { Color } from '../style/color.ts';
import type { BorderStyle, ComputedStyle } from '../style/computed-style.ts';
import type { UnitReplacement, Units } from './units.ts';

export { ARTIFACT } from '../document/structure.ts';

/** Whether an item is printed over what lies below it. */
export type Overprint = ComputedStyle['overprint'];

/** Where furniture of the page stands: in its head, its foot, or beside its text. */
export type Furniture = 'header' | 'footer' | 'side';

export interface TextItem {
  readonly kind: 'text';
  /** Left edge of the line and its baseline. */
  readonly x: number;
  readonly y: number;
  /** Sum of the advances after justification. */
  readonly width: number;
  readonly units: Units;
  /** Units [start, end) in logical order; spaces at the line's ends are not in the range. */
  readonly start: number;
  readonly end: number;
  /** Points added to every justifiable space of the line (may be negative). */
  readonly spaceExtra: number;
  readonly replacements: readonly UnitReplacement[];
  /** The hyphen made at the end of the line, if any: a word shown after the last unit. */
  readonly hyphen: number;
  /** How the next line of the paragraph continues the text: after a space, directly, or not at all. */
  readonly continues: 'space' | 'direct' | 'end';
  readonly tag: number;
  /** Of artifacts in a margin box. */
  readonly furniture?: Furniture;
}

export interface FillItem {
  readonly kind: 'fill';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly color: Color;
  /** `-nashr-overprint`; absent: `auto`. */
  readonly overprint?: Overprint;
}

/** A straight horizontal or vertical rule; the line runs through the middle of its thickness. */
export interface RuleItem {
  readonly kind: 'rule';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly thickness: number;
  readonly style: BorderStyle;
  readonly color: Color;
  /** `-nashr-overprint`; absent: `auto`. */
  readonly overprint?: Overprint;
}

/** A bitmap; `source` is a key of ImageStore. */
export interface ImageItem {
  readonly kind: 'image';
  /** The box that is shown; the picture is clipped to it. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the whole picture lies (object-fit, object-position). */
  readonly picture: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly source: string;
  readonly alt: string;
  readonly tag: number;
  /** Where it was written, for what is said of it. */
  readonly place?: Place | undefined;
  /** Of artifacts in a margin box. */
  readonly furniture?: Furniture;
}

/** A vector drawing, scaled into its box like an image. */
export interface SvgItem {
  readonly kind: 'svg';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly picture: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly source: string;
  readonly alt: string;
  readonly tag: number;
  /** Of artifacts in a margin box. */
  readonly furniture?: Furniture;
}

/** A place that can be clicked. */
export interface LinkItem {
  readonly kind: 'link';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `#name` of an anchor or an absolute URL with a safe scheme. */
  readonly href: string;
  readonly tag: number;
}

/** A place that can be linked to. */
export interface AnchorItem {
  readonly kind: 'anchor';
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export type FrameItem = TextItem | FillItem | RuleItem | ImageItem | SvgItem | LinkItem | AnchorItem;

export interface Bookmark {
  readonly level: number;
  readonly label: string;
  /** Absent: wherever the page is scrolled to. */
  readonly x?: number;
  readonly y: number;
  /** Place among the bookmarks of the document, which may be painted in another order; absent: after the one before. */
  readonly order?: number;
  /** Structure element that it leads to, or ARTIFACT. */
  readonly tag?: number;
  /** In which its label is read where both directions are mixed; absent: that of its first strong letter. */
  readonly direction?: Direction;
  /** Whether those below it are shown from the beginning; absent: they are. */
  readonly isOpen?: boolean;
}

/** From which end of the file a page is counted: every page from its beginning, unless an issue has a second front at its end. */
export type Front = 'main' | 'back';

/** One finished page. Items are in painting order; text items in reading order. */
export interface Page {
  /** From 0, in the sequence of its front. */
  readonly index: number;
  readonly front: Front;
  readonly width: number;
  readonly height: number;
  readonly side: 'left' | 'right';
  /** The page's number as the reader sees it. */
  readonly label: string;
  readonly items: readonly FrameItem[];
  readonly bookmarks: readonly Bookmark[];
  /** What `@page` says of the bleed (pt) and of marks; absent where it says nothing. For the press edition. */
  readonly bleed?: number;
  readonly marks?: { readonly crop: boolean; readonly cross: boolean };
}
