// Pictures in written pages, as a listener meets them: the figure, its caption directly behind it, in their languages, where the
// text has them.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { PictureStore } from '../../../src/pdf/pictures/picture-store.ts';
import { readStructure } from '../../../src/preflight/structure/read-structure.ts';
import type { StructureElement, StructureNode } from '../../../src/preflight/structure/structure-types.ts';
import { textOf } from '../../../src/preflight/structure/structure-types.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';

const CSS = `@page { size: 260pt 200pt; margin: 10pt } html { font: 10pt/12pt "Source Serif 4" } :lang(fa) { font-family: Vazirmatn } p, h1, figure { margin: 0 } h1 { font-size: 10pt } img { width: 40pt; height: 30pt }`; // prettier-ignore
const DOT = '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8';
const pictures: PictureStore = {
  info: (source) => ({ source, kind: 'bitmap', width: 40, height: 30 }),
  svg: () => undefined,
  encode: () => Promise.resolve({ image: { dictionary: DOT, data: Uint8Array.of(0), softMask: null }, reports: [] }),
  refusal: (source, message) => ({ code: 'I002', severity: 'error', message: `${source}: ${message}` }),
}; // prettier-ignore

async function elements(html: string, css = ''): Promise<readonly StructureElement[]> {
  const laid = await layOut(html, CSS + css, { fonts: 'bundled', plain: false, pictures: { a: [40, 30], b: [40, 30] } }); // prettier-ignore
  const { pdf } = await writeLaidOut(laid, { pictures });
  const structure = await readStructure(pdf, { file: 'x.pdf', diagnostics: new Diagnostics() });
  expect(structure?.untagged).toEqual([]);
  return structure?.elements ?? [];
}

function all(nodes: readonly StructureNode[], role: string): readonly StructureElement[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [];
    const inside = all(node.children, role);
    return node.role === role ? [node, ...inside] : inside;
  });
}

/** `Role: what is heard` of the elements in one; a link says what is in it. */
function heard(node: StructureElement | undefined): readonly string[] {
  return (node?.children ?? []).flatMap((child) => {
    if (child.kind === 'text') return [];
    const [first] = child.children;
    const inside = child.role === 'Link' && first?.kind === 'element' ? ` > ${first.role}` : '';
    return [`${child.role}${inside}: ${textOf(child)}`];
  });
}

const words = (count: number, of = 'w'): string => Array.from({ length: count }, (_, i) => `${of}${i}`).join(' '); // prettier-ignore

describe('a caption', () => {
  test.each([
    ['below its picture', '<img src=a alt="A tree"><figcaption>In spring</figcaption>', 'Figure: A tree'],
    ['above it', '<figcaption>In spring</figcaption><img src=a alt="A tree">', 'Figure: A tree'],
    ['below one in a link', '<a href="https://example.org"><img src=a alt="A tree"></a><figcaption>In spring</figcaption>', 'Link > Figure: A tree'],
  ])('%s follows the figure, and is not in it', async (_, figure, expected) => {
    const [article] = all(await elements(`<article><h1>T</h1><figure>${figure}</figure><p>End</p></article>`), 'Art'); // prettier-ignore
    expect(heard(article)).toEqual(['H1: T', expected, 'Caption: In spring', 'P: End']);
  }); // prettier-ignore

  test('of a decoration is a paragraph', async () => {
    const [article] = all(await elements('<article><figure><img src=a alt=""><figcaption>In spring</figcaption></figure></article>'), 'Art'); // prettier-ignore
    expect(heard(article)).toEqual(['P: In spring']);
  });

  test('of two pictures follows both, and each has its own alternative text', async () => {
    const html = '<article><figure><img src=a alt="A tree"><img src=b alt="A house"><figcaption>Both</figcaption></figure></article>'; // prettier-ignore
    const [article] = all(await elements(html), 'Art');
    expect(heard(article)).toEqual(['Figure: A tree', 'Figure: A house', 'Caption: Both']);
  });
});

describe('an alternative text', () => {
  test('in another language than the article has that language, and its caption keeps its own', async () => {
    const html =
      '<article lang="en"><p>One</p><figure><img src=a lang="fa" alt="درختی در باد"><figcaption>A tree</figcaption></figure></article>' +
      '<article lang="fa" dir="rtl"><p>یک</p><figure><img src=b lang="en" alt="A house"><figcaption>خانه</figcaption></figure></article>';
    const found = await elements(html);
    expect(all(found, 'Figure').map(({ alt, language }) => [alt, language])).toEqual([
      ['درختی در باد', 'fa'],
      ['A house', 'en'],
    ]);
    expect(all(found, 'Caption').map(({ language }) => language)).toEqual(['en', 'fa']);
  });

  test('amidst words of its article has its language, too', async () => {
    const found = await elements('<p lang="en">One <img src=a lang="de" alt="Ein Stern"> two <img src=b alt="A star"></p>'); // prettier-ignore
    expect(all(found, 'Figure').map(({ alt, language }) => [alt, language])).toEqual([
      ['Ein Stern', 'de'],
      ['A star', 'en'],
    ]);
  });
});

describe('a picture keeps its place among the paragraphs', () => {
  const FIGURE = '<figure class=f><img src=a alt="A tree"><figcaption>In spring</figcaption></figure>';

  test.each([
    ['that spans the columns', 'article { columns: 2 } .f { column-span: all }'],
    ['that stands between them, at the head of the page', 'article { columns: 2 } .f { float: top; float-reference: page }'],
    ['at the foot of a column', 'article { columns: 2 } .f { float: bottom; float-reference: column }'],
    ['beside the text', 'article { columns: 2 } .f { float: inline-end; width: 45pt }'],
    ['that stands in the margin', '@page { margin: 10pt 70pt } .f { float: sidenote; width: 50pt; margin: 0 5pt }'],
  ])('%s', async (_, css) => {
    const html = `<article><p>${words(60)}</p>${FIGURE}<p>${words(50, 'v')}</p></article>`;
    const found = await elements(html, css);
    const [article] = all(found, 'Art');
    expect(heard(article)).toEqual([`P: ${words(60)}`, 'Figure: A tree', 'Caption: In spring', `P: ${words(50, 'v')}`]); // prettier-ignore
  }); // prettier-ignore
});
