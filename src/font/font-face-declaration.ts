// What style/ makes of one @font-face rule (CSS Fonts 4, section 4) and font/ resolves to files.
import type { Place } from '../base/diagnostic.ts';

/** Where the font data of a declaration come from. */
export type FontSource =
  /** `url("fonts/x.ttf")`: a file inside the publication folder, relative to that folder. */
  | { readonly kind: 'file'; readonly path: string }
  /** `url("npm:@fontsource/vazirmatn")`: every file of the package, or the one named (relative to the package). */
  | { readonly kind: 'package'; readonly name: string; readonly file: string | null };

/** `weight` when the rule has no `font-weight`: a variable font or a package offers all it has, a static file is 400. */
export const AUTO_WEIGHT: readonly [number, number] = [1, 1000];

/** One `@font-face` rule. */
export interface FontFaceDeclaration {
  readonly family: string;
  /** In order of preference: the first that can be used is used. */
  readonly sources: readonly FontSource[];
  /** `font-weight` descriptor, a single weight twice; AUTO_WEIGHT when there is none. */
  readonly weight: readonly [number, number];
  /** `normal` is also the absent descriptor: a package then offers its italics too. */
  readonly style: 'normal' | 'italic' | 'oblique';
  /** Percent; `[100, 100]` when absent. */
  readonly stretch: readonly [number, number];
  /** Code point ranges, both ends included; null when absent: everything the font has. */
  readonly unicodeRange: readonly (readonly [number, number])[] | null;
  /** A factor: 1 for `100%`, and when absent. */
  readonly sizeAdjust: number;
  readonly place?: Place | undefined;
}
