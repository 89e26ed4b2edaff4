// The manifest and the front matter, declared once: types, validation and JSON Schema follow from here (DESIGN 1.3, 1.4).
import type { Edition, IssueMetadata } from './issue-types.ts';
import type { Localised, PlainObject } from './plain-data.ts';
import type { Pattern, Schema } from './schema-kit.ts';
import { metadataKeys } from './issue-metadata.ts';
import { printerKeys } from './printer-settings.ts';
import { byteSize, flag } from './schema-measures.ts';
import { isPlainObject } from './schema-kit.ts';
import {
  alternatives,
  date,
  freeData,
  indexedList,
  list,
  localised,
  mapped,
  numberOrText,
  object,
  optional,
  required,
  text,
  wholeNumber,
} from './schema-kit.ts';

/** What the manifest may change about the articles of one entry. */
export interface ManifestOverrides {
  readonly columns?: number | undefined;
  readonly template?: string | undefined;
  readonly title?: Localised | undefined;
  readonly short?: Localised | undefined;
  readonly kicker?: Localised | undefined;
  readonly deck?: Localised | undefined;
}

export interface SelectionCriteria {
  readonly language?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly author?: readonly string[] | undefined;
  readonly glob?: string | undefined;
}

export interface FileItem extends ManifestOverrides {
  readonly file?: string | undefined;
}

export interface Selection extends ManifestOverrides {
  readonly select?: SelectionCriteria | undefined;
  readonly sort?: readonly string[] | undefined;
  readonly limit?: number | undefined;
}

/** What manifest and front matter say of an insert. */
export interface InsertData {
  readonly src?: string | undefined;
  readonly page?: number | undefined;
  readonly size?: string | undefined;
  readonly alt?: Localised | undefined;
  readonly label?: Localised | boolean | undefined;
  readonly caption?: Localised | undefined;
  readonly link?: string | undefined;
}

export interface InsertItem extends ManifestOverrides {
  readonly insert?: InsertData | undefined;
}

export type ManifestItem =
  | ({ readonly kind: 'file' } & FileItem)
  | ({ readonly kind: 'select' } & Selection)
  | ({ readonly kind: 'insert' } & InsertItem);

export interface ManifestSection {
  readonly id?: string | undefined;
  readonly label?: Localised | undefined;
  readonly language?: string | undefined;
  readonly front?: string | undefined;
  readonly meta?: PlainObject | undefined;
  readonly articles?: readonly (ManifestItem & { readonly index: number })[] | undefined;
}

/** Keys that were wrong or missing are absent: the complaints say so. */
export interface Manifest extends IssueMetadata {
  readonly issue?: string | undefined;
  readonly number?: string | number | undefined;
  readonly date?: string | undefined;
  readonly language?: string | undefined;
  readonly binding?: string | undefined;
  readonly normalize?: string | undefined;
  readonly title?: Localised | undefined;
  readonly template?: string | undefined;
  readonly masthead?: PlainObject | undefined;
  readonly meta?: PlainObject | undefined;
  readonly sections?: readonly (ManifestSection & { readonly index: number })[] | undefined;
  readonly editions?: Readonly<Record<string, Edition>> | undefined;
}

export interface FrontMatterData {
  readonly title?: Localised | undefined;
  readonly short?: Localised | undefined;
  readonly language?: string | undefined;
  readonly author?: Localised | readonly string[] | undefined;
  readonly translator?: Localised | readonly string[] | undefined;
  readonly deck?: Localised | undefined;
  readonly kicker?: Localised | undefined;
  readonly source?: Localised | undefined;
  readonly date?: string | undefined;
  readonly place?: Localised | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly section?: Localised | undefined;
  readonly summary?: Localised | undefined;
  readonly image?:
    | {
        readonly src?: string | undefined;
        readonly alt?: Localised | undefined;
        readonly caption?: Localised | undefined;
        readonly credit?: Localised | undefined;
      }
    | undefined;
  readonly insert?: InsertData | undefined;
  readonly columns?: number | undefined;
  readonly template?: string | undefined;
  readonly meta?: PlainObject | undefined;
}

