// The article files of a publication → their front matter, each read once and kept for all issues of a run.
import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import type { ArticleFile, ArticleHead, ArticleText } from './read-article.ts';
import { readArticle } from './read-article.ts';
import { resolveInside } from './publication-path.ts';

const MAX_FILES = 20_000;
const MAX_FOLDER_DEPTH = 16;
/** Characters of bodies kept between selection and choice; beyond, files are read a second time. */
const MAX_KEPT_CHARACTERS = 30_000_000;

/** Owns the cache of heads and folder listings. One pool serves every manifest of a publication. */
export class ArticlePool {
  readonly publicationFolder: string;
  readonly #displayPrefix: string;
  readonly #heads = new Map<string, ArticleHead>();
  readonly #texts = new Map<string, ArticleText>();
  #keptCharacters = 0;
  readonly #folders = new Map<string, readonly string[]>();

  /** `displayPrefix` is put before paths in diagnostics: the publication folder as the user sees it. */
  constructor(publicationFolder: string, displayPrefix: string = displayFolder(publicationFolder)) {
    this.publicationFolder = publicationFolder;
    this.#displayPrefix = displayPrefix;
  }

  file(absolute: string, source: string): ArticleFile {
    return { absolute, source, displayFile: posix.join(this.#displayPrefix, source) };
  }

  /** The whole article, read now or when its front matter was. */
  read(file: ArticleFile, language: string): ArticleText {
    const key = headKey(file, language);
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const text = readArticle(file, { publicationFolder: this.publicationFolder, language });
    const { frontMatter, diagnostics } = text;
    this.#heads.set(key, { file, frontMatter, diagnostics });
    this.#keptCharacters += text.body.length;
    if (this.#keptCharacters <= MAX_KEPT_CHARACTERS) this.#texts.set(key, text);
    return text;
  }

  /** The front matter only, read once. */
  head(file: ArticleFile, language: string): ArticleHead {
    return this.#heads.get(headKey(file, language)) ?? this.read(file, language);
  }

  /** Markdown files below a folder, as sorted paths relative to the publication folder. Hidden folders are left out. */
  filesBelow(folder: string): readonly string[] {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const found: string[] = [];
    this.#walk(folder, 0, found);
    const files = found.toSorted(compareText);
    this.#folders.set(folder, files);
    return files;
  }

  #walk(folder: string, depth: number, found: string[]): void {
    if (depth > MAX_FOLDER_DEPTH || found.length >= MAX_FILES) return;
    const absolute = join(this.publicationFolder, folder);
    for (const entry of entriesOf(absolute)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) this.#walk(path, depth + 1, found);
      else if (!/\.(md|markdown)$/i.test(entry.name) || found.length >= MAX_FILES) continue;
      else if (entry.isFile() || this.#isLinkInside(path)) found.push(path);
    }
  }

  /** Links to files are followed when they stay inside; links to folders are not walked into (they may form rings). */
  #isLinkInside(path: string): boolean {
    const resolved = resolveInside(this.publicationFolder, '', path);
    return resolved.kind === 'inside' && resolved.exists;
  }
}

function headKey(file: ArticleFile, language: string): string {
  return `${language}\n${file.source}`;
}

/** Nothing for a folder that cannot be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** By UTF-16 units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The folder relative to where the program runs, when that is shorter to read. */
export function displayFolder(folder: string): string {
  const path = relative(process.cwd(), folder).split(sep).join('/');
  return path.startsWith('..') ? folder : path;
}
