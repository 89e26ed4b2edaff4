// A manifest file and the article pool → Issue: ordered, validated articles (DESIGN 1.3, 1.4, 1.8).
import { messageOf } from '../base/message-of.ts';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, posix, relative, resolve, sep } from 'node:path';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { DiagnosticCode } from '../base/diagnostic-codes.ts';
import { directionOfLanguage } from '../base/direction.ts';
import { ArticlePool } from './article-pool.ts';
import type { DataSource } from './data-source.ts';
import { readData } from './data-source.ts';
import type {
  Edition,
  Issue,
  IssueArticle,
  IssueInsert,
  IssueMetadata,
  IssueSection,
  PlacedInsert,
} from './issue-types.ts';
import type { DataPath, PlainObject } from './plain-data.ts';
import { bindIssue } from './bind-issue.ts';
import { pathOfText } from './find-text.ts';
import { nearestName } from '../base/nearest-name.ts';
import { isWithin, resolveInside } from './publication-path.ts';
import type { ArticleFile } from './read-article.ts';
import type { ComplaintKind } from './schema-kit.ts';
import type { InsertItem, Manifest, ManifestItem, ManifestOverrides, ManifestSection } from './schema.ts';
import { manifestSchema } from './schema.ts';
import { readInsert } from './read-insert.ts';
import { selectArticles } from './select-articles.ts';

const MAX_MANIFEST_BYTES = 1_000_000;

/** Editions of a manifest that names none. */
export const DEFAULT_EDITIONS: Readonly<Record<string, Edition>> = {
  web: { standard: 'pdfua-1+pdfa-2a' },
  press: { standard: 'pdfx-4', profile: 'coated' },
};

/**
 * Loads one issue. Throws DiagnosticsError when there is no usable manifest; faults of single articles are collected
 * and the articles left out, so that everything wrong is reported in one run.
 * Give the same `pool` to the manifests of one run: articles are then read once.
 */
export function loadIssue(
  manifestFile: string,
  publicationFolder: string,
  diagnostics: Diagnostics,
  pool: ArticlePool = new ArticlePool(resolve(publicationFolder)),
): Issue {
  const source = readManifest(manifestFile, publicationFolder, diagnostics);
  if (source === undefined) return stop(diagnostics);
  const manifest = validateManifest(source, diagnostics);
  const folder = resolve(publicationFolder);
  // Faults of the articles are found also when those of the manifest forbid to go on.
  const loader = new ArticleLoader(manifest?.language ?? 'und', diagnostics, {
    pool,
    source,
    manifestFolder: relative(folder, dirname(resolve(manifestFile)))
      .split(sep)
      .join('/'),
  });
  const loaded = (manifest?.sections ?? []).map((section) => loader.section(section));
  if (manifest === undefined || !isComplete(manifest)) return stop(diagnostics);
  if (loaded.every(({ articles }) => articles.length === 0) && !diagnostics.hasErrors)
    diagnostics.error('M010', 'The issue has no articles', source.placeOf(['sections'], 'key'));
  const { binding, sections } = bindIssue(manifest, loaded, (message, path, hint) => {
    diagnostics.warning('M013', message, source.placeOf(path), hint);
  });
  return {
    id: manifest.issue,
    number: manifest.number,
    date: manifest.date,
    language: manifest.language,
    direction: directionOfLanguage(manifest.language),
    binding,
    normalize: manifest.normalize === undefined ? undefined : 'letters',
    title: manifest.title,
    metadata: metadataOf(manifest),
    template: manifest.template,
    masthead: manifest.masthead ?? EMPTY,
    meta: manifest.meta ?? EMPTY,
    sections,
    editions: manifest.editions ?? DEFAULT_EDITIONS,
    folder,
    manifestFile,
    ...placesOf(manifest, source),
  };
}

/** Apart from loadIssue: what its functions share would keep all that was read as long as the issue. */
function placesOf(
  manifest: Manifest,
  source: DataSource,
): Pick<Issue, 'place' | 'templatePlace' | 'editionPlace' | 'textPlace'> {
  return {
    place: source.placeOf([]),
    templatePlace: source.placeOf(['template']),
    editionPlace: (path, part) => source.placeOf(['editions', ...path], part),
    textPlace: (text) => placeOfText(manifest, text, source),
  };
}

function metadataOf({
  description,
  keywords,
  author,
  publisher,
  rights,
  volume,
  issn,
}: Manifest): IssueMetadata {
  return { description, keywords, author, publisher, rights, volume, issn };
}

const EMPTY: PlainObject = Object.freeze(Object.create(null) as PlainObject);

