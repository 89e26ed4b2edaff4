// Roles of structure elements as they are written: headings without gaps, captions only where there is something to describe.
import { describe, expect, test } from 'vitest';
import { Structure } from '../../../src/document/structure.ts';
import type { StructureRole } from '../../../src/document/structure.ts';
import { elementRoles } from '../../../src/pdf/tags/element-roles.ts';

function structureOf(...roles: readonly StructureRole[]): Structure {
  const structure = new Structure();
  structure.add('Document', -1);
  for (const role of roles) structure.add(role, 0);
  return structure;
}

function written(...roles: readonly StructureRole[]): string {
  const { nodes } = structureOf(...roles);
  const changed = elementRoles(nodes);
  return nodes.slice(1).map(({ id, role }) => changed.get(id) ?? role).join(' '); // prettier-ignore
}

describe('levels of headings', () => {
  test('stay as they are where none is skipped', () => {
    expect(written('H1', 'P', 'H2', 'H3', 'H2', 'H1', 'H2')).toBe('H1 P H2 H3 H2 H1 H2');
  });

  test('begin at the first, and rise by one', () => {
    expect(written('H3', 'H5', 'H5', 'H4', 'H1', 'H6')).toBe('H1 H2 H2 H2 H1 H2');
  });

  test('of headings without content do not count', () => {
    expect([...elementRoles(structureOf('H1', 'H2', 'H3').nodes, { isKept: (id) => id !== 2 })]).toEqual([
      [3, 'H2'],
    ]);
  });
});

describe('a caption', () => {
  /** Roles of the elements; `Link >` stands for one with the next element in it. */
  function written(...roles: readonly string[]): readonly string[] {
    const structure = structureOf();
    for (const each of roles) {
      const [first = '', second] = each.split(' > ') as StructureRole[];
      const id = structure.add(first as StructureRole, 0);
      if (second !== undefined) structure.add(second, id);
    }
    const changed = elementRoles(structure.nodes);
    return structure.nodes.slice(1).map(({ id, role }) => changed.get(id) ?? role);
  }

  test('is one behind a figure, a figure in a link, and in a table', () => {
    expect(written('Figure', 'Caption')).toEqual(['Figure', 'Caption']);
    expect(written('Link > Figure', 'Caption')).toEqual(['Link', 'Figure', 'Caption']);
    expect(written('Table > Caption')).toEqual(['Table', 'Caption']);
    expect(written('Figure', 'Caption', 'Caption')).toEqual(['Figure', 'Caption', 'Caption']);
  });

  test('is a paragraph elsewhere', () => {
    expect(written('Caption', 'Figure')).toEqual(['P', 'Figure']);
    expect(written('Figure', 'P', 'Caption')).toEqual(['Figure', 'P', 'P']);
    expect(written('Link > Span', 'Caption')).toEqual(['Link', 'Span', 'P']);
  });

  test('behind a figure that is left out is a paragraph', () => {
    const structure = structureOf('Figure', 'Caption');
    expect([...elementRoles(structure.nodes, { isKept: (id) => id !== 1 })]).toEqual([[2, 'P']]);
  });
});

test('a table has one head and one foot, and neither without a body', () => {
  const structure = structureOf('Table', 'Table');
  for (const role of ['THead', 'THead', 'TBody', 'TFoot', 'TFoot'] as const) structure.add(role, 1);
  structure.add('THead', 2);
  expect([...elementRoles(structure.nodes)]).toEqual([[4, 'TBody'], [7, 'TBody'], [8, 'TBody']]); // prettier-ignore
});

describe('a paragraph around paragraphs', () => {
  function roles(hasContent: (id: number) => boolean): string {
    const structure = structureOf();
    const outer = structure.add('P', 0);
    structure.add('P', outer);
    structure.add('P', outer);
    const changed = elementRoles(structure.nodes, { hasContent });
    return structure.nodes.slice(1).map(({ id, role }) => changed.get(id) ?? role).join(' '); // prettier-ignore
  }

  test('is a group', () => {
    expect(roles((id) => id !== 1)).toBe('Div P P');
  });

  test('stays one where it has text of its own', () => {
    expect(roles(() => true)).toBe('P P P');
  });
});

describe('a headline where an article goes on', () => {
  /** Articles with these headings, and one in the first of them that tells where it goes on, read behind its first heading. */
  function roles(first: readonly StructureRole[], atBreak: StructureRole, second: StructureRole): string {
    const structure = structureOf('Art', 'Art');
    const inFirst = first.map((role) => structure.add(role, 1));
    const last = structure.add(second, 2);
    const group = structure.add('Div', 1);
    structure.describe(group, { atBreak: true });
    const headline = structure.add(atBreak, group);
    const [title = 0, ...others] = inFirst;
    const sequence = [0, 1, title, group, headline, ...others, 2, last];
    const changed = elementRoles(structure.nodes, { sequence });
    return [title, headline, ...others, last].map((id) => changed.get(id) ?? structure.nodes[id]?.role).join(' '); // prettier-ignore
  }

  test('is one level below that of the article', () => {
    expect(roles(['H1', 'H2'], 'H1', 'H1')).toBe('H1 H2 H2 H1');
    expect(roles(['H2', 'H3'], 'H2', 'H2')).toBe('H1 H2 H2 H1');
  });

  test('keeps a deeper level than that, and skips none', () => {
    expect(roles(['H1', 'H2'], 'H4', 'H1')).toBe('H1 H2 H2 H1');
    expect(roles(['H1', 'H4'], 'H2', 'H3')).toBe('H1 H2 H3 H3');
  });
});
