// The whole pipeline on one page: manifest and pool → Issue → HTML → Document → pages → PDF, and the text file and table
// of contents beside it. Every step is a stage folder's entry; nothing is written to disk here.
import { dirname, resolve } from 'node:path';
import type { RenderedArticle } from './article/render-article.ts';
import { ArticleRenderer } from './article/render-article.ts';
import { Diagnostics, DiagnosticsError } from './base/diagnostic.ts';
import type { Diagnostic, Place } from './base/diagnostic.ts';
import { splitPictureSource } from './base/insert-source.ts';
import { buildDocument } from './document/build-document.ts';
import type { Document } from './document/boxes.ts';
import { listImages } from './document/list-images.ts';
import { parseHtml } from './document/html-tree.ts';
import type { HtmlElement } from './document/html-tree.ts';
import { loadFlexSolver } from './flow/flex/flex-solver.ts';
import type { FinishedPage } from './flow/flow-input.ts';
import { layoutPages } from './flow/layout-pages.ts';
import type { Binding } from './flow/page/page-sequence.ts';
import type { FontLibrary } from './font/font-types.ts';
import { checkFontFaces, createFontLibrary } from './font/load-fonts.ts';
import type { DataPath } from './issue/data-source.ts';
import type { Issue } from './issue/issue-types.ts';
import { fullPageInserts } from './issue/full-page-inserts.ts';
import { loadIssue } from './issue/load-issue.ts';
import { resolveInside } from './issue/publication-path.ts';
import { judgeInserts, spotsWithInserts } from './pdf/inserts/judge-insert.ts';
import { loadPictures } from './pdf/pictures/load-pictures.ts';
import type { PictureCache } from './pdf/pictures/press-pictures.ts';
import type { LoadedPictures, PictureRequest } from './pdf/pictures/load-pictures.ts';
import type { PressFiles, WrittenPress } from './pdf/press/press-files.ts';
import { PdfWriter } from './pdf/write-pdf.ts';
import type { PdfOptions } from './pdf/write-pdf.ts';
import type { PressJob } from './press/press-job.ts';
import { StyleResolver } from './style/cascade.ts';
import { loadStyleSheet } from './style/load-style-sheet.ts';
import { loadTemplate } from './template/load-template.ts';
import type { Template } from './template/load-template.ts';
import { renderIssueHtml } from './template/render-issue.ts';
import { spellPersian } from './unicode/normalise.ts';
import { TextFile } from './text-file.ts';
import { VERSION } from './version.ts';

export type EditionName = 'web' | 'press';

export interface BuildOptions {
  /** Folder that holds templates/, fonts/ and issues/; default: the parent of the manifest's folder. */
  readonly publicationFolder?: string | undefined;
  readonly edition?: EditionName | undefined;
  /** Called when a page is finished, with its number. */
  readonly onPage?: ((page: number) => void) | undefined;
  /** Date written into the file; default: the issue's date. */
  readonly date?: Date | undefined;
  /** Where pictures converted for the press are kept from one build to the next; default: nowhere. */
  readonly pictureCache?: PictureCache | undefined;
}

