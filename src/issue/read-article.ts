// An article file → validated front matter and Markdown body (DESIGN 1.4).
import { countNewlines } from '../base/count-newlines.ts';
import { messageOf } from '../base/message-of.ts';
import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import type { Place } from '../base/diagnostic.ts';
import { Diagnostics } from '../base/diagnostic.ts';
import type { DiagnosticCode } from '../base/diagnostic-codes.ts';
import { directionOfLanguage } from '../base/direction.ts';
import type { DataSource } from './data-source.ts';
import { readData } from './data-source.ts';
import type { ArticleImage, FrontMatter } from './issue-types.ts';
import type { Localised, PlainObject } from './plain-data.ts';
import { resolveInside } from './publication-path.ts';
import { readInsert } from './read-insert.ts';
import type { ComplaintKind } from './schema-kit.ts';
import { readPlainFrontMatter } from './plain-front-matter.ts';
import type { FrontMatterData } from './schema.ts';
import { frontMatterSchema } from './schema.ts';
import { isBlank, isTextFor } from './text-in.ts';

/** Bytes of an article file; a long book chapter has a tenth of it. */
const MAX_ARTICLE_BYTES = 8_000_000;
const MAX_FRONT_MATTER_CHARACTERS = 100_000;

export interface ArticleFile {
  readonly absolute: string;
  /** Relative to the publication folder. */
  readonly source: string;
  /** As diagnostics name it. */
  readonly displayFile: string;
}

/** What the pool keeps of a file: no body. */
export interface ArticleHead {
  readonly file: ArticleFile;
  /** Absent when the front matter cannot be read. */
  readonly frontMatter: FrontMatter | undefined;
  /** What is wrong with the file, reported when it is chosen. */
  readonly diagnostics: Diagnostics;
}

export interface ArticleText extends ArticleHead {
  readonly body: string;
  readonly bodyLine: number;
}

export interface ReadingContext {
  readonly publicationFolder: string;
  /** Language of articles that name none. */
  readonly language: string;
}

/** Reads one file; its diagnostics travel with it. */
export function readArticle(file: ArticleFile, context: ReadingContext): ArticleText {
  const diagnostics = new Diagnostics();
  const failed = { file, frontMatter: undefined, diagnostics, body: '', bodyLine: 1 };
  const content = readText(file, diagnostics);
  if (content === undefined) return failed;
  const parts = splitFrontMatter(content);
  if (parts === undefined || parts.frontMatter.length > MAX_FRONT_MATTER_CHARACTERS) {
    const message = content.startsWith('---') ? 'The front matter is not closed by a line ---' : 'The front matter is missing'; // prettier-ignore
    diagnostics.error('A008', message, { file: file.displayFile, line: 1, column: 1 }, 'an article begins with a line ---, its title: … and another line ---'); // prettier-ignore
    return failed;
  }
  const source = readFrontMatterData(parts.frontMatter, file, diagnostics);
  const frontMatter = source && readFrontMatter(source, file, context, diagnostics);
  return { file, frontMatter, diagnostics, body: parts.body, bodyLine: parts.bodyLine };
}

/** The common forms at once; the parser when there is more to it, or when a place is asked for. */
function readFrontMatterData(
  text: string,
  file: ArticleFile,
  diagnostics: Diagnostics,
): DataSource | undefined {
  const input = { text, file: file.displayFile, firstLine: 2, format: 'yaml', code: 'A002' } as const;
  const data = readPlainFrontMatter(text);
  if (data === undefined) return readData(input, diagnostics);
  let parsed: DataSource | undefined;
  const parse = (): DataSource | undefined => (parsed ??= readData(input, new Diagnostics()));
  return {
    data,
    placeOf: (path, part) => parse()?.placeOf(path, part) ?? { file: file.displayFile, line: 2 },
    writtenAt: (path) => parse()?.writtenAt(path),
  };
}

