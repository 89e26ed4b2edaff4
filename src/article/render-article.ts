// An article's Markdown → the HTML of its body, with numbered notes at the end (DESIGN 1.4). The HTML holds only allowed
// elements and attributes, is well nested, and every top-level block says where it comes from (`data-source`).
import type { MarkdownIt, Token } from 'markdown-it';
import type { Diagnostics } from '../base/diagnostic.ts';
import { CONTROLS_HINT, withoutControls } from '../base/control-characters.ts';
import { countNewlines } from '../base/count-newlines.ts';
import { localDigits } from '../issue/dates.ts';
import type { IssueArticle } from '../issue/issue-types.ts';
import { textIn } from '../issue/text-in.ts';
import { finishTokens } from './finish-tokens.ts';
import { escapeHtml } from './html-text.ts';
import { createMarkdownParser } from './markdown-parser.ts';
import type { CalledNote } from './notes.ts';
import { noteRegister } from './notes.ts';
import { renderPlainProse } from './plain-prose.ts';
import type { MarkdownSource, PictureReference, TokenContext } from './token-context.ts';
import { Reporter } from './token-context.ts';

export interface RenderedArticle {
  readonly article: IssueArticle;
  readonly slug: string;
  /** The body; notes stand in `<section class="footnotes">` at its end. */
  readonly html: string;
  /** The title in the article's language. */
  readonly plainTitle: string;
  readonly noteCount: number;
  readonly pictures: readonly PictureReference[];
}

/** Renders articles one after the other with one parser, which is made for the first that is more than prose. */
export class ArticleRenderer {
  #made: MarkdownIt | null = null;

  get #parser(): MarkdownIt {
    if (this.#made !== null) return this.#made;
    const parser = createMarkdownParser();
    const { rules } = parser.renderer;
    rules['safe_html'] = (tokens, index) => tokens[index]?.content ?? '';
    rules['note_call'] = (tokens, index, _options, environment) => noteCall(tokens[index], environment?.['nashrSource'] as MarkdownSource); // prettier-ignore
    this.#made = parser;
    return parser;
  }

  article(article: IssueArticle, diagnostics: Diagnostics): RenderedArticle {
    const { language, title, image, insert } = article.frontMatter;
    const pictures: PictureReference[] =
      image === undefined ? [] : [{ source: image.src, place: image.place }];
    if (insert !== undefined) pictures.push({ source: insert.source, place: insert.place });
    const source: MarkdownSource = {
      text: printableBody(article, diagnostics),
      displayFile: article.displayFile,
      firstLine: article.bodyLine,
      file: article.file,
      slug: article.slug,
      language,
      direction: article.direction,
    };
    const prose = renderPlainProse(source);
    const { html, noteCount } = prose === null ? this.blocks(source, pictures, diagnostics) : { html: prose, noteCount: 0 }; // prettier-ignore
    const plainTitle = textIn(article.overrides.title ?? title, language);
    return { article, slug: article.slug, html, plainTitle, noteCount, pictures };
  }

  /** Markdown blocks → HTML, pictures appended to `pictures`. */
  blocks(
    source: MarkdownSource,
    pictures: PictureReference[],
    diagnostics: Diagnostics,
  ): { readonly html: string; readonly noteCount: number } {
    const environment: Record<string, unknown> = { nashrSource: source };
    const context = {
      source,
      lines: source.text.split(/\r\n?|\n/),
      pictures,
      reporter: new Reporter(diagnostics),
    };
    const body = this.#render(this.#parser.parse(source.text, environment), context, environment);
    const notes = this.#notes(context, environment);
    return { html: body + notes, noteCount: noteRegister(environment).called.length };
  }

  /** One line of Markdown → HTML without a block around it. */
  inline(source: MarkdownSource, diagnostics: Diagnostics): string {
    const environment: Record<string, unknown> = { nashrSource: source };
    const context = { source, lines: [source.text], pictures: [], reporter: new Reporter(diagnostics) };
    return this.#render(this.#parser.parseInline(source.text, environment), context, environment);
  }

  #render(tokens: Token[], context: TokenContext, environment: Record<string, unknown>): string {
    return this.#parser.renderer.render(finishTokens(tokens, context), this.#parser.options, environment);
  }

  /** Notes may call further notes: the list grows while it is read. */
  #notes(context: TokenContext, environment: Record<string, unknown>): string {
    const { called } = noteRegister(environment);
    if (called.length === 0) return '';
    let items = '';
    for (let index = 0; index < called.length && index < MAX_NOTES; index++) {
      const note = called[index] as CalledNote;
      items += this.#note(note, context, environment);
    }
    return `<section class="footnotes" role="doc-endnotes">\n<ol>\n${items}</ol>\n</section>\n`;
  }

  #note(note: CalledNote, context: TokenContext, environment: Record<string, unknown>): string {
    const { source } = context;
    const firstLine = note.fileLine ?? source.firstLine + (note.line ?? 0);
    const first = firstLine - source.firstLine;
    const lines = context.lines.slice(first, first + countNewlines(note.content, note.content.length) + 1);
    const own: TokenContext = { ...context, source: { ...source, firstLine }, lines };
    const tokens = note.isInline ? this.#parser.parseInline(note.content, environment) : this.#parser.parse(note.content, environment); // prettier-ignore
    const html = this.#render(tokens, own, environment).replaceAll(/ data-source="[^"]*"/g, '');
    const content = note.isInline ? `<p>${html}</p>\n` : html;
    const place = escapeHtml(`${source.displayFile}:${firstLine}`);
    return `<li id="${noteId(source.slug, note.number)}" value="${note.number}" role="doc-footnote" data-source="${place}">${content}</li>\n`;
  }
}

/** The body without control characters, with a warning where there are any. */
function printableBody({ body, bodyLine, displayFile }: IssueArticle, diagnostics: Diagnostics): string {
  const clean = withoutControls(body);
  if (clean === null) return body;
  const { first, removed, text } = clean;
  const place = { file: displayFile, line: bodyLine + countNewlines(body, first), column: first - body.lastIndexOf('\n', first) }; // prettier-ignore
  diagnostics.warning('A012', `Control characters are removed: ${removed}`, place, CONTROLS_HINT);
  return text;
}

/** More notes than any text has: a bound for notes that call notes. */
const MAX_NOTES = 10_000;

function noteCall(token: Token | undefined, source: MarkdownSource): string {
  const number = Number(token?.meta?.['number'] ?? 0);
  const call = Number(token?.meta?.['call'] ?? 1);
  const id = `fnref-${escapeHtml(source.slug)}-${number}${call > 1 ? `-${call}` : ''}`;
  const shown = localDigits(String(number), source.language);
  return `<a class="footnote-ref" href="#${noteId(source.slug, number)}" id="${id}" role="doc-noteref"><sup>${shown}</sup></a>`;
}

function noteId(slug: string, number: number): string {
  return `fn-${escapeHtml(slug)}-${number}`;
}