const language: Schema<string> = text('BCP 47 language tag: fa, fa-AF, ps, en, de …', {
  regExp: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
  means: 'a language tag such as fa, fa-AF or en',
});
const fileName: Pattern = {
  regExp: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$/,
  means: 'letters, digits, dots, dashes and underscores',
  acceptsNumbers: true,
};
const templateName: Schema<string> = text('Name of a template', fileName);
const columns: Schema<number> = wholeNumber('Number of text columns', 1, 12);
const personNames: Schema<readonly string[]> = list(text('A name'), 'Names', true);

const overrides = {
  columns: optional(columns),
  template: optional(templateName),
  title: optional(localised('Replaces the title in this issue')),
  short: optional(localised('Replaces the short title in this issue')),
  kicker: optional(localised('Replaces the kicker in this issue')),
  deck: optional(localised('Replaces the deck in this issue')),
} as const;

const fileItem = object(
  { file: required(text('Article file, relative to the manifest')), ...overrides },
  'One article, with changes to its layout',
);
const selectItem = object(
  {
    select: required(
      object(
        {
          language: optional(list(language, 'Any of these languages', true)),
          tags: optional(list(text('A tag'), 'Any of these tags', true)),
          from: optional(date('First day, inclusive')),
          to: optional(date('Last day, inclusive')),
          author: optional(personNames),
          glob: optional(text('Files, relative to the manifest; default articles/**.md')),
        },
        'What the articles must have in common',
      ),
    ),
    sort: optional(
      list(
        text('Sort key', {
          regExp: /^-?(date|title|author|file)$/,
          means: 'date, title, author or file, with - for the other way round',
        }),
        'Order of the selected articles; default date then file',
        true,
      ),
    ),
    limit: optional(wholeNumber('At most so many articles', 1, 10_000)),
    columns: optional(columns),
    template: optional(templateName),
  },
  'Articles chosen from the pool',
);

const insert = object(
  {
    src: required(
      text('PDF, picture or drawing, relative to the file that names it', {
        regExp:
          /\.([pP][dD][fF]|[sS][vV][gG]|[pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP]|[gG][iI][fF]|[aA][vV][iI][fF]|[tT][iI][fF][fF]?)$/,
        means: 'a file .pdf, .svg, .png, .jpg, .webp, .gif, .avif or .tiff',
      }),
    ),
    page: optional(wholeNumber('Page of a PDF, from 1; default 1', 1, 20_000)),
    size: optional(
      text('full (a page of its own; the default), half (half a page, at its foot) or column (in the text)', {
        regExp: /^(full|half|column)$/,
        means: 'full, half or column',
      }),
    ),
    alt: optional(localised('What it shows and says, for those who cannot see it')),
    label: optional(
      alternatives<Localised | boolean>('text, a map from language to text, or false', [
        {
          when: (value) => typeof value === 'boolean',
          schema: flag('false: no label, for what is no advertisement; true: the default'),
        },
        {
          when: () => true,
          schema: localised('Word above it that says what it is; default: “Advertisement” in the language of the reader; not for full pages'), // prettier-ignore
        },
      ]),
    ),
    caption: optional(localised('Caption, not for full pages')),
    link: optional(text('Where a click leads: https://…')),
  },
  'An advertisement or another foreign page, placed as it is',
);
const insertItem = object({ insert: required(insert) }, 'An insert between articles');

const item: Schema<ManifestItem> = alternatives<ManifestItem>(
  'a file name, { file: … }, { select: … } or { insert: … }',
  [
    {
      when: (value) => typeof value === 'string',
      schema: mapped(textOnly('Article file, relative to the manifest'), (file) => ({ kind: 'file', file })),
    },
    {
      when: (value) => isPlainObject(value) && 'select' in value,
      schema: mapped(selectItem, (read) => ({ kind: 'select', ...read })),
    },
    {
      when: (value) => isPlainObject(value) && 'insert' in value,
      schema: mapped(insertItem, (read) => ({ kind: 'insert', ...read })),
    },
    { when: isPlainObject, schema: mapped(fileItem, (read) => ({ kind: 'file', ...read })) },
  ],
);

function textOnly(description: string): Schema<string> {
  const schema = text(description);
  return {
    json: { type: 'string', description },
    read: (value, path, reading) => schema.read(value, path, reading),
  };
}

