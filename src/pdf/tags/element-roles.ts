// Roles that templates and authors give structure elements → those that PDF/UA-1 (ISO 14289-1) allows where they stand.
import type { StructureNode, StructureRole } from '../../document/structure.ts';

const HEADINGS: readonly StructureRole[] = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];

/** Roles that have to be other ones, by id; elements that are not kept do not count. */
export function elementRoles(
  nodes: readonly StructureNode[],
  isKept: (id: number) => boolean = () => true,
): ReadonlyMap<number, StructureRole> {
  const changed = new Map<number, StructureRole>();
  /** Levels of the headings around, as they were given. */
  const open: number[] = [];
  const bodies = new Set(
    nodes.filter(({ id, role }) => role === 'TBody' && isKept(id)).map(({ parent }) => parent),
  );
  /** Tables that have a head, and those that have a foot. */
  const heads = new Set<number>();
  const feet = new Set<number>();
  /** The last child so far of each element, but for captions. */
  const last: number[] = [];
  for (const { id, role, parent } of nodes) {
    if (!isKept(id)) continue;
    if (role === 'Caption') {
      if (nodes[parent]?.role === 'Table' || endsWithFigure(nodes, last, last[parent])) continue;
      // The words below a picture that is decoration are a paragraph like others.
      changed.set(id, 'P');
    }
    last[parent] = id;
    if (role === 'THead' || role === 'TFoot') {
      // 7.2: one head and one foot at most, and neither without a body.
      const found = role === 'THead' ? heads : feet;
      if (!bodies.has(parent) || found.has(parent)) changed.set(id, 'TBody');
      found.add(parent);
      continue;
    }
    // 7.4.2: the first heading is an H1, and one below another is one level deeper, however many are skipped.
    const level = HEADINGS.indexOf(role);
    if (level < 0) continue;
    while (open.length > 0 && (open.at(-1) ?? 0) >= level) open.pop();
    const depth = HEADINGS[open.length];
    open.push(level);
    if (depth !== undefined && depth !== role) changed.set(id, depth);
  }
  return changed;
}

/** Whether an element is a figure, or a link around one. */
function endsWithFigure(
  nodes: readonly StructureNode[],
  last: readonly number[],
  id: number | undefined,
): boolean {
  let at = id;
  while (at !== undefined && nodes[at]?.role === 'Link') at = last[at];
  return at !== undefined && nodes[at]?.role === 'Figure';
}