export interface BuiltArticle {
  readonly slug: string;
  readonly file: string;
  readonly title: string;
  readonly language: string;
  /** First and last page, from 1; 0 when it is on no page. */
  readonly firstPage: number;
  readonly lastPage: number;
  /** Its pages are counted from the second front, at the end of the file. */
  readonly front?: 'back';
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
  /** Of the press edition: its files, of which `pdf` is the first, and what they are made for. */
  readonly press?: BuiltPress;
  readonly articles: readonly BuiltArticle[];
  /** PostScript names of the fonts in use. */
  readonly fonts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The press edition of an issue. */
export interface BuiltPress extends WrittenPress {
  readonly job: PressJob;
}

/** Everything `check` looks at: the issue up to the computed document, without lines and pages. */
export interface PreparedIssue {
  readonly issue: Issue;
  readonly articles: readonly RenderedArticle[];
  readonly root: HtmlElement;
  readonly resolver: StyleResolver;
  readonly pictures: LoadedPictures;
  /** Null in the web edition, and where the press edition has errors. */
  readonly press: PressJob | null;
  readonly publicationFolder: string;
  /** Named in diagnostics for content that no article file holds. */
  readonly templateFile: string;
}

/**
 * Builds one issue in memory. Warnings are in the result; throws DiagnosticsError (with everything found) when the
 * input has errors.
 */
export async function buildIssue(manifestFile: string, options: BuildOptions = {}): Promise<BuiltIssue> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareDocument(manifestFile, options, diagnostics);
  const { issue, resolver, publicationFolder, document } = prepared;
  const fontOptions = { fontFaces: resolver.fontFaces, publicationFolder, diagnostics };
  // Fonts are read while lines are made: where none will be, their faults are looked for here.
  if (diagnostics.hasErrors) checkFontFaces(fontOptions);
  diagnostics.throwIfErrors();
  const fonts = await createFontLibrary(fontOptions);
  const title = localised(issue.title, issue.language);
  const binding = boundEdge(issue);
  const pdfOptions: PdfOptions = {
    title: document.title === '' ? title : document.title,
    language: issue.language,
    author: localised(issue.title, issue.language),
    date: options.date ?? new Date(`${issue.date}T00:00:00Z`),
    producer: `nashr ${VERSION}`,
    fonts,
    structure: document.structure,
    pictures: prepared.pictures,
    diagnostics,
    direction: binding === 'right' ? 'rtl' : 'ltr',
    pictureCache: options.pictureCache,
  };
  const { press } = prepared;
  const writer = press === null ? new PdfWriter(pdfOptions) : await pressFiles(press, prepared, pdfOptions);
  const text = new TextFile();
  const index = new ArticlePages(prepared.articles);
  const flex = document.hasFlex ? await loadFlexSolver() : null;
  let pages = 0;
  for (const finished of layoutPages({ document, resolver, fonts, flex, diagnostics, binding })) {
    writer.addPage(finished.page);
    text.addPage(finished.blocks);
    index.addPage(finished);
    pages++;
    options.onPage?.(pages);
  }
  const written = await writer.finish();
  diagnostics.throwIfErrors();
  return {
    id: issue.id,
    title,
    language: issue.language,
    date: issue.date,
    pdf: written instanceof Uint8Array ? written : (written.files[0]?.pdf ?? new Uint8Array()),
    ...(press !== null && !(written instanceof Uint8Array) && { press: { ...written, job: press } }),
    text: text.toString(),
    pages,
    articles: index.articles(),
    fonts: usedFonts(fonts),
    diagnostics: diagnostics.list,
  };
}

/** Writes the files of the press edition. */
async function pressFiles(
  press: PressJob,
  { issue, pictures }: PreparedDocument,
  options: PdfOptions,
): Promise<PressFiles> {
  const { PressFiles } = await import('./pdf/press/press-files.ts');
  const { openColorConverter } = await import('./pdf/color/open-color-converter.ts');
  const { ConversionReport } = await import('./pdf/color/conversion-report.ts');
  const converter = await openColorConverter(press.icc, press.profile);
  const conversions = new ConversionReport(press.profile);
  const { filler } = press.profile.pages;
  return new PressFiles({
    job: press,
    open: () => new PdfWriter({ ...options, press, converter, conversions }),
    filler: filler === null ? null : (pictures.info(filler) ?? null),
    placeIn: (path) => pressPlace(issue, path),
    diagnostics: options.diagnostics,
    conversions,
  });
}

/** What the layout starts from. */
interface PreparedDocument extends Omit<PreparedIssue, 'root'> {
  readonly document: Document;
}

/** The issue with its document; the HTML that this was made of is let go, which spares the collector a third of the heap. */
async function prepareDocument(
  manifestFile: string,
  options: BuildOptions,
  diagnostics: Diagnostics,
): Promise<PreparedDocument> {
  const { root, articles, ...prepared } = await prepareIssue(manifestFile, options, diagnostics);
  const document = buildDocument({ ...prepared, root, diagnostics, file: prepared.templateFile });
  return { ...prepared, document, articles: articles.map((article) => ({ ...article, html: '' })) };
}

/**
 * Manifest, articles, template, style sheet and pictures. What is wrong with any of them is collected and the rest still
 * looked at; throws DiagnosticsError only when the manifest cannot be used.
 */
export async function prepareIssue(
  manifestFile: string,
  options: BuildOptions,
  diagnostics: Diagnostics,
): Promise<PreparedIssue> {
  const edition = options.edition ?? 'web';
  const publicationFolder = resolve(options.publicationFolder ?? dirname(dirname(resolve(manifestFile))));
  const issue = loadIssue(manifestFile, publicationFolder, diagnostics);
  const job = edition === 'press' ? await preparePress(issue, diagnostics) : null;
  const renderer = new ArticleRenderer();
  const articles = issue.sections.flatMap((section) => section.articles.map((article) => renderer.article(article, diagnostics))); // prettier-ignore
  const template = templateOf(issue, diagnostics);
  const sheets = sheetFiles(issue, diagnostics).map((file) => loadStyleSheet(file, { publicationFolder, edition, diagnostics })); // prettier-ignore
  const html = template === null ? '' : renderIssueHtml(issue, articles, template, { edition, diagnostics });
  const root = parseHtml(html, issue.normalize === 'letters' ? spellPersian : undefined);
  const requests = pictureRequests(root, articles, issue, diagnostics);
  const filler = job?.profile.pages.filler ?? null;
  if (filler !== null)
    requests.push({ source: filler, path: resolve(publicationFolder, filler), place: pressPlace(issue, ['pages', 'filler']) }); // prettier-ignore
  const pictures = await loadPictures(requests, diagnostics);
  const press = job === null ? null : withInserts(job, issue, pictures, diagnostics);
  return {
    issue,
    articles,
    root,
    resolver: new StyleResolver(sheets, { edition }),
    pictures,
    press,
    publicationFolder,
    templateFile: `templates/${issue.template}/issue.hbs`,
  };
}

