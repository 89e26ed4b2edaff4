// A tag tree → the text of the whole file as one flow, in the order of its structure: article by article, wherever its pages
// stand, and each paragraph in one piece, also when it goes on on another page.
import { placedBlocks } from './article-index.ts';
import type { DocumentStructure } from '../structure/structure-types.ts';

/** Blocks parted by blank lines; null when some text of the file is not in its tags, and would be lost. */
export function formatFlow(structure: DocumentStructure): string | null {
  if (structure.untagged.length > 0) return null;
  const blocks = placedBlocks(structure);
  return blocks.length === 0 ? null : `${blocks.map(({ text }) => text).join('\n\n')}\n`;
}
