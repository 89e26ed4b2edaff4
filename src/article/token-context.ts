// What the passes over an article's tokens share: where the text comes from, and what they collect.
import type { Token } from 'markdown-it';
import type { Diagnostic, Diagnostics, Place } from '../base/diagnostic.ts';
import type { DiagnosticCode } from '../base/diagnostic-codes.ts';
import type { Direction } from '../base/direction.ts';

/** A piece of Markdown and its surroundings. */
export interface MarkdownSource {
  readonly text: string;
  /** As diagnostics name the file. */
  readonly displayFile: string;
  /** Line of the file on which the text begins, from 1. */
  readonly firstLine: number;
  /** Relative to the publication folder; picture paths are relative to its folder. */
  readonly file: string;
  /** Begins the ids of notes. */
  readonly slug: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: Direction;
}

/** A picture that an article names. */
export interface PictureReference {
  /** Relative to the publication folder, `/` as separator. */
  readonly source: string;
  readonly place: Place;
}

export interface TokenContext {
  readonly source: MarkdownSource;
  readonly lines: readonly string[];
  readonly pictures: PictureReference[];
  readonly reporter: Reporter;
}

/** Complaints of one kind about one text: nobody reads more, and hostile text causes hundreds of thousands. */
const MAX_REPORTS = 50;

/** Owns the counts; passes on what is still worth reading. */
export class Reporter {
  readonly #diagnostics: Diagnostics;
  readonly #counts = new Map<DiagnosticCode, number>();

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** `describe` is called only when the complaint is passed on. */
  report(code: DiagnosticCode, describe: () => Omit<Diagnostic, 'code'>): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > MAX_REPORTS) return;
    const diagnostic = describe();
    const more = count === MAX_REPORTS ? '; further ones in this text are not listed' : '';
    this.#diagnostics.add({ ...diagnostic, code, message: diagnostic.message + more });
  }
}

/** The place of `excerpt` on a line of the text (lines of tokens count from 0), or of the line. */
export function placeInText(context: TokenContext, line: number, excerpt = ''): Place {
  const { displayFile, firstLine } = context.source;
  const column = excerpt === '' ? -1 : (context.lines[line] ?? '').indexOf(excerpt.split('\n', 1)[0] ?? '');
  return { file: displayFile, line: firstLine + line, column: column < 0 ? undefined : column + 1 };
}

/** The letters of an inline token, for deciding its direction. */
export function plainText(children: readonly Token[] | null): string {
  let text = '';
  for (const token of children ?? []) {
    if (token.type === 'text' || token.type === 'text_special' || token.type === 'code_inline')
      text += token.content;
    if (text.length > 400) break;
  }
  return text;
}
