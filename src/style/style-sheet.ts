// What parsing a style sheet gives: rules in order, imports and media already resolved for one edition.
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Declaration } from './declaration.ts';
import type { ComplexSelector } from './selector.ts';

export type Edition = 'web' | 'press';

export interface StyleRule {
  readonly selectors: readonly ComplexSelector[];
  readonly declarations: readonly Declaration[];
}

/** `url("fonts/x.woff2")`, or `url("npm:@fontsource/vazirmatn")` with a file of the package after the name. */
export type FontSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string; readonly file: string | null };

export interface FontFaceRule {
  readonly family: string;
  /** Tried in order. File paths are relative to the folder that the style sheets' own file names are relative to. */
  readonly sources: readonly FontSource[];
  /** [1, 1000] when the rule names none: font/ then takes what the files have. */
  readonly weight: readonly [number, number];
  readonly style: 'normal' | 'italic' | 'oblique';
  /** Percent. */
  readonly stretch: readonly [number, number];
  /** Code point ranges, both ends included; null: everything the font has. */
  readonly unicodeRange: readonly (readonly [number, number])[] | null;
  /** 1 is the font's own size. */
  readonly sizeAdjust: number;
  readonly place: {
    readonly file: string;
    readonly line?: number | undefined;
    readonly column?: number | undefined;
  };
}

export interface PageSelector {
  /** '' for every page. */
  readonly name: string;
  readonly first: boolean;
  readonly blank: boolean;
  readonly side: 'left' | 'right' | null;
  /** a and b of `:nth(an + b)`. */
  readonly nth: readonly [a: number, b: number] | null;
}

export const MARGIN_BOX_NAMES = [
  'top-left-corner', 'top-left', 'top-center', 'top-right', 'top-right-corner',
  'bottom-left-corner', 'bottom-left', 'bottom-center', 'bottom-right', 'bottom-right-corner',
  'left-top', 'left-middle', 'left-bottom', 'right-top', 'right-middle', 'right-bottom',
] as const; // prettier-ignore
export type MarginBoxName = (typeof MARGIN_BOX_NAMES)[number];

/** Points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface PageMarks {
  readonly crop: boolean;
  readonly cross: boolean;
}

/** The descriptors that only @page has. */
export type PageDescriptor =
  | { readonly kind: 'size'; readonly value: PageSize; readonly important: boolean }
  | { readonly kind: 'bleed'; readonly value: number | 'auto'; readonly important: boolean }
  | { readonly kind: 'marks'; readonly value: PageMarks; readonly important: boolean };

export interface PageRule {
  readonly selectors: readonly PageSelector[];
  readonly declarations: readonly Declaration[];
  readonly descriptors: readonly PageDescriptor[];
  /** Declarations of margin boxes and of the footnote area, in order. */
  readonly areas: readonly {
    readonly name: MarginBoxName | 'footnote';
    readonly declarations: readonly Declaration[];
  }[];
  readonly place: Place;
}

export interface StyleSheet {
  readonly file: string;
  readonly edition: Edition;
  readonly rules: readonly StyleRule[];
  readonly pages: readonly PageRule[];
  readonly fontFaces: readonly FontFaceRule[];
  /** Where problems found while styles are computed are reported. */
  readonly diagnostics: Diagnostics;
}
