// PDF bytes → what a file says about itself, read by pdf.js: pages, title, language, bookmarks.
import type { Diagnostics } from '../base/diagnostic.ts';
import { openPdf } from './read-pdf.ts';

export interface DocumentFacts {
  /** All pages of the file, also beyond the number that is read. */
  readonly pages: number;
  /** dc:title of the XMP metadata, else Title of the information dictionary; null without. */
  readonly title: string | null;
  readonly language: string | null;
  /** In their order, with how deep they are, from 1. */
  readonly bookmarks: readonly Bookmark[];
}

export interface Bookmark {
  readonly title: string;
  readonly level: number;
}

const MAX_BOOKMARKS = 100_000;
const MAX_LEVEL = 64;

interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

/** Null when the file cannot be opened (P002, P003). */
export async function readDocumentFacts(
  bytes: Uint8Array,
  { file, diagnostics }: { readonly file: string; readonly diagnostics: Diagnostics },
): Promise<DocumentFacts | null> {
  const document = await openPdf(bytes, file, diagnostics);
  if (document === null) return null;
  try {
    const metadata = await document.getMetadata().catch(() => null);
    const info = (metadata?.info ?? {}) as { readonly Title?: unknown; readonly Language?: unknown };
    const xmpTitle: unknown = metadata?.metadata?.get('dc:title');
    const outline = (await document.getOutline().catch(() => null)) as readonly OutlineItem[] | null;
    const bookmarks: Bookmark[] = [];
    collect(outline ?? [], 1, bookmarks);
    return {
      pages: document.numPages,
      title: textOrNull(xmpTitle) ?? textOrNull(info.Title),
      language: textOrNull(info.Language),
      bookmarks,
    };
  } finally {
    await document.destroy();
  }
}

function collect(items: readonly OutlineItem[], level: number, bookmarks: Bookmark[]): void {
  if (level > MAX_LEVEL) return;
  for (const { title, items: below } of items) {
    if (bookmarks.length >= MAX_BOOKMARKS) return;
    bookmarks.push({ title, level });
    collect(below, level + 1, bookmarks);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
