// Issue, rendered articles and template → the HTML document of one edition (DESIGN 1.5).
import Handlebars from 'handlebars';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { RenderedArticle } from '../article/render-article.ts';
import { escapeHtml } from '../article/html-text.ts';
import type { Issue } from '../issue/issue-types.ts';
import { nearestName } from '../base/nearest-name.ts';
import { HELPER_NAMES, OWN_HELPERS } from './helper-names.ts';
import { createHelpers } from './helpers.ts';
import type { Template, TemplateFile } from './load-template.ts';
import type { InsertPlan } from './plan-inserts.ts';
import { planInserts } from './plan-inserts.ts';
import { templateContext } from './template-context.ts';

export interface RenderIssueOptions {
  /** Name of the edition: `web`, `press`. */
  readonly edition: string;
  readonly diagnostics: Diagnostics;
}

/** A whole `<html>` document; empty after an error, which is then in the diagnostics. */
export function renderIssueHtml(
  issue: Issue,
  articles: readonly RenderedArticle[],
  template: Template,
  options: RenderIssueOptions,
): string {
  const { edition, diagnostics } = options;
  const sound = articles.map((article) => withKnownTemplate(article, template, diagnostics));
  const plan = planInserts(issue, sound);
  const context = templateContext(issue, sound, edition, plan);
  // An instance of its own: no helper registered elsewhere, none of ours left behind.
  const handlebars = Handlebars.create();
  handlebars.unregisterHelper('log');
  const helpers = createHelpers(issue.language, diagnostics);
  for (const name of OWN_HELPERS) handlebars.registerHelper(name, helpers[name]);
  for (const [name, file] of template.partials) handlebars.registerPartial(name, compile(handlebars, file));
  try {
    const html = compile(handlebars, template.root)(context, {
      allowProtoMethodsByDefault: false,
      allowProtoPropertiesByDefault: false,
      data: { root: context },
    });
    return withLostInserts(html, plan, diagnostics);
  } catch (cause) {
    diagnostics.error('T004', `The template failed: ${messageOf(cause)}`, placeOf(cause, template.root));
    return '';
  }
}

function compile(handlebars: typeof Handlebars, file: TemplateFile): Handlebars.TemplateDelegate {
  const knownHelpers = Object.fromEntries([...HELPER_NAMES].map((name) => [name, true]));
  return handlebars.compile(file.syntax, {
    knownHelpers,
    knownHelpersOnly: true,
    // Indenting a partial like its call would put blanks into <pre> and verse.
    preventIndent: true,
  });
}

/** Inserts that no template prints stand at the end rather than nowhere. */
function withLostInserts(html: string, { shown }: InsertPlan, diagnostics: Diagnostics): string {
  const lost = shown.filter(({ id, insert }) => !html.includes(`id="${id}"`) && !html.includes(`src="${escapeHtml(insert.source)}"`)); // prettier-ignore
  if (lost.length === 0) return html;
  for (const { insert } of lost)
    diagnostics.warning('N005', `The template does not show insert ${insert.source}; it stands at the end of the issue`, insert.place, 'write {{#each inserts}}{{html}}{{/each}} after each article, and at the head of each section'); // prettier-ignore
  const end = html.lastIndexOf('</body>');
  const figures = lost.map((each) => each.html).join('');
  return end < 0 ? html + figures : html.slice(0, end) + figures + html.slice(end);
}

/** An article asks for a template that does not exist: reported, and set with `article`. */
function withKnownTemplate(
  rendered: RenderedArticle,
  template: Template,
  diagnostics: Diagnostics,
): RenderedArticle {
  const { frontMatter, overrides, displayFile, place } = rendered.article;
  const name = overrides.template ?? frontMatter.template;
  // An article that is nothing but its insert.
  const isInsert = frontMatter.insert !== undefined && rendered.article.body.trim() === '';
  if (name === undefined && isInsert && template.partials.has('insert'))
    return { ...rendered, article: { ...rendered.article, overrides: { ...overrides, template: 'insert' } } };
  if (name === undefined || template.partials.has(name)) return rendered;
  const near = nearestName(name, template.partials.keys());
  const where = overrides.template === undefined ? { file: displayFile } : place;
  diagnostics.error('T002', `The template has no file ${name}.hbs`, where, near === undefined ? undefined : `did you mean ${near}?`); // prettier-ignore
  const article = { ...rendered.article, overrides: { ...overrides, template: 'article' } };
  return { ...rendered, article };
}

function messageOf(cause: unknown): string {
  if (cause instanceof RangeError) return 'partials call each other without end';
  return cause instanceof Error ? cause.message.replace(/ - \d+:\d+$/, '') : String(cause);
}

function placeOf(cause: unknown, root: TemplateFile): Place {
  const { lineNumber, column } = cause as { readonly lineNumber?: number; readonly column?: number };
  if (lineNumber === undefined) return { file: root.displayFile };
  return { file: root.displayFile, line: lineNumber, column: (column ?? 0) + 1 };
}
