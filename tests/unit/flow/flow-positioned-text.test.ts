// The text of positioned and floating boxes in the PDF is that of the text file, and both have it where it was written.
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { PictureStore } from '../../../src/pdf/pictures/picture-store.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { extractText, formatExtracted } from '../../../src/preflight/extract-text.ts';
import { TextFile } from '../../../src/text-file.ts';
import { layOut } from '../../helpers/lay-out.ts';

const PAGE = `
  @page { size: 300pt 300pt; margin: 20pt }
  html { font: 9.5pt/14pt Vazirmatn, "Source Serif 4" }
  body, p, h1 { margin: 0 }
`;

const NO_PICTURES: PictureStore = {
  info: () => undefined,
  svg: () => undefined,
  encode: () => Promise.resolve({ image: null, reports: [] }),
  refusal: (source, message) => ({ code: 'I002', severity: 'warning', message: `${source}: ${message}` }),
};

async function bothTexts(
  html: string,
  css: string,
): Promise<{ readonly file: string; readonly pdf: string }> {
  const laid = await layOut(html, PAGE + css, { fonts: 'bundled', plain: false });
  const diagnostics = new Diagnostics();
  const writer = new PdfWriter({
    title: 'Test',
    language: 'en',
    author: '',
    date: new Date(0),
    producer: 'test',
    fonts: laid.fonts,
    structure: laid.document.structure,
    pictures: NO_PICTURES,
    diagnostics,
    direction: laid.document.direction,
  });
  const text = new TextFile();
  for (const { page, blocks } of laid.finished) {
    writer.addPage(page);
    text.addPage(blocks);
  }
  const extracted = await extractText(await writer.finish(), { file: 'test.pdf', diagnostics });
  return { file: text.toString(), pdf: extracted === null ? '' : formatExtracted(extracted, 'pages') };
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