function readText(file: ArticleFile, diagnostics: Diagnostics): string | undefined {
  const place: Place = { file: file.displayFile };
  try {
    const { size } = statSync(file.absolute);
    if (size > MAX_ARTICLE_BYTES) {
      diagnostics.error('X002', `The article has ${size} bytes; ${MAX_ARTICLE_BYTES} are allowed`, place);
      return undefined;
    }
    const text = readFileSync(file.absolute, 'utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch (cause) {
    diagnostics.error('A001', `The article cannot be read: ${messageOf(cause)}`, place); // prettier-ignore
    return undefined;
  }
}

export interface ArticleParts {
  readonly frontMatter: string;
  readonly body: string;
  /** Line of the file on which the body starts, from 1. */
  readonly bodyLine: number;
}

/** Front matter stands between two lines `---` (the second may be `...`) at the very beginning. */
function splitFrontMatter(content: string): ArticleParts | undefined {
  const opening = /^---[ \t]*\r?\n/.exec(content);
  if (opening === null) return undefined;
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/gm;
  closing.lastIndex = start;
  const end = closing.exec(content);
  if (end === null) return undefined;
  const bodyStart = end.index + end[0].length;
  return {
    frontMatter: detached(content.slice(start, end.index)),
    body: content.slice(bodyStart),
    bodyLine: countNewlines(content, bodyStart) + 1,
  };
}

/** The same text in memory of its own: a piece of a string keeps all of it, and titles live longer than bodies. */
function detached(text: string): string {
  return `${text} `.slice(0, -1);
}

const CODES: Readonly<Record<ComplaintKind, DiagnosticCode>> = {
  'unknown-key': 'A004',
  wrong: 'A005',
  missing: 'A003',
  'bad-date': 'M006',
};

function readFrontMatter(
  source: DataSource,
  file: ArticleFile,
  context: ReadingContext,
  diagnostics: Diagnostics,
): FrontMatter | undefined {
  const data = frontMatterSchema.read(source.data ?? EMPTY, [], {
    writtenAt: (path) => source.writtenAt(path),
    complain: ({ kind, path, message, hint }) => {
      const place = source.placeOf(path, kind === 'unknown-key' ? 'key' : 'value');
      if (kind === 'unknown-key') diagnostics.warning(CODES[kind], message, place, hint);
      else if (kind === 'missing' && path.length === 1)
        diagnostics.error('A003', 'The article has no title', place, 'add title: … to the front matter');
      else diagnostics.error(kind === 'missing' ? 'A005' : CODES[kind], message, place, hint);
    },
  });
  if (data === undefined) return undefined;
  if (isBlank(data.title) && data.title !== undefined)
    diagnostics.error('A003', 'The title is empty', source.placeOf(['title']));
  const language = data.language ?? context.language;
  return Object.freeze({
    ...data,
    title: data.title ?? '',
    language,
    author: joinNames(data.author, language),
    translator: joinNames(data.translator, language),
    tags: data.tags ?? [],
    image: data.image && readImage(data.image, source, { file, context, language, diagnostics }),
    insert:
      data.insert &&
      readInsert(
        data.insert,
        {
          publicationFolder: context.publicationFolder,
          folder: posix.dirname(file.source),
          placeOf: (key) => source.placeOf(['insert', key]),
        },
        diagnostics,
      ),
    meta: data.meta ?? EMPTY,
  });
}

interface ImageOrigin {
  readonly file: ArticleFile;
  readonly context: ReadingContext;
  /** Of the article: alternative text is read aloud in it. */
  readonly language: string;
  readonly diagnostics: Diagnostics;
}

function readImage(
  image: NonNullable<FrontMatterData['image']>,
  source: DataSource,
  from: ImageOrigin,
): ArticleImage | undefined {
  if (image.src === undefined) return undefined;
  const place = lazyPlace(() => source.placeOf(['image', 'src']));
  const folder = posix.dirname(from.file.source);
  const resolved = resolveInside(from.context.publicationFolder, folder, image.src);
  if (resolved.kind === 'refused') {
    from.diagnostics.error('X001', `The picture ${JSON.stringify(image.src)} is refused: ${resolved.reason}`, place); // prettier-ignore
    return undefined;
  }
  const { alt, caption, credit } = image;
  if (!isTextFor(alt, from.language))
    from.diagnostics.warning(
      'I004',
      `Picture without alternative text${alt === undefined ? '' : ` in ${from.language}`}: ${image.src}`,
      source.placeOf(['image', alt === undefined ? 'src' : 'alt']),
      'Add alt: "…" (what it shows) beside src, or alt: "" for a decoration',
    );
  return Object.freeze({ src: resolved.source, alt, caption, credit, place });
}

/** Finding a place parses the front matter again: done only for those that are shown. */
function lazyPlace(find: () => Place): Place {
  let found: Place | undefined;
  const place = (): Place => (found ??= find());
  return {
    get file() {
      return place().file;
    },
    get line() {
      return place().line;
    },
    get column() {
      return place().column;
    },
  };
}

const EMPTY: PlainObject = Object.freeze(Object.create(null) as PlainObject);

function joinNames(
  names: Localised | readonly string[] | undefined,
  language: string,
): Localised | undefined {
  if (!Array.isArray(names)) return names as Localised | undefined;
  return (names as readonly string[]).join(directionOfLanguage(language) === 'rtl' ? '، ' : ', ');
}
