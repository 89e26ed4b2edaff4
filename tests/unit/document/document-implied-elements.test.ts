// What lists and tables may hold, whatever was written into them.
import { describe, expect, test } from 'vitest';
import { Structure } from '../../../src/document/structure.ts';
import type { StructureRole } from '../../../src/document/structure.ts';

/** The tree of elements added one after the other, each into the one of this index among those added. */
function tree(...elements: readonly (readonly [role: StructureRole, into: number])[]): string {
  const structure = new Structure();
  const added = [structure.add('Document', -1)];
  for (const [role, into] of elements) added.push(structure.add(role, added[into] ?? 0));
  const show = (id: number): string => {
    const children = structure.nodes.filter(({ parent }) => parent === id).map((node) => show(node.id));
    const role = structure.nodes[id]?.role ?? '';
    return children.length === 0 ? role : `${role}(${children.join(' ')})`;
  };
  return show(0);
}

describe('lists', () => {
  test('have an item around what is none, and one for all that stands together', () => {
    expect(tree(['L', 0], ['P', 1], ['H2', 1], ['LI', 1], ['L', 1])).toBe(
      'Document(L(LI(LBody(P H2)) LI LI(LBody(L))))',
    );
  });

  test('are made around items in none', () => {
    expect(tree(['LI', 0], ['LI', 0], ['P', 0], ['LI', 0])).toBe('Document(L(LI LI) P L(LI))');
  });

  test('are made around labels and bodies of what is only shown as an item', () => {
    expect(tree(['Lbl', 0], ['LBody', 0], ['LBody', 0])).toBe('Document(L(LI(Lbl LBody) LI(LBody)))');
  });

  test('have a body in an item that is set as a block', () => {
    expect(tree(['L', 0], ['LI', 1], ['P', 2], ['P', 2])).toBe('Document(L(LI(LBody(P P))))');
  });
});

describe('tables', () => {
  test('have a body around rows', () => {
    expect(tree(['Table', 0], ['THead', 1], ['TR', 1], ['TR', 1])).toBe(
      'Document(Table(THead TBody(TR TR)))',
    );
  });

  test('have rows around cells, and cells around the rest', () => {
    expect(tree(['Table', 0], ['TD', 1], ['P', 1], ['TR', 1], ['LI', 4])).toBe(
      'Document(Table(TBody(TR(TD TD(P)) TR(TD(L(LI))))))',
    );
  });

  test('are made around cells in none', () => {
    expect(tree(['TD', 0], ['TD', 0])).toBe('Document(Table(TBody(TR(TD TD))))');
  });
});
