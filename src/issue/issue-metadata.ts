// What a manifest says of its issue for catalogues and libraries: the keys, and Issue → what stands in the file's metadata.
import type { Issue, IssueMetadata } from './issue-types.ts';
import type { Localised, PlainData } from './plain-data.ts';
import type { Key, Schema } from './schema-kit.ts';
import { isPlainObject, list, localised, mapped, numberOrText, optional, record, text, wrong } from './schema-kit.ts'; // prettier-ignore
import { textIn } from './text-in.ts';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const KEYWORDS = 'Keywords: a list, or one text with commas (, ، or ;) between them';
const keywordsInList = list(text('A keyword'), KEYWORDS, true);
/** A comma or semicolon of either script, and those written full width. */
const BETWEEN_KEYWORDS = /[,;\u060c\u061b\uff0c\uff1b]/;

/** A text is a list with commas between; in a list they belong to the keyword. */
const keywordList: Schema<readonly string[]> = {
  json: keywordsInList.json,
  read(value, path, reading) {
    if (typeof value !== 'string') return keywordsInList.read(value, path, reading);
    const words = value.split(BETWEEN_KEYWORDS).map((word) => word.trim()).filter((word) => word !== ''); // prettier-ignore
    return words.length > 0 ? words : wrong(reading, path, 'words with commas between', value);
  },
};
const keywordsByLanguage = record(keywordList, 'Keywords by language');

const keywords: Schema<Readonly<Record<string, readonly string[]>>> = {
  json: {
    description:
      'What the issue is about: a list of words (or one text with commas between them), or one for each language',
    anyOf: [keywordList.json, { ...keywordsByLanguage.json, propertyNames: { pattern: LANGUAGE.source } }],
  },
  read(value, path, reading) {
    if (!isPlainObject(value))
      return mapped(keywordList, (words) => ({ '': words })).read(value, path, reading);
    const wrongTag = Object.keys(value).find((tag) => !LANGUAGE.test(tag));
    if (wrongTag === undefined) return keywordsByLanguage.read(value, path, reading);
    return wrong(reading, [...path, wrongTag], 'a language tag such as fa or en', wrongTag);
  },
};

const ISSN = /^\d{4}-\d{3}[\dX]$/;

/** ISO 3297: the last digit makes the sum of the digits, weighted from 8 down to 1, a multiple of 11. */
const issn: Schema<string> = {
  json: {
    type: 'string',
    pattern: ISSN.source,
    description: 'International number of the serial: 1234-5679',
  },
  read(value: PlainData, path, reading) {
    if (typeof value !== 'string' || !ISSN.test(value))
      return wrong(reading, path, 'an ISSN such as 1234-5679', value);
    const digits = Array.from(value.replace('-', ''), (digit) => (digit === 'X' ? 10 : Number(digit)));
    const sum = digits.reduce((before, digit, index) => before + (8 - index) * digit, 0);
    if (sum % 11 === 0) return value;
    return wrong(reading, path, 'an ISSN whose last digit fits the others', value, 'compare it with the certificate: a digit is mistyped'); // prettier-ignore
  },
};

/** The keys of the manifest. */
export const metadataKeys: {
  readonly [N in keyof IssueMetadata]-?: Key<NonNullable<IssueMetadata[N]>, false>;
} = {
  description: optional(
    localised('What the issue brings, in a sentence or two; for the file and for search engines'),
  ),
  keywords: optional(keywords),
  author: optional(localised('Who stands for the issue: editors or the editorial board; default: the publisher, else the title')), // prettier-ignore
  publisher: optional(localised('Who publishes it')),
  rights: optional(localised('Who owns the rights, and what is allowed')),
  volume: optional(numberOrText('Volume or year of publication')),
  issn: optional(issn),
};

/** A text in some languages (BCP 47), with the language of the issue first. */
export type LanguageTexts = readonly (readonly [language: string, text: string])[];

/** What the metadata of an issue's file say. */
export interface IssueDescription {
  readonly author: string;
  readonly subject: string | undefined;
  readonly keywords: readonly string[];
  readonly titles: LanguageTexts;
  readonly subjects: LanguageTexts;
  readonly authors: LanguageTexts;
  readonly publishers: LanguageTexts;
  readonly rights: LanguageTexts;
  /** The languages of the issue and its articles. */
  readonly languages: readonly string[];
  readonly publication: PublicationFacts;
}

/** What libraries file an issue by. */
export interface PublicationFacts {
  readonly id: string;
  readonly name: string;
  readonly number: string | undefined;
  readonly volume: string | undefined;
  readonly issn: string | undefined;
  /** ISO 8601. */
  readonly date: string;
}

/** `title` is that of the document, in the language of the issue. */
export function describeIssue(issue: Issue, title: string): IssueDescription {
  const { language, metadata = {} } = issue;
  const name = textIn(issue.title, language);
  const author = metadata.author ?? metadata.publisher ?? issue.title;
  const { description } = metadata;
  const number = issue.number === undefined ? undefined : String(issue.number);
  return {
    author: textIn(author, language),
    subject: description === undefined ? undefined : textIn(description, language),
    keywords: keywordsOf(metadata, language),
    // A design that prints the number in the title has it in every language.
    titles: inLanguages(issue.title, language).map(([tag, text], index) => [tag, index === 0 ? title : title === name || number === undefined ? text : `${text}, ${number}`]), // prettier-ignore
    subjects: inLanguages(description, language),
    authors: inLanguages(author, language),
    publishers: inLanguages(metadata.publisher, language),
    rights: inLanguages(metadata.rights, language),
    languages: [...new Set([language, ...issue.sections.flatMap(({ articles }) => articles.map(({ frontMatter }) => frontMatter.language))])], // prettier-ignore
    publication: {
      id: issue.id,
      name,
      number,
      volume: metadata.volume === undefined ? undefined : String(metadata.volume),
      issn: metadata.issn,
      date: issue.date,
    },
  };
}

function inLanguages(value: Localised | undefined, language: string): LanguageTexts {
  if (value === undefined) return [];
  if (typeof value === 'string') return [[language, value]];
  const own = textIn(value, language);
  const others = Object.entries(value).filter(([, text]) => text !== own);
  return [[language, own], ...others];
}

/** Those of the issue's language first; a word that two languages share once. */
function keywordsOf({ keywords: given = {} }: IssueMetadata, language: string): readonly string[] {
  const { [language]: own = [], ...others } = given;
  return [...new Set([...own, ...Object.values(others).flat()])];
}
