// The published JSON Schema (draft 2020-12) of OUT/<issue>.json. It lists every key: nothing else is in the file.
import type { JsonSchema } from '../issue/schema-kit.ts';

const text = (description: string): JsonSchema => ({ type: 'string', description });
const count = (description: string, minimum = 0): JsonSchema => ({ type: 'integer', minimum, description });
const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });
const byLanguage = (description: string): JsonSchema => ({
  type: 'object',
  description: `${description}, by language (BCP 47)`,
  additionalProperties: { type: 'string' },
});

/** All keys are there unless they are among `optional`. */
function object(
  properties: Readonly<Record<string, JsonSchema>>,
  description: string,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', description, properties, required, additionalProperties: false };
}

const file = object(
  {
    file: text('Name, in the folder of this file'),
    kind: {
      enum: ['pdf', 'text', 'cover'],
      description: 'The download, its text, the picture of its first page',
    },
    type: text('Media type'),
    bytes: count('Size'),
    width: count('Of the cover: pixels', 1),
    height: count('Of the cover: pixels', 1),
  },
  'A file that was written',
  ['width', 'height'],
);

const front = { const: 'back', description: 'Counted from the second front, at the end of the file' };

const destination = object(
  {
    name: text('<issue>.pdf#nameddest=<name> opens it'),
    page: count('From 1, counted from its own front'),
    front,
  },
  'A place of the PDF that has a name',
  ['front'],
);

const article = object(
  {
    slug: text('Unique in the issue'),
    file: text('Its source, relative to the publication'),
    title: text('In the language of the article'),
    language: text('BCP 47'),
    authors: text('As the article names them'),
    section: text('Id of its section'),
    destination: text('Named destination: <issue>.pdf#nameddest=<destination> opens the article; absent when no page has it'), // prettier-ignore
    firstPage: count('From 1, counted from its own front; 0 when it is on no page'),
    lastPage: count('From 1; 0 when it is on no page'),
    front,
  },
  'An article, in the order of the issue',
  ['authors', 'destination', 'front'],
);

const photograph = object(
  {
    source: text('Relative to the publication'),
    width: count('Pixels in the file', 1),
    height: count('Pixels in the file', 1),
    ppi: count('Pixels per inch at its largest printed size'),
    quality: count('JPEG quality; without meaning when it is lossless'),
    bytes: count('In the file'),
    lossless: { type: 'boolean', description: 'A drawing or a screenshot: it is not lowered' },
  },
  'A bitmap',
);

const budget = object(
  {
    maxBytes: count('What the manifest allows'),
    from: count('Bytes with pictures as the manifest wants them'),
    to: count('Bytes of the file'),
    rest: count('Bytes of all that is not lowered: everything but photographs'),
    fits: { type: 'boolean', description: 'Whether the file is small enough' },
    ppi: count('Pixels per inch that photographs have at most'),
    quality: count('JPEG quality of photographs'),
    pictures: list(photograph, 'Bitmaps, in the order of their first use'),
  },
  'With maxBytes: what fitting the file to it came to',
);

const warning = object(
  {
    code: text('Of the diagnostic'),
    severity: { enum: ['warning', 'error'] },
    message: text('What is wrong'),
    file: text('Where'),
    line: count('Where', 1),
    column: count('Where', 1),
    hint: text('What to do'),
    excerpt: text('The words that are meant'),
  },
  'A warning of the build',
  ['file', 'line', 'column', 'hint', 'excerpt'],
);

const press = object(
  {
    standard: text('Of the file'),
    profile: text('Printer profile'),
    condition: text('Printing condition'),
    binding: { enum: ['left', 'right'] },
    order: { enum: ['reading', 'reversed'] },
    trim: list({ type: 'number' }, 'Width and height, mm'),
    bleed: { type: 'number', description: 'mm' },
    sheet: list({ type: 'number' }, 'Width and height, mm'),
    added: count('Pages added at the end'),
    files: list(
      object(
        {
          file: text('Name, in the folder of this file'),
          part: text('What of the issue it holds'),
          pages: count('Pages'),
          bytes: count('Size'),
        },
        'A file of the press edition',
      ),
      'Files',
    ),
  },
  'The press edition, when it was built too',
);

/** The schema of `OUT/<issue>.json`, as plain JSON. */
export function issueJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'nashr issue',
    ...object(
      {
        issue: text('Id of the issue'),
        title: text('Name of the publication, in the language of the issue'),
        titles: byLanguage('Name of the publication'),
        number: { type: ['string', 'number'], description: 'Number of the issue' },
        volume: text('Volume'),
        issn: text('ISSN'),
        language: text('Main language (BCP 47)'),
        languages: list({ type: 'string' }, 'Languages of the issue and its articles, the main one first'),
        date: text('Day of publication, ISO 8601'),
        descriptions: byLanguage('What the issue brings'),
        authors: byLanguage('Who stands for it'),
        publishers: byLanguage('Who publishes it'),
        rights: byLanguage('Who owns the rights'),
        keywords: list({ type: 'string' }, 'What it is about'),
        pages: count('Pages of the PDF', 1),
        bytes: count('Size of the PDF'),
        standard: text('What the PDF claims to be: pdfua-1+pdfa-2a, none …'),
        files: list(file, 'Files to offer'),
        sections: list(
          object({ id: text('Named in articles'), labels: byLanguage('Heading') }, 'A section', ['labels']),
          'Sections in order',
        ),
        articles: list(article, 'Articles in order'),
        destinations: list(destination, 'Places of the PDF that have a name: articles, sections, headings'),
        fonts: list({ type: 'string' }, 'PostScript names of the fonts'),
        budget,
        warnings: list(warning, 'Warnings of the build'),
        press,
      },
      'An issue and its files, for a web site that offers them',
      ['number', 'volume', 'issn', 'descriptions', 'authors', 'publishers', 'rights', 'budget', 'press'],
    ),
  };
}
