// Bookmarks of the pages → document outline (ISO 32000-1, 12.3.3), nested by level.
import type { PdfFile } from './pdf-file.ts';
import { pdfNumber, pdfText } from './pdf-syntax.ts';

export interface PlacedBookmark {
  readonly level: number;
  readonly label: string;
  /** Page object. */
  readonly page: number;
  /** From the bottom of the page. */
  readonly y: number;
}

interface OutlineNode {
  readonly id: number;
  readonly bookmark: PlacedBookmark | null;
  readonly level: number;
  readonly children: OutlineNode[];
}

/** Writes the outline, only its first level open; null when there are no bookmarks. Levels may be skipped. */
export function writeOutline(file: PdfFile, bookmarks: readonly PlacedBookmark[]): number | null {
  if (bookmarks.length === 0) return null;
  const root: OutlineNode = { id: file.reserve(), bookmark: null, level: 0, children: [] };
  const open = [root];
  for (const bookmark of bookmarks) {
    const level = Math.max(1, bookmark.level);
    while (open.length > 1 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const node: OutlineNode = { id: file.reserve(), bookmark, level, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  }
  const ends = `/First ${root.children[0]?.id} 0 R/Last ${root.children.at(-1)?.id} 0 R`;
  file.object(root.id, `<</Type/Outlines${ends}/Count ${root.children.length}>>`);
  writeChildren(file, root);
  return root.id;
}

function writeChildren(file: PdfFile, parent: OutlineNode): void {
  parent.children.forEach((node, index) => {
    const { bookmark, children } = node;
    if (bookmark === null) return;
    const previous = parent.children[index - 1];
    const next = parent.children[index + 1];
    let body = `<</Title${pdfText(bookmark.label)}/Parent ${parent.id} 0 R`;
    if (previous !== undefined) body += `/Prev ${previous.id} 0 R`;
    if (next !== undefined) body += `/Next ${next.id} 0 R`;
    if (children.length > 0)
      body += `/First ${children[0]?.id} 0 R/Last ${children.at(-1)?.id} 0 R/Count -${children.length}`;
    file.object(node.id, `${body}/Dest[${bookmark.page} 0 R/XYZ null ${pdfNumber(bookmark.y)} null]>>`);
    writeChildren(file, node);
  });
}
