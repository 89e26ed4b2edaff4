// The whole pipeline on one page: manifest and pool → Issue → HTML → Document → pages → PDF, and the text file and table
// of contents beside it. Every step is a stage folder's entry; nothing is written to disk here.
import type { RenderedArticle } from './article/render-article.ts';
import type { BuiltArticle, BuiltDestination } from './article-pages.ts';
import { ArticlePages } from './article-pages.ts';
import { Diagnostics } from './base/diagnostic.ts';
import type { Diagnostic } from './base/diagnostic.ts';
import type { Document } from './document/boxes.ts';
import { buildDocument } from './document/build-document.ts';
import { loadFlexSolver } from './flow/flex/flex-solver.ts';
import { layoutPages } from './flow/layout-pages.ts';
import type { FontLibrary } from './font/font-types.ts';
import { checkFontFaces, createFontLibrary } from './font/load-fonts.ts';
import { boundEdge } from './issue/bind-issue.ts';
import type { IssueDescription } from './issue/issue-metadata.ts';
import { describeIssue } from './issue/issue-metadata.ts';
import type { Issue, IssueArticle } from './issue/issue-types.ts';
import type { Localised } from './issue/plain-data.ts';
import { textIn } from './issue/text-in.ts';
import type { NamedTitle } from './pdf/navigation/link-descriptions.ts';
import type { PictureCache } from './pdf/pictures/press-pictures.ts';
import type { PressFiles, WrittenPress } from './pdf/press/press-files.ts';
import type { PictureBudget } from './pdf/web/budget-report.ts';
import { webImages } from './pdf/web/web-images.ts';
import { PdfWriter } from './pdf/write-pdf.ts';
import type { WebClaims } from './pdf/web/web-standard.ts';
import type { PdfOptions } from './pdf/write-pdf.ts';
import type { PrepareOptions, PreparedIssue } from './prepare-issue.ts';
import { prepareIssue } from './prepare-issue.ts';
import type { PressJob } from './press/press-job.ts';
import { pressPlace } from './press/press-place.ts';
import { TextFile } from './text-file.ts';
import { VERSION } from './version.ts';

export interface BuildOptions extends PrepareOptions {
  /** Called when a page is finished, with its number. */
  readonly onPage?: ((page: number) => void) | undefined;
  /** Date written into the file; default: the issue's date. */
  readonly date?: Date | undefined;
  /** Where pictures of the press edition, and of a web edition with `maxBytes`, are kept for the next build; default: nowhere. */
  readonly pictureCache?: PictureCache | undefined;
}

