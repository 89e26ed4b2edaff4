import { describe, expect, it } from 'vitest';
import type { LaidOut } from '../../helpers/lay-out.ts';
import { fillOf, itemsOf, layOut, linesOf, pageTexts, placesOf } from '../../helpers/lay-out.ts';

/** No rule and no gap above notes, calls on the line. */
const PLAIN_NOTES = `
  @page { @footnote { margin: 0; padding: 0; border: none } }
  ::footnote-call { font-size: 10pt; vertical-align: baseline; line-height: 10pt }
  .n { float: footnote } sup { font-size: 10pt; vertical-align: baseline; line-height: 10pt }
  .footnotes { border-top: 1pt solid; margin-top: 10pt } .footnotes li { float: footnote }
`;
const COLUMNS = '.c { columns: 2; column-gap: 20pt; column-fill: auto } .n, .footnotes li { float-reference: column }'; // prettier-ignore

function lines(n: number, letter = 'a'): string {
  return Array.from({ length: n }, (_, i) => `${letter}${i}`).join('<br>');
}

function listOf(n: number, letter = 'a', from = 0): readonly string[] {
  return Array.from({ length: n - from }, (_, i) => `${letter}${from + i}`);
}

/** As articles have them: a call, and the list of notes at the end. */
function call(n: number, again = ''): string {
  return `<a class="footnote-ref" href="#fn-${n}" id="ref-${n}${again}" role="doc-noteref"><sup>${n}</sup></a>`;
}

function listed(...notes: readonly string[]): string {
  const items = notes.map((text, i) => `<li id="fn-${i + 1}" value="${i + 1}" role="doc-footnote"><p>${text}</p></li>`); // prettier-ignore
  return `<section class="footnotes" role="doc-endnotes">\n<ol>\n${items.join('\n')}</ol>\n</section>`;
}

async function notes(html: string, css = ''): Promise<LaidOut> {
  return layOut(html, PLAIN_NOTES + css);
}

