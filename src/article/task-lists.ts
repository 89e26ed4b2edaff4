// `- [ ] to do` and `- [x] done` (GFM, task list items) → items of the class `task` with a box that the style sheet draws.
import type { MarkdownIt, Token } from 'markdown-it';
import { htmlToken } from './token-helpers.ts';

const BOX = /^\[([ xX])\][ \t\u00A0]+(?=\S|$)/;

export function addTaskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'task-lists', ({ tokens }) => {
    for (let index = 0; index + 2 < tokens.length; index++) {
      if (tokens[index]?.type !== 'list_item_open' || tokens[index + 1]?.type !== 'paragraph_open') continue;
      markTask(tokens[index] as Token, tokens[index + 2] as Token);
    }
  });
}

function markTask(item: Token, inline: Token): void {
  const first = inline.children?.[0];
  const box = first?.type === 'text' ? BOX.exec(first.content) : null;
  if (first === undefined || box === null) return;
  item.attrJoin('class', box[1] === ' ' ? 'task' : 'task done');
  first.content = first.content.slice(box[0].length);
  inline.children?.unshift(htmlToken(first, '<span class="task-box"></span>'));
}
