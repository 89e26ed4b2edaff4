// The hand-over from press/ to the writer: everything about one press edition that is not on a page.
import type { PrinterProfile } from '../base/printer-profile.ts';

/** Standards that a press file may declare besides, so that other judges can be asked. */
export type PressClaim = 'pdfa-2b' | 'pdfa-1b';

/** What the style sheet may say of bleed and marks; where the manifest is silent it overrules the printer profile. */
export interface PressJob {
  /** The printer profile with everything that the manifest says in its place. */
  readonly profile: PrinterProfile;
  /** Whether `bleed` and `marks` come from the manifest: then `@page` is not asked. */
  readonly fixed: { readonly bleed: boolean; readonly marks: boolean };
  /** The ICC profile: checked, CMYK, of a version that the standard allows. */
  readonly icc: Uint8Array;
  readonly claims: readonly PressClaim[];
  /** The bound edge. */
  readonly binding: 'right' | 'left';
  /** What the slug line says besides the page: issue, date, condition; already localised. */
  readonly slug: readonly string[];
}
