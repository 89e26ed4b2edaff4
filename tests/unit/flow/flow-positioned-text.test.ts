// The text of positioned and floating boxes in the PDF is that of the text file, and both have it where it was written.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText, formatExtracted } from '../../../src/preflight/pdfjs/extract-text.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';

const PAGE = `
  @page { size: 300pt 300pt; margin: 20pt }
  html { font: 9.5pt/14pt Vazirmatn, "Source Serif 4" }
  body, p, h1 { margin: 0 }
`;

async function bothTexts(
  html: string,
  css: string,
): Promise<{ readonly file: string; readonly pdf: string }> {
  const laid = await layOut(html, PAGE + css, { fonts: 'bundled', plain: false });
  const { pdf, text } = await writeLaidOut(laid);
  const extracted = await extractText(pdf, { file: 'test.pdf', diagnostics: new Diagnostics() });
  return { file: text, pdf: extracted === null ? '' : formatExtracted(extracted, 'pages') };
}

const PERSIAN =
  'کتابخانه پیش از باز شدن دکان‌ها بازار را ترک می‌کند؛ گاری دستی آبی با سیصد و ده کتاب و یک سایبان.';
const ENGLISH = 'The library leaves the bazaar before the shutters go up. It is a handcart, painted blue, with a tarpaulin.'; // prettier-ignore

describe('the text of boxes out of the flow', () => {
  it.each([
    ['lines over what follows', '<div class=cover><h1 class=top>نام Name</h1><p class=foot>۱۴۰۳ · 2024</p></div><p>after', ['نام Name', '۱۴۰۳ · 2024', 'after']], // prettier-ignore
    ['boxes at the side', `<p>${ENGLISH}</p><div class=side><p>side</p></div><p>${ENGLISH}</p>`, [ENGLISH, 'side', ENGLISH]], // prettier-ignore
    ['boxes at the side of Persian text', `<p dir=rtl lang=fa>${PERSIAN}</p><div class=side><p dir=rtl lang=fa>کنار</p></div><p dir=rtl lang=fa>${PERSIAN}</p>`, [PERSIAN, 'کنار', PERSIAN]], // prettier-ignore
    ['boxes in a text', `<p>${ENGLISH} <span class=side>side</span> ${ENGLISH}</p><p>after</p>`, [`${ENGLISH} ${ENGLISH}`, 'side', 'after']], // prettier-ignore
    [
      'what is on every page',
      '<p>one</p><p class=fixed>fixed</p><p class=next>two</p>',
      ['one', 'fixed', 'two'],
    ],
    ['boxes under others', '<p>one</p><p class=under>under</p><p class=over>over</p><p>two</p>', ['under', 'one', 'over', 'two']], // prettier-ignore
  ])('is read once, the same everywhere: %s', async (_, html, expected) => {
    const { file, pdf } = await bothTexts(`<body>${html}</body>`, `
      .cover { position: relative; height: 150pt; background: #336699; color: white } .top { position: absolute; top: 30pt; right: 10pt } .foot { position: absolute; bottom: 0; left: 0 }
      .side { float: right; width: 60pt; height: 50pt; border: 1pt solid } .fixed { position: fixed; bottom: 0; left: 0 } .next { break-before: page }
      .under { position: absolute; z-index: -1; top: 100pt } .over { position: absolute; z-index: 3; top: 150pt }`); // prettier-ignore
    expect(file.split(/\n[\n\f]+/).map((block) => block.trim())).toEqual(expected);
    expect(pdf.trim()).toBe(file.trim());
  });
});
