// The numbers of notes in written pages: each leads back to the place from which the note was called.
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import { readStructure } from '../../../src/preflight/structure/read-structure.ts';
import type { StructureElement, StructureNode } from '../../../src/preflight/structure/structure-types.ts';
import { textOf } from '../../../src/preflight/structure/structure-types.ts';
import { layOut } from '../../helpers/lay-out.ts';
import { writeLaidOut } from '../../helpers/write-laid-out.ts';
import { objectText } from './pdf-stand-ins.ts';

const CSS = `@page { size: 200pt 120pt; margin: 10pt } html { font: 10pt/12pt "Source Serif 4" } :lang(fa) { font-family: Vazirmatn } p, ol { margin: 0 }`; // prettier-ignore
const call = (of: number, id = ` id="fnref-a-${of}"`): string => `<a href="#fn-a-${of}"${id} role="doc-noteref"><sup>${of}</sup></a>`; // prettier-ignore
const note = (of: number): string => `<li id="fn-a-${of}" value="${of}" role="doc-footnote"><p>Note ${of}</p></li>`; // prettier-ignore

async function written(html: string, css: string): Promise<{ readonly pdf: Uint8Array; readonly elements: readonly StructureElement[] }> {
  const laid = await layOut(html, CSS + css, { fonts: 'bundled', plain: false });
  const diagnostics = new Diagnostics();
  const { pdf } = await writeLaidOut(laid, { diagnostics });
  const structure = await readStructure(pdf, { file: 'x.pdf', diagnostics });
  expect(diagnostics.list).toEqual([]);
  expect(structure?.untagged).toEqual([]);
  return { pdf, elements: structure?.elements ?? [] };
} // prettier-ignore

function all(nodes: readonly StructureNode[], role: string): readonly StructureElement[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [];
    const inside = all(node.children, role);
    return node.role === role ? [node, ...inside] : inside;
  });
}

/** Text and target of the links in elements of a role. */
function linksIn(elements: readonly StructureElement[], role: string): readonly (readonly [string, string | undefined])[] {
  return all(all(elements, role), 'Link').map((link) => [textOf(link), link.target]);
} // prettier-ignore

function roles(nodes: readonly StructureNode[]): readonly string[] {
  return nodes.map((node) => (node.kind === 'text' ? 'text' : node.role));
}

/** What is read aloud of the links. */
function contentsOf(pdf: Uint8Array): readonly string[] {
  return [...objectText(pdf).matchAll(/\/Dest.*?\/Contents(?:\((.*?)\)|<feff([0-9a-f]+)>)/gi)].map(([, text, hex = '']) => text ?? Buffer.from(hex, 'hex').swap16().toString('utf16le')); // prettier-ignore
}

describe('the number of a note', () => {
  const TWO = `<article><p>One${call(1)} and two${call(2)}.</p><ol>${note(1)}${note(2)}</ol></article>`;

  test.each([
    ['at the end of the article', ''],
    ['at the foot of the page', 'li { float: footnote; padding-inline-start: 12pt }'],
  ])('that hangs beside it leads back to its call, in the label of the note: %s', async (_, css) => {
    const { elements } = await written(TWO, css);
    expect(linksIn(elements, 'Lbl')).toEqual([
      ['1.', '#fnref-a-1'],
      ['2.', '#fnref-a-2'],
    ]);
    expect(all(elements, 'Note').map(textOf)).toEqual(['Note 1', 'Note 2']);
    expect(all(elements, 'LI').map(({ children }) => roles(children))).toEqual([
      ['Lbl', 'LBody'],
      ['Lbl', 'LBody'],
    ]);
  });

  test.each([
    ['at the foot of the page', 'li { float: footnote }'],
    ['in the margin', '@page { margin: 10pt 50pt } li { float: sidenote; width: 40pt }'],
  ])('that begins it leads back, first of all that is in it: %s', async (_, css) => {
    const html = TWO.replace('Note 2', 'See <i lang="de">Wort</i> and <a href="#fn-a-1">one</a>.');
    const { elements } = await written(html, css);
    const notes = all(elements, 'Note');
    expect(notes.map(textOf)).toEqual(['1. Note 1', '2. See Wort and one.']);
    expect(linksIn(notes, 'P')).toEqual([
      ['1.', '#fnref-a-1'],
      ['2.', '#fnref-a-2'],
      ['one', '#fn-a-1'],
    ]);
    expect(all(notes, 'P').map(({ children }) => roles(children))).toEqual([
      ['Link', 'text'],
      ['Link', 'text', 'Span', 'text', 'Link', 'text'],
    ]);
  });

  test('leads to the first of several calls', async () => {
    const html = `<p>One${call(1)}, again${call(1, ' id="fnref-a-1-2"')}.</p><ol>${note(1)}</ol>`;
    expect(linksIn((await written(html, '')).elements, 'Lbl')).toEqual([['1.', '#fnref-a-1']]);
  });

  test.each([
    ['has no name', call(1, '')],
    ['is not there', ''],
  ])('leads nowhere when its call %s', async (_, written1) => {
    const html = `<p>One${written1}.</p><ol>${note(1)}</ol>`;
    expect(linksIn((await written(html, '')).elements, 'LI')).toEqual([]);
  });

  test('is no link in a list that is not of notes', async () => {
    const { elements } = await written('<ol><li id="a">One</li></ol>', '');
    expect(all(elements, 'Lbl').map(textOf)).toEqual(['1.']);
    expect(all(elements, 'Link')).toEqual([]);
  });

  test('says where it leads in the language of the note', async () => {
    const { pdf } = await written(
      `<article lang="fa" dir="rtl"><p>یک${call(1)}.</p><ol>${note(1)}</ol></article><article lang="de"><p>Zwei${call(2)}.</p><ol>${note(2)}</ol></article>`,
      'ol { list-style-type: persian }',
    );
    expect(contentsOf(pdf).toSorted()).toEqual(['Anmerkung 2', 'Zurück zum Text', 'بازگشت به متن', 'یادداشت ۱']); // prettier-ignore
  });

  test('of a footnote that was written where it is called leads back, too', async () => {
    const html = '<p lang="en">One<span>See below.</span> and two<span id="b">See above.</span>.</p>';
    const { elements, pdf } = await written(html, 'span { float: footnote }');
    const links = linksIn(elements, 'Note');
    expect(links.map(([text]) => text)).toEqual(['1.', '2.']);
    expect(all(elements, 'Note').map(textOf)).toEqual(['1. See below.', '2. See above.']);
    expect(contentsOf(pdf).filter((words) => words === 'Back to the text')).toHaveLength(2);
    // Each leads to a place that is there: no diagnostic said otherwise.
    expect(new Set(links.map(([, target]) => target)).size).toBe(2);
  });
});