describe('a footnote', () => {
  it('stands at the foot of the page, with its call where it was written', async () => {
    const laid = await notes('<p>abc<span class=n>note</span> def</p>');
    expect(placesOf(laid.pages[0])).toEqual(['abc1 def@0,8', '1. note@0,98']);
    expect(laid.codes).toEqual([]);
  });

  it('takes its room from the text of its page', async () => {
    const laid = await notes(`<p>${lines(2)}<span class=n>n<br>o</span><br>${lines(12, 'b')}</p>`);
    expect(pageTexts(laid)).toEqual([['a0', 'a11', ...listOf(6, 'b'), '1. n', 'o'], listOf(12, 'b', 6)]);
  });

  it('of the side of its own text stands at that side', async () => {
    const laid = await notes('<p>a<span class=n>b</span></p><p dir=rtl>c<span class=n>d</span></p>');
    expect(placesOf(laid.pages[0]).slice(2)).toEqual(['1. b@0,88', '2. d@60,98']);
  });

  it('is numbered by the counter footnote, which an article may reset', async () => {
    const article = '<article><p>a<span class=n>x</span></p><p>b<span class=n>y</span></p></article>';
    const laid = await notes(article + article, 'article { counter-reset: footnote }');
    expect(linesOf(laid.pages[0])).toEqual(['a1', 'b2', 'a1', 'b2', '1. x', '2. y', '1. x', '2. y']);
  });

  it('has the call and the marker that the style sheet gives it', async () => {
    const laid = await notes('<p>a<span class=n>x</span></p>', '::footnote-call { content: "[" counter(footnote, persian) "]" } ::footnote-marker { content: "*" counter(footnote) " " }'); // prettier-ignore
    expect(linesOf(laid.pages[0])).toEqual(['a[۱]', '*1 x']);
  });

  it('may be a block', async () => {
    const laid = await notes('<p>a</p><div class=n><p>x</p><p>y</p></div><p>b</p>');
    expect(linesOf(laid.pages[0])).toEqual(['a', '1', 'b', '1. x', 'y']);
  });

  it('is linked from its call, and back to it', async () => {
    const laid = await notes('<p>a<span class=n id=here>x</span> b<span class=n>y</span></p>');
    const [page] = laid.pages;
    const names = itemsOf(page, 'anchor').map(({ name }) => `#${name}`);
    const [toFirst, toSecond, ...back] = itemsOf(page, 'link').map(({ href }) => href);
    // In the order of the page: both calls, both notes.
    expect([...back, toFirst, toSecond]).toEqual(names);
    expect(toFirst).toBe('#here');
  });

  it('is a Note, its call a Reference', async () => {
    const { document } = await notes('<p>a<span class=n>x</span></p>');
    const path = (id: number): string => {
      const node = document.structure[id];
      return node === undefined ? '' : `${path(node.parent)}/${node.role}`;
    };
    const paths = document.structure.map(({ id }) => path(id));
    expect(paths).toContain('/Document/P/Note/P');
    expect(paths).toContain('/Document/P/Reference/Link');
  });

  it('stands on the page where its call stands, in the order of the calls', async () => {
    const text = Array.from({ length: 30 }, (_, i) => `w${i}<span class=n>n${i}</span>`).join('<br>');
    const laid = await notes(`<p>${text}</p>`);
    expect(pageTexts(laid).map((page) => page.length)).toEqual([10, 10, 10, 10, 10, 10]);
    expect(pageTexts(laid)[1]).toEqual(['w56', 'w67', 'w78', 'w89', 'w910', '6. n5', '7. n6', '8. n7', '9. n8', '10. n9']); // prettier-ignore
  });

  it('pulls the line of its call to the next page where it does not fit', async () => {
    const laid = await notes(`<p>${lines(10)}<span class=n>n</span></p>`);
    expect(pageTexts(laid)).toEqual([listOf(9), ['a91', '1. n']]);
  });

  it('goes on at the foot of the next page, before the notes of that page', async () => {
    const laid = await notes(`<p>a<span class=n>${lines(12, 'n')}</span><br>${lines(4, 'b')}<span class=n>x</span></p>`); // prettier-ignore
    expect(pageTexts(laid)).toEqual([
      ['a1', '1. n0', ...listOf(9, 'n', 1)],
      [...listOf(3, 'b'), 'b32', ...listOf(12, 'n', 9), '2. x'],
    ]);
  });

  it('may be longer than several pages', async () => {
    const laid = await notes(`<p>a<span class=n>${lines(35, 'n')}</span> b</p><p>end</p>`);
    expect(pageTexts(laid).flat().filter((line) => line.startsWith('n'))).toEqual(listOf(35, 'n', 1)); // prettier-ignore
    expect(laid.pages).toHaveLength(4);
    expect(pageTexts(laid)[1]).toEqual(listOf(19, 'n', 9));
  });

  it('may call another one', async () => {
    const laid = await notes('<p>a<span class=n>x<span class=n>y</span></span></p>');
    expect(linesOf(laid.pages[0])).toEqual(['a1', '1. x2', '2. y']);
  });

  it('has its area where @footnote says, with a rule above', async () => {
    const laid = await layOut('<p>a<span class=n>x</span></p>', '.n { float: footnote } @page { @footnote { width: 40pt; margin: 5pt 0 0 10pt; border-top: 2pt solid; padding-top: 3pt; background: #00ff00 } }'); // prettier-ignore
    expect(fillOf(laid, '#00ff00')).toBe('10,85 40×15');
    expect(itemsOf(laid.pages[0], 'rule').map(({ x1, x2, y1, thickness }) => [x1, x2, y1, thickness])).toEqual([[10, 50, 86, 2]]); // prettier-ignore
  });

  it('may have a shorter rule above, at the side where its text begins', async () => {
    const css = '.n { float: footnote } @page { @footnote { border-top: 2pt solid; -nashr-rule-length: 30%; margin: 0; padding: 0 } }'; // prettier-ignore
    for (const [dir, from, to] of [
      ['ltr', 0, 30],
      ['rtl', 70, 100],
    ] as const) {
      const laid = await layOut(`<p dir=${dir}>a<span class=n>x</span></p>`, css);
      expect(itemsOf(laid.pages[0], 'rule').map(({ x1, x2, y1 }) => [x1, x2, y1])).toEqual([[from, to, 89]]);
    }
  });

  it('takes no more room than max-height', async () => {
    const laid = await notes(`<p>a<span class=n>${lines(6, 'n')}</span><br>${lines(20, 'b')}</p>`, '@page { @footnote { max-height: 40pt } }'); // prettier-ignore
    expect(pageTexts(laid)[0]).toEqual(['a1', ...listOf(5, 'b'), '1. n0', ...listOf(4, 'n', 1)]);
    expect(pageTexts(laid)[1]?.slice(-2)).toEqual(['n4', 'n5']);
  });

  it('in a cell, a flex item, an inline block or a list is a note of the page', async () => {
    const n = (text: string): string => `<span class=n>${text}</span>`;
    const laid = await notes(`<table><tr><td>a${n('x')}</td></tr></table><div style="display: flex"><p>b${n('y')}</p></div><p><span style="display: inline-block">c${n('z')}</span></p><ul><li>d${n('u')}</li></ul>`, 'ul { list-style: none } .n { white-space: nowrap }'); // prettier-ignore
    expect(linesOf(laid.pages[0]).slice(-4)).toEqual(['1. x', '2. y', '3. z', '4. u']);
    expect(pageTexts(laid).flat()).toHaveLength(9);
  });

  it('in a head that is repeated stands there once', async () => {
    const rows = Array.from({ length: 14 }, (_, i) => `<tr><td>r${i}</td></tr>`).join('');
    const laid = await notes(
      `<table><thead><tr><td>h<span class=n>x</span></td></tr></thead>${rows}</table>`,
    );
    expect(pageTexts(laid).flat().filter((line) => line === '1. x')).toHaveLength(1); // prettier-ignore
  });

  it('in an absolutely positioned box is not lost', async () => {
    const laid = await notes(
      '<p>a</p><div style="position: absolute; top: 20pt">b<span class=n>x</span></div>',
    );
    expect(pageTexts(laid).flat()).toEqual(['a', 'b1', '1. x']);
  });

  it('causes no warning about pictures that only a try had to scale', async () => {
    const laid = await layOut(`<p><img src=p.png alt=x></p><p>a<span class=n>${lines(9, 'n')}</span></p>`, `${PLAIN_NOTES} img { display: block }`, { pictures: { 'p.png': [80, 80] } }); // prettier-ignore
    expect(itemsOf(laid.pages[0], 'image').map(({ width, height }) => [width, height])).toEqual([[60, 60]]);
    expect(laid.codes).toEqual([]);
  });

  it('changes nothing where there is none', async () => {
    const text = `<div class=c>${lines(30)}</div>`;
    const with_ = await notes(`${text}<p>x</p>`, COLUMNS);
    const without = await layOut(`${text}<p>x</p>`, '.c { columns: 2; column-gap: 20pt; column-fill: auto }');
    expect(with_.dump()).toBe(without.dump());
  });
});

