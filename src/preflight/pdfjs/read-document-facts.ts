// PDF bytes → what a file says about itself, read by pdf.js: pages, title, language, bookmarks.
import { messageOf } from '../../base/message-of.ts';
import { openReading } from './read-pdf.ts';
import type { ReadingOptions } from './read-pdf.ts';
import { ReadingStopped } from './reader-thread.ts';

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

/** Null when the file cannot be opened, or says nothing within the limits (P002, P003). */
export async function readDocumentFacts(
  bytes: Uint8Array,
  options: ReadingOptions,
): Promise<DocumentFacts | null> {
  const reading = await openReading(bytes, options);
  if (reading === null) return null;
  const { document, within } = reading;
  try {
    const metadata = await within(document.getMetadata()).catch(orNull);
    const info = (metadata?.info ?? {}) as { readonly Title?: unknown; readonly Language?: unknown };
    const xmpTitle: unknown = metadata?.metadata?.get('dc:title');
    const outline = (await within(document.getOutline()).catch(orNull)) as readonly OutlineItem[] | null;
    const bookmarks: Bookmark[] = [];
    collect(outline ?? [], 1, bookmarks);
    return {
      pages: document.numPages,
      title: textOrNull(xmpTitle) ?? textOrNull(info.Title),
      language: textOrNull(info.Language),
      bookmarks,
    };
  } catch (error) {
    options.diagnostics.error('P002', `The PDF cannot be read: ${messageOf(error)}`, { file: options.file });
    return null;
  } finally {
    await reading.close();
  }
}

/** What cannot be read is not there; a limit ends it all. */
function orNull(error: unknown): null {
  if (error instanceof ReadingStopped) throw error;
  return null;
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
