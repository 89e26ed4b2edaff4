// Notes and floats come back from the PDF as the text file says them.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText } from '../../../src/preflight/pdfjs/extract-text.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';

const CSS = `
  @page { size: 220pt 200pt; margin: 15pt 50pt }
  html { font: 9pt/12pt "Source Serif 4", Vazirmatn } body, p, ol { margin: 0; padding: 0 } .c { columns: 2; column-gap: 8pt }
  .top { float: top } .side { float: sidenote; width: 40pt; margin: 0 4pt }
`;

const TEXT =
  'The library leaves the bazaar before the shutters go up, a handcart painted blue, with three hundred books.';
const PERSIAN =
  'کتابخانه پیش از آن‌که دکان‌ها باز شود از بازار می‌رود؛ گاری آبی، با سه‌صد جلد کتاب و یک چادر.';

function article(text: string, direction: string, n: number): string {
  const call = (of: number): string => `<a class="footnote-ref" href="#fn-${n}-${of}" id="fnref-${n}-${of}" role="doc-noteref"><sup>${of}</sup></a>`; // prettier-ignore
  const note = (of: number): string =>
    `<li id="fn-${n}-${of}" value="${of}" role="doc-footnote"><p>${text}</p></li>`;
  return `<article dir=${direction} lang=${direction === 'rtl' ? 'fa' : 'en'}><div class=c><p>${text}${call(1)} ${text} ${text}${call(2)}</p><p class=top>${text}</p><p>${text}<span class=side>${text}</span> ${text}</p></div><section class="footnotes"><ol>${note(1)}${note(2)}</ol></section></article>`;
}

describe('the text of notes and floats', () => {
  it.each([
    ['footnotes of the page', 'li { float: footnote }'],
    ['footnotes of the column', 'li { float: footnote; float-reference: column }'],
    ['side notes', 'li { float: sidenote; width: 40pt; margin: 0 4pt }'],
    ['footnotes whose numbers hang beside them', 'li { float: footnote; padding-inline-start: 12pt }'],
    ['notes at the end of the article', 'ol { padding-inline-start: 12pt }'],
    ['footnotes that are written where they are called', 'p:not(.top) > .side { float: footnote }'],
  ])('comes back from the PDF: %s', async (_, css) => {
    const html = article(TEXT, 'ltr', 1) + article(PERSIAN, 'rtl', 2);
    const laid = await layOut(html, CSS + css, { fonts: 'bundled', plain: false });
    const { pdf, text } = await writeLaidOut(laid);
    const extracted = await extractText(pdf, { file: 'a.pdf', diagnostics: new Diagnostics() });
    const read = (extracted?.pages ?? [])
      .map(({ blocks }) => blocks.map((block) => block.text).join('\n\n'))
      .join('\n\f\n');
    expect(laid.pages.length).toBeGreaterThan(2);
    expect(`${read}\n`).toBe(text);
  });
});
