import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText } from '../../../src/preflight/pdfjs/extract-text.ts';
import { normaliseExtracted } from '../../../src/unicode/normalise.ts';
import { itemsOf, layOut } from '../../helpers/lay-out.ts';
import { readWithPdfJs, readWithPdfium } from '../../helpers/pdf-text-readers.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';

const PAGE = `
  @page { size: 200pt 300pt; margin: 20pt }
  html { font: 9.5pt/14pt "Source Serif 4" }
  body, p { margin: 0; text-align: justify }
`;

async function write(html: string, css: string): Promise<Uint8Array> {
  const laid = await layOut(html, PAGE + css, { fonts: 'bundled', plain: false });
  return (await writeLaidOut(laid)).pdf;
}

const REST = 'the library leaves the bazaar before the shutters go up. It is a handcart, painted blue, with three hundred and ten books and a tarpaulin.'; // prettier-ignore

describe('a word that begins with an initial letter', () => {
  it.each([
    ['On Wednesdays', ''],
    ['On Wednesdays', 'margin-right: 1.6mm'],
    ['On Wednesdays', 'margin-right: 6mm; margin-left: 2mm'],
    ['“It is over', ''],
    ['“It is over', 'margin-right: 3mm'],
    ['L’été', 'margin-right: 1mm'],
    ['A town', ''],
    ['A town', 'margin-right: 2mm'],
    ['“I am', 'margin-right: 2mm'],
    ['1924 was', ''],
  ])('is read whole: %s { %s }', async (beginning, margin) => {
    const source = `${beginning} ${REST}`;
    for (const lines of [2, 3, 5]) {
      const css = `p::first-letter { initial-letter: ${lines}; font-weight: 700; ${margin} }`;
      const pdf = await write(`<p lang=en>${source}`, css);
      const [page] = await readWithPdfJs(pdf);
      expect(normaliseExtracted(page ?? '')).toBe(source);
      const extracted = await extractText(pdf, { file: 'test.pdf', diagnostics: new Diagnostics() });
      expect(extracted?.pages[0]?.blocks).toEqual([{ role: 'P', text: source }]);
    }
  });

  it.each([
    ['وَ با', 'margin-left: 1mm'],
    ['وَ با', 'padding-inline-end: 3pt; margin-right: 1mm'],
    ['دُر و', 'padding-inline-end: 3pt'],
    ['اِ با', ''],
    ['وَرق با', 'padding-inline-end: 3pt; font-weight: 700'],
    ['«آب', 'padding-inline-end: 6pt'],
  ])('is read whole from right to left, with its marks: %s { %s }', async (beginning, room) => {
    const source = `${beginning} گوهر از کوه تا دشت می\u200cرفت و هیچ\u200cکس نمی\u200cدانست که راه آن از کجا می\u200cگذرد. باد آرام می\u200cوزید و ورق\u200cها تکان می\u200cخورد.`;
    for (const kind of ['initial-letter: 3', 'float: inline-start; font-size: 40pt; line-height: 42pt']) {
      const css = `p { font: 10pt/15pt Vazirmatn } p::first-letter { ${kind}; color: #a8242f; ${room} }`;
      const pdf = await write(`<p lang=fa dir=rtl>${source}`, css);
      const [page] = await readWithPdfJs(pdf);
      expect(normaliseExtracted(page ?? '')).toBe(source);
      const extracted = await extractText(pdf, { file: 'test.pdf', diagnostics: new Diagnostics() });
      expect(extracted?.pages[0]?.blocks).toEqual([{ role: 'P', text: source }]);
    }
  });

  it('is read whole by PDFium, whatever the margin of the letter', async () => {
    const css = 'p::first-letter { initial-letter: 3; margin-right: 4mm }';
    const [page] = await readWithPdfium(await write(`<p lang=en>On Wednesdays ${REST}`, css));
    expect(normaliseExtracted(page ?? '')).toBe(`On Wednesdays ${REST}`);
  });
});

describe('the room beside an initial letter', () => {
  it('is no part of its text from right to left, where a mark over the letter would be read apart from it', async () => {
    const css = `${PAGE} p { font-family: Vazirmatn } p::first-letter { initial-letter: 3; padding-inline-end: 5pt }`;
    const html =
      '<p lang=fa dir=rtl>دُر و گوهر از کوه تا دشت رفت و کس ندانست که راه آن از کجا بود و به کجا رسید';
    const laid = await layOut(html, css, { fonts: 'bundled', plain: false });
    const [letter, text] = itemsOf(laid.pages[0], 'text');
    if (letter === undefined || text === undefined) throw new Error('two items');
    const { units, start, end } = letter;
    expect(units.text.slice(units.offset[start], units.offset[end])).toBe('دُ');
    expect(units.word.slice(start, end).every((word) => word >= 0)).toBe(true);
    expect(letter.x + letter.width).toBeCloseTo(180, 5);
    expect(letter.x - text.x - text.width).toBeCloseTo(5, 5);
  });
});

describe('the size of an initial letter', () => {
  it('comes from the capital height of its own font', async () => {
    const css = `${PAGE} p::first-letter { initial-letter: 3; font-family: Vazirmatn }`;
    const laid = await layOut(`<p lang=en>On Wednesdays ${REST}`, css, { fonts: 'bundled', plain: false });
    const [letter, text] = itemsOf(laid.pages[0], 'text');
    const [large, small] = [letter, text].map(
      (item) => item?.units.styles[item.units.style[item.start] ?? 0],
    );
    const capitals = (family: string): number => laid.fonts.faces.find((face) => face.family === family)?.capHeight ?? 0; // prettier-ignore
    expect((large?.size ?? 0) * capitals('Vazirmatn')).toBeCloseTo(28 + (small?.size ?? 0) * capitals('Source Serif 4'), 3); // prettier-ignore
  });
});

describe('hidden text', () => {
  it('is not in the file', async () => {
    const html = '<p lang=en>The <i>quick</i> brown f<i>o</i>x <i>jumps over</i> it';
    const pdf = await write(html, 'i { visibility: hidden }');
    const extracted = await extractText(pdf, { file: 'test.pdf', diagnostics: new Diagnostics() });
    expect(extracted?.pages[0]?.blocks.map(({ text }) => text)).toEqual(['The brown fx it']);
  });
});