const section = object(
  {
    id: optional(text('Name for links and templates; default section-1, section-2 …', fileName)),
    label: optional(localised('Heading of the section')),
    language: optional(language),
    front: optional(
      text(
        'In an issue with binding: dual, the front from which the section is read; default by the direction of its language',
        {
          regExp: /^(main|back)$/,
          means: 'main or back',
        },
      ),
    ),
    meta: optional(freeData('Free data for the templates')),
    articles: required(indexedList(item, 'Articles in order')),
  },
  'A part of the issue',
);

const standard = optional(
  text(
    'Standards of the file, joined by +: pdfua-1+pdfa-2a (web; also pdfa-2u, pdfa-3a, none), pdfx-4, pdfx-1a …',
  ),
);

const webImages = object(
  {
    ppi: optional(wholeNumber('Pixels per inch that pictures keep at their printed size; default 150', 36, 600)), // prettier-ignore
    quality: optional(wholeNumber('JPEG quality of photographs; default 80', 20, 100)),
  },
  'Pictures of the web edition',
);

const webEdition: Schema<Edition> = object(
  {
    standard,
    images: optional(webImages),
    maxBytes: optional(byteSize('Greatest size of the file: 2 MB; pictures are lowered step by step until it fits')), // prettier-ignore
  },
  'How the web edition is written',
);

const pressEdition: Schema<Edition> = object(
  {
    ...printerKeys,
    standard,
    profile: optional(
      text('Printer profile: coated, uncoated, newspaper, or a file relative to the manifest'),
    ),
  },
  'How the press edition is written; it may change any key of its printer profile',
);

/** An edition of another name would never be built. */
const editions: Schema<Readonly<Record<string, Edition>>> = mapped(
  object({ web: optional(webEdition), press: optional(pressEdition) }, 'The editions: web, press'),
  ({ web, press }) => ({ ...(web === undefined ? {} : { web }), ...(press === undefined ? {} : { press }) }),
);

export const manifestSchema: Schema<Manifest> = object(
  {
    issue: required(text('Id of the issue; names the output files', fileName)),
    number: optional(numberOrText('Number of the issue')),
    date: required(date('Day of publication')),
    language: required(language),
    binding: optional(
      text('The bound edge: right, left, dual (a front at either end), auto (by the language; the default)', {
        regExp: /^(auto|right|left|dual)$/,
        means: 'auto, right, left or dual',
      }),
    ),
    normalize: optional(
      text('letters: Persian text (fa) is printed with ی and ک where its files have the Arabic ي and ك', {
        regExp: /^letters$/,
        means: 'letters',
      }),
    ),
    title: required(localised('Name of the publication')),
    ...metadataKeys,
    template: required(text('Folder in templates/', fileName)),
    masthead: optional(freeData('Free data for the masthead template')),
    meta: optional(freeData('Free data for all templates: volume, price, subtitle …')),
    sections: required(indexedList(section, 'Parts of the issue in order')),
    editions: optional(editions),
  },
  'Manifest of one issue',
);

const image = object(
  {
    src: required(text('Image file, relative to the article')),
    alt: optional(localised('What the picture shows, for those who cannot see it')),
    caption: optional(localised('Caption')),
    credit: optional(localised('Photographer, agency, licence')),
  },
  'Picture of the article',
);

const people = alternatives<Localised | readonly string[]>(
  'a name, a list of names, or a map from language to name',
  [
    { when: (value) => Array.isArray(value), schema: list(text('A name'), 'Names') },
    { when: () => true, schema: localised('A name') },
  ],
);

export const frontMatterSchema: Schema<FrontMatterData> = object(
  {
    title: required(localised('Headline')),
    short: optional(localised('Shorter title for tables of contents')),
    language: optional(language),
    author: optional(people),
    translator: optional(people),
    deck: optional(localised('Standfirst')),
    kicker: optional(localised('Line above the headline')),
    source: optional(localised('Where the text comes from')),
    date: optional(date('Date of the article')),
    place: optional(localised('Place in the dateline')),
    tags: optional(list(text('A tag'), 'Tags', true)),
    section: optional(localised('Name of the section')),
    summary: optional(localised('Short version')),
    image: optional(image),
    insert: optional(insert),
    columns: optional(columns),
    template: optional(templateName),
    meta: optional(freeData('Free data for the templates')),
  },
  'Front matter of an article',
);
