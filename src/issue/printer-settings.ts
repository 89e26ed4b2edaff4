// The keys of a printer profile, declared once for the files of profiles and for `editions.press`, which may change any of
// them (DESIGN 1.3). Every key is optional here: press/ puts the layers together.
import type { Inks, PressStandard, PrinterMarks } from '../base/printer-profile.ts';
import type { Key, Schema } from './schema-kit.ts';
import { mapped, object, optional, record, text, wholeNumber } from './schema-kit.ts';
import { choice, decimal, flag, inkSum, lengthWithUnit, orNone, processInks } from './schema-measures.ts';

export interface ConditionSettings {
  readonly identifier?: string | undefined;
  readonly registry?: string | undefined;
  readonly info?: string | undefined;
  /** ICC profile; relative to the file that names it. */
  readonly icc?: string | undefined;
}

export interface PictureSettings {
  readonly wanted?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly target?: number | undefined;
}

export interface BlackSettings {
  readonly overprint?: boolean | undefined;
  readonly rich?: Inks | null | undefined;
  readonly richFrom?: number | undefined;
}

export interface PageSettings {
  readonly multiple?: number | undefined;
  readonly fillAt?: 'end' | 'before-last' | undefined;
  readonly filler?: string | null | undefined;
  readonly order?: 'reading' | 'reversed' | undefined;
  readonly cover?: 'inside' | 'separate' | undefined;
}

/** What one file, or the manifest, says about the press; lengths in points, shares from 0, PrinterProfile has the meanings. */
export interface PrinterSettings {
  readonly standard?: PressStandard | undefined;
  readonly condition?: ConditionSettings | undefined;
  readonly intent?: 'perceptual' | 'relative' | undefined;
  readonly bleed?: number | undefined;
  readonly marks?: PrinterMarks | undefined;
  readonly marksOffset?: number | undefined;
  readonly inkLimit?: number | undefined;
  readonly pictures?: PictureSettings | undefined;
  readonly minimumLine?: number | undefined;
  readonly minimumType?: number | undefined;
  readonly minimumTypeInks?: number | undefined;
  readonly black?: BlackSettings | undefined;
  readonly pages?: PageSettings | undefined;
  readonly links?: boolean | undefined;
  readonly spots?: Readonly<Record<string, Inks>> | undefined;
}

/** A file of settings; what it does not say is as in the profile it extends. */
export interface PrinterFile extends PrinterSettings {
  readonly extends?: string | undefined;
}

const MARK = '(?:crop|cross|bleed|bar|slug)';

const marks: Schema<PrinterMarks> = mapped(
  text('Printer marks: none, or some of crop cross bleed bar slug', {
    regExp: new RegExp(`^(?:none|${MARK}(?: ${MARK})*)$`),
    means: 'none, or some of crop, cross, bleed, bar and slug with a space between',
  }),
  (written) => {
    const words = written.split(' ');
    return {
      crop: words.includes('crop'),
      cross: words.includes('cross'),
      bleed: words.includes('bleed'),
      colorBar: words.includes('bar'),
      slug: words.includes('slug'),
    };
  },
);

const resolution = (description: string): Key<number, false> => optional(decimal(description, 1, 10_000));

const condition: Schema<ConditionSettings> = object(
  {
    identifier: optional(
      text('Name in the registry: FOGRA39', { regExp: /\S/, means: 'a name', acceptsNumbers: true }),
    ),
    registry: optional(text('Address of the registry; http://www.color.org')),
    info: optional(text('The condition in words: press, paper, standard')),
    icc: optional(text('ICC profile (CMYK output, version 2), relative to this file')),
  },
  'Printing condition that the inks are meant for',
);

const pictures: Schema<PictureSettings> = object(
  {
    wanted: resolution('Pixels per inch below which a picture is warned of'),
    minimum: resolution('Pixels per inch below which a picture is refused'),
    maximum: resolution('Pixels per inch above which a picture is resampled'),
    target: resolution('Pixels per inch that it then has'),
  },
  'Resolution of pictures',
);

const black: Schema<BlackSettings> = object(
  {
    overprint: optional(flag('Whether black text and rules are printed over what lies below')),
    rich: optional(orNone(processInks('Inks of large black areas; none keeps them black only'))),
    richFrom: optional(lengthWithUnit('Shorter side from which a black area is large')),
  },
  'How black is printed',
);

const pages: Schema<PageSettings> = object(
  {
    multiple: optional(wholeNumber('The number of pages is a multiple of it', 1, 64)),
    fillAt: optional(choice('Where pages are added', ['end', 'before-last'])),
    filler: optional(orNone(text('Picture, drawing or PDF shown on added pages, relative to this file; none leaves them blank'))), // prettier-ignore
    order: optional(choice('Order of the pages in the file', ['reading', 'reversed'])),
    cover: optional(choice('Whether the outer sheet is a file of its own', ['inside', 'separate'])),
  },
  'How many pages there are, and where',
);

type SettingKeys = {
  readonly [N in keyof PrinterSettings]-?: Key<Exclude<PrinterSettings[N], undefined>, false>;
};

/** For the file of a profile, and for an edition, whose standard says more. */
export const printerKeys: SettingKeys = {
  standard: optional(choice('Standard of the file', ['pdfx-4', 'pdfx-1a'])),
  condition: optional(condition),
  intent: optional(choice('How RGB becomes ink', ['perceptual', 'relative'])),
  bleed: optional(lengthWithUnit('What is printed beyond the trimmed page: 3mm')),
  marks: optional(marks),
  marksOffset: optional(lengthWithUnit('Distance of the marks from the trimmed page: 12pt')),
  inkLimit: optional(inkSum('Greatest sum of inks: 300%')),
  pictures: optional(pictures),
  minimumLine: optional(lengthWithUnit('Thinnest line: 0.25pt')),
  minimumType: optional(lengthWithUnit('Smallest type: 5pt')),
  minimumTypeInks: optional(lengthWithUnit('Smallest type in more than one ink: 9pt')),
  black: optional(black),
  pages: optional(pages),
  links: optional(flag('Whether links and bookmarks may stay')),
  spots: optional(record(processInks('Process inks of a spot colour in full: [cyan, magenta, yellow, black]'), 'Spot colours by name')), // prettier-ignore
};

/** A printer profile. */
export const printerFileSchema: Schema<PrinterFile> = object(
  {
    extends: optional(text('coated, uncoated, newspaper, or another file, relative to this one')),
    ...printerKeys,
  },
  'Printer profile: what a print shop asks for',
);
