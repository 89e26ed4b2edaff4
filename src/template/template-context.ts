// Issue and rendered articles → the frozen plain data that templates see: no prototypes, no functions, no file system.
import Handlebars from 'handlebars';
import type { Direction } from '../base/direction.ts';
import { directionOfLanguage } from '../base/direction.ts';
import type { RenderedArticle } from '../article/render-article.ts';
import type { InsertSize, Issue, IssueBinding, IssueSection, SectionFront } from '../issue/issue-types.ts';
import type { Localised, PlainObject } from '../issue/plain-data.ts';
import type { InsertPlan, PlannedInsert } from './plan-inserts.ts';
import { planInserts, withInserts } from './plan-inserts.ts';

type SafeHtml = InstanceType<typeof Handlebars.SafeString>;

export interface ArticleContext {
  readonly slug: string;
  /** Position in the issue, from 0. */
  readonly index: number;
  readonly section: Localised | undefined;
  readonly title: Localised;
  readonly short: Localised;
  readonly kicker: Localised | undefined;
  readonly deck: Localised | undefined;
  readonly author: Localised | undefined;
  readonly translator: Localised | undefined;
  readonly source: Localised | undefined;
  /** ISO. */
  readonly date: string | undefined;
  readonly place: Localised | undefined;
  readonly tags: readonly string[];
  readonly summary: Localised | undefined;
  readonly language: string;
  readonly direction: Direction;
  readonly isRightToLeft: boolean;
  readonly image: { readonly src: string; readonly alt: Localised; readonly caption: Localised | undefined; readonly credit: Localised | undefined } | null; // prettier-ignore
  /** Advertisements and other foreign pages that follow the article. */
  readonly inserts: readonly InsertContext[];
  readonly columns: number | undefined;
  readonly template: string;
  /** The body. */
  readonly html: SafeHtml;
  readonly hasNotes: boolean;
  readonly meta: PlainObject;
  /** First and last of its section. */
  readonly first: boolean;
  readonly last: boolean;
  /** Article file and line, for `data-source`. */
  readonly file: string;
}

export interface InsertContext {
  readonly id: string;
  /** For `<img src>`. */
  readonly src: string;
  readonly size: InsertSize;
  readonly alt: Localised | undefined;
  readonly caption: Localised | undefined;
  readonly link: string | undefined;
  /** The whole figure. */
  readonly html: SafeHtml;
}

export interface SectionContext {
  readonly index: number;
  readonly id: string;
  /** `back` where an issue has two fronts and the section is read from the second. */
  readonly front: SectionFront;
  readonly label: Localised | undefined;
  readonly language: string;
  readonly direction: Direction;
  readonly meta: PlainObject;
  readonly articles: readonly ArticleContext[];
  /** Those before its first article. */
  readonly inserts: readonly InsertContext[];
  /** First and last of its front. */
  readonly first: boolean;
  readonly last: boolean;
}

/** What is read from one end of the file. */
export interface FrontContext {
  readonly front: SectionFront;
  readonly language: string;
  readonly direction: Direction;
  readonly sections: readonly SectionContext[];
}

export interface TemplateContext {
  readonly issue: {
    readonly id: string;
    readonly number: string | number | undefined;
    readonly volume: string | number | undefined;
    readonly issn: string | undefined;
    readonly date: string;
    readonly language: string;
    readonly direction: Direction;
    readonly binding: IssueBinding;
    readonly title: Localised;
    readonly description: Localised | undefined;
    readonly author: Localised | undefined;
    readonly publisher: Localised | undefined;
    readonly rights: Localised | undefined;
    readonly masthead: PlainObject;
    readonly meta: PlainObject;
  };
  readonly edition: string;
  readonly sections: readonly SectionContext[];
  /** One, or two where the issue is bound `dual`. */
  readonly fronts: readonly FrontContext[];
  readonly articles: readonly ArticleContext[];
  readonly language: string;
  readonly direction: Direction;
}

