// The pages as they are finished → where each article stands: the table of contents beside the PDF, OUT/<issue>.json.
import type { RenderedArticle } from './article/render-article.ts';
import type { FinishedPage } from './flow/flow-input.ts';
import type { IssueSection } from './issue/issue-types.ts';
import { textIn } from './issue/text-in.ts';

export interface BuiltArticle {
  readonly slug: string;
  readonly file: string;
  readonly title: string;
  readonly language: string;
  /** As the article names them. */
  readonly authors?: string;
  /** Id of its section. */
  readonly section: string;
  /** First and last page, from 1; 0 when it is on no page. */
  readonly firstPage: number;
  readonly lastPage: number;
  /** Its pages are counted from the second front, at the end of the file. */
  readonly front?: 'back';
  /** The name that opens it: `file.pdf#name`; absent where the design gives its place no name. */
  readonly destination?: string;
}

/** A place with a name: an article, a section, a heading with an id. */
export interface BuiltDestination {
  readonly name: string;
  /** From 1, counted from its own front. */
  readonly page: number;
  readonly front?: 'back';
}

/** Names of notes and of the places that call them: nobody links to them from outside. */
const OF_NOTES = /^(?:fn(?:ref)?|nashr-footnote)-/;

/** Which pages each article stands on, from the source files of the blocks. Pages are counted from their own front. */
export class ArticlePages {
  readonly #articles: readonly RenderedArticle[];
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();
  readonly #back = new Set<string>();
  readonly #names = new Set<string>();
  readonly #sections: ReadonlyMap<string, string>;

  /** `articles` are those of the sections, in their order. */
  constructor(articles: readonly RenderedArticle[], sections: readonly IssueSection[]) {
    this.#articles = articles;
    this.#sections = new Map(sections.flatMap((section) => section.articles.map(({ slug }) => [slug, section.id]))); // prettier-ignore
  }

  addPage({ page, blocks, anchors }: FinishedPage): void {
    const number = page.index + 1;
    for (const name of anchors) this.#names.add(name);
    for (const key of [...anchors, ...blocks.map(({ file }) => file ?? '')]) {
      if (!this.#first.has(key)) this.#first.set(key, number);
      this.#last.set(key, number);
      if (page.front === 'back') this.#back.add(key);
    }
  }

  /** In the order of the issue. */
  articles(): readonly BuiltArticle[] {
    return this.#articles.map(({ article, slug, plainTitle }) => {
      const keys = [slug, article.file, article.displayFile];
      const firsts = keys.map((key) => this.#first.get(key)).filter((n) => n !== undefined);
      const lasts = keys.map((key) => this.#last.get(key)).filter((n) => n !== undefined);
      const { language, author } = article.frontMatter;
      return {
        slug,
        file: article.file,
        title: plainTitle,
        language,
        ...(author !== undefined && { authors: textIn(author, language) }),
        section: this.#sections.get(slug) ?? '',
        firstPage: firsts.length === 0 ? 0 : Math.min(...firsts),
        lastPage: lasts.length === 0 ? 0 : Math.max(...lasts),
        ...(keys.some((key) => this.#back.has(key)) && { front: 'back' as const }),
        ...(this.#names.has(slug) && { destination: slug }),
      };
    });
  }

  /** As they come in the document. */
  destinations(): readonly BuiltDestination[] {
    return [...this.#names]
      .filter((name) => !OF_NOTES.test(name))
      .map((name) => ({
        name,
        page: this.#first.get(name) ?? 0,
        ...(this.#back.has(name) && { front: 'back' as const }),
      }));
  }
}
