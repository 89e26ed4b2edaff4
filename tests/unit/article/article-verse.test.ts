import { describe, expect, it } from 'vitest';
import { bare, render } from './render.ts';

describe('poems in articles', () => {
  it('have title and poet as attributes too', () => {
    const html = bare(':::poem {title="رستم" poet="فردوسی" .long}\nا / ب\n:::');
    expect(html).toBe('<div class="poem long">\n<p class="poem-title">رستم</p>\n<div class="couplet"><span class="hemistich">ا</span><span class="hemistich">ب</span></div>\n<p class="poem-source">فردوسی</p>\n</div>'); // prettier-ignore
  });

  it('warn of couplets without exactly two hemistichs, each at its line', () => {
    const { html, list } = render('پیش\n\n:::poem\nا / ب\nج\nد / ه / و\n:::');
    expect(list.map(({ code, place }) => [code, place?.file, place?.line])).toEqual([
      ['A010', 'a.md', 14],
      ['A010', 'a.md', 15],
    ]);
    expect(list.every(({ hint }) => hint?.includes(' / '))).toBe(true);
    expect(html).toContain('<div class="couplet single"><span class="hemistich">ج</span></div>');
    expect(html.match(/class="hemistich"/g)).toHaveLength(6);
  });

  it('do not warn of free verse', () => {
    expect(render(':::poem\nیک\nدو\nسه\n:::').list).toEqual([]);
  });
});

describe('task lists', () => {
  it('become items with a box, done or not', () => {
    expect(bare('- [ ] one\n- [x] **two**\n- three', 'en')).toBe('<ul>\n<li class="task"><span class="task-box"></span>one</li>\n<li class="task done"><span class="task-box"></span><strong>two</strong></li>\n<li>three</li>\n</ul>'); // prettier-ignore
  });

  it('keep their direction, and leave brackets alone that are no boxes', () => {
    expect(bare('- [ ] سلام [x]', 'en')).toContain('<li class="task" dir="rtl"><span class="task-box"></span>سلام [x]</li>'); // prettier-ignore
    expect(bare('- [y] a\n- [ ]b', 'en')).toBe('<ul>\n<li>[y] a</li>\n<li>[ ]b</li>\n</ul>');
  });
});

describe('tables in articles', () => {
  it('align their cells logically', () => {
    const html = bare('|a|b|c|d|\n|:-|-:|:-:|-|\n|e|f|g|h|', 'en');
    expect(
      [...html.matchAll(/<(t[hd])(?: style="([^"]*)")?>/g)].map(([, cell, style]) => [cell, style]),
    ).toEqual(
      ['th', 'td'].flatMap((cell) => [[cell, 'text-align:start'], [cell, 'text-align:end'], [cell, 'text-align:center'], [cell, undefined]]), // prettier-ignore
    );
  });
});
