// Links around blocks (HTML, 4.5.1) → an element `Link` in each block with text, and around each picture. ISO 32000-1, 14.8.4.4, knows
// links as parts of blocks: headings and paragraphs inside one would lose their roles. ISO 14289-1, 7.18.5, wants each link area in one.
import type { InlineNode } from './boxes.ts';
import type { LinkAround, Surroundings, Builder } from './builder.ts';
import type { OwnContext } from './inline-context.ts';
import { ARTIFACT } from './structure.ts';
import type { Structure } from './structure.ts';

/** What the link around gives to lines in a block; their element is that of their paragraph where the link holds blocks. */
export function linkContext(link: LinkAround | null): OwnContext {
  if (link === null) return {};
  return link.holdsBlocks ? { href: link.href } : { href: link.href, tag: link.tag };
}

/** An element of the link inside the element of a block. */
export function linkInside(structure: Structure, parent: number, link: LinkAround, language = ''): number {
  const tag = structure.addInside('Link', parent, language);
  if (link.tag === ARTIFACT) link.tag = tag;
  return tag;
}

/** The element of the link that a `figure` inside it has made for its picture; null when none waits for one here. */
export function waitingLink({ progress, structure }: Builder, { tag }: Surroundings): number | null {
  const waiting = structure.nodes[progress.figure ?? ARTIFACT];
  const link = structure.nodes[waiting?.parent ?? ARTIFACT];
  return link?.role === 'Link' && link.parent === tag ? link.id : null;
}

/** Decorations alone in a line of a link: each of them is clicked for itself, and belongs to an element of the link elsewhere. */
export function linkedDecorations(content: readonly InlineNode[], link: LinkAround): readonly InlineNode[] {
  return content.map((node) => {
    if (!('context' in node)) return node;
    const context = { ...node.context, href: null };
    if (node.kind !== 'box' || node.box.kind !== 'replaced') return { ...node, context };
    return { ...node, context, box: { ...node.box, link } };
  });
}
