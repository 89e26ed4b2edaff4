// Bookmarks of the pages → document outline (ISO 32000-1, 12.3.3), in the order of the document and nested by level.
import type { Direction } from '../../base/direction.ts';
import { outlineLabel } from './bookmark-label.ts';
import type { PdfFile } from '../pdf-file.ts';
import { pdfNumber, pdfText } from '../pdf-syntax.ts';

export interface PlacedBookmark {
  readonly level: number;
  readonly label: string;
  /** Page object. */
  readonly page: number;
  /** From the left of the page; null: wherever it is scrolled to. */
  readonly x: number | null;
  /** From the bottom of the page. */
  readonly y: number;
  /** As in a page's `Bookmark`. */
  readonly order?: number;
  readonly tag?: number;
  readonly direction?: Direction;
  readonly isOpen?: boolean;
}

interface OutlineNode {
  readonly id: number;
  readonly bookmark: PlacedBookmark | null;
  readonly level: number;
  readonly children: OutlineNode[];
}

/** What an outline takes from its document. */
export interface OutlineSurroundings {
  /** Of the document. */
  readonly direction: Direction;
  /** The object of a structure element, or null. */
  readonly elementOf: (tag: number) => number | null;
}

/** Writes the outline; null when there are no bookmarks. Levels may be skipped. */
export function writeOutline(
  file: PdfFile,
  bookmarks: readonly PlacedBookmark[],
  around: OutlineSurroundings,
): number | null {
  if (bookmarks.length === 0) return null;
  const root: OutlineNode = { id: file.reserve(), bookmark: null, level: 0, children: [] };
  const open = [root];
  for (const bookmark of inDocumentOrder(bookmarks)) {
    const level = Math.max(1, bookmark.level);
    while (open.length > 1 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const node: OutlineNode = { id: file.reserve(), bookmark, level, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  }
  file.object(root.id, `<</Type/Outlines${childEntries(root)}/Count ${shownBelow(root)}>>`);
  writeChildren(file, root, around);
  return root.id;
}

/** An article that goes on on a later page is not parted by those between; what is painted again, on every page, counts once. */
function inDocumentOrder(bookmarks: readonly PlacedBookmark[]): readonly PlacedBookmark[] {
  const placed = new Map<number, PlacedBookmark>();
  const ordered: { readonly order: number; readonly bookmark: PlacedBookmark }[] = [];
  let before = -1;
  for (const bookmark of bookmarks) {
    const { order } = bookmark;
    if (order !== undefined) {
      if (placed.has(order)) continue;
      placed.set(order, bookmark);
      before = order;
    }
    ordered.push({ order: before, bookmark });
  }
  return ordered.sort((a, b) => a.order - b.order).map(({ bookmark }) => bookmark);
}

function writeChildren(file: PdfFile, parent: OutlineNode, around: OutlineSurroundings): void {
  parent.children.forEach((node, index) => {
    const { bookmark, children } = node;
    if (bookmark === null) return;
    const previous = parent.children[index - 1];
    const next = parent.children[index + 1];
    let body = `<</Title${pdfText(outlineLabel(bookmark.label, bookmark.direction, around.direction))}/Parent ${parent.id} 0 R`;
    if (previous !== undefined) body += `/Prev ${previous.id} 0 R`;
    if (next !== undefined) body += `/Next ${next.id} 0 R`;
    // Negative: closed, with so many that opening it shows.
    const count = (bookmark.isOpen ?? true) ? shownBelow(node) : -shownBelow(node);
    if (children.length > 0) body += `${childEntries(node)}/Count ${count}`;
    const element = bookmark.tag === undefined ? null : around.elementOf(bookmark.tag);
    if (element !== null) body += `/SE ${element} 0 R`;
    const x = bookmark.x === null ? 'null' : pdfNumber(bookmark.x);
    file.object(node.id, `${body}/Dest[${bookmark.page} 0 R/XYZ ${x} ${pdfNumber(bookmark.y)} null]>>`);
    writeChildren(file, node, around);
  });
}

function childEntries({ children }: OutlineNode): string {
  return `/First ${children[0]?.id} 0 R/Last ${children.at(-1)?.id} 0 R`;
}

/** How many items below one are seen when it is open. */
function shownBelow({ children }: OutlineNode): number {
  let shown = children.length;
  for (const child of children) if (child.bookmark?.isOpen ?? true) shown += shownBelow(child);
  return shown;
}