/** The settings of the press edition, with what is wrong with them; null then. */
export async function preparePress(issue: Issue, diagnostics: Diagnostics): Promise<PressJob | null> {
  const { loadPressJob } = await import('./press/load-press-job.ts');
  return loadPressJob(issue, boundEdge(issue), diagnostics);
}

/** What the press cannot take of the inserts is reported; their spot colours are among those of the job. */
function withInserts(
  press: PressJob,
  issue: Issue,
  pictures: LoadedPictures,
  diagnostics: Diagnostics,
): PressJob {
  const inserts = pictures.inserts(fullPageInserts(issue));
  judgeInserts(inserts, press.profile, diagnostics);
  return { ...press, profile: { ...press.profile, spots: spotsWithInserts(inserts, press.profile.spots) } };
}

/** Where the manifest says something of the press edition. */
function pressPlace({ editionPlace, place }: Issue, path: DataPath): Place {
  return editionPlace?.(['press', ...path]) ?? place;
}

/** Null when its templates have errors. */
function templateOf(issue: Issue, diagnostics: Diagnostics): Template | null {
  const { template, folder, place } = issue;
  const where = issue.templatePlace ?? place;
  const resolved = resolveInside(folder, 'templates', template);
  if (resolved.kind === 'refused') {
    diagnostics.error('X001', `The template ${template} is refused: ${resolved.reason}`, where);
    return null;
  }
  const found = new Diagnostics();
  try {
    return loadTemplate(resolved.absolute, found);
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return null;
  } finally {
    // A folder that is not there has no place of its own: the manifest asks for it.
    for (const each of found.list) diagnostics.add(each.code === 'T001' ? { ...each, place: where } : each);
  }
}

/** The template's style sheet; none when the template has no folder, which is reported there. */
function sheetFiles(
  { template, folder, place, templatePlace }: Issue,
  diagnostics: Diagnostics,
): readonly string[] {
  const inFolder = resolveInside(folder, 'templates', template);
  if (inFolder.kind === 'refused' || !inFolder.exists) return [];
  const sheet = resolveInside(folder, `templates/${template}`, 'style.css');
  if (sheet.kind === 'inside') return [sheet.absolute];
  const message = `The style sheet of ${template} is refused: ${sheet.reason}`;
  diagnostics.error('X001', message, templatePlace ?? place);
  return [];
}

/** The pictures of the page and those that articles name, also when no template shows them. */
function pictureRequests(
  root: HtmlElement,
  articles: readonly RenderedArticle[],
  { folder, textPlace }: Issue,
  diagnostics: Diagnostics,
): PictureRequest[] {
  const places = new Map<string, Place>();
  for (const { pictures } of articles) for (const { source, place } of pictures) if (!places.has(source)) places.set(source, place); // prettier-ignore
  const asked = new Map<string, Place | undefined>(places);
  for (const { source, place } of listImages(root)) if (!asked.has(source)) asked.set(source, place ?? textPlace?.(source)); // prettier-ignore
  const requests: PictureRequest[] = [];
  for (const [source, where] of asked) {
    const resolved = resolveInside(folder, '', splitPictureSource(source).path);
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

/** The bound edge seen from the first front; that of an issue with two is its language's. */
function boundEdge({ binding, direction }: Issue): Binding {
  return binding === 'dual' ? (direction === 'rtl' ? 'right' : 'left') : binding;
}

function usedFonts(fonts: FontLibrary): readonly string[] {
  return [...new Set(fonts.faces.map((face) => face.postScriptName))].sort();
}

/** Which pages each article stands on, from the source files of the blocks. Pages are counted from their own front. */
class ArticlePages {
  readonly #articles: readonly RenderedArticle[];
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();
  readonly #back = new Set<string>();

  constructor(articles: readonly RenderedArticle[]) {
    this.#articles = articles;
  }

  addPage({ page, blocks, anchors }: FinishedPage): void {
    const number = page.index + 1;
    for (const key of [...anchors, ...blocks.map(({ file }) => file ?? '')]) {
      if (!this.#first.has(key)) this.#first.set(key, number);
      this.#last.set(key, number);
      if (page.front === 'back') this.#back.add(key);
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
        ...(keys.some((key) => this.#back.has(key)) && { front: 'back' as const }),
      };
    });
  }
}
