// What a print shop asks for: the settings of a printer profile, complete, with every length in points. Read from YAML in
// press/, obeyed by pdf/, judged by preflight/.

export type PressStandard = 'pdfx-4' | 'pdfx-1a';

/** Inks of the process: cyan, magenta, yellow, black; each 0…1. */
export type Inks = readonly [cyan: number, magenta: number, yellow: number, black: number];

/** What is printed outside the bleed. */
export interface PrinterMarks {
  readonly crop: boolean;
  /** Registration crosses. */
  readonly cross: boolean;
  /** Corners of the bleed. */
  readonly bleed: boolean;
  readonly colorBar: boolean;
  /** A line with issue, page, date and profile. */
  readonly slug: boolean;
}

/** The printing condition that the inks are meant for. */
export interface OutputCondition {
  /** Name in the registry: FOGRA39. */
  readonly identifier: string;
  /** `http://www.color.org`. */
  readonly registry: string;
  /** In words: press, paper, standard. */
  readonly info: string;
  /** Its ICC profile: an absolute path. */
  readonly iccFile: string;
}

export interface PictureLimits {
  /** Pixels per inch below which preflight warns. */
  readonly wanted: number;
  /** Pixels per inch below which it is an error. */
  readonly minimum: number;
  /** Pictures with more pixels per inch than `maximum` are resampled to `target`. */
  readonly maximum: number;
  readonly target: number;
}

export interface PrinterProfile {
  /** `coated`, `uncoated`, `newspaper`, or the name of the user's file. */
  readonly name: string;
  readonly standard: PressStandard;
  readonly condition: OutputCondition;
  /** How RGB becomes ink; relative always with black-point compensation. */
  readonly intent: 'perceptual' | 'relative';
  /** Points beyond the trim. */
  readonly bleed: number;
  readonly marks: PrinterMarks;
  /** Points between the trim and the nearest mark; at least the bleed where there are marks. */
  readonly marksOffset: number;
  /** Greatest sum of inks, 4 = 400 %. */
  readonly inkLimit: number;
  readonly pictures: PictureLimits;
  /** Thinnest line, pt. */
  readonly minimumLine: number;
  /** Smallest type, pt. */
  readonly minimumType: number;
  /** Smallest type in more than one ink, pt. */
  readonly minimumTypeInks: number;
  readonly black: {
    /** Whether K-only text and rules overprint. */
    readonly overprint: boolean;
    /** Inks of large black areas; null keeps them K only. */
    readonly rich: Inks | null;
    /** Shorter side, pt, from which a black area is large. */
    readonly richFrom: number;
  };
  readonly pages: {
    /** The page count is a multiple of it. */
    readonly multiple: number;
    /** Where pages are added: after the last, or before it, so that it stays the back cover. */
    readonly fillAt: 'end' | 'before-last';
    /** A PDF page, picture or drawing shown on the added pages (path relative to the publication); null leaves them blank. */
    readonly filler: string | null;
    readonly order: 'reading' | 'reversed';
    readonly cover: 'inside' | 'separate';
  };
  /** Whether links and bookmarks may stay; no standard for print allows links within the bleed. */
  readonly links: boolean;
  /** Process inks that stand for each spot colour (at full tint). */
  readonly spots: Readonly<Record<string, Inks>>;
}
