// A box and all that are in it, in document order: children, cells, and what stands in or beside the lines of paragraphs.
import type { Box } from './boxes.ts';

/** Visits a box before what is in it. */
export function walkBoxes(box: Box, visit: (box: Box) => void): void {
  visit(box);
  switch (box.kind) {
    case 'block':
    case 'flex':
      for (const child of box.children) walkBoxes(child, visit);
      return;
    case 'table':
      for (const caption of box.captions) walkBoxes(caption, visit);
      for (const row of box.rows) for (const cell of row.cells) walkBoxes(cell.box, visit);
      return;
    case 'paragraph':
      for (const node of box.content)
        if (node.kind === 'box' || node.kind === 'out-of-flow') walkBoxes(node.box, visit);
      return;
    case 'replaced':
      return;
  }
}