describe('notes of Markdown', () => {
  it('go from their list to the foot of the page of their call', async () => {
    const laid = await notes(`<p>ab${call(1)} cd${call(2)}</p>${listed('one', 'two')}`);
    expect(placesOf(laid.pages[0])).toEqual(['ab1 cd2@0,8', '1. one@0,88', '2. two@0,98']);
  });

  it('leave neither room nor rule where the list was', async () => {
    const laid = await notes(`<p>ab${call(1)}</p>${listed('one')}<p>end</p>`);
    expect(placesOf(laid.pages[0])).toEqual(['ab1@0,8', 'end@0,18', '1. one@0,98']);
    expect(itemsOf(laid.pages[0], 'rule')).toEqual([]);
  });

  it('leave the heading that their section has', async () => {
    const laid = await notes(`<p>ab${call(1)}</p>${listed('one').replace('<ol>', '<h2>Notes</h2><ol>')}`);
    expect(linesOf(laid.pages[0])).toEqual(['ab1', 'Notes', '1. one']);
  });

  it('stay in the list where the style sheet does not move them', async () => {
    const laid = await notes(`<p>ab${call(1)}</p>${listed('one')}`, '.footnotes li { float: none }');
    expect(itemsOf(laid.pages[0], 'rule')).toHaveLength(1);
    expect(linesOf(laid.pages[0])).toEqual(['ab1', '1.', 'one']);
  });

  it('stand once, at the first of two calls', async () => {
    const laid = await notes(`<p>a${call(1)}<br>${lines(12, 'b')}${call(1, 'b')}</p>${listed('one')}`);
    expect(pageTexts(laid).map((page) => page.filter((line) => line === '1. one').length)).toEqual([1, 0]);
  });

  it('without a call stand at the foot of the page of their list', async () => {
    const laid = await notes(`<p>a</p>${listed('one')}`);
    expect(placesOf(laid.pages[0])).toEqual(['a@0,8', '1. one@0,98']);
  });

  it('hang their markers in the padding that they have', async () => {
    const laid = await notes(`<p>ab${call(1)}</p>${listed('one')}`, '.footnotes li { padding-left: 30pt } .footnotes li::marker { content: counter(list-item) }'); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual(['ab1@0,8', '1@15,98', 'one@30,98']);
  });

  it('keep their structure: items of a list at the end of the article', async () => {
    const { document } = await notes(`<article><p>ab${call(1)}</p>${listed('one')}<p>end</p></article>`);
    const roles = document.structure.map(({ role }) => role).join(' ');
    expect(roles).toBe('Document Art P Reference Link Sect L LI Lbl Link LBody Note P Link P');
  });

  it('that call each other are all shown', async () => {
    const laid = await notes(`<p>a${call(1)}</p>${listed(`one${call(2)}`, `two${call(1, 'b')}`)}`);
    expect(linesOf(laid.pages[0])).toEqual(['a1', '1. one2', '2. two1']);
  });
});

