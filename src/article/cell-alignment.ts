// `:---`, `:---:` and `---:` of a table → start, center and end: the sides of the text’s own direction, not left and right.
import type { MarkdownIt } from 'markdown-it';

const LOGICAL: ReadonlyMap<string, string> = new Map([
  ['text-align:left', 'text-align:start'],
  ['text-align:right', 'text-align:end'],
]);

export function addCellAlignment(markdown: MarkdownIt): void {
  markdown.core.ruler.push('cell-alignment', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== 'td_open' && token.type !== 'th_open') continue;
      const logical = LOGICAL.get(String(token.attrGet('style') ?? ''));
      if (logical !== undefined) token.attrSet('style', logical);
    }
  });
}
