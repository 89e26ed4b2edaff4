// The inserts of an issue → where templates meet them: after an article, before the first one of a section, or, those as
// wide as a column, in the text of the article before them.
import type { RenderedArticle } from '../article/render-article.ts';
import { directionOfLanguage } from '../base/direction.ts';
import type { Issue, IssueInsert } from '../issue/issue-types.ts';
import type { Reader } from './insert-html.ts';
import { insertHtml } from './insert-html.ts';

export interface PlannedInsert {
  readonly id: string;
  readonly insert: IssueInsert;
  readonly html: string;
}

export interface InsertPlan {
  /** By the slug of the article they follow. */
  readonly after: ReadonlyMap<string, readonly PlannedInsert[]>;
  /** By the slug of the article they stand before, the first of its section. */
  readonly before: ReadonlyMap<string, readonly PlannedInsert[]>;
  /** HTML at the end of an article's text, by its slug. */
  readonly within: ReadonlyMap<string, string>;
  /** All that templates have to show. */
  readonly shown: readonly PlannedInsert[];
}

/** `articles` are those that templates see; inserts of a section without any go to the article before or after it. */
export function planInserts(issue: Issue, articles: readonly RenderedArticle[]): InsertPlan {
  const planner = new Planner();
  const rendered = new Set(articles.map(({ slug }) => slug));
  for (const section of issue.sections) {
    const inserts = section.inserts ?? [];
    planner.beginSection();
    const reader = readerOf(section.language ?? issue.language);
    for (const [index, article] of section.articles.entries()) {
      for (const { before, insert } of inserts) if (before === index) planner.add(insert, reader);
      if (rendered.has(article.slug)) planner.article(article.slug);
      const { insert, language } = article.frontMatter;
      if (insert !== undefined) planner.add(insert, { language, direction: article.direction });
    }
    for (const { before, insert } of inserts)
      if (before >= section.articles.length) planner.add(insert, reader);
  }
  return planner.plan();
}

/** Who reads the inserts of a section. */
function readerOf(language: string): Reader {
  return { language, direction: directionOfLanguage(language) };
}

class Planner {
  readonly #after = new Map<string, PlannedInsert[]>();
  readonly #before = new Map<string, PlannedInsert[]>();
  readonly #within = new Map<string, string>();
  readonly #shown: PlannedInsert[] = [];
  /** Those that no article has come for. */
  #waiting: PlannedInsert[] = [];
  #last: string | undefined;
  #isFirst = true;
  #count = 0;

  beginSection(): void {
    this.#isFirst = true;
  }

  article(slug: string): void {
    this.#last = slug;
    this.#isFirst = false;
    for (const planned of this.#waiting) this.#place(planned, this.#before, slug);
    this.#waiting = [];
  }

  add(insert: IssueInsert, reader: Reader): void {
    const id = `nashr-insert-${++this.#count}`;
    const planned = { id, insert, html: insertHtml(insert, id, reader) };
    if (this.#last === undefined || this.#isFirst) this.#waiting.push(planned);
    else this.#place(planned, this.#after, this.#last);
  }

  plan(): InsertPlan {
    const { length } = this.#waiting;
    if (length > 0 && this.#last !== undefined) for (const planned of this.#waiting) this.#place(planned, this.#after, this.#last); // prettier-ignore
    return { after: this.#after, before: this.#before, within: this.#within, shown: this.#shown };
  }

  #place(planned: PlannedInsert, where: Map<string, PlannedInsert[]>, slug: string): void {
    if (planned.insert.size === 'column') {
      this.#within.set(slug, (this.#within.get(slug) ?? '') + planned.html);
      return;
    }
    this.#shown.push(planned);
    const known = where.get(slug);
    if (known === undefined) where.set(slug, [planned]);
    else known.push(planned);
  }
}

/** An article's HTML with inserts at the end of its text, before its notes. */
export function withInserts(html: string, inserts: string | undefined): string {
  if (inserts === undefined) return html;
  const notes = html.lastIndexOf('<section class="footnotes"');
  return notes < 0 ? html + inserts : html.slice(0, notes) + inserts + html.slice(notes);
}