describe('notes of Markdown that are called in odd places', () => {
  it('are not lost where they only call each other', async () => {
    const laid = await notes(`<p>a</p>${listed(`one${call(2)}`, `two${call(1)}`)}`);
    expect(pageTexts(laid).flat().toSorted()).toEqual(['1. one2', '2. two1', 'a']);
  });

  it('stand once where the call comes after the list', async () => {
    const laid = await notes(`${listed('one')}<p>${lines(14)}${call(1)}</p>`);
    expect(pageTexts(laid).flat().filter((line) => line === '1. one')).toHaveLength(1); // prettier-ignore
  });
});

describe('notes of columns', () => {
  it('stand at the foot of the column of their call', async () => {
    const laid = await notes(`<div class=c>${lines(11)}<span class=n>n</span><br>${lines(4, 'b')}</div>`, COLUMNS); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual([
      ...listOf(10).map((line, i) => `${line}@0,${i * 10 + 8}`),
      'a101@60,8', 'b0@60,18', 'b1@60,28', 'b2@60,38', 'b3@60,48', '1. n@60,98',
    ]); // prettier-ignore
  });

  it('count in the heights of balanced columns', async () => {
    const laid = await notes(`<div class=c>${lines(2)}<span class=n>n<br>o</span><br>${lines(4, 'b')}</div><p>end</p>`, `${COLUMNS} .c { column-fill: balance }`); // prettier-ignore
    expect(placesOf(laid.pages[0])).toEqual([
      'a0@0,8', 'a11@0,18', 'b0@60,8', 'b1@60,18', 'b2@60,28', 'b3@60,38', '1. n@0,28', 'o@0,38', 'end@0,48',
    ]); // prettier-ignore
  });

  it('go on in the next column, and on the next page', async () => {
    const laid = await notes(`<div class=c>a<span class=n>${lines(24, 'n')}</span> b</div>`, `${COLUMNS} ::footnote-marker { content: none }`); // prettier-ignore
    expect(pageTexts(laid).flat()).toEqual(['a1 b', ...listOf(24, 'n')]);
    expect(placesOf(laid.pages[0]).filter((place) => place.includes('@60'))).toHaveLength(10);
    expect(laid.pages).toHaveLength(2);
  });

  it('of columns in columns stand in the inner ones', async () => {
    const laid = await notes(`<div class=c><div class=i>a<span class=n>n</span></div><br>b</div>`, `@page { size: 200pt 100pt } ${COLUMNS} .i { columns: 2; column-gap: 0 } .c { column-fill: balance }`); // prettier-ignore
    expect(pageTexts(laid).flat().filter((line) => line === '1. n')).toHaveLength(1); // prettier-ignore
  });

  it('span the page where they belong to it', async () => {
    const laid = await notes(`<div class=c>${lines(3)}<span class=n>note of page</span><br>${lines(20, 'b')}</div>`, `${COLUMNS} .n { float-reference: page; white-space: nowrap }`); // prettier-ignore
    expect(placesOf(laid.pages[0]).at(-1)).toBe('1. note of page@0,98');
    expect(pageTexts(laid)[0]).toHaveLength(19);
  });

  it('are not doubled by spanners and further columns', async () => {
    const laid = await notes(`<div class=c><p>a<span class=n>x</span></p><h2 style="column-span: all">h<span class=n>y</span></h2><p>b<span class=n>z</span></p></div>`, `${COLUMNS} .c { column-fill: balance }`); // prettier-ignore
    expect(pageTexts(laid).flat().toSorted()).toEqual(['1. x', '2. y', '3. z', 'a1', 'b3', 'h2']);
  });
});
