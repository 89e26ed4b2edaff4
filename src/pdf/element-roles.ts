// Roles that templates and authors give structure elements → those that PDF/UA-1 (ISO 14289-1) allows where they stand.
import type { StructureNode, StructureRole } from '../document/structure.ts';

const HEADINGS: readonly StructureRole[] = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];

/** Roles that have to be other ones, by id; elements that are not kept do not count. */
export function elementRoles(
  nodes: readonly StructureNode[],
  isKept: (id: number) => boolean = () => true,
): ReadonlyMap<number, StructureRole> {
  const changed = new Map<number, StructureRole>();
  /** Levels of the headings around, as they were given. */
  const open: number[] = [];
  for (const { id, role, parent } of nodes) {
    if (!isKept(id)) continue;
    if (role === 'Caption') {
      // The words below a picture that is decoration are a paragraph like others.
      const around = nodes[parent]?.role;
      if (around !== 'Figure' && around !== 'Table') changed.set(id, 'P');
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
