// Description lists in the structure tree: items of terms and what describes them.
import { expect, test } from 'vitest';
import { layOut } from '../../helpers/lay-out.ts';

/** The elements below the document, with their languages. */
async function tree(html: string, css = ''): Promise<string> {
  const { structure } = (await layOut(html, css)).document;
  const show = (id: number): string => {
    const { role = '', language = '' } = structure[id] ?? {};
    const own = id > 0 && language !== '' ? `${role}:${language}` : role;
    const children = structure.filter(({ parent }) => parent === id).map((node) => show(node.id));
    return children.length === 0 ? own : `${own}(${children.join(' ')})`;
  };
  return show(0);
}

test('a term and what describes it are one item', async () => {
  expect(await tree('<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>')).toBe(
    'Document(L(LI(Lbl LBody) LI(Lbl LBody)))',
  );
});

test('an item may have several terms and several descriptions', async () => {
  expect(await tree('<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd><dt>e</dt><dd>f</dd></dl>')).toBe(
    'Document(L(LI(Lbl Lbl LBody LBody) LI(Lbl LBody)))',
  );
});

test('groups in a div are items of the same list', async () => {
  expect(await tree('<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd><p>d</p><p>e</p></dd></div></dl>')).toBe(
    'Document(L(LI(Lbl LBody) LI(Lbl LBody(P P))))',
  ); // prettier-ignore
});

test('items without a description or without a term are whole', async () => {
  expect(await tree('<dl><dd>a</dd><dt>b</dt></dl>')).toBe('Document(L(LI(LBody) LI(Lbl LBody)))');
});

test('a list in a description is one of its own, and the outer one goes on behind it', async () => {
  expect(await tree('<dl><dt>a</dt><dd><dl><dt>b</dt></dl></dd><dd>c</dd><dt>d</dt><dd>e</dd></dl>')).toBe(
    'Document(L(LI(Lbl LBody(L(LI(Lbl LBody))) LBody) LI(Lbl LBody)))',
  );
});

test('terms have their language, and no numbering is said of them', async () => {
  const html = '<dl><dt lang="fa">کاریز</dt><dd>an underground channel</dd></dl>';
  expect(await tree(html)).toBe('Document(L(LI(Lbl:fa LBody)))');
  const { structure } = (await layOut(html)).document;
  expect(structure.filter(({ numbering }) => numbering !== undefined)).toEqual([]);
});

test('terms outside of a list and terms set in the line are in a list none the less', async () => {
  expect(await tree('<section><dt>a</dt><dd>b</dd></section>')).toBe('Document(Sect(L(LI(Lbl LBody))))');
  expect(await tree('<dl><dt>a</dt> <dd>b</dd></dl>', 'dt, dd { display: inline }')).toBe(
    'Document(L(LI(LBody(P))))',
  );
});

test('a decorative list has no elements', async () => {
  expect(await tree('<dl aria-hidden="true"><dt>a</dt><dd>b</dd></dl>')).toBe('Document');
});
