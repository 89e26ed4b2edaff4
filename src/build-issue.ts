// The whole pipeline on one page: manifest and pool → Issue → HTML → Document → pages → PDF, and the text file and table
// of contents beside it. Every step is a stage folder's entry; nothing is written to disk here.
import { dirname, join, resolve } from 'node:path';
import type { RenderedArticle } from './article/render-article.ts';
import { ArticleRenderer } from './article/render-article.ts';
import { Diagnostics } from './base/diagnostic.ts';
import type { Diagnostic, Place } from './base/diagnostic.ts';
import { buildDocument } from './document/build-document.ts';
import { listImages } from './document/list-images.ts';
import { parseHtml } from './document/html-tree.ts';
import type { HtmlElement } from './document/html-tree.ts';
import { loadFlexSolver } from './flow/flex-solver.ts';
import type { FinishedPage } from './flow/layout-pages.ts';
import { layoutPages } from './flow/layout-pages.ts';
import type { FontLibrary } from './font/font-types.ts';
import { createFontLibrary } from './font/load-fonts.ts';
import type { Issue } from './issue/issue-types.ts';
import { loadIssue } from './issue/load-issue.ts';
import { resolveInside } from './issue/publication-path.ts';
import { loadPictures } from './pdf/pictures/load-pictures.ts';
import type { LoadedPictures } from './pdf/pictures/load-pictures.ts';
import { PdfWriter } from './pdf/write-pdf.ts';
import { StyleResolver } from './style/cascade.ts';
import { loadStyleSheet } from './style/load-style-sheet.ts';
import { loadTemplate } from './template/load-template.ts';
import { renderIssueHtml } from './template/render-issue.ts';
import { TextFile } from './text-file.ts';
import { VERSION } from './version.ts';

export type EditionName = 'web' | 'press';

export interface BuildOptions {
  /** Folder that holds templates/, fonts/ and issues/; found from the manifest when not given. */
  readonly publicationFolder?: string | undefined;
  readonly edition?: EditionName | undefined;
  /** Called when a page is finished, with its number. */
  readonly onPage?: ((page: number) => void) | undefined;
  /** Date written into the file; default: the issue's date. */
  readonly date?: Date | undefined;
}

export interface BuiltArticle {
  readonly slug: string;
  readonly file: string;
  readonly title: string;
  readonly language: string;
  /** First and last page, from 1; 0 when it is on no page. */
  readonly firstPage: number;
  readonly lastPage: number;
}

export interface BuiltIssue {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly date: string;
  readonly pdf: Uint8Array;
  /** The logical text: pages parted by form feeds, blocks by blank lines. */
  readonly text: string;
  readonly pages: number;
  readonly articles: readonly BuiltArticle[];
  /** PostScript names of the fonts in use. */
  readonly fonts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything `check` looks at: the issue up to the computed document, without lines and pages. */
export interface PreparedIssue {
  readonly issue: Issue;
  readonly articles: readonly RenderedArticle[];
  readonly root: HtmlElement;
  readonly resolver: StyleResolver;
  readonly pictures: LoadedPictures;
  readonly publicationFolder: string;
}

/**
 * Builds one issue in memory. Warnings are in the result; throws DiagnosticsError (with everything found) when the
 * input has errors.
 */
export async function buildIssue(manifestFile: string, options: BuildOptions = {}): Promise<BuiltIssue> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareIssue(manifestFile, options, diagnostics);
  const { issue, resolver } = prepared;
  const fonts = await createFontLibrary({
    fontFaces: resolver.fontFaces,
    publicationFolder: prepared.publicationFolder,
    diagnostics,
  });
  const document = buildDocument({
    root: prepared.root,
    resolver,
    pictures: prepared.pictures,
    diagnostics,
    file: templateFile(prepared),
  });
  diagnostics.throwIfErrors();
  const title = localised(issue.title, issue.language);
  const writer = new PdfWriter({
    title: document.title === '' ? title : document.title,
    language: issue.language,
    author: localised(issue.title, issue.language),
    date: options.date ?? new Date(`${issue.date}T00:00:00Z`),
    producer: `nashr ${VERSION}`,
    fonts,
    structure: document.structure,
    pictures: prepared.pictures,
    diagnostics,
    direction: document.direction,
  });
  const text = new TextFile();
  const index = new ArticlePages(prepared.articles);
  const flex = document.hasFlex ? await loadFlexSolver() : null;
  let pages = 0;
  for (const finished of layoutPages({ document, resolver, fonts, flex, diagnostics })) {
    writer.addPage(finished.page);
    text.addPage(finished.blocks);
    index.addPage(finished);
    pages++;
    options.onPage?.(pages);
  }
  const pdf = await writer.finish();
  diagnostics.throwIfErrors();
  return {
    id: issue.id,
    title,
    language: issue.language,
    date: issue.date,
    pdf,
    text: text.toString(),
    pages,
    articles: index.articles(),
    fonts: usedFonts(fonts),
    diagnostics: diagnostics.list,
  };
}

