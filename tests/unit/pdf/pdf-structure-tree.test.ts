import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import type { Page } from '../../../src/frame/frame.ts';
import type { StructureNode } from '../../../src/document/structure.ts';
import { PdfWriter } from '../../../src/pdf/write-pdf.ts';
import { nodes, objectText, page, pdfOptions, text } from './pdf-stand-ins.ts';

interface TreeNode {
  readonly role: string;
  readonly children: readonly (TreeNode | { readonly type: string; readonly id: string })[];
  readonly lang?: string;
  readonly alt?: string;
}

async function trees(structure: readonly StructureNode[], pages: readonly Page[]): Promise<string[]> {
  const writer = new PdfWriter(pdfOptions({ structure }));
  for (const one of pages) writer.addPage(one);
  const document = await getDocument({ data: await writer.finish(), verbosity: 0 }).promise;
  const found: string[] = [];
  for (let i = 1; i <= document.numPages; i++)
    found.push(show(await (await document.getPage(i)).getStructTree()));
  return found;
}

/** `Role(child child)`; content is `#`, an annotation `@`. */
function show(node: TreeNode | { readonly type: string }): string {
  if (!('role' in node)) return node.type === 'content' ? '#' : '@';
  const notes = [node.lang, node.alt].filter((note) => note !== undefined);
  const name = node.role + (notes.length === 0 ? '' : `[${notes.join('|')}]`);
  return `${name}(${node.children.map(show).join(' ')})`;
}

async function objects(structure: readonly StructureNode[], pages: readonly Page[]): Promise<string> {
  const writer = new PdfWriter(pdfOptions({ structure }));
  for (const one of pages) writer.addPage(one);
  return objectText(await writer.finish());
}

const link = (tag: number): Page['items'][number] => ({
  kind: 'link',
  x: 1,
  y: 1,
  width: 9,
  height: 9,
  href: 'https://example.org',
  tag,
});

describe('the structure tree', () => {
  test('holds every element with content, in the order of the document', async () => {
    const structure = nodes('Document', ['Art', 0], ['H1', 1], ['P', 1], ['Art', 0], ['P', 4]);
    const items = [text('late article, painted first', 5), text('title', 2), text('body', 3)];
    expect(await trees(structure, [page(items)])).toEqual(['Root(Document(Art(H1(#) P(#)) Art(P(#))))']);
  });

  test('leaves out elements without content but keeps empty cells of a table, and rows of them', async () => {
    const structure = nodes(
      'Document', ['Div', 0], ['Table', 0], ['TR', 2], ['TH', 3], ['TD', 3], ['P', 0], ['TR', 2], ['TD', 7],
    ); // prettier-ignore
    const written = await objects(structure, [page([text('head', 4)])]);
    expect([...written.matchAll(/(?:^| )<<\/S\/(\w+)/gm)].map(([, role]) => role)).toEqual([
      'Document',
      'Table',
      'TR',
      'TH',
      'TD',
      'TR',
      'TD',
    ]);
  });

  test('keeps an item of a list that has nothing but its label', async () => {
    const structure = nodes('Document', ['L', 0], ['LI', 1], ['Lbl', 2], ['LBody', 2]);
    expect(await objects(structure, [page([text('\u2022', 3)])])).toMatch(/\/S\/LBody[^>]*\/K\[\]/);
  });

  test('continues an element on the next page', async () => {
    const structure = nodes('Document', ['P', 0]);
    const pages = [page([text('one', 1), text('two', 1)]), page([text('three', 1)], { index: 1 })];
    expect(await trees(structure, pages)).toEqual(['Root(Document(P(#)))', 'Root(Document(P(#)))']);
    expect(await objects(structure, pages)).toMatch(
      /\/S\/P\/Pg \d+ 0 R\/P \d+ 0 R\/K\[0<<\/Type\/MCR\/Pg \d+ 0 R\/MCID 0>>\]/,
    );
  });

  test('puts a link where it stands in its paragraph, with its annotation', async () => {
    const structure = nodes('Document', ['P', 0], ['Link', 1]);
    const items = [text('before', 1), text('linked', 2), link(2), text('after', 1)];
    expect(await trees(structure, [page(items)])).toEqual(['Root(Document(P(# Link(# @) #)))']);
  });

  test('gives every annotation a key of its own in the parent tree', async () => {
    const structure = nodes('Document', ['P', 0], ['Link', 1]);
    const written = await objects(structure, [
      page([text('a', 1), link(2), link(2)]),
      page([text('b', 1), link(2)], { index: 1 }),
    ]);
    const keys = [...written.matchAll(/\/StructParents? (\d+)/g)].map(([, key]) => Number(key));
    expect(keys.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    const numbers = /\/Nums\[((?:\d+(?: \d+ 0 R|\[[^\]]*\]) ?)+)\]/.exec(written)?.[1] ?? '';
    expect([...numbers.matchAll(/(\d+)(?: \d+ 0 R|\[[^\]]*\])/g)].map(([, key]) => Number(key))).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(written).toContain('/ParentTreeNextKey 5');
  });

  test('names the language where it changes and nowhere else', async () => {
    const structure = nodes(
      'Document', ['P', 0, { language: 'fa' }], ['P', 0, { language: 'en' }], ['Span', 2, { language: 'en' }],
    ); // prettier-ignore
    const items = [text('a', 1), text('b', 2), text('c', 3)];
    expect(await trees(structure, [page(items)])).toEqual(['Root(Document(P(#) P[en](# Span(#))))']);
  });

  test('scopes header cells and identifies notes', async () => {
    const structure = nodes(
      'Document', ['Table', 0], ['THead', 1], ['TR', 2], ['TH', 3], ['TBody', 1], ['TR', 5], ['TH', 6], ['Note', 0],
    ); // prettier-ignore
    const written = await objects(structure, [page([text('a', 4), text('b', 7), text('c', 8)])]);
    expect(written.match(/\/Scope\/\w+/g)).toEqual(['/Scope/Column', '/Scope/Row']);
    expect(written).toContain('/ID(note-8)');
  });
});
