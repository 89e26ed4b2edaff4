import { describe, expect, it } from 'vitest';
import type { Box, Document } from '../../../src/document/boxes.ts';
import { textContent } from '../../../src/document/html-tree.ts';
import { parseHtml } from '../../../src/document/parse-html.ts';
import { layOut } from '../../helpers/lay-out.ts';

async function build(html: string, css = ''): Promise<Document> {
  return (await layOut(html, css)).document;
}

/** The roles of the structure tree with their depth: `Document > Art > H1`. */
function paths({ structure }: Document): readonly string[] {
  return structure.map((node) => {
    const roles: string[] = [];
    for (let at = structure[node.id]; at !== undefined; at = structure[at.parent]) roles.unshift(at.role);
    return roles.join(' > ');
  });
}

function kinds(boxes: readonly Box[]): readonly string[] {
  return boxes.map(({ kind }) => kind);
}

describe('parsed HTML', () => {
  it('has an html element around a fragment', () => {
    const root = parseHtml('<p>a</p>');
    expect([root.tag, root.children.length]).toEqual(['html', 1]);
  });

  it('knows the neighbours and places of elements', () => {
    const [first, second] = parseHtml('<p>a</p> <p>b</p>').children.filter(
      (child) => child.kind === 'element',
    );
    expect(second?.previous).toBe(first);
    expect([first?.index, second?.index]).toEqual([0, 1]);
  });

  it('gives text with white space collapsed and entities decoded', () => {
    expect(textContent(parseHtml('<p>a  &amp;\n b<br>c</p>'))).toBe('a & b c');
  });

  it('flattens what is nested too deeply, and keeps its text', () => {
    const root = parseHtml(`${'<b>'.repeat(1000)}deep${'</b>'.repeat(1000)}after`);
    expect(textContent(root)).toBe('deepafter');
  });
});

describe('the structure tree', () => {
  it('follows the elements that have a role', async () => {
    expect(paths(await build('<article><h1>a</h1><p>b</p></article>'))).toEqual([
      'Document',
      'Document > Art',
      'Document > Art > H1',
      'Document > Art > P',
    ]);
  });

  it('has a paragraph for text that stands in no element with a role', async () => {
    expect(paths(await build('<div>a</div>'))).toEqual(['Document', 'Document > P']);
  });

  it('tells label and body of list items apart', async () => {
    expect(paths(await build('<ul><li>a</ul>')).slice(2)).toEqual([
      'Document > L > LI',
      'Document > L > LI > Lbl',
      'Document > L > LI > LBody',
    ]);
  });

  it('has one figure for a picture, and its caption behind it, wherever that was written', async () => {
    const found = paths(await build('<figure><img src=p alt=x><figcaption>c</figcaption></figure>'));
    expect(found).toEqual(['Document', 'Document > Figure', 'Document > Caption']);
    expect(paths(await build('<figure><figcaption>c</figcaption><img src=p alt=x></figure>'))).toEqual(found);
  });

  it('has links, around blocks, too', async () => {
    expect(paths(await build('<p><a href="#x">a</a></p>'))).toContain('Document > P > Link');
    expect(paths(await build('<a class=b href="#x">a</a>', '.b { display: block }'))).toContain(
      'Document > P > Link',
    );
  });

  it('leaves out what is hidden from readers', async () => {
    expect(paths(await build('<div aria-hidden=true><p>a</p></div>'))).toEqual(['Document']);
  });

  it('has a span for text in another language', async () => {
    const { structure } = await build('<html lang=en><p>a <span lang=fa>b</span></p>');
    expect(structure.map(({ role, language }) => [role, language])).toContainEqual(['Span', 'fa']);
  });
});

describe('boxes', () => {
  it('are blocks and paragraphs around inline content', async () => {
    const { root } = await build('<body>a<p>b</p><!-- c --> <p>d</p>e</body>');
    expect(kinds(root.children)).toEqual(['paragraph', 'block', 'block', 'paragraph']);
  });

  it('of a flow leave their place and come in document order', async () => {
    const document = await build('<p class=f>a</p><p>b</p><p class=f>c</p><div class=r></div>', '.f { flow-into: s } .r { flow-from: s }'); // prettier-ignore
    expect(document.flows.get('s')).toHaveLength(2);
    expect(document.regions.get('s')).toBe(1);
  });

  it('carry page names down, and their own', async () => {
    const { root } = await build('<body><div class=w><p>a</p></div></body>', '.w { page: wide }');
    const [outer] = root.children;
    expect([root.page, outer?.page, outer?.kind === 'block' ? outer.children[0]?.page : '']).toEqual(['', 'wide', 'wide']); // prettier-ignore
  });

  it('inside a block link are clickable', async () => {
    const laid = await layOut('<a class=b href="#x"><p>a</p></a>', '.b { display: block }');
    expect(laid.pages[0]?.items.filter(({ kind }) => kind === 'link')).toHaveLength(1);
  });

  it('of flexes in flexes end in blocks, with a word about it', async () => {
    const laid = await layOut(`${'<div>'.repeat(40)}a${'</div>'.repeat(40)}`, 'div { display: flex }');
    expect(laid.codes).toEqual(['L003']);
  });
});
