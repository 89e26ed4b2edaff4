// The structure of written pages: what a listener hears, in which order, whatever the order of painting.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { readStructure } from '../../../src/preflight/structure/read-structure.ts';
import type { StructureElement, StructureNode } from '../../../src/preflight/structure/structure-types.ts';
import { textOf } from '../../../src/preflight/structure/structure-types.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';

const CSS = `@page { size: 200pt 120pt; margin: 10pt } html { font: 10pt/12pt "Source Serif 4"; orphans: 1; widows: 1 } p, h1, div, article { margin: 0 } h1 { font-size: 10pt }`;

async function elements(html: string, css = ''): Promise<readonly StructureElement[]> {
  const laid = await layOut(html, CSS + css, { fonts: 'bundled', plain: false });
  const { pdf } = await writeLaidOut(laid);
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

/** `Role: text` of the blocks in an element, those inside others too. */
function outline({ children }: StructureElement): readonly string[] {
  return children.flatMap((child) => {
    if (child.kind === 'text') return [];
    const holds = child.children.some((each) => each.kind === 'element' && !['Link', 'Span', 'Reference', 'Quote'].includes(each.role)); // prettier-ignore
    return holds ? [child.role, ...outline(child).map((line) => `  ${line}`)] : [`${child.role}: ${textOf(child)}`]; // prettier-ignore
  });
}

const words = (count: number): string => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

describe('an article', () => {
  const THREADED = '.body { flow-into: lead } .start { flow-from: lead; height: 36pt } .rest { flow-from: lead; break-before: page } .other { break-before: page; height: 90pt }'; // prettier-ignore
  const PAGES = `<article><h1>Lead</h1><div class="body"><p>${words(60)}</p><p>Last</p></div><div class="start"></div><p class="jump"><a href="#rest">on page 3</a></p></article>
    <article class="other"><h1>Other</h1><p>Between</p></article>
    <div class="rest" id="rest"></div>`;

  test('that jumps over another one is one element, its paragraphs whole', async () => {
    const articles = all(await elements(PAGES, THREADED), 'Art');
    expect(articles.map(outline)).toEqual([
      ['H1: Lead', `P: ${words(60)}`, 'P: Last', 'P: on page 3'],
      ['H1: Other', 'P: Between'],
    ]);
    const cut = articles[0]?.children[1];
    const pages = cut?.kind === 'element' ? cut.children.map((child) => child.page) : [];
    expect([...new Set(pages)]).toEqual([1, 3]);
  });

  test('has the line that says where it goes on after its last sentence, with its link', async () => {
    const [lead] = all(await elements(PAGES, THREADED), 'Art');
    const last = lead?.children.at(-1);
    expect(last?.kind === 'element' ? last.children : []).toMatchObject([{ role: 'Link', target: '#rest' }]);
  });

  test('in columns around a box that stands in the middle keeps its paragraphs whole', async () => {
    const html = `<article><h1>Lead</h1><p>${words(40)}</p><div class="box"><p>In the box</p></div><p>${words(20)}</p></article>`;
    const css = 'article { columns: 2 } h1 { column-span: all } .box { float: top; float-reference: page; height: 20pt }'; // prettier-ignore
    const [article] = all(await elements(html, css), 'Art');
    expect(article === undefined ? [] : outline(article).map((line) => line.trim()).filter((line) => line !== 'Div')).toEqual([
      'H1: Lead',
      `P: ${words(40)}`,
      'P: In the box',
      `P: ${words(20)}`,
    ]); // prettier-ignore
  });
});

describe('the parts of an article', () => {
  test('of a list are label and body', async () => {
    const [list] = all(await elements('<ul><li>One<li>Two</ul>'), 'L');
    expect(list === undefined ? [] : outline(list)).toEqual(['LI', '  Lbl: •', '  LBody: One', 'LI', '  Lbl: •', '  LBody: Two']); // prettier-ignore
  });

  test('of a table are caption, head, body and foot, and its headers say what they head', async () => {
    const html = '<table><caption>Prices</caption><thead><tr><th>Good<th>Price</tr></thead><tbody><tr><th>Flour<td>9</tr></tbody><tfoot><tr><td>Sum<td>9</tr></tfoot></table>'; // prettier-ignore
    const [table] = all(await elements(html), 'Table');
    expect(table?.children.map((child) => (child.kind === 'element' ? child.role : ''))).toEqual(['Caption', 'THead', 'TBody', 'TFoot']); // prettier-ignore
    expect(all(table?.children ?? [], 'TH').map(({ scope }) => scope)).toEqual(['Column', 'Column', 'Row']);
  });

  test('say their language where it changes, within a paragraph, a word of it, and a title', async () => {
    const html = '<article lang="fa" dir="rtl"><h1>سرخط</h1><p>نام <span lang="en">Payam</span> است.</p></article><article lang="de"><h1>Titel</h1><p>Das Wort <i lang="fa">جوی</i> bleibt.</p></article>'; // prettier-ignore
    const articles = all(await elements(html, ':lang(fa) { font-family: Vazirmatn }'), 'Art');
    expect(articles.map(({ language }) => language)).toEqual(['fa', 'de']);
    expect(all(articles, 'Span').map(({ language, children }) => [language, children.map(textOf).join('')])).toEqual([
      ['en', 'Payam'],
      ['fa', 'جوی'],
    ]); // prettier-ignore
  });

  test('are quotations', async () => {
    const [quotation] = all(await elements('<blockquote><p>Said</p></blockquote>'), 'BlockQuote');
    expect(quotation === undefined ? [] : outline(quotation)).toEqual(['P: Said']);
  });
});

describe('text that stands directly in a group', () => {
  test('has its links and words of other languages inside it, not before it', async () => {
    const found = await elements('<div>Read <a href="https://example.org">this</a>, a <i lang="de">Wort</i> more.</div>'); // prettier-ignore
    expect(all(found, 'P').map(textOf)).toEqual(['Read this, a Wort more.']);
    expect(all(all(found, 'P'), 'Link')).toHaveLength(1);
  });

  test('of a note has them too, and the note follows its call', async () => {
    const [paragraph] = all(await elements('<p>One<span>See <i lang="de">Wort</i>.</span> more.</p>', 'span { float: footnote }'), 'P'); // prettier-ignore
    const roles = paragraph?.children.map((child) => (child.kind === 'text' ? 'text' : child.role));
    expect(roles).toEqual(['text', 'Reference', 'text', 'Note']);
    expect(all(paragraph?.children ?? [], 'P').map(textOf)).toEqual(['1. See Wort.']);
  });

  test('has its pictures where they stand in it', async () => {
    const { document } = await layOut('<div>One <img src="a" alt="A star"> two</div><div><img src="a" alt="Alone"></div>', CSS, { plain: false, pictures: { a: [9, 9] } }); // prettier-ignore
    const tree = document.structure.map(
      ({ role, parent }) => `${role} in ${document.structure[parent]?.role}`,
    );
    expect(tree).toEqual([
      'Document in undefined',
      'P in Document',
      'Figure in P',
      'Span in P',
      'Figure in Document',
    ]);
  });

  test('after a list in an item is a paragraph with them in it', async () => {
    expect(all(await elements('<ul><li>One<ul><li>Two</ul>then <a href="#x">three</a> <b id="x">end</b></ul>'), 'P').map(textOf)).toEqual(['then three end']); // prettier-ignore
  });
});
