// Roles of structure elements as they are written: headings without gaps, captions only where there is something to describe.
import { describe, expect, test } from 'vitest';
import { Structure } from '../../../src/document/structure.ts';
import type { StructureRole } from '../../../src/document/structure.ts';
import { elementRoles } from '../../../src/pdf/element-roles.ts';

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
    expect([...elementRoles(structureOf('H1', 'H2', 'H3').nodes, (id) => id !== 2)]).toEqual([[3, 'H2']]);
  });
});

test('a caption is one in a figure or table, and a paragraph elsewhere', () => {
  const structure = structureOf('Figure', 'Caption');
  structure.add('Caption', 1);
  expect([...elementRoles(structure.nodes)]).toEqual([[2, 'P']]);
});
