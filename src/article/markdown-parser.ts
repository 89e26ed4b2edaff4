// The Markdown dialect of articles: CommonMark and GFM tables, strikethrough and autolinks, with notes, containers,
// spans, task lists.
// No typographic replacement of any kind: the text of the page is the text of the file.
import type { MarkdownIt } from 'markdown-it';
import Markdown from 'markdown-it';
import { addCellAlignment } from './cell-alignment.ts';
import { addContainers } from './containers.ts';
import { addNotes } from './notes.ts';
import { addSpans } from './spans.ts';
import { addTaskLists } from './task-lists.ts';

/** markdown-it stops nesting blocks here and loses what is deeper; finish-tokens.ts flattens long before. */
const PARSER_MAX_NESTING = 100;

/** A parser is stateless between texts; creating one costs a fraction of a millisecond. */
export function createMarkdownParser(): MarkdownIt {
  const markdown = new Markdown('default', { html: true, linkify: true, maxNesting: PARSER_MAX_NESTING });
  // Links with unwanted schemes lose the link, not the text; finish-tokens.ts decides and reports.
  markdown.validateLink = () => true;
  // The text of an address is shown as it was written.
  markdown.normalizeLinkText = (address) => address;
  const normalise = markdown.normalizeLink.bind(markdown);
  markdown.normalizeLink = (address) => (isNormalAddress(address) ? address : normalise(address));
  linkAddresses(markdown);
  passPlainText(markdown);
  addContainers(markdown);
  addNotes(markdown);
  addSpans(markdown);
  addTaskLists(markdown);
  addCellAlignment(markdown);
  return markdown;
}

/** Host names that need no encoding, and paths of letters, digits, full stops and hyphens. */
const NORMAL_ADDRESS =
  /^(?:https?:\/\/|mailto:[a-z\d._-]{1,63}@)[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+(?:\/[\w./-]*)?$/;
const LONGEST_NORMAL = 200;

/** Most addresses: taking them apart, encoding them and putting them together again would not change them. */
export function isNormalAddress(address: string): boolean {
  return address.length <= LONGEST_NORMAL && NORMAL_ADDRESS.test(address);
}

/** Nothing that any rule for inline content begins with, and one line only. */
const PLAIN_TEXT = /^(?:[^\n\\`*_[\]<>&^~{}@:!]|:(?!\/))+$/;

/** Text without any mark-up becomes its token at once; the rest goes the library's way. */
function passPlainText(markdown: MarkdownIt): void {
  markdown.core.ruler.at('inline', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'inline') continue;
      const children = (token.children ??= []);
      if (!PLAIN_TEXT.test(token.content)) {
        markdown.inline.parse(token.content, markdown, state.env, children);
        continue;
      }
      const text = new state.Token('text', '', 0);
      text.content = token.content;
      children.push(text);
    }
  });
}

/** Every address has one of these. */
const ADDRESS_SIGN = /@|\/\/|www\.|mailto:|https?:|ftp:/i;

/** GFM links `www.…`, `http://…` and mail addresses; not every word with a dot that happens to be a domain. */
function linkAddresses(markdown: MarkdownIt): void {
  // The library tries every scheme at every place: most texts have none of these signs.
  const test = markdown.linkify.test.bind(markdown.linkify);
  markdown.linkify.test = (text) => ADDRESS_SIGN.test(text) && test(text);
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