function stop(diagnostics: Diagnostics): never {
  diagnostics.throwIfErrors();
  throw new Error('a manifest was refused without a reason');
}

function readManifest(
  manifestFile: string,
  publicationFolder: string,
  diagnostics: Diagnostics,
): DataSource | undefined {
  const place: Place = { file: manifestFile };
  const absolute = resolve(manifestFile);
  const root = resolve(publicationFolder);
  if (!isWithin(root, absolute)) {
    diagnostics.error(
      'X001',
      `The manifest is not inside the publication folder ${publicationFolder}`,
      place,
    );
    return undefined;
  }
  const resolved = resolveInside(root, '', relative(root, absolute).split(sep).join('/'));
  if (resolved.kind === 'refused') {
    diagnostics.error('X001', `The manifest is refused: ${resolved.reason}`, place);
    return undefined;
  }
  try {
    const status = statSync(absolute);
    // Reading a pipe would wait for ever.
    if (!status.isFile() && !status.isDirectory()) throw new Error('it is no regular file');
    const { size } = status;
    if (size > MAX_MANIFEST_BYTES) {
      diagnostics.error('X002', `The manifest has ${size} bytes; ${MAX_MANIFEST_BYTES} are allowed`, place);
      return undefined;
    }
    const content = readFileSync(absolute, 'utf8').replace(/^\uFEFF/, '');
    const format = /\.json$/i.test(manifestFile) ? 'json' : 'yaml';
    return readData({ text: content, file: manifestFile, firstLine: 1, format, code: 'M002' }, diagnostics);
  } catch (cause) {
    diagnostics.error('M001', `The manifest cannot be read: ${messageOf(cause)}`, place); // prettier-ignore
    return undefined;
  }
}

const CODES: Readonly<Record<ComplaintKind, DiagnosticCode>> = {
  'unknown-key': 'M003',
  wrong: 'M004',
  missing: 'M005',
  'bad-date': 'M006',
};

/** For complaints that know no better one. */
const HINTS: Readonly<Partial<Record<ComplaintKind, string>>> = {
  wrong: 'the README lists the keys of a manifest and what each may hold',
};

type CompleteManifest = Manifest & {
  readonly [K in 'issue' | 'date' | 'language' | 'title' | 'template' | 'sections']-?: NonNullable<
    Manifest[K]
  >;
};

function validateManifest(source: DataSource, diagnostics: Diagnostics): Manifest | undefined {
  return manifestSchema.read(source.data ?? EMPTY, [], {
    writtenAt: (path) => source.writtenAt(path),
    complain: ({ kind, path, message, hint }) => {
      const place = source.placeOf(path, kind === 'unknown-key' ? 'key' : 'value');
      // A setting of an edition that is misspelt would not be kept, and the press would print by another.
      if (kind === 'unknown-key' && path[0] !== 'editions')
        diagnostics.warning(CODES[kind], message, place, hint);
      else diagnostics.error(CODES[kind], message, place, hint ?? HINTS[kind]);
    },
  });
}

function isComplete(manifest: Manifest): manifest is CompleteManifest {
  const { issue, date, language, title, template, sections } = manifest;
  return [issue, date, language, title, template, sections].every((value) => value !== undefined);
}

/** Templates print these as they are; all other texts have places of their own. */
function placeOfText(
  { masthead, meta, sections = [] }: Manifest,
  text: string,
  source: DataSource,
): Place | undefined {
  const places: readonly (readonly [DataPath, PlainObject | undefined])[] = [
    [['masthead'], masthead],
    [['meta'], meta],
    ...sections.map((section) => [['sections', section.index, 'meta'], section.meta] as const),
  ];
  for (const [path, data] of places) {
    const found = data === undefined ? undefined : pathOfText(data, text, path);
    if (found !== undefined) return source.placeOf(found);
  }
  return undefined;
}

interface LoaderContext {
  readonly pool: ArticlePool;
  readonly source: DataSource;
  /** Relative to the publication folder. */
  readonly manifestFolder: string;
}

/** Owns what must be unique in one issue: chosen files and slugs. */
class ArticleLoader {
  readonly #language: string;
  readonly #diagnostics: Diagnostics;
  readonly #context: LoaderContext;
  readonly #chosen = new Map<string, Place>();
  readonly #slugs = new Set<string>();

  constructor(language: string, diagnostics: Diagnostics, context: LoaderContext) {
    this.#language = language;
    this.#diagnostics = diagnostics;
    this.#context = context;
  }

