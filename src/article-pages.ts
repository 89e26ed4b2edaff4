// The pages as they are finished → where each article stands: the table of contents beside the PDF, OUT/<issue>.json.
import type { RenderedArticle } from './article/render-article.ts';
import type { FinishedPage } from './flow/flow-input.ts';

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

/** Which pages each article stands on, from the source files of the blocks. Pages are counted from their own front. */
export class ArticlePages {
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

  /** In the order of the issue. */
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
