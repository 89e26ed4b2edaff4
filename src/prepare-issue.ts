// Manifest and pool → Issue, HTML, style sheet and pictures: everything about an issue but its document and its pages, with all
// that is wrong with it. `check` stops here.
import { dirname, resolve } from 'node:path';
import type { RenderedArticle } from './article/render-article.ts';
import { ArticleRenderer } from './article/render-article.ts';
import { Diagnostics, DiagnosticsError } from './base/diagnostic.ts';
import type { Place } from './base/diagnostic.ts';
import { splitPictureSource } from './base/insert-source.ts';
import { checkAddresses } from './document/check-addresses.ts';
import { checkScripts } from './document/check-scripts.ts';
import { listImages } from './document/list-images.ts';
import type { HtmlElement } from './document/html-tree.ts';
import { readPlainHtml } from './document/plain-html.ts';
import { mayHavePrivateLetters, reportPrivateLetters } from './document/private-letters.ts';
import { boundEdge } from './issue/bind-issue.ts';
import { fullPageInserts } from './issue/full-page-inserts.ts';
import type { Issue } from './issue/issue-types.ts';
import { loadIssue } from './issue/load-issue.ts';
import { resolveInside } from './issue/publication-path.ts';
import { judgeInserts, spotsWithInserts } from './pdf/inserts/judge-insert.ts';
import type { LoadedPictures } from './pdf/pictures/load-pictures.ts';
import { loadPictures } from './pdf/pictures/load-pictures.ts';
import type { PictureRequest } from './pdf/pictures/picture-request.ts';
import { webClaims } from './pdf/web/web-claims.ts';
import { NO_CLAIMS } from './pdf/web/web-standard.ts';
import type { WebClaims } from './pdf/web/web-standard.ts';
import type { PressJob } from './press/press-job.ts';
import { pressPlace } from './press/press-place.ts';
import { StyleResolver } from './style/cascade.ts';
import { loadStyleSheet } from './style/load-style-sheet.ts';
import { loadTemplate } from './template/load-template.ts';
import type { Template } from './template/load-template.ts';
import { renderIssueHtml } from './template/render-issue.ts';
import { spellPersian } from './unicode/normalise.ts';

export type EditionName = 'web' | 'press';

export interface PrepareOptions {
  /** Folder that holds templates/, fonts/ and issues/; default: the parent of the manifest's folder. */
  readonly publicationFolder?: string | undefined;
  /** Default: web. */
  readonly edition?: EditionName | undefined;
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
  /** What the file of the web edition says of itself. */
  readonly claims: WebClaims;
  readonly publicationFolder: string;
  /** Named in diagnostics for content that no article file holds. */
  readonly templateFile: string;
}

/**
 * Manifest, articles, template, style sheet and pictures. What is wrong with any of them is collected and the rest still
 * looked at; throws DiagnosticsError only when the manifest cannot be used.
 */
export async function prepareIssue(
  manifestFile: string,
  options: PrepareOptions,
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
  const root = await elementTree(html, issue);
  const templateFile = `templates/${issue.template}/issue.hbs`;
  checkAddresses(root, { diagnostics, file: templateFile, textPlace: issue.textPlace });
  checkScripts(root, diagnostics);
  const requests = pictureRequests(root, articles, issue, diagnostics);
  const pictures = await loadPictures(
    [...requests, ...fillerRequest(job, issue, publicationFolder)],
    diagnostics,
  );
  const press = job === null ? null : withInserts(job, issue, pictures, diagnostics);
  return {
    issue,
    articles,
    root,
    resolver: new StyleResolver(sheets, { edition }),
    pictures,
    press,
    claims:
      edition === 'web' ? claimsOf(issue, { html, root, templateFile, pictures }, diagnostics) : NO_CLAIMS,
    publicationFolder,
    templateFile,
  };
}

/** The parser for all of HTML is loaded where the page has something that plain pages have not. */
async function elementTree(html: string, { normalize }: Issue): Promise<HtmlElement> {
  const spelling = normalize === 'letters' ? spellPersian : undefined;
  const plain = readPlainHtml(html, spelling);
  if (plain !== null) return plain;
  const { parseHtml } = await import('./document/parse-html.ts');
  return parseHtml(html, spelling);
}

/** ISO 19005-2, 6.2.11.7.3: signs that only their font knows, without words in their place, are no matter of level A. */
function claimsOf(
  issue: Issue,
  content: Pick<PreparedIssue, 'root' | 'templateFile' | 'pictures'> & { readonly html: string },
  diagnostics: Diagnostics,
): WebClaims {
  const { html, root, templateFile, pictures } = content;
  const claims = webClaims(issue, pictures.inserts(new Set()), diagnostics);
  const { accessible, archive } = claims;
  if ((!accessible && archive?.level !== 'A') || !mayHavePrivateLetters(html)) return claims;
  const found = reportPrivateLetters(root, { diagnostics, file: templateFile, textPlace: issue.textPlace });
  return found && archive !== null ? { accessible, archive: { ...archive, level: 'U' } } : claims;
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

/** The picture of the pages that the press edition adds. */
function fillerRequest(job: PressJob | null, issue: Issue, folder: string): readonly PictureRequest[] {
  const filler = job?.profile.pages.filler ?? null;
  if (filler === null) return [];
  return [{ source: filler, path: resolve(folder, filler), place: pressPlace(issue, ['pages', 'filler']) }];
}