/** Sections without articles are left out; articles that were not rendered too. */
export function templateContext(
  issue: Issue,
  articles: readonly RenderedArticle[],
  edition: string,
  plan: InsertPlan = planInserts(issue, articles),
): TemplateContext {
  const rendered = new Map(articles.map((article) => [article.slug, article]));
  const all: ArticleContext[] = [];
  const filled = issue.sections
    .map((section) => ({
      section,
      articles: section.articles.flatMap(({ slug }) => rendered.get(slug) ?? []),
    }))
    .filter((entry) => entry.articles.length > 0);
  const sections = filled.map((entry, index): SectionContext => {
    const own = entry.articles.map((article, position) => {
      const context = articleContext(article, entry.section, {
        index: all.length,
        first: position === 0,
        last: position === entry.articles.length - 1,
        plan,
      });
      all.push(context);
      return context;
    });
    const language = entry.section.language ?? commonLanguage(own, issue.direction) ?? issue.language;
    return plain({
      index,
      id: entry.section.id,
      front: entry.section.front,
      label: entry.section.label,
      language,
      direction: directionOfLanguage(language),
      meta: entry.section.meta,
      articles: own,
      inserts: insertContexts(plan.before.get(own[0]?.slug ?? '')),
      first: entry === filled.find(({ section }) => section.front === entry.section.front),
      last: entry === filled.findLast(({ section }) => section.front === entry.section.front),
    });
  });
  const { id, number, date, language, direction, binding, title, masthead, meta, metadata = {} } = issue;
  const { description, author, publisher, rights, volume, issn } = metadata;
  return plain({
    issue: plain({ id, number, volume, issn, date, language, direction, binding, title, description, author, publisher, rights, masthead, meta }), // prettier-ignore
    edition,
    sections: Object.freeze(sections),
    fronts: Object.freeze(frontsOf(sections, issue)),
    articles: Object.freeze(all),
    language,
    direction,
  });
}

/** The front of the issue, and the one of the sections that are read from the back. */
function frontsOf(sections: readonly SectionContext[], issue: Issue): readonly FrontContext[] {
  const own = (front: SectionFront): readonly SectionContext[] => sections.filter((s) => s.front === front);
  const { language, direction } = issue;
  const main: FrontContext = plain({
    front: 'main',
    language,
    direction,
    sections: Object.freeze(own('main')),
  });
  const [first] = own('back');
  if (first === undefined) return [main];
  const back: FrontContext = plain({ front: 'back', language: first.language, direction: first.direction, sections: Object.freeze(own('back')) }); // prettier-ignore
  return [main, back];
}

function articleContext(
  rendered: RenderedArticle,
  section: IssueSection,
  { plan, ...position }: { readonly index: number; readonly first: boolean; readonly last: boolean; readonly plan: InsertPlan }, // prettier-ignore
): ArticleContext {
  const { frontMatter, overrides, slug, direction } = rendered.article;
  const { image } = frontMatter;
  const title = overrides.title ?? frontMatter.title;
  return plain({
    slug,
    ...position,
    section: section.label ?? frontMatter.section,
    title,
    short: overrides.short ?? frontMatter.short ?? title,
    kicker: overrides.kicker ?? frontMatter.kicker,
    deck: overrides.deck ?? frontMatter.deck,
    author: frontMatter.author,
    translator: frontMatter.translator,
    source: frontMatter.source,
    date: frontMatter.date,
    place: frontMatter.place,
    tags: frontMatter.tags,
    summary: frontMatter.summary,
    language: frontMatter.language,
    direction,
    isRightToLeft: direction === 'rtl',
    image: image === undefined ? null : plain({ src: image.src, alt: image.alt ?? '', caption: image.caption, credit: image.credit }), // prettier-ignore
    inserts: insertContexts(plan.after.get(slug)),
    columns: overrides.columns ?? frontMatter.columns,
    template: overrides.template ?? frontMatter.template ?? 'article',
    html: Object.freeze(new Handlebars.SafeString(withInserts(rendered.html, plan.within.get(slug)))),
    hasNotes: rendered.noteCount > 0,
    meta: frontMatter.meta,
    file: rendered.article.file,
  });
}

function insertContexts(planned: readonly PlannedInsert[] | undefined): readonly InsertContext[] {
  return Object.freeze(
    (planned ?? []).map(({ id, insert, html }): InsertContext => {
      const { source, size, alt, caption, link } = insert;
      return plain({
        id,
        src: source,
        size,
        alt,
        caption,
        link,
        html: Object.freeze(new Handlebars.SafeString(html)),
      });
    }),
  );
}

/** The language of all articles; where none of them runs like the issue, that of the first. */
function commonLanguage(articles: readonly ArticleContext[], direction: Direction): string | undefined {
  const language = articles[0]?.language;
  const isCommon = articles.every((article) => article.language === language);
  return isCommon || articles.every((article) => article.direction !== direction) ? language : undefined;
}

/** The same keys without a prototype, frozen. */
function plain<T extends object>(object: T): T {
  return Object.freeze(Object.assign(Object.create(null) as T, object));
}
