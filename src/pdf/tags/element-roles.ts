// Roles that templates and authors give structure elements → those that PDF/UA-1 (ISO 14289-1) allows where they stand.
import type { StructureNode, StructureRole } from '../../document/structure.ts';

const HEADINGS: readonly StructureRole[] = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];

/** What is known of the elements when they are written. */
export interface ElementFacts {
  /** Elements that are not kept do not count. */
  readonly isKept: (id: number) => boolean;
  /** Whether it has text or areas of links itself. */
  readonly hasContent: (id: number) => boolean;
  /** Elements in the order of reading; undefined: that of their ids. */
  readonly sequence: readonly number[] | undefined;
}

const UNKNOWN: ElementFacts = { isKept: () => true, hasContent: () => true, sequence: undefined };

/** Roles that have to be other ones, by id. */
export function elementRoles(
  nodes: readonly StructureNode[],
  facts: Partial<ElementFacts> = {},
): ReadonlyMap<number, StructureRole> {
  const { isKept, hasContent, sequence } = { ...UNKNOWN, ...facts };
  const changed = new Map<number, StructureRole>();
  const levels = new HeadingLevels(nodes);
  const bodies = new Set(
    nodes.filter(({ id, role }) => role === 'TBody' && isKept(id)).map(({ parent }) => parent),
  );
  /** Tables that have a head, and those that have a foot. */
  const heads = new Set<number>();
  const feet = new Set<number>();
  /** The last child so far of each element, but for captions. */
  const last: number[] = [];
  const change = (node: StructureNode): void => {
    const { id, role, parent } = node;
    // 14.8.4.3.2: a paragraph holds no other ones.
    if (role === 'P' && nodes[parent]?.role === 'P' && !hasContent(parent)) changed.set(parent, 'Div');
    if (role === 'Caption') {
      if (nodes[parent]?.role === 'Table' || endsWithFigure(nodes, last, last[parent])) return;
      // The words below a picture that is decoration are a paragraph like others.
      changed.set(id, 'P');
    }
    last[parent] = id;
    if (role === 'THead' || role === 'TFoot') {
      // 7.2: one head and one foot at most, and neither without a body.
      const found = role === 'THead' ? heads : feet;
      if (!bodies.has(parent) || found.has(parent)) changed.set(id, 'TBody');
      found.add(parent);
      return;
    }
    const level = levels.next(node);
    if (level !== null && level !== role) changed.set(id, level);
  };
  for (const each of sequence ?? nodes) {
    const node = typeof each === 'number' ? nodes[each] : each;
    if (node !== undefined && isKept(node.id)) change(node);
  }
  return changed;
}

/** 7.4.2: the first heading is an H1, and one below another is one level deeper, however many are skipped. */
class HeadingLevels {
  readonly #nodes: readonly StructureNode[];
  /** Levels of the headings around, as they were given. */
  readonly #open: number[] = [];
  /** Elements whose text goes on elsewhere, and the level of their first heading as it was given; -1 before it. */
  readonly #broken = new Map<number, number>();

  constructor(nodes: readonly StructureNode[]) {
    this.#nodes = nodes;
    for (const { atBreak, parent } of nodes) if (atBreak === true) this.#broken.set(parent, -1);
  }

  /** The role of the next heading; null of what is none. */
  next(node: StructureNode): StructureRole | null {
    const given = HEADINGS.indexOf(node.role);
    if (given < 0) return null;
    const level = this.#broken.size === 0 ? given : this.#levelAtBreak(node, given);
    while (this.#open.length > 0 && (this.#open.at(-1) ?? 0) >= level) this.#open.pop();
    const depth = HEADINGS[this.#open.length];
    this.#open.push(level);
    return depth ?? node.role;
  }

  /** A headline where an article goes on stands below that of the article. */
  #levelAtBreak(node: StructureNode, given: number): number {
    let isAtBreak = false;
    for (let at: StructureNode | undefined = node; at !== undefined; at = this.#nodes[at.parent]) {
      const first = this.#broken.get(at.id);
      if (first !== undefined && isAtBreak) return Math.max(given, first + 1);
      if (first === -1) this.#broken.set(at.id, given);
      isAtBreak ||= at.atBreak === true;
    }
    return given;
  }
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
