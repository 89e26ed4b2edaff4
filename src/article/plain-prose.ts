// Markdown that is nothing but prose – paragraphs, headings, addresses – → the HTML that the parser would make of it, without the
// parser: most news is written so, and starting the parser costs more than a whole small issue of such articles. Whatever else a
// text has sends all of it to render-article.ts; tests/property/article-plain-prose.test.ts holds the two equal.
import { escapeHtml } from './html-text.ts';
import { deviatingDirection, firstStrongDirection } from './text-direction.ts';
import type { MarkdownSource } from './token-context.ts';

/** What inline constructs begin with, and characters that the parser replaces or that are reported. */
// eslint-disable-next-line no-control-regex
const NOT_PROSE = /[\u0000-\u0009\u000b-\u001f\\`*_[\]<>&^~{}\u007f-\u009f\ufffe\uffff]/;
/** What lists, rules, tables, containers and underlined headings begin with, and blanks, which may indent. */
const BLOCK_START = /^(?:[\s+=|:-]|\d+[.)])/;
const HEADING = /^(#{1,6}) ([^\s#][^#]*)$/;

const HOST = '(?:[a-z\\d]{1,30}(?:-[a-z\\d]{1,30})?\\.){1,3}[a-z\\d]{1,30}';
const PATH = '(?:/[A-Za-z\\d]{1,40}(?:[.-][A-Za-z\\d]{1,40}){0,4}){0,4}/?';
/** Addresses that are linked as they stand, between blanks, at most with a mark of punctuation behind. */
const ADDRESS = new RegExp(`(?<=^|[ \\n(])(?:https?://${HOST}${PATH}|[a-z\\d]{1,30}(?:[.-][a-z\\d]{1,30})?@${HOST})(?=[.,;!?)»،؛]?(?:[ \\n]|$))`, 'g'); // prettier-ignore
/** What the parser looks at more closely, for addresses. */
const ADDRESS_SIGN = /@|\/\/|www\.|mailto:|https?:|ftp:/i;

/** The parser stops collecting letters for the direction of a block at the piece that passes this length. */
const DIRECTION_SAMPLE = 400;

/** The HTML of a text that is prose throughout; null where it is not. */
export function renderPlainProse(source: MarkdownSource): string | null {
  const { text } = source;
  if (NOT_PROSE.test(text)) return null;
  const prose = new ProseWriter(source, ADDRESS_SIGN.test(text));
  for (let start = 0, line = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (!prose.addLine(text.slice(start, end), line)) return null;
    start = end + 1;
  }
  return prose.finish() ? prose.html : null;
}

/** Collects the lines of a paragraph and writes it at its end. */
class ProseWriter {
  html = '';
  readonly #source: MarkdownSource;
  readonly #mayHaveAddresses: boolean;
  #paragraph = '';
  #firstLine = 0;

  constructor(source: MarkdownSource, mayHaveAddresses: boolean) {
    this.#source = source;
    this.#mayHaveAddresses = mayHaveAddresses;
  }

  /** False when the line is no prose. */
  addLine(line: string, number: number): boolean {
    if (line === '') return this.finish();
    if (BLOCK_START.test(line) || line.trimEnd().length !== line.length) return false;
    if (line.startsWith('#')) {
      const heading = HEADING.exec(line);
      return (
        heading !== null && this.finish() && this.#write(`h${heading[1]?.length}`, heading[2] ?? '', number)
      );
    }
    if (this.#paragraph === '') {
      this.#firstLine = number;
      this.#paragraph = line;
    } else this.#paragraph += `\n${line}`;
    return true;
  }

  /** The paragraph ends; false when it is no prose. */
  finish(): boolean {
    const text = this.#paragraph;
    this.#paragraph = '';
    return text === '' || this.#write('p', text, this.#firstLine);
  }

  #write(tag: string, text: string, line: number): boolean {
    const { displayFile, firstLine, direction } = this.#source;
    const pieces = this.#mayHaveAddresses && ADDRESS_SIGN.test(text) ? cutAtAddresses(text) : [text];
    if (pieces === null) return false;
    const begins = firstStrongDirection(text);
    const own = begins === undefined || begins === direction ? undefined : deviatingDirection(sampleOf(pieces), direction); // prettier-ignore
    const dir = own === undefined ? '' : ` dir="${own}"`;
    this.html += `<${tag} data-source="${escapeHtml(`${displayFile}:${firstLine + line}`)}"${dir}>${linked(pieces)}</${tag}>\n`;
    return true;
  }
}

/** Text and addresses in turn; null where there are signs of others. */
function cutAtAddresses(text: string): string[] | null {
  const pieces: string[] = [];
  let end = 0;
  ADDRESS.lastIndex = 0;
  for (let match = ADDRESS.exec(text); match !== null; match = ADDRESS.exec(text)) {
    pieces.push(text.slice(end, match.index), match[0]);
    end = ADDRESS.lastIndex;
  }
  pieces.push(text.slice(end));
  return pieces.some((piece, index) => index % 2 === 0 && ADDRESS_SIGN.test(piece)) ? null : pieces;
}

function linked(pieces: readonly string[]): string {
  let html = escapeHtml(pieces[0] ?? '');
  for (let index = 1; index < pieces.length; index += 2) {
    const address = pieces[index] ?? '';
    const scheme = address.includes('@') ? 'mailto:' : '';
    html += `<a href="${scheme}${address}">${address}</a>${escapeHtml(pieces[index + 1] ?? '')}`;
  }
  return html;
}

/** What a block's direction is found from: line by line and piece by piece, as the parser has them. */
function sampleOf(pieces: readonly string[]): string {
  let sample = '';
  for (const piece of pieces)
    for (const line of piece.split('\n')) {
      sample += line;
      if (sample.length > DIRECTION_SAMPLE) return sample;
    }
  return sample;
}
