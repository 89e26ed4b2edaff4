// Report of a preflight: findings by rule, with page, place and measured value.
import type { Box, InspectedFile, InspectedPage, TaggedDocument } from './inspect/inspected-pdf.ts';
import type { PrinterProfile } from '../base/printer-profile.ts';

/** What a file is judged by. */
export type PreflightStandard = 'pdfx-4' | 'pdfx-1a' | 'pdfa-2a' | 'pdfua-1' | 'pdfua-1+pdfa-2a';

/** A standard alone, or a printer profile, which brings its standard and its limits. */
export interface PreflightTarget {
  readonly standard: PreflightStandard;
  /** Null: only what the standard asks. */
  readonly profile: PrinterProfile | null;
}

export type FindingSeverity = 'error' | 'warning' | 'note';

export interface Finding {
  /** Name of the rule: `boxes.trim-missing`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** From 1; null: of the whole file. */
  readonly page: number | null;
  /** Where on the page; null: nowhere in particular. */
  readonly place: Box | null;
  readonly message: string;
  /** What was measured and what was wanted, with units: `212 ppi`, `at least 250 ppi`. */
  readonly measured: string | null;
  readonly wanted: string | null;
  /** How often the same finding came on this page. */
  readonly count: number;
}

/** What goes to the printer with the file. */
export interface JobTicket {
  readonly title: string | null;
  readonly standard: string | null;
  readonly pages: number;
  /** Trim size, mm; null when pages differ. */
  readonly trim: readonly [width: number, height: number] | null;
  /** Smallest bleed, mm; null without boxes. */
  readonly bleed: number | null;
  /** Names of the plates: Cyan, Magenta, Yellow, Black, spot colours. */
  readonly inks: readonly string[];
  /** Greatest sum of inks, percent; of fills and pictures. */
  readonly maximumInk: number | null;
  readonly fonts: readonly { readonly name: string; readonly kind: string; readonly embedded: boolean; readonly subset: boolean }[]; // prettier-ignore
  readonly pictures: readonly { readonly page: number; readonly pixels: readonly [number, number]; readonly ppi: number; readonly space: string }[]; // prettier-ignore
  readonly outputIntent: string | null;
  readonly profile: string | null;
  readonly binding: 'right' | 'left';
}

export interface PreflightReport {
  readonly file: string;
  readonly target: PreflightTarget;
  /** No finding is an error. */
  readonly passed: boolean;
  /** In the order of pages, then rules. */
  readonly findings: readonly Finding[];
  readonly ticket: JobTicket;
}

/** A rule looks at the file once and at each page; it reports through `find`. */
export interface PreflightRule {
  /** `boxes.trim-missing`. */
  readonly name: string;
  readonly describes: string;
  /** Whether it is asked for this target. */
  readonly applies: (target: PreflightTarget) => boolean;
  /** It asks for the text of pages in reading order. */
  readonly readsText?: boolean;
  /** It asks for the marked content of pages. */
  readonly readsPieces?: boolean;
  page?(page: InspectedPage, context: PageContext): void;
  /** After all pages. */
  file?(file: InspectedFile, context: RuleContext): void;
}

export interface RuleContext {
  readonly target: PreflightTarget;
  /** Facts of the whole file; those that pages add to are complete only after the last page. */
  readonly inspected: InspectedFile;
  readonly find: (finding: Omit<Finding, 'rule' | 'count'>) => void;
  /** The text that the file should hold, page by page in reading order, when its source is known. */
  readonly expectedText: readonly string[] | null;
  /** The tags of the file, read when they are first asked for. */
  readonly tags: () => TaggedDocument;
}

export interface PageContext extends RuleContext {
  /** The page's text in logical order; null when it cannot be read. */
  readonly text: string | null;
}
