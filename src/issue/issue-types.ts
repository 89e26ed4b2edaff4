// The issue as the later stages see it: ordered, validated articles and the plain data that templates print.
import type { Place } from '../base/diagnostic.ts';
import type { Direction } from '../base/direction.ts';
import type { DataPath, Localised, PlainObject } from './plain-data.ts';
import type { PrinterSettings } from './printer-settings.ts';

export interface ArticleImage {
  /** Relative to the publication folder, `/` as separator. */
  readonly src: string;
  readonly alt?: Localised | undefined;
  readonly caption?: Localised | undefined;
  readonly credit?: Localised | undefined;
  /** Where the article names the file. */
  readonly place: Place;
}

/** `full`: a page of its own; `half`: half a page, at its foot; `column`: in the text, as wide as its column. */
export type InsertSize = 'full' | 'half' | 'column';

/** An advertisement or another foreign page placed as it is: a page of a PDF, a picture or a drawing. */
export interface IssueInsert {
  /** Relative to the publication folder, `/` as separator; of a PDF with its page: `ads/x.pdf#page=2`. */
  readonly source: string;
  readonly size: InsertSize;
  readonly alt?: Localised | undefined;
  /** The word that makes it known as an advertisement; `true` is the usual one, `false` none. */
  readonly label?: Localised | boolean | undefined;
  readonly caption?: Localised | undefined;
  /** An address with its scheme. */
  readonly link?: string | undefined;
  /** Where its file is named. */
  readonly place: Place;
}

/** An insert of the manifest, and how many articles of its section stand before it. */
export interface PlacedInsert {
  readonly before: number;
  readonly insert: IssueInsert;
}

/** What an article says about itself, validated; absent keys are absent. */
export interface FrontMatter {
  readonly title: Localised;
  /** A shorter title for tables of contents. */
  readonly short?: Localised | undefined;
  /** BCP 47. The issue's language where the article names none. */
  readonly language: string;
  readonly author?: Localised | undefined;
  readonly translator?: Localised | undefined;
  readonly deck?: Localised | undefined;
  readonly kicker?: Localised | undefined;
  readonly source?: Localised | undefined;
  /** ISO 8601, Gregorian. */
  readonly date?: string | undefined;
  readonly place?: Localised | undefined;
  readonly tags: readonly string[];
  readonly section?: Localised | undefined;
  readonly summary?: Localised | undefined;
  readonly image?: ArticleImage | undefined;
  readonly insert?: IssueInsert | undefined;
  readonly columns?: number | undefined;
  readonly template?: string | undefined;
  readonly meta: PlainObject;
}

/** What the manifest changes about one article's layout. */
export interface ArticleOverrides {
  readonly columns?: number | undefined;
  readonly template?: string | undefined;
  readonly title?: Localised | undefined;
  readonly short?: Localised | undefined;
  readonly kicker?: Localised | undefined;
  readonly deck?: Localised | undefined;
}

export interface IssueArticle {
  /** Unique in the issue; from the file's name. */
  readonly slug: string;
  /** Relative to the publication folder, `/` as separator. */
  readonly file: string;
  /** The file as the user would type it; diagnostics about the body use it. */
  readonly displayFile: string;
  readonly direction: Direction;
  readonly frontMatter: FrontMatter;
  /** Markdown. */
  readonly body: string;
  /** Line of the file on which the body starts, from 1. */
  readonly bodyLine: number;
  readonly overrides: ArticleOverrides;
  /** Where the manifest chose it. */
  readonly place: Place;
}

/** Which edge of the paper is bound; `dual`: two fronts, one at either end, that meet in the middle. */
export type IssueBinding = 'right' | 'left' | 'dual';

/** The front from which a section is read: the issue's own, or that of the other direction at the back of the file. */
export type SectionFront = 'main' | 'back';

export interface IssueSection {
  readonly id: string;
  readonly front: SectionFront;
  readonly label?: Localised | undefined;
  readonly language?: string | undefined;
  readonly meta: PlainObject;
  readonly articles: readonly IssueArticle[];
  /** Those that the manifest places among the articles. */
  readonly inserts?: readonly PlacedInsert[] | undefined;
}

/** Pictures of the web edition. */
export interface WebImageSettings {
  /** Pixels per inch. */
  readonly ppi?: number | undefined;
  /** JPEG quality, to 100. */
  readonly quality?: number | undefined;
}

/** How one edition is written; for the press edition also what it changes about its printer profile. */
export interface Edition extends Omit<PrinterSettings, 'standard'> {
  readonly standard?: string | undefined;
  readonly profile?: string | undefined;
  /** Of the web edition. */
  readonly images?: WebImageSettings | undefined;
  /** Of the web edition: bytes that its file may have. */
  readonly maxBytes?: number | undefined;
}

/** What the manifest says of the issue for catalogues and libraries. Absent keys are absent. */
export interface IssueMetadata {
  readonly description?: Localised | undefined;
  /** By language; those that the manifest gives without one are under `''`. */
  readonly keywords?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly author?: Localised | undefined;
  readonly publisher?: Localised | undefined;
  readonly rights?: Localised | undefined;
  readonly volume?: string | number | undefined;
  /** `1234-5679`. */
  readonly issn?: string | undefined;
}

export interface Issue {
  readonly id: string;
  readonly number?: string | number | undefined;
  /** ISO 8601, Gregorian. */
  readonly date: string;
  readonly language: string;
  readonly direction: Direction;
  readonly binding: IssueBinding;
  /** What is spelt otherwise on the pages than in the files: Arabic yeh and kaf in Persian text. */
  readonly normalize?: 'letters' | undefined;
  readonly title: Localised;
  /** What the manifest says for catalogues and libraries. */
  readonly metadata?: IssueMetadata | undefined;
  /** Folder in templates/. */
  readonly template: string;
  readonly masthead: PlainObject;
  readonly meta: PlainObject;
  readonly sections: readonly IssueSection[];
  readonly editions: Readonly<Record<string, Edition>>;
  /** The publication folder, absolute. */
  readonly folder: string;
  /** As the user typed it. */
  readonly manifestFile: string;
  /** Where the manifest begins; places of single keys belong to their diagnostics. */
  readonly place: Place;
  /** Where the manifest names the template. */
  readonly templatePlace?: Place | undefined;
  /** Where the manifest says something of an edition: `['press', 'bleed']`; the nearest place there is. */
  readonly editionPlace?: ((path: DataPath, part?: 'key' | 'value') => Place) | undefined;
  /** Where `masthead`, `meta` or a section's `meta` says just this text. */
  readonly textPlace?: ((text: string) => Place | undefined) | undefined;
}
