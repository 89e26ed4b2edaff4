// The Markdown dialect of articles: CommonMark and GFM tables, strikethrough and autolinks, with notes, containers and spans.
// No typographic replacement of any kind: the text of the page is the text of the file.
import type { MarkdownIt } from 'markdown-it';
import Markdown from 'markdown-it';
import { addContainers } from './containers.ts';
import { addNotes } from './notes.ts';
import { addSpans } from './spans.ts';

/** markdown-it stops nesting blocks here and loses what is deeper; finish-tokens.ts flattens long before. */
export const PARSER_MAX_NESTING = 100;

/** A parser is stateless between texts; creating one costs a fraction of a millisecond. */
export function createMarkdownParser(): MarkdownIt {
  const markdown = new Markdown('default', { html: true, linkify: true, maxNesting: PARSER_MAX_NESTING });
  // Links with unwanted schemes lose the link, not the text; finish-tokens.ts decides and reports.
  markdown.validateLink = () => true;
  // The text of an address is shown as it was written.
  markdown.normalizeLinkText = (address) => address;
  linkAddresses(markdown);
  addContainers(markdown);
  addNotes(markdown);
  addSpans(markdown);
  return markdown;
}

/** GFM links `www.…`, `http://…` and mail addresses; not every word with a dot that happens to be a domain. */
function linkAddresses(markdown: MarkdownIt): void {
  markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false, fuzzyEmail: true });
  markdown.linkify.add('ftp:', null);
  markdown.linkify.add('//', null);
  markdown.linkify.add('www.', {
    validate: (text: string, position: number) => {
      const rest = text.slice(position, position + 500);
      return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#](?:[^\s<>"«»،؛]*[^\s<>"«»،؛.,:;!?)\]'])?)?/u.exec(rest)?.[0].length ?? 0; // prettier-ignore
    },
    normalize: (match: { url: string }) => {
      match.url = `http://${match.url}`;
    },
  });
}
