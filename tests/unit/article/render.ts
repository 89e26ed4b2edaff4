// Renders a piece of Markdown as the body of an article, for tests.
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { PictureReference } from '../../../src/article/token-context.ts';
import { ArticleRenderer } from '../../../src/article/render-article.ts';

export interface Rendered {
  readonly html: string;
  readonly list: readonly Diagnostic[];
  readonly pictures: readonly PictureReference[];
}

/** The text begins on line 10 of articles/a.md. */
export function render(
  text: string,
  diagnostics: Diagnostics = new Diagnostics(),
  language = 'fa',
): Rendered {
  const pictures: PictureReference[] = [];
  const source = { text, displayFile: 'a.md', firstLine: 10, file: 'issues/articles/a.md', slug: 'a', language, direction: language === 'fa' ? 'rtl' : 'ltr' } as const; // prettier-ignore
  const { html } = new ArticleRenderer().blocks(source, pictures, diagnostics);
  return { html, list: diagnostics.list, pictures };
}

/** The HTML without its marks of origin. */
export function bare(text: string, language = 'fa'): string {
  return render(text, undefined, language)
    .html.replaceAll(/ data-source="[^"]*"/g, '')
    .trim();
}
