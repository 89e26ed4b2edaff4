import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { extractText } from '../../../src/preflight/pdfjs/extract-text.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';
import { contentStreams, objectText } from './pdf-stand-ins.ts';

const CSS = `@page { size: 200pt 200pt; margin: 40pt; @top-center { content: "Head" } @bottom-left { content: counter(page) } @left-middle { content: "Side" } }
html { font: 10pt/12pt "Source Serif 4" }`;

/** Content of the first page without what paints, and the property lists of all pages. */
async function written(
  html: string,
  css = '',
): Promise<{
  readonly marks: readonly string[];
  readonly properties: readonly string[];
  readonly pdf: Uint8Array;
}> {
  const laid = await layOut(html, CSS + css, { fonts: 'bundled', plain: false });
  const { pdf } = await writeLaidOut(laid);
  const [content = ''] = contentStreams(pdf);
  const marks = content.split('\n').filter((line) => /B(?:MC|DC)$/.test(line));
  const properties = [...objectText(pdf).matchAll(/\/Properties(<<(?:\/\w+<<[^>]*>>)+>>)/g)].map(([, list = '']) => list); // prettier-ignore
  return { marks, properties, pdf };
}

describe('what is no content of a page', () => {
  test('is its head, its foot or what stands beside it, and says so', async () => {
    const { marks, properties } = await written('<p>Text');
    expect(marks).toEqual(['/P <</MCID 0>> BDC', '/Artifact/AH BDC', '/Artifact/AF BDC', '/Artifact/AP BDC']);
    expect(properties).toEqual([
      '<</AH<</Type/Pagination/Subtype/Header>>/AF<</Type/Pagination/Subtype/Footer>>/AP<</Type/Pagination>>>>',
    ]);
  });

  test('is a matter of layout where it is a rule or a coloured area', async () => {
    const { marks, properties } = await written('<div><p>Text</div>', 'div { border-top: 1pt solid; background: #eee } @page { @top-center { content: none } @bottom-left { content: none } @left-middle { content: none } }'); // prettier-ignore
    expect(marks).toEqual(['/Artifact/AL BDC', '/P <</MCID 0>> BDC']);
    expect(properties).toEqual(['<</AL<</Type/Layout>>>>']);
  });

  test('is a background that says where it lies when it reaches from edge to edge', async () => {
    const { marks } = await written('<div><p>Text</div>', 'div { margin: 0 -40pt; background: #eee }');
    expect(marks[0]).toMatch(
      /^\/Artifact<<\/Type\/Background\/BBox\[0 \d+(?:\.\d+)? 200 \d+(?:\.\d+)?\]>>BDC$/,
    );
    expect(marks[1]).toBe('/P <</MCID 0>> BDC');
  });

  test('is each of two backgrounds by itself', async () => {
    const { marks } = await written('<div></div><div></div>', 'div { margin: 0 -40pt; background: #eee; height: 9pt }'); // prettier-ignore
    expect(marks.filter((mark) => mark.includes('Background'))).toHaveLength(2);
    expect(new Set(marks.slice(0, 2)).size).toBe(2);
  });

  test('is no text of the document', async () => {
    const { pdf } = await written('<p>Text');
    const text = await extractText(pdf, { file: 'x.pdf', diagnostics: new Diagnostics() });
    expect(text?.pages.flatMap(({ blocks }) => blocks.map((block) => block.text))).toEqual(['Text']);
  });

  test('names nothing on a page without any', async () => {
    const { properties } = await written('<p>Text', '@page { @top-center { content: none } @bottom-left { content: none } @left-middle { content: none } }'); // prettier-ignore
    expect(properties).toEqual([]);
  });
});