/** Manifest, articles, template, style sheet and pictures; throws DiagnosticsError when any of them has errors. */
export async function prepareIssue(
  manifestFile: string,
  options: BuildOptions,
  diagnostics: Diagnostics,
): Promise<PreparedIssue> {
  // prettier-ignore
  const edition = options.edition ?? 'web';
  if (edition === 'press') {
    diagnostics.error(
      'P005',
      'The press edition cannot be written yet',
      { file: manifestFile },
      'Build --edition web',
    );
    diagnostics.throwIfErrors();
  }
  const publicationFolder = resolve(options.publicationFolder ?? publicationOf(manifestFile));
  const issue = loadIssue(manifestFile, publicationFolder, diagnostics);
  const renderer = new ArticleRenderer();
  const articles = issue.sections.flatMap((section) => section.articles.map((article) => renderer.article(article, diagnostics))); // prettier-ignore
  const template = loadTemplate(join(publicationFolder, 'templates', issue.template), diagnostics);
  const sheet = loadStyleSheet(join(publicationFolder, 'templates', issue.template, 'style.css'), { publicationFolder, edition, diagnostics }); // prettier-ignore
  diagnostics.throwIfErrors();
  const html = renderIssueHtml(issue, articles, template, { edition, diagnostics });
  const root = parseHtml(html);
  const pictures = await loadPictures(
    pictureRequests(root, articles, publicationFolder, diagnostics),
    diagnostics,
  );
  return {
    issue,
    articles,
    root,
    resolver: new StyleResolver([sheet], { edition }),
    pictures,
    publicationFolder,
  };
}

/** The folder around `issues/`, or the nearest one with `templates/` above the manifest. */
export function publicationOf(manifestFile: string): string {
  const folder = dirname(resolve(manifestFile));
  return dirname(folder);
}

function templateFile({ issue }: PreparedIssue): string {
  return `templates/${issue.template}/issue.hbs`;
}

function pictureRequests(
  root: HtmlElement,
  articles: readonly RenderedArticle[],
  folder: string,
  diagnostics: Diagnostics,
): { source: string; path: string; place?: Place | undefined }[] {
  // prettier-ignore
  const places = new Map<string, Place>();
  for (const { pictures } of articles) for (const { source, place } of pictures) if (!places.has(source)) places.set(source, place); // prettier-ignore
  const requests: { source: string; path: string; place?: Place | undefined }[] = [];
  for (const { source, place } of listImages(root)) {
    const resolved = resolveInside(folder, '', source);
    const where = places.get(source) ?? place;
    if (resolved.kind === 'refused')
      diagnostics.error('X001', `Picture “${source}”: ${resolved.reason}`, where);
    else requests.push({ source, path: resolved.absolute, place: where });
  }
  return requests;
}

function localised(value: Issue['title'], language: string): string {
  if (typeof value === 'string') return value;
  return value[language] ?? Object.values(value)[0] ?? '';
}

function usedFonts(fonts: FontLibrary): readonly string[] {
  return [...new Set(fonts.faces.map((face) => face.postScriptName))].sort();
}

/** Which pages each article stands on, from the source files of the blocks. */
class ArticlePages {
  readonly #articles: readonly RenderedArticle[];
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();

  constructor(articles: readonly RenderedArticle[]) {
    this.#articles = articles;
  }

  addPage({ page, blocks, anchors }: FinishedPage): void {
    const number = page.index + 1;
    for (const key of [...anchors, ...blocks.map(({ file }) => file ?? '')]) {
      if (!this.#first.has(key)) this.#first.set(key, number);
      this.#last.set(key, number);
    }
  }

  articles(): readonly BuiltArticle[] {
    return this.#articles.map(({ article, slug, plainTitle }) => {
      const keys = [slug, article.file, article.displayFile];
      const firsts = keys.map((key) => this.#first.get(key)).filter((n) => n !== undefined);
      const lasts = keys.map((key) => this.#last.get(key)).filter((n) => n !== undefined);
      return {
        slug,
        file: article.file,
        title: plainTitle,
        language: article.frontMatter.language,
        firstPage: firsts.length === 0 ? 0 : Math.min(...firsts),
        lastPage: lasts.length === 0 ? 0 : Math.max(...lasts),
      };
    });
  }
}