  section(section: ManifestSection & { readonly index: number }): IssueSection {
    const articles: IssueArticle[] = [];
    const inserts: PlacedInsert[] = [];
    for (const item of section.articles ?? []) {
      const path = ['sections', section.index, 'articles', item.index];
      if (item.kind === 'insert') {
        const insert = this.#insert(item, path);
        if (insert !== undefined) inserts.push({ before: articles.length, insert });
        continue;
      }
      for (const file of this.#filesOf(item, path)) {
        const article = this.#article(file, item, this.#context.source.placeOf(path));
        if (article !== undefined) articles.push(article);
      }
    }
    return {
      id: section.id ?? `section-${section.index + 1}`,
      front: 'main',
      label: section.label,
      language: section.language,
      meta: section.meta ?? EMPTY,
      articles,
      ...(inserts.length > 0 && { inserts }),
    };
  }

  #insert({ insert }: InsertItem, path: DataPath): IssueInsert | undefined {
    const { pool, source, manifestFolder } = this.#context;
    if (insert === undefined) return undefined;
    const placeOf = (key: string): Place => source.placeOf([...path, 'insert', key]);
    const origin = { publicationFolder: pool.publicationFolder, folder: manifestFolder, placeOf };
    return readInsert(insert, origin, this.#diagnostics);
  }

  #filesOf(item: Exclude<ManifestItem, { readonly kind: 'insert' }>, path: DataPath): readonly ArticleFile[] {
    const { pool, source, manifestFolder } = this.#context;
    if (item.kind === 'select') {
      const context = { pool, manifestFolder, language: this.#language, place: source.placeOf([...path, 'select'], 'key') }; // prettier-ignore
      return selectArticles(item, context, this.#diagnostics);
    }
    if (item.file === undefined) return [];
    const place = source.placeOf(source.writtenAt(path) === undefined ? [...path, 'file'] : path);
    const resolved = resolveInside(pool.publicationFolder, manifestFolder, item.file);
    if (resolved.kind === 'refused') {
      this.#diagnostics.error('X001', `${JSON.stringify(item.file)} is refused: ${resolved.reason}`, place);
      return [];
    }
    if (!resolved.exists) {
      this.#diagnostics.error('M007', `Article file not found: ${item.file}`, place, this.#nearestFile(item.file, resolved.source)); // prettier-ignore
      return [];
    }
    return [pool.file(resolved.absolute, resolved.source)];
  }

  /** The same name elsewhere in the pool, else the most similar name, preferably in the same folder. */
  #nearestFile(written: string, source: string): string | undefined {
    const { pool, manifestFolder } = this.#context;
    const files = pool.filesBelow(manifestFolder);
    const name = posix.basename(source);
    const inFolder = files.filter((file) => posix.dirname(file) === posix.dirname(source));
    const nearIn = (candidates: readonly string[]): string | undefined => {
      const near = nearestName(name, candidates.map((file) => posix.basename(file))); // prettier-ignore
      return candidates.find((file) => posix.basename(file) === near);
    };
    const near = files.find((file) => posix.basename(file) === name) ?? nearIn(inFolder) ?? nearIn(files);
    if (near === undefined) return undefined;
    const shown = posix.relative(manifestFolder, near);
    return shown === written ? undefined : `did you mean ${shown}?`;
  }

  #article(file: ArticleFile, overrides: ManifestOverrides, place: Place): IssueArticle | undefined {
    const first = this.#chosen.get(file.source);
    if (first !== undefined) {
      const where = first.line === undefined ? '' : ` (line ${first.line})`;
      this.#diagnostics.note(
        'M009',
        `${file.displayFile} is already in the issue${where}; it stays there`,
        place,
      );
      return undefined;
    }
    this.#chosen.set(file.source, place);
    const text = this.#context.pool.read(file, this.#language);
    for (const diagnostic of text.diagnostics.list) this.#diagnostics.add(diagnostic);
    const { frontMatter } = text;
    if (frontMatter === undefined) return undefined;
    const { columns, template, title, short, kicker, deck } = overrides;
    return {
      slug: this.#slugOf(file.source),
      file: file.source,
      displayFile: file.displayFile,
      direction: directionOfLanguage(frontMatter.language),
      frontMatter,
      body: text.body,
      bodyLine: text.bodyLine,
      overrides: { columns, template, title, short, kicker, deck },
      place,
    };
  }

  /** Letters and digits of any script, dots, dashes and underscores; made unique by a number. */
  #slugOf(source: string): string {
    const stem = basename(source).replace(/\.[^.]*$/, '');
    const slug = /^[\w.-]+$/.test(stem) ? stem : stem.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._\u200C-]+/gu, '-') || 'article'; // prettier-ignore
    let unique = slug;
    for (let number = 2; this.#slugs.has(unique); number++) unique = `${slug}-${number}`;
    this.#slugs.add(unique);
    return unique;
  }
}