export interface BuiltIssue {
  readonly id: string;
  readonly title: string;
  /** The title by language; one in the language of the issue where the manifest has one for all. */
  readonly titles: Readonly<Record<string, string>>;
  readonly number?: string | number;
  readonly language: string;
  readonly date: string;
  readonly pdf: Uint8Array;
  /** The logical text: pages parted by form feeds, blocks by blank lines. */
  readonly text: string;
  readonly pages: number;
  /** Of the press edition: its files, of which `pdf` is the first, and what they are made for. */
  readonly press?: BuiltPress;
  readonly sections: readonly BuiltSection[];
  readonly articles: readonly BuiltArticle[];
  /** What its metadata say: titles, authors, keywords, languages. */
  readonly description: IssueDescription;
  /** The names that open places of the PDF. */
  readonly destinations: readonly BuiltDestination[];
  /** Of a web edition with `maxBytes`: what fitting it came to. */
  readonly budget?: PictureBudget;
  /** What the web edition says of itself. */
  readonly claims: WebClaims;
  /** PostScript names of the fonts in use. */
  readonly fonts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A section of an issue; its articles name it. */
export interface BuiltSection {
  readonly id: string;
  /** Its heading by language. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The press edition of an issue. */
export interface BuiltPress extends WrittenPress {
  readonly job: PressJob;
}

/**
 * Builds one issue in memory. Warnings are in the result; throws DiagnosticsError (with everything found) when the
 * input has errors.
 */
export async function buildIssue(manifestFile: string, options: BuildOptions = {}): Promise<BuiltIssue> {
  const diagnostics = new Diagnostics();
  const prepared = await prepareDocument(manifestFile, options, diagnostics);
  const { issue, articles, document, resolver, press } = prepared;
  const fonts = await openFonts(prepared, diagnostics);
  const pdfOptions = pdfOptionsOf(prepared, fonts, options, diagnostics);
  const writer = press === null ? new PdfWriter(pdfOptions) : await pressWriter(press, prepared, pdfOptions);
  const text = new TextFile();
  const index = new ArticlePages(articles, issue.sections);
  const flex = document.hasFlex ? await loadFlexSolver() : null;
  let pages = 0;
  const binding = boundEdge(issue);
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
    title: textIn(issue.title, issue.language),
    titles: byLanguage(issue.title, issue.language),
    ...(issue.number !== undefined && { number: issue.number }),
    language: issue.language,
    date: issue.date,
    pdf: written instanceof Uint8Array ? written : (written.files[0]?.pdf ?? new Uint8Array()),
    ...(press !== null && !(written instanceof Uint8Array) && { press: { ...written, job: press } }),
    text: text.toString(),
    pages,
    ...(writer instanceof PdfWriter && writer.budget !== null && { budget: writer.budget }),
    sections: issue.sections.map(({ id, label }) => ({ id, ...(label !== undefined && { labels: byLanguage(label, issue.language) }) })), // prettier-ignore
    articles: index.articles(),
    description: describeIssue(issue, textIn(issue.title, issue.language)),
    destinations: index.destinations(),
    claims: prepared.claims,
    fonts: usedFonts(fonts),
    diagnostics: diagnostics.list,
  };
}

/** What the layout starts from. */
interface PreparedDocument extends Omit<PreparedIssue, 'root'> {
  readonly document: Document;
}

/** The issue with its document; the texts that this was made of are let go, which spares the collector a third of the heap. */
async function prepareDocument(
  manifestFile: string,
  options: BuildOptions,
  diagnostics: Diagnostics,
): Promise<PreparedDocument> {
  const { root, articles, issue, ...prepared } = await prepareIssue(manifestFile, options, diagnostics);
  const document = buildDocument({ ...prepared, root, diagnostics, file: prepared.templateFile, textPlace: issue.textPlace }); // prettier-ignore
  const sections = issue.sections.map((section) => ({ ...section, articles: section.articles.map(withoutBody) })); // prettier-ignore
  const rendered = articles.map((each) => ({ ...each, html: '', article: withoutBody(each.article) }));
  return { ...prepared, document, issue: { ...issue, sections }, articles: rendered };
}

function withoutBody(article: IssueArticle): IssueArticle {
  return { ...article, body: '' };
}

/** The faces that the style sheets declare. Stops the build when anything has been found wrong up to here. */
async function openFonts(
  { resolver, publicationFolder }: PreparedDocument,
  diagnostics: Diagnostics,
): Promise<FontLibrary> {
  const options = { fontFaces: resolver.fontFaces, publicationFolder, diagnostics };
  // Fonts are read while lines are made: where none will be, their faults are looked for here.
  if (diagnostics.hasErrors) checkFontFaces(options);
  diagnostics.throwIfErrors();
  return createFontLibrary(options);
}

/** What every edition's file says and holds. */
function pdfOptionsOf(
  { issue, articles, document, pictures, claims, press }: PreparedDocument,
  fonts: FontLibrary,
  options: BuildOptions,
  diagnostics: Diagnostics,
): PdfOptions {
  const title = document.title === '' ? textIn(issue.title, issue.language) : document.title;
  const description = describeIssue(issue, title);
  return {
    ...description,
    title,
    placeTitles: placeTitles(issue, articles),
    language: issue.language,
    // A press file names one: what older readers of such files expect.
    authors: press === null ? description.authors : undefined,
    date: options.date ?? new Date(`${issue.date}T00:00:00Z`),
    producer: `nashr ${VERSION}`,
    fonts,
    structure: document.structure,
    pictures,
    diagnostics,
    direction: boundEdge(issue) === 'right' ? 'rtl' : 'ltr',
    pictureCache: options.pictureCache,
    claims,
    images: webImages(issue, options.pictureCache ?? null),
  };
}

/** What articles and sections are called, by the names that links have for them. */
function placeTitles(issue: Issue, articles: readonly RenderedArticle[]): ReadonlyMap<string, NamedTitle> {
  const titles = new Map<string, NamedTitle>();
  for (const { id, label, language = issue.language } of issue.sections)
    if (label !== undefined) titles.set(id, { title: textIn(label, language), language });
  for (const { slug, plainTitle, article } of articles)
    titles.set(slug, { title: plainTitle, language: article.frontMatter.language });
  return titles;
}

/** Writes the files of the press edition; its part of the program is loaded only for it. */
async function pressWriter(
  job: PressJob,
  { issue }: PreparedDocument,
  options: PdfOptions,
): Promise<PressFiles> {
  const { openPressFiles } = await import('./pdf/press/open-press-files.ts');
  return openPressFiles({ job, placeIn: (path) => pressPlace(issue, path) }, options);
}

function byLanguage(value: Localised, language: string): Readonly<Record<string, string>> {
  return typeof value === 'string' ? { [language]: value } : value;
}

function usedFonts(fonts: FontLibrary): readonly string[] {
  return [...new Set(fonts.faces.map((face) => face.postScriptName))].sort();
}
